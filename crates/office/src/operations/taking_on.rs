//! Taking clients on, changing what is known of them, and deleting them: the same whether an import
//! does it row by row or an agent one by one.

use serde_json::{Map, Value};

use super::{attachments::let_go, documents::end};
use crate::{
    data::{
        attachments,
        clients::{self, Changed, NewClient},
        documents, imports,
        taken_on::{self, KeptClient},
    },
    random,
    server::{Refusal, Writing},
    shared::Shared,
    sheet::{self, Entry},
};

/// The fields of the CRM without which nobody is a client.
pub(super) const NEEDED: [&str; 2] = ["FirstName", "LastName"];

/// The field of the CRM for the day of birth.
pub(super) const BORN: &str = "D_O_B__c";

/// What of a client is another's, by whose number.
pub(super) enum Anothers {
    /// The Social Security number.
    Ssn(i64),
    /// The id of the CRM.
    CrmId(i64),
}

/// Why a client is not deleted.
pub(super) enum Stays {
    /// Something was sent about the client, or signed.
    OnRecord,
    /// Other records need the client.
    Needed,
}

/// What is wrong with a Social Security number that is entered. Practice knows none but such as were
/// never given to anybody.
pub(super) fn wrong_ssn(office: &Shared, ssn: Option<&str>) -> Option<&'static str> {
    let is_none = office.practice.is_none() && ssn.is_some_and(sheet::is_no_ssn);
    is_none.then_some("is a number that was never given to anybody")
}

/// Takes a client on, and answers the new number; that of a client who is the same where one is
/// here already.
pub(super) async fn take_on(
    write: &mut Writing,
    entry: &Entry,
) -> Result<Result<i64, i64>, Refusal> {
    let attributes = entry.all_attributes();
    let searched = clients::searched(&attributes);
    let crm_id = entry.text("Id").unwrap_or_default();
    let born = entry.text(BORN).unwrap_or_default();
    let ssn = entry.ssn.as_deref();
    if let Some(same) = taken_on::same(write.database(), ssn, crm_id, born, &searched).await? {
        return Ok(Err(same));
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
    Ok(Ok(client.id))
}

/// The CRM's fields of a client.
pub(super) fn attributes(client: &KeptClient) -> Result<Map<String, Value>, Refusal> {
    match serde_json::from_str(&client.attributes) {
        Ok(Value::Object(fields)) => Ok(fields),
        _ => Err(Refusal::inside("a client is not JSON")),
    }
}

/// Gives a client these fields and this SSN, and another id of the CRM where there is one; answers
/// what of it is somebody else's.
pub(super) async fn change(
    write: &mut Writing,
    client: KeptClient,
    (to, ssn, crm_id): (Map<String, Value>, Option<String>, Option<String>),
) -> Result<Result<(), Anothers>, Refusal> {
    let kept = attributes(&client)?;
    if to == kept && ssn == client.ssn {
        return Ok(Ok(()));
    }
    if ssn != client.ssn
        && let Some(other) = taken_on::with_ssn(write.database(), ssn.as_deref()).await?
    {
        return Ok(Err(Anothers::Ssn(other)));
    }
    let another = crm_id.as_deref();
    let another = another.filter(|id| kept.get("Id").and_then(Value::as_str) != Some(id));
    if let Some(other) = known_as(write, another).await? {
        return Ok(Err(Anothers::CrmId(other)));
    }
    let changed = Changed {
        id: client.id,
        crm_id,
        ssn,
        searched: clients::searched(&to),
        attributes: Value::Object(to).to_string(),
        updated_at: write.moment().await?,
    };
    clients::change(write.database(), &changed).await?;
    Ok(Ok(()))
}

/// The client whom the CRM knows by this id.
pub(super) async fn known_as(
    write: &mut Writing,
    crm_id: Option<&str>,
) -> Result<Option<i64>, Refusal> {
    let Some(crm_id) = crm_id.filter(|id| !id.is_empty()) else {
        return Ok(None);
    };
    let same = taken_on::by_crm_id(write.database(), crm_id).await?;
    Ok(same.first().map(|one| one.id))
}

/// Deletes a client with notes, reports, items and papers. Whoever was written about or signed
/// something is kept, with what was sent and signed.
pub(super) async fn delete(write: &mut Writing, id: i64) -> Result<Result<(), Stays>, Refusal> {
    if taken_on::is_on_record(write.database(), id).await? {
        return Ok(Err(Stays::OnRecord));
    }
    imports::begin_row(write.database()).await?;
    for document in documents::of_client(write.database(), id).await? {
        end(write, document).await?;
    }
    for file in attachments::take_all_of_client(write.database(), id).await? {
        let_go(write, file).await?;
    }
    let moment = write.moment().await?;
    let deleted = taken_on::delete(write.database(), id, &moment).await?;
    imports::end_row(write.database(), deleted).await?;
    Ok(if deleted { Ok(()) } else { Err(Stays::Needed) })
}
