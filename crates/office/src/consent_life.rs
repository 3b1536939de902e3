//! The life of a consent: how it stands, and who may move it where. The table is the one of the
//! account aggregators. Pure: it is told the time.
//!
//! ```text
//! asked ──yes──> active <──> paused ──> revoked, expired      by the aggregator, which says what the
//!   ├──no──────> failed                                       customer, a bank or time did
//!   └──time────> lapsed               active, paused ──> revoked      by the firm
//! ```

use chrono::{DateTime, TimeDelta, Utc};
use contract::unaport::ConsentStatus;
use serde::{Deserialize, Serialize};

/// How a consent stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Stage {
    /// The customer was asked.
    Asked,
    /// The customer said no.
    Failed,
    /// The customer did not answer in time.
    Lapsed,
    /// The customer said yes.
    Active,
    /// It is not good for now.
    Paused,
    /// It was taken back, for good.
    Revoked,
    /// Its time is over.
    Expired,
}

impl Stage {
    #[cfg(test)]
    const ALL: [Self; 7] = [
        Self::Asked,
        Self::Failed,
        Self::Lapsed,
        Self::Active,
        Self::Paused,
        Self::Revoked,
        Self::Expired,
    ];

    /// How the request for it stands, in a word.
    pub(crate) fn of_request(self) -> ConsentStatus {
        match self {
            Self::Asked => ConsentStatus::Pending,
            Self::Failed => ConsentStatus::Failed,
            Self::Lapsed => ConsentStatus::Expired,
            Self::Active | Self::Paused | Self::Revoked | Self::Expired => ConsentStatus::Ready,
        }
    }

    /// How the consent itself stands, in a word.
    pub(crate) fn of_consent(self) -> ConsentStatus {
        match self {
            Self::Asked | Self::Failed | Self::Lapsed => ConsentStatus::Created,
            Self::Active => ConsentStatus::Active,
            Self::Paused => ConsentStatus::Paused,
            Self::Revoked => ConsentStatus::Revoked,
            Self::Expired => ConsentStatus::Expired,
        }
    }

    /// Whether the customer said yes at some time.
    pub(crate) fn is_approved(self) -> bool {
        self.of_request() == ConsentStatus::Ready
    }

    /// Where an aggregator's word moves it. Being told once more how it stands moves nothing.
    ///
    /// # Errors
    /// Why it cannot be moved so.
    pub(crate) fn told(self, status: ConsentStatus) -> Result<Self, &'static str> {
        use ConsentStatus as Told;
        match (self, status) {
            (_, Told::Pending | Told::Created) => {
                Err("is what the customer is told when asked, and moves nothing here")
            }
            (Self::Asked, Told::Failed) => Ok(Self::Failed),
            (Self::Asked, Told::Ready | Told::Active) => Ok(Self::Active),
            (Self::Asked, Told::Expired) => Ok(Self::Lapsed),
            (Self::Asked, Told::Paused | Told::Revoked) => {
                Err("cannot be: the customer has not said yes yet")
            }
            (Self::Failed, Told::Failed)
            | (Self::Lapsed | Self::Expired, Told::Expired)
            | (Self::Revoked, Told::Revoked)
            | (Self::Active | Self::Paused | Self::Revoked | Self::Expired, Told::Ready) => {
                Ok(self)
            }
            (Self::Active | Self::Paused, Told::Active) => Ok(Self::Active),
            (Self::Active | Self::Paused, Told::Paused) => Ok(Self::Paused),
            (Self::Active | Self::Paused, Told::Revoked) => Ok(Self::Revoked),
            (Self::Active | Self::Paused, Told::Expired) => Ok(Self::Expired),
            (Self::Active | Self::Paused, Told::Failed) => {
                Err("cannot be: the customer said yes already")
            }
            (Self::Failed, _) => Err("cannot be: the customer said no"),
            (Self::Lapsed, _) => Err("cannot be: the customer did not answer in time"),
            (Self::Revoked, _) => Err("cannot be: the consent was revoked, which is final"),
            (Self::Expired, _) => Err("cannot be: the consent's time is over"),
        }
    }

    /// Where the firm moves it by taking it back.
    ///
    /// # Errors
    /// Why it cannot be taken back.
    pub(crate) fn taken_back(self) -> Result<Self, &'static str> {
        match self {
            Self::Active | Self::Paused => Ok(Self::Revoked),
            Self::Asked | Self::Failed | Self::Lapsed => {
                Err("names a consent to which the customer has not said yes")
            }
            Self::Revoked => Err("names a consent that is revoked already"),
            Self::Expired => Err("names a consent whose time is over"),
        }
    }
}

/// A stage, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Move {
    stage: Stage,
    at: DateTime<Utc>,
}

/// Every stage that a consent went through, the first to the last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Life(Vec<Move>);

impl Life {
    /// Of a consent that is asked for now.
    pub(crate) fn begun(at: DateTime<Utc>) -> Self {
        let stage = Stage::Asked;
        Self(vec![Move { stage, at }])
    }

    /// The life with what time has done to it by now: the answer that comes by itself at a moment,
    /// where one does, and the end.
    pub(crate) fn settled(
        self,
        now: DateTime<Utc>,
        answered: Option<DateTime<Utc>>,
        ends: DateTime<Utc>,
    ) -> Self {
        let mut life = self;
        if let Some(at) = answered
            && life.stage() == Stage::Asked
            && at <= now
            && at < ends
        {
            life = life.moved(Stage::Active, at);
        }
        if ends > now {
            return life;
        }
        match life.stage() {
            Stage::Asked => life.moved(Stage::Lapsed, ends),
            Stage::Active | Stage::Paused => life.moved(Stage::Expired, ends),
            _ => life,
        }
    }

