//! The documentation as Markdown files, for wikis and code hosts: a page per element, linked like the site.
//!
//! Texts of authors are escaped, so that they show what was written; their Markdown is taken over with its references as links,
//! its headings below those of the page, and raw HTML made visible. Each language has its pages, laid out as those of the site: the main one at
//! the root, every other in a folder of its code.

use std::fmt::Write;

use pulldown_cmark::{Event, Parser, Tag};

use super::Input;
use crate::model::{Content, Datum, ElementRef, FieldRef, Item, Key, ReferenceRef, links};
use crate::output::OutputFile;
use crate::present::{Book, Journey, Step, Words, duration, format, plain, uses};
use crate::schema::{Kind, KindId, Language};

/// The way from a page of an element up to the root.
const ROOT: &str = "../";
/// Fields that pages show in a place of their own.
const ABOVE: &[&str] = &["name", "summary", "description", "image"];

/// Every page of every language.
pub(super) fn files(input: &Input<'_>) -> Vec<OutputFile> {
    input.model.languages().iter().flat_map(|language| edition(input, *language)).collect()
}

/// Every page in one language: the front page, a list per kind, a page per element.
fn edition(input: &Input<'_>, language: Language) -> Vec<OutputFile> {
    let book = Book::new(input.model.in_language(language), input.sources, input.config, "md");
    let place = place(&book, language);
    let mut files = Vec::new();
    let mut push = |path: &str, text: String| files.push(OutputFile::text([&place, path].concat(), text));
    push("index.md", front(&book));
    for (id, kind, elements) in book.kinds().filter(|(_, _, elements)| !elements.is_empty()) {
        let elements: Vec<ElementRef<'_>> = elements.iter().map(|id| book.model.element(*id)).collect();
        let path = format!("{}/index.md", book.addresses.folder(id));
        push(&path, list(&book, kind, &elements, &path));
        for element in elements {
            if let Some(path) = book.addresses.path(element.id()) {
                push(path, page(&book, element, path));
            }
        }
    }
    files
}

/// Where the pages in `language` are, below the root of the export: empty, or `en/`.
fn place(book: &Book<'_>, language: Language) -> String {
    match book.model.languages().first() {
        Some(main) if *main != language => format!("{}/", language.code()),
        _ => String::new(),
    }
}

/// Links from the page at `path` of this language to itself in the others; nothing where there is one language.
fn others(book: &Book<'_>, path: &str) -> Vec<String> {
    let here = place(book, book.model.language());
    let up = "../".repeat([&here, path].concat().matches('/').count());
    let others = book.model.languages().iter().filter(|other| **other != book.model.language());
    let link = |other: &Language| {
        let name = Words::of(other.code()).get("this_language");
        format!("[{name}]({up}{}{path})", place(book, *other))
    };
    others.map(link).collect()
}

fn front(book: &Book<'_>) -> String {
    let mut text = format!("# {}\n\n{}\n\n", escaped(book.name()), escaped(&book.lede()));
    push_line(&others(book, "index.md"), &mut text);
    for (id, kind, elements) in book.kinds().filter(|(_, _, elements)| !elements.is_empty()) {
        let label = escaped(book.label(&kind.label_plural));
        let _ = writeln!(text, "- [{label}]({}/index.md): {}", folder(book, id), elements.len());
    }
    text
}

/// A paragraph of links.
fn push_line(links: &[String], text: &mut String) {
    if !links.is_empty() {
        let _ = write!(text, "{}\n\n", links.join(" · "));
    }
}

fn folder<'b>(book: &'b Book<'_>, kind: KindId) -> &'b str {
    book.addresses.folder(kind)
}

fn list(book: &Book<'_>, kind: &Kind, elements: &[ElementRef<'_>], path: &str) -> String {
    let mut text = format!("# {}\n\n", escaped(book.label(&kind.label_plural)));
    push_line(&others(book, path), &mut text);
    for element in elements {
        let summary = plain::gist(*element).map(|gist| format!(": {}", escaped(&gist))).unwrap_or_default();
        let _ = writeln!(text, "- {}{summary}", link(book, *element, ROOT));
    }
    text
}

