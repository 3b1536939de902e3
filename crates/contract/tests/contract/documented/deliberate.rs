//! Where the tables differ from the documents, by reason.

/// A reason, and what differs for it.
pub type Reasons = &'static [(&'static str, &'static [&'static str])];

/// Parameters.
pub const PARAMETERS: Reasons = &[
    (
        "the router has one name for a position, and others call it `id`",
        &[
            "portal.client_goals.assign client: missing",
            "portal.client_goals.list client: missing",
            "portal.client_goals.remove client: missing",
            "portal.client_segments.list client: missing",
            "portal.report_schemas.latest client: missing",
            "portal.report_schemas.list client: missing",
        ],
    ),
    (
        "it makes no sense without: a question, a note, a way to send something",
        &[
            "exchange.requests.create type_request: required",
            "exchange.requests.create value: required",
            "exchange.responses.get type_request: required",
            "portal.correspondence.create attributes: required",
            "portal.correspondence.create attributes.fax_number: required",
            "portal.correspondence.send email.body: required",
            "portal.correspondence.send email.subject: required",
            "portal.correspondence.send email.to: required",
            "portal.correspondence.send fax.attachment_id: required",
            "portal.correspondence.send fax.fax_number: required",
            "portal.correspondence.send letter.content: required",
            "portal.correspondence.send letter.postal_address: required",
            "portal.correspondence.send sms.body: required",
            "portal.correspondence.send sms.number: required",
            "portal.kba.answer answers[].answerId: required",
            "portal.kba.answer answers[].questionId: required",
            "portal.notes.create client_id: required",
            "portal.notes.create note_text: required",
            "portal.templates.create contents[].content: required",
        ],
    ),
    (
        "the form stands in the document's words",
        &[
            "exchange.requests.create value[].PhoneNumber: has a form of its own",
            "mycreditapp.partners.create country_code: has a form of its own",
            "portal.agreements.create agreement_signed: format None, not Some(\"date-time\")",
            "portal.agreements.create agreement_signed: has a form of its own",
            "portal.customer_portal.agreements.create agreement_signed: format None, not Some(\"date-time\")",
            "portal.customer_portal.agreements.create agreement_signed: has a form of its own",
            "portal.contracts.create name: has a form of its own",
            "portal.contracts.update name: has a form of its own",
            "portal.contracts.list created_at: format Some(\"date\"), not None",
            "portal.customer_portal.contracts.list created_at: format Some(\"date\"), not None",
            "portal.snippets.create name: has a form of its own",
            "portal.snippets.update name: has a form of its own",
            "portal.snippets.create state_code: has a form of its own",
            "portal.snippets.update state_code: has a form of its own",
            "portal.snippets.list state_code: has a form of its own",
            "portal.snippets.list created_at: format Some(\"date\"), not None",
            "portal.clients.search conditions.combinator: one of AND, OR",
            "portal.query_builder.values conditions.combinator: one of AND, OR",
            "portal.segments.create conditions.combinator: one of AND, OR",
            "portal.segments.update conditions.combinator: one of AND, OR",
            "unaport.consent_templates.create ConsentDetail.consentStart: has a form of its own",
            "unaport.consent_templates.create ConsentDetail.consentExpiry: has a form of its own",
            "unaport.consents.create ConsentsRequest.timestamp: has a form of its own",
            "unaport.consents.create ConsentsRequest.ConsentDetail.consentStart: has a form of its own",
            "unaport.consents.create ConsentsRequest.ConsentDetail.consentExpiry: has a form of its own",
            "unaport.consents.create ConsentsRequest.ConsentDetail.FIDataRange.from: has a form of its own",
            "unaport.consents.create ConsentsRequest.ConsentDetail.FIDataRange.to: has a form of its own",
            "unaport.notifications.consent timestamp: has a form of its own",
            "unaport.notifications.data timestamp: has a form of its own",
            "unaport.notifications.analytics timestamp: has a form of its own",
            "unaport.notifications.data txnid: format Some(\"uuid\"), not None",
            "unaport.notifications.analytics txnId: format Some(\"uuid\"), not None",
            "unaport.consent_templates.create ConsentDetail.Purpose.refUri: format Some(\"uri\"), not None",
            "unaport.consents.create ConsentsRequest.ConsentDetail.Purpose.refUri: format Some(\"uri\"), not None",
            "unaport.consents.create redirectUrl: format Some(\"uri\"), not None",
            "unaport.consents.create fiuBaseUrl: format Some(\"uri\"), not None",
            "unaport.consents.create_from_template redirectUrl: format Some(\"uri\"), not None",
            "unaport.consents.create_from_template fiuBaseUrl: format Some(\"uri\"), not None",
        ],
    ),
    (
        "a static part of the path, which says nothing and is ours",
        &["unaport.analytics.generate reportId: missing"],
    ),
    (
        "what is left out of a change stays",
        &["portal.bureau_addresses.update is_default: default none, not false"],
    ),
    (
        "a day is what can be looked for, and a moment has one",
        &["portal.item_dropdowns.list created_at: format None, not Some(\"date-time\")"],
    ),
    (
        "what is no number, no address and no ZIP code cannot be reached",
        &[
            "portal.bureau_addresses.create fax_number: has a form of its own",
            "portal.bureau_addresses.update fax_number: has a form of its own",
            "portal.bureau_addresses.create zip_code: has a form of its own",
            "portal.bureau_addresses.update zip_code: has a form of its own",
            "portal.correspondence.create attributes.fax_number: has a form of its own",
            "portal.correspondence.send email.to: format Some(\"email\"), not None",
            "portal.correspondence.send fax.fax_number: has a form of its own",
            "portal.correspondence.send sms.number: has a form of its own",
            "portal.correspondence.send type: one of email, fax, letter, sms",
            "portal.customer_portal.clients.update email: format Some(\"email\"), not None",
            "portal.customer_portal.clients.update ssn: has a form of its own",
            "portal.furnishers.create fax_number: has a form of its own",
            "portal.furnishers.update fax_number: has a form of its own",
            "unaport.auth.login emailId: format Some(\"email\"), not None",
            "unaport.consents.create createdBy: format Some(\"email\"), not None",
            "unaport.consents.create_from_template createdBy: format Some(\"email\"), not None",
            "unaport.consents.create_from_template mobileNumber: has a form of its own",
        ],
    ),
    (
        "an id or a count is a whole number, whatever the filter is said to be",
        &[
            "exchange.responses.get period: integer or null, not number",
            "portal.fax_settings.list reattempt_count: integer or null, not string",
            "portal.item_dropdowns.list id: integer or null, not string",
            "portal.notes.list client_id: integer or null, not string",
        ],
    ),
    (
        "a vendor's number is text in the records",
        &[
            "portal.report_schemas.list report_id: string or null, not integer",
            "portal.customer_portal.report_schemas.list report_id: string or null, not integer",
        ],
    ),
    (
        "the sample shows a digit for what is documented as yes or no",
        &[
            "portal.clients.search conditions.not: boolean or null, not integer",
            "portal.query_builder.values conditions.not: boolean or null, not integer",
            "portal.segments.create conditions.not: boolean or null, not integer",
            "portal.segments.update conditions.not: boolean or null, not integer",
        ],
    ),
    (
        "of what Unaport reports it is not said what is always there",
        &[
            "unaport.notifications.consent ver: required",
            "unaport.notifications.consent timestamp: required",
            "unaport.notifications.consent txnid: required",
            "unaport.notifications.consent Notifier: required",
            "unaport.notifications.consent Notifier.type: required",
            "unaport.notifications.consent Notifier.id: required",
            "unaport.notifications.consent ConsentStatusNotification: required",
            "unaport.notifications.consent ConsentStatusNotification.consentHandle: required",
            "unaport.notifications.consent ConsentStatusNotification.consentStatus: required",
            "unaport.notifications.data ver: required",
            "unaport.notifications.data timestamp: required",
            "unaport.notifications.data txnid: required",
            "unaport.notifications.data Notifier: required",
            "unaport.notifications.data Notifier.type: required",
            "unaport.notifications.data Notifier.id: required",
            "unaport.notifications.data FIStatusNotification: required",
            "unaport.notifications.data FIStatusNotification.sessionId: required",
            "unaport.notifications.data FIStatusNotification.sessionStatus: required",
            "unaport.notifications.data FIStatusNotification.FIStatusResponse: required",
            "unaport.notifications.data FIStatusNotification.FIStatusResponse[].fipID: required",
            "unaport.notifications.data FIStatusNotification.FIStatusResponse[].Accounts: required",
            "unaport.notifications.data FIStatusNotification.FIStatusResponse[].Accounts[].linkRefNumber: required",
            "unaport.notifications.data FIStatusNotification.FIStatusResponse[].Accounts[].FIStatus: required",
            "unaport.notifications.analytics version: required",
            "unaport.notifications.analytics txnId: required",
            "unaport.notifications.analytics timestamp: required",
            "unaport.notifications.analytics sessionId: required",
            "unaport.notifications.analytics analyticId: required",
            "unaport.notifications.analytics status: required",
        ],
    ),
    (
        "a text of 15 characters does not hold all that may be named: a list, as without a template",
        &[
            "unaport.consent_templates.create ConsentDetail.consentTypes: array, not string",
            "unaport.consent_templates.create ConsentDetail.consentTypes: maxLength None, not 15",
            "unaport.consent_templates.create ConsentDetail.fiTypes: array, not string",
            "unaport.consent_templates.create ConsentDetail.fiTypes: maxLength None, not 15",
        ],
    ),
];

