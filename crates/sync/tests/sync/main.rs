//! Bringing a cache up to date with a portal over a real socket, as it is and as it fails.
#![cfg(test)]

mod changes;
mod deletions;
mod failures;
mod first_run;
mod items;
mod moving;
mod reports;
mod rig;
mod unreadable;
