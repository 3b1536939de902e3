//! Adding credit reports from files, where the account is with an office that comes with the app.
//! What a report must be, the office decides (`docs/REPORTS.md`).

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
    sync::Arc,
};

use client::Failure;
use contract::{
    Call, FieldErrors,
    office::{NewReport, ReportsCreate},
    portal::ById,
};
use serde_json::{Map, Value};
use sync::outbox::new_key;

use crate::{
    Code, Desk, DeskError,
    accounts::blocking,
    at_office::{at_office, undone},
    error::sentence,
    open::OpenAccount,
    syncing::renew_reports,
};

/// The largest file that is read. What the office takes without its blanks is less.
const LARGEST: u64 = 8 * 1024 * 1024;
/// How many sentences about one file are told; a form that is another has hundreds.
const TOLD: usize = 3;
/// With which some programs begin a text.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// A report that is about to be added. It is for the account that was open when the file was asked
/// for: numbers of clients mean others in another.
pub struct Adding {
    desk: Desk,
    open: Arc<OpenAccount>,
}

impl std::fmt::Debug for Adding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Adding")
    }
}

/// Begins to add a report; the file may be asked for.
///
/// # Errors
/// When the account is with a portal.
pub async fn begin(desk: &Desk) -> Result<Adding, DeskError> {
    let open = at_office(desk).await?;
    Ok(Adding {
        desk: desk.clone(),
        open,
    })
}

impl Adding {
    /// Adds the report in a file to those of a client. The list on this machine has it when this
    /// returns.
    ///
    /// # Errors
    /// A sentence that names the file and says what is wrong with it.
    pub async fn add(&self, client_id: i64, path: &Path) -> Result<(), DeskError> {
        let name = path.file_name().unwrap_or(path.as_os_str());
        let name = name.to_string_lossy().into_owned();
        let file = path.to_owned();
        let of_file = name.clone();
        let content = blocking(move || content(&file, &of_file)).await?;
        let call = Call::<ReportsCreate> {
            path: ById { id: client_id },
            query: (),
            body: NewReport {
                content,
                report_id: None,
                vendor: None,
            },
        };
        let open = &self.open;
        let answer = open.portal.write(&call, &new_key()?).await;
        answer.map_err(|failure| refused(&name, failure))?;
        if renew_reports(&self.desk, open, client_id).await.is_err() {
            // The report is at the office all the same; the list is fetched as soon as it can be.
            open.sync.look_at(client_id);
        }
        Ok(())
    }
}

/// What stands in a file, if it is an object of JSON.
fn content(path: &Path, name: &str) -> Result<Map<String, Value>, DeskError> {
    let bytes = read(path).map_err(|error| {
        not_added(
            name,
            &format!("The file cannot be read ({}).", error.kind()),
        )
    })?;
    if bytes.len() as u64 > LARGEST {
        return Err(not_added(name, "The file is too large for a report."));
    }
    let bytes = bytes.strip_prefix(MARK).unwrap_or(&bytes);
    serde_json::from_slice(bytes).map_err(|_| {
        let form = format!(
            "It is no report that Redress can read: those are JSON in the form {}.",
            reports::SCHEMA
        );
        not_added(name, &form)
    })
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn refused(name: &str, failure: Failure) -> DeskError {
    match failure {
        Failure::Invalid(errors) => not_added(name, &told(&errors)),
        Failure::Rejected {
            status: 422,
            fields,
            ..
        } if !fields.is_empty() => not_added(name, &told(&fields)),
        Failure::Rejected { status: 413, .. } => {
            not_added(name, "The file is too large for a report.")
        }
        Failure::Rejected { message, .. } => not_added(name, &sentence(&message)),
        other => undone(other),
    }
}

fn not_added(name: &str, reason: &str) -> DeskError {
    DeskError::new(Code::Failed, format!("“{name}” was not added. {reason}"))
}

/// The office's sentences about a report, as sentences about the file.
fn told(errors: &FieldErrors) -> String {
    let all: Vec<String> = errors
        .0
        .values()
        .flatten()
        .map(|sentence| of_file(sentence))
        .collect();
    let first: Vec<&str> = all.iter().take(TOLD).map(String::as_str).collect();
    let told = first.join(" ");
    match all.len().saturating_sub(TOLD) {
        0 => told,
        more => format!("{told} And {more} more."),
    }
}

/// "`content.schema` must be …" as "Its schema must be …", "`content` is …" as "It is …".
fn of_file(sentence: &str) -> String {
    sentence
        .replacen("`content.", "Its `", 1)
        .replacen("`content`", "It", 1)
        .replace('`', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentences_about_a_report_are_told_of_its_file_and_not_all_of_hundreds() {
        let mut errors = FieldErrors::one("content.schema", "must be `redress.report/1`");
        assert_eq!(told(&errors), "Its schema must be redress.report/1.");
        for place in 0..4 {
            let field = format!("content.tradelines.{place}.balance");
            errors.add(&field, "has the wrong form");
        }
        let told = told(&errors);
        assert!(told.contains("Its tradelines.0.balance has the wrong form."));
        assert!(told.ends_with(" And 2 more."), "{told}");
    }

    #[test]
    fn what_is_wrong_with_the_whole_is_said_of_it() {
        let errors = FieldErrors::one("content", "is a report that is here already");
        assert_eq!(told(&errors), "It is a report that is here already.");
    }

    #[test]
    fn a_file_is_read_with_the_mark_of_utf_8_and_nothing_else_than_json_is() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            content(&path, name)
        };
        let read = put("marked.json", b"\xef\xbb\xbf{\"schema\": 1}").unwrap();
        assert_eq!(read["schema"], 1);
        for (name, bytes) in [("page.pdf", &b"%PDF-1.4"[..]), ("list.json", &b"[]"[..])] {
            let refused = put(name, bytes).unwrap_err();
            assert!(
                refused
                    .message
                    .starts_with(&format!("“{name}” was not added. It is no"))
            );
        }
        let gone = content(&folder.path().join("gone.json"), "gone.json").unwrap_err();
        assert!(gone.message.contains("“gone.json” was not added."));
    }
}
