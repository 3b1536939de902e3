//! What the portal knows: its records, its tokens, and who may see what.

use std::collections::{BTreeMap, HashMap};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde_json::{Value, json};

/// The life of a token.
const LIFE: TimeDelta = TimeDelta::hours(1);

/// The portal's own data, which tests change as other people at work would.
#[derive(Default)]
pub struct Truth {
    clients: BTreeMap<i64, Kept>,
    negative_items: BTreeMap<i64, Kept>,
    report_schemas: BTreeMap<i64, Kept>,
    tokens: HashMap<String, DateTime<Utc>>,
    issued: usize,
}

/// What belongs to clients. Records are told apart by `id`, and say in `client` whose they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What speaks against a client.
    NegativeItems,
    /// Reports with their content.
    ReportSchemas,
}

struct Kept {
    record: Value,
    updated_at: DateTime<Utc>,
    listed: bool,
    allowed: bool,
}

/// Which records, and in what order.
pub(super) struct Order<'a> {
    pub(super) by: &'a str,
    pub(super) descending: bool,
}

impl Truth {
    /// Adds or replaces a client that was changed a month ago.
    pub fn put_client(&mut self, record: Value) {
        self.put_client_changed(record, Utc::now() - TimeDelta::days(30));
    }

    /// Adds or replaces a client that was changed at a time.
    pub fn put_client_changed(&mut self, record: Value, updated_at: DateTime<Utc>) {
        put(&mut self.clients, record, updated_at);
    }

    /// Adds or replaces a record that was changed a month ago.
    pub fn put(&mut self, kind: Kind, record: Value) {
        put(self.of(kind), record, Utc::now() - TimeDelta::days(30));
    }

    /// Changes a record now.
    pub fn change(&mut self, kind: Kind, id: i64, change: impl FnOnce(&mut Value)) {
        if let Some(kept) = self.of(kind).get_mut(&id) {
            change(&mut kept.record);
            kept.updated_at = Utc::now();
        }
    }

    /// Deletes a record: not listed, and 404 when asked for.
    pub fn remove(&mut self, kind: Kind, id: i64) {
        self.of(kind).remove(&id);
    }

    /// Takes a record from the agent's sight: not listed, and 403 when asked for.
    pub fn forbid(&mut self, kind: Kind, id: i64) {
        if let Some(kept) = self.of(kind).get_mut(&id) {
            (kept.listed, kept.allowed) = (false, false);
        }
    }

    fn of(&mut self, kind: Kind) -> &mut BTreeMap<i64, Kept> {
        match kind {
            Kind::NegativeItems => &mut self.negative_items,
            Kind::ReportSchemas => &mut self.report_schemas,
        }
    }

    /// Changes a client now.
    pub fn change_client(&mut self, id: i64, change: impl FnOnce(&mut Value)) {
        if let Some(kept) = self.clients.get_mut(&id) {
            change(&mut kept.record);
            kept.updated_at = Utc::now();
        }
    }

    /// Deletes a client: not listed, and 404 when asked for.
    pub fn remove_client(&mut self, id: i64) {
        self.clients.remove(&id);
    }

    /// Takes a client from the agent's sight: not listed, and 403 when asked for.
    pub fn forbid_client(&mut self, id: i64) {
        if let Some(kept) = self.clients.get_mut(&id) {
            (kept.listed, kept.allowed) = (false, false);
        }
    }

    /// Leaves a client out of the list, or puts it back, though it exists and can be read.
    pub fn list_client(&mut self, id: i64, listed: bool) {
        if let Some(kept) = self.clients.get_mut(&id) {
            kept.listed = listed;
        }
    }

    /// A token with its whole life before it.
    pub fn fresh_token(&mut self) -> String {
        self.token(TimeDelta::zero())
    }

    /// A token that is still good, with five sixths of its life over.
    pub fn ageing_token(&mut self) -> String {
        self.token(LIFE * 5 / 6)
    }

    /// A token that is good for nothing but to be refreshed.
    pub fn expired_token(&mut self) -> String {
        self.token(LIFE * 2)
    }

    /// A token that does not say how long it lives, and is refused like an expired one.
    pub fn opaque_token(&mut self) -> String {
        self.issued += 1;
        let token = format!("opaque-{}", self.issued);
        self.tokens.insert(token.clone(), DateTime::UNIX_EPOCH);
        token
    }

