//! The model as readers see it, whatever the format: which page shows what, in which order, in which words.
//!
//! Turns elements into addresses, alphabetical lists, words of the reader's language, plain text of values, and journeys
//! into what maps and verdicts need, fields into data. The site and the exports stand on it; it knows neither HTML nor Markdown.

mod addresses;
mod book;
mod catalog;
mod data;
pub(crate) mod format;
mod journey;
pub(crate) mod plain;
pub(crate) mod uses;
mod words;

pub(crate) use addresses::anchor;
pub(crate) use book::Book;
pub(crate) use catalog::Catalog;
pub(crate) use data::{Refer, Said};
pub(crate) use journey::{Feelings, Journey, Stage, Step, Voice, duration};
pub(crate) use words::Words;
