//! What `docs/adopting.md` shows works as it says.

use touchbase::text::{Source, Sources};
use touchbase::{Compilation, compile};

/// The fenced blocks of one language on the page.
fn blocks(language: &str) -> Vec<&'static str> {
    let page = include_str!("../../docs/adopting.md");
    let fence = format!("```{language}\n");
    page.split(fence.as_str()).skip(1).map(|rest| rest.split("```").next().unwrap_or_default()).collect()
}

fn compiled(files: &[(&str, &str)]) -> Compilation {
    compile(Sources::new(files.iter().map(|(path, text)| Source::new(*path, *text)).collect()))
}

fn checks(compilation: &Compilation) -> Vec<&str> {
    compilation.diagnostics.iter().map(|finding| finding.check.as_ref()).collect()
}

#[test]
fn settings_of_the_page_on_adopting_are_settings() {
    let settings: Vec<&str> =
        blocks("yaml").into_iter().filter(|block| block.starts_with("# touchbase.yaml\n")).collect();
    assert_eq!(settings.len(), 2);
    for block in settings {
        let compilation = compiled(&[("touchbase.yaml", block), ("a.yaml", "teams:\n  care:\n    name: Care\n")]);
        assert!(checks(&compilation).is_empty(), "{:?}\n{block}", compilation.diagnostics);
    }
}

#[test]
fn the_baseline_of_the_page_on_adopting_can_be_read() {
    let all = blocks("yaml");
    let block = all.iter().find(|block| block.starts_with("# touchbase-baseline.yaml\n")).expect("a baseline");
    let compilation = compiled(&[("touchbase-baseline.yaml", block), ("a.yaml", "teams:\n  care:\n    name: Care\n")]);
    assert!(checks(&compilation).iter().all(|check| *check == "outdated-baseline"), "{:?}", compilation.diagnostics);
    assert_eq!(compilation.diagnostics.len(), 2);
}

#[test]
fn comments_of_the_page_on_adopting_silence_something() {
    let channel = "channel bot \"Bot\" {\n  type: bot\n}\n";
    for block in blocks("cx") {
        let compilation = compiled(&[("a.cx", block), ("b.cx", channel)]);
        assert!(checks(&compilation).is_empty(), "{:?}", compilation.diagnostics);
    }
}
