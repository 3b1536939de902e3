//! What those who practise, and those who write tests, may rely on.

use std::collections::HashSet;

use chrono::{Datelike, NaiveDate};

use crate::{Person, Practice, companies, names};

fn practice() -> Practice {
    Practice::new(1, NaiveDate::from_ymd_opt(2026, 1, 15).unwrap())
}

fn people(count: u64) -> impl Iterator<Item = Person> {
    (0..count).map(|number| practice().client(number))
}

#[test]
fn no_ssn_is_one_that_could_be_issued() {
    let ssns: HashSet<_> = people(20_000).map(|person| person.ssn).collect();
    assert_eq!(ssns.len(), 20_000, "no two share a number");
    for ssn in ssns {
        assert!(matches!(ssn.area, 0 | 666 | 900..=999), "{ssn}");
        // Taxpayer numbers begin with 9 and have a group from 50 up.
        assert!(
            (1..=49).contains(&ssn.group) && (1..=9999).contains(&ssn.serial),
            "{ssn}"
        );
    }
}

#[test]
fn some_ssns_begin_with_zeros() {
    let person = people(1_000).find(|person| person.ssn.area == 0).unwrap();
    assert!(person.ssn.to_string().starts_with("000-"));
    assert!(person.ssn.number() < 1_000_000);
}

#[test]
fn no_phone_rings_anywhere() {
    for person in people(20_000) {
        let phones = [
            Some(&person.mobile_phone),
            person.phone.as_ref(),
            person.home_phone.as_ref(),
        ];
        for phone in phones.into_iter().flatten() {
            let (area, line) = phone.split_at(6);
            assert!(line.starts_with("555-01") && line.len() == 8, "{phone}");
            assert!(area.starts_with('(') && area.ends_with(") "), "{phone}");
        }
    }
}

#[test]
fn no_mail_arrives_anywhere() {
    let mut seen = HashSet::new();
    for email in people(20_000).filter_map(|person| person.email) {
        let (local, domain) = email.split_once('@').unwrap();
        assert!(
            ["example.com", "example.net", "example.org"].contains(&domain),
            "{email}"
        );
        assert!(
            local
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "._".contains(c)),
            "{email}"
        );
        assert!(seen.insert(email.clone()), "{email} twice");
    }
}

#[test]
fn the_same_seed_and_number_give_the_same_person() {
    let (once, again): (Vec<_>, Vec<_>) = (people(300).collect(), people(300).collect());
    assert_eq!(once, again);
    let other = Practice::new(2, NaiveDate::from_ymd_opt(2026, 1, 15).unwrap());
    assert_ne!(once[0].name, other.client(0).name);
    assert_ne!(once[0].ssn, other.client(0).ssn);
}

#[test]
fn names_differ_enough_to_tell_people_apart() {
    let unique: HashSet<_> = people(1_000).map(|person| person.name.full()).collect();
    assert!(unique.len() >= 950, "{} of 1,000", unique.len());
    assert!(names::FEMININE.len() + names::MASCULINE.len() >= 150);
    assert!(names::FAMILY.len() >= 200);
    for list in [names::FEMININE, names::MASCULINE, names::FAMILY] {
        assert_eq!(list.iter().collect::<HashSet<_>>().len(), list.len());
    }
}

#[test]
fn names_have_what_real_names_have() {
    let names: Vec<_> = people(2_000).map(|person| person.name).collect();
    let some = |has: fn(&names::Name) -> bool| names.iter().any(has);
    assert!(some(|name| !name.first.is_ascii()) && some(|name| !name.last.is_ascii()));
    assert!(some(|name| name.last.contains('\'')) && some(|name| name.last.contains('-')));
    assert!(some(|name| name.last.contains(' ')) && some(|name| name.middle.is_empty()));
    assert!(some(|name| name.suffix == "Jr.") && some(|name| name.suffix == "III"));
}

#[test]
fn every_letter_of_a_name_has_a_plain_one() {
    for name in [names::FEMININE, names::MASCULINE, names::FAMILY]
        .into_iter()
        .flatten()
    {
        let letters = name.chars().filter(|c| c.is_alphabetic()).count();
        assert_eq!(names::plain(name).len(), letters, "{name}");
    }
}

