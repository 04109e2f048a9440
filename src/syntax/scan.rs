//! What can be said of a text before it is parsed: problems of its bytes, characters that do not belong into text, and
//! lines without end.
//!
//! Clean text is only counted through in blocks of bytes. Knows nothing of notations: what stands in a comment counts too.

use crate::diagnostic::{Fault, FaultKind, Limit};
use crate::syntax::MAX_LINE;
use crate::text::{Source, SourceId, Span, TextProblem};

/// Most characters that are reported of one file; a binary file has millions.
const MAX_CHARACTERS: usize = 20;

/// Bytes that are looked at together.
const CHUNK: usize = 64;

/// Faults of the text itself, by sort: its bytes, its characters, its lines.
pub(super) fn faults(id: SourceId, source: &Source) -> Vec<Fault> {
    let text = source.text.as_ref();
    let mut faults: Vec<Fault> = source.problems.iter().map(|problem| of_bytes(id, text, problem)).collect();
    let characters = Characters::of(text).take(MAX_CHARACTERS);
    faults.extend(characters.map(|(at, c)| Fault::new(Span::new(id, at, at + c.len_utf8()), FaultKind::Character(c))));
    let limit = FaultKind::Limit(Limit::LineLength { limit: MAX_LINE });
    faults.extend(long_lines(text).into_iter().map(|at| Fault::new(Span::new(id, at, at), limit.clone())));
    faults
}

fn of_bytes(id: SourceId, text: &str, problem: &TextProblem) -> Fault {
    match problem {
        TextProblem::NotUtf8 { guess, byte, offset, at } => {
            let end = text.get(*at..).and_then(|rest| rest.chars().next()).map_or(*at, |c| at + c.len_utf8());
            let kind = FaultKind::Encoding { guess, byte: *byte, offset: *offset };
            Fault::new(Span::new(id, *at, end), kind)
        }
        TextProblem::Unreadable(reason) => Fault::new(Span::file(id), FaultKind::Unreadable(reason.clone())),
        TextProblem::TooLarge { bytes, limit } => {
            let limit = Limit::FileSize { bytes: *bytes, limit: *limit };
            Fault::new(Span::file(id), FaultKind::Limit(limit))
        }
        TextProblem::TooMany { limit } => Fault::new(Span::file(id), FaultKind::Limit(Limit::Files { limit: *limit })),
    }
}

/// The characters of a text that do not belong into one, with their places.
struct Characters<'t> {
    text: &'t str,
    /// Where the next block of bytes begins.
    at: usize,
    /// Suspects of the blocks before it, the last one first.
    found: Vec<(usize, char)>,
}

impl Characters<'_> {
    fn of(text: &str) -> Characters<'_> {
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Characters { text, at, found: Vec::new() }
    }

    /// Reads the characters that begin in the next block, if one of its bytes is suspicious.
    #[expect(clippy::indexing_slicing, reason = "the table has an entry for every byte")]
    fn read_block(&mut self) -> Option<()> {
        let rest = self.text.as_bytes().get(self.at..).filter(|rest| !rest.is_empty())?;
        let block = rest.get(..CHUNK.min(rest.len()))?;
        let start = self.at;
        self.at += block.len();
        if !block.iter().fold(false, |found, byte| found | SUSPICIOUS[usize::from(*byte)]) {
            return Some(());
        }
        for (ahead, _) in block.iter().enumerate().filter(|(_, byte)| SUSPICIOUS[usize::from(**byte)]) {
            let c = self.text.get(start + ahead..).and_then(|rest| rest.chars().next());
            self.found.extend(c.filter(|c| is_foreign(*c)).map(|c| (start + ahead, c)));
        }
        self.found.reverse();
        Some(())
    }
}

impl Iterator for Characters<'_> {
    type Item = (usize, char);

    fn next(&mut self) -> Option<(usize, char)> {
        while self.found.is_empty() {
            self.read_block()?;
        }
        self.found.pop()
    }
}

/// Control characters and the first bytes of the others that are looked for.
static SUSPICIOUS: [bool; 256] = suspicious();

