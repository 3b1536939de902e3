//! Taking a client on, where the account is with an office that comes with the app. The office
//! checks what was typed; its sentences come back by the fields of the form.

use client::Failure;
use contract::{
    Call,
    office::{ClientsCreate, NewClient as Entered},
};
use serde::Deserialize;
use serde_json::{Map, Value};
use sync::{keep_client, outbox::new_key};
use ts_rs::TS;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{
    Changed, Code, Desk, DeskError, Event, Kind, Source,
    at_office::{at_office, undone},
    sign_in::needed,
};

/// Somebody who becomes a client, as it was typed. Prints nothing, is wiped when dropped.
#[derive(Deserialize, TS, Zeroize, ZeroizeOnDrop)]
pub struct NewClient {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address; may be empty, as all that follows.
    pub email: String,
    /// The phone to call first.
    pub phone: String,
    /// Number, street and unit.
    pub street: String,
    /// City.
    pub city: String,
    /// The two letters of the state.
    pub state: String,
    /// ZIP code.
    pub zip: String,
    /// Day of birth, such as 2/29/1980.
    pub born: String,
    /// Social Security number.
    pub ssn: String,
}

/// Each field: its name in the form, at the office, and in a sentence.
const FIELDS: [(&str, &str, &str); 10] = [
    ("first_name", "attributes.FirstName", "The first name"),
    ("last_name", "attributes.LastName", "The last name"),
    ("email", "attributes.Email", "The e-mail address"),
    ("phone", "attributes.MobilePhone", "The phone"),
    ("street", "attributes.MailingStreet", "The street"),
    ("city", "attributes.MailingCity", "The city"),
    ("state", "attributes.MailingState", "The state"),
    ("zip", "attributes.MailingPostalCode", "The ZIP code"),
    ("born", "attributes.D_O_B__c", "The date of birth"),
    ("ssn", "ssn", "The Social Security number"),
];

/// Takes somebody on; the new client's number. The client is in the cache when this returns.
///
/// # Errors
/// Each field that is wrong; that the account is with a portal; what the office says.
pub async fn create(desk: &Desk, typed: NewClient) -> Result<i64, DeskError> {
    let open = at_office(desk).await?;
    let ssn = check(&typed)?;
    let mut call = Call::<ClientsCreate> {
        path: (),
        query: (),
        body: Entered {
            attributes: attributes(&typed),
            ssn,
        },
    };
    let answer = open.portal.write(&call, &new_key()?).await;
    call.body.ssn.zeroize();
    let record = answer.map_err(refused)?;
    let Ok(Some(id)) = keep_client(&record, &open.cache).await else {
        open.sync.ask();
        return Err(DeskError::new(
            Code::Failed,
            "The client was taken on, but is not in the list on this machine yet. The sync that \
             has begun brings the record.",
        ));
    };
    // The client's rooms are empty and know it when they are opened.
    open.sync.look_at(id);
    desk.tell(Event::Changed(Changed {
        kinds: vec![Kind::Clients],
        client_ids: vec![id],
        source: Source::Window,
    }));
    Ok(id)
}

/// Checks what needs no office, and says all that is wrong at once; the nine digits of the SSN, if
/// one was typed.
fn check(typed: &NewClient) -> Result<Option<String>, DeskError> {
    let mut fields = needed(&[
        ("first_name", &typed.first_name, "Type the first name."),
        ("last_name", &typed.last_name, "Type the last name."),
    ]);
    let ssn: String = typed
        .ssn
        .chars()
        .filter(|letter| *letter != '-' && !letter.is_whitespace())
        .collect();
    let is_whole = ssn.len() == 9 && ssn.bytes().all(|digit| digit.is_ascii_digit());
    if !ssn.is_empty() && !is_whole {
        let sentence = "A Social Security number has nine digits.";
        fields.insert("ssn".to_owned(), sentence.to_owned());
    }
    if fields.is_empty() {
        Ok((!ssn.is_empty()).then_some(ssn))
    } else {
        Err(DeskError::invalid(fields))
    }
}

/// What was typed under the names of the CRM.
fn attributes(typed: &NewClient) -> Map<String, Value> {
    let said = [
        ("FirstName", &typed.first_name),
        ("LastName", &typed.last_name),
        ("Email", &typed.email),
        ("MobilePhone", &typed.phone),
        ("MailingStreet", &typed.street),
        ("MailingCity", &typed.city),
        ("MailingState", &typed.state),
        ("MailingPostalCode", &typed.zip),
        ("D_O_B__c", &typed.born),
    ];
    said.into_iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(name, text)| (name.to_owned(), Value::from(text.trim())))
        .collect()
}

fn refused(failure: Failure) -> DeskError {
    let errors = match failure {
        Failure::Invalid(errors) => errors,
        Failure::Rejected {
            status: 422,
            fields,
            ..
        } if !fields.is_empty() => fields,
        other => return undone(other),
    };
    let fields = errors.0.into_iter();
    DeskError::invalid(
        fields
            .map(|(field, sentences)| in_form(&field, &sentences.join(" ")))
            .collect(),
    )
}

/// A sentence of the office by the field of the form that it is about. One about several fields
/// together keeps the office's name for them, under which the form has none.
fn in_form(field: &str, sentence: &str) -> (String, String) {
    let known = FIELDS.iter().find(|(_, at_office, _)| *at_office == field);
    let (name, spoken) = known.map_or((field, "These details"), |(name, _, spoken)| {
        (*name, *spoken)
    });
    let sentence = sentence.replace(&format!("`{field}`"), spoken);
    (name.to_owned(), sentence)
}

#[cfg(test)]
mod tests {
    use contract::FieldErrors;

    use super::*;

    fn typed(ssn: &str) -> NewClient {
        NewClient {
            first_name: " Ines ".to_owned(),
            last_name: "Quintana".to_owned(),
            email: String::new(),
            phone: String::new(),
            street: String::new(),
            city: String::new(),
            state: "ok".to_owned(),
            zip: String::new(),
            born: String::new(),
            ssn: ssn.to_owned(),
        }
    }

    #[test]
    fn an_ssn_is_read_however_its_digits_are_parted_and_may_be_missing() {
        for written in ["900-12-3456", "900123456", " 900 12 3456 "] {
            let read = check(&typed(written)).unwrap();
            assert_eq!(read.as_deref(), Some("900123456"));
        }
        assert_eq!(check(&typed(" ")).unwrap(), None);
        for written in ["900-12-345", "900-12-34567", "900-12-345x"] {
            let refused = check(&typed(written)).unwrap_err();
            assert!(refused.details.unwrap().fields.contains_key("ssn"));
        }
    }

    #[test]
    fn only_what_was_typed_is_sent() {
        let sent = Value::Object(attributes(&typed("")));
        let wanted = serde_json::json!({
            "FirstName": "Ines", "LastName": "Quintana", "MailingState": "ok",
        });
        assert_eq!(sent, wanted);
    }

    #[test]
    fn a_refusal_stands_at_the_field_of_the_form_in_words_for_agents() {
        let mut fields = FieldErrors::one("attributes.D_O_B__c", "is still to come");
        fields.add("attributes", "name client 4, who is here already");
        let refused = refused(Failure::Rejected {
            status: 422,
            message: "Some fields need attention.".to_owned(),
            fields,
        });
        let told = refused.details.unwrap().fields;
        assert_eq!(told["born"], "The date of birth is still to come.");
        assert_eq!(
            told["attributes"],
            "These details name client 4, who is here already."
        );
    }
}
