//! `portal.workflow.*`: running a step of a workflow to see what it does. What stays in the office
//! is done; what would leave it is shown.

use chrono::TimeDelta;
use contract::{
    Call, FieldErrors,
    portal::{Client, StepExecution, WorkflowDebugStep, WorkflowStep},
};
use letters::Values;
use serde_json::{Map, Value, json};
use sqlx::SqlitePool;

use super::{
    clients::{self, owner},
    texts,
};
use crate::{
    clock::stamp,
    data::{
        event_definitions, events,
        tasks::{self, TaskRow},
        workflows::{self as data, ExecutionRow, StepRow},
    },
    event_kind::EventKind,
    server::{Outcome, Refusal, Table, Writing},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table.writes::<WorkflowDebugStep>(debug)
}

/// A step as the tasks that it set for a client show it, with the times that it was run.
pub(super) async fn of_client(
    database: &SqlitePool,
    step: i64,
    client: &Client,
) -> Result<WorkflowStep, Refusal> {
    let row = data::step(database, step).await?;
    let row = row.ok_or_else(|| Refusal::inside("a task has no step"))?;
    let runs = data::runs(database, (step, client.id.unwrap_or_default())).await?;
    let runs = runs.into_iter().map(|run| execution(run, &row, client));
    Ok(WorkflowStep {
        step_executions: runs.collect(),
        ..row.shown()
    })
}

async fn debug(write: &mut Writing, call: Call<WorkflowDebugStep>) -> Outcome<WorkflowDebugStep> {
    if write.office().practice.is_none() {
        let sentence = "Steps are run like this in a practice office only.";
        return Err(Refusal::NotHere(sentence));
    }
    let step = data::step(write.database(), call.path.workflow_step).await?;
    let step = step.ok_or(Refusal::NoSuchRecord)?;
    let id = call.path.client;
    let client = clients::read(write.database(), id).await?;
    let now = write.moment().await?;
    let result = match step.kind.as_str() {
        "create_task" => create_task(write, &step, id, &now).await?,
        "send_email" => email(write, &step, &client).await?,
        "http_request" => request(&step, id),
        "wait_for_event" => waited(write, &step, id).await?,
        _ => return Err(Refusal::inside("a step is of no kind")),
    };
    let run = ExecutionRow {
        id: data::ran(write.database(), (step.id, id), &result, &now).await?,
        result: Value::Object(result).to_string(),
        created_at: now,
    };
    let client = owner(write.database(), id).await?;
    Ok(execution(run, &step, &client))
}

/// Sets the task that a step sets.
async fn create_task(
    write: &mut Writing,
    step: &StepRow,
    client: i64,
    now: &str,
) -> Result<Map<String, Value>, Refusal> {
    let config = step.config();
    let values = texts::within_write(write, client).await?;
    let days = config.get("due_in_days").and_then(Value::as_i64);
    let due_at = write.office().clock.now() + TimeDelta::days(days.unwrap_or_default());
    let row = TaskRow {
        id: 0,
        client_id: client,
        author_id: write.agent.id,
        step: Some(step.id),
        name: filled(&config, "name", &values)?,
        description: filled(&config, "description", &values)?,
        status: "open".to_owned(),
        due_date: stamp(due_at),
        created_at: now.to_owned(),
        updated_at: now.to_owned(),
    };
    let id = tasks::add(write.database(), &row).await?;
    let tells = vec![("task_id", json!(id))];
    write
        .happened(EventKind::TaskCreated, Some(client), tells)
        .await?;
    Ok(object(json!({ "done": true, "task_id": id })))
}

/// What would be mailed.
async fn email(
    write: &mut Writing,
    step: &StepRow,
    client: &Client,
) -> Result<Map<String, Value>, Refusal> {
    let config = step.config();
    let Some(to) = client.email.as_deref() else {
        let errors = FieldErrors::one("client", "has no e-mail address");
        return Err(Refusal::Fields(errors));
    };
    let values = texts::within_write(write, client.id.unwrap_or_default()).await?;
    let email = json!({
        "to": to,
        "subject": filled(&config, "subject", &values)?,
        "body": filled(&config, "body", &values)?,
    });
    Ok(object(json!({ "done": false, "would_send": email })))
}

/// What would be asked of another server.
fn request(step: &StepRow, client: i64) -> Map<String, Value> {
    let config = step.config();
    let request = json!({
        "method": config.get("method"),
        "url": config.get("url"),
        "body": { "client_id": client, "workflow_id": step.workflow },
    });
    object(json!({ "done": false, "would_request": request }))
}

/// Whether what a step waits for has happened.
async fn waited(
    write: &mut Writing,
    step: &StepRow,
    client: i64,
) -> Result<Map<String, Value>, Refusal> {
    let missing = || Refusal::inside("a step waits for nothing");
    let id = step.event_definition.ok_or_else(missing)?;
    let definition = event_definitions::find(write.database(), id).await?;
    let definition = definition.ok_or_else(missing)?;
    let happened = events::of_definition(write.database(), &definition, Some(client), 1).await?;
    let event = happened.first().map(|event| &event.rudder_id);
    let result = json!({
        "done": event.is_some() && definition.is_active(),
        "waits_for": definition.name,
        "rudder_id": event,
    });
    Ok(object(result))
}

/// A text of a step, with values in the place of its shortcodes, as in a template.
fn filled(config: &Map<String, Value>, name: &str, values: &Values) -> Result<String, Refusal> {
    let text = config.get(name).and_then(Value::as_str);
    texts::filled(name, text.unwrap_or_default(), values)
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// Why nothing left the office, by what would have left it. To wait is no error.
fn error(result: &Map<String, Value>) -> Map<String, Value> {
    let shown = ["would_send", "would_request"].into_iter();
    let kept_back = shown.filter(|name| result.contains_key(*name));
    let why = kept_back.map(|name| {
        let sentence = "Nothing leaves a practice office: this is only shown.";
        (name.to_owned(), json!([sentence]))
    });
    why.collect()
}

/// A time that a step was run. One that did nothing yet is `pending`, as the document has it, and
/// has not ended.
fn execution(run: ExecutionRow, step: &StepRow, client: &Client) -> StepExecution {
    let result: Map<String, Value> = serde_json::from_str(&run.result).unwrap_or_default();
    let is_done = result.get("done") == Some(&Value::Bool(true));
    let status = if is_done { "completed" } else { "pending" };
    StepExecution {
        client: serde_json::to_value(client).ok(),
        created_at: Some(run.created_at.clone()),
        end_time: is_done.then(|| run.created_at.clone()),
        error: error(&result),
        id: Some(run.id),
        result,
        retry_count: Some(0),
        start_time: Some(run.created_at.clone()),
        status: Some(status.to_owned()),
        updated_at: Some(run.created_at),
        workflow: serde_json::to_value(step.workflow()).ok(),
    }
}
