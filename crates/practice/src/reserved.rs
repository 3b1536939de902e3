//! Numbers and addresses that are set aside so that nobody can have them: Social Security
//! numbers (20 CFR 422.103, never issued areas), phones (555-0100 to 555-0199), mail (RFC 2606).

use crate::{
    dice::{Dice, mix},
    names::{Name, plain},
    person::Ssn,
};

const DOMAINS: &[&str] = &["example.com", "example.net", "example.org"];

/// Groups 01 to 49: from 50 up, numbers beginning with 9 are handed out as taxpayer numbers.
const GROUPS: u64 = 49;
const SERIALS: u64 = 9_999;
/// Areas 000, 666 and 900 to 999.
const AREAS: u64 = 102;
const SSNS: u64 = AREAS * GROUPS * SERIALS;
/// Shares no factor with `SSNS` (2·3·17 × 7² × 3²·11·101), so that steps of it meet every number once.
const STEP: u64 = 31_415_927;

/// The SSN of a person: different for each of the first 49,975,002 numbers.
pub(crate) fn ssn(seed: u64, number: u64) -> Ssn {
    let start = mix(seed) % SSNS;
    let place = (start + (number % SSNS) * STEP) % SSNS;
    let (place, serial) = (place / SERIALS, place % SERIALS + 1);
    let (area, group) = (place / GROUPS, place % GROUPS + 1);
    let area = match area {
        0 => 0,
        1 => 666,
        other => 898 + other,
    };
    Ssn {
        area: area as u16,
        group: group as u16,
        serial: serial as u16,
    }
}

/// A phone in a town's area.
pub(crate) fn phone(dice: &mut Dice, area_code: &str) -> String {
    format!("({area_code}) 555-01{:02}", dice.below(100))
}

/// An e-mail address that ends in the person's number, so that no two are the same.
pub(crate) fn email(dice: &mut Dice, name: &Name, number: u64) -> String {
    let (first, last) = (plain(&name.first), plain(&name.last));
    let who = match dice.below(3) {
        0 => format!("{first}.{last}"),
        1 => format!("{}{last}", &first[..1]),
        _ => format!("{first}_{}", &last[..1]),
    };
    format!("{who}{}@{}", number + 1, dice.one_of(DOMAINS))
}
