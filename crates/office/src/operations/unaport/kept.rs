//! A consent as it is kept, read: with what was asked, how it stands by now, and when data came.

use chrono::{DateTime, Utc};
use contract::unaport::{ConsentDetail, ConsentRecord, ConsentStatus, DataFilter, FetchType};
use practice::BankCustomer;

use super::{
    moment,
    provider::{self, Whose},
    runs::Runs,
};
use crate::{
    clock::stamp,
    consent_life::Life,
    data::unaport::consents::{self as data, ConsentRow},
    organisation,
    server::Refusal,
    shared::Shared,
};

/// How many bits of a session's number say which time it was.
const RUN_BITS: u32 = 20;

/// A consent.
pub(super) struct Consent {
    pub(super) row: ConsentRow,
    pub(super) detail: ConsentDetail,
    pub(super) filters: Vec<DataFilter>,
    /// How it stands by now.
    pub(super) life: Life,
    /// The time at which that was found out.
    now: DateTime<Utc>,
    starts: DateTime<Utc>,
    ends: DateTime<Utc>,
}

/// Data that came.
pub(super) struct Delivery {
    pub(super) consent: Consent,
    pub(super) run: i64,
    /// When it came.
    pub(super) at: DateTime<Utc>,
}

impl Consent {
    /// Reads a consent. In practice the customer answers by themselves.
    pub(super) fn read(office: &Shared, row: ConsentRow) -> Result<Self, Refusal> {
        let damaged = || Refusal::inside("a consent cannot be read");
        let detail: ConsentDetail = serde_json::from_str(&row.detail).map_err(|_| damaged())?;
        let filters = serde_json::from_str(&row.filters).map_err(|_| damaged())?;
        let life: Life = serde_json::from_str(&row.life).map_err(|_| damaged())?;
        let asked: DateTime<Utc> = row.created_at.parse().map_err(|_| damaged())?;
        let starts = moment::read(&detail.consent_start).ok_or_else(damaged)?;
        let ends = moment::read(&detail.consent_expiry).ok_or_else(damaged)?;
        let now = office.clock.now();
        let answered = office.practice.map(|_| asked + provider::ANSWERS);
        Ok(Self {
            life: life.settled(now, answered, ends),
            row,
            detail,
            filters,
            now,
            starts,
            ends,
        })
    }

    /// Its id, once the customer has said yes: the one that was reported, or one of practice.
    pub(super) fn id(&self, office: &Shared) -> Option<String> {
        self.life.approved_at()?;
        let reported = self.row.consent_id.clone();
        Some(reported.unwrap_or_else(|| made_id(office, self.row.id)))
    }

    /// When data came for it; nothing outside practice, where nobody delivers.
    pub(super) fn runs(&self, office: &Shared) -> Runs {
        let active = match office.practice {
            Some(_) => self.life.active(self.now),
            None => Vec::new(),
        };
        Runs::of(&self.detail, self.starts, active)
    }

    /// The id of the session in which data came at one of the times.
    pub(super) fn session(&self, office: &Shared, run: i64) -> String {
        let number = (self.row.id << RUN_BITS) | run;
        organisation::of_unaport(&office.secret(), "session", number).to_string()
    }

    /// What the accounts were at a moment.
    pub(super) fn delivered(&self, office: &Shared, at: DateTime<Utc>) -> Option<BankCustomer> {
        let whose = match self.row.client_id {
            Some(client) => Whose::Client(client),
            None => Whose::Other(&self.row.vua_id),
        };
        provider::delivered(office, &whose, (&self.detail, &self.filters), at)
    }

    /// The life as it is kept in its row.
    pub(super) fn keep(&mut self, life: Life) -> Result<(), Refusal> {
        let written = serde_json::to_string(&life);
        self.row.life = written.map_err(|_| Refusal::inside("a life is not JSON"))?;
        self.life = life;
        Ok(())
    }

    /// The consent as Unaport shows it.
    pub(super) fn shown(&self, office: &Shared) -> ConsentRecord {
        let runs = self.runs(office);
        let stage = self.life.stage();
        let is_asked = stage.of_request() == ConsentStatus::Pending;
        let consent_id = self.id(office);
        let last = runs.latest(1).first().map(|(_, at)| stamp(*at));
        let goes_on = self.detail.fetch_type == FetchType::Periodic
            && stage.of_consent() == ConsentStatus::Active;
        let next = runs.next(self.now).filter(|at| goes_on && *at < self.ends);
        let told = self.row.notified_at.clone();
        let row = &self.row;
        ConsentRecord {
            aa_id: Some(row.aa_id.clone()),
            approve_status: Some(stage.of_request().word().to_owned()),
            consent_handle: Some(row.handle.clone()),
            consent_expiry: Some(self.detail.consent_expiry.clone()),
            consent_start: Some(self.detail.consent_start.clone()),
            consent_status: Some(stage.of_consent().word().to_owned()),
            consentid_called: Some(runs.count()),
            consentid_error: None,
            consents_detail: Some(row.detail.clone()),
            created_at: Some(row.created_at.clone()),
            created_by: Some(row.created_by.clone()),
            fetch_type: Some(self.detail.fetch_type.word().to_owned()),
            id: Some(row.id),
            last_runtime: last,
            next_runtime: next.map(stamp),
            notification_date: told.or_else(|| (!is_asked).then(|| stamp(self.life.since()))),
            org_id: Some(organisation::id(&office.secret()).to_string()),
            run_counter: Some(runs.count()),
            signed_consent: consent_id
                .as_deref()
                .map(|id| provider::signed(office, id, row)),
            tracking_id: Some(row.tracking_id.clone()),
            updated_on: (!is_asked).then(|| stamp(self.life.since())),
            vua_id: Some(row.vua_id.clone()),
            consent_id,
        }
    }
}

/// The id that an invented aggregator gives to a consent.
fn made_id(office: &Shared, number: i64) -> String {
    organisation::of_unaport(&office.secret(), "consent", number).to_string()
}

/// The number of the consent to which an invented aggregator gave an id.
pub(super) fn made_for(office: &Shared, id: &str) -> Option<i64> {
    organisation::in_unaport(&office.secret(), "consent", id)
}

/// The data that came in a session.
pub(super) async fn delivery(office: &Shared, session: &str) -> Result<Delivery, Refusal> {
    let (number, run) = session_of(office, session).ok_or(Refusal::NoSuchRecord)?;
    delivery_of(office, number, run).await
}

/// The data that came for a consent at one of the times.
pub(super) async fn delivery_of(
    office: &Shared,
    number: i64,
    run: i64,
) -> Result<Delivery, Refusal> {
    let row = data::find(office.database.readers(), number).await?;
    let consent = Consent::read(office, row.ok_or(Refusal::NoSuchRecord)?)?;
    let at = consent.runs(office).at(run).ok_or(Refusal::NoSuchRecord)?;
    Ok(Delivery { consent, run, at })
}

/// The number of the consent and of the time that a session stands for.
pub(super) fn session_of(office: &Shared, session: &str) -> Option<(i64, i64)> {
    let number = organisation::in_unaport(&office.secret(), "session", session)?;
    Some((number >> RUN_BITS, number & ((1 << RUN_BITS) - 1)))
}
