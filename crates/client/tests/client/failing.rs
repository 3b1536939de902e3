//! What is wrong on the way or at the server, and what it means to the caller.

use std::time::Duration;

use client::{Failure, Token};
use contract::portal::Credentials;
use testkit::{AGENT, API_KEY, Asked, Fault, PASSWORD, PortalServer, Truth, nowhere};

use crate::rig::{at, get, portal, signed_in};

/// What reading a client comes to when its answer is spoiled.
async fn reading(fault: Fault) -> Failure {
    let (server, portal) = signed_in().await;
    server.answer_next(Asked::ClientsGet, fault);
    get(&portal, 1).await.unwrap_err()
}

/// What an act comes to when its answer is spoiled: signing in, of which a server may well have
/// taken note.
async fn acting(fault: Fault) -> Failure {
    let server = PortalServer::plain().start().await;
    server.answer_next(Asked::AuthLogin, fault);
    let portal = at(server.url(), API_KEY, Token::default());
    let credentials = Credentials {
        email: AGENT.to_owned(),
        password: PASSWORD.to_owned(),
    };
    portal.sign_in(credentials).await.unwrap_err()
}

#[tokio::test]
async fn a_refused_connection_was_not_sent() {
    let server = PortalServer::plain().start().await;
    let token = Token::new(&server.truth().fresh_token());
    let portal = at(&nowhere(), API_KEY, token);
    let failure = get(&portal, 1).await.unwrap_err();
    assert_eq!(failure, Failure::NotSent);
    assert!(failure.is_offline());
}

#[tokio::test]
async fn a_connection_that_breaks_before_the_answer_leaves_doubt() {
    assert_eq!(
        reading(Fault::Reset).await,
        Failure::Uncertain("the connection broke")
    );
}

#[tokio::test]
async fn an_answer_cut_in_the_middle_leaves_doubt() {
    assert_eq!(
        reading(Fault::Cut).await,
        Failure::Uncertain("the answer broke off")
    );
}

#[tokio::test]
async fn an_answer_that_is_too_large_is_not_read() {
    assert_eq!(
        reading(Fault::Large(33 * 1024 * 1024)).await,
        Failure::Uncertain("the answer is too large")
    );
}

#[tokio::test]
async fn an_answer_of_another_form_leaves_doubt() {
    let number = serde_json::json!(7);
    assert!(matches!(
        reading(Fault::Json(number)).await,
        Failure::Uncertain(_)
    ));
}

#[tokio::test]
async fn a_server_that_fails_leaves_doubt() {
    assert_eq!(
        reading(Fault::Status(500)).await,
        Failure::Uncertain("the server failed")
    );
}

#[tokio::test]
async fn a_read_from_a_server_that_is_not_well_may_be_tried_again() {
    for status in [408, 429, 502, 503, 504] {
        assert_eq!(
            reading(Fault::Status(status)).await,
            Failure::Transient { after: None },
            "{status}"
        );
    }
}

#[tokio::test]
async fn an_act_that_a_gateway_gave_up_on_may_have_happened() {
    for status in [408, 500, 502, 503, 504] {
        let failure = acting(Fault::Status(status)).await;
        assert!(
            matches!(failure, Failure::Uncertain(_)),
            "{status}: {failure:?}"
        );
    }
}

#[tokio::test]
async fn a_server_without_room_is_told_in_its_words_and_did_nothing() {
    for failure in [
        reading(Fault::Status(507)).await,
        acting(Fault::Status(507)).await,
    ] {
        let said = "the server refused: Refused with 507.";
        assert_eq!(failure.to_string(), said, "{failure:?}");
    }
}

#[tokio::test]
async fn an_act_that_came_too_soon_did_not_happen() {
    assert_eq!(
        acting(Fault::Status(429)).await,
        Failure::Transient { after: None }
    );
}

#[tokio::test]
async fn the_wait_that_a_server_asks_for_is_handed_on() {
    for status in [429, 503] {
        assert_eq!(
            reading(Fault::Wait(status, "7")).await,
            Failure::Transient {
                after: Some(Duration::from_secs(7))
            }
        );
    }
}

