//! The program `redress-office`, as it is started, stopped and killed.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
};

use reqwest::{Method, RequestBuilder};
use serde_json::Value;
#[cfg(target_os = "linux")]
use serde_json::json;

#[cfg(target_os = "linux")]
use crate::rig::{Encrypts, MailServer, Post};
use crate::rig::{KEY, first_run};

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_redress-office"));
    program
        .args(["--folder", folder.to_str().unwrap()])
        .args(arguments)
        .env("REDRESS_OFFICE_KEY", hex::encode(KEY))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    program
}

fn start(folder: &Path, arguments: &[&str]) -> Child {
    program(folder, arguments).spawn().unwrap()
}

/// What the program says when it is ready.
fn ready(program: &mut Child) -> String {
    let mut line = String::new();
    BufReader::new(program.stdout.as_mut().unwrap())
        .read_line(&mut line)
        .unwrap();
    line.trim_end().to_owned()
}

/// Someone who signed in with what the program wrote.
struct Agent {
    server: String,
    api_key: String,
    token: String,
    http: reqwest::Client,
}

impl Agent {
    async fn signed_in(folder: &Path) -> Self {
        let (mut agent, sign_in) = Self::at(folder);
        let session = agent
            .json(agent.call(Method::POST, "/auth/login").json(&sign_in))
            .await;
        agent.token = session["token"].as_str().unwrap().to_owned();
        agent
    }

    /// The first user of an office that nobody has set up.
    async fn of_a_new_firm(folder: &Path) -> Self {
        let (mut agent, _) = Self::at(folder);
        let set_up = agent.call(Method::POST, "/office/set-up");
        let set_up = agent.json(set_up.json(&first_run())).await;
        agent.token = set_up["token"].as_str().unwrap().to_owned();
        agent
    }

    /// Somebody who has yet to sign in, and what the program wrote.
    fn at(folder: &Path) -> (Self, Value) {
        let sign_in = fs::read_to_string(folder.join("sign-in.json")).unwrap();
        let sign_in: Value = serde_json::from_str(&sign_in).unwrap();
        let text = |name: &str| sign_in[name].as_str().unwrap().to_owned();
        let agent = Self {
            server: text("server"),
            api_key: text("api_key"),
            token: String::new(),
            http: reqwest::Client::builder().no_proxy().build().unwrap(),
        };
        (agent, sign_in)
    }

    fn call(&self, method: Method, path: &str) -> RequestBuilder {
        let call = self.http.request(method, format!("{}{path}", self.server));
        call.header("x-api-key", &self.api_key)
            .bearer_auth(&self.token)
    }

    async fn json(&self, call: RequestBuilder) -> Value {
        let answer = call.send().await.unwrap().error_for_status().unwrap();
        answer.json().await.unwrap()
    }

    /// How many records a path lists.
    async fn total(&self, path: &str) -> i64 {
        let list = self.json(self.call(Method::GET, path)).await;
        list["meta"]["total"].as_i64().unwrap()
    }
}

/// Counts the clients of a running office.
async fn clients(folder: &Path) -> i64 {
    Agent::signed_in(folder).await.total("/clients").await
}

#[tokio::test]
async fn it_says_where_it_listens_and_how_to_sign_in() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("practice");
    let mut program = start(&folder, &["--practice", "--clients", "7"]);
    let line = ready(&mut program);
    assert!(line.starts_with("office http://127.0.0.1:"), "{line}");
    assert_eq!(clients(&folder).await, 7);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |name: &str| {
            fs::metadata(folder.join(name))
                .unwrap()
                .permissions()
                .mode()
        };
        assert_eq!(mode("sign-in.json") & 0o777, 0o600);
        assert_eq!(mode(".") & 0o777, 0o700);
    }
    program.kill().unwrap();
    program.wait().unwrap();
}

#[tokio::test]
async fn a_firm_s_office_says_by_which_key_it_is_set_up() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = start(folder.path(), &[]);
    ready(&mut program);
    let (_, sign_in) = Agent::at(folder.path());
    assert_eq!(sign_in.as_object().unwrap().len(), 2);
    Agent::of_a_new_firm(folder.path()).await;
    program.kill().unwrap();
    program.wait().unwrap();
}

