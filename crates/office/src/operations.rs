//! What the office does for each operation of the table, one function each.

mod agreements;
mod asked;
mod attachments;
mod auth;
mod bureau_addresses;
mod claim_codes;
mod clients;
mod contracts;
mod copies;
mod correspondence;
mod documents;
mod entered;
mod fax_settings;
mod furnishers;
mod goals;
mod instructions;
mod item_dropdowns;
#[cfg(test)]
mod kept;
mod negative_items;
mod notes;
mod papers;
mod piece;
mod reports;
mod sent;
mod snippets;
mod template_categories;
mod templates;
mod texts;

use contract::portal::{
    AgreementsCreate, AgreementsList, AttachmentsAssign, AttachmentsDelete, AttachmentsDownload,
    AttachmentsGet, AttachmentsList, AttachmentsUnassign, AttachmentsUpload, AuthLogin,
    AuthRefresh, BureauAddressesCreate, BureauAddressesDelete, BureauAddressesList,
    BureauAddressesUpdate, ClaimCodesCreate, ClaimCodesDelete, ClaimCodesList, ClaimCodesUpdate,
    ClientGoalsAssign, ClientGoalsList, ClientGoalsRemove, ClientReportsGet, ClientReportsList,
    ClientsGet, ClientsList, ContractsClone, ContractsCreate, ContractsDelete, ContractsGet,
    ContractsList, ContractsRevert, ContractsUpdate, ContractsVersions, CorrespondenceCreate,
    CorrespondenceList, CorrespondenceSend, CreditorTypesList, DocumentsDelete, DocumentsGet,
    DocumentsLink, DocumentsList, DocumentsUpdate, FaxSettingsCreate, FaxSettingsList,
    FaxSettingsUpdate, FurnishersCreate, FurnishersDelete, FurnishersGet, FurnishersList,
    FurnishersUpdate, GoalsCreate, GoalsDelete, GoalsGet, GoalsList, GoalsUpdate,
    InstructionsCreate, InstructionsDelete, InstructionsGet, InstructionsList, InstructionsMove,
    InstructionsUpdate, ItemDropdownsCreate, ItemDropdownsDelete, ItemDropdownsList,
    ItemDropdownsUpdate, NegativeItemsGet, NegativeItemsList, NotesCreate, NotesDelete, NotesGet,
    NotesList, NotesUpdate, ProductsList, ReportSchemasGet, ReportSchemasLatest, ReportSchemasList,
    SnippetsClone, SnippetsCreate, SnippetsDelete, SnippetsList, SnippetsPreview, SnippetsUpdate,
    TemplateCategoriesCreate, TemplateCategoriesDelete, TemplateCategoriesGet,
    TemplateCategoriesList, TemplateCategoriesUpdate, TemplatesCreate, TemplatesDelete,
    TemplatesList, TemplatesPreview,
};

use crate::server::Table;

