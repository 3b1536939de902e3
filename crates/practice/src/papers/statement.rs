//! A month's statement of a checking account, on two pages.

use chrono::{Datelike, Days, NaiveDate};

use super::{
    facts::{Facts, amount, dollars, lines_of, written},
    sheet::{BOLD, GREY, Ink, LEFT, PALE, RED, RIGHT, SMALL, Sheet, TEXT, WHITE, bind, style},
};
use crate::credit::furnishers::{House, Trade};

const COLOURS: &[Ink] = &[[0.16, 0.2, 0.4], [0.1, 0.36, 0.36], [0.4, 0.14, 0.2]];
/// Where debits, credits and balances end.
const COLUMNS: [f32; 3] = [400.0, 476.0, RIGHT];
/// Entries on the first page; the rest go on the second.
const FIRST: usize = 16;

/// Something that happened on the account; what is taken out is negative.
struct Entry {
    day: NaiveDate,
    what: String,
    cents: i64,
}

pub(super) fn draw(facts: &mut Facts) -> Vec<u8> {
    let trade = match facts.dice.chance(60) {
        true => Trade::Bank,
        false => Trade::CreditUnion,
    };
    let house = House::draw(&mut facts.dice, trade);
    let colour = facts.dice.one_of(COLOURS);
    let ends = facts.day.with_day(1).unwrap_or(facts.day) - Days::new(1);
    let starts = ends.with_day(1).unwrap_or(ends);
    let account = facts.digits(4);
    let opening = 180_000 + facts.dice.between(0, 260_000);
    let entries = entries(facts, starts, ends);

    let mut pages = [(); 2].map(|()| Sheet::new());
    for (sheet, number) in pages.iter_mut().zip(1..) {
        let period = format!("{} – {}", written(starts), written(ends));
        head(sheet, house, colour, &period);
        sheet.text(LEFT, 96.0, SMALL, &format!("Account ending in {account}"));
        sheet.text_to(RIGHT, 96.0, SMALL, &format!("Page {number} of 2"));
    }
    let [first, second] = &mut pages;
    first.lines(LEFT, 130.0, TEXT, &facts.envelope());
    summary(first, opening, &entries);
    let (here, there) = entries.split_at(FIRST.min(entries.len()));
    let (_, balance) = table(first, 330.0, here, opening);
    let (y, closing) = table(second, 124.0, there, balance);
    close(second, y + 24.0, house, closing);
    bind("Account statement", pages.into())
}

fn head(sheet: &mut Sheet, house: &House, colour: Ink, period: &str) {
    sheet.fill(0.0, 0.0, 612.0, 70.0, colour);
    sheet.text(LEFT, 43.0, style(20.0, true, WHITE), house.name);
    sheet.text_to(RIGHT, 34.0, style(11.0, true, WHITE), "Checking statement");
    sheet.text_to(RIGHT, 50.0, style(9.0, false, WHITE), period);
}

fn entries(facts: &mut Facts, starts: NaiveDate, ends: NaiveDate) -> Vec<Entry> {
    let pay = 90_000 + facts.dice.between(0, 70_000);
    let employer = facts.employer();
    let deposit = |day| Entry {
        day: starts + Days::new(day),
        what: format!("Direct deposit {employer}"),
        cents: pay,
    };
    let mut entries = vec![deposit(4), deposit(18)];
    let dice = &mut facts.dice;
    for _ in 0..22 + dice.below(10) {
        let (what, low, high) = dice.one_of(SPENDING);
        let what = match what {
            "Check" => format!("Check {}", 1_001 + dice.below(900)),
            _ => what.to_owned(),
        };
        entries.push(Entry {
            day: starts + Days::new(dice.below(u64::from(ends.day()))),
            what,
            cents: -dice.between(low, high),
        });
    }
    entries.sort_by_key(|entry| entry.day);
    entries
}

fn summary(sheet: &mut Sheet, opening: i64, entries: &[Entry]) {
    let sum = |is_in: bool| -> i64 {
        let of = entries.iter().filter(|entry| (entry.cents > 0) == is_in);
        of.map(|entry| entry.cents).sum()
    };
    let (added, taken) = (sum(true), sum(false));
    sheet.fill(LEFT, 196.0, RIGHT - LEFT, 92.0, PALE);
    let rows = [
        ("Opening balance", opening),
        ("Deposits", added),
        ("Withdrawals", -taken),
        ("Closing balance", opening + added + taken),
    ];
    for ((label, cents), line) in rows.into_iter().zip(0u8..) {
        let (y, last) = (217.0 + f32::from(line) * 19.0, line == 3);
        let style = if last { BOLD } else { TEXT };
        sheet.text(LEFT + 14.0, y, style, label);
        sheet.text_to(RIGHT - 14.0, y, style, &dollars(cents));
    }
}

/// The entries with the balance after each; gives where they end and the last balance.
fn table(sheet: &mut Sheet, y: f32, entries: &[Entry], balance: i64) -> (f32, i64) {
    sheet.text(LEFT, y, SMALL, "Date");
    sheet.text(LEFT + 62.0, y, SMALL, "Description");
    for (x, head) in COLUMNS
        .into_iter()
        .zip(["Withdrawals", "Deposits", "Balance"])
    {
        sheet.text_to(x, y, SMALL, head);
    }
    sheet.rule(y + 6.0);
    let (mut y, mut balance) = (y + 22.0, balance);
    for entry in entries {
        balance += entry.cents;
        let column = COLUMNS[usize::from(entry.cents > 0)];
        sheet.text(LEFT, y, TEXT, &written(entry.day));
        sheet.text(LEFT + 62.0, y, TEXT, &entry.what);
        sheet.text_to(column, y, TEXT, &amount(entry.cents.abs()));
        let ink = if balance < 0 { RED } else { TEXT.ink };
        let sign = if balance < 0 { "-" } else { "" };
        let shown = format!("{sign}{}", amount(balance.abs()));
        sheet.text_to(COLUMNS[2], y, style(10.0, false, ink), &shown);
        y += 18.0;
    }
    (y, balance)
}

fn close(sheet: &mut Sheet, y: f32, house: &House, closing: i64) {
    sheet.rule(y - 24.0);
    sheet.text(LEFT, y, BOLD, "Closing balance");
    let sign = if closing < 0 { "-" } else { "" };
    let shown = format!("{sign}{}", dollars(closing.abs()));
    sheet.text_to(RIGHT, y, BOLD, &shown);
    let (address, phone) = house.seat();
    let [street, city] = lines_of(&address);
    let words = format!(
        "Questions or errors? Write to {}, {street}, {city}, or call {phone} within 60 days.",
        house.name
    );
    sheet.paragraph(y + 34.0, style(9.0, false, GREY), &words);
}

/// What money goes to, and from how many cents to how many.
const SPENDING: &[(&str, i64, i64)] = &[
    ("Card purchase Plumfeather Grocers", 1_800, 11_400),
    ("Card purchase Plumfeather Grocers", 1_800, 11_400),
    ("Card purchase Quickfen Fuel", 2_200, 6_800),
    ("Card purchase Tumblestone Garage", 4_000, 18_000),
    ("Card purchase Wickmarsh Pharmacy", 600, 5_200),
    ("Card purchase Pepperlark Diner", 900, 4_600),
    ("ATM withdrawal", 2_000, 20_000),
    ("Check", 3_500, 24_000),
    ("Online payment Ironvale Energy", 6_000, 16_500),
    ("Online payment Yarrowline Mobile", 3_500, 9_500),
    ("Transfer to savings", 2_500, 12_500),
];
