//! What an agent wrote down about an invented client over time: calls, promised papers, what the
//! client said about an account. Sentences are patterns that are filled with the client's own
//! facts; one that speaks of a fact the client lacks is passed over.

#[cfg(test)]
mod tests;

use chrono::{DateTime, Datelike, Duration, NaiveTime, Utc};

use crate::{
    Practice,
    dice::{Dice, Purpose},
    person::Person,
};

/// The most notes that a client has.
const MOST: u64 = 6;

/// Something that an agent wrote down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it says.
    pub text: String,
    /// When it was written: on or after the day the client was taken on, before `as_of`.
    pub written_at: DateTime<Utc>,
    /// When it was changed last; for most, when it was written.
    pub changed_at: DateTime<Utc>,
}

impl Practice {
    /// The notes about a client by number, from 0, in the order in which they were written: none
    /// to six. Each is different from the others.
    #[must_use]
    pub fn notes(&self, number: u64) -> Vec<Note> {
        let mut dice = self.dice(number, Purpose::Notes);
        let person = self.client(number);
        let count = dice.below(MOST + 1) as usize;
        let end = self.as_of.and_time(NaiveTime::MIN).and_utc();
        let mut moments = moments(&mut dice, count, person.taken_on, end);
        let facts = self.facts(&mut dice, &person);
        let mut patterns = PATTERNS.to_vec();
        moments.sort_unstable();
        let note = |written_at: DateTime<Utc>| {
            let mut text = sentence(&mut dice, &mut patterns, &facts, written_at);
            if dice.chance(40) {
                let mut next = NEXT.to_vec();
                text.push(if dice.chance(20) { '\n' } else { ' ' });
                text.push_str(&sentence(&mut dice, &mut next, &facts, written_at));
            }
            let later = dice.below((end - written_at).num_seconds().max(1) as u64);
            let changed = dice.chance(10).then(|| Duration::seconds(later as i64));
            Note {
                text,
                written_at,
                changed_at: written_at + changed.unwrap_or_default(),
            }
        };
        moments.into_iter().map(note).collect()
    }

    /// What sentences can speak of, by the names that stand for it.
    fn facts(&self, dice: &mut Dice, person: &Person) -> Vec<(&'static str, String)> {
        let mut facts = vec![
            ("{first}", person.name.first.clone()),
            ("{last}", person.name.last.clone()),
            ("{city}", person.address.city.clone()),
            ("{street}", person.address.street.clone()),
            ("{zip}", person.address.zip.clone()),
            ("{mobile}", person.mobile_phone.clone()),
            ("{born}", person.born.format("%m/%d/%Y").to_string()),
            ("{since}", person.taken_on.format("%B %Y").to_string()),
        ];
        let before = person.previous_address.as_ref();
        let partner = person.joint_with.map(|number| self.client(number));
        let sometimes = [
            ("{email}", person.email.clone()),
            ("{work}", person.phone.clone()),
            ("{home}", person.home_phone.clone()),
            ("{old street}", before.map(|before| before.street.clone())),
            ("{old city}", before.map(|before| before.city.clone())),
            ("{partner}", partner.map(|partner| partner.name.first)),
            (
                "{referral}",
                (person.lead_source == "Referral").then(String::new),
            ),
            (
                "{spanish}",
                (person.language == "Spanish").then(String::new),
            ),
        ];
        facts.extend(
            sometimes
                .into_iter()
                .filter_map(|(name, fact)| Some((name, fact?))),
        );
        // A client has the same few accounts in all that is written down.
        let one = dice.below(FURNISHERS.len() as u64) as usize;
        let other = (one + 1 + dice.below(FURNISHERS.len() as u64 - 1) as usize) % FURNISHERS.len();
        facts.push(("{furnisher}", FURNISHERS[one].to_owned()));
        facts.push(("{other furnisher}", FURNISHERS[other].to_owned()));
        facts.push(("{account}", format!("{:04}", dice.below(10_000))));
        facts.push(("{amount}", amount(150 + dice.below(9_850))));
        facts
    }
}

