//! `mycreditapp.*`: the firm's business partners, and analyses of its clients' private records.

use chrono::{DateTime, TimeDelta, Utc};
use contract::{
    Call, FieldErrors,
    my_credit_app::{Analytics, AnalyticsCreate, NewPartner, PartnersCreate},
    portal::EmailPiece,
};
use uuid::Uuid;

use super::{correspondence, entered::Entered, piece::Piece};
use crate::{
    clock::stamp,
    country,
    data::{
        analyses::{self, AnalysisRow},
        clients, partners, reports,
    },
    organisation,
    server::{Outcome, Refusal, Table, Writing},
};

/// How long an analysis waits before it is begun.
const WAITS: TimeDelta = TimeDelta::seconds(5);
/// When it is done, from when it was asked for.
const TAKES: TimeDelta = TimeDelta::seconds(20);

/// Serves the system.
pub(super) fn serve(table: Table) -> Table {
    table
        .writes::<AnalyticsCreate>(analyse)
        .writes::<PartnersCreate>(partner)
}

/// Begins an analysis of a client's record, or says how far the one is that was begun. A record
/// that changed since, or to which a report came, is analysed anew. Without a report there is
/// nothing to analyse, and the analysis fails.
async fn analyse(write: &mut Writing, call: Call<AnalyticsCreate>) -> Outcome<AnalyticsCreate> {
    let record = Uuid::parse_str(&call.path.record_id)
        .map_err(|_| Refusal::Fields(FieldErrors::one("record_id", "must be a UUID")))?;
    let client = clients::find(write.database(), organisation::client(record)).await?;
    let client = client
        .filter(|client| organisation::record(&client.client_key, client.id) == record)
        .ok_or(Refusal::NoSuchRecord)?;
    let now = write.now();
    let report = reports::changed_at(write.database(), client.id).await?;
    if let Some(latest) = analyses::latest(write.database(), client.id).await? {
        let shown = shown(&latest, now)?;
        let is_running = shown.analyzed_on.is_none() && !latest.failed;
        if is_running || is_current(&latest, &client.updated_at, report.as_deref()) {
            return Ok(shown);
        }
    }
    let row = AnalysisRow {
        id: Uuid::new_v4().to_string(),
        client_id: client.id,
        failed: report.is_none(),
        created_at: stamp(now),
    };
    analyses::add(write.database(), &row).await?;
    shown(&row, now)
}

/// Whether an analysis still says what there is to say: nothing changed since it was begun, and it
/// did not fail for want of a report that is there by now.
fn is_current(latest: &AnalysisRow, client: &str, report: Option<&str>) -> bool {
    let is_answer = !latest.failed || report.is_none();
    let changed = report.map_or(client, |report| report.max(client));
    is_answer && latest.created_at.as_str() >= changed
}

/// An analysis as it stands at a time.
fn shown(row: &AnalysisRow, now: DateTime<Utc>) -> Result<Analytics, Refusal> {
    let asked: DateTime<Utc> = row
        .created_at
        .parse()
        .map_err(|_| Refusal::inside("a moment is none"))?;
    let (status, since) = if now < asked + WAITS {
        ("in_progress", asked)
    } else if now < asked + TAKES {
        ("processing", asked + WAITS)
    } else if row.failed {
        ("failed", asked + TAKES)
    } else {
        ("success", asked + TAKES)
    };
    Ok(Analytics {
        analyzed_on: (status == "success").then(|| stamp(since)),
        created_at: Some(row.created_at.clone()),
        id: Some(row.id.clone()),
        status: Some(status.to_owned()),
        updated_at: Some(stamp(since)),
    })
}

/// Makes a partner. The invitation goes by the mail server that is set; without one it lies in the
/// outgoing folder.
async fn partner(write: &mut Writing, call: Call<PartnersCreate>) -> Outcome<PartnersCreate> {
    let partner = entered(call.body)?;
    let (country, number) = (&partner.country_code, &partner.company_registration_number);
    if partners::exists(write.database(), country, number).await? {
        return Err(Refusal::Fields(FieldErrors::one(
            "company_registration_number",
            "is a partner's already",
        )));
    }
    let mut errors = FieldErrors::default();
    let invitation = Piece::email(invitation(&partner), &mut errors);
    correspondence::keep(write, invitation, errors).await?;
    let id = Uuid::new_v4().to_string();
    let moment = write.moment().await?;
    Ok(partners::add(write.database(), &id, partner, &moment).await?)
}

/// What was entered, each text one line that says something.
fn entered(mut partner: NewPartner) -> Result<NewPartner, Refusal> {
    let mut entered = Entered::default();
    for (field, text) in [
        ("address", &mut partner.address),
        ("city", &mut partner.city),
        ("company_name", &mut partner.company_name),
        (
            "company_registration_number",
            &mut partner.company_registration_number,
        ),
        ("email", &mut partner.email),
        ("frequency", &mut partner.frequency),
        ("payment_terms", &mut partner.payment_terms),
        ("postal_code", &mut partner.postal_code),
        ("state", &mut partner.state),
    ] {
        *text = entered.needed(field, Some(std::mem::take(text)), String::new());
    }
    if !country::is_one(&partner.country_code) {
        entered.wrong(
            "country_code",
            "must be the two letters of a country, such as `US`",
        );
    }
    entered.done()?;
    Ok(partner)
}

fn invitation(partner: &NewPartner) -> EmailPiece {
    let name = &partner.company_name;
    EmailPiece {
        body: format!(
            "We would like to work with {name} on MyCreditApp, where business partners keep what \
             they know of each other.\n\nPlease answer this message if you accept."
        ),
        subject: "An invitation to MyCreditApp".to_owned(),
        to: partner.email.clone(),
    }
}
