//! Pages of US Letter paper and the PDF that they are bound into. Points from the top left
//! corner. The fonts are two of those that every reader has, so that none is carried along.

use pdf_writer::{Content, Name, Pdf, Rect, Ref, Str, TextStr};

use super::latin::{width, win_ansi};
use crate::dice::Dice;

const WIDE: f32 = 612.0;
const HIGH: f32 = 792.0;

/// Where text begins and ends.
pub(super) const LEFT: f32 = 60.0;
pub(super) const RIGHT: f32 = WIDE - LEFT;

const FONTS: [(Name<'static>, Name<'static>); 2] = [
    (Name(b"Regular"), Name(b"Helvetica")),
    (Name(b"Bold"), Name(b"Helvetica-Bold")),
];

/// Red, green and blue, each 0 to 1.
pub(super) type Ink = [f32; 3];
pub(super) const BLACK: Ink = [0.1, 0.1, 0.12];
pub(super) const GREY: Ink = [0.42, 0.44, 0.48];
pub(super) const PALE: Ink = [0.93, 0.94, 0.96];
pub(super) const WHITE: Ink = [1.0, 1.0, 1.0];
pub(super) const RED: Ink = [0.72, 0.12, 0.12];
pub(super) const PEN: Ink = [0.1, 0.16, 0.5];
const FAINT: Ink = [0.96, 0.88, 0.88];

/// How text looks.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub(super) size: f32,
    pub(super) bold: bool,
    pub(super) ink: Ink,
}

pub(super) const TEXT: Style = style(10.0, false, BLACK);
pub(super) const BOLD: Style = style(10.0, true, BLACK);
pub(super) const SMALL: Style = style(8.5, false, GREY);

pub(super) const fn style(size: f32, bold: bool, ink: Ink) -> Style {
    Style { size, bold, ink }
}

/// A page, which says from the beginning that it is a specimen.
pub(super) struct Sheet(Content);

impl Sheet {
    pub(super) fn new() -> Self {
        let mut sheet = Self(Content::new());
        // Up along the page's diagonal.
        let turn = [0.616, 0.788, -0.788, 0.616, 178.0, 150.0];
        sheet.show(turn, style(118.0, true, FAINT), "SPECIMEN");
        let words = "SPECIMEN – PRACTICE. An invented paper about an invented person.";
        let foot = style(8.5, true, RED);
        let middle = (WIDE - width(words, foot.size, foot.bold)) / 2.0;
        sheet.text(middle, 772.0, foot, words);
        sheet
    }

    /// Text whose line stands at `y`.
    pub(super) fn text(&mut self, x: f32, y: f32, style: Style, text: &str) {
        self.show([1.0, 0.0, 0.0, 1.0, x, HIGH - y], style, text);
    }

    /// Text that is made smaller where there is not enough room for it.
    pub(super) fn fitted(&mut self, x: f32, y: f32, room: f32, style: Style, text: &str) {
        let least = width(text, style.size, style.bold).max(room);
        let size = style.size * room / least;
        self.text(x, y, Style { size, ..style }, text);
    }

    /// Text that ends at `x`.
    pub(super) fn text_to(&mut self, x: f32, y: f32, style: Style, text: &str) {
        let start = x - width(text, style.size, style.bold);
        self.text(start, y, style, text);
    }

    /// Lines one below the other; gives where the next would stand.
    pub(super) fn lines<T: AsRef<str>>(
        &mut self,
        x: f32,
        y: f32,
        style: Style,
        lines: &[T],
    ) -> f32 {
        let mut y = y;
        for line in lines {
            self.text(x, y, style, line.as_ref());
            y += style.size * 1.4;
        }
        y
    }

    /// Text broken into lines between the margins; gives where the next line would stand.
    pub(super) fn paragraph(&mut self, y: f32, style: Style, text: &str) -> f32 {
        let mut lines = vec![String::new()];
        for word in text.split(' ') {
            let Some(line) = lines.last_mut() else { break };
            if line.is_empty() {
                line.push_str(word);
                continue;
            }
            let longer = format!("{line} {word}");
            if width(&longer, style.size, style.bold) <= RIGHT - LEFT {
                *line = longer;
            } else {
                lines.push(word.to_owned());
            }
        }
        self.lines(LEFT, y, style, &lines)
    }

