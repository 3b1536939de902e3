//! Postal addresses as the Postal Service wants them on an envelope (USPS Publication 28): upper
//! case, no punctuation but hyphens, standard abbreviations, at most six lines of 40 characters.

use crate::{
    refusal::{Refusal, Refusals},
    silent, states,
    text::one_line,
};

/// Lines of an address block, with name and city.
pub(crate) const MOST_LINES: usize = 6;
/// Characters of one line.
pub(crate) const MOST_CHARACTERS: usize = 40;

/// Where a letter goes to or comes from, in the United States.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// What stands between name and city, in order: attention, firm, street with its unit or PO
    /// box. A text of several lines counts as several.
    pub lines: Vec<String>,
    /// City.
    pub city: String,
    /// State, as code or name.
    pub state: String,
    /// ZIP code, five digits or nine.
    pub zip: String,
}

silent!(Address);

impl Address {
    /// The block as it is printed below a name. `whose` begins the names of fields in refusals
    /// (`The client's`).
    ///
    /// # Errors
    /// What is missing, malformed or too long for an envelope.
    pub fn block(&self, name: &str, whose: &str) -> Result<Vec<String>, Refusals> {
        let mut refusals = Refusals::new();
        let mut block = vec![upper(name)];
        block.extend(self.between());

        let missing = [
            (block.len() < 2, "street or PO box"),
            (block[0].is_empty(), "name"),
            (upper(&self.city).is_empty(), "city"),
        ];
        for (_, field) in missing.iter().filter(|(is_missing, _)| *is_missing) {
            refusals.push(Refusal::Missing(format!("{whose} {field}")));
        }
        let (state, zip) = (self.state_code(), self.zip_code());
        if state.is_none() {
            refusals.push(Refusal::Malformed {
                field: format!("{whose} state"),
                expected: "a state of the United States",
            });
        }
        if zip.is_none() {
            refusals.push(Refusal::Malformed {
                field: format!("{whose} ZIP code"),
                expected: "five digits, or nine with a hyphen",
            });
        }
        block.push(format!(
            "{} {} {}",
            upper(&self.city),
            state.unwrap_or_default(),
            zip.unwrap_or_default()
        ));

        if block.len() > MOST_LINES {
            refusals.push(Refusal::TooManyLines {
                field: format!("{whose} address"),
                lines: block.len(),
                most: MOST_LINES,
            });
        }
        for (index, line) in block.iter().enumerate() {
            let characters = line.chars().count();
            if characters > MOST_CHARACTERS {
                refusals.push(Refusal::TooLong {
                    field: line_name(whose, index, block.len()),
                    characters,
                    most: MOST_CHARACTERS,
                });
            }
        }
        if refusals.is_empty() {
            Ok(block)
        } else {
            Err(refusals)
        }
    }

    /// What looks wrong but may be right; sentences for the list before sending.
    #[must_use]
    pub fn doubts(&self, whose: &str) -> Vec<String> {
        let mut doubts = Vec::new();
        let fits = self.state_code().zip(self.zip_code());
        if fits.and_then(|(state, zip)| states::zip_fits(state, &zip)) == Some(false) {
            doubts.push(format!("{whose} ZIP code is not one of the given state."));
        }
        let lines = self.between();
        let (boxes, streets) = (
            lines.iter().any(|line| is_box(line)),
            lines.iter().any(|line| is_street(line)),
        );
        if boxes && streets {
            doubts.push(format!(
                "{whose} address has both a street and a PO box; mail goes to only one of them."
            ));
        }
        doubts
    }

    /// The address as people write it, for the text of a letter.
    #[must_use]
    pub fn written(&self) -> Vec<String> {
        let mut lines = self.street();
        lines.extend(Some(self.last_line()).filter(|line| !line.is_empty()));
        lines
    }

    /// The lines above the city as people write them.
    pub(crate) fn street(&self) -> Vec<String> {
        self.lines
            .iter()
            .flat_map(|line| line.split(['\n', '\r']))
            .map(one_line)
            .filter(|line| !line.is_empty())
            .collect()
    }

    /// City, state and ZIP code as people write them.
    pub(crate) fn last_line(&self) -> String {
        let state = match self.state_code() {
            Some(code) => code.to_owned(),
            None => one_line(&self.state),
        };
        let zip = self.zip_code().unwrap_or_else(|| one_line(&self.zip));
        let place = one_line(&format!("{state} {zip}"));
        let parts = [one_line(&self.city), place];
        parts
            .iter()
            .filter(|part| !part.is_empty())
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// The lines above the city as the Postal Service wants them.
    fn between(&self) -> Vec<String> {
        self.street()
            .iter()
            .map(|line| delivery(&upper(line)))
            .filter(|line| !line.is_empty())
            .collect()
    }

    fn state_code(&self) -> Option<&'static str> {
        states::code(&one_line(&self.state))
    }

    fn zip_code(&self) -> Option<String> {
        let digits: String = one_line(&self.zip)
            .chars()
            .filter(|character| !matches!(character, '-' | ' '))
            .collect();
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        match digits.len() {
            5 => Some(digits),
            9 => Some(format!("{}-{}", &digits[..5], &digits[5..])),
            _ => None,
        }
    }
}

