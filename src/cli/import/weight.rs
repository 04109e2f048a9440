//! The bytes of a workbook to whether it may be read: what it holds unpacked, and what it claims about itself.
//!
//! A file of a few kilobytes can unpack to gigabytes, and a number in it can make its reader reserve any amount of memory. So its parts
//! are unpacked once beforehand, one after the other, before anything in them is believed. Knows nothing of sheets and cells.

use std::io::{Cursor, Read};

use zip::ZipArchive;

/// Most bytes that all parts of a workbook may hold together.
const MAX_UNPACKED: u64 = 256 * 1024 * 1024;

/// Numbers by which the reader of workbooks reserves memory: strings that are to come, and the number of a shared formula. Neither is
/// larger than the part in which it stands, for each of them takes more than a byte.
const CLAIMS: [&[u8]; 2] = [b"uniqueCount", b"si"];

/// Why a workbook must not be read, as a clause; nothing when it may be. What is no archive at all is left to its reader.
pub(super) fn refusal(bytes: &[u8]) -> Option<String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut left = MAX_UNPACKED;
    let mut part = Vec::new();
    for at in 0..archive.len() {
        part.clear();
        let Ok(file) = archive.by_index(at) else { continue };
        // A part that is damaged counts as far as it can be read.
        let _ = file.take(left + 1).read_to_end(&mut part);
        match left.checked_sub(part.len() as u64) {
            Some(rest) => left = rest,
            None => return Some(format!("unpacked it holds more than {} MiB", MAX_UNPACKED / (1024 * 1024))),
        }
        if CLAIMS.iter().any(|name| claims_too_much(&part, name)) {
            return Some("it claims to hold more than it does".to_owned());
        }
    }
    None
}

/// Whether an attribute called `name` has a number that is larger than the part.
fn claims_too_much(part: &[u8], name: &[u8]) -> bool {
    let mut rest = part;
    while let Some(at) = rest.windows(name.len()).position(|window| window == name) {
        let is_whole = at.checked_sub(1).and_then(|at| rest.get(at)).is_none_or(|byte| byte.is_ascii_whitespace());
        rest = rest.get(at + name.len()..).unwrap_or_default();
        if is_whole && number(rest).is_some_and(|number| number > part.len()) {
            return true;
        }
    }
    false
}

/// The number that an attribute has, when `rest` stands behind its name; one that is larger than any counts as the largest.
fn number(rest: &[u8]) -> Option<usize> {
    let value = rest.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'"))?.trim_ascii_start();
    let digits = value.strip_prefix(b"+").unwrap_or(value).iter().take_while(|byte| byte.is_ascii_digit());
    Some(digits.fold(0_usize, |sum, digit| sum.saturating_mul(10).saturating_add(usize::from(digit - b'0'))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_held_against_the_part_in_which_they_stand() {
        for (part, is_too_much) in [
            ("<sst uniqueCount=\"3\"><si><t>größe 😀</t></si>\r\n", false),
            ("<sst uniqueCount=\"99999\">", true),
            ("<f t=\"shared\"\r\n si = '99999999999999999999999' ref=\"A1\">", true),
            ("<f si=\"+4000000000\">", true),
            ("<f size=\"4000000000\" xsi=\"4000000000\">", false),
            ("si", false),
        ] {
            assert_eq!(CLAIMS.iter().any(|name| claims_too_much(part.as_bytes(), name)), is_too_much, "{part}");
        }
    }
}
