//! Byte offsets to lines and columns and back; columns counted as readers, editors and the LSP count them.

/// A place as a person or an editor names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: u32,
}

/// In which units columns are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of UTF-8.
    Utf8,
    /// Code units of UTF-16.
    Utf16,
    /// Characters.
    Utf32,
}

impl Unit {
    fn of(self, c: char) -> u32 {
        match self {
            Unit::Utf8 => c.len_utf8() as u32,
            Unit::Utf16 => c.len_utf16() as u32,
            Unit::Utf32 => 1,
        }
    }
}

/// Where each line of a text begins.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// Places within very long lines, so that a column is not counted from their begin each time.
    stops: Vec<Stop>,
}

/// A place within a line with the columns that lie before it.
#[derive(Debug, Clone, Copy)]
struct Stop {
    offset: u32,
    characters: u32,
    utf16: u32,
}

/// Bytes from one stop to the next; lines that are shorter have none.
const STRIDE: usize = 4096;

impl LineIndex {
    /// Finds the lines of `text`; `\n`, `\r\n` and a lone `\r` end a line.
    pub fn new(text: &str) -> LineIndex {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        let mut from = 0;
        while let Some(rest) = bytes.get(from..)
            && let Some(found) = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'))
        {
            let at = from + found;
            from = at + 1;
            if bytes.get(at) == Some(&b'\n') || bytes.get(from) != Some(&b'\n') {
                starts.push(from as u32);
            }
        }
        let stops = stops(text, &starts);
        LineIndex { starts, stops }
    }

    /// Number of lines; a text without a line break has one.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Never true: the empty text has one line.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The line (from 0) that holds the byte `offset`.
    pub fn line(&self, offset: u32) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// The byte at which the line (from 0) begins; the last line's begin for lines beyond the end.
    pub fn start(&self, line: usize) -> u32 {
        self.starts.get(line).or(self.starts.last()).copied().unwrap_or(0)
    }

    /// Line and column of `offset` in `text`, which must be the text the index was made from.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let (line, stop, rest) = self.before(text, offset);
        Position { line: line as u32 + 1, column: stop.characters + rest.chars().count() as u32 + 1 }
    }

    /// Line (from 0) and column (from 0) in UTF-16 code units, as the language server protocol counts by default.
    pub fn utf16(&self, text: &str, offset: u32) -> (u32, u32) {
        let (line, stop, rest) = self.before(text, offset);
        (line as u32, stop.utf16 + rest.encode_utf16().count() as u32)
    }

    /// Line (from 0) and column (from 0) in these units.
    pub fn place(&self, text: &str, offset: u32, unit: Unit) -> (u32, u32) {
        let (line, stop, rest) = self.before(text, offset);
        let counted = match unit {
            Unit::Utf8 => {
                let mark = if self.start(line) == 0 && text.starts_with('\u{feff}') { 3 } else { 0 };
                return (
                    line as u32,
                    (stop.offset + rest.len() as u32).saturating_sub(self.start(line) + mark.min(stop.offset)),
                );
            }
            Unit::Utf16 => stop.utf16 + rest.encode_utf16().count() as u32,
            Unit::Utf32 => stop.characters + rest.chars().count() as u32,
        };
        (line as u32, counted)
    }

    /// The byte at this line and column, both from 0: the end of the line for columns beyond it, the end of the text for lines
    /// beyond that, the begin of the character for columns within one. Whoever sends a text with a byte order mark counts it too.
    pub fn offset(&self, text: &str, line: u32, column: u32, unit: Unit) -> u32 {
        if line as usize >= self.starts.len() {
            return text.len() as u32;
        }
        let start = self.start(line as usize) as usize;
        let end = self.starts.get(line as usize + 1).map_or(text.len(), |next| *next as usize);
        let content = text.get(start..end).unwrap_or_default().trim_end_matches(['\n', '\r']);
        let mut counted = 0;
        for (at, c) in content.char_indices() {
            if counted + unit.of(c) > column {
                return (start + at) as u32;
            }
            counted += unit.of(c);
        }
        (start + content.len()) as u32
    }

    /// The line of `offset`, the last place before it that was counted up to, and the text from there to it.
    fn before<'t>(&self, text: &'t str, offset: u32) -> (usize, Stop, &'t str) {
        let mut end = (offset as usize).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let line = self.line(end as u32);
        let begin = Stop { offset: self.start(line), characters: 0, utf16: 0 };
        let next = self.stops.partition_point(|stop| stop.offset as usize <= end);
        let stop = next.checked_sub(1).and_then(|last| self.stops.get(last));
        let stop = stop.filter(|stop| stop.offset > begin.offset).copied().unwrap_or(begin);
        let rest = text.get(stop.offset as usize..end).unwrap_or_default();
        (line, stop, if stop.offset == 0 { rest.trim_start_matches('\u{feff}') } else { rest })
    }
}

