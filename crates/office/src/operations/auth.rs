//! `portal.auth.*`: signing in with a password, and staying signed in.

use contract::{
    Call,
    portal::{AuthLogin, AuthRefresh, Role, Session, User, UserAccessLog},
};

use crate::{
    clock::stamp,
    data::agents::{self, Agent},
    server::{Caller, Outcome, Refusal},
    shared::Shared,
    token::{self, Claims},
};

pub(crate) async fn login(caller: Caller, call: Call<AuthLogin>) -> Outcome<AuthLogin> {
    let office = &caller.office;
    let email = call.body.email.trim().to_lowercase();
    let now = office.clock.now();
    office
        .attempts()
        .begin(&email, now)
        .map_err(Refusal::TooOften)?;
    let agent = agents::by_email(office.database.readers(), &email).await?;
    let kept = agent.as_ref().map(|agent| agent.password_hash.clone());
    let right = office.password_matches(call.body.password, kept).await?;
    let mut agent = agent.filter(|_| right).ok_or(Refusal::WrongPassword)?;
    office.attempts().succeeded(&email);
    let mut write = office.database.write().await?;
    agents::signed_in(&mut write, agent.id, now).await?;
    write.commit().await?;
    agent.last_login_at = Some(stamp(now));
    session(office, Claims::signed_in(agent.id, now), agent)
}

pub(crate) async fn refresh(caller: Caller, _: Call<AuthRefresh>) -> Outcome<AuthRefresh> {
    let office = &caller.office;
    let claims = caller.claims.ok_or(Refusal::NoToken)?;
    let agent = agents::find(office.database.readers(), claims.sub)
        .await?
        .ok_or(Refusal::NoToken)?;
    session(office, claims.renewed(office.clock.now()), agent)
}

fn session(office: &Shared, claims: Claims, agent: Agent) -> Result<Session, Refusal> {
    let token = token::write(office.secret.as_bytes(), claims);
    let token = token.map_err(|_| Refusal::inside("a token cannot be written"))?;
    Ok(Session {
        token: Some(token),
        user: Some(user(agent)),
    })
}

fn user(agent: Agent) -> User {
    User {
        created_at: Some(agent.created_at),
        email: Some(agent.email),
        first_name: Some(agent.first_name),
        id: Some(agent.id),
        last_name: Some(agent.last_name),
        // Whoever signs in here may do everything: an office has one role so far.
        roles: vec![Role {
            id: Some("administrator".to_owned()),
            name: Some("Administrator".to_owned()),
            permissions: Vec::new(),
        }],
        updated_at: Some(agent.updated_at),
        user_access_log: Some(UserAccessLog {
            last_login_at: agent.last_login_at,
        }),
    }
}
