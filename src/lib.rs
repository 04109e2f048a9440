//! touchbase compiles a customer-experience knowledge base: text files in, checked knowledge and a published site out.
//!
//! ```text
//! files ──text──▶ sources ──syntax──▶ trees ──model──▶ elements and references ──check──▶ findings
//!                                      (cx, yaml)        (against the schema)        └─site, export──▶ files
//! ```
#![cfg_attr(test, allow(clippy::string_slice, reason = "a test may fail"))]

pub mod check;
pub mod cli;
pub mod compile;
pub mod config;
pub mod convert;
pub mod coverage;
pub mod diagnostic;
pub mod export;
pub mod format;
pub mod ide;
pub mod import;
pub mod model;
pub mod naming;
pub mod output;
mod present;
pub mod refactor;
pub mod reference;
pub mod report;
pub mod schema;
pub mod select;
pub mod site;
pub mod syntax;
pub mod table;
pub mod text;
pub mod translation;
mod vocabulary;

pub use compile::{Compilation, compile};
