//! Writing, changing, copying and deleting pieces of text that templates take in.

use chrono::TimeDelta;
use office::UserRole;
use practice::Practice;
use reqwest::Method;
use serde_json::{Value, json};

use crate::rig::{Rig, database};

const SNIPPETS: &str = "/snippets";

/// A static template of one text.
pub fn template(text: &str) -> Value {
    json!({
        "category_id": 1, "contents": [{ "content": text }], "name": "A letter", "type": "static",
    })
}

/// What a template says, to nobody or to a client.
async fn preview(rig: &Rig, token: &str, template: i64, query: &str) -> Value {
    let path = format!("/templates/{template}{query}");
    rig.get(token, &path).await.json["data"]["preview_content"].clone()
}

#[tokio::test]
async fn a_snippet_stands_wherever_a_text_has_its_name() {
    let rig = Rig::practice(1).await;
    let token = rig.ana().await;
    let text = "Thank you,\n[Agent], on [Today]. [Firm] [Nothing]";
    let new = json!({ "name": "  Many   thanks ", "content": text });
    let made = rig.post(&token, SNIPPETS, new).await;
    assert_eq!(made.status, 201, "{}", made.json);
    let row = &made.json["data"];
    assert_eq!(row["name"], "Many thanks");
    assert_eq!(row["content"], text);
    assert_eq!(
        (&row["is_state_related"], &row["state_code"]),
        (&json!(false), &Value::Null)
    );
    assert_eq!(row["created_at"], "2026-01-15T09:00:00.000000Z");
    assert_eq!(row["updated_at"], row["created_at"]);
    // The list is to edit from; a preview is to read.
    let listed = rig.get(&token, "/snippets?name=many+thanks").await;
    assert_eq!(listed.rows(), std::slice::from_ref(row));
    let read = rig.get(&token, &format!("{SNIPPETS}/{}", made.id())).await;
    let filled = "Thank you,\nAna Soto, on January 15, 2026. [Firm] [Nothing]";
    assert_eq!(
        (read.status, &read.json["data"]["content"]),
        (200, &json!(filled))
    );
    let letter = rig
        .post(&token, "/templates", template("A. [MANY  thanks]"))
        .await
        .id();
    let of_client = preview(&rig, &token, letter, "?client_id=1").await;
    assert_eq!(of_client, format!("A. {filled}"));
    assert_eq!(
        preview(&rig, &token, letter, "").await,
        format!("A. {text}")
    );
}

#[tokio::test]
async fn a_client_reads_what_is_meant_for_the_client_s_own_state() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let person = Practice::new(1, "2026-01-15".parse().unwrap()).client(0);
    let own = person.address.state.to_lowercase();
    let other = if own == "ny" { "CA" } else { "NY" };
    let law =
        |text: &str, state: Value| json!({ "name": "Law", "content": text, "state_code": state });
    let all = rig
        .post(&token, SNIPPETS, law("the law", Value::Null))
        .await;
    let here = rig.post(&token, SNIPPETS, law("our law", json!(own))).await;
    let there = rig
        .post(&token, SNIPPETS, law("their law", json!(other)))
        .await;
    let shown = &here.json["data"];
    assert_eq!(shown["is_state_related"], true);
    assert_eq!(shown["state_code"], own.to_uppercase());
    let letter = rig
        .post(&token, "/templates", template("By [Law]."))
        .await
        .id();
    assert_eq!(
        preview(&rig, &token, letter, "?client_id=1").await,
        "By our law."
    );
    assert_eq!(preview(&rig, &token, letter, "").await, "By the law.");
    let path = format!("{SNIPPETS}?state_code={own}");
    assert_eq!(rig.get(&token, &path).await.ids(), [here.id()]);

    // The one for all stands in for each of the others, but nothing for itself.
    let path = format!("{SNIPPETS}/{}", here.id());
    assert_eq!(rig.remove(&token, &path).await.status, 200);
    assert_eq!(
        preview(&rig, &token, letter, "?client_id=1").await,
        "By the law."
    );
    let path = format!("{SNIPPETS}/{}", all.id());
    assert_eq!(rig.remove(&token, &path).await.fields(), ["id"]);
    for (change, field) in [
        (json!({ "name": "The law" }), "name"),
        (json!({ "state_code": "TX" }), "state_code"),
    ] {
        assert_eq!(rig.put(&token, &path, change).await.fields(), [field]);
    }
    let change = json!({ "name": "LAW", "content": "any law" });
    assert_eq!(rig.put(&token, &path, change).await.status, 200);
    assert_eq!(preview(&rig, &token, letter, "").await, "By any law.");
    rig.remove(&token, &format!("/templates/{letter}")).await;
    let gone = rig.remove(&token, &path).await;
    assert_eq!(
        (gone.status, &gone.json["message"]),
        (200, &json!("The snippet was deleted."))
    );
    let path = format!("{SNIPPETS}?name=law");
    assert_eq!(rig.get(&token, &path).await.ids(), [there.id()]);
}

