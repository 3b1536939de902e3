//! `portal.contracts.*`: what clients agree to. Nothing that a contract ever said is lost: each change
//! makes a version, and so does going back to one.

use std::collections::{HashMap, HashSet};

use contract::{
    Call, FieldErrors, Page,
    portal::{
        Contract, ContractFields, ContractListing, ContractProduct, ContractVersion,
        ContractsClone, ContractsCreate, ContractsDelete, ContractsGet, ContractsList,
        ContractsRevert, ContractsUpdate, ContractsVersions, Message, UserInShort,
    },
};
use letters::Values;
use sqlx::{SqliteConnection, SqliteExecutor};

use super::{
    asked::{Asked, Pages, whole_list},
    attachments::let_go_with,
    copies::copied,
    entered::Entered,
    texts,
};
use crate::{
    data::{
        agents, agreements,
        attachments::Owner,
        contract_versions::{self, NewVersion, VersionRow},
        contracts::{self, ContractRow, Sort, Window},
        products::{self, ProductRow},
    },
    server::{Caller, Outcome, Refusal, Table, Writing},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<ContractsList>(list)
        .writes::<ContractsCreate>(create)
        .on::<ContractsGet>(get)
        .writes::<ContractsUpdate>(update)
        .writes::<ContractsDelete>(delete)
        .writes::<ContractsClone>(clone)
        .on::<ContractsVersions>(versions)
        .writes::<ContractsRevert>(revert)
}

/// The longest name, in characters.
const LONGEST_NAME: usize = 255;

async fn list(caller: Caller, call: Call<ContractsList>) -> Outcome<ContractsList> {
    let (window, pages) = window(call.query).map_err(Refusal::Fields)?;
    page(&caller, &window, &pages).await
}

/// A page of contracts, with their text as it was written.
pub(super) async fn page(
    caller: &Caller,
    window: &Window,
    pages: &Pages,
) -> Result<Page<Contract>, Refusal> {
    let database = caller.office.database.readers();
    let total = contracts::count(database, window).await?;
    let rows = contracts::list(database, window).await?;
    let products = products::all(database).await?.into_iter();
    let products: HashMap<i64, ProductRow> = products.map(|row| (row.id, row)).collect();
    let shown = rows.into_iter().map(|row| {
        let product = row.product_id.and_then(|id| products.get(&id)).cloned();
        row.shown(product.map(ProductRow::of_contract))
    });
    Ok(pages.page(shown, total))
}

async fn get(caller: Caller, call: Call<ContractsGet>) -> Outcome<ContractsGet> {
    let database = caller.office.database.readers();
    let values = texts::about_nobody(&caller, database).await?;
    let values = texts::with_snippets(database, values).await?;
    read(&caller, call.path.id, &values).await
}

/// A contract, with values in the place of its shortcodes.
pub(super) async fn read(caller: &Caller, id: i64, values: &Values) -> Result<Contract, Refusal> {
    let database = caller.office.database.readers();
    let row = contracts::find(database, id).await?;
    let mut row = row.ok_or(Refusal::NoSuchRecord)?;
    row.content = texts::filled("content", &row.content, values)?;
    let product = product(database, &row).await?;
    Ok(row.shown(product))
}

async fn create(write: &mut Writing, call: Call<ContractsCreate>) -> Outcome<ContractsCreate> {
    let row = entered(write, call.body, ContractRow::default()).await?;
    add(write, row).await
}

async fn update(write: &mut Writing, call: Call<ContractsUpdate>) -> Outcome<ContractsUpdate> {
    let row = there(write, call.path.id).await?;
    let row = entered(write, call.body, row).await?;
    let row = change(write, row).await?;
    let product = product(write.database(), &row).await?;
    Ok(row.shown(product))
}

async fn delete(write: &mut Writing, call: Call<ContractsDelete>) -> Outcome<ContractsDelete> {
    let row = there(write, call.path.id).await?;
    if agreements::have_contract(write.database(), row.id).await? {
        let sentence = "names a contract that a client agreed to";
        return Err(Refusal::Fields(FieldErrors::one("id", sentence)));
    }
    contracts::delete(write.database(), row.id).await?;
    let_go_with(write, Owner::Contract(row.id)).await?;
    Ok(Message::new("The contract and its versions were deleted."))
}

async fn clone(write: &mut Writing, call: Call<ContractsClone>) -> Outcome<ContractsClone> {
    let mut row = there(write, call.path.id).await?;
    let taken = contracts::names(write.database()).await?;
    let taken: HashSet<String> = taken.into_iter().collect();
    row.name = copied(&row.name, LONGEST_NAME, &taken);
    add(write, row).await
}

