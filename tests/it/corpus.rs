//! Every seed of the fuzz targets, held to what the targets hold it to.

use std::panic::catch_unwind;
use std::path::Path;

use rayon::prelude::*;

#[path = "../../fuzz/src/lib.rs"]
#[allow(unreachable_pub, dead_code, missing_docs, reason = "shared with the fuzz targets, which use the rest")]
pub(crate) mod held;

/// The seeds of a target, by their names.
fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(|entry| entry.expect("an entry"));
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|file| (file.file_name().to_string_lossy().into_owned(), std::fs::read(file.path()).expect("bytes")))
        .collect()
}

/// The seeds of a target keep its laws. `SEEDS=lsp cargo test --test it corpus` runs those of one target.
#[test]
fn seeds_keep_the_laws_of_their_targets() {
    let only = std::env::var("SEEDS").ok();
    let mut broken = Vec::new();
    for (target, holds) in held::TARGETS.iter().filter(|(target, _)| only.as_deref().is_none_or(|only| only == *target))
    {
        let seeds = seeds(target);
        assert!(!seeds.is_empty(), "fuzz/seeds/{target} holds nothing");
        let fails = |(_, bytes): &&(String, Vec<u8>)| catch_unwind(|| holds(bytes)).is_err();
        broken.par_extend(seeds.par_iter().filter(fails).map(|(name, _)| format!("{target}/{name}")));
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

/// A target without a program would never be run.
#[test]
fn every_target_has_a_program() {
    let manifest = include_str!("../../fuzz/Cargo.toml");
    for (target, _) in held::TARGETS {
        assert!(manifest.contains(&format!("path = \"fuzz_targets/{target}.rs\"")), "{target}");
    }
    assert_eq!(manifest.matches("[[bin]]").count(), held::TARGETS.len());
}
