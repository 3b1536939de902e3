//! The Portal, the back office of a credit-repair firm: its operations and their types, one
//! module a group.

mod auth;
mod clients;
mod notes;

pub use auth::{Credentials, Permission, Role, Session, User, UserAccessLog};
pub use clients::{Client, ClientListing, SortDirection};
pub use notes::{LONGEST_NOTE, NewNote, Note, NoteChange, NoteListing};

use crate::{
    envelope::{Bare, Data, Nested, Paged},
    operation::operations,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A record's own number, in the path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ById {
    /// The record's id.
    #[schemars(range(min = 1))]
    pub id: i64,
}

/// A sentence about what was done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Message {
    /// The sentence.
    pub message: Option<String>,
}

operations! {
    /// The Portal, the back office of a credit-repair firm.
    PORTAL = "portal";

    /// Signs an agent in with e-mail and password.
    AuthLogin   = "auth.login",   POST "/auth/login",   Key,       ()   | ()            | Credentials => Bare<Session>,  200 401 403 419 422 500;
    /// Exchanges a token that has run out, or is about to, for a new one.
    AuthRefresh = "auth.refresh", POST "/auth/refresh", LateToken, ()   | ()            | ()          => Bare<Session>,  200 401 419 500;

    /// Lists the clients that the agent may see, a page at a time.
    ClientsList = "clients.list", GET  "/clients",      Token,     ()   | ClientListing | ()          => Nested<Client>, 200 401 403 419 422 500;
    /// Reads one client.
    ClientsGet  = "clients.get",  GET  "/clients/{id}", Token,     ById | ()            | ()          => Bare<Client>,   200 401 403 419 422 500;

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