/// The name of a line of a block in a refusal.
pub(crate) fn line_name(whose: &str, index: usize, count: usize) -> String {
    match index {
        0 => format!("{whose} name"),
        index if index + 1 == count => format!("{whose} city, state and ZIP code"),
        index => format!("Line {index} of {} address", lower_first(whose)),
    }
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map(|first| first.to_lowercase().chain(characters).collect())
        .unwrap_or_default()
}

/// Upper case without punctuation. A point between digits is part of a number (39.2 RD).
fn upper(text: &str) -> String {
    let characters: Vec<char> = one_line(text).to_uppercase().chars().collect();
    let mut out = String::new();
    for (index, character) in characters.iter().enumerate() {
        let around = [index.checked_sub(1), Some(index + 1)].map(|at| {
            at.and_then(|at| characters.get(at))
                .is_some_and(char::is_ascii_digit)
        });
        match character {
            '.' if around == [true, true] => out.push('.'),
            '.' | '"' | '“' | '”' => {}
            ',' | ';' | ':' | '(' | ')' => out.push(' '),
            '’' => out.push('\''),
            other => out.push(*other),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_box(line: &str) -> bool {
    line.starts_with("PO BOX ")
}

fn is_street(line: &str) -> bool {
    line.starts_with(|first: char| first.is_ascii_digit()) && line.contains(' ')
}

/// A street or PO box line with the standard abbreviations; other lines as they are.
fn delivery(line: &str) -> String {
    for spelling in ["P O BOX ", "POST OFFICE BOX ", "POBOX "] {
        if let Some(number) = line.strip_prefix(spelling) {
            return format!("PO BOX {number}");
        }
    }
    let mut words: Vec<&str> = line.split(' ').collect();
    if !is_street(line) {
        // A unit on a line of its own (SUITE 400), and not a firm's name that begins like one.
        if words.len() == 2 && (words[1].len() == 1 || words[1].contains(char::is_numeric)) {
            words[0] = short(UNITS, words[0]).unwrap_or(words[0]);
        }
        return words.join(" ");
    }
    // The street ends where the unit begins: 12 OAK STREET APARTMENT 4.
    let unit = (2..words.len().saturating_sub(1)).find(|at| short(UNITS, words[*at]).is_some());
    if let Some(at) = unit {
        words[at] = short(UNITS, words[at]).unwrap_or(words[at]);
    }
    let mut last = unit.unwrap_or(words.len()) - 1;
    // A direction after the street's kind: 12 OAK STREET NORTH.
    if last >= 3
        && short(SUFFIXES, words[last - 1]).is_some()
        && let Some(direction) = short(DIRECTIONS, words[last])
    {
        words[last] = direction;
        last -= 1;
    }
    if last >= 2 {
        words[last] = short(SUFFIXES, words[last]).unwrap_or(words[last]);
    }
    // A direction before the name, if a name is left: 12 NORTH OAK ST, but 12 NORTH ST.
    if last >= 3 {
        words[1] = short(DIRECTIONS, words[1]).unwrap_or(words[1]);
    }
    words.join(" ")
}

fn short(table: &[(&str, &'static str)], word: &str) -> Option<&'static str> {
    table
        .iter()
        .find(|(long, short)| *long == word || *short == word)
        .map(|(_, short)| *short)
}

#[rustfmt::skip]
const SUFFIXES: &[(&str, &str)] = &[
    ("ALLEY", "ALY"), ("AVENUE", "AVE"), ("BOULEVARD", "BLVD"), ("CIRCLE", "CIR"), ("COURT", "CT"),
    ("COVE", "CV"), ("CROSSING", "XING"), ("DRIVE", "DR"), ("EXPRESSWAY", "EXPY"),
    ("FREEWAY", "FWY"), ("HEIGHTS", "HTS"), ("HIGHWAY", "HWY"), ("LANE", "LN"), ("LOOP", "LOOP"),
    ("PARKWAY", "PKWY"), ("PLACE", "PL"), ("PLAZA", "PLZ"), ("POINT", "PT"), ("RIDGE", "RDG"),
    ("ROAD", "RD"), ("SQUARE", "SQ"), ("STREET", "ST"), ("TERRACE", "TER"), ("TRAIL", "TRL"),
    ("TURNPIKE", "TPKE"), ("WAY", "WAY"),
];

#[rustfmt::skip]
const UNITS: &[(&str, &str)] = &[
    ("APARTMENT", "APT"), ("BUILDING", "BLDG"), ("DEPARTMENT", "DEPT"), ("FLOOR", "FL"),
    ("LOT", "LOT"), ("ROOM", "RM"), ("SPACE", "SPC"), ("SUITE", "STE"), ("TRAILER", "TRLR"),
    ("UNIT", "UNIT"),
];

#[rustfmt::skip]
const DIRECTIONS: &[(&str, &str)] = &[
    ("EAST", "E"), ("NORTH", "N"), ("NORTHEAST", "NE"), ("NORTHWEST", "NW"), ("SOUTH", "S"),
    ("SOUTHEAST", "SE"), ("SOUTHWEST", "SW"), ("WEST", "W"),
];
