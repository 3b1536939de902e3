//! Fills a practice office with invented clients, some hundreds in one transaction, and goes on
//! where it stopped: whatever ends the program, no client is missing or there twice.

use chrono::{NaiveDate, Utc};
use practice::{Person, Practice};
use store::Database;

use crate::{
    clock::{Clock, stamp},
    data::{
        agents::{self, NewAgent},
        clients::{self, NewClient, SEARCHED},
        practice::{self as record, PracticeRow},
    },
    error::OfficeError,
    fold::fold,
    password, random,
};

/// Everyone practises with the same people.
const SEED: u64 = 1;
/// Clients in one transaction.
const BATCH: i64 = 500;
const EMAIL: &str = "agent@practice.example";

/// Makes the practice agent and notes what the office is to be filled with.
pub(crate) async fn begin(
    database: &mut sqlx::SqliteConnection,
    clients: i64,
    clock: &Clock,
) -> Result<PracticeRow, OfficeError> {
    let password = random::password()?;
    let hash = password::hash(&password)?;
    let agent = NewAgent {
        email: EMAIL,
        password_hash: &hash,
        first_name: "Practice",
        last_name: "Agent",
    };
    agents::add(database, &agent, clock.now()).await?;
    let row = PracticeRow {
        seed: SEED as i64,
        as_of: clock.now().date_naive().to_string(),
        clients,
        filled: 0,
        email: EMAIL.to_owned(),
        password,
    };
    record::add(database, &row).await?;
    Ok(row)
}

/// Puts in the clients that are still missing.
pub(crate) async fn complete(database: &Database, row: &PracticeRow) -> Result<(), OfficeError> {
    let mut filled = row.filled;
    while filled < row.clients {
        filled = batch(database, row, filled).await?;
    }
    Ok(())
}

/// Puts in the next clients and answers how many there are now.
async fn batch(database: &Database, row: &PracticeRow, filled: i64) -> Result<i64, OfficeError> {
    let as_of: NaiveDate = row.as_of.parse().map_err(|_| OfficeError::Damaged)?;
    let people = Practice::new(row.seed as u64, as_of);
    let end = row.clients.min(filled + BATCH);
    let mut write = database.write().await?;
    for number in filled..end {
        clients::add(
            &mut write,
            &client(&people, people.client(number as u64), row.clients),
        )
        .await?;
    }
    record::filled(&mut write, end).await?;
    write.commit().await?;
    Ok(end)
}

fn client(people: &Practice, person: Person, clients: i64) -> NewClient {
    let attributes = person.attributes();
    let text = |name: &str| {
        attributes
            .get(name)
            .and_then(|value| value.as_str())
            .unwrap_or_default()
    };
    // The last of an odd number of clients may share the file with someone who is not here.
    let joint = person
        .joint_with
        .filter(|number| (*number as i64) < clients);
    NewClient {
        id: person.number as i64 + 1,
        client_key: person.client_key,
        crm_id: person.crm_id,
        crm_number: Some(person.crm_number),
        joint_crm_id: joint.map(|number| people.client(number).crm_id),
        ssn: Some(format!("{:09}", person.ssn.number())),
        searched: SEARCHED.map(|name| fold(text(name))),
        created_at: stamp(person.taken_on),
        updated_at: stamp(person.changed_at.with_timezone(&Utc)),
        attributes: serde_json::Value::Object(attributes).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use store::{Durability, vault::Secret};

    use super::*;

    async fn open(folder: &Path) -> Database {
        let key = Secret::from_bytes(&[7; 32]).unwrap();
        let path = folder.join("office.db");
        Database::open(&path, &key, Durability::Precious, &crate::office::SCHEMA)
            .await
            .unwrap()
    }

    /// What a power cut would leave: the files as they are at this moment.
    fn copy(from: &Path, to: &Path) {
        for name in ["office.db", "office.db-wal", "office.db.key-check"] {
            fs::copy(from.join(name), to.join(name)).unwrap();
        }
    }

    #[tokio::test]
    async fn a_cut_within_a_transaction_leaves_no_client_out_and_none_twice() {
        let (before, after) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let database = open(before.path()).await;
        let mut write = database.write().await.unwrap();
        let row = begin(&mut write, 1_200, &Clock::default()).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(batch(&database, &row, 0).await.unwrap(), 500);
        // The next transaction has begun when the power goes.
        let people = Practice::new(SEED, row.as_of.parse().unwrap());
        let mut write = database.write().await.unwrap();
        for number in 500..700 {
            let next = client(&people, people.client(number), 1_200);
            clients::add(&mut write, &next).await.unwrap();
        }
        copy(before.path(), after.path());
        drop(write);

        let database = open(after.path()).await;
        let row = record::find(database.readers()).await.unwrap().unwrap();
        assert_eq!((row.filled, row.clients), (500, 1_200));
        complete(&database, &row).await.unwrap();
        let (count, last): (i64, i64) = sqlx::query_as("SELECT COUNT(*), MAX(id) FROM clients")
            .fetch_one(database.readers())
            .await
            .unwrap();
        assert_eq!((count, last), (1_200, 1_200));
    }
}
