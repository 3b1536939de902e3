//! What every list has in common: its orders, each with an index of its own, and the text that
//! is looked for. The statements are literals, put together when the program is compiled.

use contract::portal::SortDirection;

use crate::fold::fold;

/// What `LIKE` takes for "has this text in it".
pub(crate) fn pattern(search: &str) -> String {
    format!("%{}%", escaped(search))
}

/// A text in which nothing means anything to `LIKE`.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// A window on all rows of a small table, which come by id: sorted by a text of theirs, folded.
/// Equals stand by id.
pub(super) fn sorted<Row>(
    mut rows: Vec<Row>,
    direction: SortDirection,
    (offset, limit): (i64, i64),
    text: impl Fn(&Row) -> &str,
) -> Vec<Row> {
    rows.sort_by_cached_key(|row| fold(text(row)));
    if direction == SortDirection::Desc {
        rows.reverse();
    }
    let (before, most) = (offset as usize, limit as usize);
    rows.into_iter().skip(before).take(most).collect()
}

/// Writes `Sort`, the orders of a list, and a function for each way to narrow the list down that
/// answers the statement of a page. `$1` is the page's length, `$2` what stands before it. An
/// order reads: its name here, on the wire and in the table.
///
/// ```text
/// sorts! {
///     table "notes" shows "t.id, t.note_text";
///     by { Id "id" "id"; … }
///     all = "";
///     of_client = "WHERE client_id = $3";
/// }
/// ```
macro_rules! sorts {
    (
        table $table:literal shows $shown:literal;
        by $orders:tt
        $($list:ident = $where:expr;)+
    ) => {
        $crate::data::page::orders! { $orders }

        impl Sort {
            $(fn $list(self, direction: contract::portal::SortDirection) -> &'static str {
                $crate::data::page::statements! { self, direction, $table, $shown, $where, $orders }
            })+
        }
    };
}

macro_rules! orders {
    ({ $($order:ident $name:literal $column:literal;)+ }) => {
        /// A column to sort by. Equals stand by id.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Sort {
            $($order),+
        }

        impl Sort {
            /// Each by its name on the wire; the first is taken when none is asked for.
            pub(crate) const ALL: &'static [(&'static str, Self)] = &[$(($name, Self::$order)),+];

            /// The column in the table.
            #[cfg(test)]
            fn column(self) -> &'static str {
                match self {
                    $(Self::$order => $column),+
                }
            }
        }
    };
}

/// The inner query reads an index alone, so that a far page costs little.
macro_rules! statements {
    (
        $sort:expr, $direction:expr, $table:literal, $shown:literal, $where:expr,
        { $($order:ident $name:literal $column:literal;)+ }
    ) => {
        match ($sort, $direction) {
            $(
                (Self::$order, contract::portal::SortDirection::Asc) =>
                    $crate::data::page::statement!($table, $shown, $where, $column, "ASC"),
                (Self::$order, contract::portal::SortDirection::Desc) =>
                    $crate::data::page::statement!($table, $shown, $where, $column, "DESC"),
            )+
        }
    };
}

#[rustfmt::skip]
macro_rules! statement {
    ($table:literal, $shown:literal, $where:expr, $column:literal, $direction:literal) => {
        concat!(
            "SELECT ", $shown, " FROM (SELECT id FROM ", $table, " ", $where,
            " ORDER BY ", $column, " ", $direction, ", id ", $direction,
            " LIMIT $1 OFFSET $2) AS page JOIN ", $table, " AS t ON t.id = page.id",
            " ORDER BY t.", $column, " ", $direction, ", t.id ", $direction,
        )
    };
}

pub(super) use {orders, sorts, statement, statements};

#[cfg(test)]
pub(super) mod tests {
    use sqlx::{AssertSqlSafe, Row, SqlitePool, sqlite::SqlitePoolOptions};

    use super::*;

    #[test]
    fn what_means_anything_in_a_pattern_is_taken_as_it_stands() {
        assert_eq!(pattern("50%_\\"), "%50\\%\\_\\\\%");
    }

    #[test]
    fn a_small_table_is_sorted_without_regard_to_case_and_accents() {
        let names = ["beta", "Éclair", "alpha", "Beta", "Zoë"];
        let sorted = |direction, window| {
            let rows: Vec<(usize, &str)> = names.into_iter().enumerate().collect();
            let rows = sorted(rows, direction, window, |row| row.1);
            rows.into_iter().map(|(id, _)| id).collect::<Vec<usize>>()
        };
        assert_eq!(sorted(SortDirection::Asc, (0, 15)), [2, 0, 3, 1, 4]);
        assert_eq!(sorted(SortDirection::Desc, (1, 3)), [1, 3, 0]);
        assert!(sorted(SortDirection::Asc, (5, i64::MAX)).is_empty());
    }

