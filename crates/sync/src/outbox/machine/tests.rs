//! What becomes of an operation, event by event: nothing goes twice by itself, nothing is lost, and
//! the agent decides where nobody else can.

use super::*;

const ONCE: Past = Past {
    attempts: 1,
    in_doubt: false,
    absent: 0,
    goes_once: false,
};
const WAITS: Waits = Waits {
    settle: SETTLE,
    dice: 0.5,
};

fn go(state: State, event: Event) -> Option<State> {
    next(state, ONCE, &event, WAITS).map(|next| next.state)
}

fn failed(failure: Failure) -> Event {
    Event::Failed(failure)
}

#[test]
fn only_what_provably_was_not_sent_is_sent_again_by_itself() {
    assert_eq!(
        go(State::Sending, failed(Failure::NotSent)),
        Some(State::Queued)
    );
    assert_eq!(
        go(State::Sending, failed(Failure::Transient { after: None })),
        Some(State::Queued)
    );
    assert_eq!(
        go(State::Sending, failed(Failure::SignedOut)),
        Some(State::Queued)
    );
    assert_eq!(
        go(State::Sending, failed(Failure::Uncertain("x"))),
        Some(State::Uncertain)
    );
    assert_eq!(
        go(State::Sending, failed(Failure::Captive)),
        Some(State::Uncertain)
    );
}

#[test]
fn what_cannot_be_read_here_is_tried_again_and_nobody_else_is_blamed() {
    let next = next(State::Sending, ONCE, &Event::Unreadable, WAITS).unwrap();
    assert_eq!(next.state, State::Queued);
    assert!(next.wait > Duration::ZERO && next.reason.contains("on this machine"));
    assert!(!Event::Unreadable.is_unanswered());
}

#[test]
fn a_refusal_waits_for_the_agent_with_the_servers_words() {
    let fields = contract::FieldErrors::one("note_text", "is required");
    let refused = Failure::Rejected {
        status: 422,
        message: "no".into(),
        fields,
    };
    let next = next(State::Sending, ONCE, &failed(refused), WAITS).unwrap();
    assert_eq!(
        (next.state, next.reason.as_str()),
        (State::Rejected, "`note_text` is required.")
    );
}

#[test]
fn doubt_is_settled_with_the_key_where_the_server_honours_it_and_by_reading_elsewhere() {
    assert_eq!(
        go(State::Uncertain, Event::TakenUp { again: true }),
        Some(State::Sending)
    );
    assert_eq!(
        go(State::Uncertain, Event::TakenUp { again: false }),
        Some(State::Reconciling)
    );
}

#[test]
fn a_second_attempt_that_was_not_sent_leaves_the_first_in_doubt() {
    let past = Past {
        in_doubt: true,
        ..ONCE
    };
    for failure in [
        Failure::NotSent,
        Failure::SignedOut,
        Failure::Transient { after: None },
    ] {
        let next = next(State::Sending, past, &failed(failure), WAITS).unwrap();
        assert_eq!(next.state, State::Uncertain);
    }
}

#[test]
fn it_takes_two_reads_without_it_to_send_again() {
    let look = |absent| {
        next(
            State::Reconciling,
            Past { absent, ..ONCE },
            &Event::Looked(Found::Absent),
            WAITS,
        )
        .unwrap()
    };
    assert_eq!(
        (look(0).state, look(0).absent, look(0).wait),
        (State::Reconciling, 1, SETTLE)
    );
    assert_eq!(look(1).state, State::Queued);
}

#[test]
fn a_letter_that_two_reads_do_not_show_is_never_sent_again_by_itself() {
    let look = |absent| {
        let past = Past {
            absent,
            goes_once: true,
            ..ONCE
        };
        let event = Event::Looked(Found::Absent);
        next(State::Reconciling, past, &event, WAITS).unwrap().state
    };
    assert_eq!((look(0), look(1)), (State::Reconciling, State::NeedsAgent));
}

#[test]
fn one_match_settles_it_and_several_ask_the_agent() {
    let one = next(
        State::Reconciling,
        Past { absent: 1, ..ONCE },
        &Event::Looked(Found::One(7)),
        WAITS,
    )
    .unwrap();
    assert_eq!((one.state, one.remote_id), (State::Acked, Some(7)));
    assert_eq!(
        go(State::Reconciling, Event::Looked(Found::Several)),
        Some(State::NeedsAgent)
    );
    assert_eq!(
        go(State::Reconciling, Event::Looked(Found::NotNow)),
        Some(State::Reconciling)
    );
}

#[test]
fn a_file_counts_once_it_was_read_back_and_a_different_one_stops_after_a_second_read() {
    let stored = next(State::Sending, ONCE, &Event::Stored(4), WAITS).unwrap();
    assert_eq!(
        (stored.state, stored.remote_id),
        (State::Reconciling, Some(4))
    );
    let look = |absent| {
        let past = Past { absent, ..ONCE };
        let event = Event::Looked(Found::Different);
        next(State::Reconciling, past, &event, WAITS).unwrap()
    };
    assert_eq!((look(0).state, look(0).absent), (State::Reconciling, 1));
    assert_eq!(look(1).state, State::Rejected);
}

#[test]
fn an_agent_cannot_take_back_what_may_have_arrived() {
    for state in [
        State::Sending,
        State::Uncertain,
        State::Reconciling,
        State::Acked,
        State::Confirmed,
    ] {
        assert_eq!(go(state, Event::Acted(Act::Discard)), None);
        assert_eq!(go(state, Event::Acted(Act::Send)), None);
    }
    assert_eq!(
        go(State::NeedsAgent, Event::Acted(Act::WasSent)),
        Some(State::Confirmed)
    );
    assert_eq!(
        go(State::NeedsAgent, Event::Acted(Act::Send)),
        Some(State::Queued)
    );
    assert_eq!(go(State::NeedsAgent, Event::Acted(Act::Discard)), None);
}

#[test]
fn events_that_come_late_change_nothing() {
    assert_eq!(go(State::Acked, Event::Begin), None);
    assert_eq!(go(State::Confirmed, Event::Made(3)), None);
    assert_eq!(go(State::Queued, Event::Looked(Found::One(3))), None);
}

#[test]
fn waits_grow_to_five_minutes_and_never_stop() {
    assert_eq!(backoff(1, 1.0), Duration::from_secs(3));
    assert_eq!(backoff(4, 0.5), Duration::from_secs(9));
    assert_eq!(backoff(60, 1.0), Duration::from_secs(301));
}
