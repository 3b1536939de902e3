//! Documents: files of clients, with what they are.

use reqwest::Method;
use serde_json::{Value, json};

use crate::rig::{Answer, Rig, in_short, send};

const LINK: (Method, &str) = (Method::POST, "/client-documents");

async fn link(rig: &Rig, token: &str, file: i64, client: i64, kind: &str) -> Answer {
    let body = json!({ "attachment_id": file, "client_id": client, "type": kind });
    rig.write(token, LINK, &body, None).await
}

async fn put(rig: &Rig, token: &str, document: i64, file: i64) -> Answer {
    let path = format!("/client-documents/{document}");
    let body = json!({ "attachment_id": file });
    rig.write(token, (Method::PUT, &path), &body, None).await
}

async fn of_client(rig: &Rig, token: &str, client: i64, more: &str) -> Answer {
    let path = format!("/client-documents?client_id={client}{more}");
    rig.get(token, &path).await
}

/// The status of a file's record.
async fn file(rig: &Rig, token: &str, id: i64) -> u16 {
    rig.get(token, &format!("/attachments/{id}")).await.status
}

#[tokio::test]
async fn a_file_becomes_a_document_of_a_client() {
    let rig = Rig::practice(2).await;
    let (ana, other) = (rig.ana().await, rig.without_papers(2).await);
    let uploaded = rig.pdf(&ana, "licence.pdf", 20).await;
    let body = json!({
        "attachment_id": uploaded, "client_id": 2, "type": "id", "subtype": "drive_licence",
    });
    // Whoever links it, Ana uploaded it.
    let answer = rig.write(&other, LINK, &body, None).await;
    assert_eq!(answer.status, 200, "{}", answer.json);
    let document = &answer.json["data"];
    assert_eq!(
        (&document["type"], &document["subtype"]),
        (&json!("id"), &json!("drive_licence"))
    );
    let record = rig.get(&ana, &format!("/attachments/{uploaded}")).await;
    assert_eq!(document["attachment"], record.json["data"]);
    assert_eq!(document["author"]["email"], "ana@example.com");
    let client = rig.get(&ana, "/clients/2").await.json;
    assert_eq!(document["client"], in_short(&client));
    assert_eq!(document["created_at"], document["updated_at"]);
    let path = format!("/client-documents/{}", answer.id());
    assert_eq!(rig.get(&ana, &path).await.json, answer.json);
    assert_eq!(
        of_client(&rig, &ana, 2, "").await.rows(),
        &vec![document.clone()]
    );
    let files = format!(
        "/attachments?entity_type=client_document&entity_id={}",
        answer.id()
    );
    assert_eq!(rig.get(&ana, &files).await.ids(), [uploaded]);
}

#[tokio::test]
async fn what_cannot_be_linked_is_refused_by_name() {
    let rig = Rig::practice(1).await;
    let token = rig.without_papers(1).await;
    let uploaded = rig.pdf(&token, "a.pdf", 20).await;
    for (body, fields) in [
        (
            json!({ "attachment_id": 999, "client_id": 9, "type": "id" }),
            vec!["attachment_id", "client_id"],
        ),
        (
            json!({ "attachment_id": uploaded, "type": "id" }),
            vec!["client_id"],
        ),
        (
            json!({ "attachment_id": uploaded, "client_id": 1, "type": "letter" }),
            vec!["type"],
        ),
        (
            json!({ "attachment_id": uploaded, "client_id": 1, "type": "id", "subtype": "x" }),
            vec!["subtype"],
        ),
        (json!({}), vec!["attachment_id", "type"]),
    ] {
        let answer = rig.write(&token, LINK, &body, None).await;
        assert_eq!(answer.fields(), fields, "{}", answer.json);
    }
    assert_eq!(
        rig.get(&token, "/client-documents").await.fields(),
        ["client_id"]
    );
    for (method, path) in [
        (Method::GET, "/client-documents?client_id=1"),
        (Method::POST, "/client-documents"),
        (Method::GET, "/client-documents/1"),
        (Method::PUT, "/client-documents/1"),
        (Method::DELETE, "/client-documents/1"),
    ] {
        send(rig.keyed(method, path)).await.refused(401);
    }
    rig.get(&token, "/client-documents/999").await.refused(404);
    put(&rig, &token, 999, uploaded).await.refused(404);
    assert_eq!(rig.delete(&token, "/client-documents/999").await, 404);
}

