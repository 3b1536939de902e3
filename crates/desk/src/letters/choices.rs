//! What a letter can be made of: the firm's templates, whom to write to, and about which items.

use std::collections::BTreeSet;

use ::letters::VARIABLES;
use contract::{
    Shape, decode,
    portal::{BureauAddress, Furnisher, Instruction, Template},
};
use reports::{Bureau, FurnisherKind};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::table::{catalog, reports as reports_table};
use sync::Catalog;
use ts_rs::TS;

use super::{
    LetterAddress, RecipientKind,
    draft::silent,
    page::is_day,
    template::{Text, text},
};
use crate::{
    Desk, DeskError,
    items::{self, ItemRow, Standing},
    open::OpenAccount,
    reports::latest,
};

/// What letters about a client can be made of.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
pub struct LetterChoices {
    /// The firm's templates, by category and name.
    pub templates: Vec<LetterTemplate>,
    /// Bureaus first, then who reports about this client, then every other furnisher.
    pub recipients: Vec<LetterRecipient>,
    /// The client's items that are not settled.
    pub items: Vec<LetterItemChoice>,
    /// The firm's usual reasons for a dispute.
    pub reasons: Vec<String>,
    /// What can stand in a letter's text.
    pub variables: Vec<LetterVariable>,
    /// When the server gave the templates; none before it did.
    pub fetched_at: Option<String>,
}

/// A template of a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LetterTemplate {
    /// The server's number.
    #[ts(type = "number")]
    pub id: i64,
    /// What the letter is.
    pub name: String,
    /// Under which heading the firm keeps it.
    pub category: String,
    /// Whom it may go to; none for anyone.
    pub kind: Option<RecipientKind>,
    /// When to use it; empty where that is not known.
    pub purpose: String,
    /// What to know before using it.
    pub caution: Option<String>,
    /// The law behind it.
    pub laws: Vec<LetterLaw>,
    /// What has to be enclosed.
    pub enclosures: Vec<String>,
}

/// A rule of law that a letter rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LetterLaw {
    /// Where it stands.
    pub cite: String,
    /// What it says, in our words.
    pub says: String,
}

/// Whom a letter can go to.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LetterRecipient {
    /// What it is.
    pub kind: RecipientKind,
    /// What it is called in a list.
    pub label: String,
    /// Which bureau it is, if it is one.
    pub bureau: Option<Bureau>,
    /// Whether the firm writes there unless it says otherwise.
    pub is_default: bool,
    /// Where it is.
    pub to: LetterAddress,
}

/// An item that a letter can be about.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
pub struct LetterItemChoice {
    /// The item's number.
    #[ts(type = "number")]
    pub item_id: i64,
    /// Who reports it.
    pub furnisher: String,
    /// The account's number as printed.
    pub account: String,
    /// The bureau that reports it; none when that is not known.
    pub bureau: Option<Bureau>,
    /// What it is, such as `Collection, $1,250.00`.
    pub what: String,
}

silent!(LetterChoices, LetterRecipient, LetterItemChoice);

/// Something that can stand in a letter's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LetterVariable {
    /// What stands between the brackets.
    pub name: String,
    /// What it stands for.
    pub meaning: String,
    /// How it may look.
    pub example: String,
    /// Whether the agent says a day for it, as `2026-11-21`.
    pub is_day: bool,
}

