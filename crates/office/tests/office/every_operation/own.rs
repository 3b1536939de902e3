//! Signing in and roles, and what is the office's own: from the first run to the backup.

use client::Failure;
use contract::{
    office::{
        AgreementsDelete, BackupChangeKey, BackupCreate, BackupRestore, ClientProductsCreate,
        ClientProductsDelete, ClientProductsUpdate, ClientsCreate, ClientsDelete, ClientsUpdate,
        FirmGet, FirmSetUp, FirmState, FirmUpdate, MailGet, MailRemove, MailSet, MailTry,
        NegativeItemsCreate, NegativeItemsDelete, NegativeItemsUpdate, OutgoingList,
        OutgoingNotSent, OutgoingSent, OutgoingTakeBack, ProductsCreate, ProductsDelete,
        ProductsUpdate, ReportsCreate, ReportsDelete, TasksCreate, TasksDelete, TasksUpdate,
        UnaportNotificationsList, UsersCreate, UsersDelete, UsersGet, UsersList, UsersSetPassword,
        UsersUpdate,
    },
    portal::{
        AgreementsCreate, AgreementsList, AuthForgotPassword, AuthLogin, AuthLoginProvider,
        AuthRefresh, AuthResetPassword, ClientReportsList, ClientsGet, CorrespondenceSend,
        RolesGet, RolesList,
    },
};
use serde_json::json;

use super::world::{NO, World, call, file, id};
use crate::{
    own_reports::report,
    rig::{MailServer, Post, Rig, first_run},
};

pub const GROUPS: &[&str] = &[
    "office.agreements",
    "office.backup",
    "office.client_products",
    "office.clients",
    "office.firm",
    "office.mail",
    "office.negative_items",
    "office.outgoing",
    "office.products",
    "office.reports",
    "office.tasks",
    "office.unaport_notifications",
    "office.users",
    "portal.auth",
    "portal.roles",
];

const EMAIL: &str = "ana@example.com";
const PASSWORD: &str = "a long password";

#[tokio::test]
async fn an_office_is_set_up_and_worked_in_from_the_client_program() {
    all(World::of(Rig::firm().await)).await;
}

pub async fn all(mut world: World) {
    let key = first(&mut world).await;
    firm(&world).await;
    mail(&world).await;
    users(&world).await;
    let client = clients(&world).await;
    reports_and_items(&world, client).await;
    tasks(&world, client).await;
    sold(&world, client).await;
    outgoing(&world, client).await;
    agreed(&world, client).await;
    backup(&world, &key).await;
    signing_in(&world).await;
    world.has_answered(GROUPS);
}

/// The first run; what comes back is the recovery key.
async fn first(world: &mut World) -> String {
    let before = world.read::<FirmState>(NO, NO).await;
    assert_eq!(before.set_up, Some(false));
    let done = world.write::<FirmSetUp>(NO, first_run()).await;
    assert_eq!(done.user.unwrap().email.as_deref(), Some(EMAIL));
    world.signs_in(&done.token.unwrap());
    let after = world.read::<FirmState>(NO, NO).await;
    assert_eq!(after.set_up, Some(true));
    done.recovery_key.unwrap()
}

async fn firm(world: &World) {
    let firm = world.read::<FirmGet>(NO, NO).await;
    assert_eq!(firm.name.as_deref(), Some("Umber Credit Help"));
    let moved = world
        .write::<FirmUpdate>(NO, json!({ "city": "Trenton" }))
        .await;
    assert_eq!(
        (moved.city.as_deref(), moved.name),
        (Some("Trenton"), firm.name)
    );
}

async fn mail(world: &World) {
    let none = world.read::<MailGet>(NO, NO).await;
    assert_eq!((none.host, none.waiting), (None, Some(0)));
    let server = MailServer::open(Post::Takes).await;
    let new = json!({
        "host": "127.0.0.1", "port": server.port, "security": "none",
        "from_address": "office@example.com",
    });
    let set = world.write::<MailSet>(NO, new).await;
    assert_eq!(set.port, Some(i64::from(server.port)));
    let tried = world.write::<MailTry>(NO, NO).await;
    assert_eq!((tried.accepted, server.taken().len()), (Some(true), 1));
    let removed = world.write::<MailRemove>(NO, NO).await;
    assert!(removed.message.is_some());
    assert_eq!(world.read::<MailGet>(NO, NO).await.host, None);
}

