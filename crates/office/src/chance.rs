//! Where the office takes its chances. A seam: tests know what comes.

use std::{fmt, sync::Arc};

type Pick = dyn Fn(usize) -> usize + Send + Sync;

/// Picks one of several.
#[derive(Clone)]
pub struct Chance(Arc<Pick>);

impl Chance {
    /// A chance that picks what the function says: which one of so many, from 0.
    pub fn new(pick: impl Fn(usize) -> usize + Send + Sync + 'static) -> Self {
        Self(Arc::new(pick))
    }

    /// Picks one of so many, from 0.
    #[must_use]
    pub fn pick(&self, of: usize) -> usize {
        (self.0)(of)
    }
}

impl Default for Chance {
    /// The machine's random bytes; the first of all on a machine that has none.
    fn default() -> Self {
        Self::new(|of| {
            let mut bytes = [0; 4];
            let _ = getrandom::fill(&mut bytes);
            u32::from_le_bytes(bytes) as usize % of.max(1)
        })
    }
}

impl fmt::Debug for Chance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Chance")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_picks_one_that_is_there() {
        let chance = Chance::default();
        assert!((1..100).all(|of| chance.pick(of) < of));
    }
}
