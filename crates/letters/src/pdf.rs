//! From a letter to a PDF, by Typst as a library. The layout is one fixed source, the letter is
//! data beside it; there is no file system, no network, no clock and no system font in reach.

mod data;
mod window;

use std::sync::LazyLock;

use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult, SourceDiagnostic},
    foundations::{Bytes, Datetime, Duration, Smart},
    syntax::{FileId, Source},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use crate::{
    Letter,
    fonts::fonts,
    refusal::{Refusal, Refusals},
    silent,
};

/// A finished letter.
#[derive(Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file. Equal letters give equal bytes.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

silent!(Pdf);

/// Sets a letter.
///
/// # Errors
/// What does not fit the envelope, and what the embedded fonts cannot show.
pub fn pdf(letter: &Letter) -> Result<Pdf, Refusals> {
    let document = set(letter)?;
    let options = PdfOptions {
        // Equal letters are equal files, and two letters are two documents to a viewer.
        ident: Smart::Auto,
        creator: Smart::Custom(Some("Redress".to_owned())),
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&document, &options).map_err(|errors| fault(&errors));
    // What the typesetter remembers of this letter is forgotten; what it knows of the layout
    // stays for the next one.
    typst::comemo::evict(REMEMBERED);
    Ok(Pdf {
        bytes: bytes?,
        pages: document.pages().len(),
    })
}

/// What would be refused, without setting the letter.
pub(crate) fn check(letter: &Letter) -> Refusals {
    data::letter(letter).err().unwrap_or_default()
}

/// How many letters a memory may go unused.
const REMEMBERED: usize = 2;

pub(crate) fn set(letter: &Letter) -> Result<PagedDocument, Refusals> {
    let data = data::letter(letter)?;
    let desk = Desk {
        data: Bytes::from_string(data.to_string()),
    };
    typst::compile(&desk)
        .output
        .map_err(|errors| fault(&errors))
}

fn fault(errors: &[SourceDiagnostic]) -> Refusals {
    let first = errors.first().map(|error| error.message.to_string());
    vec![Refusal::Typesetting(first.unwrap_or_default())]
}

/// What the typesetter can reach: one source, one letter, two fonts.
struct Desk {
    data: Bytes,
}

/// Made once: the library and the layout's source.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static LAYOUT: LazyLock<Source> =
    LazyLock::new(|| Source::detached(include_str!("pdf/letter.typ")));

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &fonts().book
    }

    fn main(&self) -> FileId {
        LAYOUT.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == LAYOUT.id() {
            Ok(LAYOUT.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id.get().vpath().get_without_slash() == "letter.json" {
            Ok(self.data.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        fonts().face(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
