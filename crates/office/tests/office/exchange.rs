//! Exchange at the office: a key for a day, questions, and answers after a while.

use chrono::TimeDelta;
use client::{Exchange, ExchangeSignIn, Failure};
use contract::{
    Call,
    exchange::{
        NewRequests, RequestType, RequestsCreate, Response, ResponsesFor, ResponsesGet, Subject,
    },
};
use reqwest::Method;
use serde_json::json;

use crate::rig::{Rig, send};

/// Exchange as the practice agent's programs call it.
fn exchange(rig: &Rig) -> Exchange {
    let sign_in = rig.office.practice_sign_in().unwrap();
    let sign_in = ExchangeSignIn::Password {
        user: sign_in.email,
        password: sign_in.password.into(),
    };
    Exchange::new(rig.place("/exchange"), sign_in).unwrap()
}

/// Asks about documents, and answers the questions' ids.
async fn ask(exchange: &Exchange, of: RequestType, documents: &[&str]) -> Vec<String> {
    let subject = |document: &&str| Subject {
        id_document: Some((*document).to_owned()),
        phone_number: None,
    };
    let body = NewRequests {
        type_request: of,
        value: documents.iter().map(subject).collect(),
    };
    let call = Call::<RequestsCreate> {
        path: (),
        query: (),
        body,
    };
    let taken = exchange.call(&call).await.unwrap().response.requests;
    let ids = taken.into_iter().map(|request| request.id_request.unwrap());
    ids.collect()
}

async fn answers(
    exchange: &Exchange,
    of: RequestType,
    which: Result<Vec<String>, i64>,
) -> Result<Vec<Response>, Failure> {
    let body = ResponsesFor {
        type_request: of,
        id_request: which.clone().ok(),
        period: which.err(),
    };
    let call = Call::<ResponsesGet> {
        path: (),
        query: (),
        body,
    };
    Ok(exchange.call(&call).await?.response.requests)
}

/// A client's Social Security number, as people write it, and last name.
async fn known(rig: &Rig) -> (String, String) {
    let token = rig.token().await;
    let client = rig.get(&token, "/clients/3").await.json;
    let digits = format!("{:09}", client["ssn"].as_i64().unwrap());
    let ssn = format!("{}-{}-{}", &digits[..3], &digits[3..5], &digits[5..]);
    let name = client["attributes"]["LastName"].as_str().unwrap();
    (ssn, name.to_owned())
}

#[tokio::test]
async fn a_question_is_answered_after_a_while_with_what_is_known_of_the_client() {
    let rig = Rig::practice(5).await;
    let exchange = exchange(&rig);
    let (ssn, name) = known(&rig).await;
    let ids = ask(&exchange, RequestType::Name, &[&ssn, "000-00-0001"]).await;
    let waiting = answers(&exchange, RequestType::Name, Ok(ids.clone())).await;
    for answer in waiting.unwrap() {
        assert_eq!(answer.status.as_deref(), Some("Panding"));
        assert_eq!(answer.details, []);
    }
    rig.time.pass(TimeDelta::seconds(15));
    let done = answers(&exchange, RequestType::Name, Ok(ids))
        .await
        .unwrap();
    assert!(done.iter().all(Response::is_done));
    let said = |answer: &Response, field: &str| {
        let mut details = answer.details.iter();
        let detail = details.find(|detail| detail.name.as_deref() == Some(field));
        detail.and_then(|detail| detail.value.clone())
    };
    assert_eq!(said(&done[0], "LastName"), Some(name));
    assert_eq!(said(&done[0], "MailingStreet"), None);
    assert_eq!(done[1].details, []);
}

#[tokio::test]
async fn answers_of_the_last_minutes_are_read_by_type() {
    let rig = Rig::practice(3).await;
    let exchange = exchange(&rig);
    let old = ask(&exchange, RequestType::Name, &["000-00-0001"]).await;
    rig.time.pass(TimeDelta::minutes(10));
    let new = ask(&exchange, RequestType::Name, &["000-00-0002"]).await;
    ask(&exchange, RequestType::Address, &["000-00-0003"]).await;
    for (minutes, wanted) in [(5, vec![&new[0]]), (15, vec![&old[0], &new[0]])] {
        let found = answers(&exchange, RequestType::Name, Err(minutes)).await;
        let found = found.unwrap();
        let ids: Vec<_> = found
            .iter()
            .filter_map(|one| one.id_request.as_ref())
            .collect();
        assert_eq!(ids, wanted);
    }
}

#[tokio::test]
async fn a_question_that_nobody_asked_is_named() {
    let rig = Rig::practice(1).await;
    let exchange = exchange(&rig);
    let ids = ask(&exchange, RequestType::Name, &["000-00-0001"]).await;
    for (of, ids) in [
        (RequestType::Name, vec![ids[0].clone(), "none".to_owned()]),
        (
            RequestType::Address,
            vec!["none".to_owned(), ids[0].clone()],
        ),
    ] {
        let refused = answers(&exchange, of, Ok(ids)).await.unwrap_err();
        let Failure::Rejected { status, fields, .. } = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(status, 422);
        assert!(fields.0.contains_key("idRequest.1"), "{fields}");
    }
}

#[tokio::test]
async fn a_key_is_good_for_a_day_and_nowhere_else() {
    let rig = Rig::practice(1).await;
    let sign_in = rig.office.practice_sign_in().unwrap();
    let get = || rig.keyed(Method::GET, "/exchange/auth/getToken");
    let with = |password: &str| get().basic_auth(&sign_in.email, Some(password));
    send(get()).await.refused(401);
    send(with("guess")).await.refused(401);
    let key = send(with(&sign_in.password)).await;
    assert_eq!(key.status, 200, "{}", key.json);
    let key = key.json["token"].as_str().unwrap().to_owned();
    let respond = || {
        let body = json!({ "type_request": "Name", "period": 5 });
        rig.keyed(Method::POST, "/exchange/api/respond").json(&body)
    };
    let status = async |call| send(call).await.status;
    assert_eq!(status(respond().header("Authorization", &key)).await, 200);
    // Not a bearer token, and no key of the Portal's.
    assert_eq!(status(respond().bearer_auth(&key)).await, 401);
    assert_eq!(rig.get(&key, "/clients").await.status, 401);
    let token = rig.token().await;
    assert_eq!(status(respond().header("Authorization", &token)).await, 401);
    rig.time.pass(TimeDelta::hours(24));
    assert_eq!(status(respond().header("Authorization", &key)).await, 401);
}

#[tokio::test]
async fn a_question_about_a_client_goes_with_the_client() {
    let rig = Rig::practice(5).await;
    let exchange = exchange(&rig);
    let (ssn, _) = known(&rig).await;
    let ids = ask(&exchange, RequestType::Name, &[&ssn, "000-00-0001"]).await;
    let token = rig.token().await;
    let gone = rig.remove(&token, "/office/clients/3").await;
    assert_eq!(gone.status, 200, "{}", gone.json);
    let named = answers(&exchange, RequestType::Name, Ok(ids.clone())).await;
    assert!(named.is_err());
    let left = answers(&exchange, RequestType::Name, Err(5)).await.unwrap();
    let left: Vec<_> = left.into_iter().map(|one| one.id_request).collect();
    assert_eq!(left, [Some(ids[1].clone())]);
}
