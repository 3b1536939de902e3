//! What a file is, by its content and its name, and whether it is safe to take.

mod compound;
mod pdf;
mod signature;
mod word;
mod zip;

use std::{
    fmt,
    io::{self, BufReader, Read, Seek},
};

use thiserror::Error;

use crate::{foreign::Foreign, jpeg, name, png, refusal::Refusal};
use signature::Looks;

/// The most pixels an image may have: 100 million, a page of 8½ × 11 inches at more than 1,000 dpi.
pub const MOST_PIXELS: u64 = 100_000_000;

/// The kinds of file that the Portal takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `jpg` and `jpeg`.
    Jpeg,
    /// `png`.
    Png,
    /// `pdf`.
    Pdf,
    /// `doc`: Word up to 2003.
    Doc,
    /// `docx`.
    Docx,
}

/// A file that may be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// What it is.
    pub kind: Kind,
    /// Its name, with an extension that says so.
    pub name: String,
    /// Width and height of an image, as stored: not yet turned.
    pub pixels: Option<(u32, u32)>,
    /// What the agent should know.
    pub warnings: Vec<Warning>,
}

/// What the agent should know about a file that is taken. Its text is for the agent.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Warning {
    /// The extension said something else, or nothing.
    #[error("The content is {0}, so the name was given the ending .{end}.", end = .0.extension())]
    Renamed(Kind),
    /// The PDF is encrypted.
    #[error("The PDF is encrypted. Whoever receives it may not be able to open it.")]
    Encrypted,
    /// The PDF has JavaScript in it.
    #[error(
        "The PDF contains a script. Open it only if you trust its sender; printing it to a new \
         PDF removes the script."
    )]
    Script,
    /// The PDF starts programs.
    #[error(
        "The PDF can start a program. Open it only if you trust its sender; printing it to a new \
         PDF removes this."
    )]
    Launch,
}

impl Kind {
    /// The ending that a name of this kind has.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Doc => "doc",
            Self::Docx => "docx",
        }
    }

    /// The media type, for the upload and the viewer.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
            Self::Doc => "application/msword",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }

    fn is_named(self, extension: &str) -> bool {
        extension == self.extension() || (self == Self::Jpeg && extension == "jpeg")
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Jpeg => "a JPEG image",
            Self::Png => "a PNG image",
            Self::Pdf => "a PDF",
            Self::Doc | Self::Docx => "a Word document",
        })
    }
}

/// Inspects a file that goes by a (safe) name.
///
/// # Errors
/// When it is none of the kinds that are taken, damaged, or not safe.
pub fn inspect(source: &mut (impl Read + Seek), name: &str) -> Result<Inspection, Refusal> {
    let mut file = Foreign::new(source).map_err(|fault| fault.refusal("a file"))?;
    let head = file.up_to(0, signature::HEAD);
    let head = head.map_err(|fault| fault.refusal("a file"))?;
    let extension = name::extension(name);
    let (kind, pixels, mut warnings) = match signature::looks(&head, extension.as_deref()) {
        Looks::Unwanted(unwanted) => return Err(unwanted.into()),
        Looks::Jpeg => (Kind::Jpeg, Some(image(&mut file, Kind::Jpeg)?), vec![]),
        Looks::Png => (Kind::Png, Some(image(&mut file, Kind::Png)?), vec![]),
        Looks::Pdf => (Kind::Pdf, None, paper(&mut file)?),
        Looks::Zip => (Kind::Docx, None, word::check(&mut file).map(|()| vec![])?),
        Looks::Compound => (
            Kind::Doc,
            None,
            compound::check(&mut file).map(|()| vec![])?,
        ),
    };
    let fits = extension.is_some_and(|extension| kind.is_named(&extension));
    let name = if fits {
        name.to_owned()
    } else {
        warnings.insert(0, Warning::Renamed(kind));
        name::with_extension(name, kind.extension())
    };
    Ok(Inspection {
        kind,
        name,
        pixels,
        warnings,
    })
}

fn image(file: &mut Foreign<'_>, kind: Kind) -> Result<(u32, u32), Refusal> {
    let said = if kind == Kind::Png {
        "a PNG image"
    } else {
        "a JPEG image"
    };
    let from = file.from(0).map_err(|fault| fault.refusal(said))?;
    let (from, to) = (&mut BufReader::new(from), &mut io::sink());
    let seen = match kind {
        Kind::Png => png::clean(from, to),
        _ => jpeg::clean(from, to),
    };
    let seen = seen.map_err(|fault| fault.refusal(said))?;
    if u64::from(seen.width) * u64::from(seen.height) > MOST_PIXELS {
        return Err(Refusal::TooManyPixels { limit: MOST_PIXELS });
    }
    Ok((seen.width, seen.height))
}

fn paper(file: &mut Foreign<'_>) -> Result<Vec<Warning>, Refusal> {
    let found = pdf::check(file).map_err(|fault| fault.refusal("a PDF"))?;
    let warnings = [
        (found.encrypted, Warning::Encrypted),
        (found.script, Warning::Script),
        (found.launch, Warning::Launch),
    ];
    Ok(warnings
        .into_iter()
        .filter(|(is, _)| *is)
        .map(|(_, warning)| warning)
        .collect())
}
