//! What of the office's database is in a backup: every table, and the numbers that were given out.
//! A test names a table that is missing here.

macro_rules! tables {
    ($($table:literal)+) => {
        /// Each table with what copies it out, and what copies it back.
        const TABLES: &[(&str, [&str; 2], [&str; 2])] = &[$((
            $table,
            [
                concat!("DELETE FROM other.", $table),
                concat!("INSERT INTO other.", $table, " SELECT * FROM main.", $table),
            ],
            [
                concat!("DELETE FROM main.", $table),
                concat!("INSERT INTO main.", $table, " SELECT * FROM other.", $table),
            ],
        )),+];
    };
}

tables! {
    "agents"
    "agreements"
    "analyses"
    "answer_records"
    "answers"
    "attachment_links"
    "attachments"
    "backup_keys"
    "bureau_addresses"
    "claim_codes"
    "client_documents"
    "client_goals"
    "client_numbers"
    "client_phones"
    "client_products"
    "clients"
    "contract_versions"
    "contracts"
    "correspondence"
    "creditor_types"
    "event_definitions"
    "events"
    "exchange_requests"
    "fax_settings"
    "file_chunks"
    "files"
    "firm"
    "furnishers"
    "goals"
    "identity_checks"
    "imports"
    "instruction_creditor_types"
    "instructions"
    "item_dropdowns"
    "mail_servers"
    "mails"
    "moments"
    "negative_items"
    "notes"
    "office"
    "partners"
    "practice"
    "products"
    "recoveries"
    "reports"
    "segment_clients"
    "segments"
    "snippets"
    "step_executions"
    "tasks"
    "template_categories"
    "template_contents"
    "templates"
    "unaport_consents"
    "unaport_notifications"
    "unaport_reports"
    "unaport_templates"
    "workflow_steps"
    "workflows"
}

/// The numbers that were given out, copied out and back. They come last, for whatever is put into a
/// table counts its own.
const NUMBERS: [[&str; 2]; 2] = [
    [
        "DELETE FROM other.sqlite_sequence",
        "INSERT INTO other.sqlite_sequence SELECT * FROM main.sqlite_sequence",
    ],
    [
        "DELETE FROM main.sqlite_sequence",
        "INSERT INTO main.sqlite_sequence SELECT * FROM other.sqlite_sequence",
    ],
];

/// Copies everything into the other database.
pub(super) fn out() -> impl Iterator<Item = &'static str> {
    let empty = TABLES.iter().map(|(_, [empty, _], _)| *empty);
    let fill = TABLES.iter().map(|(_, [_, fill], _)| *fill);
    empty.chain(fill).chain(NUMBERS[0])
}

/// Copies everything from the other database, and ends the sessions that it knew. Mail that waited
/// to be sent may have been sent since.
pub(super) fn back() -> impl Iterator<Item = &'static str> {
    let empty = TABLES.iter().map(|(_, _, [empty, _])| *empty);
    let fill = TABLES.iter().map(|(_, _, [_, fill])| *fill);
    let end = [
        "UPDATE main.agents SET session = session + 1",
        "UPDATE main.mails SET state = 'sending'",
    ];
    empty.chain(fill).chain(NUMBERS[1]).chain(end)
}

#[cfg(test)]
mod tests {
    use sqlx::SqlitePool;

    use super::*;

    #[tokio::test]
    async fn every_table_is_in_a_backup() {
        let database = SqlitePool::connect("sqlite::memory:").await.unwrap();
        sqlx::migrate!("./migrations").run(&database).await.unwrap();
        let all: Vec<String> = sqlx::query_scalar(
            "SELECT name FROM sqlite_schema
             WHERE type = 'table' AND name <> '_sqlx_migrations' ORDER BY name",
        )
        .fetch_all(&database)
        .await
        .unwrap();
        let mut copied: Vec<&str> = TABLES.iter().map(|(table, ..)| *table).collect();
        copied.push("sqlite_sequence");
        copied.sort_unstable();
        assert_eq!(copied, all);
    }
}
