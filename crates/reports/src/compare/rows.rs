//! Facts, inquiries and public records as rows of three cells.

use super::{AccountRow, Cell, Difference, Facet, Group, RecordRow, ThreeTold};
use crate::{
    AccountStatus, Inquiry, InquiryKind, Money, PartialDate, PaymentHistory, PublicRecord,
    Tradeline,
    facts::{Compared, FACTS, FactKind, Value},
    matching::root,
};

/// Dates this many days apart are not the same date (a month is all that some bureaus print).
const DAYS: i64 = 31;
/// Reports this many days apart may well say different things of what moves.
const ONE_TIME: i64 = 35;

/// The facts of an account that at least one bureau prints, or printed before.
pub(super) fn of(group: &Group<'_>, told: &ThreeTold<'_>) -> Vec<AccountRow> {
    let days = days(group, told);
    FACTS
        .iter()
        .map(|fact| {
            let cells = group
                .facets
                .each_ref()
                .map(|facet| cell(fact, facet.as_ref()?));
            let values = group.facets.each_ref().map(|facet| {
                let facet = facet.as_ref().filter(|facet| !facet.gone())?;
                (fact.read)(facet.line)
            });
            AccountRow {
                label: fact.label.to_owned(),
                difference: difference(fact.compared, &values, &days),
                cells,
            }
        })
        .filter(|row| row.cells.iter().any(Option::is_some))
        .collect()
}

fn cell(fact: &FactKind, facet: &Facet<'_>) -> Option<Cell> {
    let shown = |line: &Tradeline| (fact.read)(line).map(|value| value.shown());
    let now = if facet.gone() {
        None
    } else {
        shown(facet.line)
    };
    let before = facet.before.and_then(shown);
    let changed = facet.before.is_some() && now != before;
    (now.is_some() || changed).then(|| Cell {
        text: now.unwrap_or_default(),
        before: before.filter(|_| changed),
    })
}

/// As of when each bureau speaks of an account.
fn days(group: &Group<'_>, told: &ThreeTold<'_>) -> [Option<PartialDate>; 3] {
    let mut told = told.iter();
    group.facets.map(|facet| {
        let report = told.next()?.as_ref()?.now;
        Some(facet?.line.reported_on.unwrap_or(report.report_date.into()))
    })
}

/// The worst that two bureaus differ. Of what moves from month to month, only words of about the
/// same time can contradict each other.
fn difference(
    compared: Compared,
    values: &[Option<Value>; 3],
    days: &[Option<PartialDate>; 3],
) -> Difference {
    let mut worst = Difference::Same;
    for (one, other) in [(0, 1), (0, 2), (1, 2)] {
        let (Some(left), Some(right)) = (&values[one], &values[other]) else {
            continue;
        };
        let at_one_time = match (days[one], days[other]) {
            (Some(one), Some(other)) => one.days_apart(other) <= ONE_TIME,
            _ => false,
        };
        let difference = match (compared, apart(left, right)) {
            (Compared::Never, _) => Difference::Same,
            (Compared::AtOneTime, Difference::Real) if !at_one_time => Difference::Slight,
            (_, difference) => difference,
        };
        worst = worst.max(difference);
    }
    worst
}

fn apart(one: &Value, other: &Value) -> Difference {
    if one == other {
        return Difference::Same;
    }
    let near = match (one, other) {
        (Value::Money(one), Value::Money(other)) => near(*one, *other),
        (Value::Date(one), Value::Date(other)) => one.days_apart(*other) <= DAYS,
        (Value::Name(one), Value::Name(other)) => root(one) == root(other),
        _ => false,
    };
    if near {
        Difference::Slight
    } else {
        Difference::Real
    }
}

/// Within $25 or a hundredth of the greater.
fn near(one: Money, other: Money) -> bool {
    let (one, other) = (one.cents(), other.cents());
    let greater = one.saturating_abs().max(other.saturating_abs());
    one.saturating_sub(other).saturating_abs() <= (greater / 100).max(2_500)
}

