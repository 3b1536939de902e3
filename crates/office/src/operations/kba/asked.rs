//! What a client is asked, as it is kept: with the right answers.

use contract::portal::{KbaAnswers, KbaChoice, KbaQuestion};
use practice::Question;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::super::entered::Entered;

/// What a client is asked.
#[derive(Serialize, Deserialize)]
pub(super) enum Asked {
    /// Questions, each with one right answer.
    Questions(Vec<Choice>),
    /// A PIN, of which only the hash is kept.
    Pin {
        /// SHA-256 in hexadecimal.
        hash: String,
        /// The text message with it: where that was taken back, it is asked no longer.
        piece: i64,
        /// The number to which it went.
        number: String,
    },
}

/// A question and its answers.
#[derive(Serialize, Deserialize)]
pub(super) struct Choice {
    text: String,
    answers: Vec<String>,
    right: usize,
}

impl Asked {
    pub(super) fn of(questions: Vec<Question>) -> Self {
        let choice = |question: Question| Choice {
            text: question.text,
            answers: question.answers,
            right: question.right,
        };
        Self::Questions(questions.into_iter().map(choice).collect())
    }

    /// A PIN that goes to a number with a text message.
    pub(super) fn pin(pin: &str, (piece, number): (i64, String)) -> Self {
        Self::Pin {
            hash: hashed(pin),
            piece,
            number,
        }
    }

    /// How the client is asked, in the Portal's words.
    pub(super) fn method(&self) -> &'static str {
        match self {
            Self::Questions(_) => "KBA",
            Self::Pin { .. } => "OPT",
        }
    }

    /// The questions without what is right. Ids are places, from 1.
    pub(super) fn shown(&self) -> Vec<KbaQuestion> {
        let Self::Questions(choices) = self else {
            return Vec::new();
        };
        let shown = choices.iter().enumerate().map(|(place, choice)| {
            let answers = choice.answers.iter().enumerate();
            let answers = answers.map(|(place, text)| KbaChoice {
                id: Some(numbered(place)),
                text: Some(text.clone()),
            });
            KbaQuestion {
                answers: answers.collect(),
                id: Some(numbered(place)),
                text: Some(choice.text.clone()),
            }
        });
        shown.collect()
    }

    /// Whether what is given is right; what answers no question, or leaves one out, is named.
    pub(super) fn is_right(&self, given: &KbaAnswers, entered: &mut Entered) -> bool {
        match self {
            Self::Questions(choices) => are_right(choices, given, entered),
            Self::Pin { hash, .. } => match given.auth_pin.as_deref() {
                Some(pin) => hashed(pin.trim()).as_bytes().ct_eq(hash.as_bytes()).into(),
                None => {
                    entered.wrong("auth_pin", "is required");
                    false
                }
            },
        }
    }
}

fn are_right(choices: &[Choice], given: &KbaAnswers, entered: &mut Entered) -> bool {
    let mut chosen: Vec<Option<usize>> = vec![None; choices.len()];
    for (index, answer) in given.answers.iter().enumerate() {
        let mut wrong = |field: &str, sentence| {
            entered.wrong(&format!("answers.{index}.{field}"), sentence);
        };
        let Some(question) = placed(&answer.question_id, choices.len()) else {
            wrong("questionId", "names no question");
            continue;
        };
        if chosen[question].is_some() {
            wrong("questionId", "names a question that is answered already");
        }
        match placed(&answer.answer_id, choices[question].answers.len()) {
            None => wrong("answerId", "names no answer to this question"),
            place => chosen[question] = place,
        }
    }
    if chosen.len() > given.answers.len() {
        entered.wrong("answers", "must answer every question");
    }
    let pairs = choices.iter().zip(&chosen);
    pairs
        .into_iter()
        .all(|(choice, place)| *place == Some(choice.right))
}

fn numbered(place: usize) -> String {
    (place + 1).to_string()
}

/// The place that a number names among so many.
fn placed(number: &str, of: usize) -> Option<usize> {
    (0..of).find(|place| numbered(*place) == number)
}

fn hashed(pin: &str) -> String {
    hex::encode(Sha256::digest(pin))
}
