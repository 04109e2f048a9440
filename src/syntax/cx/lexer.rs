//! Where brackets, texts in quotes and the beginnings of lines stand, read in one pass over the bytes.
//!
//! It agrees with the grammar on what is text, comment and bracket, and knows nothing else of it: [`super::mend`] needs
//! the skeleton of a text before the grammar can read it.

use std::cmp::Ordering;

use super::begin::Begin;

/// What to do when a `"""` is followed by lines that look like the world outside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// It goes on to the next `"""`, whatever stands between.
    Quotes,
    /// It ends before a line that begins a field or a block, or ends one, and stands left of, or level with, its own line.
    Lines,
}

/// A part of the skeleton. `indent` is the indentation of the line in bytes, `before` the end of the last token
/// before it, comments not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    /// `[` or `{`.
    Open {
        /// Its place.
        at: usize,
        /// Whether it is `[`.
        list: bool,
        /// Whether it is a `{` behind a colon.
        map: bool,
        /// Whether the same bracket stands right before it.
        doubled: bool,
        /// Indentation of its line.
        indent: usize,
        /// Where its line begins.
        line: usize,
    },
    /// `]` or `}`.
    Close {
        /// Its place.
        at: usize,
        /// Whether it is `]`.
        list: bool,
        /// Whether it begins its line.
        first: bool,
        /// Indentation of its line.
        indent: usize,
        /// Where its line begins.
        line: usize,
        /// End of the token before.
        before: usize,
    },
    /// A line that begins with a key or a block header.
    Line {
        /// What it begins with.
        begin: Begin,
        /// Its indentation.
        indent: usize,
        /// End of the token before.
        before: usize,
    },
    /// A character other than space and tab that counts as a blank.
    Blank {
        /// Its first byte.
        at: usize,
        /// One past its last.
        end: usize,
    },
    /// A text in quotes that is not closed.
    Unclosed {
        /// Its first quote.
        at: usize,
        /// Where it most plausibly ends.
        end: usize,
    },
}

/// What was seen besides events.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scan {
    /// End of the last token.
    pub(super) last: usize,
    /// Texts in `"""` that never end, or seem to end with the opening `"""` of another.
    pub(super) doubts: usize,
}

/// Reads `text` and hands each event to `sink`; events of lines only when `lines` asks for them.
pub(super) fn read(text: &str, trust: Trust, lines: bool, sink: impl FnMut(Event)) -> Scan {
    let mut lexer = Lexer {
        text,
        bytes: text.as_bytes(),
        trust,
        lines,
        sink,
        at: 0,
        line: 0,
        indent: 0,
        first: true,
        before: 0,
        doubts: 0,
    };
    while let Some(byte) = lexer.peek(0) {
        lexer.step(byte);
    }
    Scan { last: lexer.before, doubts: lexer.doubts }
}

struct Lexer<'t, S> {
    text: &'t str,
    bytes: &'t [u8],
    trust: Trust,
    lines: bool,
    sink: S,
    at: usize,
    /// Where the current line begins, how far it is indented, and whether no token of it has been seen yet.
    line: usize,
    indent: usize,
    first: bool,
    /// End of the last token.
    before: usize,
    doubts: usize,
}

