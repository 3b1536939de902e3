//! `portal.snippets.*`: pieces of text that templates and contracts take in by their names.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ById, LONGEST_LETTER, Message, Portal, SortDirection};
use crate::{
    envelope::{Bare, Data, Paged},
    operation::operations,
};

operations! {
    Portal, "portal";

    /// Lists pieces of text that templates and contracts take in, a page at a time.
    SnippetsList    = "snippets.list",    GET    "/snippets",            Token, ()   | SnippetListing | ()            => Paged<Snippet>, 200 401 403 419 422 500;
    /// Makes a snippet.
    SnippetsCreate  = "snippets.create",  POST   "/snippets",            Token, ()   | ()             | SnippetFields => Data<Snippet>,  201 401 403 419 422 500;
    /// Reads a snippet, with values in the place of its shortcodes.
    SnippetsPreview = "snippets.preview", GET    "/snippets/{id}",       Token, ById | ()             | ()            => Data<Snippet>,  200 401 403 419 422 500;
    /// Changes a snippet.
    SnippetsUpdate  = "snippets.update",  PUT    "/snippets/{id}",       Token, ById | ()             | SnippetFields => Data<Snippet>,  200 401 403 419 422 500;
    /// Deletes a snippet that no template and no contract takes in.
    SnippetsDelete  = "snippets.delete",  DELETE "/snippets/{id}",       Token, ById | ()             | ()            => Bare<Message>,  200 401 403 419 422 500;
    /// Makes a copy of a snippet.
    SnippetsClone   = "snippets.clone",   POST   "/snippets/{id}/clone", Token, ById | ()             | ()            => Data<Snippet>,  201 401 403 419 422 500;
}

/// The longest name between the brackets of a shortcode, in characters; ours, the Portal documents
/// none.
pub const LONGEST_SHORTCODE: usize = 60;

/// What may stand between the brackets: one line without a bracket.
const SHORTCODE: &str = r"^[^\[\]\r\n]*$";

/// A state's two letters.
const STATE: &str = "^[A-Za-z]{2}$";

/// Which snippets to list, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SnippetListing {
    /// Only the snippet with this id.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub id: Option<i64>,
    /// Part of a snippet's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub name: Option<String>,
    /// Only snippets that were made on this day, such as `2026-01-31`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date"))]
    pub created_at: Option<String>,
    /// Only snippets for this state, by its two letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = STATE))]
    pub state_code: Option<String>,
    /// The column to sort by: `id`, `name`, `state_code`, `created_at` or `updated_at`. The Portal
    /// documents no names.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 64))]
    pub sort_by: Option<String>,
    /// The direction of the sort.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_direction: Option<SortDirection>,
    /// The page, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub page: Option<i64>,
    /// Records a page; 15 when not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub per_page: Option<i64>,
}

/// A piece of text that templates and contracts take in by its name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Snippet {
    /// What it says, as it was written.
    pub content: Option<String>,
    /// When it was made.
    pub created_at: Option<String>,
    /// Its id.
    pub id: Option<i64>,
    /// Whether it is for clients of one state only.
    pub is_state_related: Option<bool>,
    /// The shortcode that stands for it, without the brackets.
    pub name: Option<String>,
    /// The state that it is for, by its two letters.
    pub state_code: Option<String>,
    /// When it was changed last.
    pub updated_at: Option<String>,
}

/// What a snippet is to be. All of it may be left out by the document; of a new one the office asks
/// for a name and a content, and what is left out of a change stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SnippetFields {
    /// What it says. In a smart template that takes it in, `{one|another}` stands for either.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = LONGEST_LETTER))]
    pub content: Option<String>,
    /// Whether it is for clients of one state only. It is when a state is named; `false` makes it
    /// one for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_state_related: Option<bool>,
    /// The shortcode that stands for it, without the brackets.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = LONGEST_SHORTCODE), regex(pattern = SHORTCODE))]
    pub name: Option<String>,
    /// The state that it is for, by its two letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = STATE))]
    pub state_code: Option<String>,
}
