//! `portal.templates.*`, `portal.template_categories.*` and `portal.snippets.*`: the texts that
//! letters are made of.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::SortDirection;

/// Which templates to list, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct TemplateListing {
    /// Part of a template's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub name: Option<String>,
    /// Part of the name of its category.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub category_name: Option<String>,
    /// Only templates of this type: `static`, `smart`, `sms` or `reference`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 64))]
    pub kind: Option<String>,
    /// The column to sort by: `id`, `name`, `type`, `created_at` or `updated_at`. The Portal names
    /// them in words only.
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
    #[schemars(range(min = 1))]
    pub per_page: Option<i64>,
}

/// For whom to show a template.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct TemplatePreviewing {
    /// The client whose values take the place of the shortcodes; they stay as written when nobody
    /// is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub client_id: Option<i64>,
}

/// A text that is written once and sent many times.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Template {
    /// What it stands under.
    pub category: Option<TemplateCategory>,
    /// What it says, as it was written: shortcodes are not replaced. A static one has one block; a
    /// smart one has several, told apart by `section_type`.
    pub contents: Vec<TemplateContent>,
    /// When it was made.
    pub created_at: Option<String>,
    /// When it was deleted.
    pub deleted_at: Option<String>,
    /// Its id.
    pub id: Option<i64>,
    /// Whether it disputes something.
    pub is_dispute: Option<bool>,
    /// What it is called.
    pub name: Option<String>,
    /// What it says to read: where a client was named, with that client's values in the place of
    /// the shortcodes. Nothing to edit from.
    pub preview_content: Option<String>,
    /// How it is used: `static`, `smart`, `sms`, `reference`, or a word of the server's own.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// When it was changed last.
    pub updated_at: Option<String>,
}

/// A block of a template.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct TemplateContent {
    /// What it says. A first line `Subject: …` and an empty line after it are the subject of a
    /// letter and not part of its text; ours, the Portal has no place for a subject.
    pub content: Option<String>,
    /// When it was made.
    pub created_at: Option<String>,
    /// When it was deleted.
    pub deleted_at: Option<String>,
    /// Its id.
    pub id: Option<i64>,
    /// Which part of a smart template it is, such as `opening`; a static one has none.
    pub section_type: Option<String>,
    /// When it was changed last.
    pub updated_at: Option<String>,
    /// Its version.
    pub version: Option<String>,
}

/// Which categories to list, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct TemplateCategoryListing {
    /// Part of a category's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub name: Option<String>,
    /// The column to sort by: `id`, `name`, `created_at` or `updated_at`. The Portal names them in
    /// words only.
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
    #[schemars(range(min = 1))]
    pub per_page: Option<i64>,
}

/// What templates stand under.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct TemplateCategory {
    /// When it was made.
    pub created_at: Option<String>,
    /// Its id.
    pub id: Option<i64>,
    /// What it is called.
    pub name: Option<String>,
    /// When it was changed last.
    pub updated_at: Option<String>,
}

/// Which snippets to list, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SnippetListing {
    /// Only the snippet with this id.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub id: Option<i64>,
    /// Part of a snippet's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub name: Option<String>,
    /// Only snippets that were made on this day, such as `2026-01-31`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date"))]
    pub created_at: Option<String>,
    /// Only snippets for this state, by its two letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = "^[A-Za-z]{2}$"))]
    pub state_code: Option<String>,
    /// The column to sort by: `id`, `name`, `state_code`, `created_at` or `updated_at`. The Portal
    /// documents no names.
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
    #[schemars(range(min = 1))]
    pub per_page: Option<i64>,
}

/// A piece of text that templates take in by its name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Snippet {
    /// What it says, as it was written.
    pub content: Option<String>,
    /// When it was made.
    pub created_at: Option<String>,
    /// Its id.
    pub id: Option<i64>,
    /// Whether it is for clients of one state only.
    pub is_state_related: Option<bool>,
    /// The shortcode that stands for it, without the brackets.
    pub name: Option<String>,
    /// The state that it is for, by its two letters.
    pub state_code: Option<String>,
    /// When it was changed last.
    pub updated_at: Option<String>,
}
