//! The real program, killed in the middle of things: after a restart everything is there, once.
#![expect(clippy::unwrap_used, reason = "a test says what failed by panicking")]

#[path = "common/files.rs"]
mod files;
#[path = "common/portal.rs"]
mod portal;

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tempfile::TempDir;

use portal::Portal;

/// The program, as a process of its own.
struct App {
    process: Child,
    url: String,
    token: String,
    http: reqwest::Client,
}

impl App {
    fn start(folder: &TempDir) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_redress-bridge"))
            .arg("--folder")
            .arg(folder.path())
            .args(["--settle-ms", "50"])
            .env("REDRESS_BRIDGE_KEY", "5a".repeat(32))
            // Nobody is there: what stays on this machine does not go through a proxy.
            .env("HTTP_PROXY", "http://127.0.0.1:9")
            .env("http_proxy", "http://127.0.0.1:9")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let (url, token) = line
            .trim()
            .trim_start_matches("bridge ")
            .split_once("/#bridge=")
            .unwrap();
        Self {
            url: url.into(),
            token: token.into(),
            process,
            http: reqwest::Client::new(),
        }
    }

    async fn ask(&self, command: &str, arguments: Value) -> Value {
        let answer = self
            .http
            .post(format!("{}/ipc/{command}", self.url))
            .header("x-bridge-token", &self.token)
            .json(&arguments)
            .send()
            .await
            .unwrap();
        let ok = answer.status().is_success();
        let json = answer.json().await.unwrap();
        assert!(ok, "{command}: {json}");
        json
    }

    async fn sign_in(&self, portal: &Portal) {
        let form = portal.sign_in();
        let form = json!({ "server": form.server, "api_key": form.api_key, "email": form.email, "password": form.password });
        self.ask("sign_in_portal", json!({ "portal": form })).await;
    }

    /// Asks again and again until the answer is as wanted, for two minutes at most.
    async fn until(
        &self,
        command: &str,
        arguments: Value,
        wanted: impl Fn(&Value) -> bool,
    ) -> Value {
        let begun = Instant::now();
        let mut last = Value::Null;
        while begun.elapsed() < Duration::from_secs(120) {
            let answer = self.ask(command, arguments.clone()).await;
            if wanted(&answer) {
                return answer;
            }
            last = answer;
        }
        panic!("{command} never answered as wanted, at last: {last}");
    }

    async fn synced(&self) {
        self.until("sync_status", json!({}), |status| status["state"] == "done")
            .await;
    }

    /// How often a client has a note with this text, and whether the server has each.
    async fn notes(&self, client: i64, text: &str) -> (usize, bool) {
        let notes = self.ask("notes_list", json!({ "clientId": client })).await;
        let ours: Vec<&Value> = notes
            .as_array()
            .unwrap()
            .iter()
            .filter(|note| note["text"] == text)
            .collect();
        (ours.len(), ours.iter().all(|note| note["mark"] == "saved"))
    }

    /// Writes a dispute about a client's first item, ready to be sent; returns its number and by what its
    /// page is known.
    async fn letter(&self, client: i64) -> (i64, Value) {
        let choices = json!({ "clientId": client });
        let choices = self.ask("letters_choices", choices).await;
        let templates = choices["templates"].as_array().unwrap();
        let template = templates
            .iter()
            .find(|template| template["kind"] == "bureau")
            .unwrap();
        let begin = json!({
            "clientId": client,
            "templateId": template["id"],
            "recipient": choices["recipients"][0],
            "itemIds": [choices["items"][0]["item_id"]],
        });
        let mut draft = self.ask("letters_begin", begin).await;
        draft["items"][0]["fact"] = json!("The account was paid in full on May 4.");
        draft["to"]["fax"] = json!("(404) 555-0100");
        // The report whose date it names may still be on its way.
        let page = self.until("letters_write", json!({ "draft": draft }), |page| {
            page["refusals"] == json!([])
        });
        let seen = page.await["fingerprint"].clone();
        (draft["id"].as_i64().unwrap(), seen)
    }

    /// Drops a file onto the window, for a client; returns its number in the tray.
    async fn dropped(&self, path: &Path, client: i64) -> i64 {
        self.ask("tray_at", json!({ "clientId": client })).await;
        let answer = self
            .http
            .post(format!("{}/drop", self.url))
            .header("x-bridge-token", &self.token)
            .json(&[path])
            .send()
            .await
            .unwrap();
        assert!(answer.status().is_success());
        let tray = self.ask("tray_list", json!({})).await;
        tray.as_array().unwrap().last().unwrap()["id"]
            .as_i64()
            .unwrap()
    }

    fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Drop for App {
    fn drop(&mut self) {
        // It may be dead already.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// Waits for what must come, for two minutes at most.
async fn soon(happens: impl Future<Output = ()>) {
    let patience = Duration::from_secs(120);
    tokio::time::timeout(patience, happens).await.unwrap();
}

#[tokio::test]
async fn a_first_sync_that_was_killed_finishes_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let portal = Portal::with_clients(600).await;
    let app = App::start(&folder);
    app.sign_in(&portal).await;
    let far = app
        .until("sync_status", json!({}), |status| {
            status["done"].as_i64() >= Some(200)
        })
        .await;
    assert_eq!(far["first"], true);
    app.kill();

    let app = App::start(&folder);
    assert_eq!(app.ask("opening", json!({})).await["state"], "open");
    app.synced().await;
    let query =
        json!({ "search": "", "sort": "name", "direction": "asc", "offset": 0, "limit": 1 });
    assert_eq!(
        app.ask("clients_list", json!({ "query": query })).await["total"],
        600
    );
}

#[tokio::test]
async fn a_note_survives_a_kill_before_it_was_sent() {
    let folder = tempfile::tempdir().unwrap();
    let portal = Portal::with_clients(3).await;
    let app = App::start(&folder);
    app.sign_in(&portal).await;
    app.synced().await;
    portal.wire.cut().await;
    app.ask("notes_create", json!({ "clientId": 1, "text": "Kept" }))
        .await;
    app.kill();

    portal.wire.mend().await;
    let app = App::start(&folder);
    app.ask("opening", json!({})).await;
    app.until("waiting_list", json!({}), |waiting| {
        waiting["operations"] == json!([])
    })
    .await;
    assert_eq!(portal.notes("Kept").await, 1);
    assert_eq!(app.notes(1, "Kept").await, (1, true));
    assert_eq!(portal.wire.writes(), 1);
}

#[tokio::test]
async fn a_note_is_not_doubled_by_a_kill_after_the_server_made_it() {
    for plain in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let portal = if plain {
            Portal::plain(3).await
        } else {
            Portal::with_clients(3).await
        };
        let app = App::start(&folder);
        app.sign_in(&portal).await;
        app.synced().await;
        portal.wire.lose_answers();
        app.ask("notes_create", json!({ "clientId": 1, "text": "Once" }))
            .await;
        soon(portal.wire.broke()).await;
        app.kill();

        portal.wire.mend().await;
        let app = App::start(&folder);
        app.ask("opening", json!({})).await;
        app.until("waiting_list", json!({}), |waiting| {
            waiting["operations"] == json!([])
        })
        .await;
        app.synced().await;
        assert_eq!(portal.notes("Once").await, 1, "plain: {plain}");
        assert_eq!(app.notes(1, "Once").await, (1, true), "plain: {plain}");
    }
}

