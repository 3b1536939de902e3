//! `portal.kba.*`: whether a client is who the client says. No bureau is asked: the questions come
//! from the client's own latest report here, and a PIN goes out as a text message of the office,
//! which lies in the outgoing folder like any other: when it is taken back, or the client has another
//! number, the PIN is void. What is right is never answered or logged.

mod asked;

use chrono::{DateTime, TimeDelta, Utc};
use contract::{
    Call, FieldErrors, Page,
    portal::{
        ByKbaProvider, CorrespondenceType, KbaAnswer, KbaAnswers, KbaProvider, KbaQuestions,
        KbaSkip, KbaStep, Message, NewCorrespondence, SmsPiece,
    },
};
use sha2::{Digest, Sha256};

use self::asked::Asked;
use super::{asked::whole_list, clients, correspondence, entered::Entered, piece::Piece, reports};
use crate::{
    clock::stamp,
    data::{
        correspondence as pieces,
        identity_checks::{self as data, CheckRow},
    },
    event_kind::EventKind,
    random,
    server::{Outcome, Refusal, Table, Writing},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .begins::<KbaQuestions>(questions)
        .writes::<KbaAnswer>(answer)
        .writes::<KbaSkip>(skip)
}

/// How long what is asked is good.
const GOOD_FOR: TimeDelta = TimeDelta::minutes(15);
/// How long a PIN must still be good to be asked for once more: its message promises [`GOOD_FOR`].
const STILL_GOOD_FOR: TimeDelta = TimeDelta::minutes(10);
/// Wrong answers that count within [`WINDOW`].
const LIMIT: i64 = 3;
/// How long nobody begins anew after too many.
const WINDOW: TimeDelta = TimeDelta::hours(24);

async fn questions(write: &mut Writing, call: Call<KbaQuestions>) -> Outcome<KbaQuestions> {
    let mut row = there(write, &call.path).await?;
    let now = write.office().clock.now();
    if let Some(wait) = must_wait(&row, now) {
        return Err(Refusal::TooOften(wait));
    }
    // What was sent and is still good is not sent again.
    let still = still_asked(write, &row).await?;
    let asked = match still {
        Some(asked) if lasts(&asked, &row, now) => asked,
        _ => ask(write, call.path.provider, &mut row).await?,
    };
    let step = step(&asked, &mut row)?;
    data::keep(write.database(), &row).await?;
    Ok(whole_list([step].into_iter()))
}

/// A wrong answer is answered, not refused: what is refused leaves nothing behind, and it must
/// count.
async fn answer(write: &mut Writing, call: Call<KbaAnswer>) -> Outcome<KbaAnswer> {
    let mut row = there(write, &call.path).await?;
    let now = write.office().clock.now();
    let asked = open(write, &row, call.body.auth_token.as_deref()).await?;
    let is_right = right(&asked, &call.body)?;
    if is_right {
        confirm(write, row, EventKind::IdentityConfirmed).await?;
        return Ok(None);
    }
    count_failure(&mut row, now);
    let left = row.failed < LIMIT;
    let rest = match (left, asked) {
        (false, _) => {
            forget(&mut row);
            None
        }
        // A PIN may be typed wrongly, and stays the same.
        (true, asked @ Asked::Pin { .. }) => Some(asked),
        (true, Asked::Questions(_)) => Some(ask(write, call.path.provider, &mut row).await?),
    };
    let rest = rest.map(|asked| step(&asked, &mut row)).transpose()?;
    data::keep(write.database(), &row).await?;
    Ok(Some(Page {
        rows: rest.into_iter().collect(),
        meta: None,
    }))
}

async fn skip(write: &mut Writing, call: Call<KbaSkip>) -> Outcome<KbaSkip> {
    let row = there(write, &call.path).await?;
    confirm(write, row, EventKind::IdentitySkipped).await?;
    Ok(Message::new(
        "The client is taken for confirmed. No question was answered.",
    ))
}

