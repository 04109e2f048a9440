//! What a line begins with, told from its first words: enough to see where a bracket that is never closed must end.

use super::lexer::{before_comment, line_end};

/// What a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Begin {
    /// `key:`.
    Key,
    /// The header of a block with a body.
    Header,
    /// The header of a block, nothing behind it.
    Bare,
    /// The header of a block and behind it a key: the brace between them, at this place, is missing.
    Inline(usize),
}

impl Begin {
    /// What the line from `at` on begins with; nothing if it may be text.
    pub(super) fn of(bytes: &[u8], at: usize) -> Option<Begin> {
        let end = line_end(bytes, at);
        let line = bytes.get(at..end).unwrap_or_default();
        let (word, rest) = split_word(line);
        match rest.first() {
            _ if word == 0 => None,
            Some(b':') => Some(Begin::Key),
            Some(b'{') => Some(Begin::Header),
            Some(_) if is_header(rest) && (rest.contains(&b'{') || next_line_opens(bytes, end)) => Some(Begin::Header),
            Some(_) if is_header(rest) => Some(inline(rest).map_or(Begin::Bare, |to_go| Begin::Inline(end - to_go))),
            Some(_) => None,
            None => next_line_opens(bytes, end).then_some(Begin::Header),
        }
    }
}

/// Whether what follows a keyword is a name, an id with a name, a body or nothing behind it, or at least ends with a brace.
fn is_header(rest: &[u8]) -> bool {
    let (word, behind) = split_word(rest);
    match behind.first() {
        Some(b'"') => true,
        Some(b'{') | None if word > 0 => true,
        _ => before_comment(rest).trim_ascii_end().last() == Some(&b'{'),
    }
}

/// How much of the line is left behind the name when a key follows it.
fn inline(rest: &[u8]) -> Option<usize> {
    let (_, name) = split_word(rest);
    let inside = name.strip_prefix(b"\"")?;
    let close = inside.iter().position(|byte| *byte == b'"')?;
    let behind = inside.get(close + 1..)?;
    let (key, colon) = split_word(behind.trim_ascii_start());
    (key > 0 && colon.first() == Some(&b':')).then_some(behind.len())
}

/// Length of the word at the beginning, and what follows it and its blanks.
fn split_word(line: &[u8]) -> (usize, &[u8]) {
    let is_word =
        |byte: &u8| byte.is_ascii_alphanumeric() || *byte >= 0x80 || matches!(byte, b'-' | b'_' | b'.' | b'/');
    let word = line.iter().take_while(|byte| is_word(byte)).count();
    (word, line.get(word..).unwrap_or_default().trim_ascii_start())
}

fn next_line_opens(bytes: &[u8], end: usize) -> bool {
    bytes.get(end..).unwrap_or_default().iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{')
}

#[cfg(test)]
mod tests {
    use super::Begin;

    fn of(line: &str) -> Option<Begin> {
        Begin::of(line.as_bytes(), 0)
    }

    #[test]
    fn keys_and_headers_are_told_from_text() {
        assert_eq!(of("größe : 1"), Some(Begin::Key));
        for line in ["a {", "a b {", "a b \"C\" { d: e }", "a \"B\"\n  {", "a\r\n{", "a Große Namen {"] {
            assert_eq!(of(line), Some(Begin::Header), "{line}");
        }
        assert_eq!(of("a b"), Some(Begin::Bare));
        assert_eq!(of("a \"Größe\" // b"), Some(Begin::Bare));
        for line in ["a", "ein Text geht weiter", "\"a\"", "- a: b", ""] {
            assert_eq!(of(line), None, "{line}");
        }
    }

    #[test]
    fn a_key_behind_a_header_lacks_a_brace_before_it() {
        assert_eq!(of("step \"Größe\" c: d }"), Some(Begin::Inline("step \"Größe\"".len())));
        assert_eq!(of("step a \"B\"  c: d }"), Some(Begin::Inline("step a \"B\"".len())));
    }
}
