//! What a client sees and does without an agent, and that it is the client's own only.

use chrono::TimeDelta;
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
async fn another_client_s_number_is_refused_whether_there_is_such_a_client_or_not() {
    let desk = Desk::new().await;
    let goals = json!({ "goal_ids": [1] });
    for other in [2, 987_654] {
        for (method, path, body) in [
            (Method::GET, format!("/me/{other}"), Value::Null),
            (Method::PUT, format!("/clients/{other}"), json!({})),
            (
                Method::GET,
                format!("/clients/{other}/agreements"),
                Value::Null,
            ),
            (
                Method::GET,
                format!("/clients/{other}/documents"),
                Value::Null,
            ),
            (
                Method::DELETE,
                format!("/clients/{other}/documents/1"),
                Value::Null,
            ),
            (Method::GET, format!("/clients/{other}/goals"), Value::Null),
            (
                Method::GET,
                format!("/clients/{other}/products"),
                Value::Null,
            ),
            (
                Method::POST,
                format!("/clients/{other}/goals"),
                goals.clone(),
            ),
            (
                Method::DELETE,
                format!("/clients/{other}/goals"),
                goals.clone(),
            ),
            (
                Method::GET,
                format!("/clients/{other}/negative-items"),
                Value::Null,
            ),
            (
                Method::GET,
                format!("/clients/{other}/negative-items/1"),
                Value::Null,
            ),
            (
                Method::POST,
                "/client-documents".to_owned(),
                json!({ "client_id": other, "attachment_id": 1, "type": "id" }),
            ),
            (
                Method::POST,
                "/client-agreements".to_owned(),
                json!({ "client_id": other, "name": "Service", "type": "Service" }),
            ),
        ] {
            desk.write(method, &path, body).await.refused(403);
        }
    }
    assert!(
        desk.rig
            .get(&desk.agent, "/clients/2/goals")
            .await
            .rows()
            .is_empty()
    );
}

#[tokio::test]
async fn another_client_s_records_are_not_there() {
    let desk = Desk::new().await;
    let of = async |path: &str| desk.rig.get(&desk.agent, path).await.ids()[0];
    let item = of("/negative-items?client_id=2").await;
    let report = of("/clients/2/credit-report-master-schemas").await;
    let document = desk
        .rig
        .get(&desk.agent, "/client-documents?client_id=2")
        .await;
    let (document, file) = (
        document.ids()[0],
        document.rows()[0]["attachment"]["id"].as_i64().unwrap(),
    );
    desk.get(&format!("/clients/1/negative-items/{item}"))
        .await
        .refused(404);
    let path = format!("/credit-report-master-schemas/{report}");
    desk.get(&path).await.refused(404);
    desk.get(&format!("/attachments/{file}")).await.refused(404);
    let own = desk.upload("mine.pdf").await;
    let change = json!({ "attachment_id": own });
    desk.put(&format!("/client-documents/{document}"), change)
        .await
        .refused(404);
    let path = format!("/clients/1/documents/{document}");
    desk.write(Method::DELETE, &path, Value::Null)
        .await
        .refused(404);
    // A file of nobody is an agent's, who has not said yet whose it is.
    let nobodys = desk.rig.pdf(&desk.agent, "nobody.pdf", 40).await;
    for file in [file, nobodys, 987_654] {
        desk.get(&format!("/attachments/{file}")).await.refused(404);
        let body = json!({ "attachment_id": file, "type": "id" });
        let answer = desk.post("/client-documents", body).await;
        assert_eq!(answer.fields(), ["attachment_id"]);
        let expected = json!(["`attachment_id` names no file."]);
        assert_eq!(answer.json["errors"]["attachment_id"], expected);
        let body = json!({ "attachment_id": file, "name": "Service", "type": "Service" });
        let answer = desk.post("/client-agreements", body).await;
        assert_eq!(answer.json["errors"]["attachment_id"], expected);
    }
}

