//! Why a letter cannot be made: one sentence each, naming the field and never its value.

use crate::facts::RecipientKind;

/// Everything that stands in a letter's way, at once.
pub type Refusals = Vec<Refusal>;

/// One thing that stands in a letter's way.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A shortcode that is neither ours nor an attribute of the client.
    #[error("[{0}] names nothing. Correct it in the template, or take it out.")]
    Unknown(String),
    /// A shortcode without a value for this client.
    #[error("[{0}] is empty for this client. Fill it in, or take it out of the template.")]
    Empty(String),
    /// A text that grows beyond every measure as its shortcodes are replaced.
    #[error("A text becomes longer than 1 MiB with its shortcodes replaced. Shorten it.")]
    Overlong,
    /// `[Items]` beside other words.
    #[error("[Items] has to stand in a paragraph of its own.")]
    ItemsInSentence,
    /// Items were chosen, but the template has no `[Items]`.
    #[error("The template has no [Items], so the chosen items would not be in the letter.")]
    ItemsNotShown,
    /// The template is for another kind of recipient.
    #[error("This template is for a {template}, and the letter goes to a {given}.")]
    WrongRecipient {
        /// Whom the template is for.
        template: RecipientKind,
        /// Whom the letter goes to.
        given: RecipientKind,
    },
    /// A field that a letter cannot do without.
    #[error("{0} is missing.")]
    Missing(String),
    /// A field that is not what it has to be.
    #[error("{field} has to be {expected}.")]
    Malformed {
        /// The field, in words.
        field: String,
        /// What it has to be.
        expected: &'static str,
    },
    /// More lines than an address block may have.
    #[error("{field} has {lines} lines with name and city, and an envelope takes {most}.")]
    TooManyLines {
        /// The block, in words.
        field: String,
        /// How many lines it has.
        lines: usize,
        /// How many it may have.
        most: usize,
    },
    /// More characters than the Postal Service reads in one line.
    #[error("{field} has {characters} characters, and an address line takes {most}. Shorten it.")]
    TooLong {
        /// The line, in words.
        field: String,
        /// How many characters it has.
        characters: usize,
        /// How many it may have.
        most: usize,
    },
    /// Wider than the envelope's window even in the smallest type.
    #[error(
        "{field} is too wide for the envelope's window, even in the smallest type. Shorten it."
    )]
    TooWide {
        /// The line, in words.
        field: String,
    },
    /// Characters that the embedded fonts lack.
    #[error("{field} has characters that the letter's font cannot show: {characters}.")]
    Characters {
        /// The field, in words.
        field: String,
        /// The characters, those without a shape as their number.
        characters: String,
    },
    /// The typesetter failed on our own layout; a fault of the program, not of the letter.
    #[error("The letter could not be set ({0}). Nothing was made.")]
    Typesetting(String),
}
