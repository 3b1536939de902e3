//! A driver's licence or an ID card of a state that does not exist.

use chrono::{Datelike, Days, NaiveDate};

use super::{
    canvas::{
        BLACK, BOLD, Canvas, GREY, HUGE, Ink, LARGE, PEN, PLAIN, RED, TINY, TINY_BOLD, WHITE,
    },
    facts::{Facts, lines_of, written},
    form::Form,
};

/// How a kind of card looks and what it is called.
struct Look {
    title: &'static str,
    short: &'static str,
    band: Ink,
    from: Ink,
    to: Ink,
    wave: Ink,
}

const LICENSE: Look = Look {
    title: "DRIVER LICENSE",
    short: "DL",
    band: [26, 58, 110],
    from: [222, 236, 248],
    to: [236, 240, 222],
    wave: [150, 186, 220],
};

const STATE_ID: Look = Look {
    title: "IDENTIFICATION CARD",
    short: "ID",
    band: [24, 92, 78],
    from: [226, 244, 232],
    to: [246, 236, 220],
    wave: [150, 206, 178],
};

pub(super) fn draw(facts: &mut Facts, form: Form, extension: &str) -> Vec<u8> {
    let look = match form {
        Form::StateId => STATE_ID,
        _ => LICENSE,
    };
    let mut card = Canvas::new(640, 404, look.from, look.to);
    card.waves(look.wave);
    card.fill(0, 0, 640, 64, look.band);
    card.text(22, 16, HUGE, WHITE, "SAMPLE");
    card.text_to(618, 21, LARGE, WHITE, look.title);
    portrait(&mut card, facts, look.band);
    fields(&mut card, facts, &look);
    card.fill(0, 376, 640, 28, RED);
    let words = "SPECIMEN - PRACTICE - NOT A REAL DOCUMENT";
    card.middle(381, TINY_BOLD, WHITE, words);
    card.across("SPECIMEN", RED);
    match extension {
        "png" => card.file(extension),
        _ => card.photographed(&mut facts.dice).file(extension),
    }
}

/// A head and shoulders without a face, and a signature below.
fn portrait(card: &mut Canvas, facts: &mut Facts, ink: Ink) {
    card.fill(22, 84, 164, 206, WHITE);
    card.fill(25, 87, 158, 200, [206, 216, 226]);
    let coat = facts.dice.one_of(COATS);
    card.ellipse((104.0, 296.0), (70.0, 84.0), 287.0, coat);
    card.ellipse((104.0, 204.0), (19.0, 34.0), 287.0, [190, 170, 156]);
    card.ellipse((104.0, 164.0), (37.0, 47.0), 287.0, [212, 194, 180]);
    card.scribble(34, 338, PEN, &mut facts.dice);
    card.fill(22, 352, 164, 1, ink);
}

fn fields(card: &mut Canvas, facts: &mut Facts, look: &Look) {
    const LEFT: u32 = 208;
    const ROOM: u32 = 640 - LEFT - 24 - 12;
    let born = facts.person.born;
    let issued = facts.day - Days::new(150 + facts.dice.below(500));
    let (number, height) = (facts.digits(12), 58 + facts.dice.below(19));
    let number = format!("S{}-{}-{}", &number[..3], &number[3..7], &number[7..]);
    let eyes = facts.dice.one_of(&["BRO", "BLU", "GRN", "HAZ", "GRY"]);
    let name = &facts.person.name;
    let end = card.text(LEFT, 84, TINY, GREY, look.short);
    card.text(end + 10, 81, LARGE, RED, &number);
    let family = format!("{} {}", name.last, name.suffix);
    card.text(LEFT, 122, TINY, GREY, "1");
    let family = family.to_uppercase();
    let faces = [LARGE, BOLD];
    card.fitted((LEFT + 24, 118), ROOM, faces, BLACK, family.trim());
    let given = format!("{} {}", name.first, name.middle);
    card.text(LEFT, 152, TINY, GREY, "2");
    card.text(LEFT + 24, 149, BOLD, BLACK, given.to_uppercase().trim());
    card.text(LEFT, 184, TINY, GREY, "8");
    for (line, y) in lines_of(&facts.person.address).iter().zip([180, 204]) {
        let (place, line) = ((LEFT + 24, y), line.to_uppercase());
        card.fitted(place, ROOM, [PLAIN, TINY], BLACK, &line);
    }
    let height = format!("{}'-{:02}\"", height / 12, height % 12);
    let rows = [
        [("3 DOB", written(born)), ("15 SEX", "X".to_owned())],
        [("4a ISS", written(issued)), ("16 HGT", height)],
        [
            ("4b EXP", written(expires(issued, born))),
            ("18 EYES", eyes.to_owned()),
        ],
    ];
    for (row, y) in rows.iter().zip([244, 278, 312]) {
        for ((label, value), x) in row.iter().zip([LEFT, LEFT + 240]) {
            card.text(x, y + 3, TINY, GREY, label);
            card.text(x + 78, y, BOLD, BLACK, value);
        }
    }
    card.text(
        LEFT,
        348,
        TINY,
        GREY,
        "Issued by the State of Sample, which is none",
    );
}

/// The birthday eight years after the year of issue.
fn expires(issued: NaiveDate, born: NaiveDate) -> NaiveDate {
    // Not every year has a 29th of February.
    let birthday = born.with_year(issued.year() + 8);
    birthday.unwrap_or(issued + Days::new(8 * 365))
}

const COATS: &[Ink] = &[
    [62, 78, 108],
    [108, 64, 70],
    [70, 96, 78],
    [92, 82, 112],
    [64, 64, 68],
];
