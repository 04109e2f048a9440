//! Comments that speak to touchbase: finds them, and the part of the file each is about.
//!
//! ```text
//! // touchbase: allow stale - …          at the top, a blank line behind it: the file
//!
//! // touchbase: allow blind-spot - …     on a line of its own: the element or field that follows, all of it
//! touchpoint hotline { … }
//!   medium: analog // touchbase: …       behind something: what begins on this line
//! ```
//!
//! Knows nothing of what such a comment may say.

use std::collections::BTreeMap;

use super::{Block, Comment, File, Item};
use crate::diagnostic::Directive;
use crate::text::{Source, Sources, Span, Str};

/// What such a comment begins with, upper and lower case alike.
const MARK: &str = "touchbase:";

/// The comments of all files that speak to touchbase, in order.
pub fn directives(sources: &Sources, files: &[File]) -> Vec<Directive> {
    files.iter().flat_map(|file| directives_in(sources.get(file.source), file)).collect()
}

/// The comments of one file that speak to touchbase, in order.
pub fn directives_in(source: &Source, file: &File) -> Vec<Directive> {
    let spoken: Vec<(&Comment, Span)> =
        file.comments.iter().filter_map(|comment| Some((comment, said(source, comment.span)?))).collect();
    if spoken.is_empty() {
        return Vec::new();
    }
    let places = Places::of(source, file);
    let directive = |(comment, place): (&Comment, Span)| Directive {
        span: comment.span,
        text: Str::slice(&source.text, place.start as usize, place.end as usize),
        place,
        scope: places.scope(comment),
    };
    spoken.into_iter().map(directive).collect()
}

/// Whether a comment speaks to touchbase.
pub fn is_directive(source: &Source, comment: &Comment) -> bool {
    said(source, comment.span).is_some()
}

/// Where that stands which a comment says to touchbase; none when it does not speak to it.
fn said(source: &Source, comment: Span) -> Option<Span> {
    let text = source.slice(comment);
    let behind = text.trim_start_matches(['/', '#']).trim_start();
    let head = behind.get(..MARK.len())?;
    let said = behind.get(MARK.len()..).filter(|_| head.eq_ignore_ascii_case(MARK))?;
    let start = text.len() - said.trim_start().len();
    Some(comment.sub(start, start + said.trim().len()))
}

/// The parts of a file by their places.
struct Places<'f> {
    source: &'f Source,
    file: &'f File,
    /// Every element and field, in the order in which they begin, outer ones first.
    items: Vec<Span>,
    /// Sections of YAML: where their key begins, and where their last element ends.
    sections: BTreeMap<u32, u32>,
    /// For each comment, where the next text begins that is neither blank nor comment, and whether a blank line comes first. None
    /// when there is none, or when only a bracket closes.
    next: Vec<Option<(usize, bool)>>,
    /// Where the first text of the file begins.
    first: usize,
}