async fn users(world: &World) {
    let bo = json!({
        "email": "bo@example.com", "password": PASSWORD, "first_name": "Bo", "last_name": "Ek",
        "role": "agent",
    });
    let made = world.write::<UsersCreate>(NO, bo).await;
    assert_eq!(made.email.as_deref(), Some("bo@example.com"));
    let number = made.id.unwrap();
    let change = json!({ "last_name": "Ekdal" });
    let changed = world.write::<UsersUpdate>(id(number), change).await;
    assert_eq!(changed.last_name.as_deref(), Some("Ekdal"));
    assert!(world.read::<UsersGet>(id(number), NO).await == changed);
    let another = json!({ "password": "another long password" });
    let set = world.write::<UsersSetPassword>(id(number), another).await;
    assert!(set.message.is_some());
    let signed_in = world
        .rig
        .login("bo@example.com", "another long password")
        .await;
    assert_eq!(signed_in.status, 200);
    let closed = world.write::<UsersDelete>(id(number), NO).await;
    assert!(closed.message.is_some());
    let listed = world
        .read::<UsersList>(NO, json!({ "is_disabled": true }))
        .await
        .rows;
    assert_eq!((listed.len(), listed[0].id), (1, Some(number)));
}

/// A client who is left.
async fn clients(world: &World) -> i64 {
    let new = |name: &str| json!({ "attributes": { "FirstName": name, "LastName": "Quintana" } });
    let made = world.write::<ClientsCreate>(NO, new("Ines")).await;
    let number = made.id.unwrap();
    let change = json!({ "attributes": { "MailingCity": "Salem" } });
    let changed = world.write::<ClientsUpdate>(id(number), change).await;
    assert_eq!(
        (
            changed.attribute("FirstName"),
            changed.attribute("MailingCity")
        ),
        (Some("Ines".to_owned()), Some("Salem".to_owned()))
    );
    let other = world
        .write::<ClientsCreate>(NO, new("Eva"))
        .await
        .id
        .unwrap();
    let deleted = world.write::<ClientsDelete>(id(other), NO).await;
    assert!(deleted.message.is_some());
    let gone = world.ask(&call::<ClientsGet>(id(other), NO, NO)).await;
    assert!(gone.unwrap_err().is_gone());
    number
}

async fn reports_and_items(world: &World, client: i64) {
    let new = json!({ "content": report("experian", "2026-01-14"), "vendor": "By post" });
    let put_in = world.write::<ReportsCreate>(id(client), new).await;
    assert_eq!(
        (put_in.bureau.as_deref(), put_in.vendor.as_deref()),
        (Some("EXP"), Some("By post"))
    );
    let new = json!({
        "client_id": client, "credit_report_id": put_in.id, "tradeline_id": "T-1",
    });
    let made = world.write::<NegativeItemsCreate>(NO, new).await;
    assert_eq!(made.account_name.as_deref(), Some("TANGLEMERE FUNDING"));
    let number = made.id.unwrap();
    let change = json!({ "status": "in_progress" });
    let changed = world.write::<NegativeItemsUpdate>(id(number), change).await;
    assert_eq!(
        (changed.id, changed.metadata.unwrap().status.as_deref()),
        (Some(number), Some("in_progress"))
    );
    let deleted = world.write::<NegativeItemsDelete>(id(number), NO).await;
    assert!(deleted.message.is_some());
    let deleted = world
        .write::<ReportsDelete>(id(put_in.id.unwrap()), NO)
        .await;
    assert!(deleted.message.is_some());
    assert!(
        world
            .read::<ClientReportsList>(id(client), NO)
            .await
            .rows
            .is_empty()
    );
}

async fn tasks(world: &World, client: i64) {
    let new = json!({ "client_id": client, "name": "Call", "due_date": "2026-01-31T17:00:00Z" });
    let made = world.write::<TasksCreate>(NO, new).await;
    assert_eq!(made.status.as_deref(), Some("open"));
    let change = json!({ "status": "completed" });
    let changed = world
        .write::<TasksUpdate>(id(made.id.unwrap()), change)
        .await;
    assert_eq!(
        (changed.id, changed.status.as_deref()),
        (made.id, Some("completed"))
    );
    let deleted = world.write::<TasksDelete>(id(made.id.unwrap()), NO).await;
    assert!(deleted.message.is_some());
}

/// What the firm sells, and what a client buys.
async fn sold(world: &World, client: i64) {
    let new = json!({ "name": "Monthly", "product_code": "M", "product_type": "monthly" });
    let product = world.write::<ProductsCreate>(NO, new).await.id.unwrap();
    let change = json!({ "name": "Every month" });
    let changed = world.write::<ProductsUpdate>(id(product), change).await;
    assert_eq!(
        (changed.id, changed.name.as_deref()),
        (Some(product), Some("Every month"))
    );
    let new = json!({ "client_id": client, "product_id": product, "charged_monthly": "79.95" });
    let bought = world.write::<ClientProductsCreate>(NO, new).await;
    let number = bought.id.unwrap();
    assert_eq!(bought.product.unwrap().id, Some(product));
    let change = json!({ "initial_fee": "99" });
    let changed = world
        .write::<ClientProductsUpdate>(id(number), change)
        .await;
    assert_eq!(changed.id, Some(number));
    world.write::<ClientProductsDelete>(id(number), NO).await;
    world.write::<ProductsDelete>(id(product), NO).await;
}

