//! Where the other pages of a list are, as references to the server that sent one of them (RFC
//! 3986, 4.2): the call that was made, with another page. Which envelope has them is not here.

use std::ops::RangeInclusive;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::{call::percent, envelope::PageMeta};

/// The most pages that a page names by their numbers.
const MOST: i64 = 11;

/// How a list was asked for: its path, and the query but for the page.
#[derive(Clone, PartialEq, Eq)]
pub struct ListUrl {
    /// A reference up to the number of its page.
    start: String,
    /// How much of it is the path.
    path: usize,
}

silent!(ListUrl);

impl ListUrl {
    /// A list at a path, as it stands in the request line, and the pairs of its query, decoded. The
    /// page may be among them.
    #[must_use]
    pub fn new(path: &str, query: &[(String, String)]) -> Self {
        let mut start = path.to_owned();
        let mut between = '?';
        for (name, value) in query.iter().filter(|(name, _)| name != "page") {
            start.push(between);
            start.push_str(&percent(name));
            start.push('=');
            start.push_str(&percent(value));
            between = '&';
        }
        start.push(between);
        start.push_str("page=");
        let path = path.len();
        Self { start, path }
    }

    fn path(&self) -> &str {
        &self.start[..self.path]
    }

    fn page(&self, page: i64) -> Reference<'_> {
        Reference { list: self, page }
    }
}

/// A reference to one page of a list.
struct Reference<'a> {
    list: &'a ListUrl,
    page: i64,
}

impl Serialize for Reference<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}{}", self.list.start, self.page))
    }
}

impl JsonSchema for Reference<'_> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Reference".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

/// Where the pages around a page are.
#[derive(Serialize, JsonSchema)]
pub(crate) struct PageLinks<'a> {
    /// The first page.
    first: Option<Reference<'a>>,
    /// The last page.
    last: Option<Reference<'a>>,
    /// The page after this one; null on the last.
    next: Option<Reference<'a>>,
    /// The page before this one; null on the first.
    prev: Option<Reference<'a>>,
}

/// The same; nothing where nobody knows how the list was asked for.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Links<'a> {
    Known(PageLinks<'a>),
    Unknown {},
}

impl<'a> Links<'a> {
    pub(crate) fn of(list: Option<&'a ListUrl>, meta: &PageMeta) -> Self {
        let Some((list, (current, last))) = place(list, meta) else {
            return Self::Unknown {};
        };
        // A page beyond the end stands behind the last one.
        let before = (current - 1).min(last);
        Self::Known(PageLinks {
            first: Some(list.page(1)),
            last: Some(list.page(last)),
            next: (current < last).then(|| list.page(current + 1)),
            prev: (before > 0).then(|| list.page(before)),
        })
    }
}

/// Where a page stands in its list, with the pages around it by their numbers.
#[derive(Serialize, JsonSchema)]
pub(crate) struct LongMeta<'a> {
    #[serde(flatten)]
    meta: PageMeta,
    /// The pages around this one and itself, in their order; the office names 11 at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    links: Option<Vec<NumberedPage<'a>>>,
    /// Where the list is, without what was asked of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
}

/// A page by its number.
#[derive(Serialize, JsonSchema)]
struct NumberedPage<'a> {
    /// Whether it is this page.
    active: bool,
    /// Its number.
    #[serde(serialize_with = "text")]
    #[schemars(with = "String")]
    label: i64,
    /// Where it is.
    url: Reference<'a>,
}

impl<'a> LongMeta<'a> {
    pub(crate) fn of(list: Option<&'a ListUrl>, meta: PageMeta) -> Self {
        let place = place(list, &meta);
        let links = place.map(|(list, (current, last))| {
            let numbered = around(current, last).map(|page| NumberedPage {
                active: page == current,
                label: page,
                url: list.page(page),
            });
            numbered.collect()
        });
        let path = place.map(|(list, _)| list.path());
        Self { meta, links, path }
    }
}

/// The list, this page and the last one, where all that is known.
fn place<'a>(list: Option<&'a ListUrl>, meta: &PageMeta) -> Option<(&'a ListUrl, (i64, i64))> {
    list.zip(meta.current_page.zip(meta.last_page))
}

/// The numbers of a page and of those around it, as many on either side as there is room for.
fn around(current: i64, last: i64) -> RangeInclusive<i64> {
    let start = (current - MOST / 2).min(last - MOST + 1).max(1);
    start..=last.min(start + MOST - 1)
}

fn text<S: Serializer>(number: &i64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(number)
}
