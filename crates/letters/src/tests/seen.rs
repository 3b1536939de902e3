//! Reads pages back: every run of text with its place, in inches from the sheet's corner.

use typst::layout::{Frame, FrameItem, Point, Transform};

use crate::{Letter, pdf::set};

/// A run of text as it stands on a page.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    /// Page, from 1.
    pub page: usize,
    pub text: String,
    pub left: f64,
    pub right: f64,
    /// Top of its tallest ink, by the face's own measure of an ascender.
    pub top: f64,
    /// Where it stands.
    pub baseline: f64,
    /// Type in points.
    pub size: f64,
    pub bold: bool,
}

/// All runs of a letter, and how many pages it has.
pub(super) fn read(letter: &Letter) -> (Vec<Seen>, usize) {
    let document = set(letter).unwrap();
    let mut seen = Vec::new();
    for (index, page) in document.pages().iter().enumerate() {
        walk(&page.frame, Transform::identity(), index + 1, &mut seen);
    }
    (seen, document.pages().len())
}

fn walk(frame: &Frame, outer: Transform, page: usize, seen: &mut Vec<Seen>) {
    for (at, item) in frame.items() {
        let here = outer.pre_concat(Transform::translate(at.x, at.y));
        match item {
            FrameItem::Group(group) => {
                walk(&group.frame, here.pre_concat(group.transform), page, seen);
            }
            FrameItem::Text(text) => {
                let start = Point::zero().transform(here);
                let end = Point::with_x(text.width()).transform(here);
                let metrics = text.font.metrics();
                let tallest = metrics.cap_height.at(text.size).to_inches();
                seen.push(Seen {
                    page,
                    text: text.text.to_string(),
                    left: start.x.to_inches(),
                    right: end.x.to_inches(),
                    top: start.y.to_inches() - tallest,
                    baseline: start.y.to_inches(),
                    size: text.size.to_pt(),
                    bold: text.font.font().info().variant.weight.to_number() > 500,
                });
            }
            _ => {}
        }
    }
}

/// The text of a page in the order in which it was set.
pub(super) fn text_of(seen: &[Seen], page: usize) -> String {
    let runs = seen.iter().filter(|run| run.page == page);
    let texts: Vec<&str> = runs.map(|run| run.text.as_str()).collect();
    texts.join(" ")
}

/// The run that contains a text.
pub(super) fn find<'a>(seen: &'a [Seen], text: &str) -> &'a Seen {
    let found = seen.iter().find(|run| run.text.contains(text));
    found.unwrap_or_else(|| panic!("{text:?} stands nowhere in {seen:#?}"))
}
