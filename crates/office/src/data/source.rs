//! Where the content of a record is: kept beside it, or computed from the invented file of a
//! practice client. What practice invents costs no room on the disk until somebody changes it.

use sqlx::{FromRow, Row, sqlite::SqliteRow};

/// Where the content of a record is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// Here, as JSON.
    Kept(String),
    /// In the client's invented file, at this place.
    Practice(usize),
}

impl Source {
    /// The place in the invented file, for the column of that name.
    pub(super) fn place(&self) -> Option<i64> {
        match self {
            Self::Kept(_) => None,
            Self::Practice(place) => i64::try_from(*place).ok(),
        }
    }

    /// The JSON, for the column `content`.
    pub(super) fn content(&self) -> Option<&str> {
        match self {
            Self::Kept(json) => Some(json),
            Self::Practice(_) => None,
        }
    }
}

impl FromRow<'_, SqliteRow> for Source {
    fn from_row(row: &SqliteRow) -> sqlx::Result<Self> {
        match row.try_get::<Option<u32>, _>("place")? {
            Some(place) => Ok(Self::Practice(place as usize)),
            None => row.try_get("content").map(Self::Kept),
        }
    }
}
