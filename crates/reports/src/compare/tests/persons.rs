//! Heads, inquiries and personal details.

use super::*;

#[test]
fn a_head_says_how_the_score_moved_and_how_much_speaks_against_the_client() {
    let scored = |day: &str, value: u16| Report {
        scores: vec![Score {
            model: "VantageScore 3.0".into(),
            value: Some(value),
            lowest: 300,
            highest: 850,
            factors: Vec::new(),
        }],
        ..report(Bureau::Equifax, day, vec![line("e", "A", 1)])
    };
    let (before, now) = (scored("2025-09-05", 588), scored("2026-01-05", 611));
    let compared = over_time(&now, &[&before]);
    let head = compared.bureaus[0].as_ref().unwrap();
    assert_eq!((head.score, head.score_before), (Some(611), Some(588)));
    assert_eq!((head.accounts, head.negative), (1, 0));
    assert!(compared.bureaus[1].is_none());
}

#[test]
fn an_inquiry_at_two_bureaus_is_one_row() {
    let asked = |id: &str, name: &str, day: &str| Inquiry {
        id: id.into(),
        name: name.into(),
        made_on: date(day),
        kind: InquiryKind::Hard,
        purpose: Some("Auto financing".into()),
    };
    let with = |bureau, inquiries| Report {
        inquiries,
        ..report(bureau, "2026-01-05", Vec::new())
    };
    let compared = side_by_side(&[
        with(
            Bureau::Equifax,
            vec![asked("1", "MESA AUTO LLC", "2025-11-03")],
        ),
        with(
            Bureau::Experian,
            vec![
                asked("2", "Mesa Auto", "2025-11-03"),
                asked("3", "OTHER", "2025-12-01"),
            ],
        ),
    ]);
    let titles: Vec<&str> = compared
        .inquiries
        .iter()
        .map(|row| row.title.as_str())
        .collect();
    assert_eq!(titles, ["OTHER", "MESA AUTO LLC"]);
    let shown = |place: usize| {
        compared.inquiries[1].cells[place]
            .as_ref()
            .map(|cell| cell.text.clone())
    };
    assert_eq!(shown(0).as_deref(), Some("11/03/2025, Auto financing"));
    assert_eq!(shown(0), shown(1));
}

#[test]
fn an_address_that_one_bureau_alone_has_is_marked() {
    let home = |street: &str| Address {
        street: street.into(),
        city: "Tulsa".into(),
        state: "OK".into(),
        zip: "74101".into(),
        reported_on: None,
    };
    let with = |bureau, addresses| Report {
        consumer: Consumer {
            names: vec![PersonName {
                first: "Ana".into(),
                last: "Lima".into(),
                ..PersonName::default()
            }],
            addresses,
            ..Consumer::default()
        },
        ..report(bureau, "2026-01-05", Vec::new())
    };
    let compared = side_by_side(&[
        with(Bureau::Equifax, vec![home("12 Elm St."), home("9 Oak Ave")]),
        with(Bureau::TransUnion, vec![home("12 ELM ST")]),
    ]);
    let labels: Vec<&str> = compared
        .person
        .iter()
        .map(|row| row.label.as_str())
        .collect();
    assert_eq!(labels, ["Names", "Addresses"]);
    let alone: Vec<bool> = compared.person[1].cells[0]
        .iter()
        .map(|entry| entry.alone)
        .collect();
    assert_eq!(alone, [false, true]);
    assert!(!compared.person[1].cells[2][0].alone);
}

#[test]
fn an_ssn_is_never_shown_whole() {
    let now = Report {
        consumer: Consumer {
            ssn: Some("900-12-3456".into()),
            other_ssns: vec!["XXX-XX-7788".into()],
            ..Consumer::default()
        },
        ..report(Bureau::Equifax, "2026-01-05", Vec::new())
    };
    let shown = serde_json::to_string(&over_time(&now, &[]).person).unwrap();
    assert!(shown.contains("XXX-XX-3456") && shown.contains("7788") && !shown.contains("900"));
}
