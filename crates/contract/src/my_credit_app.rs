//! MyCreditApp: a firm's business partners, and analytics of private records.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    envelope::Bare,
    operation::{OfSystem, Scheme, System, operations},
};

/// MyCreditApp: business partners, and analytics of private records.
pub static MY_CREDIT_APP: System = System {
    name: "mycreditapp",
    doc: "MyCreditApp: business partners, and analytics of private records.",
    scheme: Scheme::BearerOfOrganisations,
    groups: &[OPERATIONS],
};

/// MyCreditApp, as a type.
#[derive(Clone, Copy, Debug)]
pub struct MyCreditApp;

impl OfSystem for MyCreditApp {
    const SYSTEM: &'static System = &MY_CREDIT_APP;
}

operations! {
    MyCreditApp, "mycreditapp";

    /// Has a private record analysed, and answers how far that is.
    AnalyticsCreate = "analytics.create", POST "/private-records/{record_id}/analytics", Token, ByRecord | () | ()         => Bare<Analytics>, 200 401 403 404 422 500;

    /// Makes a business partner of the organisation, and invites it.
    PartnersCreate  = "partners.create",  POST "/partners",                              Token, ()       | () | NewPartner => Bare<Partner>,   200 401 403 422 500;
}

/// A private record, in the path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ByRecord {
    /// The record's id, a UUID.
    #[schemars(extend("format" = "uuid"))]
    pub record_id: String,
}

/// How far the analysis of a private record is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Analytics {
    /// When the record was analysed; missing before it was. With or without a zone.
    pub analyzed_on: Option<String>,
    /// When it was asked for.
    pub created_at: Option<String>,
    /// Its id, a UUID.
    pub id: Option<String>,
    /// `in_progress`, `processing`, `success` or `failed`.
    #[schemars(extend("examples" = ["in_progress", "processing", "success", "failed"]))]
    pub status: Option<String>,
    /// When it got on last.
    pub updated_at: Option<String>,
}

/// What a partner is to the organisation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PartnerType {
    /// It buys.
    #[default]
    Customer,
    /// It sells.
    Supplier,
}

/// A business partner to be made. Everything is required.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewPartner {
    /// Street and number.
    #[schemars(length(min = 1, max = 500))]
    pub address: String,
    /// City.
    #[schemars(length(min = 1, max = 100))]
    pub city: String,
    /// The company's name.
    #[schemars(length(min = 1, max = 100))]
    pub company_name: String,
    /// The number under which the company is registered.
    #[schemars(length(min = 1, max = 255))]
    pub company_registration_number: String,
    /// The country in two capital letters, ISO 3166-1.
    #[schemars(length(min = 2, max = 2), regex(pattern = "^[A-Z]{2}$"))]
    pub country_code: String,
    /// The address that is invited.
    #[schemars(email, length(min = 1, max = 100))]
    pub email: String,
    /// How often business is done with it.
    #[schemars(length(min = 1, max = 30))]
    pub frequency: String,
    /// What it is to the organisation.
    pub partner_type: PartnerType,
    /// When its invoices are due, such as `Net 30`.
    #[schemars(length(min = 1, max = 50))]
    pub payment_terms: String,
    /// ZIP or postal code.
    #[schemars(length(min = 1, max = 30))]
    pub postal_code: String,
    /// What is sold to it, or bought from it, in a year.
    #[schemars(range(min = 0, max = 2_147_483_647))]
    pub sales_amount: i64,
    /// State or province.
    #[schemars(length(min = 1, max = 100))]
    pub state: String,
}

/// A business partner.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Partner {
    /// Street and number.
    pub address: Option<String>,
    /// City.
    pub city: Option<String>,
    /// The company's name.
    pub company_name: Option<String>,
    /// The number under which the company is registered.
    pub company_registration_number: Option<String>,
    /// The country in two capital letters, ISO 3166-1.
    pub country_code: Option<String>,
    /// When it was made.
    pub created_at: Option<String>,
    /// The address that is invited.
    pub email: Option<String>,
    /// How often business is done with it.
    pub frequency: Option<String>,
    /// The organisation that it is here, once it has accepted; a UUID.
    pub guest_organization_id: Option<String>,
    /// Its id, a UUID.
    pub id: Option<String>,
    /// `invited` or `accepted`; missing where nobody was invited.
    #[schemars(extend("examples" = ["invited", "accepted"]))]
    pub invitation_status: Option<String>,
    /// `customer` or `supplier`.
    #[schemars(extend("examples" = ["customer", "supplier"]))]
    pub partner_type: Option<String>,
    /// When its invoices are due.
    pub payment_terms: Option<String>,
    /// ZIP or postal code.
    pub postal_code: Option<String>,
    /// What is sold to it, or bought from it, in a year.
    pub sales_amount: Option<i64>,
    /// State or province.
    pub state: Option<String>,
    /// When it was changed last.
    pub updated_at: Option<String>,
}

silent!(NewPartner, Partner);