#[tokio::test]
async fn notes_written_through_many_kills_are_each_there_once() {
    let folder = tempfile::tempdir().unwrap();
    let portal = Portal::with_clients(3).await;
    let mut app = App::start(&folder);
    app.sign_in(&portal).await;
    app.synced().await;
    for round in 0..8 {
        for number in 0..4 {
            app.ask(
                "notes_create",
                json!({ "clientId": 1 + number % 3, "text": format!("{round}.{number}") }),
            )
            .await;
        }
        // The next kill comes a little later each time: somewhere in the sending.
        for _ in 0..round * 3 {
            app.ask("sync_status", json!({})).await;
        }
        app.kill();
        app = App::start(&folder);
        app.ask("opening", json!({})).await;
    }
    app.until("waiting_list", json!({}), |waiting| {
        waiting["operations"] == json!([])
    })
    .await;
    app.synced().await;
    for round in 0..8 {
        for number in 0..4 {
            let text = format!("{round}.{number}");
            assert_eq!(portal.notes(&text).await, 1, "{text}");
            assert_eq!(app.notes(1 + number % 3, &text).await, (1, true), "{text}");
        }
    }
}

#[tokio::test]
async fn a_document_that_was_killed_in_the_middle_of_its_upload_is_there_once_after_a_restart() {
    for plain in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let dropped = tempfile::tempdir().unwrap();
        let portal = if plain {
            Portal::plain(3).await
        } else {
            Portal::with_clients(3).await
        };
        let app = App::start(&folder);
        app.sign_in(&portal).await;
        app.synced().await;
        let page = files::pdf("Utility bill", 3_000_000);
        let path = files::put(dropped.path(), "utility bill.pdf", &page);
        let id = app.dropped(&path, 2).await;
        portal.wire.stall_after(1_000_000);
        app.ask("tray_send", json!({ "ids": [id] })).await;
        soon(portal.wire.broke()).await;
        app.kill();

        portal.wire.mend().await;
        let app = App::start(&folder);
        app.ask("opening", json!({})).await;
        app.until("tray_list", json!({}), |tray| tray[0]["stage"] == "done")
            .await;
        let there = portal.files(2, "utility bill").await;
        assert!(there == [page], "plain: {plain}, there are {}", there.len());
    }
}

