//! `portal.imports.*`: an uploaded CSV, done row by row. What is wrong with a row is in the log, and
//! the others are done; what ends the program leaves either all of them done or none. The log names
//! lines and columns and quotes nothing of what stands there.

use std::{collections::HashMap, sync::Arc};

use contract::{
    Call, FieldErrors,
    portal::{ImportListing, ImportType, ImportsCreate, ImportsExampleCsv, ImportsList, User},
};
use sqlx::SqliteExecutor;
use tokio::{sync::OwnedSemaphorePermit, task::spawn_blocking};

use super::{
    asked::{Asked, Pages},
    rows,
};
use crate::{
    data::{
        agents,
        attachments::{self, AttachmentRow},
        files,
        imports::{self as data, ImportRow, Sort, Window},
    },
    file_kind::CSV,
    server::{Caller, Content, Held, Outcome, Refusal, Table, Writing},
    shared::Shared,
    sheet::{self, Sheet},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<ImportsList>(list)
        .writes_with::<ImportsCreate, _, _, _>(opened, create)
        .downloads::<ImportsExampleCsv, _, _>(example)
}

async fn list(caller: Caller, call: Call<ImportsList>) -> Outcome<ImportsList> {
    let database = caller.office.database.readers();
    let (window, pages) = window(&call.query).map_err(Refusal::Fields)?;
    let total = data::count(database, &window).await?;
    let rows = data::list(database, &window).await?;
    let agents = agents::all(database).await?.into_iter();
    let authors: HashMap<i64, User> = agents.map(|agent| (agent.id, agent.shown())).collect();
    let shown = rows.into_iter().map(|row| {
        let author = authors.get(&row.user_id).cloned().unwrap_or_default();
        row.shown(author)
    });
    Ok(pages.page(shown, total))
}

/// A file that was read, or a sentence on why none of its rows can be done.
struct Opened {
    sheet: Result<Sheet, String>,
    _turn: OwnedSemaphorePermit,
}

/// Reads the file, which takes its time where it is long.
fn opened(
    office: Arc<Shared>,
    call: &Call<ImportsCreate>,
) -> impl Future<Output = Result<Opened, Refusal>> + Send + use<> {
    let (kind, id) = (call.body.kind, call.body.attachment_id);
    async move {
        let turn = office.import_turn().await?;
        let database = office.database.readers();
        let file = files::whole(database, list_of(database, id).await?.file).await?;
        let today = office.clock.now().date_naive();
        let sheet = spawn_blocking(move || Sheet::read(&file, today)).await;
        let sheet = sheet.map_err(|_| Refusal::inside("a file was not read to its end"))?;
        Ok(Opened {
            sheet: sheet.and_then(|sheet| needed(&sheet, kind).map(|()| sheet)),
            _turn: turn,
        })
    }
}

async fn create(
    write: &mut Writing,
    call: Call<ImportsCreate>,
    opened: Opened,
) -> Outcome<ImportsCreate> {
    let (kind, id) = (call.body.kind, call.body.attachment_id);
    // It may be gone since it was read.
    list_of(write.database(), id).await?;
    let created_at = write.moment().await?;
    let done = match opened.sheet {
        Ok(sheet) => done(write, kind, sheet).await?,
        Err(sentence) => Done::failed(sentence),
    };
    let mut row = ImportRow {
        id: 0,
        kind: kind.word().to_owned(),
        status: done.status.to_owned(),
        user_id: write.agent.id,
        total_records: done.total,
        processed_records: done.processed,
        error_log: (!done.log.is_empty()).then(|| done.log.join("\n")),
        updated_at: write.moment().await?,
        created_at,
    };
    let author = write.agent.clone();
    let name = [&author.first_name, &author.last_name, &author.email].map(String::as_str);
    row.id = data::add(write.database(), &row, id, &name.join(" ")).await?;
    Ok(row.shown(author.shown()))
}

async fn example(_: Caller, _: Call<ImportsExampleCsv>) -> Result<Held, Refusal> {
    let written = sheet::example();
    Ok(Held {
        content: Content::Here(written.map_err(|_| Refusal::inside("a list is not written"))?),
        name: "clients.csv".to_owned(),
        kind: format!("{CSV}; charset=utf-8"),
    })
}

