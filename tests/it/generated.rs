//! The knowledge bases that measurements run on are what they claim to be.

use touchbase::compile;
use touchbase::syntax::Notation;
use touchbase::text::{Source, Sources};

use crate::dump::{assert_same, model};
use crate::generate::base::{MOST, files};
use crate::support::findings;

fn compiled(size: usize, notation: Notation) -> touchbase::Compilation {
    compile(Sources::new(files(size, notation).map(|(path, text)| Source::new(path, text)).collect()))
}

#[test]
fn generated_knowledge_has_nothing_to_report_and_is_the_same_in_both_notations() {
    let (cx, yaml) = (compiled(300, Notation::Cx), compiled(300, Notation::Yaml));
    assert_eq!(findings(&cx), "");
    assert_eq!(findings(&yaml), "");
    assert_same("the models", &model(&cx), &model(&yaml));
}

#[test]
fn generated_knowledge_has_the_size_asked_for() {
    let compilation = compiled(1_000, Notation::Cx);
    let count = |kind: &str| compilation.model.of_kind(kind).count();
    let tops = compilation.model.elements().filter(|element| element.parent().is_none()).count();
    assert_eq!(
        (tops, count("persona"), count("journey"), count("step"), count("touchpoint")),
        (1000, 100, 100, 1200, 600)
    );
    let references = compilation.model.references().count() as f64 / tops as f64;
    assert!((6.5..8.0).contains(&references), "{references}");
    let bytes: usize = compilation.sources.iter().map(|(_, source)| source.text.len()).sum();
    assert!((1_500_000..2_200_000).contains(&bytes), "{bytes}");
    const { assert!(MOST >= 100_000) };
}
