//! Systems beside the Portal: each is signed in to in its own way, and a token or key that is old
//! is fetched anew once for however many calls need it.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use axum::{
    Json, Router,
    http::{
        HeaderMap, StatusCode,
        header::{AUTHORIZATION, CONTENT_TYPE},
    },
    routing::get,
};
use client::{Exchange, ExchangeSignIn, Failure, MyCreditApp, Organisations, Server, Token};
use contract::{
    Call,
    exchange::{RequestType, Response, Responses, ResponsesFor, ResponsesGet},
    my_credit_app::{Analytics, AnalyticsCreate, ByRecord},
};
use futures_util::future::{join_all, ready};
use serde_json::json;
use testkit::{AnsweringServer, AskedCall};
use tokio::net::TcpListener;

const RECORD: &str = "b25e7b65-e46a-40d5-a0f2-0de8c2b354aa";
const HERE: &str = "054b4106-174b-46b0-97f8-86d8d7b6f0af";
const THERE: &str = "123e4567-e89b-12d3-a456-426614174000";

fn responses() -> Call<ResponsesGet> {
    let body = ResponsesFor {
        type_request: RequestType::Name,
        period: Some(5),
        ..ResponsesFor::default()
    };
    Call {
        path: (),
        query: (),
        body,
    }
}

fn analytics() -> Call<AnalyticsCreate> {
    let record_id = RECORD.to_owned();
    Call {
        path: ByRecord { record_id },
        query: (),
        body: (),
    }
}

fn at(server: &AnsweringServer) -> Server {
    Server::parse(&server.url).unwrap()
}

/// Gives out `k-2`, and knows no other key.
async fn exchange() -> AnsweringServer {
    AnsweringServer::start(|call: &AskedCall| match call.path.as_str() {
        "/auth/getToken" => (200, json!({ "token": "k-2" })),
        _ if call.header("authorization") != "k-2" => (401, json!({ "message": "no" })),
        _ => {
            let answered = json!({ "idRequest": "r-1", "status": "Panding" });
            (
                200,
                json!({ "response": { "parametrRequest": [answered] } }),
            )
        }
    })
    .await
}

fn password() -> ExchangeSignIn {
    ExchangeSignIn::Password {
        user: "ana".to_owned(),
        password: "a long password".to_owned().into(),
    }
}

#[tokio::test]
async fn sixty_four_callers_of_exchange_without_a_key_fetch_one() {
    let server = exchange().await;
    let exchange = Exchange::new(at(&server), password()).unwrap();
    let call = responses();
    let answers = join_all((0..64).map(|_| exchange.call(&call))).await;
    for answer in answers {
        let Responses { response } = answer.unwrap();
        let statuses: Vec<_> = response.requests.iter().map(Response::is_done).collect();
        assert_eq!(statuses, [false]);
    }
    let fetched = server.calls("/auth/getToken");
    assert_eq!(fetched.len(), 1);
    // RFC 7617: `ana:a long password`.
    let shown = "Basic YW5hOmEgbG9uZyBwYXNzd29yZA==";
    assert_eq!(fetched[0].header("authorization"), shown);
    let asked = server.calls("/api/respond");
    assert_eq!(asked.len(), 64);
    assert!(asked.iter().all(|call| call.header("x-api-key").is_empty()));
}

#[tokio::test]
async fn sixty_four_callers_of_exchange_whose_key_has_run_out_fetch_one() {
    for over in [401, 419] {
        let given = Arc::new(AtomicUsize::new(0));
        let server = AnsweringServer::start(move |call: &AskedCall| {
            match (call.path.as_str(), call.header("authorization")) {
                ("/auth/getToken", _) => {
                    // The first key that it gives is good no longer.
                    let key = 1 + given.fetch_add(1, Ordering::Relaxed);
                    (200, json!({ "token": format!("k-{key}") }))
                }
                (_, "k-2") => (200, json!({ "response": { "parametrRequest": [] } })),
                _ => (over, json!({ "message": "no" })),
            }
        })
        .await;
        let exchange = Exchange::new(at(&server), password()).unwrap();
        let call = responses();
        let answers = join_all((0..64).map(|_| exchange.call(&call))).await;
        assert!(answers.iter().all(Result::is_ok), "{over}");
        // The one that had run out, and one for all.
        assert_eq!(server.calls("/auth/getToken").len(), 2, "{over}");
    }
}