    /// A filled rectangle.
    pub(super) fn fill(&mut self, x: f32, y: f32, wide: f32, high: f32, [r, g, b]: Ink) {
        let content = self.0.set_fill_rgb(r, g, b);
        content.rect(x, HIGH - y - high, wide, high).fill_nonzero();
    }

    /// A line between the margins.
    pub(super) fn rule(&mut self, y: f32) {
        self.fill(LEFT, y, RIGHT - LEFT, 0.7, GREY);
    }

    /// A signature that nobody writes.
    pub(super) fn signature(&mut self, x: f32, y: f32, dice: &mut Dice) {
        let [r, g, b] = PEN;
        let content = self.0.set_stroke_rgb(r, g, b).set_line_width(1.3);
        let (mut x, y) = (x, HIGH - y);
        content.move_to(x, y);
        for _ in 0..7 {
            let mut by = |low, high| dice.between(low, high) as f32;
            let (up, down, on) = (by(8, 26), by(-9, 4), by(9, 22));
            content.cubic_to(x + on, y + up, x - 5.0, y + down, x + on, y + by(-3, 6));
            x += on;
        }
        content.stroke();
    }

    /// A round stamp with three lines in it.
    pub(super) fn stamp(&mut self, x: f32, y: f32, lines: [&str; 3]) {
        let [r, g, b] = RED;
        self.0.set_stroke_rgb(r, g, b).set_line_width(2.0);
        for radius in [56.0, 51.0] {
            self.circle(x, HIGH - y, radius);
        }
        for (line, below) in lines.into_iter().zip([-16.0, 4.0, 24.0]) {
            let style = style(10.0, true, RED);
            let half = width(line, style.size, style.bold) / 2.0;
            self.text(x - half, y + below, style, line);
        }
    }

    /// Four curves that stray from a circle by less than a thousandth of the radius.
    fn circle(&mut self, x: f32, y: f32, radius: f32) {
        let handle = radius * 0.552_285;
        let content = self.0.move_to(x + radius, y);
        let mut across = (1.0, 0.0);
        for _ in 0..4 {
            let (from, to): ((f32, f32), (f32, f32)) = (across, (-across.1, across.0));
            content.cubic_to(
                x + from.0 * radius + to.0 * handle,
                y + from.1 * radius + to.1 * handle,
                x + to.0 * radius + from.0 * handle,
                y + to.1 * radius + from.1 * handle,
                x + to.0 * radius,
                y + to.1 * radius,
            );
            across = to;
        }
        content.close_and_stroke();
    }

    fn show(&mut self, matrix: [f32; 6], style: Style, text: &str) {
        let [r, g, b] = style.ink;
        let font = FONTS[usize::from(style.bold)].0;
        let content = self.0.begin_text().set_fill_rgb(r, g, b);
        content.set_font(font, style.size).set_text_matrix(matrix);
        content.show(Str(&win_ansi(text))).end_text();
    }
}

/// The pages as one PDF.
pub(super) fn bind(title: &str, sheets: Vec<Sheet>) -> Vec<u8> {
    let [catalog, tree, info, regular, bold] = [1, 2, 3, 4, 5].map(Ref::new);
    let page = |place: usize| Ref::new(6 + 2 * place as i32);
    let content = |place: usize| Ref::new(7 + 2 * place as i32);
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree);
    let title = format!("{title} (specimen)");
    pdf.document_info(info).title(TextStr(&title));
    let kids = (0..sheets.len()).map(page);
    pdf.pages(tree).kids(kids).count(sheets.len() as i32);
    for (id, (_, font)) in [regular, bold].into_iter().zip(FONTS) {
        let encoding = Name(b"WinAnsiEncoding");
        let mut font_writer = pdf.type1_font(id);
        font_writer.base_font(font).encoding_predefined(encoding);
    }
    for (place, sheet) in sheets.into_iter().enumerate() {
        let mut writer = pdf.page(page(place));
        writer.parent(tree).contents(content(place));
        writer.media_box(Rect::new(0.0, 0.0, WIDE, HIGH));
        let mut resources = writer.resources();
        let mut fonts = resources.fonts();
        for (id, (name, _)) in [regular, bold].into_iter().zip(FONTS) {
            fonts.pair(name, id);
        }
        drop(fonts);
        drop(resources);
        drop(writer);
        pdf.stream(content(place), &sheet.0.finish());
    }
    pdf.finish()
}
