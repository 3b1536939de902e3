//! An office of its own for each test: its folder, its key, its clock, and a caller.

mod answer;
mod form;
mod mail_server;

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use chrono::{DateTime, TimeDelta, Utc};
use client::Server;
use office::{Chance, Clock, NewUser, Office, OfficeError, OfficeKind, Outside, Running, UserRole};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use sqlx::migrate::Migrator;
use store::{
    Database, Durability,
    vault::{Secret, Vault, VaultError},
};
use tempfile::TempDir;
use zeroize::Zeroizing;

pub use answer::{Answer, in_short, send};
pub use form::{Form, pdf};
pub use mail_server::{Encrypts, MailServer, Post, Taken};

/// The key of every office in these tests.
pub const KEY: [u8; 32] = [7; 32];

/// Somebody who works in an office.
const ANA: NewUser = NewUser {
    email: "ana@example.com",
    password: "a long password",
    first_name: "Ana",
    last_name: "Soto",
    role: UserRole::Administrator,
};

/// A vault that knows one key.
pub struct OneKey;

impl Vault for OneKey {
    fn read(&self, _: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        Ok(Some(Zeroizing::new(KEY.to_vec())))
    }
    fn write(&self, _: &str, _: &[u8]) -> Result<(), VaultError> {
        Ok(())
    }
    fn remove(&self, _: &str) -> Result<(), VaultError> {
        Ok(())
    }
    fn name(&self) -> &'static str {
        "a key for tests"
    }
}

/// A vault that knows another key: that of another machine.
pub struct AnotherKey;

impl Vault for AnotherKey {
    fn read(&self, _: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        Ok(Some(Zeroizing::new([9; 32].to_vec())))
    }
    fn write(&self, _: &str, _: &[u8]) -> Result<(), VaultError> {
        Ok(())
    }
    fn remove(&self, _: &str) -> Result<(), VaultError> {
        Ok(())
    }
    fn name(&self) -> &'static str {
        "another key for tests"
    }
}

/// A clock that stands until it is moved.
#[derive(Clone)]
pub struct Time(Arc<Mutex<DateTime<Utc>>>);

impl Time {
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(
            "2026-01-15T09:00:00Z".parse().unwrap(),
        )))
    }
    pub fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
    pub fn pass(&self, time: TimeDelta) {
        *self.0.lock().unwrap() += time;
    }
    pub fn clock(&self) -> Clock {
        let time = self.clone();
        Clock::new(move || time.now())
    }
}

/// The time as it stands, and chances that come in turn: the first of several, the second, …
fn outside(time: &Time) -> Outside {
    let turn = AtomicUsize::new(0);
    Outside {
        clock: time.clock(),
        chance: Chance::new(move |of| turn.fetch_add(1, Ordering::Relaxed) % of),
    }
}

pub async fn open(folder: &Path, kind: OfficeKind) -> Result<Office, OfficeError> {
    testkit::end_after_databases();
    Office::open_with(folder, Arc::new(OneKey), kind, outside(&Time::new())).await
}

/// A running practice office and someone who calls it.
pub struct Rig {
    pub folder: TempDir,
    pub time: Time,
    pub office: Office,
    pub running: Running,
    http: reqwest::Client,
}

impl Rig {
    pub async fn practice(clients: u32) -> Self {
        let kind = OfficeKind::Practice { clients };
        Self::open(tempfile::tempdir().unwrap(), Time::new(), kind).await
    }

    /// A firm's office, in which nobody has worked yet.
    pub async fn firm() -> Self {
        Self::open(tempfile::tempdir().unwrap(), Time::new(), OfficeKind::Firm).await
    }

    /// A firm's office in which nobody has worked yet, on another machine.
    pub async fn another_machine() -> Self {
        let (folder, time) = (tempfile::tempdir().unwrap(), Time::new());
        Self::open_under(Arc::new(AnotherKey), folder, time, OfficeKind::Firm).await
    }

    async fn open(folder: TempDir, time: Time, kind: OfficeKind) -> Self {
        Self::open_under(Arc::new(OneKey), folder, time, kind).await
    }

