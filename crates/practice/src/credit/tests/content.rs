//! One report by itself.

use std::collections::HashSet;

use reports::{InquiryKind, Report, SCHEMA};

use super::*;

/// A client, how many reports, the first one's number and what it begins with.
type Known = (
    u64,
    usize,
    &'static str,
    &'static [(&'static str, &'static str)],
);

#[test]
fn the_same_client_has_the_same_reports_in_every_release() {
    // Furnisher and status of the first accounts, as they were when reports came to be.
    let known: [Known; 2] = [
        (
            0,
            3,
            "RPT-000000-1-EFX",
            &[
                ("OXBARROW PERSONAL FIN", "13"),
                ("UMBER VALLEY BK", "11"),
                ("RAFTERSTONE MORTGAGE SERVICING", "11"),
                ("TANGLEMERE FUNDING", "93"),
            ],
        ),
        (
            249,
            6,
            "RPT-000249-1-EFX",
            &[
                ("IRONTHISTLE MOTOR CREDIT", "63"),
                ("LANTERNMOSS CREDIT UNION", "97"),
                ("GOSSAMER FEN COLLECTIONS", "93"),
                ("UMBER VALLEY BK", "11"),
            ],
        ),
    ];
    for (number, count, report_id, lines) in known {
        let snapshots = practice().snapshots(number);
        assert_eq!(
            (snapshots.len(), snapshots[0].report_id.as_str()),
            (count, report_id)
        );
        let report = practice().report(number, 0).unwrap();
        let found: Vec<_> = report.tradelines[..lines.len()]
            .iter()
            .map(|line| (line.furnisher.name.as_str(), status(line)))
            .collect();
        assert_eq!(found, lines);
    }
}

#[test]
fn what_is_asked_for_twice_is_the_same_and_another_seed_gives_another() {
    for number in 0..20 {
        assert_eq!(practice().snapshots(number), practice().snapshots(number));
        assert!(reports(number) == reports(number));
        assert_eq!(practice().items(number), practice().items(number));
        assert_eq!(practice().faults(number), practice().faults(number));
    }
    let other = Practice::new(2, NaiveDate::from_ymd_opt(2026, 1, 15).unwrap());
    assert!(other.report(0, 0) != practice().report(0, 0));
    assert!(
        practice()
            .report(0, practice().snapshots(0).len())
            .is_none()
    );
}

#[test]
fn reports_are_dated_and_numbered_within_the_time_of_the_client() {
    let end = practice().as_of.and_hms_opt(0, 0, 0).unwrap().and_utc();
    let mut ids = HashSet::new();
    for number in 0..2_000 {
        let (person, snapshots) = (practice().client(number), practice().snapshots(number));
        assert!((1..=18).contains(&snapshots.len()), "{number}");
        assert!(snapshots.is_sorted_by_key(|one| (one.report_date, one.bureau)));
        for one in snapshots {
            assert!(
                person.taken_on <= one.made_at && one.made_at <= end,
                "{number}"
            );
            assert!(one.report_date < practice().as_of);
            assert!(ids.insert(one.report_id.clone()), "{} twice", one.report_id);
        }
    }
}

#[test]
fn a_file_has_as_many_accounts_as_a_file_has() {
    let (mut least, mut most) = (usize::MAX, 0);
    for number in 0..300 {
        let file = practice().file(number);
        let shown = |account: &&_| {
            let mut plans = file.plans.iter();
            plans.any(|plan| file.shows(&practice(), plan, account))
        };
        let count = file.accounts.iter().filter(shown).count();
        (least, most) = (least.min(count), most.max(count));
    }
    assert!(least >= 12 && most <= 45, "{least} to {most}");
    assert!(least < 18 && most > 35, "{least} to {most}");
}

#[test]
fn histories_go_back_two_to_four_years() {
    for report in (0..40).flat_map(reports) {
        for history in report
            .tradelines
            .iter()
            .filter_map(|line| line.payment_history.as_ref())
        {
            assert!(
                (24..=48).contains(&history.codes.len()),
                "{}",
                history.codes
            );
        }
    }
}

#[test]
fn nothing_in_a_report_happened_after_it() {
    for report in (0..60).flat_map(reports) {
        let asked = report.inquiries.iter().map(|inquiry| inquiry.made_on);
        let records = report.public_records.iter();
        let filed =
            records.flat_map(|record| [record.filed_on, record.ordered_on, record.resolved_on]);
        let since = report.alerts.iter().map(|alert| alert.since);
        let said = report.statements.iter().map(|statement| statement.since);
        let heard = report
            .consumer
            .addresses
            .iter()
            .map(|address| address.reported_on);
        let all = filed
            .chain(since)
            .chain(said)
            .chain(heard)
            .flatten()
            .chain(asked);
        for date in all {
            assert!(date.earliest() <= report.report_date, "{report:?} {date}");
        }
    }
}

#[test]
fn nobodys_ssn_stands_in_a_report() {
    for number in 0..300 {
        let ssn = practice().client(number).ssn;
        let (dashed, digits) = (ssn.to_string(), format!("{:09}", ssn.number()));
        let report = practice().report(number, 0).unwrap();
        for shown in report
            .consumer
            .ssn
            .iter()
            .chain(&report.consumer.other_ssns)
        {
            assert!(shown.starts_with("XXX-XX-") && shown.len() == 11, "{shown}");
        }
        let content = serde_json::to_string(&report).unwrap();
        assert!(
            !content.contains(&dashed) && !content.contains(&digits),
            "{number}"
        );
    }
}

