//! `portal.documents.*`: files of a client of which somebody has said what they are.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Attachment, ById, Client, Portal, SortDirection, User};
use crate::{
    envelope::{Data, Nothing, Paged},
    operation::operations,
};

operations! {
    Portal, "portal";

    /// Lists a client's documents, a page at a time.
    DocumentsList   = "documents.list",   GET    "/client-documents",      Token, ()   | DocumentListing | ()             => Paged<Document>, 200 401 403 419 422 500;
    /// Makes an uploaded file a document of a client.
    DocumentsLink   = "documents.link",   POST   "/client-documents",      Token, ()   | ()              | NewDocument    => Data<Document>,  200 401 403 419 422 500;
    /// Reads one document.
    DocumentsGet    = "documents.get",    GET    "/client-documents/{id}", Token, ById | ()              | ()             => Data<Document>,  200 401 403 404 419 422 500;
    /// Puts another file in the place of a document's.
    DocumentsUpdate = "documents.update", PUT    "/client-documents/{id}", Token, ById | ()              | DocumentChange => Data<Document>,  200 401 403 404 419 422 500;
    /// Deletes a document.
    DocumentsDelete = "documents.delete", DELETE "/client-documents/{id}", Token, ById | ()              | ()             => Nothing,         204 401 403 404 419 422 500;
}

/// Which of a client's documents to list, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentListing {
    /// The client whose documents to list.
    #[schemars(range(min = 1))]
    pub client_id: i64,
    /// Only documents of this type.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<DocumentType>,
    /// Only documents of this subtype.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtype: Option<DocumentSubtype>,
    /// Only documents whose file this user uploaded.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub author_id: Option<i64>,
    /// The column to sort by: `id`, `type`, `subtype`, `size`, `author_id`, `created_at` or
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

/// What a document is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentType {
    /// Proves who the client is, or where the client lives.
    Id,
    /// From a bureau or a creditor.
    CreditRelated,
    /// Proves a pension, a benefit or another fixed income.
    FixedIncomeVerification,
    /// Anything else.
    Other,
}

/// What a document is. The Portal does not say which go with which [`DocumentType`], so any pair
/// is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentSubtype {
    /// A driver's license; spelt so by the Portal.
    DriveLicence,
    /// A statement of a bank or a credit union.
    BankOrCreditUnionStatement,
    /// A canceled check.
    CanceledCheck,
    /// A passport, a state ID and the like.
    GovernmentIssuedId,
    /// A letter of a homeless shelter, signed.
    SignedLetterFromHomelessShelter,
    /// A receipt for a post office box, stamped.
    StampedPostOfficeBoxReceipt,
    /// A bill for power, water, a telephone.
    UtilityBills,
    /// A pay stub.
    PayStub,
    /// Anything else.
    Other,
    /// From TransUnion.
    #[serde(rename = "transunion")]
    TransUnion,
    /// From Equifax.
    Equifax,
    /// From Experian.
    Experian,
    /// From a creditor.
    Creditor,
}

impl DocumentType {
    /// All of them, in the order of the Portal's document.
    pub const ALL: [Self; 4] = [
        Self::Id,
        Self::CreditRelated,
        Self::FixedIncomeVerification,
        Self::Other,
    ];

    /// The word for it on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::CreditRelated => "credit_related",
            Self::FixedIncomeVerification => "fixed_income_verification",
            Self::Other => "other",
        }
    }
}

impl DocumentSubtype {
    /// All of them, in the order of the Portal's document.
    pub const ALL: [Self; 13] = [
        Self::DriveLicence,
        Self::BankOrCreditUnionStatement,
        Self::CanceledCheck,
        Self::GovernmentIssuedId,
        Self::SignedLetterFromHomelessShelter,
        Self::StampedPostOfficeBoxReceipt,
        Self::UtilityBills,
        Self::PayStub,
        Self::Other,
        Self::TransUnion,
        Self::Equifax,
        Self::Experian,
        Self::Creditor,
    ];

    /// The word for it on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::DriveLicence => "drive_licence",
            Self::BankOrCreditUnionStatement => "bank_or_credit_union_statement",
            Self::CanceledCheck => "canceled_check",
            Self::GovernmentIssuedId => "government_issued_id",
            Self::SignedLetterFromHomelessShelter => "signed_letter_from_homeless_shelter",
            Self::StampedPostOfficeBoxReceipt => "stamped_post_office_box_receipt",
            Self::UtilityBills => "utility_bills",
            Self::PayStub => "pay_stub",
            Self::Other => "other",
            Self::TransUnion => "transunion",
            Self::Equifax => "equifax",
            Self::Experian => "experian",
            Self::Creditor => "creditor",
        }
    }
}

/// A file that is to become a document of a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewDocument {
    /// The file.
    #[schemars(range(min = 1))]
    pub attachment_id: i64,
    /// Whose document it is. Documented as one that may be left out; the office asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub client_id: Option<i64>,
    /// What it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtype: Option<DocumentSubtype>,
    /// What it is for.
    #[serde(rename = "type")]
    pub kind: DocumentType,
}

/// Another file in the place of a document's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentChange {
    /// The file.
    #[schemars(range(min = 1))]
    pub attachment_id: i64,
}

/// A file of a client, with what it is.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Document {
    /// The file.
    pub attachment: Option<Attachment>,
    /// Who uploaded the file.
    pub author: Option<User>,
    /// Whose document it is.
    pub client: Option<Client>,
    /// When the file became a document.
    pub created_at: Option<String>,
    /// The document's id; not documented by the Portal, sent by the office.
    pub id: Option<i64>,
    /// What it is: one of [`DocumentSubtype`], or a word of the server's own.
    pub subtype: Option<String>,
    /// What it is for: one of [`DocumentType`], or a word of the server's own.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// When the document was changed last.
    pub updated_at: Option<String>,
}

silent!(Document);