fn page(book: &Book<'_>, element: ElementRef<'_>, path: &str) -> String {
    let mut links = vec![format!("[{}](index.md)", escaped(book.label(&element.kind().label)))];
    links.extend(others(book, path));
    let mut text = format!("# {}\n\n{}\n", escaped(element.name()), links.join(" · "));
    if let Some(summary) = element.text("summary") {
        let _ = write!(text, "\n{}\n", escaped(summary));
    }
    push_section(book.words.get("details"), fields(book, element), &mut text);
    if let Some((label, prose)) = description(book, element) {
        push_section(&label, prose, &mut text);
    }
    if element.is("journey") {
        push_section(book.words.get("the_journey"), journey(book, element), &mut text);
    }
    push_section(book.words.get("used_by"), used_by(book, element), &mut text);
    push_section(book.words.get("profile"), profile(book, element), &mut text);
    text
}

fn push_section(heading: &str, body: String, text: &mut String) {
    if !body.is_empty() {
        let _ = write!(text, "\n## {}\n\n{}\n", escaped(heading), body.trim_end());
    }
}

/// The element's own fields in schema order.
fn fields(book: &Book<'_>, element: ElementRef<'_>) -> String {
    let written = book.fields(element, |field| !book.is_common(field));
    written.into_iter().filter_map(|field| entry(book, field)).collect()
}

/// The common fields, framed by id and place.
fn profile(book: &Book<'_>, element: ElementRef<'_>) -> String {
    let mut text = format!("- **{}:** `{}`\n", book.words.get("id"), element.key());
    let common = book.fields(element, |field| book.is_common(field) && !ABOVE.contains(&field.field.key.as_ref()));
    text.extend(common.into_iter().filter_map(|field| entry(book, field)));
    let (path, line) = book.place(element.id_span());
    let _ = writeln!(text, "- **{}:** `{path}:{line}`", book.words.get("defined_in"));
    text
}

/// `- **Label:** value`, or the label and a list below it; none when the field says nothing.
fn entry(book: &Book<'_>, field: FieldRef<'_>) -> Option<String> {
    let mut values = values(book, field);
    let label = escaped(book.field_label(field.field));
    match values.len() {
        0 => None,
        1 => Some(format!("- **{label}:** {}\n", values.pop().unwrap_or_default())),
        _ => {
            Some(format!("- **{label}:**\n{}", values.iter().map(|value| format!("  - {value}\n")).collect::<String>()))
        }
    }
}

fn values(book: &Book<'_>, field: FieldRef<'_>) -> Vec<String> {
    match &field.data.content {
        Content::One(item) => vec![value(book, field, item)],
        Content::List(items) => items.iter().map(|item| value(book, field, item)).collect(),
        Content::Map(entries) => entries
            .iter()
            .map(|(key, item)| format!("{}: {}", key_text(book, field, key), value(book, field, item)))
            .collect(),
        Content::Faulty => vec![format!("*{}*", book.words.get("faulty"))],
    }
}

fn key_text(book: &Book<'_>, field: FieldRef<'_>, key: &Key) -> String {
    match key {
        Key::Reference(id) => reference(book, field.owner.reference(*id)),
        Key::Word(word) if word == "default" => book.words.get("default").to_owned(),
        Key::Word(word) => escaped(word),
    }
}

fn value(book: &Book<'_>, field: FieldRef<'_>, item: &Item) -> String {
    match &item.datum {
        Datum::Text(text) | Datum::Image(text) => escaped(text),
        Datum::Markdown(text) => prose(book, field, text).trim().replace('\n', "\n    "),
        Datum::Reference(id) => reference(book, field.owner.reference(*id)),
        Datum::Url(url) => format!("<{}>", url.replace(['<', '>'], "")),
        _ => escaped(&plain::value(book, field, item).unwrap_or_default()),
    }
}

