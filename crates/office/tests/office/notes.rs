//! Listing, reading, writing, changing and deleting notes.

use chrono::TimeDelta;
use practice::Practice;
use reqwest::Method;
use serde_json::{Value, json};

use crate::rig::{Answer, Rig};

fn rows(answer: &Answer) -> &Vec<Value> {
    answer.json["data"].as_array().unwrap()
}

fn ids(answer: &Answer) -> Vec<i64> {
    let ids = rows(answer).iter().map(|row| row["id"].as_i64());
    ids.map(Option::unwrap).collect()
}

fn texts(answer: &Answer) -> Vec<&str> {
    let texts = rows(answer).iter().map(|row| row["note_text"].as_str());
    texts.map(Option::unwrap).collect()
}

fn errors(answer: &Answer) -> Vec<&String> {
    answer.refused(422);
    answer.json["errors"].as_object().unwrap().keys().collect()
}

/// The notes that the practice office is filled with, by client.
fn practised(clients: u64) -> Vec<Vec<practice::Note>> {
    let practice = Practice::new(1, "2026-01-15".parse().unwrap());
    (0..clients).map(|number| practice.notes(number)).collect()
}

#[tokio::test]
async fn a_note_is_written_by_whoever_is_signed_in() {
    let rig = Rig::practice(2).await;
    let ana = rig.ana().await;
    let answer = rig
        .note(&ana, 2, "Called, no answer.\nAgain on Friday.")
        .await;
    assert_eq!(answer.status, 201);
    let note = &answer.json["data"];
    assert_eq!(note["client_id"], 2);
    assert_eq!(note["note_text"], "Called, no answer.\nAgain on Friday.");
    assert_eq!(note["created_at"], "2026-01-15T09:00:00.000000Z");
    assert_eq!(note["updated_at"], note["created_at"]);
    assert_eq!(note["user"]["email"], "ana@example.com");
    assert_eq!(note["user"]["first_name"], "Ana");
    assert_eq!(
        note["user"]["user_access_log"]["last_login_at"],
        "2026-01-15T09:00:00.000000Z"
    );
    let path = format!("/notes/{}", note["id"]);
    let read = rig.get(&rig.token().await, &path).await;
    assert_eq!((read.status, &read.json), (200, &answer.json));
    let listed = rig
        .get(&ana, "/notes?client_id=2&sort_by=id&sort_direction=desc")
        .await;
    assert_eq!(&rows(&listed)[0], note);
}

#[tokio::test]
async fn a_note_about_nobody_or_without_a_text_is_refused_by_name() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let before = rig.total(&token, "/notes").await;
    for (body, fields) in [
        (
            json!({ "client_id": 2, "note_text": "x" }),
            vec!["client_id"],
        ),
        (
            json!({ "client_id": 0, "note_text": "x" }),
            vec!["client_id"],
        ),
        (
            json!({ "client_id": 1, "note_text": "" }),
            vec!["note_text"],
        ),
        (
            json!({ "client_id": 1, "note_text": " \n\t" }),
            vec!["note_text"],
        ),
        (
            json!({ "client_id": 1, "note_text": "a\0b" }),
            vec!["note_text"],
        ),
        (
            json!({ "client_id": 1, "note_text": "x".repeat(10_001) }),
            vec!["note_text"],
        ),
        (
            json!({ "client_id": 2, "note_text": " " }),
            vec!["client_id", "note_text"],
        ),
        (json!({}), vec!["client_id", "note_text"]),
    ] {
        let answer = rig
            .write(&token, (Method::POST, "/notes"), &body, None)
            .await;
        assert_eq!(errors(&answer), fields, "{}", answer.json);
    }
    assert_eq!(rig.total(&token, "/notes").await, before);
    let longest = "ä".repeat(10_000);
    let answer = rig.note(&token, 1, &longest).await;
    assert_eq!(answer.json["data"]["note_text"], longest);
}

