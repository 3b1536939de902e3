//! The app without its window: the same commands and events over HTTP on this machine, so that
//! the interface can be worked on and tested in an ordinary browser. Never part of a release.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program of the command line"
)]

#[path = "bridge/chosen.rs"]
mod chosen;
#[path = "bridge/server.rs"]
mod server;

use std::{path::PathBuf, process::ExitCode, sync::Arc, time::Duration};

use chosen::Chosen;
use redress::{Place, app, context, draw};
use store::vault::Vault;
use tauri::{
    AppHandle, Manager, RunEvent,
    test::{MockRuntime, mock_builder},
};
use testkit::{MemoryVault, StandingVault};
use tokio::runtime::Runtime;

struct Options {
    folder: PathBuf,
    practice_clients: u32,
    settle: Duration,
}

fn main() -> ExitCode {
    if let Some(drawn) = draw() {
        return drawn;
    }
    match start() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn start() -> Result<(), String> {
    let options = options(std::env::args().skip(1))?;
    let runtime = Runtime::new().map_err(|error| error.to_string())?;
    tauri::async_runtime::set(runtime.handle().clone());
    let chosen = Chosen::default();
    let place = Place {
        folder: Some(options.folder),
        vault: vault()?,
        practice_clients: options.practice_clients,
        settle: options.settle,
        view_base: "/document/",
        choose: Some(Arc::new(chosen.clone())),
        opener: Arc::new(chosen.clone()),
    };
    let built = app(mock_builder(), place)
        .build(context())
        .map_err(|error| error.to_string())?;
    built.run(move |app, event| {
        // The window is there once the loop runs.
        if matches!(event, RunEvent::Ready)
            && let Err(message) = serve(&runtime, app, chosen.clone())
        {
            eprintln!("{message}");
            app.exit(1);
        }
    });
    Ok(())
}

fn serve(runtime: &Runtime, app: &AppHandle<MockRuntime>, chosen: Chosen) -> Result<(), String> {
    let window = app
        .get_webview_window("main")
        .ok_or("the configuration has no window `main`")?;
    let bridge = runtime.block_on(server::start(window, app.clone(), chosen))?;
    println!("bridge http://{}/#bridge={}", bridge.address, bridge.token);
    Ok(())
}

/// A vault that lives as long as the program; with `REDRESS_BRIDGE_KEY`, 64 hexadecimal digits,
/// one that is the same at the next start.
fn vault() -> Result<Arc<dyn Vault>, String> {
    let Ok(key) = std::env::var("REDRESS_BRIDGE_KEY") else {
        return Ok(Arc::new(MemoryVault::default()));
    };
    let bytes = hex::decode(key.trim())
        .ok()
        .and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    let key = bytes.ok_or("REDRESS_BRIDGE_KEY must be 64 hexadecimal digits")?;
    Ok(Arc::new(StandingVault::new(key)))
}

fn options(mut words: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut folder = None;
    let mut practice_clients = desk::PRACTICE_CLIENTS;
    let mut settle = desk::SETTLE;
    while let Some(word) = words.next() {
        let value = words
            .next()
            .ok_or_else(|| format!("{word} needs a value"))?;
        match word.as_str() {
            "--folder" => folder = Some(PathBuf::from(value)),
            "--practice-clients" => {
                practice_clients = value
                    .parse()
                    .map_err(|_| format!("{word} needs a number, not {value}"))?;
            }
            "--settle-ms" => {
                settle = value
                    .parse()
                    .map(Duration::from_millis)
                    .map_err(|_| format!("{word} needs a number, not {value}"))?;
            }
            _ => {
                return Err(format!(
                    "{word} is not known; there are --folder, --practice-clients and --settle-ms"
                ));
            }
        }
    }
    let folder = folder.ok_or("--folder DIR is needed: where Redress keeps what it keeps")?;
    Ok(Options {
        folder,
        practice_clients,
        settle,
    })
}
