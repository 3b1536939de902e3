//! A dropped file, until it is sent: taken once, inspected, freed of what a photo tells about its
//! taker, kept encrypted, shown small. No network and no database; which client a file belongs to
//! and when it is sent is decided elsewhere. Everything here blocks: callers bring a thread.

pub mod name;
pub mod spool;
