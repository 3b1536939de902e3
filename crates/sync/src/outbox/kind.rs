//! The kinds of operations, and what sets each apart.

use store::table::operations::Operation;

/// A kind of operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A note is made.
    Note,
    /// A file becomes an attachment of nobody.
    Upload,
    /// An attachment becomes a client's document.
    Link,
    /// A letter or a fax goes out.
    Letter,
}

/// What is worked through one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Lane {
    /// What is done for a client, in the order in which it was done.
    Client(i64),
    /// A file: its upload, then what needs it.
    File(i64),
}

impl Kind {
    /// The kind of an operation; `None` for one that a newer version wrote.
    #[must_use]
    pub fn of(operation: &Operation) -> Option<Self> {
        [Self::Note, Self::Upload, Self::Link, Self::Letter]
            .into_iter()
            .find(|kind| kind.name() == operation.kind)
    }

    /// As it stands in the outbox.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note_create",
            Self::Upload => "attachment_upload",
            Self::Link => "document_link",
            Self::Letter => "correspondence_send",
        }
    }

    /// The kind of the record it makes, for claims.
    pub(crate) fn remote(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Upload => "attachment",
            Self::Link => "document",
            Self::Letter => "correspondence",
        }
    }

    /// Whether twice is as good as once: a second copy of a file belongs to nobody.
    pub(crate) fn is_harmless_twice(self) -> bool {
        self == Self::Upload
    }

    /// Whether only the agent sends it again when the server does not show it: what was printed
    /// or faxed cannot be taken back.
    pub(crate) fn goes_once(self) -> bool {
        self == Self::Letter
    }

    pub(crate) fn lane(self, operation: &Operation) -> Lane {
        match self {
            Self::Note => Lane::Client(operation.client_id),
            Self::Upload | Self::Link | Self::Letter => {
                Lane::File(operation.after_id.unwrap_or(operation.id))
            }
        }
    }
}
