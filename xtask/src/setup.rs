//! Brings a machine to where the app can be built and, if wanted, tested: system packages, Node, the
//! npm packages, the driver of the real window. Installs only what is missing, and only from package
//! registries; what it may not install, it names.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::command::{answer, cargo, must, program, works};
use crate::linux;
use crate::place::{Place, file_of, on_path};
use crate::problem::Problem;

const DRIVER: &str = "2.1.0";

/// What the machine is wanted for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To build the app and start it.
    Build,
    /// To build it and run every check.
    Test,
}

/// Sets up what is missing.
pub(crate) fn prepare(place: &Place, purpose: Purpose) -> Result<(), Problem> {
    if cfg!(target_os = "linux") {
        linux::packages(place, purpose)?;
    }
    let missing: Vec<String> = [node(place), compiler(place), web_view(), browser(purpose)]
        .into_iter()
        .flatten()
        .collect();
    if !missing.is_empty() {
        return Err(Problem::Missing {
            what: missing,
            how: "Install it and start this again.".into(),
        });
    }
    npm_packages(place)
}

/// The program that drives the real window.
pub(crate) fn driver_file(place: &Place) -> PathBuf {
    place.tools().join("bin").join(file_of("tauri-driver"))
}

/// Installs the driver of the real window into the build folder, unless it is there.
pub(crate) fn driver(place: &Place) -> Result<(), Problem> {
    if driver_file(place).is_file() {
        return Ok(());
    }
    println!("Installing tauri-driver {DRIVER} into the build folder.");
    let tools = place.tools();
    let scratch = tools.join("build");
    let mut install = cargo(place.root());
    install
        .args([
            "install",
            "tauri-driver",
            "--version",
            DRIVER,
            "--locked",
            "--debug",
            "--quiet",
            "--root",
        ])
        .arg(&tools)
        .env("CARGO_TARGET_DIR", &scratch);
    must(&mut install)?;
    fs::remove_dir_all(&scratch).map_err(|why| Problem::Unwritable { path: scratch, why })
}

/// A Chromium-based browser for the browser tests.
pub(crate) fn browser_file() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return Some(named.into());
    }
    let known = [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
        "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    ];
    // The first has no window that would take its time.
    let names = [
        "chromium-headless-shell",
        "chromium",
        "chromium-browser",
        "google-chrome",
    ];
    names.into_iter().find_map(on_path).or_else(|| {
        known
            .into_iter()
            .map(PathBuf::from)
            .find(|file| file.is_file())
    })
}

fn node(place: &Place) -> Option<String> {
    let version = answer(program("node", place.root()).arg("--version")).unwrap_or_default();
    let npm = works(program("npm", place.root()).arg("--version"));
    let enough = version_of(&version).is_some_and(builds_the_interface) && npm;
    (!enough).then(|| "Node.js 20.19, 22.12, or 24 or newer, with npm (nodejs.org)".into())
}

/// What the tools of the interface ask of Node; they leave out the odd numbers between.
fn builds_the_interface((major, minor): (u32, u32)) -> bool {
    match major {
        20 => minor >= 19,
        22 => minor >= 12,
        _ => major >= 24,
    }
}

/// `v20.19.4` is 20 and 19.
fn version_of(word: &str) -> Option<(u32, u32)> {
    let mut numbers = word.trim().trim_start_matches('v').split('.');
    let mut next = || numbers.next()?.parse().ok();
    Some((next()?, next()?))
}

/// SQLCipher and OpenSSL are compiled from C; on Linux that comes with the packages.
fn compiler(place: &Place) -> Option<String> {
    let folder = place.root();
    if cfg!(target_os = "macos") {
        let there = works(program("xcode-select", folder).arg("-p"));
        return (!there).then(|| "Xcode's command line tools: xcode-select --install".into());
    }
    if cfg!(windows) {
        let there = works(program("perl", folder).args(["-MLocale::Maketext::Simple", "-e", "1"]));
        return (!there).then(|| {
            "Strawberry Perl, to build OpenSSL (Git's Perl lacks modules): \
             winget install StrawberryPerl.StrawberryPerl"
                .into()
        });
    }
    None
}

fn web_view() -> Option<String> {
    if !cfg!(windows) {
        return None;
    }
    let folder = |name| std::env::var_os(name).map(PathBuf::from);
    let there = ["ProgramFiles(x86)", "ProgramFiles", "LOCALAPPDATA"]
        .into_iter()
        .filter_map(folder)
        .any(|base| {
            base.join("Microsoft")
                .join("EdgeWebView")
                .join("Application")
                .is_dir()
        });
    (!there).then(|| "WebView2: winget install Microsoft.EdgeWebView2Runtime".into())
}

fn browser(purpose: Purpose) -> Option<String> {
    let lacking = purpose == Purpose::Test && browser_file().is_none();
    lacking.then(|| "Chromium, Chrome or Edge (or its path in the variable CHROMIUM)".into())
}

fn npm_packages(place: &Place) -> Result<(), Problem> {
    let wanted = changed(&place.root().join("package-lock.json"));
    let installed = changed(&place.root().join("node_modules").join(".package-lock.json"));
    if installed.is_some() && installed >= wanted {
        return Ok(());
    }
    println!("Installing the npm packages.");
    // Node was judged above; what npm still warns of is about packages that run in the page only.
    must(program("npm", place.root()).args(["ci", "--loglevel=error"]))
}

fn changed(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|about| about.modified()).ok()
}

#[cfg(test)]
mod tests {
    use super::{builds_the_interface, version_of};

    #[test]
    fn node_is_new_enough_from_two_numbers() {
        let enough = |word| version_of(word).is_some_and(builds_the_interface);
        for word in ["v20.19.0\n", "v22.12.1", "v24.0.0", "v26.3.0"] {
            assert!(enough(word), "{word}");
        }
        for word in ["v18.20.0", "v20.18.3", "v21.7.0", "v22.5.1", "not found"] {
            assert!(!enough(word), "{word}");
        }
    }
}
