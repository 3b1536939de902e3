//! Why a file is not taken, and what the agent can do about it. Never carries what is in a file.

use thiserror::Error;

use crate::spool::SpoolError;

/// Why a file is not taken. Its text is for the agent.
#[derive(Debug, Error)]
pub enum Refusal {
    /// A symbolic link or a junction.
    #[error("This is a link to a file, not a file. Drop the file itself.")]
    Link,
    /// A folder where a file was expected.
    #[error("This is a folder. Drop its files, or the folder as a whole.")]
    Folder,
    /// A device, a pipe or a socket.
    #[error("This is not a file. Drop an image, a PDF or a Word document.")]
    NotAFile,
    /// It was there when it was dropped.
    #[error("The file is no longer there. Drop it again from where it is now.")]
    Gone,
    /// The system does not let us read it.
    #[error(
        "The file cannot be read. It may be open in another program or not be yours to read; \
         save a copy and drop the copy."
    )]
    Unreadable,
    /// 0 bytes.
    #[error("The file is empty (0 bytes). Save or download it again.")]
    Empty,
    /// More bytes than the limit.
    #[error("The file is larger than {} MB. Make it smaller or split it.", limit / 1_000_000)]
    TooLarge {
        /// The most bytes there may be.
        limit: u64,
    },
    /// It changed each time it was read.
    #[error("The file is being changed right now. Wait until it is saved, then drop it again.")]
    Changing,
    /// A folder with too many files.
    #[error("The folder has more than {limit} files. Drop it in parts.")]
    TooManyFiles {
        /// The most files there may be.
        limit: usize,
    },
    /// Folders in folders in folders.
    #[error("The folder has more than {limit} folders inside one another. Drop the inner ones.")]
    TooDeep {
        /// The most levels there may be.
        limit: usize,
    },
    /// What kind of file it is, and that it is none we take.
    #[error("{0}")]
    Format(#[from] Unwanted),
    /// It begins as it should, but is cut off or damaged.
    #[error(
        "The file is cut off or damaged: it says it is {0}, but cannot be read as such. Download \
         or save it again."
    )]
    Damaged(&'static str),
    /// More pixels than anything we show or send needs; perhaps made to fill the memory.
    #[error(
        "The image has more than {} million pixels. Save it smaller, or scan it at 300 dpi.",
        limit / 1_000_000
    )]
    TooManyPixels {
        /// The most pixels there may be.
        limit: u64,
    },
    /// A ZIP that unpacks to far more than it is.
    #[error(
        "The Word document unpacks to more than it can rightly hold. Open it in Word if you trust \
         its sender, and save it as PDF."
    )]
    Bomb,
    /// VBA, in whichever Word format.
    #[error(
        "The Word document contains macros. Open it in Word if you trust its sender, and save it \
         as PDF."
    )]
    Macros,
    /// A template that Word would fetch from elsewhere.
    #[error(
        "The Word document loads a template from another computer. Open it in Word if you trust \
         its sender, and save it as PDF."
    )]
    ExternalTemplate,
    /// A Word document sealed with a password.
    #[error(
        "The Word document is locked with a password. Open it in Word and save it without the \
         password, or as PDF."
    )]
    Locked,
    /// The spool says no.
    #[error(transparent)]
    Spool(#[from] SpoolError),
}

/// Files that are recognised, and not taken.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Unwanted {
    /// A program or script of any system.
    #[error("This is a program, whatever its name says. It is not taken, and do not open it.")]
    Program,
    /// HEIC, WebP, TIFF and other images.
    #[error("This is {0}. Export it as JPEG or PDF and drop that.")]
    Image(&'static str),
    /// Sheets, slides and other documents.
    #[error("This is {0}. Save it as PDF and drop that.")]
    Office(&'static str),
    /// Archives.
    #[error("This is {0}. Unpack it and drop the files that are in it.")]
    Archive(&'static str),
    /// Sound and film.
    #[error("This is {0}. Images, PDF and Word documents are taken.")]
    Media(&'static str),
    /// Text without a format.
    #[error("This is a plain text file. Print it to PDF and drop that.")]
    Text,
    /// Nothing we know.
    #[error("This is a kind of file that is not known. Save it as PDF or JPEG and drop that.")]
    Unknown,
}
