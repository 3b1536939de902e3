//! `portal.workflow.*`: what is done about clients by itself, step after step. Workflows are read
//! as parts of other records only. A field that leads back to a record in which this one stands is
//! left as it came: the document itself breaks off there.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Client, EventDefinition, NegativeItem, Portal, Template, User};
use crate::{envelope::Data, operation::operations};

operations! {
    Portal, "portal";

    /// Runs one step of a workflow for a client, to see what it does. Nothing leaves the place:
    /// what would be sent is shown instead. Only where no real clients are.
    WorkflowDebugStep = "workflow.debug_step", POST "/debug/workflow-steps/{workflowStep}/clients/{client}/execute", Token, ByStepAndClient | () | () => Data<StepExecution>, 200 403 404 422 500;
}

/// A step and a client, in the path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ByStepAndClient {
    /// The step's id.
    #[serde(rename = "workflowStep")]
    #[schemars(range(min = 1))]
    pub workflow_step: i64,
    /// The client's id.
    #[schemars(range(min = 1))]
    pub client: i64,
}

/// What is done about clients by itself once something has happened.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Workflow {
    /// Whether it may run twice at once for one client.
    pub can_run_concurrently: Option<bool>,
    /// How what has come to its end stands.
    pub completion_status: Option<String>,
    /// Who made it.
    #[serde(rename = "createdBy")]
    pub created_by: Option<User>,
    /// When it was made.
    pub created_at: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// Whether it ends as soon as its trigger is no longer met.
    pub exit_on_trigger_mismatch: Option<bool>,
    /// Its id.
    pub id: Option<i64>,
    /// Whether it runs.
    pub is_active: Option<bool>,
    /// Whether it was put away.
    pub is_archive: Option<bool>,
    /// Whether it is an earlier version of another.
    pub is_version: Option<bool>,
    /// Who changed it last.
    #[serde(rename = "lastModifiedBy")]
    pub last_modified_by: Option<User>,
    /// How long it may run at most.
    pub max_duration: Option<i64>,
    /// What it is called.
    pub name: Option<String>,
    /// Its steps, which are [`WorkflowStep`]s.
    pub steps: Vec<Value>,
    /// What sets it off, a [`WorkflowTrigger`].
    pub trigger: Option<Value>,
    /// Of what it is done, such as `client`.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// When it was changed last.
    pub updated_at: Option<String>,
    /// Its runs, which are [`WorkflowInstance`]s.
    #[serde(rename = "workflowInstances")]
    pub workflow_instances: Vec<Value>,
    /// What is written beside its steps.
    #[serde(rename = "workflowNotes")]
    pub workflow_notes: Vec<WorkflowNote>,
}

/// A step of a workflow.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct WorkflowStep {
    /// What its kind of step needs to know; open-ended.
    pub config: Map<String, Value>,
    /// When it was made.
    pub created_at: Option<String>,
    /// The event that it waits for.
    #[serde(rename = "eventDefinition")]
    pub event_definition: Option<Box<EventDefinition>>,
    /// Its id.
    pub id: Option<i64>,
    /// Whether it stands under another step.
    pub is_children: Option<bool>,
    /// What it is called.
    pub name: Option<String>,
    /// The step that follows when it failed, a [`WorkflowStep`].
    #[serde(rename = "nextStepOnFailure")]
    pub next_step_on_failure: Option<Value>,
    /// The step that follows when it went well, a [`WorkflowStep`].
    #[serde(rename = "nextStepOnSuccess")]
    pub next_step_on_success: Option<Value>,
    /// Whether the workflow ends when it fails.
    pub on_fail_exit: Option<bool>,
    /// The segment whose clients it is done for.
    pub segment: Option<Value>,
    /// The times that it was run.
    #[serde(rename = "stepExecutions")]
    pub step_executions: Vec<StepExecution>,
    /// Its place among the steps of its workflow.
    pub step_order: Option<i64>,
    /// The text that it sends.
    pub template: Option<Template>,
    /// What it does. The Portal shows `http_request`; the office has `create_task`, `send_email`
    /// and `wait_for_event` besides.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// When it was changed last.
    pub updated_at: Option<String>,
    /// The workflow that it is part of.
    pub workflow: Option<Box<Workflow>>,
}

