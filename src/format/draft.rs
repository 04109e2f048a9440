//! A new layout of a source as the parts of it that stay and the text between them: its edits and its whole text come from the
//! same steps, so they cannot differ.

use crate::text::{Edit, Source, SourceId, Span};

/// A source on its way to another layout.
pub(super) struct Draft<'s> {
    id: SourceId,
    source: &'s str,
    /// How its lines end.
    newline: &'static str,
    /// Up to here the source is dealt with.
    at: usize,
    /// What is to stand before the next part that stays.
    pending: String,
    text: String,
    edits: Vec<Edit>,
}

impl<'s> Draft<'s> {
    /// Begins with `source`, whose byte order mark stays.
    pub(super) fn new(id: SourceId, source: &'s Source) -> Draft<'s> {
        let text: &str = &source.text;
        let mut draft = Draft {
            id,
            source: text,
            newline: newline(text),
            at: 0,
            pending: String::new(),
            text: String::with_capacity(text.len() + text.len() / 16),
            edits: Vec::new(),
        };
        if text.starts_with('\u{feff}') {
            draft.keep(0, '\u{feff}'.len_utf8());
        }
        draft
    }

    /// Keeps the bytes `start..end`. What has been passed by already is written again.
    pub(super) fn keep(&mut self, start: usize, end: usize) {
        let kept = self.source.get(start..end).unwrap_or_default();
        if start < self.at {
            return self.pending.push_str(kept);
        }
        self.settle(start);
        self.text.push_str(kept);
        self.at = end;
    }

    /// Keeps the bytes `start..end`, with lines that end as all others do.
    pub(super) fn keep_lines(&mut self, start: usize, end: usize) {
        let kept = self.source.get(start..end).unwrap_or_default();
        let mut text = String::with_capacity(kept.len());
        for line in kept.split_inclusive('\n') {
            let Some(said) = line.strip_suffix('\n') else {
                text.push_str(line);
                break;
            };
            let said = said.strip_suffix('\r').unwrap_or(said);
            text.push_str(said);
            // a lone return before the end is an end of its own and would become one with a bare line feed
            text.push_str(if said.ends_with('\r') { "\r\n" } else { self.newline });
        }
        self.swap(start, end, &text);
    }

    /// Puts `text` in the place of the bytes `start..end`, and keeps them where they are the same.
    pub(super) fn swap(&mut self, start: usize, end: usize, text: &str) {
        if start < self.at || self.source.get(start..end) == Some(text) {
            return self.keep(start, end);
        }
        self.settle(start);
        self.edit(start, end, text);
        self.text.push_str(text);
        self.at = end;
    }

    /// Writes text that is not in the source.
    pub(super) fn put(&mut self, text: &str) {
        self.pending.push_str(text);
    }

    /// Sets apart what comes next by a blank, unless one stands there already: a text that nobody closed may end in some, and
    /// each run would add one.
    pub(super) fn set_apart(&mut self) {
        let before = if self.pending.is_empty() { &self.text } else { &self.pending };
        if !before.ends_with(' ') {
            self.put(" ");
        }
    }

    /// Ends the line.
    pub(super) fn line_break(&mut self) {
        self.pending.push_str(self.newline);
    }

    /// Writes `columns` blanks.
    pub(super) fn blanks(&mut self, columns: usize) {
        self.pending.extend(std::iter::repeat_n(' ', columns));
    }

    /// How lines end.
    pub(super) fn newline(&self) -> &'static str {
        self.newline
    }

    /// The whole text and the edits.
    pub(super) fn finish(mut self) -> (String, Vec<Edit>) {
        self.settle(self.source.len());
        (self.text, self.edits)
    }

    /// Replaces what stands before `start` by what is pending.
    fn settle(&mut self, start: usize) {
        let pending = std::mem::take(&mut self.pending);
        self.edit(self.at, start, &pending);
        self.text.push_str(&pending);
        self.at = start;
    }

    /// Replaces `start..end` by `text`, without what they begin and end with alike.
    fn edit(&mut self, start: usize, end: usize, text: &str) {
        let old = self.source.get(start..end).unwrap_or_default();
        if old == text {
            return;
        }
        let begin: usize = old.chars().zip(text.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        let (old_rest, new_rest) = (old.get(begin..).unwrap_or_default(), text.get(begin..).unwrap_or_default());
        let backwards = old_rest.chars().rev().zip(new_rest.chars().rev());
        let tail: usize = backwards.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        let new = new_rest.get(..new_rest.len() - tail).unwrap_or_default().to_owned();
        self.edits.push(Edit { span: Span::new(self.id, start + begin, end - tail), text: new });
    }
}

/// How the first line of `text` ends.
fn newline(text: &str) -> &'static str {
    match text.find('\n').and_then(|at| text.get(..at)) {
        Some(before) if before.ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// How many lines end in `text`; `\n`, `\r\n` and a lone `\r` end one.
pub(super) fn breaks(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ends = |at: usize| match bytes.get(at) {
        Some(b'\n') => true,
        Some(b'\r') => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    (0..bytes.len()).filter(|at| ends(*at)).count()
}

/// The lines of `text` without their ends.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::apply;

    #[test]
    fn edits_and_text_agree_and_are_small() {
        let source = Source::new("a.cx", "\u{feff}größe ,  😀\r\nb\r\n");
        let mut draft = Draft::new(SourceId(0), &source);
        draft.keep(3, 10);
        draft.put(" ");
        draft.keep(14, 18);
        draft.line_break();
        draft.swap(20, 21, "ä");
        draft.line_break();
        let (text, edits) = draft.finish();
        assert_eq!(text, "\u{feff}größe 😀\r\nä\r\n");
        assert_eq!(apply(&source.text, &edits), Ok(text));
        assert_eq!(edits.iter().map(|edit| edit.span.len()).collect::<Vec<_>>(), [3, 1]);
    }
}
