//! `portal.imports.*`: files that add, change or delete clients, many at once.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Portal, SortDirection, User};
use crate::{
    envelope::{Bytes, Data, Paged},
    operation::operations,
};

operations! {
    Portal, "portal";

    /// Lists what was imported, a page at a time.
    ImportsList       = "imports.list",        GET  "/imports",         Token, () | ImportListing | ()        => Paged<Import>, 200 401 403 419 422 500;
    /// Imports an uploaded CSV, row by row. The office reads UTF-8, UTF-16 and Windows-1252, with commas, semicolons or tabs between the cells.
    ImportsCreate     = "imports.create",      POST "/imports",         Token, () | ()            | NewImport => Data<Import>,  200 401 403 419 422 500;
    /// Fetches a CSV that shows what an import takes to take clients on. One that changes or deletes them says whom it means in a column `client_id`, `client_key` or `crm_id`.
    ImportsExampleCsv = "imports.example_csv", GET  "/imports/example", Token, () | ()            | ()        => Bytes,         200 401 403 419 422 500;
}

/// What is done with the clients of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportType {
    /// They are taken on.
    #[default]
    Add,
    /// What the file says of them is written over what is known.
    Update,
    /// They are deleted.
    Delete,
}

impl ImportType {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Add, Self::Update, Self::Delete];

    /// The word for it on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Update => "update",
            Self::Delete => "delete",
        }
    }
}

/// Which imports to list, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ImportListing {
    /// Part of a type, a status, a day, or the name of whoever imported.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub search: Option<String>,
    /// The column to sort by: `id`, `type`, `status`, `total_records`, `processed_records`,
    /// `created_at` or `updated_at`. The Portal documents no names.
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
    #[schemars(range(min = 1), extend("default" = 15))]
    pub per_page: Option<i64>,
}

/// A file to be imported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewImport {
    /// What is done with its clients.
    #[serde(rename = "type")]
    pub kind: ImportType,
    /// The file, a CSV that was uploaded.
    #[schemars(range(min = 1))]
    pub attachment_id: i64,
}

/// What came of importing a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Import {
    /// When it began.
    pub created_at: Option<String>,
    /// Who imported.
    pub created_by: Option<User>,
    /// What went wrong, a line each. The office begins each with the line of the file that it is
    /// about, and quotes nothing of what stands there.
    pub error_log: Option<String>,
    /// Its id.
    pub id: Option<i64>,
    /// Rows that were done.
    pub processed_records: Option<i64>,
    /// How it stands: in the office `completed`, `completed_with_errors` or `failed`.
    pub status: Option<String>,
    /// Rows in the file.
    pub total_records: Option<i64>,
    /// What was done with its clients: one of [`ImportType`], or a word of the server's own.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// When it was changed last.
    pub updated_at: Option<String>,
}
