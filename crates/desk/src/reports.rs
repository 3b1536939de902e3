//! A client's credit reports: which there are, and three bureaus side by side. Always from the
//! cache; asking tells the sync to bring this client up to date first.

use ::reports::{self, Bureau, Comparison, Told, compare};
use chrono::{NaiveDate, TimeDelta, Utc};
use serde::Serialize;
use store::table::reports::{self as reports_table, Report};
use ts_rs::TS;

use crate::{Code, Desk, DeskError, accounts::blocking, open::OpenAccount};

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
    let coming = reports_table::to_come(&open.cache, client_id).await?;
    Ok(ReportsOfClient {
        sets: sets(&kept),
        fetched_at,
        on_their_way: usize::try_from(coming).unwrap_or_default(),
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
    let mut told = Vec::new();
    for (bureau, date, report) in dated(&kept).filter(|(_, date, _)| *date <= day) {
        let content = reports_table::content(&open.cache, report.id).await?;
        let state = match content {
            Some(content) => State::Here(content),
            None if report.unavailable => State::Unavailable,
            None => State::Coming,
        };
        told.push((bureau, date, state));
    }
    let as_of = day.to_string();
    blocking(move || Ok(side_by_side(as_of, told))).await
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
            // Those of the same day go along: a day names one set.
            let along = sets.last_mut().map(|(_, set)| take_of(set, date));
            let set = ReportSet {
                as_of: String::new(),
                reports: along.unwrap_or_default(),
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

/// Takes the reports of a day out of a set, which then is as of its latest one left.
fn take_of(set: &mut ReportSet, date: NaiveDate) -> [Option<ReportRef>; 3] {
    let day = date.to_string();
    let taken = set
        .reports
        .each_mut()
        .map(|report| report.take_if(|report| report.report_date == day));
    let left = set
        .reports
        .iter()
        .flatten()
        .map(|report| &report.report_date);
    set.as_of = left.max().cloned().unwrap_or_default();
    taken
}

/// The most accounts of a report that are compared; the longest files have a few hundred.
const LONGEST: usize = 2_000;

/// What is known here of a report.
enum State {
    /// Its content, JSON.
    Here(String),
    /// It is still to be fetched.
    Coming,
    /// The server cannot give it.
    Unavailable,
}

/// Reads the contents and compares the latest of each bureau with those that directly precede
/// it: behind a report that is not here, nobody knows what changed when.
fn side_by_side(as_of: String, told: Vec<(Bureau, NaiveDate, State)>) -> ReportView {
    let mut view = ReportView {
        as_of,
        comparison: compare(&[None; 3]),
        on_their_way: Vec::new(),
        unreadable: Vec::new(),
    };
    let mut read: [Vec<reports::Report>; 3] = Default::default();
    for bureau in Bureau::ALL {
        let of_bureau = told.iter().filter(|(other, ..)| *other == bureau);
        for (latest, (_, date, state)) in of_bureau.rev().enumerate() {
            let reason = match state {
                State::Here(content) => match readable(content, bureau) {
                    Ok(report) => {
                        read[bureau.index()].insert(0, report);
                        continue;
                    }
                    Err(reason) => reason,
                },
                State::Coming if latest == 0 => {
                    view.on_their_way.push(bureau);
                    break;
                }
                State::Coming => break,
                State::Unavailable => "is one that the server cannot give",
            };
            if latest == 0 {
                let (name, day) = (bureau.name(), date.format("%m/%d/%Y"));
                let sentence = format!("The report of {name} of {day} {reason}.");
                view.unreadable.push(sentence);
            }
            break;
        }
    }
    let before = read.each_ref().map(|read| {
        let earlier = read.split_last().map(|(_, earlier)| earlier);
        earlier.unwrap_or_default().iter().collect::<Vec<_>>()
    });
    let told = Bureau::ALL.map(|bureau| {
        let now = read[bureau.index()].last()?;
        let before = &before[bureau.index()];
        Some(Told { now, before })
    });
    view.comparison = compare(&told);
    view
}

/// The latest report of a bureau about a client, if its content is here and can be read.
pub(crate) async fn latest(
    open: &OpenAccount,
    kept: &[Report],
    bureau: Bureau,
) -> Result<Option<reports::Report>, DeskError> {
    let newest = dated(kept)
        .filter(|(other, ..)| *other == bureau)
        .max_by_key(|(_, date, report)| (*date, report.id));
    let Some((.., report)) = newest else {
        return Ok(None);
    };
    let Some(content) = reports_table::content(&open.cache, report.id).await? else {
        return Ok(None);
    };
    blocking(move || Ok(readable(&content, bureau).ok())).await
}

fn readable(content: &str, bureau: Bureau) -> Result<reports::Report, &'static str> {
    const UNKNOWN: &str = "is in a form that this version of Redress cannot read";
    let report: reports::Report = serde_json::from_str(content).map_err(|_| UNKNOWN)?;
    if report.schema != reports::SCHEMA || report.bureau != bureau {
        return Err(UNKNOWN);
    }
    if report.tradelines.len() > LONGEST {
        return Err("lists more accounts than a person can have");
    }
    Ok(report)
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

    #[test]
    fn a_day_names_one_set() {
        let sets = sets(&[
            report(1, "EFX", "2025-11-01"),
            report(2, "EXP", "2025-11-09"),
            report(3, "EFX", "2025-11-09"),
        ]);
        let days: Vec<&str> = sets.iter().map(|set| set.as_of.as_str()).collect();
        assert_eq!(days, ["2025-11-09", "2025-11-01"]);
        assert_eq!(ids(&sets[0]), [Some(3), Some(2), None]);
        assert_eq!(ids(&sets[1]), [Some(1), None, None]);
    }

    fn here(bureau: Bureau, day: &str) -> (Bureau, NaiveDate, State) {
        let (word, tradelines) = (bureau.word(), r#"[{"id":"t1"}]"#);
        let content = format!(
            r#"{{"schema":"redress.report/1","bureau":"{word}","report_date":"{day}","tradelines":{tradelines}}}"#
        );
        (bureau, day.parse().unwrap(), State::Here(content))
    }

    fn instead(day: &str, state: State) -> (Bureau, NaiveDate, State) {
        (Bureau::Equifax, day.parse().unwrap(), state)
    }

    #[test]
    fn an_earlier_report_is_never_shown_for_the_latest() {
        let other = || State::Here("{\"items\":[]}".to_owned());
        for (state, coming, sentences) in [
            (State::Coming, 1, 0),
            (State::Unavailable, 0, 1),
            (other(), 0, 1),
        ] {
            let told = vec![
                here(Bureau::Equifax, "2025-06-01"),
                instead("2026-01-05", state),
            ];
            let view = side_by_side("2026-01-05".into(), told);
            assert_eq!(
                (view.on_their_way.len(), view.unreadable.len()),
                (coming, sentences)
            );
            assert!(view.comparison.bureaus[0].is_none() && view.comparison.accounts.is_empty());
        }
    }

    #[test]
    fn nothing_is_called_changed_behind_a_report_that_is_not_here() {
        let now = here(Bureau::Equifax, "2026-01-05");
        let told = vec![instead("2025-06-01", State::Coming), now];
        let view = side_by_side("2026-01-05".into(), told);
        assert_eq!(view.comparison.accounts[0].changes, [None; 3]);
        assert!(view.on_their_way.is_empty());
    }

    #[test]
    fn a_content_of_another_bureau_is_said_and_not_shown() {
        let (_, date, state) = here(Bureau::Equifax, "2025-06-01");
        let told = vec![
            (Bureau::Experian, date, state),
            here(Bureau::TransUnion, "2025-06-01"),
        ];
        let view = side_by_side("2025-06-01".into(), told);
        assert!(
            view.unreadable[0].starts_with("The report of Experian of 06/01/2025 is in a form")
        );
        let shown = view.comparison.bureaus.map(|head| head.is_some());
        assert_eq!(shown, [false, false, true]);
    }
}
