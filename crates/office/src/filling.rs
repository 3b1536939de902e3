//! Fills a practice office with invented clients and their files, some hundreds in one
//! transaction, and goes on where it stopped: whatever ends the program, nothing is missing or
//! there twice. What reports and negative items say is not stored, only where they stand.

use chrono::{NaiveTime, Utc};
use contract::portal::NegativeItemStatus;
use practice::{ItemStatus, Person, Practice};
use store::Database;
use tokio::task::spawn_blocking;

use crate::{
    clock::{Clock, stamp},
    data::{
        agents::{self, NewAgent},
        attachments::{self, AttachmentRow, Owner},
        clients::{self, NewClient},
        documents::{self, DocumentRow},
        files::{self, Drawn},
        moments,
        negative_items::{self, NewItem},
        notes::{self, NoteRow},
        practice::{self as record, PracticeRow},
        reports::{self, ReportRow},
        source::Source,
    },
    error::OfficeError,
    file_kind, item, password, random,
    role::Role,
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
    let password = random::typed()?;
    let hash = password::hash(&password)?;
    let agent = NewAgent {
        role: Role::Administrator,
        client_id: None,
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
        papered: 0,
        email: EMAIL.to_owned(),
        password,
    };
    record::add(database, &row).await?;
    Ok(row)
}

/// Puts in the clients that are still missing, and what those have not got who were there before
/// clients had notes, or reports.
pub(crate) async fn complete(database: &Database, row: PracticeRow) -> Result<(), OfficeError> {
    let mut write = database.write().await?;
    attachments::forget_drawn_sizes(&mut write).await?;
    write.commit().await?;
    let mut row = row;
    while row.begun() < row.filled || row.filled < row.clients {
        row = batch(database, row, BATCH).await?;
    }
    Ok(())
}

impl PracticeRow {
    /// The first client who may lack something.
    fn begun(&self) -> i64 {
        let reported = self.reported.min(self.papered);
        self.filled.min(self.noted).min(reported)
    }
}

/// Puts in what the next clients lack, so many clients at most, and answers how far it is now.
async fn batch(
    database: &Database,
    mut row: PracticeRow,
    most: i64,
) -> Result<PracticeRow, OfficeError> {
    let as_of = row.day().ok_or(OfficeError::Damaged)?;
    let people = row.people().ok_or(OfficeError::Damaged)?;
    let agent = agents::by_email(database.readers(), &row.email).await?;
    let agent = agent.ok_or(OfficeError::Damaged)?.id;
    let start = row.begun();
    let end = row.clients.min(start + most);
    let known = row.clone();
    let files = spawn_blocking(move || {
        let files = (start..end).map(|number| File::invent(&people, number, &known, agent));
        files.collect::<Vec<File>>()
    });
    let files = files.await.map_err(|_| OfficeError::Interrupted)?;
    let mut write = database.write().await?;
    for file in files {
        file.add(&mut write).await?;
    }
    (row.filled, row.noted) = (row.filled.max(end), row.noted.max(end));
    (row.reported, row.papered) = (row.reported.max(end), row.papered.max(end));
    record::filled(&mut write, &row).await?;
    // Whatever agents write comes after what was written before they came.
    moments::reach(&mut write, as_of.and_time(NaiveTime::MIN).and_utc()).await?;
    write.commit().await?;
    Ok(row)
}

/// What one client still lacks.
struct File {
    client: Option<NewClient>,
    notes: Vec<NoteRow>,
    reports: Vec<ReportRow>,
    /// Each with the place of the report that shows it.
    items: Vec<(usize, NewItem)>,
    papers: Vec<NewPaper>,
}

/// A paper and what it is of whom.
struct NewPaper {
    drawn: Drawn,
    attachment: AttachmentRow,
    document: DocumentRow,
}

impl File {
    fn invent(people: &Practice, number: i64, row: &PracticeRow, agent: i64) -> Self {
        let (who, id) = (number as u64, number + 1);
        let mut file = Self {
            client: None,
            notes: Vec::new(),
            reports: Vec::new(),
            items: Vec::new(),
            papers: Vec::new(),
        };
        if number >= row.filled {
            file.client = Some(client(people, people.client(who), row.clients));
        }
        if number >= row.noted {
            let notes = people.notes(who).into_iter();
            file.notes = notes.map(|made| note(made, id, agent)).collect();
        }
        if number >= row.reported {
            let reports = people.snapshots(who).into_iter();
            file.reports = reports.map(|made| report(made, id)).collect();
            let items = people.items(who).into_iter().enumerate();
            let items = items.map(|(place, made)| (made.snapshot, negative_item(place, made, id)));
            file.items = items.collect();
        }
        if number >= row.papered {
            let papers = people.papers(who).into_iter();
            file.papers = papers.map(|made| paper(made, id, agent)).collect();
        }
        file
    }