#[tokio::test]
async fn a_snippet_is_not_called_as_a_variable_is() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let new = json!({ "name": " aGent ", "content": "Somebody" });
    let refused = rig.post(&token, SNIPPETS, new).await;
    assert_eq!(refused.fields(), ["name"]);
    let new = json!({ "name": "Who", "content": "Somebody" });
    let made = rig.post(&token, SNIPPETS, new).await;
    let path = format!("{SNIPPETS}/{}", made.id());
    let refused = rig.put(&token, &path, json!({ "name": "Agent" })).await;
    assert_eq!(refused.fields(), ["name"]);
}

#[tokio::test]
async fn a_variable_goes_before_a_snippet_of_its_name() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let new = json!({ "name": "Who", "content": "Somebody" });
    let made = rig.post(&token, SNIPPETS, new).await;
    // An older office took such names.
    let database = database(rig.folder.path()).await;
    let mut write = database.write().await.unwrap();
    sqlx::query("UPDATE snippets SET name = 'agent', searched = 'agent' WHERE id = $1")
        .bind(made.id())
        .execute(&mut *write)
        .await
        .unwrap();
    write.commit().await.unwrap();
    database.close().await;
    let letter = rig
        .post(&token, "/templates", template("[Agent]"))
        .await
        .id();
    assert_eq!(
        preview(&rig, &token, letter, "?client_id=1").await,
        "Practice Agent"
    );
    // Its text may still be changed, and nothing misses it.
    let path = format!("{SNIPPETS}/{}", made.id());
    let changed = rig.put(&token, &path, json!({ "content": "Nobody" })).await;
    assert_eq!(changed.status, 200, "{}", changed.json);
    assert_eq!(rig.remove(&token, &path).await.status, 200);
}

#[tokio::test]
async fn changing_a_snippet_keeps_what_is_left_out() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let new =
        json!({ "name": "Rule", "content": "One.", "is_state_related": true, "state_code": "ny" });
    let made = rig.post(&token, SNIPPETS, new).await;
    let path = format!("{SNIPPETS}/{}", made.id());
    rig.time.pass(TimeDelta::minutes(5));
    let changed = rig.put(&token, &path, json!({ "content": "Two." })).await;
    let mut expected = made.json["data"].clone();
    expected["content"] = json!("Two.");
    expected["updated_at"] = json!("2026-01-15T09:05:00.000000Z");
    assert_eq!((changed.status, &changed.json["data"]), (200, &expected));
    assert_eq!(rig.get(&token, &path).await.json["data"], expected);
    let changed = rig
        .put(
            &token,
            &path,
            json!({ "is_state_related": true, "name": "Law" }),
        )
        .await;
    assert_eq!(
        (
            &changed.json["data"]["state_code"],
            &changed.json["data"]["name"]
        ),
        (&json!("NY"), &json!("Law"))
    );
    let changed = rig
        .put(&token, &path, json!({ "is_state_related": false }))
        .await;
    assert_eq!(changed.json["data"]["state_code"], Value::Null);
    let changed = rig.put(&token, &path, json!({ "state_code": "PR" })).await;
    assert_eq!(changed.json["data"]["is_state_related"], true);
}

#[tokio::test]
async fn copies_of_a_snippet_have_names_of_their_own() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let new = json!({ "name": "Rule", "content": "By [Today].", "state_code": "NY" });
    let made = rig.post(&token, SNIPPETS, new).await;
    let path = format!("{SNIPPETS}/{}/clone", made.id());
    for name in ["Copy Rule", "Copy Rule 1", "Copy Rule 2"] {
        let copy = rig.post(&token, &path, Value::Null).await;
        assert_eq!(
            (copy.status, &copy.json["data"]["name"]),
            (201, &json!(name))
        );
        for same in ["content", "state_code", "is_state_related"] {
            assert_eq!(copy.json["data"][same], made.json["data"][same]);
        }
        assert_ne!(copy.id(), made.id());
    }
    let new = json!({ "name": "x".repeat(60), "content": "Long." });
    let long = rig.post(&token, SNIPPETS, new).await.id();
    let copy = rig
        .post(&token, &format!("{SNIPPETS}/{long}/clone"), Value::Null)
        .await;
    assert_eq!(
        copy.json["data"]["name"],
        format!("Copy {}", "x".repeat(55))
    );
}

