//! Signing in: to the practice office with one click, to a portal with what its firm gave out. With
//! Microsoft it is in `microsoft`, to the firm's own office in `own_office`.

use std::collections::BTreeMap;

use client::{Portal, Server, Token};
use contract::portal::{Credentials, User};
use office::Running;
use serde::Deserialize;
use ts_rs::TS;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{
    Account, AccountKind, Code, Desk, DeskError, MicrosoftApp, accounts::random_hex,
    routes::on_site,
};

/// What signs in to a portal. Prints nothing, is wiped when dropped.
#[derive(Deserialize, TS, Zeroize, ZeroizeOnDrop)]
pub struct PortalSignIn {
    /// The portal's address.
    pub server: String,
    /// The firm's `x-api-key`.
    pub api_key: String,
    /// The agent's e-mail address.
    pub email: String,
    /// The agent's password.
    pub password: String,
}

impl Desk {
    /// Signs in to the practice office, which is made and filled the first time.
    ///
    /// # Errors
    /// When the keychain or the disk says no.
    pub async fn sign_in_practice(&self) -> Result<Account, DeskError> {
        self.changing(self.to_practice()).await
    }

    /// Opens the practice office on a machine that has no account yet.
    ///
    /// # Errors
    /// As [`Self::sign_in_practice`]; whoever starts the app then signs in by hand.
    pub async fn begin_with_practice(&self) -> Result<(), DeskError> {
        if self.accounts()?.is_empty() {
            self.sign_in_practice().await?;
        }
        Ok(())
    }

    async fn to_practice(&self) -> Result<Account, DeskError> {
        let (office, running) = self.start_practice().await?;
        let secret = office.practice_sign_in().ok_or_else(|| {
            DeskError::new(
                Code::Failed,
                "The practice office has no agent. Nothing was changed.",
            )
        })?;
        let portal = to_office(&running)?;
        let credentials = Credentials {
            email: secret.email.clone(),
            password: secret.password.clone(),
        };
        let user = portal.sign_in(credentials).await?;
        let account = Account {
            id: self.id_for(|known| known.kind == AccountKind::Practice)?,
            kind: AccountKind::Practice,
            place: "Practice office".to_owned(),
            server: None,
            agent: name(&user),
            email: secret.email.clone(),
            microsoft: None,
            signed_out: false,
        };
        let api_key = running.api_key.clone();
        self.open(account, Some((office, running)), Some((portal, &api_key)))
            .await
    }

    /// Signs in to a portal. An account for the same portal and agent is used again, with all
    /// that is saved in it.
    ///
    /// # Errors
    /// Each field that is wrong; what the server says; that it cannot be reached.
    pub async fn sign_in_portal(&self, form: PortalSignIn) -> Result<Account, DeskError> {
        self.changing(self.to_portal(form)).await
    }

    async fn to_portal(&self, form: PortalSignIn) -> Result<Account, DeskError> {
        let server = check(&form)?;
        let known = self.known_at(&server, form.email.trim())?;
        let server = on_site(&self.settings().folder, known.as_deref(), server).await?;
        let portal = Portal::new(server.clone(), form.api_key.trim(), Token::default())?;
        let credentials = Credentials {
            email: form.email.trim().to_owned(),
            password: form.password.clone(),
        };
        let user = portal.sign_in(credentials).await?;
        let email = form.email.trim().to_owned();
        let account = self.portal_account(&server, &user, email, None)?;
        self.open(account, None, Some((portal, form.api_key.trim())))
            .await
    }

    /// The account of an agent who has just signed in to a portal: the one that is here already, or
    /// a new one.
    pub(crate) fn portal_account(
        &self,
        server: &Server,
        user: &User,
        email: String,
        microsoft: Option<MicrosoftApp>,
    ) -> Result<Account, DeskError> {
        let id = match self.known_at(server, &email)? {
            Some(id) => id,
            None => random_hex::<8>()?,
        };
        Ok(Account {
            id,
            kind: AccountKind::Portal,
            place: server.place(),
            server: Some(server.as_str().to_owned()),
            agent: name(user),
            email,
            microsoft,
            signed_out: false,
        })
    }

    /// Signs in to the open account again, after its sign-in has ended. What is saved stays.
    ///
    /// # Errors
    /// When the password is wrong or the server cannot be reached.
    pub async fn sign_in_again(&self, password: String) -> Result<(), DeskError> {
        let open = self.account().await?;
        let credentials = Credentials {
            email: open.account.email.clone(),
            password,
        };
        open.portal.sign_in(credentials).await?;
        open.outbox.hurry().await?;
        open.sync.ask();
        Ok(())
    }

    /// The id of the account that an agent has here at a portal.
    fn known_at(&self, server: &Server, email: &str) -> Result<Option<String>, DeskError> {
        let same = |known: &Account| {
            known.server.as_deref() == Some(server.as_str())
                && known.email.eq_ignore_ascii_case(email)
        };
        let known = self.accounts()?.into_iter().find(same);
        Ok(known.map(|account| account.id))
    }

    /// The id of the account that is here already, or a new one.
    pub(crate) fn id_for(&self, same: impl Fn(&Account) -> bool) -> Result<String, DeskError> {
        match self.accounts()?.into_iter().find(|account| same(account)) {
            Some(account) => Ok(account.id),
            None => random_hex::<8>(),
        }
    }
}

/// Checks the form before anything is sent, and says all that is wrong at once.
fn check(form: &PortalSignIn) -> Result<Server, DeskError> {
    let mut fields = needed(&[
        (
            "api_key",
            &form.api_key,
            "Type the API key that the firm's portal gave out.",
        ),
        (
            "email",
            &form.email,
            "Type the e-mail address that you sign in with.",
        ),
        ("password", &form.password, "Type your password."),
    ]);
    match place(&form.server, &mut fields) {
        Some(server) if fields.is_empty() => Ok(server),
        _ => Err(DeskError::invalid(fields)),
    }
}

/// What to say of each field, by its name, that must hold something and does not.
pub(crate) fn needed(required: &[(&str, &str, &str)]) -> BTreeMap<String, String> {
    required
        .iter()
        .filter(|(_, value, _)| value.trim().is_empty())
        .map(|(field, _, sentence)| ((*field).to_owned(), (*sentence).to_owned()))
        .collect()
}

/// The portal at an address as it was typed, or what is wrong with the address.
pub(crate) fn place(typed: &str, fields: &mut BTreeMap<String, String>) -> Option<Server> {
    Server::parse(typed)
        .map_err(|error| fields.insert("server".to_owned(), format!("The address {error}.")))
        .ok()
}

/// A way to an office that has just been started; nobody is signed in by it.
pub(crate) fn to_office(running: &Running) -> Result<Portal, DeskError> {
    let server = Server::parse(&running.url())
        .map_err(|error| DeskError::new(Code::Failed, format!("The office's address {error}.")))?;
    Ok(Portal::new(server, &running.api_key, Token::default())?)
}

pub(crate) fn name(user: &User) -> String {
    let parts = [user.first_name.as_deref(), user.last_name.as_deref()];
    let name: Vec<&str> = parts
        .into_iter()
        .flatten()
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    name.join(" ")
}
