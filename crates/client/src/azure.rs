//! Signing in at Azure (Microsoft Entra ID) in the system's browser. The browser is sent to a page of
//! Microsoft's and comes back to an address of this machine that lives for this one sign-in (RFC
//! 8252, 7.3). What it brings is worth nothing without a secret that never left this process (PKCE,
//! RFC 7636). Who the agent is, the Portal finds out with it.

mod app;
mod door;

use std::time::Duration;

use axum::http::StatusCode;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use contract::{
    FieldErrors,
    portal::{Provider, ProviderCredentials},
};
use sha2::{Digest, Sha256};
use tokio::time::timeout;
use url::Url;
use zeroize::Zeroizing;

pub use app::AzureApp;
use door::Door;

use crate::failure::Failure;

/// What the Portal reads of an agent who signed in there.
const SCOPE: &str = "openid profile email User.Read";

/// A sign-in that waits for the browser. Dropping it ends it.
pub struct AzureSignIn {
    door: Door,
    page: Url,
    redirect: String,
    state: String,
    verifier: Zeroizing<String>,
}

impl std::fmt::Debug for AzureSignIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AzureSignIn(…)")
    }
}

impl AzureSignIn {
    /// Takes an address of this machine to come back to, and writes that of the page to open.
    ///
    /// # Errors
    /// [`Failure::NotSent`] when this machine gives no address or no random bytes.
    pub async fn begin(app: &AzureApp) -> Result<Self, Failure> {
        let door = Door::open().await.map_err(|_| Failure::NotSent)?;
        // The one name for which Microsoft lets a program choose its port.
        let redirect = format!("http://localhost:{}", door.port());
        let (state, verifier) = (random()?, Zeroizing::new(random()?));
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
        let tenant = app.tenant();
        let page = format!("https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize");
        let asked = [
            ("client_id", app.client_id()),
            ("response_type", "code"),
            ("response_mode", "query"),
            ("redirect_uri", &redirect),
            ("scope", SCOPE),
            ("state", &state),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
            ("prompt", "select_account"),
        ];
        let page = Url::parse_with_params(&page, asked).map_err(|_| Failure::NotSent)?;
        Ok(Self {
            door,
            page,
            redirect,
            state,
            verifier,
        })
    }

    /// The page to open in the system's browser.
    #[must_use]
    pub fn page(&self) -> &Url {
        &self.page
    }

    /// Waits until the browser is back, but not longer than this. Whatever else calls at the
    /// address is sent away.
    ///
    /// # Errors
    /// [`Failure::Rejected`] when the agent or Microsoft said no, with what Microsoft says of why,
    /// or nobody came.
    pub async fn finish(self, longest: Duration) -> Result<ProviderCredentials, Failure> {
        let came = timeout(longest, self.door.wait(self.state)).await;
        let code = match came {
            Ok(Ok(code)) => code,
            Ok(Err(why)) => return Err(refused(StatusCode::UNAUTHORIZED, why)),
            Err(_) => {
                let why = "the sign-in at Microsoft was not finished in time".to_owned();
                return Err(refused(StatusCode::REQUEST_TIMEOUT, why));
            }
        };
        Ok(ProviderCredentials {
            code,
            provider: Provider::Azure,
            code_verifier: Some(self.verifier.to_string()),
            redirect_uri: Some(self.redirect),
        })
    }
}

fn refused(status: StatusCode, message: String) -> Failure {
    Failure::Rejected {
        status: status.as_u16(),
        message,
        fields: FieldErrors::default(),
    }
}

/// 32 random bytes as 43 characters: RFC 7636, 4.1 recommends as many.
fn random() -> Result<String, Failure> {
    let mut bytes = Zeroizing::new([0; 32]);
    getrandom::fill(&mut *bytes).map_err(|_| Failure::NotSent)?;
    Ok(URL_SAFE_NO_PAD.encode(*bytes))
}
