//! Conditions that make no sense, are too large or go too far: what is said of them, and by which
//! path.

use contract::portal::SegmentType;
use serde_json::{Value, json};

use super::{condition, rule, wrong};

#[test]
fn a_rule_that_makes_no_sense_is_named_by_its_path() {
    let good = rule("id", "=", json!(1));
    let wrong_first = |rule: Value| json!({ "rules": [rule] });
    let cases = [
        (json!({}), "rules"),
        (json!({ "rules": [good, { "rules": [] }] }), "rules.1.rules"),
        (wrong_first(json!({ "combinator": "OR" })), "rules.0.rules"),
        (
            wrong_first(json!({ "operator": "=", "value": 1 })),
            "rules.0.field",
        ),
        (
            wrong_first(json!({ "field": "id", "operator": "=", "value": 1, "rules": [good] })),
            "rules.0.rules",
        ),
        (
            wrong_first(rule("Shoe size", "=", json!(1))),
            "rules.0.field",
        ),
        (
            wrong_first(rule("id; DROP TABLE clients", "=", json!(1))),
            "rules.0.field",
        ),
        (
            wrong_first(rule("is_negative", "=", json!(true))),
            "rules.0.field",
        ),
        (
            wrong_first(rule("id", "contains", json!(1))),
            "rules.0.operator",
        ),
        (
            wrong_first(rule("LastName", "<", json!("a"))),
            "rules.0.operator",
        ),
        (
            wrong_first(json!({ "field": "id", "value": 1 })),
            "rules.0.operator",
        ),
        (
            wrong_first(rule("id", "= 1 OR 1", json!(1))),
            "rules.0.operator",
        ),
        (wrong_first(rule("id", "=", json!("one"))), "rules.0.value"),
        (wrong_first(rule("id", "=", json!(1.5))), "rules.0.value"),
        (wrong_first(rule("id", "=", json!([1]))), "rules.0.value"),
        (
            wrong_first(rule("id", "=", json!({ "a": 1 }))),
            "rules.0.value",
        ),
        (wrong_first(rule("id", "=", json!(null))), "rules.0.value"),
        (wrong_first(rule("id", "in", json!([]))), "rules.0.value"),
        (
            wrong_first(rule("id", "between", json!([1]))),
            "rules.0.value",
        ),
        (
            wrong_first(rule("LastName", "=", json!(" "))),
            "rules.0.value",
        ),
        (
            wrong_first(rule("LastName", "=", json!("a\u{0}"))),
            "rules.0.value",
        ),
        (
            wrong_first(rule("D_O_B__c", "=", json!("2026-02-30"))),
            "rules.0.value",
        ),
        (
            wrong_first(rule("D_O_B__c", "inLastDays", json!(0))),
            "rules.0.value",
        ),
        (
            wrong_first(rule("has_ssn", "=", json!("perhaps"))),
            "rules.0.value",
        ),
        (json!({ "relation": "shoes", "rules": [good] }), "relation"),
        (
            json!({ "count_repeat": 2, "rules": [good] }),
            "count_repeat",
        ),
        (
            json!({ "combinator": "XOR", "rules": [good] }),
            "combinator",
        ),
    ];
    for (rules, path) in cases {
        let (paths, said) = wrong(SegmentType::Client, rules.clone());
        assert_eq!(paths, [format!("conditions.{path}")], "{rules}");
        assert!(said.starts_with(&format!("`conditions.{path}` ")), "{said}");
    }
    let one = json!({ "relation": "client", "count_repeat": 2, "rules": [good] });
    let (paths, _) = wrong(SegmentType::NegativeItem, one);
    assert_eq!(paths, ["conditions.count_repeat"]);
    // All that is wrong is said at once.
    let both = json!({ "rules": [rule("id", "=", json!("x")), rule("status", "=", json!("old"))] });
    let (paths, _) = wrong(SegmentType::NegativeItem, both);
    assert_eq!(
        paths,
        ["conditions.rules.0.value", "conditions.rules.1.value"]
    );
}

#[test]
fn conditions_may_be_large_but_not_without_end() {
    let good = || rule("id", "=", json!(1));
    let deep = |depth: usize| {
        (1..depth).fold(
            json!({ "rules": [good()] }),
            |inner, _| json!({ "rules": [inner] }),
        )
    };
    assert!(condition(SegmentType::Client, deep(8)).is_ok());
    let (paths, said) = wrong(SegmentType::Client, deep(9));
    assert_eq!(paths.len(), 1);
    assert!(said.contains("too deep"), "{said}");
    let wide = |rules: usize| json!({ "rules": vec![good(); rules] });
    assert!(condition(SegmentType::Client, wide(500)).is_ok());
    assert_eq!(
        wrong(SegmentType::Client, wide(501)).0,
        ["conditions.rules"]
    );
    let list = json!({ "rules": [rule("id", "in", json!(vec![1; 201]))] });
    assert_eq!(
        wrong(SegmentType::Client, list).0,
        ["conditions.rules.0.value"]
    );
}

#[test]
fn relations_follow_each_other_to_others_of_the_same_client_and_no_farther() {
    let related = |relation: &str, inner: Value| json!({ "relation": relation, "count_repeat": 1, "rules": [inner] });
    let client = related("client", rule("id", "=", json!(1)));
    let there = |rules: Value| json!({ "rules": [rules] });
    let and_back = related("negative_items", client.clone());
    assert!(condition(SegmentType::Client, there(and_back.clone())).is_ok());
    let farther = related("client", and_back);
    let (paths, said) = wrong(SegmentType::NegativeItem, there(farther));
    assert_eq!(paths, ["conditions.rules.0.rules.0.rules.0.relation"]);
    assert!(said.contains("goes too far"), "{said}");
}
