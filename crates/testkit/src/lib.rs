//! What tests share. Nothing of it is in the app.

mod vault;

pub use vault::MemoryVault;
