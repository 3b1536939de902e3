//! Signing in at Azure (Microsoft Entra ID) in the system's browser. The browser is sent to a page of
//! Microsoft's and comes back to an address of this machine that lives for this one sign-in (RFC
//! 8252, 7.3). What it brings is worth nothing without a secret that never left this process (PKCE,
//! RFC 7636). Who the agent is, the Portal finds out with it.

use axum::{
    Router,
    extract::{Query, State},
    http::{
        HeaderValue, StatusCode,
        header::{CACHE_CONTROL, REFERRER_POLICY},
    },
    response::IntoResponse,
    routing::get,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use contract::{
    FieldErrors,
    portal::{Provider, ProviderCredentials},
};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use tokio::{net::TcpListener, sync::mpsc};
use url::Url;
use zeroize::Zeroizing;

use crate::failure::Failure;

/// What the Portal reads of an agent who signed in there.
const SCOPE: &str = "openid profile email User.Read";
/// The longest code that is taken, in characters.
const LONGEST_CODE: usize = 8192;

/// Where a firm's agents sign in: of the account's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AzureApp {
    /// The firm's directory: a UUID or one of its domains.
    pub tenant: String,
    /// The Portal's application there, a UUID.
    pub client_id: String,
}

/// A sign-in that waits for the browser. Dropping it ends it.
pub struct AzureSignIn {
    listener: TcpListener,
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

/// What the browser brings back.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Back {
    code: String,
    state: String,
    error: String,
}

impl AzureSignIn {
    /// Takes an address of this machine to come back to, and writes that of the page to open.
    ///
    /// # Errors
    /// [`Failure::Invalid`] when the settings cannot be right; [`Failure::NotSent`] when this
    /// machine gives no address or no random bytes.
    pub async fn begin(app: &AzureApp) -> Result<Self, Failure> {
        let tenant = one_word("tenant", &app.tenant)?;
        let client_id = one_word("client_id", &app.client_id)?;
        let listener = TcpListener::bind(("127.0.0.1", 0)).await;
        let listener = listener.map_err(|_| Failure::NotSent)?;
        let port = listener.local_addr().map_err(|_| Failure::NotSent)?.port();
        // The one name for which Microsoft lets a program choose its port.
        let redirect = format!("http://localhost:{port}");
        let (state, verifier) = (random()?, Zeroizing::new(random()?));
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
        let page = format!("https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize");
        let asked = [
            ("client_id", client_id),
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
            listener,
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

    /// Waits until the browser is back, for as long as whoever asked waits. Whatever else calls at
    /// the address is sent away.
    ///
    /// # Errors
    /// [`Failure::Rejected`] when the agent or Microsoft said no.
    pub async fn finish(self) -> Result<ProviderCredentials, Failure> {
        let (came, mut back) = mpsc::channel(1);
        let at_the_door = Door {
            state: self.state,
            came,
        };
        let app = Router::new()
            .route("/", get(answer))
            .with_state(at_the_door);
        let code = tokio::select! {
            _ = axum::serve(self.listener, app) => None,
            code = back.recv() => code,
        };
        let code = code.flatten().ok_or_else(|| Failure::Rejected {
            status: StatusCode::UNAUTHORIZED.as_u16(),
            message: "the sign-in at Microsoft was not finished".to_owned(),
            fields: FieldErrors::default(),
        })?;
        Ok(ProviderCredentials {
            code,
            provider: Provider::Azure,
            code_verifier: Some(self.verifier.to_string()),
            redirect_uri: Some(self.redirect),
        })
    }
}

#[derive(Clone)]
struct Door {
    state: String,
    came: mpsc::Sender<Option<String>>,
}

/// Answers the browser. What does not know the state is not from the page that was opened.
async fn answer(State(door): State<Door>, Query(back): Query<Back>) -> impl IntoResponse {
    let headers = [
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    ];
    let is_ours = back.state == door.state;
    let has_code = (1..=LONGEST_CODE).contains(&back.code.len()) && back.error.is_empty();
    let (status, sentence) = match (is_ours, has_code) {
        (false, _) => (
            StatusCode::BAD_REQUEST,
            "Nobody signs in here with this page.",
        ),
        (true, true) => (
            StatusCode::OK,
            "This is done. Go back to Redress; this page can be closed.",
        ),
        (true, false) => (
            StatusCode::OK,
            "The sign-in was not finished. Go back to Redress to try again; this page can be closed.",
        ),
    };
    if is_ours {
        // Once is enough, and the other end may be gone.
        let _ = door.came.try_send(has_code.then_some(back.code));
    }
    (status, headers, sentence)
}

/// A setting that stands in an address: letters, digits, dots and hyphens.
fn one_word<'a>(field: &str, text: &'a str) -> Result<&'a str, Failure> {
    let text = text.trim();
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-');
    if text.is_empty() || text.len() > 255 || !text.chars().all(is_word) || text.starts_with('.') {
        let sentence = "must be what Azure shows: letters, digits, dots and hyphens";
        return Err(Failure::Invalid(FieldErrors::one(field, sentence)));
    }
    Ok(text)
}

/// 32 random bytes as 43 characters: RFC 7636, 4.1 recommends as many.
fn random() -> Result<String, Failure> {
    let mut bytes = Zeroizing::new([0; 32]);
    getrandom::fill(&mut *bytes).map_err(|_| Failure::NotSent)?;
    Ok(URL_SAFE_NO_PAD.encode(*bytes))
}