#[tokio::test]
async fn the_own_record_is_read_without_what_the_firm_notes_in_it() {
    let desk = Desk::new().await;
    let own = desk.get("/me/1").await;
    assert_eq!(own.status, 200, "{}", own.json);
    let seen = desk.rig.get(&desk.agent, "/clients/1").await;
    for field in ["id", "email", "ssn", "client_key", "mobile_phone"] {
        assert_eq!(own.json[field], seen.json[field], "{field}");
    }
    let (own, seen) = (&own.json["attributes"], &seen.json["attributes"]);
    assert_eq!(own["FirstName"], seen["FirstName"]);
    assert!(own["LeadSource"].is_null() && !seen["LeadSource"].is_null());
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
async fn a_client_who_moved_says_so_and_is_found_there() {
    let desk = Desk::new().await;
    desk.rig.time.pass(TimeDelta::minutes(5));
    let change = json!({
        "attributes": {
            "LastName": " Quintañaval ", "MailingStreet": "1 Elm St", "MailingCity": "Salem",
            "MailingState": "MA", "MailingPostalCode": 1970, "HomePhone": "",
            "D_O_B__c": "1980-01-31",
        },
        "email": "moved@example.com", "mobile_phone": "(918) 555-0101", "ssn": "900-12-3456",
    });
    let changed = desk.put("/clients/1", change).await;
    assert_eq!(changed.status, 200, "{}", changed.json);
    let row = &changed.json["data"];
    assert_eq!(desk.get("/me/1").await.json, *row);
    let fields = &row["attributes"];
    assert_eq!(fields["LastName"], "Quintañaval");
    // A number has lost the zero in front of it.
    assert_eq!(fields["MailingPostalCode"], "01970");
    assert_eq!(fields["Email"], "moved@example.com");
    assert!(fields["HomePhone"].is_null());
    assert_eq!(
        (&row["ssn"], &row["email"]),
        (&json!(900_123_456), &fields["Email"])
    );
    let seen = desk.rig.get(&desk.agent, "/clients/1").await;
    assert!(!seen.json["attributes"]["LeadSource"].is_null());
    assert_eq!(seen.json["updated_at"], "2026-01-15T09:05:00.000000Z");
    for search in ["quintanaval", "9185550101", "moved@"] {
        let found = desk
            .rig
            .get(&desk.agent, &format!("/clients?search={search}"))
            .await;
        assert_eq!(found.json["data"][0]["data"][0]["id"], 1, "{search}");
    }
    // What is left out stays.
    let change = json!({ "mobile_phone": "" });
    let changed = desk.put("/clients/1", change).await;
    let row = &changed.json["data"];
    assert_eq!(
        (&row["mobile_phone"], &row["ssn"]),
        (&Value::Null, &json!(900_123_456))
    );
    assert_eq!(row["attributes"]["LastName"], "Quintañaval");
}

#[tokio::test]
async fn what_a_client_may_not_change_is_named() {
    let desk = Desk::new().await;
    let before = desk.get("/me/1").await.json;
    for (body, field) in [
        (json!({ "attributes": { "Id": "x" } }), "attributes.Id"),
        (
            json!({ "attributes": { "LeadSource": "x" } }),
            "attributes.LeadSource",
        ),
        (
            json!({ "attributes": { "LastName": " " } }),
            "attributes.LastName",
        ),
        (
            json!({ "attributes": { "D_O_B__c": "soon" } }),
            "attributes.D_O_B__c",
        ),
        (
            json!({ "attributes": { "MailingCity": "a\tb" } }),
            "attributes.MailingCity",
        ),
        (
            json!({ "attributes": { "MailingCity": true } }),
            "attributes.MailingCity",
        ),
        (json!({ "email": "" }), "email"),
        (json!({ "email": "nobody" }), "email"),
        (json!({ "email": "ana@office" }), "email"),
        (json!({ "mobile_phone": "call me" }), "mobile_phone"),
        (
            json!({ "attributes": { "MailingState": "ZZZZZ" } }),
            "attributes.MailingState",
        ),
        (
            json!({ "attributes": { "OtherPostalCode": "x;=1+1" } }),
            "attributes.OtherPostalCode",
        ),
        (
            json!({ "attributes": { "HomePhone": "=1+1" } }),
            "attributes.HomePhone",
        ),
        (json!({ "mobile_phone": "x".repeat(65) }), "mobile_phone"),
        (json!({ "ssn": "12345" }), "ssn"),
    ] {
        assert_eq!(desk.put("/clients/1", body).await.fields()[0], field);
    }
    assert_eq!(desk.get("/me/1").await.json, before);
}

#[tokio::test]
async fn no_client_learns_whether_a_number_is_another_s_and_the_firm_does() {
    let desk = Desk::new().await;
    let other = desk.rig.get(&desk.agent, "/clients/2").await.json;
    let theirs = format!("{:09}", other["ssn"].as_i64().unwrap());
    let notes = async || {
        let notes = "/notes?client_id=1&per_page=200&search=entered+a+social+security";
        let notes = desk.rig.get(&desk.agent, notes).await;
        let text = |note: &Value| note["note_text"].as_str().unwrap().to_owned();
        notes.rows().iter().map(text).collect::<Vec<_>>()
    };
    // A number that is nobody's, and one that is another client's.
    let free = desk
        .put("/clients/1", json!({ "ssn": "900-12-3456" }))
        .await;
    assert_eq!(notes().await, [""; 0]);
    let taken = desk.put("/clients/1", json!({ "ssn": theirs })).await;
    assert_eq!((free.status, taken.status), (200, 200));
    let mut expected = free.json["data"].clone();
    expected["ssn"] = other["ssn"].clone();
    expected["updated_at"] = taken.json["data"]["updated_at"].clone();
    assert_eq!(taken.json["data"], expected);
    let said = notes().await;
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("client 2") && !said[0].contains(&theirs));
    // The own number once more is no attempt; many numbers are.
    for _ in 0..6 {
        let same = desk.put("/clients/1", json!({ "ssn": theirs })).await;
        assert_eq!(same.status, 200, "{}", same.json);
    }
    for (last, status) in [(1, 200), (2, 200), (3, 200), (4, 429)] {
        let ssn = format!("900-12-000{last}");
        assert_eq!(
            desk.put("/clients/1", json!({ "ssn": ssn })).await.status,
            status
        );
    }
    desk.rig.time.pass(TimeDelta::minutes(5));
    let later = desk
        .put("/clients/1", json!({ "ssn": "900-12-0004" }))
        .await;
    assert_eq!(later.status, 200);
}

