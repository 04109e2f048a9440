//! `touchbase serve` and `touchbase check --watch`, as the built program: what a browser gets, and what it hears when files change.

mod asking;
mod changing;
mod checking;
mod client;
mod running;
