//! `portal.attachments.*`: files, and what each of them belongs to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ById, Message, Portal, SortDirection};
use crate::{
    envelope::{Bare, Bytes, Data, Nothing, Paged},
    media::Upload,
    operation::operations,
};

operations! {
    Portal, "portal";

    /// Lists the files of a record, a page at a time.
    AttachmentsList     = "attachments.list",     GET    "/attachments",               Token, ()   | AttachmentListing | ()                    => Paged<Attachment>, 200 401 403 419 422 500;
    /// Uploads a file, which belongs to nothing yet. The office deletes it after 30 days in which nothing was done with it.
    AttachmentsUpload   = "attachments.upload",   POST   "/attachments",               Token, ()   | ()                | Upload<NewAttachment> => Data<Attachment>,  201 401 403 419 422 500;
    /// Reads the record of a file.
    AttachmentsGet      = "attachments.get",      GET    "/attachments/{id}",          Token, ById | ()                | ()                    => Data<Attachment>,  200 401 403 404 419 422 500;
    /// Fetches the bytes of a file; a client's user those of a file that is the client's.
    AttachmentsDownload = "attachments.download", GET    "/attachments/{id}/download", Token, ById | ()                | ()                    => Bytes,             200 404 419 422 500;
    /// Deletes a file, and takes it from whatever it belongs to.
    AttachmentsDelete   = "attachments.delete",   DELETE "/attachments/{id}",          Token, ById | ()                | ()                    => Nothing,           204 401 403 404 419 422 500;
    /// Gives a file to a record of any kind.
    AttachmentsAssign   = "attachments.assign",   POST   "/attachments/assign",        Token, ()   | ()                | AttachmentAssignment  => Data<Attachment>,  201 401 403 419 422 500;
    /// Takes a file from a record, and deletes it with the last.
    AttachmentsUnassign = "attachments.unassign", DELETE "/attachments/{id}/assign",   Token, ById | ()                | AttachmentOwner       => Bare<Message>,     200 401 403 404 419 422 500;
}

/// The largest file, in bytes; ours, the Portal documents none.
pub const LARGEST_ATTACHMENT: u64 = 25_000_000;

/// Which files of something to list, and in what order.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AttachmentListing {
    /// The kind of record that the files belong to. The Portal names `client` and
    /// `client_document`, and may know more. In the office also `correspondence`, `negative_item`,
    /// `note`, `client_task`, `client_product`, `credit_report_master_schema` and `agreement`, and
    /// of the firm `contract`, `template`, `template_category`, `snippet`, `furnisher`,
    /// `bureau_address`, `instruction`, `claim_code`, `goal`, `product` and `segment`.
    #[schemars(length(min = 1, max = 64))]
    pub entity_type: String,
    /// The record's id.
    #[schemars(range(min = 1))]
    pub entity_id: i64,
    /// Part of a caption. Redress never sends it: what agents write does not belong in a URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub caption: Option<String>,
    /// The column to sort by: `id`, `caption`, `size`, `type`, `extension`, `created_at` or
    /// `updated_at`. The Portal names them in words only.
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

/// What is said of a file that is uploaded: a JPEG, PNG, PDF or Word document of
/// 25,000,000 bytes at most, or to be imported a CSV.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct NewAttachment {
    /// What to call it; the file's own name when not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub caption: Option<String>,
}

/// A file and what it is to belong to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AttachmentAssignment {
    /// The file.
    #[schemars(range(min = 1))]
    pub attachment_id: i64,
    /// The kind of record that it is to belong to, by a word that files are listed by; not
    /// `correspondence` or `agreement`, whose files are given by sending and by signing.
    #[schemars(length(min = 1, max = 64))]
    pub entity_type: String,
    /// The record's id.
    #[schemars(range(min = 1))]
    pub entity_id: i64,
}

/// What a file is no longer to belong to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AttachmentOwner {
    /// The kind of record that it belongs to, by a word that it is given by.
    #[schemars(length(min = 1, max = 64))]
    pub entity_type: String,
    /// The record's id.
    #[schemars(range(min = 1))]
    pub entity_id: i64,
}

/// A file, without its bytes.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Attachment {
    /// What it is called; where nobody said, the office answers the file's own name.
    pub caption: Option<String>,
    /// When it was uploaded.
    pub created_at: Option<String>,
    /// Where its bytes are fetched: in the office the path of `attachments.download` on the same
    /// server, which asks for key and token as every call does. Redress asks for that operation
    /// and follows no address that a server names.
    #[serde(rename = "downloadUrl")]
    pub download_url: Option<String>,
    /// The end of its name in small letters and without the dot, such as `pdf`.
    pub extension: Option<String>,
    /// Its id.
    pub id: Option<i64>,
    /// Its length in bytes.
    pub size: Option<i64>,
    /// Its media type, such as `application/pdf`.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// When its record was changed last.
    pub updated_at: Option<String>,
    /// Where its record is: in the office the path of `attachments.get` on the same server.
    pub url: Option<String>,
}

silent!(AttachmentListing, NewAttachment, Attachment);
