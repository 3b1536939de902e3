//! An office and the sessions in which it is asked, and what was answered so far.

use std::{
    collections::BTreeSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::body::Bytes;
use client::{Failure, Incoming, Opens, Outgoing, Portal, PortalDoor, Token};
use contract::{
    Answer, Call, FieldErrors, IDEMPOTENCY_HEADER, Operation, Row, Shape, decode,
    office::OFFICE,
    openapi,
    portal::{Attachment, PORTAL},
};
use futures_util::{FutureExt, StreamExt, future::ready};
use office::UserRole;
use reqwest::Method;
use serde_json::{Value, json};

use super::{NEVER, group, rows};
use crate::rig::{Rig, pdf};

/// A part of a call that says nothing.
pub const NO: Value = Value::Null;

/// What comes back from an operation.
pub type Told<O> = <<O as Operation>::Answer as Answer>::Value;

/// A record's number, in a path.
pub fn id(number: i64) -> Value {
    json!({ "id": number })
}

/// A call whose parts are written as JSON; null for one that says nothing.
pub fn call<O: Operation>(path: Value, query: Value, body: Value) -> Call<O> {
    Call {
        path: part(path),
        query: part(query),
        body: part(body),
    }
}

fn part<T: Shape>(value: Value) -> T {
    let read = serde_json::from_value(value.clone());
    let read = read.or_else(|error| match value {
        Value::Null => serde_json::from_value(json!({})),
        _ => Err(error),
    });
    read.unwrap_or_else(|error| panic!("{value}: {error}"))
}

/// A file to upload.
pub fn file(name: &str, media_type: &'static str, bytes: Vec<u8>) -> Outgoing {
    let bytes = Bytes::from(bytes);
    Outgoing {
        name: name.to_owned(),
        media_type,
        length: bytes.len() as u64,
        read: Box::new(move || ready(Ok(bytes.clone())).into_stream().boxed()),
        sent: Arc::new(|_| {}),
    }
}

/// An office, an administrator and a client who have signed in, and the names of what was
/// answered.
pub struct World {
    pub rig: Rig,
    office: Portal,
    customer: Portal,
    answered: Mutex<BTreeSet<&'static str>>,
    /// The operations that are asked for twice under one key.
    keyed: BTreeSet<String>,
    keys: AtomicUsize,
}

impl World {
    /// A practice office with two clients, of whom the first is signed in.
    pub async fn practice() -> Self {
        let mut world = Self::of(Rig::practice(2).await);
        let office = world.rig.ana().await;
        let role = UserRole::Client { client: 1 };
        let customer = world.rig.user("client@example.com", role).await;
        world.office = portal(&world.rig, &office);
        world.customer = portal(&world.rig, &customer);
        world
    }

    /// An office that nobody is signed in to.
    pub fn of(rig: Rig) -> Self {
        let nobody = portal(&rig, "");
        Self {
            rig,
            office: nobody.clone(),
            customer: nobody,
            answered: Mutex::default(),
            keyed: BTreeSet::new(),
            keys: AtomicUsize::default(),
        }
    }

    /// The same, in which everything that is written is written twice under one key, wherever the
    /// office says that it takes one.
    pub fn under_keys(self) -> Self {
        let names = [&PORTAL, &OFFICE].into_iter().flat_map(|system| {
            let document = openapi(system);
            let paths = document["paths"].as_object().unwrap().values();
            let operations = paths.flat_map(|path| path.as_object().unwrap().values());
            let takes_key = |operation: &&Value| {
                let mut parameters = operation["parameters"].as_array().unwrap().iter();
                parameters.any(|parameter| parameter["name"] == IDEMPOTENCY_HEADER)
            };
            let name = |operation: &Value| operation["operationId"].as_str().unwrap().to_owned();
            operations.filter(takes_key).map(name).collect::<Vec<_>>()
        });
        let keyed = names.collect();
        Self { keyed, ..self }
    }

    /// Goes on with a token of an administrator's.
    pub fn signs_in(&mut self, token: &str) {
        self.office = portal(&self.rig, token);
    }

    /// The session in which an operation is asked for: a client's for what clients do.
    fn session(&self, row: &Row) -> &Portal {
        if row.group().starts_with("customer_portal.") {
            &self.customer
        } else {
            &self.office
        }
    }

    fn note(&self, row: &Row) {
        self.answered.lock().unwrap().insert(row.name);
    }

    /// Takes what another office answered for answered.
    pub fn and(&self, other: &Self) {
        let answered = other.answered.lock().unwrap().clone();
        self.answered.lock().unwrap().extend(answered);
    }

    /// Asks for something, and answers what comes of it.
    pub async fn ask<O>(&self, call: &Call<O>) -> Result<Told<O>, Failure>
    where
        O: Operation<Answer: Answer>,
        PortalDoor: Opens<O::Of>,
    {
        let answer = if self.keyed.contains(O::ROW.name) {
            self.twice(call).await
        } else {
            self.session(&O::ROW).call(call).await
        };
        if answer.is_ok() {
            self.note(&O::ROW);
        }
        answer
    }

    /// A key that nothing was asked for under yet.
    fn key(&self) -> String {
        format!("key-{}", self.keys.fetch_add(1, Ordering::Relaxed))
    }

    /// Asks for something twice under one key: both are answered the same.
    async fn twice<O>(&self, call: &Call<O>) -> Result<Told<O>, Failure>
    where
        O: Operation<Answer: Answer>,
    {
        let wire = call.to_wire().map_err(Failure::Invalid)?;
        let method = Method::from_bytes(wire.method.as_str().as_bytes()).unwrap();
        let token = self.session(&O::ROW).token();
        let token = token.borrow().text().to_owned();
        let key = self.key();
        let mut answers = Vec::new();
        for _ in 0..2 {
            let sent = self.rig.keyed(method.clone(), &wire.path);
            let sent = sent.query(&wire.query).bearer_auth(&token);
            let sent = sent.header(IDEMPOTENCY_HEADER, &key);
            let sent = match &wire.body {
                Some(body) => sent.json(body),
                None => sent,
            };
            let answer = sent.send().await.unwrap();
            answers.push((answer.status().as_u16(), answer.text().await.unwrap()));
        }
        assert_eq!(answers[0], answers[1], "{}", O::ROW.name);
        let (status, text) = answers.swap_remove(0);
        if status >= 300 {
            return Err(Failure::Rejected {
                status,
                message: text,
                fields: FieldErrors::default(),
            });
        }
        // Where nothing comes back there is no JSON.
        let json = serde_json::from_str(&text).unwrap_or_default();
        Ok(O::Answer::read(json).unwrap())
    }

    /// Asks for something that is done.
    pub async fn done<O>(&self, path: Value, query: Value, body: Value) -> Told<O>
    where
        O: Operation<Answer: Answer>,
        PortalDoor: Opens<O::Of>,
    {
        let answer = self.ask(&call::<O>(path, query, body)).await;
        answer.unwrap_or_else(|failure| panic!("{}: {failure:?}", O::ROW.name))
    }

    /// Reads by path and query.
    pub async fn read<O>(&self, path: Value, query: Value) -> Told<O>
    where
        O: Operation<Answer: Answer>,
        PortalDoor: Opens<O::Of>,
    {
        self.done::<O>(path, query, NO).await
    }

    /// Writes to a path.
    pub async fn write<O>(&self, path: Value, body: Value) -> Told<O>
    where
        O: Operation<Answer: Answer>,
        PortalDoor: Opens<O::Of>,
    {
        self.done::<O>(path, NO, body).await
    }

    /// Uploads a file, and answers the record of it.
    pub async fn upload<O>(&self, file: &Outgoing, body: Value) -> Value
    where
        O: Operation,
        PortalDoor: Opens<O::Of>,
    {
        let call = call::<O>(NO, NO, body);
        let (session, key) = (self.session(&O::ROW), self.key());
        let answer = session.upload(&call, file, &key).await;
        let answer = answer.unwrap_or_else(|failure| panic!("{}: {failure:?}", O::ROW.name));
        if self.keyed.contains(O::ROW.name) {
            let again = session.upload(&call, file, &key).await;
            assert_eq!(again.as_ref(), Ok(&answer), "{}", O::ROW.name);
        }
        self.note(&O::ROW);
        answer
    }

    /// Uploads a small PDF with its name for a caption, and answers its record.
    pub async fn pdf<O>(&self, name: &str) -> Attachment
    where
        O: Operation,
        PortalDoor: Opens<O::Of>,
    {
        let file = file(name, "application/pdf", pdf(64));
        let record = self.upload::<O>(&file, json!({ "caption": name })).await;
        let record: Attachment = decode(&record).unwrap();
        assert_eq!(record.caption.as_deref(), Some(name));
        assert_eq!(
            (record.size, record.extension.as_deref()),
            (Some(64), Some("pdf"))
        );
        record
    }

    /// Asks for a file.
    pub async fn file<O>(&self, call: &Call<O>) -> Result<Incoming, Failure>
    where
        O: Operation,
        PortalDoor: Opens<O::Of>,
    {
        self.session(&O::ROW).download(call).await
    }

    /// Fetches a file whole.
    pub async fn fetch<O>(&self, path: Value) -> Vec<u8>
    where
        O: Operation,
        PortalDoor: Opens<O::Of>,
    {
        let mut file = self.file(&call::<O>(path, NO, NO)).await.unwrap();
        let mut bytes = Vec::new();
        while let Some(more) = file.next().await.unwrap() {
            bytes.extend_from_slice(&more);
        }
        self.note(&O::ROW);
        bytes
    }

    /// Asserts that every operation of these groups was answered, but for those that never are.
    pub fn has_answered(&self, groups: &[&str]) {
        let answered = self.answered.lock().unwrap();
        let missing = rows().filter(|row| groups.contains(&group(row)));
        let missing = missing.map(|row| row.name).filter(|name| {
            let never = NEVER.iter().any(|(one, _)| one == name);
            answered.contains(name) == never
        });
        assert_eq!(missing.collect::<Vec<_>>(), [""; 0]);
    }
}

/// The Portal of an office, as whoever has this token calls it.
fn portal(rig: &Rig, token: &str) -> Portal {
    Portal::new(rig.place(""), &rig.running.api_key, Token::new(token)).unwrap()
}
