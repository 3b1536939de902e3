//! A whole list, page after page. Other people work on it meanwhile, so that a page may hold
//! records that came before, or pass over some: whoever reads the list is told, and starts over.
//! A list that says nothing of its pages is asked for until one brings nothing new.

use std::collections::HashSet;

use contract::{Call, Many, Operation, Page, PageMeta};
use futures_util::{Stream, stream::try_unfold};
use serde_json::Value;
use thiserror::Error;

use crate::{
    failure::Failure,
    session::{Door, Opens, Session},
};

/// Why the rest of a list does not come.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum PagesError {
    /// A page did not come.
    #[error(transparent)]
    Failed(#[from] Failure),
    /// The list moved while it was read: what came before may lack records, and may have some
    /// that are gone.
    #[error("the list changed while it was read, at page {0}")]
    Moved(i64),
    /// The server sent the same page again, so that the list would never end.
    #[error("the server repeats page {0} of its list")]
    Repeats(i64),
}

/// Where the reading of a list has come to.
struct Reading<O: Operation, D: Door> {
    session: Session<D>,
    call: Call<O>,
    seen: Seen,
}

/// What the pages so far have said.
#[derive(Default)]
struct Seen {
    /// Pages.
    pages: i64,
    /// Records.
    count: i64,
    /// What each record is told apart by.
    ids: HashSet<String>,
    /// The last number of the records, and which way their numbers go.
    order: Option<(i64, Way)>,
    /// How many records there are, as the first page said.
    total: Option<i64>,
    /// The page before, as it came.
    before: Vec<Value>,
    ended: bool,
}

/// Which way the numbers of a list that is sorted by them go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
    /// It has shown one record, or is not sorted by number.
    Unknown,
}

impl<D: Door> Session<D> {
    /// Reads a whole list, page after page, and leaves each record as it came. It begins with the
    /// first page, whichever the call names.
    pub fn pages<O>(&self, call: Call<O>) -> impl Stream<Item = Result<Page<Value>, PagesError>>
    where
        D: Opens<O::Of>,
        O: Operation,
        O::Answer: Many,
    {
        let reading = Reading {
            session: self.clone(),
            call,
            seen: Seen::default(),
        };
        try_unfold(reading, async |mut reading| {
            if reading.seen.ended {
                return Ok(None);
            }
            let page = reading.next().await?;
            Ok(page.map(|page| (page, reading)))
        })
    }
}

impl<O, D> Reading<O, D>
where
    D: Opens<O::Of>,
    O: Operation,
    O::Answer: Many,
{
    /// The next page; `None` where the list ended with the one before, and did not say so.
    async fn next(&mut self) -> Result<Option<Page<Value>>, PagesError> {
        let number = self.seen.pages + 1;
        let mut wire = self.session.wire(&self.call)?;
        // A list without pages comes whole, and is asked for as it is.
        let has_pages = (O::ROW.schemas.query)()["properties"]["page"].is_object();
        if has_pages {
            wire.query.retain(|(name, _)| name != "page");
            wire.query.push(("page".to_owned(), number.to_string()));
        }
        let listed = self.session.listed::<O>(&wire).await?;
        let by_number = wire
            .query
            .contains(&("sort_by".to_owned(), "id".to_owned()));
        if self.seen.is_past(&listed.page) {
            self.seen.end()?;
            return Ok(None);
        }
        self.seen.take(&listed.page, by_number, has_pages)?;
        Ok(Some(listed.page))
    }
}

impl Seen {
    /// Whether a page lies behind the end of a list that does not say where that is: it brings
    /// nothing new, being empty or, on a server that knows no pages, the same again.
    fn is_past(&self, page: &Page<Value>) -> bool {
        let is_new = |row: &Value| id(row).is_none_or(|id| !self.ids.contains(&id.to_string()));
        let says_where = page.meta.as_ref().is_some_and(says_where);
        let brings_more = page.rows != self.before && page.rows.iter().any(is_new);
        self.pages > 0 && !says_where && !brings_more
    }

    /// Takes a page for the next one, if it can be.
    fn take(
        &mut self,
        page: &Page<Value>,
        by_number: bool,
        has_pages: bool,
    ) -> Result<(), PagesError> {
        let number = self.pages + 1;
        if !page.rows.is_empty() && page.rows == self.before {
            return Err(PagesError::Repeats(number));
        }
        let meta = page.meta.clone().unwrap_or_default();
        if meta.current_page.is_some_and(|current| current < number) {
            return Err(PagesError::Repeats(number));
        }
        if !self.follows(page, &meta, by_number) {
            return Err(PagesError::Moved(number));
        }
        self.pages = number;
        self.count += page.rows.len() as i64;
        self.total = self.total.or(meta.total);
        self.before.clone_from(&page.rows);
        let whole = page.rows.is_empty() || (!has_pages && meta.last_page.is_none());
        let last = meta.last_page.is_none_or(|last| number >= last);
        let short = (page.rows.len() as i64) < meta.per_page.unwrap_or_default();
        if whole || (last && (meta.last_page.is_some() || short)) {
            self.end()?;
        }
        Ok(())
    }

    /// Ends the list. It has as many records as it said.
    fn end(&mut self) -> Result<(), PagesError> {
        self.ended = true;
        if self.total.is_some_and(|total| total != self.count) {
            return Err(PagesError::Moved(self.pages));
        }
        Ok(())
    }

    /// Whether a page can be the next one of the same list.
    fn follows(&mut self, page: &Page<Value>, meta: &PageMeta, by_number: bool) -> bool {
        let total = self.total.zip(meta.total);
        let total_stays = total.is_none_or(|(before, now)| before == now);
        let begins_here = meta.from.is_none_or(|from| from == self.count + 1);
        let mut rows = page.rows.iter();
        total_stays && begins_here && rows.all(|row| self.is_next(row, by_number))
    }

    /// Whether a record has not come yet, and comes in its place.
    fn is_next(&mut self, row: &Value, by_number: bool) -> bool {
        let Some(id) = id(row) else {
            // What has no number cannot be told from another like it.
            return true;
        };
        if !self.ids.insert(id.to_string()) {
            return false;
        }
        let text = id.as_str().and_then(|text| text.parse().ok());
        let Some(id) = id.as_i64().or(text).filter(|_| by_number) else {
            return true;
        };
        let (last, way) = self.order.unwrap_or((id, Way::Unknown));
        let goes = match id.cmp(&last) {
            std::cmp::Ordering::Less => Way::Down,
            std::cmp::Ordering::Equal => Way::Unknown,
            std::cmp::Ordering::Greater => Way::Up,
        };
        self.order = Some((id, if way == Way::Unknown { goes } else { way }));
        way == Way::Unknown || goes == way
    }
}

/// What a record is told apart by.
fn id(row: &Value) -> Option<&Value> {
    row.get("id").filter(|id| id.is_number() || id.is_string())
}

/// Whether it is said which page this is, which is the last, or when one is full.
fn says_where(meta: &PageMeta) -> bool {
    let said = meta.current_page.or(meta.last_page).or(meta.per_page);
    said.is_some()
}
