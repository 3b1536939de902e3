//! What a client sees and does without an agent. The client's own record, and the records of
//! others, are for the other files.

mod others;
mod own_record;

use office::UserRole;
use reqwest::Method;
use serde_json::{Value, json};

use crate::rig::{Answer, Form, Rig, pdf, send};

/// A practice office with two clients; who works there, and the first of the clients.
pub struct Desk {
    pub rig: Rig,
    pub agent: String,
    pub client: String,
}

impl Desk {
    pub async fn new() -> Self {
        let rig = Rig::practice(2).await;
        let agent = rig.token().await;
        let client = rig
            .user("client@example.com", UserRole::Client { client: 1 })
            .await;
        Self { rig, agent, client }
    }

    /// What the client reads at a path of the customer portal.
    pub async fn get(&self, path: &str) -> Answer {
        let path = format!("/customer-portal{path}");
        self.rig.get(&self.client, &path).await
    }

    pub async fn write(&self, method: Method, path: &str, body: Value) -> Answer {
        let path = format!("/customer-portal{path}");
        let call = (method, path.as_str());
        self.rig.write(&self.client, call, &body, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.write(Method::POST, path, body).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.write(Method::PUT, path, body).await
    }

    pub async fn delete(&self, path: &str) -> u16 {
        let path = format!("/customer-portal{path}");
        self.rig.delete(&self.client, &path).await
    }

    /// Uploads a file as the client, and answers its id.
    pub async fn upload(&self, name: &str) -> i64 {
        let form = Form::new().file(name, &pdf(40)).text("caption", "Mine");
        let path = "/customer-portal/attachments";
        let call = self.rig.keyed(Method::POST, path).bearer_auth(&self.client);
        let call = call.header("Content-Type", Form::KIND).body(form.ended());
        let answer = send(call).await;
        assert_eq!(answer.status, 201, "{}", answer.json);
        answer.id()
    }
}

#[tokio::test]
async fn a_client_reads_what_was_bought_and_for_how_much() {
    let desk = Desk::new().await;
    let own = desk.get("/clients/1/products").await;
    let seen = desk.rig.get(&desk.agent, "/client-products?client_id=1");
    let seen = seen.await;
    assert!(!seen.rows().is_empty());
    assert_eq!(own.json, json!({ "data": seen.rows() }));
    desk.get("/clients/2/products").await.refused(403);
}

#[tokio::test]
async fn a_client_reads_the_own_reports() {
    let desk = Desk::new().await;
    let agents = "/clients/1/credit-report-master-schemas";
    let reports = "/credit-report-master-schemas";
    let seen = desk.rig.get(&desk.agent, agents).await;
    let same = |own: &Answer, seen: &Answer| {
        for part in ["data", "meta"] {
            assert_eq!(own.json[part], seen.json[part]);
        }
    };
    same(&desk.get(reports).await, &seen);
    let query = "?bureau=EFX&sort_by=report_date&sort_direction=desc&per_page=1";
    let seen = desk.rig.get(&desk.agent, &format!("{agents}{query}")).await;
    let own = desk.get(&format!("{reports}{query}")).await;
    assert_eq!(own.rows().len(), 1);
    same(&own, &seen);
    let path = format!("{reports}/{}", own.ids()[0]);
    let read = desk.get(&path).await;
    assert!(read.json["data"]["content"].is_object());
    assert_eq!(read.json, desk.rig.get(&desk.agent, &path).await.json);
    let latest = desk.get(&format!("{reports}/latest")).await;
    let seen = desk.rig.get(&desk.agent, &format!("{agents}/latest")).await;
    assert_eq!(latest.json, seen.json);
    desk.get(&format!("{reports}/987654")).await.refused(404);
    assert_eq!(
        desk.get(&format!("{reports}?per_page=101")).await.fields(),
        ["per_page"]
    );
}

#[tokio::test]
async fn a_client_reads_the_own_negative_items() {
    let desk = Desk::new().await;
    let items = "/clients/1/negative-items";
    for query in [
        "",
        "&is_negative=true&sort_by=account_name&sort_direction=desc",
        "&is_collection=true",
        "&is_charge_off=false&is_disputed=false",
        "&status=in_progress&per_page=2&page=2",
        "&account_type=Credit%20card",
    ] {
        let seen = format!("/negative-items?client_id=1{query}");
        let seen = desk.rig.get(&desk.agent, &seen).await;
        let own = desk.get(&format!("{items}?per_page=15{query}")).await;
        assert_eq!(own.ids(), seen.ids(), "{query}");
        assert_eq!(
            own.json["meta"]["total"], seen.json["meta"]["total"],
            "{query}"
        );
    }
    let id = desk.get(items).await.ids()[0];
    let fax = json!({
        "client_id": 1, "negative_item_id": id, "type": "fax",
        "fax": {
            "fax_number": "(918) 555-0101", "recipient": "Umber Bank",
            "attachment_id": desk.rig.pdf(&desk.agent, "dispute.pdf", 40).await,
        },
    });
    let sent = desk
        .rig
        .post(&desk.agent, "/correspondence/send", fax)
        .await;
    assert!(sent.status < 300, "{}", sent.json);
    let read = desk.get(&format!("{items}/{id}")).await;
    let row = &read.json["data"];
    assert_eq!((&row["id"], &row["client"]["id"]), (&json!(id), &json!(1)));
    let file = &row["correspondence"][0]["attachments"][0];
    assert!(
        file["url"]
            .as_str()
            .unwrap()
            .starts_with("/customer-portal/")
    );
    let path = format!("/attachments/{}/download", file["id"]);
    assert_eq!(file["downloadUrl"], path);
    assert_eq!(
        desk.rig
            .download(&desk.client, file["id"].as_i64().unwrap(), &[])
            .await
            .status(),
        200
    );
    let answer = desk.get(&format!("{items}?status=lost&sort_by=size")).await;
    assert_eq!(answer.fields(), ["status"]);
    let answer = desk.get(&format!("{items}?sort_by=size")).await;
    assert_eq!(answer.fields(), ["sort_by"]);
    desk.get(&format!("{items}/987654")).await.refused(404);
}

#[tokio::test]
async fn a_client_s_change_that_is_sent_again_is_not_made_again() {
    let desk = Desk::new().await;
    let new = json!({ "name": "Service", "type": "Service" });
    let call = (Method::POST, "/customer-portal/client-agreements");
    let mut made = Vec::new();
    for _ in 0..2 {
        let answer = desk
            .rig
            .write(&desk.client, call.clone(), &new, Some("once"));
        made.push(answer.await.json);
    }
    assert_eq!(made[0], made[1]);
    assert_eq!(desk.get("/clients/1/agreements").await.rows().len(), 1);
}
