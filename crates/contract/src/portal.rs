//! The Portal, the back office of a credit-repair firm: its operations and their types, one
//! module a group.

mod addresses;
mod agreements;
mod attachments;
mod auth;
mod client_products;
mod clients;
mod contracts;
mod correspondence;
mod customer_portal;
mod customerio_templates;
mod documents;
mod events;
mod fax_settings;
mod goals;
mod imports;
mod instructions;
mod item_dropdowns;
mod kba;
mod negative_items;
mod notes;
mod reports;
mod roles;
mod segments;
mod snippets;
mod tasks;
mod templates;
mod workflows;

pub use addresses::*;
pub use agreements::*;
pub use attachments::*;
pub use auth::*;
pub use client_products::*;
pub use clients::*;
pub use contracts::*;
pub use correspondence::*;
pub use customer_portal::*;
pub use customerio_templates::*;
pub use documents::*;
pub use events::*;
pub use fax_settings::*;
pub use goals::*;
pub use imports::*;
pub use instructions::*;
pub use item_dropdowns::*;
pub use kba::*;
pub use negative_items::*;
pub use notes::*;
pub use reports::*;
pub use roles::*;
pub use segments::*;
pub use snippets::*;
pub use tasks::*;
pub use templates::*;
pub use workflows::*;

use crate::operation::{OfSystem, Scheme, System};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A record's own number, in the path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ById {
    /// The record's id.
    #[schemars(range(min = 1))]
    pub id: i64,
}

/// A sentence about what was done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Message {
    /// The sentence.
    pub message: Option<String>,
}

impl Message {
    /// This sentence.
    #[must_use]
    pub fn new(sentence: &str) -> Self {
        let message = Some(sentence.to_owned());
        Self { message }
    }
}

/// The Portal, as a type.
#[derive(Clone, Copy, Debug)]
pub struct Portal;

impl OfSystem for Portal {
    const SYSTEM: &'static System = &PORTAL;
}

/// The Portal, the back office of a credit-repair firm.
pub static PORTAL: System = System {
    name: "portal",
    doc: "The Portal, the back office of a credit-repair firm.",
    scheme: Scheme::KeyAndBearer,
    groups: &[
        auth::OPERATIONS,
        roles::OPERATIONS,
        clients::OPERATIONS,
        reports::OPERATIONS,
        negative_items::OPERATIONS,
        notes::OPERATIONS,
        attachments::OPERATIONS,
        documents::OPERATIONS,
        templates::OPERATIONS,
        snippets::OPERATIONS,
        contracts::OPERATIONS,
        agreements::OPERATIONS,
        addresses::OPERATIONS,
        instructions::OPERATIONS,
        item_dropdowns::OPERATIONS,
        fax_settings::OPERATIONS,
        goals::OPERATIONS,
        correspondence::OPERATIONS,
        customer_portal::OPERATIONS,
        segments::OPERATIONS,
        imports::OPERATIONS,
        tasks::OPERATIONS,
        client_products::OPERATIONS,
        kba::OPERATIONS,
        events::OPERATIONS,
        workflows::OPERATIONS,
        customerio_templates::OPERATIONS,
    ],
};
