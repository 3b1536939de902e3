//! Every check of the project, one named step after the other.

use std::{
    process::{Command, ExitCode},
    thread,
};

use crate::app::{counted, drive, empty};
use crate::command::{cargo, must, program};
use crate::counters::Tally;
use crate::licences;
use crate::place::Place;
use crate::problem::Problem;
use crate::report::Report;
use crate::setup::{self, Purpose};

/// What everything is built with here. The same for each step, so that cargo builds it once.
pub(crate) const FEATURES: &str = "redress/bridge,redress/custom-protocol";

const SETUP: &str = "setup";
const INTERFACE: &str = "build of the interface";
const DRIVER: &str = "driver of the window";
const PROGRAMS: &str = "build of the programs and their tests";

/// Sets up what is missing and runs all checks; a failure does not stop the others.
pub(crate) fn test(place: &Place) -> Result<ExitCode, Problem> {
    let mut report = Report::default();
    report.step(SETUP, &[], || {
        setup::prepare(place, Purpose::Test).map(|()| Tally::PASSED)
    });
    quick(place, &mut report);
    core(place, &mut report);
    interface(place, &mut report);
    whole(place, &mut report);
    let sum = report.close();
    Ok(if sum.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn quick(place: &Place, report: &mut Report) {
    report.step("format", &[], || {
        plain(cargo(place.root()).args(["fmt", "--all", "--check"]))
    });
    report.step("licences of crates", &[], || licences::of_crates(place));
    report.step("sources of crates", &[], || licences::sources(place));
    report.step("licences of npm packages", &[SETUP], || {
        licences::of_npm(place)
    });
}

fn core(place: &Place, report: &mut Report) {
    report.step("clippy", &[SETUP], || {
        let mut clippy = cargo(place.root());
        clippy.args([
            "clippy",
            "--workspace",
            "--all-targets",
            "--features",
            FEATURES,
        ]);
        plain(clippy.args(["--", "-D", "warnings"]))
    });
    report.step("clippy of the app as it ships", &[SETUP], || {
        let mut clippy = cargo(place.root());
        clippy.args([
            "clippy",
            "--workspace",
            "--features",
            "redress/custom-protocol",
        ]);
        plain(clippy.args(["--", "-D", "warnings"]))
    });
    report.step(INTERFACE, &[SETUP], || {
        plain(npm(place).args(["run", "--silent", "build"]))
    });
    // With the tests come the programs, which hold the interface and are driven further down.
    report.step(PROGRAMS, &[INTERFACE], || {
        plain(tests(place).arg("--no-run"))
    });
    report.step("tests of the core", &[PROGRAMS], || {
        counted(tests(place).arg("--no-fail-fast"))
    });
    report.step("refusal without a cipher", &[SETUP], || {
        let mut tests = cargo(place.root());
        tests.args(["test", "--package", "store", "--no-default-features"]);
        counted(tests.args(["--test", "no_cipher"]))
    });
}

fn interface(place: &Place, report: &mut Report) {
    report.step("types and style of the interface", &[SETUP], || {
        plain(npm(place).args(["run", "--silent", "check"]))
    });
    report.step("types of the end-to-end tests", &[SETUP], || {
        plain(npm(place).args(["run", "--silent", "check", "--workspace", "e2e"]))
    });
    report.step("tests of the interface", &[SETUP], || {
        counted(npm(place).args(["run", "--silent", "test"]))
    });
}

fn whole(place: &Place, report: &mut Report) {
    let pictures = place.target().join("shots");
    report.step("app in a browser", &[PROGRAMS], || {
        empty(&pictures)?;
        drive(place, "browser", &pictures)
    });
    if cfg!(target_os = "linux") {
        report.step(DRIVER, &[SETUP], || {
            setup::driver(place).map(|()| Tally::PASSED)
        });
        report.step("app in its own window", &[PROGRAMS, DRIVER], || {
            drive(place, "window", &pictures)
        });
    }
}

/// The tests of all crates, with the programs that some of them start.
fn tests(place: &Place) -> Command {
    let mut tests = cargo(place.root());
    tests.args(["test", "--workspace", "--features", FEATURES]);
    // They wait for disks and sockets, so a processor can do two at a time.
    let processors = thread::available_parallelism().map_or(1, usize::from);
    tests.env("RUST_TEST_THREADS", (2 * processors).to_string());
    tests
}

fn npm(place: &Place) -> Command {
    program("npm", place.root())
}

/// A check that only says yes or no.
fn plain(command: &mut Command) -> Result<Tally, Problem> {
    must(command).map(|()| Tally::PASSED)
}
