//! The fields of a JSON Schema as lines of a table: name, type, rules, what it means. Pure.

use serde_json::{Map, Value};

/// How deep a type that holds itself is followed.
const DEEPEST: usize = 8;

/// One field.
pub(super) struct Field {
    /// Its name, after those of what holds it: `data[].id`.
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) required: bool,
    /// `1 to 100 characters`, `default 10`.
    pub(super) rules: Vec<String>,
    pub(super) doc: String,
}

/// Every field of a schema, those of what it holds after their own.
pub(super) fn fields(schema: &Value) -> Vec<Field> {
    let mut all = Vec::new();
    let walk = Walk { root: schema };
    walk.below("", schema, 0, &mut all);
    all
}

struct Walk<'a> {
    root: &'a Value,
}

impl<'a> Walk<'a> {
    /// Adds the fields of what a schema describes, whose own name is given.
    fn below(&self, name: &str, schema: &'a Value, depth: usize, all: &mut Vec<Field>) {
        let schema = self.said(schema);
        if depth > DEEPEST {
            return;
        }
        if let Some(items) = schema.get("items") {
            self.below(&format!("{name}[]"), items, depth, all);
        }
        let required = names(schema, "required");
        for (field, described) in map(schema, "properties") {
            let full = match name {
                "" => field.clone(),
                _ => format!("{name}.{field}"),
            };
            let inner = self.said(described);
            all.push(Field {
                kind: self.kind(inner),
                required: required.contains(&field.as_str()),
                rules: rules(inner),
                doc: text(described, "description")
                    .unwrap_or_else(|| text(inner, "description").unwrap_or_default()),
                name: full.clone(),
            });
            if described.get("$ref").is_none() {
                self.below(&full, inner, depth + 1, all);
            }
        }
        for part in ["allOf", "oneOf", "anyOf"]
            .into_iter()
            .flat_map(|word| list(schema, word))
        {
            if part.get("properties").is_some() {
                self.below(name, part, depth + 1, all);
            }
        }
    }

    /// The schema itself: what it refers to, and the one thing that it may be besides null.
    fn said(&self, schema: &'a Value) -> &'a Value {
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            let found = reference
                .strip_prefix('#')
                .and_then(|at| self.root.pointer(at));
            return found.unwrap_or(schema);
        }
        let one_of = list(schema, "anyOf").chain(list(schema, "oneOf"));
        let mut others = one_of.filter(|one| text(one, "type").as_deref() != Some("null"));
        match (others.next(), others.next(), schema.get("properties")) {
            (Some(one), None, None) => self.said(one),
            _ => schema,
        }
    }

    fn kind(&self, schema: &'a Value) -> String {
        let kinds: Vec<String> = match schema.get("type") {
            Some(Value::String(kind)) => vec![kind.clone()],
            Some(Value::Array(_)) => names(schema, "type")
                .into_iter()
                .map(str::to_owned)
                .collect(),
            _ if schema.get("enum").is_some() || schema.get("oneOf").is_some() => {
                vec!["string".to_owned()]
            }
            _ => vec!["any".to_owned()],
        };
        let kinds =
            kinds
                .into_iter()
                .filter(|kind| kind != "null")
                .map(|kind| match kind.as_str() {
                    "array" => match schema.get("items") {
                        Some(items) => format!("list of {}", self.kind(self.said(items))),
                        None => "list".to_owned(),
                    },
                    _ => kind,
                });
        kinds.collect::<Vec<_>>().join(" or ")
    }
}

