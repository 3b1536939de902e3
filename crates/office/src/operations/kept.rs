//! What a firm puts in itself is answered as it was put in, though nothing is invented for it.

use std::{fs::File, sync::Arc};

use contract::{
    Call,
    portal::{
        ById, NegativeItem, NegativeItemListing, NegativeItemMetadata, NegativeItemStatus,
        NegativeItemsGet, NegativeItemsList, ReportSchemasGet, ReportSchemasLatest,
    },
};
use serde_json::json;
use store::{Database, Durability, vault::Secret};
use tempfile::TempDir;

use super::{negative_items, reports};
use crate::{
    data::{
        clients::{self, NewClient},
        negative_items::{self as items, NewItem},
        reports::{self as kept, ReportRow},
        source::Source,
        taken_on,
    },
    office::Outside,
    server::Caller,
    shared::Shared,
};

const NOON: &str = "2026-01-15T12:00:00.000000Z";

/// A firm's office with a client, and in a folder of its own.
async fn office() -> (TempDir, Arc<Shared>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.db");
    let key = Secret::from_bytes(&[7; 32]).unwrap();
    let database = Database::open(&path, &key, Durability::Precious, &crate::office::SCHEMA)
        .await
        .unwrap();
    let mut write = database.write().await.unwrap();
    clients::add(&mut write, &client(41)).await.unwrap();
    write.commit().await.unwrap();
    let lock = File::create(folder.path().join("lock")).unwrap();
    let place = (folder.path().to_owned(), lock);
    let shared = Shared::new(database, String::new(), None, Outside::default(), place);
    (folder, Arc::new(shared))
}

fn client(id: i64) -> NewClient {
    NewClient {
        id,
        client_key: format!("key-{id}"),
        crm_id: "003RD0000000041AAA".to_owned(),
        crm_number: None,
        joint_crm_id: None,
        ssn: None,
        searched: Default::default(),
        attributes: json!({ "FirstName": "Ana" }).to_string(),
        created_at: NOON.to_owned(),
        updated_at: NOON.to_owned(),
    }
}

/// An item of a client.
fn item(client_id: i64, record: &NegativeItem) -> NewItem {
    NewItem {
        client_id,
        report: None,
        account_name: "Café Umber".to_owned(),
        account_type: "Café tab".to_owned(),
        is_negative: true,
        is_collection: false,
        is_charge_off: false,
        is_disputed: true,
        status: NegativeItemStatus::InProgress,
        updated_at: NOON.to_owned(),
        source: Source::Kept(serde_json::to_string(record).unwrap()),
    }
}

/// Takes in a report, and answers its id.
async fn take_in(office: &Shared, source: &Source) -> i64 {
    let row = ReportRow {
        id: 0,
        client_id: 41,
        bureau: "EXP".to_owned(),
        vendor: "A vendor".to_owned(),
        report_date: "2026-01-14".to_owned(),
        report_id: "789".to_owned(),
        created_at: NOON.to_owned(),
        updated_at: NOON.to_owned(),
    };
    let mut write = office.database.write().await.unwrap();
    let id = kept::add(&mut write, &row, source).await.unwrap();
    write.commit().await.unwrap();
    id
}

fn caller(office: &Arc<Shared>) -> Caller {
    Caller {
        office: Arc::clone(office),
        signed_in: None,
        basic: None,
    }
}

fn by_id<O>(id: i64) -> Call<O>
where
    O: contract::Operation<Path = ById, Query = (), Body = ()>,
{
    Call {
        path: ById { id },
        query: (),
        body: (),
    }
}

#[tokio::test]
async fn a_report_of_a_vendor_is_answered_with_what_the_vendor_wrote() {
    let (_folder, office) = office().await;
    let content = json!({ "Liabilities": [{ "@Id": "1", "Amount": null }] });
    let id = take_in(&office, &Source::Kept(content.to_string())).await;
    let call = by_id::<ReportSchemasGet>(id);
    let read = reports::get(caller(&office), call).await.unwrap();
    assert_eq!(read.content, Some(content));
    assert_eq!(read.vendor.as_deref(), Some("A vendor"));
    let call = by_id::<ReportSchemasLatest>(41);
    let latest = reports::latest(caller(&office), call).await.unwrap();
    assert!(latest == read);
}

#[tokio::test]
async fn a_report_that_a_firm_s_office_would_have_to_invent_is_refused() {
    let (_folder, office) = office().await;
    let id = take_in(&office, &Source::Practice(0)).await;
    let call = by_id::<ReportSchemasGet>(id);
    let refused = reports::get(caller(&office), call).await;
    assert!(matches!(refused, Err(crate::server::Refusal::Inside)));
}

#[tokio::test]
async fn an_item_of_the_firm_s_own_is_answered_with_where_its_work_stands() {
    let (_folder, office) = office().await;
    let record = NegativeItem {
        account_name: Some("Café Umber".to_owned()),
        credit_balance: Some("12.00".to_owned()),
        is_disputed: Some(true),
        metadata: Some(NegativeItemMetadata {
            created_by: Some(1),
            not_dispute: Some(true),
            ..NegativeItemMetadata::default()
        }),
        ..NegativeItem::default()
    };
    let mut write = office.database.write().await.unwrap();
    items::add(&mut write, &[item(41, &record)]).await.unwrap();
    write.commit().await.unwrap();

    let call = by_id::<NegativeItemsGet>(1);
    let read = negative_items::get(caller(&office), call).await.unwrap();
    assert_eq!(read.account_name.as_deref(), Some("Café Umber"));
    assert_eq!(read.credit_balance.as_deref(), Some("12.00"));
    assert_eq!(read.updated_at.as_deref(), Some(NOON));
    assert_eq!(read.client.as_ref().and_then(|client| client.id), Some(41));
    let metadata = read.metadata.clone().unwrap();
    assert_eq!(metadata.status.as_deref(), Some("in_progress"));
    assert_eq!(
        (metadata.created_by, metadata.not_dispute),
        (Some(1), Some(true))
    );
    for (kind, found) in [("CAFE tab", 1), ("Credit card", 0)] {
        let query = NegativeItemListing {
            account_type: Some(kind.to_owned()),
            is_disputed: Some(true),
            ..NegativeItemListing::default()
        };
        let call = Call::<NegativeItemsList> {
            path: (),
            query,
            body: (),
        };
        let page = negative_items::list(caller(&office), call).await.unwrap();
        assert_eq!(page.rows.len(), found, "{kind}");
    }
}

#[tokio::test]
async fn a_list_goes_on_without_what_is_deleted_while_it_is_read() {
    let (_folder, office) = office().await;
    let nothing = NegativeItem::default();
    let both = [item(41, &nothing), item(42, &nothing)];
    let mut write = office.database.write().await.unwrap();
    clients::add(&mut write, &client(42)).await.unwrap();
    items::add(&mut write, &both).await.unwrap();
    write.commit().await.unwrap();
    let mut rows = Vec::new();
    for id in [1, 2] {
        rows.extend(items::find(office.database.readers(), id).await.unwrap());
    }
    let mut write = office.database.write().await.unwrap();
    assert!(taken_on::delete(&mut write, 41, NOON).await.unwrap());
    write.commit().await.unwrap();
    let shown = negative_items::shown(&office, rows).await.unwrap();
    let ids: Vec<_> = shown.iter().map(|item| item.id).collect();
    assert_eq!(ids, [Some(2)]);
}
