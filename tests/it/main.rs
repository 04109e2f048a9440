//! All integration tests, in one binary.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod browser;
mod checks;
mod cli;
mod config;
mod fresh;
mod json_schema;
mod model;
mod reference;
mod support;
