//! Signing in with Microsoft: the system's browser goes there and comes back, and the portal finds
//! out who it was. Afterwards everything is as after a sign-in with a password.

use std::{
    mem,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use client::{AzureApp, AzureSignIn, Failure, Portal, Server, Token};
use contract::{FieldErrors, portal::User};
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;
use ts_rs::TS;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{
    Account, Code, Desk, DeskError,
    accounts::blocking,
    error::sentence,
    routes::on_site,
    sign_in::{needed, place},
};

/// How long the agent has to sign in in the browser.
const LONGEST: Duration = Duration::from_secs(300);

/// Where an account's agent signs in at Microsoft. No secret: the firm's administrator gives both
/// to every agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MicrosoftApp {
    /// The firm's directory: a UUID or one of its domains.
    pub tenant: String,
    /// The portal's application there, a UUID.
    pub client_id: String,
}

/// What signs in to a portal with Microsoft. Prints nothing, is wiped when dropped.
#[derive(Deserialize, TS, Zeroize, ZeroizeOnDrop)]
pub struct MicrosoftSignIn {
    /// The portal's address.
    pub server: String,
    /// The firm's `x-api-key`.
    pub api_key: String,
    /// The firm's directory at Microsoft: a UUID or one of its domains.
    pub tenant: String,
    /// The portal's application there, a UUID.
    pub client_id: String,
}

/// The wait for the browser; at most one is under way.
#[derive(Default)]
pub(crate) struct Browsing(Mutex<CancellationToken>);

impl Browsing {
    /// Begins another wait in place of the one that is under way.
    fn begin(&self) -> CancellationToken {
        let begun = CancellationToken::new();
        self.replace(begun.clone());
        begun
    }

    /// Ends the wait that is under way, if one is.
    pub(crate) fn end(&self) {
        self.replace(CancellationToken::new());
    }

    fn replace(&self, next: CancellationToken) {
        let mut current = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        mem::replace(&mut *current, next).cancel();
    }
}

impl Desk {
    /// Signs in to a portal with Microsoft, in the system's browser. An account for the same portal
    /// and agent is used again, with all that is saved in it. What is open stays open until the
    /// browser is back.
    ///
    /// # Errors
    /// Each field that is wrong; what Microsoft or the portal says; that nobody came back from the
    /// browser in five minutes, or that it was cancelled.
    pub async fn sign_in_microsoft(&self, form: MicrosoftSignIn) -> Result<Account, DeskError> {
        let (server, app) = check(&form)?;
        let server = on_site(&self.settings().folder, None, server).await?;
        let api_key = form.api_key.trim();
        let portal = Portal::new(server.clone(), api_key, Token::default())?;
        let user = self.by_browser(&app, &portal, None).await?;
        let email = user.email.clone().unwrap_or_default();
        if email.trim().is_empty() {
            return Err(DeskError::new(
                Code::Failed,
                "The portal did not say who signed in. Nothing was changed.",
            ));
        }
        let microsoft = Some(MicrosoftApp {
            tenant: app.tenant().to_owned(),
            client_id: app.client_id().to_owned(),
        });
        self.changing(async {
            let account = self.portal_account(&server, &user, email, microsoft)?;
            self.open(account, None, Some((portal, api_key))).await
        })
        .await
    }

    /// Signs in to the open account again with Microsoft, after its sign-in has ended. What is saved
    /// stays.
    ///
    /// # Errors
    /// As [`Self::sign_in_microsoft`]; that it was another agent who signed in.
    pub async fn sign_in_again_microsoft(&self) -> Result<(), DeskError> {
        let open = self.account().await?;
        let kept = open.account.microsoft.as_ref().ok_or_else(|| {
            DeskError::new(
                Code::Failed,
                "This account is signed in to with a password.",
            )
        })?;
        let app = AzureApp::parse(&kept.tenant, &kept.client_id)?;
        self.by_browser(&app, &open.portal, Some(&open.account.email))
            .await?;
        open.outbox.hurry().await?;
        open.sync.ask();
        Ok(())
    }

    /// Ends the wait for the browser, if one is under way.
    pub fn cancel_sign_in(&self) {
        self.0.browsing.end();
    }

    /// Has the agent sign in at Microsoft, and the portal find out who it was.
    async fn by_browser(
        &self,
        app: &AzureApp,
        portal: &Portal,
        known: Option<&str>,
    ) -> Result<User, DeskError> {
        let given_up = self.0.browsing.begin();
        let waiting = async {
            let sign_in = AzureSignIn::begin(app).await.map_err(|_| {
                DeskError::new(
                    Code::Failed,
                    "This machine has no free address for the browser to come back to. Try again.",
                )
            })?;
            self.open_browser(&sign_in).await?;
            let brought = sign_in.finish(LONGEST).await?;
            let user = portal.sign_in_with_provider(brought, known).await;
            user.map_err(not_taken)
        };
        given_up
            .run_until_cancelled(waiting)
            .await
            .unwrap_or_else(|| {
                Err(DeskError::new(
                    Code::Failed,
                    "The sign-in was cancelled. Nothing was changed.",
                ))
            })
    }

    async fn open_browser(&self, sign_in: &AzureSignIn) -> Result<(), DeskError> {
        let (opener, page) = (self.settings().opener.clone(), sign_in.page().clone());
        blocking(move || {
            opener.browse(&page).map_err(|_| {
                DeskError::new(
                    Code::Failed,
                    "This system has no browser to sign in with. Set one as the default browser.",
                )
            })
        })
        .await
    }
}

/// What the portal says of what the agent has not typed, in words.
fn not_taken(failure: Failure) -> DeskError {
    match failure {
        Failure::Invalid(fields) => of_provider(&fields),
        Failure::Rejected {
            status: 422,
            fields,
            ..
        } if !fields.is_empty() => of_provider(&fields),
        Failure::Rejected {
            status: 403,
            message,
            ..
        } => DeskError::new(
            Code::Failed,
            format!("{} The sign-in was not used.", sentence(&message)),
        ),
        other => other.into(),
    }
}

fn of_provider(fields: &FieldErrors) -> DeskError {
    let words = fields.to_string();
    let words = words
        .replace("`provider`", "Signing in with Microsoft")
        .replace('`', "");
    DeskError::new(
        Code::Failed,
        format!("The portal did not sign you in. {}", sentence(&words)),
    )
}

/// Checks the form before anything is opened, and says all that is wrong at once.
fn check(form: &MicrosoftSignIn) -> Result<(Server, AzureApp), DeskError> {
    let mut fields = needed(&[(
        "api_key",
        &form.api_key,
        "Type the API key that the firm's portal gave out.",
    )]);
    let server = place(&form.server, &mut fields);
    let app = AzureApp::parse(&form.tenant, &form.client_id);
    for field in app
        .as_ref()
        .err()
        .into_iter()
        .flat_map(|wrong| wrong.0.keys())
    {
        let what = if field == "tenant" {
            "Type the tenant as Azure shows it: a UUID, or one of the firm's domains."
        } else {
            "Type the client ID as Azure shows it: a UUID."
        };
        fields.insert(field.clone(), what.to_owned());
    }
    match (server, app) {
        (Some(server), Ok(app)) if fields.is_empty() => Ok((server, app)),
        _ => Err(DeskError::invalid(fields)),
    }
}
