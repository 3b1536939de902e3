//! Which licences enter the program, from crates and from npm, against the one list in `deny.toml`;
//! and that every crate comes from one registry.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::command::{answer, cargo, program};
use crate::counters::Tally;
use crate::place::Place;
use crate::problem::Problem;
use crate::spdx;

/// The licences of every crate that is built into something, on any system.
pub(crate) fn of_crates(place: &Place) -> Result<Tally, Problem> {
    let mut tree = cargo(place.root());
    tree.args(["tree", "--workspace", "--all-features", "--target", "all"])
        .args([
            "--edges",
            "normal,build",
            "--prefix",
            "none",
            "--format",
            "{p}\t{l}",
        ]);
    check(place, "crates", &answer(&mut tree)?.replace(" (*)", ""))
}

/// The licences of every npm package of the lock file.
pub(crate) fn of_npm(place: &Place) -> Result<Tally, Problem> {
    let mut list = program("node", place.root());
    list.arg(Path::new("xtask").join("npm-licences.mjs"));
    check(place, "npm packages", &answer(&mut list)?)
}

/// No crate from a git address or a second registry.
pub(crate) fn sources(place: &Place) -> Result<Tally, Problem> {
    let lock = read(&place.root().join("Cargo.lock"))?;
    let sources: BTreeSet<&str> = lock
        .lines()
        .filter_map(|line| line.strip_prefix("source = "))
        .collect();
    for source in &sources {
        println!("{source}");
    }
    let one = sources.len() == 1
        && sources
            .iter()
            .all(|source| source.starts_with("\"registry+"));
    Ok(if one { Tally::PASSED } else { Tally::FAILED })
}

/// Reads lines of "name, tab, licence expression".
fn check(place: &Place, what: &str, lines: &str) -> Result<Tally, Problem> {
    let allowed = allowed(&place.root().join("deny.toml"))?;
    let packages: BTreeSet<(&str, &str)> = lines
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .collect();
    let refused: Vec<_> = packages
        .iter()
        .filter(|(_, expression)| !spdx::allows(&allowed, expression))
        .collect();
    for (package, expression) in &refused {
        println!("{package}: \"{expression}\" is not met by the list in deny.toml");
    }
    println!("{} {what}, {} refused", packages.len(), refused.len());
    Ok(if refused.is_empty() && !packages.is_empty() {
        Tally::PASSED
    } else {
        Tally::FAILED
    })
}

fn allowed(file: &Path) -> Result<Vec<String>, Problem> {
    let list = listed(&read(file)?);
    if list.is_empty() {
        return Err(Problem::Unexpected {
            path: file.to_path_buf(),
            what: "there is no list \"allow\" under [licenses]",
        });
    }
    Ok(list)
}

/// The quoted words of `allow = [ … ]` under `[licenses]`.
fn listed(toml: &str) -> Vec<String> {
    toml.lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .skip_while(|line| *line != "[licenses]")
        .skip_while(|line| !line.starts_with("allow ="))
        .take_while(|line| *line != "]")
        .filter_map(|line| line.strip_prefix('"')?.split('"').next())
        .map(String::from)
        .collect()
}

fn read(file: &Path) -> Result<String, Problem> {
    fs::read_to_string(file).map_err(|why| Problem::Unreadable {
        path: file.to_path_buf(),
        why,
    })
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn only_the_list_of_licences_is_read() {
        let toml = r#"
[graph]
allow = [
    "not this",
]
[licenses]
# allow = ["nor this"]
allow = [
    "MIT", # the usual one
    # "GPL-3.0-only",
    "Apache-2.0 WITH LLVM-exception",
]
exceptions = [
    "nor that",
]
"#;
        assert_eq!(listed(toml), ["MIT", "Apache-2.0 WITH LLVM-exception"]);
    }
}
