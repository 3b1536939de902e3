//! What a call comes to, over a real socket: signing in, refreshing, and every way to fail.
#![cfg(test)]

mod any;
mod azure;
mod failing;
mod files;
mod forms;
mod otherwise;
mod own;
mod pages;
mod refusals;
mod refusing;
mod rig;
mod saying_no;
mod secrets;
mod signing_in;
mod systems;
mod tokens;
mod unaport;
mod writes;
