//! What the agent did, on its way to the server: in order, once, and never lost. What a state
//! may become is decided in `machine`, what is sent and how doubt is settled in one file a kind.

mod machine;
mod note;
mod sender;

pub use machine::{Act, SETTLE, act};
pub use note::{Body as NoteBody, NOTE_CREATE};
pub use sender::{Outbox, Watcher, new_key};
