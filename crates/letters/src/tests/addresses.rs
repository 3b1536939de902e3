use super::sample::address;
use crate::{Address, Refusal};

fn block(address: &Address) -> Vec<String> {
    address.block("Maria Sample", "The client's").unwrap()
}

fn street(line: &str) -> String {
    block(&address(&[line], "Tampa", "FL", "33698"))[1].clone()
}

fn sentences(address: &Address) -> Vec<String> {
    let refusals = address.block("Maria Sample", "The client's").unwrap_err();
    refusals.iter().map(Refusal::to_string).collect()
}

#[test]
fn a_block_is_upper_case_without_punctuation() {
    let block = address(
        &["Attn.: Disputes, 2nd desk", "P.O. Box 740256"],
        "St. Example",
        "Georgia",
        "303740256",
    )
    .block("O’Neil & Sons, Inc.", "The recipient's");
    assert_eq!(
        block.unwrap(),
        [
            "O'NEIL & SONS INC",
            "ATTN DISPUTES 2ND DESK",
            "PO BOX 740256",
            "ST EXAMPLE GA 30374-0256",
        ]
    );
}

#[test]
fn streets_get_the_standard_abbreviations() {
    for (written, printed) in [
        (
            "12 Inkberry Hollow Lane, Apartment 4",
            "12 INKBERRY HOLLOW LN APT 4",
        ),
        ("40 North Ember Street", "40 N EMBER ST"),
        ("40 Ember Avenue Southwest", "40 EMBER AVE SW"),
        ("7 Marrow Blvd. Suite 900", "7 MARROW BLVD STE 900"),
        ("39.2 Kettle Road", "39.2 KETTLE RD"),
        ("Post Office Box 12", "PO BOX 12"),
    ] {
        assert_eq!(street(written), printed);
    }
}

#[test]
fn a_word_that_is_the_streets_name_is_not_abbreviated() {
    assert_eq!(street("12 North Street"), "12 NORTH ST");
    assert_eq!(street("12 Court Street"), "12 COURT ST");
    assert_eq!(street("12 Avenue"), "12 AVENUE");
    assert_eq!(
        street("Building Example Partners"),
        "BUILDING EXAMPLE PARTNERS"
    );
}

#[test]
fn a_street_of_several_lines_is_several_lines() {
    let address = address(&["12 Ember St\r\nApt 4", " "], "Tampa", "fl", "33698");
    assert_eq!(block(&address)[1..3], ["12 EMBER ST", "APT 4"]);
    assert_eq!(block(&address).len(), 4);
}

#[test]
fn what_is_missing_or_malformed_is_named_all_at_once() {
    assert_eq!(
        sentences(&address(&[], "", "Atlantis", "1234")),
        [
            "The client's street or PO box is missing.",
            "The client's city is missing.",
            "The client's state has to be a state of the United States.",
            "The client's ZIP code has to be five digits, or nine with a hyphen.",
        ]
    );
}

#[test]
fn an_envelope_takes_six_lines_of_forty_characters() {
    let six = address(&["A", "B", "C", "1 Ember St"], "Tampa", "FL", "33698");
    assert_eq!(block(&six).len(), 6);
    let seven = address(&["A", "B", "C", "D", "1 Ember St"], "Tampa", "FL", "33698");
    assert_eq!(
        sentences(&seven),
        ["The client's address has 7 lines with name and city, and an envelope takes 6."]
    );

    let forty = format!("12 {}", "x".repeat(37));
    assert_eq!(street(&forty).len(), 40);
    let longer = address(&[&format!("{forty}x")], "Tampa", "FL", "33698");
    assert_eq!(
        sentences(&longer),
        [
            "Line 1 of the client's address has 41 characters, and an address line takes 40. Shorten it."
        ]
    );
}

#[test]
fn a_zip_code_of_another_state_is_a_doubt_and_no_refusal() {
    let wrong = address(&["1 Ember St"], "Tampa", "FL", "90012");
    assert_eq!(block(&wrong).len(), 3);
    assert_eq!(
        wrong.doubts("The client's"),
        ["The client's ZIP code is not one of the given state."]
    );
    let right = address(&["1 Ember St"], "Tampa", "Florida", "33698-0001");
    assert!(right.doubts("The client's").is_empty());
}

#[test]
fn a_street_beside_a_box_is_a_doubt() {
    let both = address(&["1 Ember St", "PO Box 5"], "Tampa", "FL", "33698");
    assert_eq!(both.doubts("The client's").len(), 1);
    let care = address(&["Care of Ember Bank", "PO Box 5"], "Tampa", "FL", "33698");
    assert!(care.doubts("The client's").is_empty());
}