#[test]
fn everyone_was_of_age_when_taken_on_and_nothing_happens_after_the_day() {
    let today = practice().as_of.and_hms_opt(0, 0, 0).unwrap().and_utc();
    for person in people(5_000) {
        let age = person
            .taken_on
            .date_naive()
            .years_since(person.born)
            .unwrap();
        assert!((18..=81).contains(&age), "{age}");
        assert!(person.taken_on <= person.changed_at && person.changed_at <= today);
        assert!(person.taken_on.year() >= 2022);
    }
}

#[test]
fn two_who_share_a_file_share_name_and_home() {
    let mut pairs = 0;
    for person in people(1_000) {
        let Some(other) = person.joint_with else {
            continue;
        };
        let other = practice().client(other);
        assert_eq!(other.joint_with, Some(person.number));
        assert_eq!(
            (&other.name.last, &other.address),
            (&person.name.last, &person.address)
        );
        assert_ne!(other.ssn, person.ssn);
        pairs += 1;
    }
    assert!((40..160).contains(&pairs), "{pairs} of 1,000");
}

#[test]
fn attributes_have_the_names_that_the_portal_uses() {
    let person = people(1_000)
        .find(|person| person.previous_address.is_some())
        .unwrap();
    let attributes = person.attributes();
    for name in [
        "Id",
        "FirstName",
        "MiddleName",
        "LastName",
        "Email",
        "MobilePhone",
        "MailingStreet",
    ] {
        assert!(attributes.contains_key(name), "{name}");
    }
    assert_eq!(attributes["D_O_B__c"], person.born.to_string());
    assert_eq!(
        attributes["MailingPostalCode"].as_str().map(str::len),
        Some(5)
    );
    assert_eq!(
        attributes["OtherCity"],
        person.previous_address.unwrap().city
    );
}

#[test]
fn people_stay_who_they_are_from_release_to_release() {
    let known = [
        (
            0,
            "Xavier I. Teixeira",
            "980-08-9023",
            "1984-08-19",
            "23 Thimblewood Cradle Ave",
        ),
        (
            1,
            "Raúl Landry",
            "942-14-8092",
            "1954-10-16",
            "114 Umberfield Brindle Pl Unit G",
        ),
        (
            249,
            "Hakim Cornelius Yilmaz",
            "932-09-7181",
            "1947-11-29",
            "465 Hollowfen Marrow Ave",
        ),
        (
            99_999,
            "Alma Calderón",
            "944-46-0644",
            "1949-08-07",
            "836 Cindermoss Wander Blvd",
        ),
    ];
    for (number, name, ssn, born, street) in known {
        let person = practice().client(number);
        let found = (
            person.name.full(),
            person.ssn.to_string(),
            person.born.to_string(),
        );
        assert_eq!(found, (name.to_owned(), ssn.to_owned(), born.to_owned()));
        assert_eq!(person.address.street, street);
    }
}

#[test]
fn every_company_is_listed_by_each_name_that_a_report_prints() {
    let companies = companies();
    for number in 0..40 {
        for item in practice().items(number) {
            let furnisher = item.tradeline.furnisher;
            let mut printed = companies.iter();
            let company = printed.find(|company| company.names.contains(&furnisher.name));
            let company = company.unwrap_or_else(|| panic!("{}", furnisher.name));
            let collects = furnisher.kind != reports::FurnisherKind::OriginalCreditor;
            assert_eq!(company.collects, collects, "{}", furnisher.name);
            if let Some(address) = furnisher.address {
                assert_eq!(company.address.street, address.street);
            }
        }
    }
    for company in &companies {
        assert!(company.fax.contains(" 555-01"), "{}", company.fax);
    }
    // Their order is that of their numbers in every practice office.
    assert_eq!(companies[0].names[0], "Umber Valley Bank");
    assert_eq!(companies[80].names[0], "Barrowfell Portfolio Group");
    assert_eq!(companies.len(), 81);
}
