//! Where in a Markdown text a link can be put: not in headings, code, links, pictures or HTML.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::super::markdown::MARKERS;
use crate::model::links;

/// The parts of `text` that are shown as they are written and may hold a link, in order.
pub(super) fn parts(text: &str) -> Vec<Range<usize>> {
    // Without its markers, the text may be made up otherwise.
    if text.contains(MARKERS) {
        return Vec::new();
    }
    let references: Vec<Range<usize>> = links(text).into_iter().map(|link| link.whole).collect();
    let mut parts = Vec::new();
    let mut inside = 0_u32;
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(tag) if is_closed(&tag) => inside += 1,
            Event::End(tag) if was_closed(tag) => inside = inside.saturating_sub(1),
            // Entities and escapes read otherwise than they are written.
            Event::Text(shown) if inside == 0 && text.get(range.clone()) == Some(&*shown) => {
                push(range, &references, &mut parts);
            }
            _ => {}
        }
    }
    parts.sort_by_key(|part| part.start);
    parts
}

/// What the pages read, so that both see the same structure.
pub(in crate::site) const OPTIONS: Options =
    Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH).union(Options::ENABLE_TASKLISTS);

fn is_closed(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Heading { .. }
            | Tag::Link { .. }
            | Tag::Image { .. }
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::TableHead
            | Tag::Strikethrough
    )
}

fn was_closed(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Heading(_)
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::TableHead
            | TagEnd::Strikethrough
    )
}

/// Adds `part` without the references written in it: their words lead somewhere already.
fn push(part: Range<usize>, references: &[Range<usize>], parts: &mut Vec<Range<usize>>) {
    let mut start = part.start;
    let from = references.partition_point(|reference| reference.end <= part.start);
    for reference in references.iter().skip(from).take_while(|reference| reference.start < part.end) {
        parts.push(start..reference.start.max(start));
        start = reference.end.max(start);
    }
    parts.push(start..part.end.max(start));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Vec<&str> {
        parts(text).into_iter().filter_map(|part| text.get(part)).filter(|part| !part.trim().is_empty()).collect()
    }

    #[test]
    fn only_running_text_can_hold_links() {
        let text = "# Kopf\n\nEin *Satz* mit `Code`, [Verweis](https://a.example), [[x|Ziel]] und ~~weg~~.\n\n    Code\n\n| K |\n|---|\n| Zelle |\n";
        assert_eq!(plain(text), ["Ein ", "Satz", " mit ", ", ", ", ", " und ", ".", "Zelle"]);
        assert_eq!(plain("a &amp; b \\* c <b>d</b>"), ["a ", " b ", "* c ", "d"]);
    }
}