#[tokio::test]
async fn changing_a_note_keeps_what_is_left_out_who_wrote_it_and_when() {
    let rig = Rig::practice(2).await;
    let (ana, other) = (rig.ana().await, rig.token().await);
    let note = rig.note(&ana, 1, "Promised the licence.").await.json["data"].clone();
    let path = format!("/notes/{}", note["id"]);
    rig.time.pass(TimeDelta::minutes(5));
    let change = json!({ "note_text": "Promised the license." });
    let changed = rig.write(&other, (Method::PUT, &path), &change, None).await;
    assert_eq!(changed.status, 200);
    let changed = &changed.json["data"];
    assert_eq!(changed["note_text"], "Promised the license.");
    assert_eq!(changed["updated_at"], "2026-01-15T09:05:00.000000Z");
    for kept in ["id", "client_id", "user", "created_at"] {
        assert_eq!(changed[kept], note[kept], "{kept}");
    }
    let moved = rig
        .write(
            &other,
            (Method::PUT, &path),
            &json!({ "client_id": 2 }),
            None,
        )
        .await;
    assert_eq!(moved.json["data"]["client_id"], 2);
    assert_eq!(moved.json["data"]["note_text"], "Promised the license.");
    assert_eq!(rig.get(&ana, &path).await.json, moved.json);
    // What is searched changes with the text.
    assert_eq!(rig.total(&ana, "/notes?search=the+license").await, 1);
    assert_eq!(rig.total(&ana, "/notes?search=the+licence").await, 0);
    for (body, field) in [
        (json!({ "client_id": 3 }), "client_id"),
        (json!({ "note_text": "" }), "note_text"),
    ] {
        let refused = rig.write(&ana, (Method::PUT, &path), &body, None).await;
        assert_eq!(errors(&refused), [field]);
    }
    assert_eq!(rig.get(&ana, &path).await.json, moved.json);
}

#[tokio::test]
async fn a_deleted_note_is_gone_and_its_number_is_never_given_out_again() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let note = rig.note(&token, 1, "Wrong file.").await.json["data"].clone();
    let path = format!("/notes/{}", note["id"]);
    let deleted = rig
        .write(&token, (Method::DELETE, &path), &Value::Null, None)
        .await;
    assert_eq!(deleted.status, 200);
    assert_eq!(deleted.json, json!({ "message": "The note was deleted." }));
    rig.get(&token, &path).await.refused(404);
    let rig = rig.reopened().await;
    let next = rig.note(&token, 1, "Right file.").await;
    assert!(next.json["data"]["id"].as_i64() > note["id"].as_i64());
    rig.write(&token, (Method::DELETE, &path), &Value::Null, None)
        .await
        .refused(404);
}

#[tokio::test]
async fn a_note_that_is_not_there_is_said_so() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let body = json!({ "note_text": "x" });
    for path in ["/notes/999", "/notes/9223372036854775807"] {
        rig.get(&token, path).await.refused(404);
        rig.write(&token, (Method::PUT, path), &body, None)
            .await
            .refused(404);
        rig.write(&token, (Method::DELETE, path), &Value::Null, None)
            .await
            .refused(404);
    }
    for path in ["/notes/0", "/notes/one"] {
        for method in [Method::GET, Method::PUT, Method::DELETE] {
            let answer = rig.write(&token, (method, path), &body, None).await;
            assert_eq!(errors(&answer), ["id"]);
        }
    }
}

#[tokio::test]
async fn a_client_s_notes_are_those_of_that_client_only() {
    let rig = Rig::practice(20).await;
    let token = rig.token().await;
    let practised = practised(20);
    for (client, notes) in (1..).zip(&practised) {
        let path = format!("/notes?client_id={client}&sort_by=created_at");
        let answer = rig.get(&token, &path).await;
        let expected: Vec<&str> = notes.iter().map(|note| note.text.as_str()).collect();
        assert_eq!(texts(&answer), expected);
        assert_eq!(answer.json["meta"]["total"], notes.len());
        assert!(rows(&answer).iter().all(|row| row["client_id"] == client));
        assert!(rows(&answer).iter().all(|row| row["user"]["id"] == 1));
    }
    let all: usize = practised.iter().map(Vec::len).sum();
    assert_eq!(rig.total(&token, "/notes").await, all as i64);
    assert_eq!(rig.total(&token, "/notes?client_id=21").await, 0);
}

#[tokio::test]
async fn pages_by_any_column_bring_every_note_once() {
    let rig = Rig::practice(20).await;
    let (ana, token) = (rig.ana().await, rig.token().await);
    for text in ["Ärger with the mail", "zero", "Apt. number missing", "zero"] {
        rig.note(&ana, 4, text).await;
    }
    for client in ["", "&client_id=4"] {
        let total = rig
            .total(&token, &format!("/notes?per_page=1{client}"))
            .await;
        assert!(total >= 4);
        for column in ["id", "note_text", "user_id", "created_at", "updated_at"] {
            let mut seen = Vec::new();
            for page in 1..=total / 3 + 1 {
                let path = format!("/notes?sort_by={column}&per_page=3&page={page}{client}");
                seen.extend(ids(&rig.get(&token, &path).await));
            }
            let path = format!("/notes?sort_by={column}&per_page=200&sort_direction=desc{client}");
            let backwards = rig.get(&token, &path).await;
            let mut ids = ids(&backwards);
            ids.reverse();
            assert_eq!(seen, ids, "{column} descending");
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen.len() as i64, total, "{column}");
            let value = |row: &Value| match column {
                "user_id" => row["user"]["id"].to_string(),
                "id" => format!("{:09}", row["id"].as_i64().unwrap()),
                "note_text" => row["note_text"]
                    .as_str()
                    .unwrap()
                    .to_lowercase()
                    .replace('ä', "a"),
                _ => row[column].as_str().unwrap().to_owned(),
            };
            let values: Vec<String> = rows(&backwards).iter().map(value).collect();
            if column == "note_text" {
                let place = |start: &str| values.iter().position(|text| text.starts_with(start));
                assert!(place("zero") < place("arger") && place("arger") < place("apt."));
            } else {
                assert!(
                    values.is_sorted_by(|one, two| one >= two),
                    "{column}: {values:?}"
                );
            }
        }
    }
}

