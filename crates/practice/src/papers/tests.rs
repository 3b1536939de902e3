//! What offices that show the papers may rely on.

use std::collections::HashSet;

use chrono::NaiveDate;
use reports::Report;

use super::{latin, *};

fn practice() -> Practice {
    Practice::new(1, NaiveDate::from_ymd_opt(2026, 1, 15).unwrap())
}

fn papers(clients: u64) -> impl Iterator<Item = Paper> {
    (0..clients).flat_map(|number| practice().papers(number))
}

/// The texts of a PDF as they stand in it, letters in WinAnsi.
fn texts(pdf: &[u8]) -> Vec<Vec<u8>> {
    let lines = pdf.split(|byte| *byte == b'\n');
    let shown = lines.filter_map(|line| line.strip_suffix(b" Tj"));
    shown.map(text).collect()
}

fn text(shown: &[u8]) -> Vec<u8> {
    let inner = &shown[1..shown.len() - 1];
    if shown[0] == b'(' {
        return inner.to_vec();
    }
    let digit = |byte: u8| char::from(byte).to_digit(16).unwrap() as u8;
    let pairs = inner.chunks(2);
    pairs
        .map(|pair| digit(pair[0]) * 16 + digit(pair[1]))
        .collect()
}

fn holds(texts: &[Vec<u8>], wanted: &str) -> bool {
    let wanted = latin::win_ansi(wanted);
    let inside = |text: &Vec<u8>| text.windows(wanted.len()).any(|part| part == wanted);
    texts.iter().any(inside)
}

#[test]
fn clients_have_one_to_five_papers_and_a_few_have_none() {
    let counts: Vec<usize> = (0..1_000)
        .map(|number| practice().papers(number).len())
        .collect();
    assert_eq!(counts.iter().collect::<HashSet<_>>().len(), 6);
    assert_eq!(counts.iter().max(), Some(&5));
    let none = counts.iter().filter(|count| **count == 0).count();
    assert!((20..120).contains(&none), "{none} of 1,000");
}

#[test]
fn every_type_and_subtype_of_the_portal_is_among_three_hundred_clients() {
    let types: HashSet<_> = papers(300).map(|paper| paper.doc_type).collect();
    let known = ["id", "credit_related", "fixed_income_verification", "other"];
    assert_eq!(types, known.into());
    let subtypes: HashSet<_> = papers(300).map(|paper| paper.subtype).collect();
    let known = [
        "drive_licence",
        "bank_or_credit_union_statement",
        "canceled_check",
        "government_issued_id",
        "signed_letter_from_homeless_shelter",
        "stamped_post_office_box_receipt",
        "utility_bills",
        "pay_stub",
        "other",
        "transunion",
        "equifax",
        "experian",
        "creditor",
    ];
    assert_eq!(subtypes, known.into());
}

#[test]
fn papers_came_in_order_after_the_client_and_before_the_day() {
    let end = practice().as_of.and_time(NaiveTime::MIN).and_utc();
    for number in 0..3_000 {
        let (person, papers) = (practice().client(number), practice().papers(number));
        assert!(papers.is_sorted_by_key(|paper| paper.added_at));
        for (place, paper) in papers.iter().enumerate() {
            assert_eq!(paper.place, place);
            assert!(person.taken_on <= paper.added_at && paper.added_at < end);
        }
    }
}

#[test]
fn no_two_papers_of_a_client_share_a_name() {
    let mut numbered = 0;
    for number in 0..3_000 {
        let papers = practice().papers(number);
        let names: HashSet<_> = papers.iter().map(|paper| &paper.file_name).collect();
        assert_eq!(names.len(), papers.len(), "{names:?}");
        numbered += names.iter().filter(|name| name.contains(" (2).")).count();
    }
    assert!(
        numbered > 0,
        "scans of one day share a name but for the number"
    );
}

#[test]
fn names_and_captions_are_whole_and_fit_every_system() {
    for paper in papers(3_000) {
        let Paper {
            file_name, caption, ..
        } = &paper;
        let ending = format!(".{}", paper.extension);
        assert!(file_name.ends_with(&ending), "{file_name}");
        assert!(file_name.len() <= 100, "{file_name}");
        assert!(!file_name.contains(['{', '}', '/', '\\', ':', '?', '"', '<', '|']));
        assert!(
            caption.len() > 4 && !caption.contains(['{', '}']),
            "{caption}"
        );
    }
}

#[test]
fn the_same_paper_is_the_same_bytes() {
    for (once, again) in papers(30).zip(papers(30)) {
        let file = once.file();
        assert!(file == again.file(), "{}", once.file_name);
        assert_eq!(once.size(), file.len() as u64);
    }
    let other = Practice::new(2, practice().as_of);
    let bill = |practice: Practice| {
        let mut papers = (0..50).flat_map(|number| practice.papers(number));
        papers
            .find(|paper| paper.form == Form::Bill)
            .unwrap()
            .file()
    };
    assert!(bill(practice()) != bill(other));
}

