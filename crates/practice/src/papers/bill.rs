//! A bill for power, gas or water on one page, with the months before it as bars.

use chrono::Days;

use super::{
    facts::{Facts, amount, dollars, lines_of, written},
    sheet::{BLACK, BOLD, Ink, LEFT, PALE, RIGHT, SMALL, Sheet, TEXT, WHITE, bind, style},
};
use crate::credit::furnishers::{House, Trade};

const COLOURS: &[Ink] = &[[0.1, 0.33, 0.45], [0.13, 0.4, 0.3], [0.42, 0.28, 0.14]];

/// What is asked for, in cents.
struct Charges {
    unit: &'static str,
    months: [i64; 12],
    lines: Vec<(String, i64)>,
    total: i64,
}

pub(super) fn draw(facts: &mut Facts) -> Vec<u8> {
    let house = House::draw(&mut facts.dice, Trade::Utility);
    let colour = facts.dice.one_of(COLOURS);
    let billed = facts.day - Days::new(4 + facts.dice.below(30));
    let account = facts.digits(10);
    let charges = charges(facts, house.name);
    let mut sheet = Sheet::new();

    let (address, phone) = house.seat();
    sheet.fill(0.0, 0.0, 612.0, 76.0, colour);
    sheet.text(LEFT, 46.0, style(24.0, true, WHITE), house.name);
    let [street, city] = lines_of(&address);
    let contact = style(8.5, false, WHITE);
    for (line, y) in [street, city, phone].iter().zip([30.0, 43.0, 56.0]) {
        sheet.text_to(RIGHT, y, contact, line);
    }

    sheet.lines(LEFT, 112.0, TEXT, &facts.envelope());
    let due = written(billed + Days::new(21));
    let from = written(billed - Days::new(32));
    let period = format!("{from} – {}", written(billed - Days::new(3)));
    let head = [
        ("Account number", account.as_str()),
        ("Bill date", &written(billed)),
        ("Service period", &period),
        ("Due date", &due),
    ];
    for ((label, value), line) in head.into_iter().zip(0u8..) {
        let y = 112.0 + f32::from(line) * 15.0;
        sheet.text(330.0, y, SMALL, label);
        sheet.text_to(RIGHT, y, BOLD, value);
    }
    sheet.fill(LEFT, 196.0, RIGHT - LEFT, 44.0, PALE);
    let large = style(17.0, true, BLACK);
    sheet.text(LEFT + 14.0, 224.0, large, "Amount due");
    sheet.text_to(RIGHT - 14.0, 224.0, large, &dollars(charges.total));

    let place = format!("Service address: {}", facts.person.address.street);
    sheet.text(LEFT, 268.0, BOLD, &place);
    let mut y = 292.0;
    for (label, cents) in &charges.lines {
        sheet.text(LEFT, y, TEXT, label);
        sheet.text_to(RIGHT, y, TEXT, &amount(*cents));
        y += 17.0;
    }
    sheet.rule(y - 8.0);
    sheet.text(LEFT, y + 10.0, BOLD, "Total");
    sheet.text_to(RIGHT, y + 10.0, BOLD, &dollars(charges.total));

    bars(&mut sheet, y + 52.0, &charges, colour);
    slip(&mut sheet, facts, house, &account, &due, charges.total);
    bind("Utility bill", vec![sheet])
}

fn charges(facts: &mut Facts, house: &str) -> Charges {
    let dice = &mut facts.dice;
    // Tenths of a cent for a unit, and about how many units a month.
    let (unit, rate, about) = match house {
        _ if house.ends_with("Gas") => ("therms", 1_120, 55),
        _ => ("kWh", 136, 720),
    };
    let months = [(); 12].map(|()| about + dice.between(-about / 3, about / 2));
    let used = months[11];
    let (base, supply) = (950 + dice.between(0, 800), used * rate / 10);
    let delivery = supply * 2 / 5;
    let tax = (base + supply + delivery) * 45 / 1_000;
    let lines = vec![
        ("Monthly service charge".to_owned(), base),
        (format!("Supply, {used} {unit}"), supply),
        (format!("Delivery, {used} {unit}"), delivery),
        ("State and local taxes".to_owned(), tax),
    ];
    Charges {
        unit,
        months,
        total: lines.iter().map(|(_, cents)| cents).sum(),
        lines,
    }
}

fn bars(sheet: &mut Sheet, y: f32, charges: &Charges, colour: Ink) {
    let title = format!("Your use in the last twelve months ({})", charges.unit);
    sheet.text(LEFT, y, BOLD, &title);
    let most = charges.months.iter().max().copied().unwrap_or(1) as f32;
    let foot = y + 118.0;
    for (units, place) in charges.months.iter().zip(0u8..) {
        let high = *units as f32 / most * 86.0;
        let x = LEFT + f32::from(place) * 41.0;
        let ink = if place == 11 {
            colour
        } else {
            [0.72, 0.77, 0.81]
        };
        sheet.fill(x, foot - high, 28.0, high, ink);
        sheet.text(x + 4.0, foot + 12.0, SMALL, &units.to_string());
    }
    sheet.rule(foot);
}

/// What is torn off and sent back.
fn slip(sheet: &mut Sheet, facts: &Facts, house: &House, account: &str, due: &str, total: i64) {
    for dash in 0..62u8 {
        sheet.fill(LEFT + f32::from(dash) * 8.0, 606.0, 4.0, 0.7, BLACK);
    }
    let how = "Please return this part with your payment. Do not send cash.";
    sheet.text(LEFT, 622.0, SMALL, how);
    sheet.lines(LEFT, 660.0, TEXT, &facts.envelope());
    let (address, _) = house.seat();
    let [street, city] = lines_of(&address);
    sheet.lines(LEFT + 240.0, 700.0, TEXT, &[house.name, &street, &city]);
    let rows = [
        ("Account", account),
        ("Due", due),
        ("Amount due", &dollars(total)),
    ];
    for ((label, value), line) in rows.into_iter().zip(0u8..) {
        let y = 642.0 + f32::from(line) * 15.0;
        sheet.text(LEFT + 240.0, y, SMALL, label);
        sheet.text_to(RIGHT, y, BOLD, value);
    }
}
