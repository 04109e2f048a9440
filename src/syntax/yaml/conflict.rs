//! Marks that git leaves in a file when two versions of it could not be merged.
//!
//! ```text
//! <<<<<<< HEAD           blanks, and the place of the fault
//!     name: Hotline      read
//! =======                blanks
//!     name: Telefon      blanks
//! >>>>>>> new-names      blanks
//! ```

use std::ops::Range;

/// What should stand where a conflict begins.
pub(super) const EXPECTED: &str = "one version of these lines: git could not merge two versions of this file, and both \
    stand here, up to `>>>>>>>`";

/// A text without its conflicts.
pub(super) struct Merged {
    /// The text with blanks for the marks and all but the first version, byte for byte.
    pub(super) text: String,
    /// Where each conflict begins.
    pub(super) places: Vec<Range<usize>>,
}

/// `text` with the first version of what is in conflict; nothing if there is no conflict.
pub(super) fn resolve(text: &str) -> Option<Merged> {
    if !text.contains("<<<<<<< ") {
        return None;
    }
    let mut merged = Merged { text: String::with_capacity(text.len()), places: Vec::new() };
    let mut side = Side::Outside;
    for line in text.split_inclusive('\n') {
        let next = side.after(line);
        if next == Side::First && side != Side::First {
            let start = merged.text.len();
            merged.places.push(start..start + line.trim_end().len());
        }
        match next == side && side != Side::Second {
            true => merged.text.push_str(line),
            false => merged.text.extend(line.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' })),
        }
        side = next;
    }
    (!merged.places.is_empty()).then_some(merged)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Outside,
    First,
    Second,
}

impl Side {
    /// The side that `line` belongs to or, if it is a mark, begins.
    fn after(self, line: &str) -> Side {
        let mark = |mark: &str| {
            line.strip_prefix(mark).is_some_and(|rest| rest.trim_end().is_empty() || rest.starts_with(' '))
        };
        match self {
            Side::Outside if mark("<<<<<<<") => Side::First,
            // The third version that some settings of git add stands between the two.
            Side::First if mark("=======") || mark("|||||||") => Side::Second,
            Side::First | Side::Second if mark(">>>>>>>") => Side::Outside,
            side => side,
        }
    }
}
