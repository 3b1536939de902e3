//! Why a call is not answered, and the JSON that says so. Never says more than the caller may
//! know: what went wrong inside goes to the log, without values.

use std::fmt::Debug;

use axum::{
    Json,
    http::{
        HeaderValue, StatusCode,
        header::{CONTENT_RANGE, RETRY_AFTER},
    },
    response::{IntoResponse, Response},
};
use chrono::TimeDelta;
use contract::FieldErrors;
use serde_json::json;

/// How long whoever asks is to wait while too much is under way.
const PAUSE: TimeDelta = TimeDelta::seconds(5);

/// SQLite's code for a disk without room.
const FULL: &str = "13";

/// Why a call is not answered.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// The `Host` header names another machine.
    WrongHost,
    /// No `x-api-key`, or a wrong one.
    NoKey,
    /// No bearer token, or one that is worth nothing now.
    NoToken,
    /// The session is over.
    SessionOver,
    /// E-mail or password is wrong.
    WrongPassword,
    /// The caller's role does not allow it, or it is not the caller's.
    NotAllowed,
    /// The code to set another password is not the one that was sent, or good no longer.
    WrongCode,
    /// Too many attempts to sign in, to set another password, or to say who somebody is.
    TooOften(TimeDelta),
    /// Nothing is served at this path.
    NoSuchPath,
    /// Something is served at this path, but not with this method.
    NotThisMethod,
    /// It is done elsewhere only, for the reason given in a sentence.
    NotHere(&'static str),
    /// There is no such record.
    NoSuchRecord,
    /// It cannot be done as things stand, for the reason given in a sentence.
    NotNow(&'static str),
    /// The body did not come.
    TooSlow,
    /// The body is larger than the office takes.
    TooLarge,
    /// The file is larger than the office takes.
    LongFile,
    /// A part of a file was asked for that lies beyond its end, which is here.
    BeyondTheEnd(u64),
    /// Fields break their rules.
    Fields(FieldErrors),
    /// Too much is under way.
    Busy,
    /// There is no room on the disk.
    Full,
    /// Something failed inside.
    Inside,
}

impl Refusal {
    fn status(&self) -> StatusCode {
        match self {
            Self::WrongHost => StatusCode::MISDIRECTED_REQUEST,
            Self::NoKey | Self::NoToken | Self::WrongPassword => StatusCode::UNAUTHORIZED,
            Self::NotAllowed => StatusCode::FORBIDDEN,
            Self::WrongCode => StatusCode::BAD_REQUEST,
            // 419 has no name of its own.
            Self::SessionOver => StatusCode::from_u16(419).unwrap_or(StatusCode::UNAUTHORIZED),
            Self::TooOften(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::NotHere(_) => StatusCode::FORBIDDEN,
            Self::NoSuchPath | Self::NoSuchRecord => StatusCode::NOT_FOUND,
            Self::NotThisMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::NotNow(_) => StatusCode::CONFLICT,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::TooLarge | Self::LongFile => StatusCode::PAYLOAD_TOO_LARGE,
            Self::BeyondTheEnd(_) => StatusCode::RANGE_NOT_SATISFIABLE,
            Self::Fields(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Full => StatusCode::INSUFFICIENT_STORAGE,
            Self::Inside => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn message(&self) -> &'static str {
        match self {
            Self::WrongHost => "This office answers on this machine only.",
            Self::NoKey => "The x-api-key header is missing or wrong.",
            Self::NoToken => "Sign in first: there is no valid token.",
            Self::SessionOver => "The session has ended. Sign in again.",
            Self::WrongPassword => "E-mail address or password is wrong.",
            Self::NotAllowed => "You are not allowed to do this.",
            Self::WrongCode => "This code is wrong, was used, or has run out. Ask for another.",
            Self::TooOften(_) => "Too many attempts. Try again later.",
            Self::NotHere(sentence) | Self::NotNow(sentence) => sentence,
            Self::NoSuchPath => "There is nothing at this address.",
            Self::NotThisMethod => "This address does not take this method.",
            Self::NoSuchRecord => "There is no such record.",
            Self::TooSlow => "The request did not come to its end in time. Nothing was done.",
            Self::TooLarge => "The request is too large.",
            Self::LongFile => "The file is larger than 25 MB.",
            Self::BeyondTheEnd(_) => "The file ends before this part of it.",
            Self::Fields(_) => "Some fields need attention.",
            Self::Busy => "Too much is being done at once. Nothing was changed. Try again later.",
            Self::Full => "The disk is full: nothing was changed. Make room on it, then try again.",
            Self::Inside => "Something went wrong in the office. Nothing was changed.",
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, message) = (self.status(), self.message());
        match self {
            Self::Fields(errors) => (
                status,
                Json(json!({ "message": message, "errors": errors })),
            )
                .into_response(),
            Self::BeyondTheEnd(size) => {
                let range = format!("bytes */{size}");
                let json = Json(json!({ "message": message }));
                (status, [(CONTENT_RANGE, range)], json).into_response()
            }
            Self::TooOften(wait) => later(status, message, wait),
            Self::Busy => later(status, message, PAUSE),
            _ => (status, Json(json!({ "message": message }))).into_response(),
        }
    }
}

/// A refusal of what can be asked again after a while.
fn later(status: StatusCode, message: &str, wait: TimeDelta) -> Response {
    let seconds = HeaderValue::from(wait.num_seconds().max(1) as u64);
    let json = Json(json!({ "message": message }));
    (status, [(RETRY_AFTER, seconds)], json).into_response()
}

/// A failure of the database. Its text may quote what was being written, so only its kind is
/// logged.
impl From<sqlx::Error> for Refusal {
    fn from(error: sqlx::Error) -> Self {
        if matches!(error, sqlx::Error::PoolTimedOut) {
            tracing::warn!("no connection to the database came free in time");
            return Self::Busy;
        }
        let code = error
            .as_database_error()
            .and_then(|error| error.code())
            .unwrap_or_default();
        tracing::error!(code = code.as_ref(), "the database failed");
        if code == FULL {
            Self::Full
        } else {
            Self::Inside
        }
    }
}

impl Refusal {
    /// A failure inside that has no business in the answer; `what` is a fixed text.
    pub(crate) fn inside(what: &'static str) -> Self {
        tracing::error!(what, "failed inside");
        Self::Inside
    }

    /// What was looked up for a list, or nothing where it is gone by now: then so is what belongs to
    /// it, and the list goes on without.
    pub(crate) fn unless_gone<T>(found: Result<T, Self>) -> Result<Option<T>, Self> {
        match found {
            Err(Self::NoSuchRecord) => Ok(None),
            found => found.map(Some),
        }
    }
}

#[cfg(test)]
mod tests {
    use sqlx::{Connection, SqliteConnection};

    use super::*;

    #[tokio::test]
    async fn a_full_disk_is_told_in_a_sentence() {
        let mut database = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        for statement in [
            "CREATE TABLE pile (bytes BLOB NOT NULL) STRICT",
            "PRAGMA max_page_count = 1",
        ] {
            sqlx::query(statement).execute(&mut database).await.unwrap();
        }
        let much = sqlx::query("INSERT INTO pile (bytes) VALUES (zeroblob(1000000))");
        let refusal = Refusal::from(much.execute(&mut database).await.unwrap_err());
        assert!(refusal.message().starts_with("The disk is full: "));
        assert_eq!(refusal.into_response().status().as_u16(), 507);
    }

    #[test]
    fn whoever_finds_too_much_under_way_is_told_to_come_again() {
        let answer = Refusal::from(sqlx::Error::PoolTimedOut).into_response();
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answer.headers()[RETRY_AFTER], "5");
    }
}
