//! `office.tasks.*`: setting what is to be done about clients, and saying how it stands.

use chrono::{DateTime, Utc};
use contract::{
    Call,
    office::{NewTask, TaskChange, TasksCreate, TasksDelete, TasksUpdate},
    portal::Message,
};
use serde_json::json;

use super::super::{attachments::let_go_with, entered::Entered, tasks::shown};
use crate::{
    clock::stamp,
    data::{
        attachments::Owner,
        clients,
        tasks::{self as data, TaskRow},
    },
    event_kind::EventKind,
    server::{Outcome, Refusal, Table, Writing},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .writes::<TasksCreate>(create)
        .writes::<TasksUpdate>(update)
        .writes::<TasksDelete>(delete)
}

async fn create(write: &mut Writing, call: Call<TasksCreate>) -> Outcome<TasksCreate> {
    let NewTask {
        client_id,
        name,
        description,
        due_date,
        status,
    } = call.body;
    let mut entered = Entered::default();
    if !clients::exists(write.database(), client_id).await? {
        entered.wrong("client_id", "names no client");
    }
    let now = write.moment().await?;
    let mut row = TaskRow {
        id: 0,
        client_id,
        author_id: write.agent.id,
        step: None,
        name: entered.needed("name", Some(name), String::new()),
        description: entered.description(description),
        status: status.word().to_owned(),
        due_date: entered.due(&due_date),
        created_at: now.clone(),
        updated_at: now,
    };
    entered.done()?;
    row.id = data::add(write.database(), &row).await?;
    let tells = vec![("task_id", json!(row.id))];
    write
        .happened(EventKind::TaskCreated, Some(client_id), tells)
        .await?;
    shown(write.office().database.readers(), row).await
}

async fn update(write: &mut Writing, call: Call<TasksUpdate>) -> Outcome<TasksUpdate> {
    let row = data::find(write.database(), call.path.id).await?;
    let row = row.ok_or(Refusal::NoSuchRecord)?;
    let TaskChange {
        name,
        description,
        due_date,
        status,
    } = call.body;
    let mut entered = Entered::default();
    let row = TaskRow {
        name: entered.needed("name", name, row.name),
        description: description.map_or(row.description, |text| entered.description(text)),
        due_date: due_date.map_or(row.due_date, |moment| entered.due(&moment)),
        status: status.map_or(row.status, |status| status.word().to_owned()),
        updated_at: write.moment().await?,
        ..row
    };
    entered.done()?;
    data::change(write.database(), &row).await?;
    shown(write.office().database.readers(), row).await
}

async fn delete(write: &mut Writing, call: Call<TasksDelete>) -> Outcome<TasksDelete> {
    if !data::delete(write.database(), call.path.id).await? {
        return Err(Refusal::NoSuchRecord);
    }
    let_go_with(write, Owner::Task(call.path.id)).await?;
    Ok(Message::new("The task was deleted."))
}

impl Entered {
    /// A text of any number of lines, which may be empty.
    fn description(&mut self, text: String) -> String {
        if text.contains('\0') {
            self.wrong("description", "must be text");
        }
        text
    }

    /// A moment as it is kept.
    fn due(&mut self, moment: &str) -> String {
        let moment = DateTime::parse_from_rfc3339(moment);
        if moment.is_err() {
            self.wrong("due_date", "must be a moment such as 2026-01-31T17:00:00Z");
        }
        stamp(moment.unwrap_or_default().with_timezone(&Utc))
    }
}
