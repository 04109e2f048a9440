//! The example knowledge bases: without an error, with the warnings that are meant, and as rich as they are said to be.

use std::collections::BTreeSet;
use std::path::Path;

use touchbase::Compilation;
use touchbase::model::Datum;
use touchbase::schema::Schema;

use crate::library::{compiled, example};
use crate::support::findings;

/// Each example with the findings that it keeps on purpose, as `file:line:column level[check] message`.
const EXAMPLES: &[(&str, &[&str])] = &[("minimal", &[]), ("kaffeeklub", &[]), ("learn-to-drive", &[])];

fn each_example(test: impl Fn(&str, &Compilation)) {
    for (name, _) in EXAMPLES {
        test(name, &compiled(&example(name)));
    }
}

#[test]
fn the_examples_have_exactly_the_findings_that_are_meant() {
    for (name, meant) in EXAMPLES {
        let compilation = compiled(&example(name));
        assert_eq!(compilation.summary().errors, 0, "{name}:\n{}", findings(&compilation));
        assert_eq!(findings(&compilation).lines().collect::<Vec<_>>(), *meant, "{name}");
    }
}

#[test]
fn every_example_of_the_repository_is_tested() {
    let folders =
        std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")).expect("there are examples");
    let found: BTreeSet<String> = folders
        .filter_map(|entry| entry.ok().filter(|entry| entry.path().is_dir()))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(found, EXAMPLES.iter().map(|(name, _)| (*name).to_owned()).collect());
}

#[test]
fn the_coffee_club_shows_every_part_of_the_language() {
    let compilation = compiled(&example("kaffeeklub"));
    let count = |kind: &str| compilation.model.of_kind(kind).count();
    for (kind, least) in [
        ("persona", 5),
        ("journey", 6),
        ("touchpoint", 25),
        ("signature", 3),
        ("term", 5),
        ("capability", 3),
        ("context", 3),
        ("pain", 5),
        ("opportunity", 3),
        ("model", 1),
    ] {
        assert!(count(kind) >= least, "{kind}: {}", count(kind));
    }
    let forbidden = compilation.model.of_kind("term").filter(|term| !term.texts("forbidden").is_empty()).count();
    assert!(forbidden >= 3, "terms name words that must not be used");
}

#[test]
fn together_the_examples_use_every_kind() {
    let kinds = |compilation: &Compilation| -> BTreeSet<String> {
        compilation.model.elements().map(|element| element.kind().name.to_string()).collect()
    };
    let used: BTreeSet<String> = EXAMPLES.iter().flat_map(|(name, _)| kinds(&compiled(&example(name)))).collect();
    assert_eq!(used, Schema::built_in().kinds().map(|(_, kind)| kind.name.to_string()).collect());
}

#[test]
fn pictures_of_the_examples_are_there() {
    each_example(|name, compilation| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
        for field in compilation.model.elements().flat_map(|element| element.fields()) {
            for item in field.items() {
                if let Datum::Image(path) = &item.datum {
                    assert!(root.join(path.as_str()).is_file(), "{name}: {path}");
                }
            }
        }
    });
}

/// Nearly everything of an example is connected: what nothing refers to and what refers to nothing is a loose end.
#[test]
fn references_of_the_examples_are_many() {
    each_example(|name, compilation| {
        let tops = compilation.model.elements().filter(|element| element.parent().is_none()).count();
        let references = compilation.model.references().count();
        assert!(references > 2 * tops, "{name}: {references} references between {tops} elements");
    });
}