#[tokio::test]
async fn a_search_finds_text_day_and_author() {
    let rig = Rig::practice(10).await;
    let ana = rig.ana().await;
    rig.note(&ana, 1, "José paid 50% to Umber_Co.").await;
    rig.time.pass(TimeDelta::days(1));
    let token = rig.token().await;
    rig.note(&token, 2, "Second day.").await;
    for (search, found) in [
        ("JOSE", vec!["José paid 50% to Umber_Co."]),
        ("50%25+to", vec!["José paid 50% to Umber_Co."]),
        ("umber_co", vec!["José paid 50% to Umber_Co."]),
        ("2026-01-15", vec!["José paid 50% to Umber_Co."]),
        (
            "2026-01-1",
            vec!["José paid 50% to Umber_Co.", "Second day."],
        ),
        ("umber+JOSE", vec!["José paid 50% to Umber_Co."]),
        ("umber+second", vec![]),
        ("50_x", vec![]),
        ("'+OR+1%3D1+--", vec![]),
    ] {
        let answer = rig
            .get(&token, &format!("/notes?search={search}&per_page=200"))
            .await;
        let new = texts(&answer)
            .into_iter()
            .filter(|text| !practised_text(text));
        assert_eq!(new.collect::<Vec<_>>(), found, "{search}");
        assert_eq!(
            answer.json["meta"]["total"],
            rows(&answer).len(),
            "{search}"
        );
    }
    // Ana is the second who signs in here.
    let hers = rig.get(&token, "/notes?search=2&client_id=1").await;
    let is_hers = |row: &&Value| row["user"]["email"] == "ana@example.com";
    assert_eq!(rows(&hers).iter().filter(is_hers).count(), 1);
    assert_eq!(
        rig.total(&token, "/notes?search=second+day&client_id=2")
            .await,
        1
    );
    assert_eq!(
        rig.total(&token, "/notes?search=second+day&client_id=1")
            .await,
        0
    );
}

fn practised_text(text: &str) -> bool {
    practised(10).iter().flatten().any(|note| note.text == text)
}

#[tokio::test]
async fn a_list_comes_with_its_place_and_a_broken_rule_by_name() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    for number in 0..20 {
        rig.note(&token, 1, &format!("Note {number}.")).await;
    }
    let total = rig.total(&token, "/notes").await;
    let answer = rig.get(&token, "/notes?page=2").await;
    let expected = json!({ "current_page": 2, "from": 16, "last_page": 2, "per_page": 15, "to": total, "total": total });
    assert_eq!(answer.json["meta"], expected);
    for (query, field) in [
        ("sort_by=client_id", "sort_by"),
        ("sort_direction=up", "sort_direction"),
        ("search=a%00b", "search"),
        ("client_id=0", "client_id"),
        ("client_id=Ana", "client_id"),
        ("page=0", "page"),
        ("per_page=201", "per_page"),
    ] {
        let answer = rig.get(&token, &format!("/notes?{query}")).await;
        assert_eq!(errors(&answer), [field], "{}", answer.json);
    }
}

#[tokio::test]
async fn whoever_has_seen_the_latest_change_has_seen_all_before_it() {
    let rig = Rig::practice(5).await;
    let token = rig.token().await;
    // The clock stands: every change is still later than the one before.
    let notes = futures_util::future::join_all((0..16).map(|_| rig.note(&token, 1, "Same time.")));
    let mut stamps: Vec<String> = Vec::new();
    for note in notes.await {
        stamps.push(note.json["data"]["updated_at"].as_str().unwrap().to_owned());
    }
    stamps.sort_unstable();
    stamps.dedup();
    assert_eq!(stamps.len(), 16);
    // And when it is set back, also across a restart.
    rig.time.pass(TimeDelta::days(-400));
    let rig = rig.reopened().await;
    let again = rig.token().await;
    let late = rig.note(&again, 1, "Earlier, by the clock.").await;
    assert!(late.json["data"]["updated_at"].as_str() > stamps.last().map(String::as_str));
    let latest = rig
        .get(
            &again,
            "/notes?sort_by=updated_at&sort_direction=desc&per_page=1",
        )
        .await;
    assert_eq!(texts(&latest), ["Earlier, by the clock."]);
}
