//! The same values, written in other ways.

use serde_json::{Map, Value, json};

use super::{Manner, Otherwise};
use crate::schema::Place;

/// An answer with its values written in a manner.
pub(super) fn written(schema: &Value, manner: Manner, documented: Value) -> Option<Otherwise> {
    let mut writing = Writing {
        manner,
        differs: matches!(manner, Manner::Documented | Manner::Bare),
    };
    let (mut sent, mut meant) = (documented.clone(), documented);
    writing.write(Place::of(schema), &mut sent, &mut meant);
    writing.differs.then_some(Otherwise { sent, meant })
}

struct Writing {
    manner: Manner,
    /// Whether there was anything to write otherwise.
    differs: bool,
}

impl Writing {
    fn write(&mut self, place: Place<'_>, sent: &mut Value, meant: &mut Value) {
        // Of several forms the sample has the first.
        let forms = place.forms();
        let Some(form) = forms.first().copied().filter(|form| !form.is_open()) else {
            return;
        };
        match (&mut *sent, &mut *meant) {
            (Value::Object(sent), Value::Object(meant)) => self.record(form, sent, meant),
            (Value::Array(sent), Value::Array(meant)) => {
                let Some(items) = form.items() else { return };
                for (sent, meant) in sent.iter_mut().zip(meant) {
                    self.write(items, sent, meant);
                }
            }
            _ => self.plain(place, sent, meant),
        }
    }

    fn record(
        &mut self,
        form: Place<'_>,
        sent: &mut Map<String, Value>,
        meant: &mut Map<String, Value>,
    ) {
        if let Manner::Bare | Manner::Nulls | Manner::EmptyArrays = self.manner {
            sent.retain(|name, _| form.requires(name));
            meant.retain(|name, _| form.requires(name));
        }
        for (name, field) in form.fields() {
            match self.manner {
                Manner::Nulls if !form.requires(name) => {
                    sent.insert(name.to_owned(), Value::Null);
                    self.differs = true;
                }
                Manner::EmptyArrays if !form.requires(name) && is_map(field) => {
                    meant.insert(name.to_owned(), json!({}));
                    sent.insert(name.to_owned(), json!([]));
                    self.differs = true;
                    continue;
                }
                Manner::ShortSsn | Manner::WrittenSsn if name == "ssn" => {
                    self.ssn(sent, meant);
                    continue;
                }
                _ => {}
            }
            if let (Some(sent), Some(meant)) = (sent.get_mut(name), meant.get_mut(name)) {
                self.write(field, sent, meant);
            }
        }
        if self.manner == Manner::MoreFields && form.others().is_none() {
            sent.insert("nobody_knows".to_owned(), json!({ "deep": [1, null] }));
            self.differs = true;
        }
    }

    /// Numbers that begin with 000 belong to nobody.
    fn ssn(&mut self, sent: &mut Map<String, Value>, meant: &mut Map<String, Value>) {
        let written = if self.manner == Manner::ShortSsn {
            json!(123_456)
        } else {
            json!("000-12-3456")
        };
        sent.insert("ssn".to_owned(), written);
        meant.insert("ssn".to_owned(), json!(123_456));
        self.differs = true;
    }

    fn plain(&mut self, place: Place<'_>, sent: &mut Value, meant: &mut Value) {
        let fixed = !place.words().is_empty();
        let free = !fixed && place.word("format").is_none() && place.takes("string");
        let both = match (self.manner, &*meant) {
            (Manner::NumbersAsText, Value::Number(number)) => {
                let text = number.to_string();
                return self.put(sent, json!(text));
            }
            (Manner::TruthAsNumbers, Value::Bool(truth)) => {
                let number = i64::from(*truth);
                return self.put(sent, json!(number));
            }
            (Manner::TextAsNumbers, Value::String(text)) if free => {
                let number: Option<i64> = text.parse().ok();
                return number.map_or((), |number| self.put(sent, json!(number)));
            }
            (Manner::OtherWords, Value::String(_)) if fixed => "of its own",
            (Manner::MomentsWithoutZone, Value::String(_)) if free => "2026-01-02T03:04:05.123456",
            (Manner::MomentsWithZone, Value::String(_)) if free => "2026-01-02T03:04:05+05:30",
            _ => return,
        };
        self.put(sent, json!(both));
        *meant = json!(both);
    }

    fn put(&mut self, place: &mut Value, value: Value) {
        *place = value;
        self.differs = true;
    }
}

/// Whether a field is an object of which no field has a name here.
fn is_map(field: Place<'_>) -> bool {
    let forms = field.forms();
    forms
        .iter()
        .any(|form| form.kinds().any(|kind| kind == "object") && form.fields().next().is_none())
}
