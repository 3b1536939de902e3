//! `office.outgoing.*`: what waits for somebody's hands. A letter is printed, a fax is faxed, a
//! message is typed, and then it is noted as sent, which can be corrected; or it is taken back.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Office;
use crate::{
    envelope::{Bare, Data, Paged},
    operation::operations,
    portal::{Attachment, ById, Client, Correspondence, CorrespondenceType, Message, UserInShort},
};

operations! {
    Office, "office";

    /// Lists what waits for somebody's hands, the oldest first, a page at a time: what nobody has
    /// sent yet, what the mail server refused, and what it may have taken.
    OutgoingList     = "outgoing.list",      GET    "/office/outgoing",           Token, ()   | OutgoingListing | ()         => Paged<OutgoingPiece>,  200 401 403 419 422 500;
    /// Notes that a piece was sent by hand; what was noted so before is corrected: this takes its
    /// place. What has neither a file nor a text cannot have been sent.
    OutgoingSent     = "outgoing.sent",      POST   "/office/outgoing/{id}/sent", Token, ById | ()              | SentByHand => Data<Correspondence>,  200 401 403 404 409 419 422 500;
    /// Puts a piece that was noted as sent by hand, and was not, back into the outgoing folder. What
    /// the office sent itself is sent for good.
    OutgoingNotSent  = "outgoing.not_sent",  DELETE "/office/outgoing/{id}/sent", Token, ById | ()              | ()         => Data<Correspondence>,  200 401 403 404 409 419 422 500;
    /// Takes back a piece that was not sent, as if it had never been made. What was sent, or may have
    /// been, is kept.
    OutgoingTakeBack = "outgoing.take_back", DELETE "/office/outgoing/{id}",      Token, ById | ()              | ()         => Bare<Message>,         200 401 403 404 409 419 422 500;
}

/// Which of what waits to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct OutgoingListing {
    /// Only what is sent this way.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<CorrespondenceType>,
    /// Only what is about this client.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub client_id: Option<i64>,
    /// The page, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub page: Option<i64>,
    /// Records a page; 15 when not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub per_page: Option<i64>,
}

/// That a piece was sent by hand.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SentByHand {
    /// How, in a sentence, such as a tracking number.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub how: Option<String>,
    /// When, such as `2026-01-31T17:00:00-05:00`; now, when not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date-time"))]
    pub sent_at: Option<String>,
}

/// A piece that waits for somebody's hands, with all that it takes to send it.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct OutgoingPiece {
    /// Where it goes: the lines of the envelope, an e-mail address or a number.
    pub address: Option<String>,
    /// The files that go with it; what a fax says is in its file.
    pub attachments: Vec<Attachment>,
    /// Whom it is about.
    pub client: Option<Client>,
    /// What it says, where that is text.
    pub content: Option<String>,
    /// When it was made.
    pub created_at: Option<String>,
    /// Its id, which is that of the correspondence.
    pub id: Option<i64>,
    /// How it is sent: one of [`CorrespondenceType`], or a word of the server's own.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The negative item that it is about.
    pub negative_item_id: Option<i64>,
    /// Why it could not be sent, where that was tried.
    pub reason: Option<String>,
    /// Whom it goes to, where more is known than an address.
    pub recipient: Option<String>,
    /// Who made it.
    pub run_by: Option<UserInShort>,
    /// How it stands: `outgoing` where nobody has sent it yet, `failed` where the mail server refused
    /// it, `unclear` where the mail server may have taken it.
    pub status: Option<String>,
    /// What it is about, where that is known.
    pub subject: Option<String>,
    /// When it was changed last.
    pub updated_at: Option<String>,
}

silent!(SentByHand, OutgoingPiece);
