//! Three bureaus side by side, on reports small enough to check by eye.

mod changes;
mod persons;

use super::*;
use crate::{
    AccountStatus, Address, Consumer, Furnisher, Inquiry, InquiryKind, Money, PartialDate,
    PaymentHistory, PersonName, PortfolioType, Score,
};

fn date(text: &str) -> PartialDate {
    PartialDate::parse(text).unwrap()
}

fn line(id: &str, name: &str, balance: i64) -> Tradeline {
    Tradeline {
        id: id.into(),
        furnisher: Furnisher {
            name: name.into(),
            ..Furnisher::default()
        },
        account_number: Some("XXXXXXXX4411".into()),
        portfolio_type: Some(PortfolioType::new("R")),
        status: Some(AccountStatus::new("11")),
        opened_on: Some(date("2020-05-04")),
        reported_on: Some(date("2026-01-02")),
        balance: Some(Money::dollars(balance)),
        ..Tradeline::default()
    }
}

fn report(bureau: Bureau, day: &str, tradelines: Vec<Tradeline>) -> Report {
    Report {
        schema: crate::SCHEMA.into(),
        bureau,
        report_date: day.parse().unwrap(),
        confirmation_number: None,
        frozen: false,
        consumer: Consumer::default(),
        scores: Vec::new(),
        tradelines,
        inquiries: Vec::new(),
        public_records: Vec::new(),
        alerts: Vec::new(),
        statements: Vec::new(),
    }
}

fn side_by_side(reports: &[Report]) -> Comparison {
    let told = Bureau::ALL.map(|bureau| {
        let now = reports.iter().find(|report| report.bureau == bureau)?;
        Some(Told { now, before: &[] })
    });
    compare(&told)
}

/// One bureau's report of today after earlier ones.
fn over_time(now: &Report, before: &[&Report]) -> Comparison {
    compare(&[Some(Told { now, before }), None, None])
}

fn row<'a>(account: &'a Account, label: &str) -> &'a AccountRow {
    account.rows.iter().find(|row| row.label == label).unwrap()
}

fn texts(row: &AccountRow) -> [Option<&str>; 3] {
    row.cells
        .each_ref()
        .map(|cell| cell.as_ref().map(|cell| cell.text.as_str()))
}

#[test]
fn one_account_at_three_bureaus_is_one_row_with_three_cells() {
    let day = "2026-01-05";
    let compared = side_by_side(&[
        report(
            Bureau::Equifax,
            day,
            vec![line("e1", "NORTHGATE BANK NA", 1_200)],
        ),
        report(
            Bureau::Experian,
            day,
            vec![line("x9", "Northgate Bank", 1_200)],
        ),
        report(
            Bureau::TransUnion,
            day,
            vec![line("t4", "NORTHGATE", 1_480)],
        ),
    ]);
    let [account] = compared.accounts.as_slice() else {
        panic!("{} accounts", compared.accounts.len());
    };
    assert_eq!(account.name, "NORTHGATE BANK NA");
    let balance = row(account, "Balance");
    assert_eq!(
        texts(balance),
        [Some("$1,200"), Some("$1,200"), Some("$1,480")]
    );
    assert_eq!(
        (balance.difference, account.differing),
        (Difference::Real, 1)
    );
    assert_eq!(row(account, "Opened").difference, Difference::Same);
}

#[test]
fn rounding_and_another_day_of_reporting_are_only_slight_differences() {
    let day = "2026-01-05";
    let near = |balance| {
        let other = line("x", "NORTHGATE BANK", balance);
        let compared = side_by_side(&[
            report(
                Bureau::Equifax,
                day,
                vec![line("e", "NORTHGATE BANK", 1_200)],
            ),
            report(Bureau::Experian, day, vec![other]),
        ]);
        row(&compared.accounts[0], "Balance").difference
    };
    // Within $25.
    assert_eq!(near(1_225), Difference::Slight);
    assert_eq!(near(1_226), Difference::Real);

    let mut later = line("x", "NORTHGATE BANK", 300);
    later.reported_on = Some(date("2026-02-07"));
    later.opened_on = Some(date("2020-05"));
    let compared = side_by_side(&[
        report(
            Bureau::Equifax,
            day,
            vec![line("e", "NORTHGATE BANK", 1_200)],
        ),
        report(Bureau::Experian, day, vec![later]),
    ]);
    // 2 January to 7 February is 36 days, one more than 35.
    assert_eq!(
        row(&compared.accounts[0], "Balance").difference,
        Difference::Slight
    );
    assert_eq!(
        row(&compared.accounts[0], "Opened").difference,
        Difference::Slight
    );
}

#[test]
fn two_accounts_with_one_creditor_stay_two_and_find_their_own_partners() {
    let day = "2026-01-05";
    let twin = |id: &str, high: i64| Tradeline {
        high_credit: Some(Money::dollars(high)),
        ..line(id, "NORTHGATE BANK", 0)
    };
    let compared = side_by_side(&[
        report(
            Bureau::Equifax,
            day,
            vec![twin("e1", 500), twin("e2", 9_000)],
        ),
        report(
            Bureau::Experian,
            day,
            vec![twin("x2", 9_100), twin("x1", 500)],
        ),
    ]);
    let keys: Vec<&str> = compared
        .accounts
        .iter()
        .map(|account| account.key.as_str())
        .collect();
    assert_eq!(keys, ["e1/x1/-", "e2/x2/-"]);
}