    async fn open_under(
        vault: Arc<dyn Vault>,
        folder: TempDir,
        time: Time,
        kind: OfficeKind,
    ) -> Self {
        testkit::end_after_databases();
        let office = Office::open_with(folder.path(), vault, kind, outside(&time))
            .await
            .unwrap();
        let running = office
            .serve(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
            .await
            .unwrap();
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        Self {
            folder,
            time,
            office,
            running,
            http,
        }
    }

    /// Where a system is served, and the key to show there.
    pub fn place(&self, path: &str) -> Server {
        let place = Server::parse(&format!("{}{path}", self.running.url()));
        place.unwrap().with_key(&self.running.api_key).unwrap()
    }

    /// A call without key or token.
    pub fn bare(&self, method: Method, path: &str) -> RequestBuilder {
        self.http
            .request(method, format!("{}{path}", self.running.url()))
    }

    /// A call with the key.
    pub fn keyed(&self, method: Method, path: &str) -> RequestBuilder {
        self.bare(method, path)
            .header("x-api-key", &self.running.api_key)
    }

    pub async fn get(&self, token: &str, path: &str) -> Answer {
        send(self.keyed(Method::GET, path).bearer_auth(token)).await
    }

    /// A write, under a key or none.
    pub async fn write(
        &self,
        token: &str,
        (method, path): (Method, &str),
        body: &Value,
        key: Option<&str>,
    ) -> Answer {
        let mut call = self.keyed(method, path).bearer_auth(token).json(body);
        if let Some(key) = key {
            call = call.header("Idempotency-Key", key);
        }
        send(call).await
    }

    /// Makes a record.
    pub async fn post(&self, token: &str, path: &str, body: Value) -> Answer {
        self.write(token, (Method::POST, path), &body, None).await
    }

    /// Changes a record.
    pub async fn put(&self, token: &str, path: &str, body: Value) -> Answer {
        self.write(token, (Method::PUT, path), &body, None).await
    }

    /// Changes a record in part.
    pub async fn patch(&self, token: &str, path: &str, body: Value) -> Answer {
        self.write(token, (Method::PATCH, path), &body, None).await
    }

    /// Sets a firm's office up as Ana Soto's, and answers the recovery key and her token.
    pub async fn set_up(&self) -> (String, String) {
        let call = self.keyed(Method::POST, "/office/set-up");
        let answer = send(call.json(&first_run())).await;
        assert_eq!(answer.status, 201, "{}", answer.json);
        let text = |field: &str| answer.json[field].as_str().unwrap().to_owned();
        (text("recovery_key"), text("token"))
    }

    /// Makes a client of this name.
    pub async fn client(&self, token: &str, first_name: &str, last_name: &str) -> i64 {
        let names = json!({ "FirstName": first_name, "LastName": last_name });
        let body = json!({ "attributes": names });
        let answer = self.post(token, "/office/clients", body).await;
        assert_eq!(answer.status, 201, "{}", answer.json);
        answer.json["id"].as_i64().unwrap()
    }

    /// Makes a backup.
    pub async fn backup(&self, token: &str) -> Vec<u8> {
        let call = self
            .keyed(Method::POST, "/office/backup")
            .bearer_auth(token);
        let answer = call.send().await.unwrap();
        assert_eq!(answer.status(), 200);
        answer.bytes().await.unwrap().to_vec()
    }

    /// Restores a backup.
    pub async fn restore(&self, key: &str, file: &[u8]) -> Answer {
        let form = Form::new().text("recovery_key", key);
        self.restore_form(form.file("a.redress-backup", file)).await
    }

    /// As [`Rig::restore`], with a form of the test's own.
    pub async fn restore_form(&self, form: Form) -> Answer {
        let call = self.keyed(Method::POST, "/office/restore");
        send(call.header("Content-Type", Form::KIND).body(form.ended())).await
    }

    /// Whether the office says that it is set up.
    pub async fn is_set_up(&self) -> bool {
        let answer = send(self.keyed(Method::GET, "/office/state")).await;
        assert_eq!(answer.status, 200);
        answer.json["set_up"].as_bool().unwrap()
    }

    /// Deletes a record, of which a sentence is said.
    pub async fn remove(&self, token: &str, path: &str) -> Answer {
        let call = (Method::DELETE, path);
        self.write(token, call, &Value::Null, None).await
    }

    /// Asserts that there is no record at a path, whatever is asked of it.
    pub async fn nothing_at(&self, token: &str, path: &str, methods: &[Method], body: &Value) {
        for method in methods {
            let answer = self.write(token, (method.clone(), path), body, None);
            answer.await.refused(404);
        }
    }

    /// Writes a note about a client.
    pub async fn note(&self, token: &str, client: i64, text: &str) -> Answer {
        let body = json!({ "client_id": client, "note_text": text });
        self.write(token, (Method::POST, "/notes"), &body, None)
            .await
    }

    /// Uploads a form, under a key or none.
    pub async fn upload(&self, token: &str, form: Form, key: Option<&str>) -> Answer {
        let call = self.keyed(Method::POST, "/attachments").bearer_auth(token);
        let mut call = call.header("Content-Type", Form::KIND).body(form.ended());
        if let Some(key) = key {
            call = call.header("Idempotency-Key", key);
        }
        send(call).await
    }

    /// Uploads a file of so many bytes, and answers its id.
    pub async fn pdf(&self, token: &str, name: &str, size: usize) -> i64 {
        let form = Form::new().file(name, &pdf(size));
        let answer = self.upload(token, form, None).await;
        assert_eq!(answer.status, 201, "{}", answer.json);
        answer.json["data"]["id"].as_i64().unwrap()
    }

    /// Fetches a file's bytes, with more headers.
    pub async fn download(&self, token: &str, id: i64, more: &[(&str, &str)]) -> reqwest::Response {
        let path = format!("/attachments/{id}/download");
        let mut call = self.keyed(Method::GET, &path).bearer_auth(token);
        for (name, value) in more {
            call = call.header(*name, *value);
        }
        call.send().await.unwrap()
    }

    /// Deletes what is at a path; nothing comes back but the status.
    pub async fn delete(&self, token: &str, path: &str) -> u16 {
        let call = self.keyed(Method::DELETE, path).bearer_auth(token);
        let answer = call.send().await.unwrap();
        let status = answer.status().as_u16();
        let body = answer.text().await.unwrap();
        assert_eq!(status == 204, body.is_empty(), "{body}");
        status
    }

    /// Deletes the documents with which practice began, and signs the practice agent in.
    pub async fn without_papers(&self, clients: i64) -> String {
        let token = self.token().await;
        for client in 1..=clients {
            let path = format!("/client-documents?client_id={client}&per_page=200");
            for document in self.get(&token, &path).await.ids() {
                let path = format!("/client-documents/{document}");
                assert_eq!(self.delete(&token, &path).await, 204);
            }
        }
        token
    }

    /// How many files are kept, and how many chunks of files, read past the office.
    pub async fn files(&self) -> (i64, i64) {
        let database = database(self.folder.path()).await;
        let count = |statement| sqlx::query_scalar(statement).fetch_one(database.readers());
        let files = count("SELECT COUNT(*) FROM files WHERE place IS NULL")
            .await
            .unwrap();
        let chunks = count("SELECT COUNT(*) FROM file_chunks").await.unwrap();
        database.close().await;
        (files, chunks)
    }

    /// Writes a text over the first template's, past the office, and answers its preview for a
    /// client.
    pub async fn filled(&self, token: &str, text: &str, client: i64) -> String {
        let database = database(self.folder.path()).await;
        let mut write = database.write().await.unwrap();
        sqlx::query("UPDATE template_contents SET content = $1 WHERE template = 1")
            .bind(text)
            .execute(&mut *write)
            .await
            .unwrap();
        write.commit().await.unwrap();
        database.close().await;
        let path = format!("/templates/1?client_id={client}");
        let answer = self.get(token, &path).await;
        let preview = answer.json["data"]["preview_content"].as_str();
        preview.unwrap().to_owned()
    }

    /// How many records a path lists.
    pub async fn total(&self, token: &str, path: &str) -> i64 {
        let answer = self.get(token, path).await;
        answer.json["meta"]["total"].as_i64().unwrap()
    }

    /// Adds Ana Soto to those who work here, and signs her in.
    pub async fn ana(&self) -> String {
        self.office.add_user(&ANA).await.unwrap();
        self.ana_again().await
    }

    /// Adds somebody of a role, and signs them in.
    pub async fn user(&self, email: &str, role: UserRole) -> String {
        let user = NewUser { email, role, ..ANA };
        self.office.add_user(&user).await.unwrap();
        let answer = self.login(email, ANA.password).await;
        answer.json["token"].as_str().unwrap().to_owned()
    }

    /// Signs in Ana Soto, who works here.
    pub async fn ana_again(&self) -> String {
        let answer = self.login(ANA.email, ANA.password).await;
        answer.json["token"].as_str().unwrap().to_owned()
    }

    /// As [`Rig::reopened`], a firm's office.
    pub async fn firm_reopened(self) -> Self {
        self.running.stop().await;
        self.office.close().await;
        Self::open(self.folder, self.time, OfficeKind::Firm).await
    }

    /// Closes the office and opens it again, as a restart of the program does.
    pub async fn reopened(self) -> Self {
        self.reopened_with(0).await
    }

    /// As [`Rig::reopened`], asking for at least so many clients.
    pub async fn reopened_with(self, clients: u32) -> Self {
        self.running.stop().await;
        self.office.close().await;
        let kind = OfficeKind::Practice { clients };
        Self::open(self.folder, self.time, kind).await
    }

    pub async fn login(&self, email: &str, password: &str) -> Answer {
        let body = json!({ "email": email, "password": password });
        send(self.keyed(Method::POST, "/auth/login").json(&body)).await
    }

    pub async fn refresh(&self, token: &str) -> Answer {
        send(self.keyed(Method::POST, "/auth/refresh").bearer_auth(token)).await
    }

    /// Signs the practice agent in.
    pub async fn token(&self) -> String {
        let sign_in = self.office.practice_sign_in().unwrap();
        let answer = self.login(&sign_in.email, &sign_in.password).await;
        assert_eq!(answer.status, 200, "{}", answer.json);
        answer.json["token"].as_str().unwrap().to_owned()
    }
}

/// The office's database, opened beside the office.
pub async fn database(folder: &Path) -> Database {
    static SCHEMA: Migrator = sqlx::migrate!("./migrations");
    let key = Secret::from_bytes(&KEY).unwrap();
    let path = folder.join("office.db");
    Database::open(&path, &key, Durability::Precious, &SCHEMA)
        .await
        .unwrap()
}

/// What Ana Soto says at the first run of her office.
pub fn first_run() -> Value {
    json!({
        "firm": {
            "name": "Umber Credit Help", "street": "1 Umber Way", "city": "Newark", "state": "nj",
            "zip": "07101", "phone": "(918) 555-0100",
        },
        "user": {
            "email": "Ana@Example.com", "password": ANA.password,
            "first_name": ANA.first_name, "last_name": ANA.last_name,
        },
    })
}
