//! Signing in, and what a portal says of itself before anybody has.

use client::{Failure, Portal, Server, Token};
use contract::{Announcement, portal::Credentials};
use testkit::{AGENT, API_KEY, Asked, Fault, PASSWORD, PortalServer, nowhere};

use crate::rig::{at, get};

fn credentials(password: &str) -> Credentials {
    Credentials {
        email: AGENT.to_owned(),
        password: password.to_owned(),
    }
}

#[tokio::test]
async fn who_signs_in_can_call_at_once() {
    let server = PortalServer::plain().with_clients([1]).start().await;
    let portal = at(server.url(), API_KEY, Token::default());
    let user = portal.sign_in(credentials(PASSWORD)).await.unwrap();
    assert_eq!(user.email.as_deref(), Some(AGENT));
    assert_eq!(get(&portal, 1).await.unwrap().id, Some(1));
    // Nobody shows a token before having one.
    assert_eq!(server.tokens(Asked::AuthLogin), [None]);
}

#[tokio::test]
async fn a_wrong_password_is_a_refusal_and_not_a_sign_out() {
    let server = PortalServer::plain().start().await;
    let portal = at(server.url(), API_KEY, Token::default());
    let failure = portal.sign_in(credentials("guess")).await.unwrap_err();
    assert!(
        matches!(failure, Failure::Rejected { status: 401, .. }),
        "{failure:?}"
    );
    assert!(portal.token().borrow().is_empty());
}

#[tokio::test]
async fn a_wrong_key_is_a_refusal_too() {
    let server = PortalServer::plain().start().await;
    let portal = at(server.url(), "another key", Token::default());
    let failure = portal.sign_in(credentials(PASSWORD)).await.unwrap_err();
    assert!(
        matches!(failure, Failure::Rejected { status: 401, .. }),
        "{failure:?}"
    );
}

#[tokio::test]
async fn a_key_that_no_header_can_carry_is_refused_here() {
    let server = PortalServer::plain().start().await;
    let place = Server::parse(server.url()).unwrap();
    let refused = Portal::new(place, "two\nlines", Token::default());
    let Err(Failure::Invalid(fields)) = refused else {
        panic!("{refused:?}")
    };
    assert!(fields.0.contains_key("api_key"));
    assert_eq!(server.count_all(), 0);
}

#[tokio::test]
async fn a_call_before_signing_in_asks_for_it() {
    let server = PortalServer::plain().with_clients([1]).start().await;
    let portal = at(server.url(), API_KEY, Token::default());
    assert_eq!(get(&portal, 1).await, Err(Failure::SignedOut));
    assert_eq!(server.count(Asked::AuthRefresh), 0);
}

#[tokio::test]
async fn an_announcement_says_which_kinds_carry_their_time_of_change() {
    let server = PortalServer::plain().with_updates().start().await;
    let portal = at(server.url(), API_KEY, Token::default());
    let announcement = portal.announcement().await.unwrap();
    assert_eq!(
        announcement.updated_at,
        ["clients", "negative_items", "report_schemas"]
    );
}

#[tokio::test]
async fn a_server_without_an_announcement_is_a_plain_portal() {
    let server = PortalServer::plain().start().await;
    let portal = at(server.url(), API_KEY, Token::default());
    assert_eq!(
        portal.announcement().await,
        Ok(Announcement::default()),
        "404"
    );
    // A portal with a web page of its own answers every path with that page.
    server.answer_next(Asked::Announcement, Fault::Html);
    assert_eq!(
        portal.announcement().await,
        Ok(Announcement::default()),
        "HTML"
    );
}

#[tokio::test]
async fn a_server_that_cannot_be_asked_is_not_taken_for_a_plain_portal() {
    let portal = at(&nowhere(), API_KEY, Token::default());
    assert_eq!(portal.announcement().await, Err(Failure::NotSent));
    let server = PortalServer::plain().with_updates().start().await;
    let portal = at(server.url(), API_KEY, Token::default());
    for lost in [Fault::Reset, Fault::Status(503), Fault::Status(500)] {
        server.answer_next(Asked::Announcement, lost);
        assert!(portal.announcement().await.is_err());
    }
}
