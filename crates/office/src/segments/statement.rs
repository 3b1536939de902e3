//! Conditions as SQL. What is entered is bound; a rule about something that is missing is false
//! and never unknown, so that its opposite is true.

use super::{
    condition::{Bound, Condition},
    subject::{Field, Subject, Written},
    test::Comparison,
};
use crate::data::page::{escaped, pattern};

/// A statement and its values in the order of their numbers, from 1.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Statement {
    pub(crate) sql: String,
    pub(crate) values: Vec<Bound>,
}

impl Statement {
    /// The ids of the records for which a condition holds, in their order.
    pub(crate) fn found(subject: &Subject, condition: &Condition) -> Self {
        let table = subject.table;
        let start = format!("SELECT {table}.id FROM {table} WHERE ");
        let mut statement = Self::with(start, condition);
        statement.push(&format!(" ORDER BY {table}.id"));
        statement
    }

    /// How many values a field has among the records for which a condition holds.
    pub(crate) fn value_count(subject: &Subject, field: &Field, condition: &Condition) -> Self {
        let (table, compared) = (subject.table, field.compared);
        let start = format!("SELECT COUNT(DISTINCT {compared}) FROM {table} WHERE ");
        Self::with(start, condition)
    }

    /// A page of those values, as text: each as the first record that has it wrote it, or as it is
    /// compared where the table knows no more.
    pub(crate) fn values(
        subject: &Subject,
        field: &Field,
        condition: &Condition,
        page: (i64, i64),
    ) -> Self {
        let table = subject.table;
        let written = match field.written {
            Written::InTable(written) => written,
            Written::InItem(_) => "found.value",
        };
        let start = format!("SELECT CAST(COALESCE({written}, found.value) AS TEXT)");
        let mut statement = Self::each(start, subject, field, (condition, page));
        statement.push(&format!(
            " JOIN {table} ON {table}.id = found.record ORDER BY found.value"
        ));
        statement
    }

    /// The first record that has each of those values, in the order of the values.
    pub(crate) fn firsts(
        subject: &Subject,
        field: &Field,
        condition: &Condition,
        page: (i64, i64),
    ) -> Self {
        let start = "SELECT found.record".to_owned();
        let mut statement = Self::each(start, subject, field, (condition, page));
        statement.push(" ORDER BY found.value");
        statement
    }

    /// What is selected of a page of values and of the first record that has each.
    fn each(
        start: String,
        subject: &Subject,
        field: &Field,
        (condition, (limit, offset)): (&Condition, (i64, i64)),
    ) -> Self {
        let (table, compared) = (subject.table, field.compared);
        let start = format!(
            "{start} FROM (SELECT {compared} AS value, MIN({table}.id) AS record FROM {table}
             WHERE {compared} IS NOT NULL AND "
        );
        let mut statement = Self::with(start, condition);
        statement.push(" GROUP BY 1 ORDER BY 1 LIMIT ");
        statement.bind(Bound::Number(limit));
        statement.push(" OFFSET ");
        statement.bind(Bound::Number(offset));
        statement.push(") AS found");
        statement
    }

    fn with(sql: String, condition: &Condition) -> Self {
        let values = Vec::new();
        let mut statement = Self { sql, values };
        statement.condition(condition);
        statement
    }

    fn push(&mut self, sql: &str) {
        self.sql.push_str(sql);
    }

    fn bind(&mut self, value: Bound) {
        self.values.push(value);
        self.sql.push_str(&format!("${}", self.values.len()));
    }

    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::Every(all) => self.joined(all, " AND ", "TRUE"),
            Condition::Any(all) => self.joined(all, " OR ", "FALSE"),
            Condition::Not(turned) => {
                self.push("NOT (");
                self.condition(turned);
                self.push(")");
            }
            Condition::Related(relation, times, holds) => {
                self.push(if *times > 1 {
                    "(SELECT COUNT(*)"
                } else {
                    "EXISTS (SELECT 1"
                });
                let (from, joined) = (relation.from, relation.joined);
                self.push(&format!(" FROM {from} WHERE {joined} AND "));
                self.condition(holds);
                self.push(")");
                if *times > 1 {
                    self.push(" >= ");
                    self.bind(Bound::Number(*times));
                }
            }
            Condition::Field(field, comparison, values) => self.field(field, *comparison, values),
        }
    }

    fn joined(&mut self, all: &[Condition], between: &str, none: &str) {
        self.push("(");
        for (place, one) in all.iter().enumerate() {
            if place > 0 {
                self.push(between);
            }
            self.condition(one);
        }
        if all.is_empty() {
            self.push(none);
        }
        self.push(")");
    }

    fn field(&mut self, field: &Field, comparison: Comparison, values: &[Bound]) {
        let compared = field.compared;
        let operator = match comparison {
            Comparison::Missing => return self.push(&format!("{compared} IS NULL")),
            Comparison::Equal => " = ",
            Comparison::Below => " < ",
            Comparison::UpTo => " <= ",
            Comparison::Above => " > ",
            Comparison::From => " >= ",
            Comparison::Contains | Comparison::Begins | Comparison::Ends => " LIKE ",
            Comparison::Among => " IN (",
            Comparison::Between | Comparison::LastDays => " BETWEEN ",
        };
        let (between, end) = match comparison {
            Comparison::Among => (", ", ")"),
            Comparison::Contains | Comparison::Begins | Comparison::Ends => ("", " ESCAPE '\\'"),
            _ => (" AND ", ""),
        };
        self.push(&format!("COALESCE({compared}{operator}"));
        for (place, value) in values.iter().enumerate() {
            if place > 0 {
                self.push(between);
            }
            self.bind(match (comparison, value) {
                (Comparison::Contains, Bound::Text(text)) => Bound::Text(pattern(text)),
                (Comparison::Begins, Bound::Text(text)) => {
                    Bound::Text(format!("{}%", escaped(text)))
                }
                (Comparison::Ends, Bound::Text(text)) => Bound::Text(format!("%{}", escaped(text))),
                (_, value) => value.clone(),
            });
        }
        self.push(&format!("{end}, FALSE)"));
    }
}
