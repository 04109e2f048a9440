//! The apostrophe that keeps spreadsheets from computing a text, put before it and taken away again.

use std::borrow::Cow;

/// `cell` as it can stand in a file that spreadsheets open: texts compute nothing, numbers stay numbers.
pub(super) fn guarded(cell: &str) -> Cow<'_, str> {
    match is_computed(cell) && !is_number(cell) {
        true => Cow::Owned(format!("'{cell}")),
        false => Cow::Borrowed(cell),
    }
}

/// The cell without the apostrophe that was put before it.
pub(crate) fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_computed(rest) => rest,
        _ => cell,
    }
}

/// Whether spreadsheets compute what begins like this. Apostrophes before it count too, so that taking one away is the reverse of
/// adding one.
fn is_computed(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    !digits.is_empty()
        && digits.matches([',', '.']).count() < 2
        && digits.bytes().all(|b| b.is_ascii_digit() || b",.".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guards_come_and_go() {
        for text in ["=cmd|' /C calc'!A0", "-1", "-", "'=x", "''", "'s Größe", "+49 30", "@a", "😀", "", "-0,5", "'-1"]
        {
            assert_eq!(unguarded(&guarded(text)), text);
        }
        assert_eq!(guarded("=1+1"), "'=1+1");
        assert_eq!(guarded("-0,5"), "-0,5");
    }
}
