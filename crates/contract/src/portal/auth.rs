//! `portal.auth.*`: signing in, who is signed in, and what helps whoever forgot a password.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Message, Portal, Role};
use crate::{envelope::Bare, operation::operations};

operations! {
    Portal, "portal";

    /// Signs an agent in with e-mail and password.
    AuthLogin   = "auth.login",   POST "/auth/login",   Key,       ()   | ()            | Credentials => Bare<Session>,  200 401 403 419 422 500;
    /// Signs an agent in with what the page of a provider gave.
    AuthLoginProvider = "auth.login_provider", POST "/auth/login/provider", Key, () | () | ProviderCredentials => Bare<Session>, 200 401 403 419 422 500;
    /// Exchanges a token that has run out, or is about to, for a new one.
    AuthRefresh = "auth.refresh", POST "/auth/refresh", LateToken, ()   | ()            | ()          => Bare<Session>,  200 401 419 500;

    /// Sends a code to set another password with, by mail. The answer does not say whether somebody
    /// has the address.
    AuthForgotPassword = "auth.forgot_password", POST "/auth/password/forgot", Key, () | () | ForgottenPassword => Bare<Message>, 200 400 404 419 422 500;
    /// Sets another password with a code that was sent. A code is good once and, in the office, for
    /// an hour; whoever was signed in has to do so again.
    AuthResetPassword  = "auth.reset_password",  POST "/auth/password/reset",  Key, () | () | NewPassword       => Bare<Message>, 200 400 404 419 422 500;
}

/// What an agent types to sign in.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Credentials {
    /// The agent's e-mail address.
    #[schemars(email, length(min = 3, max = 255))]
    pub email: String,
    /// The agent's password.
    #[schemars(length(min = 1, max = 1024))]
    pub password: String,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Credentials(…)")
    }
}

/// Who else may say who an agent is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Provider {
    /// Microsoft Entra ID, which was Azure Active Directory.
    #[default]
    Azure,
}

/// What the page of a provider gave.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProviderCredentials {
    /// The code that the page came back with.
    #[schemars(length(min = 1, max = 8192))]
    pub code: String,
    /// Whose page it was.
    pub provider: Provider,
    /// The secret without which the code is worth nothing (RFC 7636, 4.5). Ours: the Portal
    /// documents no field for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 43, max = 128))]
    pub code_verifier: Option<String>,
    /// Where the page came back to, which the provider wants to hear again (RFC 6749, 4.1.3). Ours
    /// as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 255))]
    pub redirect_uri: Option<String>,
}

/// Who forgot a password.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ForgottenPassword {
    /// The user's e-mail address.
    #[schemars(email, length(min = 3, max = 255))]
    pub email: String,
}

/// Another password, and what allows to set it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewPassword {
    /// The user's e-mail address.
    #[schemars(email, length(min = 3, max = 255))]
    pub email: String,
    /// The new password. The Portal documents no length; the office asks for 12 characters.
    #[schemars(length(min = 1, max = 1024))]
    pub password: String,
    /// The new password once more.
    #[schemars(length(min = 1, max = 1024))]
    pub password_confirmation: String,
    /// The code that was sent.
    #[schemars(length(min = 1, max = 1024))]
    pub token: String,
}

/// A signed-in agent and the token that proves it.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Session {
    /// A JSON Web Token; its `exp` says how long it is good for.
    pub token: Option<String>,
    /// The agent.
    pub user: Option<User>,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Session(…)")
    }
}

/// A person who works with the Portal.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct User {
    /// When the user was added.
    pub created_at: Option<String>,
    /// E-mail address, also the name to sign in with.
    pub email: Option<String>,
    /// First name.
    pub first_name: Option<String>,
    /// The user's id.
    pub id: Option<i64>,
    /// Last name.
    pub last_name: Option<String>,
    /// What the user may do.
    pub roles: Vec<Role>,
    /// When the user was changed last.
    pub updated_at: Option<String>,
    /// When the user was here last.
    pub user_access_log: Option<UserAccessLog>,
}

/// A user as other records show one.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct UserInShort {
    /// When the user was added.
    pub created_at: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// First name.
    pub first_name: Option<String>,
    /// The user's id.
    pub id: Option<i64>,
    /// Whether the user may no longer sign in.
    pub is_disabled: Option<bool>,
    /// Last name.
    pub last_name: Option<String>,
}

/// The trace of a user's visits.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct UserAccessLog {
    /// The last time the user signed in.
    pub last_login_at: Option<String>,
}

silent!(
    ProviderCredentials,
    User,
    UserInShort,
    ForgottenPassword,
    NewPassword
);
