//! Text to lines of a given width: parted between words, within long words between syllables, and nowhere else if it can be helped.

use super::Type;

const SOFT_HYPHEN: char = '\u{ad}';

/// A text in lines, measured.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::site) struct Label {
    pub(in crate::site) lines: Vec<String>,
    /// Of the longest line.
    pub(in crate::site) width: f64,
    pub(in crate::site) height: f64,
    pub(in crate::site) style: Type,
}

/// The most lines of a label. Names that need more are sentences: they end in `…`, and are whole in the table beside the picture.
const MOST_LINES: usize = 6;

/// `text`, with soft hyphens where its words may part, in lines of at most `width`.
pub(in crate::site) fn wrap(text: &str, style: Type, width: f64) -> Label {
    let mut lines = Lines { style, width, done: Vec::new(), line: String::new() };
    // A space that keeps a number and its unit together is no place to part.
    let parts = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}');
    for word in text.split(parts).filter(|word| !word.is_empty()) {
        if lines.done.len() > MOST_LINES {
            break;
        }
        lines.word(word);
    }
    let mut lines = lines.finish();
    shorten(&mut lines, style, width);
    let longest = lines.iter().map(|line| style.width(line)).fold(0.0, f64::max);
    let height = style.leading() * lines.len() as f64;
    Label { width: longest, height, style, lines }
}

fn shorten(lines: &mut Vec<String>, style: Type, width: f64) {
    if lines.len() <= MOST_LINES {
        return;
    }
    lines.truncate(MOST_LINES);
    if let Some(last) = lines.last_mut() {
        while !last.is_empty() && style.width(last) + style.width("…") > width {
            last.pop();
        }
        last.push('…');
    }
}

struct Lines {
    style: Type,
    width: f64,
    done: Vec<String>,
    line: String,
}

impl Lines {
    fn fits(&self, text: &str) -> bool {
        let space = if self.line.is_empty() { 0.0 } else { self.style.width(" ") };
        self.style.width(&self.line) + space + self.style.width(text) <= self.width
    }

    fn add(&mut self, text: &str) {
        if !self.line.is_empty() {
            self.line.push(' ');
        }
        self.line.push_str(text);
    }

    fn end_line(&mut self) {
        if !self.line.is_empty() {
            self.done.push(std::mem::take(&mut self.line));
        }
    }

    fn word(&mut self, word: &str) {
        let whole: String = word.chars().filter(|c| *c != SOFT_HYPHEN).collect();
        if self.fits(&whole) {
            return self.add(&whole);
        }
        if self.style.width(&whole) <= self.width {
            self.end_line();
            return self.add(&whole);
        }
        self.parted(word);
    }

    /// A word that is wider than a line.
    fn parted(&mut self, word: &str) {
        let mut rest: Vec<&str> = pieces(word);
        while !rest.is_empty() && self.done.len() <= MOST_LINES {
            let (taken, text) = self.most_of(&rest);
            if taken > 0 {
                self.add(&text);
                rest.drain(..taken);
            } else if self.line.is_empty() {
                self.letters(rest.remove(0));
                continue;
            }
            if !rest.is_empty() {
                self.end_line();
            }
        }
    }

    /// How many of the pieces fit on this line, and what they look like there.
    fn most_of(&self, pieces: &[&str]) -> (usize, String) {
        let mut best = (0, String::new());
        for count in 1..=pieces.len() {
            let mut text = pieces.get(..count).unwrap_or_default().concat();
            if count < pieces.len() && !text.ends_with(['-', '–', '/']) {
                text.push('-');
            }
            if !self.fits(&text) {
                break;
            }
            best = (count, text);
        }
        best
    }

    /// A piece without syllables that is wider than a line: letter by letter.
    fn letters(&mut self, piece: &str) {
        for c in piece.chars() {
            if !self.line.is_empty()
                && self.style.width(&self.line) + self.style.width(c.encode_utf8(&mut [0; 4])) > self.width
            {
                self.end_line();
            }
            self.line.push(c);
        }
    }

    fn finish(mut self) -> Vec<String> {
        self.end_line();
        if self.done.is_empty() {
            self.done.push(String::new());
        }
        self.done
    }
}

/// The pieces of a word: between its soft hyphens, and behind the hyphens it is written with.
fn pieces(word: &str) -> Vec<&str> {
    word.split(SOFT_HYPHEN)
        .flat_map(|part| part.split_inclusive(['-', '–', '/']))
        .filter(|piece| !piece.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: f64) -> Vec<String> {
        wrap(text, Type::new(10.0), width).lines
    }

    #[test]
    fn words_part_only_where_they_must() {
        assert_eq!(lines("Anruf in der Werkstatt", 70.0), ["Anruf in der", "Werkstatt"]);
        assert_eq!(
            lines("Ver\u{ad}trags\u{ad}ver\u{ad}län\u{ad}ge\u{ad}rung", 60.0),
            ["Vertrags-", "verlänge-", "rung"]
        );
        assert_eq!(lines("Kapsel-Rück\u{ad}ga\u{ad}be", 60.0), ["Kapsel-", "Rückgabe"]);
        assert_eq!(lines("", 60.0), [""]);
        assert_eq!(lines("Dauer: 20\u{a0}min", 50.0), ["Dauer:", "20\u{a0}min"]);
    }

    #[test]
    fn no_line_is_wider_than_asked_for() {
        let texts = [
            "Donau\u{ad}dampf\u{ad}schiff",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "漢字漢字漢字漢字漢字",
            "a b c d 🙂🙂🙂🙂🙂🙂",
        ];
        for text in texts {
            for width in [30.0, 55.0, 200.0] {
                let label = wrap(text, Type::new(10.0), width);
                assert!(label.width <= width, "{label:?}");
            }
        }
    }

    #[test]
    fn endless_names_end_in_dots() {
        let label = wrap(&"sehr lange ".repeat(5000), Type::new(10.0), 80.0);
        assert_eq!(label.lines.len(), MOST_LINES);
        assert!(label.lines[MOST_LINES - 1].ends_with('…') && label.width <= 80.0);
    }
}