/// Parameters of ours.
pub const OUR_PARAMETERS: Reasons = &[
    (
        "without them a code is worth nothing (RFC 7636)",
        &[
            "portal.auth.login_provider code_verifier",
            "portal.auth.login_provider redirect_uri",
        ],
    ),
    (
        "named in words only: the furnisher's address",
        &[
            "portal.furnishers.create address",
            "portal.furnishers.create city",
            "portal.furnishers.create state",
            "portal.furnishers.create zip_code",
            "portal.furnishers.update address",
            "portal.furnishers.update city",
            "portal.furnishers.update state",
            "portal.furnishers.update zip_code",
        ],
    ),
    (
        "the router has one name for a position, and others call it `id`",
        &[
            "portal.client_goals.assign id",
            "portal.client_goals.list id",
            "portal.client_goals.remove id",
            "portal.client_segments.list id",
            "portal.report_schemas.latest id",
            "portal.report_schemas.list id",
        ],
    ),
    (
        "two uses of one operation, told apart by this",
        &[
            "unaport.aggregate.generate mode",
            "unaport.analytics.generate mode",
        ],
    ),
    (
        "documented among the headers",
        &["unaport.aggregate.generate OrgID"],
    ),
];

/// Fields of answers.
pub const FIELDS: Reasons = &[
    (
        "ids are numbers, and this one is read from text too",
        &[
            "portal.agreements.create id: integer or null, not string",
            "portal.agreements.list id: integer or null, not string",
            "portal.customer_portal.agreements.create id: integer or null, not string",
            "portal.customer_portal.agreements.list id: integer or null, not string",
        ],
    ),
    (
        "a ZIP code that is a number has lost its zeros: it is read from both",
        &[
            "portal.bureau_addresses.create zip_code: string or null, not integer",
            "portal.bureau_addresses.list zip_code: string or null, not integer",
            "portal.bureau_addresses.update zip_code: string or null, not integer",
        ],
    ),
    (
        "the sample shows a digit for what is documented as yes or no: it is read from both",
        &[
            "portal.client_segments.list conditions.not: boolean or null, not integer",
            "portal.segments.create conditions.not: boolean or null, not integer",
            "portal.segments.get conditions.not: boolean or null, not integer",
            "portal.segments.list conditions.not: boolean or null, not integer",
            "portal.segments.refresh conditions.not: boolean or null, not integer",
            "portal.segments.update conditions.not: boolean or null, not integer",
        ],
    ),
    (
        "a slip: a furnisher is documented as a goal",
        &["portal.furnishers.get icon: missing"],
    ),
    (
        "one account by itself is read as a list of one",
        &[
            "unaport.data.fetch DEPOSIT.Summary: is no record",
            "unaport.data.fetch DEPOSIT.Account Holder: is no record",
        ],
    ),
];

