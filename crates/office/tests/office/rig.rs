//! An office of its own for each test: its folder, its key, its clock, and a caller.

mod answer;
mod calls;
mod form;
mod machine;
mod mail_server;
mod people;

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::Path,
    sync::Arc,
};

use office::{Office, OfficeError, OfficeKind, Running};
use reqwest::Method;
use serde_json::json;
use sqlx::migrate::Migrator;
use store::{
    Database, Durability,
    vault::{Secret, Vault},
};
use tempfile::TempDir;

pub use answer::{Answer, in_short, send};
pub use form::{Form, pdf};
pub use machine::KEY;
pub use mail_server::{Encrypts, MailServer, Post, Taken};
pub use people::first_run;

use machine::{AnotherKey, OneKey, Time, outside};

pub async fn open(folder: &Path, kind: OfficeKind) -> Result<Office, OfficeError> {
    testkit::end_after_databases();
    Office::open_with(folder, Arc::new(OneKey), kind, outside(&Time::new())).await
}

/// A running practice office and someone who calls it.
pub struct Rig {
    pub folder: TempDir,
    pub time: Time,
    pub office: Office,
    pub running: Running,
    http: reqwest::Client,
}

impl Rig {
    pub async fn practice(clients: u32) -> Self {
        let kind = OfficeKind::Practice { clients };
        Self::open(tempfile::tempdir().unwrap(), Time::new(), kind).await
    }

    /// A firm's office, in which nobody has worked yet.
    pub async fn firm() -> Self {
        Self::open(tempfile::tempdir().unwrap(), Time::new(), OfficeKind::Firm).await
    }

    /// A firm's office in which nobody has worked yet, on another machine.
    pub async fn another_machine() -> Self {
        let (folder, time) = (tempfile::tempdir().unwrap(), Time::new());
        Self::open_under(Arc::new(AnotherKey), folder, time, OfficeKind::Firm).await
    }

    /// A firm's office that Ana Soto has set up, her token, and its one client, Ines Quintana.
    pub async fn with_a_client() -> (Self, String, i64) {
        let rig = Self::firm().await;
        let (_, token) = rig.set_up().await;
        let client = rig.client(&token, "Ines", "Quintana").await;
        (rig, token, client)
    }

    async fn open(folder: TempDir, time: Time, kind: OfficeKind) -> Self {
        Self::open_under(Arc::new(OneKey), folder, time, kind).await
    }

    async fn open_under(
        vault: Arc<dyn Vault>,
        folder: TempDir,
        time: Time,
        kind: OfficeKind,
    ) -> Self {
        testkit::end_after_databases();
        let office = Office::open_with(folder.path(), vault, kind, outside(&time))
            .await
            .unwrap();
        let running = office
            .serve(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
            .await
            .unwrap();
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        Self {
            folder,
            time,
            office,
            running,
            http,
        }
    }

    /// Makes a client of this name.
    pub async fn client(&self, token: &str, first_name: &str, last_name: &str) -> i64 {
        let names = json!({ "FirstName": first_name, "LastName": last_name });
        let body = json!({ "attributes": names });
        let answer = self.post(token, "/office/clients", body).await;
        assert_eq!(answer.status, 201, "{}", answer.json);
        answer.json["id"].as_i64().unwrap()
    }

    /// Makes a backup.
    pub async fn backup(&self, token: &str) -> Vec<u8> {
        let call = self
            .keyed(Method::POST, "/office/backup")
            .bearer_auth(token);
        let answer = call.send().await.unwrap();
        assert_eq!(answer.status(), 200);
        answer.bytes().await.unwrap().to_vec()
    }

    /// Restores a backup.
    pub async fn restore(&self, key: &str, file: &[u8]) -> Answer {
        let form = Form::new().text("recovery_key", key);
        self.restore_form(form.file("a.redress-backup", file)).await
    }

    /// As [`Rig::restore`], with a form of the test's own.
    pub async fn restore_form(&self, form: Form) -> Answer {
        let call = self.keyed(Method::POST, "/office/restore");
        send(call.header("Content-Type", Form::KIND).body(form.ended())).await
    }

    /// Writes a note about a client.
    pub async fn note(&self, token: &str, client: i64, text: &str) -> Answer {
        let body = json!({ "client_id": client, "note_text": text });
        self.write(token, (Method::POST, "/notes"), &body, None)
            .await
    }

    /// Deletes the documents with which practice began, and signs the practice agent in.
    pub async fn without_papers(&self, clients: i64) -> String {
        let token = self.token().await;
        for client in 1..=clients {
            let path = format!("/client-documents?client_id={client}&per_page=200");
            for document in self.get(&token, &path).await.ids() {
                let path = format!("/client-documents/{document}");
                assert_eq!(self.delete(&token, &path).await, 204);
            }
        }
        token
    }

    /// How many files are kept, and how many chunks of files, read past the office.
    pub async fn files(&self) -> (i64, i64) {
        let database = database(self.folder.path()).await;
        let count = |statement| sqlx::query_scalar(statement).fetch_one(database.readers());
        let files = count("SELECT COUNT(*) FROM files WHERE place IS NULL")
            .await
            .unwrap();
        let chunks = count("SELECT COUNT(*) FROM file_chunks").await.unwrap();
        database.close().await;
        (files, chunks)
    }

    /// Writes a text over the first template's, past the office, and answers its preview for a
    /// client.
    pub async fn filled(&self, token: &str, text: &str, client: i64) -> String {
        let database = database(self.folder.path()).await;
        let mut write = database.write().await.unwrap();
        sqlx::query("UPDATE template_contents SET content = $1 WHERE template = 1")
            .bind(text)
            .execute(&mut *write)
            .await
            .unwrap();
        write.commit().await.unwrap();
        database.close().await;
        let path = format!("/templates/1?client_id={client}");
        let answer = self.get(token, &path).await;
        let preview = answer.json["data"]["preview_content"].as_str();
        preview.unwrap().to_owned()
    }

    /// As [`Rig::reopened`], a firm's office.
    pub async fn firm_reopened(self) -> Self {
        self.running.stop().await;
        self.office.close().await;
        Self::open(self.folder, self.time, OfficeKind::Firm).await
    }

    /// Closes the office and opens it again, as a restart of the program does.
    pub async fn reopened(self) -> Self {
        self.reopened_with(0).await
    }

    /// As [`Rig::reopened`], asking for at least so many clients.
    pub async fn reopened_with(self, clients: u32) -> Self {
        self.running.stop().await;
        self.office.close().await;
        let kind = OfficeKind::Practice { clients };
        Self::open(self.folder, self.time, kind).await
    }
}

/// The office's database, opened beside the office.
pub async fn database(folder: &Path) -> Database {
    static SCHEMA: Migrator = sqlx::migrate!("./migrations");
    let key = Secret::from_bytes(&KEY).unwrap();
    let path = folder.join("office.db");
    Database::open(&path, &key, Durability::Precious, &SCHEMA)
        .await
        .unwrap()
}
