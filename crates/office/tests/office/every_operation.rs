//! Every operation of every system, exchanged over a socket with the typed client: what comes back
//! is about what was asked. What each of them does in detail is for the other files.

mod catalogs;
mod customers;
mod elsewhere;
mod nobody;
mod own;
mod papers;
mod people;
mod texts;
mod twice;
mod worked;
mod world;

use std::collections::BTreeSet;

use contract::{Row, SYSTEMS};

/// Operations that no office answers, and why.
pub const NEVER: [(&str, &str); 1] = [(
    "portal.auth.login_provider",
    "an office knows its people itself, and no provider that does",
)];

/// The operations of all tables.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    SYSTEMS.iter().flat_map(|system| system.rows())
}

/// An operation's group with its system, such as `portal.notes`.
pub fn group(row: &Row) -> &'static str {
    row.name.rsplit_once('.').unwrap().0
}

#[test]
fn every_group_is_asked_by_one_of_these_files() {
    let asked = [
        catalogs::GROUPS,
        customers::GROUPS,
        elsewhere::GROUPS,
        own::GROUPS,
        papers::GROUPS,
        people::GROUPS,
        texts::GROUPS,
        worked::GROUPS,
    ]
    .concat();
    let groups: BTreeSet<&str> = rows().map(group).collect();
    assert_eq!(asked.len(), groups.len());
    assert_eq!(BTreeSet::from_iter(asked), groups);
}
