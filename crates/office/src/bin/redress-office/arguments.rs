//! The command line of `redress-office`, read by hand: four options do not need a parser.

use std::{ffi::OsString, path::PathBuf};

use office::OfficeKind;

/// What the program says when it is asked for help or cannot read its command line.
pub(crate) const USAGE: &str = "\
Usage: redress-office --folder DIR [--practice [--clients N]] [--port P]

  --folder DIR   where the office keeps its data
  --practice     an office with invented clients, for practice
  --clients N    how many invented clients (250)
  --port P       the port to listen at on this machine (any that is free)

Its keys are in the system's keychain, which has to be unlocked. While it runs, its address and the
key that it asks for stand in sign-in.json in its folder, with what to sign in with for practice.";

const CLIENTS: u32 = 250;

/// What the program is to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Arguments {
    pub(crate) folder: PathBuf,
    pub(crate) kind: OfficeKind,
    pub(crate) port: u16,
}

/// Reads the arguments after the program's name; `None` when help is wanted.
///
/// # Errors
/// A sentence on what is wrong.
pub(crate) fn read(
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<Option<Arguments>, String> {
    let (mut folder, mut practice, mut clients, mut port) = (None, false, None, 0);
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        let name = argument.to_string_lossy().into_owned();
        let mut value = || {
            arguments
                .next()
                .filter(|value| !value.is_empty())
                .ok_or_else(|| format!("{name} needs a value."))
        };
        match name.as_str() {
            "--help" | "-h" => return Ok(None),
            "--practice" => practice = true,
            "--folder" => folder = Some(PathBuf::from(value()?)),
            "--clients" => clients = Some(number::<u32>(&name, &value()?)?),
            "--port" => port = number::<u16>(&name, &value()?)?,
            _ => return Err(format!("{name} is not known.")),
        }
    }
    let folder = folder.ok_or("--folder is required.")?;
    let kind = match (practice, clients) {
        (true, clients) => OfficeKind::Practice {
            clients: clients.unwrap_or(CLIENTS),
        },
        (false, None) => OfficeKind::Firm,
        (false, Some(_)) => return Err("--clients goes with --practice only.".to_owned()),
    };
    Ok(Some(Arguments { folder, kind, port }))
}

fn number<N: std::str::FromStr>(name: &str, value: &OsString) -> Result<N, String> {
    let number = value.to_str().and_then(|text| text.parse().ok());
    number.ok_or_else(|| format!("{name} needs a number that is not too large."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(line: &str) -> Result<Option<Arguments>, String> {
        read(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn a_practice_office_has_250_clients_unless_told_otherwise() {
        let read = line("--folder there --practice").unwrap().unwrap();
        assert_eq!(read.kind, OfficeKind::Practice { clients: 250 });
        assert_eq!((read.folder, read.port), (PathBuf::from("there"), 0));
        let read = line("--practice --clients 9 --port 8000 --folder there")
            .unwrap()
            .unwrap();
        assert_eq!(
            (read.kind, read.port),
            (OfficeKind::Practice { clients: 9 }, 8000)
        );
    }

    #[test]
    fn what_cannot_be_understood_is_said_in_a_sentence() {
        for (given, said) in [
            ("", "--folder is required."),
            ("--folder", "--folder needs a value."),
            (
                "--folder x --port 70000",
                "--port needs a number that is not too large.",
            ),
            (
                "--folder x --clients 3",
                "--clients goes with --practice only.",
            ),
            ("--folder x --loud", "--loud is not known."),
        ] {
            assert_eq!(line(given), Err(said.to_owned()), "{given}");
        }
        let empty = read(["--folder".into(), OsString::new()]);
        assert_eq!(empty, Err("--folder needs a value.".to_owned()));
        assert_eq!(line("--help"), Ok(None));
    }
}
