//! The text of a template: what a portal keeps in sections and versions, and may keep as HTML, as a
//! letter is written here.

use ::letters::starters::{STARTERS, Starter};
use contract::portal::Template;

/// The text of a template.
pub(super) struct Text {
    pub(super) name: String,
    pub(super) subject: String,
    pub(super) body: String,
}

impl Text {
    /// The letter of ours that this is, word for word: only then our law and our cautions belong
    /// to it.
    pub(super) fn starter(&self) -> Option<&'static Starter> {
        STARTERS.iter().find(|starter| {
            let ours = starter.template();
            starter.name == self.name && ours.body.trim() == self.body.trim()
        })
    }
}

/// The newest content of each section, in order. A first line `Subject: …` is the subject; a
/// template without one is about what it is called.
pub(super) fn text(template: &Template) -> Text {
    let mut sections: Vec<(&str, i64, &str)> = Vec::new();
    for content in &template.contents {
        if content.deleted_at.is_some() {
            continue;
        }
        let section = content.section_type.as_deref().unwrap_or_default();
        let id = content.id.unwrap_or_default();
        let words = content.content.as_deref().unwrap_or_default();
        match sections.iter_mut().find(|(known, ..)| *known == section) {
            Some(known) if known.1 <= id => *known = (section, id, words),
            Some(_) => {}
            None => sections.push((section, id, words)),
        }
    }
    let whole: Vec<String> = sections.iter().map(|(.., words)| plain(words)).collect();
    let whole = whole.join("\n\n");
    let name = template.name.clone().unwrap_or_default();
    let first = whole.lines().next().unwrap_or_default();
    match first.strip_prefix("Subject:") {
        Some(subject) => Text {
            subject: subject.trim().to_owned(),
            body: whole[first.len()..].trim().to_owned(),
            name,
        },
        None => Text {
            subject: name.clone(),
            body: whole,
            name,
        },
    }
}

/// Wider than any paragraph, so that lines are not broken.
const WIDE: usize = 1_000_000;

/// Paragraphs and lists as text; what is no HTML stays as it is.
fn plain(words: &str) -> String {
    let words = words.trim();
    let is_html = ["</", "<br", "<p>"].iter().any(|tag| words.contains(tag));
    if !is_html {
        return words.to_owned();
    }
    let read = html2text::config::plain_no_decorate().string_from_read(words.as_bytes(), WIDE);
    let Ok(read) = read else {
        // It is shown as it is, and the agent sees the page.
        return words.to_owned();
    };
    let mut lines: Vec<String> = Vec::new();
    for line in read.lines().map(written) {
        let is_entry = |line: &str| line.starts_with("- ");
        let before = lines.last().map(String::as_str).unwrap_or_default();
        if is_entry(&line) && !before.is_empty() && !is_entry(before) {
            // A list is a paragraph of its own.
            lines.push(String::new());
        }
        lines.push(line);
    }
    lines.join("\n").trim().to_owned()
}

/// A line as letters write it: no mark before a heading, a hyphen before an entry.
fn written(line: &str) -> String {
    let line = line.trim();
    let heading = line.trim_start_matches('#');
    match line.strip_prefix("* ") {
        Some(entry) => format!("- {entry}"),
        None if heading.starts_with(' ') => heading.trim_start().to_owned(),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::decode;
    use serde_json::{Value, json};

    fn of(record: Value) -> Text {
        text(&decode(&record).unwrap())
    }

    #[test]
    fn a_first_line_that_says_so_is_the_subject() {
        let content = "Subject: My file\n\nTo whom it may concern:\n\n[Items]";
        let text =
            of(json!({"id": 1, "name": "Dispute", "contents": [{"id": 1, "content": content}]}));
        assert_eq!(
            (text.subject.as_str(), text.body.as_str()),
            ("My file", "To whom it may concern:\n\n[Items]")
        );
        let text = of(json!({"name": "Dispute", "contents": [{"id": 1, "content": "Hello"}]}));
        assert_eq!(
            (text.subject.as_str(), text.body.as_str()),
            ("Dispute", "Hello")
        );
    }

    #[test]
    fn of_each_section_the_newest_content_counts() {
        let contents = json!([
            {"id": 1, "content": "old", "section_type": "introduction"},
            {"id": 4, "content": "gone", "section_type": "introduction", "deleted_at": "2026-01-01T00:00:00Z"},
            {"id": 2, "content": "body", "section_type": "body"},
            {"id": 3, "content": "new", "section_type": "introduction"},
        ]);
        let text = of(json!({"name": "Smart", "contents": contents}));
        assert_eq!(text.body, "new\n\nbody");
    }

    #[test]
    fn html_becomes_paragraphs_and_lists() {
        let html = "<p>Subject: My file</p><p>To whom it&nbsp;may concern:</p><p>[Items]</p>\
                    <ul><li>one &amp; two</li><li><b>three</b></li></ul><p>First line<br>second</p>";
        let text = of(json!({"name": "Dispute", "contents": [{"id": 1, "content": html}]}));
        assert_eq!(text.subject, "My file");
        assert_eq!(
            text.body.replace('\u{a0}', " "),
            "To whom it may concern:\n\n[Items]\n\n- one & two\n- three\n\nFirst line\nsecond"
        );
    }

    #[test]
    fn signs_of_less_and_more_alone_are_no_html() {
        let content = "A balance < $100 and > $50";
        let text = of(json!({"name": "Dispute", "contents": [{"id": 1, "content": content}]}));
        assert_eq!(text.body, content);
    }
}
