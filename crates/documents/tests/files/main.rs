#![expect(clippy::unwrap_used, reason = "a test says what failed by panicking")]
//! What becomes of files of every kind, good and bad. All are made here, byte by byte.

mod drawing;
mod fixtures;
mod inspecting;
mod mutating;
mod normalising;
mod receiving;
