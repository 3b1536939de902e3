//! Making and deleting templates, and the categories that they stand under.

use chrono::TimeDelta;
use futures_util::future::join_all;
use practice::Practice;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{rig::Rig, snippets::template};

const TEMPLATES: &str = "/templates";
const CATEGORIES: &str = "/template-categories";

/// A smart template of these sections.
fn smart(sections: &[(&str, &str)]) -> Value {
    let block = |(kind, text): &(&str, &str)| json!({ "section_type": kind, "content": text });
    let contents: Vec<Value> = sections.iter().map(block).collect();
    json!({ "category_id": 2, "contents": contents, "name": "Smart", "type": "smart" })
}

#[tokio::test]
async fn a_smart_template_is_read_another_way_each_time() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let opening = "{Dear|To|Attention of} [First name],";
    let made = rig
        .post(
            &token,
            TEMPLATES,
            smart(&[("opening", opening), ("closing", "[Agent] {x}")]),
        )
        .await;
    assert_eq!(made.fields(), ["contents.1.content"]);
    let made = rig
        .post(
            &token,
            TEMPLATES,
            smart(&[("opening", opening), ("closing", "[Agent]")]),
        )
        .await;
    assert_eq!(made.status, 201, "{}", made.json);
    let row = &made.json["data"];
    assert_eq!(
        (&row["type"], &row["is_dispute"]),
        (&json!("smart"), &json!(false))
    );
    assert_eq!(row["category"]["name"], "Letters to a furnisher");
    assert_eq!(row["deleted_at"], Value::Null);
    let contents = row["contents"].as_array().unwrap();
    assert_eq!(contents.len(), 2);
    assert_eq!(
        (&contents[0]["section_type"], &contents[0]["content"]),
        (&json!("opening"), &json!(opening))
    );
    assert_eq!(
        (&contents[1]["section_type"], &contents[1]["version"]),
        (&json!("closing"), &json!("1"))
    );

    let name = Practice::new(1, "2026-01-15".parse().unwrap())
        .client(0)
        .name
        .first;
    let path = format!("{TEMPLATES}/{}?client_id=1", made.id());
    for way in ["Dear", "To", "Attention of", "Dear"] {
        let read = rig.get(&token, &path).await;
        let said = format!("{way} {name},\n\nPractice Agent");
        assert_eq!(read.json["data"]["preview_content"], said);
        assert_eq!(read.json["data"]["contents"], row["contents"]);
    }
    // Whoever keeps a copy of the list finds no change where there is none.
    for _ in 0..2 {
        let listed = rig.get(&token, "/templates?type=smart").await;
        assert_eq!(listed.rows(), std::slice::from_ref(row));
        assert_eq!(row["preview_content"], "Dear [First name],\n\n[Agent]");
    }
}

#[tokio::test]
async fn many_previews_at_once_are_all_answered() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let made = rig.post(&token, TEMPLATES, template("[Agent]")).await;
    let path = format!("{TEMPLATES}/{}?client_id=1", made.id());
    // More than there are connections to read with: none waits for a second one.
    for answer in join_all((0..16).map(|_| rig.get(&token, &path))).await {
        assert_eq!(answer.status, 200, "{}", answer.json);
        assert_eq!(answer.json["data"]["preview_content"], "Practice Agent");
    }
}

/// What a template says to a client.
async fn preview(rig: &Rig, token: &str, template: i64, client: i64) -> Value {
    let path = format!("{TEMPLATES}/{template}?client_id={client}");
    rig.get(token, &path).await.json["data"]["preview_content"].clone()
}

