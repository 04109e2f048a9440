//! All integration tests, in one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "a test may fail, and say what it left out"
)]

mod adopting;
mod blowup;
mod both_forms;
mod browser;
mod checks;
mod cli;
mod config;
mod contact;
mod convert;
mod corpus;
mod dump;
mod editors;
mod examples;
mod export;
mod format;
mod fresh;
#[path = "../../benches/generate/mod.rs"]
mod generate;
mod generated;
mod hostile;
mod import;
mod incremental;
mod insight;
mod json_schema;
mod languages;
mod laws;
mod library;
mod lsp;
mod model;
mod mutations;
mod one_cause;
mod refactor;
mod reference;
mod report;
mod rules;
mod select;
mod serve;
mod site;
mod site_plots;
mod site_reports;
mod site_theme;
mod site_words;
mod support;
mod tidy;
mod words;