#[test]
fn a_report_reads_back_as_it_was_written() {
    for (number, report) in (0..100).map(|number| (number, practice().report(number, 0).unwrap())) {
        let text = serde_json::to_string(&report).unwrap();
        let back: Report = serde_json::from_str(&text).unwrap();
        assert!(back == report, "{number}");
        assert_eq!(report.schema, SCHEMA);
        let snapshot = &practice().snapshots(number)[0];
        assert_eq!(
            (report.bureau, report.report_date),
            (snapshot.bureau, snapshot.report_date)
        );
    }
}

#[test]
fn every_code_is_a_known_one() {
    for line in (0..150)
        .flat_map(reports)
        .flat_map(|report| report.tradelines)
    {
        assert!(line.status.as_ref().unwrap().meaning().is_some());
        assert!(line.account_type.as_ref().unwrap().meaning().is_some());
        assert!(line.portfolio_type.as_ref().unwrap().meaning().is_some());
        assert!(line.ecoa.as_ref().unwrap().meaning().is_some());
        assert!(
            line.payment_rating
                .is_none_or(|code| code.meaning().is_some())
        );
        assert!(
            line.special_comment
                .is_none_or(|code| code.meaning().is_some())
        );
        assert!(
            line.compliance_condition
                .is_none_or(|code| code.meaning().is_some())
        );
        assert!(line.bankruptcy.is_none_or(|code| code.meaning().is_some()));
        let history = line
            .payment_history
            .map_or(String::new(), |history| history.codes);
        assert!(
            history
                .chars()
                .all(|letter| "0123456BDEGHJKL".contains(letter)),
            "{history}"
        );
    }
}

#[test]
fn all_kinds_of_accounts_and_endings_occur() {
    let latest = |number| {
        let count = practice().snapshots(number).len();
        practice().report(number, count - 1).unwrap()
    };
    let all: Vec<Report> = (0..900).map(latest).collect();
    let lines = || all.iter().flat_map(|report| &report.tradelines);
    let statuses: HashSet<_> = lines().map(status).collect();
    for code in [
        "05", "11", "13", "61", "62", "63", "64", "65", "71", "78", "80", "82", "84", "89", "93",
        "94", "95", "96", "97",
    ] {
        assert!(statuses.contains(code), "{code}");
    }
    let types: HashSet<_> = lines()
        .filter_map(|line| line.account_type.as_ref())
        .map(|code| code.code())
        .collect();
    for code in [
        "00", "01", "02", "07", "12", "18", "19", "25", "26", "2A", "3A", "48", "89", "0C",
    ] {
        assert!(types.contains(code), "{code}");
    }
    for what in [
        "Filed",
        "Discharged",
        "Plan completed",
        "Dismissed",
        "Voluntarily dismissed",
        "Released",
        "Not satisfied",
    ] {
        let mut records = all.iter().flat_map(|report| &report.public_records);
        assert!(
            records.any(|record| record.status.as_deref() == Some(what)),
            "{what}"
        );
    }
    assert!(
        all.iter().any(|report| report.frozen)
            && all.iter().any(|report| !report.alerts.is_empty())
    );
    assert!(all.iter().any(|report| !report.statements.is_empty()));
    let mut inquiries = all.iter().flat_map(|report| &report.inquiries);
    assert!(inquiries.any(|inquiry| inquiry.kind == InquiryKind::Soft));
    assert!(
        lines().any(|line| line.is_disputed())
            && lines().any(|line| line.compliance_condition.is_some())
    );
}

#[test]
fn a_worse_file_scores_worse() {
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for report in (0..400).map(|number| practice().report(number, 0).unwrap()) {
        let Some(value) = report.scores.first().and_then(|score| score.value) else {
            continue;
        };
        for score in &report.scores {
            assert!((300..=850).contains(&score.value.unwrap()) && score.factors.len() <= 4);
        }
        let negative = report
            .tradelines
            .iter()
            .filter(|line| line.is_negative())
            .count();
        match negative * 100 / report.tradelines.len() {
            ..30 => good.push(u32::from(value)),
            50.. => bad.push(u32::from(value)),
            _ => {}
        }
    }
    let mean = |values: &[u32]| values.iter().sum::<u32>() / values.len() as u32;
    assert!(
        good.len() > 20 && bad.len() > 20,
        "{} and {}",
        good.len(),
        bad.len()
    );
    assert!(
        mean(&good) > mean(&bad) + 60,
        "{} and {}",
        mean(&good),
        mean(&bad)
    );
}

#[test]
fn bureaus_spell_hide_and_miss_in_their_own_ways() {
    let (mut spelt, mut hidden, mut missed, mut alike) = (0, 0, 0, 0);
    for number in 0..60 {
        let file = practice().file(number);
        let plans = || file.plans.iter().filter(|plan| plan.set == 0);
        if plans().count() < 3 {
            continue;
        }
        for account in &file.accounts {
            let lines: Vec<_> = plans()
                .filter_map(|plan| file.line(&practice(), plan, account))
                .collect();
            let differ = |of: fn(&Tradeline) -> Option<String>| {
                lines.windows(2).any(|pair| of(&pair[0]) != of(&pair[1]))
            };
            spelt += usize::from(differ(|line| Some(line.furnisher.name.clone())));
            hidden += usize::from(differ(|line| line.account_number.clone()));
            missed += usize::from((1..3).contains(&lines.len()));
            let ids: HashSet<_> = lines.iter().map(|line| &line.id).collect();
            assert_eq!(ids.len(), lines.len(), "each bureau has its own id");
            alike += usize::from(!differ(|line| line.vendor_id.clone()));
        }
    }
    assert!(
        spelt > 200 && hidden > 100 && missed > 60 && alike > 200,
        "{spelt} {hidden} {missed} {alike}"
    );
}
