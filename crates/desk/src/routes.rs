//! A site's own routes: where a portal serves operations elsewhere than the tables say. Whoever runs
//! the portal writes the file, `routes/<host>.txt` in the app's data folder, or
//! `routes/<host>_<port>.txt`; it counts for signing in and for every account there but one that has
//! a file of its own, `routes.txt` in its folder.

use std::{
    fs::File,
    io::{ErrorKind, Read},
    path::Path,
};

use client::Server;
use contract::Routes;

use crate::{Code, DeskError, accounts::blocking};

/// The largest file that is read, in bytes; the tables themselves have a tenth of it.
const LARGEST: u64 = 256 * 1024;

/// A portal with the routes that are its own, where there is a file of them: the account's, where it
/// is known by its id, or the host's. Waits for the disk.
pub(crate) async fn on_site(
    folder: &Path,
    account: Option<&str>,
    server: Server,
) -> Result<Server, DeskError> {
    let host = server.place().replace(':', "_").replace(['[', ']'], "");
    let own = account.map(|id| format!("accounts/{id}/routes.txt"));
    let names = own.into_iter().chain([format!("routes/{host}.txt")]);
    for name in names {
        let path = folder.join(&name);
        let wrong = move |reason: &str| {
            let message = format!("The file {name} was not taken: {reason}. Nothing was sent.");
            DeskError::new(Code::Failed, message)
        };
        match blocking(move || Ok(read(&path))).await? {
            Ok(None) => {}
            Ok(Some(text)) => {
                let routes = Routes::parse(&text).map_err(|error| wrong(&error.to_string()))?;
                return Ok(server.with_routes(routes));
            }
            Err(reason) => return Err(wrong(reason)),
        }
    }
    Ok(server)
}

/// The file's text; `None` where there is no file.
fn read(path: &Path) -> Result<Option<String>, &'static str> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(_) => return Err("it cannot be opened"),
    };
    let mut text = String::new();
    match file.take(LARGEST + 1).read_to_string(&mut text) {
        Ok(length) if length as u64 > LARGEST => Err("it is larger than 256 KB"),
        Ok(_) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::InvalidData => Err("it is not text in UTF-8"),
        Err(_) => Err("it cannot be read"),
    }
}
