//! A text as a YAML scalar: plain where every reader takes it back as the same text, in double quotes otherwise.
//!
//! "Every reader" means YAML 1.1 and 1.2, of a block and of a list or map in brackets, as a value and as a key. YAML 1.1 takes
//! `no`, `12:30` and `1_000` for something else than text, so they are quoted although we would read them as text.

use std::fmt::Write;

/// Writes `text` as a YAML scalar on one line, without a line break.
pub fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

fn is_plain(text: &str) -> bool {
    let (Some(first), Some(last)) = (text.chars().next(), text.chars().next_back()) else { return false };
    let safe_first = first.is_alphanumeric() || matches!(first, '_' | '/' | '(' | '„' | '“' | '«' | '»' | '€' | '§');
    safe_first
        && !last.is_whitespace()
        && last != ':'
        && text.chars().all(is_plain_character)
        // Some readers refuse `:?` in brackets.
        && ![": ", " #", ":?"].iter().any(|pitfall| text.contains(pitfall))
        && !has_another_meaning(text)
}

/// Characters that never begin or end anything inside a plain scalar, not even in brackets.
fn is_plain_character(character: char) -> bool {
    match character {
        ' ' => true,
        ',' | '[' | ']' | '{' | '}' | '`' => false,
        '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{85}' => false,
        _ => !character.is_control() && !character.is_whitespace() && is_printable(character),
    }
}

/// YAML allows these characters to stand unescaped.
fn is_printable(character: char) -> bool {
    matches!(character, ' '..='~' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Whether a reader of some YAML version takes a text without quotes for a truth, a number, a date or a time.
pub fn is_misread(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let unsigned = lower.trim_start_matches(['-', '+', '.']);
    let is_number = looks_like_a_number(unsigned) && (!unsigned.contains(' ') || is_time_stamp(unsigned));
    is_number || has_another_meaning(unsigned) && !looks_like_a_number(unsigned)
}

/// `2026-11-21 08:00:00`: what has blanks and is no text for YAML 1.1.
fn is_time_stamp(text: &str) -> bool {
    let (date, time) = text.split_once(' ').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().next().is_some_and(|byte| byte.is_ascii_digit());
    date.len() >= 8 && date.matches('-').count() == 2 && digits(time.trim_start())
}

/// Whether a reader of any YAML version takes the word for a boolean, nothing, a number, a date or a time.
fn has_another_meaning(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let words = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "none"];
    words.contains(&lower.as_str()) || looks_like_a_number(&lower)
}

/// Digits and what numbers, dates and times are made of: more than any version means, so that none is missed.
fn looks_like_a_number(lower: &str) -> bool {
    let begins = lower.starts_with(|first: char| first.is_ascii_digit());
    begins && lower.chars().all(|character| character.is_ascii_hexdigit() || "_+-.:xotz ".contains(character))
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ => character_or_escape(character, &mut out),
        }
    }
    out.push('"');
    out
}

