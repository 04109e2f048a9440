//! Names and ids: when two names are one, what an id is made of a name, what a page and a file are called.
//!
//! Works on plain text; knows nothing of elements.

mod distance;
mod files;
mod fold;
pub(crate) mod inflection;
mod nearest;
pub(crate) mod tokens;

pub(crate) use files::{file_key, portable, short, unportable};
pub(crate) use fold::unicode_name;
pub use fold::{difference, fold, is_same, slug, words};
pub use nearest::{Nearest, is_one_edit, nearest};
