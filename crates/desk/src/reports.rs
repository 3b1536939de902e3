//! A client's credit reports: which there are, and three bureaus side by side. Always from the
//! cache; asking tells the sync to bring this client up to date first.

use ::reports::{self, Bureau, Comparison, Told, compare};
use chrono::{NaiveDate, TimeDelta, Utc};
use serde::Serialize;
use store::table::reports::{self as reports_table, Report};
use ts_rs::TS;

use crate::{Code, Desk, DeskError, accounts::blocking};

/// The reports of a client that there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ReportsOfClient {
    /// Reports that were taken together, the latest first.
    pub sets: Vec<ReportSet>,
    /// When the list was last fetched; `null` when it never was.
    pub fetched_at: Option<String>,
    /// How many of them have not arrived whole yet.
    #[ts(type = "number")]
    pub on_their_way: usize,
}

/// Reports of the bureaus that were taken together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ReportSet {
    /// The day of the latest of them, ISO; names the set.
    pub as_of: String,
    /// The bureaus' reports in it, in the order Equifax, Experian, TransUnion.
    pub reports: [Option<ReportRef>; 3],
}

/// A report in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ReportRef {
    /// The server's number of it.
    #[ts(type = "number")]
    pub id: i64,
    /// The bureau.
    pub bureau: Bureau,
    /// The day of the report, ISO.
    pub report_date: String,
    /// Who delivered it.
    pub vendor: String,
    /// Whether its content is on this machine.
    pub here: bool,
}

/// What the bureaus said by a day: each bureau's latest report until then.
#[derive(Clone, Serialize, TS)]
pub struct ReportView {
    /// The day, ISO.
    pub as_of: String,
    /// The reports side by side.
    pub comparison: Comparison,
    /// Bureaus whose report of then is not on this machine yet.
    pub on_their_way: Vec<Bureau>,
    /// Sentences about reports that could not be read; nothing of them is shown.
    pub unreadable: Vec<String>,
}

/// Reports this many days apart, one a bureau, were taken together.
const TOGETHER: i64 = 14;
/// A list this old is renewed when the agent looks at it.
const FRESH: TimeDelta = TimeDelta::seconds(60);

/// Lists a client's reports, and has them renewed if that was not done just now.
///
/// # Errors
/// When no account is open or the cache cannot be read.
pub async fn list(desk: &Desk, client_id: i64) -> Result<ReportsOfClient, DeskError> {
    let open = desk.account().await?;
    let fetched_at = reports_table::listed_at(&open.cache, client_id).await?;
    let listed = fetched_at.as_deref().and_then(store::time::parse);
    if listed.is_none_or(|listed| Utc::now() - listed > FRESH) {
        open.sync.look_at(client_id);
    }
    let kept = reports_table::of_client(&open.cache, client_id).await?;
    let on_their_way = reports_table::to_fetch(&open.cache, client_id).await?.len();
    Ok(ReportsOfClient {
        sets: sets(&kept),
        fetched_at,
        on_their_way,
    })
}

/// Lays what the bureaus said by a day side by side.
///
/// # Errors
/// When no account is open, the day is none, or the cache cannot be read.
pub async fn view(desk: &Desk, client_id: i64, as_of: &str) -> Result<ReportView, DeskError> {
    let open = desk.account().await?;
    let day = as_of
        .parse::<NaiveDate>()
        .map_err(|_| DeskError::new(Code::NotFound, "There are no reports of such a day."))?;
    let kept = reports_table::of_client(&open.cache, client_id).await?;
    let mut contents = Vec::new();
    let mut on_their_way = Vec::new();
    for (bureau, date, report) in dated(&kept).filter(|(_, date, _)| *date <= day) {
        match reports_table::content(&open.cache, report.id).await? {
            Some(content) => contents.push((bureau, date, content)),
            // Only the latest of a bureau is missed: without it, an earlier one would be shown.
            None => on_their_way.push((bureau, date)),
        }
    }
    let as_of = day.to_string();
    blocking(move || Ok(side_by_side(as_of, &contents, &on_their_way))).await
}

/// A client's reports that say of which bureau and day they are, oldest first.
fn dated(kept: &[Report]) -> impl Iterator<Item = (Bureau, NaiveDate, &Report)> {
    kept.iter().filter_map(|report| {
        let bureau = Bureau::parse(&report.bureau).or_else(|| Bureau::parse(&report.vendor))?;
        let date = report.report_date.get(..10)?.parse().ok()?;
        Some((bureau, date, report))
    })
}

/// Puts reports together that were taken together; the latest first.
fn sets(kept: &[Report]) -> Vec<ReportSet> {
    let mut sets: Vec<(NaiveDate, ReportSet)> = Vec::new();
    for (bureau, date, report) in dated(kept) {
        let free = sets.last().is_some_and(|(first, set)| {
            let other = set.reports[bureau.index()].as_ref();
            (date - *first).num_days() <= TOGETHER
                && other.is_none_or(|other| other.report_date == date.to_string())
        });
        if !free {
            let set = ReportSet {
                as_of: String::new(),
                reports: [None, None, None],
            };
            sets.push((date, set));
        }
        if let Some((_, set)) = sets.last_mut() {
            set.as_of = date.to_string();
            set.reports[bureau.index()] = Some(ReportRef {
                id: report.id,
                bureau,
                report_date: date.to_string(),
                vendor: report.vendor.clone(),
                here: report.here,
            });
        }
    }
    sets.into_iter().rev().map(|(_, set)| set).collect()
}

