//! `office.clients.*`: taking clients on one by one, and changing what is known of them.

use chrono::NaiveDate;
use contract::{
    Call,
    office::{ClientCorrection, ClientsCreate, ClientsDelete, ClientsUpdate, NewClient},
    portal::Message,
};
use serde_json::{Map, Value};

use super::super::{
    clients::whole,
    entered::Entered,
    taking_on::{self, Anothers, NEEDED, Stays, wrong_ssn},
};
use crate::{
    data::{clients, taken_on},
    server::{Outcome, Refusal, Table, Writing},
    sheet::{self, Entry},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .writes::<ClientsCreate>(create)
        .writes::<ClientsUpdate>(update)
        .writes::<ClientsDelete>(delete)
}

async fn create(write: &mut Writing, call: Call<ClientsCreate>) -> Outcome<ClientsCreate> {
    let NewClient {
        mut attributes,
        ssn,
    } = call.body;
    for name in NEEDED {
        attributes.entry(name).or_insert(Value::Null);
    }
    let mut entered = Entered::default();
    let mut attributes = entered.fields(attributes, write.today());
    let ssn = ssn.and_then(digits);
    entered.ssn(write, ssn.as_deref());
    entered.done()?;
    attributes.retain(|_, value| !value.is_null());
    let entry = Entry {
        ssn,
        attributes,
        ..Entry::default()
    };
    match taking_on::take_on(write, &entry).await? {
        Ok(id) => whole(write.database(), id).await,
        Err(same) => Err(known(write, &entry, same).await?),
    }
}

async fn update(write: &mut Writing, call: Call<ClientsUpdate>) -> Outcome<ClientsUpdate> {
    let (id, ClientCorrection { attributes, ssn }) = (call.path.id, call.body);
    let mut found = taken_on::by_id(write.database(), id).await?;
    let client = found.pop().ok_or(Refusal::NoSuchRecord)?;
    let mut entered = Entered::default();
    let changed = entered.fields(attributes, write.today());
    let ssn = ssn.map_or_else(|| client.ssn.clone(), digits);
    if ssn != client.ssn {
        entered.ssn(write, ssn.as_deref());
    }
    entered.done()?;
    let crm_id = changed.get("Id").map(|id| id.as_str().unwrap_or_default());
    let crm_id = crm_id.map(str::to_owned);
    let mut all = taking_on::attributes(&client)?;
    all.extend(changed);
    if let Err(anothers) = taking_on::change(write, client, (all, ssn, crm_id)).await? {
        let (field, other) = match anothers {
            Anothers::Ssn(other) => ("ssn", other),
            Anothers::CrmId(other) => ("attributes.Id", other),
        };
        let mut entered = Entered::default();
        entered.wrong(field, &format!("is that of client {other}"));
        entered.done()?;
    }
    whole(write.database(), id).await
}

async fn delete(write: &mut Writing, call: Call<ClientsDelete>) -> Outcome<ClientsDelete> {
    if !clients::exists(write.database(), call.path.id).await? {
        return Err(Refusal::NoSuchRecord);
    }
    match taking_on::delete(write, call.path.id).await? {
        Ok(()) => Ok(Message::new(
            "The client was deleted, with notes, reports, items and papers.",
        )),
        Err(Stays::OnRecord) => Err(Refusal::NotNow(
            "Something was sent about this client, or signed, and is kept.",
        )),
        Err(Stays::Needed) => Err(Refusal::NotNow("Other records need this client.")),
    }
}

impl Entered {
    /// A Social Security number that somebody may have.
    fn ssn(&mut self, write: &Writing, ssn: Option<&str>) {
        if let Some(sentence) = wrong_ssn(write.office(), ssn) {
            self.wrong("ssn", sentence);
        }
    }

    /// Fields of the CRM as they are kept; null where one is taken away.
    fn fields(&mut self, entered: Map<String, Value>, today: NaiveDate) -> Map<String, Value> {
        let mut kept = Map::new();
        for (name, value) in entered {
            let field = format!("attributes.{name}");
            let text = match value {
                Value::String(text) => text.trim().to_owned(),
                Value::Number(number) => number.to_string(),
                Value::Null => String::new(),
                _ => {
                    self.wrong(&field, "must be text");
                    continue;
                }
            };
            let value = match sheet::entered(&name, &text, today) {
                None => Err("is not known here"),
                Some(_) if text.is_empty() && NEEDED.contains(&name.as_str()) => Err("is required"),
                Some(_) if text.is_empty() => Ok(Value::Null),
                Some(read) => read.map(Value::String),
            };
            match value {
                Ok(value) => {
                    kept.insert(name, value);
                }
                Err(sentence) => self.wrong(&field, sentence),
            }
        }
        kept
    }
}

/// Why somebody is not taken on: which of the entered fields is whose.
async fn known(write: &mut Writing, entry: &Entry, same: i64) -> Result<Refusal, Refusal> {
    let mut entered = Entered::default();
    let ssn = entry.ssn.as_deref();
    if taken_on::with_ssn(write.database(), ssn).await?.is_some() {
        entered.wrong("ssn", &format!("is that of client {same}, who is here"));
    } else {
        let sentence = format!("name client {same}, who is here already");
        entered.wrong("attributes", &sentence);
    }
    match entered.done() {
        Err(refusal) => Ok(refusal),
        Ok(()) => Ok(Refusal::inside("nothing is wrong with a client")),
    }
}

/// Nine digits, if any.
fn digits(ssn: String) -> Option<String> {
    let digits: String = ssn.chars().filter(char::is_ascii_digit).collect();
    (!digits.is_empty()).then_some(digits)
}
