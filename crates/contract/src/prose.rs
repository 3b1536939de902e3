//! Our documentation as people and programs read it who know nothing of our types: a link to one
//! of them is the name alone.

use serde_json::Value;

/// Writes the descriptions in a schema in plain words.
pub(crate) fn describe(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) if name == "description" => *text = plain(text),
                    _ => describe(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(describe),
        _ => {}
    }
}

/// A text without links: `Type::field` in one is its last name.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, path, after)) = link(rest) {
        let name = path.rsplit("::").next().unwrap_or(path);
        plain.extend([before, "`", name, "`"]);
        rest = after;
    }
    plain + rest
}

/// What stands before the first link, in it, and after it.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("[`")?;
    let (path, after) = rest.split_once("`]")?;
    // Where it leads is said in no other words.
    let target = after
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(')'));
    Some((before, path, target.map_or(after, |(_, after)| after)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_link_is_the_name_that_it_leads_to() {
        for (written, read) in [
            (
                "One of [`ImportType`], or another.",
                "One of `ImportType`, or another.",
            ),
            (
                "As [`Task::status`] and [`super::Event`]s.",
                "As `status` and `Event`s.",
            ),
            (
                "As [`Task`](super::Task) says (so).",
                "As `Task` says (so).",
            ),
            (
                "Shortcodes `[Name]`, [Firm].",
                "Shortcodes `[Name]`, [Firm].",
            ),
            ("Left open [`Task", "Left open [`Task"),
        ] {
            assert_eq!(plain(written), read);
        }
    }

    #[test]
    fn only_descriptions_are_rewritten_and_all_of_them() {
        let mut schema = json!({
            "description": "[`A`]", "pattern": "[`b`]",
            "properties": { "description": { "description": "[`C`]", "enum": ["[`d`]"] } },
            "oneOf": [{ "description": "[`E`]" }],
        });
        describe(&mut schema);
        assert_eq!(
            schema,
            json!({
                "description": "`A`", "pattern": "[`b`]",
                "properties": { "description": { "description": "`C`", "enum": ["[`d`]"] } },
                "oneOf": [{ "description": "`E`" }],
            })
        );
    }
}
