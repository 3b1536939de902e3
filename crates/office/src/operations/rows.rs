//! One row of an imported file: a client is taken on, changed or deleted. Whatever is wrong with a
//! row is a sentence for the log and leaves no trace of it.

use contract::portal::ImportType;

use super::taking_on::{self, Anothers, NEEDED, Stays, wrong_ssn};
use crate::{
    data::taken_on::{self, KeptClient},
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
    for name in NEEDED {
        if entry.text(name).is_none() {
            return wrong(&format!("`{name}` is required."));
        }
    }
    if let Some(sentence) = wrong_ssn(write.office(), entry.ssn.as_deref()) {
        return wrong(&format!("`SSN` {sentence}."));
    }
    if let Some(other) = taking_on::known_as(write, entry.text("Id")).await? {
        return wrong(&format!(
            "`crm_id` is that of client {other}, who is here already."
        ));
    }
    match taking_on::take_on(write, entry).await? {
        Ok(_) => Ok(Ok(())),
        Err(same) => wrong(&format!("this is client {same} already.")),
    }
}

/// What a row leaves empty stays.
async fn change(write: &mut Writing, client: KeptClient, entry: &Entry) -> Result<Row, Refusal> {
    let mut attributes = taking_on::attributes(&client)?;
    attributes.extend(entry.attributes.clone());
    let ssn = entry.ssn.clone().or(client.ssn.clone());
    if ssn != client.ssn
        && let Some(sentence) = wrong_ssn(write.office(), ssn.as_deref())
    {
        return wrong(&format!("`SSN` {sentence}."));
    }
    let crm_id = entry.text("Id").map(str::to_owned);
    match taking_on::change(write, client, (attributes, ssn, crm_id)).await? {
        Ok(()) => Ok(Ok(())),
        Err(Anothers::Ssn(other)) => wrong(&format!("`SSN` is that of client {other}.")),
        Err(Anothers::CrmId(other)) => wrong(&format!("`crm_id` is that of client {other}.")),
    }
}

async fn delete(write: &mut Writing, id: i64) -> Result<Row, Refusal> {
    match taking_on::delete(write, id).await? {
        Ok(()) => Ok(Ok(())),
        Err(Stays::OnRecord) => {
            wrong("something was sent about this client, or signed, and is kept.")
        }
        Err(Stays::Needed) => wrong("other records need this client."),
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
