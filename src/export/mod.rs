//! What is known, in formats of other tools: one file a format.
//!
//! Knows the schema and the model; knows neither notation and writes no file.

mod json_schema;

pub use json_schema::json_schema;
