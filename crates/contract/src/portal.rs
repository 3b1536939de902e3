//! The Portal, the back office of a credit-repair firm: its operations and their types, one
//! module a group.

/// Types whose content is personal: they print their name and nothing else.
macro_rules! silent {
    ($($type:ident),+) => {
        $(impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($type), "(…)"))
            }
        })+
    };
}

mod auth;
mod clients;
mod correspondence;
mod negative_items;
mod notes;
mod reports;

pub use auth::{Credentials, Permission, Role, Session, User, UserAccessLog};
pub use clients::{Client, ClientListing, SortDirection};
pub use correspondence::{Attachment, Correspondence, CorrespondenceAttribute, Sender};
pub use negative_items::{
    NegativeItem, NegativeItemListing, NegativeItemMetadata, NegativeItemStatus,
};
pub use notes::{LONGEST_NOTE, NewNote, Note, NoteChange, NoteListing};
pub use reports::{ByBureau, ClientReport, ReportBureau, ReportSchema, ReportSchemaListing};

use crate::{
    envelope::{Bare, Data, List, Nested, Paged},
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

    /// Lists the latest report of each bureau about a client.
    ClientReportsList = "client_reports.list", GET "/clients/{id}/reports",          Token, ById     | () | () => List<ClientReport>, 200 401 403 419 422 500;
    /// Reads which report of a bureau about a client is the latest.
    ClientReportsGet  = "client_reports.get",  GET "/clients/{id}/reports/{bureau}", Token, ByBureau | () | () => Bare<ClientReport>, 200 401 403 419 422 500;

    /// Reads one report with its content.
    ReportSchemasGet    = "report_schemas.get",    GET "/credit-report-master-schemas/{id}",                Token, ById | ()                  | () => Data<ReportSchema>,  200;
    /// Lists a client's reports without their content, a page at a time.
    ReportSchemasList   = "report_schemas.list",   GET "/clients/{id}/credit-report-master-schemas",        Token, ById | ReportSchemaListing | () => Paged<ReportSchema>, 200;
    /// Reads a client's latest report with its content.
    ReportSchemasLatest = "report_schemas.latest", GET "/clients/{id}/credit-report-master-schemas/latest", Token, ById | ()                  | () => Data<ReportSchema>,  200;

    /// Lists negative items, a page at a time.
    NegativeItemsList = "negative_items.list", GET "/negative-items",      Token, ()   | NegativeItemListing | () => Paged<NegativeItem>, 200 401 403 422 500;
    /// Reads one negative item.
    NegativeItemsGet  = "negative_items.get",  GET "/negative-items/{id}", Token, ById | ()                  | () => Data<NegativeItem>,  200 401 403 404 500;

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
