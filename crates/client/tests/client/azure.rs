//! Signing in at Azure with the system's browser, whose part is played here.

use std::collections::HashMap;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use client::{AzureApp, AzureSignIn, Failure, Portal, Server, Token};
use contract::portal::{Provider, ProviderCredentials};
use serde_json::json;
use sha2::{Digest, Sha256};
use testkit::{AnsweringServer, AskedCall};

fn app() -> AzureApp {
    AzureApp {
        tenant: "firm.example".to_owned(),
        client_id: "054b4106-174b-46b0-97f8-86d8d7b6f0af".to_owned(),
    }
}

/// What the page was asked for.
fn asked(sign_in: &AzureSignIn) -> HashMap<String, String> {
    sign_in.page().query_pairs().into_owned().collect()
}

/// The browser comes back with these words.
async fn back(redirect: &str, words: &[(&str, &str)]) -> (u16, String) {
    // The test's machine may know no `localhost`.
    let place = redirect.replace("localhost", "127.0.0.1");
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let answer = http.get(place).query(words).send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

#[tokio::test]
async fn the_browser_is_sent_to_the_firm_s_page_with_a_challenge() {
    let sign_in = AzureSignIn::begin(&app()).await.unwrap();
    let page = sign_in.page();
    assert_eq!(page.host_str(), Some("login.microsoftonline.com"));
    assert_eq!(page.path(), "/firm.example/oauth2/v2.0/authorize");
    let asked = asked(&sign_in);
    assert_eq!(asked["client_id"], app().client_id);
    assert_eq!(asked["response_type"], "code");
    assert_eq!(asked["code_challenge_method"], "S256");
    assert!(asked["redirect_uri"].starts_with("http://localhost:"));
    let other = AzureSignIn::begin(&app()).await.unwrap();
    let other = self::asked(&other);
    for secret in ["state", "code_challenge"] {
        // 32 bytes in base64 without padding.
        assert_eq!(asked[secret].len(), 43);
        assert_ne!(asked[secret], other[secret]);
    }
}

#[tokio::test]
async fn a_code_that_the_browser_brings_signs_in_with_what_the_challenge_was_made_from() {
    let sign_in = AzureSignIn::begin(&app()).await.unwrap();
    let asked = asked(&sign_in);
    let (redirect, state) = (asked["redirect_uri"].clone(), asked["state"].clone());
    let browser = async {
        let (status, _) = back(&redirect, &[("code", "forged"), ("state", "guessed")]).await;
        assert_eq!(status, 400);
        let (status, page) = back(&redirect, &[("code", "the-code"), ("state", &state)]).await;
        assert_eq!(status, 200);
        assert!(page.contains("Go back to Redress"), "{page}");
    };
    let (brought, ()) = tokio::join!(sign_in.finish(), browser);
    let brought = brought.unwrap();
    let verifier = brought.code_verifier.clone().unwrap();
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
    assert_eq!(challenge, asked["code_challenge"]);

    let server = AnsweringServer::start(|_: &AskedCall| {
        let user = json!({ "id": 4, "email": "ana@firm.example" });
        (200, json!({ "token": "a-token", "user": user }))
    })
    .await;
    let place = Server::parse(&server.url).unwrap();
    let portal = Portal::new(place, "key", Token::default()).unwrap();
    let user = portal.sign_in_with_provider(brought).await.unwrap();
    assert_eq!(user.email.as_deref(), Some("ana@firm.example"));
    assert_eq!(portal.token().borrow().text(), "a-token");
    let sent = &server.calls("/auth/login/provider")[0].body;
    assert_eq!(sent["provider"], "azure");
    assert_eq!(sent["code"], "the-code");
    assert_eq!(sent["code_verifier"], verifier);
    assert_eq!(sent["redirect_uri"], redirect);
}

#[tokio::test]
async fn an_agent_who_turns_back_is_told_that_nothing_came_of_it() {
    let sign_in = AzureSignIn::begin(&app()).await.unwrap();
    let asked = asked(&sign_in);
    let (redirect, state) = (asked["redirect_uri"].clone(), asked["state"].clone());
    let words = [("error", "access_denied"), ("state", state.as_str())];
    let (brought, (status, page)) = tokio::join!(sign_in.finish(), back(&redirect, &words));
    assert_eq!(status, 200);
    assert!(page.contains("was not finished"), "{page}");
    let Err(Failure::Rejected { message, .. }) = brought else {
        panic!("it signed in");
    };
    assert_eq!(message, "the sign-in at Microsoft was not finished");
}

#[tokio::test]
async fn settings_that_would_leave_the_page_are_refused_by_name() {
    for (tenant, client_id, field) in [
        ("", "a", "tenant"),
        ("firm.example/../x", "a", "tenant"),
        ("..", "a", "tenant"),
        ("firm.example", "a b", "client_id"),
    ] {
        let app = AzureApp {
            tenant: tenant.to_owned(),
            client_id: client_id.to_owned(),
        };
        let Err(Failure::Invalid(errors)) = AzureSignIn::begin(&app).await else {
            panic!("{tenant} {client_id}");
        };
        assert_eq!(errors.0.keys().collect::<Vec<_>>(), [field]);
    }
}

#[tokio::test]
async fn a_portal_that_does_not_take_the_code_says_so() {
    let server = AnsweringServer::start(|_: &AskedCall| (401, json!({ "message": "no" }))).await;
    let place = Server::parse(&server.url).unwrap();
    let portal = Portal::new(place, "key", Token::default()).unwrap();
    let brought = ProviderCredentials {
        code: "old".to_owned(),
        provider: Provider::Azure,
        code_verifier: None,
        redirect_uri: None,
    };
    let failure = portal.sign_in_with_provider(brought).await.unwrap_err();
    let Failure::Rejected {
        status: 401,
        message,
        ..
    } = failure
    else {
        panic!("{failure:?}");
    };
    assert!(message.contains("Microsoft"), "{message}");
}
