//! Codes for a new password: mailed where a mail server takes them, and in the outgoing folder
//! where it does not.

use std::fs;

use office::UserRole;
use reqwest::Method;
use serde_json::json;
use tokio::time::timeout;

use super::{PATIENCE, sending_by};
use crate::rig::{MailServer, Post, send};

#[tokio::test]
async fn a_code_for_another_password_is_mailed_and_lies_in_no_file() {
    let server = MailServer::open(Post::Takes).await;
    let (rig, _) = sending_by(&server).await;
    let asked = json!({ "email": "ana@example.com" });
    let forgot = rig
        .keyed(Method::POST, "/auth/password/forgot")
        .json(&asked);
    assert_eq!(send(forgot).await.status, 200);
    let arrived = async {
        loop {
            if let Some(mail) = server.taken().pop() {
                return mail;
            }
            // The office goes on while it is asked something.
            rig.is_set_up().await;
        }
    };
    let mail = timeout(PATIENCE, arrived).await.unwrap();
    let mut lines = mail.text.lines();
    let code = lines.find_map(|line| line.strip_prefix("    ")).unwrap();
    let files = fs::read_dir(rig.folder.path().join("outgoing"));
    assert_eq!(files.map_or(0, Iterator::count), 0);
    let reset = json!({
        "email": "ana@example.com", "token": code, "password": "another password",
        "password_confirmation": "another password",
    });
    let reset = rig.keyed(Method::POST, "/auth/password/reset").json(&reset);
    assert_eq!(send(reset).await.status, 200);
}

#[tokio::test]
async fn a_code_that_the_mail_server_does_not_take_lies_in_the_outgoing_folder() {
    let server = MailServer::open(Post::KnowsNobody).await;
    let (rig, _) = sending_by(&server).await;
    let asked = json!({ "email": "ana@example.com" });
    let forgot = async || {
        let forgot = rig.keyed(Method::POST, "/auth/password/forgot");
        let answer = send(forgot.json(&asked)).await.json;
        answer["message"].as_str().unwrap().to_owned()
    };
    let files = || fs::read_dir(rig.folder.path().join("outgoing")).map_or(0, Iterator::count);
    assert!(forgot().await.ends_with("on its way there."));
    let put = async {
        while files() == 0 {
            rig.is_set_up().await;
        }
    };
    timeout(PATIENCE, put).await.unwrap();
    // While the server rests, the next one lies there at once, and that is what is said.
    assert!(forgot().await.contains("folder `outgoing`"));
    rig.office.settled().await;
    assert_eq!(files(), 1);
}

#[tokio::test]
async fn a_code_that_waits_when_the_mail_server_goes_lies_in_the_outgoing_folder() {
    let server = MailServer::open(Post::NotNow).await;
    let (rig, token) = sending_by(&server).await;
    let asked = json!({ "email": "ana@example.com" });
    let forgot = rig
        .keyed(Method::POST, "/auth/password/forgot")
        .json(&asked);
    assert_eq!(send(forgot).await.status, 200);
    rig.trouble(&token).await;
    let folder = rig.folder.path().join("outgoing");
    assert!(!folder.exists());
    let removed = rig.remove(&token, "/office/mail").await;
    assert_eq!(removed.status, 200, "{}", removed.json);
    let lies = async { while rig.get(&token, "/office/mail").await.json["waiting"] != 0 {} };
    timeout(PATIENCE, lies).await.unwrap();
    let reset = json!({
        "email": "ana@example.com", "token": rig.code(), "password": "another password",
        "password_confirmation": "another password",
    });
    let reset = rig.keyed(Method::POST, "/auth/password/reset").json(&reset);
    assert_eq!(send(reset).await.status, 200);
}

#[tokio::test]
async fn a_client_s_code_goes_by_mail_and_nobody_here_reads_it() {
    let server = MailServer::open(Post::Takes).await;
    let (rig, token) = sending_by(&server).await;
    let client = rig.client(&token, "Ines", "Quintana").await;
    rig.user("ines@example.com", UserRole::Client { client })
        .await;
    let asked = json!({ "email": "ines@example.com" });
    let forgot = rig
        .keyed(Method::POST, "/auth/password/forgot")
        .json(&asked);
    assert_eq!(send(forgot).await.status, 200);
    let arrived = async {
        while server.taken().is_empty() {
            rig.is_set_up().await;
        }
    };
    timeout(PATIENCE, arrived).await.unwrap();
    assert_eq!(rig.total(&token, "/correspondence").await, 0);
}
