//! What tests share. Nothing of it is in the app.

mod vault;
mod wire;

pub use vault::{MemoryVault, StandingVault};
pub use wire::Wire;
