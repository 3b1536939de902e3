//! Nothing is missing or there twice, wherever the filling was stopped.

use std::{fs, path::Path};

use store::{Durability, vault::Secret};

use super::*;
use crate::stock;

async fn open(folder: &Path) -> Database {
    let key = Secret::from_bytes(&[7; 32]).unwrap();
    let path = folder.join("office.db");
    Database::open(&path, &key, Durability::Precious, &crate::office::SCHEMA)
        .await
        .unwrap()
}

/// The same, with what clients buy.
async fn stocked(folder: &Path) -> Database {
    let database = open(folder).await;
    stock::catalogue(&database, &Clock::default())
        .await
        .unwrap();
    database
}

/// What a power cut would leave: the files as they are at this moment.
fn copy(from: &Path, to: &Path) {
    for name in ["office.db", "office.db-wal", "office.db.key-check"] {
        fs::copy(from.join(name), to.join(name)).unwrap();
    }
}

#[tokio::test]
async fn a_cut_within_a_transaction_leaves_nothing_out_and_nothing_twice() {
    let (before, after) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let database = stocked(before.path()).await;
    let mut write = database.write().await.unwrap();
    let row = begin(&mut write, 50, &Clock::default()).await.unwrap();
    write.commit().await.unwrap();
    let row = batch(&database, row, 20).await.unwrap();
    let done = [row.filled, row.noted, row.reported, row.papered, row.tasked];
    assert_eq!(done, [20; 5]);
    // The next transaction has begun when the power goes.
    let people = row.people().unwrap();
    let shelf = Shelf::read(&database).await.unwrap();
    let mut write = database.write().await.unwrap();
    for number in 20..35 {
        let file = File::invent(&people, number, &row, (1, &shelf));
        file.add(&mut write).await.unwrap();
    }
    copy(before.path(), after.path());
    drop(write);

    let database = open(after.path()).await;
    let row = record::find(database.readers()).await.unwrap().unwrap();
    assert_eq!((row.begun(), row.filled, row.clients), (20, 20, 50));
    complete(&database, row).await.unwrap();
    assert_eq!(counted(&database).await, invented(&people, 50));
}

#[tokio::test]
async fn an_office_from_before_there_were_notes_reports_or_papers_gets_them_once() {
    // How far the clients, notes and reports of an older office went.
    for (filled, noted, reported) in [
        (16, 0, 0),
        (16, 16, 0),
        (20, 20, 0),
        (18, 16, 0),
        (20, 20, 20),
        (18, 18, 16),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let database = stocked(folder.path()).await;
        let shelf = Shelf::read(&database).await.unwrap();
        let mut write = database.write().await.unwrap();
        let mut row = begin(&mut write, 20, &Clock::default()).await.unwrap();
        let people = row.people().unwrap();
        for number in 0..filled {
            let mut old = File::invent(&people, number, &row, (1, &shelf));
            (old.papers, old.tasks, old.bought) = (Vec::new(), Vec::new(), Vec::new());
            if number >= reported {
                (old.reports, old.items) = (Vec::new(), Vec::new());
            }
            if number >= noted {
                old.notes = Vec::new();
            }
            old.add(&mut write).await.unwrap();
        }
        (row.filled, row.noted, row.reported) = (filled, noted, reported);
        record::filled(&mut write, &row).await.unwrap();
        write.commit().await.unwrap();
        for _ in 0..2 {
            let row = record::find(database.readers()).await.unwrap().unwrap();
            complete(&database, row).await.unwrap();
            assert_eq!(counted(&database).await, invented(&people, 20));
        }
    }
}

/// How many clients, notes, reports, negative items, papers, tasks and purchases there are.
async fn counted(database: &Database) -> [i64; 8] {
    let mut counts = [0; 8];
    let tables = [
        "clients",
        "notes",
        "reports",
        "negative_items",
        "attachments",
        "client_documents",
        "tasks",
        "client_products",
    ];
    for (table, count) in tables.into_iter().zip(&mut counts) {
        let statement = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
        let found = sqlx::query_scalar(statement).fetch_one(database.readers());
        *count = found.await.unwrap();
    }
    counts
}

/// How many so many clients have.
fn invented(people: &Practice, clients: u64) -> [i64; 8] {
    let sum = |of: fn(&Practice, u64) -> usize| {
        (0..clients).map(|number| of(people, number) as i64).sum()
    };
    [
        clients as i64,
        sum(|people, number| people.notes(number).len()),
        sum(|people, number| people.snapshots(number).len()),
        sum(|people, number| people.items(number).len()),
        sum(|people, number| people.papers(number).len()),
        sum(|people, number| people.papers(number).len()),
        sum(|people, number| people.tasks(number).len()),
        sum(|people, number| people.purchases(number).len()),
    ]
}
