//! `office.negative_items.*`: what speaks against clients, entered by hand or taken from a report
//! that the firm has. What is entered goes over what a report says.

use chrono::NaiveDate;
use contract::{
    Call,
    office::{
        ItemFields, NegativeItemsCreate, NegativeItemsDelete, NegativeItemsUpdate, NewNegativeItem,
    },
    portal::{Message, NegativeItem, NegativeItemStatus},
};
use reports::{Money, Report, Tradeline};
use serde_json::{Map, Value};

use super::super::{
    attachments::let_go_with,
    entered::Entered,
    negative_items::{contents, shown},
    reports::content,
};
use crate::{
    data::{
        attachments::Owner,
        clients,
        negative_items::{self as data, NewItem},
        reports::{self as kept, ReportRow},
        source::Source,
    },
    item,
    server::{Outcome, Refusal, Table, Writing},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .writes::<NegativeItemsCreate>(create)
        .writes::<NegativeItemsUpdate>(update)
        .writes::<NegativeItemsDelete>(delete)
}

async fn create(
    write: &mut Writing,
    call: Call<NegativeItemsCreate>,
) -> Outcome<NegativeItemsCreate> {
    let new = call.body;
    let mut entered = Entered::default();
    if !clients::exists(write.database(), new.client_id).await? {
        entered.wrong("client_id", "names no client");
    }
    let report = report(write, &mut entered, &new).await?;
    let line = tradeline(write, &mut entered, (&new, report.as_ref())).await?;
    let begun = NegativeItem {
        report_id: report.as_ref().map(|report| report.report_id.clone()),
        ..line.map(item::of_report).unwrap_or_default()
    };
    let status = new.item.status.unwrap_or(NegativeItemStatus::New);
    let mut record = entered.item("item.", begun, new.item)?;
    entered.done()?;
    record.metadata.get_or_insert_default().created_by = Some(write.agent.id);
    let row = NewItem {
        client_id: new.client_id,
        report: new.credit_report_id,
        updated_at: write.moment().await?,
        ..to_keep(&record, status)?
    };
    let id = data::add_one(write.database(), &row).await?;
    answered(write, id).await
}

async fn update(
    write: &mut Writing,
    call: Call<NegativeItemsUpdate>,
) -> Outcome<NegativeItemsUpdate> {
    let (id, fields) = (call.path.id, call.body);
    let row = data::find(write.database(), id).await?;
    let row = row.ok_or(Refusal::NoSuchRecord)?;
    let status = fields.status.or(row.status());
    let (client_id, report) = (row.client_id, row.report);
    let before = contents(write.office(), &[row]).await?.pop();
    let before = before.ok_or(Refusal::NoSuchRecord)?;
    let mut entered = Entered::default();
    let mut record = entered.item("", before, fields)?;
    entered.done()?;
    record.metadata.get_or_insert_default().updated_by = Some(write.agent.id);
    let row = NewItem {
        client_id,
        report,
        updated_at: write.moment().await?,
        ..to_keep(&record, status.unwrap_or(NegativeItemStatus::New))?
    };
    data::change(write.database(), id, &row).await?;
    answered(write, id).await
}

async fn delete(
    write: &mut Writing,
    call: Call<NegativeItemsDelete>,
) -> Outcome<NegativeItemsDelete> {
    if data::is_on_record(write.database(), call.path.id).await? {
        return Err(Refusal::NotNow(
            "Something was sent about this item, and is kept with it.",
        ));
    }
    if !data::delete(write.database(), call.path.id).await? {
        return Err(Refusal::NoSuchRecord);
    }
    let_go_with(write, Owner::NegativeItem(call.path.id)).await?;
    Ok(Message::new("The negative item was deleted."))
}

/// The report that shows an item, if it is the client's.
async fn report(
    write: &mut Writing,
    entered: &mut Entered,
    new: &NewNegativeItem,
) -> Result<Option<ReportRow>, Refusal> {
    let Some(id) = new.credit_report_id else {
        if new.tradeline_id.is_some() {
            entered.wrong("credit_report_id", "is required with a tradeline");
        }
        return Ok(None);
    };
    let row = kept::find(write.database(), id).await?;
    let row = row.filter(|row| row.client_id == new.client_id);
    if row.is_none() {
        entered.wrong("credit_report_id", "names no report of this client");
    }
    Ok(row)
}

