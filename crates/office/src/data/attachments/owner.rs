//! What files can belong to: a line for each kind of record, and from it all that is asked of every
//! kind. A client is among the client's records.

use sqlx::{SqliteConnection, SqliteExecutor};

/// Writes [`Owner`] and the statements about every kind. A line reads: its name here, on the wire
/// and in the database, of a client's record the column that says whose it is, and what is said of
/// a number that no such record has.
macro_rules! owners {
    (
        of a client {
            $($theirs:ident $their_word:literal $their_table:literal $client:literal $no_such:literal;)+
        }
        of the firm {
            $($firms:ident $word:literal $table:literal $nothing:literal;)+
        }
    ) => {
        /// A record that files can belong to.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Owner {
            $($theirs(i64),)+
            $($firms(i64),)+
        }

        impl Owner {
            /// The word for each kind.
            pub(crate) const WORDS: &'static [&'static str] = &[$($their_word,)+ $($word,)+];

            /// The record of a kind with a number, if files can belong to such.
            pub(crate) fn named(word: &str, id: i64) -> Option<Self> {
                match word {
                    $($their_word => Some(Self::$theirs(id)),)+
                    $($word => Some(Self::$firms(id)),)+
                    _ => None,
                }
            }

            /// The word for what it is, and its number.
            pub(super) fn parts(self) -> (&'static str, i64) {
                match self {
                    $(Self::$theirs(id) => ($their_word, id),)+
                    $(Self::$firms(id) => ($word, id),)+
                }
            }

            /// What is said of a number that no such record has.
            pub(crate) fn no_such(self) -> &'static str {
                match self {
                    $(Self::$theirs(_) => $no_such,)+
                    $(Self::$firms(_) => $nothing,)+
                }
            }

            /// The group of operations by which it is changed, if it is one of the firm's own records
            /// and no client's. The group is called as the table.
            pub(crate) fn group(self) -> Option<&'static str> {
                match self {
                    $(Self::$firms(_) => Some($table),)+
                    _ => None,
                }
            }

            /// Finds the record, and answers whose it is.
            fn found(self) -> &'static str {
                match self {
                    $(Self::$theirs(_) =>
                        concat!("SELECT ", $client, " FROM ", $their_table, " WHERE id = $1"),)+
                    $(Self::$firms(_) => concat!("SELECT NULL FROM ", $table, " WHERE id = $1"),)+
                }
            }
        }

        /// The clients whose records a file belongs to, with the words for these.
        const CLIENTS: &str = concat!(
            "SELECT client_id, entity_type FROM (SELECT NULL AS client_id, NULL AS entity_type",
            $(
                " UNION ALL SELECT o.", $client, ", l.entity_type FROM attachment_links AS l JOIN ",
                $their_table, " AS o ON o.id = l.entity_id WHERE l.attachment_id = $1",
                " AND l.entity_type = '", $their_word, "'",
            )+
            ") AS owners WHERE client_id IS NOT NULL",
        );

        /// Takes every file from a client and from the client's records. Nothing has no kind: what
        /// comes first only begins the list.
        const TAKE_FROM_CLIENT: &str = concat!(
            "DELETE FROM attachment_links WHERE (entity_type = '' AND entity_id = 0)",
            $(
                " OR (entity_type = '", $their_word, "' AND entity_id IN (SELECT id FROM ",
                $their_table, " WHERE ", $client, " = $1))",
            )+
            " RETURNING attachment_id",
        );
    };
}

owners! {
    of a client {
        Client         "client"                      "clients"          "id"        "names no client";
        Document       "client_document"             "client_documents" "client_id" "names no document";
        Correspondence "correspondence"              "correspondence"   "client_id" "names nothing that was sent";
        NegativeItem   "negative_item"               "negative_items"   "client_id" "names no negative item";
        Note           "note"                        "notes"            "client_id" "names no note";
        Task           "client_task"                 "tasks"            "client_id" "names no task";
        ClientProduct  "client_product"              "client_products"  "client_id" "names nothing that a client bought";
        Report         "credit_report_master_schema" "reports"          "client_id" "names no report";
        Agreement      "agreement"                   "agreements"       "client_id" "names no agreement";
    }
    of the firm {
        Contract         "contract"          "contracts"           "names no contract";
        Template         "template"          "templates"           "names no template";
        TemplateCategory "template_category" "template_categories" "names no category";
        Snippet          "snippet"           "snippets"            "names no snippet";
        Furnisher        "furnisher"         "furnishers"          "names no furnisher";
        BureauAddress    "bureau_address"    "bureau_addresses"    "names no address of a bureau";
        Instruction      "instruction"       "instructions"        "names no instruction";
        ClaimCode        "claim_code"        "claim_codes"         "names no claim code";
        Goal             "goal"              "goals"               "names no goal";
        Product          "product"           "products"            "names no product";
        Segment          "segment"           "segments"            "names no segment";
    }
}

