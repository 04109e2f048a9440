//! A text as a literal in quotes that every notation reads.

/// `text` in double quotes, with `"`, `\`, line breaks and tabs escaped: a `.cx` string and a YAML scalar at once.
pub fn quoted(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for c in text.chars() {
        match c {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\t' => literal.push_str("\\t"),
            c => literal.push(c),
        }
    }
    literal.push('"');
    literal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_backslashes_are_escaped() {
        assert_eq!(quoted("C:\\x „so“ \"a\"\n"), "\"C:\\\\x „so“ \\\"a\\\"\\n\"");
    }
}
