//! Shortcodes: `[First name]` in a template stands for a value of the client or the letter.
//!
//! - A name is anything up to 60 characters between brackets on one line. Case and extra spaces
//!   do not matter. Attributes of the CRM work under their own names (`[D_O_B__c]`).
//! - `[[` is one opening bracket and `]]` one closing bracket. A closing bracket alone is itself;
//!   an opening one alone names nothing.
//! - A value is data: nothing in it is read as a shortcode, markup or a new paragraph.

use std::collections::{HashMap, HashSet};

use crate::{silent, text};

/// A shortcode of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variable {
    /// What stands between the brackets.
    pub name: &'static str,
    /// What it stands for.
    pub meaning: &'static str,
    /// How it may look in a letter.
    pub example: &'static str,
}

const fn variable(name: &'static str, meaning: &'static str, example: &'static str) -> Variable {
    Variable {
        name,
        meaning,
        example,
    }
}

/// Our shortcodes, in the order in which they are offered.
#[rustfmt::skip]
pub static VARIABLES: &[Variable] = &[
    variable("First name", "The client's first name", "Maria"),
    variable("Middle name", "The client's middle name", "Elena"),
    variable("Last name", "The client's last name", "Sample"),
    variable("Name suffix", "What follows the client's name", "Jr."),
    variable("Full name", "The client's names in order", "Maria Elena Sample"),
    variable("Mailing street", "The client's street with its unit", "12 Inkberry Hollow Ln Apt 4"),
    variable("Mailing city", "The client's city", "Tampa"),
    variable("Mailing state", "The client's state", "FL"),
    variable("Mailing ZIP", "The client's ZIP code", "33698"),
    variable("City, state, ZIP", "The last line of the client's address", "Tampa, FL 33698"),
    variable("Mailing address", "The client's address, line by line", "12 Inkberry Hollow Ln Apt 4\nTampa, FL 33698"),
    variable("SSN last four", "The last four digits of the client's SSN; letters carry no more", "6789"),
    variable("Date of birth", "The client's date of birth", "March 9, 1984"),
    variable("Email", "The client's e-mail address", "maria@example.com"),
    variable("Phone", "The client's telephone number", "(813) 555-0142"),
    variable("Today", "The date of the letter", "November 21, 2026"),
    variable("Round", "The number of the dispute round", "1"),
    variable("Report number", "The number or confirmation number of the credit report", "1234-5678-90"),
    variable("Report date", "The date of the credit report", "November 2, 2026"),
    variable("Firm", "The name of your firm", "Example Credit Help LLC"),
    variable("Firm address", "The address of your firm, line by line", "40 Ravelstone Ember St\nTampa, FL 33602"),
    variable("Firm phone", "The telephone number of your firm", "(813) 555-0100"),
    variable("Agent", "The person at your firm who works on the file", "Dana Example"),
    variable("Recipient", "Whom the letter goes to", "Equifax Information Services LLC"),
    variable("Recipient address", "Where the letter goes, line by line", "PO Box 740256\nAtlanta, GA 30374-0256"),
    variable("Bureau", "The credit bureau, when the letter goes to one", "Equifax Information Services LLC"),
    variable("Bureau address", "The bureau's address, line by line", "PO Box 740256\nAtlanta, GA 30374-0256"),
    variable("Furnisher", "The furnisher or collector: the recipient, or the one of all items", "Lantern Example Bank"),
    variable("Items", "The table of disputed items; a paragraph of its own", "1. Lantern Example Bank, account 5178XXXX: …"),
    variable("Item count", "How many items the letter disputes", "3"),
    variable("Enclosures", "What is enclosed, line by line", "Copy of driver's license"),
    variable("Previous letter date", "The date of the letter that this one follows", "October 5, 2026"),
    variable("Delivery", "How and when that letter arrived, from its proof", "delivered by certified mail on October 9, 2026"),
    variable("Results date", "The date of the results that the bureau sent", "November 10, 2026"),
    variable("Notice date", "When the client received the collector's validation notice", "November 3, 2026"),
    variable("Identity theft report", "Which identity-theft report it is, with its number and date", "FTC Identity Theft Report 000000001 of November 12, 2026"),
];

/// What shortcodes stand for, by name.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Values(HashMap<String, Option<String>>);

silent!(Values);

impl Values {
    /// Gives a name a value. A blank value makes the name known and empty; it does not replace
    /// an earlier one.
    pub fn set(&mut self, name: &str, value: &str) {
        let value = text::clean(value).trim().to_owned();
        let slot = self
            .0
            .entry(key(name))
            .or_insert_with(|| Some(String::new()));
        if !text::is_blank(&value) {
            *slot = Some(value);
        }
    }

