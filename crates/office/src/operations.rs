//! What the office does for each operation of each system's table, one function each.

mod agreements;
mod asked;
mod attachments;
mod auth;
mod bureau_addresses;
mod claim_codes;
mod client_products;
mod clients;
mod contracts;
mod copies;
mod correspondence;
mod customer_portal;
mod customerio_templates;
mod documents;
mod entered;
mod events;
mod exchange;
mod fax_settings;
mod furnishers;
mod goals;
mod imports;
mod instructions;
mod item_dropdowns;
mod kba;
#[cfg(test)]
mod kept;
mod my_credit_app;
mod negative_items;
mod notes;
mod own;
mod own_record;
mod papers;
mod passwords;
mod piece;
mod query_builder;
mod reports;
mod roles;
mod rows;
mod segments;
mod sent;
mod snippets;
mod taking_on;
mod tasks;
mod template_categories;
mod templates;
mod texts;
mod unaport;
mod workflows;

use contract::{System, exchange::EXCHANGE, my_credit_app::MY_CREDIT_APP, unaport::UNAPORT};

use crate::server::Table;

/// The Portal's groups in the order of its table.
const PORTAL: &[fn(Table) -> Table] = &[
    auth::serve,
    roles::serve,
    clients::serve,
    reports::serve,
    negative_items::serve,
    notes::serve,
    attachments::serve,
    documents::serve,
    templates::serve,
    template_categories::serve,
    snippets::serve,
    contracts::serve,
    agreements::serve,
    bureau_addresses::serve,
    furnishers::serve,
    instructions::serve,
    claim_codes::serve,
    item_dropdowns::serve,
    fax_settings::serve,
    goals::serve,
    correspondence::serve,
    customer_portal::serve,
    segments::serve,
    query_builder::serve,
    imports::serve,
    tasks::serve,
    client_products::serve,
    kba::serve,
    events::serve,
    workflows::serve,
    customerio_templates::serve,
];

/// The functions by the Portal's operations.
pub(crate) fn portal() -> Table {
    PORTAL
        .iter()
        .fold(Table::default(), |table, serve| serve(table))
}

/// The functions by the operations that are the office's own.
pub(crate) fn own() -> Table {
    own::serve(Table::default())
}

/// The other systems and the functions by their operations.
pub(crate) fn others() -> [(&'static System, Table); 3] {
    [
        (&MY_CREDIT_APP, my_credit_app::serve(Table::default())),
        (&UNAPORT, unaport::serve(Table::default())),
        (&EXCHANGE, exchange::serve(Table::default())),
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_operation_of_every_table_is_served() {
        let ours = [
            (&contract::portal::PORTAL, portal()),
            (&contract::office::OFFICE, own()),
        ];
        for (system, table) in ours.into_iter().chain(others()) {
            let (_, served) = table.finish();
            let wanted: BTreeSet<&str> = system.rows().map(|row| row.name).collect();
            assert_eq!(served.len(), wanted.len());
            assert_eq!(served.into_iter().collect::<BTreeSet<_>>(), wanted);
        }
    }
}
