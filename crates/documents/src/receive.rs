//! All that happens to a dropped path before it waits to be sent, in the order it happens.

use std::path::Path;

use crate::{
    inspect::{Inspection, inspect},
    normalise::{Normalised, normalise},
    refusal::Refusal,
    spool::{Spool, SpoolError},
    take::{Taken, take},
};

/// A file that is ready to be queued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// What it is, what it is called, and what the agent should know.
    pub inspection: Inspection,
    /// The bytes that will be sent.
    pub normalised: Normalised,
}

/// Takes, inspects and normalises a dropped path of at most `largest` bytes. Of a refused file
/// nothing stays.
///
/// # Errors
/// Why it is not taken.
pub fn receive(path: &Path, spool: &Spool, largest: u64) -> Result<Received, Refusal> {
    prepare(take(path, spool, largest)?, spool)
}

/// The same for what was taken in another way, such as from the clipboard.
///
/// # Errors
/// Why it is not taken.
pub fn prepare(taken: Taken, spool: &Spool) -> Result<Received, Refusal> {
    let outcome = examine(&taken, spool);
    if outcome.is_err() {
        // The reason is worth more to the agent than a copy that could not be removed; that one is
        // found at the next start.
        let _: Result<(), SpoolError> = spool.wipe(taken.spooled.id);
    }
    outcome
}

fn examine(taken: &Taken, spool: &Spool) -> Result<Received, Refusal> {
    let inspection = inspect(&mut spool.reader(taken.spooled.id)?, &taken.name)?;
    let normalised = normalise(spool, taken.spooled, inspection.kind)?;
    Ok(Received {
        inspection,
        normalised,
    })
}
