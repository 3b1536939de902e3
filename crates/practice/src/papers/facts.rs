//! What a paper is about: the client, the day, and throws of its own.

use chrono::NaiveDate;

use super::Paper;
use crate::{
    Practice,
    dice::{Dice, Purpose},
    names::FAMILY,
    person::Person,
    places::{Address, Town},
    reserved,
};

/// What a paper can speak of.
pub(super) struct Facts {
    pub(super) practice: Practice,
    pub(super) person: Person,
    /// The day on which the paper was added; what stands in it is older.
    pub(super) day: NaiveDate,
    pub(super) dice: Dice,
}

impl Facts {
    pub(super) fn new(paper: &Paper) -> Self {
        let practice = paper.practice;
        let place = paper.place as u64;
        Self {
            practice,
            person: practice.client(paper.number),
            day: paper.added_at.date_naive(),
            dice: Dice::of(practice.seed, paper.number, place, Purpose::Paper),
        }
    }

    /// The client's name and address, as on an envelope.
    pub(super) fn envelope(&self) -> Vec<String> {
        let mut lines = vec![self.person.name.full()];
        lines.extend(lines_of(&self.person.address));
        lines
    }

    /// Where some office is that exists only on this paper, and its phone.
    pub(super) fn somewhere(&mut self) -> (Address, String) {
        let town = Town::draw(&mut self.dice);
        let address = Address::draw(&mut self.dice, town);
        (address, reserved::phone(&mut self.dice, town.area_code))
    }

    /// Someone who signs.
    pub(super) fn signer(&mut self) -> String {
        let initial = char::from(b'A' + self.dice.below(26) as u8);
        format!("{initial}. {}", self.dice.one_of(FAMILY))
    }

    /// So many digits.
    pub(super) fn digits(&mut self, count: usize) -> String {
        let digit = |_| char::from(b'0' + self.dice.below(10) as u8);
        (0..count).map(digit).collect()
    }

    /// An employer that does not exist, the same on all of the client's papers.
    pub(super) fn employer(&self) -> &'static str {
        let Practice { seed, .. } = self.practice;
        Dice::new(seed, self.person.number, Purpose::Paper).one_of(EMPLOYERS)
    }
}

/// Street, and city with state and ZIP code.
pub(super) fn lines_of(address: &Address) -> [String; 2] {
    let Address {
        street,
        city,
        state,
        zip,
    } = address;
    [street.clone(), format!("{city}, {state} {zip}")]
}

/// Cents as `$1,240.50`.
pub(super) fn dollars(cents: i64) -> String {
    format!("${}", amount(cents))
}

/// Cents as `1,240.50`.
pub(super) fn amount(cents: i64) -> String {
    let (whole, part) = (cents / 100, cents % 100);
    match (whole / 1_000, whole % 1_000) {
        (0, rest) => format!("{rest}.{part:02}"),
        (thousands, rest) => format!("{thousands},{rest:03}.{part:02}"),
    }
}

/// A day as people here write it.
pub(super) fn written(day: NaiveDate) -> String {
    day.format("%m/%d/%Y").to_string()
}

/// A day as letters write it.
pub(super) fn spelt(day: NaiveDate) -> String {
    day.format("%B %-d, %Y").to_string()
}

const EMPLOYERS: &[&str] = &[
    "Bramblewick Bakery",
    "Fallowmere Logistics",
    "Gristlewood Hardware",
    "Hazelquill Dental Office",
    "Larkmoor Warehouse Company",
    "Mistlethorn Hotel",
    "Nettlecombe School Kitchens",
    "Oakwhistle Home Care",
    "Plumfeather Grocers",
    "Rookhollow Construction",
    "Sedgewick Fen Laundry",
    "Tumblestone Garage",
];