impl<'f> Places<'f> {
    fn of(source: &'f Source, file: &'f File) -> Places<'f> {
        let (items, sections) = (Vec::new(), BTreeMap::new());
        let mut places = Places { source, file, items, sections, next: Vec::new(), first: usize::MAX };
        places.add(&file.items);
        places.items.sort_unstable_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        places.add_next();
        places
    }

    fn add(&mut self, items: &[Item]) {
        for item in items {
            self.items.push(item.span());
            if let Item::Block(block) = item {
                self.add_section(block);
                self.add(&block.body);
            }
        }
    }

    /// Elements of one section share their keyword, which stands before them.
    fn add_section(&mut self, block: &Block) {
        if block.keyword.span.start < block.span.start {
            let end = self.sections.entry(block.keyword.span.start).or_default();
            *end = block.span.end.max(*end);
        }
    }

    /// From the last comment to the first: behind a comment stands another, or what decides.
    fn add_next(&mut self) {
        let comments = &self.file.comments;
        let mut next: Vec<Option<(usize, bool)>> = Vec::with_capacity(comments.len());
        for (at, comment) in comments.iter().enumerate().rev() {
            let (text, blank) = self.text_from(comment.span.end as usize);
            let following = comments.get(at + 1).filter(|comment| comment.span.start as usize == text);
            let found = match following {
                Some(_) => next.last().copied().flatten().map(|(text, below)| (text, blank || below)),
                None => Some((text, blank)).filter(|(text, _)| !self.is_end(*text)),
            };
            next.push(found);
        }
        next.reverse();
        let start = self.text_from(0).0;
        let commented = comments.first().is_some_and(|comment| comment.span.start as usize == start);
        self.first =
            if commented { next.first().copied().flatten().map_or(usize::MAX, |(text, _)| text) } else { start };
        self.next = next;
    }

    /// Where the first character stands from `at` on that is not blank, and whether a blank line comes before. The line that
    /// begins a document of YAML counts as blank.
    fn text_from(&self, at: usize) -> (usize, bool) {
        let rest = self.source.text.get(at..).unwrap_or_default();
        let behind = |text: &'f str| text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
        let mut text = behind(rest);
        if let Some(document) = text.strip_prefix("---").filter(|rest| rest.starts_with(['\r', '\n'])) {
            text = behind(document);
        }
        let skipped = rest.len() - text.len();
        (at + skipped, rest.get(..skipped).is_some_and(|skipped| skipped.matches('\n').count() > 1))
    }

    fn is_end(&self, at: usize) -> bool {
        self.source.text.get(at..).is_none_or(|rest| rest.is_empty() || rest.starts_with(['}', ']']))
    }

    fn scope(&self, comment: &Comment) -> Option<Span> {
        if !comment.own_line {
            return Some(self.on_line(comment.span));
        }
        let at = self.file.comments.binary_search_by_key(&comment.span.start, |comment| comment.span.start).ok()?;
        let (next, blank) = self.next.get(at).copied().flatten()?;
        if blank && (comment.span.start as usize) < self.first {
            return Some(Span::new(self.file.source, 0, self.source.text.len()));
        }
        Some(self.beginning_at(next).unwrap_or_else(|| self.line(next)))
    }

    /// The outermost element or field that begins at `at`, or behind the dash there; or the section whose key stands there.
    fn beginning_at(&self, at: usize) -> Option<Span> {
        if let Some(end) = self.sections.get(&(at as u32)) {
            return Some(Span::new(self.file.source, at, *end as usize));
        }
        let rest = self.source.text.get(at..).unwrap_or_default();
        let dash =
            rest.strip_prefix('-').map_or(0, |behind| 1 + behind.len() - behind.trim_start_matches([' ', '\t']).len());
        let found = self.items.partition_point(|span| (span.start as usize) < at);
        let item = self.items.get(found).filter(|span| (span.start as usize) <= at + dash)?;
        Some(Span::new(self.file.source, at, item.end as usize))
    }

    /// What begins first on the line of a comment behind something, else that line.
    fn on_line(&self, comment: Span) -> Span {
        let line = self.line(comment.start as usize);
        let found = self.items.partition_point(|span| span.start < line.start);
        match self.items.get(found).filter(|span| span.start < comment.start) {
            Some(item) => Span::new(self.file.source, line.start as usize, item.end as usize),
            None => line,
        }
    }

    /// The line around `at`.
    fn line(&self, at: usize) -> Span {
        let text = &self.source.text;
        let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |line_break| line_break + 1);
        let end = text.get(at..).and_then(|behind| behind.find('\n')).map_or(text.len(), |length| at + length);
        Span::new(self.file.source, start, end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax;

    /// The first line of the scope of each directive, and how many lines it has; `-` for none.
    fn scopes(path: &str, text: &str) -> Vec<String> {
        let sources = Sources::new(vec![Source::new(path, text)]);
        let shown = |directive: Directive| match directive.scope {
            Some(span) => {
                let slice = sources.slice(span);
                format!("{} +{}", slice.lines().next().unwrap_or_default().trim(), slice.trim_end().lines().count())
            }
            None => "-".to_owned(),
        };
        directives(&sources, &syntax::parse_all(&sources, &[])).into_iter().map(shown).collect()
    }

    #[test]
    fn a_comment_is_about_what_follows_it() {
        let text = "// touchbase: file\n\n// touchbase: a\n// more\npersona mia \"Mia\" {\n  // touchbase: b\n  type: customer // touchbase: c\n  needs: [\n    // touchbase: d\n    \"Ruhe\"\n  ]\n  // touchbase: e\n}\n// Touchbase:f\n";
        let expected = [
            "// touchbase: file +14",
            "persona mia \"Mia\" { +9",
            "type: customer +1",
            "type: customer +1",
            "\"Ruhe\" +1",
            "-",
            "-",
        ];
        assert_eq!(scopes("a.cx", text), expected);
    }

    #[test]
    fn in_yaml_too() {
        let text = "# touchbase: file\n\n# touchbase: a\npersonas:\n  # touchbase: b\n  mia: # touchbase: c\n    # touchbase: d\n    type: customer\n    needs:\n      # touchbase: e\n      - Ruhe\n  jo:\n    type: customer\njourneys:\n  x:\n    stages:\n      # touchbase: f\n      - name: Los\n        # touchbase: g\n        steps:\n          - name: Gehen # touchbase: h\n            emotion: 1\n";
        let expected = [
            "# touchbase: file +22",
            "personas: +10",
            "mia: # touchbase: c +6",
            "mia: # touchbase: c +6",
            "type: customer +1",
            "- Ruhe +1",
            "- name: Los +5",
            "steps: +3",
            "- name: Gehen # touchbase: h +2",
        ];
        assert_eq!(scopes("a.yaml", text), expected);
    }

    #[test]
    fn other_comments_say_nothing() {
        assert!(scopes("a.cx", "// touchbase is good\n// see touchbase: x\npersona mia {}\n").is_empty());
    }
}
