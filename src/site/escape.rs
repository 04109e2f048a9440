//! Text to HTML: escapes what has a meaning in HTML and makes invisible characters that could mislead visible.
//!
//! Knows nothing of templates; the template engine, the Markdown renderer and the SVG makers all escape through here.

use std::fmt;

/// Appends `text` to `html`, safe inside an element and inside a double-quoted attribute.
///
/// Control characters and characters that turn the writing direction become U+FFFD: they can make a page show
/// something else than it says.
pub(super) fn push(text: &str, html: &mut String) {
    // Writing to a string cannot fail.
    let _ = pieces(text, |piece| {
        html.push_str(piece);
        Ok(())
    });
}

/// Hands over `text` as HTML in pieces, see [`push`].
///
/// # Errors
/// The first of `write`.
pub(super) fn pieces(text: &str, mut write: impl FnMut(&str) -> fmt::Result) -> fmt::Result {
    let (mut copied, mut from) = (0, 0);
    while let Some(found) = text.bytes().skip(from).position(may_need_replacement) {
        let at = from + found;
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        from = at + c.len_utf8();
        if let Some(instead) = replacement(c) {
            write(text.get(copied..at).unwrap_or_default())?;
            write(instead)?;
            copied = from;
        }
    }
    write(text.get(copied..).unwrap_or_default())
}

/// Whether a character that begins with this byte may be one that [`replacement`] replaces.
fn may_need_replacement(byte: u8) -> bool {
    FIRST_BYTES.get(usize::from(byte)).copied().unwrap_or(true)
}

/// The same for every byte.
#[expect(clippy::indexing_slicing, reason = "evaluated by the compiler, which would say so")]
static FIRST_BYTES: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(
            byte as u8,
            0..=8 | 0x0b | 0x0c | 0x0e..=0x1f | b'&' | b'<' | b'>' | b'"' | 0x7f | 0xc2 | 0xe2
        );
        byte += 1;
    }
    table
};

/// `text` as HTML, see [`push`].
pub(super) fn html(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    push(text, &mut html);
    html
}

/// What stands for a character in HTML when it cannot stand for itself.
fn replacement(c: char) -> Option<&'static str> {
    match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        ' '..='~' | '\n' | '\t' | '\r' => None,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Some("\u{fffd}"),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some("\u{fffd}"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_shown_as_written() {
        assert_eq!(html("<script>\"a\" & 'b'"), "&lt;script&gt;&quot;a&quot; &amp; 'b'");
        assert_eq!(html("größe 🙂"), "größe 🙂");
    }

    #[test]
    fn no_character_that_is_replaced_is_overlooked() {
        for c in (0..=0x10_ffff).filter_map(char::from_u32) {
            let mut bytes = [0; 4];
            let first = c.encode_utf8(&mut bytes).bytes().next();
            assert!(replacement(c).is_none() || first.is_some_and(may_need_replacement), "{c:?}");
        }
        assert_eq!(html("a„b“ – \u{85}&ä\u{7f}"), "a„b“ – \u{fffd}&amp;ä\u{fffd}");
    }

    #[test]
    fn characters_that_turn_the_writing_direction_are_made_visible() {
        assert_eq!(html("a\u{202e}b\u{2066}c\u{0}"), "a\u{fffd}b\u{fffd}c\u{fffd}");
    }
}
