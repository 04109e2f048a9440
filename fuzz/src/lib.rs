//! Any bytes to what must hold for them: one function a fuzz target, which panics where it does not.
//!
//! `fuzz_targets/` calls them with what libFuzzer makes up; `tests/it/corpus.rs` reads this folder as a module and calls them with
//! the seeds, so that `cargo test` proves of every seed what the campaign proves of millions of inputs. Hence `super::` and not
//! `crate::`, and no use of libFuzzer.

pub mod base;
pub mod compile;
pub mod config;
pub mod fmt;
pub mod html;
pub mod import;
pub mod laws;
pub mod lsp;
pub mod markdown;
pub mod selector;
pub mod workbook;

/// A fuzz target: its name and what it holds bytes to.
pub type Target = (&'static str, fn(&[u8]));

/// Every fuzz target.
pub const TARGETS: &[Target] = &[
    ("cx", cx),
    ("yaml", yaml),
    ("fmt", fmt::holds),
    ("markdown", markdown::holds),
    ("config", config::holds),
    ("compile", compile::holds),
    ("selector", selector::holds),
    ("import", import::holds),
    ("lsp", lsp::holds),
];

/// The tree of a `.cx` file.
pub fn cx(bytes: &[u8]) {
    laws::check("a.cx", bytes);
}

/// The tree of a YAML file.
pub fn yaml(bytes: &[u8]) {
    laws::check("a.yaml", bytes);
}
