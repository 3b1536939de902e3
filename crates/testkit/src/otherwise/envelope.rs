//! The envelopes that servers put around records and lists.

use serde_json::{Value, json};

use crate::schema::Place;

/// An envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Envelope {
    /// Nothing around a record.
    Bare,
    /// A record under `data`.
    Data,
    /// A record under `data`, that under another with a sentence beside it.
    Told,
    /// A record alone in an array.
    ArrayOfOne,
    /// A record alone in an array under `data`.
    DataOfOne,
    /// A plain array.
    List,
    /// A list under `data`.
    Whole,
    /// A list under `data`, a sentence beside it.
    Said,
    /// `{data: [...], links, meta}`.
    Paged,
    /// As [`Envelope::Paged`], with links that lead nowhere and more to say of the page.
    PagedByPhp,
    /// A page inside a page.
    Nested,
    /// An array of pages.
    Pages,
    /// A list of one as an object under `data`.
    OneObject,
}

impl Envelope {
    pub(super) const ALL: [Self; 13] = [
        Self::Bare,
        Self::Data,
        Self::Told,
        Self::ArrayOfOne,
        Self::DataOfOne,
        Self::List,
        Self::Whole,
        Self::Said,
        Self::Paged,
        Self::PagedByPhp,
        Self::Nested,
        Self::Pages,
        Self::OneObject,
    ];

    fn is_of_lists(self) -> bool {
        !matches!(
            self,
            Self::Bare | Self::Data | Self::Told | Self::ArrayOfOne | Self::DataOfOne
        )
    }

    /// What was answered in its documented envelope, in this one instead.
    pub(super) fn around(self, schema: &Value, documented: &Value) -> Option<Value> {
        let content = Content::of(schema, documented);
        let is_told = self == Self::Told && content.message.is_some();
        if content.is_list != self.is_of_lists() || is_told {
            return None;
        }
        // A list without records says as little as none.
        let first = || content.value.get(0).filter(|first| first.is_object());
        let value = match self {
            Self::OneObject => first()?.clone(),
            _ => content.value.clone(),
        };
        let mut sent = self.wrap(value, &json!({ "total": 1, "per_page": "15" }));
        if let Some(message) = content.message {
            // There is no room for a sentence in an array.
            let fields = sent.as_object_mut()?;
            fields.insert("message".to_owned(), message.clone());
        }
        Some(sent)
    }

    /// A record or a list in this envelope.
    #[must_use]
    pub fn wrap(self, content: Value, meta: &Value) -> Value {
        let page = |rows: Value| json!({ "data": rows, "links": {}, "meta": meta });
        match self {
            Self::Bare | Self::List => content,
            Self::Data | Self::Whole | Self::OneObject => json!({ "data": content }),
            Self::Told => json!({ "data": { "data": content, "message": "Done." } }),
            Self::ArrayOfOne => json!([content]),
            Self::DataOfOne => json!({ "data": [content] }),
            Self::Said => json!({ "data": content, "message": "Found." }),
            Self::Paged => page(content),
            Self::PagedByPhp => json!({
                "data": content,
                "links": { "first": "/?page=1", "last": null, "next": null, "prev": null },
                "meta": meta,
                "message": null,
            }),
            Self::Nested => page(json!([page(content)])),
            Self::Pages => json!([page(content)]),
        }
    }
}

/// What an answer is about.
pub(super) struct Content<'a> {
    /// A record, or the records of a list.
    pub(super) value: &'a Value,
    pub(super) is_list: bool,
    message: Option<&'a Value>,
}

impl<'a> Content<'a> {
    pub(super) fn of(schema: &Value, documented: &'a Value) -> Self {
        Self::at(Place::of(schema), documented)
    }

    fn at(place: Place<'_>, value: &'a Value) -> Self {
        let of = |value, is_list| Self {
            value,
            is_list,
            message: None,
        };
        if let Some(items) = place.items() {
            let first = value.get(0);
            return match first.filter(|_| envelope(items).is_some()) {
                Some(page) => Self::at(items, page),
                None => of(value, true),
            };
        }
        match envelope(place) {
            Some((name, data)) => {
                let within = Self::at(data, &value[name]);
                let message = value.get("message").or(within.message);
                Self { message, ..within }
            }
            None => of(value, false),
        }
    }
}

/// The field of an envelope that holds its content; `None` where a place is none.
fn envelope(place: Place<'_>) -> Option<(&str, Place<'_>)> {
    let known = ["data", "Data", "links", "meta", "message", "status"];
    let is_envelope = place.fields().all(|(name, _)| known.contains(&name));
    let data = |(name, _): &(&str, Place<'_>)| ["data", "Data"].contains(name);
    place.fields().find(data).filter(|_| is_envelope)
}
