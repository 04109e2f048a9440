//! All integration tests, in one binary.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod adopting;
mod both_forms;
mod browser;
mod checks;
mod cli;
mod config;
mod contact;
mod dump;
mod examples;
mod export;
mod fresh;
#[path = "../../benches/generate/mod.rs"]
mod generate;
mod generated;
mod hostile;
mod insight;
mod json_schema;
mod languages;
mod laws;
mod library;
mod model;
mod mutations;
mod one_cause;
mod reference;
mod report;
mod rules;
mod select;
mod site;
mod site_plots;
mod site_reports;
mod site_theme;
mod site_words;
mod support;
mod tidy;
mod words;