/// What letters about a client can be made of, from what is saved here.
///
/// # Errors
/// When no account is open or its files cannot be read.
pub async fn choices(desk: &Desk, client_id: i64) -> Result<LetterChoices, DeskError> {
    let open = desk.account().await?;
    open.sync.look_at(client_id);
    let (templates, fetched_at) = listed::<Template>(&open, Catalog::Templates).await?;
    let (mut instructions, _) = listed::<Instruction>(&open, Catalog::Instructions).await?;
    instructions.sort_by_key(|instruction| instruction.order);
    let items = items::of(&open, client_id).await?;
    let mut templates: Vec<LetterTemplate> = templates.iter().filter_map(template_row).collect();
    templates.sort_by(|a, b| (&a.category, a.id).cmp(&(&b.category, b.id)));
    let reasons = instructions.into_iter().filter_map(|reason| reason.name);
    Ok(LetterChoices {
        templates,
        recipients: recipients(&open, client_id, &items).await?,
        items: items
            .iter()
            .filter(|item| item.standing != Standing::Repaired && !item.not_dispute)
            .map(item_row)
            .collect(),
        reasons: reasons.filter(|reason| !reason.trim().is_empty()).collect(),
        variables: VARIABLES
            .iter()
            .map(|variable| LetterVariable {
                name: variable.name.to_owned(),
                meaning: variable.meaning.to_owned(),
                example: variable.example.to_owned(),
                is_day: is_day(variable.name),
            })
            .collect(),
        fetched_at,
    })
}

/// A template's text; `None` when it is not saved here.
pub(super) async fn template(open: &OpenAccount, id: i64) -> Result<Option<Text>, DeskError> {
    let (templates, _) = listed::<Template>(open, Catalog::Templates).await?;
    let found = templates.iter().find(|template| template.id == Some(id));
    Ok(found.map(text))
}

async fn listed<T: Shape>(
    open: &OpenAccount,
    list: Catalog,
) -> Result<(Vec<T>, Option<String>), DeskError> {
    let Some(kept) = catalog::read(&open.cache, list.name()).await? else {
        return Ok((Vec::new(), None));
    };
    let records: Vec<Value> = serde_json::from_str(&kept.records).unwrap_or_default();
    let read = records.iter().filter_map(|record| decode(record).ok());
    Ok((read.collect(), Some(kept.fetched_at)))
}

fn template_row(template: &Template) -> Option<LetterTemplate> {
    let id = template.id.filter(|_| template.deleted_at.is_none())?;
    let name = template.name.clone().unwrap_or_default();
    let category = template.category.clone().and_then(|category| category.name);
    let category = category.unwrap_or_default();
    let starter = text(template).starter();
    let kind = RecipientKind::ALL.into_iter().find(|kind| {
        let words = category.to_lowercase();
        let named = words.split_whitespace().last() == Some(&kind.letters().to_string());
        named || starter.is_some_and(|starter| starter.recipient == kind.letters())
    });
    let laws = starter.map_or(&[][..], |starter| starter.laws);
    let enclosures = starter.map_or(&[][..], |starter| starter.enclosures);
    Some(LetterTemplate {
        id,
        name,
        category,
        kind,
        purpose: starter
            .map(|starter| starter.purpose.to_owned())
            .unwrap_or_default(),
        caution: starter
            .and_then(|starter| starter.caution)
            .map(str::to_owned),
        laws: laws
            .iter()
            .map(|law| LetterLaw {
                cite: law.cite.to_owned(),
                says: law.says.to_owned(),
            })
            .collect(),
        enclosures: enclosures.iter().map(|line| (*line).to_owned()).collect(),
    })
}

async fn recipients(
    open: &OpenAccount,
    client_id: i64,
    items: &[ItemRow],
) -> Result<Vec<LetterRecipient>, DeskError> {
    let (addresses, _) = listed::<BureauAddress>(open, Catalog::BureauAddresses).await?;
    let mut rows: Vec<LetterRecipient> = addresses.into_iter().map(bureau_row).collect();
    rows.sort_by_key(|row| (row.bureau, !row.is_default));
    let (listed, _) = listed::<Furnisher>(open, Catalog::Furnishers).await?;
    let mut named = BTreeSet::new();
    for mut row in reported(open, client_id).await? {
        let same = listed
            .iter()
            .find(|other| other.name.as_ref() == Some(&row.label));
        if let Some(fax) = same.and_then(|same| same.fax_number.clone()) {
            row.to.fax = fax;
        }
        if named.insert(row.label.to_lowercase()) {
            rows.push(row);
        }
    }
    let of_items = |row: &LetterRecipient| !items.iter().any(|item| item.name == row.label);
    let mut others: Vec<LetterRecipient> = listed.into_iter().filter_map(furnisher_row).collect();
    others.retain(|row| named.insert(row.label.to_lowercase()));
    others.sort_by_cached_key(|row| (of_items(row), row.label.to_lowercase()));
    rows.extend(others);
    Ok(rows)
}

