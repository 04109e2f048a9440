//! Every check finds what its examples say, nothing else, and its fixes mend what they promise to mend.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use encoding_rs::Encoding;
use touchbase::check::{self, Check, Example, Options};
use touchbase::compile::compile_with;
use touchbase::diagnostic::{Diagnostic, Level};
use touchbase::syntax::{self, Notation};
use touchbase::text::{Edit, Source, SourceId, Sources, TextProblem, apply};
use touchbase::{Compilation, config};

/// A file of an example: its path, its text, and whether it is anything but a plain UTF-8 file.
struct File {
    path: String,
    text: String,
    state: State,
}

#[derive(Clone)]
enum State {
    Plain,
    Unreadable(String),
    Encoded(String),
    TooLarge(u64),
}

/// The files of an example's text, see [`Example`].
fn files(notation: Notation, text: &str) -> Vec<File> {
    let (default, marker) = match notation {
        Notation::Cx => ("knowledge.cx", "// file: "),
        Notation::Yaml => ("knowledge.yaml", "# file: "),
    };
    let mut files = vec![File { path: default.to_owned(), text: String::new(), state: State::Plain }];
    for line in text.split_inclusive('\n') {
        match line.strip_prefix(marker) {
            Some(header) => files.push(file(header)),
            None => files.last_mut().expect("there is a first file").text.push_str(line),
        }
    }
    files.retain(|file| !file.text.is_empty() || !matches!(file.state, State::Plain));
    files
}

/// A file from its header: `PATH`, `PATH (saved as ENCODING)`, `PATH (cannot be read: REASON)` or `PATH (N bytes)`.
fn file(header: &str) -> File {
    let header = header.trim_end();
    let (header, comment) = header.split_once(" // ").or(header.split_once(" # ")).unwrap_or((header, ""));
    let (path, state) = header.split_once(" (").unwrap_or((header, ""));
    let state = state.trim_end_matches(')');
    let state = match (state.strip_prefix("saved as "), state.strip_prefix("cannot be read: ")) {
        (Some(encoding), _) => State::Encoded(encoding.to_owned()),
        (_, Some(reason)) => State::Unreadable(reason.to_owned()),
        _ => state.strip_suffix(" bytes").map_or(State::Plain, |bytes| State::TooLarge(bytes.parse().expect("a size"))),
    };
    // What is said of a file as a whole stands at its first line.
    let text = if comment.is_empty() { String::new() } else { format!("// {comment}") };
    File { path: path.to_owned(), text, state }
}

fn sources(files: &[File]) -> Sources {
    let source = |file: &File| match &file.state {
        State::Plain => Source::new(file.path.as_str(), file.text.as_str()),
        State::Unreadable(reason) => Source::unreadable(file.path.as_str(), TextProblem::Unreadable(reason.clone())),
        State::TooLarge(bytes) => {
            Source::unreadable(file.path.as_str(), TextProblem::TooLarge { bytes: *bytes, limit: 1_000_000 })
        }
        State::Encoded(label) => {
            let encoding = Encoding::for_label(label.as_bytes()).expect("a known encoding");
            let (bytes, _, lossy) = encoding.encode(&file.text);
            assert!(!lossy, "{label} cannot say this");
            Source::from_bytes(file.path.as_str(), bytes.into_owned())
        }
    };
    // Whatever is no knowledge file is only there.
    let (knowledge, others): (Vec<&File>, Vec<&File>) =
        files.iter().partition(|file| Notation::of(file.path.as_str().into()).is_some());
    let others = others.into_iter().map(|file| file.path.as_str().into()).collect();
    Sources::new(knowledge.into_iter().map(source).collect()).with_others(others)
}

/// Compiles as on the day the examples are written for, hints included.
fn compile(sources: Sources) -> Compilation {
    let today = Some(jiff::civil::date(2026, 11, 22));
    compile_with(sources, &Options { strict: true, today, ..Options::default() })
}

/// How many findings belong where.
type Places = BTreeMap<(String, usize), usize>;

