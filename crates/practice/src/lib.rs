//! Invented clients for the practice office, for tests and for measuring. No I/O and no clock:
//! a person is computed from a seed and a number whenever asked for, so a hundred thousand
//! clients cost nothing until they are looked at.
//!
//! The same seed, day and number give the same person in every release: people in practice
//! offices are remembered by those who practise with them, and tests name them. Lists may not
//! be reordered or extended in place, and a new field takes a `Purpose` of its own; one test
//! holds a few people by name.

mod bank;
mod companies;
mod credit;
mod dice;
mod identity;
mod names;
mod notes;
mod papers;
mod person;
mod places;
mod reserved;
mod tasks;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, Utc};

pub use bank::{AccountKind, Bank, BankAccount, BankCustomer, BankEntry, BankHolder};
pub use companies::{Company, companies};
pub use credit::{Fault, Item, ItemStatus, Snapshot};
use dice::{Dice, Purpose, mix};
pub use identity::{Question, questions};
pub use names::Name;
pub use notes::Note;
pub use papers::Paper;
pub use person::{Person, Ssn};
pub use places::Address;
use places::Town;
pub use tasks::{Purchase, Task, TaskStatus};

const SOURCES: &[&str] = &[
    "Referral", "Referral", "Web", "Web", "Phone", "Walk-in", "Partner",
];
const LANGUAGES: &[&str] = &["English", "English", "English", "English", "Spanish"];

/// A firm's worth of invented people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Practice {
    seed: u64,
    as_of: NaiveDate,
}

impl Practice {
    /// People for a seed, as they stand on a day: nobody was taken on or changed after it.
    #[must_use]
    pub fn new(seed: u64, as_of: NaiveDate) -> Self {
        Self { seed, as_of }
    }

    /// The person with a number, from 0. Numbers 2k and 2k + 1 may share a home and a file.
    #[must_use]
    pub fn client(&self, number: u64) -> Person {
        let mut household = Dice::new(self.seed, number / 2, Purpose::Household);
        let joint = household.chance(8);
        let home = if joint { number / 2 * 2 } else { number };

        let family = names::family(&mut self.dice(home, Purpose::Family));
        let name = Name::draw(&mut self.dice(number, Purpose::Name), family);

        let mut there = self.dice(home, Purpose::Address);
        let town = Town::draw(&mut there);
        let address = Address::draw(&mut there, town);
        let home_phone = there
            .chance(45)
            .then(|| reserved::phone(&mut there, town.area_code));

        let mut before = self.dice(home, Purpose::PreviousAddress);
        let previous_address = before.chance(35).then(|| {
            let town = if before.chance(60) {
                town
            } else {
                Town::draw(&mut before)
            };
            Address::draw(&mut before, town)
        });

        let mut reach = self.dice(number, Purpose::Reach);
        let mobile_phone = reserved::phone(&mut reach, town.area_code);
        let phone = reach
            .chance(30)
            .then(|| reserved::phone(&mut reach, town.area_code));
        let email = reserved::email(&mut reach, &name, number);
        let email = (!reach.chance(3)).then_some(email);

        let dates = self.dates(number);
        let mut crm = self.dice(number, Purpose::Crm);
        Person {
            number,
            name,
            email,
            mobile_phone,
            phone,
            home_phone,
            ssn: reserved::ssn(self.seed, number),
            born: dates.born,
            address,
            previous_address,
            taken_on: dates.taken_on,
            changed_at: dates.changed_at,
            client_key: format!("{:016x}", mix(mix(self.seed) ^ number)),
            crm_id: format!("003RD{number:010}AAA"),
            crm_number: 7_000_001 + number as i64,
            joint_with: joint.then_some(number ^ 1),
            lead_source: crm.one_of(SOURCES),
            language: crm.one_of(LANGUAGES),
        }
    }

    fn dice(&self, number: u64, purpose: Purpose) -> Dice {
        Dice::new(self.seed, number, purpose)
    }

    fn dates(&self, number: u64) -> Dates {
        let mut dice = self.dice(number, Purpose::Dates);
        let today = self.as_of.and_time(NaiveTime::MIN).and_utc();
        // The square of a throw: more clients are new, and more files were touched of late.
        let recent = |dice: &mut Dice, span: u64| {
            let throw = dice.below(span);
            throw * throw / span
        };
        let minutes = 1 + recent(&mut dice, 4 * 365 * 24 * 60);
        let taken_on = today - Duration::minutes(minutes as i64);
        let changed_at = today - Duration::seconds(recent(&mut dice, minutes * 60) as i64);
        // At least 18 when taken on: 6,575 days hold 18 years with any number of leap days.
        let age = Days::new(6_575 + dice.below(62 * 365));
        Dates {
            born: taken_on.date_naive() - age,
            taken_on,
            changed_at,
        }
    }
}

struct Dates {
    born: NaiveDate,
    taken_on: DateTime<Utc>,
    changed_at: DateTime<Utc>,
}
