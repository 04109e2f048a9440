//! Text as a terminal may show it: characters that steer the terminal, turn the direction of text or cannot be seen are
//! written out by code point. Knows nothing of findings or files.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

/// Columns from one tab stop to the next in excerpts.
pub(super) const TAB: usize = 4;

/// Whether `c` must not reach a terminal as it is: control characters, text direction marks, invisible letters.
pub fn is_hidden(c: char) -> bool {
    match c {
        '\t' => false,
        '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' | '\u{3164}' => true,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => true,
        _ => c.is_control(),
    }
}

/// `text` with hidden characters written as `<U+202E>`. Line breaks stay; tabs become a space.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| c != '\n' && (c == '\t' || is_hidden(c))) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' => shown.push(c),
            '\t' => shown.push(' '),
            c => push_visible(&mut shown, c),
        }
    }
    Cow::Owned(shown)
}

/// `text` on one line: as [`visible`], and line breaks become a space.
pub fn visible_line(text: &str) -> String {
    visible(text.trim_end()).replace('\n', " ")
}

/// Most characters of a name that a message holds.
const BRIEF: usize = 240;

/// A name or path that is longer than any message should be, with its middle left out.
pub fn brief(name: &str) -> Cow<'_, str> {
    // most are short, and need no counting
    if name.len() <= BRIEF || name.chars().count() <= BRIEF {
        return Cow::Borrowed(name);
    }
    let half = BRIEF / 2;
    let begin = name.char_indices().nth(half).map_or(name.len(), |(at, _)| at);
    let end = name.char_indices().rev().nth(half - 1).map_or(0, |(at, _)| at);
    let part = |range: std::ops::Range<usize>| name.get(range).unwrap_or_default();
    Cow::Owned(format!("{} … {}", part(0..begin), part(end..name.len())))
}

/// Appends `c`, written out when it is hidden.
pub(super) fn push_visible(shown: &mut String, c: char) {
    if is_hidden(c) {
        shown.push_str(&format!("<U+{:04X}>", c as u32));
    } else {
        shown.push(c);
    }
}

/// The columns `c` takes in an excerpt; at most, where it depends on its neighbours.
pub(super) fn columns(c: char) -> usize {
    match c {
        '\t' => TAB,
        c if is_hidden(c) => {
            if c as u32 > 0xffff {
                9
            } else {
                8
            }
        }
        c => c.width().unwrap_or(0),
    }
}

/// Whether `c` only changes how the emoji before it is drawn. Terminals disagree about the width of such sequences, so
/// excerpts show the plain emoji: its width is the same everywhere.
pub(super) fn modifies_emoji(before: char, c: char) -> bool {
    match c {
        '\u{fe00}'..='\u{fe0f}' => true,
        '\u{200d}' | '\u{1f3fb}'..='\u{1f3ff}' => is_emoji(before),
        _ => false,
    }
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f300}'..='\u{1faff}' | '\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_written_out() {
        assert_eq!(visible("a\u{1b}[31mb\u{202e}c\u{200b}"), "a<U+001B>[31mb<U+202E>c<U+200B>");
        assert_eq!(visible("größe\n😀"), "größe\n😀");
        assert_eq!(visible_line("a\tb\nc\n"), "a b c");
    }
}
