//! `unaport.*`: consents of customers to share bank data, the data, and what it says. Only practice
//! has an aggregator, which is invented: elsewhere nobody can be asked, but what an aggregator
//! reports is taken in and kept.

mod analytics;
mod consents;
mod data;
mod kept;
mod moment;
mod notifications;
mod provider;
mod runs;
mod templates;
mod wanted;

use chrono::{DateTime, Utc};
use contract::{
    Call,
    unaport::{AuthLogin, AuthRefresh, Organisation, OrganisationGet, Session, VERSION},
};

use super::auth;
use crate::{
    clock::stamp,
    data::agents::{self, Agent},
    organisation, random,
    server::{Caller, Outcome, Refusal, Table},
    shared::Shared,
    token::{self, Audience, Claims, Worth},
};

/// Serves the system.
pub(super) fn serve(table: Table) -> Table {
    let table = table
        .on::<AuthLogin>(login)
        .on::<AuthRefresh>(refresh)
        .on::<OrganisationGet>(organisation_get);
    let table = consents::serve(templates::serve(table));
    notifications::serve(analytics::serve(data::serve(table)))
}

async fn login(caller: Caller, call: Call<AuthLogin>) -> Outcome<AuthLogin> {
    let office = &caller.office;
    let agent = auth::by_password(office, &call.body.email_id, call.body.password).await?;
    let now = office.clock.now();
    session(office, &agent, now)
}

/// A refresh token is good for what it was made for, as long as the agent's sessions are.
async fn refresh(caller: Caller, call: Call<AuthRefresh>) -> Outcome<AuthRefresh> {
    let office = &caller.office;
    let now = office.clock.now();
    let shown = token::read(office.secret().as_bytes(), &call.body.refresh_token, now);
    let claims = match shown {
        Worth::Good(claims) if claims.aud == Audience::UnaportRefresh => claims,
        _ => return Err(Refusal::NoToken),
    };
    let agent = agents::find(office.database.readers(), claims.sub).await?;
    let agent = agent.filter(|agent| agent.session == claims.session);
    let since = DateTime::from_timestamp(claims.since, 0);
    let (Some(agent), Some(since)) = (agent, since) else {
        return Err(Refusal::NoToken);
    };
    session(office, &agent, since)
}

/// Tokens for an agent who signed in then.
fn session(office: &Shared, agent: &Agent, since: DateTime<Utc>) -> Result<Session, Refusal> {
    let claims = Claims::of_unaport(agent.id, agent.session, since, office.clock.now());
    let [access, refresh] = claims;
    let written = |claims| {
        let token = token::write(office.secret().as_bytes(), claims);
        token.map_err(|_| Refusal::inside("a token cannot be written"))
    };
    let Stamp { timestamp, txnid } = stamped(office)?;
    Ok(Session {
        access_token: Some(written(access)?),
        expires_in: Some(access.life()),
        refresh_expires_in: Some(refresh.life()),
        refresh_token: Some(written(refresh)?),
        timestamp,
        token_type: Some("Bearer".to_owned()),
        txn_id: txnid,
        version: version(),
    })
}

async fn organisation_get(caller: Caller, _: Call<OrganisationGet>) -> Outcome<OrganisationGet> {
    let office = &caller.office;
    let Stamp { timestamp, txnid } = stamped(office)?;
    Ok(Organisation {
        fiulive: None,
        fiutest: provider::entity(office),
        org_id: Some(organisation::id(&office.secret()).to_string()),
        timestamp,
        txn_id: txnid,
        ver: version(),
    })
}

/// What every answer carries.
struct Stamp {
    timestamp: Option<String>,
    txnid: Option<String>,
}

fn stamped(office: &Shared) -> Result<Stamp, Refusal> {
    let txnid = random::uuid().map_err(|_| Refusal::inside("there are no random bytes"))?;
    Ok(Stamp {
        timestamp: Some(stamp(office.clock.now())),
        txnid: Some(txnid),
    })
}

fn version() -> Option<String> {
    Some(VERSION.to_owned())
}

/// The word for something that went well.
fn success() -> Option<String> {
    Some("success".to_owned())
}
