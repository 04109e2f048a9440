//! Reports are what their readers expect: compared with files under `report/`, with schemas of other people, and with what other
//! programs read from them. `UPDATE=1 cargo test --test it report` rewrites the files.

mod golden;
mod hosts;
mod others;
mod sarif;
mod xml;

use std::sync::LazyLock;

use touchbase::check::Options;
use touchbase::config::{CheckSetting, Decision};
use touchbase::diagnostic::human::Look;
use touchbase::diagnostic::{Diagnostic, Level, Summary};
use touchbase::report::{FORMATS, Report};
use touchbase::text::{Edit, SourceId, Span};
use touchbase::{Compilation, compile};

use crate::support::base;

const CHANNELS: &str = "channel phone \"Telefon\" {\n  type: phone\n}\n\ntouchpoint hotline \"Hotline 😀\" {\n  mission: \"Größe zeigen\"\n  \
                        channels: [phone]\n  medium: analog\n}\n";
const JOURNEYS: &str = "// Größe 😀\njourney wechsel \"Wechsel\" {\n  step anruf \"Anruf\" {\n    touchpoint: hotlin\n    \
                        description: \"😀 [[hotlin]] und [[hotlin]]\"\n  }\n}\n";

/// A base whose second file has a name that needs care.
static BASE: LazyLock<Compilation> =
    LazyLock::new(|| base(&[("kanäle.cx", CHANNELS), ("reisen/Größe & mehr 😀.cx", JOURNEYS)]));

/// What stands in a message or a path and means something to a reader of a report.
const NASTY: &str = "100 % | `a` *b* <b>c</b> & \"d\" 'e' @kim #1 !2 [f](1) [[g]] {h} \\i ::error:: ]]> a, b: c\u{1b}[31m \u{202e}x \u{ffff}";

/// The `number`th `word` of a file.
fn at(file: u32, word: &str, number: usize) -> Span {
    let text = &BASE.sources.get(SourceId(file)).text;
    let (start, _) = text.match_indices(word).nth(number).expect("the word is there");
    Span::new(SourceId(file), start, start + word.len())
}

/// Findings of all kinds; made by hand, so that new checks change nothing here.
fn findings() -> Vec<Diagnostic> {
    let edit = |span| Edit { span, text: "hotline".into() };
    let unknown = |span: Span| {
        Diagnostic::new("unknown-reference", Level::Error, span, "`touchpoint` of step `wechsel.anruf` names `hotlin`.")
            .label("no element has this name")
            .related(at(0, "hotline", 0), "the nearest one is defined here")
            .help("did you mean `hotline`? Or define `touchpoint hotlin { … }`")
            .fix("replace `hotlin` by `hotline`", vec![edit(span)])
    };
    let both = vec![
        Edit { span: at(1, "Anruf", 0), text: "Anruf bei der Hotline".into() },
        Edit { span: at(0, " 😀", 0), text: String::new() },
        Edit { span: at(0, "hotline", 0), text: "hot-line".into() },
    ];
    vec![
        Diagnostic::new("unreadable-file", Level::Error, Span::file(SourceId(0)), "The file cannot be read.\nReally."),
        Diagnostic::new("limits", Level::Warning, at(0, "touchpoint hotline", 0), NASTY).help(NASTY),
        Diagnostic::new("our-own-rule", Level::Hint, at(0, "Größe zeigen", 0), "Könnte schöner sein.")
            .related(at(1, "step anruf \"Anruf\" {\n    touchpoint: hotlin\n", 0), "")
            .fix("rename both", both),
        unknown(at(1, "hotlin", 0)),
        unknown(at(1, "hotlin", 1)),
        unknown(at(1, "hotlin", 2)),
        Diagnostic::new(
            "bad-text",
            Level::Warning,
            at(1, "description: \"😀 [[hotlin]] und [[hotlin]]\"\n  }", 0),
            "Lang.",
        ),
    ]
}

/// A run in which no check is on: what is reported are only the findings it is given.
fn nothing_on() -> Options {
    let setting = CheckSetting { check: None, span: Span::file(SourceId(0)), files: None, level: Decision::Allow };
    Options { settings: vec![setting], ..Options::default() }
}

/// `findings` in the format called `name`, of the base in `folder`.
fn written_in(folder: &str, name: &str, findings: &[Diagnostic]) -> String {
    let format = FORMATS.iter().find(|format| format.name == name).expect("there is such a format");
    let report = Report {
        compilation: &BASE,
        options: &nothing_on(),
        findings,
        summary: &Summary::of(findings, 2),
        folder: folder.into(),
        look: Look { color: false, unicode: true, width: 100 },
    };
    (format.render)(&report)
}

fn written(name: &str, findings: &[Diagnostic]) -> String {
    written_in("docs/kb 1", name, findings)
}

/// What a report with nothing hidden says of a finding, in the order in which it says so.
fn told(finding: &Diagnostic) -> Vec<String> {
    let visible = |text: &str| text.replace('\u{1b}', "<U+001B>").replace('\u{202e}', "<U+202E>");
    let advice = finding.help.clone().or(finding.fix.as_ref().map(|fix| fix.title.clone()));
    let advice = advice.map(|advice| format!("Help: {}", visible(&advice)));
    std::iter::once(visible(&finding.message)).chain(advice).collect()
}

/// All examples that break a check, for what they have in them.
fn broken_examples() -> impl Iterator<Item = (Compilation, Vec<Diagnostic>)> {
    let examples = touchbase::check::ALL.iter().flat_map(|check| check.examples);
    examples.map(|example| {
        let path = match example.notation {
            touchbase::syntax::Notation::Cx => "knowledge.cx",
            touchbase::syntax::Notation::Yaml => "knowledge.yaml",
        };
        let source = touchbase::text::Source::new(path, example.bad);
        let compilation = compile(touchbase::text::Sources::new(vec![source]));
        let findings = compilation.diagnostics.clone();
        (compilation, findings)
    })
}
