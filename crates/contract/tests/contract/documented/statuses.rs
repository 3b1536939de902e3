//! Where the statuses of the tables differ from the documents, and from what an office answers, by
//! reason.

use super::deliberate::Reasons;

/// Statuses of rows.
pub const STATUSES: Reasons = &[
    (
        "no success is documented: the first status is ours",
        &[
            "portal.attachments.download 200 404 419 422 500, not 404 419 422 500",
            "portal.client_goals.remove 204 401 403 419 422 500, not 401 403 419 422 500",
            "portal.customer_portal.documents.delete 204 401 403 404 419 422 500, not 401 403 404 419 422 500",
            "portal.customer_portal.goals.remove 204 401 403 419 422 500, not 401 403 419 422 500",
            "portal.documents.delete 204 401 403 404 419 422 500, not 401 403 404 419 422 500",
            "portal.imports.example_csv 200 401 403 419 422 500, not 401 403 419 422 500",
            "portal.item_dropdowns.delete 204 401 403 419 422 500, not 401 403 419 422 500",
            "portal.segments.delete 204 401 403 404 419 422 500, not 401 403 404 419 422 500",
            "portal.segments.export 200 401 403 404 419 422 500, not 401 403 404 419 422 500",
        ],
    ),
    (
        "what is wrong is told field by field, and what is not there is told so",
        &[
            "unaport.aggregate.export 200 400 401 403 404 422 500, not 200 400 401 403 500",
            "unaport.aggregate.fetch 200 400 401 403 404 500, not 200 400 401 403 500",
            "unaport.aggregate.generate 200 400 401 403 404 422 500, not 200 400 401 403 500",
            "unaport.analytics.export 200 400 401 403 404 422 500, not 200 400 401 403 500",
            "unaport.analytics.fetch 200 400 401 403 404 500, not 200 400 401 403 500",
            "unaport.analytics.generate 200 400 401 403 404 422 500, not 200 400 401 403 500",
            "unaport.auth.login 200 400 401 403 422 500, not 200 400 401 403 500",
            "unaport.auth.refresh 200 400 401 403 422 500, not 200 400 401 403 500",
            "unaport.consent_templates.create 201 400 401 403 422 500, not 201 400 401 403 500",
            "unaport.consents.create 201 400 401 403 422 500, not 201 400 401 403 500",
            "unaport.consents.create_from_template 201 400 401 403 404 422 500, not 201 400 401 403 500",
            "unaport.consents.revoke 200 400 401 403 404 422 500, not 200 400 401 403 500",
            "unaport.consents.status 200 400 401 403 404 500, not 200 400 401 403 500",
            "unaport.data.export 200 400 401 403 404 422 500, not 200 400 401 403 500",
            "unaport.data.fetch 200 400 401 403 404 422 500, not 200 400 401 403 500",
            "unaport.data.status 200 400 401 403 404 500, not 200 400 401 403 500",
            "unaport.notifications.analytics 200 400 401 403 422 500, not 200 400 401 403 500",
            "unaport.notifications.consent 200 400 401 403 422 500, not 200 400 401 403 500",
            "unaport.notifications.data 200 400 401 403 422 500, not 200 400 401 403 500",
        ],
    ),
    (
        "no status is documented: all are ours",
        &[
            "exchange.requests.create 200 401 403 422 500, none documented",
            "exchange.responses.get 200 401 403 422 500, none documented",
            "exchange.token.get 200 401 403 500, none documented",
            "mycreditapp.analytics.create 200 401 403 404 422 500, none documented",
            "mycreditapp.partners.create 200 401 403 422 500, none documented",
            "portal.templates.preview 200, none documented",
        ],
    ),
];

/// Statuses of the table with which no office answers, so that its documents leave them out.
pub const NEVER_GIVEN: Reasons = &[
    (
        "nobody who is still at the door has a role",
        &[
            "exchange.token.get 403",
            "portal.auth.login 403",
            "portal.auth.login_provider 403",
            "unaport.auth.login 403",
            "unaport.auth.refresh 403",
            "unaport.notifications.analytics 403",
            "unaport.notifications.consent 403",
            "unaport.notifications.data 403",
        ],
    ),
    (
        "nor a session that could be over",
        &[
            "portal.auth.forgot_password 419",
            "portal.auth.login 419",
            "portal.auth.login_provider 419",
            "portal.auth.reset_password 419",
        ],
    ),
    (
        "an unknown address is answered as a known one",
        &[
            "portal.auth.forgot_password 404",
            "portal.auth.reset_password 404",
        ],
    ),
    (
        "what is wrong is told field by field, with 422",
        &[
            "portal.auth.forgot_password 400",
            "unaport.aggregate.export 400",
            "unaport.aggregate.fetch 400",
            "unaport.aggregate.generate 400",
            "unaport.analytics.export 400",
            "unaport.analytics.fetch 400",
            "unaport.analytics.generate 400",
            "unaport.auth.login 400",
            "unaport.auth.refresh 400",
            "unaport.consent_templates.create 400",
            "unaport.consent_templates.list 400",
            "unaport.consents.create 400",
            "unaport.consents.create_from_template 400",
            "unaport.consents.revoke 400",
            "unaport.consents.status 400",
            "unaport.data.export 400",
            "unaport.data.fetch 400",
            "unaport.data.status 400",
            "unaport.notifications.analytics 400",
            "unaport.notifications.consent 400",
            "unaport.notifications.data 400",
            "unaport.organisation.get 400",
        ],
    ),
];
