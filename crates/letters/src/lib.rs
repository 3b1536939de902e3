//! Letters: a template and a client's facts become a [`Letter`], a letter becomes an exact PDF.
//! No I/O, no clock, no network: dates are given, fonts are inside, and the same letter gives the
//! same bytes on every machine.
//!
//! ```text
//! Template + Facts ──compose──> Letter ──pdf──> Pdf
//! ```
//!
//! Whatever would go out wrong is refused, and each [`Refusal`] is a sentence for the agent.

mod address;
mod body;
mod choice;
mod compose;
pub mod envelope;
mod facts;
mod fonts;
mod letter;
mod pdf;
mod refusal;
mod shortcode;
pub mod starters;
mod states;
#[cfg(test)]
mod tests;
mod text;

pub use address::Address;
pub use choice::{choose, has_stray_brace};
pub use compose::{Template, compose};
pub use facts::{Client, Facts, Firm, Recipient, RecipientKind, Report};
pub use letter::{Block, Item, Letter, Reference};
pub use pdf::{Pdf, pdf};
pub use refusal::{Refusal, Refusals};
pub use shortcode::{Filled, VARIABLES, Values, Variable, fill};
pub use states::code as state_code;
pub use text::one_line;

/// `Debug` that prints no client: what is in a letter stays out of logs.
macro_rules! silent {
    ($($type:ident),+) => {
        $(impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($type), "(…)"))
            }
        })+
    };
}
use silent;
