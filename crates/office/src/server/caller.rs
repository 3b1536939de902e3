//! Who is calling: what a call shows of whoever makes it, as its system's scheme says, and whether they
//! may make it. What is asked is not looked at here.

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderName, header::AUTHORIZATION};
use base64::{Engine, engine::general_purpose::STANDARD};
use contract::{FieldErrors, REQUESTER_HEADER, Row, Scheme, SignIn, TARGET_HEADER};
use uuid::Uuid;

use super::refusal::Refusal;
use crate::{
    data::agents::{self, Agent},
    organisation,
    shared::Shared,
    token::{self, Audience, Claims, Worth},
};

/// Who is calling, and the office that is called.
pub(crate) struct Caller {
    /// The office.
    pub(crate) office: Arc<Shared>,
    /// The agent; `None` for operations that need only the key.
    pub(crate) signed_in: Option<SignedIn>,
    /// User and password, where they came with the call itself (RFC 7617).
    pub(crate) basic: Option<Basic>,
}

/// User and password of a call.
pub(crate) struct Basic {
    pub(crate) user: String,
    pub(crate) password: String,
}

/// A signed-in agent.
pub(crate) struct SignedIn {
    /// What the token says.
    pub(crate) claims: Claims,
    /// Whose token it is.
    pub(crate) agent: Agent,
}

/// Who asks for an operation, if it is somebody who may. Everything else comes after it.
pub(super) async fn signed_in(
    office: &Shared,
    row: &Row,
    scheme: Scheme,
    headers: &HeaderMap,
) -> Result<Option<SignedIn>, Refusal> {
    let claims = match (row.sign_in, worth(office, scheme, headers)) {
        (SignIn::Key | SignIn::Report, _) => return Ok(None),
        (_, Worth::Good(claims)) | (SignIn::LateToken, Worth::Late(claims)) => claims,
        (_, Worth::Over) => return Err(Refusal::SessionOver),
        (_, Worth::Late(_) | Worth::None) => return Err(Refusal::NoToken),
    };
    if scheme == Scheme::BearerOfOrganisations {
        organisations(office, headers)?;
    }
    // A token outlives its agent by up to an hour; the agent does not.
    let agent = agents::find(office.database.readers(), claims.sub).await?;
    let agent = agent.ok_or(Refusal::NoToken)?;
    if claims.session != agent.session || agent.is_closed() {
        return Err(Refusal::SessionOver);
    }
    if !agent.role.allows(row) {
        return Err(Refusal::NotAllowed);
    }
    Ok(Some(SignedIn { claims, agent }))
}

/// What a call shows is worth, where it is good here.
fn worth(office: &Shared, scheme: Scheme, headers: &HeaderMap) -> Worth {
    let (shown, audience) = match scheme {
        Scheme::BareKey => (text(headers, &AUTHORIZATION), Audience::Exchange),
        Scheme::Bearer => (after(headers, "bearer"), Audience::Unaport),
        Scheme::KeyAndBearer | Scheme::BearerOfOrganisations => {
            (after(headers, "bearer"), Audience::Office)
        }
    };
    let secret = office.secret();
    let read = |token| token::read(secret.as_bytes(), token, office.clock.now());
    match shown.map_or(Worth::None, read) {
        Worth::Good(claims) | Worth::Late(claims) if claims.aud != audience => Worth::None,
        worth => worth,
    }
}

/// An office is one organisation, which asks about itself.
fn organisations(office: &Shared, headers: &HeaderMap) -> Result<(), Refusal> {
    let here = organisation::id(&office.secret());
    for name in [REQUESTER_HEADER, TARGET_HEADER] {
        let shown = text(headers, &HeaderName::from_static(name));
        let shown = shown.and_then(|text| Uuid::parse_str(text).ok());
        let shown = shown.ok_or_else(|| {
            Refusal::Fields(FieldErrors::one(name, "must be a header with a UUID"))
        })?;
        if shown != here {
            return Err(Refusal::NotAllowed);
        }
    }
    Ok(())
}

/// User and password of a call, where they are no longer than those that sign in to the Portal.
pub(super) fn basic(headers: &HeaderMap) -> Option<Basic> {
    let bytes = STANDARD.decode(after(headers, "basic")?).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let (user, password) = text.split_once(':')?;
    if user.len() > 255 || password.len() > 1024 {
        return None;
    }
    Some(Basic {
        user: user.to_owned(),
        password: password.to_owned(),
    })
}

/// What follows a word in `Authorization`.
fn after<'a>(headers: &'a HeaderMap, scheme: &str) -> Option<&'a str> {
    let (word, rest) = text(headers, &AUTHORIZATION)?.split_once(' ')?;
    word.eq_ignore_ascii_case(scheme).then(|| rest.trim())
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}
