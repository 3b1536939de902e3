//! Something that is to be sent, taken out of the two forms in which it is asked for, and what
//! the contract cannot know of it: whether its texts say something.

use contract::{
    FieldErrors,
    portal::{
        CorrespondenceAttribute, CorrespondenceType, EmailPiece, FaxPiece, LetterPiece,
        NewCorrespondence, NewFax, SmsPiece,
    },
};

use crate::{
    data::{agents::Agent, correspondence::Found},
    server::Refusal,
};

/// Something that is to be sent.
pub(super) struct Piece {
    pub(super) kind: CorrespondenceType,
    pub(super) client: Option<i64>,
    pub(super) item: Option<i64>,
    /// The file and the field that names it.
    pub(super) file: Option<(&'static str, i64)>,
    /// What it says, where that is text.
    pub(super) content: Option<String>,
    /// Empty where nobody said.
    pub(super) subject: String,
    /// Whom it goes to.
    pub(super) recipient: String,
    /// Whether it holds a code or a PIN.
    pub(super) is_code: bool,
    /// Where it goes, by the names that are shown.
    to: Vec<(&'static str, String)>,
}

impl Piece {
    /// The piece that `correspondence.send` asks for.
    pub(super) fn of(new: NewCorrespondence, errors: &mut FieldErrors) -> Result<Self, Refusal> {
        let (client, item, kind) = (new.client_id, new.negative_item_id, new.kind);
        let piece = match kind {
            CorrespondenceType::Fax => new.fax.map(|fax| Self::fax(fax, errors)),
            CorrespondenceType::Letter => new.letter.map(|letter| Self::letter(letter, errors)),
            CorrespondenceType::Email => new.email.map(|email| Self::email(email, errors)),
            CorrespondenceType::Sms => new.sms.map(|sms| Self::sms(sms, errors)),
        };
        let missing = || Refusal::Fields(FieldErrors::one(kind.word(), "is required"));
        Ok(Self {
            client,
            item,
            ..piece.ok_or_else(missing)?
        })
    }

    /// The piece that `correspondence.create` asks for.
    pub(super) fn of_fax(new: NewFax, errors: &mut FieldErrors) -> Self {
        let to = new.attributes;
        Self {
            client: Some(new.client_id),
            file: new.attachment_id.map(|file| ("attachment_id", file)),
            ..Self::faxed(
                "attributes",
                to.fax_number,
                (to.recipient, to.furnisher),
                errors,
            )
        }
    }

    fn fax(fax: FaxPiece, errors: &mut FieldErrors) -> Self {
        Self {
            file: Some(("fax.attachment_id", fax.attachment_id)),
            ..Self::faxed(
                "fax",
                fax.fax_number,
                (fax.recipient, fax.furnisher),
                errors,
            )
        }
    }

    /// A fax to a recipient or a furnisher, as the fields under a name say.
    fn faxed(
        under: &str,
        fax_number: String,
        (recipient, furnisher): (Option<String>, Option<String>),
        errors: &mut FieldErrors,
    ) -> Self {
        let (who, name) = match (recipient, furnisher) {
            (Some(name), _) => ("recipient", name),
            (None, name) => ("furnisher", name.unwrap_or_default()),
        };
        let name = one_line(&format!("{under}.{who}"), &name, errors);
        let to = vec![(who, name.clone()), ("fax_number", trimmed(&fax_number))];
        Self::new(CorrespondenceType::Fax, name, to)
    }

    fn letter(letter: LetterPiece, errors: &mut FieldErrors) -> Self {
        says(errors, "letter.content", &letter.content);
        says(errors, "letter.postal_address", &letter.postal_address);
        let lines = letter.postal_address.lines().map(str::trim);
        let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
        let name = lines.first().copied().unwrap_or_default().to_owned();
        let to = vec![
            ("recipient", name.clone()),
            ("postal_address", lines.join("\n")),
        ];
        Self {
            file: letter
                .attachment_id
                .map(|file| ("letter.attachment_id", file)),
            subject: subject(&letter.content).unwrap_or_default().to_owned(),
            content: Some(letter.content),
            ..Self::new(CorrespondenceType::Letter, name, to)
        }
    }

    pub(super) fn email(email: EmailPiece, errors: &mut FieldErrors) -> Self {
        says(errors, "email.body", &email.body);
        let subject = one_line("email.subject", &email.subject, errors);
        let to = vec![("email", email.to.clone())];
        Self {
            subject,
            content: Some(email.body),
            ..Self::new(CorrespondenceType::Email, email.to, to)
        }
    }

    fn sms(sms: SmsPiece, errors: &mut FieldErrors) -> Self {
        says(errors, "sms.body", &sms.body);
        let number = trimmed(&sms.number);
        let mut to = vec![("number", number.clone())];
        if let Some(id) = sms.tfn_id {
            to.push(("tfn_id", one_line("sms.tfn_id", &id, errors)));
        }
        Self {
            content: Some(sms.body),
            ..Self::new(CorrespondenceType::Sms, number, to)
        }
    }

    fn new(kind: CorrespondenceType, recipient: String, to: Vec<(&'static str, String)>) -> Self {
        Self {
            kind,
            client: None,
            item: None,
            file: None,
            content: None,
            subject: String::new(),
            recipient,
            is_code: false,
            to,
        }
    }

    /// What agents call it.
    pub(super) fn word(&self) -> &'static str {
        match self.kind {
            CorrespondenceType::Fax => "fax",
            CorrespondenceType::Email => "e-mail",
            CorrespondenceType::Sms => "text message",
            CorrespondenceType::Letter => "letter",
        }
    }

    /// What is shown of it: how it stands, where it goes, what it is about.
    pub(super) fn attributes(&self, status: &str) -> Vec<CorrespondenceAttribute> {
        let mut shown = vec![("status", status)];
        shown.extend(self.to.iter().map(|(name, value)| (*name, value.as_str())));
        if !self.subject.is_empty() {
            shown.push(("subject", self.subject.as_str()));
        }
        let attribute = |(name, value): (&str, &str)| CorrespondenceAttribute {
            name: Some(name.to_owned()),
            value: Some(value.to_owned()),
        };
        shown.into_iter().map(attribute).collect()
    }

    /// By what it is found.
    pub(super) fn found<'a>(&'a self, sender: &'a Agent) -> Found<'a> {
        let mut to = self.to.iter();
        let fax_number = to.find(|(name, _)| *name == "fax_number");
        Found {
            recipient: &self.recipient,
            fax_number: fax_number.map(|(_, number)| number.as_str()),
            subject: &self.subject,
            first_name: &sender.first_name,
            last_name: &sender.last_name,
        }
    }
}

/// The subject that a letter's first line names.
fn subject(content: &str) -> Option<&str> {
    let first = content.lines().next()?;
    let (name, subject) = first.split_once(':')?;
    name.trim()
        .eq_ignore_ascii_case("subject")
        .then(|| subject.trim())
}

fn says(errors: &mut FieldErrors, field: &str, text: &str) {
    if text.trim().is_empty() {
        errors.add(field, "is required");
    } else if text.contains('\0') {
        errors.add(field, "must be text");
    }
}

fn one_line(field: &str, text: &str, errors: &mut FieldErrors) -> String {
    let text = trimmed(text);
    if text.contains(char::is_control) {
        errors.add(field, "must be one line of text");
    } else {
        says(errors, field, &text);
    }
    text
}

fn trimmed(text: &str) -> String {
    text.trim().to_owned()
}
