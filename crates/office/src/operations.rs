//! What the office does for each operation of the table, one function each.

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
mod fax_settings;
mod furnishers;
mod goals;
mod imports;
mod instructions;
mod item_dropdowns;
mod kba;
#[cfg(test)]
mod kept;
mod negative_items;
mod notes;
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
mod tasks;
mod template_categories;
mod templates;
mod texts;
mod workflows;

use crate::server::Table;

/// The groups in the order of the contract's table.
const GROUPS: &[fn(Table) -> Table] = &[
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

/// The functions by their operations.
pub(crate) fn table() -> Table {
    GROUPS
        .iter()
        .fold(Table::default(), |table, serve| serve(table))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_operation_of_the_table_is_served() {
        let (_, served) = table().finish();
        let wanted: BTreeSet<&str> = contract::portal::PORTAL
            .rows()
            .map(|row| row.name)
            .collect();
        assert_eq!(served.len(), wanted.len());
        assert_eq!(served.into_iter().collect::<BTreeSet<_>>(), wanted);
    }
}
