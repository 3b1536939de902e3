//! The SQL that becomes of conditions: each operator and choice, groups in groups, and records that
//! are related.

use contract::portal::SegmentType;
use serde_json::{Value, json};

use super::{TODAY, group, rule, sql, text};
use crate::segments::{Bound, Subject, about};

#[test]
fn every_operator_becomes_the_comparison_that_it_names() {
    let name = "NULLIF(clients.last_name, '')";
    let born = "NULLIF(substr(clients.attributes ->> 'D_O_B__c', 1, 10), '')";
    let cases = [
        (
            "LastName",
            "=",
            json!("Soto"),
            format!("COALESCE({name} = $1, FALSE)"),
            vec![text("soto")],
        ),
        (
            "LastName",
            "!=",
            json!("José"),
            format!("NOT (COALESCE({name} = $1, FALSE))"),
            vec![text("jose")],
        ),
        (
            "LastName",
            "contains",
            json!("5%"),
            format!("COALESCE({name} LIKE $1 ESCAPE '\\', FALSE)"),
            vec![text("%5\\%%")],
        ),
        (
            "LastName",
            "beginsWith",
            json!("S_"),
            format!("COALESCE({name} LIKE $1 ESCAPE '\\', FALSE)"),
            vec![text("s\\_%")],
        ),
        (
            "LastName",
            "doesNotEndWith",
            json!("o"),
            format!("NOT (COALESCE({name} LIKE $1 ESCAPE '\\', FALSE))"),
            vec![text("%o")],
        ),
        (
            "LastName",
            "in",
            json!(["Soto", "Abel"]),
            format!("COALESCE({name} IN ($1, $2), FALSE)"),
            vec![text("soto"), text("abel")],
        ),
        (
            "LastName",
            "notIn",
            json!("Soto, Abel"),
            format!("NOT (COALESCE({name} IN ($1, $2), FALSE))"),
            vec![text("soto"), text("abel")],
        ),
        (
            "LastName",
            "null",
            json!(null),
            format!("{name} IS NULL"),
            vec![],
        ),
        (
            "LastName",
            "notNull",
            json!("x"),
            format!("NOT ({name} IS NULL)"),
            vec![],
        ),
        (
            "id",
            "<",
            json!(7),
            "COALESCE(clients.id < $1, FALSE)".to_owned(),
            vec![Bound::Number(7)],
        ),
        (
            "id",
            ">=",
            json!("7"),
            "COALESCE(clients.id >= $1, FALSE)".to_owned(),
            vec![Bound::Number(7)],
        ),
        (
            "D_O_B__c",
            "between",
            json!(["1980-01-01", "1980-12-31"]),
            format!("COALESCE({born} BETWEEN $1 AND $2, FALSE)"),
            vec![text("1980-01-01"), text("1980-12-31")],
        ),
        (
            "D_O_B__c",
            "inLastDays",
            json!(30),
            format!("COALESCE({born} BETWEEN $1 AND $2, FALSE)"),
            vec![text("2025-12-16"), text(TODAY)],
        ),
        (
            "has_ssn",
            "=",
            json!(true),
            "COALESCE((clients.ssn IS NOT NULL) = $1, FALSE)".to_owned(),
            vec![Bound::Number(1)],
        ),
    ];
    for (field, operator, value, holds, values) in cases {
        let rules = json!({ "rules": [rule(field, operator, value)] });
        assert_eq!(
            sql(SegmentType::Client, rules),
            (format!("({holds})"), values),
            "{operator}"
        );
    }
}

#[test]
fn choices_are_compared_by_what_is_kept_and_shown_in_words() {
    for (field, value, kept) in [
        ("status", "in_progress", Bound::Number(2)),
        ("account_type", "Credit Card", text("18")),
        ("bureau", "Equifax", text("EFX")),
    ] {
        let rules = json!({ "rules": [rule(field, "=", json!(value))] });
        assert_eq!(
            sql(SegmentType::NegativeItem, rules).1,
            std::slice::from_ref(&kept),
            "{field}"
        );
        let field = Subject::of(SegmentType::NegativeItem).field(field).unwrap();
        let Bound::Text(kept) = (match kept {
            Bound::Number(number) => text(&number.to_string()),
            kept => kept,
        }) else {
            unreachable!()
        };
        assert_ne!(field.kind.show(kept), "");
    }
}

