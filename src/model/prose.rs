//! `[[references]]` in Markdown.

use std::ops::Range;

/// One `[[target]]` or `[[target|shown text]]`, as byte ranges of the text it was found in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// All of it, brackets included.
    pub whole: Range<usize>,
    /// The target, blanks around it removed; empty for `[[]]`.
    pub target: Range<usize>,
    /// The shown text, if one is given.
    pub shown: Option<Range<usize>>,
}

/// Finds the references in a Markdown text; those in code spans and fenced code are shown as they are and do not count.
pub fn links(text: &str) -> Vec<Link> {
    let mut found = Vec::new();
    if !text.contains("[[") {
        return found;
    }
    let mut fence: Option<&str> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let marker = fence_marker(line);
        match (fence, marker) {
            (None, Some(marker)) => fence = Some(marker),
            (Some(open), Some(marker)) if open == marker => fence = None,
            (Some(_), _) => {}
            (None, None) if line.contains("[[") => links_in_line(line, start, &mut found),
            (None, None) => {}
        }
        start += line.len();
    }
    found
}

/// Where `links` of `text` stand in `written`, the same text as its file holds it: with escapes, line breaks or indentation of
/// the notation in between. None for a link that is not written there as it reads.
pub fn places(text: &str, written: &str, links: &[Link]) -> Vec<Option<Range<usize>>> {
    if links.is_empty() || text == written {
        return links.iter().map(|link| Some(link.target.clone())).collect();
    }
    // Notations add and remove characters between words, but no brackets: the n-th pair of one is the n-th of the other.
    let (read, found): (Vec<usize>, Vec<usize>) = (openings(text), openings(written));
    let place = |link: &Link| {
        let at = read.binary_search(&link.whole.start).ok().filter(|_| read.len() == found.len())?;
        let start = *found.get(at)?;
        written.get(start..)?.starts_with(text.get(link.whole.clone())?).then_some(())?;
        let target = link.target.start - link.whole.start;
        Some(start + target..start + target + link.target.len())
    };
    links.iter().map(place).collect()
}

/// Where two opening brackets stand side by side.
fn openings(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    text.match_indices('[').map(|(at, _)| at).filter(|at| bytes.get(at + 1) == Some(&b'[')).collect()
}

fn fence_marker(line: &str) -> Option<&'static str> {
    let line = line.trim_start();
    ["```", "~~~"].into_iter().find(|marker| line.starts_with(marker))
}

fn links_in_line(line: &str, offset: usize, found: &mut Vec<Link>) {
    let mut at = 0;
    while let Some(next) = line.get(at..).and_then(|rest| rest.find(['`', '['])).map(|next| at + next) {
        let rest = line.get(next..).unwrap_or_default();
        if rest.starts_with('`') {
            at = next + code_span(rest);
        } else if let Some(link) = link_at(rest, offset + next) {
            at = link.whole.end - offset;
            found.push(link);
        } else {
            at = next + 1;
        }
    }
}

/// Length of the code span at the beginning of `rest`, or of its run of backticks when it is never closed.
fn code_span(rest: &str) -> usize {
    let ticks = rest.len() - rest.trim_start_matches('`').len();
    let (run, body) = rest.split_at(ticks);
    body.find(run).map_or(ticks, |end| ticks + end + ticks)
}

fn link_at(rest: &str, offset: usize) -> Option<Link> {
    let inside = rest.strip_prefix("[[").filter(|inside| !inside.starts_with('['))?;
    let end = closing(inside)?;
    let inside = inside.get(..end)?;
    let (target, shown) = match inside.split_once('|') {
        Some((target, shown)) => (target, Some(shown)),
        None => (inside, None),
    };
    let from = offset + 2;
    let shown = shown.map(|shown| trimmed(shown, from + target.len() + 1));
    Some(Link { whole: offset..offset + end + 4, target: trimmed(target, from), shown })
}

/// Where the `]]` of a reference stands, if no `[[` comes first: each place is looked at once, however many brackets open.
fn closing(inside: &str) -> Option<usize> {
    let bytes = inside.as_bytes();
    let pair = |at: usize| bytes.get(at..at + 2);
    let end = (0..bytes.len()).find(|at| matches!(pair(*at), Some(b"[[" | b"]]")))?;
    (pair(end) == Some(b"]]")).then_some(end)
}

fn trimmed(text: &str, offset: usize) -> Range<usize> {
    let start = offset + (text.len() - text.trim_start().len());
    start..start + text.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(text: &str) -> Vec<&str> {
        links(text).into_iter().map(|link| &text[link.target]).collect()
    }

    #[test]
    fn references_are_found_outside_code() {
        let text = "Größe: [[hotline]] und [[ kundenwert | den Wert ]], nicht `[[code]]`.\n```\n[[no]]\n```\n[[yes]]";
        assert_eq!(targets(text), ["hotline", "kundenwert", "yes"]);
        let shown = links(text)[1].shown.clone();
        assert_eq!(shown.map(|range| &text[range]), Some("den Wert"));
    }

    #[test]
    fn references_keep_their_places_between_escapes_and_indentation() {
        let (text, written) =
            ("[[a]] \"x\"\n[[ größe |G]] `[[a]]` [[b\"]]", "[[a]] \\\"x\\\"\\n  [[ größe |G]] `[[a]]` [[b\\\"]]");
        let places = places(text, written, &links(text));
        let shown: Vec<Option<&str>> = places.into_iter().map(|place| written.get(place?)).collect();
        assert_eq!(shown, [Some("a"), Some("größe"), None]);
    }

    #[test]
    fn broken_brackets_are_text() {
        assert!(targets("[[a\nb]] [[ [x] [").is_empty());
        assert_eq!(targets("[[[[a]]"), ["a"]);
        assert_eq!(targets("[[]]"), [""]);
    }
}
