//! How wide text is: an upper bound that holds in every typeface the style sheet may end up with.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthChar;

/// In which size and weight a text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Type {
    /// Height of the letters, in units of the picture.
    pub(super) size: f64,
    /// Whether it is set in bold.
    pub(super) bold: bool,
}

/// How much wider bold letters are.
const BOLD: f64 = 1.13;
/// From line to line, in sizes.
const LEADING: f64 = 1.25;

/// Widths of the letters from space to `~` in hundredths of the size: the widest of DejaVu Sans, Inter and Arial, which is to say
/// of what `system-ui` and `sans-serif` mean on computers in use. Narrower letters leave a little room, wider ones would run into
/// their neighbours.
#[rustfmt::skip]
const WIDTHS: [u8; 95] = [
    32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 46, 32, 36, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 56,
    102, 68, 69, 73, 77, 67, 61, 78, 75, 29, 54, 67, 56, 89, 75, 79, 67, 79, 72, 67, 64, 74, 68, 99, 69, 67, 69, 39, 36, 39, 84, 56,
    50, 61, 63, 56, 63, 62, 36, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 54, 64, 34, 64, 84,
];
/// Of letters that the table does not hold.
const OTHER: f64 = 84.0;

impl Type {
    pub(super) const fn new(size: f64) -> Type {
        Type { size, bold: false }
    }

    pub(super) const fn bold(size: f64) -> Type {
        Type { size, bold: true }
    }

    /// How wide `text` is at most, in units of the picture.
    pub(super) fn width(&self, text: &str) -> f64 {
        let letters: f64 = text.chars().map(letter).sum();
        letters / 100.0 * self.size * if self.bold { BOLD } else { 1.0 }
    }

    /// From one line to the next.
    pub(super) fn leading(&self) -> f64 {
        (self.size * LEADING).ceil()
    }
}

/// The width of a letter in hundredths of the size.
fn letter(c: char) -> f64 {
    static FIRST: LazyLock<[f64; 384]> =
        LazyLock::new(|| std::array::from_fn(|at| char::from_u32(at as u32).map_or(0.0, measured)));
    match FIRST.get(c as usize) {
        Some(width) => *width,
        None => measured(c),
    }
}

/// The same, looked up: accents add nothing to the letter they stand on.
fn measured(c: char) -> f64 {
    let base = if c.is_ascii() { c } else { std::iter::once(c).nfd().next().unwrap_or(c) };
    let known = u32::from(base).checked_sub(32).and_then(|at| WIDTHS.get(at as usize));
    match (known, c.width()) {
        (Some(width), _) => f64::from(*width),
        (None, None | Some(0)) => 0.0,
        (None, Some(1)) => OTHER,
        (None, Some(_)) => 110.0,
    }
}

#[cfg(test)]
mod tests {
    use super::Type;

    #[test]
    fn letters_have_their_own_widths() {
        let width = |text| Type::new(100.0).width(text);
        assert!(width("il") < width("mW"));
        assert_eq!(width("größer"), width("groer") + 84.0, "the accent of ö adds nothing, ß is a letter of its own");
        assert_eq!(width("a\u{ad}\u{200b}b\u{301}"), width("ab"));
        assert!(width("漢字") >= 200.0 && Type::bold(100.0).width("漢字") > width("漢字"));
    }
}
