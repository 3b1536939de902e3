//! What is another client's, or nobody's: a client is told the same of it, whether there is such a
//! record or not.

use reqwest::Method;
use serde_json::{Value, json};

use super::Desk;

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
