//! What of the correspondence waits for somebody's hands: nobody has sent it yet, the mail server
//! refused it, or it may have been taken.

use contract::portal::CorrespondenceType;
use sqlx::{
    FromRow, Sqlite, SqliteConnection, SqlitePool,
    query::QueryAs,
    sqlite::{SqliteArguments, SqliteRow},
};

use super::correspondence::CorrespondenceRow;

/// A window on the list, of which the oldest stands first.
pub(crate) struct Window {
    pub(crate) client: Option<i64>,
    pub(crate) kind: Option<CorrespondenceType>,
    pub(crate) offset: i64,
    pub(crate) limit: i64,
}

/// The index has the same words of where a piece stands.
macro_rules! waiting {
    () => {
        "FROM correspondence WHERE status IN ('outgoing', 'failed', 'unclear')
           AND ($3 IS NULL OR client_id = $3) AND ($4 IS NULL OR type = $4)"
    };
}
macro_rules! shown {
    ($rest:expr) => {
        concat!(
            "SELECT id, type, client_id, negative_item_id, user_id, status, attributes, content,
                 is_code, created_at, updated_at ",
            $rest
        )
    };
}

const LIST: &str = concat!(shown!(waiting!()), " ORDER BY id LIMIT $1 OFFSET $2");

pub(crate) async fn count(database: &SqlitePool, window: &Window) -> sqlx::Result<i64> {
    const COUNT: &str = concat!("SELECT COUNT(*) ", waiting!());
    let (count,) = asked(COUNT, window).fetch_one(database).await?;
    Ok(count)
}

pub(crate) async fn list(
    database: &SqlitePool,
    window: &Window,
) -> sqlx::Result<Vec<CorrespondenceRow>> {
    asked(LIST, window).fetch_all(database).await
}

fn asked<'q, T: for<'r> FromRow<'r, SqliteRow>>(
    statement: &'static str,
    window: &Window,
) -> QueryAs<'q, Sqlite, T, SqliteArguments> {
    sqlx::query_as(statement)
        .bind(window.limit)
        .bind(window.offset)
        .bind(window.client)
        .bind(window.kind.map(CorrespondenceType::word))
}

/// A piece, however it stands.
pub(crate) async fn find(
    database: &mut SqliteConnection,
    id: i64,
) -> sqlx::Result<Option<CorrespondenceRow>> {
    sqlx::query_as(shown!("FROM correspondence WHERE id = $1"))
        .bind(id)
        .fetch_optional(database)
        .await
}

/// Removes a piece that was not sent.
pub(crate) async fn remove(database: &mut SqliteConnection, id: i64) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM correspondence WHERE id = $1")
        .bind(id)
        .execute(database)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use sqlx::SqlitePool;

    use super::{super::page::tests::plan, *};

    #[tokio::test]
    async fn what_waits_is_found_without_reading_what_was_sent() {
        let plan = plan(LIST).await;
        let found = plan
            .iter()
            .any(|step| step.contains("correspondence_by_hand"));
        assert!(found, "{plan:?}");
        assert!(
            !plan.iter().any(|step| step.contains("TEMP B-TREE")),
            "{plan:?}"
        );
    }

    #[tokio::test]
    async fn what_an_older_office_kept_stands_as_it_said() {
        let database = SqlitePool::connect("sqlite::memory:").await.unwrap();
        let mut database = database.acquire().await.unwrap();
        for migration in crate::office::SCHEMA.iter() {
            if migration.version == 24 {
                let older = r#"
                    INSERT INTO agents (id, email, password_hash, first_name, last_name, created_at,
                        updated_at)
                    VALUES (1, 'a', 'b', 'c', 'd', 'e', 'e');
                    INSERT INTO correspondence (type, user_id, recipient, subject, first_name,
                        last_name, searched, attributes, created_at, updated_at)
                    VALUES
                        ('email', 1, '', '', '', '', '',
                            '[{"name":"status","value":"sent"},{"name":"subject","value":"a"}]', 'e', 'e'),
                        ('fax', 1, '', '', '', '', '', '[]', 'e', 'e');
                "#;
                sqlx::raw_sql(older).execute(&mut *database).await.unwrap();
            }
            let sql = migration.sql.clone();
            sqlx::raw_sql(sql).execute(&mut *database).await.unwrap();
        }
        for (id, status) in [(1, "sent"), (2, "outgoing")] {
            let piece = find(&mut database, id).await.unwrap().unwrap();
            assert_eq!(piece.status, status);
        }
    }
}
