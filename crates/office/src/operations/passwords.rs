//! `portal.auth.forgot_password`, `portal.auth.reset_password`: setting another password with a code
//! that was sent by mail. Nobody learns here whether an address is known: an unknown one is
//! answered as a known one, and a code of nobody as a wrong code. Where the office sends no mail, one
//! to who works here lies in the outgoing folder as a file, and one to a client among what is to be
//! sent to the client, where agents see it: nothing of a client's is ever a plain file.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use contract::{
    Call, FieldErrors,
    office::SHORTEST_PASSWORD,
    portal::{AuthForgotPassword, AuthResetPassword, EmailPiece, Message},
};
use sha2::{Digest, Sha256};
use sqlx::SqliteConnection;
use tokio::task::spawn_blocking;

use super::{correspondence, piece::Piece};
use crate::{
    data::{
        agents::{self, Agent},
        correspondence as pieces,
        mails::{self, MailOf},
        moments, practice, recoveries,
    },
    mail, outgoing, random,
    server::{Caller, Outcome, Refusal},
    shared::Shared,
};

/// How long a code is good for.
const LIFETIME: TimeDelta = TimeDelta::hours(1);
/// What the mail with a code is about.
const SUBJECT: &str = "A code to set another password";

pub(super) async fn forgot(
    caller: Caller,
    call: Call<AuthForgotPassword>,
) -> Outcome<AuthForgotPassword> {
    let office = &caller.office;
    let email = call.body.email.trim().to_lowercase();
    count(office, &forgetting(&email))?;
    // Answered first: neither the time nor a failure tells whether there was anything to send.
    let shared = Arc::clone(office);
    office.afterwards(async move {
        if send_to(&shared, &email).await.is_err() {
            tracing::error!("a code to set another password was not sent");
        }
    });
    // The same for everybody, whether there is anybody.
    let sends = mail::goes_now(office).await?;
    Ok(Message::new(if sends {
        "If somebody here has this address, a code to set another password is on its way there."
    } else {
        "If somebody here has this address, a code to set another password lies in a file \
         in the office's folder `outgoing`: it cannot send mail now."
    }))
}

/// Sends a code to whoever has an address, if anybody may have one there.
async fn send_to(office: &Shared, email: &str) -> Result<(), Refusal> {
    match agents::by_email(office.database.readers(), email).await? {
        Some(agent) if !agent.is_closed() && !is_practice(office, email).await? => {
            send(office, agent).await
        }
        _ => Ok(()),
    }
}

pub(super) async fn reset(
    caller: Caller,
    call: Call<AuthResetPassword>,
) -> Outcome<AuthResetPassword> {
    let (office, new) = (&caller.office, call.body);
    let mut errors = FieldErrors::default();
    if new.password.chars().count() < SHORTEST_PASSWORD {
        let sentence = format!("must have at least {SHORTEST_PASSWORD} characters");
        errors.add("password", &sentence);
    }
    if new.password_confirmation != new.password {
        errors.add("password_confirmation", "is not the same as `password`");
    }
    if !errors.is_empty() {
        return Err(Refusal::Fields(errors));
    }
    let email = new.email.trim().to_lowercase();
    count(office, &resetting(&email))?;
    let agent = agents::by_email(office.database.readers(), &email).await?;
    // The slow part comes before the code is looked at, whoever it is.
    let hash = office.password_hash(new.password).await?;
    let agent = agent.ok_or(Refusal::WrongCode)?.id;
    let now = office.clock.now();
    let mut write = office.database.write().await?;
    if !recoveries::end(&mut write, agent, &hashed(&new.token), now).await? {
        return Err(Refusal::WrongCode);
    }
    agents::set_password(&mut write, agent, &hash, now).await?;
    pieces::delete_codes(&mut write, agent).await?;
    mails::forget(&mut write, agent).await?;
    write.commit().await?;
    office.attempts().succeeded(&email);
    for counted in [forgetting(&email), resetting(&email)] {
        office.code_attempts().succeeded(&counted);
    }
    let folder = office.folder.clone();
    let taken = spawn_blocking(move || outgoing::take(&folder, agent)).await;
    if !matches!(taken, Ok(Ok(()))) {
        tracing::warn!("a mail whose code was used stays in the outgoing folder");
    }
    Ok(Message::new(
        "The password was changed. Sign in with it; whoever was signed in has to do so again.",
    ))
}

/// Makes a code, keeps its hash, and sends a mail with it, or puts it where mail waits that
/// somebody is to send: into the outgoing folder once the code is good, and not before.
async fn send(office: &Shared, agent: Agent) -> Result<(), Refusal> {
    let code = random::typed().map_err(|_| Refusal::inside("there are no random numbers"))?;
    let now = office.clock.now();
    let goes = mail::goes_now(office).await?;
    let mut write = office.database.write().await?;
    mails::forget(&mut write, agent.id).await?;
    pieces::delete_codes(&mut write, agent.id).await?;
    recoveries::begin(&mut write, agent.id, &hashed(&code), now + LIFETIME).await?;
    let text = format!(
        "{},\n\nthis code sets another password for you, once, within an hour:\n\n    {code}\n\n\
         If you did not ask for it, do nothing: your password stays as it is.",
        agent.first_name
    );
    if !goes && agent.client_id.is_some() {
        let moment = moments::next(&mut write, now).await?;
        keep(&mut write, &agent, text, (now, moment)).await?;
    } else {
        let mail = mail::Mail {
            of: MailOf::User(agent.id),
            to: &agent.email,
            subject: SUBJECT,
            body: &text,
            // What cannot go is given up at once.
            until: if goes { now + LIFETIME } else { now },
        };
        mail::queue(&mut write, &mail, now).await?;
    }
    write.commit().await?;
    office.mail.notify_one();
    if !goes {
        mail::lay_down(office, agent.id).await?;
    }
    Ok(())
}

/// Keeps a client's mail among what is to be sent to the client.
async fn keep(
    database: &mut SqliteConnection,
    user: &Agent,
    body: String,
    time: (DateTime<Utc>, String),
) -> Result<(), Refusal> {
    let mut errors = FieldErrors::default();
    let mail = EmailPiece {
        body,
        subject: SUBJECT.to_owned(),
        to: user.email.clone(),
    };
    let mut piece = Piece::email(mail, &mut errors);
    piece.client = user.client_id;
    piece.is_code = true;
    if !errors.is_empty() {
        return Err(Refusal::Fields(errors));
    }
    correspondence::add(database, &piece, user, time).await?;
    Ok(())
}

/// Whether an address is the one with which everybody practises: its password is the program's, which
/// knows it.
pub(super) async fn is_practice(office: &Shared, email: &str) -> Result<bool, Refusal> {
    let practice = practice::find(office.database.readers()).await?;
    Ok(practice.is_some_and(|row| row.email == email))
}

fn count(office: &Shared, what: &str) -> Result<(), Refusal> {
    let now = office.clock.now();
    let counted = office.code_attempts().begin(what, now);
    counted.map_err(Refusal::TooOften)
}

// An address has no spaces: being sent a code is counted apart from using one.
fn forgetting(email: &str) -> String {
    format!("forgot {email}")
}

fn resetting(email: &str) -> String {
    format!("reset {email}")
}

fn hashed(code: &str) -> String {
    hex::encode(Sha256::digest(code.trim().as_bytes()))
}