fn link(book: &Book<'_>, element: ElementRef<'_>, root: &str) -> String {
    link_as(book, element, &escaped(element.name()), root)
}

fn link_as(book: &Book<'_>, element: ElementRef<'_>, text: &str, root: &str) -> String {
    // Steps are rows of a table, which has no places to point to: they lead to their journey.
    match book.addresses.path(element.id()).map(|path| path.split('#').next().unwrap_or(path)) {
        Some(path) => format!("[{text}]({root}{path})"),
        None => text.to_owned(),
    }
}

fn reference(book: &Book<'_>, reference: ReferenceRef<'_>) -> String {
    match reference.target() {
        Some(target) => link(book, target, ROOT),
        None => broken(book, reference.text()),
    }
}

fn broken(book: &Book<'_>, text: &str) -> String {
    format!("{} *({})*", escaped(text), book.words.get("unknown_reference"))
}

fn description(book: &Book<'_>, element: ElementRef<'_>) -> Option<(String, String)> {
    let field = element.field("description")?;
    Some((book.field_label(field.field).to_owned(), prose(book, field, field.texts().next()?)))
}

/// An author's Markdown, fit to stand on the page.
fn prose(book: &Book<'_>, field: FieldRef<'_>, text: &str) -> String {
    let mut references = field.references_in_prose(text);
    let mut edits: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    for found in links(text) {
        let shown = found.shown.and_then(|range| text.get(range)).filter(|shown| !shown.is_empty()).map(escaped);
        let target = text.get(found.target).unwrap_or_default();
        let meant = references.find(|reference| *reference.text() == target).and_then(|reference| reference.target());
        edits.push((
            found.whole,
            match meant {
                Some(element) => link_as(book, element, &shown.unwrap_or_else(|| escaped(element.name())), ROOT),
                None => broken(book, target),
            },
        ));
    }
    edits.extend(tamed(text));
    applied(text, edits)
}

/// Changes that show raw HTML as text and move headings below those of the page.
fn tamed(text: &str) -> Vec<(std::ops::Range<usize>, String)> {
    let mut edits = Vec::new();
    for (event, range) in Parser::new(text).into_offset_iter() {
        let written = text.get(range.clone()).unwrap_or_default();
        match event {
            Event::Html(_) | Event::InlineHtml(_) => {
                edits.extend(
                    written
                        .match_indices('<')
                        .map(|(at, _)| (range.start + at..range.start + at + 1, "&lt;".to_owned())),
                );
            }
            Event::Start(Tag::Heading { .. }) if written.starts_with('#') => {
                edits.push((range.start..range.start, "##".to_owned()));
            }
            _ => {}
        }
    }
    edits
}