#[tokio::test]
async fn a_snippet_is_read_another_way_each_time_in_smart_templates_only() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    // What a client is called is no choice, whatever it looks like.
    let client = rig.client(&token, "{Ines|Maria}", "Quintana").await;
    for (name, content) in [
        ("Greeting", "{Dear|To} {[First name]|our client},"),
        ("Aside", "{As ever.|}"),
    ] {
        let new = json!({ "name": name, "content": content });
        assert_eq!(rig.post(&token, "/snippets", new).await.status, 201);
    }
    let text = "[Greeting] {good|fine} {day|morning}. [Aside]";
    let made = rig.post(&token, TEMPLATES, smart(&[("all", text)])).await;
    assert_eq!(made.status, 201, "{}", made.json);
    let listed = "Dear [First name], good day. As ever.";
    assert_eq!(made.json["data"]["preview_content"], listed);
    // Five choices each time, the template's own before those of its snippets. Where nothing is
    // chosen, nothing stands.
    for said in [
        "Dear our client, good morning. As ever.",
        "To {Ines|Maria}, fine day. ",
        "Dear our client, good morning. As ever.",
    ] {
        assert_eq!(preview(&rig, &token, made.id(), client).await, said);
    }
    let stays = rig.post(&token, TEMPLATES, template(text)).await;
    let said = "{Dear|To} {{Ines|Maria}|our client}, {good|fine} {day|morning}. {As ever.|}";
    for _ in 0..2 {
        assert_eq!(preview(&rig, &token, stays.id(), client).await, said);
    }
    let listed_again = rig.get(&token, "/templates?type=smart").await;
    assert_eq!(listed_again.rows()[0]["preview_content"], listed);
}

#[tokio::test]
async fn braces_are_a_choice_in_smart_templates_only() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    for kind in ["static", "sms", "reference"] {
        let mut new = template("{one|another}");
        new["type"] = json!(kind);
        new["is_dispute"] = json!(true);
        let made = rig.post(&token, TEMPLATES, new).await;
        assert_eq!(made.status, 201, "{}", made.json);
        let path = format!("{TEMPLATES}/{}", made.id());
        let read = rig.get(&token, &path).await;
        assert_eq!(read.json, made.json);
        let row = &read.json["data"];
        assert_eq!(
            (&row["type"], &row["is_dispute"]),
            (&json!(kind), &json!(true))
        );
        assert_eq!(row["preview_content"], "{one|another}");
        assert_eq!(row["contents"][0]["section_type"], Value::Null);
    }
}

#[tokio::test]
async fn a_template_that_breaks_a_rule_is_refused_by_name() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let before = rig.total(&token, TEMPLATES).await;
    let with = |field: &str, value: Value| {
        let mut new = template("One.");
        new[field] = value;
        new
    };
    let of_kind = |kind: &str, content: Value| {
        let mut new = with("contents", json!([content]));
        new["type"] = json!(kind);
        new
    };
    let everything = vec!["category_id", "contents", "name", "type"];
    for (new, fields) in [
        (json!({}), everything),
        (with("name", json!("")), vec!["name"]),
        (with("name", json!("Two\nlines")), vec!["name"]),
        (with("name", json!("x".repeat(256))), vec!["name"]),
        (with("type", json!("banner")), vec!["type"]),
        (with("category_id", json!(0)), vec!["category_id"]),
        (with("category_id", json!(99)), vec!["category_id"]),
        (with("is_dispute", json!("perhaps")), vec!["is_dispute"]),
        (with("contents", json!([])), vec!["contents"]),
        (with("contents", json!([{}])), vec!["contents.0.content"]),
        (
            with("contents", json!([{ "content": " " }])),
            vec!["contents.0.content"],
        ),
        (
            with("contents", json!([{ "content": "a\0b" }])),
            vec!["contents.0.content"],
        ),
        (
            with("contents", json!([{ "content": "a" }, { "content": "b" }])),
            vec!["contents"],
        ),
        (
            of_kind(
                "static",
                json!({ "content": "a", "section_type": "opening" }),
            ),
            vec!["contents.0.section_type"],
        ),
        (
            of_kind(
                "smart",
                json!({ "content": "{a|b", "section_type": "x\ny" }),
            ),
            vec!["contents.0.content", "contents.0.section_type"],
        ),
        (
            of_kind("sms", json!({ "content": "x".repeat(1_601) })),
            vec!["contents.0.content"],
        ),
        (
            smart(&[("opening", "a"), ("opening", "b")]),
            vec!["contents.1.section_type"],
        ),
    ] {
        let answer = rig.post(&token, TEMPLATES, new).await;
        assert_eq!(answer.fields(), fields, "{}", answer.json);
    }
    assert_eq!(rig.total(&token, TEMPLATES).await, before);
}