#[tokio::test]
async fn html_in_place_of_json_is_the_network_and_not_the_server() {
    let failure = reading(Fault::Html).await;
    assert_eq!(failure, Failure::Captive);
    assert!(failure.is_offline());
}

#[tokio::test]
async fn a_network_that_says_it_wants_a_sign_in_is_believed() {
    assert_eq!(reading(Fault::Status(511)).await, Failure::Captive);
}

#[tokio::test]
async fn a_redirect_is_never_followed() {
    let elsewhere = PortalServer::plain().with_clients(1..=3).start().await;
    let (server, portal) = signed_in().await;
    let there = format!("{}/clients/1", elsewhere.url());
    server.answer_next(Asked::ClientsGet, Fault::Redirect(there));
    assert_eq!(get(&portal, 1).await, Err(Failure::Captive));
    // Neither the API key nor the token went there.
    assert_eq!(elsewhere.count_all(), 0);
}

#[tokio::test]
async fn a_redirect_of_the_sign_in_takes_the_password_nowhere() {
    let elsewhere = PortalServer::plain().start().await;
    let there = format!("{}/auth/login", elsewhere.url());
    assert_eq!(acting(Fault::Redirect(there)).await, Failure::Captive);
    assert_eq!(elsewhere.count_all(), 0);
}

#[tokio::test]
async fn a_call_that_is_given_up_does_not_hold_up_the_next() {
    let (server, portal) = signed_in().await;
    server.answer_next(Asked::ClientsGet, Fault::Slow);
    tokio::select! {
        _ = get(&portal, 1) => panic!("the answer cannot be whole yet"),
        () = server.held() => {}
    }
    assert_eq!(get(&portal, 2).await.unwrap().id, Some(2));
}

#[tokio::test]
async fn a_slow_answer_is_read_to_its_end() {
    let (server, portal) = signed_in().await;
    server.answer_next(Asked::ClientsGet, Fault::Slow);
    let (answer, ()) = tokio::join!(get(&portal, 1), async {
        server.held().await;
        server.release();
    });
    assert_eq!(answer.unwrap().id, Some(1));
}

#[tokio::test]
async fn a_failed_call_is_not_repeated_behind_the_callers_back() {
    for fault in [Fault::Reset, Fault::Cut, Fault::Status(503), Fault::Html] {
        let server = PortalServer::plain().with_clients([1]).start().await;
        let portal = portal(&server, Truth::fresh_token);
        server.answer_next(Asked::ClientsGet, fault);
        assert!(get(&portal, 1).await.is_err());
        assert_eq!(server.count(Asked::ClientsGet), 1);
    }
}

#[tokio::test]
async fn a_wait_that_is_longer_than_an_agent_waits_is_told_to_the_next_call_and_nothing_is_sent() {
    let server = PortalServer::plain().with_clients([1]).start().await;
    let portal = portal(&server, Truth::fresh_token);
    server.answer_next(Asked::ClientsGet, Fault::Wait(429, "60"));
    for _ in 0..2 {
        let failure = get(&portal, 1).await.unwrap_err();
        let Failure::Transient { after: Some(after) } = failure else {
            panic!("{failure:?}");
        };
        assert!(after > Duration::from_secs(10) && after <= Duration::from_secs(60));
    }
    assert_eq!(server.count(Asked::ClientsGet), 1);
}

#[tokio::test]
async fn the_wait_that_a_server_asks_for_in_answer_to_an_act_holds_for_what_comes_next() {
    let server = PortalServer::plain().start().await;
    server.answer_next(Asked::AuthLogin, Fault::Wait(503, "60"));
    let portal = at(server.url(), API_KEY, Token::default());
    let credentials = || Credentials {
        email: AGENT.to_owned(),
        password: PASSWORD.to_owned(),
    };
    // It may have happened.
    let failure = portal.sign_in(credentials()).await.unwrap_err();
    assert!(matches!(failure, Failure::Uncertain(_)), "{failure:?}");
    let failure = portal.sign_in(credentials()).await.unwrap_err();
    let waits = matches!(failure, Failure::Transient { after: Some(_) });
    assert!(waits, "{failure:?}");
    assert_eq!(server.count(Asked::AuthLogin), 1);
}
