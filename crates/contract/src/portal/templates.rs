//! `portal.templates.*` and `portal.template_categories.*`: texts that are written once and sent
//! many times.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ById, LONGEST_LETTER, Message, Portal, SortDirection};
use crate::{
    envelope::{Bare, Data, Paged},
    operation::operations,
};

operations! {
    Portal, "portal";

    /// Lists templates of letters and messages, a page at a time.
    TemplatesList    = "templates.list",    GET    "/templates",      Token, ()   | TemplateListing    | ()          => Paged<Template>, 200;
    /// Makes a template.
    TemplatesCreate  = "templates.create",  POST   "/templates",      Token, ()   | ()                 | NewTemplate => Data<Template>,  201 401 403 419 422 500;
    /// Reads a template, with snippets and a client's values in the place of its shortcodes.
    TemplatesPreview = "templates.preview", GET    "/templates/{id}", Token, ById | TemplatePreviewing | ()          => Data<Template>,  200;
    /// Deletes a template.
    TemplatesDelete  = "templates.delete",  DELETE "/templates/{id}", Token, ById | ()                 | ()          => Bare<Message>,   200 401 403 419 422 500;

    /// Lists the categories of templates, a page at a time.
    TemplateCategoriesList   = "template_categories.list",   GET    "/template-categories",      Token, ()   | TemplateCategoryListing | ()                     => Paged<TemplateCategory>, 200 401 403 419 422 500;
    /// Makes a category for templates to stand under.
    TemplateCategoriesCreate = "template_categories.create", POST   "/template-categories",      Token, ()   | ()                      | NewTemplateCategory    => Data<TemplateCategory>,  201 401 403 419 422 500;
    /// Reads a category.
    TemplateCategoriesGet    = "template_categories.get",    GET    "/template-categories/{id}", Token, ById | ()                      | ()                     => Data<TemplateCategory>,  200 401 403 419 422 500;
    /// Gives a category another name.
    TemplateCategoriesUpdate = "template_categories.update", PUT    "/template-categories/{id}", Token, ById | ()                      | TemplateCategoryChange => Data<TemplateCategory>,  200 401 403 419 422 500;
    /// Deletes a category under which no template stands.
    TemplateCategoriesDelete = "template_categories.delete", DELETE "/template-categories/{id}", Token, ById | ()                      | ()                     => Bare<Message>,           200 401 403 419 422 500;
}

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
    /// The client whose values take the place of the shortcodes; where nobody is named, only
    /// snippets do.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub client_id: Option<i64>,
}

/// How a template is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TemplateType {
    /// Says the same each time.
    Static,
    /// Has sections, and ways to say the same of which one is chosen each time.
    Smart,
    /// Is sent as a text message.
    Sms,
    /// Is looked up and not sent.
    Reference,
}

impl TemplateType {
    /// All of them, in the order of the Portal's document.
    pub const ALL: [Self; 4] = [Self::Static, Self::Smart, Self::Sms, Self::Reference];

    /// The word for it on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Static => "static",
            Self::Smart => "smart",
            Self::Sms => "sms",
            Self::Reference => "reference",
        }
    }
}

/// A template to be made. Everything is documented as what may be left out; the office asks for
/// all of it but `is_dispute`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct NewTemplate {
    /// The category that it is to stand under.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub category_id: Option<i64>,
    /// What it says, block by block: one, or several sections of a smart one.
    #[schemars(length(max = 50))]
    pub contents: Vec<NewTemplateContent>,
    /// Whether it disputes something; not when not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_dispute: Option<bool>,
    /// What it is to be called.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 255))]
    pub name: Option<String>,
    /// How it is to be used.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<TemplateType>,
}

/// A block of a template to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewTemplateContent {
    /// What it says. In a smart template `{one|another}` stands for either, chosen anew each time.
    #[schemars(length(min = 1, max = LONGEST_LETTER))]
    pub content: String,
    /// Which part it is, such as `opening`; smart templates only. The Portal lists no words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 64))]
    pub section_type: Option<String>,
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
    /// What it says to read: with snippets and, where a client was named, that client's values in
    /// the place of the shortcodes. Of a smart one, one way to say it: in a list always the first.
    /// Nothing to edit from. The office leaves out of a list what becomes longer than a MiB.
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
    /// How many templates stand under it; not where a template shows its category. Documented in
    /// words only, so the name is ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub templates_count: Option<i64>,
    /// When it was changed last.
    pub updated_at: Option<String>,
}

/// A category to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct NewTemplateCategory {
    /// What it is to be called. Documented as one that may be left out; the office asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 255))]
    pub name: Option<String>,
}

/// Another name for a category.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TemplateCategoryChange {
    /// What it is to be called.
    #[schemars(length(min = 1, max = 255))]
    pub name: String,
}