/// The functions by their operations, in the order of the contract's table.
#[rustfmt::skip]
pub(crate) fn table() -> Table {
    Table::default()
        .on::<AuthLogin>(auth::login)
        .on::<AuthRefresh>(auth::refresh)
        .on::<ClientsList>(clients::list)
        .on::<ClientsGet>(clients::get)
        .on::<ClientReportsList>(reports::client_list)
        .on::<ClientReportsGet>(reports::client_get)
        .on::<ReportSchemasGet>(reports::get)
        .on::<ReportSchemasList>(reports::list)
        .on::<ReportSchemasLatest>(reports::latest)
        .on::<NegativeItemsList>(negative_items::list)
        .on::<NegativeItemsGet>(negative_items::get)
        .on::<NotesList>(notes::list)
        .writes::<NotesCreate>(notes::create)
        .on::<NotesGet>(notes::get)
        .writes::<NotesUpdate>(notes::update)
        .writes::<NotesDelete>(notes::delete)
        .on::<AttachmentsList>(attachments::list)
        .uploads::<AttachmentsUpload>(attachments::upload)
        .on::<AttachmentsGet>(attachments::get)
        .downloads::<AttachmentsDownload, _, _>(attachments::download)
        .writes::<AttachmentsDelete>(attachments::delete)
        .writes::<AttachmentsAssign>(attachments::assign)
        .writes::<AttachmentsUnassign>(attachments::unassign)
        .on::<DocumentsList>(documents::list)
        .writes::<DocumentsLink>(documents::link)
        .on::<DocumentsGet>(documents::get)
        .writes::<DocumentsUpdate>(documents::update)
        .writes::<DocumentsDelete>(documents::delete)
        .on::<TemplatesList>(templates::list)
        .writes::<TemplatesCreate>(templates::create)
        .on::<TemplatesPreview>(templates::preview)
        .writes::<TemplatesDelete>(templates::delete)
        .on::<TemplateCategoriesList>(template_categories::list)
        .writes::<TemplateCategoriesCreate>(template_categories::create)
        .on::<TemplateCategoriesGet>(template_categories::get)
        .writes::<TemplateCategoriesUpdate>(template_categories::update)
        .writes::<TemplateCategoriesDelete>(template_categories::delete)
        .on::<SnippetsList>(snippets::list)
        .writes::<SnippetsCreate>(snippets::create)
        .on::<SnippetsPreview>(snippets::preview)
        .writes::<SnippetsUpdate>(snippets::update)
        .writes::<SnippetsDelete>(snippets::delete)
        .writes::<SnippetsClone>(snippets::clone)
        .on::<ContractsList>(contracts::list)
        .writes::<ContractsCreate>(contracts::create)
        .on::<ContractsGet>(contracts::get)
        .writes::<ContractsUpdate>(contracts::update)
        .writes::<ContractsDelete>(contracts::delete)
        .writes::<ContractsClone>(contracts::clone)
        .on::<ContractsVersions>(contracts::versions)
        .writes::<ContractsRevert>(contracts::revert)
        .on::<AgreementsList>(agreements::list)
        .writes::<AgreementsCreate>(agreements::create)
        .on::<BureauAddressesList>(bureau_addresses::list)
        .writes::<BureauAddressesCreate>(bureau_addresses::create)
        .writes::<BureauAddressesUpdate>(bureau_addresses::update)
        .writes::<BureauAddressesDelete>(bureau_addresses::delete)
        .on::<FurnishersList>(furnishers::list)
        .writes::<FurnishersCreate>(furnishers::create)
        .on::<FurnishersGet>(furnishers::get)
        .writes::<FurnishersUpdate>(furnishers::update)
        .writes::<FurnishersDelete>(furnishers::delete)
        .on::<CreditorTypesList>(instructions::creditor_types)
        .on::<ClaimCodesList>(claim_codes::list)
        .writes::<ClaimCodesCreate>(claim_codes::create)
        .writes::<ClaimCodesUpdate>(claim_codes::update)
        .writes::<ClaimCodesDelete>(claim_codes::delete)
        .on::<InstructionsList>(instructions::list)
        .writes::<InstructionsCreate>(instructions::create)
        .on::<InstructionsGet>(instructions::get)
        .writes::<InstructionsUpdate>(instructions::update)
        .writes::<InstructionsDelete>(instructions::delete)
        .writes::<InstructionsMove>(instructions::shift)
        .on::<ItemDropdownsList>(item_dropdowns::list)
        .writes::<ItemDropdownsCreate>(item_dropdowns::create)
        .writes::<ItemDropdownsUpdate>(item_dropdowns::update)
        .writes::<ItemDropdownsDelete>(item_dropdowns::delete)
        .on::<FaxSettingsList>(fax_settings::list)
        .writes::<FaxSettingsCreate>(fax_settings::create)
        .writes::<FaxSettingsUpdate>(fax_settings::update)
        .on::<GoalsList>(goals::list)
        .writes::<GoalsCreate>(goals::create)
        .on::<GoalsGet>(goals::get)
        .writes::<GoalsUpdate>(goals::update)
        .writes::<GoalsDelete>(goals::delete)
        .on::<ProductsList>(goals::products)
        .on::<ClientGoalsList>(goals::of_client)
        .writes::<ClientGoalsAssign>(goals::assign)
        .writes::<ClientGoalsRemove>(goals::remove)
        .on::<CorrespondenceList>(correspondence::list)
        .writes::<CorrespondenceCreate>(correspondence::create)
        .writes::<CorrespondenceSend>(correspondence::send)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_of_the_table_is_served() {
        let (_, served) = table().finish();
        let wanted: Vec<&str> = contract::portal::PORTAL
            .rows
            .iter()
            .map(|row| row.name)
            .collect();
        assert_eq!(served, wanted);
    }
}
