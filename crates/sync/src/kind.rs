//! What a run must know of a kind of record: how to ask for a page, read a record, keep a page.

use client::{Failure, Listed, Portal};
use contract::{
    Call, FieldErrors,
    portal::{
        ById, ClientListing, ClientsGet, ClientsList, CorrespondenceList, CorrespondenceListing,
        NegativeItemListing, NegativeItemsGet, NegativeItemsList, NoteListing, NotesGet, NotesList,
        SortDirection,
    },
};
use serde_json::Value;
use store::{
    sqlx::{self, Sqlite, Transaction},
    table::{
        clients::{self, Client},
        correspondence,
        kept::{Applied, Table},
        negative_items::{self, NegativeItem},
        notes::{self, Note},
        quarantine::Unread,
    },
};

/// Records a page.
pub(crate) const PER_PAGE: i64 = 200;

/// In which order a page is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Order {
    /// By rising id: nothing moves between pages but what is deleted.
    Ids,
    /// What changed last comes first.
    Newest,
}

impl Order {
    fn column(self) -> Option<String> {
        Some(match self {
            Self::Ids => "id".to_owned(),
            Self::Newest => "updated_at".to_owned(),
        })
    }

    fn direction(self) -> Option<SortDirection> {
        Some(match self {
            Self::Ids => SortDirection::Asc,
            Self::Newest => SortDirection::Desc,
        })
    }
}

/// A kind of record that is fetched page by page.
pub(crate) trait Kind: Send + Sync + 'static {
    /// Its name in `pulls`, in the quarantine and in the announcement.
    const NAME: &'static str;
    /// Its table in the cache.
    const TABLE: Table;
    /// A record as the cache keeps it.
    type Row: Send + Sync;

    fn row(record: &Value, now: &str) -> Result<Self::Row, Unread>;
    fn id(row: &Self::Row) -> i64;
    fn updated_at(row: &Self::Row) -> &str;

    /// Asks for a page of the list.
    fn page(
        portal: &Portal,
        order: Order,
        page: i64,
    ) -> impl Future<Output = Result<Listed, Failure>> + Send;

    /// Asks for one record, to see whether it is still there.
    fn ask(portal: &Portal, id: i64) -> impl Future<Output = Result<(), Failure>> + Send;

    /// Keeps a page; the ids of the clients it belongs to come back as changed.
    fn apply(
        tx: &mut Transaction<'static, Sqlite>,
        rows: &[Self::Row],
        run: Option<i64>,
    ) -> impl Future<Output = Result<Applied, sqlx::Error>> + Send;
}

/// Clients.
pub(crate) struct Clients;

impl Kind for Clients {
    const NAME: &'static str = "clients";
    const TABLE: Table = Table::Clients;
    type Row = Client;

    fn row(record: &Value, now: &str) -> Result<Client, Unread> {
        crate::clients::row(record, now)
    }

    fn id(row: &Client) -> i64 {
        row.id
    }

    fn updated_at(row: &Client) -> &str {
        &row.updated_at
    }

    async fn page(portal: &Portal, order: Order, page: i64) -> Result<Listed, Failure> {
        let query = ClientListing {
            sort_by: order.column(),
            sort_direction: order.direction(),
            page: Some(page),
            per_page: Some(PER_PAGE),
            search: None,
        };
        portal
            .list(&Call::<ClientsList> {
                path: (),
                query,
                body: (),
            })
            .await
    }

    async fn ask(portal: &Portal, id: i64) -> Result<(), Failure> {
        portal
            .call(&Call::<ClientsGet> {
                path: ById { id },
                query: (),
                body: (),
            })
            .await
            .map(drop)
    }

    async fn apply(
        tx: &mut Transaction<'static, Sqlite>,
        rows: &[Client],
        run: Option<i64>,
    ) -> Result<Applied, sqlx::Error> {
        clients::apply(tx, rows, run).await
    }
}

/// Notes of all clients.
pub(crate) struct Notes;

impl Kind for Notes {
    const NAME: &'static str = "notes";
    const TABLE: Table = Table::Notes;
    type Row = Note;

    fn row(record: &Value, now: &str) -> Result<Note, Unread> {
        crate::notes::row(record, now)
    }

