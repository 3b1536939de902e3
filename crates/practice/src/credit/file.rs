//! A client's file: all accounts, the bankruptcy, and the faults put into it.

use chrono::Months;
use reports::{Bureau, Tradeline};

use super::{
    account::{Account, Bankruptcy, BankruptcyEnd, Fate},
    faults::{Fault, Row},
    maker::Maker,
    month::Month,
    sets::Plan,
    shapes::Shape,
    view::View,
};
use crate::{
    Practice,
    dice::{Dice, Purpose},
};

/// Accounts in a file: at least, and how many more at most.
const LEAST: u64 = 13;
const MORE: u64 = 29;

/// All that is true of a client's credit, and what is wrong in the reports of it.
pub(super) struct File {
    pub(super) number: u64,
    pub(super) plans: Vec<Plan>,
    pub(super) accounts: Vec<Account>,
    pub(super) bankruptcy: Option<Bankruptcy>,
    pub(super) flaws: Vec<Flaw>,
}

/// A fault at its place.
pub(super) struct Flaw {
    pub(super) fault: Fault,
    pub(super) bureau: Bureau,
    /// The places of the accounts made for it: the first one first.
    pub(super) accounts: std::ops::Range<usize>,
}

impl Practice {
    pub(super) fn file(&self, number: u64) -> File {
        let plans = self.plans(number);
        let dates = plans.iter().map(|plan| plan.snapshot.report_date);
        let (first, last) = (dates.clone().min(), dates.max());
        let (first, last) = (first.unwrap_or(self.as_of), last.unwrap_or(self.as_of));
        let (first, last) = (Month::of(first), Month::of(last));
        let of_age = last - Month::of(self.dates(number).born + Months::new(18 * 12));
        let sets = plans.last().map_or(1, |plan| plan.set + 1);

        let rows = Fault::draw(&mut self.dice(number, Purpose::Faults), sets, of_age);
        let mut dice = self.dice(number, Purpose::File);
        let wanted = (LEAST + dice.below(MORE).min(dice.below(MORE) + 4)) as usize;
        let forced = rows
            .iter()
            .any(|row| row.shape.is_some_and(|shape| shape.1 == Fate::Bankrupt));
        let bankruptcy = bankruptcy(&mut dice, forced, first, last, of_age);

        let mut file = File {
            number,
            plans,
            accounts: Vec::new(),
            bankruptcy,
            flaws: Vec::new(),
        };
        let mut maker = Maker {
            dice: Dice::of(self.seed, number, 0, Purpose::Account),
            first,
            last,
            of_age,
            bankruptcy,
            steady: true,
        };
        let add = |file: &mut File, maker: &mut Maker, shape: Shape| {
            maker.dice = Dice::of(
                self.seed,
                number,
                file.accounts.len() as u64,
                Purpose::Account,
            );
            for mut account in maker.make(shape) {
                account.place = file.accounts.len();
                file.accounts.push(account);
            }
        };
        for row in rows {
            let from = file.accounts.len();
            let Some(bureau) = file.bureau_for(&mut dice, row) else {
                continue;
            };
            if let Some(shape) = row.shape {
                add(&mut file, &mut maker, shape);
            }
            let accounts = from..file.accounts.len();
            file.flaws.push(Flaw {
                fault: row.fault,
                bureau,
                accounts,
            });
        }
        maker.steady = false;
        let recent = bankruptcy.is_some_and(|case| last - Month::of(case.petition) < 80);
        let included = if recent { 2 + dice.below(3) } else { 0 };
        for _ in 0..included {
            let shape = Shape::bankrupt(&mut dice);
            add(&mut file, &mut maker, shape);
        }
        while file.accounts.len() < wanted {
            let shape = Shape::draw(&mut dice, of_age);
            add(&mut file, &mut maker, shape);
        }
        file
    }
}

