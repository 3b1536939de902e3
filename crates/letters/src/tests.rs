//! What an agent, a mail house and a recipient get.

mod addresses;
mod envelope;
mod pages;
mod refusals;
mod sample;
mod seen;
mod shortcodes;
mod starters;
