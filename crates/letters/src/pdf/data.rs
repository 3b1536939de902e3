//! A letter as the data that the layout reads: cleaned, checked against the fonts, with every
//! measure in points.

use chrono::Datelike;
use serde_json::{Value, json};

use super::window::{self, INCH, Line};
use crate::{
    Block, Item, Letter,
    envelope::{BODY_TOP, PRIVATE_TOP, SHEET},
    facts::long_date,
    fonts::{FAMILY, Weight, fonts},
    refusal::Refusals,
    text::{clean, one_line},
};

/// Points: type of the letter, of the table and the enclosures, and the margins.
const TYPE: f64 = 11.0;
const SMALL: f64 = 9.5;
const SIDE: f64 = 0.75 * INCH;
const TOP: f64 = 0.9 * INCH;
const BOTTOM: f64 = 0.75 * INCH;

/// The body begins this far below the line that nothing else may cross.
const BELOW_LINE: f64 = 0.05 * INCH;

/// Columns of the table: number, furnisher, account, what is wrong, what is asked.
const COLUMNS: [f64; 5] = [26.0, 106.0, 102.0, 154.0, 116.0];

/// Space on the right of each column but the last.
const GUTTER: f64 = 10.0;
const HEADS: [&str; 5] = ["#", "Reported by", "Account", "What is wrong", "What I ask"];

/// An item no longer than this stays on one page: so much fills no page, even in the narrowest
/// column and in the widest letters.
const SHORT_ITEM: usize = 600;

/// A list of enclosures no longer than this stays on the page of the signature.
const SHORT_LIST: usize = 1000;

/// What a line of its own counts for, however few characters it has.
const LINE: usize = 40;

/// The letter for the layout.
///
/// # Errors
/// What does not fit the envelope, and what the fonts cannot show.
pub(super) fn letter(letter: &Letter) -> Result<Value, Refusals> {
    let mut page = Page::default();
    let width = SHEET.0 * INCH - 2.0 * SIDE;
    let line =
        |page: &mut Page, field: &str, text: &str| page.text(field, &one_line(text), width / TYPE);
    let body: Vec<Value> = letter
        .body
        .iter()
        .enumerate()
        .map(|(index, block)| page.block(index + 1, block, width))
        .collect();
    let items = letter.items.iter().enumerate();
    let items: Vec<Value> = items
        .map(|(index, item)| page.item(index + 1, item))
        .collect();
    let references: Vec<Value> = letter
        .references
        .iter()
        .map(|row| {
            json!({
                "label": line(&mut page, "A reference line", &row.label),
                "value": line(&mut page, &row.label, &row.value),
            })
        })
        .collect();
    let enclosures: Vec<String> = letter
        .enclosures
        .iter()
        .enumerate()
        .map(|(index, text)| line(&mut page, &format!("Enclosure {}", index + 1), text))
        .collect();
    let data = json!({
        "family": FAMILY,
        "sheet": sheet(),
        "title": line(&mut page, "The template's name", &letter.title),
        "date": {
            "year": letter.date.year(),
            "month": letter.date.month(),
            "day": letter.date.day(),
            "text": long_date(letter.date),
        },
        "sender": page.window("The client's name and address", &letter.sender, window::sender),
        "recipient": page.window("The recipient's name and address", &letter.recipient, window::recipient),
        "subject": line(&mut page, "The subject", &letter.subject),
        "references": references,
        "body": body,
        "heads": HEADS,
        "items": items,
        "closing": line(&mut page, "The closing", &letter.closing),
        "signer": line(&mut page, "The client's name", &letter.signer),
        "enclosures": enclosures,
        "enclosures_are_few": room(letter.enclosures.iter().map(String::as_str)) <= SHORT_LIST,
        "practice": letter.practice,
    });
    if page.refusals.is_empty() {
        Ok(data)
    } else {
        Err(page.refusals)
    }
}

fn sheet() -> Value {
    json!({
        "width": SHEET.0 * INCH,
        "height": SHEET.1 * INCH,
        "side": SIDE,
        "top": TOP,
        "bottom": BOTTOM,
        "body": BODY_TOP * INCH + BELOW_LINE,
        "private": PRIVATE_TOP * INCH,
        "type": TYPE,
        "small": SMALL,
        "columns": COLUMNS,
        "gutter": GUTTER,
    })
}

