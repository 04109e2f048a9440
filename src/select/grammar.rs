//! The parser that pest makes from `grammar/selector.pest`.
#![allow(missing_docs, unreachable_pub, reason = "written by pest")]

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/selector.pest"]
pub(super) struct Grammar;
