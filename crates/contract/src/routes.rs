//! Where a site serves operations at other paths, or by other methods, than the tables say. The
//! documents of some systems show no paths, so a site must be able to say them without a new
//! program. Only method and path: the host is the account's, whatever a file says.
//!
//! ```text
//! # a line an operation: its name, method and path
//! portal.clients.list   GET   /api/v2/clients
//! portal.clients.get    GET   /api/v2/clients/{id}
//! ```

use std::collections::{HashMap, hash_map::Entry};

use thiserror::Error;

use crate::{
    SYSTEMS,
    operation::{Method, Row},
};

/// The operations that a site serves elsewhere; every other one is where its table says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Routes(HashMap<&'static str, Route>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Route {
    method: Method,
    path: String,
}

/// Why a file of routes is not taken.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("line {line}: {reason}")]
pub struct WrongRoute {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub reason: String,
}

impl Routes {
    /// Reads a file's text. Empty lines and what follows a `#` are passed over.
    ///
    /// # Errors
    /// The first line that is wrong; a file is taken whole or not at all.
    pub fn parse(text: &str) -> Result<Self, WrongRoute> {
        let mut routes = HashMap::new();
        // Some editors begin a file with a byte order mark.
        for (place, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let wrong = |reason| WrongRoute {
                line: place + 1,
                reason,
            };
            let words: Vec<&str> = before_comment(line).split_whitespace().collect();
            let (row, route) = match words.as_slice() {
                [] => continue,
                [name, method, path] => route(name, method, path).map_err(wrong)?,
                _ => return Err(wrong("is not a name, a method and a path".to_owned())),
            };
            match routes.entry(row.name) {
                Entry::Vacant(free) => free.insert(route),
                Entry::Occupied(_) => {
                    return Err(wrong(format!("{} has a line already", row.name)));
                }
            };
        }
        Ok(Self(routes))
    }

    /// The method and path of an operation here.
    #[must_use]
    pub fn of(&self, row: &Row) -> (Method, &str) {
        let route = self.0.get(row.name);
        route.map_or((row.method, row.path), |route| (route.method, &route.path))
    }
}

/// A comment begins a line or follows a space: a path may hold no `#` anyhow.
fn before_comment(line: &str) -> &str {
    line.split('#').next().unwrap_or_default()
}

fn route(name: &str, method: &str, path: &str) -> Result<(&'static Row, Route), String> {
    let mut rows = SYSTEMS.iter().flat_map(|system| system.rows());
    let row = rows.find(|row| row.name == name);
    let row = row.ok_or_else(|| format!("there is no operation {name}"))?;
    let method = match (method.to_ascii_uppercase().as_str(), row.method.reads()) {
        ("GET", true) => Method::GET,
        // What reads goes on being read, and may be made again.
        ("POST", true) => Method::ASK,
        ("POST", false) => Method::POST,
        ("PUT", false) => Method::PUT,
        ("PATCH", false) => Method::PATCH,
        ("DELETE", false) => Method::DELETE,
        (_, true) => return Err(format!("{name} only reads: its method is GET or POST")),
        (_, false) => {
            return Err(format!(
                "{name} writes: its method is POST, PUT, PATCH or DELETE"
            ));
        }
    };
    check(row, path)?;
    let path = path.to_owned();
    Ok((row, Route { method, path }))
}

/// Whether a path is one on the same host, with the same positions.
fn check(row: &Row, path: &str) -> Result<(), String> {
    let Some(segments) = path.strip_prefix('/') else {
        return Err("the path does not begin with /".to_owned());
    };
    let allowed = |letter: char| letter.is_ascii_alphanumeric() || "-._~/{}".contains(letter);
    if let Some(letter) = path.chars().find(|letter| !allowed(*letter)) {
        return Err(format!("a path has no {letter}"));
    }
    let leads_away = |segment: &str| matches!(segment, "" | "." | "..");
    if segments.split('/').any(leads_away) {
        return Err("a part of the path is empty, . or ..".to_owned());
    }
    let (mut here, mut there) = (positions(row.path)?, positions(path)?);
    here.sort_unstable();
    there.sort_unstable();
    if here == there {
        return Ok(());
    }
    Err(match here.as_slice() {
        [] => "the path has a position, and this operation has none".to_owned(),
        _ => format!("the path must have {} once each", here.join(" and ")),
    })
}

/// The positions of a path, each a whole segment.
fn positions(path: &str) -> Result<Vec<&str>, String> {
    let braced = path
        .split('/')
        .filter(|segment| segment.contains(['{', '}']));
    braced
        .map(|segment| {
            let name = segment
                .strip_prefix('{')
                .and_then(|rest| rest.strip_suffix('}'));
            match name {
                Some(name) if !name.is_empty() && !name.contains(['{', '}']) => Ok(segment),
                _ => Err(format!("{segment} is not a position such as {{id}}")),
            }
        })
        .collect()
}
