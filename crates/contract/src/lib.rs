//! What travels between Redress and the systems it works with: one table of operations a
//! system, and the types they carry. No I/O here; `client` sends these calls, `office` serves
//! them, and the OpenAPI documents are written from the same rows.

/// Types whose content is personal: they print their name and nothing else.
macro_rules! silent {
    ($($type:ident),+) => {
        $(impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($type), "(…)"))
            }
        })+
    };
}

mod announcement;
mod call;
mod envelope;
pub mod exchange;
mod fields;
mod links;
mod media;
pub mod my_credit_app;
pub mod office;
mod openapi;
mod operation;
pub mod portal;
mod prose;
mod routes;
mod shape;
pub mod unaport;
mod unwrapping;
mod wrapping;

pub use announcement::{ANNOUNCEMENT_PATH, Announcement};
pub use call::{Call, Wire};
pub use envelope::{
    Answer, Bare, Bytes, Content, Data, Done, List, Many, Nested, Nothing, Page, PageMeta, Paged,
    Pages, Records, Rest, Said, Success, Told, Unreadable, Whole,
};
pub use fields::FieldErrors;
pub use links::ListUrl;
pub use media::{Body, FILE_PART, Media, Upload};
pub use openapi::{openapi, statuses};
pub use operation::{
    IDEMPOTENCY_HEADER, LONGEST_KEY, MOST_A_PAGE, Method, OfSystem, Operation, REQUESTER_HEADER,
    Row, Scheme, SignIn, System, TARGET_HEADER,
};
pub use routes::{Routes, WrongRoute};
pub use shape::{Shape, check, decode};
pub use unwrapping::record;

/// The table of every system.
pub const SYSTEMS: &[&System] = &[
    &portal::PORTAL,
    &my_credit_app::MY_CREDIT_APP,
    &unaport::UNAPORT,
    &exchange::EXCHANGE,
    &office::OFFICE,
];
