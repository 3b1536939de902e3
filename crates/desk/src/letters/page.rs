//! A draft and the client's file become the page that would be sent, or the reasons why it cannot.

use std::collections::BTreeMap;

use ::letters::{self, Facts, Letter, Refusal, Template, VARIABLES, fill};
use chrono::NaiveDate;
use contract::{decode, portal::Client as Record};
use reports::Bureau;
use serde::Serialize;
use serde_json::Value;
use store::table::{clients, reports as reports_table};
use sync::announced;
use ts_rs::TS;

use super::{LetterDraft, draft::today, firm};
use crate::{
    AccountKind, Code, Desk, DeskError, Viewing, accounts::blocking, items, open::OpenAccount,
    reports::latest,
};

/// How a letter looks, and what has to be done before it can go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LetterPage {
    /// The PDF exactly as it would be sent; none while something stands in its way.
    pub viewing: Option<Viewing>,
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

/// Sets a draft and opens the page for looking at.
pub(super) async fn show(
    desk: &Desk,
    open: &OpenAccount,
    draft: &LetterDraft,
    base: &str,
) -> Result<LetterPage, DeskError> {
    let facts = facts(open, draft).await?;
    let said = announced(&open.cache).await?;
    let from_text = said.is_some_and(|said| !said.letter_attachment);
    let mut page = LetterPage {
        viewing: None,
        pages: 0,
        refusals: Vec::new(),
        doubts: doubts(draft, &facts, from_text),
        asks: asks(draft, &facts),
    };
    match set(draft, facts).await? {
        Ok(ready) => {
            page.pages = ready.pages;
            let name = super::sending::file_name(draft);
            page.viewing = Some(desk.view_bytes(&name, base, ready.bytes)?);
        }
        Err(refusals) => page.refusals = refusals,
    }
    Ok(page)
}

/// Makes the letter as it would be sent.
///
/// # Errors
/// With the first thing that stands in its way.
pub(super) async fn ready(open: &OpenAccount, draft: &LetterDraft) -> Result<Ready, DeskError> {
    let facts = facts(open, draft).await?;
    set(draft, facts).await?.map_err(|refusals| {
        let first = refusals.into_iter().next().unwrap_or_default();
        DeskError::new(
            Code::Invalid,
            format!("The letter is not ready, so nothing was sent. {first}"),
        )
    })
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
        let composed = letters::compose(&template, &facts);
        let made = composed.and_then(|letter| {
            let pdf = letters::pdf(&letter)?;
            Ok((letter, pdf))
        });
        Ok(match made {
            Ok((letter, pdf)) if refusals.is_empty() => Ok(Ready {
                letter,
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
    let text = format!("{}\n{}", draft.subject, draft.body);
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

/// `from_text` says that the server prints a letter from its text instead of its PDF.
fn doubts(draft: &LetterDraft, facts: &Facts, from_text: bool) -> Vec<String> {
    let mut doubts = facts.client.address.doubts("The client's");
    doubts.extend(facts.recipient.address.doubts("The recipient's"));
    if draft.dated.parse::<NaiveDate>().is_ok() && draft.dated != today() {
        let date = facts.today.format("%B %-d, %Y");
        doubts.push(format!("The letter is dated {date}, which is not today."));
    }
    if from_text {
        doubts.push(
            "Sent as a letter, this portal prints it from its text. The PDF goes onto the client's \
             file."
                .to_owned(),
        );
    }
    doubts
}

/// What a letter takes from the client's file as it is saved here.
async fn facts(open: &OpenAccount, draft: &LetterDraft) -> Result<Facts, DeskError> {
    let kept = clients::get(&open.cache, draft.client_id).await?;
    let kept = kept.ok_or_else(|| {
        DeskError::new(Code::NotFound, "This client is not among those saved here.")
    })?;
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
        date_of_birth: field("D_O_B__c").get(..10).and_then(|day| day.parse().ok()),
        email: kept.email.clone(),
        phone: kept.phone.clone(),
    };
    let mut attributes: BTreeMap<String, String> = record
        .attributes
        .keys()
        .map(|name| (name.clone(), field(name)))
        .collect();
    attributes.extend(draft.values.clone());
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

/// The latest report of the bureau that is written to, or the latest of all.
async fn report(open: &OpenAccount, draft: &LetterDraft) -> Result<letters::Report, DeskError> {
    let kept = reports_table::of_client(&open.cache, draft.client_id).await?;
    let mut found: Option<reports::Report> = None;
    let bureau = draft.to.bureau();
    for bureau in Bureau::ALL
        .into_iter()
        .filter(|one| bureau.is_none_or(|asked| asked == *one))
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
