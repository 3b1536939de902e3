//! How portals wrap what they answer: every way that is documented or likely.

use serde_json::{Value, json};

/// How a list is wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListForm {
    /// A page inside `data[0]` of a page: what is documented for clients.
    Nested,
    /// `{data: [...], links, meta}`: what is documented for everything else here.
    Paged,
    /// `[{data: [...], links, meta}]`.
    ArrayOfPages,
    /// The whole list in one array.
    Array,
    /// The whole list in `{data: [...]}`.
    Data,
    /// `{data: {...}}`: a list of one.
    OneObject,
}

/// How a single record is wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordForm {
    /// Not at all: what is documented for clients.
    Bare,
    /// `{data: {...}}`: what is documented for everything else here.
    Data,
    /// `{data: [{...}]}`.
    DataArray,
    /// `[{...}]`.
    Array,
}

impl ListForm {
    /// Whether the form has pages at all.
    pub(super) fn has_pages(self) -> bool {
        matches!(self, Self::Nested | Self::Paged | Self::ArrayOfPages)
    }

    pub(super) fn wrap(self, rows: Vec<Value>, meta: &Value) -> Value {
        let page = |rows: Value| json!({ "data": rows, "links": {}, "meta": meta });
        match self {
            Self::Nested => page(json!([page(rows.into())])),
            Self::Paged => page(rows.into()),
            Self::ArrayOfPages => json!([page(rows.into())]),
            Self::Array => rows.into(),
            Self::Data => json!({ "data": rows }),
            Self::OneObject => json!({ "data": rows.into_iter().next() }),
        }
    }
}

impl RecordForm {
    pub(super) fn wrap(self, record: Value) -> Value {
        match self {
            Self::Bare => record,
            Self::Data => json!({ "data": record }),
            Self::DataArray => json!({ "data": [record] }),
            Self::Array => json!([record]),
        }
    }
}
