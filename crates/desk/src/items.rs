//! A client's negative items: what the portal took out of the reports to be worked on. Always
//! from the cache.

mod details;

use std::collections::HashMap;

use contract::{decode, portal::NegativeItem};
use reports::{Bureau, Money};
use serde::Serialize;
use serde_json::Value;
use store::table::{
    negative_items,
    reports::{self as reports_table, Report},
};
use ts_rs::TS;

use details::groups;

use crate::{Desk, DeskError, clients::DetailGroup, open::OpenAccount};

/// The negative items of a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ItemsOfClient {
    /// Those that are being worked on first, then those that are settled; each by furnisher.
    pub items: Vec<ItemRow>,
}

/// A negative item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ItemRow {
    /// The server's number of it; negative where the server gives none.
    #[ts(type = "number")]
    pub id: i64,
    /// Who reports it.
    pub name: String,
    /// The account's number as printed.
    pub number: String,
    /// What it is, such as `Credit card`.
    pub kind: String,
    /// How it stands, in the bureau's words; where those sound good, with the late months that
    /// speak against the client.
    pub status: String,
    /// The bureau that reports it; `null` when its report is not known here.
    pub bureau: Option<Bureau>,
    /// What is owed, such as `$1,250`; empty when not reported.
    pub balance: String,
    /// What is owed and late, the same way.
    pub past_due: String,
    /// What is owed, in cents, to sort by.
    #[ts(type = "number | null")]
    pub balance_cents: Option<i64>,
    /// When it was opened, ISO.
    pub opened_on: Option<String>,
    /// When it was last reported, ISO.
    pub reported_on: Option<String>,
    /// How far the work on it is.
    pub standing: Standing,
    /// Whether it was decided not to dispute it.
    pub not_dispute: bool,
    /// Whether it is in collection.
    pub collection: bool,
    /// Whether it is charged off.
    pub charge_off: bool,
    /// Whether the bureau marks it as disputed.
    pub disputed: bool,
    /// Whether the account is closed.
    pub closed: bool,
    /// The bureau's id of the account, by which it is found in the report; empty when there is
    /// none.
    pub tradeline_id: String,
    /// Everything the server says of it.
    pub groups: Vec<DetailGroup>,
}

/// How far the work on an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nobody has looked at it.
    New,
    /// Looked at, nothing begun.
    NotProcessed,
    /// Being disputed.
    InProgress,
    /// Removed or put right.
    Repaired,
    /// In a word that this version does not know.
    Other,
}

/// Lists a client's negative items.
///
/// # Errors
/// When no account is open or the cache cannot be read.
pub async fn list(desk: &Desk, client_id: i64) -> Result<ItemsOfClient, DeskError> {
    let open = desk.account().await?;
    Ok(ItemsOfClient {
        items: of(&open, client_id).await?,
    })
}

/// The rows of a client's items, in the order of the list.
pub(crate) async fn of(open: &OpenAccount, client_id: i64) -> Result<Vec<ItemRow>, DeskError> {
    let reports = reports_table::of_client(&open.cache, client_id).await?;
    let bureaus = Bureaus::of(&reports);
    let kept = negative_items::of_client(&open.cache, client_id).await?;
    let mut items: Vec<ItemRow> = kept
        .iter()
        .map(|item| {
            // Rows of the cache were decoded when they came; another version may have known less.
            let record = serde_json::from_str(&item.record).ok();
            let record = record.and_then(|record: Value| decode(&record).ok());
            let record: NegativeItem = record.unwrap_or_default();
            row(item.id, bureaus.find(&record), &record)
        })
        .collect();
    items.sort_by_cached_key(|item| {
        (
            item.standing == Standing::Repaired,
            item.name.clone(),
            item.bureau,
        )
    });
    Ok(items)
}

/// The bureaus of a client's reports, by the record's id and by the vendor's number.
struct Bureaus {
    by_id: HashMap<i64, Bureau>,
    /// `None` where reports with the same number are of different bureaus.
    by_number: HashMap<String, Option<Bureau>>,
}

impl Bureaus {
    fn of(reports: &[Report]) -> Self {
        let (mut by_id, mut by_number) = (HashMap::new(), HashMap::new());
        for report in reports {
            let named = Bureau::parse(&report.bureau).or_else(|| Bureau::parse(&report.vendor));
            if let Some(bureau) = named {
                by_id.insert(report.id, bureau);
                let of_number = by_number.entry(report.report_id.clone());
                let known = of_number.or_insert(Some(bureau));
                *known = known.filter(|known| *known == bureau);
            }
        }
        Self { by_id, by_number }
    }

    /// The bureau that an item was taken from, if that is sure.
    fn find(&self, item: &NegativeItem) -> Option<Bureau> {
        let by_id = item.credit_report_id.and_then(|id| self.by_id.get(&id));
        let number = item.report_id.as_ref().filter(|number| !number.is_empty());
        let by_number = || self.by_number.get(number?).copied().flatten();
        by_id.copied().or_else(by_number)
    }
}

