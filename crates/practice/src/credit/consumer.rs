//! Whom a bureau takes the client for: names, SSNs, addresses, phones, employers. Each bureau
//! has its own spellings, the same in all of its reports.

use chrono::{Datelike, Days, NaiveDate};
use reports::{Address, Bureau, Consumer, Employer, PartialDate, PersonName};

use super::{faults::Fault, file::File, sets::Plan};
use crate::{
    Person, Practice,
    dice::{Dice, Purpose},
    names, places,
};

/// Employers that do not exist.
const EMPLOYERS: &[&str] = &[
    "Wickerfen Logistics",
    "Umberline Packaging",
    "Thistlegate School District",
    "Pinfold Dental Group",
    "Ravelmoor Freight",
    "Lanternhouse Diner",
    "Ashquill Staffing",
    "Saltmarsh Textile Mill",
    "Quarrystep Builders",
    "Fernhatch Home Care",
    "Kettlebrook Grocers",
    "Vesperline Call Center",
];

impl Practice {
    pub(super) fn consumer(&self, file: &File, plan: &Plan) -> Consumer {
        let person = self.client(file.number);
        let bureau = plan.snapshot.bureau;
        let mut shared = self.dice(file.number, Purpose::Identity);
        let place = bureau.index() as u64;
        let mut own = Dice::of(self.seed, file.number, place, Purpose::Identity);
        let employers = employers(&mut shared, &mut own, person.taken_on.date_naive());
        let mut consumer = Consumer {
            names: spellings(&person, &mut own),
            ssn: (!own.chance(4)).then(|| format!("XXX-XX-{:04}", person.ssn.serial)),
            other_ssns: Vec::new(),
            born: Some(born(&person, bureau)),
            addresses: addresses(&person, &mut shared, &mut own),
            phones: phones(&person, &mut own),
            employers,
        };
        for flaw in file.flaws.iter().filter(|flaw| flaw.bureau == bureau) {
            misidentify(flaw.fault, &mut consumer, &person, &mut own);
        }
        consumer
    }
}

/// The name in the bureau's spellings.
fn spellings(person: &Person, dice: &mut Dice) -> Vec<PersonName> {
    let name = &person.name;
    let whole = PersonName {
        first: name.first.clone(),
        middle: name.middle.clone(),
        last: name.last.clone(),
        suffix: name.suffix.trim_end_matches('.').to_owned(),
    };
    let mut present = whole.clone();
    match dice.below(6) {
        0 => present.middle = String::new(),
        1 => present.middle = present.middle.chars().take(1).collect(),
        2 => present.suffix = String::new(),
        _ => {}
    }
    let mut names = vec![present];
    if dice.chance(14) {
        let last = misspelt(&whole.last, dice);
        names.push(PersonName {
            last,
            ..whole.clone()
        });
    }
    if dice.chance(8) {
        let first = whole.first.chars().take(1).collect();
        names.push(PersonName {
            first,
            middle: String::new(),
            ..whole
        });
    }
    names
}

/// Two letters change places, or one is left out.
fn misspelt(name: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    if letters.len() < 4 {
        return name.to_owned() + "s";
    }
    let place = 1 + dice.below(letters.len() as u64 - 2) as usize;
    if letters[place] == letters[place + 1] || dice.chance(50) {
        letters.remove(place);
    } else {
        letters.swap(place, place + 1);
    }
    letters.into_iter().collect()
}

/// Experian prints the year and month only.
fn born(person: &Person, bureau: Bureau) -> PartialDate {
    let day = PartialDate::day(person.born);
    let month = PartialDate::month(person.born.year(), person.born.month());
    month.filter(|_| bureau == Bureau::Experian).unwrap_or(day)
}

fn addresses(person: &Person, shared: &mut Dice, own: &mut Dice) -> Vec<Address> {
    let since = person.taken_on.date_naive() - Days::new(200 + shared.below(1_500));
    let present = printed(&person.address, Some(since));
    let previous = person.previous_address.as_ref();
    let previous = previous.map(|address| printed(address, Some(since - Days::new(900))));
    let mut all = vec![present];
    all.extend(previous.filter(|_| own.chance(80)));
    if own.chance(16) {
        // From a time of which the firm knows nothing.
        let town = places::Town::draw(shared);
        let old = places::Address::draw(shared, town);
        all.push(printed(&old, Some(since - Days::new(2_600))));
    }
    all
}

fn printed(address: &places::Address, since: Option<NaiveDate>) -> Address {
    Address {
        street: address.street.clone(),
        city: address.city.clone(),
        state: address.state.clone(),
        zip: address.zip.clone(),
        reported_on: since.and_then(|day| PartialDate::month(day.year(), day.month())),
    }
}

fn phones(person: &Person, dice: &mut Dice) -> Vec<String> {
    let all = [
        Some(&person.mobile_phone),
        person.home_phone.as_ref(),
        person.phone.as_ref(),
    ];
    let known = all.into_iter().flatten().filter(|_| dice.chance(60));
    known.cloned().collect()
}

fn employers(shared: &mut Dice, own: &mut Dice, day: NaiveDate) -> Vec<Employer> {
    let count = shared.below(3);
    let start = shared.below(EMPLOYERS.len() as u64) as usize;
    let employer = |nth: u64| {
        let name = EMPLOYERS[(start + nth as usize) % EMPLOYERS.len()];
        let heard = day - Days::new(300 + nth * 800);
        own.chance(70).then(|| Employer {
            name: name.to_owned(),
            reported_on: PartialDate::month(heard.year(), heard.month()),
        })
    };
    (0..count).filter_map(employer).collect()
}

/// A fault in whom the bureau takes the client for.
fn misidentify(fault: Fault, consumer: &mut Consumer, person: &Person, dice: &mut Dice) {
    match fault {
        Fault::OtherName => {
            let mut name = consumer.names.first().cloned().unwrap_or_default();
            while name.last == person.name.last {
                name.last = names::family(dice);
            }
            consumer.names.push(name);
        }
        Fault::OtherSsn => {
            let serial = (person.ssn.serial + 1 + dice.below(9_000) as u16) % 10_000;
            consumer.other_ssns.push(format!("XXX-XX-{serial:04}"));
        }
        Fault::OtherBirth => {
            let other = person.born - Days::new(370 + dice.below(3_000));
            consumer.born = Some(PartialDate::day(other));
        }
        Fault::OtherAddress => {
            let town = places::Town::draw(dice);
            let address = places::Address::draw(dice, town);
            consumer.addresses.push(printed(&address, None));
        }
        _ => {}
    }
}
