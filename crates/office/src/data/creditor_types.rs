//! The kinds of creditors, and which of them instructions are for.

use contract::portal::CreditorType;
use serde_json::json;
use sqlx::{FromRow, SqliteConnection, SqliteExecutor};

/// A creditor type as it is kept.
#[derive(Clone, FromRow)]
pub(crate) struct CreditorTypeRow {
    pub(crate) id: i64,
    #[sqlx(rename = "type")]
    kind: String,
    subtype: String,
    created_at: String,
    updated_at: String,
}

impl CreditorTypeRow {
    /// The creditor type as the Portal shows it.
    pub(crate) fn shown(self) -> CreditorType {
        CreditorType {
            created_at: Some(self.created_at),
            id: Some(self.id),
            subtype: Some(self.subtype),
            kind: Some(self.kind),
            updated_at: Some(self.updated_at),
        }
    }
}

pub(crate) async fn add(
    database: &mut SqliteConnection,
    kind: &str,
    subtype: &str,
    moment: &str,
) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO creditor_types (type, subtype, created_at, updated_at)
         VALUES ($1, $2, $3, $3)",
    )
    .bind(kind)
    .bind(subtype)
    .bind(moment)
    .execute(database)
    .await?;
    Ok(())
}

/// All of them; there are a few dozen at most.
pub(crate) async fn all(database: impl SqliteExecutor<'_>) -> sqlx::Result<Vec<CreditorTypeRow>> {
    sqlx::query_as(
        "SELECT id, type, subtype, created_at, updated_at FROM creditor_types ORDER BY id",
    )
    .fetch_all(database)
    .await
}

/// Makes these the creditor types that an instruction is for; each counts once.
pub(crate) async fn give(
    database: &mut SqliteConnection,
    instruction: i64,
    creditor_types: &[i64],
) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM instruction_creditor_types WHERE instruction = $1")
        .bind(instruction)
        .execute(&mut *database)
        .await?;
    sqlx::query(
        "INSERT INTO instruction_creditor_types (instruction, creditor_type)
         SELECT DISTINCT $1, value FROM json_each($2)",
    )
    .bind(instruction)
    .bind(json!(creditor_types).to_string())
    .execute(database)
    .await?;
    Ok(())
}

/// Which of these instructions is for which creditor type, by their numbers, in the order of the
/// types.
pub(crate) async fn of_instructions(
    database: &mut SqliteConnection,
    instructions: &[i64],
) -> sqlx::Result<Vec<(i64, i64)>> {
    sqlx::query_as(
        "SELECT instruction, creditor_type FROM instruction_creditor_types
         WHERE instruction IN (SELECT value FROM json_each($1)) ORDER BY creditor_type",
    )
    .bind(json!(instructions).to_string())
    .fetch_all(database)
    .await
}
