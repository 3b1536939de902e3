//! What every office begins with of what there is to choose from. Few of each, and such as a firm
//! in this trade has; it enters its own beside them.

use contract::portal::FurnisherType;
use sqlx::SqliteConnection;

use crate::data::creditor_types;

pub(super) async fn add(write: &mut SqliteConnection, moment: &str) -> sqlx::Result<()> {
    for (kind, subtypes) in CREDITOR_TYPES {
        for subtype in *subtypes {
            creditor_types::add(write, kind.word(), subtype, moment).await?;
        }
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
