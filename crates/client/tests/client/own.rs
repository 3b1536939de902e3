//! An office of ours behind the Portal's door: set up, asked for what only it has, and restored.

use std::sync::Arc;

use bytes::Bytes;
use client::{Failure, Outgoing, Token};
use contract::{
    Call,
    office::{
        BackupRestore, FirmState, FirstUser, NewFirm, NewOffice, Opening,
        UnaportNotificationListing, UnaportNotificationsList, UsersList,
    },
};
use futures_util::{StreamExt, stream};
use serde_json::json;
use testkit::{AnsweringServer, AskedCall};

use crate::rig::at;

const KEY: &str = "the key of this office";

/// An office that is set up by whoever asks for it, and knows the token `t-1` only.
async fn office() -> AnsweringServer {
    AnsweringServer::start(|call: &AskedCall| {
        let signed_in = call.header("authorization") == "Bearer t-1";
        match call.path.as_str() {
            _ if call.header("x-api-key") != KEY => (401, json!({ "message": "no key" })),
            "/office/state" => (200, json!({ "set_up": false })),
            "/office/set-up" => {
                let user = json!({ "email": "ana@example.com" });
                let done = json!({ "recovery_key": "abcde", "token": "t-1", "user": user });
                (201, done)
            }
            "/office/restore" => (200, json!({ "message": "Done." })),
            "/office/users" if signed_in => (200, json!({ "data": [{ "id": 1 }] })),
            "/office/unaport-notifications" if signed_in => {
                let told = json!({ "txnid": "n-2", "FIStatusNotification": {} });
                let one = json!({ "id": 2, "kind": "data", "notification": told });
                (200, json!({ "data": [one], "meta": { "total": 1 } }))
            }
            _ => (401, json!({ "message": "no" })),
        }
    })
    .await
}

fn new_office() -> NewOffice {
    NewOffice {
        firm: NewFirm {
            name: "Umber Credit Help".to_owned(),
            street: "1 Umber Way".to_owned(),
            city: "Newark".to_owned(),
            state: "NJ".to_owned(),
            zip: "07101".to_owned(),
            phone: String::new(),
        },
        user: FirstUser {
            email: "ana@example.com".to_owned(),
            password: "an invented one".to_owned(),
            first_name: "Ana".to_owned(),
            last_name: "Soto".to_owned(),
        },
    }
}

fn users() -> Call<UsersList> {
    Call {
        path: (),
        query: Default::default(),
        body: (),
    }
}

#[tokio::test]
async fn who_sets_an_office_up_is_signed_in_to_it() {
    let server = office().await;
    let office = at(&server.url, KEY, Token::default());
    let state = Call::<FirmState> {
        path: (),
        query: (),
        body: (),
    };
    assert_eq!(office.call(&state).await.unwrap().set_up, Some(false));
    assert_eq!(office.call(&users()).await.unwrap_err(), Failure::SignedOut);
    let (key, user) = office.set_up(new_office()).await.unwrap();
    assert_eq!(key.as_str(), "abcde");
    assert_eq!(user.email.as_deref(), Some("ana@example.com"));
    let page = office.call(&users()).await.unwrap();
    assert_eq!(page.rows[0].id, Some(1));
    // Nobody was asked to sign in, or for a newer token.
    assert_eq!(server.calls("/auth/login").len(), 0);
    assert_eq!(server.calls("/auth/refresh").len(), 0);
}

#[tokio::test]
async fn a_first_run_that_breaks_a_rule_is_refused_before_it_leaves() {
    let server = office().await;
    let office = at(&server.url, KEY, Token::default());
    let mut new = new_office();
    new.user.password = "short".to_owned();
    let Err(Failure::Invalid(errors)) = office.set_up(new).await else {
        panic!("it was sent");
    };
    assert_eq!(errors.0.keys().collect::<Vec<_>>(), ["user.password"]);
    assert_eq!(server.calls("/office/set-up").len(), 0);
}

#[tokio::test]
async fn a_backup_is_sent_by_whoever_has_the_key_and_no_token() {
    let server = office().await;
    let office = at(&server.url, KEY, Token::default());
    let file = Outgoing {
        name: "a.redress-backup".to_owned(),
        media_type: "application/octet-stream",
        read: Box::new(|| stream::iter([Ok(Bytes::from_static(b"RdBackup"))]).boxed()),
        length: 8,
        sent: Arc::new(|_| {}),
    };
    let call = Call::<BackupRestore> {
        path: (),
        query: (),
        body: Opening {
            recovery_key: "abcde".to_owned(),
        },
    };
    office.upload(&call, &file, "once").await.unwrap();
    let asked = server.calls("/office/restore");
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].header("authorization"), "");
    assert_eq!(asked[0].header("idempotency-key"), "once");
}

#[tokio::test]
async fn what_unaport_reported_is_pulled_from_where_the_desktop_stopped() {
    let server = office().await;
    let office = at(&server.url, KEY, Token::new("t-1"));
    let call = Call::<UnaportNotificationsList> {
        path: (),
        query: UnaportNotificationListing {
            after: Some(1),
            ..UnaportNotificationListing::default()
        },
        body: (),
    };
    let page = office.call(&call).await.unwrap();
    assert_eq!(page.rows[0].id, Some(2));
    assert_eq!(page.rows[0].notification["txnid"], "n-2");
    let asked = server.calls("/office/unaport-notifications");
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].query, [("after".to_owned(), "1".to_owned())]);
}
