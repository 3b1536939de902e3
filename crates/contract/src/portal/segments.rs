//! `portal.segments.*` and `portal.client_segments.*`: clients and negative items that have
//! something in common, found by conditions and kept until they are found anew.
//! `portal.query_builder.*`: what conditions can be made of.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::{ById, Portal, SortDirection};
use crate::{
    envelope::{Bare, Bytes, List, Nothing, Paged, Whole},
    operation::operations,
};

operations! {
    Portal, "portal";

    /// Lists segments.
    SegmentsList           = "segments.list",            GET    "/segments",                 Token, ()   | SegmentListing | ()            => List<Segment>,       200 401 403 419 422 500;
    /// Makes a segment, and finds its members.
    SegmentsCreate         = "segments.create",          POST   "/segments",                 Token, ()   | ()             | SegmentFields => Bare<Segment>,       201 401 403 419 422 500;
    /// Lists the types of what conditions compare, each with the operators that it knows.
    SegmentsAttributeTypes = "segments.attribute_types", GET    "/segments/attribute-types", Token, ()   | ()             | ()            => List<AttributeType>, 200 401 403 419 422 500;
    /// Reads one segment.
    SegmentsGet            = "segments.get",             GET    "/segments/{id}",            Token, ById | ()             | ()            => Bare<Segment>,       200 401 403 404 419 422 500;
    /// Changes a segment, and finds its members anew.
    SegmentsUpdate         = "segments.update",          PUT    "/segments/{id}",            Token, ById | ()             | SegmentFields => Bare<Segment>,       200 401 403 404 419 422 500;
    /// Deletes a segment; its members stay what they are.
    SegmentsDelete         = "segments.delete",          DELETE "/segments/{id}",            Token, ById | ()             | ()            => Nothing,             204 401 403 404 419 422 500;
    /// Finds the members of a segment anew, and keeps them.
    SegmentsRefresh        = "segments.refresh",         POST   "/segments/{id}/refresh",    Token, ById | ()             | ()            => Bare<Segment>,       200 401 403 404 419 422 500;
    /// Fetches the clients of a segment as CSV.
    SegmentsExport         = "segments.export",          GET    "/segments/{id}/export",     Token, ById | ()             | ()            => Bytes,               200 401 403 404 419 422 500;

    /// Lists the segments in use that a client, or an item of the client's, was found for.
    ClientSegmentsList = "client_segments.list", GET "/clients/{id}/segments", Token, ById | () | () => Paged<Segment>, 200 401 403 419 422 500;

    /// Lists what conditions can be about.
    QueryBuilderModels = "query_builder.models", GET  "/query-builder/models",             Token, ()      | ()                | ()               => Whole<String>,             200 401 403 419 500;
    /// Lists the fields and relations that a rule can name where these conditions are.
    QueryBuilderFields = "query_builder.fields", ASK  "/query-builder/{modelName}/fields", Token, ByModel | ()                | SegmentRuleGroup => Whole<QueryBuilderField>, 200 401 403 419 422 500;
    /// Lists the values that a field has among the records that conditions find, a page at a time.
    QueryBuilderValues = "query_builder.values", ASK  "/query-builder/{modelName}/values", Token, ByModel | FieldValueListing | FieldValuesAsked => Paged<String>,             200 401 403 419 422 500;
}

/// What is looked for by conditions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SegmentType {
    /// Clients.
    #[default]
    Client,
    /// Negative items.
    NegativeItem,
}

impl SegmentType {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Client, Self::NegativeItem];

    /// The word for it on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::NegativeItem => "negative_item",
        }
    }
}

/// How the rules of a group come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Combinator {
    /// All of them must hold.
    And,
    /// One of them must hold.
    Or,
}

impl Combinator {
    /// The word for it on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::And => "AND",
            Self::Or => "OR",
        }
    }
}

/// The most rules that one group takes; ours, the Portal documents none.
pub const MOST_RULES: usize = 100;
/// The most repetitions that a rule can ask for; ours, the Portal documents none.
const MOST_REPETITIONS: i64 = 1_000_000;

/// Rules that hold together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SegmentRuleGroup {
    /// How the rules come together, `AND` or `OR`: all must hold when not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["AND", "OR", null]))]
    pub combinator: Option<String>,
    /// How many related records must do so at least; one when not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = MOST_REPETITIONS))]
    pub count_repeat: Option<i64>,
    /// Whether the opposite must hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("default" = false))]
    pub not: Option<bool>,
    /// The related records that the rules are about, such as `negative_items` of a client.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub relation: Option<String>,
    /// The rules, and groups of them.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "present")]
    #[schemars(with = "Vec<SegmentRule>", length(max = MOST_RULES))]
    pub rules: Vec<SegmentRule>,
}

/// What must hold: something of a field, or where it names no field, a group of rules of its own.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SegmentRule {
    /// The field, by a name that `query_builder.fields` lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub field: Option<String>,
    /// How the field is compared, by a name that `segments.attribute_types` lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 64))]
    pub operator: Option<String>,
    /// What it is compared with: text, a number, true or false; of some operators a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// What both kinds can say, and the rules of a group.
    #[serde(flatten)]
    pub group: SegmentRuleGroup,
}

