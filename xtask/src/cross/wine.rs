//! Wine, with a Windows of its own in the build folder and nothing shown on any display.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::windows::TestProgram;
use super::{make, write};
use crate::command::{heard, must, program, works};
use crate::counters::Tally;
use crate::problem::Problem;

const WINE: &str = "/usr/lib/wine/wine64";

/// The longest that one test program may take, in seconds: one that hangs here has failed.
const LONGEST: &str = "1200";

/// Runs programs for Windows.
pub(super) struct Wine {
    folder: PathBuf,
}

impl Wine {
    pub(super) fn new(built: &Path) -> Self {
        Self {
            folder: built.join("wine"),
        }
    }

    /// Makes the Windows, or brings it up to date, and adds what Rust's library needs of it.
    pub(super) fn prepare(&self) -> Result<(), Problem> {
        make(&self.folder)?;
        must(
            self.on(program(WINE, &self.folder))
                .args(["wineboot", "--init"]),
        )?;
        let library = self
            .windows()
            .join("drive_c/windows/system32/bcryptprimitives.dll");
        // Wine 9 has it, Wine 8 does not.
        if library.is_file() {
            return Ok(());
        }
        let source = self.folder.join("bcryptprimitives.c");
        write(&source, include_str!("bcryptprimitives.c"))?;
        let mut compiler = program("x86_64-w64-mingw32-gcc", &self.folder);
        compiler.args(["-shared", "-O2", "-o"]).arg(library);
        must(compiler.arg(source).arg("-ladvapi32"))
    }

    /// Runs test programs, each in the folder of its crate as cargo would.
    pub(super) fn run(&self, programs: &[TestProgram]) -> Result<Tally, Problem> {
        let mut tally = Tally::default();
        let mut content = true;
        for tests in programs {
            println!("\n{}", tests.file.display());
            let mut wine = program("timeout", &tests.folder);
            // As cargo tells the programs that it runs.
            wine.env("CARGO_MANIFEST_DIR", &tests.folder);
            wine.args(["--kill-after=10", LONGEST, WINE])
                .arg(&tests.file);
            let status = heard(self.on(wine).arg("--quiet"), |line| tally.read(line))?;
            content &= status.success();
        }
        Ok(tally.ended(content))
    }

    /// Ends what Windows itself started and would leave running.
    pub(super) fn end(&self) {
        let server = program("/usr/lib/wine/wineserver", Path::new("/"));
        works(self.on(server).arg("-k"));
    }

    fn windows(&self) -> PathBuf {
        self.folder.join("windows")
    }

    fn on(&self, mut command: Command) -> Command {
        command
            .env("WINEPREFIX", self.windows())
            .env("WINEARCH", "win64")
            .env("WINEDEBUG", "-all")
            // No menu entries for the person at this machine, no offers to download anything.
            .env("WINEDLLOVERRIDES", "winemenubuilder.exe,mscoree,mshtml=d")
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY");
        command
    }
}
