//! What every office begins with of what there is to choose from. Few of each, and such as a firm
//! in this trade has; it enters its own beside them.

use contract::portal::FurnisherType;
use sqlx::SqliteConnection;

use crate::data::{
    creditor_types,
    goals::{self, GoalRow},
    item_dropdowns::{self, DropdownRow},
    products::{self, ProductRow},
};

pub(super) async fn add(write: &mut SqliteConnection, moment: &str) -> sqlx::Result<()> {
    for (kind, subtypes) in CREDITOR_TYPES {
        for subtype in *subtypes {
            creditor_types::add(write, kind.word(), subtype, moment).await?;
        }
    }
    for (kind, values) in DROPDOWNS {
        for value in *values {
            let row = DropdownRow {
                kind: (*kind).to_owned(),
                value: (*value).to_owned(),
                created_at: moment.to_owned(),
                updated_at: moment.to_owned(),
                ..DropdownRow::default()
            };
            item_dropdowns::add(write, &row).await?;
        }
    }
    for (icon, name) in GOALS {
        let row = GoalRow {
            id: 0,
            name: (*name).to_owned(),
            icon: Some((*icon).to_owned()),
            created_at: moment.to_owned(),
            updated_at: moment.to_owned(),
        };
        goals::add(write, &row).await?;
    }
    for [code, kind, name] in PRODUCTS {
        let row = ProductRow {
            id: 0,
            name: (*name).to_owned(),
            product_code: (*code).to_owned(),
            product_type: (*kind).to_owned(),
            created_at: moment.to_owned(),
            updated_at: moment.to_owned(),
        };
        products::add(write, &row).await?;
    }
    Ok(())
}

const CREDITOR_TYPES: &[(FurnisherType, &[&str])] = &[
    (
        FurnisherType::OriginalCreditor,
        &[
            "Bank or card issuer",
            "Credit union",
            "Mortgage lender",
            "Auto lender",
            "Student loan servicer",
            "Finance company",
            "Store or retailer",
            "Medical provider",
            "Phone, internet or utility company",
            "Landlord",
        ],
    ),
    (
        FurnisherType::CollectionAgency,
        &["Collection agency", "Debt buyer", "Collection law firm"],
    ),
    (
        FurnisherType::GovernmentOffice,
        &["Child support agency", "Federal student aid"],
    ),
    (FurnisherType::PublicRecord, &["Bankruptcy court"]),
];

/// Drop-downs by their types, with what is picked in each. Who is responsible is said as Metro 2
/// says it in its ECOA code.
const DROPDOWNS: &[(&str, &[&str])] = &[
    (
        "type",
        &[
            "Credit card",
            "Auto loan",
            "Mortgage",
            "Student loan",
            "Personal loan",
            "Collection",
            "Inquiry",
            "Bankruptcy",
        ],
    ),
    (
        "status",
        &[
            "Late payments",
            "Charge-off",
            "In collection",
            "Repossession",
            "Foreclosure",
            "Settled for less than owed",
            "Included in bankruptcy",
        ],
    ),
    (
        "responsibility",
        &[
            "Individual",
            "Joint",
            "Authorized user",
            "Co-maker or guarantor",
            "Maker",
            "Business",
        ],
    ),
    (
        "attestation",
        &[
            "Not asked yet",
            "Client says it is wrong",
            "Client says it is right",
        ],
    ),
];

/// Icons, by the names that Tabler gives them, and what clients want.
const GOALS: &[(&str, &str)] = &[
    ("home", "Buy a home"),
    ("refresh", "Refinance a mortgage"),
    ("car", "Finance a car"),
    ("key", "Rent an apartment"),
    ("credit-card", "Get a credit card"),
    ("percentage", "Pay less interest"),
    ("briefcase", "Get a job that checks credit"),
    ("building-store", "Start a business"),
];

/// Each by its code, its type and its name.
const PRODUCTS: &[[&str; 3]] = &[
    ["REVIEW", "one_time", "Review of three credit reports"],
    ["DISPUTES", "monthly", "Disputes for one person"],
    ["DISPUTES-2", "monthly", "Disputes for a couple"],
    ["IDENTITY", "one_time", "Help after identity theft"],
];
