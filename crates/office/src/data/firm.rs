//! The firm whose office it is.

use contract::office::Firm;
use sqlx::{FromRow, SqliteConnection, SqliteExecutor};

/// The one row. Before somebody said who the firm is, everything in it is empty.
#[derive(Clone, Default, FromRow)]
pub(crate) struct FirmRow {
    pub(crate) name: String,
    /// Number, street and unit.
    pub(crate) street: String,
    pub(crate) city: String,
    /// Two letters.
    pub(crate) state: String,
    pub(crate) zip: String,
    pub(crate) phone: String,
    pub(crate) updated_at: String,
}

impl FirmRow {
    /// The firm as the office shows it.
    pub(crate) fn shown(self, has_recovery_key: bool) -> Firm {
        let said = |text: String| Some(text).filter(|text| !text.is_empty());
        Firm {
            name: said(self.name),
            street: said(self.street),
            city: said(self.city),
            state: said(self.state),
            zip: said(self.zip),
            phone: said(self.phone),
            has_recovery_key: Some(has_recovery_key),
            updated_at: said(self.updated_at),
        }
    }
}

pub(crate) async fn find(database: impl SqliteExecutor<'_>) -> sqlx::Result<FirmRow> {
    let row = sqlx::query_as("SELECT name, street, city, state, zip, phone, updated_at FROM firm")
        .fetch_optional(database)
        .await?;
    Ok(row.unwrap_or_default())
}

/// Keeps the firm in the place of what was said of it before.
pub(crate) async fn keep(database: &mut SqliteConnection, row: &FirmRow) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO firm (id, name, street, city, state, zip, phone, updated_at)
         VALUES (1, $1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (id) DO UPDATE SET name = $1, street = $2, city = $3, state = $4, zip = $5,
             phone = $6, updated_at = $7",
    )
    .bind(&row.name)
    .bind(&row.street)
    .bind(&row.city)
    .bind(&row.state)
    .bind(&row.zip)
    .bind(&row.phone)
    .bind(&row.updated_at)
    .execute(database)
    .await?;
    Ok(())
}
