//! What tests share. Nothing of it is in the app.

mod asked;
mod end;
mod microsoft;
mod operations;
mod otherwise;
mod people;
mod portal;
pub mod sample;
mod schema;
mod vault;
mod wire;

pub use asked::{Answered, AnsweringServer, AskedCall};
pub use end::end_after_databases;
pub use microsoft::Microsoft;
pub use otherwise::{Envelope, Manner, Moving, Otherwise, operation, otherwise, page};
pub use people::{client, negative_item, report_schema};
pub use portal::{
    AGENT, API_KEY, Asked, Fault, Kind, ListForm, PASSWORD, PortalServer, RecordForm, Truth,
    nowhere,
};
pub use schema::Place;
pub use vault::{MemoryVault, StandingVault};
pub use wire::Wire;
