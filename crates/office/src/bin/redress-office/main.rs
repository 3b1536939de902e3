//! The office alone, without the app: opens it, says where it listens, serves until it is told
//! to stop. What it serves is in the library.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program of the command line: one line when it is ready, sentences when it fails"
)]

mod arguments;
mod sign_in_file;

use std::{
    env,
    net::{Ipv4Addr, SocketAddr},
    process::ExitCode,
    sync::Arc,
};

use arguments::{Arguments, USAGE};
use office::Office;
use store::vault::{Keychain, Vault};

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = match arguments::read(env::args_os().skip(1)) {
        Ok(Some(arguments)) => arguments,
        Ok(None) => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(sentence) => {
            eprintln!("redress-office: {sentence}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(&arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("redress-office: {sentence}.");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &Arguments) -> Result<(), String> {
    // Asked for first: a signal while a large office is filled must find someone at home.
    let told = told_to_stop().map_err(|error| format!("signals are out of reach ({error})"))?;
    tokio::pin!(told);
    let office = tokio::select! {
        office = Office::open(&arguments.folder, vault()?, arguments.kind) => {
            office.map_err(|error| format!("{}: {error}", arguments.folder.display()))?
        }
        () = &mut told => return Ok(()),
    };
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, arguments.port));
    let running = office
        .serve_alone(address)
        .await
        .map_err(|error| format!("{address}: {error}"))?;
    let sign_in = office.practice_sign_in();
    sign_in_file::write(&arguments.folder, &running, sign_in.as_ref())
        .map_err(|error| format!("sign-in.json cannot be written ({})", error.kind()))?;
    println!("office {}", running.url());
    println!(
        "sign in with {}",
        sign_in_file::path(&arguments.folder).display()
    );
    told.await;
    // What opens the office lies about in plain text no longer than it is needed.
    sign_in_file::remove(&arguments.folder);
    running.stop().await;
    office.close().await;
    Ok(())
}

#[cfg(unix)]
fn told_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminated = signal(SignalKind::terminate())?;
    let mut interrupted = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminated.recv() => {}
            _ = interrupted.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn told_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        // Without a way to be told, it serves until it is ended.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}

/// The keychain. A debug build takes a key from the environment, for tests on machines that
/// have no keychain; nothing else ever stands in for it.
#[cfg(not(debug_assertions))]
fn vault() -> Result<Arc<dyn Vault>, String> {
    Ok(Arc::new(Keychain))
}

#[cfg(debug_assertions)]
fn vault() -> Result<Arc<dyn Vault>, String> {
    let Ok(key) = env::var("REDRESS_OFFICE_KEY") else {
        return Ok(Arc::new(Keychain));
    };
    match hex::decode(key.trim()) {
        Ok(key) if key.len() == 32 => Ok(Arc::new(given::Given(key))),
        _ => Err("REDRESS_OFFICE_KEY must be 64 hexadecimal digits".to_owned()),
    }
}

#[cfg(debug_assertions)]
mod given {
    use store::vault::{Vault, VaultError};
    use zeroize::Zeroizing;

    /// A key that was given.
    pub(crate) struct Given(pub(crate) Vec<u8>);

    impl Vault for Given {
        fn read(&self, _: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
            Ok(Some(Zeroizing::new(self.0.clone())))
        }
        fn write(&self, _: &str, _: &[u8]) -> Result<(), VaultError> {
            Ok(())
        }
        fn remove(&self, _: &str) -> Result<(), VaultError> {
            Ok(())
        }
        fn name(&self) -> &'static str {
            "Environment of the program"
        }
    }
}
