//! `work.sign_in`: the credentials of the account, one row.

use sqlx::FromRow;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::Work;

/// The account's credentials. Prints nothing.
#[derive(Clone, Default, FromRow, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct SignIn {
    /// The portal's `x-api-key`.
    pub api_key: String,
    /// The bearer token; empty once it is known to be of no use.
    pub token: String,
}

impl std::fmt::Debug for SignIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SignIn(…)")
    }
}

/// Reads the credentials, if any were kept.
///
/// # Errors
/// When the database fails.
pub async fn read(work: &Work) -> Result<Option<SignIn>, sqlx::Error> {
    sqlx::query_as("SELECT api_key, token FROM sign_in WHERE one = 1")
        .fetch_optional(work.database().readers())
        .await
}

/// Keeps a new token, if the account is still signed in.
///
/// # Errors
/// When the database fails.
pub async fn renew(work: &Work, token: &str, now: &str) -> Result<(), sqlx::Error> {
    let mut write = work.write().await?;
    sqlx::query("UPDATE sign_in SET token = ?, saved_at = ? WHERE one = 1")
        .bind(token)
        .bind(now)
        .execute(write.tx())
        .await?;
    write.commit().await
}

/// Forgets the credentials.
///
/// # Errors
/// When the database fails.
pub async fn forget(work: &Work) -> Result<(), sqlx::Error> {
    let mut write = work.write().await?;
    sqlx::query("DELETE FROM sign_in")
        .execute(write.tx())
        .await?;
    write.commit().await
}

/// Keeps the credentials in place of any kept before.
///
/// # Errors
/// When the database fails.
pub async fn keep(work: &Work, sign_in: &SignIn, now: &str) -> Result<(), sqlx::Error> {
    let mut write = work.write().await?;
    sqlx::query(
        "INSERT INTO sign_in (one, api_key, token, saved_at) VALUES (1, ?, ?, ?)
         ON CONFLICT (one) DO UPDATE SET api_key = excluded.api_key, token = excluded.token,
             saved_at = excluded.saved_at",
    )
    .bind(&sign_in.api_key)
    .bind(&sign_in.token)
    .bind(now)
    .execute(write.tx())
    .await?;
    write.commit().await
}
