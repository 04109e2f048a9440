//! Where a `|` or `>` text stands, from its mark to its last byte. The scanner tells only where its content stands, and of
//! an empty one at the end of the file where its mark stands.
//!
//! ```text
//! key: |+  # comment
//!      └─────────────┐ ◀ from the mark …
//!   content          │
//! ──────────┘          ◀ … to the last byte that is not a blank line
//! ```

use std::ops::Range;

/// The place of a block text. `last` is where what precedes it ends, `content` what the scanner gives, and `empty` tells
/// that it holds nothing but line breaks.
pub(super) fn place(source: &str, last: usize, content: Range<usize>, empty: bool) -> Range<usize> {
    let slice = source.get(content.clone()).unwrap_or_default();
    let mark = match slice.starts_with(['|', '>']) && empty {
        true => content.start..content.start + first_line_header(slice),
        false => header(source, last, content.start),
    };
    let end = last_byte(slice).filter(|_| !empty).map_or(mark.end, |len| content.start + len);
    mark.start..end
}

fn first_line_header(slice: &str) -> usize {
    slice.lines().next().and_then(header_len).unwrap_or(1)
}

/// The header whose content begins at `content`: on the last line before it that holds anything.
fn header(source: &str, last: usize, content: usize) -> Range<usize> {
    let before = source.get(last..content).unwrap_or_default().trim_end();
    let line = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let text = before.get(line..).unwrap_or_default();
    let found = text.match_indices(['|', '>']).find_map(|(at, _)| Some((at, header_len(text.get(at..)?)?)));
    let (at, len) = found.unwrap_or((0, text.len()));
    let start = last + line + at;
    start..start + len
}

/// Length of a block text's header (`|`, `>-`, `|2+`), if `text` is one up to a comment.
fn header_len(text: &str) -> Option<usize> {
    let rest = text.get(1..)?;
    let marks = rest.bytes().take_while(|byte| matches!(byte, b'+' | b'-' | b'1'..=b'9')).count();
    let after = rest.get(marks..)?.trim_start();
    (after.is_empty() || after.starts_with('#')).then_some(1 + marks)
}

/// Length of `content` without the lines at its end that hold only blanks; none when it holds nothing else.
fn last_byte(content: &str) -> Option<usize> {
    let used = content.trim_end().len();
    let line = content.get(used..)?.find(['\n', '\r']).unwrap_or(content.len() - used);
    (used > 0).then_some(used + line)
}
