//! `portal.event_definitions.*`: what events are known, and what each tells. `portal.events.*`:
//! what has happened.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{ById, Client, Portal, SortDirection, TriggerEventCondition, WorkflowInstance};
use crate::{
    envelope::{Bare, Data, Paged},
    operation::operations,
};

operations! {
    Portal, "portal";

    /// Lists what events are known, a page at a time.
    EventDefinitionsList   = "event_definitions.list",   GET  "/event-definitions",      Token, ()   | EventDefinitionListing | ()                    => Paged<EventDefinition>, 200 401 403 419 422 500;
    /// Makes an event known.
    EventDefinitionsCreate = "event_definitions.create", POST "/event-definitions",      Token, ()   | ()                     | NewEventDefinition    => Data<EventDefinition>,  201;
    /// Reads what is known of one event.
    EventDefinitionsGet    = "event_definitions.get",    GET  "/event-definitions/{id}", Token, ById | ()                     | ()                    => Data<EventDefinition>,  200 401 403 404 419 422 500;
    /// Changes what is known of an event.
    EventDefinitionsUpdate = "event_definitions.update", PUT  "/event-definitions/{id}", Token, ById | ()                     | EventDefinitionChange => Data<EventDefinition>,  200;

    /// Lists what has happened, the latest first, a page at a time.
    EventsList = "events.list", GET "/clickhouse-events",             Token, ()          | EventListing | () => Paged<Event>, 200 401 403 422 500;
    /// Reads the latest event of a name.
    EventsGet  = "events.get",  GET "/clickhouse-events/{eventName}", Token, ByEventName | ()           | () => Bare<Event>,  200 401 403 404 500;
}

/// Which events to list of those that are known, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct EventDefinitionListing {
    /// Part of a name or of a description.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub search: Option<String>,
    /// Only events of this source, whether in capitals or not.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub source: Option<String>,
    /// Only events that stand so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<EventDefinitionStatus>,
    /// The column to sort by: `id`, `name`, `source`, `status`, `created_at` or `updated_at`. The
    /// Portal names them in words only.
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

/// How the definition of an event stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EventDefinitionStatus {
    /// Being written: no event is taken for one of it.
    #[default]
    Draft,
    /// In use.
    Active,
}

impl EventDefinitionStatus {
    /// The word for it on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Active => "active",
        }
    }
}

/// An event to be made known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewEventDefinition {
    /// What it means.
    #[schemars(length(min = 1, max = 1000))]
    pub description: String,
    /// What it is called, which is what events of it are called.
    #[schemars(length(min = 1, max = 255))]
    pub name: String,
    /// What such an event always tells: the keys of its attributes, those in others behind dots,
    /// such as `properties.client_id`.
    #[schemars(length(min = 1, max = 100), inner(length(min = 1, max = 255), regex(pattern = ATTRIBUTE)))]
    pub schema: Vec<String>,
    /// Who tells of it: `office` for what the office itself does.
    #[schemars(length(min = 1, max = 255))]
    pub source: String,
    /// How it stands; a draft when not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<EventDefinitionStatus>,
}

/// The form of an attribute's key.
const ATTRIBUTE: &str = r"^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$";

/// A change of what is known of an event; what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct EventDefinitionChange {
    /// What it means.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 1000))]
    pub description: Option<String>,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 255))]
    pub name: Option<String>,
    /// What such an event always tells, as in [`NewEventDefinition::schema`].
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 100), inner(length(min = 1, max = 255), regex(pattern = ATTRIBUTE)))]
    pub schema: Option<Vec<String>>,
    /// Who tells of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 255))]
    pub source: Option<String>,
    /// How it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<EventDefinitionStatus>,
}

/// What is known of an event.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct EventDefinition {
    /// When it was made known.
    pub created_at: Option<String>,
    /// What it means.
    pub description: Option<String>,
    /// Events of it. The office shows the latest ten: those of its source and its name that tell
    /// all that it asks for, while it is active.
    pub events: Vec<DefinedEvent>,
    /// Its id.
    pub id: Option<i64>,
    /// What it is called.
    pub name: Option<String>,
    /// What such an event tells.
    pub schema: Option<EventSchema>,
    /// Who tells of it.
    pub source: Option<String>,
    /// How it stands: `draft`, `active`, or a word of the server's own.
    pub status: Option<String>,
    /// The workflows that it sets off.
    #[serde(rename = "triggerEventConditions")]
    pub trigger_event_conditions: Vec<TriggerEventCondition>,
    /// When it was changed last.
    pub updated_at: Option<String>,
}

/// What an event tells.
#[derive(Clone, Default, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct EventSchema {
    /// What each attribute is, by its key; the office says nothing more of them.
    pub properties: Map<String, Value>,
    /// The keys of what is always told.
    pub required: Vec<String>,
}

/// An event as its definition shows it.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DefinedEvent {
    /// The attributes that its definition asks for, by their keys.
    pub attributes: Map<String, Value>,
    /// Whom it is about.
    pub client: Option<Client>,
    /// All that it tells; open-ended.
    pub data: Map<String, Value>,
    /// What is known of it, an [`EventDefinition`].
    #[serde(rename = "eventDefinition")]
    pub event_definition: Option<Value>,
    /// Its id.
    pub id: Option<i64>,
    /// When it happened.
    pub occurred_at: Option<String>,
    /// When everything that it sets off was set off.
    pub processed_at: Option<String>,
    /// When it was told of.
    pub received_at: Option<String>,
    /// The number under which it came, the same as [`Event::rudder_id`].
    pub rudder_id: Option<String>,
    /// How it stands, such as `received`.
    pub status: Option<String>,
    /// What it set off.
    #[serde(rename = "workflowInstances")]
    pub workflow_instances: Vec<WorkflowInstance>,
}

/// An event's name, in the path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ByEventName {
    /// The name, as [`Event::event`] says it.
    #[serde(rename = "eventName")]
    #[schemars(length(min = 1, max = 255))]
    pub event_name: String,
}

/// Which events to list, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct EventListing {
    /// Part of an event's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub event: Option<String>,
    /// Only the event with this number.
    #[serde(rename = "rudderId", skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub rudder_id: Option<String>,
    /// The column to sort by; `timestamp` when not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_by: Option<EventSort>,
    /// The direction of the sort; the latest stands first when neither it nor the column is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_direction: Option<SortDirection>,
    /// The page, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub page: Option<i64>,
    /// Records a page; 15 when not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub per_page: Option<i64>,
}

/// By what events are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum EventSort {
    /// The event's name.
    #[serde(rename = "event")]
    Event,
    /// When it happened.
    #[default]
    #[serde(rename = "timestamp")]
    Timestamp,
    /// Its number.
    #[serde(rename = "rudderId")]
    RudderId,
}

impl EventSort {
    /// The word for it on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Timestamp => "timestamp",
            Self::RudderId => "rudderId",
        }
    }
}

/// Something that has happened.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Event {
    /// Where it was told from.
    pub context: Vec<EventContext>,
    /// What has happened, such as `User Login`.
    pub event: Option<String>,
    /// What it tells; open-ended.
    pub properties: Vec<Map<String, Value>>,
    /// Its number, a UUID.
    #[serde(rename = "rudderId")]
    pub rudder_id: Option<String>,
    /// When it happened.
    pub timestamp: Option<String>,
}

/// Where an event was told from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct EventContext {
    /// The program that told of it.
    pub library: Option<EventLibrary>,
}

/// A program that tells of events.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct EventLibrary {
    /// Its name.
    pub name: Option<String>,
    /// Its version.
    pub version: Option<String>,
}

silent!(EventDefinition, DefinedEvent, Event);
