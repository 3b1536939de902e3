//! What a report says that the one before did not, and the other way round.

use super::*;

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
fn what_is_gone_comes_after_all_that_is_there() {
    let bad = Tradeline {
        status: Some(AccountStatus::new("97")),
        ..line("bad", "ALDER", 900)
    };
    let first = report(
        Bureau::Equifax,
        "2025-01-05",
        vec![bad, line("stays", "MAPLE", 100)],
    );
    let now = report(
        Bureau::Equifax,
        "2026-01-05",
        vec![line("stays", "MAPLE", 100)],
    );
    let compared = over_time(&now, &[&first]);
    let names: Vec<&str> = compared
        .accounts
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(names, ["MAPLE", "ALDER"]);
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
fn an_account_that_comes_back_under_another_id_is_back_and_not_new() {
    let bureau = Bureau::Equifax;
    let first = report(bureau, "2025-01-05", vec![line("old", "HARBOR CARD", 100)]);
    let second = report(bureau, "2025-06-05", Vec::new());
    let now = report(bureau, "2026-01-05", vec![line("new", "HARBOR CARD", 100)]);
    assert_eq!(
        over_time(&now, &[&first, &second]).accounts[0].changes[0],
        Some(Change::Back)
    );
    // Renumbered from one report to the next it is neither gone nor new.
    let renumbered = over_time(&now, &[&first]);
    assert_eq!(renumbered.accounts.len(), 1);
    assert_eq!(renumbered.accounts[0].changes, [None; 3]);
}

#[test]
fn of_two_accounts_without_ids_the_deletion_of_one_is_seen() {
    let bureau = Bureau::Equifax;
    let twins = || vec![line("", "HARBOR CARD", 100), line("", "HARBOR CARD", 100)];
    let before = report(bureau, "2025-06-05", twins());
    let now = report(bureau, "2026-01-05", vec![line("", "HARBOR CARD", 100)]);
    let compared = over_time(&now, &[&before]);
    let changes: Vec<_> = compared
        .accounts
        .iter()
        .map(|account| account.changes[0])
        .collect();
    assert_eq!(changes.len(), 2);
    assert!(changes.contains(&Some(Change::Gone)) && changes.contains(&None));
    let mut keys: Vec<&str> = compared
        .accounts
        .iter()
        .map(|account| account.key.as_str())
        .collect();
    keys.dedup();
    assert_eq!(keys.len(), 2);
}

#[test]
fn two_bureaus_of_one_day_contradict_each_other_whatever_a_third_said_long_ago() {
    let day = "2026-01-05";
    let old = Tradeline {
        reported_on: Some(date("2025-10-01")),
        ..line("t", "NORTHGATE BANK", 600)
    };
    let compared = side_by_side(&[
        report(
            Bureau::Equifax,
            day,
            vec![line("e", "NORTHGATE BANK", 1_200)],
        ),
        report(Bureau::Experian, day, vec![line("x", "NORTHGATE BANK", 0)]),
        report(Bureau::TransUnion, day, vec![old]),
    ]);
    assert_eq!(
        row(&compared.accounts[0], "Balance").difference,
        Difference::Real
    );
}
