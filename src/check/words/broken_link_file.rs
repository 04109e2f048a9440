//! `broken-link-file`: a picture or a link to a file that is not there.

use std::borrow::Cow;
use std::ops::Range;

use camino::{Utf8Path, Utf8PathBuf};
use pulldown_cmark::{Event, Parser, Tag};

use super::super::{Check, Context, Example, Findings};
use super::texts::Text;
use crate::diagnostic::words::capitalized;
use crate::diagnostic::{Diagnostic, Level};
use crate::model::Datum;
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "broken-link-file",
    level: Level::Warning,
    summary: "A picture or a link names a file that is not there",
    doc: "`image`, `![…](pictures/x.png)` and `[…](docs/x.pdf)` name files below the folder of the knowledge base. A renamed file \
          leaves a hole on the page that nobody sees before a reader does. Paths are relative to that folder; a link may also be \
          relative to the file it stands in. What `.gitignore` hides counts as not there, for whoever clones the repository does \
          not have it. A warning, not an error: the page is right without its picture, and the file may be made by another \
          program before the site is built. Links to web addresses are not followed.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"persona jörn "Jörn" {
  type: customer
  needs: ["Ein Fahrrad, das fährt"]
  image: "Bilder/jörn.svg" // broken-link-file
  description: """
    Siehe den [Steckbrief](unterlagen/jörn.pdf) und ![Jörn](bilder/jörn.svg).
    Auch die [alte Fassung](unterlagen/jörn-alt.pdf) ist lesenswert. // broken-link-file
    """
}
// file: bilder/jörn.svg
<svg/>
// file: unterlagen/jörn.pdf
PDF
"#,
            good: r#"persona jörn "Jörn" {
  type: customer
  needs: ["Ein Fahrrad, das fährt"]
  image: "bilder/jörn.svg"
  description: """
    Siehe den [Steckbrief](unterlagen/jörn.pdf) und ![Jörn](bilder/jörn.svg).
    Auch die [Werkstatt](https://example.org/werkstatt.pdf) ist lesenswert, siehe [unten](#unten) und `[x](y.pdf)`.
    """
}
// file: bilder/jörn.svg
<svg/>
// file: unterlagen/jörn.pdf
PDF
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "personas:\n  mia:\n    type: customer\n    needs: [Quiet]\n    image: pictures/mia.png # broken-link-file\n",
            good: "personas:\n  mia:\n    type: customer\n    needs: [Quiet]\n    image: pictures/mia.png\n# file: pictures/mia.png\nPNG\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    // Where nobody looked for other files, there is nothing to say.
    if context.sources.exists("".into()).is_none() {
        return;
    }
    for field in context.model.elements().flat_map(|element| element.fields()) {
        for item in field.items() {
            if let Datum::Image(path) = &item.datum {
                let place = || format!("{} of {}", context.field(field.field), context.element(field.owner));
                if context.sources.exists(path.as_str().into()) == Some(false) {
                    findings.push(finding(context, findings, item.span, &place(), path));
                }
            }
        }
    }
    for text in context.texts().iter().filter(|text| text.is_markdown() && text.text.contains("](")) {
        in_markdown(context, findings, text);
    }
}

fn in_markdown(context: &Context<'_>, findings: &mut Findings<'_>, text: &Text<'_>) {
    for (event, whole) in Parser::new(text.text).into_offset_iter() {
        let (address, is_picture) = match &event {
            Event::Start(Tag::Image { dest_url, .. }) => (dest_url, true),
            Event::Start(Tag::Link { dest_url, .. }) => (dest_url, false),
            _ => continue,
        };
        let Some(path) = local(address) else { continue };
        let beside = context.sources.get(text.item.span.source).path.parent().map(|folder| folder.join(&*path));
        let is_there = |path: &Utf8Path| context.sources.exists(&flat(path)) == Some(true);
        if is_there(path.as_ref().into()) || (!is_picture && beside.is_some_and(|path| is_there(&path))) {
            continue;
        }
        let range = written(text.text, &whole, address);
        findings.push(finding(context, findings, text.places(context).span(range), &text.place(context), &path));
    }
}

fn finding(
    context: &Context<'_>,
    findings: &Findings<'_>,
    span: crate::text::Span,
    place: &str,
    path: &str,
) -> Diagnostic {
    let message =
        format!("{} names the file `{path}`, which is not there, or `.gitignore` hides it.", capitalized(place));
    let finding = findings.at(span, message).label("no such file");
    match context.sources.same_but_case(path.into()) {
        Some(other) => finding.help(format!("upper and lower case make a difference; there is `{other}`")),
        None => finding
            .help("add the file, correct the path, which begins in the folder of the knowledge base, or take it out"),
    }
}

/// The path of a file that an address names, if it names one.
fn local(address: &str) -> Option<Cow<'_, str>> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let is_local = !path.is_empty() && !path.starts_with(['/', '\\']) && !path.contains(':') && !path.starts_with("[[");
    is_local.then(|| decoded(path))
}

/// `%20` as a blank.
fn decoded(path: &str) -> Cow<'_, str> {
    if !path.contains('%') {
        return Cow::Borrowed(path);
    }
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after
            .get(..2)
            .and_then(|code| std::str::from_utf8(code).ok())
            .and_then(|code| u8::from_str_radix(code, 16).ok());
        match code.filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(path), Cow::Owned)
}

/// A path without `.` and `..`, as far as it stays below the root.
fn flat(path: &Utf8Path) -> Utf8PathBuf {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.as_str().split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/").into()
}

/// Where an address stands within its link; all of the link when it is written otherwise.
fn written(text: &str, whole: &Range<usize>, address: &str) -> Range<usize> {
    let at = text.get(whole.clone()).and_then(|link| link.rfind(address));
    at.map_or(whole.clone(), |at| whole.start + at..whole.start + at + address.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_files_when_nothing_says_otherwise() {
        assert_eq!(local("docs/a%20b.pdf?x#y").as_deref(), Some("docs/a b.pdf"));
        assert_eq!(local("100%/ä.pdf").as_deref(), Some("100%/ä.pdf"));
        for address in ["https://example.org", "mailto:x@example.org", "#unten", "/etc", ""] {
            assert_eq!(local(address), None, "{address}");
        }
        assert_eq!(flat("a/./b/../c.png".into()), "a/c.png");
        assert_eq!(flat("../c.png".into()), "../c.png");
    }
}
