//! Changes of files that were in the one layout, brought into it again: what a command writes must not make the next
//! `touchbase fmt --check` complain. Files that are laid out otherwise keep the layout of their authors.

use camino::Utf8Path;
use rayon::prelude::*;

use super::changes::Change;
use crate::config;
use crate::format::{self, Formatted};
use crate::schema::Schema;
use crate::syntax;
use crate::text::{Source, SourceId};

/// Lays out anew what is to be written, where the file was in the layout before or is new.
pub(super) fn keep_layout(changes: &mut [Change], schema: &Schema) {
    changes.par_iter_mut().for_each(|change| {
        let Some(laid_out) = change.after.as_deref().and_then(|text| unlike_layout(&change.path, text, schema)) else {
            return;
        };
        let was_laid_out = |text: &str| unlike_layout(&change.path, text, schema).is_none();
        if change.before.as_deref().is_none_or(was_laid_out) {
            change.after = Some(laid_out);
        }
    });
}

/// The text in the layout, where it is not in it and can be.
fn unlike_layout(path: &Utf8Path, text: &str, schema: &Schema) -> Option<String> {
    let is_knowledge = syntax::Notation::of(path).is_some() && !config::FILES.contains(&path.as_str());
    let source = is_knowledge.then(|| Source::new(path, text))?;
    let file = syntax::parse(SourceId(0), &source);
    let Formatted { text, edits, .. } = format::format(&file, &source, schema);
    (!edits.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(path: &str, before: Option<&str>, after: &str) -> String {
        let mut changes =
            [Change { path: path.into(), before: before.map(str::to_owned), after: Some(after.to_owned()) }];
        keep_layout(&mut changes, &Schema::built_in());
        let [change] = changes;
        change.after.unwrap_or_default()
    }

    const TIDY: &str = "team größe \"Größe 😀\" {\n  summary: \"A\"\n}\n";
    const UNTIDY: &str = "team größe \"Größe 😀\" {\n    summary: \"B\"\n}\n";

    #[test]
    fn a_file_stays_in_the_layout_and_a_new_one_gets_it() {
        let tidy = UNTIDY.replace("    ", "  ");
        assert_eq!(kept("a.cx", Some(TIDY), UNTIDY), tidy);
        assert_eq!(kept("a.cx", None, UNTIDY), tidy);
        assert_eq!(
            kept("a.cx", Some(&TIDY.replace('\n', "\r\n")), &UNTIDY.replace('\n', "\r\n")),
            tidy.replace('\n', "\r\n")
        );
    }

    #[test]
    fn a_file_of_another_layout_keeps_it() {
        assert_eq!(kept("a.cx", Some(&UNTIDY.replace('B', "A")), UNTIDY), UNTIDY);
    }

    #[test]
    fn settings_are_left_alone() {
        assert_eq!(kept("touchbase.yaml", None, "name:   A\n"), "name:   A\n");
    }
}
