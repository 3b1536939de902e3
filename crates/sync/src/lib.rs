//! Bringing the cache up to date with a server that has pages, a clock and no change feed.
//! Decides and writes; what an agent sees of it is `desk`'s business.

mod catalog;
mod clients;
mod correspondence;
mod documents;
mod kind;
mod negative_items;
mod notes;
pub mod outbox;
mod patience;
mod pull;
mod reports;

pub(crate) use store::time;

pub use catalog::{Catalog, announced};
pub use clients::keep_client;
pub use pull::{Finished, PullError, Pulled, Reporter, pull, pull_of};
pub use reports::reports_due;
