//! The columns by the names under which they are written and read.

use contract::portal::Client;
use serde_json::{Map, Value};

use super::cell::Cell;

/// A column.
#[derive(Debug)]
pub(super) struct Column {
    /// What it is called; case, spaces and what joins words do not matter.
    pub(super) name: &'static str,
    /// What people call it too, in small letters without spaces.
    also: &'static [&'static str],
    pub(super) cell: Cell,
    holds: Holds,
    /// What stands in it in the example.
    pub(super) examples: [&'static str; 2],
}

/// What a column holds of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Id,
    ClientKey,
    Ssn,
    /// A field of the CRM of this name.
    Attribute(&'static str),
}

const fn own(name: &'static str, cell: Cell, holds: Holds, examples: [&'static str; 2]) -> Column {
    Column {
        name,
        also: &[],
        cell,
        holds,
        examples,
    }
}

const fn attribute(
    name: &'static str,
    also: &'static [&'static str],
    cell: Cell,
    examples: [&'static str; 2],
) -> Column {
    Column {
        name,
        also,
        cell,
        holds: Holds::Attribute(name),
        examples,
    }
}

/// All of them, in the order in which they are written.
#[rustfmt::skip]
pub(super) static COLUMNS: [Column; 20] = [
    own("client_id", Cell::Number, Holds::Id, ["", ""]),
    own("client_key", Cell::Line, Holds::ClientKey, ["", ""]),
    own("crm_id", Cell::Line, Holds::Attribute("Id"), ["", ""]),
    attribute("FirstName", &[], Cell::Line, ["Ana", "Luis"]),
    attribute("MiddleName", &[], Cell::Line, ["", "Abel"]),
    attribute("LastName", &[], Cell::Line, ["Soto", "Quintana"]),
    attribute("Suffix", &[], Cell::Line, ["", "Jr"]),
    attribute("Email", &["emailaddress", "e-mail"], Cell::Email, ["ana.soto@example.com", "luis.quintana@example.com"]),
    attribute("MobilePhone", &["mobile", "cell", "cellphone"], Cell::Phone, ["(918) 555-0101", "(918) 555-0102"]),
    attribute("Phone", &["phonenumber", "workphone"], Cell::Phone, ["", ""]),
    attribute("HomePhone", &[], Cell::Phone, ["", ""]),
    attribute("D_O_B__c", &["dob", "dateofbirth", "birthdate"], Cell::Born, ["1980-02-29", "1974-11-03"]),
    own("SSN", Cell::Ssn, Holds::Ssn, ["900-12-3456", "900-65-4321"]),
    attribute("MailingStreet", &["street", "address"], Cell::Line, ["1 Umber Way", "27 Ochre Court, Apt 3"]),
    attribute("MailingCity", &["city"], Cell::Line, ["Newark", "Tulsa"]),
    attribute("MailingState", &["state"], Cell::State, ["NJ", "OK"]),
    attribute("MailingPostalCode", &["zip", "zipcode", "postalcode"], Cell::Zip, ["07101", "74103-0256"]),
    attribute("MailingCountry", &["country"], Cell::Line, ["US", "US"]),
    attribute("LeadSource", &[], Cell::Line, ["Referral", "Web"]),
    attribute("Preferred_Language__c", &["language", "preferredlanguage"], Cell::Line, ["English", "Spanish"]),
];

/// Fields of the CRM that no column has: where a client lived before.
const EARLIER: [(&str, Cell); 5] = [
    ("OtherStreet", Cell::Line),
    ("OtherCity", Cell::Line),
    ("OtherState", Cell::State),
    ("OtherPostalCode", Cell::Zip),
    ("OtherCountry", Cell::Line),
];

/// What a field of the CRM holds; `None` where there is no field of this name.
pub(super) fn field(name: &str) -> Option<Cell> {
    let mut columns = COLUMNS.iter();
    let column =
        columns.find(|column| matches!(column.holds, Holds::Attribute(held) if held == name));
    let mut earlier = EARLIER.iter();
    let cell = column.map(|column| column.cell);
    cell.or_else(|| {
        earlier
            .find(|(known, _)| *known == name)
            .map(|(_, cell)| *cell)
    })
}

/// A name as it is compared.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

impl Column {
    /// The column that is called so.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        let name = plain(name);
        let mut all = COLUMNS.iter();
        all.find(|column| {
            plain(column.name) == name || column.also.iter().any(|also| plain(also) == name)
        })
    }

    /// Whether it is written where clients are exported.
    pub(super) fn is_exported(&self) -> bool {
        self.holds != Holds::Ssn
    }

    /// What it holds of a client.
    pub(super) fn of(&self, client: &Client) -> String {
        let text = match self.holds {
            Holds::Id => client.id.map(|id| id.to_string()),
            Holds::ClientKey => client.client_key.clone(),
            Holds::Ssn => None,
            Holds::Attribute(name) => client.attribute(name),
        };
        text.unwrap_or_default()
    }
}

/// What a row says of a client; what it leaves empty it does not say.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Entry {
    pub(crate) id: Option<i64>,
    pub(crate) client_key: Option<String>,
    /// Nine digits.
    pub(crate) ssn: Option<String>,
    /// Fields of the CRM, as text.
    pub(crate) attributes: Map<String, Value>,
}

impl Entry {
    /// Takes in what a cell of a column says.
    pub(super) fn take(&mut self, column: &Column, text: String) {
        match column.holds {
            Holds::Id => self.id = text.parse().ok(),
            Holds::ClientKey => self.client_key = Some(text),
            Holds::Ssn => self.ssn = Some(text),
            Holds::Attribute(name) => {
                self.attributes.insert(name.to_owned(), Value::from(text));
            }
        }
    }

    /// A field of the CRM.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).and_then(Value::as_str)
    }

    /// The attributes of a client who has none yet: each that is known, null where nothing is said.
    pub(crate) fn all_attributes(&self) -> Map<String, Value> {
        let names = COLUMNS.iter().filter_map(|column| match column.holds {
            Holds::Attribute(name) => Some(name),
            _ => None,
        });
        let mut all: Map<String, Value> =
            names.map(|name| (name.to_owned(), Value::Null)).collect();
        all.extend(self.attributes.clone());
        all
    }
}