/// The tradeline of a report that is to be an item, if it is not one yet.
async fn tradeline(
    write: &mut Writing,
    entered: &mut Entered,
    (new, report): (&NewNegativeItem, Option<&ReportRow>),
) -> Result<Option<Tradeline>, Refusal> {
    let (Some(id), Some(report)) = (&new.tradeline_id, report) else {
        return Ok(None);
    };
    let office = write.office();
    let source = kept::source(office.database.readers(), report.id).await?;
    let source = source.ok_or(Refusal::NoSuchRecord)?;
    let content = content(office, report.client_id, source).await?;
    let Ok(read) = serde_json::from_value::<Report>(content) else {
        entered.wrong(
            "credit_report_id",
            "names a report in a form that is not read",
        );
        return Ok(None);
    };
    if data::is_made(write.database(), report.id, id).await? {
        entered.wrong("tradeline_id", "is an item already");
    }
    let mut lines = read.tradelines.into_iter();
    let line = lines.find(|line| line.id == *id);
    if line.is_none() {
        entered.wrong("tradeline_id", "names no tradeline of this report");
    }
    Ok(line)
}

/// The item as it is answered from now on.
async fn answered(write: &mut Writing, id: i64) -> Result<NegativeItem, Refusal> {
    let row = data::find(write.database(), id).await?;
    let row = row.ok_or(Refusal::NoSuchRecord)?;
    let shown = shown(write.office(), vec![row]).await?.pop();
    shown.ok_or(Refusal::NoSuchRecord)
}

/// The row of a record, all but whose it is, where from and when.
fn to_keep(record: &NegativeItem, status: NegativeItemStatus) -> Result<NewItem, Refusal> {
    let content = serde_json::to_string(record);
    let content = content.map_err(|_| Refusal::inside("an item cannot be written"))?;
    let holds = |flag: Option<bool>| flag.unwrap_or(false);
    Ok(NewItem {
        client_id: 0,
        report: None,
        account_name: record.account_name.clone().unwrap_or_default(),
        account_type: record.account_type.clone().unwrap_or_default(),
        is_negative: record.is_negative.unwrap_or(true),
        is_collection: holds(record.is_collection),
        is_charge_off: holds(record.is_charge_off),
        is_disputed: holds(record.is_disputed),
        status,
        updated_at: String::new(),
        source: Source::Kept(content),
    })
}

/// Amounts among the fields of an item.
const AMOUNTS: [&str; 8] = [
    "credit_balance",
    "credit_limit",
    "high_balance_amount",
    "high_credit_amount",
    "monthly_payment",
    "original_balance_amount",
    "past_due_amount",
    "unpaid_balance_amount",
];

impl Entered {
    /// An item with what was entered over what was known. `within` stands before the names of the
    /// fields.
    fn item(
        &mut self,
        within: &str,
        before: NegativeItem,
        fields: ItemFields,
    ) -> Result<NegativeItem, Refusal> {
        let unwritten = |_| Refusal::inside("an item is not JSON");
        let rating = fields.current_rateing_code.clone();
        let not_dispute = fields.not_dispute;
        let mut record: Map<String, Value> =
            serde_json::from_value(serde_json::to_value(before).map_err(unwritten)?)
                .map_err(unwritten)?;
        let fields: Map<String, Value> =
            serde_json::from_value(serde_json::to_value(fields).map_err(unwritten)?)
                .map_err(unwritten)?;
        for (name, value) in fields {
            let value = match value {
                Value::String(text) => self.value(&format!("{within}{name}"), &name, &text),
                other => other,
            };
            // How far the work has come is a column, and what was decided is the firm's own.
            if !["status", "not_dispute"].contains(&name.as_str()) {
                record.insert(name, value);
            }
        }
        let mut item: NegativeItem =
            serde_json::from_value(Value::Object(record)).map_err(unwritten)?;
        if item.account_name.is_none() {
            self.wrong(&format!("{within}account_name"), "is required");
        }
        if let Some(code) = rating {
            item.current_rating_type = code.chars().next().map(item::rating);
        }
        item.is_negative.get_or_insert(true);
        if not_dispute.is_some() {
            item.metadata.get_or_insert_default().not_dispute = not_dispute;
        }
        Ok(item)
    }

    /// A text, a day or an amount as it is kept; null for an empty one.
    fn value(&mut self, field: &str, name: &str, text: &str) -> Value {
        let text = text.trim();
        if text.is_empty() {
            return Value::Null;
        }
        if text.contains(char::is_control) {
            self.wrong(field, "must be one line of text");
        }
        if name.ends_with("_date") && text.parse::<NaiveDate>().is_err() {
            self.wrong(field, "must be a day such as 2026-01-31");
        }
        if AMOUNTS.contains(&name) {
            let amount = Money::parse(text).unwrap_or_default();
            return Value::String(amount.to_string());
        }
        Value::String(text.to_owned())
    }
}
