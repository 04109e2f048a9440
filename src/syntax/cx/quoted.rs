//! What stands between quotes to the text it means: escapes resolved, indentation removed.
//!
//! Most texts mean exactly what stands there; they stay slices of the source.

use std::ops::Range;

/// The text between the quotes, or what it means where that differs.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The bytes of the source at this range, relative to what was given.
    Same(Range<usize>),
    /// Another text.
    Text(String),
}

/// Resolves the escapes of a text; ranges of those that are none go to `wrong`, and their text is kept as it is.
pub(super) fn unescape(raw: &str, mut wrong: impl FnMut(Range<usize>)) -> Meaning {
    if !raw.contains('\\') {
        return Meaning::Same(0..raw.len());
    }
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((plain, behind)) = rest.split_once('\\') {
        text.push_str(plain);
        let at = raw.len() - behind.len() - 1;
        let length = match escape(behind) {
            Some((c, length)) => {
                text.push(c);
                length
            }
            None => {
                let length = wrong_length(behind);
                text.push('\\');
                text.push_str(behind.get(..length).unwrap_or_default());
                wrong(at..at + 1 + length);
                length
            }
        };
        rest = behind.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
    Meaning::Text(text)
}

/// The character an escape stands for and its length, backslash not counted.
fn escape(behind: &str) -> Option<(char, usize)> {
    match behind.as_bytes().first()? {
        b'"' => Some(('"', 1)),
        b'\\' => Some(('\\', 1)),
        b'n' => Some(('\n', 1)),
        b't' => Some(('\t', 1)),
        b'u' => {
            let digits = hex_digits(behind)?;
            let c = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
            Some((c, digits.len() + 3))
        }
        _ => None,
    }
}

/// The digits of `u{…}`, up to eight of them.
fn hex_digits(behind: &str) -> Option<&str> {
    let inner = behind.strip_prefix("u{")?;
    let end = inner.bytes().take(9).position(|byte| byte == b'}')?;
    inner.get(..end).filter(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// How much behind the backslash belongs to an escape that is none: a whole `u{…}`, else one character.
fn wrong_length(behind: &str) -> usize {
    let braces = behind.strip_prefix("u{").and_then(|inner| {
        let end = inner.bytes().take(12).position(|byte| byte == b'}')?;
        inner.get(..end).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    });
    match braces {
        Some(digits) => digits.len() + 3,
        None => behind.chars().next().map_or(0, char::len_utf8),
    }
}

/// Removes what belongs to the layout of the source: blanks and blank lines at both ends, the indentation that all lines
/// share (that of text beside the opening quotes does not count), the carriage returns of line breaks, and blanks that
/// are a whole line.
pub(super) fn dedent(raw: &str) -> Meaning {
    let (from, beside_quotes) = start(raw);
    let content = raw.get(from..).unwrap_or_default().trim_end_matches(LAYOUT);
    let margin = margin(content, beside_quotes);
    if !content.contains(['\n', '\r']) {
        return Meaning::Same(from + margin..from + content.len());
    }
    if margin == 0 && !content.contains('\r') {
        return Meaning::Same(from..from + content.len());
    }
    Meaning::Text(without_margin(content, margin, beside_quotes))
}

const LAYOUT: [char; 4] = [' ', '\t', '\n', '\r'];

/// Where the content begins - the line of its first character, or that character - and whether it is beside the quotes.
fn start(raw: &str) -> (usize, bool) {
    let blank = raw.len() - raw.trim_start_matches(LAYOUT).len();
    let before = raw.get(..blank).unwrap_or_default();
    match before.rfind(['\n', '\r']) {
        Some(line) => (line + 1, false),
        None => (blank, true),
    }
}

fn lines(content: &str) -> impl Iterator<Item = &str> {
    content.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
}

fn is_blank(line: &str) -> bool {
    line.bytes().all(|byte| matches!(byte, b' ' | b'\t'))
}

fn margin(content: &str, beside_quotes: bool) -> usize {
    let mut shared: Option<&str> = None;
    for line in lines(content).skip(usize::from(beside_quotes)).filter(|line| !is_blank(line)) {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let indent = line.get(..indent).unwrap_or_default();
        shared = Some(match shared {
            Some(shared) => common_prefix(shared, indent),
            None => indent,
        });
    }
    shared.map_or(0, str::len)
}

fn common_prefix<'t>(a: &'t str, b: &str) -> &'t str {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    a.get(..same).unwrap_or_default()
}

fn without_margin(content: &str, margin: usize, beside_quotes: bool) -> String {
    let mut text = String::with_capacity(content.len());
    for (number, line) in lines(content).enumerate() {
        if number > 0 {
            text.push('\n');
        }
        let margin = if number == 0 && beside_quotes { 0 } else { margin };
        if !is_blank(line) {
            text.push_str(line.get(margin..).unwrap_or_default());
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(raw: &str, meaning: Meaning) -> String {
        match meaning {
            Meaning::Same(range) => raw.get(range).unwrap_or_default().to_owned(),
            Meaning::Text(text) => text,
        }
    }

    fn dedented(raw: &str) -> String {
        text(raw, dedent(raw))
    }

    #[test]
    fn escapes_mean_characters() {
        let raw = r#"Sie sagt \"größer\" \\ \u{1F600}\n"#;
        let meaning = unescape(raw, |_| {});
        assert_eq!(text(raw, meaning), "Sie sagt \"größer\" \\ 😀\n");
    }

    #[test]
    fn what_is_no_escape_is_told_and_kept() {
        let mut wrong = Vec::new();
        let raw = r"C:\Größe \u{110000} \ä";
        let meaning = unescape(raw, |range| wrong.push(range));
        assert_eq!(text(raw, meaning), raw);
        let wrong: Vec<&str> = wrong.into_iter().filter_map(|range| raw.get(range)).collect();
        assert_eq!(wrong, [r"\G", r"\u{110000}", r"\ä"]);
    }

    #[test]
    fn shared_indentation_is_removed_and_deeper_kept() {
        assert_eq!(dedented("\n    Größe:\n      - 😀\n\n    Ende\n    "), "Größe:\n  - 😀\n\nEnde");
        assert_eq!(dedented("\r\n\t\tA\r\n\t\tB\r\n\t"), "A\nB");
        assert_eq!(dedented("\n a\n\tb"), " a\n\tb");
    }

    #[test]
    fn text_beside_the_quotes_does_not_set_the_indentation() {
        assert_eq!(dedented("Eins\n    zwei\n    drei"), "Eins\nzwei\ndrei");
        assert_eq!(dedented(" eins "), "eins");
    }

    #[test]
    fn text_of_one_line_is_a_slice() {
        assert_eq!(dedent("\n    Größe\n  "), Meaning::Same(5..12));
        assert_eq!(dedent("a\nb"), Meaning::Same(0..3));
        assert_eq!(dedented(" \n \n"), "");
    }
}
