//! What the agent did, on its way to the server: in order, once, and never lost. What a state
//! may become is decided in `machine`, what is sent and how doubt is settled in one file a kind.

mod kind;
mod letter;
mod link;
mod machine;
mod note;
mod sender;
mod settle;
mod step;
mod turns;
mod upload;

pub use kind::Kind;
pub use letter::{Body as LetterBody, How};
pub use link::Body as LinkBody;
pub use machine::{Act, SETTLE, act};
pub use note::Body as NoteBody;
pub use sender::{Outbox, Watcher};
pub use step::new_key;
pub use upload::{Body as UploadBody, read as read_copy};
