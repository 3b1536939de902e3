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

mod addresses;
mod agreements;
mod attachments;
mod auth;
mod clients;
mod contracts;
mod correspondence;
mod documents;
mod fax_settings;
mod goals;
mod instructions;
mod item_dropdowns;
mod negative_items;
mod notes;
mod reports;
mod snippets;
mod templates;

pub use addresses::{
    BureauAddress, BureauAddressChange, BureauAddressEntry, BureauAddressListing, Furnisher,
    FurnisherEntry, FurnisherListing, FurnisherType,
};
pub use agreements::{Agreement, AgreementListing, NewAgreement};
pub use attachments::{
    Attachment, AttachmentAssignment, AttachmentListing, AttachmentOwner, LARGEST_ATTACHMENT,
    NewAttachment,
};
pub use auth::{Credentials, Permission, Role, Session, User, UserAccessLog, UserInShort};
pub use clients::{Client, ClientListing, SortDirection};
pub use contracts::{
    ByVersion, Contract, ContractFields, ContractListing, ContractProduct, ContractVersion,
};
pub use correspondence::{
    Correspondence, CorrespondenceAttribute, CorrespondenceListing, CorrespondenceType, EmailPiece,
    FaxAttributes, FaxOnly, FaxPiece, LONGEST_LETTER, LONGEST_SMS, LetterPiece, NewCorrespondence,
    NewFax, SmsPiece,
};
pub use documents::{
    Document, DocumentChange, DocumentListing, DocumentSubtype, DocumentType, NewDocument,
};
pub use fax_settings::{
    FaxSetting, FaxSettingChange, FaxSettingListing, MOST_REATTEMPTS, NewFaxSetting,
};
pub use goals::{Goal, GoalChange, GoalChoice, NewGoal, Product};
pub use instructions::{
    ByInstruction, ClaimCode, ClaimCodeEntry, CreditorType, Instruction, InstructionEntry,
    InstructionListing, InstructionMove,
};
pub use item_dropdowns::{
    ByDropdownType, ItemDropdown, ItemDropdownChange, ItemDropdownListing, NewItemDropdown,
};
pub use negative_items::{
    NegativeItem, NegativeItemListing, NegativeItemMetadata, NegativeItemStatus,
};
pub use notes::{LONGEST_NOTE, NewNote, Note, NoteChange, NoteListing};
pub use reports::{ByBureau, ClientReport, ReportBureau, ReportSchema, ReportSchemaListing};
pub use snippets::{LONGEST_SHORTCODE, Snippet, SnippetFields, SnippetListing};
pub use templates::{
    NewTemplate, NewTemplateCategory, NewTemplateContent, Template, TemplateCategory,
    TemplateCategoryChange, TemplateCategoryListing, TemplateContent, TemplateListing,
    TemplatePreviewing, TemplateType,
};

