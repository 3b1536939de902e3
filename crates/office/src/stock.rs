//! What every office begins with: templates, snippets, the bureaus' addresses, reasons for a
//! dispute, and what there is to choose from. Put in once; what the firm makes of it afterwards
//! stays. Practice has furnishers too, and fax numbers that nobody has.

mod choices;
mod events;

use chrono::{DateTime, NaiveTime, Utc};
use contract::portal::FurnisherType;
use letters::{RecipientKind, starters::STARTERS};
use sqlx::SqliteConnection;
use store::Database;

use crate::{
    clock::{Clock, stamp},
    data::{
        bureau_addresses::{self, AddressRow},
        claim_codes::{self, ClaimCodeRow},
        furnishers::{self, FurnisherRow},
        instructions::{self, InstructionRow},
        moments,
        office::{self, OfficeRow},
        snippets::{self, SnippetRow},
        template_categories,
        templates::{self, TemplateRow},
    },
    error::OfficeError,
};

/// Gives an office what it has not got yet of what every office begins with.
pub(crate) async fn complete(
    database: &Database,
    row: &OfficeRow,
    clock: &Clock,
) -> Result<(), OfficeError> {
    let practice = row.kind == "practice";
    if !row.stocked {
        fill(database, practice, clock).await?;
    }
    if !row.catalogued {
        catalogue(database, clock).await?;
    }
    if !row.defined {
        define(database, practice, clock).await?;
    }
    Ok(())
}

/// Gives an office what letters are made of, all in one transaction.
async fn fill(database: &Database, practice: bool, clock: &Clock) -> Result<(), OfficeError> {
    let midnight = midnight(clock);
    let moment = stamp(midnight);
    let mut write = database.write().await?;
    add_templates(&mut write, &moment).await?;
    add_snippets(&mut write, &moment).await?;
    add_addresses(&mut write, practice, &moment).await?;
    add_reasons(&mut write, &moment).await?;
    if practice {
        add_furnishers(&mut write, &moment).await?;
    }
    moments::reach(&mut write, midnight).await?;
    office::stocked(&mut write).await?;
    Ok(write.commit().await?)
}

/// Gives an office what there is to choose from, all in one transaction.
pub(crate) async fn catalogue(database: &Database, clock: &Clock) -> Result<(), OfficeError> {
    let midnight = midnight(clock);
    let mut write = database.write().await?;
    choices::add(&mut write, &stamp(midnight)).await?;
    moments::reach(&mut write, midnight).await?;
    office::catalogued(&mut write).await?;
    Ok(write.commit().await?)
}

/// Makes known what the office tells of itself, and gives practice its workflow, all in one
/// transaction.
async fn define(database: &Database, practice: bool, clock: &Clock) -> Result<(), OfficeError> {
    let midnight = midnight(clock);
    let moment = stamp(midnight);
    let mut write = database.write().await?;
    let linked = events::add(&mut write, &moment).await?;
    if practice {
        events::add_workflow(&mut write, linked, &moment).await?;
    }
    moments::reach(&mut write, midnight).await?;
    office::defined(&mut write).await?;
    Ok(write.commit().await?)
}

/// The beginning of today: whatever agents write comes after it.
fn midnight(clock: &Clock) -> DateTime<Utc> {
    clock.now().date_naive().and_time(NaiveTime::MIN).and_utc()
}

const CATEGORIES: [(RecipientKind, &str); 3] = [
    (RecipientKind::Bureau, "Letters to a bureau"),
    (RecipientKind::Furnisher, "Letters to a furnisher"),
    (RecipientKind::Collector, "Letters to a collector"),
];

async fn add_templates(write: &mut SqliteConnection, moment: &str) -> sqlx::Result<()> {
    for (recipient, name) in CATEGORIES {
        let category = template_categories::add(write, name, moment).await?;
        for starter in STARTERS.iter().filter(|one| one.recipient == recipient) {
            let letter = starter.template();
            let row = TemplateRow {
                id: 0,
                category,
                kind: "static".to_owned(),
                is_dispute: true,
                name: letter.name,
                created_at: moment.to_owned(),
                updated_at: moment.to_owned(),
            };
            let template = templates::add(write, &row).await?;
            let content = format!("Subject: {}\n\n{}", letter.subject, letter.body.trim());
            templates::add_content(write, template, (None, &content), moment).await?;
        }
    }
    Ok(())
}

/// Names and texts. A name is a shortcode, so none of those that letters know may be among them.
const SNIPPETS: &[(&str, &str)] = &[
    (
        "Closing",
        "Thank you for your time. I look forward to your answer in writing.",
    ),
    (
        "Identity enclosed",
        "Enclosed are copies of a government photo ID and of a recent bill or statement that shows my name and address.",
    ),
    (
        "Proof enclosed",
        "Enclosed are copies of the documents that show what is wrong. The originals stay with me.",
    ),
    (
        "Results in writing",
        "Please send the results to me in writing, at the address above.",
    ),
    (
        "Not a repeat",
        "This is not a repeat of an earlier dispute: it gives facts and documents that you have not had before.",
    ),
];

async fn add_snippets(write: &mut SqliteConnection, moment: &str) -> sqlx::Result<()> {
    for (name, content) in SNIPPETS {
        let row = SnippetRow {
            id: 0,
            name: (*name).to_owned(),
            content: (*content).to_owned(),
            state_code: None,
            created_at: moment.to_owned(),
            updated_at: moment.to_owned(),
        };
        snippets::add(write, &row).await?;
    }
    Ok(())
}

