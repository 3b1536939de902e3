//! What the documented envelopes look like around a record or a list, field by field. Which answer
//! has which is not here.

use serde::Serialize;

use crate::{
    envelope::PageMeta,
    links::{Links, ListUrl, LongMeta},
};

/// `{data}`.
#[derive(Serialize)]
pub(crate) struct Under<T> {
    pub(crate) data: T,
}

/// `{Data}`.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct UnderCapital<T> {
    pub(crate) data: T,
}

/// `{data, message}`.
#[derive(Serialize)]
pub(crate) struct Beside<T> {
    pub(crate) data: T,
    pub(crate) message: Option<String>,
}

/// `{data, status}`.
#[derive(Serialize)]
pub(crate) struct Succeeded<T> {
    pub(crate) data: T,
    pub(crate) status: &'static str,
}

/// `{data, links, meta}`.
#[derive(Serialize)]
pub(crate) struct OnPage<'a, T, Meta> {
    data: T,
    links: Links<'a>,
    meta: Meta,
}

impl<'a, T> OnPage<'a, T, PageMeta> {
    pub(crate) fn of(data: T, meta: PageMeta, list: Option<&'a ListUrl>) -> Self {
        let links = Links::of(list, &meta);
        Self { data, links, meta }
    }
}

impl<'a, T> OnPage<'a, T, LongMeta<'a>> {
    /// The same, with the pages around it by their numbers.
    pub(crate) fn numbered(data: T, meta: PageMeta, list: Option<&'a ListUrl>) -> Self {
        let links = Links::of(list, &meta);
        let meta = LongMeta::of(list, meta);
        Self { data, links, meta }
    }
}