    /// Makes every token worthless, also for a refresh.
    pub fn revoke_tokens(&mut self) {
        self.tokens.clear();
    }

    fn token(&mut self, age: TimeDelta) -> String {
        self.issued += 1;
        let born = Utc::now() - age;
        let dies = born + LIFE;
        let claims =
            json!({ "iat": born.timestamp(), "exp": dies.timestamp(), "jti": self.issued });
        let token = format!(
            "e30.{}.unsigned",
            URL_SAFE_NO_PAD.encode(claims.to_string())
        );
        self.tokens.insert(token.clone(), dies);
        token
    }

    /// Whether a token opens the door now.
    pub(super) fn accepts(&self, token: &str) -> bool {
        self.tokens
            .get(token)
            .is_some_and(|dies| *dies > Utc::now())
    }

    /// Whether a token may be exchanged for a new one.
    pub(super) fn refreshes(&self, token: &str) -> bool {
        self.tokens.contains_key(token)
    }

    /// A client as it is read: the record, or the status of the refusal.
    pub(super) fn client(&self, id: i64, updates: bool) -> Result<Value, u16> {
        read(&self.clients, id, updates)
    }

    /// A record of a kind as it is read, or the status of the refusal.
    pub(super) fn record(&self, kind: Kind, id: i64, updates: bool) -> Result<Value, u16> {
        read(self.all(kind), id, updates)
    }

    /// Every client that is listed.
    pub(super) fn list(&self, order: &Order<'_>, updates: bool) -> Vec<Value> {
        list(&self.clients, order, updates)
    }

    /// Every record of a kind that is listed: one client's, or all.
    pub(super) fn list_of(
        &self,
        kind: Kind,
        client: Option<i64>,
        order: &Order<'_>,
        updates: bool,
    ) -> Vec<Value> {
        let mut rows = list(self.all(kind), order, updates);
        rows.retain(|row| client.is_none_or(|client| row["client"]["id"] == client));
        rows
    }

    fn all(&self, kind: Kind) -> &BTreeMap<i64, Kept> {
        match kind {
            Kind::NegativeItems => &self.negative_items,
            Kind::ReportSchemas => &self.report_schemas,
        }
    }

    /// Everything about clients that must never stand in a URL.
    pub(super) fn secrets(&self) -> impl Iterator<Item = String> {
        self.clients.values().flat_map(|kept| {
            let record = &kept.record;
            let attributes = &record["attributes"];
            [
                &record["ssn"],
                &record["email"],
                &record["mobile_phone"],
                &attributes["FirstName"],
                &attributes["LastName"],
            ]
            .map(|value| match value {
                Value::String(text) => text.to_lowercase(),
                Value::Number(number) => number.to_string(),
                _ => String::new(),
            })
        })
    }
}

fn put(kept: &mut BTreeMap<i64, Kept>, record: Value, updated_at: DateTime<Utc>) {
    let id = record["id"].as_i64().unwrap_or_default();
    let one = Kept {
        record,
        updated_at,
        listed: true,
        allowed: true,
    };
    kept.insert(id, one);
}

fn read(kept: &BTreeMap<i64, Kept>, id: i64, updates: bool) -> Result<Value, u16> {
    let kept = kept.get(&id).ok_or(404_u16)?;
    if kept.allowed {
        Ok(kept.shown(updates))
    } else {
        Err(403)
    }
}

fn list(kept: &BTreeMap<i64, Kept>, order: &Order<'_>, updates: bool) -> Vec<Value> {
    let listed = kept.iter().filter(|(_, kept)| kept.listed);
    let mut listed: Vec<(&i64, &Kept)> = listed.collect();
    if order.by == "updated_at" {
        listed.sort_by_key(|(id, kept)| (kept.updated_at, **id));
    }
    if order.descending {
        listed.reverse();
    }
    listed.iter().map(|(_, kept)| kept.shown(updates)).collect()
}

impl Kept {
    fn shown(&self, updates: bool) -> Value {
        let mut record = self.record.clone();
        if updates && record.is_object() {
            record["updated_at"] = self
                .updated_at
                .to_rfc3339_opts(SecondsFormat::Millis, true)
                .into();
        }
        record
    }
}
