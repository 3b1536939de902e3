//! `office.products.*`: what the firm sells, which the Portal only lists. `office.client_products.*`:
//! what clients buy of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Office;
use crate::{
    envelope::{Bare, Data},
    operation::operations,
    portal::{ById, ClientProduct, Message, Product},
};

operations! {
    Office, "office";

    /// Makes a product.
    ProductsCreate = "products.create", POST   "/office/products",      Token, ()   | () | NewProduct    => Data<Product>, 201 401 403 419 422 500;
    /// Changes a product; what is left out stays.
    ProductsUpdate = "products.update", PATCH  "/office/products/{id}", Token, ById | () | ProductChange => Data<Product>, 200 401 403 404 419 422 500;
    /// Deletes a product that no client bought and no contract is for.
    ProductsDelete = "products.delete", DELETE "/office/products/{id}", Token, ById | () | ()            => Bare<Message>, 200 401 403 404 409 419 422 500;

    /// Notes what a client bought.
    ClientProductsCreate = "client_products.create", POST   "/office/client-products",      Token, ()   | () | NewClientProduct    => Data<ClientProduct>, 201 401 403 419 422 500;
    /// Changes what a client bought or pays; what is left out stays.
    ClientProductsUpdate = "client_products.update", PATCH  "/office/client-products/{id}", Token, ById | () | ClientProductChange => Data<ClientProduct>, 200 401 403 404 419 422 500;
    /// Deletes what a client bought, as if that had never been.
    ClientProductsDelete = "client_products.delete", DELETE "/office/client-products/{id}", Token, ById | () | ()                  => Bare<Message>,       200 401 403 404 419 422 500;
}

/// An amount in dollars, below a million.
const AMOUNT: &str = r"^[0-9]{1,6}(\.[0-9]{1,2})?$";

/// A product to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewProduct {
    /// What it is called.
    #[schemars(length(min = 1, max = 255))]
    pub name: String,
    /// The firm's code for it, which no other product has.
    #[schemars(length(min = 1, max = 64))]
    pub product_code: String,
    /// What kind of product it is, such as `monthly` or `one_time`.
    #[schemars(length(min = 1, max = 64))]
    pub product_type: String,
}

/// What is to be different about a product.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ProductChange {
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 255))]
    pub name: Option<String>,
    /// The firm's code for it, which no other product has.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 64))]
    pub product_code: Option<String>,
    /// What kind of product it is, such as `monthly` or `one_time`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 64))]
    pub product_type: Option<String>,
}

/// Something that a client bought.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewClientProduct {
    /// What the client pays a month, in dollars, such as `79.95`; nothing when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = AMOUNT))]
    pub charged_monthly: Option<String>,
    /// Who bought it.
    #[schemars(range(min = 1))]
    pub client_id: i64,
    /// What the client pays once, in dollars, such as `79.95`; nothing when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = AMOUNT))]
    pub initial_fee: Option<String>,
    /// What was bought.
    #[schemars(range(min = 1))]
    pub product_id: i64,
}

/// What is to be different about something that a client bought.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ClientProductChange {
    /// What the client pays a month, in dollars, such as `79.95`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = AMOUNT))]
    pub charged_monthly: Option<String>,
    /// What the client pays once, in dollars, such as `79.95`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = AMOUNT))]
    pub initial_fee: Option<String>,
    /// What was bought.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub product_id: Option<i64>,
}

silent!(NewClientProduct, ClientProductChange);
