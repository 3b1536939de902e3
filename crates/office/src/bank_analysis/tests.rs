//! Figures held against a calculation by hand.

use super::*;

/// An account by its entries: day, `+` or `-` rupees, narration, reference. Balances add up.
fn account(opening: i64, entries: &[(&str, i64, &'static str, &'static str)]) -> Account<'static> {
    let mut balance = opening * 100;
    let entries = entries.iter().map(|&(day, rupees, narration, reference)| {
        balance += rupees * 100;
        Entry {
            day: day.parse().unwrap(),
            is_credit: rupees > 0,
            amount: rupees.abs() * 100,
            balance,
            narration,
            reference,
        }
    });
    let entries = entries.collect();
    Account {
        opening: opening * 100,
        entries,
    }
}

/// Ten days over the turn of a month.
fn savings() -> Account<'static> {
    account(
        1_000,
        &[
            ("2026-01-28", 30_000, "NEFT SALARY UMBER", "r1"),
            ("2026-01-28", -9_000, "UPI RENT A MEHRA", "r2"),
            ("2026-01-29", -2_000, "NACH EMI INKBERRY", "r3"),
            ("2026-01-31", 5_000, "CHQ DEP 123456 CLG", "r4"),
            (
                "2026-02-02",
                -5_000,
                "CHQ RTN 123456 FUNDS INSUFFICIENT",
                "r5",
            ),
            ("2026-02-02", -118, "CHQ RTN CHGS 123456", "r5"),
            ("2026-02-03", -4_000, "IMPS OWN ACCOUNT X2", "r6"),
            ("2026-02-04", -295, "NACH RTN CHGS INKBERRY", "r7"),
            ("2026-02-06", -1_500, "UPI CURRENT AFFAIRS", "r8"),
        ],
    )
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn an_account_is_what_a_calculation_by_hand_says() {
    let found = figures(&[savings()]);
    assert_eq!(
        (found.from, found.to),
        (text("2026-01-28"), text("2026-02-06"))
    );
    // In: 30,000; the cheque of 5,000 came back. Out: 9,000 + 2,000 + 118 + 4,000 + 295 + 1,500.
    assert_eq!(found.income, text("30000.00"));
    assert_eq!(found.spending, text("16913.00"));
    assert_eq!(found.salary, text("30000.00"));
    assert_eq!(found.rent, text("9000.00"));
    assert_eq!(found.instalments, text("2000.00"));
    // 118 + 295.
    assert_eq!(found.charges, text("413.00"));
    assert_eq!((found.bounces, found.returned_cheques), (Some(1), Some(1)));
    assert_eq!(found.transactions, Some(9));
    // Ends of the days: 22,000 · 20,000 · 20,000 · 25,000 · 25,000 (1 February) · 19,882 · 15,882 ·
    // 15,587 · 15,587 · 14,087. Their sum is 193,025, a tenth of it 19,302.50.
    assert_eq!(found.average_balance, text("19302.50"));
    assert_eq!(found.maximum_balance, text("25000.00"));
    assert_eq!(found.minimum_balance, text("14087.00"));
    assert_eq!(found.opening_balance, text("1000.00"));
    assert_eq!(found.closing_balance, text("14087.00"));
    let most = found.largest_income.unwrap();
    assert_eq!(
        (most.amount, most.date),
        (text("30000.00"), text("2026-01-28"))
    );
    let most = found.largest_spending.unwrap();
    assert_eq!(most.narration, text("UPI RENT A MEHRA"));
}

#[test]
fn months_are_told_one_by_one() {
    let months = figures(&[savings()]).months;
    let [january, february] = <[_; 2]>::try_from(months).unwrap_or_else(|_| panic!("not two"));
    assert_eq!(january.month, text("2026-01"));
    assert_eq!(january.opening_balance, text("1000.00"));
    assert_eq!(january.closing_balance, text("25000.00"));
    assert_eq!(january.income, text("30000.00"));
    assert_eq!(january.spending, text("11000.00"));
    // (22,000 + 20,000 + 20,000 + 25,000) / 4.
    assert_eq!(january.average_balance, text("21750.00"));
    assert_eq!((january.bounces, january.transactions), (Some(0), Some(4)));
    assert_eq!(february.opening_balance, text("25000.00"));
    assert_eq!(february.closing_balance, text("14087.00"));
    assert_eq!(february.income, text("0.00"));
    // 118 + 4,000 + 295 + 1,500.
    assert_eq!(february.spending, text("5913.00"));
    // (25,000 + 19,882 + 15,882 + 15,587 + 15,587 + 14,087) / 6 = 106,025 / 6, to the nearest paisa.
    assert_eq!(february.average_balance, text("17670.83"));
    assert_eq!(
        (february.bounces, february.returned_cheques),
        (Some(1), Some(1))
    );
}

#[test]
fn what_is_moved_between_accounts_is_neither_income_nor_spending_of_both_together() {
    let other = account(500, &[("2026-02-03", 4_000, "IMPS OWN ACCOUNT X1", "r6")]);
    let alone = figures(std::slice::from_ref(&other));
    assert_eq!(alone.income, text("4000.00"));
    assert_eq!(alone.average_balance, text("4500.00"));
    let both = figures(&[savings(), other]);
    assert_eq!(both.income, text("30000.00"));
    // Without the 4,000 that were moved.
    assert_eq!(both.spending, text("12913.00"));
    assert_eq!(both.opening_balance, text("1500.00"));
    // 14,087 + 4,500.
    assert_eq!(both.closing_balance, text("18587.00"));
    // 500 more on the first six days, 4,500 more on the last four: 193,025 + 3,000 + 18,000.
    assert_eq!(both.average_balance, text("21402.50"));
    assert_eq!(both.transactions, Some(10));
}

#[test]
fn an_account_on_which_nothing_happened_has_its_balance_and_no_more() {
    let found = figures(&[account(250, &[])]);
    assert_eq!((found.from, found.months.len()), (None, 0));
    assert_eq!(found.average_balance, text("250.00"));
    assert_eq!(found.closing_balance, text("250.00"));
    assert_eq!(found.income, text("0.00"));
    assert!(found.largest_income.is_none());
    assert_eq!(figures(&[]).average_balance, text("0.00"));
}

#[test]
fn amounts_are_rupees_with_two_places() {
    let written = [0, 5, 100, 123_456, -5, -12_345].map(rupees);
    assert_eq!(
        written,
        ["0.00", "0.05", "1.00", "1234.56", "-0.05", "-123.45"]
    );
}
