//! `portal.customer_portal.*`: what a client sees and does without an agent. Each function finds out
//! whose data is asked for, lets the caller have the own only, and leaves the rest to the function
//! that serves agents. Whether there is anything of others is never said.

use contract::{
    Call, FieldErrors, Operation,
    portal::{
        Agreement, Attachment, AttachmentsUpload, ById, ContractListing,
        CustomerPortalAgreementsCreate, CustomerPortalAgreementsList, CustomerPortalAttachmentsGet,
        CustomerPortalAttachmentsUpload, CustomerPortalClientUpdate, CustomerPortalContractsGet,
        CustomerPortalContractsList, CustomerPortalDocumentsDelete, CustomerPortalDocumentsLink,
        CustomerPortalDocumentsList, CustomerPortalDocumentsUpdate, CustomerPortalGoalsAssign,
        CustomerPortalGoalsAssigned, CustomerPortalGoalsList, CustomerPortalGoalsRemove,
        CustomerPortalMe, CustomerPortalNegativeItemsGet, CustomerPortalNegativeItemsList,
        CustomerPortalProductsList, CustomerPortalReportSchemasGet,
        CustomerPortalReportSchemasLatest, CustomerPortalReportSchemasList, Document, NegativeItem,
        NewAgreement, NewDocument, UpdatedClient,
    },
};
use letters::Values;
use sqlx::SqliteExecutor;

use super::{
    agreements,
    asked::whole_list,
    attachments, client_products, contracts, documents, goals, negative_items, own_record, reports,
    texts::{self, Filling},
};
use crate::{
    data::{
        agents::Agent,
        attachments::{self as files, Owner},
        documents::{self as papers, DocumentRow},
        negative_items as items, reports as schemas,
    },
    server::{Caller, Outcome, Refusal, Table, Writing},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<CustomerPortalMe>(me)
        .writes::<CustomerPortalClientUpdate>(update)
        .on::<CustomerPortalAgreementsList>(agreements_list)
        .writes::<CustomerPortalAgreementsCreate>(agree)
        .on::<CustomerPortalContractsList>(contracts_list)
        .on::<CustomerPortalContractsGet>(contract)
        .uploads::<CustomerPortalAttachmentsUpload>(upload)
        .on::<CustomerPortalAttachmentsGet>(attachment)
        .on::<CustomerPortalDocumentsList>(documents_list)
        .writes::<CustomerPortalDocumentsLink>(link)
        .writes::<CustomerPortalDocumentsUpdate>(replace)
        .writes::<CustomerPortalDocumentsDelete>(delete)
        .on::<CustomerPortalGoalsList>(goals_list)
        .on::<CustomerPortalGoalsAssigned>(goals_assigned)
        .writes::<CustomerPortalGoalsAssign>(goals_assign)
        .writes::<CustomerPortalGoalsRemove>(goals_remove)
        .on::<CustomerPortalProductsList>(products)
        .on::<CustomerPortalReportSchemasList>(reports_list)
        .on::<CustomerPortalReportSchemasLatest>(latest_report)
        .on::<CustomerPortalReportSchemasGet>(report)
        .on::<CustomerPortalNegativeItemsList>(items_list)
        .on::<CustomerPortalNegativeItemsGet>(item)
}

async fn me(caller: Caller, call: Call<CustomerPortalMe>) -> Outcome<CustomerPortalMe> {
    let client = own_of(&caller, Some(call.path.id))?;
    let mut database = caller.office.database.readers().acquire().await?;
    own_record::read(&mut database, client).await
}

async fn update(
    write: &mut Writing,
    call: Call<CustomerPortalClientUpdate>,
) -> Outcome<CustomerPortalClientUpdate> {
    let client = own(&write.agent, Some(call.path.client))?;
    own_record::change(write, client, call.body).await?;
    let client = own_record::read(write.database(), client).await?;
    Ok(UpdatedClient::Client(Box::new(client)))
}

async fn agreements_list(
    caller: Caller,
    call: Call<CustomerPortalAgreementsList>,
) -> Outcome<CustomerPortalAgreementsList> {
    let client = own_of(&caller, Some(call.path.client))?;
    let rows = agreements::all(&caller.office, client).await?;
    Ok(whole_list(rows.into_iter().map(agreement)))
}

async fn agree(
    write: &mut Writing,
    call: Call<CustomerPortalAgreementsCreate>,
) -> Outcome<CustomerPortalAgreementsCreate> {
    let client = own(&write.agent, call.body.client_id)?;
    if let Some(file) = call.body.attachment_id {
        own_file(write, file, client).await?;
    }
    let body = NewAgreement {
        client_id: Some(client),
        ..call.body
    };
    Ok(agreement(
        agreements::create(write, asked((), (), body)).await?,
    ))
}