/// The worst that a bureau says of how the account stands.
pub(super) fn status(lines: &[&Tradeline]) -> String {
    let statuses = lines.iter().filter_map(|line| line.status.as_ref());
    let worst = statuses.max_by_key(|status| (status.is_derogatory(), status.code()));
    let mut words: Vec<String> = worst
        .map(|status| status.meaning().unwrap_or(status.code()).to_owned())
        .into_iter()
        .collect();
    // Where the status is good, earlier months are what speaks against the client.
    if !worst.is_some_and(AccountStatus::is_derogatory) {
        let histories = lines
            .iter()
            .filter_map(|line| line.payment_history.as_ref());
        let trouble = histories.filter_map(PaymentHistory::trouble).max();
        words.extend(trouble.map(|(_, _, words)| words));
    }
    words.join(", ")
}

/// Inquiries: the same one at several bureaus is one row.
pub(super) fn inquiries(told: &ThreeTold<'_>) -> Vec<RecordRow> {
    let all = told.map(|told| told.map(|told| &*told.now.inquiries).unwrap_or_default());
    let same = |one: &Inquiry, other: &Inquiry| {
        root(&one.name) == root(&other.name)
            && one.kind == other.kind
            && one.made_on.days_apart(other.made_on) == 0
    };
    merged(
        all,
        same,
        |inquiry| RecordRow {
            title: inquiry.name.clone(),
            kind: match inquiry.kind {
                InquiryKind::Hard => "Hard".to_owned(),
                InquiryKind::Soft => "Soft".to_owned(),
            },
            date: Some(inquiry.made_on.to_string()),
            cells: [const { None }; 3],
        },
        |inquiry| {
            let purpose = inquiry.purpose.clone();
            [Some(inquiry.made_on.shown()), purpose]
        },
    )
}

/// Public records: the same one at several bureaus is one row.
pub(super) fn public_records(told: &ThreeTold<'_>) -> Vec<RecordRow> {
    let all = told.map(|told| {
        told.map(|told| &*told.now.public_records)
            .unwrap_or_default()
    });
    let same = |one: &PublicRecord, other: &PublicRecord| {
        let filed = match (one.filed_on, other.filed_on) {
            (Some(one), Some(other)) => one.days_apart(other) == 0,
            _ => false,
        };
        let numbered = one.reference.is_some() && one.reference == other.reference;
        one.kind == other.kind && (filed || numbered)
    };
    merged(
        all,
        same,
        |record| RecordRow {
            title: record.kind.shown().to_owned(),
            kind: record.court.clone(),
            date: record.filed_on.map(|date| date.to_string()),
            cells: [const { None }; 3],
        },
        |record| {
            let dated = |what: &str, date: Option<PartialDate>| {
                date.map(|date| format!("{what} {}", date.shown()))
            };
            let parts = [
                record.status.clone(),
                dated("filed", record.filed_on),
                dated("ordered", record.ordered_on),
                dated("resolved", record.resolved_on),
                record
                    .reference
                    .clone()
                    .map(|number| format!("no. {number}")),
                record.liability.map(Money::shown),
            ];
            [
                Some(parts.into_iter().flatten().collect::<Vec<_>>().join(", ")),
                None,
            ]
        },
    )
}

/// Joins the same record of several bureaus into a row; the latest first.
fn merged<T>(
    all: [&[T]; 3],
    same: impl Fn(&T, &T) -> bool,
    row: impl Fn(&T) -> RecordRow,
    words: impl Fn(&T) -> [Option<String>; 2],
) -> Vec<RecordRow> {
    let mut rows: Vec<(RecordRow, &T)> = Vec::new();
    for (bureau, records) in all.into_iter().enumerate() {
        for record in records {
            let free =
                |(row, first): &(RecordRow, &T)| row.cells[bureau].is_none() && same(first, record);
            let place = rows.iter().position(free).unwrap_or_else(|| {
                rows.push((row(record), record));
                rows.len() - 1
            });
            let parts: Vec<String> = words(record).into_iter().flatten().collect();
            rows[place].0.cells[bureau] = Some(Cell {
                text: parts.join(", "),
                before: None,
            });
        }
    }
    let mut rows: Vec<RecordRow> = rows.into_iter().map(|(row, _)| row).collect();
    rows.sort_by(|one, other| other.date.cmp(&one.date));
    rows
}
