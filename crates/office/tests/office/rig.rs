//! An office of its own for each test: its folder, its key, its clock, and a caller.

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::Path,
    sync::{Arc, Mutex},
};

use chrono::{DateTime, TimeDelta, Utc};
use office::{Clock, NewUser, Office, OfficeError, OfficeKind, Running};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use store::vault::{Vault, VaultError};
use tempfile::TempDir;
use zeroize::Zeroizing;

/// The key of every office in these tests.
pub const KEY: [u8; 32] = [7; 32];

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

pub async fn open(folder: &Path, kind: OfficeKind) -> Result<Office, OfficeError> {
    Office::open_with(folder, Arc::new(OneKey), kind, Time::new().clock()).await
}

/// A running practice office and someone who calls it.
pub struct Rig {
    pub folder: TempDir,
    pub time: Time,
    pub office: Office,
    pub running: Running,
    http: reqwest::Client,
}

/// An answer: status, headers, JSON.
pub struct Answer {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub json: Value,
}

impl Rig {
    pub async fn practice(clients: u32) -> Self {
        let kind = OfficeKind::Practice { clients };
        Self::open(tempfile::tempdir().unwrap(), Time::new(), kind).await
    }

    async fn open(folder: TempDir, time: Time, kind: OfficeKind) -> Self {
        let office = Office::open_with(folder.path(), Arc::new(OneKey), kind, time.clock())
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

    /// Writes a note about a client.
    pub async fn note(&self, token: &str, client: i64, text: &str) -> Answer {
        let body = json!({ "client_id": client, "note_text": text });
        self.write(token, (Method::POST, "/notes"), &body, None)
            .await
    }

    /// How many notes a path lists.
    pub async fn total(&self, token: &str, path: &str) -> i64 {
        let answer = self.get(token, path).await;
        answer.json["meta"]["total"].as_i64().unwrap()
    }

    /// Adds Ana Soto to those who work here, and signs her in.
    pub async fn ana(&self) -> String {
        let user = NewUser {
            email: "ana@example.com",
            password: "a long password",
            first_name: "Ana",
            last_name: "Soto",
        };
        self.office.add_user(&user).await.unwrap();
        let answer = self.login(user.email, user.password).await;
        answer.json["token"].as_str().unwrap().to_owned()
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

/// Sends a call; whatever is answered must be JSON.
pub async fn send(request: RequestBuilder) -> Answer {
    let answer = request.send().await.unwrap();
    let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
    let text = answer.text().await.unwrap();
    let json = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{status} {text:?}"));
    Answer {
        status,
        headers,
        json,
    }
}

impl Answer {
    /// Asserts a refusal: its status, and a sentence.
    pub fn refused(&self, status: u16) {
        assert_eq!(self.status, status, "{}", self.json);
        assert!(
            self.json["message"].as_str().unwrap().ends_with('.'),
            "{}",
            self.json
        );
    }
}

/// A client as other records show it: with the five fields of the CRM that the document names.
pub fn in_short(client: &Value) -> Value {
    let mut short = client.clone();
    let fields = short["attributes"].as_object_mut().unwrap();
    let named = ["Id", "FirstName", "MiddleName", "LastName", "Email"];
    fields.retain(|name, _| named.contains(&name.as_str()));
    assert_eq!(fields.len(), named.len());
    short
}
