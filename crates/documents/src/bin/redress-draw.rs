//! Draws the first page of a PDF from its input to its output, as a small JPEG. A program of its
//! own, so that a hostile file ends this and nothing else.

use std::{
    io::{stdin, stdout},
    process::ExitCode,
};

fn main() -> ExitCode {
    match documents::draw_page(stdin().lock(), stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
