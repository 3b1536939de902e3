//! What the systems' documents say, as data: in a folder for each system one block an operation,
//! and the records that several operations answer with.

use std::{fs, path::Path};

use serde_json::{Map, Value};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/contract/documented");

/// What the document of one system says.
pub struct Facts {
    pub system: String,
    pub operations: Map<String, Value>,
    records: Map<String, Value>,
}

/// What all of them say.
pub fn all() -> Vec<Facts> {
    let entries = fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap());
    let folders = entries.filter(|entry| entry.file_type().unwrap().is_dir());
    let facts = folders.map(|folder| Facts {
        system: folder.file_name().into_string().unwrap(),
        operations: blocks(&folder.path().join("operations")),
        records: blocks(&folder.path().join("records")),
    });
    facts.collect()
}

/// The blocks of every file in a folder.
fn blocks(folder: &Path) -> Map<String, Value> {
    let files = fs::read_dir(folder).into_iter().flatten();
    let mut blocks = Map::new();
    for file in files {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        for (name, block) in serde_json::from_str::<Map<_, _>>(&text).unwrap() {
            assert!(!blocks.contains_key(&name), "{name} stands twice");
            blocks.insert(name, block);
        }
    }
    blocks
}

impl Facts {
    /// What is documented, a record by its name included.
    pub fn settled<'a>(&'a self, documented: &'a Value) -> &'a Value {
        let name = documented.as_str().and_then(|text| text.strip_prefix('@'));
        name.map_or(documented, |name| &self.records[name])
    }

    /// An answer as it is documented, with values of our own: each another, where it can be.
    pub fn sample(&self, documented: &Value) -> Value {
        let mut making = Making {
            facts: self,
            within: Vec::new(),
            count: 0,
        };
        making.value(documented).unwrap_or_default()
    }
}

struct Making<'a> {
    facts: &'a Facts,
    /// The records that are being made: none stands in itself.
    within: Vec<&'a Value>,
    count: i64,
}

impl<'a> Making<'a> {
    fn value(&mut self, documented: &'a Value) -> Option<Value> {
        match self.facts.settled(documented) {
            record if self.within.contains(&record) => None,
            record @ Value::Object(fields) => {
                self.within.push(record);
                let named = |name: &String| match name.as_str() {
                    "*" => "a_name".to_owned(),
                    name => name.to_owned(),
                };
                let fields = fields
                    .iter()
                    .filter_map(|(name, field)| Some((named(name), self.value(field)?)));
                let made = fields.collect();
                self.within.pop();
                Some(Value::Object(made))
            }
            Value::Array(items) => Some(items.iter().filter_map(|item| self.value(item)).collect()),
            Value::String(kind) => Some(self.plain(kind)),
            other => panic!("{other} is no fact"),
        }
    }

    fn plain(&mut self, kind: &str) -> Value {
        self.count += 1;
        let count = self.count;
        let (kind, words) = typed(kind);
        if let Some(word) = words.first() {
            return Value::from(*word);
        }
        match kind {
            "text" => count.to_string().into(),
            "integer" => count.into(),
            "number" => (count as f64 + 0.5).into(),
            "digit" => 1.into(),
            "boolean" => true.into(),
            "moment" => format!("2026-01-02T03:04:{:02}Z", count % 60).into(),
            "date" => format!("2026-01-{:02}", count % 28 + 1).into(),
            "email" => format!("ana{count}@example.com").into(),
            "uuid" => format!("b25e7b65-e46a-40d5-a0f2-{count:012}").into(),
            other => panic!("`{other}` is no type"),
        }
    }
}

/// A type, and the words that are known of it: `text: Done, Panding`.
pub fn typed(kind: &str) -> (&str, Vec<&str>) {
    match kind.split_once(": ") {
        Some((kind, words)) => (kind, words.split(", ").collect()),
        None => (kind, Vec::new()),
    }
}

/// What an answer is about, without its envelope: a record, or what a list holds.
pub fn content(answer: &Value) -> &Value {
    match answer {
        Value::Array(items) => match items.as_slice() {
            [one] => content(one),
            _ => answer,
        },
        Value::Object(map) => {
            let envelope = ["data", "Data", "links", "meta", "message", "status"];
            let data = map.get("data").or_else(|| map.get("Data"));
            let is_envelope = map.keys().all(|name| envelope.contains(&name.as_str()));
            data.filter(|_| is_envelope).map_or(answer, content)
        }
        _ => answer,
    }
}
