//! Where the bureaus take letters and faxes.

use contract::portal::{BureauAddress, SortDirection};
use sqlx::{FromRow, SqliteConnection, SqlitePool};

use super::{
    page::sorted,
    words::{has_words, words},
};
use crate::fold::fold;

/// An address as it is kept.
#[derive(Clone, Default, FromRow)]
pub(crate) struct AddressRow {
    pub(crate) id: i64,
    /// `equifax`, `experian`, `transunion` or another word in small letters.
    #[sqlx(rename = "type")]
    pub(crate) kind: String,
    pub(crate) title: String,
    pub(crate) address: String,
    pub(crate) city: String,
    pub(crate) state: String,
    pub(crate) zip_code: String,
    pub(crate) fax_number: Option<String>,
    pub(crate) is_default: bool,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

impl AddressRow {
    /// The address as the Portal shows it.
    pub(crate) fn shown(self) -> BureauAddress {
        BureauAddress {
            address: Some(self.address),
            city: Some(self.city),
            created_at: Some(self.created_at),
            fax_number: self.fax_number,
            id: Some(self.id),
            is_default: Some(self.is_default),
            state: Some(self.state),
            title: Some(self.title),
            kind: Some(self.kind),
            updated_at: Some(self.updated_at),
            zip_code: Some(self.zip_code),
        }
    }

    fn searched(&self) -> String {
        let parts = [
            &self.title,
            &self.kind,
            &self.address,
            &self.city,
            &self.state,
            &self.zip_code,
        ];
        fold(&parts.map(String::as_str).join("\n"))
    }
}

/// Adds an address and answers its id; the id that it comes with does not count.
pub(crate) async fn add(database: &mut SqliteConnection, row: &AddressRow) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO bureau_addresses (type, title, address, city, state, zip_code, fax_number,
             is_default, searched, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id",
    )
    .bind(&row.kind)
    .bind(&row.title)
    .bind(&row.address)
    .bind(&row.city)
    .bind(&row.state)
    .bind(&row.zip_code)
    .bind(&row.fax_number)
    .bind(row.is_default)
    .bind(row.searched())
    .bind(&row.created_at)
    .bind(&row.updated_at)
    .fetch_one(database)
    .await
}

pub(crate) async fn find(
    database: &mut SqliteConnection,
    id: i64,
) -> sqlx::Result<Option<AddressRow>> {
    sqlx::query_as(
        "SELECT id, type, title, address, city, state, zip_code, fax_number, is_default,
             created_at, updated_at
         FROM bureau_addresses WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(database)
    .await
}

/// Writes an address over the one with its id.
pub(crate) async fn change(database: &mut SqliteConnection, row: &AddressRow) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE bureau_addresses
         SET type = $2, title = $3, address = $4, city = $5, state = $6, zip_code = $7,
             fax_number = $8, is_default = $9, searched = $10, updated_at = $11
         WHERE id = $1",
    )
    .bind(row.id)
    .bind(&row.kind)
    .bind(&row.title)
    .bind(&row.address)
    .bind(&row.city)
    .bind(&row.state)
    .bind(&row.zip_code)
    .bind(&row.fax_number)
    .bind(row.is_default)
    .bind(row.searched())
    .bind(&row.updated_at)
    .execute(database)
    .await?;
    Ok(())
}

pub(crate) async fn delete(database: &mut SqliteConnection, id: i64) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM bureau_addresses WHERE id = $1")
        .bind(id)
        .execute(database)
        .await?;
    Ok(())
}

/// Whether a bureau has an address that is taken where nothing else is said.
pub(crate) async fn has_default(database: &mut SqliteConnection, kind: &str) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM bureau_addresses WHERE type = $1 AND is_default = 1)",
    )
    .bind(kind)
    .fetch_one(database)
    .await
}

/// Leaves a bureau without a default, for another that is about to be.
pub(crate) async fn take_default(
    database: &mut SqliteConnection,
    kind: &str,
    moment: &str,
) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE bureau_addresses SET is_default = 0, updated_at = $2
         WHERE type = $1 AND is_default = 1",
    )
    .bind(kind)
    .bind(moment)
    .execute(database)
    .await?;
    Ok(())
}

/// Makes a bureau's oldest address its default where it has addresses and no default.
pub(crate) async fn settle_default(
    database: &mut SqliteConnection,
    kind: &str,
    moment: &str,
) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE bureau_addresses SET is_default = 1, updated_at = $2
         WHERE id = (SELECT MIN(id) FROM bureau_addresses WHERE type = $1)
           AND NOT EXISTS (SELECT 1 FROM bureau_addresses WHERE type = $1 AND is_default = 1)",
    )
    .bind(kind)
    .bind(moment)
    .execute(database)
    .await?;
    Ok(())
}

/// A window on the list of addresses. What is empty or `None` does not narrow it down.
pub(crate) struct Window {
    /// What to look for, folded.
    pub(crate) search: String,
    pub(crate) id: Option<i64>,
    pub(crate) kind: Option<String>,
    pub(crate) state: Option<String>,
    pub(crate) city: Option<String>,
    pub(crate) is_default: Option<bool>,
    pub(crate) sort: Sort,
    pub(crate) direction: SortDirection,
    pub(crate) offset: i64,
    pub(crate) limit: i64,
}

/// There are some dozens, so they are sorted once they are read.
pub(crate) async fn list(database: &SqlitePool, window: &Window) -> sqlx::Result<Vec<AddressRow>> {
    let rows: Vec<AddressRow> = sqlx::query_as(concat!(
        "SELECT id, type, title, address, city, state, zip_code, fax_number, is_default,
                 created_at, updated_at
             FROM bureau_addresses
             WHERE ",
        has_words!("searched", "$1"),
        " AND id = COALESCE($2, id)
               AND type = COALESCE($3, type) AND LOWER(state) = LOWER(COALESCE($4, state))
               AND LOWER(city) = LOWER(COALESCE($5, city))
               AND is_default = COALESCE($6, is_default)
             ORDER BY id"
    ))
    .bind(words(&window.search))
    .bind(window.id)
    .bind(window.kind.as_deref())
    .bind(window.state.as_deref())
    .bind(window.city.as_deref())
    .bind(window.is_default)
    .fetch_all(database)
    .await?;
    let (sort, part) = (window.sort, (window.offset, window.limit));
    Ok(sorted(rows, window.direction, part, |row| sort.text(row)))
}

/// What to sort by. Equals stand by id.
#[derive(Clone, Copy)]
pub(crate) enum Sort {
    Id,
    Title,
    Kind,
    Address,
    City,
    State,
    ZipCode,
    CreatedAt,
    UpdatedAt,
}

impl Sort {
    /// Each by its name on the wire; the first is taken when none is asked for.
    pub(crate) const ALL: &'static [(&'static str, Self)] = &[
        ("id", Self::Id),
        ("title", Self::Title),
        ("type", Self::Kind),
        ("address", Self::Address),
        ("city", Self::City),
        ("state", Self::State),
        ("zip_code", Self::ZipCode),
        ("created_at", Self::CreatedAt),
        ("updated_at", Self::UpdatedAt),
    ];

    /// The text that is sorted by: by id, all are equal.
    fn text(self, row: &AddressRow) -> &str {
        match self {
            Self::Id => "",
            Self::Title => &row.title,
            Self::Kind => &row.kind,
            Self::Address => &row.address,
            Self::City => &row.city,
            Self::State => &row.state,
            Self::ZipCode => &row.zip_code,
            Self::CreatedAt => &row.created_at,
            Self::UpdatedAt => &row.updated_at,
        }
    }
}