/// Reads the contents and compares the latest of each bureau, with those before it.
fn side_by_side(
    as_of: String,
    contents: &[(Bureau, NaiveDate, String)],
    on_their_way: &[(Bureau, NaiveDate)],
) -> ReportView {
    let mut unreadable = Vec::new();
    let mut read: [Vec<(NaiveDate, reports::Report)>; 3] = Default::default();
    for (bureau, date, content) in contents {
        match serde_json::from_str::<reports::Report>(content) {
            Ok(report) if report.schema == reports::SCHEMA && report.bureau == *bureau => {
                read[bureau.index()].push((*date, report));
            }
            _ => unreadable.push(format!(
                "The report of {} of {} is in a form that this version of Redress cannot read.",
                bureau.name(),
                date.format("%m/%d/%Y")
            )),
        }
    }
    let missing = |bureau: Bureau, latest: Option<&NaiveDate>| {
        let later = |date: &NaiveDate| latest.is_none_or(|latest| date > latest);
        on_their_way
            .iter()
            .any(|(other, date)| *other == bureau && later(date))
    };
    let late: Vec<Bureau> = Bureau::ALL
        .into_iter()
        .filter(|bureau| missing(*bureau, read[bureau.index()].last().map(|(date, _)| date)))
        .collect();
    let before: [Vec<&reports::Report>; 3] = read.each_ref().map(|read| {
        let earlier = read
            .split_last()
            .map(|(_, earlier)| earlier)
            .unwrap_or_default();
        earlier.iter().map(|(_, report)| report).collect()
    });
    let told = Bureau::ALL.map(|bureau| {
        let now = &read[bureau.index()].last()?.1;
        let before = &before[bureau.index()];
        (!late.contains(&bureau)).then_some(Told { now, before })
    });
    ReportView {
        as_of,
        comparison: compare(&told),
        on_their_way: late,
        unreadable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(id: i64, bureau: &str, day: &str) -> Report {
        Report {
            id,
            bureau: bureau.into(),
            report_date: day.into(),
            here: true,
            ..Report::default()
        }
    }

    fn ids(set: &ReportSet) -> [Option<i64>; 3] {
        set.reports
            .each_ref()
            .map(|report| report.as_ref().map(|report| report.id))
    }

    #[test]
    fn reports_of_some_days_are_one_set_and_a_bureau_is_in_it_once() {
        let sets = sets(&[
            report(1, "EFX", "2025-11-01"),
            report(2, "EXP", "2025-11-04"),
            report(3, "EFX", "2025-11-09"),
            report(4, "TUC", "2025-11-09"),
            report(5, "Innovis", "2025-12-01"),
            report(6, "TUC", "2026-01-05T08:00:00Z"),
        ]);
        let days: Vec<&str> = sets.iter().map(|set| set.as_of.as_str()).collect();
        assert_eq!(days, ["2026-01-05", "2025-11-09", "2025-11-04"]);
        assert_eq!(ids(&sets[1]), [Some(3), None, Some(4)]);
        assert_eq!(ids(&sets[2]), [Some(1), Some(2), None]);
    }

    #[test]
    fn of_two_reports_of_one_bureau_and_day_the_later_one_counts() {
        let sets = sets(&[
            report(1, "EFX", "2025-11-01"),
            report(2, "EFX", "2025-11-01"),
        ]);
        assert_eq!(sets.len(), 1);
        assert_eq!(ids(&sets[0]), [Some(2), None, None]);
    }

    fn content(bureau: &str, day: &str) -> String {
        format!(r#"{{"schema":"redress.report/1","bureau":"{bureau}","report_date":"{day}"}}"#)
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_earlier_report_is_not_shown_for_one_that_has_not_arrived() {
        let here = [(
            Bureau::Equifax,
            day("2025-06-01"),
            content("equifax", "2025-06-01"),
        )];
        let view = side_by_side(
            "2026-01-05".into(),
            &here,
            &[(Bureau::Equifax, day("2026-01-05"))],
        );
        assert_eq!(view.on_their_way, [Bureau::Equifax]);
        assert!(view.comparison.bureaus[0].is_none());
    }

    #[test]
    fn a_content_of_another_form_or_bureau_is_said_and_not_shown() {
        let contents = [
            (
                Bureau::Equifax,
                day("2025-06-01"),
                "{\"items\":[]}".to_owned(),
            ),
            (
                Bureau::Experian,
                day("2025-06-01"),
                content("equifax", "2025-06-01"),
            ),
            (
                Bureau::TransUnion,
                day("2025-06-01"),
                content("transunion", "2025-06-01"),
            ),
        ];
        let view = side_by_side("2025-06-01".into(), &contents, &[]);
        assert_eq!(view.unreadable.len(), 2);
        assert!(view.unreadable[0].starts_with("The report of Equifax of 06/01/2025"));
        let shown = view.comparison.bureaus.map(|head| head.is_some());
        assert_eq!(shown, [false, false, true]);
    }
}