/// The client's bankruptcy, for one in eleven and for those with a fault about one.
fn bankruptcy(
    dice: &mut Dice,
    forced: bool,
    first: Month,
    last: Month,
    of_age: i32,
) -> Option<Bankruptcy> {
    let natural = dice.chance(9) && of_age > 140;
    let (thirteen, ago, day) = (
        dice.chance(35),
        dice.between(2, 78),
        dice.between(1, 4) as u32,
    );
    let (soon, outcome) = (dice.between(3, 9) as i32, dice.below(100));
    if forced {
        let petition = first - 14 - ago as i32 / 3;
        return Some(Bankruptcy {
            chapter: 7,
            petition: petition.day(day),
            end: BankruptcyEnd::Discharged((petition + 4).day(day)),
        });
    }
    if !natural {
        return None;
    }
    let petition = last - ago as i32;
    let (after, end): (i32, fn(_) -> _) = match (thirteen, outcome) {
        (_, 0..12) => (soon * 2, BankruptcyEnd::Dismissed),
        (_, 12..20) => (soon, BankruptcyEnd::Withdrawn),
        (false, _) => (4, BankruptcyEnd::Discharged),
        (true, _) => (36 + soon, BankruptcyEnd::Discharged),
    };
    let over = petition + after;
    Some(Bankruptcy {
        chapter: if thirteen { 13 } else { 7 },
        petition: petition.day(day),
        end: if over <= last {
            end(over.day(day))
        } else {
            BankruptcyEnd::Pending
        },
    })
}

impl File {
    /// One of the bureaus with as many reports as the fault needs to be seen.
    fn bureau_for(&self, dice: &mut Dice, row: &Row) -> Option<Bureau> {
        let seen = |bureau: &Bureau| self.of(*bureau).count() >= row.sets;
        let bureaus: Vec<Bureau> = Bureau::ALL.into_iter().filter(seen).collect();
        (!bureaus.is_empty()).then(|| dice.one_of(&bureaus))
    }

    fn of(&self, bureau: Bureau) -> impl DoubleEndedIterator<Item = &Plan> {
        self.plans
            .iter()
            .filter(move |plan| plan.snapshot.bureau == bureau)
    }

    /// The report of a bureau before its last one, and the last one.
    pub(super) fn last_two(&self, bureau: Bureau) -> (Option<&Plan>, Option<&Plan>) {
        let mut plans = self.of(bureau).rev();
        let last = plans.next();
        (plans.next(), last)
    }

    /// What a report says of an account; `None` where it does not have it.
    pub(super) fn line(
        &self,
        practice: &Practice,
        plan: &Plan,
        account: &Account,
    ) -> Option<Tradeline> {
        let view = self.view(practice, plan, account);
        let standing = view.standing(account)?;
        let Some(flaw) = self.flaw(account) else {
            return Some(view.tradeline(account, &standing));
        };
        if flaw.hides(self, plan, account) {
            return None;
        }
        let standing = flaw
            .standing(self, plan, account, &view)
            .unwrap_or(standing);
        let mut line = view.tradeline(account, &standing);
        flaw.spoil(&mut line, self, plan, account);
        Some(line)
    }

    /// Whether a report has an account.
    pub(super) fn shows(&self, practice: &Practice, plan: &Plan, account: &Account) -> bool {
        let standing = self.view(practice, plan, account).standing(account);
        let flaw = self.flaw(account);
        standing.is_some() && !flaw.is_some_and(|flaw| flaw.hides(self, plan, account))
    }

    fn view<'a>(&self, practice: &Practice, plan: &'a Plan, account: &Account) -> View<'a> {
        let sets = self.plans.last().map_or(1, |plan| plan.set + 1);
        let bureau = plan.snapshot.bureau;
        View {
            number: self.number,
            plan,
            facet: practice.facet(self.number, account, bureau),
            course: practice.course(self.number, account, bureau, sets),
        }
    }

    fn flaw(&self, account: &Account) -> Option<&Flaw> {
        let mut flaws = self.flaws.iter();
        flaws.find(|flaw| flaw.accounts.contains(&account.place))
    }
}
