//! A pay stub: two weeks' wages, what was kept back, and the year so far.

use chrono::{Datelike, Days, NaiveDate};

use super::{
    facts::{Facts, amount, dollars, lines_of, written},
    sheet::{BLACK, BOLD, LEFT, PALE, RIGHT, SMALL, Sheet, TEXT, bind, style},
};

/// A line of the stub: what it is, hours and rate where it has them, and cents.
struct Line {
    label: &'static str,
    how: Option<(i64, i64)>,
    cents: i64,
}

pub(super) fn draw(facts: &mut Facts) -> Vec<u8> {
    let (earned, kept) = wages(facts);
    let paid = payday(facts.day - Days::new(2 + facts.dice.below(12)));
    let nth = i64::from(paid.ordinal0() / 14) + 1;
    let mut sheet = Sheet::new();
    head(&mut sheet, facts, paid);

    let mut y = table(&mut sheet, 254.0, "Earnings", &earned, nth);
    y = table(&mut sheet, y + 30.0, "Deductions", &kept, nth);
    let net = sum(&earned) - sum(&kept);
    sheet.fill(LEFT, y + 26.0, RIGHT - LEFT, 40.0, PALE);
    let large = style(15.0, true, BLACK);
    sheet.text(LEFT + 14.0, y + 51.0, large, "Net pay");
    sheet.text_to(RIGHT - 14.0, y + 51.0, large, &dollars(net));
    let how = format!(
        "Paid by direct deposit to the account ending in {}.",
        facts.digits(4)
    );
    sheet.text(LEFT, y + 88.0, SMALL, &how);
    bind("Pay stub", vec![sheet])
}

fn head(sheet: &mut Sheet, facts: &mut Facts, paid: NaiveDate) {
    let employer = facts.employer();
    sheet.text(LEFT, 72.0, style(18.0, true, BLACK), employer);
    let (address, phone) = facts.somewhere();
    let contact = [&lines_of(&address)[..], &[phone]].concat();
    sheet.lines(LEFT, 88.0, SMALL, &contact);
    let title = style(13.0, true, BLACK);
    sheet.text_to(RIGHT, 72.0, title, "Earnings statement");
    sheet.rule(124.0);

    sheet.text(LEFT, 146.0, SMALL, "Employee");
    sheet.lines(LEFT, 162.0, TEXT, &facts.envelope());
    let ssn = format!("XXX-XX-{:04}", facts.person.ssn.serial);
    let from = written(paid - Days::new(19));
    let period = format!("{from} – {}", written(paid - Days::new(6)));
    let rows = [
        ("Employee number", facts.digits(5)),
        ("Social Security number", ssn),
        ("Pay period", period),
        ("Pay date", written(paid)),
    ];
    for ((label, value), line) in rows.into_iter().zip(0u8..) {
        let y = 146.0 + f32::from(line) * 16.0;
        sheet.text(320.0, y, SMALL, label);
        sheet.text_to(RIGHT, y, TEXT, &value);
    }
}

fn wages(facts: &mut Facts) -> (Vec<Line>, Vec<Line>) {
    let dice = &mut facts.dice;
    let rate = 1_550 + dice.between(0, 90) * 25;
    let (hours, over) = (64 + dice.between(0, 4) * 4, dice.between(-6, 9));
    let worked = |label, hours, rate| Line {
        label,
        how: Some((hours, rate)),
        cents: hours * rate,
    };
    let mut earned = vec![worked("Regular hours", hours, rate)];
    if over > 0 {
        earned.push(worked("Overtime", over, rate * 3 / 2));
    }
    let gross = sum(&earned);
    let part = |label, share| Line {
        label,
        how: None,
        cents: gross * share / 10_000,
    };
    let kept = vec![
        part("Federal income tax", dice.between(640, 1_180)),
        // 26 USC 3101: 6.2 and 1.45 percent.
        part("Social Security", 620),
        part("Medicare", 145),
        part("State income tax", dice.between(180, 410)),
        part("Health plan", dice.between(150, 300)),
    ];
    (earned, kept)
}

/// The table's lines and their sum; gives where the sum stands.
fn table(sheet: &mut Sheet, y: f32, title: &str, lines: &[Line], nth: i64) -> f32 {
    const COLUMNS: [f32; 4] = [320.0, 392.0, 470.0, RIGHT];
    sheet.text(LEFT, y, BOLD, title);
    let hourly = lines.iter().any(|line| line.how.is_some());
    let heads = ["Hours", "Rate", "Current", "Year to date"];
    for (x, head) in COLUMNS
        .into_iter()
        .zip(heads)
        .skip(if hourly { 0 } else { 2 })
    {
        sheet.text_to(x, y, SMALL, head);
    }
    sheet.rule(y + 6.0);
    let mut y = y + 22.0;
    for line in lines {
        sheet.text(LEFT, y, TEXT, line.label);
        if let Some((hours, rate)) = line.how {
            sheet.text_to(COLUMNS[0], y, TEXT, &format!("{hours}.00"));
            sheet.text_to(COLUMNS[1], y, TEXT, &amount(rate));
        }
        sheet.text_to(COLUMNS[2], y, TEXT, &amount(line.cents));
        sheet.text_to(COLUMNS[3], y, TEXT, &amount(line.cents * nth));
        y += 17.0;
    }
    sheet.rule(y - 9.0);
    y += 6.0;
    sheet.text(LEFT, y, BOLD, "Total");
    sheet.text_to(COLUMNS[2], y, BOLD, &amount(sum(lines)));
    sheet.text_to(COLUMNS[3], y, BOLD, &amount(sum(lines) * nth));
    y
}

fn sum(lines: &[Line]) -> i64 {
    lines.iter().map(|line| line.cents).sum()
}

/// The Friday on or before a day.
fn payday(day: NaiveDate) -> NaiveDate {
    let since = (day.weekday().num_days_from_monday() + 3) % 7;
    day - Days::new(since.into())
}