impl<S: FnMut(Event)> Lexer<'_, S> {
    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn step(&mut self, byte: u8) {
        match byte {
            b'\n' | b'\r' => {
                self.at += 1;
                (self.line, self.first) = (self.at, true);
            }
            b' ' | b'\t' => self.at += 1,
            b'/' if self.peek(1) == Some(b'/') && self.comment_may_begin() => self.at = line_end(self.bytes, self.at),
            _ => match self.odd_blank(byte) {
                Some(length) => {
                    self.emit(Event::Blank { at: self.at, end: self.at + length });
                    self.at += length;
                }
                None => self.token(byte),
            },
        }
    }

    /// The length of the character at hand, if nobody sees it or it is another sort of space.
    fn odd_blank(&self, byte: u8) -> Option<usize> {
        if matches!(byte, b'!'..=b'~' | 0x80..=0xc1 | 0xc3..=0xd7) {
            return None;
        }
        let c = self.text.get(self.at..)?.chars().next()?;
        is_blank(c).then(|| c.len_utf8())
    }

    /// `//` begins a comment unless it is glued to a word, as in `https://`.
    fn comment_may_begin(&self) -> bool {
        let Some(last) = self.at.checked_sub(1) else { return true };
        match self.bytes.get(last) {
            Some(b' ' | b'\t' | b'\n' | b'\r' | b'{' | b'}' | b'[' | b']' | b',' | b'"') => true,
            Some(b'!'..=b'~') | None => false,
            Some(_) => self.text.get(..self.at).and_then(|text| text.chars().next_back()).is_some_and(is_blank),
        }
    }

    fn token(&mut self, byte: u8) {
        if self.first {
            self.indent = self.at - self.line;
            self.begin_line(byte);
        }
        match byte {
            b'"' => self.text(),
            b'{' | b'[' => {
                let (at, list, doubled) = (self.at, byte == b'[', self.last() == Some(byte) && self.before == self.at);
                let map = !list && self.last() == Some(b':');
                self.emit(Event::Open { at, list, map, doubled, indent: self.indent, line: self.line });
                self.advance(1);
            }
            b'}' | b']' => {
                let (at, list, first) = (self.at, byte == b']', self.first);
                self.emit(Event::Close { at, list, first, indent: self.indent, line: self.line, before: self.before });
                self.advance(1);
            }
            _ => {
                let rest = self.bytes.get(self.at + 1..).unwrap_or_default();
                self.advance(1 + rest.iter().take_while(|byte| is_plain(**byte)).count());
            }
        }
        self.first = false;
    }

    /// The last byte of the token before.
    fn last(&self) -> Option<u8> {
        self.bytes.get(self.before.checked_sub(1)?).copied()
    }

    fn emit(&mut self, event: Event) {
        (self.sink)(event);
    }

    fn advance(&mut self, by: usize) {
        self.at += by;
        self.before = self.at;
    }

    fn begin_line(&mut self, byte: u8) {
        if self.lines
            && (byte.is_ascii_alphabetic() || byte >= 0x80)
            && let Some(begin) = Begin::of(self.bytes, self.at)
        {
            self.emit(Event::Line { begin, indent: self.indent, before: self.before });
        }
    }

    fn text(&mut self) {
        if self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(b"\"\"\"")) {
            self.markdown();
        } else {
            self.string();
        }
    }

    fn string(&mut self) {
        let mut at = self.at + 1;
        loop {
            let rest = self.bytes.get(at..).unwrap_or_default();
            at += rest.iter().take_while(|byte| !matches!(byte, b'"' | b'\\' | b'\n' | b'\r')).count();
            match self.bytes.get(at) {
                Some(b'"') => return self.advance(at + 1 - self.at),
                Some(b'\\') if !matches!(self.bytes.get(at + 1), None | Some(b'\n' | b'\r')) => at += 2,
                Some(b'\\') => at += 1,
                _ => break,
            }
        }
        let end = self.plausible_end(at);
        self.emit(Event::Unclosed { at: self.at, end });
        self.advance(end - self.at);
    }

    /// Where an unclosed text that has the rest of its line, up to `line_end`, ends: before the brace that opens a body
    /// if it stands in a header, else before brackets and commas at the end of the line that it does not open itself.
    fn plausible_end(&self, line_end: usize) -> usize {
        let start = self.at + 1;
        let content = self.bytes.get(start..line_end).unwrap_or_default();
        let in_header = !self.first && !matches!(self.last(), None | Some(b':' | b',' | b'[' | b'{'));
        let content = before_comment(content).trim_ascii_end();
        let content = match content.iter().position(|byte| *byte == b'{') {
            _ if content.contains(&b'\\') => content,
            Some(brace) if in_header => content.get(..brace).unwrap_or(content),
            Some(_) => content,
            None if content.contains(&b'[') => content,
            None => {
                let last = content.iter().rposition(|byte| !matches!(byte, b']' | b'}' | b',' | b' ' | b'\t'));
                content.get(..last.map_or(0, |last| last + 1)).unwrap_or(content)
            }
        };
        start + content.trim_ascii_end().len()
    }

    fn markdown(&mut self) {
        let start = self.at + 3;
        let close = self.text.get(start..).and_then(|rest| rest.find("\"\"\"")).map(|at| start + at);
        let end = match self.trust {
            Trust::Lines => self.outside(start, close.unwrap_or(self.bytes.len())),
            Trust::Quotes => None,
        };
        match (end, close) {
            (None, Some(close)) => {
                self.doubts += usize::from(self.begins_another(start, close));
                self.count_lines(start, close);
                self.advance(close + 3 - self.at);
            }
            (end, close) => {
                self.doubts += usize::from(end.is_none() && close.is_none());
                let limit = end.unwrap_or(self.bytes.len());
                let end = start + self.bytes.get(start..limit).unwrap_or_default().trim_ascii_end().len();
                self.emit(Event::Unclosed { at: self.at, end });
                self.count_lines(start, end);
                self.advance(end - self.at);
            }
        }
    }

    /// Whether the `"""` at `close` looks like the beginning of a text: `key: """`.
    fn begins_another(&self, start: usize, close: usize) -> bool {
        let content = self.bytes.get(start..close).unwrap_or_default();
        content.trim_ascii_end().last() == Some(&b':')
    }

    /// A text of several lines sets where the current line begins.
    fn count_lines(&mut self, start: usize, end: usize) {
        let content = self.bytes.get(start..end).unwrap_or_default();
        if let Some(last) = content.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')) {
            self.line = start + last + 1;
        }
    }

    /// Where the first line between `start` and `limit` begins that stands outside of a text begun on the current line.
    fn outside(&self, start: usize, limit: usize) -> Option<usize> {
        let bytes = self.bytes.get(..limit)?;
        let mut line = line_end(bytes, start) + 1;
        while line < limit {
            let end = line_end(bytes, line);
            let content = bytes.get(line..end).unwrap_or_default();
            let indent = content.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            if indent < content.len() && self.is_outside(line + indent, indent) {
                return Some(line);
            }
            line = end + 1;
        }
        None
    }

    fn is_outside(&self, at: usize, indent: usize) -> bool {
        let begin = Begin::of(self.bytes, at);
        match indent.cmp(&self.indent) {
            Ordering::Equal if indent == 0 => begin == Some(Begin::Header),
            Ordering::Less | Ordering::Equal => begin.is_some() || matches!(self.bytes.get(at), Some(b'}' | b']')),
            Ordering::Greater => false,
        }
    }
}

/// A byte that neither begins nor ends anything: several of them are passed over at once.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':' | b',')
}

/// A character that separates tokens: white space, and what nobody can see.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\n' | '\r')
        || c.is_control() && !matches!(c, '\n' | '\r')
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}' | '\u{feff}')
}

pub(super) fn line_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len())
}

/// The line without a comment at its end.
pub(super) fn before_comment(line: &[u8]) -> &[u8] {
    let comment = line.windows(3).position(|window| matches!(window, [b' ' | b'\t', b'/', b'/']));
    comment.and_then(|at| line.get(..at)).unwrap_or(line)
}
