//! A CSV as it was uploaded, read row by row: columns in any order, with commas, semicolons or tabs
//! between them, rows that make no sense between others.

use chrono::NaiveDate;
use contract::FieldErrors;
use csv::{Position, Reader, ReaderBuilder, StringRecord};

use super::{
    cell::bare,
    column::{Column, Entry},
};
use crate::plain_text;

/// The most rows that are read.
pub(crate) const MOST_ROWS: usize = 10_000;

/// The most columns that a file may have; we know some dozens.
const MOST_COLUMNS: usize = 200;

/// The rows of a file.
#[derive(Debug)]
pub(crate) struct Sheet {
    columns: Vec<Option<&'static Column>>,
    /// The names of columns that nobody knows.
    pub(crate) passed_over: Vec<String>,
    /// Each with the line on which it begins, and what it says or what is wrong with it.
    pub(crate) rows: Vec<(u64, Result<Entry, FieldErrors>)>,
}

impl Sheet {
    /// Reads a file. Rows that say nothing are passed over.
    ///
    /// # Errors
    /// Why none of it can be read, as a sentence.
    pub(crate) fn read(file: &[u8], today: NaiveDate) -> Result<Self, String> {
        let text = plain_text::read(file);
        let text =
            text.ok_or("The letters of the file cannot be read: save it as \"CSV UTF-8\".")?;
        let text = text.as_bytes();
        let mut reader = reader(text, separator(text));
        let mut records = reader.records();
        let unreadable = |_| "The file is no CSV.".to_owned();
        let header = records.next().transpose().map_err(unreadable)?;
        let mut sheet = Self::with(&header.unwrap_or_default())?;
        for record in records {
            let record = record.map_err(unreadable)?;
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            if sheet.rows.len() == MOST_ROWS {
                return Err(format!(
                    "The file has more than {MOST_ROWS} rows: split it."
                ));
            }
            let line = record.position().map_or(0, |position| line(text, position));
            sheet.rows.push((line, sheet.entry(&record, today)));
        }
        Ok(sheet)
    }

    /// Whether one of these columns is there.
    pub(crate) fn has_one_of(&self, names: &[&str]) -> bool {
        let mut columns = self.columns.iter().flatten();
        columns.any(|column| names.contains(&column.name))
    }

    fn with(header: &StringRecord) -> Result<Self, String> {
        if header.len() > MOST_COLUMNS {
            return Err(format!("The file has more than {MOST_COLUMNS} columns."));
        }
        let mut sheet = Self {
            columns: Vec::with_capacity(header.len()),
            passed_over: Vec::new(),
            rows: Vec::new(),
        };
        for name in header {
            let column = Column::named(name);
            match column {
                None if name.trim().is_empty() => {}
                None => sheet.passed_over.push(shortened(name)),
                Some(column) if sheet.has_one_of(&[column.name]) => {
                    return Err(format!("The column {} stands twice.", column.name));
                }
                Some(_) => {}
            }
            sheet.columns.push(column);
        }
        if sheet.columns.iter().flatten().next().is_none() {
            return Err("The first line names no column that is known here.".to_owned());
        }
        Ok(sheet)
    }

    fn entry(&self, record: &StringRecord, today: NaiveDate) -> Result<Entry, FieldErrors> {
        let (mut entry, mut errors) = (Entry::default(), FieldErrors::default());
        // Empty cells at the end are often left out, and as often there are too many of them.
        if record
            .iter()
            .skip(self.columns.len())
            .any(|cell| !cell.trim().is_empty())
        {
            errors.add("row", "has more cells than there are columns");
        }
        for (column, text) in self.columns.iter().zip(record) {
            let (Some(column), text) = (column, bare(text)) else {
                continue;
            };
            if text.is_empty() {
                continue;
            }
            match column.cell.read(&text, today) {
                Ok(text) => entry.take(column, text),
                Err(sentence) => errors.add(column.name, sentence),
            }
        }
        if errors.is_empty() {
            Ok(entry)
        } else {
            Err(errors)
        }
    }
}

fn reader(text: &[u8], separator: u8) -> Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text)
}

/// What stands between the cells: that by which the first line names the most columns. Where a comma
/// stands in numbers, spreadsheet programs write another sign between cells.
fn separator(text: &[u8]) -> u8 {
    let named = |separator: &u8| {
        let header = reader(text, *separator).into_records().next();
        let header = header.and_then(Result::ok).unwrap_or_default();
        let cells = header.iter().take(MOST_COLUMNS);
        cells.filter_map(Column::named).count()
    };
    // Of equals the last is taken.
    let found = [b'\t', b';', b','].into_iter().max_by_key(named);
    found.unwrap_or(b',')
}

/// The line on which a record begins: empty lines before it are counted to it.
fn line(text: &[u8], position: &Position) -> u64 {
    let rest = text.iter().skip(position.byte() as usize);
    let before = rest.take_while(|byte| matches!(byte, b'\r' | b'\n'));
    let empty = before.filter(|byte| **byte == b'\n').count();
    position.line() + empty as u64
}

