//! What several tests share: a knowledge base in a few lines, findings in one text.

use proptest::test_runner::Config;
use touchbase::check::Options;
use touchbase::diagnostic::human::Look;
use touchbase::diagnostic::{Diagnostic, Summary};
use touchbase::report::{Format, Report};
use touchbase::text::{Source, Sources};
use touchbase::{Compilation, compile};

/// Compiles files given as (path, text).
pub(crate) fn base(files: &[(&str, &str)]) -> Compilation {
    compile(Sources::new(files.iter().map(|(path, text)| Source::new(*path, *text)).collect()))
}

/// The findings, one a line: `file:line:column level[check] message`.
pub(crate) fn findings(compilation: &Compilation) -> String {
    let lines = compilation.diagnostics.iter().map(|finding| {
        let source = compilation.sources.get(finding.primary.span.source);
        let at = source.position(finding.primary.span.start);
        let (level, check) = (finding.level.word(), &finding.check);
        format!("{}:{}:{} {level}[{check}] {}\n", source.path, at.line, at.column, finding.message)
    });
    lines.collect()
}

/// `findings` as a report in colours, of a base in the folder `kb 1` of its repository.
pub(crate) fn reported(format: &Format, compilation: &Compilation, findings: &[Diagnostic]) -> String {
    let report = Report {
        compilation,
        options: &Options::default(),
        findings,
        summary: &Summary::of(findings, compilation.sources.len()),
        folder: "kb 1".into(),
        look: Look { color: true, unicode: true, width: 80 },
    };
    (format.render)(&report)
}

/// How property tests run: `cases` times, or as often as the variable `PROPTEST_CASES` says.
pub(crate) fn property(cases: u32) -> Config {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|number| number.parse().ok());
    Config { cases: asked.unwrap_or(cases), failure_persistence: None, max_shrink_iters: 4096, ..Config::default() }
}
