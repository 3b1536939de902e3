//! Exchange at the office: a key for a day, questions, and answers after a while.

use chrono::TimeDelta;
use client::{Exchange, ExchangeSignIn, Failure};
use contract::{
    Call,
    exchange::{
        NewRequests, RequestType, RequestsCreate, Response, ResponsesFor, ResponsesGet, Subject,
    },
};
use office::UserRole;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    imports::import,
    own_reports::{put_in, report},
    rig::{Rig, send},
};

/// Exchange as the practice agent's programs call it.
fn exchange(rig: &Rig) -> Exchange {
    let sign_in = rig.office.practice_sign_in().unwrap();
    let sign_in = ExchangeSignIn::Password {
        user: sign_in.email,
        password: sign_in.password.into(),
    };
    Exchange::new(rig.place("/exchange"), sign_in).unwrap()
}

/// A firm's, as the programs of Ana Soto call it.
fn of_firm(rig: &Rig) -> Exchange {
    let sign_in = ExchangeSignIn::Password {
        user: "ana@example.com".to_owned(),
        password: "a long password".to_owned().into(),
    };
    Exchange::new(rig.place("/exchange"), sign_in).unwrap()
}

fn document(document: &str) -> Subject {
    Subject {
        id_document: Some(document.to_owned()),
        phone_number: None,
    }
}

fn phone(number: &str) -> Subject {
    Subject {
        id_document: None,
        phone_number: Some(number.to_owned()),
    }
}

/// Asks about documents, and answers the questions' ids.
async fn ask(exchange: &Exchange, of: RequestType, documents: &[&str]) -> Vec<String> {
    let subjects = documents.iter().map(|one| document(one));
    ask_about(exchange, of, subjects.collect()).await
}

async fn ask_about(exchange: &Exchange, of: RequestType, value: Vec<Subject>) -> Vec<String> {
    let body = NewRequests {
        type_request: of,
        value,
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

/// What an answer says, by name.
fn said<'a>(answer: &'a Response, field: &str) -> Option<&'a str> {
    let mut details = answer.details.iter();
    let detail = details.find(|detail| detail.name.as_deref() == Some(field));
    detail.and_then(|detail| detail.value.as_deref())
}

/// Of which client each of these is, by first name: asks, waits, and reads.
async fn found(rig: &Rig, exchange: &Exchange, subjects: Vec<Subject>) -> Vec<Option<String>> {
    let ids = ask_about(exchange, RequestType::Name, subjects).await;
    rig.time.pass(TimeDelta::seconds(15));
    let done = answers(exchange, RequestType::Name, Ok(ids)).await.unwrap();
    let names = done.iter().map(|answer| said(answer, "FirstName"));
    names.map(|name| name.map(str::to_owned)).collect()
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
    assert_eq!(said(&done[0], "LastName"), Some(name.as_str()));
    assert_eq!(said(&done[0], "MailingStreet"), None);
    assert_eq!(done[1].details, []);
}

#[tokio::test]
async fn a_phone_finds_the_one_client_who_has_it_however_it_is_written() {
    let rig = Rig::firm().await;
    let (_, token) = rig.set_up().await;
    let exchange = of_firm(&rig);
    let mut ids = Vec::new();
    for (name, phones) in [
        ("Ines", json!({ "MobilePhone": "(918) 555-0142" })),
        (
            "Luis",
            json!({ "Phone": "+1 918-555-0143", "HomePhone": "9185550144" }),
        ),
        ("Eva", json!({ "HomePhone": "+1 (918) 555-0144" })),
        ("Olena", json!({ "MobilePhone": "099 999 99 99" })),
    ] {
        let mut attributes = phones;
        attributes["FirstName"] = json!(name);
        attributes["LastName"] = json!("Quintana");
        let made = rig
            .post(
                &token,
                "/office/clients",
                json!({ "attributes": attributes }),
            )
            .await;
        assert_eq!(made.status, 201, "{}", made.json);
        ids.push(made.json["id"].as_i64().unwrap());
    }
    for (number, name) in [
        ("9185550142", Some("Ines")),
        ("19185550142", Some("Ines")),
        ("+19185550143", Some("Luis")),
        ("+380999999999", Some("Olena")),
        ("0999999999", Some("Olena")),
        // Two have it, and nobody has the other.
        ("9185550144", None),
        ("9185550149", None),
    ] {
        let names = found(&rig, &exchange, vec![phone(number)]).await;
        assert_eq!(names, [name.map(str::to_owned)], "{number}");
    }
    // A Social Security number decides alone; any other document leaves it to the phone.
    let both = |document: &str| Subject {
        id_document: Some(document.to_owned()),
        ..phone("9185550142")
    };
    let names = found(&rig, &exchange, vec![both("900-12-3456"), both("P-77")]).await;
    assert_eq!(names, [None, Some("Ines".to_owned())]);
    // Another phone is the one from then on, also for whoever comes by a list.
    let path = format!("/office/clients/{}", ids[0]);
    let change = json!({ "attributes": { "MobilePhone": "918.555.0150" } });
    assert_eq!(rig.patch(&token, &path, change).await.status, 200);
    let csv = format!("client_id,HomePhone\n{},(918) 555-0151\n", ids[2]);
    import(&rig, &token, "update", &csv).await;
    let asked = ["9185550142", "9185550150", "9185550151", "9185550144"];
    let names = found(&rig, &exchange, asked.map(phone).to_vec()).await;
    let names: Vec<_> = names.iter().map(Option::as_deref).collect();
    assert_eq!(names, [None, Some("Ines"), Some("Eva"), Some("Luis")]);
    // Nobody is found by the phone of somebody who is gone.
    let gone = rig.remove(&token, &path).await;
    assert_eq!(gone.status, 200, "{}", gone.json);
    assert_eq!(
        found(&rig, &exchange, vec![phone("9185550150")]).await,
        [None]
    );
}