/// Texts as they are taken into the letter, and what was refused on the way.
#[derive(Default)]
struct Page {
    refusals: Refusals,
}

impl Page {
    /// A text for a place so wide (in parts of the type's size).
    fn text(&mut self, field: &str, text: &str, width: f64) -> String {
        let text = clean(text);
        if let Err(refusal) = fonts().can_show(field, &text)
            && !self.refusals.contains(&refusal)
        {
            self.refusals.push(refusal);
        }
        breakable(&text, width)
    }

    fn block(&mut self, number: usize, block: &Block, width: f64) -> Value {
        let field = format!("Paragraph {number}");
        let width = width / TYPE;
        match block {
            Block::Paragraph(text) => json!({
                "kind": "paragraph",
                "text": self.text(&field, text, width),
            }),
            Block::List { numbered, entries } => {
                // Marks and indents take their part.
                let width = width - 4.0;
                let entries = entries.iter().map(|text| self.text(&field, text, width));
                json!({
                    "kind": "list",
                    "numbered": numbered,
                    "entries": entries.collect::<Vec<_>>(),
                })
            }
            Block::Items => json!({ "kind": "items" }),
        }
    }

    fn item(&mut self, number: usize, item: &Item) -> Value {
        let account = one_line(&item.account);
        let account = if account.is_empty() {
            "not shown"
        } else {
            &account
        };
        let texts = [
            ("furnisher", item.furnisher.as_str()),
            ("account number", account),
            ("wrong fact", item.fact.as_str()),
            ("request", item.request.as_str()),
        ];
        let breakable = room(texts.iter().map(|(_, text)| *text)) > SHORT_ITEM;
        let mut cells = vec![number.to_string()];
        for ((name, text), width) in texts.into_iter().zip(&COLUMNS[1..]) {
            let width = width - GUTTER;
            let field = format!("The {name} of item {number}");
            cells.push(self.text(&field, text.trim(), width / SMALL));
        }
        json!({ "cells": cells, "breakable": breakable })
    }

    fn window(
        &mut self,
        field: &str,
        lines: &[String],
        place: fn(&[String]) -> Result<Vec<Line>, Refusals>,
    ) -> Value {
        let lines: Vec<String> = lines.iter().map(|line| one_line(line)).collect();
        for line in &lines {
            self.text(field, line, f64::INFINITY);
        }
        match place(&lines) {
            Ok(lines) => lines.iter().map(placed).collect(),
            Err(refusals) => {
                self.refusals.extend(refusals);
                Value::Null
            }
        }
    }
}

/// About how much room texts take, in characters.
fn room<'a>(texts: impl Iterator<Item = &'a str>) -> usize {
    texts
        .flat_map(|text| text.split('\n'))
        .map(|line| line.chars().count().max(LINE))
        .sum()
}

fn placed(line: &Line) -> Value {
    json!({ "text": line.text, "x": line.x, "y": line.y, "size": line.size })
}

/// A text in which words wider than their place are parted where a line is full, by zero-width
/// spaces: they leave no mark, and a line may end there.
fn breakable(text: &str, width: f64) -> String {
    let wide = |word: &str| fonts().width(word, Weight::Bold) > width;
    if !text.split_whitespace().any(wide) {
        return text.to_owned();
    }
    let pieces = text.split_inclusive(char::is_whitespace);
    let pieces = pieces.map(|piece| {
        if wide(piece.trim_end()) {
            parted(piece, width)
        } else {
            piece.to_owned()
        }
    });
    pieces.collect()
}

fn parted(word: &str, width: f64) -> String {
    let mut out = String::new();
    let mut line = 0.0;
    for character in word.chars() {
        let wide = fonts().width(character.encode_utf8(&mut [0; 4]), Weight::Bold);
        line += wide;
        if line > width {
            out.push('\u{200b}');
            line = wide;
        }
        out.push(character);
    }
    out
}