async fn contracts_list(
    caller: Caller,
    call: Call<CustomerPortalContractsList>,
) -> Outcome<CustomerPortalContractsList> {
    let client = own_of(&caller, None)?;
    let query = call.query;
    let listing = ContractListing {
        name: query.name,
        created_at: query.created_at,
        product_id: query.product_id,
        sort_by: query.sort_by,
        sort_direction: query.sort_direction,
        page: query.page,
        per_page: query.per_page,
    };
    let (mut window, pages) = contracts::window(listing).map_err(Refusal::Fields)?;
    window.kind = query.kind;
    let mut page = contracts::page(&caller, &window, &pages).await?;
    let values = values(&caller, client).await?;
    let mut filling = Filling::with(&values);
    for row in &mut page.rows {
        row.content = row.content.take().and_then(|text| filling.next(&text));
    }
    Ok(page)
}

async fn contract(
    caller: Caller,
    call: Call<CustomerPortalContractsGet>,
) -> Outcome<CustomerPortalContractsGet> {
    let client = own_of(&caller, None)?;
    let values = values(&caller, client).await?;
    contracts::read(&caller, call.path.id, &values).await
}

async fn upload(
    write: &mut Writing,
    call: Call<CustomerPortalAttachmentsUpload>,
) -> Outcome<CustomerPortalAttachmentsUpload> {
    let client = own(&write.agent, None)?;
    let call = asked::<AttachmentsUpload>((), (), call.body);
    let file = attachments::upload(write, call).await?;
    let id = file.id.unwrap_or_default();
    files::give(write.database(), id, Owner::Client(client)).await?;
    Ok(for_client(file))
}

async fn attachment(
    caller: Caller,
    call: Call<CustomerPortalAttachmentsGet>,
) -> Outcome<CustomerPortalAttachmentsGet> {
    let client = own_of(&caller, None)?;
    let (id, database) = (call.path.id, caller.office.database.readers());
    if !is_own_file(database, id, client).await? {
        return Err(Refusal::NoSuchRecord);
    }
    let file = attachments::sized(&caller.office, id).await?;
    Ok(for_client(file.shown()))
}

async fn documents_list(
    caller: Caller,
    call: Call<CustomerPortalDocumentsList>,
) -> Outcome<CustomerPortalDocumentsList> {
    let client = own_of(&caller, Some(call.path.client))?;
    let rows = documents::all(&caller.office, client).await?;
    Ok(whole_list(rows.into_iter().map(document)))
}

async fn link(
    write: &mut Writing,
    call: Call<CustomerPortalDocumentsLink>,
) -> Outcome<CustomerPortalDocumentsLink> {
    let client = own(&write.agent, call.body.client_id)?;
    own_file(write, call.body.attachment_id, client).await?;
    let body = NewDocument {
        client_id: Some(client),
        ..call.body
    };
    Ok(document(documents::link(write, asked((), (), body)).await?))
}

async fn replace(
    write: &mut Writing,
    call: Call<CustomerPortalDocumentsUpdate>,
) -> Outcome<CustomerPortalDocumentsUpdate> {
    let client = own(&write.agent, None)?;
    own_document(write, call.path.id, client).await?;
    own_file(write, call.body.attachment_id, client).await?;
    let call = asked(call.path, (), call.body);
    Ok(document(documents::update(write, call).await?))
}

async fn delete(
    write: &mut Writing,
    call: Call<CustomerPortalDocumentsDelete>,
) -> Outcome<CustomerPortalDocumentsDelete> {
    let client = own(&write.agent, Some(call.path.client))?;
    let row = own_document(write, call.path.document, client).await?;
    documents::end(write, row.id).await
}

async fn goals_list(
    caller: Caller,
    _: Call<CustomerPortalGoalsList>,
) -> Outcome<CustomerPortalGoalsList> {
    goals::list(caller, asked((), (), ())).await
}

async fn goals_assigned(
    caller: Caller,
    call: Call<CustomerPortalGoalsAssigned>,
) -> Outcome<CustomerPortalGoalsAssigned> {
    let id = own_of(&caller, Some(call.path.client))?;
    goals::of_client(caller, asked(ById { id }, (), ())).await
}

async fn products(
    caller: Caller,
    call: Call<CustomerPortalProductsList>,
) -> Outcome<CustomerPortalProductsList> {
    let client = own_of(&caller, Some(call.path.client))?;
    let database = caller.office.database.readers();
    let bought = client_products::of_client(database, client).await?;
    Ok(whole_list(bought.into_iter()))
}

async fn goals_assign(
    write: &mut Writing,
    call: Call<CustomerPortalGoalsAssign>,
) -> Outcome<CustomerPortalGoalsAssign> {
    let id = own(&write.agent, Some(call.path.client))?;
    goals::assign(write, asked(ById { id }, (), call.body)).await
}

async fn goals_remove(
    write: &mut Writing,
    call: Call<CustomerPortalGoalsRemove>,
) -> Outcome<CustomerPortalGoalsRemove> {
    let id = own(&write.agent, Some(call.path.client))?;
    goals::remove(write, asked(ById { id }, (), call.body)).await
}

