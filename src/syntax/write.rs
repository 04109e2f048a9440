//! Words and texts to what stands for them in a file, in either notation: the one place that decides about quotes, escapes and
//! texts of several lines. Knows no fields and no types; what asks for quotes beyond that, its callers know.

use super::cx::{is_mark, is_seen};
use super::scan::is_foreign;
use super::yaml::quote;
use super::{Notation, is_id};

/// Running text on one line: always in quotes in `.cx`, in YAML where it needs them.
pub fn text(notation: Notation, text: &str) -> String {
    match notation {
        Notation::Cx => quoted(text),
        Notation::Yaml => quote::scalar(text),
    }
}

/// An id, `journey.step`, a name or a key: in quotes only where it is no word of the notation.
pub fn word(notation: Notation, word: &str) -> String {
    match notation {
        Notation::Cx if word.split('.').all(is_id) => word.to_owned(),
        _ => text(notation, word),
    }
}

/// A text in quotes as `.cx` has it. What cannot be seen is told by its number.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            // Parts of what people see, such as a family of emoji.
            '\u{200d}' | '\u{a0}' | '\u{202f}' => out.push(c),
            c if is_seen(c) || is_mark(c) => out.push(c),
            c => out.push_str(&number(c)),
        }
    }
    out.push('"');
    out
}

/// A text as it can stand behind the mark of a comment, which has no escapes: on one line, and what does not belong into a file told
/// by its number.
pub fn comment(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            c if is_foreign(c) => out.push_str(&number(c)),
            c => out.push(c),
        }
    }
    out
}

fn number(c: char) -> String {
    format!("\\u{{{:x}}}", u32::from(c))
}

/// A text of several lines below its key, each line behind `break_` and `indent`; none where it could not be read back from there.
pub fn lines(notation: Notation, text: &str, indent: &str, break_: &str) -> Option<String> {
    let hazard = |c: char| c == '\t' || c == '\r' || is_foreign(c) || matches!(c, '\u{2028}' | '\u{2029}');
    let whole = text.contains('\n')
        && text.trim() == text
        && !text.contains(hazard)
        && !text.lines().any(|line| line.ends_with([' ', '\t']));
    let row = |line: &str| if line.is_empty() { break_.to_owned() } else { format!("{break_}{indent}{line}") };
    let rows = || text.split('\n').map(row).collect::<String>();
    match notation {
        _ if !whole => None,
        Notation::Cx if text.contains("\"\"\"") => None,
        Notation::Cx => Some(format!("\"\"\"{}{break_}{indent}\"\"\"", rows())),
        Notation::Yaml => Some(format!("|{}", rows())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_get_quotes_where_they_need_them() {
        let both = |text: &str| [Notation::Cx, Notation::Yaml].map(|notation| word(notation, text));
        assert_eq!(both("größe"), ["größe", "größe"]);
        assert_eq!(both("kauf.zahlen"), ["kauf.zahlen", "kauf.zahlen"]);
        assert_eq!(both("no"), ["no", "\"no\""]);
        assert_eq!(both("Zur Kasse 😀"), ["\"Zur Kasse 😀\"", "Zur Kasse 😀"]);
        assert_eq!(both(""), ["\"\"", "\"\""]);
    }

    #[test]
    fn what_cannot_be_seen_is_told_by_its_number() {
        assert_eq!(quoted("a\u{200b}b\r\n\"\\ 👨\u{200d}👩"), "\"a\\u{200b}b\\u{d}\\n\\\"\\\\ 👨\u{200d}👩\"");
        assert_eq!(comment(" größe\r\n\u{7}\u{202e}\u{200d} 😀\n"), "größe  \\u{7}\\u{202e}\u{200d} 😀");
    }

    #[test]
    fn texts_stand_in_lines_where_they_can_be_read_back() {
        assert_eq!(
            lines(Notation::Cx, "größe\n\nb", "  ", "\r\n").as_deref(),
            Some("\"\"\"\r\n  größe\r\n\r\n  b\r\n  \"\"\"")
        );
        assert_eq!(lines(Notation::Yaml, "a\n b", "  ", "\n").as_deref(), Some("|\n  a\n   b"));
        for text in ["a", " a\nb", "a\nb\n", "a \nb", "a\r\nb", "a\n\t\nb", "a\n\u{202e}b"] {
            assert_eq!(lines(Notation::Yaml, text, "  ", "\n"), None, "{text:?}");
        }
        assert_eq!(lines(Notation::Cx, "a\n\"\"\"", "  ", "\n"), None);
    }
}
