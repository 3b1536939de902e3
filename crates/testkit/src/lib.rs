//! What tests share. Nothing of it is in the app.

mod asked;
mod people;
mod portal;
mod vault;
mod wire;

pub use asked::{AnsweringServer, AskedCall};
pub use people::{client, negative_item, report_schema};
pub use portal::{
    AGENT, API_KEY, Asked, Fault, Kind, ListForm, PASSWORD, PortalServer, RecordForm, Truth,
    nowhere,
};
pub use vault::{MemoryVault, StandingVault};
pub use wire::Wire;
