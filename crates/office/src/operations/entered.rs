//! What is entered into records in common: texts that must say something, and such as may be
//! taken away. What is left out stays as it was kept. Gathers every field that breaks its rule
//! before refusing.

use chrono::NaiveDate;
use contract::FieldErrors;

use crate::{server::Refusal, sheet};

/// What was found wrong so far.
#[derive(Default)]
pub(super) struct Entered(FieldErrors);

impl Entered {
    /// A line of text that its record cannot be without.
    pub(super) fn needed(&mut self, field: &str, entered: Option<String>, kept: String) -> String {
        let text = self.line(field, entered).unwrap_or(kept);
        if text.is_empty() {
            self.wrong(field, "is required");
        }
        text
    }

    /// A line of text that its record may be without; an empty one takes it away.
    pub(super) fn optional(
        &mut self,
        field: &str,
        entered: Option<String>,
        kept: Option<String>,
    ) -> Option<String> {
        let text = self.line(field, entered).or(kept);
        text.filter(|text| !text.is_empty())
    }

    /// Puts a text into the form in which clients' records keep what a field of the CRM has. What must
    /// not be empty is told so elsewhere.
    pub(super) fn as_kept(
        &mut self,
        (field, rule): (&str, &str),
        text: &mut String,
        today: NaiveDate,
    ) {
        let typed = text.trim();
        match sheet::entered(rule, typed, today).filter(|_| !typed.is_empty()) {
            Some(Ok(kept)) => *text = kept,
            Some(Err(sentence)) => self.wrong(field, sentence),
            None => {}
        }
    }

    /// Ids that must name records, of which all that there are are known.
    pub(super) fn named(&mut self, field: &str, ids: &[i64], known: &[i64], sentence: &str) {
        for (place, id) in ids.iter().enumerate() {
            if !known.contains(id) {
                self.wrong(&format!("{field}.{place}"), sentence);
            }
        }
    }

    /// Notes that a field breaks its rule; the sentence goes on where the field's name ends.
    pub(super) fn wrong(&mut self, field: &str, sentence: &str) {
        self.0.add(field, sentence);
    }

    /// Refuses if anything is wrong, here or with what was looked at last.
    pub(super) fn done_with<T>(mut self, last: Result<T, FieldErrors>) -> Result<T, Refusal> {
        match last {
            Ok(last) => self.done().map(|()| last),
            Err(errors) => {
                self.0.extend(errors);
                Err(Refusal::Fields(self.0))
            }
        }
    }

    /// Refuses if anything is wrong.
    pub(super) fn done(self) -> Result<(), Refusal> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Refusal::Fields(self.0))
        }
    }

    fn line(&mut self, field: &str, entered: Option<String>) -> Option<String> {
        let text = entered?.trim().to_owned();
        if text.contains(char::is_control) {
            self.wrong(field, "must be one line of text");
        }
        Some(text)
    }
}
