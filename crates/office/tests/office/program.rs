//! The program `redress-office`, as it is started, stopped and killed.

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Child, Command, Stdio},
};

use serde_json::Value;

use crate::rig::KEY;

fn start(folder: &Path, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_redress-office"))
        .args(["--folder", folder.to_str().unwrap()])
        .args(arguments)
        .env("REDRESS_OFFICE_KEY", hex::encode(KEY))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// What the program says when it is ready.
fn ready(program: &mut Child) -> String {
    let mut line = String::new();
    BufReader::new(program.stdout.as_mut().unwrap())
        .read_line(&mut line)
        .unwrap();
    line.trim_end().to_owned()
}

/// Signs in with what the program wrote, and counts the clients.
async fn clients(folder: &Path) -> i64 {
    let sign_in = fs::read_to_string(folder.join("sign-in.json")).unwrap();
    let sign_in: Value = serde_json::from_str(&sign_in).unwrap();
    let server = sign_in["server"].as_str().unwrap();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let call = |call: reqwest::RequestBuilder| async {
        let call = call.header("x-api-key", sign_in["api_key"].as_str().unwrap());
        call.send()
            .await
            .unwrap()
            .error_for_status()
            .unwrap()
            .json::<Value>()
            .await
            .unwrap()
    };
    let session = call(http.post(format!("{server}/auth/login")).json(&sign_in)).await;
    let token = session["token"].as_str().unwrap();
    let list = call(http.get(format!("{server}/clients")).bearer_auth(token)).await;
    list["meta"]["total"].as_i64().unwrap()
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
    let mut program = start(folder.path(), &["--practice", "--clients", "3000"]);
    // The log beside the database grows with each transaction: at a megabyte some clients are
    // in and most are not. Wherever the kill falls, the outcome is the same.
    let log = folder.path().join("office.db-wal");
    while fs::metadata(&log).map_or(0, |log| log.len()) < 1 << 20 {
        assert!(program.try_wait().unwrap().is_none());
        std::thread::yield_now();
    }
    program.kill().unwrap();
    program.wait().unwrap();
    let mut again = start(folder.path(), &["--practice", "--clients", "3000"]);
    ready(&mut again);
    assert_eq!(clients(folder.path()).await, 3000);
    again.kill().unwrap();
    again.wait().unwrap();
    let mut more = start(folder.path(), &["--practice", "--clients", "3100"]);
    ready(&mut more);
    assert_eq!(
        clients(folder.path()).await,
        3100,
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