/// `text` with the edits; of two that overlap the earlier one counts.
fn applied(text: &str, mut edits: Vec<(std::ops::Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut result = String::with_capacity(text.len());
    let mut copied = 0;
    for (range, instead) in edits {
        if range.start >= copied {
            result.push_str(text.get(copied..range.start).unwrap_or_default());
            result.push_str(&instead);
            copied = range.end;
        }
    }
    result.push_str(text.get(copied..).unwrap_or_default());
    result
}

/// The journey as one table per stage.
fn journey(book: &Book<'_>, element: ElementRef<'_>) -> String {
    let Some(journey) = book.journey(element) else { return String::new() };
    let words = &book.words;
    let head = ["lane_step", "lane_touchpoint", "lane_emotion", "lane_thought", "lane_pains", "duration"]
        .map(|key| words.get(key));
    let mut text = String::new();
    for stage in &journey.stages {
        let _ = write!(
            text,
            "### {}\n\n| {} |\n|{}\n",
            escaped(stage.element.name()),
            head.join(" | "),
            " --- |".repeat(head.len())
        );
        for step in journey.steps.get(stage.steps.clone()).unwrap_or_default() {
            let _ = writeln!(text, "| {} |", row(book, journey, step).join(" | "));
        }
        text.push('\n');
        for step in journey.steps.get(stage.steps.clone()).unwrap_or_default() {
            push_step(book, step.element, &mut text);
        }
    }
    text
}

/// Fields of a step that its row already shows.
const IN_ROW: &[&str] = &["name", "touchpoint", "journey", "emotion", "thought", "pains", "duration", "image"];

/// What else is known of a step, if anything.
fn push_step(book: &Book<'_>, step: ElementRef<'_>, text: &mut String) {
    let others = book.fields(step, |field| !IN_ROW.contains(&field.field.key.as_ref()));
    let entries: String = others.into_iter().filter_map(|field| entry(book, field)).collect();
    if !entries.is_empty() {
        let _ = write!(text, "#### {}\n\n{entries}\n", escaped(step.name()));
    }
}

fn row(book: &Book<'_>, journey: &Journey<'_>, step: &Step<'_>) -> [String; 6] {
    let links = |key: &str| {
        let references = step.element.field(key).into_iter().flat_map(|field| field.references());
        references.map(|found| reference(book, found)).collect::<Vec<_>>().join(", ")
    };
    let place = [links("touchpoint"), links("journey")].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
    let thought = step.element.text("thought").map(|text| format!("*{}*", escaped(text)));
    let length = duration(step.element).map(|length| plain::length(book, length));
    let cells = [
        escaped(step.element.name()),
        place.join(", "),
        felt(book, journey, step),
        thought.unwrap_or_default(),
        links("pains"),
        length.unwrap_or_default(),
    ];
    cells.map(|cell| cell.replace('\n', " "))
}

fn felt(book: &Book<'_>, journey: &Journey<'_>, step: &Step<'_>) -> String {
    let one = |(value, personas, all): (i64, Vec<ElementRef<'_>>, bool)| {
        let names: Vec<String> = personas.iter().map(|persona| escaped(persona.name())).collect();
        let who = if all { String::new() } else { format!(" ({})", names.join(", ")) };
        format!("{} {}{who}", format::signed(value), book.words.feeling(value))
    };
    journey.felt(&step.feelings).into_iter().map(one).collect::<Vec<_>>().join(", ")
}

fn used_by(book: &Book<'_>, element: ElementRef<'_>) -> String {
    let mut text = String::new();
    for group in uses::of(book, element) {
        let _ = writeln!(text, "- **{}:**", escaped(group.label));
        for (user, roles) in group.users {
            let _ = writeln!(text, "  - {} – {}", link(book, user, ROOT), escaped(&roles.join(", ")));
        }
    }
    text
}

/// Text that Markdown shows as it is written.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        let starts_line = at == 0 && matches!(c, '#' | '-' | '+' | '>' | '=');
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => safe.extend(['\\', c]),
            '<' => safe.push_str("&lt;"),
            '&' => safe.push_str("&amp;"),
            '\n' | '\r' => safe.push(' '),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => safe.push('\u{fffd}'),
            c if c.is_control() => safe.push('\u{fffd}'),
            c if starts_line => safe.extend(['\\', c]),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_show_what_was_written() {
        assert_eq!(escaped("# a*b* <b> [x](y) | c"), "\\# a\\*b\\* &lt;b> \\[x\\](y) \\| c");
        assert_eq!(escaped("Größe\u{202e}"), "Größe\u{fffd}");
    }

    #[test]
    fn raw_html_is_made_visible_and_headings_move_down() {
        let text = "# A\n\na <script>x</script> `<b>` c\n\n<div>\n<i>\n</div>\n";
        let shown = applied(text, tamed(text));
        assert!(shown.starts_with("### A\n"), "{shown}");
        assert!(
            shown.contains("&lt;script>x&lt;/script>") && shown.contains("`<b>`") && shown.contains("&lt;div>\n&lt;i>"),
            "{shown}"
        );
    }
}
