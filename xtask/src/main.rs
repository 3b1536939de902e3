//! The project's chores: set up a machine, start the app, run every check.
//!
//! Builds with nothing but Rust and a linker, because it is what installs the rest.

#![expect(
    clippy::print_stdout,
    reason = "what a chore does is told on the terminal"
)]

mod app;
mod checks;
mod command;
mod counters;
mod cross;
mod display;
mod fuzz;
mod licences;
mod linux;
mod place;
mod problem;
mod report;
mod setup;
mod spdx;

use std::process::ExitCode;

use place::Place;
use problem::Problem;

const HELP: &str = "\
cargo xtask run             sets up what is missing, builds the app and starts it
cargo xtask test            sets up what is missing and runs every check
cargo xtask tour            drives the real window without a display and keeps its pictures
cargo xtask check-windows   compiles everything for Windows and runs the tests of the core in Wine
cargo xtask check-macos     compiles everything for macOS
cargo xtask fuzz-api        asks the office thousands of made-up calls and checks what it answers";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let wanted = match words.as_slice() {
        [] => "",
        [wanted] => wanted,
        [_, help] if matches!(help.as_str(), "-h" | "--help") => "help",
        [wanted, other, ..] => {
            println!("\"{wanted}\" takes nothing after it, and \"{other}\" was given.\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match chore(wanted) {
        Ok(code) => code,
        Err(problem) => {
            println!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn chore(wanted: &str) -> Result<ExitCode, Problem> {
    match wanted {
        "run" => app::run(&Place::find()?),
        "test" => checks::test(&Place::find()?),
        "tour" => app::tour(&Place::find()?),
        "check-windows" => Ok(cross::check_windows(&Place::find()?)),
        "fuzz-api" => fuzz::fuzz_api(&Place::find()?),
        "check-macos" => Ok(cross::check_macos(&Place::find()?)),
        "" | "help" | "-h" | "--help" => {
            println!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        other => {
            println!("There is no chore named \"{other}\".\n\n{HELP}");
            Ok(ExitCode::from(2))
        }
    }
}
