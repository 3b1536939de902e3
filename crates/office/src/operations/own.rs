//! `office.*`: what the office has beyond the Portal's document, one module a group.

mod agreements;
mod backup;
mod clients;
mod firm;
mod hidden_ssn;
mod mail;
mod negative_items;
mod outgoing;
mod products;
mod reports;
mod tasks;
mod unaport_notifications;
mod users;

use crate::server::Table;

/// Serves the system.
pub(super) fn serve(table: Table) -> Table {
    let groups = [
        firm::serve,
        mail::serve,
        users::serve,
        clients::serve,
        reports::serve,
        negative_items::serve,
        tasks::serve,
        unaport_notifications::serve,
        outgoing::serve,
        products::serve,
        agreements::serve,
        backup::serve,
    ];
    groups.iter().fold(table, |table, serve| serve(table))
}
