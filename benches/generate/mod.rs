//! Knowledge bases of any size, for measuring and for tests. No part of the compiler.

pub(crate) mod base;
mod words;
pub(crate) mod written;
