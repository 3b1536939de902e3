//! Conditions as they are entered, the SQL that becomes of them, and what is said of those that
//! make no sense. Whatever is read, the database understands.

mod refused;
mod written;

use contract::portal::{SegmentRuleGroup, SegmentType};
use serde_json::{Value, json};

use super::{Bound, Condition, Statement, Subject, read};
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
