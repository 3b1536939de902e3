//! Every way to wrap a list or a record is read for every call.

use serde_json::json;
use testkit::{ListForm, PortalServer, RecordForm, Truth, client};

use crate::rig::{get, ids, listing, portal};

#[tokio::test]
async fn a_page_is_read_from_every_form_that_has_pages() {
    for form in [ListForm::Nested, ListForm::Paged, ListForm::ArrayOfPages] {
        let server = PortalServer::plain()
            .lists_as(form)
            .with_clients(1..=3)
            .start()
            .await;
        let portal = portal(&server, Truth::fresh_token);
        let (first, meta) = ids(&portal, 1).await.unwrap();
        let meta = meta.unwrap();
        assert_eq!((first, meta.total), (vec![1, 2], Some(3)), "{form:?}");
        assert_eq!((meta.current_page, meta.last_page), (Some(1), Some(2)));
        let (second, _) = ids(&portal, 2).await.unwrap();
        assert_eq!(second, [3], "{form:?}");
    }
}

#[tokio::test]
async fn a_whole_list_is_read_from_every_form_without_pages() {
    for (form, clients) in [
        (ListForm::Array, 3),
        (ListForm::Data, 3),
        (ListForm::OneObject, 1),
    ] {
        let server = PortalServer::plain()
            .lists_as(form)
            .with_clients(1..=clients)
            .start()
            .await;
        let portal = portal(&server, Truth::fresh_token);
        let (all, meta) = ids(&portal, 1).await.unwrap();
        assert_eq!(all, (1..=clients).collect::<Vec<_>>(), "{form:?}");
        assert_eq!(meta, None, "{form:?}");
    }
}

#[tokio::test]
async fn an_empty_list_is_empty_in_every_form() {
    for form in [
        ListForm::Nested,
        ListForm::Paged,
        ListForm::ArrayOfPages,
        ListForm::Array,
        ListForm::Data,
    ] {
        let server = PortalServer::plain().lists_as(form).start().await;
        let portal = portal(&server, Truth::fresh_token);
        let (none, _) = ids(&portal, 1).await.unwrap();
        assert!(none.is_empty(), "{form:?}");
    }
}

#[tokio::test]
async fn a_record_is_read_from_every_form() {
    for form in [
        RecordForm::Bare,
        RecordForm::Data,
        RecordForm::DataArray,
        RecordForm::Array,
    ] {
        let server = PortalServer::plain()
            .records_as(form)
            .with_clients([7])
            .start()
            .await;
        let portal = portal(&server, Truth::fresh_token);
        let read = get(&portal, 7).await.unwrap();
        assert_eq!(read.id, Some(7), "{form:?}");
        assert_eq!(read.ssn, Some(900_000_007), "{form:?}");
    }
}

#[tokio::test]
async fn a_listed_record_stays_exactly_as_it_came() {
    let mut record = client(1);
    record["id"] = json!("1");
    record["not_documented"] = json!({ "kept": [1, null, "x"] });
    let server = PortalServer::plain().start().await;
    server.truth().put_client(record.clone());
    let portal = portal(&server, Truth::fresh_token);
    let listed = portal.list(&listing(1)).await.unwrap();
    assert_eq!(listed.page.rows, [record]);
    assert!(listed.date.is_some());
}
