//! What the documented envelopes look like around a record or a list, field by field. Which answer
//! has which is not here.

use serde::Serialize;

use crate::envelope::PageMeta;

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
pub(crate) struct OnPage<T> {
    data: T,
    links: NoLinks,
    meta: PageMeta,
}

impl<T> OnPage<T> {
    pub(crate) fn of(data: T, meta: PageMeta) -> Self {
        let links = NoLinks {};
        Self { data, links, meta }
    }
}

/// `{}`.
#[derive(Serialize)]
struct NoLinks {}