/// The name of a column that nobody knows, as far as it is shown: a file without a header has a
/// person there.
fn shortened(name: &str) -> String {
    let letters = name.chars().filter(|letter| !letter.is_control());
    letters.take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: &[u8]) -> Result<Sheet, String> {
        Sheet::read(file, NaiveDate::from_ymd_opt(2026, 1, 15).unwrap())
    }

    fn names(sheet: &Sheet) -> Vec<&str> {
        let entries = sheet.rows.iter().filter_map(|(_, row)| row.as_ref().ok());
        entries
            .filter_map(|entry| entry.text("FirstName"))
            .collect()
    }

    #[test]
    fn a_file_is_read_however_a_program_writes_it() {
        for file in [
            "FirstName,LastName\nAna,Soto\n",
            "FirstName,LastName\r\nAna,Soto\r\n",
            "FirstName,LastName\nAna,Soto",
            "\u{feff}FirstName,LastName\r\nAna,Soto\r\n",
            "\"FirstName\",\"LastName\"\n\"Ana\",\"Soto\"\n",
            "last name , FIRST_NAME\nSoto, Ana \n",
            "FirstName,LastName,,\nAna,Soto,,\n,,,\n\n",
            "FirstName,LastName,Email\nAna,Soto\n",
        ] {
            let sheet = read(file.as_bytes()).unwrap();
            assert_eq!(names(&sheet), ["Ana"], "{file:?}");
            assert_eq!(
                sheet.rows[0].1.as_ref().unwrap().text("LastName"),
                Some("Soto")
            );
        }
    }

    #[test]
    fn a_file_is_read_in_the_letters_and_with_the_signs_of_a_spreadsheet_program() {
        let wide = |text: &str| -> Vec<u8> {
            let units = text.encode_utf16().flat_map(u16::to_le_bytes);
            [0xff, 0xfe].into_iter().chain(units).collect()
        };
        for file in [
            b"FirstName,LastName\r\nJos\xe9,\xd1and\xfa\r\n".to_vec(),
            b"FirstName;LastName\r\nJos\xe9;\xd1and\xfa\r\n".to_vec(),
            wide("FirstName\tLastName\r\nJosé\tÑandú\r\n"),
            "FirstName;LastName;\"Last, first\"\nJosé;Ñandú;\"Ñandú, José\"\n".into(),
            "Last, first;FirstName;LastName\nÑandú, José;José;Ñandú\n".into(),
        ] {
            let sheet = read(&file).unwrap();
            let entry = sheet.rows[0].1.as_ref().unwrap();
            assert_eq!(
                (entry.text("FirstName"), entry.text("LastName")),
                (Some("José"), Some("Ñandú"))
            );
        }
        let sheet = read(b"FirstName\nAna\n\nEva\n").unwrap();
        assert_eq!(names(&sheet), ["Ana", "Eva"]);
        assert_eq!(sheet.rows[1].0, 4);
    }

    #[test]
    fn a_row_that_makes_no_sense_does_not_stand_in_the_way_of_others() {
        let file = "FirstName,Shoe size,Email\nAna,38,ana@example.com\n\nLuis,,nobody\n\
            Ines,1,ines@example.com,too,many\nEva,40,eva@example.com\n";
        let sheet = read(file.as_bytes()).unwrap();
        assert_eq!(names(&sheet), ["Ana", "Eva"]);
        assert_eq!(sheet.passed_over, ["Shoe size"]);
        let wrong: Vec<String> = sheet.rows[1..3]
            .iter()
            .map(|(_, row)| row.as_ref().unwrap_err().to_string())
            .collect();
        assert_eq!(
            wrong,
            [
                "`Email` must be an e-mail address such as ana@example.com.",
                "`row` has more cells than there are columns."
            ]
        );
        let lines: Vec<u64> = sheet.rows.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [2, 4, 5, 6]);
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_is_seen() {
        let file = "FirstName,LastName\n\"Ana,Soto\nLuis,Quintana\n";
        let sheet = read(file.as_bytes()).unwrap();
        let wrong = sheet.rows[0].1.as_ref().unwrap_err();
        assert!(wrong.to_string().contains("quotation mark"), "{wrong}");
    }

    #[test]
    fn a_file_of_columns_without_end_is_refused_before_they_are_looked_at() {
        let wide = |columns: usize| format!("FirstName{}\nAna\n", ",a".repeat(columns - 1));
        assert!(read(wide(200).as_bytes()).is_ok());
        let refused = read(wide(201).as_bytes()).unwrap_err();
        assert_eq!(refused, "The file has more than 200 columns.");
    }

    #[test]
    fn a_file_that_cannot_be_understood_is_refused_whole() {
        for (file, why) in [
            (&b"\xef\xbb\xbfJos\xe9,Soto\n"[..], "UTF-8"),
            (b"", "no column"),
            (b"Ana,Soto\n", "no column"),
            (b"FirstName,first name\nAna,Eva\n", "twice"),
        ] {
            let refused = read(file).unwrap_err();
            assert!(refused.contains(why), "{refused}");
        }
        let long = format!("FirstName\n{}", "Ana\n".repeat(MOST_ROWS + 1));
        assert!(read(long.as_bytes()).unwrap_err().contains("split"));
    }
}
