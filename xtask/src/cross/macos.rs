//! macOS: everything compiled for it. Nothing is linked and nothing runs, because Apple's libraries
//! are on Apple's machines only.
//!
//! C is compiled by Zig, which comes from Python's registry and stays in the build folder; small
//! scripts make it answer like Apple's tools.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{cargo, make, packages, write};
use crate::command::{must, program};
use crate::counters::Tally;
use crate::place::Place;
use crate::problem::Problem;
use crate::report::Report;

const TARGET: &str = "aarch64-apple-darwin";

const ZIG: &str = "0.17.1";

const SETUP: &str = "setup";
const COMPILER: &str = "compiler of C for macOS";

/// Adds the steps of this check to the report.
pub(super) fn check(place: &Place, report: &mut Report) {
    let built = place.target().join("macos");
    let tools = built.join("tools");
    report.step(SETUP, &[], || {
        packages(place, &["python3-pip"]).map(|()| Tally::PASSED)
    });
    report.step(COMPILER, &[SETUP], || {
        prepare(&tools).map(|()| Tally::PASSED)
    });
    report.step("everything, compiled for macOS", &[COMPILER], || {
        let mut check = cargo("check", TARGET, place, &built);
        compile_with(&tools, &mut check);
        must(check.args(["--workspace", "--all-targets"])).map(|()| Tally::PASSED)
    });
}

/// Installs Zig, unless it is there, and writes what stands for Apple's tools around it.
fn prepare(tools: &Path) -> Result<(), Problem> {
    let headers = tools.join("include").join("os");
    make(&headers)?;
    write(&headers.join("log.h"), include_str!("os-log.h"))?;
    make(&sdk(tools))?;
    let package = format!("ziglang-{ZIG}");
    let zig = tools.join(&package).join("ziglang").join("zig");
    if !zig.is_file() {
        println!("Installing Zig {ZIG} into the build folder.");
        must(
            program("/usr/bin/python3", tools)
                .args(["-m", "pip", "install", "--quiet", "--no-deps"])
                .args(["--target", &package, &format!("ziglang=={ZIG}")])
                // It warns root of folders that the system owns; this one is ours.
                .env("PIP_ROOT_USER_ACTION", "ignore"),
        )?;
    }
    let zig = zig.to_string_lossy();
    let include = tools.join("include");
    let compiler = include_str!("zig-cc.sh")
        .replace("@ZIG@", &zig)
        .replace("@INCLUDE@", &include.to_string_lossy());
    script(tools, "cc", &compiler)?;
    for tool in ["ar", "ranlib"] {
        let text = format!("#!/bin/sh\nexec '{zig}' {tool} \"$@\"\n");
        script(tools, tool, &text)?;
    }
    Ok(())
}

fn script(tools: &Path, name: &str, text: &str) -> Result<(), Problem> {
    write(&tools.join(name), text)?;
    must(program("chmod", tools).args(["+x", name]))
}

/// Lets build scripts compile C with these tools.
fn compile_with(tools: &Path, cargo: &mut Command) {
    for tool in ["CC", "AR", "RANLIB"] {
        let script = tools.join(tool.to_lowercase());
        cargo.env(format!("{tool}_{}", TARGET.replace('-', "_")), script);
    }
    // Where Apple's tools would be asked for; nothing of theirs is needed to compile.
    cargo.env("SDKROOT", sdk(tools));
    for cache in ["ZIG_GLOBAL_CACHE_DIR", "ZIG_LOCAL_CACHE_DIR"] {
        cargo.env(cache, tools.join("cache"));
    }
}

fn sdk(tools: &Path) -> PathBuf {
    tools.join("sdk")
}
