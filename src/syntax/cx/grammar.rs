//! The parser that pest makes from `grammar/cx.pest`.
#![allow(missing_docs, unreachable_pub, reason = "written by pest")]

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/cx.pest"]
pub(super) struct Grammar;
