//! Why a chore stopped.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// What stopped a chore, in words for the person who started it.
#[derive(Debug)]
pub(crate) enum Problem {
    /// The checkout was not found from here.
    NoCheckout,
    /// A program could not be started.
    NotStarted { program: String, why: io::Error },
    /// A program ran and reported failure.
    Failed { program: String, how: String },
    /// A file could not be read.
    Unreadable { path: PathBuf, why: io::Error },
    /// A folder or file could not be written.
    Unwritable { path: PathBuf, why: io::Error },
    /// A file does not hold what it should.
    Unexpected { path: PathBuf, what: &'static str },
    /// The machine lacks things that this chore cannot install by itself.
    Missing { what: Vec<String>, how: String },
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCheckout => write!(out, "Start this inside the checkout, with cargo xtask."),
            Self::NotStarted { program, why } => {
                write!(out, "{program} could not be started: {why}")
            }
            Self::Failed { program, how } => write!(out, "{program} failed ({how})."),
            Self::Unreadable { path, why } => {
                write!(out, "{} could not be read: {why}", path.display())
            }
            Self::Unwritable { path, why } => {
                write!(out, "{} could not be written: {why}", path.display())
            }
            Self::Unexpected { path, what } => write!(out, "{}: {what}", path.display()),
            Self::Missing { what, how } => {
                writeln!(out, "This machine still needs:")?;
                for one in what {
                    writeln!(out, "  {one}")?;
                }
                write!(out, "{how}")
            }
        }
    }
}