#[tokio::test]
async fn a_phone_finds_a_client_of_an_office_that_was_restored() {
    let rig = Rig::firm().await;
    let (key, token) = rig.set_up().await;
    let attributes = json!({
        "FirstName": "Ines", "LastName": "Quintana", "MobilePhone": "(918) 555-0142",
    });
    let body = json!({ "attributes": attributes });
    assert_eq!(rig.post(&token, "/office/clients", body).await.status, 201);
    let file = rig.backup(&token).await;
    let other = Rig::another_machine().await;
    assert_eq!(other.restore(&key, &file).await.status, 200);
    let names = found(&other, &of_firm(&other), vec![phone("9185550142")]).await;
    assert_eq!(names, [Some("Ines".to_owned())]);
}

#[tokio::test]
async fn a_credit_history_is_that_of_the_latest_reports_and_of_what_was_entered() {
    let rig = Rig::firm().await;
    let (_, token) = rig.set_up().await;
    let exchange = of_firm(&rig);
    let attributes = json!({ "FirstName": "Ines", "LastName": "Quintana" });
    let body = json!({ "attributes": attributes, "ssn": "900-12-3456" });
    let made = rig.post(&token, "/office/clients", body).await;
    let client = made.json["id"].as_i64().unwrap();
    let mut earlier = report("equifax", "2025-11-14");
    earlier["tradelines"][0]["balance"] = json!("1400.00");
    for content in [
        earlier,
        report("equifax", "2026-01-14"),
        report("experian", "2026-01-13"),
    ] {
        assert_eq!(put_in(&rig, &token, client, content).await.status, 201);
    }
    let item = json!({ "account_name": "Ochre Loans", "past_due_amount": "12.5" });
    let body = json!({ "client_id": client, "item": item });
    assert_eq!(
        rig.post(&token, "/office/negative-items", body)
            .await
            .status,
        201
    );
    let asked = [
        RequestType::CreditHistory,
        RequestType::AllCategories,
        RequestType::Name,
    ];
    let mut done = Vec::new();
    for of in asked {
        let ids = ask(&exchange, of, &["900-12-3456"]).await;
        rig.time.pass(TimeDelta::seconds(15));
        done.push(answers(&exchange, of, Ok(ids)).await.unwrap().remove(0));
    }
    let history = &done[0];
    for (field, value) in [
        ("Equifax.1.account_name", Some("TANGLEMERE FUNDING")),
        ("Equifax.1.account_number", Some("4417XX2093")),
        ("Equifax.1.account_status", Some("In collection")),
        ("Equifax.1.credit_balance", Some("1250.00")),
        ("Equifax.1.opened_date", Some("2025-04-02")),
        ("Equifax.1.credit_limit", None),
        ("Equifax.2.account_name", Some("UMBER BANK")),
        ("Experian.2.credit_balance", Some("20.00")),
        ("TransUnion.1.account_name", None),
        ("Entered.1.account_name", Some("Ochre Loans")),
        ("Entered.1.past_due_amount", Some("12.50")),
        ("Entered.2.account_name", None),
    ] {
        assert_eq!(said(history, field), value, "{field}");
    }
    let groups = |answer: &Response| -> Vec<Value> {
        let mut groups: Vec<String> = answer
            .details
            .iter()
            .filter_map(|one| one.group.clone())
            .collect();
        groups.dedup();
        groups.into_iter().map(Value::from).collect()
    };
    assert_eq!(groups(history), ["Credit History"]);
    assert_eq!(groups(&done[1]), ["Name", "Credit History"]);
    assert_eq!(groups(&done[2]), ["Name"]);
}

#[tokio::test]
async fn practice_knows_the_credit_history_that_its_reports_show() {
    let rig = Rig::practice(3).await;
    let exchange = exchange(&rig);
    let (ssn, _) = known(&rig).await;
    let of = RequestType::CreditHistory;
    let ids = ask(&exchange, of, &[&ssn]).await;
    rig.time.pass(TimeDelta::seconds(15));
    let done = answers(&exchange, of, Ok(ids)).await.unwrap();
    let names = done[0].details.iter().filter_map(|one| one.name.as_deref());
    let accounts = names.filter(|name| name.ends_with(".account_name")).count();
    assert!(accounts > 0);
}

#[tokio::test]
async fn a_number_that_two_clients_enter_is_nobody_s() {
    let rig = Rig::practice(3).await;
    let exchange = exchange(&rig);
    let (ssn, _) = known(&rig).await;
    let role = UserRole::Client { client: 1 };
    let client = rig.user("client@example.com", role).await;
    let path = "/customer-portal/clients/1";
    let entered = rig.put(&client, path, json!({ "ssn": ssn })).await;
    assert_eq!(entered.status, 200, "{}", entered.json);
    let ids = ask(&exchange, RequestType::Name, &[&ssn]).await;
    rig.time.pass(TimeDelta::seconds(15));
    let done = answers(&exchange, RequestType::Name, Ok(ids)).await;
    assert_eq!(done.unwrap()[0].details, []);
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