use crate::{
    envelope::{Bare, Bytes, Data, List, Nested, Nothing, Paged, Told, Whole},
    media::Upload,
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

impl Message {
    /// This sentence.
    #[must_use]
    pub fn new(sentence: &str) -> Self {
        let message = Some(sentence.to_owned());
        Self { message }
    }
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

    /// Lists the files of a client or a document, a page at a time.
    AttachmentsList     = "attachments.list",     GET    "/attachments",               Token, ()   | AttachmentListing | ()                    => Paged<Attachment>, 200 401 403 419 422 500;
    /// Uploads a file, which belongs to nothing yet.
    AttachmentsUpload   = "attachments.upload",   POST   "/attachments",               Token, ()   | ()                | Upload<NewAttachment> => Data<Attachment>,  201 401 403 419 422 500;
    /// Reads the record of a file.
    AttachmentsGet      = "attachments.get",      GET    "/attachments/{id}",          Token, ById | ()                | ()                    => Data<Attachment>,  200 401 403 404 419 422 500;
    /// Fetches the bytes of a file.
    AttachmentsDownload = "attachments.download", GET    "/attachments/{id}/download", Token, ById | ()                | ()                    => Bytes,             200 404 419 422 500;
    /// Deletes a file, and takes it from whatever it belongs to.
    AttachmentsDelete   = "attachments.delete",   DELETE "/attachments/{id}",          Token, ById | ()                | ()                    => Nothing,           204 401 403 404 419 422 500;
    /// Gives a file to a client or a document.
    AttachmentsAssign   = "attachments.assign",   POST   "/attachments/assign",        Token, ()   | ()                | AttachmentAssignment  => Data<Attachment>,  201 401 403 419 422 500;
    /// Takes a file from a client or a document.
    AttachmentsUnassign = "attachments.unassign", DELETE "/attachments/{id}/assign",   Token, ById | ()                | AttachmentOwner       => Bare<Message>,     200 401 403 404 419 422 500;

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

    /// Lists templates of letters and messages, a page at a time.
    TemplatesList    = "templates.list",    GET    "/templates",      Token, ()   | TemplateListing    | ()          => Paged<Template>, 200;
    /// Makes a template.
    TemplatesCreate  = "templates.create",  POST   "/templates",      Token, ()   | ()                 | NewTemplate => Data<Template>,  201 401 403 419 422 500;
    /// Reads a template, with snippets and a client's values in the place of its shortcodes.
    TemplatesPreview = "templates.preview", GET    "/templates/{id}", Token, ById | TemplatePreviewing | ()          => Data<Template>,  200;
    /// Deletes a template.
    TemplatesDelete  = "templates.delete",  DELETE "/templates/{id}", Token, ById | ()                 | ()          => Bare<Message>,   200 401 403 419 422 500;

    /// Lists the categories of templates, a page at a time.
    TemplateCategoriesList   = "template_categories.list",   GET    "/template-categories",      Token, ()   | TemplateCategoryListing | ()                     => Paged<TemplateCategory>, 200 401 403 419 422 500;
    /// Makes a category for templates to stand under.
    TemplateCategoriesCreate = "template_categories.create", POST   "/template-categories",      Token, ()   | ()                      | NewTemplateCategory    => Data<TemplateCategory>,  201 401 403 419 422 500;
    /// Reads a category.
    TemplateCategoriesGet    = "template_categories.get",    GET    "/template-categories/{id}", Token, ById | ()                      | ()                     => Data<TemplateCategory>,  200 401 403 419 422 500;
    /// Gives a category another name.
    TemplateCategoriesUpdate = "template_categories.update", PUT    "/template-categories/{id}", Token, ById | ()                      | TemplateCategoryChange => Data<TemplateCategory>,  200 401 403 419 422 500;
    /// Deletes a category under which no template stands.
    TemplateCategoriesDelete = "template_categories.delete", DELETE "/template-categories/{id}", Token, ById | ()                      | ()                     => Bare<Message>,           200 401 403 419 422 500;

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

    /// Lists contracts, a page at a time, with their text as it was written.
    ContractsList     = "contracts.list",     GET    "/contracts",                                     Token, ()        | ContractListing | ()             => Paged<Contract>,        200 401 403 419 422 500;
    /// Makes a contract, and its first version.
    ContractsCreate   = "contracts.create",   POST   "/contracts",                                     Token, ()        | ()              | ContractFields => Data<Contract>,         201 401 403 419 422 500;
    /// Reads a contract, with values and snippets in the place of its shortcodes.
    ContractsGet      = "contracts.get",      GET    "/contracts/{id}",                                Token, ById      | ()              | ()             => Data<Contract>,         200 401 403 419 422 500;
    /// Changes a contract, and makes another version of it.
    ContractsUpdate   = "contracts.update",   PUT    "/contracts/{id}",                                Token, ById      | ()              | ContractFields => Data<Contract>,         200 401 403 419 422 500;
    /// Deletes a contract with its versions, if no client agreed to it.
    ContractsDelete   = "contracts.delete",   DELETE "/contracts/{id}",                                Token, ById      | ()              | ()             => Bare<Message>,          200 401 403 419 422 500;
    /// Makes a copy of a contract.
    ContractsClone    = "contracts.clone",    POST   "/contracts/{id}/clone",                          Token, ById      | ()              | ()             => Data<Contract>,         201 401 403 419 422 500;
    /// Lists the versions of a contract, the newest first.
    ContractsVersions = "contracts.versions", GET    "/contracts/{id}/versions",                       Token, ById      | ()              | ()             => Whole<ContractVersion>, 200 401 403 419 422 500;
    /// Gives a contract the text of an earlier version, as its newest one.
    ContractsRevert   = "contracts.revert",   POST   "/contracts/{id}/versions/{version_id}/revert",   Token, ByVersion | ()              | ()             => List<ContractVersion>,  200 401 403 419 422 500;

    /// Lists what a client agreed to, the latest first.
    AgreementsList   = "agreements.list",   GET  "/client-agreements", Token, () | AgreementListing | ()           => List<Agreement>, 200;
    /// Notes what a client agreed to.
    AgreementsCreate = "agreements.create", POST "/client-agreements", Token, () | ()               | NewAgreement => Bare<Agreement>, 200;

    /// Lists where the bureaus take letters and faxes.
    BureauAddressesList   = "bureau_addresses.list",   GET    "/bureau-addresses",      Token, ()   | BureauAddressListing | ()                  => List<BureauAddress>, 200 401 403 419 422 500;
    /// Makes an address of a bureau.
    BureauAddressesCreate = "bureau_addresses.create", POST   "/bureau-addresses",      Token, ()   | ()                   | BureauAddressEntry  => Data<BureauAddress>, 201 401 403 419 422 500;
    /// Changes an address of a bureau. A default stays one until another address is made it.
    BureauAddressesUpdate = "bureau_addresses.update", PUT    "/bureau-addresses/{id}", Token, ById | ()                   | BureauAddressChange => Bare<BureauAddress>, 200 401 403 419 422 500;
    /// Deletes an address of a bureau, whose oldest other is the default then if this one was.
    BureauAddressesDelete = "bureau_addresses.delete", DELETE "/bureau-addresses/{id}", Token, ById | ()                   | ()                  => Bare<Message>,       200 401 403 419 422 500;

    /// Lists furnishers, a page at a time.
    FurnishersList   = "furnishers.list",   GET    "/furnishers",      Token, ()   | FurnisherListing | ()             => Paged<Furnisher>, 200 401 403 419 422 500;
    /// Makes a furnisher.
    FurnishersCreate = "furnishers.create", POST   "/furnishers",      Token, ()   | ()               | FurnisherEntry => Data<Furnisher>,  201 401 403 419 422 500;
    /// Reads one furnisher.
    FurnishersGet    = "furnishers.get",    GET    "/furnishers/{id}", Token, ById | ()               | ()             => Data<Furnisher>,  200 401 403 419 422 500;
    /// Changes a furnisher.
    FurnishersUpdate = "furnishers.update", PUT    "/furnishers/{id}", Token, ById | ()               | FurnisherEntry => Data<Furnisher>,  200 401 403 419 422 500;
    /// Deletes a furnisher.
    FurnishersDelete = "furnishers.delete", DELETE "/furnishers/{id}", Token, ById | ()               | ()             => Bare<Message>,    200 401 403 419 422 500;

    /// Lists the kinds of creditors.
    CreditorTypesList = "creditor_types.list", GET "/creditor-types", Token, () | () | () => Whole<CreditorType>, 200 401 403 419 422 500;

    /// Lists the reasons for a dispute as the bureaus know them.
    ClaimCodesList   = "claim_codes.list",   GET    "/claim-codes",      Token, ()   | () | ()             => Whole<ClaimCode>, 200 401 403 419 422 500;
    /// Makes a claim code.
    ClaimCodesCreate = "claim_codes.create", POST   "/claim-codes",      Token, ()   | () | ClaimCodeEntry => Data<ClaimCode>,  201 401 403 419 422 500;
    /// Changes a claim code.
    ClaimCodesUpdate = "claim_codes.update", PUT    "/claim-codes/{id}", Token, ById | () | ClaimCodeEntry => Data<ClaimCode>,  200 401 403 419 422 500;
    /// Deletes a claim code that no instruction stands for.
    ClaimCodesDelete = "claim_codes.delete", DELETE "/claim-codes/{id}", Token, ById | () | ()             => Bare<Message>,    200 401 403 419 422 500;

    /// Lists the reasons for a dispute as agents pick them, a page at a time.
    InstructionsList   = "instructions.list",   GET    "/instructions",                    Token, ()            | InstructionListing | ()               => Paged<Instruction>, 200 401 403 419 422 500;
    /// Makes an instruction, which stands last.
    InstructionsCreate = "instructions.create", POST   "/instructions",                    Token, ()            | ()                 | InstructionEntry => Data<Instruction>,  201 401 403 419 422 500;
    /// Reads one instruction.
    InstructionsGet    = "instructions.get",    GET    "/instructions/{instruction}",      Token, ByInstruction | ()                 | ()               => Data<Instruction>,  200 401 403 419 422 500;
    /// Changes an instruction.
    InstructionsUpdate = "instructions.update", PUT    "/instructions/{instruction}",      Token, ByInstruction | ()                 | InstructionEntry => Data<Instruction>,  200 401 403 419 422 500;
    /// Deletes an instruction.
    InstructionsDelete = "instructions.delete", DELETE "/instructions/{instruction}",      Token, ByInstruction | ()                 | ()               => Bare<Message>,      200 401 403 419 422 500;
    /// Moves an instruction to another place in their order.
    InstructionsMove   = "instructions.move",   POST   "/instructions/{instruction}/move", Token, ByInstruction | ()                 | InstructionMove  => Bare<Message>,      200 401 403 419 422 500;

    /// Lists the options of a drop-down, a page at a time.
    ItemDropdownsList   = "item_dropdowns.list",   GET    "/item-dropdowns/types/{type}", Token, ByDropdownType | ItemDropdownListing | ()                 => Paged<ItemDropdown>, 200;
    /// Makes an option of a drop-down.
    ItemDropdownsCreate = "item_dropdowns.create", POST   "/item-dropdowns",              Token, ()             | ()                  | NewItemDropdown    => Data<ItemDropdown>,  201 401 403 419 422 500;
    /// Changes an option of a drop-down.
    ItemDropdownsUpdate = "item_dropdowns.update", PUT    "/item-dropdowns/{id}",         Token, ById           | ()                  | ItemDropdownChange => Data<ItemDropdown>,  200 401 403 419 422 500;
    /// Deletes an option of a drop-down.
    ItemDropdownsDelete = "item_dropdowns.delete", DELETE "/item-dropdowns/{id}",         Token, ById           | ()                  | ()                 => Nothing,             204 401 403 419 422 500;

    /// Lists how often faxes are sent again, a page at a time.
    FaxSettingsList   = "fax_settings.list",   GET  "/fax-settings",      Token, ()   | FaxSettingListing | ()               => Paged<FaxSetting>, 200 401 403 419 422 500;
    /// Sets how often faxes are sent again, where nobody has set it.
    FaxSettingsCreate = "fax_settings.create", POST "/fax-settings",      Token, ()   | ()                | NewFaxSetting    => Data<FaxSetting>,  201 401 403 419 422 500;
    /// Changes how often faxes are sent again.
    FaxSettingsUpdate = "fax_settings.update", PUT  "/fax-settings/{id}", Token, ById | ()                | FaxSettingChange => Data<FaxSetting>,  200 401 403 419 422 500;

    /// Lists what clients may want.
    GoalsList   = "goals.list",   GET    "/goals",      Token, ()   | () | ()         => Whole<Goal>,   200 401 403 419 422 500;
    /// Makes a goal.
    GoalsCreate = "goals.create", POST   "/goals",      Token, ()   | () | NewGoal    => Bare<Goal>,    201 401 403 419 422 500;
    /// Reads one goal.
    GoalsGet    = "goals.get",    GET    "/goals/{id}", Token, ById | () | ()         => Bare<Goal>,    200 401 403 419 422 500;
    /// Changes a goal.
    GoalsUpdate = "goals.update", PUT    "/goals/{id}", Token, ById | () | GoalChange => Bare<Goal>,    200 401 403 419 422 500;
    /// Deletes a goal, and takes it from the clients who have it.
    GoalsDelete = "goals.delete", DELETE "/goals/{id}", Token, ById | () | ()         => Bare<Message>, 200 401 403 419 422 500;

    /// Lists what the firm sells.
    ProductsList = "products.list", GET "/products", Token, () | () | () => Whole<Product>, 200 401 403 419 422 500;

    /// Lists what a client wants.
    ClientGoalsList   = "client_goals.list",   GET    "/clients/{id}/goals", Token, ById | () | ()         => Whole<Goal>, 200 401 403 419 422 500;
    /// Gives goals to a client, and answers all that the client has.
    ClientGoalsAssign = "client_goals.assign", POST   "/clients/{id}/goals", Token, ById | () | GoalChoice => Whole<Goal>, 200 401 403 419 422 500;
    /// Takes goals from a client; those that the client has not got are passed over.
    ClientGoalsRemove = "client_goals.remove", DELETE "/clients/{id}/goals", Token, ById | () | GoalChoice => Nothing,     204 401 403 419 422 500;

    /// Lists what was sent, a page at a time.
    CorrespondenceList   = "correspondence.list",   GET  "/correspondence",      Token, () | CorrespondenceListing | ()                => Paged<Correspondence>, 200 401 403 419 422 500;
    /// Makes a fax.
    CorrespondenceCreate = "correspondence.create", POST "/correspondence",      Token, () | ()                    | NewFax            => Data<Correspondence>,  201 401 403 419 422 500;
    /// Sends a letter, a fax, an e-mail or a text message.
    CorrespondenceSend   = "correspondence.send",   POST "/correspondence/send", Token, () | ()                    | NewCorrespondence => Told<Correspondence>,  201 401 403 419 422 500;
}
