//! Questions that only the person of a report should be able to answer, each with invented wrong
//! answers beside the right one: where the person lived, who gave credit, how much and since
//! when. The same report and seed give the same questions.

#[cfg(test)]
mod tests;

use chrono::Datelike;
use reports::{Money, Report, Tradeline};

use crate::{
    Address, companies,
    dice::{Dice, Purpose},
    places::Town,
};

/// The most questions that are asked at once.
const MOST: usize = 3;
/// The answers to choose from.
const CHOICES: usize = 4;

/// A question that only the person of a report should be able to answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub text: String,
    /// What there is to choose from, each different.
    pub answers: Vec<String>,
    /// The place of the right answer.
    pub right: usize,
}

/// Questions about a report: three at most, none about a report that says too little.
#[must_use]
pub fn questions(report: &Report, seed: u64) -> Vec<Question> {
    let mut dice = Dice::new(seed, 0, Purpose::Questions);
    let mut accounts: Vec<&Tradeline> = report.tradelines.iter().collect();
    accounts.retain(|line| !line.furnisher.name.trim().is_empty());
    shuffle(&mut dice, &mut accounts);
    let mut found = Vec::new();
    found.extend(lived(&mut dice, report));
    // Each account is asked about once.
    let mut kinds = [lender, amount, opened];
    shuffle(&mut dice, &mut kinds);
    for kind in kinds {
        let place = accounts
            .iter()
            .position(|line| kind(&mut dice, line, report).is_some());
        if let Some(place) = place {
            let line = accounts.remove(place);
            found.extend(kind(&mut dice, line, report));
        }
    }
    shuffle(&mut dice, &mut found);
    found.truncate(MOST);
    found
}

/// A street at which the person lived; one of long ago where there is one.
fn lived(dice: &mut Dice, report: &Report) -> Option<Question> {
    let shown = |street: &str, city: &str, state: &str| format!("{street}, {city}, {state}");
    let known = report.consumer.addresses.iter();
    let known: Vec<&reports::Address> = known.filter(|one| !one.street.is_empty()).collect();
    let former = known.get(1..).filter(|rest| !rest.is_empty());
    let one = *dice_of(dice, former.unwrap_or(&known))?;
    let right = shown(&one.street, &one.city, &one.state);
    let streets: Vec<&str> = known.iter().map(|one| one.street.as_str()).collect();
    let wrong = |dice: &mut Dice| {
        let town = Town::draw(dice);
        let made = Address::draw(dice, town);
        let is_known = streets.contains(&made.street.as_str());
        (!is_known).then(|| shown(&made.street, &made.city, &made.state))
    };
    let text = "At which of these addresses have you lived?".to_owned();
    Some(question(dice, text, right, wrong))
}

/// Who gave the credit, among others who gave none.
fn lender(dice: &mut Dice, line: &Tradeline, report: &Report) -> Option<Question> {
    let kind = line.account_type.as_ref()?.meaning()?;
    let others = companies();
    let same = |name: &str| {
        let printed = report.tradelines.iter().map(|line| &line.furnisher.name);
        printed
            .into_iter()
            .any(|one| one.eq_ignore_ascii_case(name))
    };
    let others: Vec<&str> = others
        .iter()
        .filter(|one| !one.collects && !one.names.iter().any(|name| same(name)))
        .map(|one| one.names[0].as_str())
        .collect();
    let wrong = |dice: &mut Dice| dice_of(dice, &others).map(|name| (*name).to_owned());
    let text = format!("With which of these do you have, or had, an account: {kind}?");
    Some(question(dice, text, line.furnisher.name.clone(), wrong))
}

/// In which band the amount lies that was lent, or may be owed at most.
fn amount(dice: &mut Dice, line: &Tradeline, _: &Report) -> Option<Question> {
    const BANDS: [i64; 9] = [0, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000];
    let amount = line.credit_limit.or(line.high_credit)?.cents() / 100;
    let band = |place: usize| {
        let from = Money::dollars(BANDS[place]).shown();
        match BANDS.get(place + 1) {
            Some(to) => format!("{from} to {}", Money::dollars(to - 1).shown()),
            None => format!("{from} or more"),
        }
    };
    let right = BANDS.iter().rposition(|from| *from <= amount)?;
    let wrong = |dice: &mut Dice| {
        let place = dice.below(BANDS.len() as u64) as usize;
        (place != right).then(|| band(place))
    };
    let text = format!(
        "How large is, or was, the credit of {}?",
        line.furnisher.name
    );
    Some(question(dice, text, band(right), wrong))
}

/// In which year the account was opened.
fn opened(dice: &mut Dice, line: &Tradeline, report: &Report) -> Option<Question> {
    let year = line.opened_on?.earliest().year();
    let last = report.report_date.year();
    let wrong = |dice: &mut Dice| {
        let made = (year + dice.between(-6, 6) as i32).min(last);
        (made != year).then(|| made.to_string())
    };
    let text = format!(
        "In which year was the account with {} opened?",
        line.furnisher.name
    );
    Some(question(dice, text, year.to_string(), wrong))
}

/// The question with wrong answers around the right one.
fn question(
    dice: &mut Dice,
    text: String,
    right: String,
    wrong: impl Fn(&mut Dice) -> Option<String>,
) -> Question {
    let mut answers: Vec<String> = Vec::new();
    // Invented answers may be the same; a hundred throws are enough for three that are not.
    for _ in 0..100 {
        if answers.len() + 1 == CHOICES {
            break;
        }
        if let Some(made) = wrong(dice)
            && made != right
            && !answers.contains(&made)
        {
            answers.push(made);
        }
    }
    let place = dice.below(answers.len() as u64 + 1) as usize;
    answers.insert(place, right);
    Question {
        text,
        answers,
        right: place,
    }
}

fn dice_of<'a, T>(dice: &mut Dice, list: &'a [T]) -> Option<&'a T> {
    let place = dice.below((list.len() as u64).max(1)) as usize;
    list.get(place)
}

fn shuffle<T>(dice: &mut Dice, list: &mut [T]) {
    for place in (1..list.len()).rev() {
        list.swap(place, dice.below(place as u64 + 1) as usize);
    }
}
