//! The phones of clients as they are compared, so that a client is found by one however it is
//! written. They are written whenever a client is.

use std::collections::BTreeSet;

use serde_json::json;
use sqlx::SqliteConnection;

use crate::fold::phone;

/// Keeps the phones of a client who has none yet.
pub(super) async fn add(
    database: &mut SqliteConnection,
    client: i64,
    phones: [&str; 3],
) -> sqlx::Result<()> {
    let numbers: BTreeSet<String> = phones.into_iter().filter_map(phone).collect();
    if numbers.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO client_phones (client_id, number) SELECT $1, value FROM json_each($2)",
    )
    .bind(client)
    .bind(json!(numbers).to_string())
    .execute(database)
    .await?;
    Ok(())
}

/// Keeps the phones of a client in place of those before.
pub(super) async fn change(
    database: &mut SqliteConnection,
    client: i64,
    phones: [&str; 3],
) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM client_phones WHERE client_id = $1")
        .bind(client)
        .execute(&mut *database)
        .await?;
    add(database, client, phones).await
}

/// The client whose phone this is, if it is that of one client only.
pub(crate) async fn whose(
    database: &mut SqliteConnection,
    number: &str,
) -> sqlx::Result<Option<i64>> {
    let Some(number) = phone(number) else {
        return Ok(None);
    };
    let clients: Vec<i64> =
        sqlx::query_scalar("SELECT client_id FROM client_phones WHERE number = $1 LIMIT 2")
            .bind(number)
            .fetch_all(database)
            .await?;
    Ok(match clients.as_slice() {
        [one] => Some(*one),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use sqlx::{AssertSqlSafe, SqlitePool};

    use super::*;

    const MIGRATION: &str = include_str!("../../migrations/0021_phones.sql");

    async fn kept(database: &mut SqliteConnection) -> Vec<(i64, String)> {
        sqlx::query_as("SELECT client_id, number FROM client_phones ORDER BY client_id, number")
            .fetch_all(database)
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn clients_who_were_here_before_are_found_by_the_same_numbers() {
        let database = SqlitePool::connect("sqlite::memory:").await.unwrap();
        sqlx::migrate!("./migrations").run(&database).await.unwrap();
        let mut database = database.acquire().await.unwrap();
        for (client, phones) in [
            (1, ["(918) 555-0142", "+1 918.555.0142", "19185550143"]),
            (2, ["9185550144 ext. 12", "tel 918-555-0145x3", ""]),
            (3, ["+380 99 999 9999", "0999999998", "380999999997 x1"]),
            (4, ["555-0142", "1185550142", "+48 999 999 999"]),
        ] {
            let [mobile, work, home] = phones;
            sqlx::query(
                "INSERT INTO clients (id, client_key, crm_id, first_name, middle_name, last_name,
                     email, mobile_phone, phone, home_phone, searched, attributes, created_at,
                     updated_at)
                 VALUES ($1, $1, '', '', '', '', '', $2, $3, $4, '', '{}', '', '')",
            )
            .bind(client)
            .bind(mobile)
            .bind(work)
            .bind(home)
            .execute(&mut *database)
            .await
            .unwrap();
            add(&mut database, client, phones).await.unwrap();
        }
        let written = kept(&mut database).await;
        let numbers = |client: i64| {
            let of_client = written.iter().filter(|(one, _)| *one == client);
            of_client
                .map(|(_, number)| number.as_str())
                .collect::<Vec<_>>()
        };
        assert_eq!(numbers(1), ["19185550142", "19185550143"]);
        assert_eq!(numbers(2), ["19185550144", "19185550145"]);
        assert_eq!(numbers(3), ["380999999997", "380999999998", "380999999999"]);
        assert_eq!(numbers(4), [""; 0]);
        sqlx::query("DELETE FROM client_phones")
            .execute(&mut *database)
            .await
            .unwrap();
        let filling = MIGRATION.find("INSERT INTO").unwrap();
        sqlx::query(AssertSqlSafe(MIGRATION[filling..].to_owned()))
            .execute(&mut *database)
            .await
            .unwrap();
        assert_eq!(kept(&mut database).await, written);
    }
}
