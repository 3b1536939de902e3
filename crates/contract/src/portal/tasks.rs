//! `portal.tasks.*`: what is to be done about a client.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Client, Portal, SortDirection, User, WorkflowStep};
use crate::{envelope::Paged, operation::operations};

operations! {
    Portal, "portal";

    /// Lists what is to be done about a client, and what was, a page at a time.
    TasksList = "tasks.list", GET "/client-tasks", Token, () | TaskListing | () => Paged<Task>, 200 401 403 419 422 500;
}

/// Which of a client's tasks to list, and in what order.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TaskListing {
    /// The client whose tasks to list.
    #[schemars(range(min = 1))]
    pub client_id: i64,
    /// Part of a task's name or of its description.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub search: Option<String>,
    /// Only tasks that stand so, in the words of [`Task::status`], whether in capitals or not.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub status: Option<String>,
    /// Only tasks that are due on the day of this moment, in the moment's own time zone, such as
    /// `2026-01-31T00:00:00-05:00`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date-time"))]
    pub due_date: Option<String>,
    /// Only tasks that this user set.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub author_id: Option<i64>,
    /// The column to sort by: `id`, `name`, `status`, `due_date`, `created_at` or `updated_at`.
    /// The Portal names them in words only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 64))]
    pub sort_by: Option<String>,
    /// The direction of the sort.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_direction: Option<SortDirection>,
    /// The page, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub page: Option<i64>,
    /// Records a page; 15 when not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1), extend("default" = 15))]
    pub per_page: Option<i64>,
}

/// Something that is to be done about a client, or was.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Task {
    /// Who set it.
    pub author: Option<User>,
    /// Whom it is about.
    pub client: Option<Client>,
    /// When it was set.
    pub created_at: Option<String>,
    /// What it is about, in sentences.
    pub description: Option<String>,
    /// By when it is to be done.
    pub due_date: Option<String>,
    /// Its id.
    pub id: Option<i64>,
    /// What is to be done, in a line.
    pub name: Option<String>,
    /// The id of the record that it is about.
    pub resource_id: Option<String>,
    /// What kind of record it is about: in the office `client`.
    pub resource_type: Option<String>,
    /// How it stands. The Portal names no words; the office has `open`, `in_progress` and
    /// `completed`.
    pub status: Option<String>,
    /// When it was changed last.
    pub updated_at: Option<String>,
    /// The step of a workflow that set it; nobody's for what an agent set.
    pub workflow_step: Option<WorkflowStep>,
}

silent!(TaskListing, Task);
