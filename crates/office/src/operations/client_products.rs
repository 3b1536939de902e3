//! `portal.client_products.*`: what clients bought, and what they pay for it.

use std::collections::HashMap;

use contract::{
    Call, FieldErrors,
    portal::{
        Client, ClientProduct, ClientProductListing, ClientProductsGet, ClientProductsList,
        Product, SortDirection,
    },
};
use sqlx::{SqliteConnection, SqlitePool};

use super::{
    asked::{Asked, Pages},
    clients::owner,
};
use crate::{
    data::{
        client_products::{self as data, ClientProductRow, Sort, Window},
        products,
    },
    server::{Caller, Outcome, Refusal, Table},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<ClientProductsList>(list)
        .on::<ClientProductsGet>(get)
}

async fn list(caller: Caller, call: Call<ClientProductsList>) -> Outcome<ClientProductsList> {
    let database = caller.office.database.readers();
    let (window, pages) = window(&call.query).map_err(Refusal::Fields)?;
    let total = data::count(database, &window).await?;
    let rows = data::list(database, &window).await?;
    Ok(pages.page(shown(database, rows).await?, total))
}

/// Everything that a client bought.
pub(super) async fn of_client(
    database: &SqlitePool,
    client: i64,
) -> Result<Vec<ClientProduct>, Refusal> {
    let all = Window {
        client: Some(client),
        sort: Sort::Id,
        direction: SortDirection::Asc,
        offset: 0,
        limit: i64::MAX,
    };
    shown(database, data::list(database, &all).await?).await
}

/// The records of rows whose clients are still there, in their order.
async fn shown(
    database: &SqlitePool,
    rows: Vec<ClientProductRow>,
) -> Result<Vec<ClientProduct>, Refusal> {
    let products = products::all(database).await?.into_iter();
    let products: HashMap<i64, Product> = products.map(|row| (row.id, row.shown())).collect();
    let mut clients: HashMap<i64, Client> = HashMap::new();
    let mut shown = Vec::with_capacity(rows.len());
    for row in rows {
        let client = match clients.get(&row.client_id) {
            Some(client) => client.clone(),
            None => {
                let client = owner(database, row.client_id).await;
                let Some(client) = Refusal::unless_gone(client)? else {
                    continue;
                };
                clients.insert(row.client_id, client.clone());
                client
            }
        };
        let product = products.get(&row.product_id).cloned();
        shown.push(show(row, client, product));
    }
    Ok(shown)
}

async fn get(caller: Caller, call: Call<ClientProductsGet>) -> Outcome<ClientProductsGet> {
    let mut database = caller.office.database.readers().acquire().await?;
    let row = data::find(&mut *database, call.path.id).await?;
    one(&mut database, row.ok_or(Refusal::NoSuchRecord)?).await
}

/// The record of a row.
pub(super) async fn one(
    database: &mut SqliteConnection,
    row: ClientProductRow,
) -> Result<ClientProduct, Refusal> {
    let client = owner(&mut *database, row.client_id).await?;
    let product = products::find(database, row.product_id).await?;
    Ok(show(row, client, product.map(products::ProductRow::shown)))
}

fn window(query: &ClientProductListing) -> Result<(Window, Pages), FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let window = Window {
        client: query.client_id,
        sort: asked.sort(query.sort_by.as_deref(), Sort::ALL),
        direction: query.sort_direction.unwrap_or_default(),
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| (window, pages))
}

fn show(row: ClientProductRow, client: Client, product: Option<Product>) -> ClientProduct {
    // Exact up to 2^53 cents.
    let dollars = |cents: i64| cents as f64 / 100.0;
    ClientProduct {
        charged_monthly: Some(dollars(row.charged_monthly)),
        client: Some(client),
        created_at: Some(row.created_at),
        id: Some(row.id),
        initial_fee: Some(dollars(row.initial_fee)),
        product,
        updated_at: Some(row.updated_at),
    }
}
