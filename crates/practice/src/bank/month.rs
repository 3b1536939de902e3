//! A month in the life of the accounts: what comes in, what has to be paid, what is bought, what
//! comes back for lack of money.

use chrono::{DateTime, Duration, NaiveTime, Utc};

use super::{AccountKind, BankAccount, BankEntry, RUPEE, day, holder::TOWNS};
use crate::dice::Dice;

/// What the bank takes when a payment comes back, with tax: 250 and 18 percent.
const RETURN_CHARGE: i64 = 295 * RUPEE;
/// What it takes when a cheque comes back, with tax: 100 and 18 percent.
const CHEQUE_CHARGE: i64 = 118 * RUPEE;
/// What it takes a quarter for messages, with tax: 15 and 18 percent.
const MESSAGE_CHARGE: i64 = 1_770;

const EMPLOYERS: &[&str] = &[
    "BRACKENLOFT SOFTWARE",
    "DAPPLETHORN MILLS",
    "FENNELWISP EXPORTS",
    "OTTERWHISTLE LOGISTICS",
    "QUILLFEATHER PRESS",
    "VESPERWICK HOSPITALS",
];
const LENDERS: &[&str] = &[
    "AMBERQUILL FINANCE",
    "INKBERRY HOUSING FIN",
    "PEPPERLARK MOTORS FIN",
    "YARROWQUICK CREDIT",
];
const LANDLORDS: &[&str] = &["A MEHRA", "K VENKAT", "R DSOUZA", "S BANO"];
const SHOPS: &[&str] = &[
    "GOSSAMER SAREES",
    "INKBERRY BOOKS",
    "JUNIPERFALL KIRANA",
    "LADLE TIFFIN HOUSE",
    "NIMBLE RECHARGE",
    "PADDLE FUELS",
    "RIDDLE PHARMACY",
    "THISTLE SWEETS",
    "WANDER CABS",
];

