//! Byte offsets to lines and columns and back; columns counted as readers, editors and the LSP count them.

/// A place as a person or an editor names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: u32,
}

/// Where each line of a text begins.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Finds the lines of `text`; `\n`, `\r\n` and a lone `\r` end a line.
    pub fn new(text: &str) -> LineIndex {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            let lone_return = *byte == b'\r' && bytes.get(at + 1) != Some(&b'\n');
            if *byte == b'\n' || lone_return {
                starts.push(at as u32 + 1);
            }
        }
        LineIndex { starts }
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
        let (line, before) = self.before(text, offset);
        Position { line: line as u32 + 1, column: before.chars().count() as u32 + 1 }
    }

    /// Line (from 0) and column (from 0) in UTF-16 code units, as the language server protocol counts by default.
    pub fn utf16(&self, text: &str, offset: u32) -> (u32, u32) {
        let (line, before) = self.before(text, offset);
        (line as u32, before.encode_utf16().count() as u32)
    }

    fn before<'t>(&self, text: &'t str, offset: u32) -> (usize, &'t str) {
        let mut end = (offset as usize).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let line = self.line(end as u32);
        let start = self.start(line) as usize;
        let before = text.get(start..end).unwrap_or_default();
        (line, if start == 0 { before.trim_start_matches('\u{feff}') } else { before })
    }
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
}