/// How the client stands with the provider.
async fn there(write: &mut Writing, path: &ByKbaProvider) -> Result<CheckRow, Refusal> {
    clients::read(write.database(), path.id).await?;
    let provider = path.provider.word();
    let row = data::find(write.database(), (path.id, provider)).await?;
    Ok(row.unwrap_or_else(|| CheckRow {
        client_id: path.id,
        provider: provider.to_owned(),
        ..CheckRow::default()
    }))
}

fn moment(text: Option<&str>) -> Option<DateTime<Utc>> {
    text?.parse().ok()
}

/// How long it takes until somebody may begin anew who answered wrongly too often.
fn must_wait(row: &CheckRow, now: DateTime<Utc>) -> Option<TimeDelta> {
    let until = moment(row.failing_since.as_deref())? + WINDOW;
    (row.failed >= LIMIT && now < until).then(|| until - now)
}

fn count_failure(row: &mut CheckRow, now: DateTime<Utc>) {
    let since = moment(row.failing_since.as_deref());
    if since.is_none_or(|since| since + WINDOW <= now) {
        (row.failed, row.failing_since) = (0, Some(stamp(now)));
    }
    row.failed += 1;
    row.round += 1;
}

/// What is asked now, if it is still good: a PIN as long as its message is there, and went where the
/// client is reached today.
async fn still_asked(write: &mut Writing, row: &CheckRow) -> Result<Option<Asked>, Refusal> {
    let now = write.now();
    let is_good = moment(row.expires_at.as_deref()).is_some_and(|until| now < until);
    let asked = kept(row).filter(|_| is_good);
    if let Some(Asked::Pin { piece, number, .. }) = &asked {
        let client = clients::read(write.database(), row.client_id).await?;
        let is_reached = client.mobile_phone.as_ref() == Some(number);
        if !is_reached || !pieces::exists(write.database(), *piece).await? {
            return Ok(None);
        }
    }
    Ok(asked)
}

/// What was asked last, good or not.
fn kept(row: &CheckRow) -> Option<Asked> {
    serde_json::from_str(row.asked.as_deref()?).ok()
}

/// Whether what is asked can be asked for once more.
fn lasts(asked: &Asked, row: &CheckRow, now: DateTime<Utc>) -> bool {
    let until = moment(row.expires_at.as_deref());
    match asked {
        Asked::Questions(_) => true,
        Asked::Pin { .. } => until.is_some_and(|until| until - now >= STILL_GOOD_FOR),
    }
}

fn forget(row: &mut CheckRow) {
    (row.token, row.asked, row.expires_at) = (None, None, None);
}

/// Notes that the client is confirmed, one way or the other.
async fn confirm(write: &mut Writing, row: CheckRow, how: EventKind) -> Result<(), Refusal> {
    let mut row = CheckRow {
        failed: 0,
        failing_since: None,
        confirmed_at: Some(stamp(write.office().clock.now())),
        ..row
    };
    forget(&mut row);
    data::keep(write.database(), &row).await?;
    let tells = vec![("provider", row.provider.clone().into())];
    write.happened(how, Some(row.client_id), tells).await
}

/// Asks something new: questions, or a PIN that goes out.
async fn ask(
    write: &mut Writing,
    provider: KbaProvider,
    row: &mut CheckRow,
) -> Result<Asked, Refusal> {
    let asked = match provider {
        KbaProvider::ArrayEquifax | KbaProvider::SpinWheel => send_pin(write, row).await?,
        KbaProvider::ArrayTransunion => about_report(write, row, Some("TUC")).await?,
        KbaProvider::ArrayExperian => about_report(write, row, Some("EXP")).await?,
        KbaProvider::IdIq => about_report(write, row, None).await?,
    };
    let kept = serde_json::to_string(&asked);
    row.asked = Some(kept.map_err(|_| Refusal::inside("questions are not JSON"))?);
    row.expires_at = Some(stamp(write.office().clock.now() + GOOD_FOR));
    Ok(asked)
}