/// Envelopes.
pub const ENVELOPES: Reasons = &[(
    "a list that is documented as one object",
    &[
        "portal.claim_codes.list {data: […]}, not {data: …}",
        "portal.client_goals.assign {data: […]}, not {data: …}",
        "portal.client_goals.list {data: […]}, not {data: …}",
        "portal.contracts.versions {data: […]}, not {data: …}",
        "portal.creditor_types.list {data: […]}, not {data: …}",
        "portal.customer_portal.agreements.list {data: […]}, not {data: …}",
        "portal.customer_portal.documents.list {data: […]}, not {data: …}",
        "portal.customer_portal.goals.assign {data: […]}, not {data: …}",
        "portal.customer_portal.goals.assigned {data: […]}, not {data: …}",
        "portal.customer_portal.goals.list {data: […]}, not {data: …}",
        "portal.customer_portal.products.list {data: […]}, not {data: …}",
        "portal.goals.list {data: […]}, not {data: …}",
        "portal.products.list {data: […]}, not {data: …}",
    ],
)];

/// What is not kept of an answer as it is documented.
pub const LOST: Reasons = &[
    (
        "documented with 204, which has no content (RFC 9110, 15.3.5)",
        &["portal.attachments.delete"],
    ),
    (
        "a ZIP code has its five digits again",
        &[
            "portal.bureau_addresses.create .zip_code",
            "portal.bureau_addresses.list .zip_code",
            "portal.bureau_addresses.update .zip_code",
        ],
    ),
    (
        "a slip: a furnisher is documented as a goal",
        &["portal.furnishers.get .icon"],
    ),
];
