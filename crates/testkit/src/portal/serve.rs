//! One request: what it asks, whether it may, and the good answer that a fault may spoil.

use std::sync::Arc;

use axum::{
    body::{Bytes, to_bytes},
    extract::{Request as Incoming, State},
    http::{HeaderMap, Method, header::AUTHORIZATION},
    response::Response,
};
use serde_json::{Value, json};

use super::{
    AGENT, API_KEY, Asked, Fault, Kind, ListForm, Manners, PASSWORD, RecordForm, Request, Script,
    Shared, Truth,
    fault::{field, good, refusal},
    lock,
    truth::Order,
};
use crate::microsoft::is_worth;

const REPORT_SCHEMAS: &str = "/credit-report-master-schemas";

pub(super) async fn answer(State(portal): State<Arc<Shared>>, incoming: Incoming) -> Response {
    let (head, body) = incoming.into_parts();
    let query: Vec<(String, String)> = head.uri.query().map_or_else(Vec::new, |query| {
        url::form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect()
    });
    let asked = asked(&head.method, head.uri.path());
    let page = (asked == Asked::ClientsList).then(|| number(&query, "page").unwrap_or(1));
    let token = bearer(&head.headers);
    let fault = {
        let mut script = lock(&portal.script);
        script.requests.push(Request {
            asked,
            page,
            query: query
                .iter()
                .map(|(name, text)| format!("{name}={text} "))
                .collect(),
            token: token.clone(),
        });
        script.happen(page, &mut lock(&portal.truth));
        script.fault(asked, page)
    };
    let body = to_bytes(body, 1 << 20).await.unwrap_or_default();
    let well = {
        let mut truth = lock(&portal.truth);
        if head
            .headers
            .get("x-api-key")
            .is_none_or(|key| key != API_KEY)
        {
            refusal(401)
        } else {
            let token = token.as_deref().unwrap_or_default();
            portal
                .manners
                .answer(asked, &mut truth, token, &query, &body, head.uri.path())
        }
    };
    match fault {
        Some(fault) => fault.spoil(well, &portal.gate).await,
        None => well,
    }
}

fn asked(method: &Method, path: &str) -> Asked {
    match (method.as_str(), path) {
        ("GET", "/.well-known/redress") => Asked::Announcement,
        ("POST", "/auth/login") => Asked::AuthLogin,
        ("POST", "/auth/login/provider") => Asked::AuthLoginProvider,
        ("POST", "/auth/refresh") => Asked::AuthRefresh,
        ("GET", "/clients") => Asked::ClientsList,
        ("GET", path) if path.ends_with(REPORT_SCHEMAS) => Asked::ReportSchemasList,
        ("GET", path) if path.starts_with(REPORT_SCHEMAS) => Asked::ReportSchemasGet,
        ("GET", "/negative-items") => Asked::NegativeItemsList,
        ("GET", path) if path.starts_with("/negative-items/") => Asked::NegativeItemsGet,
        ("GET", path) if path.starts_with("/clients/") && path.matches('/').count() == 2 => {
            Asked::ClientsGet
        }
        _ => Asked::Unknown,
    }
}

impl Script {
    fn happen(&mut self, page: Option<i64>, truth: &mut Truth) {
        let (due, later) = std::mem::take(&mut self.events)
            .into_iter()
            .partition(|(at, _)| Some(*at) == page);
        self.events = later;
        let due: Vec<_> = due;
        due.into_iter().for_each(|(_, event)| event(truth));
    }

    fn fault(&mut self, asked: Asked, page: Option<i64>) -> Option<Fault> {
        let due = self
            .faults
            .iter()
            .position(|plan| plan.asked == asked && (plan.page.is_none() || plan.page == page))?;
        if self.faults[due].always {
            return Some(self.faults[due].fault.clone());
        }
        self.faults.remove(due).map(|plan| plan.fault)
    }
}

impl Manners {
    fn answer(
        self,
        asked: Asked,
        truth: &mut Truth,
        token: &str,
        query: &[(String, String)],
        body: &Bytes,
        path: &str,
    ) -> Response {
        match asked {
            Asked::Announcement if self.updates => good(&json!({
                "product": "a portal of the tests", "version": 1,
                "updated_at": ["clients", "negative_items", "report_schemas"],
            })),
            Asked::AuthLogin => {
                let sent: Value = serde_json::from_slice(body).unwrap_or_default();
                if sent == json!({ "email": AGENT, "password": PASSWORD }) {
                    session(truth)
                } else {
                    refusal(401)
                }
            }
            Asked::AuthLoginProvider => {
                let sent: Value = serde_json::from_slice(body).unwrap_or_default();
                if is_from_microsoft(&sent) {
                    session(truth)
                } else {
                    refusal(401)
                }
            }
            Asked::AuthRefresh if truth.refreshes(token) => session(truth),
            Asked::Announcement | Asked::Unknown => refusal(404),
            _ if asked == Asked::AuthRefresh || !truth.accepts(token) => refusal(401),
            _ => self.read(asked, truth, query, path),
        }
    }