    async fn add(self, write: &mut sqlx::SqliteConnection) -> sqlx::Result<()> {
        if let Some(client) = &self.client {
            clients::add(write, client).await?;
        }
        for note in &self.notes {
            notes::add(write, note).await?;
        }
        let mut ids = Vec::with_capacity(self.reports.len());
        for (place, report) in self.reports.iter().enumerate() {
            ids.push(reports::add(write, report, &Source::Practice(place)).await?);
        }
        let items = self.items.into_iter().map(|(shown_in, item)| NewItem {
            report: ids.get(shown_in).copied(),
            ..item
        });
        negative_items::add(write, &items.collect::<Vec<NewItem>>()).await?;
        for paper in self.papers {
            paper.add(write).await?;
        }
        Ok(())
    }
}

impl NewPaper {
    async fn add(mut self, write: &mut sqlx::SqliteConnection) -> sqlx::Result<()> {
        self.attachment.file = files::add_drawn(write, self.drawn).await?;
        self.document.attachment_id = attachments::add(write, &self.attachment).await?;
        let document = documents::add(write, &self.document).await?;
        let (file, owner) = (self.document.attachment_id, Owner::Document(document));
        attachments::give(write, file, owner).await?;
        Ok(())
    }
}

fn paper(paper: practice::Paper, client: i64, agent: i64) -> NewPaper {
    let added_at = stamp(paper.added_at);
    let place = paper.place as u32;
    NewPaper {
        drawn: Drawn {
            client_id: client,
            place,
        },
        attachment: AttachmentRow {
            id: 0,
            user_id: agent,
            file: 0,
            name: paper.file_name,
            caption: paper.caption,
            kind: file_kind::named(paper.extension)
                .unwrap_or_default()
                .to_owned(),
            extension: paper.extension.to_owned(),
            size: None,
            created_at: added_at.clone(),
            updated_at: added_at.clone(),
        },
        document: DocumentRow {
            id: 0,
            client_id: client,
            attachment_id: 0,
            author_id: agent,
            size: None,
            kind: paper.doc_type.to_owned(),
            subtype: Some(paper.subtype.to_owned()),
            created_at: added_at.clone(),
            updated_at: added_at,
        },
    }
}

fn report(report: practice::Snapshot, client: i64) -> ReportRow {
    let made_at = stamp(report.made_at);
    ReportRow {
        id: 0,
        client_id: client,
        bureau: report.bureau.letters().to_owned(),
        vendor: report.bureau.name().to_owned(),
        report_date: report.report_date.to_string(),
        report_id: report.report_id,
        created_at: made_at.clone(),
        updated_at: made_at,
    }
}

fn negative_item(place: usize, item: practice::Item, client: i64) -> NewItem {
    let line = &item.tradeline;
    NewItem {
        client_id: client,
        report: None,
        account_type: item::account_type(line).unwrap_or_default(),
        is_negative: line.is_negative(),
        is_collection: line.is_collection(),
        is_charge_off: line.is_charge_off(),
        is_disputed: line.is_disputed(),
        status: match item.status {
            ItemStatus::New => NegativeItemStatus::New,
            ItemStatus::NotProcessed => NegativeItemStatus::NotProcessed,
            ItemStatus::InProgress => NegativeItemStatus::InProgress,
            ItemStatus::Repaired => NegativeItemStatus::Repaired,
        },
        updated_at: stamp(item.changed_at),
        source: Source::Practice(place),
        account_name: item.tradeline.furnisher.name,
    }
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
        searched: clients::searched(&attributes),
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
    async fn a_cut_within_a_transaction_leaves_nothing_out_and_nothing_twice() {
        let (before, after) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let database = open(before.path()).await;
        let mut write = database.write().await.unwrap();
        let row = begin(&mut write, 50, &Clock::default()).await.unwrap();
        write.commit().await.unwrap();
        let row = batch(&database, row, 20).await.unwrap();
        let done = [row.filled, row.noted, row.reported, row.papered];
        assert_eq!(done, [20; 4]);
        // The next transaction has begun when the power goes.
        let people = row.people().unwrap();
        let mut write = database.write().await.unwrap();
        for number in 20..35 {
            let file = File::invent(&people, number, &row, 1);
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
            let database = open(folder.path()).await;
            let mut write = database.write().await.unwrap();
            let mut row = begin(&mut write, 20, &Clock::default()).await.unwrap();
            let people = row.people().unwrap();
            for number in 0..filled {
                let mut old = File::invent(&people, number, &row, 1);
                old.papers = Vec::new();
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

    /// How many clients, notes, reports, negative items and papers there are.
    async fn counted(database: &Database) -> [i64; 6] {
        let mut counts = [0; 6];
        let tables = [
            "clients",
            "notes",
            "reports",
            "negative_items",
            "attachments",
            "client_documents",
        ];
        for (table, count) in tables.into_iter().zip(&mut counts) {
            let statement = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
            let found = sqlx::query_scalar(statement).fetch_one(database.readers());
            *count = found.await.unwrap();
        }
        counts
    }

    /// How many so many clients have.
    fn invented(people: &Practice, clients: u64) -> [i64; 6] {
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
        ]
    }
}
