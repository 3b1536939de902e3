//! Clients as CSV (RFC 4180): what an import reads, and what an export writes. Both begin with the
//! mark by which spreadsheet programs know UTF-8; whatever such a program takes for the end of a cell,
//! nothing that is written is a formula there. Other lists are written in the same way. No I/O here.

mod born;
mod cell;
mod column;
mod phone;
mod read;

pub(crate) use column::Entry;
pub(crate) use read::Sheet;

use chrono::NaiveDate;
use contract::portal::Client;
use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};

use crate::plain_text::MARK;
use column::{COLUMNS, Column};

/// Writes clients, a row each. Social Security numbers are not among what is written.
///
/// # Errors
/// Never, as far as one can see: what is written to is memory.
pub(crate) fn write(clients: &[Client]) -> Result<Vec<u8>, csv::Error> {
    let columns = || COLUMNS.iter().filter(|column| column.is_exported());
    let rows = clients.iter().map(|client| {
        let cells = columns().map(|column| column.of(client));
        cells.collect::<Vec<String>>()
    });
    written(columns(), rows)
}

/// Writes what an import takes, with people who do not exist.
///
/// # Errors
/// As [`write`].
pub(crate) fn example() -> Result<Vec<u8>, csv::Error> {
    let columns = || {
        let shown = |column: &&Column| column.examples.iter().any(|cell| !cell.is_empty());
        COLUMNS.iter().filter(shown)
    };
    let rows = (0..2).map(|place| {
        let cells = columns().map(|column| column.examples[place].to_owned());
        cells.collect::<Vec<String>>()
    });
    written(columns(), rows)
}

/// What is entered into a field of the CRM as it is kept, or what it must be; `None` where there is
/// no field of this name.
pub(crate) fn entered(
    field: &str,
    text: &str,
    today: NaiveDate,
) -> Option<Result<String, &'static str>> {
    let cell = column::field(field)?;
    let text = text.trim();
    Some(if text.contains(char::is_control) {
        Err("must be one line of text")
    } else {
        cell.read(text, today)
    })
}

/// Whether nine digits are no Social Security number: no area is 000 or 666, no group 00, no serial
/// number 0000 (SSA, POMS RM 10201.035). Those that begin with 9 stay: the taxpayer numbers that
/// people have who have no other do.
pub(crate) fn is_no_ssn(digits: &str) -> bool {
    matches!(digits.get(..3), Some("000" | "666"))
        || digits.get(3..5) == Some("00")
        || digits.get(5..) == Some("0000")
}

fn written<'a>(
    columns: impl Iterator<Item = &'a Column>,
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<Vec<u8>, csv::Error> {
    table(columns.map(|column| column.name), rows)
}

/// Writes rows of cells under their heads.
///
/// # Errors
/// As [`write`].
pub(crate) fn table<'a>(
    heads: impl Iterator<Item = &'a str>,
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<Vec<u8>, csv::Error> {
    let mut writer: Writer<Vec<u8>> = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Always)
        .from_writer(MARK.as_bytes().to_vec());
    writer.write_record(heads)?;
    for row in rows {
        writer.write_record(row.iter().map(|text| cell::guarded(text)))?;
    }
    let written = writer.into_inner();
    written.map_err(|error| csv::Error::from(error.into_error()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 15).unwrap()
    }

    fn client(first_name: &str, street: &str) -> Client {
        let attributes =
            json!({ "FirstName": first_name, "LastName": "Soto", "MailingStreet": street });
        Client {
            id: Some(41),
            client_key: Some("key-41".to_owned()),
            ssn: Some(900_123_456),
            attributes: attributes.as_object().cloned().unwrap_or_default(),
            ..Client::default()
        }
    }

    #[test]
    fn what_was_written_is_read_again_and_no_spreadsheet_computes_it() {
        let odd = [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1+1", "'＝1+1"),
            ("x;=1+1", "x;'=1+1"),
            ("Ana \"Ann\", the", "Ana \"\"Ann\"\", the"),
            ("José", "José"),
        ];
        for (name, cell) in odd {
            let file = write(&[client(name, "1 Umber Way")]).unwrap();
            let text = String::from_utf8(file.clone()).unwrap();
            assert!(text.starts_with("\u{feff}\"client_id\",\"client_key\",\"crm_id\","));
            assert!(text.ends_with("\r\n") && text.matches("\r\n").count() == 2);
            assert!(
                text.contains(&format!("\"41\",\"key-41\",\"\",\"{cell}\",")),
                "{text}"
            );
            assert!(!text.contains("900"), "no SSN is written");
            let sheet = Sheet::read(&file, today()).unwrap();
            let entry = sheet.rows[0].1.as_ref().unwrap();
            assert_eq!((entry.id, entry.text("FirstName")), (Some(41), Some(name)));
        }
    }

    #[test]
    fn a_number_that_was_never_given_to_anybody_is_no_ssn() {
        for never in ["000123456", "666123456", "900003456", "900120000"] {
            assert!(is_no_ssn(never), "{never}");
        }
        for given in ["900123456", "900010001", "900660666"] {
            assert!(!is_no_ssn(given), "{given}");
        }
    }

    #[test]
    fn the_example_is_what_is_read() {
        let sheet = Sheet::read(&example().unwrap(), today()).unwrap();
        assert!(sheet.passed_over.is_empty());
        assert_eq!(sheet.rows.len(), 2);
        for (_, row) in &sheet.rows {
            let entry = row.as_ref().unwrap();
            assert!(entry.text("FirstName").is_some() && entry.text("LastName").is_some());
            assert!(entry.id.is_none() && entry.client_key.is_none());
            // Of a number that is never given out.
            assert!(entry.ssn.as_ref().is_some_and(|ssn| ssn.starts_with('9')));
        }
    }
}
