//! What the YAML scanner stumbles over, in words a reader of the knowledge base understands, at the place they can see.

use granit_parser::ErrorKind;

use super::lines;
use crate::diagnostic::{FaultKind, Hazard, Limit};
use crate::syntax::MAX_DEPTH;

/// Where the scanner stopped.
#[derive(Debug, Clone)]
pub(super) struct Stop {
    pub(super) kind: ErrorKind,
    /// The byte it names.
    pub(super) at: usize,
    /// The end of the last part it had read before.
    pub(super) last: usize,
}

/// An error as the reader of the file sees it.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: FaultKind,
    /// Whether the text is plain to read although the scanner refuses it: it lacks nothing but quotes.
    pub(super) wants_quotes: bool,
}

/// What stands around an error.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'t> {
    /// The key whose value holds it.
    pub(super) key: Option<&'t str>,
    /// The first character of that value.
    pub(super) first: Option<char>,
}

/// Words for `stop` in the part of `text` that ends at `end`.
pub(super) fn say(text: &str, end: usize, around: Around<'_>, stop: &Stop) -> Said {
    use ErrorKind as E;
    let key = around.key;
    let place = Place { text, end, at: stop.at.min(end), last: stop.last.min(end) };
    match &stop.kind {
        E::RecursionLimitExceeded => place.char(FaultKind::Limit(Limit::Depth { limit: MAX_DEPTH })),
        E::UnclosedQuotedScalar | E::InvalidQuotedScalarIndent | E::DocumentIndicatorInQuotedScalar => {
            place.open_text()
        }
        E::UnclosedFlowCollection { open: '[' } => place.char(FaultKind::Unclosed { what: "list" }),
        E::UnclosedFlowCollection { .. } => place.char(FaultKind::Unclosed { what: "map" }),
        E::MismatchedFlowCollectionEnd { open, close } => place.other_bracket(*open, *close),
        E::MappingValueNotAllowed | E::InvalidMappingValueWhitespace => place.colon(key),
        E::InvalidColonPlacement | E::ExpectedFlowMappingSeparator | E::ExpectedFlowSequenceSeparator => {
            place.in_brackets()
        }
        E::UnexpectedCharacter { character } if character.is_control() => place.control(*character),
        E::BomInsideDocument => place.control('\u{feff}'),
        E::UnexpectedCharacter { .. }
        | E::MisplacedFlowCollectionEnd
        | E::PlainScalarStartsWithDashFlowIndicator
        | E::MissingAnchorOrAliasName
        | E::MappingKeyNotAllowed => place.first_character(),
        E::UnexpectedEofBlockMapping | E::ExpectedNodeContent if place.next() == Some(',') => place.first_character(),
        E::UnexpectedEofImplicitFlowMapping => place.char(expected("an item between the two commas, or one comma")),
        E::BlockSequenceEntryNotAllowed => place.dash(key),
        E::InvalidTrailingSingleQuotedScalar => place.behind_quote("written twice (`''`)"),
        E::InvalidTrailingDoubleQuotedScalar => place.behind_quote("written `\\\"`"),
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => place.escape(),
        E::InvalidBlockScalarHeader => place.rest("nothing more on this line: the text begins on the line below"),
        E::ZeroBlockScalarIndent => place.rest("a number from 1 to 9, or none"),
        E::CommentInterceptedScalar => {
            place.rest("quotes around the text, because it goes on behind this `#`, or a new key on the line below")
        }
        E::CommentNotSeparated => place.char(expected("a blank before the `#` of a comment")),
        E::InvalidBlockScalarIndent | E::InvalidIndentation | E::InvalidFlowScalarIndent => {
            place.rest("the same indentation as the line above")
        }
        E::ExpectedBlockMappingKey if matches!(around.first, Some('|' | '>')) => {
            place.rest("at least the indentation of the first line of the text")
        }
        E::ExpectedBlockMappingKey if around.first == Some('\'') => place.behind_quote("written twice (`''`)"),
        E::ExpectedBlockMappingKey if around.first == Some('"') => place.behind_quote("written `\\\"`"),
        E::ExpectedBlockMappingKey => place.rest("a `key: value` line with the same indentation as the ones above"),
        E::ExpectedBlockSequenceEntry => place.rest("a list item (`- …`) with the same indentation as the ones above"),
        E::SimpleKeyExpected | E::InvalidSimpleKey => place.rest("a colon and a blank behind the key (`key: value`)"),
        E::TabInIndentation
        | E::TabInBlockIndentation
        | E::TabAtBlockScalarStart
        | E::TabInPlainScalar
        | E::TabNotAllowed => place.tab(),
        E::UndeclaredTagHandle
        | E::ExpectedTagBang
        | E::InvalidGlobalTagCharacter
        | E::InvalidTagTerminator
        | E::MissingTagUri
        | E::UnclosedVerbatimTag
        | E::InvalidTagEscape
        | E::InvalidTagUtf8LeadingByte
        | E::InvalidTagUtf8TrailingByte
        | E::InvalidTagUtf8 => place.tag(),
        _ => place.rest("a `key: value` line, a list item (`- …`) or a text in quotes"),
    }
}

/// What could have stood there.
pub(super) fn expected(phrase: &str) -> FaultKind {
    FaultKind::unexpected(phrase)
}

