//! What is to be done about clients, and what was.

use contract::portal::SortDirection;
use sqlx::{
    FromRow, Sqlite, SqliteConnection, SqliteExecutor, SqlitePool,
    query::QueryAs,
    sqlite::{SqliteArguments, SqliteRow},
};

use super::{
    page::sorts,
    words::{has_words, words},
};
use crate::fold::fold;

/// A task as it is kept.
#[derive(Clone, FromRow)]
pub(crate) struct TaskRow {
    pub(crate) id: i64,
    pub(crate) client_id: i64,
    /// Who set it.
    pub(crate) author_id: i64,
    /// The step of a workflow that set it.
    pub(crate) step: Option<i64>,
    pub(crate) name: String,
    pub(crate) description: String,
    /// `open`, `in_progress` or `completed`.
    pub(crate) status: String,
    pub(crate) due_date: String,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

/// Adds a task and answers its id; the id that it comes with does not count.
pub(crate) async fn add(database: &mut SqliteConnection, row: &TaskRow) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO tasks (client_id, author_id, step, name, description, searched, status,
             due_date, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
    )
    .bind(row.client_id)
    .bind(row.author_id)
    .bind(row.step)
    .bind(&row.name)
    .bind(&row.description)
    .bind(fold(&format!("{}\n{}", row.name, row.description)))
    .bind(&row.status)
    .bind(&row.due_date)
    .bind(&row.created_at)
    .bind(&row.updated_at)
    .fetch_one(database)
    .await
}

pub(crate) async fn find(
    database: impl SqliteExecutor<'_>,
    id: i64,
) -> sqlx::Result<Option<TaskRow>> {
    sqlx::query_as(
        "SELECT id, client_id, author_id, step, name, description, status, due_date, created_at,
             updated_at
         FROM tasks WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(database)
    .await
}

/// Writes a task over the one with its id.
pub(crate) async fn change(database: &mut SqliteConnection, row: &TaskRow) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE tasks SET name = $2, description = $3, searched = $4, status = $5, due_date = $6,
             updated_at = $7
         WHERE id = $1",
    )
    .bind(row.id)
    .bind(&row.name)
    .bind(&row.description)
    .bind(fold(&format!("{}\n{}", row.name, row.description)))
    .bind(&row.status)
    .bind(&row.due_date)
    .bind(&row.updated_at)
    .execute(database)
    .await?;
    Ok(())
}

/// Deletes a task and says whether it was there.
pub(crate) async fn delete(database: &mut SqliteConnection, id: i64) -> sqlx::Result<bool> {
    let deleted = sqlx::query("DELETE FROM tasks WHERE id = $1")
        .bind(id)
        .execute(database)
        .await?;
    Ok(deleted.rows_affected() > 0)
}

/// A window on the list of a client's tasks. What is empty or `None` does not narrow it down.
pub(crate) struct Window {
    pub(crate) client: i64,
    /// What to look for, folded.
    pub(crate) search: String,
    /// Whether in capitals or not.
    pub(crate) status: Option<String>,
    /// The first moment of the day on which they are due, and the first after it.
    pub(crate) due: Option<[String; 2]>,
    pub(crate) author: Option<i64>,
    pub(crate) sort: Sort,
    pub(crate) direction: SortDirection,
    pub(crate) offset: i64,
    pub(crate) limit: i64,
}

macro_rules! narrowed {
    () => {
        concat!(
            "WHERE client_id = $3 AND ",
            has_words!("searched", "$4"),
            "
           AND status = COALESCE($5, status) COLLATE NOCASE
           AND due_date >= COALESCE($6, due_date) AND ($7 IS NULL OR due_date < $7)
           AND author_id = COALESCE($8, author_id)"
        )
    };
}

pub(crate) async fn count(database: &SqlitePool, window: &Window) -> sqlx::Result<i64> {
    const COUNT: &str = concat!("SELECT COUNT(*) FROM tasks ", narrowed!());
    let (count,) = asked(COUNT, window).fetch_one(database).await?;
    Ok(count)
}

pub(crate) async fn list(database: &SqlitePool, window: &Window) -> sqlx::Result<Vec<TaskRow>> {
    asked(window.sort.narrowed(window.direction), window)
        .fetch_all(database)
        .await
}

fn asked<'q, T: for<'r> FromRow<'r, SqliteRow>>(
    statement: &'static str,
    window: &'q Window,
) -> QueryAs<'q, Sqlite, T, SqliteArguments> {
    let [from, to] = window
        .due
        .as_ref()
        .map_or([None; 2], |[from, to]| [Some(from), Some(to)]);
    sqlx::query_as(statement)
        .bind(window.limit)
        .bind(window.offset)
        .bind(window.client)
        .bind(words(&window.search))
        .bind(window.status.as_deref())
        .bind(from)
        .bind(to)
        .bind(window.author)
}

sorts! {
    table "tasks" shows "t.id, t.client_id, t.author_id, t.step, t.name, t.description, t.status, t.due_date, t.created_at, t.updated_at";
    by {
        Id        "id"         "id";
        Name      "name"       "searched";
        Status    "status"     "status";
        DueDate   "due_date"   "due_date";
        CreatedAt "created_at" "created_at";
        UpdatedAt "updated_at" "updated_at";
    }
    narrowed = narrowed!();
}

#[cfg(test)]
mod tests {
    use super::{super::page::tests::plan, *};

    #[tokio::test]
    async fn a_client_s_tasks_are_found_in_an_index_whatever_their_order() {
        for (_, sort) in Sort::ALL {
            for direction in [SortDirection::Asc, SortDirection::Desc] {
                let plan = plan(sort.narrowed(direction)).await;
                let wanted = "SEARCH tasks USING INDEX tasks_of_client (client_id=?)";
                let found = plan.iter().any(|step| step == wanted);
                assert!(found, "{}: {plan:?}", sort.column());
            }
        }
    }
}
