//! Builds the app and shows it: on this screen, or driven in a window that nobody sees.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, ExitCode};

use crate::command::{cargo, heard, must, program};
use crate::counters::Tally;
use crate::display;
use crate::place::{Place, file_of};
use crate::problem::Problem;
use crate::setup::{self, Purpose};

/// Builds the app and starts it with the practice office; without a display, the tour.
pub(crate) fn run(place: &Place) -> Result<ExitCode, Problem> {
    if !display::present() {
        println!("There is no display here, so the app is shown by its tour instead.");
        return tour(place);
    }
    setup::prepare(place, Purpose::Build)?;
    build(place)?;
    let status = program(
        &place.built().join(file_of("redress")).to_string_lossy(),
        place.root(),
    )
    .arg("--practice")
    .status()
    .map_err(|why| Problem::NotStarted {
        program: "redress".into(),
        why,
    })?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Drives the real window on a display of its own and keeps what it looked like.
pub(crate) fn tour(place: &Place) -> Result<ExitCode, Problem> {
    if !cfg!(target_os = "linux") {
        return Err(Problem::Missing {
            what: vec!["Linux, where a window can be driven without a display".into()],
            how: "Here, start the app with: cargo xtask run".into(),
        });
    }
    setup::prepare(place, Purpose::Test)?;
    setup::driver(place)?;
    build(place)?;
    let pictures = place.target().join("tour");
    empty(&pictures)?;
    let Tally { passed, failed } = drive(place, "tour", &pictures)?;
    println!(
        "\n{passed} passed, {failed} failed. The pictures and the letter are in {}",
        pictures.display()
    );
    Ok(if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Runs one of the two suites of end-to-end tests over what is built.
pub(crate) fn drive(place: &Place, suite: &str, pictures: &Path) -> Result<Tally, Problem> {
    let mut tests = program("npm", place.root());
    tests
        .args(["run", "--silent", suite, "--workspace", "e2e"])
        .env("REDRESS_BUILT", place.built())
        .env("REDRESS_PICTURES", pictures)
        .env("TAURI_DRIVER", setup::driver_file(place));
    if let Some(browser) = setup::browser_file() {
        tests.env("CHROMIUM", browser);
    }
    counted(&mut tests)
}

/// Runs a program that counts its own tests.
pub(crate) fn counted(command: &mut Command) -> Result<Tally, Problem> {
    let mut tally = Tally::default();
    let status = heard(command, |line| tally.read(line))?;
    Ok(tally.ended(status.success()))
}

/// Makes sure that a folder is there and holds nothing.
pub(crate) fn empty(folder: &Path) -> Result<(), Problem> {
    let unwritable = |why| Problem::Unwritable {
        path: folder.to_path_buf(),
        why,
    };
    match fs::remove_dir_all(folder) {
        Err(why) if why.kind() != ErrorKind::NotFound => return Err(unwritable(why)),
        _ => {}
    }
    fs::create_dir_all(folder).map_err(unwritable)
}

fn build(place: &Place) -> Result<(), Problem> {
    println!("Building the interface.");
    must(program("npm", place.root()).args(["run", "--silent", "build"]))?;
    println!("Building the app.");
    must(
        cargo(place.root())
            // All crates, as for the tests: most of what others wrote is compiled once for both.
            .args(["build", "--workspace", "--exclude", "xtask", "--bins"])
            .args(["--features", "redress/custom-protocol"]),
    )
}
