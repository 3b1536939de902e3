//! Signing in at Azure with the system's browser, whose part is played here.

use std::{
    net::{Ipv4Addr, Ipv6Addr, TcpListener},
    time::Duration,
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use client::{AzureApp, AzureSignIn, Failure, Portal, Server, Token};
use contract::portal::{Provider, ProviderCredentials};
use serde_json::json;
use sha2::{Digest, Sha256};
use testkit::{AnsweringServer, AskedCall, Microsoft};
use tokio::time::timeout;

const CLIENT_ID: &str = "054b4106-174b-46b0-97f8-86d8d7b6f0af";
/// How long the browser has in a test where it comes.
const LONG: Duration = Duration::from_secs(60);

async fn begun() -> (AzureSignIn, Microsoft) {
    let app = AzureApp::parse("firm.example", CLIENT_ID).unwrap();
    let sign_in = AzureSignIn::begin(&app).await.unwrap();
    let microsoft = Microsoft::at(sign_in.page());
    (sign_in, microsoft)
}

/// Why a sign-in came to nothing.
fn why(brought: Result<ProviderCredentials, Failure>) -> String {
    let Err(Failure::Rejected { message, .. }) = brought else {
        panic!("{:?}", brought.map(|_| "it signed in"));
    };
    message
}

fn port(microsoft: &Microsoft) -> u16 {
    let redirect = microsoft.asked("redirect_uri");
    let port = redirect.strip_prefix("http://localhost:").unwrap();
    port.parse().unwrap()
}

/// Whether nobody listens at the port, at either address.
fn is_free(port: u16) -> bool {
    let four = TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let has_six = TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_ok();
    four.is_ok() && (!has_six || TcpListener::bind((Ipv6Addr::LOCALHOST, port)).is_ok())
}

#[tokio::test]
async fn the_browser_is_sent_to_the_firm_s_page_with_a_challenge() {
    let (sign_in, asked) = begun().await;
    assert_eq!(sign_in.page().path(), "/firm.example/oauth2/v2.0/authorize");
    assert_eq!(asked.asked("client_id"), CLIENT_ID);
    assert_eq!(asked.asked("response_type"), "code");
    assert_eq!(asked.asked("code_challenge_method"), "S256");
    assert!(asked.asked("redirect_uri").starts_with("http://localhost:"));
    let (_, other) = begun().await;
    for secret in ["state", "code_challenge"] {
        // 32 bytes in base64 without padding.
        assert_eq!(asked.asked(secret).len(), 43);
        assert_ne!(asked.asked(secret), other.asked(secret));
    }
}

#[tokio::test]
async fn a_code_that_the_browser_brings_signs_in_with_what_the_challenge_was_made_from() {
    let (sign_in, microsoft) = begun().await;
    let browser = async {
        let forged = [("code", "forged"), ("state", "guessed")];
        assert_eq!(microsoft.calls("127.0.0.1", &forged).await.0, 400);
        let (status, page) = microsoft.lets_in().await;
        assert_eq!(status, 200);
        assert!(page.contains("Go back to Redress"), "{page}");
    };
    let (brought, ()) = tokio::join!(sign_in.finish(LONG), browser);
    let brought = brought.unwrap();
    let verifier = brought.code_verifier.clone().unwrap();
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
    assert_eq!(challenge, microsoft.asked("code_challenge"));

    let server = AnsweringServer::start(|_: &AskedCall| {
        let user = json!({ "id": 4, "email": "ana@firm.example" });
        (200, json!({ "token": "a-token", "user": user }))
    })
    .await;
    let place = Server::parse(&server.url).unwrap();
    let portal = Portal::new(place, "key", Token::default()).unwrap();
    let user = portal.sign_in_with_provider(brought, None).await.unwrap();
    assert_eq!(user.email.as_deref(), Some("ana@firm.example"));
    assert_eq!(portal.token().borrow().text(), "a-token");
    let sent = &server.calls("/auth/login/provider")[0].body;
    assert_eq!(sent["provider"], "azure");
    assert_eq!(sent["code"], microsoft.code());
    assert_eq!(sent["code_verifier"], verifier);
    assert_eq!(sent["redirect_uri"], microsoft.asked("redirect_uri"));
}

#[tokio::test]
async fn a_browser_that_takes_localhost_for_the_newer_address_is_answered_as_well() {
    if TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_err() {
        return;
    }
    let (sign_in, microsoft) = begun().await;
    let words = [("code", "a-code"), ("state", microsoft.asked("state"))];
    let (brought, (status, _)) =
        tokio::join!(sign_in.finish(LONG), microsoft.calls("[::1]", &words));
    assert_eq!(status, 200);
    assert_eq!(brought.unwrap().code, "a-code");
}

#[tokio::test]
async fn an_agent_who_turns_back_is_told_that_nothing_came_of_it() {
    let (sign_in, microsoft) = begun().await;
    let (brought, (status, page)) =
        tokio::join!(sign_in.finish(LONG), microsoft.refuses("access_denied", ""));
    assert_eq!(status, 200);
    assert!(page.contains("was not finished"), "{page}");
    assert_eq!(
        why(brought),
        "Microsoft did not sign you in (access denied)"
    );
}

#[tokio::test]
async fn what_microsoft_says_is_told_without_what_opens_something_or_names_somebody() {
    let (sign_in, microsoft) = begun().await;
    let token = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbmEifQ.c2lnbmF0dXJl";
    let said = format!(
        "AADSTS50105: 'ana@firm.example' is not assigned\r\nto the app {token}. \
         Trace ID: 7b1c Correlation ID: 4f2a Timestamp: 2026-01-15 09:00:00Z"
    );
    let (brought, _) = tokio::join!(
        sign_in.finish(LONG),
        microsoft.refuses("invalid_request", &said)
    );
    assert_eq!(
        why(brought),
        "Microsoft did not sign you in (invalid request): AADSTS50105: … is not assigned to the app …"
    );
}

#[tokio::test]
async fn nobody_is_waited_for_longer_than_was_said_and_the_port_is_free_again() {
    let (sign_in, microsoft) = begun().await;
    assert!(!is_free(port(&microsoft)));
    let brought = sign_in.finish(Duration::from_millis(1)).await;
    assert_eq!(
        why(brought),
        "the sign-in at Microsoft was not finished in time"
    );
    assert!(is_free(port(&microsoft)));
}

#[tokio::test]
async fn who_stops_waiting_frees_the_port() {
    let (sign_in, microsoft) = begun().await;
    let forged = [("code", "forged")];
    tokio::select! {
        _ = sign_in.finish(LONG) => panic!("nobody came"),
        // By then it listens.
        (status, _) = microsoft.calls("127.0.0.1", &forged) => assert_eq!(status, 400),
    }
    let port = port(&microsoft);
    let freed = async {
        while !is_free(port) {
            tokio::task::yield_now().await;
        }
    };
    timeout(LONG, freed).await.unwrap();
}

#[test]
fn settings_that_azure_does_not_have_are_refused_by_name() {
    for (tenant, client_id, fields) in [
        ("", CLIENT_ID, vec!["tenant"]),
        ("firm", CLIENT_ID, vec!["tenant"]),
        ("firm.example/../x", CLIENT_ID, vec!["tenant"]),
        ("..", CLIENT_ID, vec!["tenant"]),
        ("-firm.example", CLIENT_ID, vec!["tenant"]),
        ("firm.example", "a b", vec!["client_id"]),
        (
            "firm.example",
            "054b4106174b46b097f886d8d7b6f0af",
            vec!["client_id"],
        ),
        (
            "054b4106-174b-46b0-97f8-86d8d7b6f0ag",
            "",
            vec!["client_id", "tenant"],
        ),
    ] {
        let errors = AzureApp::parse(tenant, client_id).unwrap_err();
        assert_eq!(errors.0.into_keys().collect::<Vec<_>>(), fields, "{tenant}");
    }
}

#[test]
fn settings_are_taken_with_the_blanks_that_come_with_copying() {
    let upper = CLIENT_ID.to_uppercase();
    let app = AzureApp::parse(&format!(" {upper}\n"), &upper).unwrap();
    assert_eq!((app.tenant(), app.client_id()), (CLIENT_ID, CLIENT_ID));
}

fn old_code() -> ProviderCredentials {
    ProviderCredentials {
        code: "old".to_owned(),
        provider: Provider::Azure,
        code_verifier: None,
        redirect_uri: None,
    }
}

#[tokio::test]
async fn a_portal_that_does_not_take_the_code_says_so() {
    let server = AnsweringServer::start(|_: &AskedCall| (401, json!({ "message": "no" }))).await;
    let place = Server::parse(&server.url).unwrap();
    let portal = Portal::new(place, "key", Token::default()).unwrap();
    let failure = portal.sign_in_with_provider(old_code(), None).await;
    let Err(Failure::Rejected {
        status: 401,
        message,
        ..
    }) = failure
    else {
        panic!("{failure:?}");
    };
    assert!(message.contains("Microsoft"), "{message}");
}

#[tokio::test]
async fn the_token_of_somebody_else_is_not_kept() {
    let server = AnsweringServer::start(|_: &AskedCall| {
        let user = json!({ "id": 5, "email": "bo@firm.example" });
        (200, json!({ "token": "of-bo", "user": user }))
    })
    .await;
    let place = Server::parse(&server.url).unwrap();
    let portal = Portal::new(place, "key", Token::new("of-ana")).unwrap();
    let known = Some("ana@firm.example");
    let refused = portal.sign_in_with_provider(old_code(), known).await;
    assert!(matches!(
        refused,
        Err(Failure::Rejected { status: 403, .. })
    ));
    assert_eq!(portal.token().borrow().text(), "of-ana");
    let known = Some("Bo@firm.example");
    let taken = portal.sign_in_with_provider(old_code(), known).await;
    assert!(taken.is_ok());
    assert_eq!(portal.token().borrow().text(), "of-bo");
}
