//! Nothing that may end in a log prints a credential or a person.

use std::fmt::Debug;

use client::{Failure, Server, Token};
use contract::{
    Call, Operation,
    portal::{
        AttachmentListing, AuthLogin, ClientListing, ClientSearch, Credentials, NoteListing,
        SegmentRule, SegmentRuleGroup, TaskListing, User,
    },
};
use testkit::{
    AGENT, API_KEY, Asked, Fault, PASSWORD, PortalServer, Truth,
    sample::{self, Fill},
};

use crate::rig::{at, get, listing, portal};

/// What must not be printed: the credentials, and what is in the invented client 1.
fn assert_silent(printed: &str, token: &str) {
    let secrets = [
        API_KEY,
        PASSWORD,
        AGENT,
        token,
        "900000001",
        "client1@",
        "Okafor",
        "555-0101",
    ];
    for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
        assert!(!printed.contains(secret), "{secret} in {printed}");
    }
}

fn printed(value: &impl Debug) -> String {
    format!("{value:?} {value:#?}")
}

fn credentials() -> Credentials {
    Credentials {
        email: AGENT.to_owned(),
        password: PASSWORD.to_owned(),
    }
}

#[tokio::test]
async fn no_failure_prints_a_credential_or_a_body() {
    let server = PortalServer::plain().with_clients([1]).start().await;
    let token = server.truth().fresh_token();
    let faults = [
        Fault::Reset,
        Fault::Cut,
        Fault::Status(403),
        Fault::Status(500),
        Fault::Status(503),
        Fault::Html,
        Fault::Redirect(format!("{}/?token={token}", server.url())),
        Fault::Field("email", "Taken already."),
        Fault::Json(serde_json::json!({ "id": ["client1@example.com", 900_000_001] })),
        Fault::Json(serde_json::json!("Okafor")),
    ];
    for fault in faults {
        let portal = at(server.url(), API_KEY, Token::new(&token));
        server.answer_next(Asked::ClientsGet, fault.clone());
        let failure = get(&portal, 1).await.unwrap_err();
        assert_silent(&printed(&failure), &token);
        assert_silent(&failure.to_string(), &token);
        let source = std::error::Error::source(&failure);
        assert!(source.is_none(), "{fault:?} hands on what it came from");
    }
}

#[tokio::test]
async fn no_failed_sign_in_prints_what_was_typed() {
    let server = PortalServer::plain().start().await;
    let portal = at(server.url(), API_KEY, Token::default());
    let long = Credentials {
        email: format!("{AGENT} and more"),
        password: PASSWORD.repeat(100),
    };
    for credentials in [long, credentials()] {
        server.answer_next(Asked::AuthLogin, Fault::Status(401));
        let failure = portal.sign_in(credentials).await.unwrap_err();
        assert!(!matches!(failure, Failure::SignedOut));
        assert_silent(&printed(&failure), "");
        assert_silent(&failure.to_string(), "");
    }
}

#[tokio::test]
async fn no_type_of_the_client_prints_a_credential_or_a_person() {
    let server = PortalServer::plain().with_clients([1]).start().await;
    let portal = portal(&server, Truth::fresh_token);
    let token = portal.token().borrow().text().to_owned();
    let listed = portal.list(&listing(1)).await.unwrap();
    assert_eq!(listed.page.rows.len(), 1);
    assert_silent(&printed(&listed), &token);
    assert_silent(&printed(&Token::new(&token)), &token);
    assert_silent(&printed(&portal.token()), &token);
    let place = Server::parse(server.url()).unwrap();
    assert_silent(&printed(&place.with_key(API_KEY).unwrap()), &token);
    let user = User {
        email: Some(AGENT.to_owned()),
        last_name: Some("Okafor".to_owned()),
        ..User::default()
    };
    assert_silent(&printed(&user), &token);
}

#[test]
fn no_call_prints_what_it_carries() {
    let call = Call::<AuthLogin> {
        path: (),
        query: (),
        body: credentials(),
    };
    assert_silent(&printed(&call), "");
    assert_silent(&printed(&call.to_wire().unwrap()), "");
}

/// A call of an operation with everything in it prints which operation that is.
fn assert_names_only<O: Operation>() {
    let call = sample::call::<O>(Fill::Everything).unwrap();
    let named = format!("Call({})", O::ROW.name);
    assert_eq!(printed(&call), format!("{named} {named}"));
}

#[test]
fn no_call_of_any_operation_prints_what_it_carries() {
    macro_rules! each {
        ($($system:ident: $($operation:ident),+;)+) => {
            $($(assert_names_only::<contract::$system::$operation>();)+)+
        };
    }
    testkit::every_json_operation!(each);
    testkit::every_file_operation!(each);
}

#[test]
fn nothing_that_looks_for_a_person_prints_whom() {
    let search = || Some("Okafor".to_owned());
    let clients = ClientListing {
        search: search(),
        ..ClientListing::default()
    };
    let notes = NoteListing {
        search: search(),
        ..NoteListing::default()
    };
    let tasks = TaskListing {
        search: search(),
        ..TaskListing::default()
    };
    let attachments = AttachmentListing {
        caption: search(),
        ..AttachmentListing::default()
    };
    let rule = SegmentRule {
        field: Some("LastName".to_owned()),
        value: Some("Okafor".into()),
        ..SegmentRule::default()
    };
    let rules = vec![rule.clone()];
    let conditions = Some(SegmentRuleGroup {
        rules,
        ..SegmentRuleGroup::default()
    });
    let found = ClientSearch {
        conditions,
        ..ClientSearch::default()
    };
    for printed in [
        printed(&clients),
        printed(&notes),
        printed(&tasks),
        printed(&attachments),
        printed(&rule),
        printed(&found),
    ] {
        assert_silent(&printed, "");
    }
}

#[test]
fn a_server_with_credentials_in_its_address_is_refused_without_repeating_them() {
    let refused = Server::parse(&format!("https://agent:{PASSWORD}@portal.example.com"));
    let error = refused.unwrap_err();
    assert_silent(&printed(&error), "");
    assert_silent(&error.to_string(), "");
}
