//! The office's database: one file a table, SQL in plain literals. Nothing here knows of HTTP.

pub(crate) mod agents;
pub(crate) mod agreements;
pub(crate) mod analyses;
pub(crate) mod answers;
pub(crate) mod attachments;
pub(crate) mod backup_keys;
pub(crate) mod bureau_addresses;
pub(crate) mod claim_codes;
pub(crate) mod client_products;
pub(crate) mod clients;
pub(crate) mod contract_versions;
pub(crate) mod contracts;
pub(crate) mod correspondence;
pub(crate) mod creditor_types;
pub(crate) mod documents;
pub(crate) mod event_definitions;
pub(crate) mod events;
pub(crate) mod exchange;
pub(crate) mod fax_settings;
pub(crate) mod files;
pub(crate) mod firm;
pub(crate) mod furnishers;
pub(crate) mod goals;
pub(crate) mod identity_checks;
pub(crate) mod imports;
pub(crate) mod instructions;
pub(crate) mod item_dropdowns;
pub(crate) mod mail_servers;
pub(crate) mod mails;
pub(crate) mod moments;
pub(crate) mod negative_items;
pub(crate) mod notes;
pub(crate) mod office;
pub(crate) mod outgoing;
pub(crate) mod page;
pub(crate) mod partners;
pub(crate) mod phones;
pub(crate) mod practice;
pub(crate) mod products;
pub(crate) mod recoveries;
pub(crate) mod reports;
pub(crate) mod segments;
pub(crate) mod snippets;
pub(crate) mod source;
pub(crate) mod taken_on;
pub(crate) mod tasks;
pub(crate) mod template_categories;
pub(crate) mod templates;
pub(crate) mod unaport;
pub(crate) mod words;
pub(crate) mod workflows;

#[cfg(test)]
mod tests {
    use sqlx::SqlitePool;

    #[tokio::test]
    async fn whatever_refers_to_a_client_or_a_report_is_found_in_an_index() {
        let database = SqlitePool::connect("sqlite::memory:").await.unwrap();
        sqlx::migrate!("./migrations").run(&database).await.unwrap();
        let scanned: Vec<(String, String)> = sqlx::query_as(
            r#"SELECT tables.name, keys."from"
               FROM sqlite_schema tables, pragma_foreign_key_list(tables.name) keys
               WHERE tables.type = 'table' AND keys."table" IN ('clients', 'reports')
                 AND NOT EXISTS (
                     SELECT 1 FROM pragma_index_list(tables.name) indexes,
                         pragma_index_info(indexes.name) columns
                     WHERE columns.seqno = 0 AND columns.name = keys."from")
                 AND NOT EXISTS (
                     SELECT 1 FROM pragma_table_info(tables.name) columns
                     WHERE columns.pk = 1 AND columns.name = keys."from")"#,
        )
        .fetch_all(&database)
        .await
        .unwrap();
        assert_eq!(scanned, []);
    }
}
