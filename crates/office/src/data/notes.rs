//! What agents write down about a client.

use contract::portal::SortDirection;
use sqlx::{FromRow, SqliteConnection, SqliteExecutor, SqlitePool};

use super::{
    page::sorts,
    words::{has_words, words},
};
use crate::fold::fold;

/// How much of a text decides its place among others; beyond it, notes stand by id.
const OPENING: usize = 100;

/// A note as it is kept.
#[derive(FromRow)]
pub(crate) struct NoteRow {
    pub(crate) id: i64,
    pub(crate) client_id: i64,
    pub(crate) user_id: i64,
    pub(crate) note_text: String,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

/// Adds a note and answers its id; the id that it comes with does not count.
pub(crate) async fn add(database: &mut SqliteConnection, note: &NoteRow) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO notes (client_id, user_id, note_text, opening, searched, created_at,
             updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
    )
    .bind(note.client_id)
    .bind(note.user_id)
    .bind(&note.note_text)
    .bind(opening(note))
    .bind(searched(note))
    .bind(&note.created_at)
    .bind(&note.updated_at)
    .fetch_one(database)
    .await
}

/// Writes a note over the one with its id.
pub(crate) async fn change(database: &mut SqliteConnection, note: &NoteRow) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE notes SET client_id = $2, note_text = $3, opening = $4, searched = $5,
             updated_at = $6
         WHERE id = $1",
    )
    .bind(note.id)
    .bind(note.client_id)
    .bind(&note.note_text)
    .bind(opening(note))
    .bind(searched(note))
    .bind(&note.updated_at)
    .execute(database)
    .await?;
    Ok(())
}

/// Deletes a note and says whether it was there.
pub(crate) async fn delete(database: &mut SqliteConnection, id: i64) -> sqlx::Result<bool> {
    let deleted = sqlx::query("DELETE FROM notes WHERE id = $1")
        .bind(id)
        .execute(database)
        .await?;
    Ok(deleted.rows_affected() > 0)
}

pub(crate) async fn find(
    database: impl SqliteExecutor<'_>,
    id: i64,
) -> sqlx::Result<Option<NoteRow>> {
    sqlx::query_as(
        "SELECT id, client_id, user_id, note_text, created_at, updated_at FROM notes
         WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(database)
    .await
}

fn opening(note: &NoteRow) -> String {
    fold(&note.note_text).chars().take(OPENING).collect()
}

fn searched(note: &NoteRow) -> String {
    fold(&format!("{}\n{}", note.note_text, note.created_at))
}

/// A window on the list of notes.
pub(crate) struct Window {
    /// The client whose notes; `None` for everyone's.
    pub(crate) client: Option<i64>,
    /// What to look for, folded; empty for all.
    pub(crate) search: String,
    pub(crate) sort: Sort,
    pub(crate) direction: SortDirection,
    pub(crate) offset: i64,
    pub(crate) limit: i64,
}

impl Window {
    /// The author whose id the search is.
    fn author(&self) -> Option<i64> {
        self.search.parse().ok()
    }
}

pub(crate) async fn count(database: &SqlitePool, window: &Window) -> sqlx::Result<i64> {
    let statement = match (window.client, window.search.as_str()) {
        (None, "") => "SELECT COUNT(*) FROM notes",
        (Some(_), "") => "SELECT COUNT(*) FROM notes WHERE client_id = $1",
        (None, _) => {
            concat!(
                "SELECT COUNT(*) FROM notes WHERE ",
                has_words!("searched", "$2"),
                " OR user_id = $3"
            )
        }
        (Some(_), _) => {
            concat!(
                "SELECT COUNT(*) FROM notes WHERE client_id = $1 AND (",
                has_words!("searched", "$2"),
                " OR user_id = $3)"
            )
        }
    };
    sqlx::query_scalar(statement)
        .bind(window.client)
        .bind(words(&window.search))
        .bind(window.author())
        .fetch_one(database)
        .await
}

pub(crate) async fn list(database: &SqlitePool, window: &Window) -> sqlx::Result<Vec<NoteRow>> {
    let (sort, direction) = (window.sort, window.direction);
    let statement = match (window.client, window.search.as_str()) {
        (None, "") => sort.all(direction),
        (Some(_), "") => sort.of_client(direction),
        (None, _) => sort.found(direction),
        (Some(_), _) => sort.found_of_client(direction),
    };
    sqlx::query_as(statement)
        .bind(window.limit)
        .bind(window.offset)
        .bind(window.client)
        .bind(words(&window.search))
        .bind(window.author())
        .fetch_all(database)
        .await
}

sorts! {
    table "notes" shows "t.id, t.client_id, t.user_id, t.note_text, t.created_at, t.updated_at";
    by {
        Id        "id"         "id";
        NoteText  "note_text"  "opening";
        UserId    "user_id"    "user_id";
        CreatedAt "created_at" "created_at";
        UpdatedAt "updated_at" "updated_at";
    }
    all = "";
    of_client = "WHERE client_id = $3";
    found = concat!("WHERE ", has_words!("searched", "$4"), " OR user_id = $5");
    found_of_client = concat!(
        "WHERE client_id = $3 AND (", has_words!("searched", "$4"), " OR user_id = $5)"
    );
}

#[cfg(test)]
mod tests {
    use super::{super::page::tests::finds_its_page_in, *};

    #[tokio::test]
    async fn a_page_of_any_order_is_found_in_an_index_alone() {
        for (_, sort) in Sort::ALL {
            for direction in [SortDirection::Asc, SortDirection::Desc] {
                let index = format!("notes_by_{}", sort.column());
                let found = finds_its_page_in(&index, sort.all(direction)).await;
                assert_eq!(found, Ok(()), "{index}");
                let index = format!("notes_of_client_by_{}", sort.column());
                let found = finds_its_page_in(&index, sort.of_client(direction)).await;
                assert_eq!(found, Ok(()), "{index}");
            }
        }
    }
}
