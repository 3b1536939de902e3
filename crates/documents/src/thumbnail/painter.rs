//! The process that draws pages. It gets the file through a pipe, so that nothing plain is on the
//! disk, and gives back a picture or ends.

use std::{
    ffi::OsString,
    io::{Read, Write},
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

/// Bytes of a picture of 320 by 320 pixels, and more.
const MOST_PICTURE: u64 = 1_000_000;

/// The program that draws: one whose `main` calls [`crate::draw_page`].
#[derive(Clone, Debug)]
pub struct Painter {
    program: PathBuf,
    arguments: Vec<OsString>,
}

impl Painter {
    /// A program and what it is started with, such as the app itself and a word that makes it draw.
    #[must_use]
    pub fn new(program: PathBuf, arguments: Vec<OsString>) -> Self {
        Self { program, arguments }
    }

    /// The page as JPEG; `None` where the process failed, ended, or took too long.
    pub(super) fn draw(&self, pdf: Vec<u8>, patience: Duration) -> Option<Vec<u8>> {
        let mut child = self.start()?;
        let jpeg = converse(&mut child, pdf, patience);
        if jpeg.is_none() {
            // It may have ended by itself; then there is nothing to end.
            let _ = child.kill();
        }
        let ended = child.wait().ok()?;
        jpeg.filter(|_| ended.success())
    }

    fn start(&self) -> Option<Child> {
        let mut command = Command::new(&self.program);
        command
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        #[cfg(windows)]
        {
            const CREATE_NO_WINDOW: u32 = 0x0800_0000;
            std::os::windows::process::CommandExt::creation_flags(&mut command, CREATE_NO_WINDOW);
        }
        command.spawn().ok()
    }
}

fn converse(child: &mut Child, pdf: Vec<u8>, patience: Duration) -> Option<Vec<u8>> {
    let (mut input, output) = (child.stdin.take()?, child.stdout.take()?);
    // A process that ended does not take the rest.
    thread::spawn(move || input.write_all(&pdf));
    let (done, picture) = mpsc::channel();
    thread::spawn(move || {
        let mut jpeg = Vec::new();
        let read = output.take(MOST_PICTURE).read_to_end(&mut jpeg);
        let _ = done.send(read.ok().map(|_| jpeg));
    });
    picture.recv_timeout(patience).ok()?
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_process_that_takes_too_long_is_ended() {
        // This waits for ever. Were it not ended, so would this test.
        let arguments = ["-f", "/dev/null"].map(OsString::from).to_vec();
        let painter = Painter::new("tail".into(), arguments);
        assert!(painter.draw(vec![1; 1_000_000], Duration::ZERO).is_none());
    }
}
