//! An invented person, and the person's CRM fields under the names that the Portal uses.
//! What a client looks like on the wire is `contract`'s, not ours.

use std::fmt;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde_json::{Map, Value};

use crate::{names::Name, places::Address};

/// A person who does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The number that the person was asked for by, from 0.
    pub number: u64,
    /// Name in its parts.
    pub name: Name,
    /// E-mail address at a reserved domain, different for every number; few have none.
    pub email: Option<String>,
    /// Mobile phone, such as `(918) 555-0142`.
    pub mobile_phone: String,
    /// Phone at work.
    pub phone: Option<String>,
    /// Phone at home.
    pub home_phone: Option<String>,
    /// Social Security number that is never issued, different for every number.
    pub ssn: Ssn,
    /// Date of birth; of age when taken on.
    pub born: NaiveDate,
    /// Where the person lives.
    pub address: Address,
    /// Where the person lived before, for some.
    pub previous_address: Option<Address>,
    /// When the firm took the person on.
    pub taken_on: DateTime<Utc>,
    /// When the file was changed last; never after the practice's `as_of`.
    pub changed_at: DateTime<Utc>,
    /// The key under which partners know the client: 16 hexadecimal digits.
    pub client_key: String,
    /// The CRM's id: 18 characters.
    pub crm_id: String,
    /// The CRM's number.
    pub crm_number: i64,
    /// The number of the person who shares the file; that person has this one's.
    pub joint_with: Option<u64>,
    /// Where the client came from, such as `Referral`.
    pub lead_source: &'static str,
    /// The language in which the client wants to be written to.
    pub language: &'static str,
}

/// A Social Security number in its three parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ssn {
    /// The first three digits. 000, 666 and 900 to 999 are never issued.
    pub area: u16,
    /// The two digits in the middle.
    pub group: u16,
    /// The last four digits.
    pub serial: u16,
}

impl Ssn {
    /// The number as an integer, as the Portal sends it: without leading zeros.
    #[must_use]
    pub fn number(self) -> i64 {
        i64::from(self.area) * 1_000_000 + i64::from(self.group) * 10_000 + i64::from(self.serial)
    }
}

impl fmt::Display for Ssn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03}-{:02}-{:04}", self.area, self.group, self.serial)
    }
}

impl Person {
    /// The person's CRM fields. What the document names is always there, null when the person
    /// has none; the others are there only with a value. Dates are ISO text.
    #[must_use]
    pub fn attributes(&self) -> Map<String, Value> {
        let mut fields = Map::new();
        let mut always = |name: &str, value: &str| {
            let value = if value.is_empty() {
                Value::Null
            } else {
                Value::from(value)
            };
            fields.insert(name.to_owned(), value);
        };
        always("Id", &self.crm_id);
        always("FirstName", &self.name.first);
        always("MiddleName", &self.name.middle);
        always("LastName", &self.name.last);
        always("Email", self.email.as_deref().unwrap_or_default());
        always("MobilePhone", &self.mobile_phone);
        always("D_O_B__c", &self.born.to_string());
        always(
            "CreatedDate",
            &self.taken_on.to_rfc3339_opts(SecondsFormat::Secs, true),
        );
        always("LeadSource", self.lead_source);
        always("Preferred_Language__c", self.language);
        always("MailingStreet", &self.address.street);
        always("MailingCity", &self.address.city);
        always("MailingState", &self.address.state);
        always("MailingPostalCode", &self.address.zip);
        always("MailingCountry", "US");
        let mut sometimes = |name: &str, value: Option<&str>| {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                fields.insert(name.to_owned(), Value::from(value));
            }
        };
        sometimes("Suffix", Some(&self.name.suffix));
        sometimes("Phone", self.phone.as_deref());
        sometimes("HomePhone", self.home_phone.as_deref());
        let other = self.previous_address.as_ref();
        sometimes("OtherStreet", other.map(|other| other.street.as_str()));
        sometimes("OtherCity", other.map(|other| other.city.as_str()));
        sometimes("OtherState", other.map(|other| other.state.as_str()));
        sometimes("OtherPostalCode", other.map(|other| other.zip.as_str()));
        sometimes("OtherCountry", other.map(|_| "US"));
        fields
    }
}