#[tokio::test]
async fn linking_again_is_no_second_document() {
    let rig = Rig::practice(2).await;
    let token = rig.without_papers(2).await;
    let uploaded = rig.pdf(&token, "a.pdf", 20).await;
    let first = link(&rig, &token, uploaded, 1, "id").await;
    let again = link(&rig, &token, uploaded, 1, "id").await;
    assert_eq!(first.json, again.json);
    // What it is can be said later, and better.
    let mut body = json!({ "attachment_id": uploaded, "client_id": 1, "type": "id" });
    for subtype in ["utility_bills", "other"] {
        body["subtype"] = json!(subtype);
        let said = rig.write(&token, LINK, &body, None).await;
        assert_eq!(
            (said.id(), &said.json["data"]["subtype"]),
            (first.id(), &json!(subtype))
        );
        assert!(
            said.json["data"]["updated_at"].as_str() > first.json["data"]["updated_at"].as_str()
        );
    }
    let unsaid = link(&rig, &token, uploaded, 1, "id").await;
    assert_eq!(unsaid.json["data"]["subtype"], "other");
    // For another purpose it is another document.
    let other = link(&rig, &token, uploaded, 1, "other").await.id();
    assert_eq!(
        of_client(&rig, &token, 1, "").await.ids(),
        [first.id(), other]
    );
}

#[tokio::test]
async fn a_file_of_one_client_is_no_document_of_another() {
    let rig = Rig::practice(2).await;
    let token = rig.without_papers(2).await;
    let (first, second) = (
        rig.pdf(&token, "a.pdf", 20).await,
        rig.pdf(&token, "b.pdf", 20).await,
    );
    link(&rig, &token, first, 1, "id").await;
    let document = link(&rig, &token, second, 2, "id").await.id();
    for refused in [
        link(&rig, &token, first, 2, "id").await,
        put(&rig, &token, document, first).await,
    ] {
        assert_eq!(refused.fields(), ["attachment_id"]);
        let sentence = "`attachment_id` is another client's.";
        assert_eq!(refused.json["errors"]["attachment_id"][0], sentence);
    }
    let rows = of_client(&rig, &token, 2, "").await;
    assert_eq!(rows.ids(), [document]);
    assert_eq!(rows.rows()[0]["attachment"]["id"], second);
}

#[tokio::test]
async fn a_client_s_documents_are_found_sorted_and_paged() {
    let rig = Rig::practice(2).await;
    let (ana, other) = (rig.ana().await, rig.without_papers(2).await);
    let mut ids = Vec::new();
    for (token, size, kind, subtype) in [
        (&ana, 40, "id", json!("utility_bills")),
        (&other, 30, "credit_related", json!("transunion")),
        (&ana, 20, "credit_related", Value::Null),
    ] {
        let uploaded = rig.pdf(token, "a.pdf", size).await;
        let body =
            json!({ "attachment_id": uploaded, "client_id": 1, "type": kind, "subtype": subtype });
        ids.push(rig.write(&other, LINK, &body, None).await.id());
    }
    let [a, b, c] = ids[..] else { unreachable!() };
    let author = of_client(&rig, &ana, 1, "").await.rows()[0]["author"]["id"].clone();
    for (query, found) in [
        (String::new(), vec![a, b, c]),
        ("&type=credit_related".to_owned(), vec![b, c]),
        ("&subtype=transunion".to_owned(), vec![b]),
        ("&type=id&subtype=transunion".to_owned(), vec![]),
        (format!("&author_id={author}"), vec![a, c]),
        (format!("&author_id={author}&type=credit_related"), vec![c]),
        ("&sort_by=size".to_owned(), vec![c, b, a]),
        ("&sort_by=type".to_owned(), vec![b, c, a]),
        (
            "&sort_by=created_at&sort_direction=desc".to_owned(),
            vec![c, b, a],
        ),
        (
            "&sort_by=updated_at&sort_direction=desc&per_page=1".to_owned(),
            vec![c],
        ),
        ("&per_page=2&page=2".to_owned(), vec![c]),
    ] {
        let answer = of_client(&rig, &ana, 1, &query).await;
        assert_eq!(answer.ids(), found, "{query}");
    }
    let answer = of_client(&rig, &ana, 1, "&per_page=2&page=2").await;
    let meta =
        json!({ "current_page": 2, "from": 3, "last_page": 2, "per_page": 2, "to": 3, "total": 3 });
    assert_eq!(answer.json["meta"], meta);
    for client in [2, 9] {
        let nobody = of_client(&rig, &ana, client, "").await;
        assert_eq!(
            (nobody.status, &nobody.json["meta"]["total"]),
            (200, &json!(0))
        );
    }
    for (query, field) in [
        ("&type=letter", "type"),
        ("&subtype=letter", "subtype"),
        ("&author_id=0", "author_id"),
        ("&sort_by=client_id", "sort_by"),
        ("&per_page=201", "per_page"),
    ] {
        assert_eq!(of_client(&rig, &ana, 1, query).await.fields(), [field]);
    }
}

