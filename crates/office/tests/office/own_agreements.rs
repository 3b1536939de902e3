//! Agreements that were noted by mistake.

use office::UserRole;
use reqwest::Method;
use serde_json::json;

use crate::rig::Rig;

/// An agreement of a client with a file, by their ids.
async fn agreed(rig: &Rig, token: &str, client: i64) -> (i64, i64) {
    let file = rig.pdf(token, "signed.pdf", 40).await;
    let new = json!({
        "client_id": client, "name": "Service", "type": "Service", "attachment_id": file,
    });
    let made = rig.post(token, "/client-agreements", new).await;
    assert_eq!(made.status, 200, "{}", made.json);
    (made.json["id"].as_i64().unwrap(), file)
}

#[tokio::test]
async fn an_agreement_of_the_wrong_client_is_deleted_and_keeps_neither_file_nor_client() {
    let (rig, token, ines) = Rig::with_a_client().await;
    let (agreement, file) = agreed(&rig, &token, ines).await;
    let client = format!("/office/clients/{ines}");
    let file = format!("/attachments/{file}");
    rig.remove(&token, &client).await.refused(409);
    assert_eq!(rig.remove(&token, &file).await.fields(), ["id"]);
    let path = format!("/office/agreements/{agreement}");
    let deleted = rig.remove(&token, &path).await;
    assert_eq!(
        (deleted.status, &deleted.json["message"]),
        (200, &json!("The agreement was deleted."))
    );
    rig.remove(&token, &path).await.refused(404);
    let listed = format!("/client-agreements?client_id={ines}");
    assert_eq!(rig.get(&token, &listed).await.json, json!([]));
    // The file is still the client's, and is taken away as any other.
    assert_eq!(rig.get(&token, &file).await.status, 200);
    let owner = json!({ "entity_type": "client", "entity_id": ines });
    let assign = format!("{file}/assign");
    let taken = rig
        .write(&token, (Method::DELETE, &assign), &owner, None)
        .await;
    assert_eq!(
        taken.json["message"],
        "The file belonged to nothing else and was deleted."
    );
    assert_eq!(rig.remove(&token, &client).await.status, 200);
}

#[tokio::test]
async fn a_file_that_was_already_taken_from_the_client_goes_with_the_agreement() {
    let (rig, token, ines) = Rig::with_a_client().await;
    let (agreement, file) = agreed(&rig, &token, ines).await;
    let owner = json!({ "entity_type": "client", "entity_id": ines });
    let assign = format!("/attachments/{file}/assign");
    let taken = rig
        .write(&token, (Method::DELETE, &assign), &owner, None)
        .await;
    assert_eq!(taken.status, 200, "{}", taken.json);
    let path = format!("/office/agreements/{agreement}");
    assert_eq!(rig.remove(&token, &path).await.status, 200);
    assert_eq!(rig.files().await, (0, 0));
}

#[tokio::test]
async fn only_administrators_delete_what_was_signed() {
    let (rig, token, ines) = Rig::with_a_client().await;
    let (agreement, _) = agreed(&rig, &token, ines).await;
    let path = format!("/office/agreements/{agreement}");
    for (email, role) in [
        ("agent@example.com", UserRole::Agent),
        ("reader@example.com", UserRole::ReadOnly),
        ("ines@example.com", UserRole::Client { client: ines }),
    ] {
        let other = rig.user(email, role).await;
        rig.remove(&other, &path).await.refused(403);
    }
    let zero = rig.remove(&token, "/office/agreements/0").await;
    assert_eq!(zero.fields(), ["id"]);
    let listed = format!("/client-agreements?client_id={ines}");
    let listed = rig.get(&token, &listed).await;
    assert_eq!(listed.json[0]["id"], agreement);
}
