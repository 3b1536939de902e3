//! The file of a list: however a spreadsheet program saves it, what fails whole, and that it is for
//! an import only.

use reqwest::Method;
use serde_json::json;

use super::{clients, import, outcome, upload};
use crate::rig::{Form, Rig};

#[tokio::test]
async fn a_list_is_read_as_a_spreadsheet_program_saves_it() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let units = "FirstName\tLastName\r\nInés\tÑandú\r\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes);
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(units).collect();
    let narrow = b"FirstName;LastName;Zip\r\nJos\xe9;\xd1and\xfa;07101\r\n";
    for (place, file) in [&narrow[..], &wide].into_iter().enumerate() {
        let form = Form::new().file("clients.csv", file);
        let file = rig.upload(&token, form, None).await;
        assert_eq!(file.status, 201, "{}", file.json);
        let body = json!({ "type": "add", "attachment_id": file.id() });
        let done = rig.post(&token, "/imports", body).await;
        assert_eq!(outcome(&done), (1, 1, vec![]));
        let people = clients(&rig, &token).await;
        let name = &people[place]["attributes"];
        assert_eq!(name["FirstName"], ["José", "Inés"][place]);
        assert_eq!(name["LastName"], "Ñandú");
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_understood_fails_whole_and_is_listed_so() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    for (kind, csv, sentence) in [
        (
            "add",
            "Ana,Soto\n",
            "The first line names no column that is known here.",
        ),
        (
            "add",
            "FirstName\nAna\n",
            "There must be a column LastName.",
        ),
        (
            "add",
            "FirstName,First name,LastName\nAna,Ana,Soto\n",
            "The column FirstName stands twice.",
        ),
        (
            "update",
            "FirstName\nAna\n",
            "There must be a column client_id or client_key or crm_id.",
        ),
        (
            "delete",
            "LastName\nSoto\n",
            "There must be a column client_id or client_key or crm_id.",
        ),
    ] {
        let answer = import(&rig, &token, kind, csv).await;
        assert_eq!(answer.json["data"]["status"], "failed", "{csv}");
        assert_eq!(outcome(&answer), (0, 0, vec![sentence.to_owned()]));
    }
    assert!(clients(&rig, &token).await.is_empty());
    let listed = async |query: &str| rig.get(&token, &format!("/imports?{query}")).await.ids();
    for (query, ids) in [
        ("", &[1, 2, 3, 4, 5][..]),
        ("search=update", &[4]),
        ("search=FAILED&per_page=2&page=2", &[3, 4]),
        ("search=soto&sort_direction=desc", &[5, 4, 3, 2, 1]),
        ("search=2026-01-15&sort_by=type", &[1, 2, 3, 5, 4]),
        ("search=completed", &[]),
    ] {
        assert_eq!(listed(query).await, ids, "{query}");
    }
    for (query, field) in [
        ("sort_by=shoe", "sort_by"),
        ("per_page=201", "per_page"),
        ("page=0", "page"),
    ] {
        assert_eq!(
            rig.get(&token, &format!("/imports?{query}")).await.fields(),
            [field]
        );
    }
}

#[tokio::test]
async fn a_list_is_for_an_import_only_and_an_import_takes_only_a_list() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let csv = upload(&rig, &token, "FirstName,LastName\nAna,Soto\n").await;
    let pdf = rig.pdf(&token, "a.pdf", 50).await;
    for (body, fields) in [
        (json!({}), &["attachment_id", "type"][..]),
        (
            json!({ "type": "add", "attachment_id": 999 }),
            &["attachment_id"],
        ),
        (
            json!({ "type": "add", "attachment_id": pdf }),
            &["attachment_id"],
        ),
        (
            json!({ "type": "replace", "attachment_id": csv }),
            &["type"],
        ),
    ] {
        assert_eq!(rig.post(&token, "/imports", body).await.fields(), fields);
    }
    let assign = json!({ "attachment_id": csv, "entity_type": "client", "entity_id": 1 });
    assert_eq!(
        rig.post(&token, "/attachments/assign", assign)
            .await
            .fields(),
        ["attachment_id"]
    );
    let document = json!({ "attachment_id": csv, "client_id": 1, "type": "id" });
    let refused = rig.post(&token, "/client-documents", document).await;
    assert_eq!(refused.fields(), ["attachment_id"]);
    let agreement =
        json!({ "attachment_id": csv, "client_id": 1, "name": "Terms", "type": "Terms" });
    assert_eq!(
        rig.post(&token, "/client-agreements", agreement)
            .await
            .fields(),
        ["attachment_id"]
    );
    let body = json!({ "type": "add", "attachment_id": csv });
    let call = (Method::POST, "/imports");
    let done = rig.write(&token, call.clone(), &body, Some("once")).await;
    assert_eq!(outcome(&done).0, 1);
    // The same call under its key is not done again.
    let again = rig.write(&token, call, &body, Some("once")).await;
    assert_eq!(again.json, done.json);
    assert_eq!(rig.total(&token, "/imports").await, 1);
    // The file can go; what came of it stays.
    assert_eq!(
        rig.delete(&token, &format!("/attachments/{csv}")).await,
        204
    );
    assert_eq!(
        rig.get(&token, "/imports").await.rows()[0],
        done.json["data"]
    );
}
