//! Lists in pages that move while they are read: other people work on them.

use contract::Row;
use serde_json::{Value, json};

use super::envelope::{Content, Envelope};
use crate::{
    sample::{Fill, sample},
    schema::Place,
};

/// How a list moves between its first page and the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moving {
    /// It does not.
    Not,
    /// A record comes at the front, so that one that was read comes again.
    Added,
    /// The first record goes, so that one that was not read is passed over.
    Removed,
    /// One comes at the front and the last one goes: there are as many as before.
    Exchanged,
    /// The server sends the first page for every other.
    Repeated,
}

/// A page of an operation's list, in its documented envelope: of the records with the ids from 1
/// to so many, as the list stands when the page is asked for.
///
/// # Panics
/// Where the operation answers no list of records.
#[must_use]
#[expect(clippy::panic, reason = "another operation cannot be asked for pages")]
pub fn page(row: &Row, (page, per_page): (i64, i64), count: i64, moving: Moving) -> Value {
    let mut ids: Vec<i64> = (1..=count).collect();
    let mut shown = page;
    if page > 1 {
        match moving {
            Moving::Not => {}
            Moving::Added => ids.insert(0, count + 1),
            Moving::Removed => drop(ids.remove(0)),
            Moving::Exchanged => {
                ids.insert(0, count + 1);
                ids.pop();
            }
            Moving::Repeated => shown = 1,
        }
    }
    let total = ids.len() as i64;
    let before = (shown - 1) * per_page;
    let here = ids.iter().skip(before as usize).take(per_page as usize);
    let schema = (row.schemas.answer)();
    let documented = sample(&schema, Fill::Everything);
    let content = Content::of(&schema, &documented);
    let Some(Value::Object(record)) = content.value.get(0) else {
        panic!("{} lists no records", row.name);
    };
    let rows: Vec<Value> = here
        .map(|id| {
            let mut record = record.clone();
            record.insert("id".to_owned(), json!(id));
            Value::Object(record)
        })
        .collect();
    let (from, to) = match rows.len() as i64 {
        0 => (Value::Null, Value::Null),
        count => (json!(before + 1), json!(before + count)),
    };
    let meta = json!({
        "current_page": shown, "from": from, "to": to, "total": total, "per_page": per_page,
        "last_page": ((total + per_page - 1) / per_page).max(1),
    });
    envelope(&schema).wrap(rows.into(), &meta)
}

/// The envelope in which a list is documented.
fn envelope(schema: &Value) -> Envelope {
    let place = Place::of(schema);
    let Some(data) = place.field("data") else {
        let pages = place
            .items()
            .is_some_and(|items| items.field("meta").is_some());
        return if pages {
            Envelope::Pages
        } else {
            Envelope::List
        };
    };
    let nested = data
        .items()
        .is_some_and(|items| items.field("meta").is_some());
    match place.field("meta") {
        Some(_) if nested => Envelope::Nested,
        Some(_) => Envelope::Paged,
        None => Envelope::Whole,
    }
}
