//! How answers are wrapped. Servers wrap the same list in at least four ways, and single
//! records in two, so reading accepts every form for every operation; writing (the office) uses
//! the documented one, which is the type in the table's answer column.

use std::marker::PhantomData;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use thiserror::Error;

use crate::{
    links::{ListUrl, LongMeta, PageLinks},
    media::Media,
    shape::{Shape, schema, sentence},
    unwrapping::{many, one, single, typed},
    wrapping::{Beside, OnPage, Succeeded, Under, UnderCapital},
};

/// What comes back from an operation, whatever it is.
pub trait Content: Send + 'static {
    /// How it travels.
    const MEDIA: Media = Media::Json;
    /// Its JSON Schema, the documented envelope included; null where nothing comes back.
    fn schema() -> Value;
    /// Takes the envelope off and leaves the record, or the records in an array, as they came;
    /// null where nothing comes back.
    ///
    /// # Errors
    /// When there is no such record or list in the answer.
    fn bare(answer: Value) -> Result<Value, Unreadable>;
}

/// An answer in JSON, as nearly all are.
pub trait Answer: Content {
    /// The answer without its envelope.
    type Value: Send;
    /// Takes the envelope off.
    ///
    /// # Errors
    /// When there is no such record or list in the answer.
    fn read(answer: Value) -> Result<Self::Value, Unreadable>;
    /// Puts the documented envelope on. A page of a list says where the others are, if it is known
    /// how the list was asked for.
    fn wrap(value: Self::Value, list: Option<&ListUrl>) -> impl Serialize;
    /// The answer in its documented envelope.
    ///
    /// # Errors
    /// When the value cannot be written as JSON.
    fn write(value: Self::Value) -> Result<Value, serde_json::Error> {
        serde_json::to_value(Self::wrap(value, None))
    }
    /// The same as it travels. A long list is written at once and never held as a [`Value`].
    ///
    /// # Errors
    /// When the value cannot be written as JSON.
    fn text(value: Self::Value, list: Option<&ListUrl>) -> Result<String, serde_json::Error> {
        serde_json::to_string(&Self::wrap(value, list))
    }
}

/// An answer that is a list, which can also be read record by record, as it came.
pub trait Many: Answer<Value = Page<Self::Item>> {
    /// A record of the list.
    type Item: Shape;
    /// Takes the envelope off and leaves the records as they came.
    ///
    /// # Errors
    /// When there is no list in the answer.
    fn rows(answer: Value) -> Result<Page<Value>, Unreadable> {
        many::<Self::Item>(answer)
    }
}

/// An answer that is not what was asked for. Carries no content.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("the answer is not {0}")]
pub struct Unreadable(pub String);

/// A page of records. Prints how many, not what they hold.
#[derive(Clone, PartialEq)]
pub struct Page<T> {
    /// The records.
    pub rows: Vec<T>,
    /// Where the page stands; `None` when the server sent the whole list.
    pub meta: Option<PageMeta>,
}

impl<T> std::fmt::Debug for Page<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Page({} records, {:?})", self.rows.len(), self.meta)
    }
}

/// Where a page stands in its list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PageMeta {
    /// This page, from 1.
    pub current_page: Option<i64>,
    /// The number of the first record on it, from 1; missing on an empty page.
    pub from: Option<i64>,
    /// The last page.
    pub last_page: Option<i64>,
    /// Records a page.
    pub per_page: Option<i64>,
    /// The number of the last record on it.
    pub to: Option<i64>,
    /// Records in the whole list.
    pub total: Option<i64>,
}

/// A single record with nothing around it.
pub struct Bare<T>(PhantomData<T>);
/// A single record under `data`.
pub struct Data<T>(PhantomData<T>);
/// A single record under `data`, that and a sentence under another `data`:
/// `{data: {data: {...}, message}}`.
pub struct Told<T>(PhantomData<T>);
/// A plain array.
pub struct List<T>(PhantomData<T>);
/// A whole list under `data`.
pub struct Whole<T>(PhantomData<T>);
/// A whole list under `Data`, with a capital letter.
pub struct Records<T>(PhantomData<T>);
/// A whole list under `data`, and `status: "success"` beside it.
pub struct Success<T>(PhantomData<T>);
/// A whole list under `data`, and a sentence beside it.
pub struct Said<T>(PhantomData<T>);
/// What is still to be done, as a plain array; nothing but the status (204) when nothing is.
pub struct Rest<T>(PhantomData<T>);
/// `{data: [...], links, meta}`.
pub struct Paged<T>(PhantomData<T>);
/// `{data: [{data: [...], links, meta}], links, meta}`: a page inside a page.
pub struct Nested<T>(PhantomData<T>);
/// `[{data: [...], links, meta}]`: an array of pages, which holds one.
pub struct Pages<T>(PhantomData<T>);
/// Nothing but the status. What a server says besides is passed over.
pub struct Nothing;
/// The bytes of a file, under the file's own media type or `application/octet-stream`. Not to be
/// read whole: whoever asks for it streams it.
pub struct Bytes;