fn row(id: i64, bureau: Option<Bureau>, item: &NegativeItem) -> ItemRow {
    let balance = first(&[&item.credit_balance, &item.unpaid_balance_amount]);
    let metadata = item.metadata.clone().unwrap_or_default();
    ItemRow {
        id,
        name: said(&item.account_name),
        number: said(&item.account_number),
        kind: first(&[&item.account_type, &item.credit_loan_type, &item.loan_type]),
        status: status(item),
        bureau,
        balance: money(&balance),
        past_due: money(&said(&item.past_due_amount)),
        balance_cents: Money::parse(&balance).map(Money::cents),
        opened_on: day(&item.opened_date),
        reported_on: day(&item.reported_date),
        standing: standing(metadata.status.as_deref().unwrap_or_default()),
        not_dispute: metadata.not_dispute == Some(true),
        collection: item.is_collection == Some(true),
        charge_off: item.is_charge_off == Some(true),
        disputed: item.is_disputed == Some(true),
        closed: item.is_closed == Some(true),
        tradeline_id: said(&item.bureau_tradeline_id),
        groups: groups(item, bureau),
    }
}

/// Words with which a status begins that sounds good.
const GOOD: [&str; 5] = ["current", "paid", "pays", "open", "closed"];

fn status(item: &NegativeItem) -> String {
    let status = said(&item.account_status);
    let lower = status.to_lowercase();
    let severe = item.is_collection == Some(true) || item.is_charge_off == Some(true);
    let sounds_good = lower.is_empty() || GOOD.iter().any(|word| lower.starts_with(word));
    let counts = [
        item.late_count_30_days,
        item.late_count_60_days,
        item.late_count_90_days,
    ];
    let times = |count: Option<i64>| u32::try_from(count.unwrap_or_default()).unwrap_or_default();
    let late = reports::lateness(counts.map(times)).filter(|_| sounds_good && !severe);
    let words = [Some(status).filter(|status| !status.is_empty()), late];
    words.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn standing(word: &str) -> Standing {
    match word {
        "new" | "" => Standing::New,
        "not_processed" => Standing::NotProcessed,
        "in_progress" => Standing::InProgress,
        "repaired" => Standing::Repaired,
        _ => Standing::Other,
    }
}

fn said(text: &Option<String>) -> String {
    text.as_deref().unwrap_or_default().trim().to_owned()
}

fn first(texts: &[&Option<String>]) -> String {
    let mut said = texts.iter().map(|text| said(text));
    said.find(|text| !text.is_empty()).unwrap_or_default()
}

/// An amount as people read it; anything else as it is.
fn money(text: &str) -> String {
    Money::parse(text).map_or_else(|| text.to_owned(), Money::shown)
}

/// The day of an ISO date or time.
fn day(text: &Option<String>) -> Option<String> {
    let text = said(text);
    let day = text.get(..10)?;
    day.parse::<chrono::NaiveDate>().ok()?;
    Some(day.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_item_names_a_bureau_only_where_that_is_sure() {
        let report = |id: i64, number: &str, bureau: &str| Report {
            id,
            report_id: number.into(),
            bureau: bureau.into(),
            ..Report::default()
        };
        let bureaus = Bureaus::of(&[
            report(1, "R1", "EFX"),
            report(2, "all", "EFX"),
            report(3, "all", "TUC"),
            report(4, "", "EXP"),
        ]);
        let find = |record: Value| bureaus.find(&decode(&record).unwrap());
        assert_eq!(find(json!({"report_id": "R1"})), Some(Bureau::Equifax));
        assert_eq!(find(json!({"report_id": "all"})), None);
        let exact = json!({"report_id": "all", "credit_report_id": 3});
        assert_eq!(find(exact), Some(Bureau::TransUnion));
        assert_eq!(find(json!({"report_id": ""})), None);
    }

    fn shown(record: Value) -> ItemRow {
        row(5, Some(Bureau::Experian), &decode(&record).unwrap())
    }

    #[test]
    fn amounts_and_dates_read_as_agents_write_them() {
        let item = shown(json!({
            "account_name": " PINE RECOVERY ", "credit_balance": "1250.5", "past_due_amount": "n/a",
            "opened_date": "2021-04-09T00:00:00Z", "is_collection": true,
            "late_count_30_days": "2", "metadata": {"status": "in_progress"},
        }));
        assert_eq!(
            (item.name.as_str(), item.balance.as_str()),
            ("PINE RECOVERY", "$1,250.50")
        );
        assert_eq!(
            (item.past_due.as_str(), item.balance_cents),
            ("n/a", Some(125_050))
        );
        assert_eq!(item.opened_on.as_deref(), Some("2021-04-09"));
        assert_eq!(item.standing, Standing::InProgress);
        let dates = item
            .groups
            .iter()
            .find(|group| group.title == "Dates")
            .unwrap();
        assert_eq!(dates.details[0].value, "04/09/2021");
    }

    #[test]
    fn a_status_that_sounds_good_says_what_speaks_against_the_client() {
        let late = |status: &str, charge_off: bool| {
            let item = json!({
                "account_status": status, "is_charge_off": charge_off,
                "late_count_30_days": 2, "late_count_90_days": 1,
            });
            shown(item).status
        };
        assert_eq!(late("Current", false), "Current, 2× 30, 1× 90+ days late");
        assert_eq!(late("", false), "2× 30, 1× 90+ days late");
        assert_eq!(late("120 days past due", false), "120 days past due");
        assert_eq!(
            late("Paid, was a charge-off", true),
            "Paid, was a charge-off"
        );
    }

    #[test]
    fn an_empty_item_is_new_and_has_no_empty_groups() {
        let item = shown(json!({}));
        assert_eq!((item.standing, item.balance_cents), (Standing::New, None));
        let titles: Vec<&str> = item
            .groups
            .iter()
            .map(|group| group.title.as_str())
            .collect();
        assert_eq!(titles, ["Account"]);
    }
}
