//! Files to a compilation, and what holds for every compilation: places lie in their texts, a second run says the same.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use touchbase::check::Options;
use touchbase::compile::{Compilation, compile_with};
use touchbase::output::OutputFile;
use touchbase::site::{Input, Site};
use touchbase::text::{Source, Sources, Span};

/// A small knowledge base that other things are tried out on: each notation, parts, references, prose, another language.
pub const KNOWLEDGE: &[(&str, &str)] = &[("a.cx", CX), ("b.yaml", YAML)];

const CX: &str = r#"
team service "Team Service" {}
channel phone "Telefon" { type: phone } // bleibt
touchpoint hotline "Service-Hotline" {
  mission: "Hilft schnell, siehe [[mia]]."
  channels: [phone, nowhere], owner: service, talk_time: 8min, tags: ["größe"]
}
journey reise "Reise" {
  personas: [mia]
  stage "Suchen" { step anrufen "Anrufen" { touchpoint: hotline, emotion: { mia: -2, default: 1 } } }
}
"#;

const YAML: &str = "\
personas:
  mia:
    name: { de: Mia Größe 😀, en: Mia Size }
    type: customer
    needs: [Ruhe, Rat]
    description: |
      # Wer

      Ruft die Service-Hotline an.
terms:
  - name: Storno
    definition: Das Ende einer Buchung, die noch nicht begonnen hat.
";

/// All checks, on a day on which something is due.
pub fn strictly() -> Options {
    Options { strict: true, today: "2027-06-30".parse().ok(), ..Options::default() }
}

/// The files of a knowledge base.
pub fn sources<'t>(files: impl IntoIterator<Item = (&'t str, &'t [u8])>) -> Sources {
    Sources::new(files.into_iter().map(|(path, bytes)| Source::from_bytes(path, bytes.to_vec())).collect())
}

/// [`KNOWLEDGE`] with further files.
pub fn with(files: &[(&str, &[u8])]) -> Sources {
    let known = KNOWLEDGE.iter().map(|(path, text)| (*path, text.as_bytes()));
    sources(known.chain(files.iter().copied()))
}

/// Compiles files and holds the result to what must hold.
pub fn compiled(sources: Sources) -> Compilation {
    let compilation = compile_with(sources, &strictly());
    is_sound(&compilation);
    compilation
}

/// Every place lies in its text, between characters; edits of fixes can be made; findings are sorted.
pub fn is_sound(compilation: &Compilation) {
    let sources = &compilation.sources;
    let lies_in_text = |span: Span| {
        let source = sources.get(span.source);
        assert!(source.text.get(span.range()).is_some(), "{span:?} is no slice of {:?}", source.path);
    };
    for finding in &compilation.diagnostics {
        finding.related.iter().for_each(|label| lies_in_text(label.span));
        lies_in_text(finding.primary.span);
        if let Some(fix) = &finding.fix {
            fix.edits.iter().for_each(|edit| lies_in_text(edit.span));
            assert!(sources.edited(&fix.edits).is_ok(), "the edits of a fix overlap: {:?}", fix.edits);
        }
        assert!(!finding.message.is_empty());
    }
    assert!(compilation.diagnostics.is_sorted_by_key(|finding| finding.primary.span), "findings are sorted by place");
    for element in compilation.model.elements() {
        [element.span(), element.header(), element.id_span()].into_iter().for_each(lies_in_text);
        element.fields().for_each(|field| lies_in_text(field.data.value));
    }
    compilation.model.references().for_each(|reference| lies_in_text(reference.span()));
}

/// All that a compilation knows, to compare two runs.
pub fn told(compilation: &Compilation) -> String {
    let mut out = String::new();
    for element in compilation.model.elements() {
        let _ = writeln!(out, "{element:?} {:?} {}", element.stored(), element.backlinks().count());
    }
    for reference in compilation.model.references() {
        let _ = writeln!(out, "{:?}", reference.stored());
    }
    let _ = write!(out, "{:?}\n{:?}", compilation.diagnostics, compilation.silenced);
    out
}

/// Fails with the first lines in which two texts differ.
pub fn assert_same(what: &str, left: &str, right: &str) {
    if left != right {
        let differing = left.lines().zip(right.lines()).find(|(a, b)| a != b);
        panic!("{what}: {differing:?}, {} and {} lines", left.lines().count(), right.lines().count());
    }
}

/// The pages of a site that `wanted` asks for, by their paths.
pub fn pages(compilation: &Compilation, wanted: impl Fn(&str) -> bool) -> Vec<OutputFile> {
    let input = Input {
        model: &compilation.model,
        sources: &compilation.sources,
        config: &compilation.config,
        preview: true,
        templates: Vec::new(),
        today: None,
        pictures: BTreeMap::new(),
    };
    let site = Site::new(&input).unwrap_or_else(|error| panic!("{error}"));
    let numbers = (0..site.len()).filter(|at| site.path(*at).is_some_and(|path| wanted(&path)));
    numbers.filter_map(|at| site.render(at)).map(|file| file.unwrap_or_else(|error| panic!("{error}"))).collect()
}