    /// The life with one stage more, unless that is where it stands.
    pub(crate) fn moved(mut self, stage: Stage, at: DateTime<Utc>) -> Self {
        if stage != self.stage() {
            // A clock that was set back does not turn the order round.
            let at = at.max(self.since());
            self.0.push(Move { stage, at });
        }
        self
    }

    /// Where it stands.
    pub(crate) fn stage(&self) -> Stage {
        self.0.last().map_or(Stage::Asked, |last| last.stage)
    }

    /// Since when it stands so.
    pub(crate) fn since(&self) -> DateTime<Utc> {
        self.0.last().map_or(DateTime::UNIX_EPOCH, |last| last.at)
    }

    /// When the customer said yes.
    pub(crate) fn approved_at(&self) -> Option<DateTime<Utc>> {
        let mut moves = self.0.iter();
        moves
            .find(|one| one.stage == Stage::Active)
            .map(|one| one.at)
    }

    /// The times in which it was active, each from a moment until just before another; what goes
    /// on still goes until just after now.
    pub(crate) fn active(&self, now: DateTime<Utc>) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
        let open = now + TimeDelta::microseconds(1);
        let ends = self.0.iter().skip(1).map(|next| next.at).chain([open]);
        let spans = self.0.iter().zip(ends);
        spans
            .filter(|(one, end)| one.stage == Stage::Active && one.at < *end)
            .map(|(one, end)| (one.at, end))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_700_000_000 + seconds, 0).unwrap()
    }

    #[test]
    fn an_aggregator_moves_a_consent_only_as_the_table_says() {
        // Rows: how it stands. Columns: what is told, in the order of `ConsentStatus::ALL`:
        // PENDING FAILED READY EXPIRED CREATED ACTIVE REVOKED PAUSED. A point is a refusal.
        let table = [
            (Stage::Asked, ". F A L . A . ."),
            (Stage::Failed, ". F . . . . . ."),
            (Stage::Lapsed, ". . . L . . . ."),
            (Stage::Active, ". . A E . A R P"),
            (Stage::Paused, ". . P E . A R P"),
            (Stage::Revoked, ". . R . . . R ."),
            (Stage::Expired, ". . E E . . . ."),
        ];
        assert_eq!(table.map(|(stage, _)| stage), Stage::ALL);
        for (stage, row) in table {
            let moved = ConsentStatus::ALL.map(|status| match stage.told(status) {
                Err(sentence) => {
                    assert!(sentence.contains(' '), "{sentence}");
                    "."
                }
                Ok(Stage::Asked) => "?",
                Ok(Stage::Failed) => "F",
                Ok(Stage::Lapsed) => "L",
                Ok(Stage::Active) => "A",
                Ok(Stage::Paused) => "P",
                Ok(Stage::Revoked) => "R",
                Ok(Stage::Expired) => "E",
            });
            assert_eq!(moved.join(" "), row, "{stage:?}");
        }
    }

    #[test]
    fn the_firm_takes_back_only_what_the_customer_gave() {
        for stage in Stage::ALL {
            let may = matches!(stage, Stage::Active | Stage::Paused);
            let taken = stage.taken_back();
            assert_eq!(taken.ok(), may.then_some(Stage::Revoked), "{stage:?}");
        }
    }

    #[test]
    fn request_and_consent_have_a_word_each() {
        let words = |stage: Stage| (stage.of_request().word(), stage.of_consent().word());
        assert_eq!(
            Stage::ALL.map(words),
            [
                ("PENDING", "CREATED"),
                ("FAILED", "CREATED"),
                ("EXPIRED", "CREATED"),
                ("READY", "ACTIVE"),
                ("READY", "PAUSED"),
                ("READY", "REVOKED"),
                ("READY", "EXPIRED"),
            ]
        );
    }

    #[test]
    fn time_answers_and_ends() {
        let asked = Life::begun(at(0));
        let settled = |life: &Life, now| life.clone().settled(at(now), Some(at(10)), at(100));
        assert_eq!(settled(&asked, 9).stage(), Stage::Asked);
        let active = settled(&asked, 10);
        assert_eq!((active.stage(), active.since()), (Stage::Active, at(10)));
        let over = settled(&asked, 500);
        assert_eq!((over.stage(), over.since()), (Stage::Expired, at(100)));
        assert_eq!(over.approved_at(), Some(at(10)));
        // Nobody answers, or too late.
        let unanswered = asked.clone().settled(at(500), None, at(100));
        assert_eq!(unanswered.stage(), Stage::Lapsed);
        let late = asked.clone().settled(at(500), Some(at(100)), at(100));
        assert_eq!((late.stage(), late.approved_at()), (Stage::Lapsed, None));
        // What is over stays as it was.
        let revoked = active.moved(Stage::Revoked, at(50));
        assert_eq!(settled(&revoked, 500), revoked);
    }

    #[test]
    fn the_times_in_which_it_was_active_are_known() {
        let life = Life::begun(at(0))
            .moved(Stage::Active, at(10))
            .moved(Stage::Paused, at(20))
            .moved(Stage::Paused, at(25))
            .moved(Stage::Active, at(30));
        let open = at(40) + TimeDelta::microseconds(1);
        let spans = [(at(10), at(20)), (at(30), open)];
        assert_eq!(life.active(at(40)), spans);
        let ended = life.moved(Stage::Revoked, at(35));
        assert_eq!(ended.active(at(40)), [(at(10), at(20)), (at(30), at(35))]);
    }
}
