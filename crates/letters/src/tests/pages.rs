use super::{
    sample::{item, letter},
    seen::{Seen, find, read, text_of},
};
use crate::{Block, Facts, Item, Letter, pdf};

const BODY: &str = "Please look at this.\n\n[Items]\n\nThank you.";

fn with_items(count: usize) -> Letter {
    letter(BODY, |facts| facts.items = (0..count).map(item).collect())
}

/// Text width of the page, in inches.
const RIGHT: f64 = 8.5 - 0.75 + 0.001;

#[test]
fn sixty_items_go_over_several_pages_and_each_repeats_the_head() {
    let (seen, pages) = read(&with_items(60));
    assert!(pages > 3, "{pages}");
    let with_rows: Vec<usize> = (1..=pages)
        .filter(|page| text_of(&seen, *page).contains("5178XXXX"))
        .collect();
    assert!(with_rows.len() > 3);
    for page in with_rows {
        assert!(
            text_of(&seen, page).contains("What is wrong"),
            "page {page}"
        );
    }
    for number in 0..60 {
        let account = item(number).account;
        let found = seen.iter().filter(|run| run.text == account).count();
        assert_eq!(found, 1, "{account}");
    }
}

#[test]
fn an_item_is_not_torn_apart_by_the_end_of_a_page() {
    let middle = "The report shows it as open. ".repeat(13);
    let letter = letter(BODY, |facts| {
        facts.items = (0..14).map(item).collect();
        for (number, item) in facts.items.iter_mut().enumerate() {
            item.fact = format!("Begin{number}. {middle}End{number}.");
        }
    });
    let (seen, pages) = read(&letter);
    assert!(pages > 2);
    for number in 0..14 {
        let begin = find(&seen, &format!("Begin{number}."));
        let end = find(&seen, &format!("End{number}."));
        assert_eq!(begin.page, end.page, "item {number}");
        assert!(end.top > begin.baseline + 1.0, "it has many lines");
    }
}

