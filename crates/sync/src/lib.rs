//! Bringing the cache up to date with a server that has pages, a clock and no change feed.
//! Decides and writes; what an agent sees of it is `desk`'s business.

mod clients;
mod kind;
mod notes;
pub mod outbox;
mod patience;
mod pull;

pub(crate) use store::time;

pub use pull::{Finished, PullError, Pulled, Reporter, pull};
