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
    let mut copied = 0;
    for (at, c) in text.char_indices() {
        if let Some(instead) = replacement(c) {
            write(text.get(copied..at).unwrap_or_default())?;
            write(instead)?;
            copied = at + c.len_utf8();
        }
    }
    write(text.get(copied..).unwrap_or_default())
}

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
    use super::html;

    #[test]
    fn markup_is_shown_as_written() {
        assert_eq!(html("<script>\"a\" & 'b'"), "&lt;script&gt;&quot;a&quot; &amp; 'b'");
        assert_eq!(html("größe 🙂"), "größe 🙂");
    }

    #[test]
    fn characters_that_turn_the_writing_direction_are_made_visible() {
        assert_eq!(html("a\u{202e}b\u{2066}c\u{0}"), "a\u{fffd}b\u{fffd}c\u{fffd}");
    }
}