#[tokio::test]
async fn a_deleted_template_is_gone_with_what_it_said() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let made = rig.post(&token, TEMPLATES, template("One.")).await;
    let path = format!("{TEMPLATES}/{}", made.id());
    let gone = rig.remove(&token, &path).await;
    assert_eq!(
        (gone.status, &gone.json["message"]),
        (200, &json!("The template was deleted."))
    );
    rig.nothing_at(&token, &path, &[Method::GET, Method::DELETE], &Value::Null)
        .await;
    assert_eq!(rig.total(&token, "/templates?name=a+letter").await, 0);
}

#[tokio::test]
async fn a_category_says_how_many_templates_stand_under_it() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let made = rig
        .post(&token, CATEGORIES, json!({ "name": " Reminders " }))
        .await;
    assert_eq!(made.status, 201, "{}", made.json);
    let row = &made.json["data"];
    assert_eq!(
        (&row["name"], &row["templates_count"]),
        (&json!("Reminders"), &json!(0))
    );
    let path = format!("{CATEGORIES}/{}", made.id());
    assert_eq!(rig.get(&token, &path).await.json, made.json);
    let mut new = template("One.");
    new["category_id"] = row["id"].clone();
    let letter = rig.post(&token, TEMPLATES, new).await;
    assert_eq!(letter.json["data"]["category"]["name"], "Reminders");
    assert_eq!(
        rig.get(&token, &path).await.json["data"]["templates_count"],
        1
    );
    let listed = rig.get(&token, CATEGORIES).await;
    let counts: Vec<&Value> = listed
        .rows()
        .iter()
        .map(|row| &row["templates_count"])
        .collect();
    assert_eq!(counts.len(), 4);
    assert_eq!(counts[3], &json!(1));
    let all: i64 = counts.iter().filter_map(|count| count.as_i64()).sum();
    assert_eq!(all, rig.total(&token, TEMPLATES).await);

    rig.time.pass(TimeDelta::minutes(5));
    let renamed = rig.put(&token, &path, json!({ "name": "REMINDERS" })).await;
    let now = &renamed.json["data"];
    assert_eq!((renamed.status, &now["name"]), (200, &json!("REMINDERS")));
    assert_eq!(now["updated_at"], "2026-01-15T09:05:00.000000Z");
    assert_eq!(
        (&now["created_at"], &now["templates_count"]),
        (&row["created_at"], &json!(1))
    );
    let letters = rig.get(&token, "/templates?category_name=reminders").await;
    assert_eq!(letters.ids(), [letter.id()]);

    // What stands under it would stand nowhere.
    assert_eq!(rig.remove(&token, &path).await.fields(), ["id"]);
    rig.remove(&token, &format!("{TEMPLATES}/{}", letter.id()))
        .await;
    let gone = rig.remove(&token, &path).await;
    assert_eq!(
        (gone.status, &gone.json["message"]),
        (200, &json!("The category was deleted."))
    );
    let methods = [Method::GET, Method::PUT, Method::DELETE];
    rig.nothing_at(&token, &path, &methods, &json!({ "name": "Again" }))
        .await;
}

#[tokio::test]
async fn a_category_has_a_name_of_its_own() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    for name in [
        json!(null),
        json!(""),
        json!(" "),
        json!("Two\nlines"),
        json!("x".repeat(256)),
        json!("LETTERS to a bureau"),
    ] {
        let body = json!({ "name": name });
        let answer = rig.post(&token, CATEGORIES, body.clone()).await;
        assert_eq!(answer.fields(), ["name"], "{body}");
        let path = format!("{CATEGORIES}/2");
        assert_eq!(rig.put(&token, &path, body).await.fields(), ["name"]);
    }
    assert_eq!(rig.total(&token, CATEGORIES).await, 3);
}
