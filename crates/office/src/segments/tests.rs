//! Conditions as they are entered, the SQL that becomes of them, and what is said of those that make
//! no sense.

use contract::portal::{SegmentRuleGroup, SegmentType};
use serde_json::{Value, json};

use super::{Bound, Condition, Statement, Subject, about, read};
use crate::data::segments as data;

const TODAY: &str = "2026-01-15";

fn group(rules: Value) -> SegmentRuleGroup {
    serde_json::from_value(rules).unwrap()
}

fn condition(kind: SegmentType, rules: Value) -> Result<Condition, contract::FieldErrors> {
    let today = TODAY.parse().unwrap();
    read(&group(rules), Subject::of(kind), today, "conditions")
}

/// What stands after `WHERE`, and the values.
fn sql(kind: SegmentType, rules: Value) -> (String, Vec<Bound>) {
    let condition = condition(kind, rules.clone());
    let condition = condition.unwrap_or_else(|errors| panic!("{rules}: {errors}"));
    let statement = Statement::found(Subject::of(kind), &condition);
    let (_, holds) = statement.sql.split_once(" WHERE ").unwrap();
    let (holds, _) = holds.rsplit_once(" ORDER BY ").unwrap();
    (holds.to_owned(), statement.values)
}

/// The fields of which something is said, with what is said of the first.
fn wrong(kind: SegmentType, rules: Value) -> (Vec<String>, String) {
    let errors = condition(kind, rules).unwrap_err();
    let said = errors.to_string();
    (errors.0.into_keys().collect(), said)
}

fn text(value: &str) -> Bound {
    Bound::Text(value.to_owned())
}

fn rule(field: &str, operator: &str, value: Value) -> Value {
    json!({ "field": field, "operator": operator, "value": value })
}

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

#[tokio::test]
async fn the_largest_condition_that_is_read_is_one_that_the_database_takes() {
    let database = sqlx::SqlitePool::connect("sqlite::memory:").await.unwrap();
    sqlx::migrate!("./migrations").run(&database).await.unwrap();
    // 50 lists of 200 values: 10,000 in all.
    let lists = |many: usize| json!({ "rules": vec![rule("id", "in", json!(vec![1; 200])); many] });
    let largest = condition(SegmentType::Client, lists(50)).unwrap();
    let statement = Statement::found(Subject::of(SegmentType::Client), &largest);
    assert!(data::found(&database, &statement).await.unwrap().is_empty());
    let (paths, said) = wrong(SegmentType::Client, lists(51));
    assert_eq!(paths, ["conditions.rules.50.value"]);
    assert!(said.contains("10000 values together"), "{said}");
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

/// Every field with every operator that it knows, alone and turned round.
#[tokio::test]
async fn the_database_understands_whatever_is_read() {
    let database = sqlx::SqlitePool::connect("sqlite::memory:").await.unwrap();
    sqlx::migrate!("./migrations").run(&database).await.unwrap();
    let mut tried = 0;
    for kind in SegmentType::ALL {
        let subject = Subject::of(kind);
        for (name, word, _) in subject.choices().filter(|(_, word, _)| *word != "relation") {
            let field = subject.field(name).unwrap();
            for operator in field.kind.operators() {
                let value = match (word, operator) {
                    (_, "inLastDays" | "notInLastDays") => json!(7),
                    ("date", "between" | "notBetween") => json!(["2026-01-01", "2026-01-02"]),
                    (_, "between" | "notBetween") => json!([1, 2]),
                    ("date", _) => json!("2026-01-01"),
                    ("number" | "boolean", _) => json!(1),
                    _ if name == "status" => json!("new"),
                    _ => json!("TUC"),
                };
                let holds = json!({ "not": true, "rules": [rule(name, operator, value)] });
                let condition = condition(kind, holds).unwrap();
                let statement = Statement::found(subject, &condition);
                let found = data::found(&database, &statement).await.unwrap();
                assert!(found.is_empty());
                let page = Statement::values(subject, field, &condition, (15, 0));
                assert!(data::texts(&database, &page).await.unwrap().is_empty());
                let firsts = Statement::firsts(subject, field, &condition, (15, 0));
                assert!(data::found(&database, &firsts).await.unwrap().is_empty());
                let count = Statement::value_count(subject, field, &condition);
                assert_eq!(data::counted(&database, &count).await.unwrap(), 0);
                tried += 1;
            }
        }
    }
    assert!(tried > 150, "{tried}");
}
