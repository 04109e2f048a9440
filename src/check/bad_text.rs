//! `bad-text`: bytes and characters that do not belong into text.

use super::{Check, Context, Example, Findings};
use crate::diagnostic::{Diagnostic, FaultKind, Level};
use crate::naming;
use crate::syntax::Notation;
use crate::text::{Edit, Span};

pub(super) static CHECK: Check = Check {
    name: "bad-text",
    level: Level::Error,
    summary: "A file is not UTF-8, or it holds characters that nobody can see",
    doc: "Files are UTF-8, so that an `ü` written on one computer is an `ü` on all others; a file in another encoding is read as \
          what it most likely is, but next time it may be read as something else. Control characters break pages and exports. \
          Characters that turn the direction of text let a line read differently from what it says, a known way to smuggle \
          something past a review (“Trojan Source”, CVE-2021-42574); Unicode's report 36 on security advises against them.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: "term crema \"Crema\" {\n  definition: \"The golden \u{202e}foam\u{202c}.\" // bad-text bad-text\n}\n",
            good: "term crema \"Crema\" {\n  definition: \"The golden foam.\"\n}\n",
        },
        Example {
            notation: Notation::Yaml,
            bad: "# file: glossar.yaml (saved as windows-1252)\nterms:\n  crema:\n    definition: Der goldene Schaum auf heißem Kaffee. # bad-text\n",
            good: "# file: glossar.yaml\nterms:\n  crema:\n    definition: Der goldene Schaum auf heißem Kaffee.\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for fault in context.model.faults() {
        let finding = match &fault.kind {
            FaultKind::Encoding { guess, byte, offset } => encoding(findings, fault.span, guess, *byte, *offset),
            FaultKind::Character(c) => character(findings, fault.span, *c),
            _ => continue,
        };
        findings.push(finding);
    }
}

fn encoding(findings: &Findings<'_>, span: Span, guess: &str, byte: u8, offset: usize) -> Diagnostic {
    let message = format!(
        "The file is not UTF-8: byte 0x{byte:02X} at offset {offset} is not part of it. It is read as {guess}."
    );
    findings.at(span, message).label("the first byte that is not UTF-8").help(format!(
        "save the file as UTF-8. VS Code: click on the encoding at the bottom right, “Save with Encoding”, “UTF-8”. Notepad++: \
         “Encoding”, “Convert to UTF-8”. Windows Notepad: “Save as”, encoding “UTF-8”. Terminal: `iconv -f {guess} -t utf-8 \
         OLD > NEW`"
    ))
}

fn character(findings: &Findings<'_>, span: Span, c: char) -> Diagnostic {
    let escaped = format!("\\u{{{:X}}}", u32::from(c));
    let shown = match naming::unicode_name(c) {
        Some(name) => format!("`{escaped}` ({name})"),
        None => format!("`{escaped}`"),
    };
    let message = format!("The text holds a {}: {shown}.", sort(c));
    let help = match c {
        '\0' => "delete it; a file full of them is not text but, for example, a document of a word processor",
        _ => "delete it; it most likely came along when text was pasted",
    };
    findings
        .at(span, message)
        .label("cannot be seen here")
        .help(help)
        .fix(format!("delete `{escaped}`"), vec![Edit { span, text: String::new() }])
}

fn sort(c: char) -> &'static str {
    match c {
        '\u{feff}' => "byte order mark in the middle",
        c if c.is_control() => "control character",
        '\u{61c}' | '\u{200e}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "character that turns the direction of text",
        _ => "code point that is no character",
    }
}
