//! A post office's receipt for the rent of a box, with its round stamp.

use chrono::Days;

use super::{
    facts::{Facts, dollars, lines_of, spelt, written},
    sheet::{BLACK, BOLD, LEFT, PALE, RIGHT, SMALL, Sheet, TEXT, bind, style},
};

pub(super) fn draw(facts: &mut Facts) -> Vec<u8> {
    let paid = facts.day - Days::new(1 + facts.dice.below(40));
    let fee = 5_800 + facts.dice.between(0, 60) * 100;
    let number = 100 + facts.dice.below(8_900);
    let mut sheet = Sheet::new();
    let title = style(18.0, true, BLACK);
    sheet.text(LEFT, 72.0, title, "Post office box rental");
    sheet.text_to(RIGHT, 72.0, style(13.0, true, BLACK), "Receipt");
    let [_, city] = lines_of(&facts.person.address);
    let office = format!("Sample State Post, office of {city}");
    sheet.text(LEFT, 90.0, SMALL, &office);
    sheet.rule(104.0);

    sheet.text(LEFT, 134.0, SMALL, "Rented to");
    sheet.lines(LEFT, 150.0, TEXT, &facts.envelope());
    let rows = [
        ("Box", format!("PO Box {number}, {city}")),
        ("Rented for", "Six months".to_owned()),
        ("From", spelt(paid)),
        ("Until", spelt(paid + Days::new(182))),
        ("Identification shown", "Driver license".to_owned()),
        ("Receipt number", facts.digits(9)),
    ];
    let mut y = 228.0;
    for (label, value) in rows {
        sheet.text(LEFT, y, SMALL, label);
        sheet.text(LEFT + 140.0, y, TEXT, &value);
        y += 18.0;
    }
    sheet.fill(LEFT, y, RIGHT - LEFT, 36.0, PALE);
    sheet.text(LEFT + 14.0, y + 23.0, BOLD, "Paid in cash");
    sheet.text_to(RIGHT - 14.0, y + 23.0, BOLD, &dollars(fee));

    let y = y + 112.0;
    sheet.stamp(RIGHT - 76.0, y, ["SAMPLE POST", &written(paid), "PAID"]);
    sheet.signature(LEFT + 4.0, y, &mut facts.dice);
    sheet.rule(y + 12.0);
    sheet.text(LEFT, y + 26.0, SMALL, "Signature of the clerk");
    bind("Post office box receipt", vec![sheet])
}
