//! One token for all calls, fetched anew once, early, and never given up too soon.

use client::Failure;
use futures_util::future::join_all;
use testkit::{Asked, Fault, PortalServer, Truth};

use crate::rig::{get, portal, signed_in};

#[tokio::test]
async fn sixty_four_callers_with_an_expired_token_make_one_refresh() {
    let server = PortalServer::plain().with_clients([1]).start().await;
    let portal = portal(&server, Truth::expired_token);
    let answers = join_all((0..64).map(|_| get(&portal, 1))).await;
    assert!(answers.iter().all(Result::is_ok));
    assert_eq!(server.count(Asked::AuthRefresh), 1);
    // The token tells that it has run out, so nobody tried it first.
    assert_eq!(server.count(Asked::ClientsGet), 64);
}

#[tokio::test]
async fn sixty_four_callers_whose_token_is_refused_make_one_refresh() {
    let server = PortalServer::plain().with_clients([1]).start().await;
    let portal = portal(&server, Truth::opaque_token);
    let answers = join_all((0..64).map(|_| get(&portal, 1))).await;
    assert!(answers.iter().all(Result::is_ok));
    assert_eq!(server.count(Asked::AuthRefresh), 1);
}

#[tokio::test]
async fn sixty_four_callers_whose_sign_in_has_ended_ask_for_a_refresh_once() {
    let server = PortalServer::plain().with_clients([1]).start().await;
    let portal = portal(&server, Truth::opaque_token);
    server.truth().revoke_tokens();
    let answers = join_all((0..64).map(|_| get(&portal, 1))).await;
    assert!(answers.iter().all(|a| *a == Err(Failure::SignedOut)));
    assert_eq!(server.count(Asked::AuthRefresh), 1);
}

#[tokio::test]
async fn a_token_past_four_fifths_of_its_life_is_exchanged_before_it_is_refused() {
    let server = PortalServer::plain().with_clients([1]).start().await;
    let portal = portal(&server, Truth::ageing_token);
    let old = portal.token().borrow().text().to_owned();
    get(&portal, 1).await.unwrap();
    let new = portal.token().borrow().text().to_owned();
    assert_ne!(old, new);
    assert_eq!(server.tokens(Asked::AuthRefresh), [Some(old)]);
    assert_eq!(server.tokens(Asked::ClientsGet), [Some(new)]);
}

#[tokio::test]
async fn a_fresh_token_is_left_alone() {
    let (server, portal) = signed_in().await;
    get(&portal, 1).await.unwrap();
    assert_eq!(server.count(Asked::AuthRefresh), 0);
}

#[tokio::test]
async fn an_early_refresh_that_fails_does_not_fail_the_call() {
    let server = PortalServer::plain().with_clients([1]).start().await;
    let portal = portal(&server, Truth::ageing_token);
    server.answer_always(Asked::AuthRefresh, Fault::Status(500));
    assert_eq!(get(&portal, 1).await.unwrap().id, Some(1));
}

#[tokio::test]
async fn a_lost_refresh_answer_is_tried_once_more_and_signs_nobody_out() {
    for lost in [Fault::Reset, Fault::Cut] {
        let server = PortalServer::plain().with_clients([1]).start().await;
        let portal = portal(&server, Truth::opaque_token);
        server.answer_next(Asked::AuthRefresh, lost);
        assert_eq!(get(&portal, 1).await.unwrap().id, Some(1));
        assert_eq!(server.count(Asked::AuthRefresh), 2);
    }
}

#[tokio::test]
async fn a_refresh_whose_answer_is_lost_twice_is_not_a_sign_out() {
    let server = PortalServer::plain().with_clients([1]).start().await;
    let portal = portal(&server, Truth::opaque_token);
    server.answer_next(Asked::AuthRefresh, Fault::Reset);
    server.answer_next(Asked::AuthRefresh, Fault::Reset);
    let failure = get(&portal, 1).await.unwrap_err();
    assert_eq!(failure, Failure::NotSent);
    // The token is still there, and the next call goes through with it.
    assert_eq!(get(&portal, 1).await.unwrap().id, Some(1));
}

#[tokio::test]
async fn a_single_401_is_healed_by_a_refresh() {
    let (server, portal) = signed_in().await;
    server.answer_next(Asked::ClientsGet, Fault::Status(401));
    assert_eq!(get(&portal, 1).await.unwrap().id, Some(1));
    assert_eq!(server.count(Asked::AuthRefresh), 1);
}

#[tokio::test]
async fn a_session_that_is_over_is_not_refreshed() {
    let (server, portal) = signed_in().await;
    server.answer_always(Asked::ClientsGet, Fault::Status(419));
    let answers = join_all((0..64).map(|_| get(&portal, 1))).await;
    assert!(answers.iter().all(|a| *a == Err(Failure::SignedOut)));
    assert_eq!(server.count(Asked::AuthRefresh), 0);
}

#[tokio::test]
async fn a_refusal_after_the_refresh_means_signed_out() {
    let (server, portal) = signed_in().await;
    server.answer_always(Asked::ClientsGet, Fault::Status(401));
    assert_eq!(get(&portal, 1).await, Err(Failure::SignedOut));
    assert_eq!(server.count(Asked::AuthRefresh), 1);
    assert_eq!(server.count(Asked::ClientsGet), 2);
}

#[tokio::test]
async fn a_refused_refresh_means_signed_out() {
    for status in [401, 419] {
        let (server, portal) = signed_in().await;
        server.answer_next(Asked::ClientsGet, Fault::Status(401));
        server.answer_next(Asked::AuthRefresh, Fault::Status(status));
        assert_eq!(get(&portal, 1).await, Err(Failure::SignedOut));
    }
}

#[tokio::test]
async fn whoever_keeps_the_token_hears_of_a_new_one() {
    let server = PortalServer::plain().with_clients([1]).start().await;
    let portal = portal(&server, Truth::expired_token);
    let mut kept = portal.token();
    get(&portal, 1).await.unwrap();
    assert!(kept.has_changed().unwrap());
    let new = kept.borrow_and_update().text().to_owned();
    assert_eq!(server.tokens(Asked::ClientsGet), [Some(new)]);
}