/// Questions about the client's latest report, of a bureau where there is one.
async fn about_report(
    write: &mut Writing,
    row: &CheckRow,
    bureau: Option<&str>,
) -> Result<Asked, Refusal> {
    let report = reports::latest_for_questions(write.office(), row.client_id, bureau).await?;
    let seed = Sha256::digest(format!("{} {} {}", row.client_id, row.provider, row.round));
    let seed = seed
        .iter()
        .take(8)
        .fold(0, |seed, byte| (seed << 8) | u64::from(*byte));
    let questions = report.map(|report| practice::questions(&report, seed));
    let questions = questions.filter(|questions| !questions.is_empty());
    questions.map(Asked::of).ok_or_else(|| {
        let sentence = "has no report here to ask about, and no other provider is configured";
        Refusal::Fields(FieldErrors::one("id", sentence))
    })
}

/// Sends the client a PIN, and takes back those that are good no longer: the one before is void.
async fn send_pin(write: &mut Writing, row: &CheckRow) -> Result<Asked, Refusal> {
    let client = clients::read(write.database(), row.client_id).await?;
    let Some(number) = client.mobile_phone else {
        let sentence = "has no mobile phone to which a PIN could go";
        return Err(Refusal::Fields(FieldErrors::one("id", sentence)));
    };
    let pin = random::pin().map_err(|_| Refusal::inside("there are no random bytes"))?;
    let minutes = GOOD_FOR.num_minutes();
    let sms = SmsPiece {
        body: format!("Your PIN is {pin}. It is good for {minutes} minutes."),
        number: number.clone(),
        tfn_id: None,
    };
    let new = NewCorrespondence {
        client_id: Some(row.client_id),
        sms: Some(sms),
        kind: CorrespondenceType::Sms,
        ..NewCorrespondence::default()
    };
    let mut errors = FieldErrors::default();
    let mut piece = Piece::of(new, &mut errors)?;
    piece.is_code = true;
    let old = stamp(write.office().clock.now() - GOOD_FOR);
    pieces::delete_pins(write.database(), row.client_id, &old).await?;
    if let Some(Asked::Pin { piece, .. }) = kept(row) {
        pieces::delete_pin(write.database(), piece).await?;
    }
    let sent = correspondence::keep(write, piece, errors).await?;
    let sent = sent
        .id
        .ok_or_else(|| Refusal::inside("a PIN was not kept"))?;
    Ok(Asked::pin(&pin, (sent, number)))
}

/// What is asked as it is shown, under a token of its own, of which only the hash is kept.
fn step(asked: &Asked, row: &mut CheckRow) -> Result<KbaStep, Refusal> {
    let token = random::key().map_err(|_| Refusal::inside("there are no random bytes"))?;
    row.token = Some(hex::encode(Sha256::digest(&token)));
    Ok(KbaStep {
        auth_method: Some(asked.method().to_owned()),
        auth_token: Some(token),
        questions: asked.shown(),
    })
}

/// What is asked under a token.
async fn open(write: &mut Writing, row: &CheckRow, token: Option<&str>) -> Result<Asked, Refusal> {
    let wrong = |sentence| Refusal::Fields(FieldErrors::one("auth_token", sentence));
    let token = token.ok_or_else(|| wrong("is required"))?;
    let token = hex::encode(Sha256::digest(token));
    let asked = still_asked(write, row).await?;
    let asked = asked.filter(|_| row.token.as_deref() == Some(&token));
    asked.ok_or_else(|| wrong("is of nothing that is asked now; ask for the questions again"))
}

/// Whether all is answered, and rightly.
fn right(asked: &Asked, given: &KbaAnswers) -> Result<bool, Refusal> {
    let mut entered = Entered::default();
    let is_right = asked.is_right(given, &mut entered);
    entered.done()?;
    Ok(is_right)
}
