//! `portal.tasks.*`: what is to be done about a client. No operation of the Portal sets a task:
//! steps of workflows do, and agents by operations of the office's own.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use contract::{
    Call, FieldErrors,
    portal::{Client, Task, TaskListing, TasksList, User, WorkflowStep},
};
use sqlx::SqlitePool;

use super::{
    asked::{Asked, Pages},
    clients::owner,
    workflows,
};
use crate::{
    clock::stamp,
    data::{
        agents,
        tasks::{self as data, Sort, TaskRow, Window},
    },
    server::{Caller, Outcome, Refusal, Table},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table.on::<TasksList>(list)
}

async fn list(caller: Caller, call: Call<TasksList>) -> Outcome<TasksList> {
    let database = caller.office.database.readers();
    let (window, pages) = window(call.query).map_err(Refusal::Fields)?;
    let total = data::count(database, &window).await?;
    let rows = data::list(database, &window).await?;
    if rows.is_empty() {
        return Ok(pages.page([], total));
    }
    let Some(client) = Refusal::unless_gone(owner(database, window.client).await)? else {
        return Ok(pages.page([], 0));
    };
    let mut around = Around::new(client);
    let mut shown = Vec::with_capacity(rows.len());
    for row in rows {
        shown.push(around.show(database, row).await?);
    }
    Ok(pages.page(shown, total))
}

fn window(query: TaskListing) -> Result<(Window, Pages), FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let window = Window {
        client: query.client_id,
        search: asked.search(query.search.as_deref()),
        status: query.status,
        due: query.due_date.as_deref().and_then(day),
        author: query.author_id,
        sort: asked.sort(query.sort_by.as_deref(), Sort::ALL),
        direction: query.sort_direction.unwrap_or_default(),
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| (window, pages))
}

/// The first moment of the day of a moment, in its own time zone, and the first after that day.
fn day(moment: &str) -> Option<[String; 2]> {
    let moment = DateTime::parse_from_rfc3339(moment).ok()?;
    let midnight = moment.date_naive().and_time(chrono::NaiveTime::MIN);
    let first = midnight - TimeDelta::seconds(moment.offset().local_minus_utc().into());
    let first: DateTime<Utc> = first.and_utc();
    Some([first, first + TimeDelta::days(1)].map(stamp))
}

/// A task as it is shown on its own.
pub(super) async fn shown(database: &SqlitePool, row: TaskRow) -> Result<Task, Refusal> {
    let client = owner(database, row.client_id).await?;
    Around::new(client).show(database, row).await
}

/// What a client's tasks show besides what they are, each looked up once.
struct Around {
    client: Client,
    authors: HashMap<i64, User>,
    steps: HashMap<i64, WorkflowStep>,
}

impl Around {
    fn new(client: Client) -> Self {
        Self {
            client,
            authors: HashMap::new(),
            steps: HashMap::new(),
        }
    }

    async fn show(&mut self, database: &SqlitePool, row: TaskRow) -> Result<Task, Refusal> {
        let author = match self.authors.get(&row.author_id) {
            Some(author) => author.clone(),
            None => {
                let agent = agents::find(database, row.author_id).await?;
                let agent = agent.ok_or_else(|| Refusal::inside("a task has no author"))?;
                let author = agent.shown();
                self.authors.insert(row.author_id, author.clone());
                author
            }
        };
        let step = match row.step {
            None => None,
            Some(id) => Some(match self.steps.get(&id) {
                Some(step) => step.clone(),
                None => {
                    let step = workflows::of_client(database, id, &self.client).await?;
                    self.steps.insert(id, step.clone());
                    step
                }
            }),
        };
        Ok(Task {
            author: Some(author),
            client: Some(self.client.clone()),
            created_at: Some(row.created_at),
            description: Some(row.description),
            due_date: Some(row.due_date),
            id: Some(row.id),
            name: Some(row.name),
            resource_id: Some(row.client_id.to_string()),
            resource_type: Some("client".to_owned()),
            status: Some(row.status),
            updated_at: Some(row.updated_at),
            workflow_step: step,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_where_it_is_asked_for() {
        let day = |moment| day(moment).map(|[from, to]| format!("{from} {to}"));
        // Midnight in New York in winter is five hours behind that of UTC.
        for moment in ["2026-01-31T00:00:00-05:00", "2026-01-31T23:59:59-05:00"] {
            let wanted = "2026-01-31T05:00:00.000000Z 2026-02-01T05:00:00.000000Z";
            assert_eq!(day(moment).as_deref(), Some(wanted));
        }
        let wanted = "2026-01-31T00:00:00.000000Z 2026-02-01T00:00:00.000000Z";
        assert_eq!(day("2026-01-31T12:00:00Z").as_deref(), Some(wanted));
        assert_eq!(day("2026-01-31"), None);
    }
}
