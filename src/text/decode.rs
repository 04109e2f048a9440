//! Bytes to text. Files that are not UTF-8 are read as what they most likely are, so that one wrong encoding is one
//! message and not a missing element wherever the file was referred to.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// What can be wrong with a file before anyone has looked at its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextProblem {
    /// The file is not UTF-8; it was read as `guess`.
    NotUtf8 {
        /// Name of the encoding it was read as.
        guess: &'static str,
        /// The first byte that is not UTF-8.
        byte: u8,
        /// Where that byte stands in the file, from 0.
        offset: usize,
        /// The same place in the decoded text.
        at: usize,
    },
    /// The file could not be read; the system's words.
    Unreadable(String),
    /// The file is larger than allowed and was not read.
    TooLarge {
        /// Its size in bytes.
        bytes: u64,
        /// The largest allowed size in bytes.
        limit: u64,
    },
    /// As many files as allowed had been found; neither this one nor those behind it were read.
    TooMany {
        /// The largest allowed number of files.
        limit: usize,
    },
}

/// A text and what was wrong with its bytes.
#[derive(Debug)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// Problems, none for plain UTF-8.
    pub problems: Vec<TextProblem>,
}

impl Decoded {
    /// Decodes `bytes`: UTF-8 as it is, UTF-16 by its byte order mark, everything else as Windows-1252.
    pub fn new(bytes: Vec<u8>) -> Decoded {
        match String::from_utf8(bytes) {
            Ok(text) => Decoded { text, problems: Vec::new() },
            Err(error) => {
                let offset = error.utf8_error().valid_up_to();
                decode_other(error.as_bytes(), offset)
            }
        }
    }
}

fn decode_other(bytes: &[u8], offset: usize) -> Decoded {
    let byte = bytes.get(offset).copied().unwrap_or(0);
    let (guess, text) = match wide_encoding(bytes) {
        Some(encoding) => (encoding.name(), encoding.decode_with_bom_removal(bytes).0.into_owned()),
        None => (WINDOWS_1252.name(), decode_mixed(bytes)),
    };
    let at = if guess == WINDOWS_1252.name() { offset } else { 0 };
    Decoded { text, problems: vec![TextProblem::NotUtf8 { guess, byte, offset, at }] }
}

fn wide_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) if encoding != UTF_8 => Some(encoding),
        _ if bytes.get(1) == Some(&0) => Some(UTF_16LE),
        _ if bytes.first() == Some(&0) => Some(UTF_16BE),
        _ => None,
    }
}

/// Keeps what is UTF-8 and reads only the other bytes as Windows-1252: files put together from two editors hold both.
fn decode_mixed(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_latin_file_is_read_and_reported() {
        let decoded = Decoded::new(b"gr\xfc\xdfe".to_vec());
        assert_eq!(decoded.text, "grüße");
        assert_eq!(decoded.problems, [TextProblem::NotUtf8 { guess: "windows-1252", byte: 0xfc, offset: 2, at: 2 }]);
    }

    #[test]
    fn utf16_is_read_by_its_mark() {
        let decoded = Decoded::new(vec![0xff, 0xfe, b'a', 0, 0xfc, 0]);
        assert_eq!(decoded.text, "aü");
    }
}