fn bureau_row(address: BureauAddress) -> LetterRecipient {
    let title = address.title.unwrap_or_default();
    let kind = address.kind.unwrap_or_default();
    let to = LetterAddress {
        name: title.clone(),
        street: address.address.unwrap_or_default(),
        city: address.city.unwrap_or_default(),
        state: address.state.unwrap_or_default(),
        zip: address.zip_code.unwrap_or_default(),
        fax: address.fax_number.unwrap_or_default(),
    };
    LetterRecipient {
        kind: RecipientKind::Bureau,
        label: title.clone(),
        bureau: Bureau::parse(&kind).or_else(|| named(&title)),
        is_default: address.is_default.unwrap_or_default(),
        to,
    }
}

/// The bureau whose name stands in a title.
fn named(title: &str) -> Option<Bureau> {
    let title = title.to_lowercase();
    Bureau::ALL
        .into_iter()
        .find(|bureau| title.contains(&bureau.name().to_lowercase()))
}

fn furnisher_row(furnisher: Furnisher) -> Option<LetterRecipient> {
    let name = furnisher.name.filter(|name| !name.trim().is_empty())?;
    let collects = furnisher.kind.as_deref() == Some("Collection_Agency");
    Some(LetterRecipient {
        kind: if collects {
            RecipientKind::Collector
        } else {
            RecipientKind::Furnisher
        },
        label: name.clone(),
        bureau: None,
        is_default: false,
        to: LetterAddress {
            name,
            street: furnisher.address.unwrap_or_default(),
            city: furnisher.city.unwrap_or_default(),
            state: furnisher.state.unwrap_or_default(),
            zip: furnisher.zip_code.unwrap_or_default(),
            fax: furnisher.fax_number.unwrap_or_default(),
        },
    })
}

/// Who reports about a client, with the addresses that the latest reports print.
async fn reported(open: &OpenAccount, client_id: i64) -> Result<Vec<LetterRecipient>, DeskError> {
    let kept = reports_table::of_client(&open.cache, client_id).await?;
    let mut rows = Vec::new();
    for bureau in Bureau::ALL {
        let Some(report) = latest(open, &kept, bureau).await? else {
            continue;
        };
        for tradeline in report.tradelines {
            let furnisher = tradeline.furnisher;
            let address = furnisher.address.unwrap_or_default();
            rows.push(LetterRecipient {
                kind: match furnisher.kind {
                    FurnisherKind::OriginalCreditor => RecipientKind::Furnisher,
                    FurnisherKind::CollectionAgency | FurnisherKind::DebtBuyer => {
                        RecipientKind::Collector
                    }
                },
                label: furnisher.name.clone(),
                bureau: None,
                // Who reports about the client is the usual one to write to.
                is_default: true,
                to: LetterAddress {
                    name: furnisher.name,
                    street: address.street,
                    city: address.city,
                    state: address.state,
                    zip: address.zip,
                    fax: String::new(),
                },
            });
        }
    }
    rows.sort_by_cached_key(|row| (row.label.to_lowercase(), row.to.street.is_empty()));
    Ok(rows)
}

fn item_row(item: &ItemRow) -> LetterItemChoice {
    let said = format!("{} {}", item.kind, item.status).to_lowercase();
    let flag = match (item.collection, item.charge_off) {
        (true, _) if !said.contains("collection") => "Collection",
        (_, true) if !said.contains("charge") => "Charge-off",
        _ => "",
    };
    let parts: Vec<&str> = [&item.kind, flag, &item.status, &item.balance]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    LetterItemChoice {
        item_id: item.id,
        furnisher: item.name.clone(),
        account: item.number.clone(),
        bureau: item.bureau,
        what: parts.join(", "),
    }
}
