//! `exchange.*`: questions about a person, answered after a while. The only peer of an office is
//! the office: it knows its own clients, whom a document's number (their Social Security number)
//! finds.

use chrono::{DateTime, TimeDelta, Utc};
use contract::{
    Call, FieldErrors,
    exchange::{
        ApiKey, Detail, NewRequests, Request, RequestStatus, RequestType, Requests, RequestsCreate,
        Response, Responses, ResponsesGet, Subject, TokenGet,
    },
};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::auth;
use crate::{
    clock::stamp,
    data::{
        clients,
        exchange::{self as data, RequestRow},
        taken_on,
    },
    organisation,
    server::{Caller, Outcome, Refusal, Table, Writing},
    shared::Shared,
    token::{self, Claims},
};

/// How long a question waits for its answer.
const TAKES: TimeDelta = TimeDelta::seconds(15);

/// What of a client's attributes belongs to which type of question.
const KNOWN: &[(RequestType, &[&str])] = &[
    (
        RequestType::Name,
        &["FirstName", "MiddleName", "LastName", "Suffix"],
    ),
    (
        RequestType::Contacts,
        &["Email", "MobilePhone", "Phone", "HomePhone"],
    ),
    (
        RequestType::Address,
        &[
            "MailingStreet",
            "MailingCity",
            "MailingState",
            "MailingPostalCode",
            "MailingCountry",
            "OtherStreet",
            "OtherCity",
            "OtherState",
            "OtherPostalCode",
            "OtherCountry",
        ],
    ),
    (RequestType::Identity, &["D_O_B__c"]),
    (
        RequestType::SocioDemographicProfile,
        &["Preferred_Language__c"],
    ),
];

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
    for Subject {
        id_document,
        phone_number,
    } in value
    {
        let row = RequestRow {
            id: Uuid::new_v4().to_string(),
            type_request: word(type_request)?,
            client_id: match &id_document {
                Some(number) => found(write, number).await?,
                None => None,
            },
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

/// The client with this number, however it is written.
async fn found(write: &mut Writing, number: &str) -> Result<Option<i64>, Refusal> {
    let digits = crate::fold::digits(number);
    if digits.len() == 9 {
        Ok(taken_on::with_ssn(write.database(), Some(&digits)).await?)
    } else {
        Ok(None)
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
    for row in rows {
        requests.push(answer(office, row, call.body.type_request, now).await?);
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

/// A question with what is known of its client, once it has waited for that.
async fn answer(
    office: &Shared,
    row: RequestRow,
    of: RequestType,
    now: DateTime<Utc>,
) -> Result<Response, Refusal> {
    let asked: DateTime<Utc> = row
        .created_at
        .parse()
        .map_err(|_| Refusal::inside("a moment is none"))?;
    let is_done = now >= asked + TAKES;
    let mut details = Vec::new();
    if let (true, Some(client)) = (is_done, row.client_id) {
        let client = clients::find(office.database.readers(), client).await?;
        let attributes = client.map(|client| serde_json::from_str(&client.attributes));
        let attributes = attributes
            .transpose()
            .map_err(|_| Refusal::inside("attributes are not JSON"))?;
        let peer = organisation::id(&office.secret()).to_string();
        details = known(&attributes.unwrap_or_default(), of, &peer)?;
    }
    Ok(Response {
        id_document: row.id_document,
        phone_number: row.phone_number,
        id_request: Some(row.id),
        status: Some(if is_done { "Done" } else { "Panding" }.to_owned()),
        details,
    })
}

/// What is known that was asked for.
fn known(
    attributes: &Map<String, Value>,
    of: RequestType,
    peer: &str,
) -> Result<Vec<Detail>, Refusal> {
    let mut details = Vec::new();
    for (group, names) in KNOWN {
        if of != *group && of != RequestType::AllCategories {
            continue;
        }
        let group = word(*group)?;
        let values = names.iter().filter_map(|name| {
            let value = attributes.get(*name)?.as_str()?;
            Some((name, value))
        });
        details.extend(values.map(|(name, value)| Detail {
            peer: Some(peer.to_owned()),
            group: Some(group.clone()),
            name: Some((*name).to_owned()),
            value: Some(value.to_owned()),
        }));
    }
    Ok(details)
}

/// How a type of question is written.
fn word(of: RequestType) -> Result<String, Refusal> {
    match serde_json::to_value(of) {
        Ok(Value::String(word)) => Ok(word),
        _ => Err(Refusal::inside("a type of question has no word")),
    }
}
