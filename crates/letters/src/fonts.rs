//! The two embedded faces: what they can show, and how wide a line is in them. Fonts of the
//! system are never looked at, so a letter is the same on every machine.

use std::{
    collections::{BTreeSet, HashSet},
    sync::LazyLock,
};

use typst::{
    foundations::Bytes,
    layout::Abs,
    text::{Font, FontBook, FontInstance, FontVariant, FontVariations},
    utils::LazyHash,
};

use crate::refusal::Refusal;

/// The family's name, as the layout asks for it.
pub(crate) const FAMILY: &str = "Libertinus Serif";

static FILES: [&[u8]; 2] = [
    include_bytes!("../fonts/LibertinusSerif-Regular.otf"),
    include_bytes!("../fonts/LibertinusSerif-Bold.otf"),
];

/// Regular and bold of one family.
pub(crate) struct Fonts {
    faces: Vec<Font>,
    measured: Vec<FontInstance>,
    /// Characters that every face can show.
    shown: HashSet<u32>,
    pub(crate) book: LazyHash<FontBook>,
}

/// The faces, read once.
pub(crate) fn fonts() -> &'static Fonts {
    static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
        let faces: Vec<Font> = FILES
            .iter()
            .filter_map(|file| Font::new(Bytes::new(*file), 0))
            .collect();
        let book = LazyHash::new(FontBook::from_fonts(&faces));
        let measured = faces.iter().cloned().map(instance).collect();
        Fonts {
            measured,
            shown: shown(&faces),
            faces,
            book,
        }
    });
    &FONTS
}

/// A face that can be measured. These have no axes, so variant and size change nothing.
fn instance(face: Font) -> FontInstance {
    face.instantiate(
        FontVariant::default(),
        Abs::zero(),
        &FontVariations::default(),
    )
}

fn shown(faces: &[Font]) -> HashSet<u32> {
    let mut shown = faces.iter().map(|face| face.info().coverage.iter());
    let Some(first) = shown.next() else {
        return HashSet::new();
    };
    shown.fold(first.collect(), |all, other| {
        let other = other.collect();
        all.intersection(&other).copied().collect()
    })
}

/// Weight of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

impl Fonts {
    pub(crate) fn face(&self, index: usize) -> Option<&Font> {
        self.faces.get(index)
    }

    /// Width of a text, in parts of the type's size. Kerning is left out: it makes lines narrower.
    pub(crate) fn width(&self, text: &str, weight: Weight) -> f64 {
        let index = match weight {
            Weight::Regular => 0,
            Weight::Bold => 1,
        };
        let Some(font) = self.measured.get(index) else {
            return 0.0;
        };
        text.chars()
            .filter_map(|character| font.ttf().glyph_index(character))
            .filter_map(|glyph| font.x_advance(glyph.0))
            .map(|advance| advance.get())
            .sum()
    }

    /// Height of capitals, in parts of the type's size.
    pub(crate) fn capitals(&self) -> f64 {
        self.measured
            .first()
            .map_or(0.0, |font| font.metrics().cap_height.get())
    }

    /// Refuses a text with characters that a face lacks.
    pub(crate) fn can_show(&self, field: &str, text: &str) -> Result<(), Refusal> {
        let missing: BTreeSet<char> = text
            .chars()
            .filter(|character| *character != '\n')
            .filter(|character| !self.shown.contains(&u32::from(*character)))
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        let shown = missing.iter().map(|character| named(*character));
        Err(Refusal::Characters {
            field: field.to_owned(),
            characters: shown.collect::<Vec<_>>().join(" "),
        })
    }
}

/// A character as it can be read in a sentence.
fn named(character: char) -> String {
    if character.is_control() || character.is_whitespace() {
        format!("U+{:04X}", u32::from(character))
    } else {
        character.to_string()
    }
}
