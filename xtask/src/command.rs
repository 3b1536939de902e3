//! Starts programs. They never get our keyboard, so that nothing can stop to ask.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use crate::problem::Problem;

/// A program of this machine, to be run in `folder`.
pub(crate) fn program(name: &str, folder: &Path) -> Command {
    let mut command = Command::new(if cfg!(windows) && name == "npm" {
        "npm.cmd"
    } else {
        name
    });
    command.current_dir(folder).stdin(Stdio::null());
    command
}

/// Cargo, the one that started us.
pub(crate) fn cargo(folder: &Path) -> Command {
    program(
        &std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()),
        folder,
    )
}

/// Runs a program to its end, its output going where ours goes.
pub(crate) fn must(command: &mut Command) -> Result<(), Problem> {
    let status = command.status().map_err(|why| not_started(command, why))?;
    succeeded(command, status)
}

/// Runs a program, shows its output as it comes and lets `each` read every line of it too.
pub(crate) fn heard(
    command: &mut Command,
    mut each: impl FnMut(&str),
) -> Result<ExitStatus, Problem> {
    // Counters are read from plain text, whatever the terminal can show.
    command
        .env("NO_COLOR", "1")
        .env_remove("FORCE_COLOR")
        .env_remove("CLICOLOR_FORCE");
    command.stdout(Stdio::piped());
    let mut child = command.spawn().map_err(|why| not_started(command, why))?;
    if let Some(stdout) = child.stdout.take() {
        let mut output = BufReader::new(stdout);
        let mut line = Vec::new();
        while output
            .read_until(b'\n', &mut line)
            .is_ok_and(|read| read > 0)
        {
            let text = String::from_utf8_lossy(&line);
            let text = text.trim_end();
            println!("{text}");
            each(text);
            line.clear();
        }
    }
    child.wait().map_err(|why| not_started(command, why))
}

/// What a program prints; its complaints go where ours go.
pub(crate) fn answer(command: &mut Command) -> Result<String, Problem> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|why| not_started(command, why))?;
    succeeded(command, output.status)?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a program starts and is content, asked without showing anything.
pub(crate) fn works(command: &mut Command) -> bool {
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn succeeded(command: &Command, status: ExitStatus) -> Result<(), Problem> {
    if status.success() {
        return Ok(());
    }
    Err(Problem::Failed {
        program: name(command),
        how: status.to_string(),
    })
}

fn not_started(command: &Command, why: std::io::Error) -> Problem {
    Problem::NotStarted {
        program: name(command),
        why,
    }
}

/// The program and the words that say what it should do, without its switches.
fn name(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_stem().unwrap_or(program.as_os_str());
    let words = command.get_args().map(|word| word.to_string_lossy());
    let words = words.filter(|word| !word.starts_with('-')).take(2);
    words.fold(program.to_string_lossy().into_owned(), |name, word| {
        format!("{name} {word}")
    })
}
