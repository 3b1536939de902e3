//! `office.reports.*`: credit reports that a firm puts in itself, in our own form. They are kept as
//! they came; one with a whole Social Security number in it is not taken.

use chrono::NaiveDate;
use contract::{
    Call, FieldErrors,
    office::{NewReport, ReportsCreate, ReportsDelete},
    portal::Message,
};
use reports::{Report, SCHEMA};
use serde_json::Value;

use super::{
    super::{attachments::let_go_with, clients, entered::Entered, reports::show},
    hidden_ssn,
};
use crate::{
    data::{
        attachments::Owner,
        negative_items,
        reports::{self as data, ReportRow},
        source::Source,
    },
    server::{Outcome, Refusal, Table, Writing},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .writes::<ReportsCreate>(create)
        .writes::<ReportsDelete>(delete)
}

async fn create(write: &mut Writing, call: Call<ReportsCreate>) -> Outcome<ReportsCreate> {
    let client = clients::owner(write.database(), call.path.id).await?;
    let NewReport {
        content,
        report_id,
        vendor,
    } = call.body;
    let content = Value::Object(content);
    let mut entered = Entered::default();
    let vendor = entered.optional("vendor", vendor, None);
    let number = entered.optional("report_id", report_id, None);
    let report = entered.done_with(read(&content, write.today()))?;
    let now = write.moment().await?;
    let letters = report.bureau.letters();
    let number = number.or(report.confirmation_number);
    let mut row = ReportRow {
        id: 0,
        client_id: call.path.id,
        bureau: letters.to_owned(),
        vendor: vendor.unwrap_or_else(|| report.bureau.name().to_owned()),
        report_date: report.report_date.to_string(),
        report_id: number.unwrap_or_else(|| format!("{letters}-{}", report.report_date)),
        created_at: now.clone(),
        updated_at: now,
    };
    if data::is_here(write.database(), &row).await? {
        let sentence = "is a report that is here already, of the same bureau, day and number";
        return Err(Refusal::Fields(FieldErrors::one("content", sentence)));
    }
    let source = Source::Kept(content.to_string());
    row.id = data::add(write.database(), &row, &source).await?;
    Ok(show(row, &client, None))
}

async fn delete(write: &mut Writing, call: Call<ReportsDelete>) -> Outcome<ReportsDelete> {
    let id = call.path.id;
    if negative_items::any_of(write.database(), id).await? {
        return Err(Refusal::NotNow(
            "Negative items were made of this report. Delete them first.",
        ));
    }
    if !data::delete(write.database(), id).await? {
        return Err(Refusal::NoSuchRecord);
    }
    let_go_with(write, Owner::Report(id)).await?;
    Ok(Message::new("The report was deleted."))
}

/// A report, if it is one in our form, and of today at the latest.
fn read(content: &Value, today: NaiveDate) -> Result<Report, FieldErrors> {
    if content.get("schema").and_then(Value::as_str) != Some(SCHEMA) {
        let sentence = format!("must be `{SCHEMA}`");
        return Err(FieldErrors::one("content.schema", &sentence));
    }
    contract::check::<Report>(content).map_err(within_content)?;
    hidden_ssn::check(content)?;
    let day = |text: &str| text.parse::<NaiveDate>().ok();
    let day = content
        .get("report_date")
        .and_then(Value::as_str)
        .and_then(day);
    let refused = |sentence| Err(FieldErrors::one("content.report_date", sentence));
    match day {
        None => return refused("must be a day such as 2026-01-31"),
        Some(day) if day > today => return refused("is still to come"),
        Some(_) => {}
    }
    // What the rules of the form let pass and is no report all the same: a month of 13, say.
    serde_json::from_value(content.clone())
        .map_err(|_| FieldErrors::one("content", "has a date or an amount that is none"))
}

/// The same sentences about fields of the content.
fn within_content(found: FieldErrors) -> FieldErrors {
    let mut errors = FieldErrors::default();
    for (field, sentences) in found.0 {
        let sentences = sentences
            .iter()
            .map(|sentence| sentence.replacen('`', "`content.", 1));
        errors
            .0
            .insert(format!("content.{field}"), sentences.collect());
    }
    errors
}