#[tokio::test]
async fn what_a_client_enters_is_kept_as_the_firm_keeps_it() {
    let desk = Desk::new().await;
    let change = json!({
        "attributes": {
            "D_O_B__c": "1980-1-5", "MailingState": "ma", "OtherPostalCode": "021391234",
            "Phone": "+1 (918) 555-0102",
        },
    });
    let changed = desk.put("/clients/1", change).await;
    assert_eq!(changed.status, 200, "{}", changed.json);
    let fields = &changed.json["data"]["attributes"];
    assert_eq!(fields["D_O_B__c"], "1980-01-05");
    assert_eq!(fields["MailingState"], "MA");
    assert_eq!(fields["OtherPostalCode"], "02139-1234");
    assert_eq!(fields["Phone"], "(918) 555-0102");
}

#[tokio::test]
async fn a_number_that_was_never_given_to_anybody_is_refused_whoever_enters_it() {
    let rig = Rig::firm().await;
    let (_, token) = rig.set_up().await;
    let id = rig.client(&token, "Ines", "Quintana").await;
    let role = UserRole::Client { client: id };
    let client = rig.user("client@example.com", role).await;
    let (own, path) = (
        format!("/customer-portal/clients/{id}"),
        format!("/office/clients/{id}"),
    );
    let names = json!({ "FirstName": "Eva", "LastName": "Soto" });
    for ssn in ["000-00-0000", "666-12-3456", "900-00-3456", "900-12-0000"] {
        let body = json!({ "ssn": ssn });
        let new = json!({ "attributes": names, "ssn": ssn });
        for refused in [
            rig.put(&client, &own, body.clone()).await,
            rig.patch(&token, &path, body).await,
            rig.post(&token, "/office/clients", new).await,
        ] {
            assert_eq!(refused.fields(), ["ssn"]);
        }
    }
    let body = json!({ "ssn": "900-12-3456" });
    assert_eq!(rig.put(&client, &own, body).await.status, 200);
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
