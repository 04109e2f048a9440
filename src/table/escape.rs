//! Several values in one cell: one a line or between semicolons, and how what would part them is written within a value.
//!
//! `\;` is a semicolon, `\\` a backslash, `\n` a line break, and within the key of a map `\:` a colon. A backslash before anything else is
//! one, so that what people type is taken as they mean it.

/// `text` as a part of a cell that holds several.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            ';' => out.push_str("\\;"),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out
}

/// A key and a value as a part of a cell.
pub(super) fn entry(key: &str, value: &str) -> String {
    format!("{}: {}", escaped(key).replace(':', "\\:"), escaped(value))
}

/// The parts of a cell, blanks around them and empty ones left out; escapes are still in them.
pub(super) fn parts(cell: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut is_escaped) = (0, false);
    for (at, c) in cell.char_indices() {
        if !is_escaped && matches!(c, ';' | '\n' | '\r') {
            parts.push(cell.get(start..at).unwrap_or_default());
            start = at + 1;
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    parts.push(cell.get(start..).unwrap_or_default());
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// A part of a cell as the key and the value of a map.
pub(super) fn key_and_value(part: &str) -> Option<(String, String)> {
    let mut is_escaped = false;
    for (at, c) in part.char_indices() {
        if c == ':' && !is_escaped {
            let (key, value) = (part.get(..at)?, part.get(at + 1..)?);
            return Some((plain(key.trim()), plain(value.trim())));
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    None
}

/// What a part of a cell means.
pub(super) fn plain(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    let mut chars = part.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some(next @ ('\\' | ';' | ':'))) => {
                out.push(*next);
                chars.next();
            }
            ('\\', Some('n')) => {
                out.push('\n');
                chars.next();
            }
            (c, _) => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_whatever_they_hold() {
        let texts = ["größe; 😀", "C:\\neu\\", "a\nb", "\\;", "x: y", ";"];
        let cell = texts.map(escaped).join("\n");
        let back: Vec<String> = parts(&cell).into_iter().map(plain).collect();
        assert_eq!(back, texts);
        let written = entry("a:b", "c; d: e");
        assert_eq!(
            parts(&written).into_iter().filter_map(key_and_value).next(),
            Some(("a:b".into(), "c; d: e".into()))
        );
    }

    #[test]
    fn semicolons_part_what_people_type() {
        assert_eq!(parts("app; telefon ;\r\n\nweb;"), ["app", "telefon", "web"]);
    }
}
