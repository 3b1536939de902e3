//! What the office does for each operation of the table, one function each.

mod asked;
mod auth;
mod clients;

use contract::portal::{AuthLogin, AuthRefresh, ClientsGet, ClientsList};

use crate::server::Table;

/// The functions by their operations, in the order of the contract's table.
#[rustfmt::skip]
pub(crate) fn table() -> Table {
    Table::default()
        .on::<AuthLogin>(auth::login)
        .on::<AuthRefresh>(auth::refresh)
        .on::<ClientsList>(clients::list)
        .on::<ClientsGet>(clients::get)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_of_the_table_is_served() {
        let (_, served) = table().finish();
        let wanted: Vec<&str> = contract::portal::PORTAL
            .rows
            .iter()
            .map(|row| row.name)
            .collect();
        assert_eq!(served, wanted);
    }
}