    /// What a signed-in agent reads.
    fn read(self, asked: Asked, truth: &Truth, query: &[(String, String)], path: &str) -> Response {
        let updates = self.updates;
        let id = || segment(path, 2);
        match asked {
            Asked::ClientsList => self.list(query, ListForm::Nested, |order| {
                Ok(truth.list(order, updates))
            }),
            Asked::ClientsGet => self.record(RecordForm::Bare, truth.client(id(), updates)),
            Asked::NegativeItemsList => self.list(query, ListForm::Paged, |order| {
                let client = number(query, "client_id");
                Ok(truth.list_of(Kind::NegativeItems, client, order, updates))
            }),
            Asked::NegativeItemsGet => {
                let record = truth.record(Kind::NegativeItems, id(), updates);
                self.record(RecordForm::Data, record)
            }
            Asked::ReportSchemasList => self.list(query, ListForm::Paged, |order| {
                truth.client(id(), updates)?;
                let mut rows = truth.list_of(Kind::ReportSchemas, Some(id()), order, updates);
                let without = rows.iter_mut().filter_map(Value::as_object_mut);
                without.for_each(|row| drop(row.remove("content")));
                Ok(rows)
            }),
            Asked::ReportSchemasGet => {
                let record = truth.record(Kind::ReportSchemas, id(), updates);
                self.record(RecordForm::Data, record)
            }
            _ => refusal(404),
        }
    }

    fn record(self, form: RecordForm, record: Result<Value, u16>) -> Response {
        match record {
            Ok(record) => good(&self.record.unwrap_or(form).wrap(record)),
            Err(status) => refusal(status),
        }
    }

    fn list(
        self,
        query: &[(String, String)],
        form: ListForm,
        rows: impl FnOnce(&Order<'_>) -> Result<Vec<Value>, u16>,
    ) -> Response {
        let by = text(query, "sort_by").unwrap_or("id");
        if by != "id" && !(by == "updated_at" && self.updates) {
            return field("sort_by", "The selected sort by is invalid.");
        }
        let descending = text(query, "sort_direction") == Some("desc");
        let form = self.list.unwrap_or(form);
        match rows(&Order { by, descending }) {
            Err(status) => refusal(status),
            Ok(rows) if form.has_pages() => self.page(query, form, rows),
            Ok(rows) => good(&form.wrap(rows, &Value::Null)),
        }
    }

    fn page(self, query: &[(String, String)], form: ListForm, rows: Vec<Value>) -> Response {
        let page = number(query, "page").unwrap_or(1);
        let asked = number(query, "per_page").unwrap_or(15);
        let size = self.largest_page.map_or(asked, |most| asked.min(most));
        let total = rows.len() as i64;
        let shown = self.repeats.map_or(page, |repeated| page.min(repeated));
        let before = (shown - 1) * size;
        let here: Vec<Value> = rows
            .into_iter()
            .skip(before as usize)
            .take(size as usize)
            .collect();
        let (from, to) = match here.len() as i64 {
            0 => (None, None),
            count => (Some(before + 1), Some(before + count)),
        };
        let meta = json!({
            "current_page": page, "from": from, "to": to, "total": total, "per_page": size,
            "last_page": ((total + size - 1) / size).max(1),
        });
        good(&form.wrap(here, &meta))
    }
}

/// The id that stands in a path, counted from 1; 0 for none.
fn segment(path: &str, place: usize) -> i64 {
    let text = path.split('/').nth(place);
    text.and_then(|text| text.parse().ok()).unwrap_or_default()
}

fn session(truth: &mut Truth) -> Response {
    let user = json!({ "id": 1, "email": AGENT, "first_name": "Ines", "roles": [] });
    good(&json!({ "token": truth.fresh_token(), "user": user }))
}

/// Asks Microsoft, as it were.
fn is_from_microsoft(sent: &Value) -> bool {
    let text = |name: &str| sent[name].as_str().unwrap_or_default();
    let (code, verifier) = (text("code"), text("code_verifier"));
    text("provider") == "azure" && is_worth(code, verifier, text("redirect_uri"))
}

fn bearer(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(AUTHORIZATION)?.to_str().ok()?;
    text.strip_prefix("Bearer ").map(str::to_owned)
}

fn text<'a>(query: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = query.iter().find(|(key, _)| key == name);
    found.map(|(_, text)| text.as_str())
}

fn number(query: &[(String, String)], name: &str) -> Option<i64> {
    text(query, name)?.parse().ok()
}
