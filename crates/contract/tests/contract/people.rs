//! Roles, passwords and what clients have for themselves: read as servers write them, sent by the
//! rules.

use contract::{
    Answer, Data, Paged,
    portal::{
        AuthForgotPassword, AuthResetPassword, ForgottenPassword, NewPassword, Role, RoleListing,
        RolesList, SortDirection,
    },
};
use serde_json::json;

use crate::{
    reading::there_and_back as record_there_and_back,
    sending::{call, only, text, there_and_back},
};

#[test]
fn a_role_goes_there_and_back_without_a_loss() {
    let mut role = json!({
        "id": "2", "name": "Agent", "permissions": [{ "name": "notes.read" }],
    });
    record_there_and_back::<Role>(&role);
    let read = Paged::<Role>::read(json!({ "data": [role], "links": {}, "meta": {} }));
    assert_eq!(read.unwrap().rows.len(), 1);
    // A path takes a number where the record carries text.
    role["id"] = json!(2);
    let read = Data::<Role>::read(json!({ "data": role })).unwrap();
    assert_eq!(read.id.as_deref(), Some("2"));
}

#[test]
fn roles_are_asked_for_by_their_names() {
    let listing = RoleListing {
        name: Some("age".to_owned()),
        sort_by: Some("name".to_owned()),
        sort_direction: Some(SortDirection::Desc),
        page: Some(1),
        per_page: Some(10),
    };
    let wire = there_and_back(&call::<RolesList>((), listing, ()));
    let sent = [
        ("name", "age"),
        ("sort_by", "name"),
        ("sort_direction", "desc"),
        ("page", "1"),
        ("per_page", "10"),
    ];
    assert_eq!(wire.query, text(&sent));
    let listing = RoleListing {
        name: Some("x".repeat(256)),
        ..RoleListing::default()
    };
    let errors = call::<RolesList>((), listing, ()).to_wire().unwrap_err();
    let sentence = "`name` must have at most 255 characters.";
    assert_eq!(only(&errors, "name"), [sentence]);
}

#[test]
fn another_password_is_asked_for_and_set_without_being_printed() {
    let email = || "ana@example.com".to_owned();
    let wire = there_and_back(&call::<AuthForgotPassword>(
        (),
        (),
        ForgottenPassword { email: email() },
    ));
    assert_eq!(wire.body, Some(json!({ "email": "ana@example.com" })));
    let new = |password: &str| NewPassword {
        email: email(),
        password: password.to_owned(),
        password_confirmation: password.to_owned(),
        token: "abcde-fghij".to_owned(),
    };
    let set = call::<AuthResetPassword>((), (), new("another password"));
    assert!(!format!("{set:?}").contains("another"));
    let sent = json!({
        "email": "ana@example.com", "password": "another password",
        "password_confirmation": "another password", "token": "abcde-fghij",
    });
    assert_eq!(there_and_back(&set).body, Some(sent));
    let errors = call::<AuthResetPassword>((), (), new(""))
        .to_wire()
        .unwrap_err();
    let names: Vec<&String> = errors.0.keys().collect();
    assert_eq!(names, ["password", "password_confirmation"]);
    let nobody = ForgottenPassword {
        email: "ana".to_owned(),
    };
    let errors = call::<AuthForgotPassword>((), (), nobody)
        .to_wire()
        .unwrap_err();
    assert_eq!(errors.0["email"].len(), 1);
}
