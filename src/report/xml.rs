//! Text to XML: what must be escaped, and what XML 1.0 cannot hold at all written by code point.

/// `text` as the value of an attribute in double quotes.
pub(super) fn attribute(text: &str) -> String {
    escaped(text, |c| matches!(c, '\n' | '\r' | '\t'))
}

/// `text` as the content of an element.
pub(super) fn content(text: &str) -> String {
    escaped(text, |c| c == '\r')
}

fn escaped(text: &str, by_number: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if by_number(c) => out.push_str(&format!("&#{};", c as u32)),
            c if is_impossible(c) => out.push_str(&format!("&lt;U+{:04X}&gt;", c as u32)),
            c => out.push(c),
        }
    }
    out
}

/// Whether no XML document can hold `c`, not even by number.
fn is_impossible(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text() {
        assert_eq!(content("<a b=\"1\">&ä]]>"), "&lt;a b=&quot;1&quot;&gt;&amp;ä]]&gt;");
    }

    #[test]
    fn white_space_of_attributes_survives_reading() {
        assert_eq!(attribute("a\tb\r\nc"), "a&#9;b&#13;&#10;c");
        assert_eq!(content("a\tb\r\nc"), "a\tb&#13;\nc");
    }

    #[test]
    fn what_xml_cannot_hold_is_written_out() {
        assert_eq!(content("\u{1b}[31m\0\u{ffff}😀"), "&lt;U+001B&gt;[31m&lt;U+0000&gt;&lt;U+FFFF&gt;😀");
    }
}
