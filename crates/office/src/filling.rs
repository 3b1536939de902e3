//! Fills a practice office with invented clients, their notes, reports and negative items, some
//! hundreds of clients in one transaction, and goes on where it stopped: whatever ends the
//! program, nothing is missing or there twice.

mod credit;

use chrono::{NaiveDate, NaiveTime, Utc};
use practice::{Person, Practice};
use store::Database;

use crate::{
    clock::{Clock, stamp},
    data::{
        agents::{self, NewAgent},
        clients::{self, NewClient, SEARCHED},
        moments,
        notes::{self, NoteRow},
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
        noted: 0,
        reported: 0,
        email: EMAIL.to_owned(),
        password,
    };
    record::add(database, &row).await?;
    Ok(row)
}

/// Puts in the clients that are still missing, and the notes and reports of those who were there
/// before clients had any.
pub(crate) async fn complete(database: &Database, row: PracticeRow) -> Result<(), OfficeError> {
    let mut row = row;
    while row.noted.min(row.reported) < row.filled || row.filled < row.clients {
        row = batch(database, row).await?;
    }
    Ok(())
}

/// Puts in what the next clients lack, and answers how far it is now.
async fn batch(database: &Database, mut row: PracticeRow) -> Result<PracticeRow, OfficeError> {
    let as_of: NaiveDate = row.as_of.parse().map_err(|_| OfficeError::Damaged)?;
    let people = Practice::new(row.seed as u64, as_of);
    let agent = agents::by_email(database.readers(), &row.email).await?;
    let agent = agent.ok_or(OfficeError::Damaged)?.id;
    let begin = row.noted.min(row.reported);
    let end = row.clients.min(begin + BATCH);
    let mut write = database.write().await?;
    for number in begin..end {
        if number >= row.filled {
            let person = people.client(number as u64);
            clients::add(&mut write, &client(&people, person, row.clients)).await?;
        }
        if number >= row.noted {
            for note in people.notes(number as u64) {
                notes::add(&mut write, &self::note(note, number + 1, agent)).await?;
            }
        }
        if number >= row.reported {
            credit::put(&mut write, &people, number as u64, agent).await?;
        }
    }
    row.filled = row.filled.max(end);
    row.noted = row.noted.max(end);
    row.reported = row.reported.max(end);
    record::filled(&mut write, &row).await?;
    // Whatever agents write comes after what was written before they came.
    moments::reach(&mut write, as_of.and_time(NaiveTime::MIN).and_utc()).await?;
    write.commit().await?;
    Ok(row)
}

fn note(note: practice::Note, client: i64, agent: i64) -> NoteRow {
    NoteRow {
        id: 0,
        client_id: client,
        user_id: agent,
        note_text: note.text,
        created_at: stamp(note.written_at),
        updated_at: stamp(note.changed_at),
    }
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
        let row = batch(&database, row).await.unwrap();
        assert_eq!((row.filled, row.noted), (500, 500));
        // The next transaction has begun when the power goes.
        let people = Practice::new(SEED, row.as_of.parse().unwrap());
        let mut write = database.write().await.unwrap();
        for number in 500..700 {
            let next = client(&people, people.client(number), 1_200);
            clients::add(&mut write, &next).await.unwrap();
            for next in people.notes(number) {
                let next = note(next, number as i64 + 1, 1);
                notes::add(&mut write, &next).await.unwrap();
            }
        }
        copy(before.path(), after.path());
        drop(write);

        let database = open(after.path()).await;
        let row = record::find(database.readers()).await.unwrap().unwrap();
        assert_eq!((row.filled, row.noted, row.clients), (500, 500, 1_200));
        complete(&database, row).await.unwrap();
        assert_eq!(counted(&database, "clients").await, 1_200);
        assert_eq!(counted(&database, "notes").await, written(&people, 1_200));
    }

    #[tokio::test]
    async fn an_office_from_before_there_were_notes_and_reports_gets_them_once() {
        let folder = tempfile::tempdir().unwrap();
        let database = open(folder.path()).await;
        let mut write = database.write().await.unwrap();
        let row = begin(&mut write, 700, &Clock::default()).await.unwrap();
        let people = Practice::new(SEED, row.as_of.parse().unwrap());
        for number in 0..600 {
            let old = client(&people, people.client(number), 700);
            clients::add(&mut write, &old).await.unwrap();
        }
        let filled = PracticeRow { filled: 600, ..row };
        record::filled(&mut write, &filled).await.unwrap();
        write.commit().await.unwrap();
        for _ in 0..2 {
            let row = record::find(database.readers()).await.unwrap().unwrap();
            complete(&database, row).await.unwrap();
            assert_eq!(counted(&database, "clients").await, 700);
            assert_eq!(counted(&database, "notes").await, written(&people, 700));
            let (reports, items) = reported(&people, 700);
            assert_eq!(counted(&database, "reports").await, reports);
            assert_eq!(counted(&database, "negative_items").await, items);
        }
    }

    async fn counted(database: &Database, table: &str) -> i64 {
        let count = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
        let count = sqlx::query_scalar(count).fetch_one(database.readers());
        count.await.unwrap()
    }

    /// How many reports and negative items so many clients have.
    fn reported(people: &Practice, clients: u64) -> (i64, i64) {
        let counts = (0..clients).map(|number| {
            let (reports, items) = (people.snapshots(number), people.items(number));
            (reports.len() as i64, items.len() as i64)
        });
        counts.fold((0, 0), |sum, next| (sum.0 + next.0, sum.1 + next.1))
    }

    /// How many notes so many clients have.
    fn written(people: &Practice, clients: u64) -> i64 {
        (0..clients)
            .map(|number| people.notes(number).len() as i64)
            .sum()
    }
}