/// The lines whose comment at the end names `check`.
fn expected(files: &[File], check: &str) -> Places {
    let mut places = Places::new();
    for file in files {
        for (line, text) in file.text.lines().enumerate() {
            let comment = text.rsplit_once("// ").or_else(|| text.rsplit_once("# ")).map_or("", |(_, comment)| comment);
            let count = comment.split_whitespace().filter(|word| *word == check).count();
            if count > 0 {
                places.insert((file.path.clone(), line + 1), count);
            }
        }
    }
    places
}

fn place(compilation: &Compilation, found: &Diagnostic) -> (String, usize) {
    let source = compilation.sources.get(found.primary.span.source);
    (source.path.to_string(), source.position(found.primary.span.start).line as usize)
}

fn found(compilation: &Compilation, check: &str) -> Places {
    let mut places = Places::new();
    for finding in compilation.diagnostics.iter().filter(|finding| finding.check == check) {
        *places.entry(place(compilation, finding)).or_default() += 1;
    }
    places
}

/// Findings as text, for messages of failed tests.
fn shown(compilation: &Compilation) -> String {
    let mut text = String::new();
    for finding in &compilation.diagnostics {
        let (path, line) = place(compilation, finding);
        let help = finding.help.as_deref().unwrap_or_default();
        let _ = writeln!(text, "  {path}:{line} {} {}\n      help: {help}", finding.check, finding.message);
    }
    text
}

