//! What the office tells of itself: each kind of event with its name, its meaning, and what it
//! always tells. The names are part of what workflows wait for: they stay.

/// Who tells of what happens in the office, as definitions of events name it.
pub(crate) const SOURCE: &str = "office";

/// Something that happens in the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EventKind {
    UserLogin,
    NoteCreated,
    DocumentLinked,
    CorrespondenceCreated,
    AgreementCreated,
    GoalsAssigned,
    TaskCreated,
    IdentityConfirmed,
    IdentitySkipped,
}

impl EventKind {
    pub(crate) const ALL: [Self; 9] = [
        Self::UserLogin,
        Self::NoteCreated,
        Self::DocumentLinked,
        Self::CorrespondenceCreated,
        Self::AgreementCreated,
        Self::GoalsAssigned,
        Self::TaskCreated,
        Self::IdentityConfirmed,
        Self::IdentitySkipped,
    ];

    /// What such an event is called.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::UserLogin => "User Login",
            Self::NoteCreated => "Note Created",
            Self::DocumentLinked => "Document Linked",
            Self::CorrespondenceCreated => "Correspondence Created",
            Self::AgreementCreated => "Agreement Created",
            Self::GoalsAssigned => "Goals Assigned",
            Self::TaskCreated => "Task Created",
            Self::IdentityConfirmed => "Identity Confirmed",
            Self::IdentitySkipped => "Identity Check Skipped",
        }
    }

    /// What it means.
    pub(crate) fn description(self) -> &'static str {
        match self {
            Self::UserLogin => "Somebody signed in.",
            Self::NoteCreated => "A note was written about a client.",
            Self::DocumentLinked => "A file became a document of a client.",
            Self::CorrespondenceCreated => {
                "Something is to be sent: an e-mail by the mail server where one is set, all else by hand."
            }
            Self::AgreementCreated => "It was noted what a client agreed to.",
            Self::GoalsAssigned => "A client was given goals.",
            Self::TaskCreated => "Something is to be done about a client.",
            Self::IdentityConfirmed => "A client answered rightly and is who the client says.",
            Self::IdentitySkipped => "A client was taken for confirmed without an answer.",
        }
    }

    /// The keys of what it always tells besides who did it.
    pub(crate) fn tells(self) -> &'static [&'static str] {
        match self {
            Self::UserLogin => &[],
            Self::NoteCreated => &["client_id", "note_id"],
            Self::DocumentLinked => &["client_id", "document_id", "type"],
            Self::CorrespondenceCreated => &["correspondence_id", "type"],
            Self::AgreementCreated => &["client_id", "agreement_id"],
            Self::GoalsAssigned => &["client_id", "goal_ids"],
            Self::TaskCreated => &["client_id", "task_id"],
            Self::IdentityConfirmed | Self::IdentitySkipped => &["client_id", "provider"],
        }
    }
}
