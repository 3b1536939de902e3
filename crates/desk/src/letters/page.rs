//! A draft and the client's file become the page that would be sent, or the reasons why it cannot.

use std::collections::BTreeMap;

use ::letters::{self, Facts, Letter, Refusal, Template, VARIABLES, fill};
use chrono::NaiveDate;
use contract::{decode, portal::Client as Record};
use reports::Bureau;
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use store::table::{clients, reports as reports_table};
use sync::announced;
use ts_rs::TS;

use super::{LetterDraft, RecipientKind, doubts, firm};
use crate::{
    AccountKind, Code, Desk, DeskError, Viewing, accounts::blocking, clients::is_hidden, items,
    open::OpenAccount, reports::latest,
};

/// How a letter looks, and what has to be done before it can go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LetterPage {
    /// The PDF exactly as it would be sent; none while something stands in its way.
    pub viewing: Option<Viewing>,
    /// What its content is known by, in hex: what is sent has to be what was seen.
    pub fingerprint: Option<String>,
    /// How many pages it has.
    #[ts(type = "number")]
    pub pages: usize,
    /// What stands in its way: sentences.
    pub refusals: Vec<String>,
    /// What to look at again, though it can go: sentences.
    pub doubts: Vec<String>,
    /// Shortcodes in its text whose value only the agent knows.
    pub asks: Vec<String>,
}

/// A letter that is ready.
pub(super) struct Ready {
    pub(super) letter: Letter,
    pub(super) bytes: Vec<u8>,
    pub(super) pages: usize,
    pub(super) fingerprint: String,
}

/// What the agent says where nothing in the file does.
const ASKED: [&str; 8] = [
    "Round",
    "Report number",
    "Report date",
    "Previous letter date",
    "Delivery",
    "Results date",
    "Notice date",
    "Identity theft report",
];

/// Those of them that are days.
const DAYS: [&str; 4] = [
    "Report date",
    "Previous letter date",
    "Results date",
    "Notice date",
];

/// Whether the agent says a day for this shortcode.
pub(super) fn is_day(name: &str) -> bool {
    DAYS.iter().any(|day| day.eq_ignore_ascii_case(name))
}

/// What the agent said, as it stands in the letter. What is no day is not said yet.
fn given(draft: &LetterDraft) -> impl Iterator<Item = (String, String)> {
    draft.values.iter().filter_map(|(name, value)| {
        let value = if is_day(name) {
            let day: NaiveDate = value.parse().ok()?;
            day.format("%B %-d, %Y").to_string()
        } else {
            value.clone()
        };
        Some((name.clone(), value))
    })
}

/// Sets a draft and opens the page for looking at.
pub(super) async fn show(
    desk: &Desk,
    open: &OpenAccount,
    draft: &LetterDraft,
    base: &str,
) -> Result<LetterPage, DeskError> {
    let said = announced(&open.cache).await?;
    let on_file = items::of(open, draft.client_id).await?;
    let facts = facts(open, draft).await?;
    let mut page = LetterPage {
        viewing: None,
        fingerprint: None,
        pages: 0,
        refusals: Vec::new(),
        doubts: [
            doubts::of(draft, &facts, &on_file),
            doubts::of_portal(said.as_ref()),
        ]
        .concat(),
        asks: asks(draft, &facts),
    };
    match set(draft, facts).await? {
        Ok(ready) => {
            page.pages = ready.pages;
            page.fingerprint = Some(ready.fingerprint);
            let name = super::sending::file_name(draft);
            page.viewing = Some(desk.view_bytes(&name, base, ready.bytes)?);
        }
        Err(refusals) => page.refusals = refusals,
    }
    Ok(page)
}

/// Makes the letter as it would be sent. `seen` is the page that the agent means.
///
/// # Errors
/// With the first thing that stands in its way, or when the client's file has changed since and
/// the letter with it.
pub(super) async fn ready(
    open: &OpenAccount,
    draft: &LetterDraft,
    seen: &str,
) -> Result<Ready, DeskError> {
    let facts = facts(open, draft).await?;
    let ready = set(draft, facts).await?.map_err(|refusals| {
        let first = refusals.into_iter().next().unwrap_or_default();
        DeskError::new(Code::Invalid, format!("The letter is not ready. {first}"))
    })?;
    if ready.fingerprint == seen {
        Ok(ready)
    } else {
        Err(DeskError::new(
            Code::Invalid,
            "The client's file has changed since this page was set, and the letter with it. Look \
             at it once more.",
        ))
    }
}

/// Composes and typesets, which takes a processor for a moment.
async fn set(draft: &LetterDraft, facts: Facts) -> Result<Result<Ready, Vec<String>>, DeskError> {
    let template = Template {
        name: draft.template.clone(),
        recipient: None,
        subject: draft.subject.clone(),
        body: draft.body.clone(),
    };
    let dated = draft.dated.parse::<NaiveDate>().is_ok();
    blocking(move || {
        let mut refusals = Vec::new();
        if !dated {
            refusals.push("The date of the letter is missing.".to_owned());
        }
        if template.subject.trim().is_empty() {
            refusals.push("The subject is missing.".to_owned());
        }
        let composed = letters::compose(&template, &facts);
        let made = composed.and_then(|letter| {
            let pdf = letters::pdf(&letter)?;
            Ok((letter, pdf))
        });
        Ok(match made {
            Ok((letter, pdf)) if refusals.is_empty() => Ok(Ready {
                letter,
                fingerprint: hex::encode(Sha256::digest(&pdf.bytes)),
                bytes: pdf.bytes,
                pages: pdf.pages,
            }),
            Ok(_) => Err(refusals),
            Err(more) => {
                refusals.extend(more.iter().map(said));
                Err(refusals)
            }
        })
    })
    .await
}

