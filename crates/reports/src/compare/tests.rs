//! Three bureaus side by side, on reports small enough to check by eye.

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
fn what_is_gone_new_changed_and_back_is_said() {
    let bureau = Bureau::Equifax;
    let back = line("back", "HARBOR CARD", 100);
    let first = report(
        bureau,
        "2025-01-05",
        vec![back.clone(), line("stays", "A", 100)],
    );
    let second = report(
        bureau,
        "2025-06-05",
        vec![line("goes", "PINE LOANS", 700), line("stays", "A", 100)],
    );
    let now = report(
        bureau,
        "2026-01-05",
        vec![back, line("new", "B", 100), line("stays", "A", 60)],
    );
    let compared = over_time(&now, &[&first, &second]);
    let change = |name: &str| {
        let account = compared
            .accounts
            .iter()
            .find(|account| account.name == name);
        account.unwrap().changes[0]
    };
    assert_eq!(change("HARBOR CARD"), Some(Change::Back));
    assert_eq!(change("B"), Some(Change::New));
    assert_eq!(change("A"), Some(Change::Changed));
    assert_eq!(change("PINE LOANS"), Some(Change::Gone));
    let gone = compared
        .accounts
        .iter()
        .find(|account| account.name == "PINE LOANS")
        .unwrap();
    let cell = row(gone, "Balance").cells[0].clone().unwrap();
    assert_eq!(
        (cell.text.as_str(), cell.before.as_deref()),
        ("", Some("$700"))
    );
    let kept = compared
        .accounts
        .iter()
        .find(|account| account.name == "A")
        .unwrap();
    let cell = row(kept, "Balance").cells[0].clone().unwrap();
    assert_eq!(
        (cell.text.as_str(), cell.before.as_deref()),
        ("$60", Some("$100"))
    );
}

#[test]
fn a_first_report_has_nothing_new_in_it() {
    let now = report(Bureau::Equifax, "2026-01-05", vec![line("e", "A", 1)]);
    assert_eq!(over_time(&now, &[]).accounts[0].changes, [None; 3]);
}

#[test]
fn the_passing_of_time_alone_is_no_change() {
    let bureau = Bureau::Equifax;
    let mut later = line("e", "A", 1);
    later.reported_on = Some(date("2026-02-02"));
    later.months_reviewed = Some(31);
    let before = report(bureau, "2026-01-05", vec![line("e", "A", 1)]);
    let now = report(bureau, "2026-02-05", vec![later]);
    assert_eq!(over_time(&now, &[&before]).accounts[0].changes, [None; 3]);
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
fn a_head_says_how_the_score_moved_and_how_much_speaks_against_the_client() {
    let scored = |day: &str, value: u16| Report {
        scores: vec![Score {
            model: "VantageScore 3.0".into(),
            value: Some(value),
            lowest: 300,
            highest: 850,
            factors: Vec::new(),
        }],
        ..report(Bureau::Equifax, day, vec![line("e", "A", 1)])
    };
    let (before, now) = (scored("2025-09-05", 588), scored("2026-01-05", 611));
    let compared = over_time(&now, &[&before]);
    let head = compared.bureaus[0].as_ref().unwrap();
    assert_eq!((head.score, head.score_before), (Some(611), Some(588)));
    assert_eq!((head.accounts, head.negative), (1, 0));
    assert!(compared.bureaus[1].is_none());
}

#[test]
fn an_inquiry_at_two_bureaus_is_one_row() {
    let asked = |id: &str, name: &str, day: &str| Inquiry {
        id: id.into(),
        name: name.into(),
        made_on: date(day),
        kind: InquiryKind::Hard,
        purpose: Some("Auto financing".into()),
    };
    let with = |bureau, inquiries| Report {
        inquiries,
        ..report(bureau, "2026-01-05", Vec::new())
    };
    let compared = side_by_side(&[
        with(
            Bureau::Equifax,
            vec![asked("1", "MESA AUTO LLC", "2025-11-03")],
        ),
        with(
            Bureau::Experian,
            vec![
                asked("2", "Mesa Auto", "2025-11-03"),
                asked("3", "OTHER", "2025-12-01"),
            ],
        ),
    ]);
    let titles: Vec<&str> = compared
        .inquiries
        .iter()
        .map(|row| row.title.as_str())
        .collect();
    assert_eq!(titles, ["OTHER", "MESA AUTO LLC"]);
    let shown = |place: usize| {
        compared.inquiries[1].cells[place]
            .as_ref()
            .map(|cell| cell.text.clone())
    };
    assert_eq!(shown(0).as_deref(), Some("11/03/2025, Auto financing"));
    assert_eq!(shown(0), shown(1));
}

#[test]
fn an_address_that_one_bureau_alone_has_is_marked() {
    let home = |street: &str| Address {
        street: street.into(),
        city: "Tulsa".into(),
        state: "OK".into(),
        zip: "74101".into(),
        reported_on: None,
    };
    let with = |bureau, addresses| Report {
        consumer: Consumer {
            names: vec![PersonName {
                first: "Ana".into(),
                last: "Lima".into(),
                ..PersonName::default()
            }],
            addresses,
            ..Consumer::default()
        },
        ..report(bureau, "2026-01-05", Vec::new())
    };
    let compared = side_by_side(&[
        with(Bureau::Equifax, vec![home("12 Elm St."), home("9 Oak Ave")]),
        with(Bureau::TransUnion, vec![home("12 ELM ST")]),
    ]);
    let labels: Vec<&str> = compared
        .person
        .iter()
        .map(|row| row.label.as_str())
        .collect();
    assert_eq!(labels, ["Names", "Addresses"]);
    let alone: Vec<bool> = compared.person[1].cells[0]
        .iter()
        .map(|entry| entry.alone)
        .collect();
    assert_eq!(alone, [false, true]);
    assert!(!compared.person[1].cells[2][0].alone);
}