/// Rules, without the places that a server left empty.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<SegmentRule>, D::Error> {
    let rules = Vec::<Option<SegmentRule>>::deserialize(deserializer)?;
    Ok(rules.into_iter().flatten().collect())
}

/// Yes or no, as the digit that a query string wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "i64", into = "i64")]
pub struct Digit(pub bool);

impl From<i64> for Digit {
    fn from(digit: i64) -> Self {
        Self(digit != 0)
    }
}

impl From<Digit> for i64 {
    fn from(Digit(yes): Digit) -> Self {
        Self::from(yes)
    }
}

impl JsonSchema for Digit {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Digit".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 0, "maximum": 1 })
    }
}

/// Which segments to list, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SegmentListing {
    /// Those that were put away, or the others.
    pub is_archive: Digit,
    /// Part of a name or a description.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub search: Option<String>,
    /// Only those in use, or only the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_active: Option<Digit>,
    /// Only those that this client, or an item of the client's, was found for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub client_id: Option<i64>,
    /// Only those of clients, or only those of negative items.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<SegmentType>,
    /// The column to sort by: `id`, `name`, `type`, `clients_count`, `negative_items_count`,
    /// `created_at` or `updated_at`. The Portal documents no names.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 64))]
    pub sort_by: Option<String>,
    /// The direction of the sort.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_direction: Option<SortDirection>,
    /// The page, from 1. A plain array comes back, which does not say how many there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub page: Option<i64>,
    /// Records a page; 15 when not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1), extend("default" = 15))]
    pub per_page: Option<i64>,
}

/// What a segment is to be. All of it may be left out by the document; of a new one the office
/// asks for a name and conditions, and what is left out of a change stays.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SegmentFields {
    /// How the rules of the outermost group come together, where the conditions do not say; they
    /// must not say otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub combinator: Option<Combinator>,
    /// What its members have in common.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conditions: Option<SegmentRuleGroup>,
    /// What it is for; an empty one takes it away.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 1000))]
    pub description: Option<String>,
    /// Whether it is in use; a new one is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("default" = true))]
    pub is_active: Option<bool>,
    /// Whether it was put away; a new one is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("default" = false))]
    pub is_archive: Option<bool>,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub name: Option<String>,
    /// What its members are; clients when not said.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    #[schemars(extend("default" = "client"))]
    pub kind: Option<SegmentType>,
}

/// Clients, or negative items, that have something in common.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Segment {
    /// How many clients it has; of negative items, how many clients these belong to.
    pub clients_count: Option<i64>,
    /// What its members have in common.
    pub conditions: Option<SegmentRuleGroup>,
    /// When it was made.
    pub created_at: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// Its id.
    pub id: Option<i64>,
    /// Whether it is in use.
    pub is_active: Option<bool>,
    /// Whether it was put away.
    pub is_archive: Option<bool>,
    /// What it is called.
    pub name: Option<String>,
    /// How many negative items it has; of clients, how many these have altogether. In the office
    /// both counts are as of the last refresh, without clients who were deleted since.
    pub negative_items_count: Option<i64>,
    /// When its members were found last; not documented by the Portal, sent by the office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refreshed_at: Option<String>,
    /// What its members are: one of [`SegmentType`], or a word of the server's own.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// When it was changed last.
    pub updated_at: Option<String>,
    /// How often it was used. The office counts each export, and each search for clients by it, of
    /// which it counts the first page alone.
    pub usage_count: Option<i64>,
}

/// A type of what conditions compare.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
pub struct AttributeType {
    /// The operators that it knows, by their names; documented as text or whole numbers.
    pub available_values: Vec<Value>,
    /// What it is called, such as `date`.
    pub type_name: Option<String>,
}

/// What conditions are about, in the path. The Portal takes clients where it is left out; Redress
/// always says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ByModel {
    /// Clients or negative items.
    #[serde(rename = "modelName")]
    pub model: SegmentType,
}

/// Fields and relations by the names under which rules know them; the office sends one each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct QueryBuilderField(pub BTreeMap<String, QueryBuilderFieldType>);

/// What a field or a relation is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct QueryBuilderFieldType {
    /// A name that `segments.attribute_types` lists, or of a relation `relation`.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// What people call it; not documented by the Portal, sent by the office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// Which page of the values of a field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FieldValueListing {
    /// The page, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub page: Option<i64>,
    /// Values a page; 15 when not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1), extend("default" = 15))]
    pub per_page: Option<i64>,
}

/// A field whose values are wanted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FieldValuesAsked {
    /// How the rules of the outermost group come together, where the conditions do not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub combinator: Option<Combinator>,
    /// Among which records; among all when not said. A rule about the same field is how to search
    /// its values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conditions: Option<SegmentRuleGroup>,
    /// The field. The document lets it be left out, the office does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub field_name: Option<String>,
}

silent!(SegmentRule);
