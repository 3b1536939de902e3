//! The statuses with which an office answers an operation, which are what its document has: those
//! of the table that an office gives, and those that it gives besides.

use std::collections::BTreeSet;

use crate::{
    media::Media,
    operation::{Method, Row, SignIn},
};

/// Operations in which a password or a code can be guessed, or mail be asked for: who tries too
/// often has to wait.
const TRIED: &[&str] = &[
    "exchange.token.get",
    "office.backup.change_key",
    "portal.auth.forgot_password",
    "portal.auth.login",
    "portal.auth.reset_password",
    "portal.customer_portal.clients.update",
    "portal.kba.questions",
    "unaport.auth.login",
];

/// The one operation that a client asks for without naming a record, of which there may be none.
const OF_WHOEVER_ASKS: &str = "portal.customer_portal.report_schemas.latest";

/// The operation that takes a code which was sent.
const WITH_CODE: &str = "portal.auth.reset_password";

/// Whether an operation is refused in some way.
type IsGiven = fn(&Row) -> bool;

/// Each refusal, and to which operations it is given.
const REFUSALS: &[(u16, IsGiven)] = &[
    (400, |row| row.name == WITH_CODE),
    (401, |_| true),
    (403, |row| row.sign_in == SignIn::Token),
    // Also what was done, and what it was about is gone since.
    (404, |row| names_a_record(row) || super::is_kept(row)),
    (408, has_body),
    (413, has_body),
    (416, in_parts),
    (419, |row| {
        matches!(row.sign_in, SignIn::Token | SignIn::LateToken)
    }),
    // Whatever is asked, it may come with a body that is none.
    (422, |_| true),
    (429, |row| TRIED.contains(&row.name)),
    (500, |_| true),
    // Busy, or without room.
    (503, |_| true),
    (507, |_| true),
];

/// The statuses with which an office answers an operation, smallest first.
#[must_use]
pub fn statuses(row: &Row) -> BTreeSet<u16> {
    let given = REFUSALS.iter().filter(|(_, is_given)| is_given(row));
    let mut statuses: BTreeSet<u16> = given.map(|(status, _)| *status).collect();
    // Whether something can stand in the way as things are, the table knows.
    let known = |status: &&u16| matches!(**status, 200..300 | 409);
    statuses.extend(row.statuses.iter().filter(known));
    if in_parts(row) {
        statuses.insert(206);
    }
    statuses
}

fn names_a_record(row: &Row) -> bool {
    let names_one = row.path.contains('{') || row.name == OF_WHOEVER_ASKS;
    row.sign_in == SignIn::Token && names_one
}

/// Whether a body is taken.
fn has_body(row: &Row) -> bool {
    row.sends == Media::Form || (row.schemas.body)().get("properties").is_some()
}

/// Whether a part of the file can be asked for that comes back. A backup is made as it goes.
fn in_parts(row: &Row) -> bool {
    row.answers == Media::File && row.method == Method::GET
}
