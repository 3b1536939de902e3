//! Clients as they are taken on, changed and deleted by the firm itself, and who among them is
//! meant.

use sqlx::{FromRow, SqliteConnection};

use super::{
    agents,
    answers::{self, About},
    clients::SEARCHED,
    correspondence, segments,
};

/// A client as the firm changes one.
#[derive(FromRow)]
pub(crate) struct KeptClient {
    pub(crate) id: i64,
    /// Nine digits.
    pub(crate) ssn: Option<String>,
    /// A JSON object.
    pub(crate) attributes: String,
}

/// From here on practice numbers the clients whom agents take on; below stand those whom it invents.
const INVENTED: i64 = 1_000_000_000;

/// A number for a client that no other client has or had.
pub(crate) async fn next_number(database: &mut SqliteConnection) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "UPDATE client_numbers SET latest = 1 + max(
             latest,
             (SELECT COALESCE(max(id), 0) FROM clients),
             CASE WHEN EXISTS (SELECT 1 FROM practice) THEN $1 ELSE 0 END)
         RETURNING latest",
    )
    .bind(INVENTED)
    .fetch_one(database)
    .await
}

/// A client who has this SSN, this number in the CRM, or this name and with it the e-mail address or
/// the day of birth.
pub(crate) async fn same(
    database: &mut SqliteConnection,
    ssn: Option<&str>,
    crm_id: &str,
    born: &str,
    [first_name, _, last_name, email, ..]: &[String; SEARCHED.len()],
) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar(
        "SELECT id FROM clients WHERE ssn = $1
         UNION SELECT id FROM clients WHERE crm_id = $2 AND $2 <> ''
         UNION SELECT id FROM clients
             WHERE email = $3 AND $3 <> '' AND first_name = $4 AND last_name = $5
         UNION SELECT id FROM clients
             WHERE last_name = $5 AND first_name = $4 AND $6 <> ''
                 AND substr(attributes ->> 'D_O_B__c', 1, 10) = $6
         LIMIT 1",
    )
    .bind(ssn)
    .bind(crm_id)
    .bind(email)
    .bind(first_name)
    .bind(last_name)
    .bind(born)
    .fetch_optional(database)
    .await
}

/// The client who has this SSN.
pub(crate) async fn with_ssn(
    database: &mut SqliteConnection,
    ssn: Option<&str>,
) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar("SELECT id FROM clients WHERE ssn = $1 LIMIT 1")
        .bind(ssn)
        .fetch_optional(database)
        .await
}

/// The client who has this SSN and shares it with nobody.
pub(crate) async fn alone_with_ssn(
    database: &mut SqliteConnection,
    ssn: &str,
) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar(
        "SELECT id FROM clients AS one WHERE ssn = $1
             AND NOT EXISTS (SELECT 1 FROM clients WHERE ssn = $1 AND id <> one.id)",
    )
    .bind(ssn)
    .fetch_optional(database)
    .await
}

macro_rules! kept {
    ($where:literal) => {
        concat!(
            "SELECT id, ssn, attributes FROM clients WHERE ",
            $where,
            " LIMIT 2"
        )
    };
}

pub(crate) async fn by_id(
    database: &mut SqliteConnection,
    id: i64,
) -> sqlx::Result<Vec<KeptClient>> {
    sqlx::query_as(kept!("id = $1"))
        .bind(id)
        .fetch_all(database)
        .await
}

/// The client whom partners know by this key.
pub(crate) async fn by_key(
    database: &mut SqliteConnection,
    key: &str,
) -> sqlx::Result<Vec<KeptClient>> {
    sqlx::query_as(kept!("client_key = $1"))
        .bind(key)
        .fetch_all(database)
        .await
}

/// The client, or two of several, whom the CRM knows by this number.
pub(crate) async fn by_crm_id(
    database: &mut SqliteConnection,
    crm_id: &str,
) -> sqlx::Result<Vec<KeptClient>> {
    sqlx::query_as(kept!("crm_id = $1"))
        .bind(crm_id)
        .fetch_all(database)
        .await
}

/// Whether something was sent about a client, or the client signed something. A code or a PIN
/// is no such thing.
pub(crate) async fn is_on_record(database: &mut SqliteConnection, id: i64) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM agreements WHERE client_id = $1)
         OR EXISTS (SELECT 1 FROM correspondence WHERE client_id = $1 AND is_code = 0)
         OR EXISTS (SELECT 1 FROM correspondence WHERE negative_item_id IN (
             SELECT id FROM negative_items WHERE client_id = $1))",
    )
    .bind(id)
    .fetch_one(database)
    .await
}

/// Deletes a client with notes, items, reports, goals, users and whatever else is the client's, and
/// says whether nothing else needs the client; what was deleted before that was found out must be
/// undone.
pub(crate) async fn delete(
    database: &mut SqliteConnection,
    id: i64,
    moment: &str,
) -> sqlx::Result<bool> {
    segments::leave(database, id).await?;
    answers::empty(database, About::Client(id)).await?;
    correspondence::delete_codes_of_client(database, id).await?;
    agents::delete_of_client(database, id, moment).await?;
    for statement in [
        "DELETE FROM notes WHERE client_id = $1",
        "DELETE FROM negative_items WHERE client_id = $1",
        "DELETE FROM reports WHERE client_id = $1",
        "DELETE FROM client_goals WHERE client_id = $1",
        "DELETE FROM tasks WHERE client_id = $1",
        "DELETE FROM client_products WHERE client_id = $1",
        "DELETE FROM step_executions WHERE client_id = $1",
        "DELETE FROM identity_checks WHERE client_id = $1",
        "DELETE FROM analyses WHERE client_id = $1",
        "DELETE FROM unaport_notifications WHERE consent IN (
             SELECT id FROM unaport_consents WHERE client_id = $1)",
        "DELETE FROM unaport_reports WHERE consent IN (
             SELECT id FROM unaport_consents WHERE client_id = $1)",
        "DELETE FROM unaport_consents WHERE client_id = $1",
        "DELETE FROM exchange_requests WHERE client_id = $1",
        "DELETE FROM clients WHERE id = $1",
    ] {
        let deleted = sqlx::query(statement)
            .bind(id)
            .execute(&mut *database)
            .await;
        match deleted {
            Err(sqlx::Error::Database(error)) if error.is_foreign_key_violation() => {
                return Ok(false);
            }
            other => other?,
        };
    }
    Ok(true)
}
