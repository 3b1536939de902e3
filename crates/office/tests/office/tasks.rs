//! What is to be done about a client.

use chrono::NaiveDate;
use practice::{Practice, TaskStatus};
use reqwest::Method;
use serde_json::{Value, json};

use crate::rig::{Answer, Rig, in_short, send};

fn practised() -> Practice {
    Practice::new(1, NaiveDate::from_ymd_opt(2026, 1, 15).unwrap())
}

fn names(answer: &Answer) -> Vec<String> {
    let names = answer.rows().iter().map(|row| row["name"].as_str());
    names.map(|name| name.unwrap().to_owned()).collect()
}

/// Sets the task that the step with an id sets for a client, and answers it as it is listed.
async fn set(rig: &Rig, token: &str, step: i64, client: i64) -> Value {
    let path = format!("/debug/workflow-steps/{step}/clients/{client}/execute");
    let run = rig.post(token, &path, Value::Null).await;
    assert_eq!(run.status, 200, "{}", run.json);
    let list = format!("/client-tasks?client_id={client}&sort_by=id&sort_direction=desc");
    rig.get(token, &list).await.rows()[0].clone()
}

#[tokio::test]
async fn every_client_of_a_practice_office_has_a_welcome_call_and_what_came_up_since() {
    let rig = Rig::practice(12).await;
    let token = rig.token().await;
    for client in 1..=12 {
        let path = format!("/client-tasks?client_id={client}&sort_by=id");
        let listed = rig.get(&token, &path).await;
        assert_eq!(listed.status, 200, "{}", listed.json);
        let tasks = practised().tasks(client - 1);
        assert_eq!(listed.json["meta"]["total"], tasks.len());
        let record = rig.get(&token, &format!("/clients/{client}")).await.json;
        for (row, task) in listed.rows().iter().zip(tasks) {
            assert_eq!(row["name"], task.name);
            assert_eq!(row["description"], task.description);
            let word = match task.status {
                TaskStatus::Open => "open",
                TaskStatus::InProgress => "in_progress",
                TaskStatus::Completed => "completed",
            };
            assert_eq!(row["status"], word);
            assert_eq!(row["client"], in_short(&record));
            assert_eq!(row["author"]["email"], "agent@practice.example");
            assert_eq!(row["resource_type"], "client");
            assert_eq!(row["resource_id"], client.to_string());
            let step = &row["workflow_step"];
            assert_eq!(step.is_object(), task.is_welcome);
            if task.is_welcome {
                assert_eq!(step["type"], "create_task");
                assert_eq!(step["workflow"]["name"], "New client");
                assert_eq!(step["config"]["name"], "Welcome call with [FirstName]");
            }
        }
    }
}

#[tokio::test]
async fn tasks_are_found_by_text_status_day_and_author() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    // The clock stands at 09:00 on the 15th; the first step's task is due two days later, the
    // fourth's three.
    let call = set(&rig, &token, 1, 1).await;
    let ana = rig.ana().await;
    let papers = set(&rig, &ana, 4, 1).await;
    assert_eq!(call["due_date"], "2026-01-17T09:00:00.000000Z");
    let first = call["client"]["attributes"]["FirstName"].as_str().unwrap();
    assert_eq!(
        papers["name"],
        format!("Look through the papers of {first}")
    );
    let hers = papers["author"]["id"].as_i64().unwrap();
    for (query, has_call, has_papers) in [
        ("search=WELCOME+call".to_owned(), true, false),
        ("search=ask+for+what+is+missing".to_owned(), false, true),
        ("search=50%25".to_owned(), false, false),
        ("status=OPEN".to_owned(), true, true),
        ("status=completed".to_owned(), false, false),
        ("status=nothing".to_owned(), false, false),
        ("due_date=2026-01-17T00:00:00Z".to_owned(), true, false),
        ("due_date=2026-01-18T23:00:00Z".to_owned(), false, true),
        // 09:00 UTC is the evening before on Hawaii.
        ("due_date=2026-01-16T08:00:00-10:00".to_owned(), true, false),
        (format!("author_id={hers}"), false, true),
        ("author_id=999".to_owned(), false, false),
    ] {
        let path = format!("/client-tasks?client_id=1&per_page=200&{query}");
        let ids = rig.get(&token, &path).await.ids();
        let has = |task: &Value| ids.contains(&task["id"].as_i64().unwrap());
        assert_eq!(
            (has(&call), has(&papers)),
            (has_call, has_papers),
            "{query}"
        );
    }
    let nobody = rig.get(&token, "/client-tasks?client_id=9").await;
    assert_eq!((nobody.status, nobody.rows().len()), (200, 0));
}

#[tokio::test]
async fn tasks_stand_in_the_order_asked_for_a_page_at_a_time() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    for step in [4, 1, 4] {
        set(&rig, &token, step, 1).await;
    }
    let total = rig.total(&token, "/client-tasks?client_id=1").await;
    for column in ["id", "status", "due_date", "created_at", "updated_at"] {
        for direction in ["asc", "desc"] {
            let path =
                format!("/client-tasks?client_id=1&sort_by={column}&sort_direction={direction}");
            let listed = rig.get(&token, &path).await;
            assert_eq!(listed.rows().len() as i64, total);
            let key = |row: &Value| row[column].to_string();
            let keys: Vec<String> = match column {
                "id" => listed.ids().iter().map(|id| format!("{id:09}")).collect(),
                _ => listed.rows().iter().map(key).collect(),
            };
            let sorted = match direction {
                "asc" => keys.is_sorted(),
                _ => keys.is_sorted_by(|one, two| one >= two),
            };
            assert!(sorted, "{path}: {keys:?}");
        }
    }
    let named = rig
        .get(&token, "/client-tasks?client_id=1&sort_by=name")
        .await;
    assert!(
        names(&named)
            .iter()
            .map(|name| name.to_lowercase())
            .is_sorted()
    );
    let second = rig
        .get(
            &token,
            "/client-tasks?client_id=1&sort_by=id&per_page=2&page=2",
        )
        .await;
    assert_eq!(second.json["meta"]["from"], 3);
    for (query, field) in [
        ("", "client_id"),
        ("client_id=0", "client_id"),
        ("client_id=1&sort_by=author", "sort_by"),
        ("client_id=1&sort_direction=up", "sort_direction"),
        ("client_id=1&due_date=tomorrow", "due_date"),
        ("client_id=1&author_id=0", "author_id"),
        ("client_id=1&search=a%00b", "search"),
        ("client_id=1&per_page=201", "per_page"),
    ] {
        let refused = rig.get(&token, &format!("/client-tasks?{query}")).await;
        assert_eq!(refused.fields(), [field], "{query}");
    }
    send(rig.keyed(Method::GET, "/client-tasks?client_id=1"))
        .await
        .refused(401);
}

#[tokio::test]
async fn a_task_shows_each_time_that_its_step_was_run_for_the_client() {
    let rig = Rig::practice(2).await;
    let token = rig.token().await;
    let before = set(&rig, &token, 1, 1).await;
    assert_eq!(
        before["workflow_step"]["stepExecutions"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
    set(&rig, &token, 1, 2).await;
    let after = set(&rig, &token, 1, 1).await;
    let runs = after["workflow_step"]["stepExecutions"].as_array().unwrap();
    assert_eq!(runs.len(), 2);
    assert_eq!(
        runs[0]["result"],
        json!({ "done": true, "task_id": before["id"] })
    );
    assert_eq!(runs[1]["client"]["id"], 1);
}