fn character_or_escape(character: char, out: &mut String) {
    let hidden = matches!(character, '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{85}');
    let _ = match (hidden || !is_printable(character), u32::from(character)) {
        (false, _) => out.write_char(character),
        (true, code @ ..=0xff) => write!(out, "\\x{code:02x}"),
        (true, code @ ..=0xffff) => write!(out, "\\u{code:04x}"),
        (true, code) => write!(out, "\\U{code:08x}"),
    };
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{is_misread, scalar};
    use crate::syntax::yaml::document_values;
    use crate::syntax::{Value, ValueKind};
    use crate::text::{Source, SourceId};

    #[test]
    fn prose_stays_plain_and_pitfalls_are_quoted() {
        for plain in
            ["Übung", "Mia's Größe", "größer als 😀", "a:b", "a#b", "Bis 30 €", "3 Wege", "https://a.b/c?d=e", "5min"]
        {
            assert_eq!(scalar(plain), plain);
        }
        let quoted = [
            "",
            " a",
            "a ",
            "a: b",
            "a:",
            "a #b",
            "- a",
            "no",
            "Yes",
            "NULL",
            "~",
            "12:30",
            "0x1f",
            "1_000",
            "2026-11-21",
        ];
        for text in quoted
            .into_iter()
            .chain(["1e3", "a, b", "[a]", "{a", "*a", "&a", "!a", "@a", "%a", "|", ">", "?", "'a'", "=", "<<"])
        {
            assert_eq!(scalar(text), format!("\"{text}\""));
        }
        assert_eq!(scalar("a\n\"b\"\\\t\u{7}\u{2028}\u{feff}"), r#""a\n\"b\"\\\t\x07\u2028\ufeff""#);
    }

    #[test]
    fn words_of_other_meaning_are_told_from_prose() {
        for text in
            ["no", "On", "Y", "017", "1_000", "-1", "+.5", "12:30", "2026-11-21", "2026-11-21 08:00:00", "0x1f", ".inf"]
        {
            assert!(is_misread(text), "{text}");
        }
        for text in ["none of it", "3 Wege", "5 Tote", "Größe", "now", "2nd", "a-1", "1h30min", "", "-", "."] {
            assert!(!is_misread(text), "{text}");
        }
    }

    /// The text in the places a scalar can stand in: a value, an item, a key, in brackets.
    fn places(text: &str) -> String {
        let scalar = scalar(text);
        format!("a: {scalar}\nb:\n- {scalar}\nc: [{scalar}, {{k: {scalar}}}]\nd: {{{scalar}: x}}\n{scalar}: x\n")
    }

    fn texts(value: &Value, out: &mut Vec<String>) {
        match &value.kind {
            ValueKind::Scalar { text, .. } => out.push(text.to_string()),
            ValueKind::List(items) => items.iter().for_each(|item| texts(item, out)),
            ValueKind::Map(entries) => entries.iter().for_each(|entry| {
                out.push(entry.key.text.to_string());
                texts(&entry.value, out);
            }),
            ValueKind::Empty | ValueKind::Junk => {}
        }
    }

    fn theirs(value: &serde_yaml::Value, out: &mut Vec<String>) {
        match value {
            serde_yaml::Value::String(text) => out.push(text.clone()),
            serde_yaml::Value::Sequence(items) => items.iter().for_each(|item| theirs(item, out)),
            serde_yaml::Value::Mapping(entries) => entries.iter().for_each(|(key, value)| {
                theirs(key, out);
                theirs(value, out);
            }),
            _ => {}
        }
    }

    fn comes_back(text: &str) -> Result<(), TestCaseError> {
        prop_assume!(!["a", "b", "c", "d"].contains(&text));
        let yaml = places(text);
        let expected = ["a", text, "b", text, "c", text, "k", text, "d", text, "x", text, "x"];
        let (values, _, faults) = document_values(SourceId(0), &Source::new("a.yaml", yaml.as_str()));
        prop_assert!(faults.is_empty(), "{:?}: {}", faults, yaml);
        let mut ours = Vec::new();
        values.iter().for_each(|value| texts(value, &mut ours));
        prop_assert_eq!(&ours, &expected, "{}", &yaml);
        let value: serde_yaml::Value =
            serde_yaml::from_str(&yaml).map_err(|error| TestCaseError::fail(format!("{error}: {yaml}")))?;
        let mut others = Vec::new();
        theirs(&value, &mut others);
        prop_assert_eq!(&others, &expected, "{}", &yaml);
        Ok(())
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in any::<String>()) {
            comes_back(&text)?;
        }

        #[test]
        fn every_short_text_of_ascii_comes_back(text in "[ -~\n\t]{0,6}") {
            comes_back(&text)?;
        }

        #[test]
        fn every_word_comes_back_as_text(text in "[-+.0-9xoe_:]{1,6}|[yYnNoOfFtTuUeErRaAlLsS]{1,5}|\\.?(inf|nan|NaN)|[=<>~?|]{1,2}") {
            comes_back(&text)?;
        }
    }
}