/// The rules of a field, in words.
fn rules(schema: &Value) -> Vec<String> {
    let mut rules = Vec::new();
    if let Some(format) = text(schema, "format") {
        rules.push(format);
    }
    let ranges = [
        ("minLength", "maxLength", " characters"),
        ("minItems", "maxItems", " of them"),
        ("minimum", "maximum", ""),
    ];
    for (least, most, of) in ranges {
        match (number(schema, least), number(schema, most)) {
            (Some(least), Some(most)) => rules.push(format!("{least} to {most}{of}")),
            (Some(least), None) => rules.push(format!("at least {least}{of}")),
            (None, Some(most)) => rules.push(format!("at most {most}{of}")),
            (None, None) => {}
        }
    }
    if let Some(pattern) = text(schema, "pattern") {
        rules.push(format!("matches {pattern}"));
    }
    let words: Vec<String> = list(schema, "enum")
        .chain(list(schema, "oneOf").filter_map(|one| one.get("const")))
        .chain(schema.get("const"))
        .filter(|word| !word.is_null())
        .map(word)
        .collect();
    if !words.is_empty() {
        rules.push(format!("one of {}", words.join(", ")));
    }
    match schema.get("default") {
        None | Some(Value::Null) => {}
        Some(default) => rules.push(format!("default {}", word(default))),
    }
    rules
}

fn word(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

fn number(schema: &Value, name: &str) -> Option<String> {
    let number = schema.get(name)?;
    // Whole numbers are whole, though a schema may write them as 0.0.
    let whole = number.as_f64().filter(|number| number.fract() == 0.0);
    Some(whole.map_or_else(|| number.to_string(), |number| format!("{number:.0}")))
}

fn text(schema: &Value, name: &str) -> Option<String> {
    schema.get(name)?.as_str().map(str::to_owned)
}

fn names<'a>(schema: &'a Value, name: &str) -> Vec<&'a str> {
    list(schema, name).filter_map(Value::as_str).collect()
}

fn list<'a>(schema: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    schema
        .get(name)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

fn map<'a>(
    schema: &'a Value,
    name: &str,
) -> impl Iterator<Item = (&'a String, &'a Value)> + use<'a> {
    let map: Option<&Map<String, Value>> = schema.get(name).and_then(Value::as_object);
    map.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_field_says_its_type_its_rules_and_what_holds_it() {
        let schema = json!({
            "type": "object",
            "required": ["name"],
            "properties": {
                "name": { "type": "string", "minLength": 1, "maxLength": 100, "description": "What it is called." },
                "size": { "type": ["integer", "null"], "minimum": 0.0 },
                "page": { "anyOf": [{ "oneOf": [{ "const": "azure", "type": "string" }] }, { "type": "null" }] },
                "parts": { "type": "array", "maxItems": 5, "items": { "anyOf": [
                    { "type": "object", "properties": { "kind": { "enum": ["a", "b"], "default": "a" } } },
                    { "type": "null" },
                ] } },
            },
        });
        let said: Vec<_> = fields(&schema)
            .into_iter()
            .map(|field| {
                (
                    field.name,
                    field.kind,
                    field.required,
                    field.rules.join("; "),
                    field.doc,
                )
            })
            .collect();
        let line = |name: &str, kind: &str, required, rules: &str, doc: &str| {
            (
                name.to_owned(),
                kind.to_owned(),
                required,
                rules.to_owned(),
                doc.to_owned(),
            )
        };
        assert_eq!(
            said,
            [
                line(
                    "name",
                    "string",
                    true,
                    "1 to 100 characters",
                    "What it is called."
                ),
                line("size", "integer", false, "at least 0", ""),
                line("page", "string", false, "one of azure", ""),
                line("parts", "list of object", false, "at most 5 of them", ""),
                line(
                    "parts[].kind",
                    "string",
                    false,
                    "one of a, b; default a",
                    ""
                ),
            ]
        );
    }

    #[test]
    fn what_holds_itself_ends() {
        let schema = json!({
            "type": "object",
            "properties": { "rules": { "type": "array", "items": { "$ref": "#/$defs/Rule" } } },
            "$defs": { "Rule": { "type": "object", "properties": {
                "rules": { "type": "array", "items": { "$ref": "#/$defs/Rule" } },
            } } },
        });
        assert!(fields(&schema).len() <= DEEPEST + 2);
    }
}
