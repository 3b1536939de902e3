//! `office.tasks.*`: setting what is to be done about clients, and saying how it stands. Tasks are
//! listed by the Portal's `tasks.list`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Office;
use crate::{
    envelope::{Bare, Data},
    operation::operations,
    portal::{ById, Message, Task},
};

operations! {
    Office, "office";

    /// Sets a task.
    TasksCreate = "tasks.create", POST   "/office/tasks",      Token, ()   | () | NewTask    => Data<Task>,    201 401 403 419 422 500;
    /// Changes a task; what is left out stays.
    TasksUpdate = "tasks.update", PATCH  "/office/tasks/{id}", Token, ById | () | TaskChange => Data<Task>,    200 401 403 404 419 422 500;
    /// Deletes a task.
    TasksDelete = "tasks.delete", DELETE "/office/tasks/{id}", Token, ById | () | ()         => Bare<Message>, 200 401 403 404 419 422 500;
}

/// How a task stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TaskStatus {
    /// Nobody has begun.
    #[default]
    Open,
    /// Somebody has.
    InProgress,
    /// It is done.
    Completed,
}

impl TaskStatus {
    /// The word for it on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::InProgress => "in_progress",
            Self::Completed => "completed",
        }
    }
}

/// A task to be set.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewTask {
    /// Whom it is about.
    #[schemars(range(min = 1))]
    pub client_id: i64,
    /// What is to be done, in a line.
    #[schemars(length(min = 1, max = 255))]
    pub name: String,
    /// What it is about, in sentences.
    #[serde(default)]
    #[schemars(length(max = 10_000))]
    pub description: String,
    /// By when it is to be done, such as `2026-01-31T17:00:00-05:00`.
    #[schemars(extend("format" = "date-time"))]
    pub due_date: String,
    /// How it stands; `open` when not said.
    #[serde(default)]
    pub status: TaskStatus,
}

/// What is to be different about a task.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct TaskChange {
    /// What is to be done, in a line.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 255))]
    pub name: Option<String>,
    /// What it is about, in sentences.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 10_000))]
    pub description: Option<String>,
    /// By when it is to be done, such as `2026-01-31T17:00:00-05:00`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date-time"))]
    pub due_date: Option<String>,
    /// How it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<TaskStatus>,
}

silent!(NewTask, TaskChange);