/// A refusal in the words of the place where it is mended.
fn said(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Empty(name) if name.to_lowercase().starts_with("firm") => {
            format!("[{name}] is not known. Give your firm's details in Settings, or take it out.")
        }
        Refusal::Empty(name) if is_asked(name) => format!("[{name}] is not given yet."),
        Refusal::Empty(name) if name.eq_ignore_ascii_case("items") => {
            "Choose at least one item for the letter's table, or take [Items] out.".to_owned()
        }
        Refusal::ItemsNotShown => {
            "The text has no [Items], so the chosen items would not be in the letter.".to_owned()
        }
        other => other.to_string(),
    }
}

fn is_asked(name: &str) -> bool {
    ASKED.iter().any(|asked| asked.eq_ignore_ascii_case(name))
}

/// The shortcodes of a draft that nothing in the file fills.
fn asks(draft: &LetterDraft, facts: &Facts) -> Vec<String> {
    let values = Facts {
        attributes: BTreeMap::new(),
        ..facts.clone()
    }
    .values();
    let mut text = vec![draft.subject.as_str(), &draft.body];
    text.extend(draft.enclosures.iter().map(String::as_str));
    for item in &draft.items {
        text.extend([item.fact.as_str(), &item.request]);
    }
    let text = text.join("\n");
    let empty = fill(&text, &values).empty;
    let known = VARIABLES.iter().filter(|ours| is_asked(ours.name));
    known
        .filter(|ours| {
            empty
                .iter()
                .any(|name| name.eq_ignore_ascii_case(ours.name))
        })
        .map(|ours| ours.name.to_owned())
        .collect()
}

/// What a letter takes from the client's file as it is saved here.
async fn facts(open: &OpenAccount, draft: &LetterDraft) -> Result<Facts, DeskError> {
    let kept = clients::get(&open.cache, draft.client_id).await?;
    // One who is not here any more has no name and no address, which the letter is refused for.
    let kept = kept.unwrap_or_default();
    let record: Record = serde_json::from_str::<Value>(&kept.record)
        .ok()
        .and_then(|value| decode(&value).ok())
        .unwrap_or_default();
    let field = |name: &str| record.attribute(name).unwrap_or_default();
    let client = letters::Client {
        first_name: kept.first_name.clone(),
        middle_name: kept.middle_name.clone(),
        last_name: kept.last_name.clone(),
        suffix: field("Suffix"),
        address: letters::Address {
            lines: vec![field("MailingStreet")],
            city: field("MailingCity"),
            state: field("MailingState"),
            zip: field("MailingPostalCode"),
        },
        ssn_last_four: Some(kept.ssn_last4.clone()).filter(|digits| !digits.is_empty()),
        date_of_birth: birthday(&field("D_O_B__c")),
        email: kept.email.clone(),
        phone: kept.phone.clone(),
    };
    let mut attributes: BTreeMap<String, String> = record
        .attributes
        .keys()
        .filter(|name| !is_hidden(name))
        .map(|name| (name.clone(), field(name)))
        .collect();
    attributes.extend(given(draft));
    let said = announced(&open.cache).await?;
    Ok(Facts {
        client,
        recipient: letters::Recipient {
            kind: draft.kind.letters(),
            name: draft.to.name.clone(),
            address: draft.to.letters(),
        },
        firm: firm::of(open).await?.letters(),
        agent: open.account.agent.clone(),
        today: draft.dated.parse().unwrap_or_default(),
        round: None,
        report: report(open, draft).await?,
        items: disputed(open, draft).await?,
        enclosures: draft.enclosures.clone(),
        attributes,
        practice: open.account.kind == AccountKind::Practice
            || said.is_some_and(|said| said.practice),
    })
}

/// A day as CRMs write it: ISO, or as Americans do.
fn birthday(text: &str) -> Option<NaiveDate> {
    let iso = text.get(..10).and_then(|day| day.parse().ok());
    iso.or_else(|| NaiveDate::parse_from_str(text.trim(), "%m/%d/%Y").ok())
}

/// The items as the file has them, with the agent's words. One that is no longer on the file is
/// refused by its missing furnisher.
async fn disputed(
    open: &OpenAccount,
    draft: &LetterDraft,
) -> Result<Vec<letters::Item>, DeskError> {
    let on_file = items::of(open, draft.client_id).await?;
    let item = |chosen: &super::LetterItem| {
        let found = on_file.iter().find(|item| item.id == chosen.item_id);
        letters::Item {
            furnisher: found.map(|item| item.name.clone()).unwrap_or_default(),
            account: found.map(|item| item.number.clone()).unwrap_or_default(),
            fact: chosen.fact.clone(),
            request: chosen.request.clone(),
        }
    };
    Ok(draft.items.iter().map(item).collect())
}

/// The latest report of the bureau that is written to; a furnisher is told of the latest of all, a
/// bureau never of another's.
async fn report(open: &OpenAccount, draft: &LetterDraft) -> Result<letters::Report, DeskError> {
    let kept = reports_table::of_client(&open.cache, draft.client_id).await?;
    let mut found: Option<reports::Report> = None;
    if draft.kind == RecipientKind::Bureau && draft.bureau.is_none() {
        return Ok(letters::Report::default());
    }
    for bureau in Bureau::ALL
        .into_iter()
        .filter(|one| draft.bureau.is_none_or(|asked| asked == *one))
    {
        let report = latest(open, &kept, bureau).await?;
        if report.as_ref().map(|report| report.report_date)
            > found.as_ref().map(|report| report.report_date)
        {
            found = report;
        }
    }
    Ok(found
        .map(|report| letters::Report {
            number: report.confirmation_number.unwrap_or_default(),
            date: Some(report.report_date),
        })
        .unwrap_or_default())
}
