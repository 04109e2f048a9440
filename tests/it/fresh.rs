//! Generated files are those that would be generated now. `UPDATE=1 cargo test --test it fresh` rewrites them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use touchbase::output::OutputFile;
use touchbase::reference;
use touchbase::schema::Schema;
use touchbase::site::{self, Input, Observed, Site};

use crate::site as site_tests;
use crate::support::base;

#[test]
fn reference_pages_are_fresh() {
    check_fresh("docs/reference", &reference::pages(&Schema::built_in()), reference::GENERATED);
}

#[test]
fn pages_on_checks_are_fresh() {
    check_fresh("docs/checks", &reference::check_pages(), reference::GENERATED_FROM_CHECKS);
}

#[test]
fn the_page_on_templates_is_fresh_and_says_everything() {
    let observed = observed();
    let differences = observed.differences();
    let page = OutputFile::text("templates.md", observed.page());
    check_fresh("docs", &[page], site::GENERATED);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// The values of the pages of every example, and of a base that has what the examples have not.
fn observed() -> Observed {
    let mut observed = Observed::default();
    // Enough terms for a glossary in parts.
    let many: String =
        (0..601).map(|at| format!("term t{at} \"Term {at}\" {{ definition: \"One of many.\" }}\n")).collect();
    let more = [
        ("touchbase.yaml", include_str!("templates/touchbase.yaml")),
        ("more.cx", include_str!("templates/more.cx")),
        ("many.cx", &many),
    ];
    for compilation in
        ["kaffeeklub", "learn-to-drive", "minimal"].map(site_tests::example).into_iter().chain([base(&more)])
    {
        let (model, sources, config) = (&compilation.model, &compilation.sources, &compilation.config);
        let picture = b"<svg viewBox='0 0 9 9'/>".to_vec();
        let pictures = site::files(model, config).into_iter().map(|path| (path, picture.clone())).collect();
        let input = Input { model, sources, config, preview: true, templates: Vec::new(), today: None, pictures };
        observed.add(&Site::new(&input).unwrap());
    }
    observed
}

/// Compares the files below `folder` that begin with `mark` with `expected`; with `UPDATE` set, makes them so first.
fn check_fresh(folder: &str, expected: &[OutputFile], mark: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    if std::env::var_os("UPDATE").is_some() {
        rewrite(&folder, expected, mark);
    }
    let expected: BTreeMap<String, Vec<u8>> =
        expected.iter().map(|file| (file.path.to_string(), file.contents.clone())).collect();
    let found = generated(&folder, mark);
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&found), names(&expected), "files in {}: run with UPDATE=1", folder.display());
    for (name, contents) in &expected {
        assert!(found.get(name) == Some(contents), "{name} is out of date: run with UPDATE=1");
    }
}

fn rewrite(folder: &Path, expected: &[OutputFile], mark: &str) {
    for name in generated(folder, mark).into_keys() {
        fs::remove_file(folder.join(name)).unwrap();
    }
    for file in expected {
        let path: PathBuf = folder.join(&file.path);
        fs::create_dir_all(path.parent().unwrap_or(folder)).unwrap();
        fs::write(path, &file.contents).unwrap();
    }
}

/// Generated files in `folder`, by name; files that people wrote there are none of our business.
fn generated(folder: &Path, mark: &str) -> BTreeMap<String, Vec<u8>> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeMap::new() };
    let files = entries.filter_map(Result::ok).filter(|entry| entry.path().is_file());
    let read = files.map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).unwrap()));
    read.filter(|(_, contents)| contents.starts_with(mark.as_bytes())).collect()
}
