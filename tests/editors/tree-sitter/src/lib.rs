//! From the generated parser in C to a language that tree-sitter can load. What it is held to stands in `tests/`.

use tree_sitter_language::LanguageFn;

unsafe extern "C" {
    fn tree_sitter_cx() -> *const ();
}

/// The language `.cx`.
// SAFETY: the function is the one that tree-sitter generated; it takes nothing and gives a language.
pub const LANGUAGE: LanguageFn = unsafe { LanguageFn::from_raw(tree_sitter_cx) };
