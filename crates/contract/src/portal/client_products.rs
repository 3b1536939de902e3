//! `portal.client_products.*`: what clients bought, and what they pay for it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ById, Client, Portal, Product, SortDirection};
use crate::{
    envelope::{Data, Paged},
    operation::operations,
};

operations! {
    Portal, "portal";

    /// Lists what clients bought, a page at a time.
    ClientProductsList = "client_products.list", GET "/client-products",      Token, ()   | ClientProductListing | () => Paged<ClientProduct>, 200 401 403 419 422 500;
    /// Reads one thing that a client bought.
    ClientProductsGet  = "client_products.get",  GET "/client-products/{id}", Token, ById | ()                   | () => Data<ClientProduct>,  200 401 403 404 419 422 500;
}

/// Which of the things that clients bought to list, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ClientProductListing {
    /// The client whose to list; every client's when not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub client_id: Option<i64>,
    /// The column to sort by: `id`, `initial_fee`, `charged_monthly`, `created_at` or
    /// `updated_at`. The Portal names them in words only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 64))]
    pub sort_by: Option<String>,
    /// The direction of the sort.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_direction: Option<SortDirection>,
    /// The page, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub page: Option<i64>,
    /// Records a page; 15 when not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1), extend("default" = 15))]
    pub per_page: Option<i64>,
}

/// Something that a client bought.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ClientProduct {
    /// What the client pays a month, in dollars.
    pub charged_monthly: Option<f64>,
    /// Who bought it.
    pub client: Option<Client>,
    /// When it was bought.
    pub created_at: Option<String>,
    /// Its id; not documented by the Portal, sent by the office.
    pub id: Option<i64>,
    /// What the client pays once, in dollars.
    pub initial_fee: Option<f64>,
    /// What was bought.
    pub product: Option<Product>,
    /// When it was changed last.
    pub updated_at: Option<String>,
}

silent!(ClientProduct);
