//! `broken-link-file`: a picture or a link to a file that is not there.

use std::ops::Range;

use camino::Utf8Path;
use pulldown_cmark::{Event, Parser, Tag};

use super::super::{Check, Context, Example, Findings};
use super::texts::Text;
use crate::diagnostic::visible::brief;
use crate::diagnostic::words::capitalized;
use crate::diagnostic::{Diagnostic, Level};
use crate::model::Datum;
use crate::syntax::Notation;
use crate::text::paths::{beside, flat, named_file};

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
        let Some(path) = named_file(address) else { continue };
        let beside = context.sources.get(text.item.span.source).path.parent().map(|folder| beside(folder, &path));
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
    let shown = brief(path);
    let message =
        format!("{} names the file `{shown}`, which is not there, or `.gitignore` hides it.", capitalized(place));
    let finding = findings.at(span, message).label("no such file");
    match context.sources.same_but_case(path.into()) {
        Some(other) => finding.help(format!("upper and lower case make a difference; there is `{other}`")),
        None => finding
            .help("add the file, correct the path, which begins in the folder of the knowledge base, or take it out"),
    }
}

/// Where an address stands within its link; all of the link when it is written otherwise.
fn written(text: &str, whole: &Range<usize>, address: &str) -> Range<usize> {
    let at = text.get(whole.clone()).and_then(|link| link.rfind(address));
    at.map_or(whole.clone(), |at| whole.start + at..whole.start + at + address.len())
}