#[expect(clippy::indexing_slicing, reason = "evaluated by the compiler, which would say so")]
const fn suspicious() -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] =
            matches!(byte, 0..=8 | 0x0b | 0x0c | 0x0e..=0x1f | 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef | 0xf0..=0xf4);
        byte += 1;
    }
    table
}

/// Whether a character does not belong into text: it controls devices or the direction of text, marks the order of
/// bytes (which only the beginning of a file may do), or is no character at all.
pub(super) fn is_foreign(c: char) -> bool {
    let noncharacter = (c as u32) & 0xfffe == 0xfffe || matches!(c, '\u{fdd0}'..='\u{fdef}');
    c.is_control() && !matches!(c, '\t' | '\n' | '\r') || changes_direction(c) || noncharacter || c == '\u{feff}'
}

fn changes_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Where the lines begin that are longer than allowed.
fn long_lines(text: &str) -> Vec<usize> {
    let is_break = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let bytes = text.as_bytes();
    let (mut line, mut long) = (0, Vec::new());
    while let Some(window) = bytes.get(line..=line + MAX_LINE) {
        line += match window.iter().rposition(is_break) {
            Some(last) => last + 1,
            None => {
                long.push(line);
                let rest = bytes.get(line..).unwrap_or_default();
                rest.iter().position(is_break).map_or(rest.len(), |end| end + 1)
            }
        };
    }
    long
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(usize, char)> {
        let source = Source::new("a.cx", text);
        let character = |fault: Fault| match fault.kind {
            FaultKind::Character(c) => Some((fault.span.start as usize, c)),
            _ => None,
        };
        faults(SourceId(0), &source).into_iter().filter_map(character).collect()
    }

    #[test]
    fn clean_text_has_no_faults() {
        let text = "\u{feff}größe\t„ja“ – 30 €\r\n👩\u{200d}👩 عربي\u{a0}½\n".repeat(50);
        let clean = text.replace('\u{feff}', " ");
        assert_eq!(found(&format!("\u{feff}{clean}")), []);
    }

    #[test]
    fn characters_that_hide_or_turn_text_are_found_at_their_places() {
        let text = "größe \u{202e}\0\u{7f}\n\u{2069}\u{61c} \u{fffe}\u{fdd0}\u{85} a\u{feff}";
        let expected: Vec<char> = "\u{202e}\0\u{7f}\u{2069}\u{61c}\u{fffe}\u{fdd0}\u{85}\u{feff}".chars().collect();
        assert_eq!(found(text).iter().map(|found| found.1).collect::<Vec<_>>(), expected);
        assert!(found(text).iter().all(|(at, c)| text[*at..].starts_with(*c)));
    }

    #[test]
    fn characters_across_the_blocks_of_bytes_are_found_once() {
        for ahead in 0..2 * CHUNK {
            let text = format!("{}\u{202e}😀", "a".repeat(ahead));
            assert_eq!(found(&text), [(ahead, '\u{202e}')]);
        }
    }

    #[test]
    fn a_binary_file_gets_a_few_messages() {
        assert_eq!(found(&"\u{1}".repeat(100_000)).len(), MAX_CHARACTERS);
    }

    #[test]
    fn a_line_without_end_is_found_where_it_begins() {
        let limit = "a".repeat(MAX_LINE);
        assert_eq!(long_lines(&format!("{limit}\n{limit}\r\nb\r{limit}")), [0; 0]);
        assert_eq!(long_lines(&format!("größe\n{limit}b\n{limit}\n{limit}ö")), [8, 2 * MAX_LINE + 11]);
    }

    #[test]
    fn what_was_wrong_with_the_bytes_is_told_where_it_shows() {
        let source = Source::from_bytes("a.cx", b"gr\xfc\xdfe".to_vec());
        let found = faults(SourceId(0), &source);
        let kind = FaultKind::Encoding { guess: "windows-1252", byte: 0xfc, offset: 2 };
        assert_eq!(found, [Fault::new(Span::new(SourceId(0), 2, 4), kind)]);
        let large = Source::unreadable("b.cx", TextProblem::TooLarge { bytes: 9, limit: 8 });
        let kind = FaultKind::Limit(Limit::FileSize { bytes: 9, limit: 8 });
        assert_eq!(faults(SourceId(0), &large), [Fault::new(Span::file(SourceId(0)), kind)]);
    }
}