/// One time that a step was run. What `workflow.debug_step` answers is documented without a
/// field; the office answers these.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct StepExecution {
    /// Documented as the step itself, a [`WorkflowStep`]; the office answers with the client.
    pub client: Option<Value>,
    /// When it was noted.
    pub created_at: Option<String>,
    /// When it ended.
    pub end_time: Option<String>,
    /// Why it was not done; open-ended.
    pub error: Map<String, Value>,
    /// Its id.
    pub id: Option<i64>,
    /// What came of it; open-ended.
    pub result: Map<String, Value>,
    /// How often it was tried again.
    pub retry_count: Option<i64>,
    /// When it began.
    pub start_time: Option<String>,
    /// How it stands: `pending`, the one word of the document, or `completed` once it was done.
    pub status: Option<String>,
    /// When it was changed last.
    pub updated_at: Option<String>,
    /// Documented as the run of the workflow, a [`WorkflowInstance`]; the office answers with the
    /// workflow.
    pub workflow: Option<Value>,
}

/// One run of a workflow.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct WorkflowInstance {
    /// For whom it runs.
    pub client: Option<Client>,
    /// What its steps know of each other; open-ended.
    pub context: Map<String, Value>,
    /// When it was noted.
    pub created_at: Option<String>,
    /// When it ended.
    pub end_time: Option<String>,
    /// The event that set it off, a [`super::DefinedEvent`].
    pub event: Option<Value>,
    /// Its id.
    pub id: Option<i64>,
    /// The negative item that it is about.
    #[serde(rename = "negativeItem")]
    pub negative_item: Option<NegativeItem>,
    /// What came of it; open-ended.
    pub result: Map<String, Value>,
    /// When it began.
    pub start_time: Option<String>,
    /// How it stands, such as `running`.
    pub status: Option<String>,
    /// The times that its steps were run.
    #[serde(rename = "stepExecutions")]
    pub step_executions: Vec<StepExecution>,
    /// What set it off, a [`WorkflowTrigger`].
    pub trigger: Option<Value>,
    /// When it was changed last.
    pub updated_at: Option<String>,
    /// The version of the workflow that runs.
    pub version_number: Option<i64>,
    /// What runs, a [`Workflow`].
    pub workflow: Option<Value>,
}

/// What sets a workflow off.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct WorkflowTrigger {
    /// When it was made.
    pub created_at: Option<String>,
    /// Its id.
    pub id: Option<i64>,
    /// The event that does, a [`TriggerEventCondition`].
    #[serde(rename = "triggerEventCondition")]
    pub trigger_event_condition: Option<Value>,
    /// What kind of trigger it is, such as `event`.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// When it was changed last.
    pub updated_at: Option<String>,
    /// What it sets off.
    pub workflow: Option<Workflow>,
    /// What it has set off, which are [`WorkflowInstance`]s.
    #[serde(rename = "workflowInstances")]
    pub workflow_instances: Vec<Value>,
}

/// An event that sets a workflow off for the clients of a segment.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct TriggerEventCondition {
    /// When it was made.
    pub created_at: Option<String>,
    /// The event, an [`EventDefinition`].
    #[serde(rename = "eventDefinition")]
    pub event_definition: Option<Value>,
    /// Its id.
    pub id: Option<i64>,
    /// The segment.
    pub segment: Option<Value>,
    /// What it is part of.
    pub trigger: Option<WorkflowTrigger>,
    /// When it was changed last.
    pub updated_at: Option<String>,
}

/// What is written beside the steps of a workflow, where they are drawn.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct WorkflowNote {
    /// Who wrote it.
    pub author: Option<User>,
    /// What it says.
    pub content: Option<String>,
    /// How far from the left it stands.
    pub coordinate_x: Option<f64>,
    /// How far from the top it stands.
    pub coordinate_y: Option<f64>,
    /// When it was written.
    pub created_at: Option<String>,
    /// How high it is.
    pub height: Option<f64>,
    /// Its id.
    pub id: Option<i64>,
    /// When it was changed last.
    pub updated_at: Option<String>,
    /// How wide it is.
    pub width: Option<f64>,
    /// The workflow that it is about, a [`Workflow`].
    pub workflow: Option<Value>,
}

silent!(
    Workflow,
    WorkflowStep,
    StepExecution,
    WorkflowInstance,
    WorkflowTrigger,
    TriggerEventCondition,
    WorkflowNote
);
