//! `portal.customerio_templates.*`: what the firm's Customer.io account can send.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Portal;
use crate::{envelope::Said, operation::operations};

operations! {
    Portal, "portal";

    /// Lists what the firm's Customer.io account can send; nothing where there is no account. A
    /// firm's own office has none, a practice office an invented one.
    CustomerioTemplatesList = "customerio_templates.list", GET "/customer-io/templates", Token, () | () | () => Said<CustomerioTemplate>, 200 401 403 419 422 500;
}

/// A message that Customer.io sends when it is told to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct CustomerioTemplate {
    /// When it was made, in seconds since 1970.
    pub created_at: Option<i64>,
    /// What it is for.
    pub description: Option<String>,
    /// Whether what was sent is kept without its text.
    pub hide_message_body: Option<bool>,
    /// Its id.
    pub id: Option<i64>,
    /// Whether links in it are counted.
    pub link_tracking: Option<bool>,
    /// What it is called.
    pub name: Option<String>,
    /// Whether it is counted when it is opened.
    pub open_tracking: Option<bool>,
    /// Whether it waits for a person before it is sent.
    pub queue_drafts: Option<bool>,
    /// Whether it goes to those, too, who want no mail.
    pub send_to_unsubscribed: Option<bool>,
    /// The name by which it is sent; empty where its id does.
    pub trigger_name: Option<String>,
    /// When it was changed last, in seconds since 1970.
    pub updated_at: Option<i64>,
}
