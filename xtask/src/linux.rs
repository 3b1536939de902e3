//! The system packages of Linux. Debian and its relatives are served by apt; elsewhere the packages
//! are named and left to the owner of the machine.

use std::path::Path;

use crate::command::{answer, must, program, works};
use crate::place::Place;
use crate::problem::Problem;
use crate::setup::{Purpose, browser_file};

const BUILD: [&str; 9] = [
    "libwebkit2gtk-4.1-dev",
    "libayatana-appindicator3-dev",
    "librsvg2-dev",
    "libxdo-dev",
    "libssl-dev",
    "build-essential",
    "pkg-config",
    "perl",
    "make",
];

const TEST: [&str; 9] = [
    "webkit2gtk-driver",
    "xvfb",
    "dbus-x11",
    "gnome-keyring",
    "fonts-liberation",
    // What drags files onto the window as a hand does.
    "openbox",
    "xdotool",
    "python3-gi",
    "gir1.2-gtk-3.0",
];

/// What a browser for tests is called, the leaner first; relatives of Debian know the second only.
const BROWSERS: [&str; 2] = ["chromium-headless-shell", "chromium"];

/// What the app needs of this system, installed as far as this program may.
pub(crate) fn packages(place: &Place, purpose: Purpose) -> Result<(), Problem> {
    let folder = place.root();
    if has_apt(folder) {
        install(folder, &wanted(folder, purpose))
    } else {
        elsewhere(folder, purpose)
    }
}

fn wanted(folder: &Path, purpose: Purpose) -> Vec<&'static str> {
    let mut names = BUILD.to_vec();
    if purpose == Purpose::Test {
        names.extend(TEST);
        // Some relatives of Debian bring their browser another way.
        if browser_file().is_none() {
            names.push(browser(folder));
        }
    }
    names
}

/// The first of the browsers that this system's lists know.
fn browser(folder: &Path) -> &'static str {
    let known = |name: &&str| works(program("apt-cache", folder).args(["show", name]));
    BROWSERS.into_iter().find(known).unwrap_or("chromium")
}

/// Whether this is Debian or a relative of it.
pub(crate) fn has_apt(folder: &Path) -> bool {
    works(program("dpkg-query", folder).arg("--version"))
}

/// Installs what is missing of these packages, as root or through a `sudo` that does not ask.
pub(crate) fn install(folder: &Path, wanted: &[&str]) -> Result<(), Problem> {
    let missing = missing(folder, wanted);
    if missing.is_empty() {
        return Ok(());
    }
    let sudo: &[&str] = if is_root(folder) {
        &[]
    } else if works(program("sudo", folder).args(["-n", "true"])) {
        &["sudo", "-n"]
    } else {
        let how = format!(
            "Install it with\n  sudo apt-get update && sudo apt-get install --no-install-recommends {}",
            missing.join(" ")
        );
        return Err(Problem::Missing { what: missing, how });
    };
    println!("Installing system packages: {}", missing.join(" "));
    let apt = |words: &[&str]| {
        let ask_nothing = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"];
        let all: Vec<&str> = [sudo, &ask_nothing, words].concat();
        must(program(all[0], folder).args(&all[1..]))
    };
    apt(&["update"])?;
    let names: Vec<&str> = missing.iter().map(String::as_str).collect();
    apt(&[
        &["install", "-y", "--no-remove", "--no-install-recommends"],
        names.as_slice(),
    ]
    .concat())
}

fn missing(folder: &Path, wanted: &[&str]) -> Vec<String> {
    // Ends with failure when one of the names is unknown; the others are printed all the same.
    let known = program("dpkg-query", folder)
        .args(["--show", "--showformat", "${Package} ${db:Status-Status}\n"])
        .args(wanted)
        .output()
        .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
        .unwrap_or_default();
    let installed = |name: &str| {
        known
            .lines()
            .any(|line| line.split_once(' ') == Some((name, "installed")))
    };
    wanted
        .iter()
        .filter(|name| !installed(name))
        .map(|name| (*name).to_owned())
        .collect()
}

fn is_root(folder: &Path) -> bool {
    answer(program("id", folder).arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// Without apt: asks for the things themselves, and names Debian's packages as a hint.
fn elsewhere(folder: &Path, purpose: Purpose) -> Result<(), Problem> {
    let library = |name: &str| works(program("pkg-config", folder).args(["--exists", name]));
    let tool = |name: &str| crate::place::on_path(name).is_some();
    let mut lacking: Vec<&str> = ["webkit2gtk-4.1", "ayatana-appindicator3-0.1", "librsvg-2.0"]
        .into_iter()
        .filter(|name| !library(name))
        .collect();
    let mut tools = vec!["cc", "pkg-config", "perl", "make"];
    if purpose == Purpose::Test {
        tools.extend([
            "WebKitWebDriver",
            "Xvfb",
            "dbus-daemon",
            "gnome-keyring-daemon",
            "openbox",
            "xdotool",
        ]);
    }
    lacking.extend(tools.into_iter().filter(|name| !tool(name)));
    if lacking.is_empty() {
        return Ok(());
    }
    let how = format!(
        "Install it with this system's package manager; Debian's names are\n  {}",
        wanted(folder, purpose).join(" ")
    );
    Err(Problem::Missing {
        what: lacking.into_iter().map(String::from).collect(),
        how,
    })
}
