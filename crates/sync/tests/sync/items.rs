//! Negative items: pulled as a list of all clients', also where the server gives them no ids.

use store::table::negative_items;
use sync::{Pulled, pull};
use testkit::{Kind, PortalServer, negative_item};
use tokio_util::sync::CancellationToken;

use crate::rig::{Quiet, Rig};

impl Rig {
    async fn pull_items(&self) {
        let cancel = CancellationToken::new();
        let kind = Pulled::NegativeItems;
        pull(kind, &self.cache, &self.portal, &Quiet, &cancel)
            .await
            .unwrap();
    }

    async fn balances(&self, client: i64) -> Vec<String> {
        let items = negative_items::of_client(&self.cache, client)
            .await
            .unwrap();
        let records = items.iter().map(|item| {
            let record: serde_json::Value = serde_json::from_str(&item.record).unwrap();
            record["credit_balance"].as_str().unwrap().to_owned()
        });
        let mut balances: Vec<String> = records.collect();
        balances.sort();
        balances
    }
}

#[tokio::test]
async fn every_clients_items_come_and_follow_what_changes() {
    // Six items, by turns of client 1 and client 2.
    let server = || {
        let items = (1..=6).map(|id| negative_item(id, 2 - id % 2));
        PortalServer::plain().with(Kind::NegativeItems, items)
    };
    for server in [server(), server().with_updates()] {
        let rig = Rig::new(server.start().await).await;
        rig.pull_items().await;
        assert_eq!(rig.balances(1).await, ["101.00", "103.00", "105.00"]);
        rig.server.truth().change(Kind::NegativeItems, 3, |record| {
            record["credit_balance"] = "7.00".into();
        });
        rig.server.truth().remove(Kind::NegativeItems, 2);
        rig.pull_items().await;
        rig.pull_items().await;
        assert_eq!(rig.balances(1).await, ["101.00", "105.00", "7.00"]);
        assert_eq!(rig.balances(2).await, ["104.00", "106.00"]);
    }
}

#[tokio::test]
async fn items_without_ids_are_known_again_and_removed_when_two_lists_lack_them() {
    let nameless = |id: i64| {
        let mut record = negative_item(id, 1);
        record.as_object_mut().unwrap().remove("id");
        record
    };
    let list = |ids: &[i64]| {
        let rows: Vec<_> = ids.iter().map(|id| nameless(*id)).collect();
        testkit::Fault::Json(serde_json::json!({ "data": rows }))
    };
    let rig = Rig::new(PortalServer::plain().start().await).await;
    let asked = testkit::Asked::NegativeItemsList;
    for _ in 0..2 {
        rig.server.answer_next(asked, list(&[1, 2, 3]));
        rig.pull_items().await;
        assert_eq!(rig.balances(1).await.len(), 3);
    }
    for expected in [3, 2] {
        rig.server.answer_next(asked, list(&[1, 3]));
        rig.pull_items().await;
        assert_eq!(rig.balances(1).await.len(), expected);
    }
}
