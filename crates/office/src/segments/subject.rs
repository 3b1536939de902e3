//! What conditions can be about: a table a subject, with its fields and what is related to it.
//! Nothing that was entered ever becomes a name in a statement: it only finds one here.

use chrono::NaiveDate;
use contract::portal::{NegativeItem, NegativeItemStatus, SegmentType};
use reports::Bureau;
use serde_json::Value;

use super::condition::Bound;
use crate::{
    fold::fold,
    item::{kept_type, shown_type, written_type},
};

/// A kind of record.
#[derive(Debug)]
pub(crate) struct Subject {
    /// What one of them is called.
    pub(crate) one: &'static str,
    /// Its table.
    pub(super) table: &'static str,
    pub(super) fields: &'static [Field],
    pub(super) relations: &'static [&'static Relation],
}

/// Something that a record says.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) label: &'static str,
    pub(crate) kind: Kind,
    /// What is compared; null where it is missing.
    pub(super) compared: &'static str,
    /// Where it stands as it was written.
    pub(crate) written: Written,
}

/// Where a field stands as it was written.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Written {
    /// In the subject's table.
    InTable(&'static str),
    /// In what an item itself says: the table has no more of it than what is compared.
    InItem(fn(NegativeItem) -> Option<String>),
}

/// Other records that belong to a record.
#[derive(Debug)]
pub(crate) struct Relation {
    pub(crate) name: &'static str,
    pub(crate) label: &'static str,
    pub(super) subject: &'static Subject,
    /// Their tables.
    pub(super) from: &'static str,
    /// Which of them belong to the record.
    pub(super) joined: &'static str,
    /// Whether there can be more than one.
    pub(super) many: bool,
}

/// What kind of value a field has.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// A text, compared as this function writes it.
    Text(fn(&str) -> String),
    /// A whole number.
    Number,
    /// A day.
    Date,
    /// Yes or no.
    Truth,
    /// One of some words: the value for a word, and the word for a value.
    Choice(fn(&str) -> Option<Bound>, fn(&str) -> String),
}

/// The longest text that a field is compared with, in characters.
const LONGEST: usize = 255;

impl Kind {
    /// One of each, in the order in which they are listed.
    pub(crate) const ALL: [Self; 5] = [
        Self::Text(fold),
        Self::Number,
        Self::Date,
        Self::Truth,
        Self::Choice(status, shown_status),
    ];

    /// The word for it on the wire.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Text(_) => "string",
            Self::Number => "number",
            Self::Date => "date",
            Self::Truth => "boolean",
            Self::Choice(..) => "choice",
        }
    }

    /// The value that was entered, as it is compared; or what it must be.
    pub(super) fn read(self, entered: &Value) -> Result<Bound, &'static str> {
        let text = match entered {
            Value::String(text) => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            Value::Bool(truth) => truth.to_string(),
            _ => String::new(),
        };
        let long = text.chars().count() > LONGEST || text.contains(char::is_control);
        let bound = match self {
            Self::Text(compared) => {
                (!text.is_empty() && !long).then(|| Bound::Text(compared(&text)))
            }
            Self::Number => text.parse().ok().map(Bound::Number),
            Self::Date => {
                let day = text.parse::<NaiveDate>().ok();
                day.map(|day| Bound::Text(day.to_string()))
            }
            Self::Truth => match text.as_str() {
                "true" | "1" => Some(Bound::Number(1)),
                "false" | "0" => Some(Bound::Number(0)),
                _ => None,
            },
            Self::Choice(value, _) => (!text.is_empty() && !long).then(|| value(&text)).flatten(),
        };
        bound.ok_or(match self {
            Self::Text(_) => "must be a line of text of 1 to 255 characters",
            Self::Number => "must be a whole number",
            Self::Date => "must be a day such as 2026-01-31",
            Self::Truth => "must be true or false",
            Self::Choice(..) => "must be one of the field's values",
        })
    }

    /// A value as it is shown.
    pub(crate) fn show(self, kept: String) -> String {
        match self {
            Self::Choice(_, shown) => shown(&kept),
            Self::Truth => (kept == "1").to_string(),
            _ => kept,
        }
    }
}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl PartialEq for Relation {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Subject {
    /// The subject of a type of segment.
    pub(crate) fn of(kind: SegmentType) -> &'static Self {
        match kind {
            SegmentType::Client => &CLIENTS,
            SegmentType::NegativeItem => &NEGATIVE_ITEMS,
        }
    }

    /// The field of a name, if there is one.
    pub(crate) fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The relation of a name, if there is one.
    pub(super) fn relation(&self, name: &str) -> Option<&'static Relation> {
        let mut relations = self.relations.iter().copied();
        relations.find(|relation| relation.name == name)
    }

    /// What there is to choose from, each with the word for its type and its label.
    pub(crate) fn choices(
        &self,
    ) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
        let fields = self.fields.iter();
        let fields = fields.map(|field| (field.name, field.kind.word(), field.label));
        let relations = self.relations.iter();
        fields.chain(relations.map(|relation| (relation.name, "relation", relation.label)))
    }
}

