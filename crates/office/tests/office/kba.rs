//! Whether a client is who the client says.

use chrono::{NaiveDate, TimeDelta};
use office::UserRole;
use practice::Practice;
use reports::Bureau;
use reqwest::Method;
use serde_json::{Value, json};

use crate::rig::{Answer, Rig, send};

const TRANSUNION: &str = "/clients/1/kba/array_transunion";
const PIN: &str = "/clients/1/kba/spin_wheel";

/// What the client is asked.
async fn asked(rig: &Rig, token: &str, path: &str) -> Value {
    let answer = rig.get(token, path).await;
    assert_eq!(answer.status, 200, "{}", answer.json);
    answer.json.as_array().unwrap()[0].clone()
}

/// Answers whose status may be all that there is.
async fn answer(rig: &Rig, token: &str, path: &str, body: &Value) -> (u16, Value) {
    let call = rig.keyed(Method::POST, path).bearer_auth(token).json(body);
    let answer = call.send().await.unwrap();
    let status = answer.status().as_u16();
    let text = answer.text().await.unwrap();
    (status, serde_json::from_str(&text).unwrap_or_default())
}

/// The right answers to what was asked about the first client, from the client's own reports.
fn right(step: &Value) -> Value {
    let practice = Practice::new(1, NaiveDate::from_ymd_opt(2026, 1, 15).unwrap());
    let snapshots = practice.snapshots(0);
    let of_bureau = |one: &practice::Snapshot| one.bureau == Bureau::TransUnion;
    let place = snapshots.iter().rposition(of_bureau).unwrap();
    let report = practice.report(0, place).unwrap();
    // Whatever seed it was asked with: the one set whose questions are these.
    let sets = (0..3).map(|round| practice::questions(&report, seed(round)));
    let texts = |step: &Value| {
        let questions = step["questions"].as_array().unwrap().iter();
        questions
            .map(|one| one["text"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let set = sets
        .into_iter()
        .find(|set| set.iter().map(|one| one.text.clone()).collect::<Vec<_>>() == texts(step));
    let pairs = set
        .unwrap()
        .into_iter()
        .enumerate()
        .map(|(place, question)| {
            let (question_id, answer_id) = (place + 1, question.right + 1);
            json!({ "questionId": question_id.to_string(), "answerId": answer_id.to_string() })
        });
    json!({ "answers": pairs.collect::<Vec<_>>(), "auth_token": step["auth_token"] })
}

/// The seed of a round, as the office makes it.
fn seed(round: i64) -> u64 {
    use sha2::{Digest, Sha256};
    let digest = Sha256::digest(format!("1 array_transunion {round}"));
    u64::from_be_bytes(digest[..8].try_into().unwrap())
}

/// Answers of which one is not right.
fn wrong(step: &Value) -> Value {
    let mut body = right(step);
    let first = body["answers"][0]["answerId"].as_str().unwrap();
    let other = if first == "1" { "2" } else { "1" };
    body["answers"][0]["answerId"] = json!(other);
    body
}

/// The PIN that was sent last.
async fn pin(rig: &Rig, token: &str) -> String {
    let listed = rig.get(token, "/correspondence?type=sms&client_id=1").await;
    let attributes = listed.rows()[0]["attributes"].as_array().unwrap().iter();
    let mut texts = attributes.filter(|one| one["name"] == "content");
    let text = texts.next().unwrap()["value"].as_str().unwrap();
    let digits = text.chars().skip_while(|c| !c.is_ascii_digit());
    digits.take_while(char::is_ascii_digit).collect()
}

/// The text messages to the first client that wait to be sent.
async fn messages(rig: &Rig, token: &str) -> Vec<i64> {
    let list = "/office/outgoing?type=sms&client_id=1";
    rig.get(token, list).await.ids()
}

/// A PIN as it is typed in.
fn typed(step: &Value, pin: &str) -> Value {
    json!({ "answers": [], "auth_token": step["auth_token"], "auth_pin": pin })
}

async fn told(rig: &Rig, token: &str, name: &str) -> i64 {
    rig.total(token, &format!("/clickhouse-events?event={name}"))
        .await
}

#[tokio::test]
async fn a_client_who_answers_rightly_is_confirmed() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let step = asked(&rig, &token, TRANSUNION).await;
    assert_eq!(step["auth_method"], "KBA");
    let questions = step["questions"].as_array().unwrap();
    assert_eq!(questions.len(), 3);
    for question in questions {
        assert_eq!(question["answers"].as_array().map(Vec::len), Some(4));
        assert!(question.get("right").is_none());
    }
    assert_eq!(
        answer(&rig, &token, TRANSUNION, &right(&step)).await,
        (204, Value::Null)
    );
    assert_eq!(told(&rig, &token, "identity+confirmed").await, 1);
    // What was answered is not asked any more.
    let again = rig.post(&token, TRANSUNION, right(&step)).await;
    assert_eq!(again.fields(), ["auth_token"]);
}

#[tokio::test]
async fn who_only_reads_asks_nobody_anything() {
    let rig = Rig::practice(2).await;
    let reader = rig.user("rita@example.com", UserRole::ReadOnly).await;
    for provider in ["array_equifax", "spin_wheel"] {
        let path = format!("/clients/2/kba/{provider}");
        rig.get(&reader, &path).await.refused(403);
    }
    let agent = rig.token().await;
    assert_eq!(rig.total(&agent, "/correspondence?type=sms").await, 0);
}

#[tokio::test]
async fn the_same_is_asked_until_it_is_answered_and_only_the_last_token_is_good() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let first = asked(&rig, &token, TRANSUNION).await;
    let second = asked(&rig, &token, TRANSUNION).await;
    assert_eq!(first["questions"], second["questions"]);
    assert_ne!(first["auth_token"], second["auth_token"]);
    let late = rig.post(&token, TRANSUNION, right(&first)).await;
    assert_eq!(late.fields(), ["auth_token"]);
    // Nor is it good for another provider, or after a quarter of an hour.
    let other = rig
        .post(&token, "/clients/1/kba/id_iq", right(&second))
        .await;
    assert_eq!(other.fields(), ["auth_token"]);
    rig.time.pass(TimeDelta::minutes(15));
    let late = rig.post(&token, TRANSUNION, right(&second)).await;
    assert_eq!(late.fields(), ["auth_token"]);
    let third = asked(&rig, &token, TRANSUNION).await;
    assert_eq!(
        answer(&rig, &token, TRANSUNION, &right(&third)).await.0,
        204
    );
}

#[tokio::test]
async fn a_wrong_answer_gets_other_questions_and_the_third_ends_it_for_a_day() {
    let rig = Rig::practice(1).await;
    let mut token = rig.token().await;
    let mut step = asked(&rig, &token, TRANSUNION).await;
    for _ in 0..2 {
        let (status, rest) = answer(&rig, &token, TRANSUNION, &wrong(&step)).await;
        assert_eq!(status, 200);
        let next = rest[0].clone();
        assert_ne!(next["questions"], step["questions"]);
        step = next;
    }
    let last = answer(&rig, &token, TRANSUNION, &wrong(&step)).await;
    assert_eq!(last, (200, json!([])));
    let refused = rig.get(&token, TRANSUNION).await;
    refused.refused(429);
    assert_eq!(refused.headers["retry-after"], "86400");
    // Another provider may be asked.
    asked(&rig, &token, "/clients/1/kba/array_experian").await;
    assert_eq!(told(&rig, &token, "identity").await, 0);
    rig.time.pass(TimeDelta::hours(24));
    token = rig.token().await;
    let step = asked(&rig, &token, TRANSUNION).await;
    assert_eq!(step["questions"].as_array().map(Vec::len), Some(3));
}

#[tokio::test]
async fn a_pin_goes_to_the_client_s_phone_once_and_is_typed_in() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let reader = rig.user("rita@example.com", UserRole::ReadOnly).await;
    for path in [PIN, "/clients/1/kba/array_equifax"] {
        let sent = rig.total(&token, "/correspondence?type=sms").await;
        let step = asked(&rig, &token, path).await;
        assert_eq!(
            (&step["auth_method"], &step["questions"]),
            (&json!("OPT"), &json!([]))
        );
        // Asked again, none is sent while this one is good.
        let step = asked(&rig, &token, path).await;
        assert_eq!(
            rig.total(&token, "/correspondence?type=sms").await,
            sent + 1
        );
        let pin = pin(&rig, &token).await;
        assert_eq!(pin.len(), 6);
        let seen = rig.get(&reader, "/correspondence").await.json;
        assert!(!seen.to_string().contains(&pin));
        let body = json!({ "answers": [], "auth_token": step["auth_token"] });
        assert_eq!(
            rig.post(&token, path, body.clone()).await.fields(),
            ["auth_pin"]
        );
        let mut mistyped = body;
        mistyped["auth_pin"] = json!("12345");
        let (status, rest) = answer(&rig, &token, path, &mistyped).await;
        assert_eq!((status, &rest[0]["auth_method"]), (200, &json!("OPT")));
        let typed = json!({
            "answers": [], "auth_token": rest[0]["auth_token"], "auth_pin": format!(" {pin} "),
        });
        assert_eq!(answer(&rig, &token, path, &typed).await.0, 204);
    }
}