impl Content for Bytes {
    const MEDIA: Media = Media::File;
    fn schema() -> Value {
        json!({ "type": "string", "format": "binary" })
    }
    fn bare(_: Value) -> Result<Value, Unreadable> {
        Err(Unreadable("JSON".to_owned()))
    }
}

impl Content for Nothing {
    fn schema() -> Value {
        Value::Null
    }
    fn bare(_: Value) -> Result<Value, Unreadable> {
        Ok(Value::Null)
    }
}

impl Answer for Nothing {
    type Value = ();
    fn read(_: Value) -> Result<(), Unreadable> {
        Ok(())
    }
    fn wrap((): (), _: Option<&ListUrl>) -> impl Serialize {}
}

impl<T: Shape> Content for Bare<T> {
    fn schema() -> Value {
        schema::<T>().clone()
    }
    fn bare(answer: Value) -> Result<Value, Unreadable> {
        single::<T>(answer)
    }
}

impl<T: Shape> Answer for Bare<T> {
    type Value = T;
    fn read(answer: Value) -> Result<T, Unreadable> {
        one(answer)
    }
    fn wrap(value: T, _: Option<&ListUrl>) -> impl Serialize {
        value
    }
}

impl<T: Shape> Content for Data<T> {
    fn schema() -> Value {
        object(&json!({ "data": schema::<T>() }))
    }
    fn bare(answer: Value) -> Result<Value, Unreadable> {
        single::<T>(answer)
    }
}

impl<T: Shape> Answer for Data<T> {
    type Value = T;
    fn read(answer: Value) -> Result<T, Unreadable> {
        one(answer)
    }
    fn wrap(value: T, _: Option<&ListUrl>) -> impl Serialize {
        Under { data: value }
    }
}

/// What was done, and a sentence about it.
#[derive(Clone, PartialEq)]
pub struct Done<T> {
    /// The record of it.
    pub record: T,
    /// The sentence; `None` when the server says none.
    pub message: Option<String>,
}

impl<T> std::fmt::Debug for Done<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Done(…)")
    }
}

fn beside<T>(done: Done<T>) -> Beside<T> {
    Beside {
        data: done.record,
        message: done.message,
    }
}

impl<T: Shape> Content for Told<T> {
    fn schema() -> Value {
        let sentence = json!({ "type": "string" });
        object(&json!({ "data": object(&json!({ "data": schema::<T>(), "message": sentence })) }))
    }
    fn bare(answer: Value) -> Result<Value, Unreadable> {
        single::<T>(answer)
    }
}

impl<T: Shape> Answer for Told<T> {
    type Value = Done<T>;
    fn read(answer: Value) -> Result<Done<T>, Unreadable> {
        let places = ["/data/message", "/message"];
        let message = places
            .iter()
            .find_map(|at| answer.pointer(at).and_then(sentence));
        Ok(Done {
            message,
            record: one(answer)?,
        })
    }
    fn wrap(done: Done<T>, _: Option<&ListUrl>) -> impl Serialize {
        Under { data: beside(done) }
    }
}

impl<T: Shape> Content for Said<T> {
    fn schema() -> Value {
        let rows = json!({ "type": "array", "items": schema::<T>() });
        object(&json!({ "data": rows, "message": { "type": "string" } }))
    }
    fn bare(answer: Value) -> Result<Value, Unreadable> {
        many::<T>(answer).map(|page| page.rows.into())
    }
}

