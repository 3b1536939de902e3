//! `unaport.consent_templates.*`: what a firm asks customers for again and again.

use contract::{
    Call,
    unaport::{
        ConsentTemplatesCreate, ConsentTemplatesList, FilterType, Template, TemplateDetail,
        TemplateMade,
    },
};

use super::{Stamp, provider, stamped, version, wanted};
use crate::{
    clock::stamp,
    data::unaport::templates::{self as data, TemplateRow},
    operations::{asked::whole_list, entered::Entered},
    random,
    server::{Caller, Outcome, Refusal, Table, Writing},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .writes::<ConsentTemplatesCreate>(create)
        .on::<ConsentTemplatesList>(list)
}

async fn create(
    write: &mut Writing,
    call: Call<ConsentTemplatesCreate>,
) -> Outcome<ConsentTemplatesCreate> {
    let mut entered = Entered::default();
    let name = call.body.product_name;
    let name = entered.needed("product_name", Some(name), String::new());
    if data::exists(write.database(), &name).await? {
        entered.wrong("product_name", "is the name of another template");
    }
    let detail = call.body.consent_detail;
    check(&detail, &mut entered);
    if let Some(known) = provider::entity(write.office()) {
        let given = &detail.data_consumer.id;
        wanted::fiu("ConsentDetail.DataConsumer.id", given, &known, &mut entered);
    }
    entered.done()?;
    let written = serde_json::to_string(&detail);
    let row = TemplateRow {
        product_id: random::uuid().map_err(|_| Refusal::inside("there are no random bytes"))?,
        product_name: name,
        detail: written.map_err(|_| Refusal::inside("a template is not JSON"))?,
        created_at: stamp(write.now()),
    };
    data::add(write.database(), &row).await?;
    let Stamp { timestamp, txnid } = stamped(write.office())?;
    Ok(TemplateMade {
        product_id: Some(row.product_id),
        product_name: Some(row.product_name),
        timestamp,
        txn_id: txnid,
        version: version(),
    })
}

async fn list(caller: Caller, _: Call<ConsentTemplatesList>) -> Outcome<ConsentTemplatesList> {
    let rows = data::all(caller.office.database.readers()).await?;
    let shown = rows.into_iter().map(|row| {
        let detail = serde_json::from_str(&row.detail);
        let detail = detail.map_err(|_| Refusal::inside("a template is not JSON"))?;
        Ok(Template {
            consent_detail: Some(detail),
            created_at: Some(row.created_at),
            product_id: Some(row.product_id),
            product_name: Some(row.product_name),
        })
    });
    let shown: Result<Vec<Template>, Refusal> = shown.collect();
    Ok(whole_list(shown?.into_iter()))
}

/// What the contract cannot say of a template.
fn check(detail: &TemplateDetail, entered: &mut Entered) {
    wanted::moment("ConsentDetail.consentStart", &detail.consent_start, entered);
    if detail.data_range.from >= detail.data_range.to {
        entered.wrong("ConsentDetail.FIDataRange.to", "must be later than `from`");
    }
    let frequency = (detail.fetch_type, &detail.frequency);
    wanted::frequency("ConsentDetail.Frequency.value", frequency, entered);
    let filters = detail.data_filter.iter().flatten().enumerate();
    for (place, filter) in filters {
        let word = filter.value.trim().to_uppercase();
        let (is_right, sentence) = match filter.kind {
            FilterType::TransactionType => (
                ["CREDIT", "DEBIT"].contains(&word.as_str()),
                "must be one of `CREDIT`, `DEBIT`",
            ),
            FilterType::TransactionAmount => (
                provider::paise(&filter.value).is_some(),
                "must be an amount such as 20000",
            ),
        };
        if !is_right {
            let field = format!("ConsentDetail.DataFilter.{place}.value");
            entered.wrong(&field, sentence);
        }
    }
}
