//! What is done about clients by itself, step after step, and the times that steps were run.

use contract::portal::{Workflow, WorkflowStep};
use serde_json::{Map, Value};
use sqlx::{FromRow, SqliteConnection, SqliteExecutor};

/// A step of a workflow as it is kept, with what its workflow is.
#[derive(Clone, FromRow)]
pub(crate) struct StepRow {
    pub(crate) id: i64,
    pub(crate) workflow: i64,
    pub(crate) step_order: i64,
    pub(crate) name: String,
    #[sqlx(rename = "type")]
    pub(crate) kind: String,
    /// A JSON object.
    pub(crate) config: String,
    pub(crate) event_definition: Option<i64>,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
    pub(crate) workflow_name: String,
    pub(crate) workflow_description: String,
}

impl StepRow {
    /// What the kind of step needs to know.
    pub(crate) fn config(&self) -> Map<String, Value> {
        serde_json::from_str(&self.config).unwrap_or_default()
    }

    /// The workflow without its steps.
    pub(crate) fn workflow(&self) -> Workflow {
        Workflow {
            can_run_concurrently: Some(false),
            created_at: Some(self.created_at.clone()),
            description: Some(self.workflow_description.clone()),
            exit_on_trigger_mismatch: Some(false),
            id: Some(self.workflow),
            is_active: Some(true),
            is_archive: Some(false),
            is_version: Some(false),
            name: Some(self.workflow_name.clone()),
            kind: Some("client".to_owned()),
            updated_at: Some(self.updated_at.clone()),
            ..Workflow::default()
        }
    }

    /// The step as other records show it: without the times that it was run, and without the
    /// event that it waits for.
    pub(crate) fn shown(&self) -> WorkflowStep {
        WorkflowStep {
            config: self.config(),
            created_at: Some(self.created_at.clone()),
            id: Some(self.id),
            is_children: Some(false),
            name: Some(self.name.clone()),
            on_fail_exit: Some(false),
            step_order: Some(self.step_order),
            kind: Some(self.kind.clone()),
            updated_at: Some(self.updated_at.clone()),
            workflow: Some(Box::new(self.workflow())),
            ..WorkflowStep::default()
        }
    }
}

/// Adds a workflow and answers its id.
pub(crate) async fn add(
    database: &mut SqliteConnection,
    [name, description]: [&str; 2],
    moment: &str,
) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO workflows (name, description, created_at, updated_at)
         VALUES ($1, $2, $3, $3) RETURNING id",
    )
    .bind(name)
    .bind(description)
    .bind(moment)
    .fetch_one(database)
    .await
}

/// A step that is not there yet.
pub(crate) struct NewStep<'a> {
    pub(crate) workflow: i64,
    pub(crate) step_order: i64,
    pub(crate) name: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) config: Value,
    pub(crate) event_definition: Option<i64>,
}

/// Adds a step.
pub(crate) async fn add_step(
    database: &mut SqliteConnection,
    step: &NewStep<'_>,
    moment: &str,
) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO workflow_steps (workflow, step_order, name, type, config, event_definition,
             created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7)",
    )
    .bind(step.workflow)
    .bind(step.step_order)
    .bind(step.name)
    .bind(step.kind)
    .bind(step.config.to_string())
    .bind(step.event_definition)
    .bind(moment)
    .execute(database)
    .await?;
    Ok(())
}

pub(crate) async fn step(
    database: impl SqliteExecutor<'_>,
    id: i64,
) -> sqlx::Result<Option<StepRow>> {
    sqlx::query_as(
        "SELECT s.id, s.workflow, s.step_order, s.name, s.type, s.config, s.event_definition,
             s.created_at, s.updated_at, w.name AS workflow_name,
             w.description AS workflow_description
         FROM workflow_steps AS s JOIN workflows AS w ON w.id = s.workflow WHERE s.id = $1",
    )
    .bind(id)
    .fetch_optional(database)
    .await
}

/// The step with which the first workflow begins.
pub(crate) async fn first_step(database: impl SqliteExecutor<'_>) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar("SELECT id FROM workflow_steps ORDER BY workflow, step_order LIMIT 1")
        .fetch_optional(database)
        .await
}

/// Notes that a step was run for a client, and answers the number of that time.
pub(crate) async fn ran(
    database: &mut SqliteConnection,
    (step, client): (i64, i64),
    result: &Map<String, Value>,
    moment: &str,
) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO step_executions (step, client_id, result, created_at)
         VALUES ($1, $2, $3, $4) RETURNING id",
    )
    .bind(step)
    .bind(client)
    .bind(Value::Object(result.clone()).to_string())
    .bind(moment)
    .fetch_one(database)
    .await
}

/// One time that a step was run, as it is kept.
#[derive(Clone, FromRow)]
pub(crate) struct ExecutionRow {
    pub(crate) id: i64,
    /// A JSON object.
    pub(crate) result: String,
    pub(crate) created_at: String,
}

/// The times that a step was run for a client, the earliest first.
pub(crate) async fn runs(
    database: impl SqliteExecutor<'_>,
    (step, client): (i64, i64),
) -> sqlx::Result<Vec<ExecutionRow>> {
    sqlx::query_as(
        "SELECT id, result, created_at FROM step_executions WHERE step = $1 AND client_id = $2
         ORDER BY id",
    )
    .bind(step)
    .bind(client)
    .fetch_all(database)
    .await
}