/// Where a bureau takes disputes by post. None of them names a fax number for disputes.
struct Bureau {
    kind: &'static str,
    title: &'static str,
    address: &'static str,
    /// City, state, ZIP code.
    place: [&'static str; 3],
    /// A number that nobody has, so that faxing can be practised.
    practice_fax: &'static str,
}

const BUREAUS: [Bureau; 3] = [
    Bureau {
        kind: "equifax",
        title: "Equifax Information Services LLC",
        address: "PO Box 740256",
        place: ["Atlanta", "GA", "30374-0256"],
        practice_fax: "(404) 555-0101",
    },
    Bureau {
        kind: "experian",
        title: "Experian",
        address: "PO Box 4500",
        place: ["Allen", "TX", "75013"],
        practice_fax: "(972) 555-0102",
    },
    Bureau {
        kind: "transunion",
        title: "TransUnion Consumer Solutions",
        address: "PO Box 2000",
        place: ["Chester", "PA", "19016"],
        practice_fax: "(610) 555-0103",
    },
];

async fn add_addresses(
    write: &mut SqliteConnection,
    practice: bool,
    moment: &str,
) -> sqlx::Result<()> {
    for bureau in BUREAUS {
        let [city, state, zip_code] = bureau.place.map(str::to_owned);
        let row = AddressRow {
            id: 0,
            kind: bureau.kind.to_owned(),
            title: bureau.title.to_owned(),
            address: bureau.address.to_owned(),
            city,
            state,
            zip_code,
            fax_number: practice.then(|| bureau.practice_fax.to_owned()),
            is_default: true,
            created_at: moment.to_owned(),
            updated_at: moment.to_owned(),
        };
        bureau_addresses::add(write, &row).await?;
    }
    Ok(())
}

/// A reason as bureaus sort it, and the ways in which a client gives it. Bureaus have codes of
/// their own for these, which each firm enters as its bureaus gave them.
const REASONS: &[(&str, &[&str])] = &[
    ("Not the consumer's account", &["The account is not mine."]),
    (
        "Account of another person with the same or a similar name",
        &["The account belongs to somebody else whose name is like mine: …"],
    ),
    (
        "Identity theft: account opened by somebody else",
        &["Somebody else opened this account in my name."],
    ),
    (
        "Account misused by somebody else",
        &["Charges on this account are not mine: …"],
    ),
    (
        "Consumer not liable for the account",
        &["I do not owe this account: …"],
    ),
    (
        "Balance or amount past due disputed",
        &[
            "The balance is wrong: it was paid on …",
            "The balance is wrong: it is …",
            "The amount past due is wrong: …",
        ],
    ),
    (
        "Status or payment history disputed",
        &[
            "The payment of … was on time; the report shows it as late.",
            "The status is wrong: …",
        ],
    ),
    (
        "Paid or settled before collection or charge-off",
        &[
            "The debt was paid to the original creditor on …, before it went to collection.",
            "The debt was settled on …; the report does not show it.",
        ],
    ),
    (
        "Account closed",
        &["The account was closed on …; the report shows it as open."],
    ),
    (
        "Dates disputed",
        &[
            "The date of first delinquency is wrong: it was …",
            "The date on which the account was opened is wrong: it was …",
        ],
    ),
    (
        "Included in bankruptcy",
        &["The debt was discharged in bankruptcy on …; the report shows it as owed."],
    ),
    (
        "Account type or terms disputed",
        &["The type or the terms of the account are wrong: …"],
    ),
    (
        "Reported more than once",
        &["The same debt is reported twice: …"],
    ),
    (
        "Older than may be reported",
        &["The item is older than the law lets you report it: …"],
    ),
    (
        "Inquiry not authorized",
        &["I did not ask for the credit that this inquiry is about."],
    ),
];

async fn add_reasons(write: &mut SqliteConnection, moment: &str) -> sqlx::Result<()> {
    let mut place = 0;
    for (reason, names) in REASONS {
        let code = ClaimCodeRow {
            tcp_name: (*reason).to_owned(),
            is_active: true,
            created_at: moment.to_owned(),
            updated_at: moment.to_owned(),
            ..ClaimCodeRow::default()
        };
        let claim_code = claim_codes::add(write, &code).await?;
        for name in *names {
            place += 1;
            let row = InstructionRow {
                id: 0,
                claim_code,
                name: (*name).to_owned(),
                place,
                created_at: moment.to_owned(),
                updated_at: moment.to_owned(),
            };
            instructions::add(write, &row).await?;
        }
    }
    Ok(())
}

/// Puts in everyone whom an invented report names, by each name that it prints.
async fn add_furnishers(write: &mut SqliteConnection, moment: &str) -> sqlx::Result<()> {
    for company in practice::companies() {
        let kind = if company.collects {
            FurnisherType::CollectionAgency
        } else {
            FurnisherType::OriginalCreditor
        };
        let mut row = FurnisherRow {
            id: 0,
            name: String::new(),
            kind: kind.word().to_owned(),
            fax_number: Some(company.fax),
            address: Some(company.address.street),
            city: Some(company.address.city),
            state: Some(company.address.state),
            zip_code: Some(company.address.zip),
            created_at: moment.to_owned(),
            updated_at: moment.to_owned(),
        };
        for name in company.names {
            row.name = name;
            furnishers::add(write, &row).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use letters::{Values, fill};

    use super::*;

    #[test]
    fn every_starter_stands_in_a_category() {
        let has_one = |recipient| CATEGORIES.iter().any(|(kind, _)| *kind == recipient);
        assert!(STARTERS.iter().all(|starter| has_one(starter.recipient)));
    }

    #[test]
    fn no_snippet_hides_a_shortcode_and_each_is_ready_to_be_sent() {
        for (name, content) in SNIPPETS {
            let filled = fill(&format!("[{name}]"), &Values::default());
            assert_eq!(filled.unknown, [*name]);
            assert!(!content.contains(['[', ']', '…']), "{name}");
        }
    }
}