/// Exchange that says its key in these words, and knows no other key than `k-2`.
async fn saying(kind: &'static str, words: &'static str) -> Server {
    let key = move || ready(([(CONTENT_TYPE, kind)], words));
    let other = |headers: HeaderMap| {
        let knows = headers.get(AUTHORIZATION).is_some_and(|key| key == "k-2");
        let status = if knows { 200 } else { 401 };
        let answer = Json(json!({ "response": { "parametrRequest": [] } }));
        ready((StatusCode::from_u16(status).unwrap(), answer))
    };
    let app = Router::new()
        .route("/auth/getToken", get(key))
        .fallback(other);
    let socket = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(socket, app).await });
    Server::parse(&url).unwrap()
}

#[tokio::test]
async fn a_key_in_plain_text_is_a_key() {
    for (kind, words) in [
        ("text/plain", "k-2"),
        ("text/plain; charset=utf-8", "k-2\n"),
        ("Text/Plain", "\"k-2\""),
        ("text/plain", "{\"token\": \"k-2\"}"),
        ("application/json", "\"k-2\""),
    ] {
        let exchange = Exchange::new(saying(kind, words).await, ExchangeSignIn::Open).unwrap();
        let answer = exchange.call(&responses()).await;
        assert!(answer.is_ok(), "{kind} {words}: {answer:?}");
    }
}

#[tokio::test]
async fn a_network_s_own_page_is_not_taken_for_a_key() {
    for (kind, words) in [
        ("text/html", "k-2"),
        ("text/html", "<html>Sign in</html>"),
        ("text/plain", "<html>"),
        ("text/plain", "Please sign in to this network."),
    ] {
        let exchange = Exchange::new(saying(kind, words).await, ExchangeSignIn::Open).unwrap();
        let failure = exchange.call(&responses()).await;
        // Nothing was sent of the call itself.
        assert_eq!(failure, Err(Failure::NotSent), "{kind} {words}");
    }
}

#[tokio::test]
async fn a_user_with_a_colon_is_refused_by_name_before_anything_leaves() {
    let server = exchange().await;
    let sign_in = ExchangeSignIn::Password {
        user: "ana:soto".to_owned(),
        password: "a long password".to_owned().into(),
    };
    let exchange = Exchange::new(at(&server), sign_in).unwrap();
    let Err(Failure::Invalid(errors)) = exchange.call(&responses()).await else {
        panic!("it was sent");
    };
    assert_eq!(errors.0.keys().collect::<Vec<_>>(), ["user"]);
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn a_place_with_a_key_is_shown_it_with_every_call() {
    let server = exchange().await;
    let place = at(&server).with_key("of-this-start").unwrap();
    let exchange = Exchange::new(place, password()).unwrap();
    exchange.call(&responses()).await.unwrap();
    for path in ["/auth/getToken", "/api/respond"] {
        let calls = server.calls(path);
        assert_eq!(calls[0].header("x-api-key"), "of-this-start");
    }
}

#[tokio::test]
async fn a_key_of_the_provider_s_stands_by_itself() {
    let server = exchange().await;
    let sign_in = ExchangeSignIn::Key("for-good".to_owned().into());
    let exchange = Exchange::new(at(&server), sign_in).unwrap();
    exchange.call(&responses()).await.unwrap();
    let fetched = server.calls("/auth/getToken");
    assert_eq!(fetched[0].header("authorization"), "for-good");
}

#[tokio::test]
async fn exchange_that_gives_no_key_is_told_as_it_is_and_nothing_is_sent_without_one() {
    let server = AnsweringServer::start(|_: &AskedCall| (401, json!({ "message": "no" }))).await;
    let exchange = Exchange::new(at(&server), ExchangeSignIn::Open).unwrap();
    let call = responses();
    let answers = join_all((0..64).map(|_| exchange.call(&call))).await;
    assert!(answers.iter().all(|one| *one == Err(Failure::SignedOut)));
    assert_eq!(server.calls("/auth/getToken").len(), 1);
    assert_eq!(server.calls("/api/respond").len(), 0);
}

/// Knows the token `new` only.
async fn my_credit_app() -> AnsweringServer {
    AnsweringServer::start(|call: &AskedCall| {
        if call.header("authorization") == "Bearer new" {
            let analytics = json!({
                "id": RECORD, "status": "in_progress", "created_at": "2026-01-02T03:04:05.123456",
                "updated_at": "2026-01-02T03:04:05Z", "analyzed_on": null,
            });
            (200, analytics)
        } else {
            (401, json!({ "message": "no" }))
        }
    })
    .await
}

fn organisations() -> Organisations {
    Organisations {
        requester: HERE.to_owned(),
        target: THERE.to_owned(),
    }
}

#[tokio::test]
async fn sixty_four_callers_of_my_credit_app_with_an_old_token_ask_for_one_new() {
    let server = my_credit_app().await;
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&asked);
    // The first token that it gives is one that is refused.
    let source = move |old: Token| {
        let first = counted.fetch_add(1, Ordering::Relaxed) == 0;
        assert_eq!(first, old.is_empty());
        async move { Ok(Token::new(if first { "old" } else { "new" })) }
    };
    let app = MyCreditApp::new(at(&server), organisations(), source).unwrap();
    let call = analytics();
    let answers = join_all((0..64).map(|_| app.call(&call))).await;
    for answer in answers {
        let Analytics {
            status, created_at, ..
        } = answer.unwrap();
        assert_eq!(status.as_deref(), Some("in_progress"));
        assert_eq!(created_at.as_deref(), Some("2026-01-02T03:04:05.123456"));
    }
    assert_eq!(asked.load(Ordering::Relaxed), 2);
    let calls = server.calls(&format!("/private-records/{RECORD}/analytics"));
    for call in &calls {
        assert_eq!(call.header("requester-organization-id"), HERE);
        assert_eq!(call.header("target-organization-id"), THERE);
    }
}

