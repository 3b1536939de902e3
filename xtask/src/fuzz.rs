//! Asks the office what nobody would: thousands of made-up calls, each answer read by the document
//! that the office serves of it. Not one of the checks of every day: it takes some minutes, and
//! needs Python.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::checks::FEATURES;
use crate::command::{cargo, must, program, works};
use crate::place::{Place, file_of};
use crate::problem::Problem;

/// What makes up the calls.
const SCHEMATHESIS: &str = "schemathesis==4.32.5";

/// Builds the office and asks it.
pub(crate) fn fuzz_api(place: &Place) -> Result<ExitCode, Problem> {
    let python = python(place)?;
    println!("Building the office.");
    // As for the tests, so that it is built once for both.
    let mut build = cargo(place.root());
    build.args(["build", "--workspace", "--features", FEATURES]);
    must(build.args(["--bin", "redress-office"]))?;
    let mut fuzz = program(&python.to_string_lossy(), place.root());
    fuzz.arg(place.root().join("tests").join("fuzz_api.py"))
        .arg(place.built().join(file_of("redress-office")))
        .arg(place.target().join("fuzz-api"));
    must(&mut fuzz)?;
    Ok(ExitCode::SUCCESS)
}

/// A Python of this checkout's own that has what it takes.
fn python(place: &Place) -> Result<PathBuf, Problem> {
    let folder = place.tools().join("fuzz-api");
    let inside = if cfg!(windows) { "Scripts" } else { "bin" };
    let own = folder.join(inside).join(file_of("python"));
    if !works(&mut imports(&own, "schemathesis")) {
        let system = if cfg!(windows) { "python" } else { "python3" };
        if !works(&mut imports(Path::new(system), "venv, ensurepip")) {
            return Err(Problem::Missing {
                what: vec!["Python 3.10 or newer, with venv and pip".into()],
                how: "On Debian: apt-get install python3-venv. Then start this again.".into(),
            });
        }
        println!("Installing {SCHEMATHESIS} into the build folder.");
        must(
            program(system, place.root())
                .args(["-m", "venv"])
                .arg(&folder),
        )?;
        let own = own.to_string_lossy();
        let pip = ["-m", "pip", "install", "--quiet", SCHEMATHESIS];
        must(program(&own, place.root()).args(pip))?;
    }
    Ok(own)
}

/// Python, asked whether it has modules.
fn imports(python: &Path, modules: &str) -> Command {
    let mut command = Command::new(python);
    command.args(["-c", &format!("import {modules}")]);
    command
}