/// The part that stopped the scanner; each method looks there for one kind of trouble.
struct Place<'t> {
    text: &'t str,
    end: usize,
    at: usize,
    last: usize,
}

impl Place<'_> {
    fn slice(&self, from: usize) -> &str {
        self.text.get(from..self.end).unwrap_or_default()
    }

    fn next(&self) -> Option<char> {
        self.slice(self.at).chars().next()
    }

    fn said(&self, start: usize, len: usize, kind: FaultKind) -> Said {
        Said { start, end: (start + len).min(self.end).max(start), kind, wants_quotes: false }
    }

    /// The fault stands at the character the scanner names.
    fn char(&self, kind: FaultKind) -> Said {
        self.said(self.at, self.next().map_or(0, char::len_utf8), kind)
    }

    /// The fault covers the rest of the line.
    fn rest(&self, phrase: &str) -> Said {
        let len = self.slice(self.at).lines().next().unwrap_or_default().trim_end().len();
        self.said(self.at, len, expected(phrase))
    }

    fn open_text(&self) -> Said {
        let from = self.last.min(self.at);
        let start = self.slice(from).find(['"', '\'']).map_or(self.at, |found| from + found);
        self.said(start, 1, FaultKind::Unclosed { what: "text" })
    }

    fn other_bracket(&self, open: char, close: char) -> Said {
        let (end, what) = if open == '[' { (']', "list") } else { ('}', "map") };
        let found = self.slice(self.last.max(self.at + 1)).find(close);
        let start = found.map_or(self.at, |found| self.last.max(self.at + 1) + found);
        self.said(start, 1, expected(&format!("`{end}` to end the {what} that begins with `{open}`")))
    }

    fn colon(&self, key: Option<&str>) -> Said {
        let phrase = match key {
            Some(key) => format!("quotes around the text after `{key}:`, because it holds another colon"),
            None => "quotes around the text, because it holds a colon".to_owned(),
        };
        Said { wants_quotes: true, ..self.char(expected(&phrase)) }
    }

    fn in_brackets(&self) -> Said {
        match self.next() {
            Some(':') => self.char(expected("quotes around a text that holds a colon, or a comma before it")),
            _ => self.char(expected("a comma between two items, or quotes around a text that holds such a character")),
        }
    }

    fn control(&self, character: char) -> Said {
        let start = self.slice(self.at).find(character).map_or(self.at, |found| self.at + found);
        Said { wants_quotes: true, ..self.said(start, character.len_utf8(), FaultKind::Character(character)) }
    }

    fn first_character(&self) -> Said {
        let phrase = match self.next() {
            Some('`') => "quotes around a text that begins with a backtick".to_owned(),
            Some(first) => format!("quotes around a text that begins with `{first}`"),
            None => "a text".to_owned(),
        };
        Said { wants_quotes: true, ..self.char(expected(&phrase)) }
    }

    fn dash(&self, key: Option<&str>) -> Said {
        let below = key.map_or_else(|| "below".to_owned(), |key| format!("below `{key}:`"));
        self.char(expected(&format!("each list item on a line of its own {below}, or quotes around the text")))
    }

    fn behind_quote(&self, quote: &str) -> Said {
        self.rest(&format!("the end of the line behind the closing quote (a quote inside the text is {quote})"))
    }

    fn escape(&self) -> Said {
        let (start, len) = bad_escape(self.slice(self.at)).map_or((self.at, 1), |(at, len)| (self.at + at, len));
        let phrase = "two backslashes (`\\\\`) for one: in double quotes a backslash begins an escape such as `\\n`";
        self.said(start, len, expected(phrase))
    }

    /// The tab at the beginning of a line at or behind the place.
    fn tab(&self) -> Said {
        let before = self.text.get(..self.at).unwrap_or_default();
        let line = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let start = lines::indenting_tab(self.text, line..self.end).unwrap_or(self.at);
        let len = self.slice(start).bytes().take_while(|byte| *byte == b'\t').count();
        self.said(start, len, FaultKind::Hazard(Hazard::Tab))
    }

    fn tag(&self) -> Said {
        let tag = self.slice(self.at).split_whitespace().next().unwrap_or_default();
        self.said(self.at, tag.len(), FaultKind::Hazard(Hazard::Tag))
    }
}

/// Offset and length of the first backslash in a text in double quotes that begins no escape.
fn bad_escape(text: &str) -> Option<(usize, usize)> {
    let inside = lines::closing_quote(text, '"').and_then(|end| text.get(..end)).unwrap_or(text);
    let mut chars = inside.char_indices();
    while let Some((at, char)) = chars.next() {
        if char != '\\' {
            continue;
        }
        let (next, escaped) = chars.next()?;
        let digits = match escaped {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            '0' | 'a' | 'b' | 't' | '\t' | 'n' | 'v' | 'f' | 'r' | 'e' | ' ' | '"' | '/' | '\\' | 'N' | '_' | 'L'
            | 'P' | '\n' | '\r' => continue,
            _ => return Some((at, next + escaped.len_utf8() - at)),
        };
        let code = inside.get(next + 1..next + 1 + digits).and_then(|code| u32::from_str_radix(code, 16).ok());
        if code.and_then(char::from_u32).is_none() {
            return Some((at, 2));
        }
    }
    None
}
