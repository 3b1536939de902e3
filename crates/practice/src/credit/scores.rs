//! Scores. They follow from what a report says, so that a file that becomes better scores
//! better; how far each thing weighs is ours, not any model's.

use chrono::NaiveDate;
use reports::{Bureau, InquiryKind, Report, Score, Tradeline};

const LOWEST: i64 = 300;
const HIGHEST: i64 = 850;
/// What a file starts from that has nothing in it.
const START: i64 = 690;
/// How many factors a bureau prints.
const FACTORS: usize = 4;

/// The scores of a report. `habit` is how far the bureau's own score is off the others'.
pub(super) fn scores(report: &Report, habit: i64) -> Vec<Score> {
    let mut weights = weights(report);
    let sum: i64 = weights.iter().map(|(points, _)| points).sum();
    let value = (START + sum + habit).clamp(LOWEST, HIGHEST);
    weights.sort_by_key(|(points, _)| *points);
    let factors = weights.iter().filter(|(points, _)| *points < 0);
    let factors: Vec<String> = factors
        .take(FACTORS)
        .map(|(_, text)| (*text).to_owned())
        .collect();
    let thin = report.tradelines.len() < 3;
    let score = |model: &str, value: i64| Score {
        model: model.to_owned(),
        value: (!thin).then(|| u16::try_from(value).unwrap_or_default()),
        lowest: LOWEST as u16,
        highest: HIGHEST as u16,
        factors: factors.clone(),
    };
    let mut scores = vec![score("VantageScore 3.0", value)];
    if report.bureau == Bureau::TransUnion {
        scores.push(score("VantageScore 4.0", (value - 6).max(LOWEST)));
    }
    scores
}

/// What weighs how much, in points.
fn weights(report: &Report) -> Vec<(i64, &'static str)> {
    let lines = &report.tradelines;
    let count =
        |what: &dyn Fn(&Tradeline) -> bool| lines.iter().filter(|line| what(line)).count() as i64;
    let status = |line: &Tradeline, codes: &[&str]| {
        line.status.as_ref().is_some_and(|status| status.is(codes))
    };
    let late_now = count(&|line| status(line, reports::AccountStatus::DELINQUENT));
    let collected = count(&|line| status(line, &["93"]));
    let lost = count(&|line| status(line, &["88", "89", "94", "95", "96", "97"]));
    let repaid = count(&|line| status(line, &["61", "62", "63", "64", "65"]));
    let late_months: i64 = lines
        .iter()
        .map(|line| late_months(line, report.report_date))
        .sum();
    let good = count(&|line| !line.is_negative());
    let asked = report
        .inquiries
        .iter()
        .filter(|inquiry| inquiry.kind == InquiryKind::Hard);
    let records = report.public_records.len() as i64;
    vec![
        (-22 * late_now.min(5), "Accounts are past due now"),
        (-16 * collected.min(7), "Collections reported"),
        (-20 * lost.min(6), "Charge-offs or repossessions reported"),
        (
            -7 * repaid.min(5),
            "Accounts were paid only after they had been charged off or collected",
        ),
        (
            -2 * late_months.min(24),
            "Late payments in the last two years",
        ),
        (-45 * records.min(2), "Bankruptcy or other public record"),
        (-4 * (asked.count() as i64).min(8), "Many inquiries of late"),
        (-used(lines), "Balances are high compared with the limits"),
        ((good * 6).min(90), "Accounts paid as agreed"),
        (age(lines, report.report_date), "Age of the oldest account"),
    ]
}

/// Late months of an account within two years.
fn late_months(line: &Tradeline, day: NaiveDate) -> i64 {
    let Some(history) = &line.payment_history else {
        return 0;
    };
    let recent = history
        .months()
        .filter(|(month, _)| (day - *month).num_days() < 730);
    recent
        .filter(|(_, code)| matches!(code.letter(), '1'..='6'))
        .count() as i64
}

/// Up to 70 points for using all of the limits.
fn used(lines: &[Tradeline]) -> i64 {
    let open = lines.iter().filter(|line| !line.is_closed());
    let (mut owed, mut limits) = (0, 0);
    for line in open.filter(|line| line.credit_limit.is_some()) {
        owed += line.balance.unwrap_or_default().cents();
        limits += line.credit_limit.unwrap_or_default().cents();
    }
    (owed * 70 / limits.max(1)).clamp(0, 70)
}

/// Up to 50 points for an old account.
fn age(lines: &[Tradeline], day: NaiveDate) -> i64 {
    let opened = lines.iter().filter_map(|line| line.opened_on);
    let oldest = opened
        .map(reports::PartialDate::earliest)
        .min()
        .unwrap_or(day);
    ((day - oldest).num_days() / 365 * 3).clamp(0, 50)
}