#[test]
fn groups_stand_in_groups_each_with_its_own_combinator_and_opposite() {
    let (a, b, c) = (
        rule("id", "=", json!(1)),
        rule("id", "=", json!(2)),
        rule("id", "=", json!(3)),
    );
    let rules = json!({
        "combinator": "OR",
        "rules": [a, { "combinator": "AND", "not": true, "rules": [b, c] }],
    });
    let (holds, values) = sql(SegmentType::Client, rules);
    let is = |place| format!("COALESCE(clients.id = ${place}, FALSE)");
    assert_eq!(
        holds,
        format!("({} OR NOT (({} AND {})))", is(1), is(2), is(3))
    );
    assert_eq!(values, [1, 2, 3].map(Bound::Number));
}

#[test]
fn related_records_are_looked_for_once_or_counted() {
    let negative = rule("is_negative", "=", json!(true));
    let related = |times: i64, not: bool| {
        sql(
            SegmentType::Client,
            json!({ "relation": "negative_items", "count_repeat": times, "not": not, "rules": [negative] }),
        )
    };
    let holds = "(COALESCE(negative_items.is_negative = $1, FALSE))";
    let among =
        format!("FROM negative_items WHERE negative_items.client_id = clients.id AND {holds})");
    for times in [0, 1] {
        assert_eq!(related(times, false).0, format!("EXISTS (SELECT 1 {among}"));
    }
    assert_eq!(
        related(1, true).0,
        format!("NOT (EXISTS (SELECT 1 {among})")
    );
    let (counted, values) = related(3, false);
    assert_eq!(counted, format!("(SELECT COUNT(*) {among} >= $2"));
    assert_eq!(values, [1, 3].map(Bound::Number));
}

#[test]
fn a_rule_that_names_the_relation_in_which_it_stands_is_about_the_same_record() {
    let (plain, named) = (
        rule("status", "=", json!("new")),
        json!({
            "field": "status", "operator": "=", "value": "new", "relation": "negative_items",
        }),
    );
    let of = |rule: Value| {
        sql(
            SegmentType::Client,
            json!({ "relation": "negative_items", "rules": [rule] }),
        )
    };
    assert_eq!(of(plain), of(named.clone()));
    // Alone, the rule is about any of them.
    let alone = sql(SegmentType::Client, json!({ "rules": [named.clone()] })).0;
    assert!(
        alone.starts_with("(EXISTS (SELECT 1 FROM negative_items WHERE"),
        "{alone}"
    );
    // So it is where the values of a field are asked for.
    let rules = group(json!({ "relation": "negative_items", "rules": [named] }));
    let client = Subject::of(SegmentType::Client);
    let (subject, _) = about(&rules, client, TODAY.parse().unwrap(), "").unwrap();
    assert!(std::ptr::eq(
        subject,
        Subject::of(SegmentType::NegativeItem)
    ));
}

#[test]
fn an_item_is_found_by_its_client_and_the_client_by_other_items() {
    let rules = json!({ "rules": [{
        "relation": "client",
        "rules": [{ "relation": "negative_items", "count_repeat": 2, "rules": [
            rule("is_disputed", "=", json!(1)),
        ] }],
    }] });
    let (holds, _) = sql(SegmentType::NegativeItem, rules);
    assert_eq!(
        holds,
        "(EXISTS (SELECT 1 FROM clients WHERE clients.id = negative_items.client_id AND \
         ((SELECT COUNT(*) FROM negative_items WHERE negative_items.client_id = clients.id AND \
         (COALESCE(negative_items.is_disputed = $1, FALSE))) >= $2)))"
    );
}
