//! What those who read the bank data may rely on.

use std::collections::HashSet;

use chrono::{NaiveDate, TimeDelta};

use super::*;

fn practice() -> Practice {
    Practice::new(1, NaiveDate::from_ymd_opt(2026, 1, 15).unwrap())
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn customers(count: u64) -> impl Iterator<Item = BankCustomer> {
    let until = at("2026-01-15T09:00:00Z");
    (0..count).map(move |number| practice().bank_customer(number, until))
}

#[test]
fn balances_add_up_and_are_never_less_than_nothing() {
    for customer in customers(200) {
        for account in customer.accounts {
            let mut balance = account.opening_balance;
            let mut before = at("2024-01-01T00:00:00Z");
            for entry in &account.entries {
                assert!(entry.amount > 0 && entry.at >= before);
                balance += if entry.is_credit {
                    entry.amount
                } else {
                    -entry.amount
                };
                assert_eq!(entry.balance, balance);
                assert!(balance >= 0);
                before = entry.at;
            }
            assert_eq!(account.balance(), balance);
        }
    }
}

#[test]
fn the_past_stays_as_it_was_when_time_goes_on() {
    for number in 0..50 {
        let early = practice().bank_customer(number, at("2026-01-15T09:00:00Z"));
        let late = practice().bank_customer(number, at("2026-04-20T09:00:00Z"));
        assert_eq!(early.holder, late.holder);
        for (early, late) in early.accounts.iter().zip(&late.accounts) {
            assert_eq!(late.entries[..early.entries.len()], early.entries[..]);
        }
        assert!(late.accounts[0].entries.len() > early.accounts[0].entries.len());
    }
}

#[test]
fn there_is_what_there_is_at_banks() {
    let mut narrations = Vec::new();
    let mut kinds = HashSet::new();
    for customer in customers(100) {
        for account in customer.accounts {
            kinds.insert(format!("{:?}", account.kind));
            narrations.extend(account.entries.into_iter().map(|entry| entry.narration));
        }
    }
    assert_eq!(kinds.len(), 4, "{kinds:?}");
    for word in [
        "NEFT SALARY",
        "UPI RENT",
        "NACH EMI",
        "NACH RTN CHGS",
        "ATM CASH WDL",
        "CHQ DEP",
        "CHQ RTN CHGS",
        "FUNDS INSUFFICIENT",
        "SMS CHGS",
        "INT PD",
        "RD INSTALMENT",
        "IMPS OWN ACCOUNT",
    ] {
        assert!(narrations.iter().any(|text| text.contains(word)), "{word}");
    }
}

#[test]
fn what_is_moved_between_accounts_has_one_reference() {
    for customer in customers(100) {
        let entries = |place: usize| customer.accounts[place].entries.iter();
        let out: HashSet<(&str, i64)> = entries(0)
            .filter(|entry| !entry.is_credit)
            .map(|entry| (entry.reference.as_str(), entry.amount))
            .collect();
        for place in 1..customer.accounts.len() {
            for entry in entries(place).filter(|entry| entry.mode == "FT") {
                assert!(out.contains(&(entry.reference.as_str(), entry.amount)));
            }
        }
    }
}

#[test]
fn nobody_has_these_numbers() {
    for customer in customers(500) {
        let holder = customer.holder;
        assert_eq!((holder.pan.len(), &holder.pan[3..4]), (10, "X"));
        assert!(holder.mobile.starts_with('1') && holder.mobile.len() == 10);
        assert!(holder.email.ends_with("@example.com"));
        let code = holder.address.rsplit(' ').next().unwrap();
        assert!(code.len() == 6 && code.starts_with('0'), "{code}");
        let age = practice().as_of - holder.born;
        assert!(age > TimeDelta::days(21 * 365));
        let masked: HashSet<&str> = customer.accounts.iter().map(|one| &*one.masked).collect();
        assert_eq!(masked.len(), customer.accounts.len());
        for account in &customer.accounts {
            assert!(account.ifsc().starts_with("ZQ") && account.ifsc().len() == 11);
            assert!(account.micr().starts_with("000"));
        }
    }
}
