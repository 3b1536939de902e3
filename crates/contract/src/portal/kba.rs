//! `portal.kba.*`: whether a client is who the client says, by questions that only the client can
//! answer (Knowledge-Based Authentication), or by a PIN that only the client gets.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Message, Portal};
use crate::{
    envelope::{Bare, List, Rest},
    operation::operations,
};

operations! {
    Portal, "portal";

    /// Begins: asks what the client has to answer, or sends the client a PIN. The office answers
    /// the same questions until they are answered, and lets nobody begin anew for a day after the
    /// third time that they were answered wrongly.
    KbaQuestions = "kba.questions", GET  "/clients/{id}/kba/{provider}",      Token, ByKbaProvider | () | ()         => List<KbaStep>, 200 401 403 419 500;
    /// Answers. Nothing comes back when the client is confirmed, and more to answer when not; an
    /// empty list from the office when no attempt is left.
    KbaAnswer    = "kba.answer",    POST "/clients/{id}/kba/{provider}",      Token, ByKbaProvider | () | KbaAnswers => Rest<KbaStep>, 200 204 401 403 419 500;
    /// Takes a client for confirmed who answered nothing.
    KbaSkip      = "kba.skip",      POST "/clients/{id}/kba/{provider}/skip", Token, ByKbaProvider | () | ()         => Bare<Message>, 200 401 403 419 500;
}

/// A client and who asks, in the path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ByKbaProvider {
    /// The client's id.
    #[schemars(range(min = 1))]
    pub id: i64,
    /// Who asks.
    pub provider: KbaProvider,
}

/// Who asks clients whether they are who they say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum KbaProvider {
    /// TransUnion, by way of Array. The office asks questions.
    ArrayTransunion,
    /// Equifax, by way of Array. The office sends a PIN.
    ArrayEquifax,
    /// Experian, by way of Array. The office asks questions.
    ArrayExperian,
    /// Spinwheel. The office sends a PIN.
    SpinWheel,
    /// IdentityIQ. The office asks questions.
    IdIq,
}

impl KbaProvider {
    /// All of them, in the order of the Portal's document.
    pub const ALL: [Self; 5] = [
        Self::ArrayTransunion,
        Self::ArrayEquifax,
        Self::ArrayExperian,
        Self::SpinWheel,
        Self::IdIq,
    ];

    /// The word for it on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::ArrayTransunion => "array_transunion",
            Self::ArrayEquifax => "array_equifax",
            Self::ArrayExperian => "array_experian",
            Self::SpinWheel => "spin_wheel",
            Self::IdIq => "id_iq",
        }
    }
}

/// What a client has to answer.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct KbaStep {
    /// How the client is asked: `KBA` by questions, `OPT` by a PIN (spelt so by the Portal),
    /// `SMFA` by a link in a text message, which the office does not send.
    pub auth_method: Option<String>,
    /// Goes back with the answers.
    pub auth_token: Option<String>,
    /// The questions; none where a PIN was sent.
    pub questions: Vec<KbaQuestion>,
}

/// A question that only the client can answer.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct KbaQuestion {
    /// The answers to choose from.
    pub answers: Vec<KbaChoice>,
    /// Its id.
    pub id: Option<String>,
    /// What is asked.
    pub text: Option<String>,
}

/// An answer to choose.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct KbaChoice {
    /// Its id.
    pub id: Option<String>,
    /// What it says.
    pub text: Option<String>,
}

/// What the client answered.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KbaAnswers {
    /// An answer to each question; empty where a PIN was sent.
    #[schemars(length(max = 50))]
    pub answers: Vec<KbaAnswered>,
    /// The PIN that the client got.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 32))]
    pub auth_pin: Option<String>,
    /// What came with the questions. Documented as one that may be left out; the office asks for
    /// it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 4096))]
    pub auth_token: Option<String>,
}

/// The answer to one question.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KbaAnswered {
    /// The id of the answer that was chosen.
    #[serde(rename = "answerId")]
    #[schemars(length(min = 1, max = 255))]
    pub answer_id: String,
    /// The question's id.
    #[serde(rename = "questionId")]
    #[schemars(length(min = 1, max = 255))]
    pub question_id: String,
}

silent!(KbaStep, KbaQuestion, KbaChoice, KbaAnswers, KbaAnswered);