async fn reports_list(
    caller: Caller,
    call: Call<CustomerPortalReportSchemasList>,
) -> Outcome<CustomerPortalReportSchemasList> {
    let id = own_of(&caller, None)?;
    reports::list(caller, asked(ById { id }, call.query, ())).await
}

async fn latest_report(
    caller: Caller,
    _: Call<CustomerPortalReportSchemasLatest>,
) -> Outcome<CustomerPortalReportSchemasLatest> {
    let id = own_of(&caller, None)?;
    reports::latest(caller, asked(ById { id }, (), ())).await
}

async fn report(
    caller: Caller,
    call: Call<CustomerPortalReportSchemasGet>,
) -> Outcome<CustomerPortalReportSchemasGet> {
    let client = own_of(&caller, None)?;
    let row = schemas::find(caller.office.database.readers(), call.path.id).await?;
    row.filter(|row| row.client_id == client)
        .ok_or(Refusal::NoSuchRecord)?;
    reports::get(caller, asked(call.path, (), ())).await
}

async fn items_list(
    caller: Caller,
    call: Call<CustomerPortalNegativeItemsList>,
) -> Outcome<CustomerPortalNegativeItemsList> {
    let client = own_of(&caller, Some(call.path.client))?;
    let query = call.query.of(client);
    let mut page = negative_items::list(caller, asked((), query, ())).await?;
    page.rows = page.rows.into_iter().map(negative_item).collect();
    Ok(page)
}

async fn item(
    caller: Caller,
    call: Call<CustomerPortalNegativeItemsGet>,
) -> Outcome<CustomerPortalNegativeItemsGet> {
    let (client, id) = (own_of(&caller, Some(call.path.client))?, call.path.id);
    let row = items::find(caller.office.database.readers(), id).await?;
    row.filter(|row| row.client_id == client)
        .ok_or(Refusal::NoSuchRecord)?;
    let read = negative_items::get(caller, asked(ById { id }, (), ())).await?;
    Ok(negative_item(read))
}

/// What the variables and snippets of a text stand for that a client reads.
async fn values(caller: &Caller, client: i64) -> Result<Values, Refusal> {
    let mut database = caller.office.database.readers().acquire().await?;
    let values = texts::about(caller, &mut database, client).await?;
    texts::with_snippets(&mut *database, values).await
}

/// A call as agents make it.
fn asked<O: Operation>(path: O::Path, query: O::Query, body: O::Body) -> Call<O> {
    Call { path, query, body }
}

/// The client whose user somebody is, if it is the client whom they ask about.
fn own(agent: &Agent, about: Option<i64>) -> Result<i64, Refusal> {
    let own = agent.client_id;
    let own = own.filter(|own| about.is_none_or(|about| about == *own));
    own.ok_or(Refusal::NotAllowed)
}

fn own_of(caller: &Caller, about: Option<i64>) -> Result<i64, Refusal> {
    let who = caller.signed_in.as_ref().ok_or(Refusal::NoToken)?;
    own(&who.agent, about)
}

/// Refuses a file that is not the client's, as if there were none.
async fn own_file(write: &mut Writing, id: i64, client: i64) -> Result<(), Refusal> {
    if is_own_file(write.database(), id, client).await? {
        return Ok(());
    }
    let errors = FieldErrors::one("attachment_id", "names no file");
    Err(Refusal::Fields(errors))
}

async fn is_own_file(
    database: impl SqliteExecutor<'_>,
    id: i64,
    client: i64,
) -> Result<bool, Refusal> {
    Ok(files::is_seen_by(database, id, client).await?)
}

/// A document of the client that the client may change: what the firm put there stays.
async fn own_document(write: &mut Writing, id: i64, client: i64) -> Result<DocumentRow, Refusal> {
    let row = papers::find(write.database(), id).await?;
    let row = row.filter(|row| row.client_id == client);
    let row = row.ok_or(Refusal::NoSuchRecord)?;
    if row.author_id == write.agent.id {
        Ok(row)
    } else {
        Err(Refusal::NotAllowed)
    }
}

/// A file's record with the address at which a client reads it. Its bytes are fetched where agents
/// fetch them.
fn for_client(file: Attachment) -> Attachment {
    Attachment {
        url: file
            .id
            .map(|id| format!("/customer-portal/attachments/{id}")),
        ..file
    }
}

fn document(mut document: Document) -> Document {
    document.attachment = document.attachment.map(for_client);
    document
}

fn agreement(mut agreement: Agreement) -> Agreement {
    agreement.attachment = agreement.attachment.map(for_client);
    agreement
}

fn negative_item(mut item: NegativeItem) -> NegativeItem {
    for piece in &mut item.correspondence {
        let files = std::mem::take(&mut piece.attachments);
        piece.attachments = files.into_iter().map(for_client).collect();
    }
    item
}