/// Elsewhere it is the system's own list that says whom to trust.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_mail_server_that_is_trusted_is_sent_to_encrypted() {
    for (encrypts, security) in [(Encrypts::AtOnce, "tls"), (Encrypts::WhenAsked, "starttls")] {
        let server = MailServer::encrypting(encrypts, Post::Takes).await;
        let folder = tempfile::tempdir().unwrap();
        let trusted = folder.path().join("trusted.pem");
        fs::write(&trusted, &server.certificate).unwrap();
        let mut program = program(folder.path(), &[]);
        let mut program = program.env("SSL_CERT_FILE", trusted).spawn().unwrap();
        ready(&mut program);
        let agent = Agent::of_a_new_firm(folder.path()).await;
        let by = json!({
            "host": "localhost", "port": server.port, "security": security, "username": "office",
            "password": "a secret of the post", "from_address": "office@example.com",
        });
        agent
            .json(agent.call(Method::PUT, "/office/mail").json(&by))
            .await;
        let tried = agent
            .json(agent.call(Method::POST, "/office/mail/try"))
            .await;
        assert_eq!(tried["accepted"], true, "{tried}");
        assert_eq!(server.taken().len(), 1);
        program.kill().unwrap();
        program.wait().unwrap();
    }
}

#[cfg(unix)]
#[test]
fn told_to_stop_it_ends_well_and_takes_the_sign_in_away() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = start(folder.path(), &["--practice", "--clients", "1"]);
    ready(&mut program);
    assert!(folder.path().join("sign-in.json").exists());
    let told = Command::new("kill")
        .arg(program.id().to_string())
        .status()
        .unwrap();
    assert!(told.success());
    assert!(program.wait().unwrap().success());
    assert!(!folder.path().join("sign-in.json").exists());
}

#[tokio::test]
async fn killed_in_the_middle_of_filling_it_completes_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = start(folder.path(), &["--practice", "--clients", "1200"]);
    // The log beside the database grows with each transaction: at a megabyte some clients are
    // in and most are not. Wherever the kill falls, the outcome is the same.
    let log = folder.path().join("office.db-wal");
    while fs::metadata(&log).map_or(0, |log| log.len()) < 1 << 20 {
        assert!(program.try_wait().unwrap().is_none());
        std::thread::yield_now();
    }
    program.kill().unwrap();
    program.wait().unwrap();
    let mut again = start(folder.path(), &["--practice", "--clients", "1200"]);
    ready(&mut again);
    assert_eq!(clients(folder.path()).await, 1200);
    again.kill().unwrap();
    again.wait().unwrap();
    let mut more = start(folder.path(), &["--practice", "--clients", "1250"]);
    ready(&mut more);
    assert_eq!(
        clients(folder.path()).await,
        1250,
        "asking for more adds them"
    );
    more.kill().unwrap();
    more.wait().unwrap();
}

#[test]
fn what_goes_wrong_is_said_in_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = start(folder.path(), &["--practice", "--clients", "1"]);
    ready(&mut first);
    let second = start(folder.path(), &["--practice"])
        .wait_with_output()
        .unwrap();
    let said = String::from_utf8(second.stderr).unwrap();
    assert_eq!(second.status.code(), Some(1));
    assert!(
        said.contains("open in another program") && said.ends_with(".\n"),
        "{said}"
    );
    first.kill().unwrap();
    let mut rest = String::new();
    first
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut rest)
        .unwrap();
    first.wait().unwrap();
    assert_eq!(rest, "");
}

#[tokio::test]
async fn killed_at_any_point_of_a_write_it_neither_loses_nor_repeats_it() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["--practice", "--clients", "1"];
    let body = r#"{"client_id":1,"note_text":"Once."}"#;
    for round in 1..=4 {
        let key = format!("key-{round}");
        let mut program = start(folder.path(), &arguments);
        ready(&mut program);
        let agent = Agent::signed_in(folder.path()).await;
        // Sent, and killed without waiting for an answer: before, in or after the write.
        let address = agent.server.strip_prefix("http://").unwrap();
        let mut socket = TcpStream::connect(address).unwrap();
        let request = format!(
            "POST /notes HTTP/1.1\r\nHost: {address}\r\nx-api-key: {}\r\nAuthorization: Bearer {}\r\n\
             Idempotency-Key: {key}\r\nContent-Length: {}\r\n\r\n{body}",
            agent.api_key,
            agent.token,
            body.len(),
        );
        socket.write_all(request.as_bytes()).unwrap();
        if round % 2 == 0 {
            // The first byte of the answer: the write is committed.
            socket.read_exact(&mut [0]).unwrap();
        }
        program.kill().unwrap();
        program.wait().unwrap();
        let mut program = start(folder.path(), &arguments);
        ready(&mut program);
        let agent = Agent::signed_in(folder.path()).await;
        for _ in 0..2 {
            let call = agent.call(Method::POST, "/notes");
            let call = call.header("Idempotency-Key", &key).body(body);
            assert_eq!(call.send().await.unwrap().status(), 201);
        }
        assert_eq!(agent.total("/notes?search=once.").await, round);
        program.kill().unwrap();
        program.wait().unwrap();
    }
}
