//! An invented client with a file, and letters made from it.

use chrono::NaiveDate;

use crate::{
    Address, Client, Facts, Firm, Item, Letter, Recipient, RecipientKind, Report, Template, compose,
};

pub(super) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

pub(super) fn address(lines: &[&str], city: &str, state: &str, zip: &str) -> Address {
    Address {
        lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        city: city.to_owned(),
        state: state.to_owned(),
        zip: zip.to_owned(),
    }
}

pub(super) fn bureau() -> Recipient {
    Recipient {
        kind: RecipientKind::Bureau,
        name: "Equifax Information Services LLC".to_owned(),
        address: address(&["P.O. Box 740256"], "Atlanta", "GA", "30374-0256"),
    }
}

pub(super) fn item(number: usize) -> Item {
    const FACTS: [(&str, &str, &str); 3] = [
        (
            "The balance of $412 was paid on May 4, 2025; the report still shows it as past due.",
            "Report a balance of $0 and the account as paid.",
            "Lantern Example Bank",
        ),
        (
            "The account was closed at my request on June 1, 2024; the report shows it as open.",
            "Report it as closed by the consumer, with the date.",
            "Brackenloft Example Card Services",
        ),
        (
            "The 30-day mark of March 2025 is wrong: the payment arrived on March 3, before it was due.",
            "Delete the mark.",
            "Umberfield Example Auto Finance",
        ),
    ];
    let (fact, request, furnisher) = FACTS[number % FACTS.len()];
    Item {
        furnisher: furnisher.to_owned(),
        account: format!("5178XXXX{:04}", 1000 + number),
        fact: fact.to_owned(),
        request: request.to_owned(),
    }
}

pub(super) fn facts() -> Facts {
    let attributes = [
        ("D_O_B__c", "1984-03-09"),
        ("FirstName", "Maria"),
        ("Previous letter date", "October 5, 2026"),
        ("Delivery", "delivered by certified mail on October 9, 2026"),
        ("Results date", "November 10, 2026"),
        ("Notice date", "November 3, 2026"),
        (
            "Identity theft report",
            "FTC Identity Theft Report 000000001 of November 12, 2026",
        ),
        ("Nickname__c", ""),
    ];
    Facts {
        client: Client {
            first_name: "Maria".to_owned(),
            middle_name: "Elena".to_owned(),
            last_name: "Sample".to_owned(),
            suffix: String::new(),
            address: address(&["12 Inkberry Hollow Lane Apt 4"], "Tampa", "FL", "33698"),
            ssn_last_four: Some("6789".to_owned()),
            date_of_birth: Some(day(1984, 3, 9)),
            email: "maria@example.com".to_owned(),
            phone: "(813) 555-0142".to_owned(),
        },
        recipient: bureau(),
        firm: Firm {
            name: "Example Credit Help LLC".to_owned(),
            address: address(&["40 Ravelstone Ember St"], "Tampa", "FL", "33602"),
            phone: "(813) 555-0100".to_owned(),
        },
        agent: "Dana Example".to_owned(),
        today: day(2026, 11, 21),
        round: Some(1),
        report: Report {
            number: "1234-5678-90".to_owned(),
            date: Some(day(2026, 11, 2)),
        },
        items: (0..3).map(item).collect(),
        enclosures: vec![
            "Copy of a government photo ID".to_owned(),
            "Copy of an electricity bill with my name and address".to_owned(),
            "Page of the credit report with the disputed items marked".to_owned(),
        ],
        attributes: attributes
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
        practice: false,
    }
}

/// A template for anyone, with this text.
pub(super) fn template(body: &str) -> Template {
    Template {
        name: "A letter".to_owned(),
        recipient: None,
        subject: "My credit file".to_owned(),
        body: body.to_owned(),
    }
}

/// The letter that a text and changed facts make.
pub(super) fn letter(body: &str, change: impl FnOnce(&mut Facts)) -> Letter {
    let mut facts = facts();
    change(&mut facts);
    compose(&template(body), &facts).unwrap()
}

/// The sentences of what stands in a letter's way.
pub(super) fn refused(body: &str, change: impl FnOnce(&mut Facts)) -> Vec<String> {
    let mut facts = facts();
    change(&mut facts);
    let refusals = compose(&template(body), &facts).unwrap_err();
    refusals.iter().map(ToString::to_string).collect()
}