fn status(word: &str) -> Option<Bound> {
    let mut all = NegativeItemStatus::ALL.into_iter();
    let status = all.find(|status| status.word().eq_ignore_ascii_case(word))?;
    Some(Bound::Number(status as i64))
}

fn shown_status(kept: &str) -> String {
    let place = kept.parse().ok();
    let status = place.and_then(|place: usize| NegativeItemStatus::ALL.get(place));
    status.map_or(kept, |status| status.word()).to_owned()
}

fn bureau(name: &str) -> Option<Bound> {
    Bureau::parse(name).map(|bureau| Bound::Text(bureau.letters().to_owned()))
}

fn account_type(words: &str) -> Option<Bound> {
    Some(Bound::Text(kept_type(words)))
}

/// A field of clients that is kept folded beside the CRM's.
macro_rules! folded {
    ($name:literal $label:literal $column:literal) => {
        Field {
            name: $name,
            label: $label,
            kind: Kind::Text(fold),
            compared: concat!("NULLIF(clients.", $column, ", '')"),
            written: Written::InTable(concat!("clients.attributes ->> '", $name, "'")),
        }
    };
}

/// A field of clients that only the CRM's record has. `lower` knows no letters but those of ASCII,
/// so neither does what it is compared with.
macro_rules! attribute {
    ($name:literal $label:literal) => {
        Field {
            name: $name,
            label: $label,
            kind: Kind::Text(str::to_ascii_lowercase),
            compared: concat!("NULLIF(lower(clients.attributes ->> '", $name, "'), '')"),
            written: Written::InTable(concat!("clients.attributes ->> '", $name, "'")),
        }
    };
}

/// A field that is compared as it is kept, and kept as it was written unless something else is said.
macro_rules! plain {
    ($name:literal $label:literal $kind:expr, $kept:literal) => {
        plain!($name $label $kind, $kept, Written::InTable($kept))
    };
    ($name:literal $label:literal $kind:expr, $kept:literal, $written:expr) => {
        Field {
            name: $name,
            label: $label,
            kind: $kind,
            compared: $kept,
            written: $written,
        }
    };
}

/// Clients.
pub(crate) static CLIENTS: Subject = Subject {
    one: "a client",
    table: "clients",
    fields: &[
        plain!("id" "Number" Kind::Number, "clients.id"),
        folded!("FirstName" "First name" "first_name"),
        folded!("MiddleName" "Middle name" "middle_name"),
        folded!("LastName" "Last name" "last_name"),
        folded!("Email" "E-mail address" "email"),
        folded!("MobilePhone" "Mobile phone" "mobile_phone"),
        folded!("Phone" "Phone" "phone"),
        folded!("HomePhone" "Home phone" "home_phone"),
        plain!("D_O_B__c" "Date of birth" Kind::Date,
            "NULLIF(substr(clients.attributes ->> 'D_O_B__c', 1, 10), '')"),
        attribute!("MailingStreet" "Street"),
        attribute!("MailingCity" "City"),
        attribute!("MailingState" "State"),
        attribute!("MailingPostalCode" "ZIP code"),
        attribute!("MailingCountry" "Country"),
        attribute!("LeadSource" "Lead source"),
        attribute!("Preferred_Language__c" "Preferred language"),
        plain!("has_ssn" "Has an SSN" Kind::Truth, "(clients.ssn IS NOT NULL)"),
        plain!("salesforce_id" "Number in the CRM" Kind::Number, "clients.crm_number"),
        plain!("created_at" "Taken on" Kind::Date, "substr(clients.created_at, 1, 10)"),
        plain!("updated_at" "Changed" Kind::Date, "substr(clients.updated_at, 1, 10)"),
    ],
    relations: &[&ITEMS_OF_CLIENT, &REPORTS_OF_CLIENT, &GOALS_OF_CLIENT],
};