#[tokio::test]
async fn a_snippet_that_breaks_a_rule_is_refused_by_name() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let before = rig.total(&token, SNIPPETS).await;
    let with = |field: &str, value: Value| {
        let mut new = json!({ "name": "Rule", "content": "One." });
        new[field] = value;
        new
    };
    let with_state = |related: bool, state: Value| {
        let mut new = with("state_code", state);
        new["is_state_related"] = json!(related);
        new
    };
    for (new, fields) in [
        (json!({}), vec!["content", "name"]),
        (with("name", json!(" ")), vec!["name"]),
        (with("name", json!("[Rule]")), vec!["name"]),
        (with("name", json!("Two\nlines")), vec!["name"]),
        (with("name", json!("x".repeat(61))), vec!["name"]),
        (with("name", json!("cLosing")), vec!["name"]),
        (with("content", json!("")), vec!["content"]),
        (with("content", json!(" \n")), vec!["content"]),
        (with("content", json!("a\0b")), vec!["content"]),
        (with("content", json!("x".repeat(100_001))), vec!["content"]),
        (with("state_code", json!("New York")), vec!["state_code"]),
        (with("state_code", json!("ZZ")), vec!["state_code"]),
        (
            with("is_state_related", json!("perhaps")),
            vec!["is_state_related"],
        ),
        (with_state(true, Value::Null), vec!["state_code"]),
        (with_state(false, json!("NY")), vec!["state_code"]),
    ] {
        let answer = rig.post(&token, SNIPPETS, new).await;
        assert_eq!(answer.fields(), fields, "{}", answer.json);
    }
    assert_eq!(rig.total(&token, SNIPPETS).await, before);
    for (change, field) in [
        (json!({ "name": "results  in writing" }), "name"),
        (json!({ "content": " " }), "content"),
        (json!({ "is_state_related": true }), "state_code"),
    ] {
        let answer = rig.put(&token, "/snippets/1", change).await;
        assert_eq!(answer.fields(), [field]);
    }
    let writes = [Method::GET, Method::PUT, Method::DELETE];
    rig.nothing_at(&token, "/snippets/999", &writes, &json!({ "content": "x" }))
        .await;
    rig.nothing_at(&token, "/snippets/999/clone", &[Method::POST], &Value::Null)
        .await;
}

#[tokio::test]
async fn a_text_that_would_fill_the_memory_is_refused_and_what_lists_it_is_not() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let text = "[Law] ".repeat(2000);
    let new = json!({ "name": "Law", "content": "the law" });
    let snippet = rig.post(&token, SNIPPETS, new).await.id();
    let made = rig.post(&token, "/templates", template(&text)).await;
    assert_eq!(made.status, 201, "{}", made.json);
    let contract = json!({ "name": "Much law", "type": "service", "content": text });
    let signed = rig.post(&token, "/contracts", contract).await;
    assert_eq!(signed.status, 201, "{}", signed.json);
    // 2,000 times 90,000 bytes are 180 MB.
    let long = json!({ "content": "x".repeat(90_000) });
    let path = format!("{SNIPPETS}/{snippet}");
    assert_eq!(rig.put(&token, &path, long).await.status, 200);
    let again = rig.post(&token, "/templates", template(&text)).await;
    assert_eq!(again.fields(), ["contents"]);
    let read = rig.get(&token, &format!("/templates/{}", made.id())).await;
    assert_eq!(read.fields(), ["contents"]);
    let read = rig
        .get(&token, &format!("/contracts/{}", signed.id()))
        .await;
    assert_eq!(read.fields(), ["content"]);
    let listed = rig.get(&token, "/templates?per_page=200").await;
    let mut rows = listed.rows().iter();
    let row = rows.find(|row| row["id"] == made.id()).unwrap();
    assert_eq!(row["preview_content"], Value::Null);
    assert_eq!(row["contents"][0]["content"], text);
    let client = rig
        .user("client@example.com", UserRole::Client { client: 1 })
        .await;
    let listed = rig
        .get(&client, "/customer-portal/contracts?per_page=200")
        .await;
    assert_eq!(listed.status, 200, "{}", listed.json);
    let mut rows = listed.rows().iter();
    let row = rows.find(|row| row["name"] == "Much law").unwrap();
    assert_eq!(row["content"], Value::Null);
}
