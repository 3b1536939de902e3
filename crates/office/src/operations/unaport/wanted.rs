//! A consent that is asked for, however it came: what the contract cannot say of it, and how it is
//! begun.

use chrono::{DateTime, Utc};
use contract::{
    FieldErrors,
    unaport::{ConsentDetail, DataFilter, Entity, FetchType, Frequency, FrequencyUnit},
};
use uuid::Uuid;

use super::{moment as written, provider};
use crate::{
    clock::stamp,
    consent_life::Life,
    data::{
        clients::{self, ClientRow},
        taken_on,
        unaport::consents::{self as data, ConsentRow},
    },
    operations::entered::Entered,
    organisation, random,
    server::{Refusal, Writing},
};

/// A consent that is asked for.
pub(super) struct Wanted {
    pub(super) vua_id: String,
    pub(super) created_by: String,
    pub(super) tracking_id: String,
    pub(super) aa_id: String,
    pub(super) fiu_id: String,
    pub(super) redirect_url: Option<String>,
    pub(super) fiu_base_url: String,
    pub(super) product_id: Option<String>,
    pub(super) detail: ConsentDetail,
    pub(super) filters: Vec<DataFilter>,
}

/// Where the fields of what is asked stand in the call; empty where a template says them.
const DETAIL: &str = "ConsentsRequest.ConsentDetail";

/// Refuses where there is nobody who could ask a customer: everywhere but in practice.
pub(super) fn provided(write: &Writing) -> Result<Entity, Refusal> {
    provider::entity(write.office()).ok_or_else(|| {
        let sentence = "cannot be asked: no provider configured";
        Refusal::Fields(FieldErrors::one("aaId", sentence))
    })
}

/// Asks for a consent, and answers the handle.
pub(super) async fn ask(
    write: &mut Writing,
    wanted: Wanted,
    known: &Entity,
    mut entered: Entered,
) -> Result<ConsentRow, Refusal> {
    if !provider::AGGREGATORS.contains(&wanted.aa_id.as_str()) {
        let names = provider::AGGREGATORS.join("`, `");
        let sentence = format!("names no account aggregator here; there are `{names}`");
        entered.wrong("aaId", &sentence);
    }
    fiu("fiuId", &wanted.fiu_id, known, &mut entered);
    let mut line = |field: &str, text: &str| {
        entered.needed(field, Some(text.to_owned()), String::new());
    };
    line("vuaId", &wanted.vua_id);
    line("trackingId", &wanted.tracking_id);
    entered.done()?;
    let client_id = client(write, wanted.tracking_id.trim()).await?;
    let now = write.now();
    let json = |written: serde_json::Result<String>| {
        written.map_err(|_| Refusal::inside("a consent is not JSON"))
    };
    let row = ConsentRow {
        id: 0,
        handle: random::uuid().map_err(|_| Refusal::inside("there are no random bytes"))?,
        client_id,
        tracking_id: wanted.tracking_id,
        vua_id: wanted.vua_id,
        aa_id: wanted.aa_id,
        created_by: wanted.created_by,
        redirect_url: wanted.redirect_url,
        fiu_base_url: wanted.fiu_base_url,
        product_id: wanted.product_id,
        detail: json(serde_json::to_string(&wanted.detail))?,
        filters: json(serde_json::to_string(&wanted.filters))?,
        life: json(serde_json::to_string(&Life::begun(now)))?,
        consent_id: None,
        notified_at: None,
        created_at: stamp(now),
    };
    data::add(write.database(), &row).await?;
    Ok(row)
}

/// The client whom a tracking id names: by the private record, or by the key.
async fn client(write: &mut Writing, tracking: &str) -> Result<Option<i64>, Refusal> {
    if let Ok(record) = Uuid::parse_str(tracking) {
        let client = clients::find(write.database(), organisation::client(record)).await?;
        let is_meant = |one: &ClientRow| organisation::record(&one.client_key, one.id) == record;
        return Ok(client.filter(is_meant).map(|client| client.id));
    }
    let found = taken_on::by_key(write.database(), tracking).await?;
    Ok(found.first().map(|client| client.id))
}

/// What the contract cannot say of what is asked without a template.
pub(super) fn check(
    detail: &ConsentDetail,
    (fiu_id, now): (&str, DateTime<Utc>),
    entered: &mut Entered,
) {
    let at = |name: &str| format!("{DETAIL}.{name}");
    let starts = moment(&at("consentStart"), &detail.consent_start, entered);
    let ends = moment(&at("consentExpiry"), &detail.consent_expiry, entered);
    if let (Some(starts), Some(ends)) = (starts, ends) {
        if ends <= starts {
            entered.wrong(&at("consentExpiry"), "must be later than `consentStart`");
        } else if ends <= now {
            entered.wrong(&at("consentExpiry"), "must lie ahead");
        }
    }
    let from = moment(&at("FIDataRange.from"), &detail.data_range.from, entered);
    let to = moment(&at("FIDataRange.to"), &detail.data_range.to, entered);
    if let (Some(from), Some(to)) = (from, to)
        && to <= from
    {
        entered.wrong(&at("FIDataRange.to"), "must be later than `from`");
    }
    if detail.data_consumer.id != fiu_id {
        entered.wrong(&at("DataConsumer.id"), "must be the same as `fiuId`");
    }
    let how_often = (detail.fetch_type, &detail.frequency);
    frequency(&at("Frequency.value"), how_often, entered);
}

/// A moment that must be one.
pub(super) fn moment(field: &str, text: &str, entered: &mut Entered) -> Option<DateTime<Utc>> {
    let read = written::read(text);
    if read.is_none() {
        entered.wrong(field, "must be a moment such as 2026-01-15T09:00:00Z");
    }
    read
}

/// What is fetched again and again is fetched at least once in its time.
pub(super) fn frequency(
    field: &str,
    (fetch_type, frequency): (FetchType, &Frequency),
    entered: &mut Entered,
) {
    let is_counted = frequency.unit != FrequencyUnit::Inf;
    if fetch_type == FetchType::Periodic && is_counted && frequency.value == 0 {
        entered.wrong(field, "must be at least 1 where data is fetched again");
    }
}

/// The firm is known by one name.
pub(super) fn fiu(field: &str, given: &str, known: &Entity, entered: &mut Entered) {
    let name = known.entity_id.as_deref().unwrap_or_default();
    if given != name {
        let sentence = format!("must be `{name}`, as which this organisation is known");
        entered.wrong(field, &sentence);
    }
}
