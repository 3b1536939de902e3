//! `office.users.*`: those who sign in to an office, and what each of them may do.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Office, SHORTEST_PASSWORD};
use crate::{
    envelope::{Bare, Data, Paged},
    operation::operations,
    portal::{ById, Message, SortDirection},
};

operations! {
    Office, "office";

    /// Lists those who sign in, closed accounts among them, a page at a time.
    UsersList        = "users.list",         GET    "/office/users",               Token, ()   | AccountListing | ()              => Paged<Account>, 200 401 403 419 422 500;
    /// Adds somebody who signs in.
    UsersCreate      = "users.create",       POST   "/office/users",               Token, ()   | ()             | NewAccount      => Data<Account>,  201 401 403 419 422 500;
    /// Reads one account.
    UsersGet         = "users.get",          GET    "/office/users/{id}",          Token, ById | ()             | ()              => Data<Account>,  200 401 403 404 419 422 500;
    /// Changes an account; what is left out stays. Another role counts from the next call on.
    UsersUpdate      = "users.update",       PATCH  "/office/users/{id}",          Token, ById | ()             | AccountChange   => Data<Account>,  200 401 403 404 419 422 500;
    /// Closes an account: its sessions are over, and what its user wrote stays the user's. The last
    /// administrator cannot be closed.
    UsersDelete      = "users.delete",       DELETE "/office/users/{id}",          Token, ById | ()             | ()              => Bare<Message>,  200 401 403 404 409 419 422 500;
    /// Gives an account another password, and ends its sessions.
    UsersSetPassword = "users.set_password", PUT    "/office/users/{id}/password", Token, ById | ()             | AnotherPassword => Bare<Message>,  200 401 403 404 409 419 422 500;
}

/// What a user may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AccountRole {
    /// Everything that the firm does.
    Administrator,
    /// The daily work.
    #[default]
    Agent,
    /// Reads what agents read.
    ReadOnly,
    /// What the customer portal has for one client.
    Client,
}

/// Which accounts to list, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AccountListing {
    /// Only those of this role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<AccountRole>,
    /// Only closed accounts, or only others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_disabled: Option<bool>,
    /// The column to sort by: `id`, `email`, `last_name` or `updated_at`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 64))]
    pub sort_by: Option<String>,
    /// The direction of the sort.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_direction: Option<SortDirection>,
    /// The page, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub page: Option<i64>,
    /// Records a page; 15 when not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub per_page: Option<i64>,
}

/// Somebody who is to sign in.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewAccount {
    /// E-mail address, also the name to sign in with.
    #[schemars(email, length(min = 3, max = 255))]
    pub email: String,
    /// Password.
    #[schemars(length(min = SHORTEST_PASSWORD, max = 1024))]
    pub password: String,
    /// First name.
    #[schemars(length(min = 1, max = 255))]
    pub first_name: String,
    /// Last name.
    #[schemars(length(min = 1, max = 255))]
    pub last_name: String,
    /// What the user may do.
    pub role: AccountRole,
    /// Whose user it is: needed with the role `client`, and with no other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub client_id: Option<i64>,
}

/// What is to be different about an account.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AccountChange {
    /// E-mail address, also the name to sign in with.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(email, length(min = 3, max = 255))]
    pub email: Option<String>,
    /// First name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 255))]
    pub first_name: Option<String>,
    /// Last name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 255))]
    pub last_name: Option<String>,
    /// What the user may do. The last administrator stays one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<AccountRole>,
    /// Whose user it is, of the role `client`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub client_id: Option<i64>,
    /// Whether the account is closed: `false` opens a closed one, with the password that it had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_disabled: Option<bool>,
}

/// A password in place of the one before.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AnotherPassword {
    /// The password.
    #[schemars(length(min = SHORTEST_PASSWORD, max = 1024))]
    pub password: String,
}

/// Somebody who signs in, or did.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Account {
    /// Whose user it is, of a client's.
    pub client_id: Option<i64>,
    /// When it was added.
    pub created_at: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// First name.
    pub first_name: Option<String>,
    /// Its id.
    pub id: Option<i64>,
    /// Whether it is closed.
    pub is_disabled: Option<bool>,
    /// When its user signed in last.
    pub last_login_at: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// What its user may do: one of [`AccountRole`], or a word of the server's own.
    pub role: Option<String>,
    /// When it was changed last.
    pub updated_at: Option<String>,
}

silent!(NewAccount, AccountChange, AnotherPassword, Account);