#[test]
fn files_are_what_their_names_say_and_small() {
    for paper in papers(60) {
        let file = paper.file();
        let magic: &[u8] = match paper.extension {
            "pdf" => b"%PDF-1.",
            "png" => b"\x89PNG\r\n\x1a\n",
            "jpg" | "jpeg" => b"\xff\xd8\xff",
            other => panic!("{other}"),
        };
        assert!(file.starts_with(magic), "{}", paper.file_name);
        let size = file.len();
        assert!(
            (1_000..200_000).contains(&size),
            "{} {size}",
            paper.file_name
        );
    }
}

#[test]
fn every_page_says_whose_paper_it_is_and_that_it_is_a_specimen() {
    for paper in papers(300).filter(|paper| paper.extension == "pdf") {
        let (file, person) = (paper.file(), practice().client(paper.number));
        let texts = texts(&file);
        assert!(holds(&texts, &person.name.full()), "{}", person.name.full());
        assert!(holds(&texts, &person.address.street), "{paper:?}");
        let pages = if paper.form == Form::Statement { 2 } else { 1 };
        let marks = texts.iter().filter(|text| *text == b"SPECIMEN").count();
        assert_eq!(marks, pages);
        assert!(holds(&texts, "SPECIMEN – PRACTICE"));
    }
}

#[test]
fn nobody_s_social_security_number_stands_in_full() {
    let mut ends = 0;
    for paper in papers(300).filter(|paper| paper.extension == "pdf") {
        let (ssn, texts) = (practice().client(paper.number).ssn, texts(&paper.file()));
        assert!(!holds(&texts, &ssn.to_string()));
        assert!(!holds(&texts, &ssn.to_string().replace('-', "")));
        ends += usize::from(holds(&texts, &format!("XXX-XX-{:04}", ssn.serial)));
    }
    assert!(ends > 0, "pay stubs have the last four digits");
}

#[test]
fn pictures_open_and_say_across_them_that_they_are_specimens() {
    let mut kinds = HashSet::new();
    let pictures = papers(300).filter(|paper| paper.extension != "pdf");
    for paper in pictures.filter(|paper| kinds.insert((paper.subtype, paper.extension == "png"))) {
        let picture = image::load_from_memory(&paper.file()).unwrap().into_rgb8();
        assert!(picture.width() >= 640 && picture.height() >= 340);
        // In the middle, where nothing else is red.
        let (wide, high) = picture.dimensions();
        let (wide, high) = (wide * 35 / 100..wide * 9 / 10, high * 3 / 10..high * 6 / 10);
        let places = high.flat_map(|y| wide.clone().map(move |x| (x, y)));
        let red = |[r, g, _]: [u8; 3]| i32::from(r) - i32::from(g) > 18;
        let marked = places.filter(|(x, y)| red(picture.get_pixel(*x, *y).0));
        let marked = marked.count();
        assert!(marked > 4_000, "{} {marked}", paper.file_name);
    }
    assert_eq!(
        kinds.len(),
        6,
        "three kinds, drawn and photographed: {kinds:?}"
    );
}

#[test]
fn a_creditor_writes_about_an_account_that_the_reports_show() {
    let (mut all, mut shown) = (0, 0);
    for paper in papers(60).filter(|paper| paper.form == Form::Creditor) {
        let reports = 0..practice().snapshots(paper.number).len();
        let reports = reports.filter_map(|nth| practice().report(paper.number, nth));
        let phones: HashSet<String> = reports
            .flat_map(|Report { tradelines, .. }| tradelines)
            .filter_map(|line| line.furnisher.phone)
            .collect();
        let texts = texts(&paper.file());
        all += 1;
        shown += usize::from(phones.iter().any(|phone| holds(&texts, phone)));
    }
    // What is gone from the reports may still be written about.
    assert!(all > 5 && shown * 10 >= all * 8, "{shown} of {all}");
}

#[test]
fn letters_outside_the_font_lose_only_their_accents() {
    assert_eq!(latin::win_ansi("Łukasz Dvořák"), b"Lukasz Dvor\xe1k");
    assert_eq!(latin::win_ansi("Núñez – Š."), b"N\xfa\xf1ez \x96 \x8a.");
    assert_eq!(latin::win_ansi("日"), b"?");
    // Figures are 0.556 of the size wide, the point and the comma 0.278.
    assert!((latin::width("1,240.50", 10.0, false) - 38.92).abs() < 0.001);
}

#[test]
fn papers_stay_what_they_are_from_release_to_release() {
    let known = [
        (
            0,
            1,
            "pay stub october.pdf",
            "Pay stub",
            "2025-11-01T01:17:07Z",
        ),
        (
            10,
            1,
            "Scan 2026-01-13 (2).pdf",
            "Pension letter",
            "2026-01-13T21:54:33Z",
        ),
        (
            7,
            0,
            "Rubén Abernathy drivers license.png",
            "Rubén's license",
            "2025-02-09T09:31:22Z",
        ),
    ];
    for (number, place, name, caption, added_at) in known {
        let paper = &practice().papers(number)[place];
        assert_eq!(
            (paper.file_name.as_str(), paper.caption.as_str()),
            (name, caption)
        );
        let moment = DateTime::parse_from_rfc3339(added_at).unwrap();
        assert_eq!(paper.added_at, moment);
    }
}
