//! What Unaport keeps: templates, consents, analyses, and what was reported.

pub(crate) mod consents;
pub(crate) mod notifications;
pub(crate) mod reports;
pub(crate) mod templates;
