//! What an office that comes with the app does and no portal can. Such an office is on this machine
//! and always there, so it is asked at once and answers at once: nothing of this goes through the
//! outbox.

use std::sync::Arc;

use client::Failure;

use crate::{AccountKind, Code, Desk, DeskError, open::OpenAccount};

/// The open account, if it is with an office that comes with the app.
pub(crate) async fn at_office(desk: &Desk) -> Result<Arc<OpenAccount>, DeskError> {
    let open = desk.account().await?;
    if open.account.kind == AccountKind::Portal {
        return Err(DeskError::new(
            Code::Failed,
            "This is done on the portal’s own pages. Redress does it for an office that is on \
             this machine. Nothing was changed.",
        ));
    }
    Ok(open)
}

/// Why the office did not do what was asked, where that is nobody's field.
pub(crate) fn undone(failure: Failure) -> DeskError {
    match failure {
        Failure::NotSent => DeskError::new(
            Code::Offline,
            "The office on this machine does not answer. Nothing was changed. Try again.",
        ),
        other => other.into(),
    }
}