    fn id(row: &Note) -> i64 {
        row.id
    }

    fn updated_at(row: &Note) -> &str {
        &row.updated_at
    }

    async fn page(portal: &Portal, order: Order, page: i64) -> Result<Listed, Failure> {
        let query = NoteListing {
            client_id: None,
            sort_by: order.column(),
            sort_direction: order.direction(),
            page: Some(page),
            per_page: Some(PER_PAGE),
            search: None,
        };
        portal
            .list(&Call::<NotesList> {
                path: (),
                query,
                body: (),
            })
            .await
    }

    async fn ask(portal: &Portal, id: i64) -> Result<(), Failure> {
        portal
            .call(&Call::<NotesGet> {
                path: ById { id },
                query: (),
                body: (),
            })
            .await
            .map(drop)
    }

    async fn apply(
        tx: &mut Transaction<'static, Sqlite>,
        rows: &[Note],
        run: Option<i64>,
    ) -> Result<Applied, sqlx::Error> {
        notes::apply(tx, rows, true, run).await
    }
}

/// Negative items of all clients.
pub(crate) struct NegativeItems;

impl Kind for NegativeItems {
    const NAME: &'static str = "negative_items";
    const TABLE: Table = Table::NegativeItems;
    type Row = NegativeItem;

    fn row(record: &Value, now: &str) -> Result<NegativeItem, Unread> {
        crate::negative_items::row(record, now)
    }

    fn id(row: &NegativeItem) -> i64 {
        row.id
    }

    fn updated_at(row: &NegativeItem) -> &str {
        &row.updated_at
    }

    async fn page(portal: &Portal, order: Order, page: i64) -> Result<Listed, Failure> {
        let query = NegativeItemListing {
            sort_by: order.column(),
            sort_direction: order.direction(),
            page: Some(page),
            per_page: Some(PER_PAGE),
            ..NegativeItemListing::default()
        };
        portal
            .list(&Call::<NegativeItemsList> {
                path: (),
                query,
                body: (),
            })
            .await
    }

    async fn ask(portal: &Portal, id: i64) -> Result<(), Failure> {
        if id < 0 {
            return Err(nothing_to_ask_for());
        }
        portal
            .call(&Call::<NegativeItemsGet> {
                path: ById { id },
                query: (),
                body: (),
            })
            .await
            .map(drop)
    }

    async fn apply(
        tx: &mut Transaction<'static, Sqlite>,
        rows: &[NegativeItem],
        run: Option<i64>,
    ) -> Result<Applied, sqlx::Error> {
        negative_items::apply(tx, rows, run).await
    }
}

/// What was sent about all clients.
pub(crate) struct Correspondence;

impl Kind for Correspondence {
    const NAME: &'static str = "correspondence";
    const TABLE: Table = Table::Correspondence;
    type Row = correspondence::Correspondence;

    fn row(record: &Value, now: &str) -> Result<Self::Row, Unread> {
        crate::correspondence::row(record, now)
    }

    fn id(row: &Self::Row) -> i64 {
        row.id
    }

    fn updated_at(row: &Self::Row) -> &str {
        &row.updated_at
    }

    async fn page(portal: &Portal, order: Order, page: i64) -> Result<Listed, Failure> {
        let query = CorrespondenceListing {
            sort_by: order.column(),
            sort_direction: order.direction(),
            page: Some(page),
            per_page: Some(PER_PAGE),
            ..CorrespondenceListing::default()
        };
        portal
            .list(&Call::<CorrespondenceList> {
                path: (),
                query,
                body: (),
            })
            .await
    }

    async fn ask(_: &Portal, _: i64) -> Result<(), Failure> {
        // The Portal reads none by itself.
        Err(nothing_to_ask_for())
    }

    async fn apply(
        tx: &mut Transaction<'static, Sqlite>,
        rows: &[Self::Row],
        run: Option<i64>,
    ) -> Result<Applied, sqlx::Error> {
        correspondence::apply(tx, rows, true, run).await
    }
}

/// Where a record cannot be asked for by itself, that two lists lack it is all that can be known.
fn nothing_to_ask_for() -> Failure {
    Failure::Rejected {
        status: 410,
        message: String::new(),
        fields: FieldErrors::default(),
    }
}