#[tokio::test]
async fn a_document_is_neither_lost_nor_doubled_by_a_kill_after_the_server_took_it() {
    // First the file, then its link to the client.
    for (plain, took) in [
        (false, "/attachments"),
        (true, "/attachments"),
        (false, "/client-documents"),
        (true, "/client-documents"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let dropped = tempfile::tempdir().unwrap();
        let portal = if plain {
            Portal::plain(3).await
        } else {
            Portal::with_clients(3).await
        };
        let app = App::start(&folder);
        app.sign_in(&portal).await;
        app.synced().await;
        let page = files::pdf("Lease", 100_000);
        let path = files::put(dropped.path(), "lease.pdf", &page);
        let id = app.dropped(&path, 2).await;
        portal.wire.lose_answers_to(took);
        app.ask("tray_send", json!({ "ids": [id] })).await;
        soon(portal.wire.broke()).await;
        app.kill();

        portal.wire.mend().await;
        let app = App::start(&folder);
        app.ask("opening", json!({})).await;
        app.until("tray_list", json!({}), |tray| tray[0]["stage"] == "done")
            .await;
        let there = portal.files(2, "lease").await;
        assert!(
            there == [page],
            "{took}, plain: {plain}, there are {}",
            there.len()
        );
    }
}

#[tokio::test]
async fn a_fax_is_neither_lost_nor_sent_twice_by_a_kill_after_the_server_took_it() {
    for plain in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let portal = if plain {
            Portal::plain(3).await
        } else {
            Portal::with_clients(3).await
        };
        let app = App::start(&folder);
        app.sign_in(&portal).await;
        app.synced().await;
        let (id, seen) = app.letter(2).await;
        portal.wire.lose_answers_to("/correspondence");
        app.ask(
            "letters_send",
            json!({ "id": id, "how": "fax", "seen": seen }),
        )
        .await;
        // Only once the server has it: a kill before that would leave the question to the agent.
        soon(portal.wire.broke()).await;
        app.kill();

        portal.wire.mend().await;
        let app = App::start(&folder);
        app.ask("opening", json!({})).await;
        app.until("letters_list", json!({ "clientId": 2 }), |of| {
            let letters = of["letters"].as_array().unwrap();
            letters.len() == 1 && letters[0]["correspondence_id"].is_number()
        })
        .await;
        assert_eq!(portal.sent(2).await.len(), 1, "plain: {plain}");
    }
}
