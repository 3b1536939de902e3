//! `portal.auth.*`: signing in with a password, and staying signed in. A password that was forgotten
//! is for `passwords`.

use std::future::{Ready, ready};

use chrono::{DateTime, Utc};
use contract::{
    Call, FieldErrors,
    portal::{
        AuthForgotPassword, AuthLogin, AuthLoginProvider, AuthRefresh, AuthResetPassword, Session,
        User,
    },
};
use sqlx::SqliteConnection;

use super::passwords;
use crate::{
    clock::stamp,
    data::{
        agents::{self, Agent},
        events::{self, Happening},
    },
    event_kind::EventKind,
    random,
    server::{Caller, Outcome, Refusal, SignedIn, Table},
    shared::Shared,
    token::{self, Claims},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<AuthLogin>(login)
        .on::<AuthLoginProvider>(login_provider)
        .on::<AuthRefresh>(refresh)
        .on::<AuthForgotPassword>(passwords::forgot)
        .on::<AuthResetPassword>(passwords::reset)
}

async fn login(caller: Caller, call: Call<AuthLogin>) -> Outcome<AuthLogin> {
    let office = &caller.office;
    let now = office.clock.now();
    let mut agent = by_password(office, &call.body.email, call.body.password).await?;
    match noted(office, agent.id, now).await {
        Ok(()) => agent.last_login_at = Some(stamp(now)),
        // Whoever is to make room, or to see what is there, has to come in first.
        Err(Refusal::Full) => tracing::warn!("a sign-in is not noted: the disk is full"),
        Err(refusal) => return Err(refusal),
    }
    session(
        office,
        Claims::signed_in(agent.id, agent.session, now),
        agent,
    )
}

async fn noted(office: &Shared, agent: i64, now: DateTime<Utc>) -> Result<(), Refusal> {
    let mut write = office.database.write().await?;
    note(&mut write, agent, now).await?;
    Ok(write.commit().await?)
}

/// An office knows its people itself, and no provider that does.
fn login_provider(_: Caller, _: Call<AuthLoginProvider>) -> Ready<Outcome<AuthLoginProvider>> {
    let sentence = "is not set up here: sign in with e-mail address and password";
    ready(Err(Refusal::Fields(FieldErrors::one("provider", sentence))))
}

/// Notes that an agent signs in now.
pub(super) async fn note(
    database: &mut SqliteConnection,
    agent: i64,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    agents::signed_in(database, agent, now).await?;
    let happening = Happening {
        kind: EventKind::UserLogin,
        user: agent,
        client: None,
        tells: Vec::new(),
    };
    let number = random::uuid().map_err(|_| Refusal::inside("there are no random bytes"))?;
    Ok(events::add(database, happening, (&number, now)).await?)
}

/// Who knows a password. Counts as an attempt.
pub(super) async fn by_password(
    office: &Shared,
    email: &str,
    password: String,
) -> Result<Agent, Refusal> {
    let email = email.trim().to_lowercase();
    office
        .attempts()
        .begin(&email, office.clock.now())
        .map_err(Refusal::TooOften)?;
    let agent = agents::by_email(office.database.readers(), &email).await?;
    let kept = agent.as_ref().map(|agent| agent.password_hash.clone());
    let right = office.password_matches(password, kept).await?;
    let agent = agent.filter(|agent| right && !agent.is_closed());
    let agent = agent.ok_or(Refusal::WrongPassword)?;
    office.attempts().succeeded(&email);
    Ok(agent)
}

async fn refresh(caller: Caller, _: Call<AuthRefresh>) -> Outcome<AuthRefresh> {
    let office = &caller.office;
    let SignedIn { claims, agent } = caller.signed_in.ok_or(Refusal::NoToken)?;
    session(office, claims.renewed(office.clock.now()), agent)
}

pub(super) fn session(office: &Shared, claims: Claims, agent: Agent) -> Result<Session, Refusal> {
    let token = token::write(office.secret().as_bytes(), claims);
    let token = token.map_err(|_| Refusal::inside("a token cannot be written"))?;
    let user = User {
        roles: vec![agent.role.shown()],
        ..agent.shown()
    };
    Ok(Session {
        token: Some(token),
        user: Some(user),
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use contract::portal::Credentials;

    use super::*;

    #[tokio::test]
    async fn somebody_signs_in_though_the_disk_is_full() {
        let (_folder, office) = Shared::empty().await;
        let (email, password) = ("ana@example.com", "a long password");
        let id = office.administrator(email, password).await;
        let mut write = office.database.write().await.unwrap();
        // From here on an event needs more pages than there are.
        for statement in [
            "CREATE TABLE pile (bytes BLOB NOT NULL) STRICT",
            "CREATE TRIGGER piles AFTER INSERT ON events BEGIN
                 INSERT INTO pile (bytes) VALUES (zeroblob(1000000));
             END",
        ] {
            sqlx::query(statement).execute(&mut *write).await.unwrap();
        }
        write.commit().await.unwrap();
        let mut write = office.database.write().await.unwrap();
        let full = sqlx::query("PRAGMA max_page_count = 1");
        full.execute(&mut *write).await.unwrap();
        write.commit().await.unwrap();
        let caller = Caller {
            office: Arc::clone(&office),
            signed_in: None,
            basic: None,
        };
        let credentials = Credentials {
            email: email.to_owned(),
            password: password.to_owned(),
        };
        let call = Call {
            path: (),
            query: (),
            body: credentials,
        };
        let session = login(caller, call).await.unwrap();
        assert!(session.token.is_some());
        let log = session.user.unwrap().user_access_log;
        assert_eq!(log.and_then(|log| log.last_login_at), None);
        let kept = agents::find(office.database.readers(), id).await.unwrap();
        assert_eq!(kept.unwrap().last_login_at, None);
    }
}
