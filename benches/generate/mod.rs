//! Knowledge bases of any size, for measuring and for tests. No part of the compiler.
#![allow(clippy::indexing_slicing, reason = "it makes bases for benchmarks and tests, and may fail")]

pub(crate) mod base;
mod words;
pub(crate) mod written;
