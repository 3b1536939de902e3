//! What the server refuses, and what is refused before it leaves.

use client::Failure;
use contract::{Call, portal::ClientsList};
use testkit::{Asked, Fault};

use crate::rig::{get, listing, signed_in};

#[tokio::test]
async fn a_422_names_its_fields_in_the_servers_words() {
    let (server, portal) = signed_in().await;
    server.answer_next(Asked::ClientsGet, Fault::Field("email", "Taken already."));
    let failure = get(&portal, 1).await.unwrap_err();
    let Failure::Rejected {
        status: 422,
        fields,
        ..
    } = failure
    else {
        panic!("{failure:?}")
    };
    assert_eq!(fields.0["email"], ["Taken already."]);
}

#[tokio::test]
async fn gone_and_forbidden_are_told_apart() {
    let (server, portal) = signed_in().await;
    server.truth().remove_client(1);
    server.truth().forbid_client(2);
    let (gone, forbidden) = (
        get(&portal, 1).await.unwrap_err(),
        get(&portal, 2).await.unwrap_err(),
    );
    assert!(gone.is_gone() && !gone.is_forbidden());
    assert!(forbidden.is_forbidden() && !forbidden.is_gone());
    server.answer_next(Asked::ClientsGet, Fault::Status(410));
    assert!(get(&portal, 3).await.unwrap_err().is_gone());
}

#[tokio::test]
async fn a_refusal_is_told_in_the_servers_words() {
    let (server, portal) = signed_in().await;
    server.answer_next(Asked::ClientsGet, Fault::Status(404));
    let failure = get(&portal, 1).await.unwrap_err();
    assert_eq!(failure.to_string(), "the server refused: Refused with 404.");
}

#[tokio::test]
async fn a_broken_rule_is_named_and_nothing_is_sent() {
    let (server, portal) = signed_in().await;
    let failure = portal.call(&listing(0)).await.unwrap_err();
    let Failure::Invalid(fields) = &failure else {
        panic!("{failure:?}")
    };
    assert_eq!(fields.0["page"], ["`page` must be at least 1."]);
    let failure = get(&portal, 0).await.unwrap_err();
    assert_eq!(failure.to_string(), "`id` must be at least 1.");
    assert_eq!(server.count_all(), 0);
}

#[tokio::test]
async fn every_broken_rule_is_named_at_once() {
    let (server, portal) = signed_in().await;
    let mut call: Call<ClientsList> = listing(0);
    call.query.per_page = Some(-5);
    call.query.sort_by = Some("x".repeat(65));
    let Err(Failure::Invalid(fields)) = portal.list(&call).await else {
        panic!("it was sent")
    };
    let names: Vec<&str> = fields.0.keys().map(String::as_str).collect();
    assert_eq!(names, ["page", "per_page", "sort_by"]);
    assert_eq!(server.count_all(), 0);
}
