//! Names and ids: when two names are one, what an id is made of a name, what a page is called.
//!
//! Works on plain text; knows nothing of elements.

mod distance;
mod fold;
pub(crate) mod inflection;
mod nearest;
pub(crate) mod tokens;

pub(crate) use fold::unicode_name;
pub use fold::{difference, fold, is_same, slug, words};
pub use nearest::{Nearest, is_one_edit, nearest};
