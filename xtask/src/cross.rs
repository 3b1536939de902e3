//! The agents' systems, checked on Linux: everything compiled for Windows and for macOS, and the
//! tests of the core run under Wine. No window opens here; that is seen on those systems only.

mod macos;
mod windows;
mod wine;

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use crate::command::program;
use crate::linux;
use crate::place::Place;
use crate::problem::Problem;
use crate::report::Report;

/// Needed whatever the target: a Rust that has its library's source, a compiler for build scripts,
/// and what OpenSSL is built with.
const PACKAGES: [&str; 6] = [
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "build-essential",
    "perl",
    "make",
];

/// Compiles everything for Windows and runs the tests of the core, as far as Wine is Windows.
pub(crate) fn check_windows(place: &Place) -> ExitCode {
    reported(|report| windows::check(place, report))
}

/// Compiles everything for macOS.
pub(crate) fn check_macos(place: &Place) -> ExitCode {
    reported(|report| macos::check(place, report))
}

fn reported(check: impl FnOnce(&mut Report)) -> ExitCode {
    let mut report = Report::default();
    check(&mut report);
    if report.close().failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Installs what is missing of the common packages and of `others`.
fn packages(place: &Place, others: &[&str]) -> Result<(), Problem> {
    let wanted = [&PACKAGES, others].concat();
    if cfg!(target_os = "linux") && linux::has_apt(place.root()) {
        return linux::install(place.root(), &wanted);
    }
    Err(Problem::Missing {
        what: wanted.into_iter().map(String::from).collect(),
        how: "These are packages of Debian 12; this check runs there.".into(),
    })
}

/// Debian's cargo doing `work` for `target`, into a build folder that no other compiler uses. This
/// Rust builds the standard library too, for a system whose ready-made one need not be here.
fn cargo(work: &str, target: &str, place: &Place, built: &Path) -> Command {
    // Build scripts look for the other programs of this Rust, and shall not find those of another.
    let path = env::var("PATH").map_or("/usr/bin".into(), |rest| format!("/usr/bin:{rest}"));
    let mut cargo = program("/usr/bin/cargo", place.root());
    cargo
        .args([work, "--locked", "--target", target])
        .arg("-Zbuild-std=std,panic_abort,panic_unwind")
        .env("PATH", path)
        .env("RUSTC", "/usr/bin/rustc")
        // Building the library is kept for unstable compilers; this admits us all the same.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", built)
        // The cargo that started us points to the libraries of its own compiler.
        .env_remove("LD_LIBRARY_PATH");
    cargo
}

/// Makes a folder and those above it.
fn make(folder: &Path) -> Result<(), Problem> {
    fs::create_dir_all(folder).map_err(|why| unwritable(folder, why))
}

/// Writes a file that a check brings along.
fn write(file: &Path, text: &str) -> Result<(), Problem> {
    fs::write(file, text).map_err(|why| unwritable(file, why))
}

fn unwritable(path: &Path, why: std::io::Error) -> Problem {
    Problem::Unwritable {
        path: path.to_path_buf(),
        why,
    }
}
