//! `exchange.*`: questions about a person, answered after a while. The only peer of an office is
//! the office: it knows its own clients, whom a document's number (their Social Security number) or
//! a phone finds. A phone that two clients share finds nobody, for nothing says who is meant.

mod known;

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use contract::{
    Call, FieldErrors,
    exchange::{
        ApiKey, Detail, NewRequests, Request, RequestStatus, RequestType, Requests, RequestsCreate,
        Response, Responses, ResponsesGet, Subject, TokenGet,
    },
};
use serde_json::Value;
use uuid::Uuid;

use super::auth;
use crate::{
    clock::stamp,
    data::{
        exchange::{self as data, RequestRow},
        phones, taken_on,
    },
    fold,
    server::{Caller, Outcome, Refusal, Table, Writing},
    shared::Shared,
    token::{self, Claims},
};

/// How long a question waits for its answer.
const TAKES: TimeDelta = TimeDelta::seconds(15);

/// Serves the system.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<TokenGet>(key)
        .writes::<RequestsCreate>(ask)
        .on::<ResponsesGet>(answers)
}

/// A key for a day, to whoever shows an agent's e-mail address and password.
async fn key(caller: Caller, _: Call<TokenGet>) -> Outcome<TokenGet> {
    let office = &caller.office;
    let shown = caller.basic.ok_or(Refusal::NoToken)?;
    let agent = auth::by_password(office, &shown.user, shown.password).await?;
    let claims = Claims::of_key(agent.id, agent.session, office.clock.now());
    let key = token::write(office.secret().as_bytes(), claims);
    let key = key.map_err(|_| Refusal::inside("a key cannot be written"))?;
    Ok(ApiKey { token: Some(key) })
}

async fn ask(write: &mut Writing, call: Call<RequestsCreate>) -> Outcome<RequestsCreate> {
    let NewRequests {
        type_request,
        value,
    } = call.body;
    let created_at = stamp(write.now());
    let mut requests = Vec::with_capacity(value.len());
    for subject in value {
        let client_id = found(write, &subject).await?;
        let Subject {
            id_document,
            phone_number,
        } = subject;
        let row = RequestRow {
            id: Uuid::new_v4().to_string(),
            type_request: word(type_request)?,
            client_id,
            id_document,
            phone_number,
            created_at: created_at.clone(),
        };
        data::add(write.database(), &row).await?;
        requests.push(Request {
            id_document: row.id_document,
            phone_number: row.phone_number,
            id_request: Some(row.id),
        });
    }
    Ok(Requests {
        response: RequestStatus { requests },
    })
}

/// The client who is meant. A Social Security number decides alone, however it is written: who has
/// another is somebody else, whatever the phone, and where two say that it is theirs it is nobody's.
/// Without one the phone does, if it is that of one client only.
async fn found(write: &mut Writing, subject: &Subject) -> Result<Option<i64>, Refusal> {
    let digits = subject.id_document.as_deref().map(fold::digits);
    if let Some(ssn) = digits.filter(|digits| digits.len() == 9) {
        return Ok(taken_on::alone_with_ssn(write.database(), &ssn).await?);
    }
    match &subject.phone_number {
        Some(number) => Ok(phones::whose(write.database(), number).await?),
        None => Ok(None),
    }
}

async fn answers(caller: Caller, call: Call<ResponsesGet>) -> Outcome<ResponsesGet> {
    let office = &caller.office;
    let database = office.database.readers();
    let now = office.clock.now();
    let of = word(call.body.type_request)?;
    let rows = match (call.body.id_request, call.body.period) {
        (Some(ids), _) => asked(office, &of, &ids).await?,
        (None, period) => {
            let minutes = TimeDelta::minutes(period.unwrap_or_default());
            data::since(database, &of, &stamp(now - minutes)).await?
        }
    };
    let mut requests = Vec::with_capacity(rows.len());
    let mut told: HashMap<i64, Vec<Detail>> = HashMap::new();
    for row in rows {
        let is_done = is_done(&row, now)?;
        // Many questions may be about one client, of whom is read once.
        let details = match row.client_id.filter(|_| is_done) {
            None => Vec::new(),
            Some(client) => match told.get(&client) {
                Some(details) => details.clone(),
                None => {
                    let details = known::of_client(office, client, call.body.type_request).await?;
                    told.insert(client, details.clone());
                    details
                }
            },
        };
        requests.push(answer(row, is_done, details));
    }
    Ok(Responses {
        response: RequestStatus { requests },
    })
}

/// The questions with these ids; each that there is none of is named.
async fn asked(office: &Shared, of: &str, ids: &[String]) -> Result<Vec<RequestRow>, Refusal> {
    let mut errors = FieldErrors::default();
    let mut rows = Vec::with_capacity(ids.len());
    for (place, id) in ids.iter().enumerate() {
        match data::find(office.database.readers(), of, id).await? {
            Some(row) => rows.push(row),
            None => errors.add(
                &format!("idRequest.{place}"),
                &format!("names no question about {of}"),
            ),
        }
    }
    if errors.is_empty() {
        Ok(rows)
    } else {
        Err(Refusal::Fields(errors))
    }
}

/// Whether a question has waited for its answer.
fn is_done(row: &RequestRow, now: DateTime<Utc>) -> Result<bool, Refusal> {
    let asked: DateTime<Utc> = row
        .created_at
        .parse()
        .map_err(|_| Refusal::inside("a moment is none"))?;
    Ok(now >= asked + TAKES)
}

/// A question with what is known of its client.
fn answer(row: RequestRow, is_done: bool, details: Vec<Detail>) -> Response {
    Response {
        id_document: row.id_document,
        phone_number: row.phone_number,
        id_request: Some(row.id),
        status: Some(if is_done { "Done" } else { "Panding" }.to_owned()),
        details,
    }
}

/// How a type of question is written.
fn word(of: RequestType) -> Result<String, Refusal> {
    match serde_json::to_value(of) {
        Ok(Value::String(word)) => Ok(word),
        _ => Err(Refusal::inside("a type of question has no word")),
    }
}