/// The stops of all long lines, ascending.
fn stops(text: &str, starts: &[u32]) -> Vec<Stop> {
    let ends = starts.iter().skip(1).map(|start| *start as usize).chain([text.len()]);
    let long = starts.iter().map(|start| *start as usize).zip(ends).filter(|(start, end)| end - start > STRIDE);
    long.flat_map(|(start, end)| stops_of_line(text, start, end)).collect()
}

fn stops_of_line(text: &str, start: usize, end: usize) -> Vec<Stop> {
    let mut stops = Vec::new();
    let mut counted = Stop { offset: start as u32, characters: 0, utf16: 0 };
    for (at, c) in text.get(start..end).unwrap_or_default().char_indices() {
        let offset = (start + at) as u32;
        let last = stops.last().map_or(start as u32, |stop: &Stop| stop.offset);
        if (offset - last) as usize >= STRIDE {
            stops.push(Stop { offset, ..counted });
        }
        let is_mark = offset == 0 && c == '\u{feff}';
        counted.characters += u32::from(!is_mark);
        counted.utf16 += if is_mark { 0 } else { c.len_utf16() as u32 };
    }
    stops
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "größe\r\n😀b\n";
        let index = LineIndex::new(text);
        let b = text.find('b').unwrap_or_default() as u32;
        assert_eq!(index.position(text, b), Position { line: 2, column: 2 });
        assert_eq!(index.utf16(text, b), (1, 2));
        assert_eq!(index.position(text, 6), Position { line: 1, column: 5 });
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let text = "\u{feff}ab";
        assert_eq!(LineIndex::new(text).position(text, 4), Position { line: 1, column: 2 });
    }

    #[test]
    fn places_lead_back_to_their_bytes_in_every_unit() {
        for text in ["größe\r\n😀b\n", "aü😀\rb\n\n", "", "ä"] {
            let index = LineIndex::new(text);
            for unit in [Unit::Utf8, Unit::Utf16, Unit::Utf32] {
                for (at, c) in text.char_indices().filter(|(_, c)| !matches!(c, '\n' | '\r' | '\u{feff}')) {
                    let (line, column) = index.place(text, at as u32, unit);
                    assert_eq!(index.offset(text, line, column, unit) as usize, at, "{c} in {text:?} by {unit:?}");
                }
                assert_eq!(index.offset(text, 99, 0, unit) as usize, text.len());
            }
        }
        let text = "a😀b\nc";
        let index = LineIndex::new(text);
        assert_eq!(index.offset(text, 0, 2, Unit::Utf16), 1, "within a pair");
        assert_eq!(index.offset(text, 0, 99, Unit::Utf16), 6, "beyond the line");
        let marked = "\u{feff}ab";
        let index = LineIndex::new(marked);
        assert_eq!(index.place(marked, 4, Unit::Utf8), (0, 1));
        assert_eq!((index.offset(marked, 0, 1, Unit::Utf16), index.offset(marked, 0, 3, Unit::Utf8)), (3, 3));
    }

    #[test]
    fn columns_of_long_lines_are_counted_from_stops() {
        let line = "\u{feff}aü😀b".to_owned() + &"cö😀".repeat(STRIDE);
        let text = format!("{line}\nshort\n{line}");
        let index = LineIndex::new(&text);
        assert!(index.stops.len() >= 2);
        for at in [0, 3, 4, 10, 4096, 4097, 5000, 9000, line.len() - 1, line.len(), line.len() + 3, text.len() - 9] {
            let end = (0..=at).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
            let before = text.get(..end).unwrap_or_default();
            let begin = before.rfind('\n').map_or(0, |at| at + 1);
            let plain = text.get(begin..end).unwrap_or_default();
            let plain = if begin == 0 { plain.trim_start_matches('\u{feff}') } else { plain };
            assert_eq!(index.position(&text, at as u32).column as usize, plain.chars().count() + 1, "{at}");
            assert_eq!(index.utf16(&text, at as u32).1 as usize, plain.encode_utf16().count(), "{at}");
        }
    }
}