/// The groups of operations by which those of the firm's own records are changed to which a file
/// belongs.
pub(crate) async fn groups(
    database: &mut SqliteConnection,
    id: i64,
) -> sqlx::Result<Vec<&'static str>> {
    let words: Vec<String> = sqlx::query_scalar(
        "SELECT DISTINCT entity_type FROM attachment_links WHERE attachment_id = $1",
    )
    .bind(id)
    .fetch_all(database)
    .await?;
    let owners = words.iter().filter_map(|word| Owner::named(word, id));
    Ok(owners.filter_map(Owner::group).collect())
}

/// What is kept about clients for the firm alone: they are not shown the files of it.
const UNSEEN: [&str; 2] = ["note", "client_task"];

/// The client of a record, if it is a client's; the outer `None` says that there is no such record.
pub(crate) async fn client(
    database: &mut SqliteConnection,
    owner: Owner,
) -> sqlx::Result<Option<Option<i64>>> {
    let (_, id) = owner.parts();
    sqlx::query_scalar(owner.found())
        .bind(id)
        .fetch_optional(database)
        .await
}

/// The clients whose file it is: theirs, or one of a record of theirs.
pub(crate) async fn clients(database: impl SqliteExecutor<'_>, id: i64) -> sqlx::Result<Vec<i64>> {
    let owners = owners(database, id).await?;
    Ok(owners.into_iter().map(|(client, _)| client).collect())
}

/// Whether a client may see a file: it is the client's, and not only of what the firm keeps for
/// itself.
pub(crate) async fn is_seen_by(
    database: impl SqliteExecutor<'_>,
    id: i64,
    client: i64,
) -> sqlx::Result<bool> {
    let owners = owners(database, id).await?;
    let mut owners = owners.into_iter();
    Ok(owners.any(|(whose, word)| whose == client && !UNSEEN.contains(&word.as_str())))
}

async fn owners(database: impl SqliteExecutor<'_>, id: i64) -> sqlx::Result<Vec<(i64, String)>> {
    sqlx::query_as(CLIENTS).bind(id).fetch_all(database).await
}

/// Takes every file from a client who is about to be deleted, and from all that is the client's;
/// answers which they were.
pub(crate) async fn take_all_of_client(
    database: &mut SqliteConnection,
    client: i64,
) -> sqlx::Result<Vec<i64>> {
    sqlx::query_scalar(TAKE_FROM_CLIENT)
        .bind(client)
        .fetch_all(database)
        .await
}

#[cfg(test)]
mod tests {
    use super::{super::super::page::tests::plan, *};

    #[test]
    fn a_word_names_one_kind_of_record() {
        for word in Owner::WORDS {
            let owner = Owner::named(word, 7).unwrap();
            assert_eq!(owner.parts(), (*word, 7));
        }
        assert_eq!(Owner::named("shoe", 7), None);
        assert!(UNSEEN.iter().all(|word| Owner::WORDS.contains(word)));
    }

    #[test]
    fn the_firm_s_own_records_are_changed_by_operations_of_the_group_that_is_named() {
        let groups: Vec<&str> = Owner::WORDS
            .iter()
            .filter_map(|word| Owner::named(word, 7).and_then(Owner::group))
            .collect();
        assert_eq!(groups.len(), 11);
        for group in groups {
            let mut rows = contract::SYSTEMS.iter().flat_map(|system| system.rows());
            let changes = rows.any(|row| row.group() == group && row.writes());
            assert!(changes, "{group}");
        }
    }

    #[tokio::test]
    async fn whose_a_file_is_and_what_a_client_has_is_found_without_reading_whole_tables() {
        for statement in [CLIENTS, TAKE_FROM_CLIENT] {
            let plan = plan(statement).await;
            // What the statement itself put together may be read from end to end.
            let scans = |step: &&String| step.starts_with("SCAN") && !is_its_own(step);
            let scanned: Vec<&String> = plan.iter().filter(scans).collect();
            assert!(scanned.is_empty(), "{plan:?}");
        }
        for word in Owner::WORDS {
            let plan = plan(Owner::named(word, 7).unwrap().found()).await;
            assert!(
                plan.iter().all(|step| step.starts_with("SEARCH")),
                "{plan:?}"
            );
        }
    }

    fn is_its_own(step: &str) -> bool {
        ["SCAN CONSTANT ROW", "SCAN owners"].contains(&step)
    }
}
