//! `unaport.auth.*`: signing in, and staying signed in.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Unaport;
use crate::{envelope::Bare, operation::operations};

operations! {
    Unaport, "unaport";

    /// Signs a user in with e-mail address and password.
    AuthLogin   = "auth.login",   POST "/login",   Key, () | () | Credentials => Bare<Session>, 200 400 401 403 422 500;
    /// Exchanges a refresh token for a new access token, and a new refresh token.
    AuthRefresh = "auth.refresh", POST "/refresh", Key, () | () | Refresh     => Bare<Session>, 200 400 401 403 422 500;
}

/// What a user types to sign in.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Credentials {
    /// The user's e-mail address.
    #[serde(rename = "emailId")]
    #[schemars(email, length(min = 3, max = 254))]
    pub email_id: String,
    /// The user's password.
    #[schemars(length(min = 8, max = 64))]
    pub password: String,
}

/// The longest refresh token.
pub const LONGEST_REFRESH_TOKEN: usize = 255;

/// What a new access token is given for.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Refresh {
    /// The refresh token that came with the last access token.
    #[schemars(length(min = 1, max = LONGEST_REFRESH_TOKEN))]
    pub refresh_token: String,
}

/// Tokens, and how long they are good.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Session {
    /// Shown with every call, after the word that `token_type` says.
    pub access_token: Option<String>,
    /// For how many seconds the access token is good.
    pub expires_in: Option<i64>,
    /// For how many seconds the refresh token is good.
    pub refresh_expires_in: Option<i64>,
    /// Gives the next access token.
    pub refresh_token: Option<String>,
    /// When this was answered.
    pub timestamp: Option<String>,
    /// `Bearer`.
    pub token_type: Option<String>,
    /// The answer's own id.
    #[serde(rename = "txnId")]
    pub txn_id: Option<String>,
    /// The version of the API.
    pub version: Option<String>,
}

silent!(Credentials, Refresh, Session);