fn each_example(run: impl Fn(&'static Check, &'static Example) -> Result<(), String>) {
    let mut failures = String::new();
    for check in check::ALL.iter() {
        for example in check.examples {
            if let Err(failure) = run(check, example) {
                let _ = writeln!(failures, "\n{} ({:?}): {failure}", check.name, example.notation);
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn every_check_reports_exactly_the_marked_lines_of_its_examples() {
    each_example(|check, example| {
        let files = files(example.notation, example.bad);
        let compilation = compile(sources(&files));
        let (expected, found) = (expected(&files, check.name), found(&compilation, check.name));
        if expected.is_empty() {
            return Err(format!("no line of the example is marked:\n{}", example.bad));
        }
        if expected != found {
            return Err(format!("expected {expected:?}, found\n{}in\n{}", shown(&compilation), example.bad));
        }
        let mut others = compilation.diagnostics.iter().filter(|f| f.check != check.name && f.level == Level::Error);
        match others.next() {
            Some(other) => Err(format!("also found `{}`:\n{}in\n{}", other.check, shown(&compilation), example.bad)),
            None => Ok(()),
        }
    });
}

#[test]
fn a_mended_example_has_no_error_and_not_the_fault() {
    each_example(|check, example| {
        let compilation = compile(sources(&files(example.notation, example.good)));
        match compilation.diagnostics.iter().find(|f| f.check == check.name || f.level == Level::Error) {
            Some(_) => Err(format!("found\n{}in\n{}", shown(&compilation), example.good)),
            None => Ok(()),
        }
    });
}

#[test]
fn every_fix_mends_its_finding_and_breaks_nothing() {
    each_example(|check, example| {
        let files = files(example.notation, example.bad);
        let before = compile(sources(&files));
        for finding in before.diagnostics.iter().filter(|finding| finding.check == check.name) {
            let Some(fix) = &finding.fix else { continue };
            let after = compile(sources(&mended(&before, &files, &fix.edits)));
            let gone = count(&after, |f| f.check == check.name) < count(&before, |f| f.check == check.name);
            let safe = count(&after, |f| f.level == Level::Error) <= count(&before, |f| f.level == Level::Error);
            if !gone || !safe {
                let texts: String = after.sources.iter().map(|(_, source)| source.text.to_string()).collect();
                return Err(format!("after `{}` found\n{}in\n{texts}", fix.title, shown(&after)));
            }
        }
        Ok(())
    });
}

fn count(compilation: &Compilation, counts: impl Fn(&Diagnostic) -> bool) -> usize {
    compilation.diagnostics.iter().filter(|finding| counts(finding)).count()
}

fn mended(compilation: &Compilation, files: &[File], edits: &[Edit]) -> Vec<File> {
    let mend = |file: &File| {
        let id = compilation.sources.find(file.path.as_str().into());
        let edits: Vec<Edit> = edits.iter().filter(|edit| Some(edit.span.source) == id).cloned().collect();
        let text = apply(&file.text, &edits).expect("edits of a fix do not overlap");
        File { path: file.path.clone(), text, state: file.state.clone() }
    };
    files.iter().map(mend).collect()
}

/// Hazards are of YAML, and settings are written in YAML.
#[test]
fn every_check_fires_in_both_notations() {
    let has = |check: &Check, notation| check.examples.iter().any(|example| example.notation == notation);
    let lacking = check::ALL.iter().filter(|check| !(has(check, Notation::Cx) && has(check, Notation::Yaml)));
    let names: Vec<&str> = lacking.map(|check| check.name).collect();
    assert_eq!(names, ["bad-config", "low-contrast", "yaml-hazard"]);
}

#[test]
fn safe_fixes_keep_every_comment() {
    each_example(|check, example| {
        let files = files(example.notation, example.bad);
        let before = compile(sources(&files));
        for finding in before.diagnostics.iter().filter(|finding| finding.check != "unused-suppression") {
            let Some(fix) = finding.fix.as_ref().filter(|fix| fix.safe) else { continue };
            let after = mended(&before, &files, &fix.edits);
            let (old, kept) = (comments(&files), comments(&after));
            let count = |list: &[String], comment| list.iter().filter(|other| *other == comment).count();
            if old.iter().any(|comment| count(&kept, comment) < count(&old, comment)) {
                let texts: String = after.iter().map(|file| file.text.as_str()).collect();
                return Err(format!("`{}` of {} changes the comments\n{texts}", fix.title, check.name));
            }
        }
        Ok(())
    });
}

/// Every comment of the files, in order.
fn comments(files: &[File]) -> Vec<String> {
    let of_file = |(id, source): (SourceId, &Source)| {
        let comments = syntax::parse(id, source).comments;
        comments.into_iter().map(|comment| source.slice(comment.span).to_owned()).collect::<Vec<_>>()
    };
    sources(files).iter().flat_map(of_file).collect()
}

#[test]
fn every_check_is_documented() {
    for check in check::ALL.iter() {
        let name = check.name;
        assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{name} is in kebab-case");
        assert!(!check.examples.is_empty(), "{name} has an example");
        assert!(check.doc.matches(". ").count() + 1 >= 2 && check.doc.ends_with('.'), "{name} says why, in sentences");
        assert!(!check.summary.ends_with('.') && !check.summary.is_empty(), "{name} has a summary without a full stop");
        assert_eq!(check::ALL.iter().filter(|other| other.name == name).count(), 1, "{name} stands once in the list");
    }
}

#[test]
fn every_fault_of_the_early_stages_is_worded_by_a_check() {
    // One text with many faults of many sorts: none may be without a finding at its place.
    let text = "persona:\n  2x:\n    typ: 1\n    needs: []\n    reviewed: gestern\nstages:\n  - kind: x\ntouchpoints:\n  - \n    mission: &a b\n    owner: \"\"\n    mission: c\n    context: { name: x }\n    parts:\n      - name: y\n";
    let compilation = compile(Sources::new(vec![
        Source::new("a.yaml", text),
        Source::new(config::FILE, "nme: x\n"),
        Source::from_bytes("b.yaml", b"terms:\n  a:\n    definition: gr\xfc\xdfe\n".to_vec()),
    ]));
    for fault in compilation.model.faults() {
        let reported = compilation.diagnostics.iter().any(|finding| finding.primary.span == fault.span);
        assert!(reported, "nobody reports {fault:?}\n{}", shown(&compilation));
    }
    assert!(compilation.model.faults().len() > 10);
}
