//! What an agent, a mail house and a recipient get.

mod addresses;
mod choice;
mod envelope;
mod pages;
mod refusals;
mod sample;
mod seen;
mod shortcodes;
mod starters;
