//! Text to lines of a given width: parted between words, within words that are too long between syllables, never cut.

use crate::site::width::Type;

const SOFT_HYPHEN: char = '\u{ad}';

/// `text`, with soft hyphens where its words may part, in lines of at most `width`. Only a single letter that is wider than that
/// stands out.
pub(super) fn wrap(text: &str, style: Type, width: f64) -> Vec<String> {
    let mut lines = Lines { style, width, space: style.width(" "), done: Vec::new(), line: String::new(), used: 0.0 };
    for word in text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
        lines.word(word);
    }
    lines.end();
    lines.done
}

struct Lines {
    style: Type,
    width: f64,
    space: f64,
    done: Vec<String>,
    line: String,
    /// How wide the line is so far.
    used: f64,
}

impl Lines {
    fn end(&mut self) {
        if !self.line.is_empty() {
            self.done.push(std::mem::take(&mut self.line));
            self.used = 0.0;
        }
    }

    /// The room a word needs before it on this line.
    fn gap(&self) -> f64 {
        if self.line.is_empty() { 0.0 } else { self.space }
    }

    fn add(&mut self, text: &str, width: f64, gap: bool) {
        if gap && !self.line.is_empty() {
            self.line.push(' ');
            self.used += self.space;
        }
        self.line.push_str(text);
        self.used += width;
    }

    fn word(&mut self, word: &str) {
        let soft = word.contains(SOFT_HYPHEN);
        let whole = if soft { word.replace(SOFT_HYPHEN, "") } else { String::new() };
        let whole = if soft { whole.as_str() } else { word };
        let width = self.style.width(whole);
        if self.used + self.gap() + width > self.width {
            if width > self.width {
                return self.parted(word);
            }
            self.end();
        }
        self.add(whole, width, true);
    }

    /// A word that is wider than a line: as many of its syllables on this line as fit, the rest on the next ones.
    fn parted(&mut self, word: &str) {
        let pieces: Vec<&str> = pieces(word).collect();
        let hyphen = self.style.width("-");
        let mut first = true;
        let mut inside = false;
        for (at, piece) in pieces.iter().enumerate() {
            let width = self.style.width(piece);
            let last = at + 1 == pieces.len();
            let tail = if last || ends_open(piece) { 0.0 } else { hyphen };
            let gap = if first { self.gap() } else { 0.0 };
            if self.used + gap + width + tail > self.width && !self.line.is_empty() {
                if inside && !ends_open(&self.line) {
                    self.line.push('-');
                }
                self.end();
            }
            if self.line.is_empty() && width + tail > self.width {
                self.letters(piece, tail);
            } else {
                self.add(piece, width, first);
            }
            (first, inside) = (false, true);
        }
    }

    /// A piece without syllables that is wider than a line: letter by letter.
    /// Behind the last one there is room for the hyphen of this width.
    fn letters(&mut self, piece: &str, hyphen: f64) {
        let mut buffer = [0; 4];
        for (at, c) in piece.char_indices() {
            let letter = c.encode_utf8(&mut buffer);
            let width = self.style.width(letter);
            let tail = if at + c.len_utf8() == piece.len() { hyphen } else { 0.0 };
            if self.used + width + tail > self.width {
                self.end();
            }
            self.add(letter, width, false);
        }
    }
}

/// Whether a piece needs no hyphen where a line ends behind it.
fn ends_open(piece: &str) -> bool {
    piece.ends_with(['-', '–', '/', '\u{2010}'])
}

/// The pieces of a word: between its soft hyphens, and behind the hyphens it is written with.
fn pieces(word: &str) -> impl Iterator<Item = &str> {
    word.split(SOFT_HYPHEN).flat_map(|part| part.split_inclusive(['-', '–', '/'])).filter(|piece| !piece.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: f64) -> Vec<String> {
        wrap(text, Type::new(10.0), width)
    }

    #[test]
    fn words_part_only_where_they_must() {
        assert_eq!(lines("Anruf in der Werkstatt", 70.0), ["Anruf in der", "Werkstatt"]);
        assert_eq!(
            lines("Ver\u{ad}trags\u{ad}ver\u{ad}län\u{ad}ge\u{ad}rung", 60.0),
            ["Vertrags-", "verlänge-", "rung"]
        );
        assert_eq!(lines("Kapsel-Rück\u{ad}ga\u{ad}be", 60.0), ["Kapsel-", "Rückgabe"]);
        assert_eq!(lines("3\u{a0}min", 200.0), ["3\u{a0}min"]);
        assert!(lines(" \n", 60.0).is_empty());
    }

    #[test]
    fn no_line_is_wider_than_asked_for_and_no_letter_is_lost() {
        let texts = [
            "Donau\u{ad}dampf\u{ad}schiff\u{ad}fahrts\u{ad}ge\u{ad}sell\u{ad}schaft und mehr",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "漢字漢字漢字漢字漢字",
            "a b c d 🙂🙂🙂🙂🙂🙂 größer",
        ];
        for text in texts {
            for width in [30.0, 55.0, 200.0] {
                let lines = lines(text, width);
                assert!(lines.iter().all(|line| Type::new(10.0).width(line) <= width), "{width}: {lines:?}");
                let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
                assert_eq!(letters(&lines.concat()), letters(text));
            }
        }
    }
}
