//! The form of the operation tables. A system is a `static` of rows; each row is also a type
//! that implements [`Operation`], so that a call and its answer are checked by the compiler.

use serde_json::Value;

use crate::{envelope::Content, media::Media, shape::Shape};

/// The HTTP method of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// Reads.
    GET,
    /// Reads, and says in its body what: a POST on the wire.
    ASK,
    /// Creates or acts.
    POST,
    /// Replaces.
    PUT,
    /// Changes in part.
    PATCH,
    /// Deletes.
    DELETE,
}

impl Method {
    /// Whether it has no effect, so that it may be made again.
    #[must_use]
    pub const fn reads(self) -> bool {
        matches!(self, Self::GET | Self::ASK)
    }

    /// The method as it stands in a request line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::GET => "GET",
            Self::ASK | Self::POST => "POST",
            Self::PUT => "PUT",
            Self::PATCH => "PATCH",
            Self::DELETE => "DELETE",
        }
    }
}

/// Who may make a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignIn {
    /// Whoever may reach the system, such as who knows its API key: this is how one signs in.
    Key,
    /// Who has signed in, and shows it as the system's [`Scheme`] says.
    Token,
    /// As [`SignIn::Token`], also with a token that has run out within its session.
    LateToken,
    /// Who reports something to us, and shows the `x-api-key` of the place that takes it: these
    /// calls are made by the other side.
    Report,
}

/// How a system is shown who is calling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// `x-api-key` with every call, and a token as `Authorization: Bearer` once signed in.
    KeyAndBearer,
    /// A token as `Authorization: Bearer`.
    Bearer,
    /// As [`Scheme::Bearer`], with the organisations that ask and that are asked about.
    BearerOfOrganisations,
    /// A key as `Authorization`, with no word before it; user and password (`Basic`) or a key
    /// for good where the key itself is fetched.
    BareKey,
}

/// The header with the key under which a write happens once only.
pub const IDEMPOTENCY_HEADER: &str = "Idempotency-Key";
/// The longest such key, in characters.
pub const LONGEST_KEY: usize = 255;
/// The most records a page that an office gives; the systems document none.
pub const MOST_A_PAGE: i64 = 200;

/// The organisation that asks, in calls to a system of [`Scheme::BearerOfOrganisations`].
pub const REQUESTER_HEADER: &str = "requester-organization-id";
/// The organisation that is asked about, in the same calls.
pub const TARGET_HEADER: &str = "target-organization-id";

/// A system as a type, so that no call goes where it is not served.
pub trait OfSystem: Send + Sync + 'static {
    /// Its table.
    const SYSTEM: &'static System;
}

/// One operation of a system, as a type. Made by `operations!`, never by hand.
pub trait Operation: Send + Sync + 'static {
    /// The row of the table this type stands for.
    const ROW: Row;
    /// The system that it belongs to.
    type Of: OfSystem;
    /// Values in the path; `()` for none.
    type Path: Shape;
    /// Values in the query string; `()` for none.
    type Query: Shape;
    /// The fields of the body, beside the file where there is one; `()` for none.
    type Body: Shape;
    /// What comes back on success, and in which envelope.
    type Answer: Content;
}

/// One row of an operation table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// `<system>.<group>.<verb>`; the group may have a part of its own, as in
    /// `portal.customer_portal.goals.list`.
    pub name: &'static str,
    /// One sentence on what it does.
    pub doc: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path with its positions in braces, such as `/clients/{id}`.
    pub path: &'static str,
    /// What a caller must show.
    pub sign_in: SignIn,
    /// Documented statuses, the successful one first.
    pub statuses: &'static [u16],
    /// How the body travels.
    pub sends: Media,
    /// How the answer travels.
    pub answers: Media,
    /// JSON Schemas of what is sent and answered.
    pub schemas: Schemas,
}

