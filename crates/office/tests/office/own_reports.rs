//! Reports that a firm puts in itself.

use serde_json::{Value, json};

use crate::rig::{Answer, Rig};

/// A report of one bureau with a collection and a card that was always paid.
pub fn report(bureau: &str, day: &str) -> Value {
    json!({
        "schema": "redress.report/1", "bureau": bureau, "report_date": day,
        "confirmation_number": "4401927735", "unknown_to_us": { "stays": true },
        "consumer": { "names": [{ "first": "Ines", "last": "Quintana" }], "ssn": "XXX-XX-3456" },
        "tradelines": [
            {
                "id": "T-1", "vendor_id": "V-1",
                "furnisher": { "name": "TANGLEMERE FUNDING", "kind": "debt_buyer" },
                "account_number": "4417XX2093", "portfolio_type": "O", "account_type": "0C",
                "ecoa": "1", "status": "93", "balance": "1250.00", "past_due": "1250.00",
                "reported_on": "2025-12-17", "opened_on": "2025-04-02",
                "payment_history": { "latest": "2025-11", "codes": "GGGG" },
            },
            {
                "id": "T-2", "furnisher": { "name": "UMBER BANK" }, "status": "11",
                "account_type": "18", "balance": "20.00", "reported_on": "2025-12",
            },
        ],
    })
}

/// Puts a report in.
pub async fn put_in(rig: &Rig, token: &str, client: i64, content: Value) -> Answer {
    let path = format!("/office/clients/{client}/reports");
    rig.post(token, &path, json!({ "content": content })).await
}

#[tokio::test]
async fn a_report_is_kept_as_it_came_and_listed() {
    let (rig, token, client) = Rig::with_a_client().await;
    let content = report("experian", "2026-01-14");
    let made = put_in(&rig, &token, client, content.clone()).await;
    assert_eq!(made.status, 201, "{}", made.json);
    let record = &made.json["data"];
    assert_eq!(
        (&record["bureau"], &record["vendor"], &record["report_id"]),
        (&json!("EXP"), &json!("Experian"), &json!("4401927735"))
    );
    assert!(record.get("content").is_none());
    let id = made.id();
    let read = rig
        .get(&token, &format!("/credit-report-master-schemas/{id}"))
        .await;
    assert_eq!(read.json["data"]["content"], content);
    let latest = rig.get(&token, &format!("/clients/{client}/reports")).await;
    assert_eq!(latest.json[0]["id"], id);
    // The same once more; another day is another.
    let again = put_in(&rig, &token, client, content).await;
    assert_eq!(again.fields(), ["content"]);
    let later = put_in(&rig, &token, client, report("experian", "2026-01-15")).await;
    assert_eq!(later.status, 201);
    let latest = rig.get(&token, &format!("/clients/{client}/reports")).await;
    assert_eq!(latest.json[0]["id"], later.id());
}

#[tokio::test]
async fn what_is_no_report_is_refused_by_the_field_that_is_wrong() {
    let (rig, token, client) = Rig::with_a_client().await;
    let refused = async |set: &dyn Fn(&mut Value)| {
        let mut content = report("equifax", "2026-01-14");
        set(&mut content);
        let answer = put_in(&rig, &token, client, content).await;
        answer.fields().into_iter().cloned().collect::<Vec<_>>()
    };
    assert_eq!(
        refused(&|one| one["schema"] = json!("another/2")).await,
        ["content.schema"]
    );
    assert_eq!(
        refused(&|one| one["bureau"] = json!("innovis")).await,
        ["content.bureau"]
    );
    assert_eq!(
        refused(&|one| one["report_date"] = json!("2026-02-30")).await,
        ["content.report_date"]
    );
    assert_eq!(
        refused(&|one| one["report_date"] = json!("2026-01-16")).await,
        ["content.report_date"]
    );
    assert_eq!(
        refused(&|one| one["tradelines"][0]["balance"] = json!("much")).await,
        ["content.tradelines.0.balance"]
    );
    assert_eq!(
        refused(&|one| one["tradelines"][0]["opened_on"] = json!("2025-13")).await,
        ["content"]
    );
    assert_eq!(
        refused(&|one| one["consumer"]["ssn"] = json!("901223344")).await,
        ["content.consumer.ssn"]
    );
    assert_eq!(
        refused(&|one| one["unknown_to_us"] = json!({ "ssns": ["901-22-3344"] })).await,
        ["content.unknown_to_us.ssns.0"]
    );
    put_in(&rig, &token, 99, report("equifax", "2026-01-14"))
        .await
        .refused(404);
    let list = format!("/clients/{client}/credit-report-master-schemas");
    assert_eq!(rig.total(&token, &list).await, 0);
}

#[tokio::test]
async fn a_report_is_deleted_while_no_item_is_made_of_it() {
    let (rig, token, client) = Rig::with_a_client().await;
    let id = put_in(&rig, &token, client, report("equifax", "2026-01-14"))
        .await
        .id();
    let item = json!({ "client_id": client, "credit_report_id": id, "tradeline_id": "T-1" });
    let item = rig.post(&token, "/office/negative-items", item).await.id();
    let path = format!("/office/reports/{id}");
    rig.remove(&token, &path).await.refused(409);
    let item = format!("/office/negative-items/{item}");
    assert_eq!(rig.remove(&token, &item).await.status, 200);
    assert_eq!(rig.remove(&token, &path).await.status, 200);
    rig.remove(&token, &path).await.refused(404);
}
