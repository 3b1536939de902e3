//! Who may do what. A permission is a group of the contract's table and what is done with it:
//! `notes.read`, `notes.write`. It follows from the operation's row, so that an operation which is
//! added one day needs one without anybody thinking of it. Pure.

use contract::{
    Operation, Row, SYSTEMS, SignIn,
    office::{AccountRole, AgreementsDelete},
    portal::{self, AttachmentsDownload, Permission},
};

/// What a user may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub(crate) enum Role {
    /// Everything that the firm does.
    Administrator,
    /// The daily work: all of it is read, and what belongs to clients is written.
    Agent,
    /// Reads what agents read.
    ReadOnly,
    /// What the customer portal has for the one client whose user it is.
    Client,
}

/// The groups in which agents write. In the others, which are the firm's own catalogs and texts,
/// they only read: so it is with a group that nobody has thought of yet.
const DAILY: &[&str] = &[
    "aggregate",
    "agreements",
    "analytics",
    "attachments",
    "client_goals",
    "client_products",
    "clients",
    "consents",
    "correspondence",
    "documents",
    "furnishers",
    "item_dropdowns",
    "kba",
    "negative_items",
    "notes",
    "outgoing",
    "reports",
    "requests",
    "segments",
    "tasks",
];

/// What agents do not do in the groups in which they write: what a client signed is not theirs to
/// undo.
const NOT_DAILY: &[&str] = &[AgreementsDelete::ROW.name];

/// What the names of the customer portal's groups begin with.
const OF_CLIENTS: &str = "customer_portal.";

/// What clients may ask for beside it, for the Portal documents no other way to a file's bytes. The
/// operation itself looks whose file it is.
const FILES: &str = AttachmentsDownload::ROW.name;

impl Role {
    /// All of them, in the order of their ids.
    pub(crate) const ALL: [Self; 4] = [
        Self::Administrator,
        Self::Agent,
        Self::ReadOnly,
        Self::Client,
    ];

    /// The role with an id.
    pub(crate) fn find(id: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.id() == id)
    }

    fn id(self) -> i64 {
        self as i64 + 1
    }

    /// The word for it where the office itself names roles.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Agent => "agent",
            Self::ReadOnly => "read_only",
            Self::Client => "client",
        }
    }

    /// What it is called.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Administrator => "Administrator",
            Self::Agent => "Agent",
            Self::ReadOnly => "Read only",
            Self::Client => "Client",
        }
    }

    /// Whether a user of this role may ask for an operation. Everybody may sign in.
    pub(crate) fn allows(self, row: &Row) -> bool {
        row.sign_in != SignIn::Token || self.may(row, row.writes())
    }

    /// Whether a user of this role may do something that leaves something behind, also where the
    /// method of the operation only reads.
    pub(crate) fn may_write(self, row: &Row) -> bool {
        self.may(row, true)
    }

    /// Whether a user of this role changes the records of a group that is no client's own.
    pub(crate) fn may_change(self, group: &str) -> bool {
        match self {
            Self::Administrator => true,
            Self::Agent => DAILY.contains(&group),
            Self::ReadOnly | Self::Client => false,
        }
    }

    fn may(self, row: &Row, writes: bool) -> bool {
        let group = row.group();
        let of_clients = group.starts_with(OF_CLIENTS);
        match self {
            Self::Administrator => !of_clients,
            Self::Agent => !of_clients && (!writes || is_daily(row)),
            Self::ReadOnly => !of_clients && !writes,
            Self::Client => of_clients || row.name == FILES,
        }
    }

    /// The role as the Portal shows it.
    pub(crate) fn shown(self) -> portal::Role {
        let allowed = rows().filter(|row| row.sign_in == SignIn::Token && self.allows(row));
        // Its group says more than a client may.
        let allowed = allowed.filter(|row| self != Self::Client || row.name != FILES);
        let mut names: Vec<String> = allowed.map(permission).collect();
        names.sort_unstable();
        names.dedup();
        let permissions = names
            .into_iter()
            .map(|name| Permission { name: Some(name) });
        portal::Role {
            permissions: permissions.collect(),
            ..self.named()
        }
    }

    /// The role beside a record: without what it allows, which would be longer than the record.
    pub(crate) fn named(self) -> portal::Role {
        portal::Role {
            id: Some(self.id().to_string()),
            name: Some(self.name().to_owned()),
            permissions: Vec::new(),
        }
    }
}

impl From<AccountRole> for Role {
    fn from(role: AccountRole) -> Self {
        match role {
            AccountRole::Administrator => Self::Administrator,
            AccountRole::Agent => Self::Agent,
            AccountRole::ReadOnly => Self::ReadOnly,
            AccountRole::Client => Self::Client,
        }
    }
}

/// Whether agents do it, who write what is written daily.
fn is_daily(row: &Row) -> bool {
    DAILY.contains(&row.group()) && !NOT_DAILY.contains(&row.name)
}

/// The operations of all systems.
fn rows() -> impl Iterator<Item = &'static Row> {
    SYSTEMS.iter().flat_map(|system| system.rows())
}

/// The name of the permission that an operation needs.
fn permission(row: &Row) -> String {
    let done = if row.writes() { "write" } else { "read" };
    format!("{}.{done}", row.group())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_agents_write_in_is_in_the_table() {
        for group in DAILY {
            let known = rows().any(|row| row.group() == *group && row.writes());
            assert!(known, "{group}");
        }
    }

    #[test]
    fn what_agents_do_not_do_is_theirs_by_its_group_alone() {
        for name in NOT_DAILY {
            let mut found = rows().filter(|row| row.name == *name);
            assert!(found.any(|row| DAILY.contains(&row.group()) && row.writes()));
        }
    }

    #[test]
    fn every_operation_but_signing_in_is_somebody_s() {
        for row in rows() {
            let who = Role::ALL.into_iter().filter(|role| role.allows(row));
            let everybody = who.count() == Role::ALL.len();
            let is_open = row.sign_in != SignIn::Token || row.name == FILES;
            assert_eq!(everybody, is_open, "{}", row.name);
            let one = Role::Administrator.allows(row) || Role::Client.allows(row);
            assert!(one, "{}", row.name);
        }
    }

    #[test]
    fn a_role_says_what_it_allows() {
        let names = |role: Role| -> Vec<String> {
            let permissions = role.shown().permissions.into_iter();
            permissions.filter_map(|one| one.name).collect()
        };
        let agent = names(Role::Agent);
        for (name, allowed) in [
            ("notes.read", true),
            ("notes.write", true),
            ("contracts.read", true),
            ("contracts.write", false),
            ("roles.read", true),
        ] {
            let found = agent.iter().any(|one| one == name);
            assert_eq!(found, allowed, "{name}");
        }
        let client = names(Role::Client);
        assert!(client.iter().all(|name| name.starts_with(OF_CLIENTS)));
        let reading = names(Role::ReadOnly);
        assert!(reading.iter().all(|name| name.ends_with(".read")));
        assert!(names(Role::Administrator).contains(&"contracts.write".to_owned()));
    }
}
