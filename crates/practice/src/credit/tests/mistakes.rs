//! Faults, and that nothing else is at fault.

use reports::PublicRecordKind;

use super::{rules::broken, *};
use crate::Fault;

#[test]
fn what_has_no_fault_breaks_no_rule() {
    let mut lines = 0;
    for number in faultless(120) {
        for report in reports(number) {
            for line in &report.tradelines {
                let rules = broken(line, report.report_date);
                let text = serde_json::to_string(line).unwrap();
                assert!(rules.is_empty(), "{number} {rules:?} {report:?} {text}");
                lines += 1;
            }
        }
    }
    assert!(lines > 10_000, "{lines}");
}

#[test]
fn a_minority_of_files_has_faults_and_never_more_than_four() {
    let counts: Vec<usize> = (0..1_000)
        .map(|number| practice().faults(number).len())
        .collect();
    let some = counts.iter().filter(|count| **count > 0).count();
    assert!((200..400).contains(&some), "{some} of 1,000");
    assert!(counts.iter().all(|count| *count <= 4));
}

#[test]
fn every_fault_occurs_and_breaks_its_rule() {
    let mut missing: Vec<Fault> = Fault::ALL.to_vec();
    for number in 0..2_000 {
        for fault in practice().faults(number) {
            if let Some(place) = missing.iter().position(|other| *other == fault) {
                missing.remove(place);
                assert!(is_seen(fault, number), "{fault:?} of client {number}");
            }
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}

/// Whether a client's reports show a fault.
fn is_seen(fault: Fault, number: u64) -> bool {
    let reports = reports(number);
    match fault.rule() {
        "R21" | "R22" | "R23" | "R24" | "R61" => changes_wrongly(fault, &reports),
        "R54" => reports.iter().any(|report| {
            let mut records = report.public_records.iter();
            records.any(|record| {
                let days = record
                    .ordered_on
                    .map(|on| (report.report_date - on.latest()).num_days());
                record.kind == PublicRecordKind::Chapter7 && days.is_some_and(|days| days > 3_653)
            })
        }),
        "R55" => reports.iter().any(|report| {
            let mut inquiries = report.inquiries.iter();
            inquiries
                .any(|inquiry| (report.report_date - inquiry.made_on.latest()).num_days() > 731)
        }),
        "R57" | "R58" => owed_twice(&reports),
        "R63" => differs(number, fault),
        "R66" => comes_back(number),
        "R72" => is_misidentified(fault, number, &reports),
        rule => reports.iter().any(|report| {
            let mut lines = report.tradelines.iter();
            lines.any(|line| broken(line, report.report_date).contains(&rule))
        }),
    }
}

/// Whether two reports of a bureau that follow each other cannot both be true.
fn changes_wrongly(fault: Fault, reports: &[Report]) -> bool {
    let pairs = reports.iter().enumerate().flat_map(|(place, earlier)| {
        let mut rest = reports[place + 1..].iter();
        rest.find(|later| later.bureau == earlier.bureau)
            .map(|later| (earlier, later))
    });
    pairs.into_iter().any(|(earlier, later)| {
        earlier.tradelines.iter().any(|before| {
            let mut lines = later.tradelines.iter();
            let after = lines.find(|line| line.id == before.id);
            after.is_some_and(|after| breaks(fault, before, after))
        })
    })
}

fn breaks(fault: Fault, before: &Tradeline, after: &Tradeline) -> bool {
    let month = |line: &Tradeline| {
        line.payment_history
            .as_ref()
            .map(|history| history.latest.earliest())
    };
    let next = month(before).map(|month| month + chrono::Months::new(1)) == month(after);
    let first = after
        .payment_history
        .as_ref()
        .and_then(|history| history.codes.chars().next());
    match fault {
        Fault::ReAged => {
            let dates = before.first_delinquency_on.zip(after.first_delinquency_on);
            dates.is_some_and(|(before, after)| before.latest() < after.earliest())
                && status(before) == "97"
                && status(after) == "97"
        }
        Fault::LateJumped => next && status(before) == "71" && status(after) == "80",
        Fault::HistoryDeniesLate => next && status(before) == "78" && first != Some('2'),
        Fault::HistoryDeniesCurrent => next && status(before) == "11" && first == Some('1'),
        _ => status(after) == "97" && after.balance > before.balance,
    }
}

/// Whether a report shows a debt as owed to two.
fn owed_twice(reports: &[Report]) -> bool {
    reports.iter().any(|report| {
        let owed = |line: &&Tradeline| line.balance.is_some_and(|balance| balance.cents() > 0);
        let lines: Vec<_> = report.tradelines.iter().filter(owed).collect();
        lines.iter().enumerate().any(|(place, one)| {
            lines[place + 1..].iter().any(|other| {
                one.balance == other.balance
                    && one.first_delinquency_on == other.first_delinquency_on
                    && (one.furnisher.kind.collects() || other.furnisher.kind.collects())
            })
        })
    })
}

/// Whether bureaus disagree about the account that was made for the fault.
fn differs(number: u64, fault: Fault) -> bool {
    let file = practice().file(number);
    let flaw = file.flaws.iter().find(|flaw| flaw.fault == fault).unwrap();
    let account = &file.accounts[flaw.accounts.start];
    let said = |line: &Tradeline| match fault {
        Fault::OtherFirstDelinquency => format!(
            "{}",
            line.first_delinquency_on
                .unwrap()
                .earliest()
                .format("%Y-%m")
        ),
        Fault::OtherOpening => line.opened_on.unwrap().to_string(),
        Fault::OtherBalance => line.balance.unwrap().to_string(),
        Fault::OtherStatus => status(line).to_owned(),
        Fault::OtherClosing => line.is_closed().to_string(),
        Fault::OtherOwner => line.ecoa.as_ref().unwrap().shown(),
        _ => line.original_creditor.as_ref().unwrap().name.to_uppercase()[..4].to_owned(),
    };
    (0..6).any(|set| {
        let plans = file.plans.iter().filter(|plan| plan.set == set);
        let (mut here, mut there) = (Vec::new(), Vec::new());
        for plan in plans {
            let line = file.line(&practice(), plan, account).unwrap();
            let at = plan.snapshot.bureau == flaw.bureau;
            if at { &mut here } else { &mut there }.push(said(&line));
        }
        there.windows(2).all(|pair| pair[0] == pair[1])
            && !there.is_empty()
            && !here.is_empty()
            && here[0] != there[0]
    })
}

/// Whether a bureau's reports show an account, do not, and show it again.
fn comes_back(number: u64) -> bool {
    let file = practice().file(number);
    reports::Bureau::ALL.into_iter().any(|bureau| {
        file.accounts.iter().any(|account| {
            let plans = file
                .plans
                .iter()
                .filter(|plan| plan.snapshot.bureau == bureau);
            let shown: Vec<bool> = plans
                .map(|plan| file.shows(&practice(), plan, account))
                .collect();
            shown.windows(3).any(|three| *three == [true, false, true])
        })
    })
}

fn is_misidentified(fault: Fault, number: u64, reports: &[Report]) -> bool {
    let person = practice().client(number);
    reports
        .iter()
        .map(|report| &report.consumer)
        .any(|consumer| match fault {
            Fault::OtherName => consumer
                .names
                .iter()
                .any(|name| name.last != person.name.last),
            Fault::OtherSsn => !consumer.other_ssns.is_empty(),
            Fault::OtherBirth => consumer.born.unwrap().days_apart(person.born.into()) > 300,
            _ => consumer
                .addresses
                .iter()
                .any(|address| address.reported_on.is_none()),
        })
}
