//! Findings as a comment on a pull request, in the Markdown of GitHub and GitLab: one line that says how it stands, then a table for
//! each file. With many findings the tables are folded away; a comment is never longer than GitHub takes.

use super::Report;
use crate::check;
use crate::diagnostic::human::{counted, summary};
use crate::diagnostic::visible::visible_line;
use crate::diagnostic::{Diagnostic, Level, Summary};

/// The first line, by which a job finds the comment it wrote before.
const MARK: &str = "<!-- touchbase check -->";

/// Most findings that are shown unfolded.
const UNFOLDED: usize = 20;

/// Longest comment in bytes; GitHub's limit is 65,536 characters. Leaves room for the last line.
const MAX: usize = 65_000;

pub(super) fn render(report: &Report<'_>) -> String {
    let mut out = format!("{MARK}\n**touchbase: {}**\n", summary(report.summary));
    let mut files: Vec<&[Diagnostic]> =
        report.findings.chunk_by(|a, b| a.primary.span.source == b.primary.span.source).collect();
    files.sort_by_key(|findings| findings.iter().map(|finding| finding.level).min());
    let mut left = report.findings.len();
    for findings in files {
        left -= push_file(&mut out, report, findings);
    }
    if left > 0 {
        out.push_str(&format!("\nand {left} more\n"));
    }
    out
}

/// Appends the table of one file, as far as there is room; returns how many findings are in it.
fn push_file(out: &mut String, report: &Report<'_>, findings: &[Diagnostic]) -> usize {
    let mut sorted: Vec<&Diagnostic> = findings.iter().collect();
    sorted.sort_by_key(|finding| finding.level);
    let (head, tail) = frame(report, findings);
    let mut room = MAX.saturating_sub(out.len() + head.len() + tail.len());
    let mut rows = Vec::new();
    for finding in sorted {
        let row = row(report, finding);
        let Some(rest) = room.checked_sub(row.len()) else { break };
        room = rest;
        rows.push(row);
    }
    if !rows.is_empty() {
        out.push_str(&format!("{head}{}{tail}", rows.concat()));
    }
    rows.len()
}

/// What stands around the rows of a file.
fn frame(report: &Report<'_>, findings: &[Diagnostic]) -> (String, String) {
    let path = findings.first().map(|first| report.place(first.primary.span).path).unwrap_or_default();
    // between the tags of a block, Markdown is not read
    let path = format!("<code>{}</code>", html(&visible_line(&path)));
    let table = "| Line | | Finding |\n| ---: | --- | --- |\n";
    match report.findings.len() > UNFOLDED {
        false => (format!("\n<p>{path}</p>\n\n{table}"), String::new()),
        true => {
            let counts = Summary::of(findings, 0);
            let counts = [(counts.errors, "error"), (counts.warnings, "warning"), (counts.hints, "hint")];
            let counts = counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| counted(*count, word));
            let counts = counts.collect::<Vec<_>>().join(", ");
            (format!("\n<details><summary>{path}: {counts}</summary>\n\n{table}"), "\n</details>\n".to_owned())
        }
    }
}

fn row(report: &Report<'_>, finding: &Diagnostic) -> String {
    let line = report.place(finding.primary.span).start.line;
    let level = match finding.level {
        Level::Error => "**error**",
        level => level.word(),
    };
    let said: Vec<String> = report.told(finding).iter().map(|said| with_code(said)).collect();
    format!("| {line} | {level} | {} ({}) |\n", said.join("<br>"), link(&finding.check))
}

/// The name of a check, as a link where its page has an address.
fn link(check: &str) -> String {
    let name = format!("<code>{}</code>", plain(check));
    match check::page(check).filter(|page| page.contains("://")) {
        Some(page) => format!("[{name}]({page})"),
        None => name,
    }
}

/// `text` with what stands between two backquotes as code; there, too, it is shown letter for letter.
fn with_code(text: &str) -> String {
    let parts: Vec<String> = visible_line(text).split('`').map(plain).collect();
    let pairs = (parts.len() - 1) / 2;
    let part = |(at, part): (usize, &String)| match at % 2 {
        1 if at / 2 < pairs => format!("<code>{part}</code>"),
        1 => format!("\\`{part}"),
        _ => part.clone(),
    };
    parts.iter().enumerate().map(part).collect()
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A line shown letter for letter: nothing in it is markup, mentions a person or an issue, or ends a cell.
fn plain(text: &str) -> String {
    let text = html(text);
    let mut out = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => out.extend(['\\', c]),
            // hosts look for people and issues after Markdown is read: only a letter between, which is not seen, keeps them off
            '@' | '#' | '!' if chars.peek().is_some_and(|next| next.is_alphanumeric()) => {
                out.push(c);
                out.push_str("&#8203;");
            }
            c => out.push(c),
        }
    }
    out
}
