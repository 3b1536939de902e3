//! `unaport.notifications.*`: what is reported to the office. Each is kept in the order in which it
//! came, once, until the desktop pulls it. One about a consent that was asked for here moves it as
//! far as the table of the aggregators allows; one about another is kept all the same, because the
//! firm may have asked somewhere else.

use contract::{
    Call, FieldErrors,
    unaport::{
        Acknowledged, AnalyticsNotification, ConsentNotification, FiNotification,
        NotificationsAnalytics, NotificationsConsent, NotificationsData, NotifiedBy,
    },
};
use serde::Serialize;
use sqlx::SqliteConnection;

use super::{
    kept::{self, Consent},
    version,
};
use crate::{
    clock::stamp,
    data::unaport::{
        consents,
        notifications::{self as data, NotificationRow},
    },
    server::{Caller, Outcome, Refusal, Table},
    shared::Shared,
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<NotificationsConsent>(consent)
        .on::<NotificationsData>(data_came)
        .on::<NotificationsAnalytics>(analysed)
}

async fn consent(
    caller: Caller,
    call: Call<NotificationsConsent>,
) -> Outcome<NotificationsConsent> {
    let office = &caller.office;
    let ConsentNotification {
        txnid, notifier, ..
    } = &call.body;
    let mut write = office.database.write().await?;
    let mut row = row(office, "consent", txnid, &call.body)?;
    if is_new(&mut write, "txnid", &row).await? {
        from_aggregator(notifier)?;
        row.consent = moved(&mut write, office, &call.body).await?;
        data::add(&mut write, &row).await?;
    }
    write.commit().await?;
    Ok(acknowledged(office, row))
}

async fn data_came(caller: Caller, call: Call<NotificationsData>) -> Outcome<NotificationsData> {
    let office = &caller.office;
    let FiNotification {
        txnid,
        notifier,
        notification,
        ..
    } = &call.body;
    let mut write = office.database.write().await?;
    let mut row = row(office, "data", txnid, &call.body)?;
    if is_new(&mut write, "txnid", &row).await? {
        from_aggregator(notifier)?;
        row.consent = of_session(&mut write, office, &notification.session_id).await?;
        data::add(&mut write, &row).await?;
    }
    write.commit().await?;
    Ok(acknowledged(office, row))
}

async fn analysed(
    caller: Caller,
    call: Call<NotificationsAnalytics>,
) -> Outcome<NotificationsAnalytics> {
    let office = &caller.office;
    let AnalyticsNotification {
        txn_id, session_id, ..
    } = &call.body;
    let mut write = office.database.write().await?;
    let mut row = row(office, "analytics", txn_id, &call.body)?;
    if is_new(&mut write, "txnId", &row).await? {
        row.consent = of_session(&mut write, office, session_id).await?;
        data::add(&mut write, &row).await?;
    }
    write.commit().await?;
    Ok(acknowledged(office, row))
}

fn row(
    office: &Shared,
    kind: &str,
    txnid: &str,
    body: &impl Serialize,
) -> Result<NotificationRow, Refusal> {
    let body = serde_json::to_string(body);
    Ok(NotificationRow {
        txnid: txnid.to_lowercase(),
        kind: kind.to_owned(),
        consent: None,
        body: body.map_err(|_| Refusal::inside("a notification is not JSON"))?,
        received_at: stamp(office.clock.now()),
    })
}

/// Whether a notification has not come before. One that has is not taken again; its id under
/// another is a mistake.
async fn is_new(
    database: &mut SqliteConnection,
    field: &str,
    row: &NotificationRow,
) -> Result<bool, Refusal> {
    match data::find(database, &row.txnid).await? {
        None => Ok(true),
        Some(before) if before.kind == row.kind && before.body == row.body => Ok(false),
        Some(_) => Err(refused(field, "was used for another notification")),
    }
}

/// Only an aggregator reports to the firm: a bank tells the aggregator.
fn from_aggregator(notifier: &NotifiedBy) -> Result<(), Refusal> {
    if notifier.kind == "AA" {
        return Ok(());
    }
    let sentence = "must be `AA`: whoever else moves a consent tells the account aggregator";
    Err(refused("Notifier.type", sentence))
}

/// Moves the consent that a notification is about, if it was asked for here, and answers its
/// number.
async fn moved(
    database: &mut SqliteConnection,
    office: &Shared,
    body: &ConsentNotification,
) -> Result<Option<i64>, Refusal> {
    let told = &body.notification;
    let row = consents::by_handle(&mut *database, &told.consent_handle).await?;
    let Some(row) = row else { return Ok(None) };
    let mut consent = Consent::read(office, row)?;
    if consent.row.aa_id != body.notifier.id {
        let sentence = "is not the account aggregator that was asked for this consent";
        return Err(refused("Notifier.id", sentence));
    }
    let stage = consent.life.stage().told(told.consent_status);
    let stage =
        stage.map_err(|sentence| refused("ConsentStatusNotification.consentStatus", sentence))?;
    let now = office.clock.now();
    let known = consent.id(office);
    let given = told.consent_id.clone().filter(|id| !id.is_empty());
    if let (Some(known), Some(given)) = (&known, &given)
        && known != given
    {
        let sentence = "is not the id of this consent";
        return Err(refused("ConsentStatusNotification.consentId", sentence));
    }
    let life = consent.life.clone().moved(stage, now);
    consent.keep(life)?;
    if stage.is_approved() {
        let id = given.or(known);
        consent.row.consent_id = free(database, consent.row.id, id).await?;
    }
    consent.row.notified_at = Some(stamp(now));
    consents::moved(database, &consent.row).await?;
    Ok(Some(consent.row.id))
}

/// An id, if no other consent has it.
async fn free(
    database: &mut SqliteConnection,
    number: i64,
    id: Option<String>,
) -> Result<Option<String>, Refusal> {
    let Some(id) = id else { return Ok(None) };
    match consents::by_consent_id(database, &id).await? {
        Some(other) if other.id != number => {
            let sentence = "is the id of another consent";
            Err(refused("ConsentStatusNotification.consentId", sentence))
        }
        _ => Ok(Some(id)),
    }
}

/// The number of the consent to which a session belongs, if that was asked for here.
async fn of_session(
    database: &mut SqliteConnection,
    office: &Shared,
    session: &str,
) -> Result<Option<i64>, Refusal> {
    let Some((number, _)) = kept::session_of(office, session) else {
        return Ok(None);
    };
    let row = consents::find(database, number).await?;
    Ok(row.map(|row| row.id))
}

fn refused(field: &str, sentence: &str) -> Refusal {
    Refusal::Fields(FieldErrors::one(field, sentence))
}

fn acknowledged(office: &Shared, row: NotificationRow) -> Acknowledged {
    Acknowledged {
        response: Some("OK".to_owned()),
        timestamp: Some(stamp(office.clock.now())),
        txnid: Some(row.txnid),
        ver: version(),
    }
}