#[tokio::test]
async fn another_file_takes_the_place_of_a_document_s() {
    let rig = Rig::practice(1).await;
    let (ana, token) = (rig.ana().await, rig.without_papers(1).await);
    let (old, new) = (
        rig.pdf(&token, "a.pdf", 20).await,
        rig.pdf(&ana, "b.pdf", 30).await,
    );
    let document = link(&rig, &token, old, 1, "id").await;
    let answer = put(&rig, &token, document.id(), new).await;
    assert_eq!((answer.status, answer.id()), (200, document.id()));
    let changed = &answer.json["data"];
    assert_eq!(
        (&changed["attachment"]["id"], &changed["type"]),
        (&json!(new), &json!("id"))
    );
    assert_eq!(changed["author"]["email"], "ana@example.com");
    assert_eq!(changed["created_at"], document.json["data"]["created_at"]);
    assert!(changed["updated_at"].as_str() > document.json["data"]["updated_at"].as_str());
    // The file of before belonged to nothing else.
    assert_eq!(
        (file(&rig, &token, old).await, rig.files().await),
        (404, (1, 1))
    );
    assert_eq!(
        put(&rig, &token, document.id(), new).await.json,
        answer.json
    );
    assert_eq!(
        put(&rig, &token, document.id(), old).await.fields(),
        ["attachment_id"]
    );
    let third = rig.pdf(&token, "c.pdf", 40).await;
    link(&rig, &token, third, 1, "id").await;
    assert_eq!(
        put(&rig, &token, document.id(), third).await.fields(),
        ["attachment_id"]
    );
}

#[tokio::test]
async fn a_deleted_document_takes_its_file_along_unless_it_belongs_elsewhere() {
    let rig = Rig::practice(2).await;
    let token = rig.without_papers(2).await;
    let (alone, shared) = (
        rig.pdf(&token, "a.pdf", 20).await,
        rig.pdf(&token, "b.pdf", 20).await,
    );
    let first = link(&rig, &token, alone, 1, "id").await.id();
    let second = link(&rig, &token, shared, 1, "id").await.id();
    let third = link(&rig, &token, shared, 1, "other").await.id();
    for document in [first, second] {
        let path = format!("/client-documents/{document}");
        assert_eq!(rig.delete(&token, &path).await, 204);
        assert_eq!(rig.delete(&token, &path).await, 404);
    }
    assert_eq!(file(&rig, &token, alone).await, 404);
    assert_eq!(file(&rig, &token, shared).await, 200);
    assert_eq!(
        rig.delete(&token, &format!("/client-documents/{third}"))
            .await,
        204
    );
    assert_eq!(
        (file(&rig, &token, shared).await, rig.files().await),
        (404, (0, 0))
    );
}

#[tokio::test]
async fn a_document_is_nothing_without_its_file_and_may_have_more() {
    let rig = Rig::practice(1).await;
    let token = rig.without_papers(1).await;
    let (own, more) = (
        rig.pdf(&token, "a.pdf", 20).await,
        rig.pdf(&token, "b.pdf", 20).await,
    );
    let document = link(&rig, &token, own, 1, "id").await.id();
    let body =
        json!({ "attachment_id": more, "entity_type": "client_document", "entity_id": document });
    let call = (Method::POST, "/attachments/assign");
    assert_eq!(
        rig.write(&token, call.clone(), &body, None).await.status,
        201
    );
    let of_document = format!("/attachments?entity_type=client_document&entity_id={document}");
    assert_eq!(rig.get(&token, &of_document).await.ids(), [own, more]);
    let path = format!("/attachments/{own}/assign");
    let body = json!({ "entity_type": "client_document", "entity_id": document });
    let refused = rig
        .write(&token, (Method::DELETE, &path), &body, None)
        .await;
    assert_eq!(refused.fields(), ["entity_id"]);
    assert_eq!(
        rig.delete(&token, &format!("/attachments/{own}")).await,
        204
    );
    rig.get(&token, &format!("/client-documents/{document}"))
        .await
        .refused(404);
    assert_eq!(
        (file(&rig, &token, more).await, rig.files().await),
        (404, (0, 0))
    );
    let body =
        json!({ "attachment_id": 999, "entity_type": "client_document", "entity_id": document });
    let refused = rig.write(&token, call, &body, None).await;
    assert_eq!(refused.fields(), ["attachment_id", "entity_id"]);
}