impl<T: Shape> Answer for Said<T> {
    type Value = Done<Vec<T>>;
    fn read(answer: Value) -> Result<Done<Vec<T>>, Unreadable> {
        Ok(Done {
            message: answer.get("message").and_then(sentence),
            record: typed(many::<T>(answer)?)?.rows,
        })
    }
    fn wrap(done: Done<Vec<T>>, _: Option<&ListUrl>) -> impl Serialize {
        beside(done)
    }
}

impl<T: Shape> Content for Rest<T> {
    fn schema() -> Value {
        List::<T>::schema()
    }
    fn bare(answer: Value) -> Result<Value, Unreadable> {
        if is_done(&answer) {
            return Ok(Value::Null);
        }
        List::<T>::bare(answer)
    }
}

impl<T: Shape> Answer for Rest<T> {
    type Value = Option<Page<T>>;
    fn read(answer: Value) -> Result<Option<Page<T>>, Unreadable> {
        if is_done(&answer) {
            return Ok(None);
        }
        List::<T>::read(answer).map(Some)
    }
    fn wrap(rest: Option<Page<T>>, list: Option<&ListUrl>) -> impl Serialize {
        rest.map(|rest| List::<T>::wrap(rest, list))
    }
}

/// Whether nothing is to be done any more; there may be a sentence about it.
fn is_done(answer: &Value) -> bool {
    answer.is_null() || (answer.get("message").is_some() && is_short(answer))
}

/// Whether an object holds one field at most.
fn is_short(answer: &Value) -> bool {
    answer.as_object().is_some_and(|map| map.len() <= 1)
}

/// A list's envelope: how it is written and described. Reading is the same for all.
macro_rules! list_envelope {
    ($form:ident, |$rows:ident, $meta:pat_param, $list:pat_param| $wrapped:expr, $schema:expr) => {
        impl<T: Shape> Content for $form<T> {
            fn schema() -> Value {
                let describe: fn(Value) -> Value = $schema;
                describe(json!({ "type": "array", "items": schema::<T>() }))
            }
            fn bare(answer: Value) -> Result<Value, Unreadable> {
                many::<T>(answer).map(|page| page.rows.into())
            }
        }
        impl<T: Shape> Answer for $form<T> {
            type Value = Page<T>;
            fn read(answer: Value) -> Result<Page<T>, Unreadable> {
                typed(many::<T>(answer)?)
            }
            fn wrap(page: Page<T>, $list: Option<&ListUrl>) -> impl Serialize {
                let ($rows, $meta) = (page.rows, page.meta.unwrap_or_default());
                $wrapped
            }
        }
        impl<T: Shape> Many for $form<T> {
            type Item = T;
        }
    };
}

list_envelope!(List, |rows, _, _| rows, |rows| rows);
list_envelope!(Whole, |rows, _, _| Under { data: rows }, |rows| object(
    &json!({ "data": rows })
));
list_envelope!(Records, |rows, _, _| UnderCapital { data: rows }, |rows| {
    object(&json!({ "Data": rows }))
});
list_envelope!(
    Success,
    |rows, _, _| Succeeded {
        data: rows,
        status: "success"
    },
    |rows| object(&json!({ "data": rows, "status": { "type": "string" } }))
);
list_envelope!(
    Paged,
    |rows, meta, list| OnPage::of(rows, meta, list),
    page_schema::<PageMeta>
);
list_envelope!(
    Pages,
    |rows, meta, list| [OnPage::numbered(rows, meta, list)],
    |rows| json!({ "type": "array", "items": page_schema::<LongMeta<'static>>(rows) })
);
list_envelope!(
    Nested,
    |rows, meta, list| {
        let inner = OnPage::numbered(rows, meta.clone(), list);
        OnPage::of([inner], meta, list)
    },
    |rows| {
        let inner = page_schema::<LongMeta<'static>>(rows);
        page_schema::<PageMeta>(json!({ "type": "array", "items": inner }))
    }
);

fn page_schema<Meta: JsonSchema + 'static>(rows: Value) -> Value {
    let (links, meta) = (schema::<PageLinks<'static>>(), schema::<Meta>());
    object(&json!({ "data": rows, "links": links, "meta": meta }))
}

fn object(properties: &Value) -> Value {
    let required: Vec<&String> = properties
        .as_object()
        .into_iter()
        .flat_map(|map| map.keys())
        .collect();
    json!({ "type": "object", "properties": properties, "required": required })
}