    /// What the database does for a statement, step by step, with nothing in its tables.
    pub(crate) async fn plan(statement: &str) -> Vec<String> {
        let database = SqlitePool::connect("sqlite::memory:").await.unwrap();
        sqlx::migrate!("./migrations").run(&database).await.unwrap();
        let explain = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}"));
        let steps: Vec<(i64, i64, i64, String)> = sqlx::query_as(explain)
            .bind(15)
            .bind(0)
            .bind(1)
            .fetch_all(&database)
            .await
            .unwrap();
        steps.into_iter().map(|step| step.3).collect()
    }

    /// Empty tables that take rows as they are, whatever else would have to hold of them.
    async fn lenient() -> SqlitePool {
        let one = SqlitePoolOptions::new().max_connections(1);
        let database = one.connect("sqlite::memory:").await.unwrap();
        sqlx::migrate!("./migrations").run(&database).await.unwrap();
        for leave in [
            "PRAGMA foreign_keys = OFF",
            "PRAGMA ignore_check_constraints = ON",
        ] {
            sqlx::query(leave).execute(&database).await.unwrap();
        }
        database
    }

    /// Puts three rows into a table in the place of those in it. By a column they come third, first,
    /// second, and by each of the others, as their ids do, one after the other.
    async fn put_three(database: &SqlitePool, table: &str, column: &str) {
        let columns = "SELECT name, type FROM pragma_table_info($1)";
        let columns = sqlx::query_as(columns).bind(table).fetch_all(database);
        let columns: Vec<(String, String)> = columns.await.unwrap();
        let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
        let mut statements = vec![format!("DELETE FROM {table}")];
        for id in 1..=3 {
            let values = columns.iter().map(|(name, kind)| {
                let is_turned = name == column && name != "id";
                let value = if is_turned { id % 3 + 1 } else { id };
                match kind.as_str() {
                    "TEXT" => format!("'{value}'"),
                    _ => value.to_string(),
                }
            });
            let (names, values) = (names.join(", "), values.collect::<Vec<_>>().join(", "));
            statements.push(format!("INSERT INTO {table} ({names}) VALUES ({values})"));
        }
        for statement in statements {
            let statement = sqlx::query(AssertSqlSafe(statement));
            statement.execute(database).await.unwrap();
        }
    }

    /// The ids on the first page of a list, with nothing that narrows it down.
    async fn ids(database: &SqlitePool, table: &str, statement: &str) -> Vec<i64> {
        let all = format!("(SELECT id FROM {table} ");
        let (shown, narrowed) = statement.split_once(&all).unwrap();
        let (_, order) = narrowed.split_once(" ORDER BY ").unwrap();
        let statement = AssertSqlSafe(format!("{shown}{all} ORDER BY {order}"));
        let page = sqlx::query(statement).bind(15).bind(0).fetch_all(database);
        let page = page.await.unwrap();
        page.iter().map(|row| row.get("id")).collect()
    }

    /// Asserts that the pages of a small table, which has no indexes for them, are read from it, and
    /// that the rows on them come in the order that is asked for.
    pub(crate) async fn each_order_reads<Sort: Copy>(
        table: &str,
        orders: &[(&str, Sort)],
        column: fn(Sort) -> &'static str,
        statement: fn(Sort, SortDirection) -> &'static str,
    ) {
        let database = lenient().await;
        for (_, sort) in orders {
            let column = column(*sort);
            put_three(&database, table, column).await;
            let mut wanted: [i64; 3] = if column == "id" { [1, 2, 3] } else { [3, 1, 2] };
            for direction in [SortDirection::Asc, SortDirection::Desc] {
                let statement = statement(*sort, direction);
                let plan = plan(statement).await;
                let read = plan.iter().any(|step| step.contains(table));
                assert!(read, "{column}: {plan:?}");
                let found = ids(&database, table, statement).await;
                assert_eq!(found, wanted, "{table} by {column}, {direction:?}");
                wanted.reverse();
            }
        }
    }

    /// Whether a statement, with the page's length, start and one more value, reads one index
    /// and nothing else of the table to find its page.
    pub(crate) async fn finds_its_page_in(index: &str, statement: &str) -> Result<(), Vec<String>> {
        let plan = plan(statement).await;
        let wanted = format!("USING COVERING INDEX {index}");
        let found = plan.iter().any(|step| {
            step.strip_suffix(" (client_id=?)")
                .unwrap_or(step)
                .ends_with(&wanted)
        });
        if found { Ok(()) } else { Err(plan) }
    }
}
