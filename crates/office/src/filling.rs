//! Fills a practice office with invented clients and their files, some hundreds in one
//! transaction, and goes on where it stopped: whatever ends the program, nothing is missing or
//! there twice. What reports and negative items say is not stored, only where they stand.

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use chrono::{NaiveTime, Utc};
use contract::portal::NegativeItemStatus;
use practice::{ItemStatus, Person, Practice, TaskStatus};
use store::Database;
use tokio::task::spawn_blocking;

use crate::{
    clock::{Clock, stamp},
    data::{
        agents::{self, NewAgent},
        attachments::{self, AttachmentRow, Owner},
        client_products::{self, ClientProductRow},
        clients::{self, NewClient},
        documents::{self, DocumentRow},
        files::{self, Drawn},
        moments,
        negative_items::{self, NewItem},
        notes::{self, NoteRow},
        practice::{self as record, PracticeRow},
        products,
        reports::{self, ReportRow},
        source::Source,
        tasks::{self, TaskRow},
        workflows,
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
        tasked: 0,
        email: EMAIL.to_owned(),
        password,
    };
    record::add(database, &row).await?;
    Ok(row)
}

/// Puts in the clients that are still missing, and what those have not got who were there before
/// clients had notes, reports, or tasks.
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
        let parts = [self.noted, self.reported, self.papered, self.tasked];
        parts.into_iter().fold(self.filled, i64::min)
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
    let shelf = Shelf::read(database).await?;
    let files = spawn_blocking(move || {
        let files =
            (start..end).map(|number| File::invent(&people, number, &known, (agent, &shelf)));
        files.collect::<Vec<File>>()
    });
    let files = files.await.map_err(|_| OfficeError::Interrupted)?;
    let mut write = database.write().await?;
    for file in files {
        file.add(&mut write).await?;
    }
    (row.filled, row.noted) = (row.filled.max(end), row.noted.max(end));
    (row.reported, row.papered) = (row.reported.max(end), row.papered.max(end));
    row.tasked = row.tasked.max(end);
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
    tasks: Vec<TaskRow>,
    bought: Vec<ClientProductRow>,
}

/// What the office knows under numbers of its own.
struct Shelf {
    /// The products by the firm's codes for them.
    products: HashMap<String, i64>,
    /// The step of a workflow that sets the welcome call.
    welcome: Option<i64>,
}

impl Shelf {
    async fn read(database: &Database) -> sqlx::Result<Self> {
        let products = products::all(database.readers()).await?.into_iter();
        Ok(Self {
            products: products.map(|row| (row.product_code, row.id)).collect(),
            welcome: workflows::first_step(database.readers()).await?,
        })
    }
}

/// A paper and what it is of whom.
struct NewPaper {
    drawn: Drawn,
    attachment: AttachmentRow,
    document: DocumentRow,
}

impl File {
    fn invent(
        people: &Practice,
        number: i64,
        row: &PracticeRow,
        (agent, shelf): (i64, &Shelf),
    ) -> Self {
        let (who, id) = (number as u64, number + 1);
        let mut file = Self {
            client: None,
            notes: Vec::new(),
            reports: Vec::new(),
            items: Vec::new(),
            papers: Vec::new(),
            tasks: Vec::new(),
            bought: Vec::new(),
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
        if number >= row.tasked {
            let tasks = people.tasks(who).into_iter();
            file.tasks = tasks.map(|made| task(made, id, (agent, shelf))).collect();
            let bought = people.purchases(who).into_iter();
            file.bought = bought
                .filter_map(|made| purchase(made, id, shelf))
                .collect();
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
        for task in &self.tasks {
            tasks::add(write, task).await?;
        }
        for bought in &self.bought {
            client_products::add(write, bought).await?;
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

fn task(task: practice::Task, client: i64, (agent, shelf): (i64, &Shelf)) -> TaskRow {
    TaskRow {
        id: 0,
        client_id: client,
        author_id: agent,
        step: shelf.welcome.filter(|_| task.is_welcome),
        name: task.name,
        description: task.description,
        status: match task.status {
            TaskStatus::Open => "open",
            TaskStatus::InProgress => "in_progress",
            TaskStatus::Completed => "completed",
        }
        .to_owned(),
        due_date: stamp(task.due_at),
        created_at: stamp(task.set_at),
        updated_at: stamp(task.changed_at),
    }
}

/// What a client bought; nothing where the firm sells it no more.
fn purchase(bought: practice::Purchase, client: i64, shelf: &Shelf) -> Option<ClientProductRow> {
    let bought_at = stamp(bought.bought_at);
    Some(ClientProductRow {
        id: 0,
        client_id: client,
        product_id: *shelf.products.get(bought.product)?,
        initial_fee: bought.initial_fee,
        charged_monthly: bought.charged_monthly,
        created_at: bought_at.clone(),
        updated_at: bought_at,
    })
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
