//! Unaport: signed in to once for however many calls, refreshed as long as that is good, and then
//! signed in to again.

use client::{Aggregator, Failure, Server, Unaport, UnaportSignIn};
use contract::{
    Call,
    unaport::{LONGEST_REFRESH_TOKEN, NewConsent, OrganisationGet},
};
use futures_util::future::join_all;
use serde_json::{Value, json};
use testkit::{AnsweringServer, AskedCall};

const ORGANISATION: &str = "/getClientOrganisation";

fn unaport(server: &AnsweringServer) -> Unaport {
    let aggregator = |id: &str| Aggregator {
        id: id.to_owned(),
        name: id.to_lowercase(),
    };
    let sign_in = UnaportSignIn {
        email: "ana@example.com".to_owned(),
        password: "a long password".to_owned().into(),
        aggregators: vec![aggregator("AA-1"), aggregator("AA-2")],
    };
    Unaport::new(Server::parse(&server.url).unwrap(), sign_in).unwrap()
}

fn organisation() -> Call<OrganisationGet> {
    Call {
        path: (),
        query: (),
        body: (),
    }
}

/// Tokens as they are given: the access token, and for how long the refresh token is good.
fn given(access_token: &str, refresh_expires_in: i64) -> (u16, Value) {
    let session = json!({
        "access_token": access_token, "expires_in": "3600", "refresh_token": "r-1",
        "refresh_expires_in": refresh_expires_in, "token_type": "Bearer", "version": "2.0.0",
    });
    (200, session)
}

fn refused() -> (u16, Value) {
    (401, json!({ "message": "no" }))
}

/// Unaport that knows the token `new` only, and gives at its doors what it is told to.
async fn server(
    login: impl Fn() -> (u16, Value) + Clone + Send + Sync + 'static,
    refresh: impl Fn() -> (u16, Value) + Clone + Send + Sync + 'static,
) -> AnsweringServer {
    AnsweringServer::start(move |call: &AskedCall| match call.path.as_str() {
        "/login" => login(),
        "/refresh" => refresh(),
        _ if call.header("authorization") == "Bearer new" => (200, json!({ "orgId": "o-1" })),
        _ => refused(),
    })
    .await
}

/// A door that gives an old token at first, and a new one from then on.
fn in_turn(refresh_expires_in: i64) -> impl Fn() -> (u16, Value) + Clone + Send + Sync + 'static {
    let turn = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    move || {
        let was = turn.swap(true, std::sync::atomic::Ordering::Relaxed);
        given(if was { "new" } else { "old" }, refresh_expires_in)
    }
}

/// How often each door was knocked at: to sign in, and to refresh.
fn knocks(server: &AnsweringServer) -> (usize, usize) {
    (server.calls("/login").len(), server.calls("/refresh").len())
}

#[tokio::test]
async fn sixty_four_callers_with_an_old_token_make_one_refresh() {
    let server = server(|| given("old", 86_400), || given("new", 86_400)).await;
    let unaport = unaport(&server);
    let call = organisation();
    let answers = join_all((0..64).map(|_| unaport.call(&call))).await;
    for answer in answers {
        assert_eq!(answer.unwrap().org_id.as_deref(), Some("o-1"));
    }
    assert_eq!(knocks(&server), (1, 1));
    let asked = server.calls(ORGANISATION);
    let with = |token: &str| {
        let calls = asked.iter();
        calls
            .filter(|call| call.header("authorization") == token)
            .count()
    };
    assert_eq!(with("Bearer new"), 64);
    assert_eq!(with("Bearer old") + 64, asked.len());
    // Nobody shows a token at the door, or a key that the place does not ask for.
    for door in ["/login", "/refresh"] {
        assert_eq!(server.calls(door)[0].header("authorization"), "");
    }
    assert!(asked.iter().all(|call| call.header("x-api-key").is_empty()));
}

#[tokio::test]
async fn a_refresh_token_whose_time_is_over_is_not_tried() {
    let server = server(in_turn(0), || given("new", 86_400)).await;
    let unaport = unaport(&server);
    let call = organisation();
    let answers = join_all((0..64).map(|_| unaport.call(&call))).await;
    assert!(answers.iter().all(Result::is_ok));
    assert_eq!(knocks(&server), (2, 0));
}

#[tokio::test]
async fn a_refresh_that_is_refused_or_lost_is_made_good_by_the_password() {
    for answer in [401, 403, 500] {
        let refresh = move || (answer, json!({ "message": "no" }));
        let server = server(in_turn(86_400), refresh).await;
        let unaport = unaport(&server);
        assert!(unaport.call(&organisation()).await.is_ok(), "{answer}");
        assert_eq!(knocks(&server), (2, 1), "{answer}");
    }
}

#[tokio::test]
async fn a_refresh_token_that_is_longer_than_can_be_sent_is_made_good_by_the_password() {
    let turn = in_turn(86_400);
    let login = move || {
        let (status, mut session) = turn();
        session["refresh_token"] = "r".repeat(LONGEST_REFRESH_TOKEN + 1).into();
        (status, session)
    };
    let server = server(login, || given("new", 86_400)).await;
    let unaport = unaport(&server);
    assert!(unaport.call(&organisation()).await.is_ok());
    assert_eq!(knocks(&server), (2, 0));
}

#[tokio::test]
async fn a_session_that_is_over_is_not_refreshed_but_signed_in_to_again() {
    let login = in_turn(86_400);
    let server = AnsweringServer::start(move |call: &AskedCall| match call.path.as_str() {
        "/login" => login(),
        "/refresh" => given("new", 86_400),
        _ if call.header("authorization") == "Bearer new" => (200, json!({ "orgId": "o-1" })),
        _ => (419, json!({ "message": "over" })),
    })
    .await;
    let unaport = unaport(&server);
    let call = organisation();
    let answers = join_all((0..64).map(|_| unaport.call(&call))).await;
    assert!(answers.iter().all(Result::is_ok));
    assert_eq!(knocks(&server), (2, 0));
}

#[tokio::test]
async fn a_place_that_is_not_well_is_not_asked_for_the_password_s_worth() {
    let busy = || (429, json!({ "message": "later" }));
    let server = server(|| given("old", 86_400), busy).await;
    let failure = unaport(&server).call(&organisation()).await;
    assert_eq!(failure, Err(Failure::Transient { after: None }));
    assert_eq!(knocks(&server), (1, 1));
}

#[tokio::test]
async fn a_password_that_is_wrong_is_tried_once_for_all() {
    let server = server(refused, refused).await;
    let unaport = unaport(&server);
    let call = organisation();
    let answers = join_all((0..64).map(|_| unaport.call(&call))).await;
    assert!(answers.iter().all(|one| *one == Err(Failure::SignedOut)));
    assert_eq!(knocks(&server), (1, 0));
    assert_eq!(server.calls(ORGANISATION).len(), 0);
}

#[tokio::test]
async fn a_customer_is_asked_at_an_aggregator_of_the_firm_s_only() {
    let server = server(|| given("new", 86_400), refused).await;
    let unaport = unaport(&server);
    let ids: Vec<&str> = unaport.aggregators().iter().map(|one| &*one.id).collect();
    assert_eq!(ids, ["AA-1", "AA-2"]);
    let failure = unaport.ask("AA-3", NewConsent::default(), "key-1").await;
    let Err(Failure::Invalid(errors)) = failure else {
        panic!("it was sent");
    };
    assert_eq!(errors.0.keys().collect::<Vec<_>>(), ["aaId"]);
    assert_eq!(knocks(&server), (0, 0));
}
