//! A check that was paid and came back. No bank has the numbers at its foot.

use chrono::Days;

use super::{
    canvas::{BLACK, BOLD, Canvas, GREY, HUGE, LARGE, PEN, PLAIN, RED, TINY, TINY_BOLD},
    facts::{Facts, amount, lines_of, written},
};
use crate::credit::furnishers::{House, Trade};

pub(super) fn draw(facts: &mut Facts, extension: &str) -> Vec<u8> {
    let bank = House::draw(&mut facts.dice, Trade::Bank);
    let to = House::draw(&mut facts.dice, Trade::Utility);
    let day = facts.day - Days::new(20 + facts.dice.below(60));
    let cents = 3_500 + facts.dice.between(0, 90_000);
    let number = 1_001 + facts.dice.below(900);
    let account = facts.digits(8);

    let mut check = Canvas::new(760, 340, [226, 240, 232], [238, 244, 226]);
    check.waves([186, 218, 198]);
    let name = facts.person.name.full();
    check.text(26, 22, BOLD, BLACK, &name);
    for (line, y) in lines_of(&facts.person.address).iter().zip([46, 64]) {
        check.text(26, y, TINY, BLACK, line);
    }
    check.text_to(720, 20, LARGE, BLACK, &number.to_string());
    check.text(520, 62, TINY, GREY, "Date");
    check.text(568, 58, PLAIN, PEN, &written(day));
    check.fill(566, 80, 150, 1, GREY);

    check.text(26, 106, TINY, GREY, "Pay to the");
    check.text(26, 122, TINY, GREY, "order of");
    check.text(130, 116, LARGE, PEN, to.name);
    check.fill(128, 142, 430, 1, GREY);
    check.text(576, 116, LARGE, BLACK, "$");
    check.text(598, 116, LARGE, PEN, &amount(cents));
    let (whole, part) = (cents / 100, cents % 100);
    let words = format!("*** {whole} and {part:02}/100 ***");
    check.text(40, 162, PLAIN, PEN, &words);
    check.text(640, 164, TINY, GREY, "dollars");
    check.fill(26, 184, 604, 1, GREY);

    check.text(26, 206, BOLD, BLACK, bank.name);
    check.text(26, 250, TINY, GREY, "Memo");
    check.text(76, 246, PLAIN, PEN, "monthly bill");
    check.fill(74, 268, 250, 1, GREY);
    check.scribble(460, 254, PEN, &mut facts.dice);
    check.fill(430, 268, 290, 1, GREY);
    // A routing number of zeros is nobody's.
    let foot = format!("|: 000000000 |:  {account} ||  {number}");
    check.text(40, 286, PLAIN, BLACK, &foot);
    check.text(
        250,
        316,
        TINY_BOLD,
        RED,
        "SPECIMEN - PRACTICE - NOT A CHECK",
    );
    check.text(344, 200, HUGE, RED, "PAID");
    check.across("SPECIMEN", RED);
    match extension {
        "png" => check.file(extension),
        _ => check.photographed(&mut facts.dice).file(extension),
    }
}