#[tokio::test]
async fn a_pin_whose_message_was_taken_back_is_void_and_another_goes_out() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let step = asked(&rig, &token, PIN).await;
    let first = messages(&rig, &token).await;
    let void = typed(&step, &pin(&rig, &token).await);
    let path = format!("/office/outgoing/{}", first[0]);
    assert_eq!(rig.remove(&token, &path).await.status, 200);
    let late = rig.post(&token, PIN, void).await;
    assert_eq!(late.fields(), ["auth_token"]);
    let step = asked(&rig, &token, PIN).await;
    let second = messages(&rig, &token).await;
    assert_eq!(second.len(), 1);
    assert_ne!(second, first);
    let good = typed(&step, &pin(&rig, &token).await);
    assert_eq!(answer(&rig, &token, PIN, &good).await.0, 204);
}

#[tokio::test]
async fn a_pin_is_void_when_the_client_has_another_number_and_the_next_one_goes_there() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let step = asked(&rig, &token, PIN).await;
    let first = messages(&rig, &token).await;
    let void = typed(&step, &pin(&rig, &token).await);
    let change = json!({ "attributes": { "MobilePhone": "4045550177" } });
    let changed = rig.patch(&token, "/office/clients/1", change).await;
    assert_eq!(changed.status, 200, "{}", changed.json);
    let late = rig.post(&token, PIN, void).await;
    assert_eq!(late.fields(), ["auth_token"]);
    let step = asked(&rig, &token, PIN).await;
    let list = rig.get(&token, "/office/outgoing?type=sms").await;
    // The message to the number before is of no use to anybody.
    assert_eq!(list.rows().len(), 1);
    assert_ne!(list.ids(), first);
    let address = list.rows()[0]["address"].as_str().unwrap();
    let digits: String = address.chars().filter(char::is_ascii_digit).collect();
    assert!(digits.ends_with("4045550177"), "{address}");
    let good = typed(&step, &pin(&rig, &token).await);
    assert_eq!(answer(&rig, &token, PIN, &good).await.0, 204);
}