#[tokio::test]
async fn a_source_that_has_no_token_is_asked_once_for_all() {
    let server = my_credit_app().await;
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&asked);
    let source = move |_: Token| {
        counted.fetch_add(1, Ordering::Relaxed);
        async {
            // Meanwhile the others come, and wait.
            tokio::task::yield_now().await;
            Err(Failure::SignedOut)
        }
    };
    let app = MyCreditApp::new(at(&server), organisations(), source).unwrap();
    let call = analytics();
    let answers = join_all((0..64).map(|_| app.call(&call))).await;
    assert!(answers.iter().all(|one| *one == Err(Failure::SignedOut)));
    assert_eq!(asked.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn a_record_without_a_uuid_is_refused_before_it_leaves() {
    let server = my_credit_app().await;
    let source = |_: Token| async { Ok(Token::new("new")) };
    let app = MyCreditApp::new(at(&server), organisations(), source).unwrap();
    let mut call = analytics();
    call.path.record_id = "42".to_owned();
    let Err(Failure::Invalid(errors)) = app.call(&call).await else {
        panic!("it was sent");
    };
    assert_eq!(errors.0.keys().collect::<Vec<_>>(), ["record_id"]);
    assert_eq!(server.calls("/private-records/42/analytics").len(), 0);
}

#[tokio::test]
async fn an_organisation_without_a_uuid_is_refused_by_its_header() {
    let server = my_credit_app().await;
    for id in [
        "",
        "here",
        "123e4567e89b12d3a456426614174000",
        "123e4567-e89b-12d3-a456-42661417400g",
    ] {
        for (header, organisations) in [
            (
                "requester-organization-id",
                Organisations {
                    requester: id.to_owned(),
                    ..organisations()
                },
            ),
            (
                "target-organization-id",
                Organisations {
                    target: id.to_owned(),
                    ..organisations()
                },
            ),
        ] {
            let source = |_: Token| async { Ok(Token::new("new")) };
            let Err(Failure::Invalid(errors)) =
                MyCreditApp::new(at(&server), organisations, source)
            else {
                panic!("{header} {id}");
            };
            assert_eq!(errors.0.keys().collect::<Vec<_>>(), [header]);
        }
    }
}