#[test]
fn accounts_that_only_may_be_one_are_not_joined_but_named() {
    let day = "2026-01-05";
    let unclear = Tradeline {
        account_number: None,
        opened_on: Some(date("2023-09-01")),
        ..line("x", "NORTHGATE BANK", 0)
    };
    let compared = side_by_side(&[
        report(Bureau::Equifax, day, vec![line("e", "NORTHGATE BANK", 0)]),
        report(Bureau::Experian, day, vec![unclear]),
    ]);
    let [one, other] = compared.accounts.as_slice() else {
        panic!("joined");
    };
    assert_eq!(one.perhaps, std::slice::from_ref(&other.key));
    assert_eq!(other.perhaps, std::slice::from_ref(&one.key));
}

#[test]
fn histories_lie_month_under_month_and_contradictions_are_found() {
    let day = "2026-01-05";
    let with = |id: &str, latest: &str, codes: &str| Tradeline {
        payment_history: Some(PaymentHistory::new(latest.parse().unwrap(), codes)),
        ..line(id, "NORTHGATE BANK", 0)
    };
    let compared = side_by_side(&[
        report(Bureau::Equifax, day, vec![with("e", "2025-12-01", "0010")]),
        report(Bureau::Experian, day, vec![with("x", "2025-11-01", "E0B")]),
    ]);
    let grid = compared.accounts[0].history.clone().unwrap();
    assert_eq!(grid.months, ["2025-12", "2025-11", "2025-10", "2025-09"]);
    assert_eq!(
        grid.letters,
        [Some("0010".to_owned()), Some(" E0B".to_owned()), None]
    );
    // October: late at one, on time at the other. November's zero balance is on time.
    assert_eq!(grid.differing, [2]);
}

#[test]
fn what_speaks_against_the_client_comes_first() {
    let bad = Tradeline {
        status: Some(AccountStatus::new("97")),
        ..line("b", "ZEBRA LENDING", 900)
    };
    let closed = Tradeline {
        closed_on: Some(date("2024-01-01")),
        ..line("c", "ALDER", 0)
    };
    let compared = side_by_side(&[report(
        Bureau::TransUnion,
        "2026-01-05",
        vec![closed, line("a", "MAPLE", 10), bad],
    )]);
    let names: Vec<&str> = compared
        .accounts
        .iter()
        .map(|account| account.name.as_str())
        .collect();
    assert_eq!(names, ["ZEBRA LENDING", "MAPLE", "ALDER"]);
    assert_eq!(compared.accounts[0].status, "Charge-off");
    assert_eq!(compared.accounts[0].key, "-/-/b");
}

#[test]
fn what_no_bureau_reports_any_more_comes_last_and_keeps_what_it_was() {
    let bad = Tradeline {
        status: Some(AccountStatus::new("97")),
        ..line("b", "ALDER", 900)
    };
    let before = report(
        Bureau::Equifax,
        "2026-01-05",
        vec![bad, line("a", "MAPLE", 10)],
    );
    let now = report(Bureau::Equifax, "2026-03-05", vec![line("a", "MAPLE", 10)]);
    let compared = over_time(&now, &[&before]);
    let accounts = compared.accounts.iter();
    let said: Vec<_> = accounts
        .map(|one| (one.name.as_str(), one.gone, one.negative))
        .collect();
    assert_eq!(said, [("MAPLE", false, false), ("ALDER", true, true)]);
    assert_eq!(
        compared.bureaus[0].as_ref().map(|head| head.negative),
        Some(0)
    );
}

#[test]
fn a_good_status_is_told_with_the_worst_that_any_bureau_says_of_earlier_months() {
    let late = |codes: &str| Tradeline {
        payment_history: Some(PaymentHistory::new("2025-12-01".parse().unwrap(), codes)),
        ..line("a", "MAPLE", 10)
    };
    let status = |equifax: &str, experian: &str| {
        let compared = side_by_side(&[
            report(Bureau::Equifax, "2026-01-05", vec![late(equifax)]),
            report(Bureau::Experian, "2026-01-05", vec![late(experian)]),
        ]);
        assert_eq!(compared.accounts.len(), 1);
        compared.accounts[0].status.clone()
    };
    assert_eq!(status("000000", "000000"), "Current");
    assert_eq!(status("000111", "003000"), "Current, 1× 90+ days late");
    assert_eq!(status("000111", "00L000"), "Current, charge-off before");
}

#[test]
fn a_third_bureau_does_not_join_two_that_contradict_each_other() {
    let day = "2026-01-05";
    let numbered = |id: &str, number: Option<&str>| Tradeline {
        account_number: number.map(str::to_owned),
        high_credit: Some(Money::dollars(900)),
        ..line(id, "NORTHGATE BANK", 0)
    };
    let compared = side_by_side(&[
        report(Bureau::Equifax, day, vec![numbered("e", Some("XXXX4411"))]),
        report(Bureau::Experian, day, vec![numbered("x", None)]),
        report(
            Bureau::TransUnion,
            day,
            vec![numbered("t", Some("XXXX9922"))],
        ),
    ]);
    assert_eq!(compared.accounts.len(), 2);
}
