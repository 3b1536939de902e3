//! How a template's text divides into paragraphs, lists and the table of items. This happens
//! before shortcodes are replaced, so that no value can make a paragraph.

use crate::shortcode::key;

/// A part of a template, still with its shortcodes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Part<'a> {
    Paragraph(&'a str),
    List {
        numbered: bool,
        entries: Vec<&'a str>,
    },
    Items,
}

/// Divides a text at its empty lines. Lines that all begin with `- ` are a list, lines that all
/// begin with a number and a point are a numbered one; `[Items]` alone is the table.
pub(crate) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = paragraph_end(rest);
        parts.push(part(rest[..end].trim()));
        rest = rest[end..].trim_start();
    }
    parts
}

/// Where the first paragraph of a text ends: before its first line without anything to read.
fn paragraph_end(text: &str) -> usize {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            return at;
        }
        at += line.len();
    }
    at
}

fn part(text: &str) -> Part<'_> {
    let name = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'));
    if name.is_some_and(|name| key(name) == "items") {
        return Part::Items;
    }
    let lines = || text.lines().map(str::trim);
    if let Some(entries) = lines().map(|line| line.strip_prefix("- ")).collect() {
        let numbered = false;
        return Part::List { numbered, entries };
    }
    if let Some(entries) = lines().map(after_number).collect() {
        let numbered = true;
        return Part::List { numbered, entries };
    }
    Part::Paragraph(text)
}

/// What stands after a number and a point.
fn after_number(line: &str) -> Option<&str> {
    let (number, entry) = line.split_once(". ")?;
    let is_number = !number.is_empty() && number.len() <= 2;
    (is_number && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_lines_part_paragraphs_and_other_line_breaks_stay() {
        let text = "Dear reader,\n\nFirst line\nsecond line\n \n\n[ items ]\n\nYours\n";
        assert_eq!(
            parts(text),
            [
                Part::Paragraph("Dear reader,"),
                Part::Paragraph("First line\nsecond line"),
                Part::Items,
                Part::Paragraph("Yours"),
            ]
        );
    }

    #[test]
    fn a_list_is_one_only_when_all_its_lines_are() {
        let list = |numbered, entries| Part::List { numbered, entries };
        assert_eq!(parts("- one\n- two"), [list(false, vec!["one", "two"])]);
        assert_eq!(parts("1. one\n2. two"), [list(true, vec!["one", "two"])]);
        assert_eq!(parts("- one\ntwo"), [Part::Paragraph("- one\ntwo")]);
        assert_eq!(
            parts("1984. That was long ago"),
            [Part::Paragraph("1984. That was long ago")]
        );
    }
}