    /// Gives a name a piece of text instead of an earlier value. Where a blank one is put, the
    /// shortcode goes, and nothing takes its place.
    pub fn put(&mut self, name: &str, text: &str) {
        let text = text::clean(text).trim().to_owned();
        let text = (!text::is_blank(&text)).then_some(text);
        self.0.insert(key(name), text);
    }

    /// Whether a name stands for nothing at all.
    fn leaves_out(&self, name: &str) -> bool {
        matches!(self.0.get(&key(name)), Some(None))
    }

    /// A value; `Some("")` for a name that is known and empty.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let key = key(name);
        let known = || VARIABLES.iter().any(|ours| self::key(ours.name) == key);
        match self.0.get(&key) {
            Some(value) => Some(value.as_deref().unwrap_or_default()),
            None => known().then_some(""),
        }
    }
}

/// The form in which names are compared.
pub(crate) fn key(name: &str) -> String {
    text::one_line(name).to_lowercase()
}

/// The longest that a text becomes, in bytes. A short one that names a long value often enough
/// would fill the memory.
const LONGEST: usize = 1 << 20;

/// A text with its shortcodes replaced.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Filled {
    /// The text. Shortcodes without a value stand in it as they were.
    pub text: String,
    /// Shortcodes that name nothing, each once.
    pub unknown: Vec<String>,
    /// Shortcodes that are empty for this client, each once.
    pub empty: Vec<String>,
    /// Shortcodes that were replaced, each once.
    pub used: Vec<String>,
    /// Whether it would have become longer than a MiB: then not all of it is here.
    pub is_cut: bool,
}

silent!(Filled);

/// Replaces the shortcodes of a text. A text with `unknown` or `empty` ones, and one that is cut, is
/// for reading only, not for sending.
#[must_use]
pub fn fill(template: &str, values: &Values) -> Filled {
    let mut filled = Filled::default();
    let mut named = Named::default();
    let mut rest = template;
    while let Some(at) = rest.find(['[', ']'])
        && !filled.is_cut
    {
        filled.push(&rest[..at]);
        rest = &rest[at..];
        let taken = if rest.starts_with("[[") || rest.starts_with("]]") {
            filled.push(&rest[..1]);
            2
        } else if rest.starts_with(']') {
            filled.push("]");
            1
        } else {
            filled.replace(shortcode(rest), values, &mut named)
        };
        rest = &rest[taken..];
    }
    filled.push(rest);
    filled
}

/// What stands in the lists already, so that long ones need no looking through.
#[derive(Default)]
struct Named {
    unknown: HashSet<String>,
    empty: HashSet<String>,
    used: HashSet<String>,
}

impl Filled {
    /// Puts a shortcode's value into the text, or the shortcode itself; says how many bytes of
    /// the template that used up.
    fn replace(&mut self, shortcode: Shortcode<'_>, values: &Values, named: &mut Named) -> usize {
        let name = shortcode.name;
        let value = shortcode.closed.then(|| values.get(name)).flatten();
        let (list, known, text) = match value {
            Some("") if values.leaves_out(name) => (&mut self.used, &mut named.used, ""),
            Some("") => (&mut self.empty, &mut named.empty, shortcode.written),
            Some(value) => (&mut self.used, &mut named.used, value),
            None => (&mut self.unknown, &mut named.unknown, shortcode.written),
        };
        let name = text::one_line(name);
        if known.insert(name.clone()) {
            list.push(name);
        }
        self.push(text);
        shortcode.written.len()
    }

    /// Puts a text at the end, if there is room for it.
    fn push(&mut self, text: &str) {
        self.is_cut |= self.text.len() + text.len() > LONGEST;
        if !self.is_cut {
            self.text.push_str(text);
        }
    }
}

/// A shortcode as written, with its brackets.
struct Shortcode<'a> {
    written: &'a str,
    name: &'a str,
    closed: bool,
}

const LONGEST_NAME: usize = 60;

/// The shortcode at the beginning of a text that begins with a bracket.
fn shortcode(text: &str) -> Shortcode<'_> {
    let inside = &text[1..];
    let end = inside.find(['[', ']', '\n']).unwrap_or(inside.len());
    let name = &inside[..end];
    let closed = inside[end..].starts_with(']')
        && !name.trim().is_empty()
        && name.chars().count() <= LONGEST_NAME;
    if closed {
        return Shortcode {
            written: &text[..end + 2],
            name,
            closed,
        };
    }
    // Not a shortcode. What follows the bracket is named, so that it can be found.
    let shown = name
        .char_indices()
        .nth(LONGEST_NAME)
        .map_or(name, |(at, _)| &name[..at]);
    Shortcode {
        written: &text[..1],
        name: shown,
        closed,
    }
}
