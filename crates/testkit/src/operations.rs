//! The operations as types, in lists, so that a test can be made of every one of them. A test of
//! the contract holds the lists against its tables.

/// Hands every operation that carries JSON both ways to a macro, system by system:
///
/// ```text
/// portal: AuthLogin, AuthLoginProvider, …;
/// my_credit_app: AnalyticsCreate, …;
/// ```
///
/// where a type is `contract::portal::AuthLogin`.
#[macro_export]
macro_rules! every_json_operation {
    ($each:ident) => {
        $each! {
            portal:
                AuthLogin, AuthLoginProvider, AuthRefresh, AuthForgotPassword, AuthResetPassword,
                RolesList, RolesGet, ClientsList, ClientsSearch, ClientsGet, ClientReportsList,
                ClientReportsGet, ReportSchemasGet, ReportSchemasList, ReportSchemasLatest,
                NegativeItemsList, NegativeItemsGet, NotesList, NotesCreate, NotesGet,
                NotesUpdate, NotesDelete, AttachmentsList, AttachmentsGet, AttachmentsDelete,
                AttachmentsAssign, AttachmentsUnassign, DocumentsList, DocumentsLink,
                DocumentsGet, DocumentsUpdate, DocumentsDelete, TemplatesList, TemplatesCreate,
                TemplatesPreview, TemplatesDelete, TemplateCategoriesList,
                TemplateCategoriesCreate, TemplateCategoriesGet, TemplateCategoriesUpdate,
                TemplateCategoriesDelete, SnippetsList, SnippetsCreate, SnippetsPreview,
                SnippetsUpdate, SnippetsDelete, SnippetsClone, ContractsList, ContractsCreate,
                ContractsGet, ContractsUpdate, ContractsDelete, ContractsClone, ContractsVersions,
                ContractsRevert, AgreementsList, AgreementsCreate, BureauAddressesList,
                BureauAddressesCreate, BureauAddressesUpdate, BureauAddressesDelete,
                FurnishersList, FurnishersCreate, FurnishersGet, FurnishersUpdate,
                FurnishersDelete, CreditorTypesList, ClaimCodesList, ClaimCodesCreate,
                ClaimCodesUpdate, ClaimCodesDelete, InstructionsList, InstructionsCreate,
                InstructionsGet, InstructionsUpdate, InstructionsDelete, InstructionsMove,
                ItemDropdownsList, ItemDropdownsCreate, ItemDropdownsUpdate, ItemDropdownsDelete,
                FaxSettingsList, FaxSettingsCreate, FaxSettingsUpdate, GoalsList, GoalsCreate,
                GoalsGet, GoalsUpdate, GoalsDelete, ProductsList, ClientGoalsList,
                ClientGoalsAssign, ClientGoalsRemove, CorrespondenceList, CorrespondenceCreate,
                CorrespondenceSend, CustomerPortalMe, CustomerPortalClientUpdate,
                CustomerPortalAgreementsList, CustomerPortalAgreementsCreate,
                CustomerPortalContractsList, CustomerPortalContractsGet,
                CustomerPortalAttachmentsGet, CustomerPortalDocumentsList,
                CustomerPortalDocumentsLink, CustomerPortalDocumentsUpdate,
                CustomerPortalDocumentsDelete, CustomerPortalGoalsList,
                CustomerPortalGoalsAssigned, CustomerPortalGoalsAssign, CustomerPortalGoalsRemove,
                CustomerPortalProductsList, CustomerPortalReportSchemasList,
                CustomerPortalReportSchemasLatest, CustomerPortalReportSchemasGet,
                CustomerPortalNegativeItemsList, CustomerPortalNegativeItemsGet, SegmentsList,
                SegmentsCreate, SegmentsAttributeTypes, SegmentsGet, SegmentsUpdate,
                SegmentsDelete, SegmentsRefresh, ClientSegmentsList, QueryBuilderModels,
                QueryBuilderFields, QueryBuilderValues, ImportsList, ImportsCreate, TasksList,
                ClientProductsList, ClientProductsGet, KbaQuestions, KbaAnswer, KbaSkip,
                EventDefinitionsList, EventDefinitionsCreate, EventDefinitionsGet,
                EventDefinitionsUpdate, EventsList, EventsGet, WorkflowDebugStep,
                CustomerioTemplatesList;
            my_credit_app:
                AnalyticsCreate, PartnersCreate;
            unaport:
                AuthLogin, AuthRefresh, OrganisationGet, ConsentTemplatesCreate,
                ConsentTemplatesList, ConsentsCreate, ConsentsCreateFromTemplate, ConsentsStatus,
                ConsentsRevoke, DataStatus, DataFetch, AnalyticsGenerate, AnalyticsFetch,
                AggregateGenerate, AggregateFetch, NotificationsConsent, NotificationsData,
                NotificationsAnalytics;
            exchange:
                TokenGet, RequestsCreate, ResponsesGet;
            office:
                FirmState, FirmSetUp, FirmGet, FirmUpdate, MailGet, MailSet, MailRemove, MailTry,
                UsersList, UsersCreate, UsersGet, UsersUpdate, UsersDelete, UsersSetPassword,
                ClientsCreate, ClientsUpdate, ClientsDelete, ReportsCreate, ReportsDelete,
                NegativeItemsCreate, NegativeItemsUpdate, NegativeItemsDelete, TasksCreate,
                TasksUpdate, TasksDelete, OutgoingList, OutgoingSent, OutgoingNotSent,
                OutgoingTakeBack, ProductsCreate, ProductsUpdate, ProductsDelete,
                ClientProductsCreate, ClientProductsUpdate, ClientProductsDelete,
                AgreementsDelete, UnaportNotificationsList, BackupChangeKey;
        }
    };
}

/// As [`every_json_operation!`], with those that carry a file one way.
#[macro_export]
macro_rules! every_file_operation {
    ($each:ident) => {
        $each! {
            portal:
                AttachmentsUpload, AttachmentsDownload, CustomerPortalAttachmentsUpload,
                SegmentsExport, ImportsExampleCsv;
            unaport:
                DataExport, AnalyticsExport, AggregateExport;
            office:
                BackupCreate, BackupRestore;
        }
    };
}
