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
    use sqlx::SqlitePool;

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
        let explain = sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}"));
        let steps: Vec<(i64, i64, i64, String)> = sqlx::query_as(explain)
            .bind(15)
            .bind(0)
            .bind(1)
            .fetch_all(&database)
            .await
            .unwrap();
        steps.into_iter().map(|step| step.3).collect()
    }

    /// Asserts that the pages of a small table, which has no indexes for them, are read from it.
    pub(crate) async fn each_order_reads<Sort: Copy>(
        table: &str,
        orders: &[(&str, Sort)],
        column: fn(Sort) -> &'static str,
        statement: fn(Sort, SortDirection) -> &'static str,
    ) {
        for (_, sort) in orders {
            for direction in [SortDirection::Asc, SortDirection::Desc] {
                let plan = plan(statement(*sort, direction)).await;
                let read = plan.iter().any(|step| step.contains(table));
                assert!(read, "{}: {plan:?}", column(*sort));
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
