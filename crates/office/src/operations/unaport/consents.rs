//! `unaport.consents.*`: a customer is asked, at an aggregator of practice, and what is given can be
//! taken back.

use chrono::{DateTime, Months, SecondsFormat, Utc};
use contract::{
    Call, FieldErrors,
    unaport::{
        AskedCustomer, ConsentAsked, ConsentDetail, ConsentRevoked, ConsentsCreate,
        ConsentsCreateFromTemplate, ConsentsRevoke, ConsentsStatus, Customer, DataConsumer,
        DateRange, Identifier, TemplateConsent, TemplateDetail,
    },
};
use uuid::Uuid;

use super::{
    Stamp,
    kept::{self, Consent},
    moment, stamped, success, version,
    wanted::{self, Wanted},
};
use crate::{
    data::unaport::{
        consents::{self as data, ConsentRow},
        templates,
    },
    operations::{asked::whole_list, entered::Entered},
    organisation,
    server::{Caller, Outcome, Refusal, Table, Writing},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .writes::<ConsentsCreate>(create)
        .writes::<ConsentsCreateFromTemplate>(create_from_template)
        .on::<ConsentsStatus>(status)
        .writes::<ConsentsRevoke>(revoke)
}

async fn create(write: &mut Writing, call: Call<ConsentsCreate>) -> Outcome<ConsentsCreate> {
    let known = wanted::provided(write)?;
    let mut entered = Entered::default();
    let (body, request) = (call.body, "ConsentsRequest");
    let made_at = format!("{request}.timestamp");
    wanted::moment(&made_at, &body.request.timestamp, &mut entered);
    let detail = body.request.consent_detail;
    wanted::check(&detail, (&body.fiu_id, write.now()), &mut entered);
    let wanted = Wanted {
        vua_id: body.vua_id,
        created_by: body.created_by,
        tracking_id: body.tracking_id,
        aa_id: body.aa_id,
        fiu_id: body.fiu_id,
        redirect_url: body.redirect_url,
        fiu_base_url: body.fiu_base_url,
        product_id: None,
        detail,
        filters: Vec::new(),
    };
    let customer = wanted.detail.customer.id.clone();
    let row = wanted::ask(write, wanted, &known, entered).await?;
    asked(write, row, customer, Some(body.request.txnid))
}

async fn create_from_template(
    write: &mut Writing,
    call: Call<ConsentsCreateFromTemplate>,
) -> Outcome<ConsentsCreateFromTemplate> {
    let template = templates::find(write.database(), &call.path.product_id).await?;
    let template = template.ok_or(Refusal::NoSuchRecord)?;
    let known = wanted::provided(write)?;
    let mut entered = Entered::default();
    if call.body.product_id != call.path.product_id {
        entered.wrong("productId", "must be the same as in the address");
    }
    let detail: TemplateDetail = serde_json::from_str(&template.detail)
        .map_err(|_| Refusal::inside("a template is not JSON"))?;
    let wanted = filled(call.body, detail, write.now())?;
    let customer = wanted.detail.customer.id.clone();
    let row = wanted::ask(write, wanted, &known, entered).await?;
    asked(write, row, customer, None)
}

/// What a template asks of a customer now.
fn filled(
    body: TemplateConsent,
    mut template: TemplateDetail,
    now: DateTime<Utc>,
) -> Result<Wanted, Refusal> {
    let identifier = Identifier {
        kind: "MOBILE".to_owned(),
        value: body.mobile_number,
    };
    let customer = Customer {
        id: body.vua_id.clone(),
        identifiers: Some(vec![identifier]),
    };
    let filters = template.data_filter.take();
    Ok(Wanted {
        vua_id: body.vua_id,
        created_by: body.created_by,
        tracking_id: body.tracking_id,
        aa_id: body.aa_id,
        fiu_id: body.fiu_id,
        redirect_url: body.redirect_url,
        fiu_base_url: body.fiu_base_url,
        product_id: Some(body.product_id),
        detail: detail(template, customer, now)?,
        filters: filters.unwrap_or_default(),
    })
}