/// The record of a file that is a list.
async fn list_of(database: impl SqliteExecutor<'_>, id: i64) -> Result<AttachmentRow, Refusal> {
    let refused = |sentence| Refusal::Fields(FieldErrors::one("attachment_id", sentence));
    let row = attachments::find(database, id).await?;
    let row = row.ok_or_else(|| refused("names no file"))?;
    if !row.is_for_import() {
        return Err(refused("names a file that is no CSV"));
    }
    Ok(row)
}

/// What a file must say so that any of its rows can be done.
fn needed(sheet: &Sheet, kind: ImportType) -> Result<(), String> {
    let wanted: &[&[&str]] = match kind {
        ImportType::Add => &[&["FirstName"], &["LastName"]],
        ImportType::Update | ImportType::Delete => &[&rows::NAMED_BY],
    };
    for names in wanted {
        if !sheet.has_one_of(names) {
            return Err(format!("There must be a column {}.", names.join(" or ")));
        }
    }
    Ok(())
}

/// What came of a file.
struct Done {
    status: &'static str,
    total: i64,
    processed: i64,
    log: Vec<String>,
}

impl Done {
    fn failed(sentence: String) -> Self {
        Self {
            status: "failed",
            total: 0,
            processed: 0,
            log: vec![sentence],
        }
    }
}

async fn done(write: &mut Writing, kind: ImportType, sheet: Sheet) -> Result<Done, Refusal> {
    let mut done = Done {
        status: "completed",
        total: sheet.rows.len() as i64,
        processed: 0,
        log: Vec::new(),
    };
    if !sheet.passed_over.is_empty() {
        let names = sheet.passed_over.join(", ");
        done.log.push(format!(
            "Line 1: columns that are not known here were passed over: {names}."
        ));
    }
    for (line, row) in sheet.rows {
        let outcome = match row {
            Err(errors) => Err(errors.to_string()),
            Ok(entry) => rows::done(write, kind, entry).await?,
        };
        match outcome {
            Ok(()) => done.processed += 1,
            Err(sentence) => done.log.push(format!("Line {line}: {sentence}")),
        }
    }
    if done.processed < done.total {
        done.status = "completed_with_errors";
    }
    Ok(done)
}

fn window(query: &ImportListing) -> Result<(Window, Pages), FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let window = Window {
        search: asked.search(query.search.as_deref()),
        sort: asked.sort(query.sort_by.as_deref(), Sort::ALL),
        direction: query.sort_direction.unwrap_or_default(),
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| (window, pages))
}

#[cfg(test)]
mod tests {
    use contract::portal::NewImport;

    use super::*;

    /// Keeps a list, and answers the id of its record.
    async fn kept(office: &Shared, csv: &str) -> i64 {
        let user_id = office.administrator("ana@example.com", "a long password");
        let user_id = user_id.await;
        let now = "2026-01-15T12:00:00.000000Z";
        let mut write = office.database.write().await.unwrap();
        let file = files::begin(&mut write).await.unwrap();
        let bytes = csv.as_bytes();
        files::add(&mut write, file, 0, bytes).await.unwrap();
        let row = AttachmentRow {
            id: 0,
            user_id,
            file,
            name: "clients".to_owned(),
            caption: String::new(),
            kind: CSV.to_owned(),
            extension: "csv".to_owned(),
            size: Some(bytes.len() as i64),
            created_at: now.to_owned(),
            updated_at: now.to_owned(),
        };
        let id = attachments::add(&mut write, &row).await.unwrap();
        write.commit().await.unwrap();
        id
    }

    #[tokio::test]
    async fn a_list_is_read_while_somebody_else_writes() {
        let (_folder, office) = Shared::empty().await;
        let attachment_id = kept(&office, "FirstName,LastName\nAna,Soto\n").await;
        let call = Call {
            path: (),
            query: (),
            body: NewImport {
                kind: ImportType::Add,
                attachment_id,
            },
        };
        let busy = office.database.write().await.unwrap();
        let opened = opened(Arc::clone(&office), &call).await.unwrap();
        assert_eq!(opened.sheet.unwrap().rows.len(), 1);
        drop(busy);
    }
}
