//! Exchange: questions about a person to the peers of a network, and what they answer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    envelope::Bare,
    operation::{OfSystem, Scheme, System, operations},
};

/// Exchange: what other firms know of a person.
pub static EXCHANGE: System = System {
    name: "exchange",
    doc: "Exchange: questions about a person to the peers of a network, and what they answer.",
    scheme: Scheme::BareKey,
    groups: &[OPERATIONS],
};

/// Exchange, as a type.
#[derive(Clone, Copy, Debug)]
pub struct Exchange;

impl OfSystem for Exchange {
    const SYSTEM: &'static System = &EXCHANGE;
}

operations! {
    Exchange, "exchange";

    /// Gives an API key that is good for 24 hours.
    TokenGet       = "token.get",       GET  "/auth/getToken",      Key,   () | () | ()           => Bare<ApiKey>,    200 401 403 500;
    /// Asks about one person or several.
    RequestsCreate = "requests.create", POST "/api/createrequest",  Token, () | () | NewRequests  => Bare<Requests>,  200 401 403 422 500;
    /// Reads what was answered, by question or for the last minutes.
    ResponsesGet   = "responses.get",   ASK  "/api/respond",        Token, () | () | ResponsesFor => Bare<Responses>, 200 401 403 422 500;
}

/// How a telephone number is written: of Ukraine, with or without its country, as documented; or of
/// the United States, in the same three ways.
const NUMBER: &str = r"^((\+?380|0)[0-9]{9}|(\+?1)?[2-9][0-9]{9})$";

/// The longest number of a document, in characters; ours, none is documented.
pub const LONGEST_ID_DOCUMENT: usize = 64;
/// The most questions in one call; ours, none is documented.
pub const MOST_REQUESTS: usize = 1000;
/// The longest time to look back, in minutes: a year. Ours, none is documented.
pub const LONGEST_PERIOD: i64 = 525_600;

/// A key to call with.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ApiKey {
    /// The key. Its form is not documented: see the client for the forms that it takes.
    pub token: Option<String>,
}

/// What is asked of a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum RequestType {
    /// Everything below.
    #[default]
    #[serde(rename = "All categories")]
    AllCategories,
    /// Where the person lives and lived.
    Address,
    /// What the person buys and prefers.
    #[serde(rename = "Consumer Profile")]
    ConsumerProfile,
    /// How the person is reached.
    Contacts,
    /// What the person owes and owed.
    #[serde(rename = "Credit History")]
    CreditHistory,
    /// Documents and numbers of the person.
    Identity,
    /// What the person is and was called.
    Name,
    /// What the person uses.
    Services,
    /// Family, work and education.
    #[serde(rename = "Socio-Demographic Profile")]
    SocioDemographicProfile,
    /// What the person subscribes to.
    Subscription,
}

/// Whom a question is about: a document, a telephone number, or both.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "anyOf" = [{ "required": ["IdDocument"] }, { "required": ["PhoneNumber"] }],
))]
#[serde(default)]
pub struct Subject {
    /// The number of an identity document.
    #[serde(rename = "IdDocument", skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = LONGEST_ID_DOCUMENT))]
    pub id_document: Option<String>,
    /// A telephone number: `+380999999999`, `380999999999` or `0999999999`, and in the same ways
    /// one of the United States, such as `+19185550142`. An office finds a client by it where one
    /// client only has it.
    #[serde(rename = "PhoneNumber", skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = NUMBER))]
    pub phone_number: Option<String>,
}

/// Questions about one person or several.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewRequests {
    /// What is asked.
    pub type_request: RequestType,
    /// Of whom.
    #[schemars(length(min = 1, max = MOST_REQUESTS))]
    pub value: Vec<Subject>,
}

/// Which answers to read: those to some questions, or to all of the last minutes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "anyOf" = [{ "required": ["idRequest"] }, { "required": ["period"] }],
    "not" = { "required": ["idRequest", "period"] },
))]
pub struct ResponsesFor {
    /// What was asked.
    pub type_request: RequestType,
    /// The questions.
    #[serde(default, rename = "idRequest", skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = MOST_REQUESTS))]
    pub id_request: Option<Vec<String>>,
    /// How many minutes to look back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = LONGEST_PERIOD))]
    pub period: Option<i64>,
}

/// Questions that were taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Requests {
    /// Each question with its id.
    pub response: RequestStatus<Request>,
}

/// What was answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Responses {
    /// Each question with its answer.
    pub response: RequestStatus<Response>,
}

/// What became of questions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RequestStatus<T> {
    /// Each of them; spelt as in the document.
    #[serde(default, rename = "parametrRequest")]
    pub requests: Vec<T>,
}

/// A question that was taken.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Request {
    /// The number of the document that was asked about.
    #[serde(rename = "IdDocument", alias = "idDocument")]
    pub id_document: Option<String>,
    /// The telephone number that was asked about.
    #[serde(rename = "PhoneNumber", alias = "phoneNumber")]
    pub phone_number: Option<String>,
    /// The question's id.
    #[serde(rename = "idRequest")]
    pub id_request: Option<String>,
}

/// What was answered to a question.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Response {
    /// The number of the document that was asked about.
    #[serde(rename = "idDocument", alias = "IdDocument")]
    pub id_document: Option<String>,
    /// The telephone number that was asked about.
    #[serde(rename = "phoneNumber", alias = "PhoneNumber")]
    pub phone_number: Option<String>,
    /// The question's id.
    #[serde(rename = "idRequest")]
    pub id_request: Option<String>,
    /// `Done`, or `Panding` (so spelt) while peers are still asked; `Pending` is taken for it.
    #[schemars(extend("examples" = ["Done", "Panding"]))]
    pub status: Option<String>,
    /// What the peers said.
    #[serde(rename = "requestDetails")]
    pub details: Vec<Detail>,
}

impl Response {
    /// Whether everything that will be answered is here.
    #[must_use]
    pub fn is_done(&self) -> bool {
        let status = self.status.as_deref().unwrap_or_default();
        status.trim().eq_ignore_ascii_case("done")
    }
}

/// One thing that a peer knows.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Detail {
    /// The peer that shared it.
    #[serde(rename = "idPpeers")]
    pub peer: Option<String>,
    /// What it belongs to: one of the types that can be asked for.
    #[serde(rename = "groupData")]
    pub group: Option<String>,
    /// What it is.
    #[serde(rename = "fieldName")]
    pub name: Option<String>,
    /// What it says.
    #[serde(rename = "fieldValue")]
    pub value: Option<String>,
}

silent!(ApiKey, Subject, NewRequests, Request, Response, Detail);
