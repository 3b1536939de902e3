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
    AGENT, API_KEY, Asked, Fault, Manners, PASSWORD, Request, Script, Shared, Truth,
    fault::{field, good, refusal},
    lock,
    truth::Order,
};

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
        ("POST", "/auth/refresh") => Asked::AuthRefresh,
        ("GET", "/clients") => Asked::ClientsList,
        ("GET", path) if path.starts_with("/clients/") => Asked::ClientsGet,
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
                "product": "a portal of the tests", "version": 1, "updated_at": ["clients"],
            })),
            Asked::AuthLogin => {
                let sent: Value = serde_json::from_slice(body).unwrap_or_default();
                if sent == json!({ "email": AGENT, "password": PASSWORD }) {
                    session(truth)
                } else {
                    refusal(401)
                }
            }
            Asked::AuthRefresh if truth.refreshes(token) => session(truth),
            Asked::ClientsList if truth.accepts(token) => self.list(truth, query),
            Asked::ClientsGet if truth.accepts(token) => {
                let id = path.trim_start_matches("/clients/").parse();
                match truth.client(id.unwrap_or_default(), self.updates) {
                    Ok(record) => good(&self.record.wrap(record)),
                    Err(status) => refusal(status),
                }
            }
            Asked::AuthRefresh | Asked::ClientsList | Asked::ClientsGet => refusal(401),
            Asked::Announcement | Asked::Unknown => refusal(404),
        }
    }

    fn list(self, truth: &Truth, query: &[(String, String)]) -> Response {
        let by = text(query, "sort_by").unwrap_or("id");
        if by != "id" && !(by == "updated_at" && self.updates) {
            return field("sort_by", "The selected sort by is invalid.");
        }
        let descending = text(query, "sort_direction") == Some("desc");
        let rows = truth.list(&Order { by, descending }, self.updates);
        if !self.list.has_pages() {
            return good(&self.list.wrap(rows, &Value::Null));
        }
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
        good(&self.list.wrap(here, &meta))
    }
}

fn session(truth: &mut Truth) -> Response {
    let user = json!({ "id": 1, "email": AGENT, "first_name": "Ines", "roles": [] });
    good(&json!({ "token": truth.fresh_token(), "user": user }))
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
