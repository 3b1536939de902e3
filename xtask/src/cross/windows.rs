//! Windows: everything compiled for it, and the test programs of the core run.

use std::path::{Path, PathBuf};

use super::wine::Wine;
use super::{cargo, packages};
use crate::command::{answer, must};
use crate::counters::Tally;
use crate::place::Place;
use crate::problem::Problem;
use crate::report::Report;

const TARGET: &str = "x86_64-pc-windows-gnu";

const PACKAGES: [&str; 3] = [
    "gcc-mingw-w64-x86-64-win32",
    "g++-mingw-w64-x86-64-win32",
    "wine64",
];

/// Packages of the workspace that are not the core: the window, which does not open in Wine, and the
/// chores.
const OTHERS: [&str; 2] = ["redress", "xtask"];

const SETUP: &str = "setup";
const PROGRAMS: &str = "test programs of the core";
const WINE: &str = "Wine";

/// Adds the steps of this check to the report.
pub(super) fn check(place: &Place, report: &mut Report) {
    let built = place.target().join("windows");
    report.step(SETUP, &[], || {
        packages(place, &PACKAGES).map(|()| Tally::PASSED)
    });
    report.step("everything, compiled for Windows", &[SETUP], || {
        let mut check = cargo("check", TARGET, place, &built);
        must(check.args(["--workspace", "--all-targets"])).map(|()| Tally::PASSED)
    });
    let mut programs = Vec::new();
    report.step(PROGRAMS, &[SETUP], || {
        programs = test_programs(place, &built)?;
        Ok(Tally::PASSED)
    });
    let wine = Wine::new(&built);
    report.step(WINE, &[SETUP], || wine.prepare().map(|()| Tally::PASSED));
    report.step("tests of the core, in Wine", &[PROGRAMS, WINE], || {
        wine.run(&programs)
    });
    wine.end();
}

/// A program of tests, and the folder of the crate that they test.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TestProgram {
    pub(super) file: PathBuf,
    pub(super) folder: PathBuf,
}

fn test_programs(place: &Place, built: &Path) -> Result<Vec<TestProgram>, Problem> {
    let mut build = cargo("test", TARGET, place, built);
    build.args(["--no-run", "--message-format", "json-render-diagnostics"]);
    build.arg("--workspace");
    for other in OTHERS {
        build.args(["--exclude", other]);
    }
    Ok(answer(&mut build)?.lines().filter_map(told).collect())
}

/// Reads a test program from one line of what cargo tells; other lines are about other things.
fn told(line: &str) -> Option<TestProgram> {
    let file = PathBuf::from(text(line, "executable")?);
    let folder = Path::new(text(line, "manifest_path")?).parent()?;
    // A program that the tests start lies one folder higher.
    file.parent()?.ends_with("deps").then(|| TestProgram {
        folder: folder.to_path_buf(),
        file,
    })
}

fn text<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = line.split_once(&format!("\"{name}\":\""))?;
    rest.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::{TestProgram, told};

    const LIBRARY: &str = r#"{"reason":"compiler-artifact","manifest_path":"/a/crates/store/Cargo.toml","executable":"/a/debug/deps/store-12ab.exe","fresh":true}"#;
    const STARTED: &str = r#"{"reason":"compiler-artifact","manifest_path":"/a/crates/office/Cargo.toml","executable":"/a/debug/redress-office.exe","fresh":true}"#;
    const RLIB: &str = r#"{"reason":"compiler-artifact","manifest_path":"/a/crates/store/Cargo.toml","executable":null,"fresh":true}"#;

    #[test]
    fn a_test_program_is_known_with_the_folder_of_its_crate() {
        let program = TestProgram {
            file: "/a/debug/deps/store-12ab.exe".into(),
            folder: "/a/crates/store".into(),
        };
        assert_eq!(told(LIBRARY), Some(program));
    }

    #[test]
    fn libraries_and_programs_that_tests_start_are_not_run() {
        assert_eq!(told(STARTED), None);
        assert_eq!(told(RLIB), None);
        assert_eq!(told(r#"{"reason":"build-finished","success":true}"#), None);
    }
}
