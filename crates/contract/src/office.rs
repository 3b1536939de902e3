//! What the local office has beyond the Portal's document: first run, mail, users, clients and what
//! is in their files, the outgoing folder, what the firm sells, what was agreed to by mistake, what
//! Unaport reported, backup and restore. The table is ours; a server that has it says so in its
//! announcement, and serves it beside the Portal's operations, to the same key and tokens.

mod agreements;
mod backup;
mod clients;
mod firm;
mod mail;
mod negative_items;
mod outgoing;
mod products;
mod reports;
mod tasks;
mod unaport_notifications;
mod users;

pub use agreements::*;
pub use backup::*;
pub use clients::*;
pub use firm::*;
pub use mail::*;
pub use negative_items::*;
pub use outgoing::*;
pub use products::*;
pub use reports::*;
pub use tasks::*;
pub use unaport_notifications::*;
pub use users::*;

use crate::operation::{OfSystem, Scheme, System};

/// The version of the table; a server that has it announces this number.
pub const TABLE: u32 = 1;

/// The shortest password that an office takes, in characters.
pub const SHORTEST_PASSWORD: usize = 12;

/// The office's own operations, as a type.
#[derive(Clone, Copy, Debug)]
pub struct Office;

impl OfSystem for Office {
    const SYSTEM: &'static System = &OFFICE;
}

/// The local office: what the Portal's document leaves out.
pub static OFFICE: System = System {
    name: "office",
    doc: "The local office: what the Portal's document leaves out.",
    scheme: Scheme::KeyAndBearer,
    groups: &[
        firm::OPERATIONS,
        mail::OPERATIONS,
        users::OPERATIONS,
        clients::OPERATIONS,
        reports::OPERATIONS,
        negative_items::OPERATIONS,
        tasks::OPERATIONS,
        unaport_notifications::OPERATIONS,
        outgoing::OPERATIONS,
        products::OPERATIONS,
        agreements::OPERATIONS,
        backup::OPERATIONS,
    ],
};