#[tokio::test]
async fn a_pin_that_ends_before_its_message_says_is_not_asked_for_again() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    asked(&rig, &token, PIN).await;
    let first = messages(&rig, &token).await;
    rig.time.pass(TimeDelta::minutes(5));
    asked(&rig, &token, PIN).await;
    assert_eq!(messages(&rig, &token).await, first);
    rig.time.pass(TimeDelta::minutes(1));
    let step = asked(&rig, &token, PIN).await;
    let second = messages(&rig, &token).await;
    assert_eq!(second.len(), 1);
    assert_ne!(second, first);
    // It is good for as long as it says, and no longer.
    rig.time.pass(TimeDelta::minutes(14));
    let good = typed(&step, &pin(&rig, &token).await);
    assert_eq!(answer(&rig, &token, PIN, &good).await.0, 204);
}

#[tokio::test]
async fn a_client_can_be_taken_for_confirmed_whatever_was_answered_before() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let mut step = asked(&rig, &token, TRANSUNION).await;
    for _ in 0..3 {
        let (_, rest) = answer(&rig, &token, TRANSUNION, &wrong(&step)).await;
        step = rest[0].clone();
    }
    rig.get(&token, TRANSUNION).await.refused(429);
    let skipped = rig
        .post(&token, &format!("{TRANSUNION}/skip"), json!({}))
        .await;
    assert_eq!(skipped.status, 200);
    assert!(skipped.json["message"].as_str().unwrap().ends_with('.'));
    assert_eq!(told(&rig, &token, "identity+check+skipped").await, 1);
    asked(&rig, &token, TRANSUNION).await;
}

#[tokio::test]
async fn answers_that_leave_a_question_out_are_named_and_do_not_count() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let step = asked(&rig, &token, TRANSUNION).await;
    let whole = right(&step);
    let mut short = whole.clone();
    short["answers"].as_array_mut().unwrap().pop();
    let mut twice = whole.clone();
    twice["answers"][1]["questionId"] = json!("1");
    let mut unknown = whole.clone();
    unknown["answers"][0]["questionId"] = json!("9");
    unknown["answers"][1]["answerId"] = json!("01");
    for (body, fields) in [
        (short, vec!["answers"]),
        (twice, vec!["answers.1.questionId"]),
        (unknown, vec!["answers.0.questionId", "answers.1.answerId"]),
        (json!({ "answers": whole["answers"] }), vec!["auth_token"]),
        (json!({}), vec!["answers"]),
        (
            json!({ "answers": [{}] }),
            vec!["answers.0.answerId", "answers.0.questionId"],
        ),
    ] {
        for _ in 0..2 {
            let refused: Answer = rig.post(&token, TRANSUNION, body.clone()).await;
            assert_eq!(refused.fields(), fields, "{body}");
        }
    }
    assert_eq!(answer(&rig, &token, TRANSUNION, &whole).await.0, 204);
}

#[tokio::test]
async fn nobody_is_asked_who_is_not_here_or_of_whom_nothing_is_known() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let methods = [Method::GET, Method::POST];
    let path = "/clients/9/kba/id_iq";
    rig.nothing_at(&token, path, &methods, &json!({ "answers": [] }))
        .await;
    let skip = format!("{path}/skip");
    rig.nothing_at(&token, &skip, &[Method::POST], &json!({}))
        .await;
    let wrong = rig.get(&token, "/clients/1/kba/equifax").await;
    assert_eq!(wrong.fields(), ["provider"]);
    send(rig.keyed(Method::GET, TRANSUNION)).await.refused(401);
}