/// Negative items.
pub(crate) static NEGATIVE_ITEMS: Subject = Subject {
    one: "a negative item",
    table: "negative_items",
    fields: &[
        plain!("id" "Number" Kind::Number, "negative_items.id"),
        plain!("account_name" "Account" Kind::Text(fold),
            "NULLIF(negative_items.account_name, '')",
            Written::InItem(|item| item.account_name)),
        plain!("account_type" "Account type" Kind::Choice(account_type, shown_type),
            "NULLIF(negative_items.account_type, '')",
            Written::InItem(|item| item.account_type.map(written_type))),
        plain!("bureau" "Bureau" Kind::Choice(bureau, str::to_owned),
            "(SELECT shown_in.bureau FROM reports AS shown_in WHERE shown_in.id = negative_items.report)"),
        plain!("status" "Status" Kind::Choice(status, shown_status), "negative_items.status"),
        plain!("is_negative" "Negative" Kind::Truth, "negative_items.is_negative"),
        plain!("is_collection" "Collection" Kind::Truth, "negative_items.is_collection"),
        plain!("is_charge_off" "Charge-off" Kind::Truth, "negative_items.is_charge_off"),
        plain!("is_disputed" "Disputed" Kind::Truth, "negative_items.is_disputed"),
        plain!("report_date" "Date of the report" Kind::Date,
            "(SELECT shown_in.report_date FROM reports AS shown_in WHERE shown_in.id = negative_items.report)"),
        plain!("modified_date" "Changed" Kind::Date, "substr(negative_items.updated_at, 1, 10)"),
    ],
    relations: &[&CLIENT_OF_ITEM],
};

static REPORTS: Subject = Subject {
    one: "a report",
    table: "reports",
    fields: &[
        plain!("bureau" "Bureau" Kind::Choice(bureau, str::to_owned), "reports.bureau"),
        plain!("vendor" "Vendor" Kind::Text(str::to_ascii_lowercase), "lower(reports.vendor)",
            Written::InTable("reports.vendor")),
        plain!("report_date" "Date of the report" Kind::Date, "reports.report_date"),
    ],
    relations: &[],
};

static GOALS: Subject = Subject {
    one: "a goal",
    table: "goals",
    fields: &[
        plain!("name" "Goal" Kind::Text(fold), "goals.searched", Written::InTable("goals.name")),
    ],
    relations: &[],
};

/// A client's negative items.
pub(super) static ITEMS_OF_CLIENT: Relation = Relation {
    name: "negative_items",
    label: "Negative items",
    subject: &NEGATIVE_ITEMS,
    from: "negative_items",
    joined: "negative_items.client_id = clients.id",
    many: true,
};

static REPORTS_OF_CLIENT: Relation = Relation {
    name: "reports",
    label: "Reports",
    subject: &REPORTS,
    from: "reports",
    joined: "reports.client_id = clients.id",
    many: true,
};

static GOALS_OF_CLIENT: Relation = Relation {
    name: "goals",
    label: "Goals",
    subject: &GOALS,
    from: "client_goals JOIN goals ON goals.id = client_goals.goal",
    joined: "client_goals.client_id = clients.id",
    many: true,
};

static CLIENT_OF_ITEM: Relation = Relation {
    name: "client",
    label: "Client",
    subject: &CLIENTS,
    from: "clients",
    joined: "clients.id = negative_items.client_id",
    many: false,
};