/// The moments of so many notes, each at an hour at which offices work, none before the client
/// was taken on.
fn moments(
    dice: &mut Dice,
    count: usize,
    from: DateTime<Utc>,
    end: DateTime<Utc>,
) -> Vec<DateTime<Utc>> {
    let minutes = (end - from).num_minutes().max(1) as u64;
    let moment = |place: usize| {
        let day = (from + Duration::minutes(dice.below(minutes) as i64)).date_naive();
        // Saturdays and Sundays go to the Friday before. 13:00 to 23:00 UTC.
        let free = (i64::from(day.weekday().num_days_from_monday()) - 4).max(0);
        let second = 13 * 3_600 + dice.below(10 * 3_600);
        let day = (day - Duration::days(free))
            .and_time(NaiveTime::MIN)
            .and_utc();
        // Whoever was taken on a minute before the end has them all within that minute.
        (day + Duration::seconds(second as i64)).max(from + Duration::seconds(place as i64))
    };
    (0..count).map(moment).collect()
}

/// Takes a pattern out of the list, one whose facts the client has, and fills it.
fn sentence(
    dice: &mut Dice,
    patterns: &mut Vec<&'static str>,
    facts: &[(&'static str, String)],
    written_at: DateTime<Utc>,
) -> String {
    let start = dice.below(patterns.len() as u64) as usize;
    let passing = [
        ("{bureau}", dice.one_of(BUREAUS).to_owned()),
        ("{day}", dice.one_of(DAYS).to_owned()),
        ("{time}", dice.one_of(TIMES).to_owned()),
        (
            "{year}",
            (written_at.year() - 1 - dice.below(4) as i32).to_string(),
        ),
        ("{minutes}", (3 + dice.below(30)).to_string()),
    ];
    for step in 0..patterns.len() {
        let place = (start + step) % patterns.len();
        let mut text = patterns[place].to_owned();
        for (name, fact) in facts.iter().chain(&passing) {
            text = text.replace(name, fact);
        }
        if !text.contains('{') {
            patterns.remove(place);
            return text;
        }
    }
    String::new()
}

/// Whole dollars, such as `$1,240`.
fn amount(dollars: u64) -> String {
    match (dollars / 1_000, dollars % 1_000) {
        (0, rest) => format!("${rest}"),
        (thousands, rest) => format!("${thousands},{rest:03}"),
    }
}

const BUREAUS: &[&str] = &["Equifax", "Experian", "TransUnion"];
const DAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
const TIMES: &[&str] = &["8 am", "noon", "3 pm", "5 pm", "6:30 pm"];

/// Lenders and collectors that do not exist.
const FURNISHERS: &[&str] = &[
    "Umber Valley Bank",
    "Kestrel Auto Finance",
    "Thistledown Card Services",
    "Northfen Credit Union",
    "Brindlewood Retail Card",
    "Palisade Hollow Mortgage",
    "Quillon Recovery",
    "Marrowgate Collections",
    "Tarnwick Student Lending",
    "Copperleaf Medical Billing",
    "Saltmarsh Wireless",
    "Larkspur Furniture Credit",
    "Ironvale Energy",
    "Duskmoor Asset Recovery",
];

/// What happened. Their order is part of what stays the same for ever.
const PATTERNS: &[&str] = &[
    // Calls.
    "Called {first} at {mobile}, left a voicemail.",
    "Spoke with {first} for {minutes} minutes about where the file stands.",
    "{first} called back. Best time to reach them is after {time}.",
    "No answer at {mobile}. Tried {home} too, it rang out.",
    "{first} asked to be called at work, {work}, and only before {time}.",
    "Voicemail at {mobile} is full. Sent a text message instead.",
    "{first} says {mobile} is the number to use from now on.",
    "Welcome call done, {minutes} minutes. Explained that the bureaus have 30 days to answer.",
    "{first} missed the call on {day}, moved it to {day} at {time}.",
    "Return call: {first} wanted to know why {bureau} had not answered yet.",
    "{first} prefers Spanish on the phone.{spanish} Will find someone for the next call.",
    "Came by referral, asked who to thank for it.{referral}",
    // Papers.
    "{first} will send a copy of the driver's license by {day}.",
    "Still waiting for proof of address for {street}.",
    "Utility bill came in, the name on it reads {first} {last}. Good for the bureaus.",
    "The license scan is too dark to read, asked for a new one.",
    "{first} promised the letter from {furnisher} by {day}.",
    "Received the signed agreement. Filed it.",
    "Social Security card came in by mail, scanned it and sent it back to {street}.",
    "{first} cannot find the last statement from {furnisher}, will ask them for a copy.",
    "Sent the list of missing papers to {email}.",
    "Mail to {email} came back. Asked for another address by phone.",
    "Bank statement in. It shows the payment to {furnisher} that the report leaves out.",
    "Lease for {street} came in, good as proof of address.",
    // What the client said about an account.
    "{first} says the {furnisher} account ending {account} was paid in full in {year}.",
    "Client does not know {furnisher} at all. {bureau} shows {amount} there.",
    "{first} never had an account ending {account}. Could be somebody else with the name {last}.",
    "According to {first}, {furnisher} agreed on the phone to take {amount} and close it.",
    "The {furnisher} balance is wrong: {first} says {amount}, {bureau} shows more.",
    "{first} was in the hospital in {year}, the payments to {other furnisher} stopped then.",
    "Late payments with {furnisher} in {year} were during the move, says {first}.",
    "{furnisher} sold the account to {other furnisher}, both report it. {first} sent the notice.",
    "{first} remembers opening the {furnisher} account together with a former partner.",
    "The date of the first missed payment differs between {bureau} and the letter of {furnisher}.",
    "{first} paid {other furnisher} {amount} in {year} and has the receipt.",
    "Asked about {furnisher}: a charge-off from {year}, nothing paid since.",
    "{first} wants to deal with {furnisher} first, it keeps coming up with lenders.",
    "The {other furnisher} inquiry of {year} was not authorized, says {first}.",
    "{first} got a call from {other furnisher} about {amount}. Told them to write instead.",
    "{furnisher} still reports a balance of {amount} although the account was settled in {year}.",
    // Names and addresses.
    "{bureau} has the old address in {old city}. {first} has not lived there since {year}.",
    "{first} lived at {old street} before, the {furnisher} account is from that time.",
    "{bureau} spells the last name wrong. It should read {last}.",
    "Checked date of birth on all three reports, {bureau} differs from {born}.",
    "{first} confirmed {street}, {city} {zip} as the only address.",
    "Works on the file together with {partner}. Both want a copy of everything.",
    "{partner} called for {first}. Explained that I need to hear it from {first}.",
    // How it goes.
    "Went through the {bureau} report line by line with {first}.",
    "{bureau} answered. Told {first} what was removed and what stays.",
    "{first} is applying for a mortgage in {city} and needs this done before summer.",
    "{first} asked for a break until the new job starts. Will pick it up then.",
    "With us since {since}. {first} asked what has changed since then, sent a summary.",
    "{first} pulled the reports alone on {day}, explained that this does no harm.",
    "{first} is happy: {furnisher} is gone from {bureau}.",
    "Explained the round after this one to {first}. No questions.",
    "{first} has a new card and asked how much of the limit to use.",
];

/// What comes next. Their order is part of what stays the same for ever, too.
const NEXT: &[&str] = &[
    "Call again on {day}.",
    "Next call {day} after {time}.",
    "Remind {first} on {day}.",
    "Nothing to do for now.",
    "To be done before the next round.",
    "Ask for it in writing.",
    "Check with {bureau} on {day}.",
    "{first} will call when it is there.",
    "Sent a short e-mail to {email} about it.",
    "Keep the papers with the file.",
];
