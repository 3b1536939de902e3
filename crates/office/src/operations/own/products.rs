//! `office.products.*`: what the firm sells. `office.client_products.*`: what clients buy of it, and
//! what they pay.

use contract::{
    Call,
    office::{
        ClientProductChange, ClientProductsCreate, ClientProductsDelete, ClientProductsUpdate,
        NewClientProduct, NewProduct, ProductChange, ProductsCreate, ProductsDelete,
        ProductsUpdate,
    },
    portal::Message,
};
use reports::Money;

use super::super::{attachments::let_go_with, client_products::one, entered::Entered};
use crate::{
    data::{
        attachments::Owner,
        client_products::{self as bought, ClientProductRow},
        clients,
        products::{self as data, ProductRow},
    },
    server::{Outcome, Refusal, Table, Writing},
};

/// Serves both groups.
pub(super) fn serve(table: Table) -> Table {
    table
        .writes::<ProductsCreate>(create)
        .writes::<ProductsUpdate>(update)
        .writes::<ProductsDelete>(delete)
        .writes::<ClientProductsCreate>(buy)
        .writes::<ClientProductsUpdate>(change)
        .writes::<ClientProductsDelete>(undo)
}

async fn create(write: &mut Writing, call: Call<ProductsCreate>) -> Outcome<ProductsCreate> {
    let NewProduct {
        name,
        product_code,
        product_type,
    } = call.body;
    let new = ProductChange {
        name: Some(name),
        product_code: Some(product_code),
        product_type: Some(product_type),
    };
    let mut row = entered(write, new, ProductRow::default()).await?;
    row.created_at.clone_from(&row.updated_at);
    row.id = data::add(write.database(), &row).await?;
    Ok(row.shown())
}

async fn update(write: &mut Writing, call: Call<ProductsUpdate>) -> Outcome<ProductsUpdate> {
    let row = data::find(write.database(), call.path.id).await?;
    let row = row.ok_or(Refusal::NoSuchRecord)?;
    let row = entered(write, call.body, row).await?;
    data::change(write.database(), &row).await?;
    Ok(row.shown())
}

async fn delete(write: &mut Writing, call: Call<ProductsDelete>) -> Outcome<ProductsDelete> {
    let id = call.path.id;
    if data::is_needed(write.database(), id).await? {
        return Err(Refusal::NotNow(
            "Clients bought this product, or contracts are for it.",
        ));
    }
    if !data::delete(write.database(), id).await? {
        return Err(Refusal::NoSuchRecord);
    }
    let_go_with(write, Owner::Product(id)).await?;
    Ok(Message::new("The product was deleted."))
}

async fn buy(
    write: &mut Writing,
    call: Call<ClientProductsCreate>,
) -> Outcome<ClientProductsCreate> {
    let NewClientProduct {
        charged_monthly,
        client_id,
        initial_fee,
        product_id,
    } = call.body;
    let mut entered = Entered::default();
    if !clients::exists(write.database(), client_id).await? {
        entered.wrong("client_id", "names no client");
    }
    entered.product(write, product_id).await?;
    let now = write.moment().await?;
    let mut row = ClientProductRow {
        id: 0,
        client_id,
        product_id,
        initial_fee: cents(initial_fee, 0),
        charged_monthly: cents(charged_monthly, 0),
        created_at: now.clone(),
        updated_at: now,
    };
    entered.done()?;
    row.id = bought::add(write.database(), &row).await?;
    one(write.database(), row).await
}

async fn change(
    write: &mut Writing,
    call: Call<ClientProductsUpdate>,
) -> Outcome<ClientProductsUpdate> {
    let row = bought::find(write.database(), call.path.id).await?;
    let row = row.ok_or(Refusal::NoSuchRecord)?;
    let ClientProductChange {
        charged_monthly,
        initial_fee,
        product_id,
    } = call.body;
    let mut entered = Entered::default();
    if let Some(product) = product_id {
        entered.product(write, product).await?;
    }
    let row = ClientProductRow {
        product_id: product_id.unwrap_or(row.product_id),
        initial_fee: cents(initial_fee, row.initial_fee),
        charged_monthly: cents(charged_monthly, row.charged_monthly),
        updated_at: write.moment().await?,
        ..row
    };
    entered.done()?;
    bought::change(write.database(), &row).await?;
    one(write.database(), row).await
}

async fn undo(
    write: &mut Writing,
    call: Call<ClientProductsDelete>,
) -> Outcome<ClientProductsDelete> {
    if !bought::delete(write.database(), call.path.id).await? {
        return Err(Refusal::NoSuchRecord);
    }
    let_go_with(write, Owner::ClientProduct(call.path.id)).await?;
    Ok(Message::new("What the client bought was deleted."))
}

/// The product as it is to be kept, under a code that no other has, changed now.
async fn entered(
    write: &mut Writing,
    to: ProductChange,
    row: ProductRow,
) -> Result<ProductRow, Refusal> {
    let mut entered = Entered::default();
    let mut row = ProductRow {
        name: entered.needed("name", to.name, row.name),
        product_code: entered.needed("product_code", to.product_code, row.product_code),
        product_type: entered.needed("product_type", to.product_type, row.product_type),
        ..row
    };
    if data::is_double(write.database(), &row).await? {
        entered.wrong("product_code", "is the code of another product");
    }
    entered.done()?;
    row.updated_at = write.moment().await?;
    Ok(row)
}

impl Entered {
    /// A product that the firm sells.
    async fn product(&mut self, write: &mut Writing, id: i64) -> Result<(), Refusal> {
        if data::find(write.database(), id).await?.is_none() {
            self.wrong("product_id", "names no product");
        }
        Ok(())
    }
}

/// What is paid, in cents: what was kept, where nobody says.
fn cents(dollars: Option<String>, kept: i64) -> i64 {
    let dollars = dollars.and_then(|dollars| Money::parse(&dollars));
    dollars.map_or(kept, Money::cents)
}
