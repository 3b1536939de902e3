//! Who holds accounts at the invented banks: people in India who do not exist, with numbers that
//! are never given out.

use chrono::{Days, NaiveDate};

use crate::dice::Dice;

/// A holder of accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankHolder {
    /// The whole name.
    pub name: String,
    /// Date of birth.
    pub born: NaiveDate,
    /// The number for taxes (PAN). Its fourth letter says who somebody is; X is nobody.
    pub pan: String,
    /// E-mail address at a reserved domain.
    pub email: String,
    /// Mobile number. No mobile number in India begins with 1.
    pub mobile: String,
    /// Where the person lives. No postal code in India begins with 0.
    pub address: String,
    /// Whether somebody is named to inherit the accounts.
    pub has_nominee: bool,
    /// Whether the central register knows the person.
    pub is_registered: bool,
}

impl BankHolder {
    pub(super) fn draw(dice: &mut Dice, today: NaiveDate) -> Self {
        let (first, last) = (dice.one_of(GIVEN), dice.one_of(FAMILY));
        let number = dice.below(10_000);
        let letter = |dice: &mut Dice| char::from(b'A' + dice.below(26) as u8);
        let pan: String = [letter(dice), letter(dice), letter(dice), 'X', letter(dice)]
            .into_iter()
            .collect();
        // From 21 years, of 365 days and some, to 64.
        let age = Days::new(7_671 + dice.below(43 * 365));
        Self {
            name: format!("{first} {last}"),
            born: today - age,
            pan: format!("{pan}{number:04}{}", letter(dice)),
            email: format!(
                "{}.{}{number}@example.com",
                first.to_lowercase(),
                last.to_lowercase()
            ),
            mobile: format!("1{:09}", dice.below(1_000_000_000)),
            address: format!(
                "{} {} Marg, {} {:06}",
                1 + dice.below(240),
                dice.one_of(STREETS),
                dice.one_of(TOWNS),
                dice.below(100_000)
            ),
            has_nominee: dice.chance(75),
            is_registered: dice.chance(90),
        }
    }
}

#[rustfmt::skip]
const GIVEN: &[&str] = &[
    "Aarav", "Aditi", "Ananya", "Arjun", "Asha", "Bhavna", "Chitra", "Deepak", "Divya", "Farhan",
    "Gauri", "Harish", "Imran", "Ishaan", "Jyoti", "Kabir", "Kavya", "Lakshmi", "Manoj", "Meera",
    "Nikhil", "Noor", "Pooja", "Prakash", "Priya", "Rahul", "Ravi", "Rohan", "Sana", "Sanjay",
    "Shreya", "Sunita", "Tanvi", "Uday", "Vidya", "Vikram", "Yash", "Zoya",
];

#[rustfmt::skip]
const FAMILY: &[&str] = &[
    "Agarwal", "Bhatt", "Chatterjee", "Chauhan", "Das", "Desai", "Fernandes", "Ghosh", "Gupta",
    "Iyer", "Jain", "Joshi", "Kapoor", "Khan", "Kulkarni", "Kumar", "Malhotra", "Menon", "Mishra",
    "Naidu", "Nair", "Patel", "Pillai", "Rao", "Reddy", "Saxena", "Shah", "Sharma", "Shetty",
    "Singh", "Sinha", "Thomas", "Varma", "Yadav",
];

const STREETS: &[&str] = &[
    "Amberquill",
    "Cindermoss",
    "Eldermoor",
    "Hollowfen",
    "Juniperfall",
    "Lanternmoss",
    "Saffronloft",
    "Thimblewood",
];

/// Towns that do not exist.
pub(super) const TOWNS: &[&str] = &[
    "Umberpur",
    "Kestrelgarh",
    "Saffronabad",
    "Lanternagar",
    "Mottlepalli",
];