impl Row {
    /// Its group, without the system: `notes`, `customer_portal.goals`.
    #[must_use]
    pub fn group(&self) -> &'static str {
        let within = self.name.split_once('.').map_or(self.name, |name| name.1);
        within.rsplit_once('.').map_or(within, |name| name.0)
    }

    /// Whether it changes what the system keeps. Signing in is not meant.
    #[must_use]
    pub const fn writes(&self) -> bool {
        !self.method.reads() && matches!(self.sign_in, SignIn::Token)
    }

    /// Whether it changes a record in part: what its body leaves out stays. The office refuses such a
    /// body that names no field, and one that names something else.
    #[must_use]
    pub const fn changes(&self) -> bool {
        matches!(self.method, Method::PATCH)
    }

    /// Whether body and answer both travel as JSON.
    #[must_use]
    pub const fn is_json(&self) -> bool {
        matches!((self.sends, self.answers), (Media::Json, Media::Json))
    }
}

/// The JSON Schemas of a row, made when asked for.
#[derive(Clone, Copy, Debug)]
pub struct Schemas {
    /// Of the values in the path.
    pub path: fn() -> &'static Value,
    /// Of the values in the query string.
    pub query: fn() -> &'static Value,
    /// Of the body, without the file where there is one.
    pub body: fn() -> &'static Value,
    /// Of the answer, envelope included; null where nothing comes back.
    pub answer: fn() -> Value,
}

/// A system's table.
#[derive(Clone, Copy, Debug)]
pub struct System {
    /// The name in front of each operation, such as `portal`.
    pub name: &'static str,
    /// What the system is.
    pub doc: &'static str,
    /// How it is shown who is calling.
    pub scheme: Scheme,
    /// Its operations, group by group.
    pub groups: &'static [&'static [Row]],
}

impl System {
    /// Where an office serves it: the Portal and what is the office's own at the root, every other
    /// system under its name.
    #[must_use]
    pub fn root(&self) -> String {
        match self.name {
            "portal" | "office" => "/".to_owned(),
            name => format!("/{name}"),
        }
    }

    /// Where an office serves what it says of the system: `/docs`, `/exchange/docs`.
    #[must_use]
    pub fn page(&self, name: &str) -> String {
        match self.name {
            "portal" => format!("/{name}"),
            system => format!("/{system}/{name}"),
        }
    }

    /// Its operations in the order of the table.
    pub fn rows(&self) -> impl Iterator<Item = &'static Row> + use<> {
        self.groups.iter().copied().flatten()
    }

    /// Whether any of its lists comes in pages whose length can be asked for.
    #[must_use]
    pub fn has_pages(&self) -> bool {
        let asked = "/properties/per_page";
        self.rows()
            .any(|row| (row.schemas.query)().pointer(asked).is_some())
    }
}

/// Writes a group of a system's table. It begins with the system, as a type and as the word in
/// front of each name; a row reads:
///
/// ```text
/// /// What it does.
/// Type = "group.verb", METHOD "/path", who may call, path | query | body => answer, statuses;
/// ```
macro_rules! operations {
    (
        $of:ty, $system:literal;
        $(
            $(#[doc = $doc:literal])+
            $op:ident = $name:literal, $method:ident $url:literal, $who:ident,
            $path:ty | $query:ty | $body:ty => $answer:ty, $($status:literal)+;
        )+
    ) => {
        /// The rows of this group.
        pub(crate) const OPERATIONS: &[$crate::Row] = &[$(<$op as $crate::Operation>::ROW),+];
        $(
            $(#[doc = $doc])+
            #[derive(Clone, Copy, Debug)]
            pub struct $op;

            impl $crate::Operation for $op {
                const ROW: $crate::Row = $crate::Row {
                    name: concat!($system, ".", $name),
                    doc: concat!($($doc),+),
                    method: $crate::Method::$method,
                    path: $url,
                    sign_in: $crate::SignIn::$who,
                    statuses: &[$($status),+],
                    sends: <$body as $crate::Body>::MEDIA,
                    answers: <$answer as $crate::Content>::MEDIA,
                    schemas: $crate::operation::Schemas {
                        path: $crate::shape::schema::<$path>,
                        query: $crate::shape::schema::<$query>,
                        body: $crate::shape::schema::<<$body as $crate::Body>::Fields>,
                        answer: <$answer as $crate::Content>::schema,
                    },
                };
                type Of = $of;
                type Path = $path;
                type Query = $query;
                type Body = <$body as $crate::Body>::Fields;
                type Answer = $answer;
            }
        )+
    };
}
pub(crate) use operations;