/// The consent that a template asks for now, with its times counted.
fn detail(
    template: TemplateDetail,
    customer: Customer,
    now: DateTime<Utc>,
) -> Result<ConsentDetail, Refusal> {
    let damaged = || Refusal::inside("a template cannot be read");
    let written = |moment: DateTime<Utc>| moment.to_rfc3339_opts(SecondsFormat::Millis, true);
    let starts = moment::read(&template.consent_start).ok_or_else(damaged)?;
    let starts = starts.max(now);
    let months: i64 = template.consent_expiry.parse().map_err(|_| damaged())?;
    Ok(ConsentDetail {
        consent_start: written(starts),
        consent_expiry: written(later(starts, months)?),
        consent_mode: template.consent_mode,
        fetch_type: template.fetch_type,
        consent_types: template.consent_types,
        fi_types: template.fi_types,
        data_consumer: DataConsumer {
            id: template.data_consumer.id,
            kind: "FIU".to_owned(),
        },
        customer,
        purpose: template.purpose,
        data_range: DateRange {
            from: written(later(now, template.data_range.from)?),
            to: written(later(now, template.data_range.to)?),
        },
        data_life: template.data_life,
        frequency: template.frequency,
    })
}

/// So many months later, or earlier.
fn later(from: DateTime<Utc>, months: i64) -> Result<DateTime<Utc>, Refusal> {
    let count = Months::new(u32::try_from(months.unsigned_abs()).unwrap_or(u32::MAX));
    let moved = if months < 0 {
        from.checked_sub_months(count)
    } else {
        from.checked_add_months(count)
    };
    moved.ok_or_else(|| {
        let sentence = "names a template whose times cannot be counted";
        Refusal::Fields(FieldErrors::one("productId", sentence))
    })
}

fn asked(
    write: &Writing,
    row: ConsentRow,
    customer: String,
    request: Option<String>,
) -> Result<ConsentAsked, Refusal> {
    let Stamp { timestamp, txnid } = stamped(write.office())?;
    Ok(ConsentAsked {
        consent_handle: Some(row.handle),
        customer: Some(AskedCustomer { id: Some(customer) }),
        redirect_url: row.redirect_url,
        success: success(),
        timestamp,
        txnid: request.or(txnid),
        ver: version(),
    })
}

async fn status(caller: Caller, call: Call<ConsentsStatus>) -> Outcome<ConsentsStatus> {
    let office = &caller.office;
    let row = data::by_handle(office.database.readers(), &call.path.consent_handle).await?;
    let consent = Consent::read(office, row.ok_or(Refusal::NoSuchRecord)?)?;
    Ok(whole_list([consent.shown(office)].into_iter()))
}

async fn revoke(write: &mut Writing, call: Call<ConsentsRevoke>) -> Outcome<ConsentsRevoke> {
    let here = organisation::id(&write.office().secret());
    if Uuid::parse_str(&call.path.org_id) != Ok(here) {
        return Err(Refusal::NotAllowed);
    }
    let row = named(write, &call.path.consent_id).await?;
    let mut consent = Consent::read(write.office(), row.ok_or(Refusal::NoSuchRecord)?)?;
    let id = consent.id(write.office());
    if id.as_ref() != Some(&call.path.consent_id) {
        return Err(Refusal::NoSuchRecord);
    }
    let stage = consent.life.stage().taken_back();
    let stage =
        stage.map_err(|sentence| Refusal::Fields(FieldErrors::one("consentId", sentence)))?;
    let life = consent.life.clone().moved(stage, write.now());
    consent.keep(life)?;
    consent.row.consent_id.clone_from(&id);
    data::moved(write.database(), &consent.row).await?;
    let Stamp { timestamp, txnid } = stamped(write.office())?;
    Ok(ConsentRevoked {
        consent_id: id,
        consent_status: Some(stage.of_consent().word().to_owned()),
        success: success(),
        timestamp,
        txnid,
        ver: version(),
    })
}

/// The consent with an id: one that was reported, or one of practice.
async fn named(write: &mut Writing, id: &str) -> Result<Option<ConsentRow>, Refusal> {
    if let Some(row) = data::by_consent_id(write.database(), id).await? {
        return Ok(Some(row));
    }
    match kept::made_for(write.office(), id) {
        Some(number) => Ok(data::find(write.database(), number).await?),
        None => Ok(None),
    }
}
