//! `portal.notes.*`: what agents write down about a client.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ById, Message, Portal, SortDirection, User};
use crate::{
    envelope::{Bare, Data, Paged},
    operation::operations,
};

operations! {
    Portal, "portal";

    /// Lists notes, a page at a time.
    NotesList   = "notes.list",   GET    "/notes",      Token,     ()   | NoteListing   | ()          => Paged<Note>,    200 401 403 419 422 500;
    /// Writes a note about a client.
    NotesCreate = "notes.create", POST   "/notes",      Token,     ()   | ()            | NewNote     => Data<Note>,     201 401 403 419 422 500;
    /// Reads one note.
    NotesGet    = "notes.get",    GET    "/notes/{id}", Token,     ById | ()            | ()          => Data<Note>,     200 401 403 419 422 500;
    /// Changes a note.
    NotesUpdate = "notes.update", PUT    "/notes/{id}", Token,     ById | ()            | NoteChange  => Data<Note>,     200 401 403 419 422 500;
    /// Deletes a note.
    NotesDelete = "notes.delete", DELETE "/notes/{id}", Token,     ById | ()            | ()          => Bare<Message>,  200 401 403 419 422 500;
}

/// The longest note, in characters; ours, the Portal documents none.
pub const LONGEST_NOTE: usize = 10_000;

/// Which notes to list, and in what order.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct NoteListing {
    /// Part of a note's text, its date or its author's id. Redress never sends it: what agents
    /// write does not belong in a URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub search: Option<String>,
    /// The client whose notes to list; every client's when not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub client_id: Option<i64>,
    /// The column to sort by: `id`, `note_text`, `user_id`, `created_at`; `updated_at` where the
    /// server announces it.
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

/// A note to be made.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewNote {
    /// The client it is about.
    #[schemars(range(min = 1))]
    pub client_id: i64,
    /// What it says.
    #[schemars(length(min = 1, max = LONGEST_NOTE))]
    pub note_text: String,
}

/// A change of a note; what is left out stays.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct NoteChange {
    /// The client it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub client_id: Option<i64>,
    /// What it says.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = LONGEST_NOTE))]
    pub note_text: Option<String>,
}

/// A note about a client.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Note {
    /// The client it is about.
    pub client_id: Option<i64>,
    /// When it was written.
    pub created_at: Option<String>,
    /// The note's id.
    pub id: Option<i64>,
    /// What it says.
    pub note_text: Option<String>,
    /// When it was changed last.
    pub updated_at: Option<String>,
    /// Who wrote it.
    pub user: Option<User>,
}

silent!(NoteListing, NewNote, NoteChange, Note);
