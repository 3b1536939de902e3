//! A dropped file, until it is sent: taken once, inspected, freed of what a photo tells about its
//! taker, kept encrypted, shown small. No network and no database; which client a file belongs to
//! and when it is sent is decided elsewhere. Everything here blocks: callers bring a thread.

mod exif;
mod folder;
mod foreign;
mod guess;
mod inspect;
mod jpeg;
pub mod name;
mod normalise;
mod png;
mod receive;
mod refusal;
pub mod spool;
mod take;
mod thumbnail;

pub use folder::{FolderLimits, files_in};
pub use guess::{DocumentSubtype, DocumentType, Guess, guess};
pub use inspect::{Inspection, Kind, MOST_PIXELS, Warning, inspect};
pub use normalise::{Normalised, normalise};
pub use receive::{Received, prepare, receive};
pub use refusal::{Refusal, Unwanted};
pub use take::{LARGEST, Taken, take, take_bytes};
pub use thumbnail::{LONGEST_SIDE, PATIENCE, Painter, Thumbnail, draw_page, thumbnail};