async fn versions(caller: Caller, call: Call<ContractsVersions>) -> Outcome<ContractsVersions> {
    let mut database = caller.office.database.readers().acquire().await?;
    let row = contracts::find(&mut *database, call.path.id).await?;
    history(&mut database, row.ok_or(Refusal::NoSuchRecord)?.id).await
}

async fn revert(write: &mut Writing, call: Call<ContractsRevert>) -> Outcome<ContractsRevert> {
    let mut row = there(write, call.path.id).await?;
    let version = contract_versions::find(write.database(), row.id, call.path.version_id).await?;
    row.content = version.ok_or(Refusal::NoSuchRecord)?.content;
    let row = change(write, row).await?;
    history(write.database(), row.id).await
}

/// The product that a contract is for.
async fn product(
    database: impl SqliteExecutor<'_>,
    row: &ContractRow,
) -> Result<Option<ContractProduct>, Refusal> {
    let Some(id) = row.product_id else {
        return Ok(None);
    };
    let found = products::find(database, id).await?;
    Ok(found.map(ProductRow::of_contract))
}

async fn there(write: &mut Writing, id: i64) -> Result<ContractRow, Refusal> {
    let row = contracts::find(write.database(), id).await?;
    row.ok_or(Refusal::NoSuchRecord)
}

/// The contract with what is asked for, if it then has a name of its own, a type and a text.
async fn entered(
    write: &mut Writing,
    fields: ContractFields,
    row: ContractRow,
) -> Result<ContractRow, Refusal> {
    let mut entered = Entered::default();
    let row = ContractRow {
        name: entered.needed("name", fields.name, row.name),
        kind: entered.needed("type", fields.kind, row.kind),
        description: entered.optional("description", fields.description, row.description),
        content: entered.text("content", fields.content, row.content),
        product_id: fields.product_id.or(row.product_id),
        ..row
    };
    if let Some(id) = fields.product_id
        && products::find(write.database(), id).await?.is_none()
    {
        entered.wrong("product_id", "names no product");
    }
    let same = contracts::named(write.database(), &row.name).await?;
    if same.is_some_and(|same| same != row.id) {
        entered.wrong("name", "is the name of another contract");
    }
    entered.done()?;
    Ok(row)
}

async fn add(write: &mut Writing, mut row: ContractRow) -> Result<Contract, Refusal> {
    let now = write.moment().await?;
    (row.created_at, row.updated_at) = (now.clone(), now);
    row.id = contracts::add(write.database(), &row).await?;
    keep(write, &row).await?;
    let product = product(write.database(), &row).await?;
    Ok(row.shown(product))
}

async fn change(write: &mut Writing, mut row: ContractRow) -> Result<ContractRow, Refusal> {
    row.updated_at = write.moment().await?;
    contracts::change(write.database(), &row).await?;
    keep(write, &row).await?;
    Ok(row)
}

/// Keeps what a contract says now as its newest version.
async fn keep(write: &mut Writing, row: &ContractRow) -> Result<(), Refusal> {
    let version = NewVersion {
        contract: row.id,
        author: write.agent.id,
        content: &row.content,
        created_at: &row.updated_at,
    };
    Ok(contract_versions::add(write.database(), &version).await?)
}

/// The versions of a contract, the newest first.
async fn history(
    database: &mut SqliteConnection,
    contract: i64,
) -> Result<Page<ContractVersion>, Refusal> {
    let mut authors: HashMap<i64, UserInShort> = HashMap::new();
    let mut rows = Vec::new();
    for row in contract_versions::of_contract(&mut *database, contract).await? {
        let author = match authors.get(&row.author) {
            Some(author) => author.clone(),
            None => {
                let agent = agents::find(&mut *database, row.author).await?;
                let agent = agent.ok_or_else(|| Refusal::inside("a version has no author"))?;
                let author = agent.in_short();
                authors.insert(row.author, author.clone());
                author
            }
        };
        rows.push(show(row, author));
    }
    Ok(whole_list(rows.into_iter()))
}

fn show(row: VersionRow, author: UserInShort) -> ContractVersion {
    ContractVersion {
        author: Some(author),
        content: Some(row.content),
        contract_id: Some(row.contract),
        created_at: Some(row.created_at),
        id: Some(row.id),
        version_number: Some(row.version_number),
    }
}

pub(super) fn window(query: ContractListing) -> Result<(Window, Pages), FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let window = Window {
        name: asked.part("name", query.name.as_deref()),
        kind: None,
        created_on: query.created_at,
        product: query.product_id,
        sort: asked.sort(query.sort_by.as_deref(), Sort::ALL),
        direction: query.sort_direction.unwrap_or_default(),
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| (window, pages))
}
