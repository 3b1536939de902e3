//! `office.firm.*`: the first run, and the firm whose office it is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Office, SHORTEST_PASSWORD};
use crate::{envelope::Bare, operation::operations, portal::User};

operations! {
    Office, "office";

    /// Says whether the office is set up. One that is not knows nobody, and takes a first run or a
    /// backup.
    FirmState  = "firm.state",  GET   "/office/state",  Key,   () | () | ()         => Bare<FirstRun>, 200 401 500;
    /// Sets the office up: the firm, and its first user, who is an administrator and is signed in by
    /// the answer. The recovery key in it is shown this once.
    FirmSetUp  = "firm.set_up", POST  "/office/set-up", Key,   () | () | NewOffice  => Bare<SetUp>,    201 401 409 422 500;
    /// Reads what the office knows of the firm.
    FirmGet    = "firm.get",    GET   "/office/firm",   Token, () | () | ()         => Bare<Firm>,     200 401 403 419 500;
    /// Changes what is said of the firm; what is left out stays.
    FirmUpdate = "firm.update", PATCH "/office/firm",   Token, () | () | FirmChange => Bare<Firm>,     200 401 403 419 422 500;
}

/// The two letters of a state.
const STATE: &str = "^[A-Za-z]{2}$";
/// A ZIP code of five digits or nine.
const ZIP: &str = "^[0-9]{5}(-[0-9]{4})?$";

/// Whether an office is set up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FirstRun {
    /// Whether it is. Practice always is.
    pub set_up: Option<bool>,
}

/// An office to be set up.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewOffice {
    /// The firm.
    pub firm: NewFirm,
    /// Its first user.
    pub user: FirstUser,
}

/// A firm as letters need it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewFirm {
    /// Its name.
    #[schemars(length(min = 1, max = 255))]
    pub name: String,
    /// Number, street and unit.
    #[schemars(length(min = 1, max = 255))]
    pub street: String,
    /// City.
    #[schemars(length(min = 1, max = 255))]
    pub city: String,
    /// The two letters of its state.
    #[schemars(regex(pattern = STATE))]
    pub state: String,
    /// ZIP code of five digits, or nine as `07101-0256`.
    #[schemars(regex(pattern = ZIP))]
    pub zip: String,
    /// Telephone number; empty for none.
    #[serde(default)]
    #[schemars(length(max = 64))]
    pub phone: String,
}

/// The first user of an office.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FirstUser {
    /// E-mail address, also the name to sign in with.
    #[schemars(email, length(min = 3, max = 255))]
    pub email: String,
    /// Password.
    #[schemars(length(min = SHORTEST_PASSWORD, max = 1024))]
    pub password: String,
    /// First name.
    #[schemars(length(min = 1, max = 255))]
    pub first_name: String,
    /// Last name.
    #[schemars(length(min = 1, max = 255))]
    pub last_name: String,
}

/// An office that was set up, and whoever did it signed in.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SetUp {
    /// What opens the office's backups. It is kept nowhere: whoever sets up writes it down.
    pub recovery_key: Option<String>,
    /// A JSON Web Token, as signing in gives one.
    pub token: Option<String>,
    /// The first user.
    pub user: Option<User>,
}

/// What is to be different about the firm.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FirmChange {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 255))]
    pub name: Option<String>,
    /// Number, street and unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 255))]
    pub street: Option<String>,
    /// City.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 255))]
    pub city: Option<String>,
    /// The two letters of its state.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = STATE))]
    pub state: Option<String>,
    /// ZIP code of five digits, or nine as `07101-0256`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = ZIP))]
    pub zip: Option<String>,
    /// Telephone number; an empty one takes it away.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 64))]
    pub phone: Option<String>,
}

/// The firm whose office it is. Nothing is there before somebody said it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Firm {
    /// Its name.
    pub name: Option<String>,
    /// Number, street and unit.
    pub street: Option<String>,
    /// City.
    pub city: Option<String>,
    /// The two letters of its state.
    pub state: Option<String>,
    /// ZIP code.
    pub zip: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
    /// Whether there is a recovery key, so that backups can be made.
    pub has_recovery_key: Option<bool>,
    /// When this was changed last.
    pub updated_at: Option<String>,
}

silent!(NewOffice, NewFirm, FirstUser, SetUp, FirmChange, Firm);
