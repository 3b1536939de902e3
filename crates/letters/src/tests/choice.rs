//! Smart text.

use std::cell::Cell;

use crate::{choose, has_stray_brace};

#[test]
fn each_choice_is_made_by_itself() {
    let text = "{Dear|To} {Sir|Madam|all}, I {kindly |}ask you.";
    assert_eq!(choose(text, |_| 0), "Dear Sir, I kindly ask you.");
    assert_eq!(choose(text, |of| of - 1), "To all, I ask you.");
    let asked = Cell::new(0);
    let in_turn = |_| asked.replace(asked.get() + 1);
    assert_eq!(choose(text, in_turn), "Dear Madam, I kindly ask you.");
    // Whoever picks one that is not there gets one that is.
    assert_eq!(choose("{a|b}", |of| of), "a");
}

#[test]
fn a_choice_may_hold_shortcodes_and_lines() {
    let text = "{[First name]|The\nconsumer}";
    assert_eq!(choose(text, |_| 0), "[First name]");
    assert_eq!(choose(text, |_| 1), "The\nconsumer");
}

#[test]
fn braces_that_hold_no_choice_are_themselves_and_can_be_found() {
    for text in ["{", "}", "{}", "{a}", "{a|b", "a|b}", "}a|b{", "{a{b}"] {
        assert_eq!(choose(text, |_| 0), text);
        assert!(has_stray_brace(text), "{text}");
    }
    assert_eq!(choose("{a}{b|c}", |_| 1), "{a}c");
    assert_eq!(choose("{a|{b|c}}", |_| 1), "{a|c}");
    for text in ["{a}{b|c}", "{b|c}}", "{a|{b|c}}"] {
        assert!(has_stray_brace(text), "{text}");
    }
    for text in ["", "a|b", "{a|b}", "{|}", "x {a|b} y {c|d}"] {
        assert!(!has_stray_brace(text), "{text}");
    }
}
