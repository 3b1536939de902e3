//! One row of an imported file: a client is taken on, changed or deleted. Whatever is wrong with a
//! row is a sentence for the log and leaves no trace of it.

use contract::portal::ImportType;
use serde_json::Value;

use super::{attachments::let_go, documents::end};
use crate::{
    data::{
        attachments::{self, Owner},
        clients::{self, Changed, NewClient},
        documents, imports,
        taken_on::{self, KeptClient},
    },
    random,
    server::{Refusal, Writing},
    sheet::Entry,
};

/// The columns that say whom a row is about, the first that is filled in.
pub(super) const NAMED_BY: [&str; 3] = ["client_id", "client_key", "crm_id"];

/// What came of a row: done, or what was wrong with it.
type Row = Result<(), String>;

pub(super) async fn done(
    write: &mut Writing,
    kind: ImportType,
    entry: Entry,
) -> Result<Row, Refusal> {
    match kind {
        ImportType::Add => add(write, &entry).await,
        ImportType::Update => match named(write, &entry).await? {
            Ok(client) => change(write, client, &entry).await,
            Err(sentence) => Ok(Err(sentence)),
        },
        ImportType::Delete => match named(write, &entry).await? {
            Ok(client) => delete(write, client.id).await,
            Err(sentence) => Ok(Err(sentence)),
        },
    }
}

async fn add(write: &mut Writing, entry: &Entry) -> Result<Row, Refusal> {
    if entry.id.is_some() || entry.client_key.is_some() {
        return wrong("a client who is taken on has neither `client_id` nor `client_key` yet.");
    }
    for name in ["FirstName", "LastName"] {
        if entry.text(name).is_none() {
            return wrong(&format!("`{name}` is required."));
        }
    }
    let attributes = entry.all_attributes();
    let searched = clients::searched(&attributes);
    let crm_id = entry.text("Id").unwrap_or_default();
    let ssn = entry.ssn.as_deref();
    if let Some(same) = taken_on::same(write.database(), ssn, crm_id, &searched).await? {
        return wrong(&format!("this is client {same} already."));
    }
    let now = write.moment().await?;
    let client = NewClient {
        id: taken_on::next_number(write.database()).await?,
        client_key: random::key().map_err(|_| Refusal::inside("there is no chance"))?,
        crm_id: crm_id.to_owned(),
        crm_number: None,
        joint_crm_id: None,
        ssn: entry.ssn.clone(),
        searched,
        attributes: Value::Object(attributes).to_string(),
        created_at: now.clone(),
        updated_at: now,
    };
    clients::add(write.database(), &client).await?;
    Ok(Ok(()))
}

/// What a row leaves empty stays.
async fn change(write: &mut Writing, client: KeptClient, entry: &Entry) -> Result<Row, Refusal> {
    let kept = serde_json::from_str::<Value>(&client.attributes);
    let Ok(Value::Object(kept)) = kept else {
        return Err(Refusal::inside("a client is not JSON"));
    };
    let mut attributes = kept.clone();
    attributes.extend(entry.attributes.clone());
    let ssn = entry.ssn.clone().or(client.ssn.clone());
    if attributes == kept && ssn == client.ssn {
        return Ok(Ok(()));
    }
    if ssn != client.ssn
        && let Some(other) = taken_on::with_ssn(write.database(), ssn.as_deref()).await?
    {
        return wrong(&format!("`SSN` is that of client {other}."));
    }
    let changed = Changed {
        id: client.id,
        crm_id: entry.text("Id").map(str::to_owned),
        ssn,
        searched: clients::searched(&attributes),
        attributes: Value::Object(attributes).to_string(),
        updated_at: write.moment().await?,
    };
    clients::change(write.database(), &changed).await?;
    Ok(Ok(()))
}

/// Deletes a client with notes, reports, items and papers. Whoever was written about or signed
/// something is kept, with what was sent and signed.
async fn delete(write: &mut Writing, id: i64) -> Result<Row, Refusal> {
    if taken_on::is_on_record(write.database(), id).await? {
        return wrong("something was sent about this client, or signed, and is kept.");
    }
    imports::begin_row(write.database()).await?;
    for document in documents::of_client(write.database(), id).await? {
        end(write, document).await?;
    }
    for file in attachments::take_all(write.database(), Owner::Client(id)).await? {
        let_go(write, file).await?;
    }
    let deleted = taken_on::delete(write.database(), id).await?;
    imports::end_row(write.database(), deleted).await?;
    if deleted {
        Ok(Ok(()))
    } else {
        wrong("other records need this client.")
    }
}

/// The client whom a row is about.
async fn named(write: &mut Writing, entry: &Entry) -> Result<Result<KeptClient, String>, Refusal> {
    let key = entry.client_key.as_deref();
    let crm_id = entry.text("Id");
    let (column, found) = match (entry.id, key, crm_id) {
        (Some(id), ..) => (0, taken_on::by_id(write.database(), id).await?),
        (_, Some(key), _) => (1, taken_on::by_key(write.database(), key).await?),
        (.., Some(crm_id)) => (2, taken_on::by_crm_id(write.database(), crm_id).await?),
        _ => return Ok(Err(format!("`{}` is required.", NAMED_BY.join("` or `")))),
    };
    let mut found = found.into_iter();
    Ok(match (found.next(), found.next()) {
        (Some(client), None) => Ok(client),
        (None, _) => Err(format!("`{}` names no client.", NAMED_BY[column])),
        _ => Err(format!(
            "`{}` names more than one client.",
            NAMED_BY[column]
        )),
    })
}

fn wrong(sentence: &str) -> Result<Row, Refusal> {
    Ok(Err(sentence.to_owned()))
}