#[test]
fn pages_are_counted_and_name_the_client_from_the_second_on() {
    let (seen, pages) = read(&with_items(30));
    assert!(pages >= 2);
    for page in 1..=pages {
        let text = text_of(&seen, page);
        assert!(text.contains(&format!("Page {page} of {pages}")), "{text}");
    }
    let foot = |page: usize| {
        let number = format!("Page {page} of {pages}");
        let line = find(&seen, &number).baseline;
        let same = |run: &&Seen| run.page == page && (run.baseline - line).abs() < 0.01;
        let runs = seen.iter().filter(same);
        runs.map(|run| run.text.clone())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(foot(1), format!("Page 1 of {pages}"));
    assert_eq!(foot(2), format!("Maria Elena Sample Page 2 of {pages}"));
}

#[test]
fn practice_letters_are_marked_on_each_page_and_others_on_none() {
    let marked = letter(BODY, |facts| {
        facts.items = (0..14).map(item).collect();
        facts.practice = true;
    });
    let (seen, pages) = read(&marked);
    assert!(pages > 1);
    for page in 1..=pages {
        assert!(text_of(&seen, page).contains("PRACTICE"), "page {page}");
    }
    assert!(marked.text().starts_with("PRACTICE"));

    let (seen, _) = read(&with_items(14));
    assert!(!seen.iter().any(|run| run.text.contains("PRACTICE")));
    assert!(!with_items(14).text().contains("PRACTICE"));
}

#[test]
fn closing_and_name_and_the_last_words_stay_on_one_page() {
    // Among so many lengths there are some that end just at the foot of a page.
    for count in 4..=9 {
        let (seen, pages) = read(&with_items(count));
        let closing = find(&seen, "Sincerely,").page;
        assert_eq!(find(&seen, "Thank you.").page, closing, "{count} items");
        let after = seen.iter().skip_while(|run| run.text != "Sincerely,");
        let name = after
            .clone()
            .find(|run| run.text == "Maria Elena Sample")
            .unwrap();
        assert_eq!((name.page, closing), (pages, pages), "{count} items");
    }
}

#[test]
fn there_is_room_for_a_signature() {
    let (seen, _) = read(&with_items(1));
    let after = seen.iter().skip_while(|run| run.text != "Sincerely,");
    let name = after
        .clone()
        .find(|run| run.text == "Maria Elena Sample")
        .unwrap();
    let room = name.top - find(&seen, "Sincerely,").baseline;
    assert!(room > 0.5, "{room} in");
}

#[test]
fn words_wider_than_their_place_break_and_stay_on_the_page() {
    let endless = "X".repeat(300);
    let letter = letter(&format!("See {endless}\n\n[Items]"), |facts| {
        facts.items[0].account = "9".repeat(40);
        facts.items[0].fact = format!("It says {endless}");
        facts.enclosures = vec![endless.clone()];
    });
    let (seen, _) = read(&letter);
    let wide = seen.iter().find(|run| run.right > RIGHT);
    assert!(wide.is_none(), "{wide:?}");
    let printed: String = seen.iter().map(|run| run.text.as_str()).collect();
    let count = |character: char| printed.chars().filter(|c| *c == character).count();
    // Three times, four in each of the two other masked numbers, and EQUIFAX and BOX.
    assert_eq!(count('X'), 3 * 300 + 2 * 4 + 2);
    let account = seen.iter().filter(|run| run.text.contains("9999"));
    let what = find(&seen, "What is wrong").left;
    assert_eq!(
        account.clone().count(),
        3,
        "parted only where a line is full"
    );
    assert!(account.clone().all(|run| run.right <= what));
}

#[test]
fn what_is_longer_than_a_page_is_printed_whole() {
    let long = format!("{}The end.", "The report shows it as open. ".repeat(400));
    let lines = format!("{}The end.", "line\n".repeat(100));
    let changes: [&dyn Fn(&mut Facts); 5] = [
        &|facts| facts.items[0].fact = long.clone(),
        &|facts| facts.items[0].fact = lines.clone(),
        &|facts| facts.items[0].furnisher = lines.clone(),
        &|facts| facts.enclosures = vec![long.clone()],
        &|facts| drop(facts.attributes.insert("Note__c".to_owned(), long.clone())),
    ];
    for change in changes {
        let letter = letter(&format!("{BODY}\n\n[Note__c]"), |facts| {
            facts
                .attributes
                .insert("Note__c".to_owned(), "Yours".to_owned());
            change(facts);
        });
        let (seen, pages) = read(&letter);
        assert!(pages > 1);
        assert_eq!(
            seen.iter()
                .filter(|run| run.text.contains("The end."))
                .count(),
            1
        );
        let foot = find(&seen, "Page 1 of").top;
        let mut above = seen.iter().filter(|run| run.top < foot - 0.001);
        assert!(
            above.all(|run| run.baseline < foot - 0.1),
            "nothing runs into the foot"
        );
        assert!(
            seen.iter().all(|run| run.baseline < foot + 0.2),
            "nor beyond it"
        );
    }
}

#[test]
fn markup_in_a_value_is_printed_as_it_stands() {
    let nasty =
        "#panic() [Today] *bold* $x$ = head `raw` <a@b> \\ // --- \"q\" https://example.com";
    let letter = letter("Note: [Note__c]\n\n- [Note__c]\n\n[Items]", |facts| {
        facts
            .attributes
            .insert("Note__c".to_owned(), nasty.to_owned());
        facts.client.last_name = "#panic()".to_owned();
        facts.items = vec![Item {
            furnisher: "#x[*b*]".to_owned(),
            account: "$1$".to_owned(),
            // What the agent writes has shortcodes, and doubled brackets are brackets.
            fact: nasty.replace('[', "[[").replace(']', "]]"),
            request: "= no head".to_owned(),
        }];
        facts.enclosures = vec!["#include \"x\"".to_owned()];
    });
    assert!(letter.body[0] == Block::Paragraph(format!("Note: {nasty}")));
    let (seen, _) = read(&letter);
    // Without spaces: lines end where they end.
    let bare = |text: &str| text.replace(char::is_whitespace, "");
    let printed: String = seen.iter().map(|run| bare(&run.text)).collect();
    assert_eq!(printed.matches(&bare(nasty)).count(), 3, "{printed}");
    for text in [
        "Maria Elena #panic()",
        "#x[*b*]",
        "$1$",
        "= no head",
        "#include \"x\"",
    ] {
        assert!(printed.contains(&bare(text)), "{text} in {printed}");
    }
    let bold = seen
        .iter()
        .filter(|run| run.bold)
        .map(|run| run.text.as_str());
    let bold: Vec<&str> = bold.collect();
    assert_eq!(
        bold,
        [
            "My credit file",
            "#",
            "Reported by",
            "Account",
            "What is wrong",
            "What I ask",
            "Enclosures"
        ]
    );
}

#[test]
fn the_same_letter_gives_the_same_bytes() {
    let first = pdf(&with_items(2)).unwrap();
    pdf(&with_items(3)).unwrap();
    let again = pdf(&with_items(2)).unwrap();
    assert!(first.bytes.starts_with(b"%PDF-"));
    assert_eq!(first.pages, 1);
    assert!(first == again);
}

#[test]
fn the_file_names_its_kind_and_nobody() {
    let bytes = pdf(&with_items(1)).unwrap().bytes;
    let file = String::from_utf8_lossy(&bytes);
    assert!(file.contains("/Title(A letter)/Creator(Redress)"));
    assert!(file.contains("/CreationDate(D:20261121000000Z)"));
    for secret in [
        "Maria",
        "MARIA",
        "Sample",
        "6789",
        "/Author",
        "dc:creator",
        "Producer",
    ] {
        assert!(!file.contains(secret), "{secret}");
    }
}

#[test]
fn the_text_says_what_the_pages_say() {
    let text = with_items(1).text();
    let expected = "\
MARIA ELENA SAMPLE
12 INKBERRY HOLLOW LN APT 4
TAMPA FL 33698

November 21, 2026

EQUIFAX INFORMATION SERVICES LLC
PO BOX 740256
ATLANTA GA 30374-0256

Re: My credit file

SSN, last four digits: 6789
Date of birth: March 9, 1984
Report number: 1234-5678-90
Report date: November 2, 2026

Please look at this.

1. Lantern Example Bank, account 5178XXXX1000: The balance of $412 was paid on May 4, 2025; \
the report still shows it as past due. Report a balance of $0 and the account as paid.

Thank you.

Sincerely,


Maria Elena Sample

Enclosures:
- Copy of a government photo ID
- Copy of an electricity bill with my name and address
- Page of the credit report with the disputed items marked
";
    assert_eq!(text, expected);
}
