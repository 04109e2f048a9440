//! Any bytes as something that is imported. The first line says what: `mermaid`, `markdown`, `csv Personas`, `xlsx` or `sheet Personas`,
//! the XML of a worksheet, behind a zero byte that of its shared strings.

use std::sync::LazyLock;

use touchbase::cli::doors;
use touchbase::compile::Compilation;
use touchbase::convert::meaning;
use touchbase::import::{self, RawSheet, Target};
use touchbase::syntax::{self, Notation};
use touchbase::text::{Source, SourceId, Sources};

use super::base::{assert_same, compiled, with};
use super::workbook;

static BASE: LazyLock<Compilation> = LazyLock::new(|| compiled(with(&[])));

/// What comes in gives knowledge without faults, says the same in both notations, and changes nothing but what it says.
pub fn holds(bytes: &[u8]) {
    let (head, body) = match bytes.iter().position(|byte| *byte == b'\n') {
        Some(at) => (&bytes[..at], &bytes[at + 1..]),
        None => (bytes, &bytes[..0]),
    };
    let head = String::from_utf8_lossy(head);
    let (what, name) = head.trim_end().split_once(' ').unwrap_or((head.trim_end(), "Personas"));
    match what {
        "mermaid" | "markdown" => diagrams(body, what == "mermaid"),
        "csv" => sheets(&[import::csv("kb.csv", name, body.to_vec())]),
        "xlsx" => sheets(&doors::workbook("kb.xlsx", body.to_vec()).unwrap_or_default()),
        "sheet" => {
            let mut parts = body.split(|byte| *byte == 0);
            let (sheet, strings) = (parts.next().unwrap_or_default(), parts.next());
            sheets(&doors::workbook("kb.xlsx", workbook::of(name, sheet, strings)).unwrap_or_default());
        }
        _ => {}
    }
}

fn diagrams(bytes: &[u8], whole: bool) {
    let source = Source::from_bytes("journeys.md", bytes.to_vec());
    let (diagrams, remarks) = import::mermaid::read("journeys.md", &source.text, whole);
    let lines = source.text.lines().count().max(1);
    for remark in &remarks {
        let line = remark.place.rsplit(':').next().and_then(|line| line.parse::<usize>().ok());
        assert!(line.is_some_and(|line| (1..=lines).contains(&line)), "{remark:?} of {lines} lines");
    }
    let drawn = import::journeys(&BASE.model, &diagrams);
    let blocks: Vec<_> = drawn.personas.iter().chain(drawn.journeys.iter().map(|(block, _)| block)).cloned().collect();
    let texts = [("new.cx", Notation::Cx, import::cx(&blocks)), ("new.yaml", Notation::Yaml, import::yaml(&blocks))];
    let [cx, yaml] = texts.map(|(path, notation, text)| {
        let parsed = syntax::parse_as(notation, SourceId(0), &Source::new(path, text.as_str()));
        assert!(parsed.faults.is_empty(), "{:?} in\n{text}", parsed.faults);
        let after = compiled(with(&[(path, text.as_bytes())]));
        let of_file = after.sources.find(path.into()).map(|id| meaning(&after.model, id)).unwrap_or_default();
        of_file.into_iter().map(|(_, said)| said).collect::<String>()
    });
    assert_same("both notations", &cx, &yaml);
}

fn sheets(sheets: &[RawSheet]) {
    let base = &*BASE;
    let plan = import::plan(&base.model, sheets);
    for target in [Target::default(), Target { file: Some("new.yaml".into()), yaml: true }] {
        let outcome = plan.outcome(&base.model, &base.sources, &target);
        let Ok(edited) = base.sources.edited(&outcome.edits) else { panic!("edits overlap: {:?}", outcome.edits) };
        let mut list: Vec<Source> =
            edited.iter().map(|(_, source)| Source::new(source.path.clone(), source.text.clone())).collect();
        list.extend(outcome.files.iter().map(|(path, text)| Source::new(path.clone(), text.as_str())));
        let after = compiled(Sources::new(list));
        let found = import::differences(&plan, &outcome, &base.model, &after.model);
        assert!(found.is_empty(), "{found:?}\n{:?}\n{:?}", outcome.edits, outcome.files);
    }
}
