//! `portal.agreements.*`: what clients agreed to. What was signed is kept: neither its file nor its
//! contract can be deleted, and what the contract said then stays known.

use chrono::{NaiveDate, NaiveDateTime};
use contract::{
    Call, FieldErrors,
    portal::{
        Agreement, AgreementListing, AgreementsCreate, AgreementsList, Client, SortDirection, User,
    },
};
use serde_json::json;

use super::{
    asked::{Asked, whole_list},
    attachments::{of_client, sized},
    clients::owner,
    entered::Entered,
};
use crate::{
    clock::stamp,
    data::{
        agents,
        agreements::{self, AgreementRow, Sort, Window},
        attachments::{self, AttachmentRow, Owner},
        clients, contract_versions, contracts,
    },
    event_kind::EventKind,
    server::{Caller, Outcome, Refusal, Table, Writing},
    shared::Shared,
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<AgreementsList>(list)
        .writes::<AgreementsCreate>(create)
}

async fn list(caller: Caller, call: Call<AgreementsList>) -> Outcome<AgreementsList> {
    let window = window(call.query).map_err(Refusal::Fields)?;
    let rows = shown(&caller.office, &window).await?;
    // A plain array says nothing of where its page stands.
    Ok(whole_list(rows.into_iter()))
}

/// All that a client agreed to, the latest first.
pub(super) async fn all(office: &Shared, client: i64) -> Result<Vec<Agreement>, Refusal> {
    let window = Window {
        client,
        name: String::new(),
        kind: None,
        author: None,
        sort: Sort::Id,
        direction: SortDirection::Desc,
        offset: 0,
        limit: i64::MAX,
    };
    shown(office, &window).await
}

/// The agreements in a window.
async fn shown(office: &Shared, window: &Window) -> Result<Vec<Agreement>, Refusal> {
    let database = office.database.readers();
    let found = agreements::list(database, window).await?;
    let mut rows = Vec::with_capacity(found.len());
    for row in found {
        let file = match row.attachment_id {
            Some(file) => Refusal::unless_gone(sized(office, file).await)?,
            None => None,
        };
        let author = known(agents::find(database, row.author_id).await?)?;
        let client = owner(database, row.client_id).await?;
        rows.push(show(row, file, author, client));
    }
    Ok(rows)
}

pub(super) async fn create(
    write: &mut Writing,
    call: Call<AgreementsCreate>,
) -> Outcome<AgreementsCreate> {
    let new = call.body;
    let mut entered = Entered::default();
    let name = entered.needed("name", Some(new.name), String::new());
    let kind = entered.needed("type", Some(new.kind), String::new());
    let agreement_signed = signed(new.agreement_signed, write.today(), &mut entered);
    let client_id = client(write, new.client_id, &mut entered).await?;
    let file = file(write, new.attachment_id, client_id, &mut entered).await?;
    let contract_version_id = version(write, new.contract_id, &mut entered).await?;
    entered.done()?;
    let now = write.moment().await?;
    let mut row = AgreementRow {
        id: 0,
        client_id,
        author_id: write.agent.id,
        contract_id: new.contract_id,
        contract_version_id,
        attachment_id: new.attachment_id,
        name,
        kind,
        agreement_signed,
        created_at: now.clone(),
        updated_at: now,
    };
    row.id = agreements::add(write.database(), &row).await?;
    let tells = vec![("agreement_id", json!(row.id))];
    write
        .happened(EventKind::AgreementCreated, Some(client_id), tells)
        .await?;
    if let Some(file) = &file {
        // It stands among the client's files, too.
        for owner in [Owner::Agreement(row.id), Owner::Client(client_id)] {
            attachments::give(write.database(), file.id, owner).await?;
        }
    }
    let author = write.agent.clone().shown();
    let client = owner(write.database(), client_id).await?;
    Ok(show(row, file, author, client))
}

/// The moment of a signature as moments are written here. The form names no zone; it is read as
/// UTC, as every moment here is; where it was written, tomorrow may have begun.
fn signed(text: Option<String>, today: NaiveDate, entered: &mut Entered) -> Option<String> {
    let moment = NaiveDateTime::parse_from_str(&text?, "%Y-%m-%d %H:%M:%S");
    match moment {
        Ok(moment) if Some(moment.date()) <= today.succ_opt() => {
            return Some(stamp(moment.and_utc()));
        }
        Ok(_) => entered.wrong("agreement_signed", "is still to come"),
        Err(_) => entered.wrong("agreement_signed", "is no day and time"),
    }
    None
}

async fn client(
    write: &mut Writing,
    id: Option<i64>,
    entered: &mut Entered,
) -> Result<i64, Refusal> {
    let Some(id) = id else {
        entered.wrong("client_id", "is required");
        return Ok(0);
    };
    if !clients::exists(write.database(), id).await? {
        entered.wrong("client_id", "names no client");
    }
    Ok(id)
}

/// The newest version of a contract, which is the one that is agreed to.
async fn version(
    write: &mut Writing,
    contract: Option<i64>,
    entered: &mut Entered,
) -> Result<Option<i64>, Refusal> {
    let Some(contract) = contract else {
        return Ok(None);
    };
    if contracts::find(write.database(), contract).await?.is_none() {
        entered.wrong("contract_id", "names no contract");
    }
    Ok(contract_versions::newest(write.database(), contract).await?)
}

async fn file(
    write: &mut Writing,
    id: Option<i64>,
    client: i64,
    entered: &mut Entered,
) -> Result<Option<AttachmentRow>, Refusal> {
    let Some(id) = id else {
        return Ok(None);
    };
    match of_client(write, id, Some(client)).await? {
        Ok(file) => Ok(Some(file)),
        Err(sentence) => {
            entered.wrong("attachment_id", sentence);
            Ok(None)
        }
    }
}

fn window(query: AgreementListing) -> Result<Window, FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let window = Window {
        client: query.client_id,
        name: asked.part("name", query.name.as_deref()),
        kind: query.kind,
        author: query.author_id,
        sort: asked.sort(query.sort_by.as_deref(), Sort::ALL),
        direction: query.sort_direction.unwrap_or(SortDirection::Desc),
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| window)
}

fn known(author: Option<agents::Agent>) -> Result<User, Refusal> {
    let author = author.ok_or_else(|| Refusal::inside("an agreement has no author"))?;
    Ok(author.shown())
}

fn show(row: AgreementRow, file: Option<AttachmentRow>, author: User, client: Client) -> Agreement {
    Agreement {
        agreement_signed: row.agreement_signed,
        attachment: file.map(AttachmentRow::shown),
        author: Some(author),
        client: Some(client),
        contract_id: row.contract_id,
        contract_version_id: row.contract_version_id,
        created_at: Some(row.created_at),
        id: Some(row.id),
        name: Some(row.name),
        kind: Some(row.kind),
        updated_at: Some(row.updated_at),
    }
}