/// What waits for somebody's hands, and what Unaport told.
async fn outgoing(world: &World, client: i64) {
    let sms = json!({
        "client_id": client, "type": "sms", "sms": { "number": "4045550102", "body": "Call us." },
    });
    world.write::<CorrespondenceSend>(NO, sms.clone()).await;
    world.write::<CorrespondenceSend>(NO, sms).await;
    let of_client = json!({ "client_id": client });
    let waiting = world.read::<OutgoingList>(NO, of_client.clone()).await.rows;
    let [one, two] = [0, 1].map(|place: usize| waiting[place].id.unwrap());
    let sent = world
        .write::<OutgoingSent>(id(one), json!({ "how": "From the firm's phone" }))
        .await;
    assert_eq!(sent.id, Some(one));
    let back = world.write::<OutgoingNotSent>(id(one), NO).await;
    assert_eq!(back.id, Some(one));
    world.write::<OutgoingSent>(id(one), json!({})).await;
    world.write::<OutgoingTakeBack>(id(two), NO).await;
    let waiting = world.read::<OutgoingList>(NO, of_client).await.rows;
    assert!(waiting.is_empty());
    let told = world.read::<UnaportNotificationsList>(NO, NO).await.rows;
    assert!(told.is_empty());
}

/// What was noted by mistake.
async fn agreed(world: &World, client: i64) {
    let new = json!({ "client_id": client, "name": "Service", "type": "Service" });
    let made = world.write::<AgreementsCreate>(NO, new).await;
    let deleted = world
        .write::<AgreementsDelete>(id(made.id.unwrap()), NO)
        .await;
    assert!(deleted.message.is_some());
    let of_client = json!({ "client_id": client });
    let listed = world.read::<AgreementsList>(NO, of_client).await.rows;
    assert!(listed.is_empty());
}

/// A backup, which another machine opens with the key that was good when it was made.
async fn backup(world: &World, key: &str) {
    let bytes = world.fetch::<BackupCreate>(NO).await;
    let changed = world
        .write::<BackupChangeKey>(NO, json!({ "password": PASSWORD }))
        .await;
    assert_ne!(changed.recovery_key.unwrap(), key);
    let other = World::of(Rig::another_machine().await);
    let backup = file("a.redress-backup", "application/octet-stream", bytes);
    let restored = other
        .upload::<BackupRestore>(&backup, json!({ "recovery_key": key }))
        .await;
    assert!(restored["message"].is_string());
    let state = other.read::<FirmState>(NO, NO).await;
    assert_eq!(state.set_up, Some(true));
    world.and(&other);
}

async fn signing_in(world: &World) {
    let roles = world
        .read::<RolesList>(NO, json!({ "sort_by": "id" }))
        .await
        .rows;
    assert_eq!(roles[0].name.as_deref(), Some("Administrator"));
    let one = world.read::<RolesGet>(id(2), NO).await;
    assert_eq!(
        (one.id.as_deref(), one.name.as_deref()),
        (Some("2"), Some("Agent"))
    );

    let who = json!({ "email": EMAIL, "password": PASSWORD });
    let session = world.write::<AuthLogin>(NO, who).await;
    assert_eq!(session.user.unwrap().first_name.as_deref(), Some("Ana"));
    let session = world.write::<AuthRefresh>(NO, NO).await;
    assert_eq!(session.user.unwrap().email.as_deref(), Some(EMAIL));
    let provider = json!({ "code": "a-code", "provider": "azure" });
    let refused = world
        .ask(&call::<AuthLoginProvider>(NO, NO, provider))
        .await;
    let Err(Failure::Rejected { status, fields, .. }) = refused else {
        panic!("an office knows no provider");
    };
    assert_eq!(status, 422);
    assert!(fields.0.contains_key("provider"));

    let asked = world
        .write::<AuthForgotPassword>(NO, json!({ "email": EMAIL }))
        .await;
    assert!(asked.message.is_some());
    world.rig.office.settled().await;
    let new = json!({
        "email": EMAIL, "token": world.rig.code(), "password": "another long password",
        "password_confirmation": "another long password",
    });
    let set = world.write::<AuthResetPassword>(NO, new).await;
    assert!(set.message.is_some());
    // Whoever was signed in is so no longer.
    let late = world.ask(&call::<RolesGet>(id(1), NO, NO)).await;
    assert_eq!(late.unwrap_err(), Failure::SignedOut);
}
