//! What is to be done about an invented client, and what was: the welcome call that everybody
//! gets, and a few things that came up since. And what the client bought.

#[cfg(test)]
mod tests;

use chrono::{DateTime, Duration, NaiveTime, Utc};

use crate::{
    Practice,
    dice::{Dice, Purpose},
    person::Person,
};

/// The most things that came up.
const MOST: u64 = 3;

/// Something that is to be done, or was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// What is to be done, in a line.
    pub name: String,
    /// What it is about, in a sentence or two.
    pub description: String,
    /// By when.
    pub due_at: DateTime<Utc>,
    /// How it stands.
    pub status: TaskStatus,
    /// When it was set: on or after the day the client was taken on, before `as_of`.
    pub set_at: DateTime<Utc>,
    /// When it was changed last; for most, when it was set or done.
    pub changed_at: DateTime<Utc>,
    /// Whether it is the welcome call.
    pub is_welcome: bool,
}

/// How a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskStatus {
    /// Nobody has begun.
    Open,
    /// Somebody has begun.
    InProgress,
    /// Done.
    Completed,
}

/// What a client bought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purchase {
    /// The firm's code for it: `REVIEW`, `DISPUTES`, `DISPUTES-2` or `IDENTITY`.
    pub product: &'static str,
    /// What is paid once, in cents.
    pub initial_fee: i64,
    /// What is paid a month, in cents.
    pub charged_monthly: i64,
    /// When it was bought: on or after the day the client was taken on, before `as_of`.
    pub bought_at: DateTime<Utc>,
}

impl Practice {
    /// The tasks about a client by number, from 0, in the order in which they were set: the
    /// welcome call and none to three more. Cheap: only the client is computed.
    #[must_use]
    pub fn tasks(&self, number: u64) -> Vec<Task> {
        let mut dice = self.dice(number, Purpose::Tasks);
        let person = self.client(number);
        let mut tasks = vec![self.welcome(&mut dice, &person)];
        let mut patterns = PATTERNS.to_vec();
        for _ in 0..dice.below(MOST + 1) {
            let place = dice.below(patterns.len() as u64) as usize;
            let (name, description) = patterns.remove(place);
            let set_at = self.moment(&mut dice, person.taken_on);
            let due_at = evening(set_at + Duration::days(dice.between(2, 21)));
            tasks.push(self.task(&mut dice, &person, (name, description), [set_at, due_at]));
        }
        tasks[1..].sort_by_key(|task| task.set_at);
        tasks
    }

    /// What a client by number, from 0, bought: one thing, or two.
    #[must_use]
    pub fn purchases(&self, number: u64) -> Vec<Purchase> {
        let mut dice = self.dice(number, Purpose::Purchases);
        let person = self.client(number);
        // In dollars: at first, and each month.
        let each = |product, fees: [i64; 2]| (product, fees.map(|dollars| dollars * 100));
        let once = |product, dollars| each(product, [dollars, 0]);
        let disputes = match person.joint_with {
            Some(_) => each("DISPUTES-2", [149, 129]),
            None => each("DISPUTES", [99, 89]),
        };
        let bought = match dice.below(100) {
            0..12 => vec![once("REVIEW", 49)],
            12..24 => vec![once("REVIEW", 49), disputes],
            24..32 => vec![once("IDENTITY", 199), disputes],
            32..38 => vec![once("IDENTITY", 199)],
            _ => vec![disputes],
        };
        let mut from = person.taken_on;
        let purchase = |(product, [initial_fee, charged_monthly]): (&'static str, [i64; 2])| {
            let bought_at = from;
            from = self.moment(&mut dice, from);
            Purchase {
                product,
                initial_fee,
                charged_monthly,
                bought_at,
            }
        };
        bought.into_iter().map(purchase).collect()
    }

    fn welcome(&self, dice: &mut Dice, person: &Person) -> Task {
        let due_at = evening(person.taken_on + Duration::days(2));
        let times = [person.taken_on, due_at];
        Task {
            is_welcome: true,
            ..self.task(dice, person, WELCOME, times)
        }
    }

    /// A task that was set then and is due then; most of those that were due are done.
    fn task(
        &self,
        dice: &mut Dice,
        person: &Person,
        (name, description): (&str, &str),
        [set_at, due_at]: [DateTime<Utc>; 2],
    ) -> Task {
        let end = self.end();
        let (is_over, is_done) = (due_at < end, dice.chance(85));
        let (is_begun, is_early) = (dice.chance(20), dice.below(48));
        let (status, changed_at) = match (is_over && is_done, is_begun) {
            (true, _) => {
                let done_at = due_at - Duration::hours(is_early as i64);
                (TaskStatus::Completed, done_at.max(set_at))
            }
            (false, true) => (TaskStatus::InProgress, self.moment(dice, set_at)),
            (false, false) => (TaskStatus::Open, set_at),
        };
        let bureau = dice.one_of(BUREAUS);
        let fill = |pattern: &str| {
            let text = pattern.replace("{first}", &person.name.first);
            let text = text.replace("{city}", &person.address.city);
            text.replace("{bureau}", bureau)
        };
        Task {
            name: fill(name),
            description: fill(description),
            due_at,
            status,
            set_at,
            changed_at,
            is_welcome: false,
        }
    }

    /// A moment from then until the practice's day.
    fn moment(&self, dice: &mut Dice, from: DateTime<Utc>) -> DateTime<Utc> {
        let seconds = (self.end() - from).num_seconds().max(1);
        from + Duration::seconds(dice.below(seconds as u64) as i64)
    }

    fn end(&self) -> DateTime<Utc> {
        self.as_of.and_time(NaiveTime::MIN).and_utc()
    }
}

/// 22:00 UTC on a moment's day: before offices close anywhere in the country.
fn evening(moment: DateTime<Utc>) -> DateTime<Utc> {
    moment.date_naive().and_time(NaiveTime::MIN).and_utc() + Duration::hours(22)
}

const BUREAUS: &[&str] = &["Equifax", "Experian", "TransUnion"];

/// What everybody gets.
const WELCOME: (&str, &str) = (
    "Welcome call with {first}",
    "Explain how long a round takes, and which papers are needed.",
);

/// What comes up, and what it is about. Their order is part of what stays the same for ever.
const PATTERNS: &[(&str, &str)] = &[
    (
        "Ask {first} for a photo ID",
        "A driver's license or a passport, both sides, sharp enough to be read.",
    ),
    (
        "Ask {first} for proof of address",
        "A bill or a statement of the last two months that shows the address in {city}.",
    ),
    (
        "Check for the answer of {bureau}",
        "Thirty days are over. If nothing came, the letter about a missing answer is next.",
    ),
    (
        "Go through the new reports with {first}",
        "Mark what is not theirs, and what is paid and shows a balance.",
    ),
    (
        "Tell {first} what was removed",
        "Say what stays too, and what the next round is about.",
    ),
    (
        "Pull new reports",
        "All three, so that the next round begins with what the bureaus say now.",
    ),
    (
        "Correct the name at {bureau}",
        "The report spells it in another way than the photo ID.",
    ),
    (
        "Ask for the card on file to be renewed",
        "It runs out before the next payment.",
    ),
    (
        "Look through what {first} sent",
        "Papers came in. Say what each of them is, and throw out what is there twice.",
    ),
];