/// How a person lives. Amounts are a month's.
pub(super) struct Habits {
    salary: i64,
    employer: &'static str,
    rent: i64,
    landlord: &'static str,
    loan: Option<(i64, &'static str)>,
    saved: i64,
    moved: i64,
    /// How much of the salary is spent in shops, in percent.
    spent: i64,
}

/// Something that is to happen.
enum Wish {
    Salary,
    Rent,
    Instalment,
    Save,
    Move,
    Buy { rupees: i64, shop: &'static str },
    Withdraw { rupees: i64, town: &'static str },
    Deposit { rupees: i64, cheque: i64 },
    Return { rupees: i64, cheque: i64 },
    Interest,
    Messages,
}

impl Habits {
    pub(super) fn draw(dice: &mut Dice) -> Self {
        let salary = dice.between(280, 1_400) * 100;
        let share = |dice: &mut Dice, low, high| salary * dice.between(low, high) / 100;
        let rent = share(dice, 18, 32) / 500 * 500;
        let instalment = share(dice, 10, 28);
        let lender = dice.one_of(LENDERS);
        Self {
            salary: salary * RUPEE,
            employer: dice.one_of(EMPLOYERS),
            rent: rent * RUPEE,
            landlord: dice.one_of(LANDLORDS),
            loan: dice.chance(65).then_some((instalment * RUPEE, lender)),
            saved: dice.between(1, 5) * 1_000 * RUPEE,
            moved: dice.between(2, 8) * 1_000 * RUPEE,
            spent: dice.between(30, 75),
        }
    }

    /// What a month brings to the accounts.
    pub(super) fn spend(&self, dice: &mut Dice, month: i32, accounts: &mut [BankAccount]) {
        let mut wishes = self.wishes(dice, month);
        // Those of one minute stay in the order in which they were made.
        wishes.sort_by_key(|(at, _)| *at);
        for (number, (at, wish)) in wishes.into_iter().enumerate() {
            let reference = format!("{month:05}{number:03}{:04}", dice.below(10_000));
            let mut till = Till {
                accounts: &mut *accounts,
                at,
                reference,
            };
            self.fulfil(wish, &mut till);
        }
    }

    fn wishes(&self, dice: &mut Dice, month: i32) -> Vec<(DateTime<Utc>, Wish)> {
        let mut wishes = Vec::new();
        let mut wish = |dice: &mut Dice, on: i64, wish: Wish| {
            // Between half past two in the night and three in the afternoon UTC: a day in India.
            let minutes = Duration::minutes(dice.between(150, 900));
            let midnight = day(month, on as u32).and_time(NaiveTime::MIN).and_utc();
            wishes.push((midnight + minutes, wish));
        };
        // One month in twelve the salary is late, and payments come back.
        let late = dice.chance(8);
        wish(dice, if late { 12 } else { 1 }, Wish::Salary);
        wish(dice, 3, Wish::Rent);
        wish(dice, 5, Wish::Instalment);
        wish(dice, 8, Wish::Save);
        wish(dice, 10, Wish::Move);
        let times = dice.between(7, 14);
        let each = self.salary / RUPEE * self.spent / 100 / times;
        for _ in 0..times {
            let (on, part) = (dice.between(1, 28), dice.between(20, 180));
            let (rupees, shop) = ((each * part / 100).max(20), dice.one_of(SHOPS));
            wish(dice, on, Wish::Buy { rupees, shop });
        }
        for _ in 0..dice.between(1, 2) {
            let (on, rupees) = (dice.between(2, 28), dice.between(1, 8) * 500);
            let town = dice.one_of(TOWNS);
            wish(dice, on, Wish::Withdraw { rupees, town });
        }
        if dice.chance(14) {
            let (on, cheque) = (dice.between(6, 24), dice.between(100_000, 999_999));
            let rupees = dice.between(15, 120) * 100;
            wish(dice, on, Wish::Deposit { rupees, cheque });
            if dice.chance(40) {
                wish(dice, on + 2, Wish::Return { rupees, cheque });
            }
        }
        if month.rem_euclid(3) == 2 {
            wish(dice, 27, Wish::Messages);
            wish(dice, 28, Wish::Interest);
        }
        wishes
    }

    fn fulfil(&self, wish: Wish, till: &mut Till<'_>) {
        match wish {
            Wish::Salary => {
                till.credit(
                    0,
                    self.salary,
                    "FT",
                    format!("NEFT SALARY {}", self.employer),
                );
            }
            Wish::Rent => {
                till.debit(0, self.rent, "UPI", format!("UPI RENT {}", self.landlord));
            }
            Wish::Instalment => {
                if let Some((amount, lender)) = self.loan
                    && !till.debit(0, amount, "OTHERS", format!("NACH EMI {lender}"))
                {
                    let charge = RETURN_CHARGE.min(till.accounts[0].balance());
                    till.debit(0, charge, "OTHERS", format!("NACH RTN CHGS {lender}"));
                }
            }
            Wish::Save => till.own(AccountKind::RecurringDeposit, self.saved, "RD INSTALMENT"),
            Wish::Move => {
                till.own(AccountKind::Savings, self.moved, "IMPS OWN ACCOUNT");
                till.own(AccountKind::Current, self.moved, "IMPS OWN ACCOUNT");
            }
            Wish::Buy { rupees, shop } => {
                till.debit(0, rupees * RUPEE, "UPI", format!("UPI {shop}"));
            }
            Wish::Withdraw { rupees, town } => {
                let town = town.to_uppercase();
                till.debit(0, rupees * RUPEE, "ATM", format!("ATM CASH WDL {town}"));
            }
            Wish::Deposit { rupees, cheque } => {
                till.credit(0, rupees * RUPEE, "OTHERS", format!("CHQ DEP {cheque} CLG"));
            }
            Wish::Return { rupees, cheque } => {
                let text = format!("CHQ RTN {cheque} FUNDS INSUFFICIENT");
                if till.debit(0, rupees * RUPEE, "OTHERS", text) {
                    till.debit(0, CHEQUE_CHARGE, "OTHERS", format!("CHQ RTN CHGS {cheque}"));
                }
            }
            Wish::Messages => {
                till.debit(0, MESSAGE_CHARGE, "OTHERS", "SMS CHGS".to_owned());
            }
            Wish::Interest => till.interest(),
        }
    }
}

/// The accounts at the moment of something that happens.
struct Till<'a> {
    accounts: &'a mut [BankAccount],
    at: DateTime<Utc>,
    reference: String,
}

impl Till<'_> {
    fn credit(&mut self, place: usize, amount: i64, mode: &'static str, narration: String) {
        if amount > 0 {
            let balance = self.accounts[place].balance() + amount;
            self.enter(place, (true, amount, balance), mode, narration);
        }
    }

    /// Whether there was money for it.
    fn debit(&mut self, place: usize, amount: i64, mode: &'static str, narration: String) -> bool {
        let balance = self.accounts[place].balance() - amount;
        let done = amount > 0 && balance >= 0;
        if done {
            self.enter(place, (false, amount, balance), mode, narration);
        }
        done
    }

    fn enter(
        &mut self,
        place: usize,
        (is_credit, amount, balance): (bool, i64, i64),
        mode: &'static str,
        narration: String,
    ) {
        self.accounts[place].entries.push(BankEntry {
            at: self.at,
            is_credit,
            amount,
            mode,
            narration,
            balance,
            reference: self.reference.clone(),
        });
    }

    /// Moves money from the account for every day to one of another kind, if there is one.
    fn own(&mut self, to: AccountKind, amount: i64, what: &str) {
        let mut places = 1..self.accounts.len();
        let Some(place) = places.find(|place| self.accounts[*place].kind == to) else {
            return;
        };
        let (from, into) = (
            self.accounts[0].masked.clone(),
            self.accounts[place].masked.clone(),
        );
        if self.debit(0, amount, "FT", format!("{what} {into}")) {
            self.credit(place, amount, "FT", format!("{what} {from}"));
        }
    }

    /// A quarter's interest: 3 percent a year for every day, 6 for what is put away.
    fn interest(&mut self) {
        for place in 0..self.accounts.len() {
            let account = &self.accounts[place];
            let (percent, narration) = match account.kind {
                AccountKind::Savings => (3, "INT PD"),
                AccountKind::Current => continue,
                AccountKind::TermDeposit => (6, "FD INT PD"),
                AccountKind::RecurringDeposit => (6, "RD INT PD"),
            };
            let amount = account.balance() * percent / 400;
            self.credit(place, amount, "OTHERS", narration.to_owned());
        }
    }
}
