//! File names that every system can have: what a name is changed to for that, and which two names are one file somewhere.
//!
//! Windows keeps some names for devices, whatever ending they have, refuses some characters, and drops dots and blanks at the
//! end; Windows and macOS do not tell upper from lower case, nor macOS a letter from the same letter composed.

use std::borrow::Cow;

use camino::Utf8Path;
use unicode_normalization::UnicodeNormalization;

/// Names of devices of Windows; `com1` to `com9` and `lpt1` to `lpt9` besides.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Characters that no file name on Windows can hold; control characters besides.
const REFUSED: &[char] = &['<', '>', ':', '"', '/', '\\', '|', '?', '*'];

/// Letters of a long name that stay.
const LONG: usize = 100;

/// Most bytes of one name that every usual file system takes.
const LONGEST: usize = 255;

/// Why not every system can have a file or folder of this name, in words that follow a colon; none when all can.
pub(crate) fn unportable(name: &str) -> Option<String> {
    if is_device(name) {
        return Some(format!("`{}` is the name of a device there", stem(name)));
    }
    if let Some(c) = name.chars().find(|c| is_refused(*c)) {
        return Some(format!("names hold no {} there", shown(c)));
    }
    if name.ends_with(['.', ' ']) && !matches!(name, "." | "..") {
        return Some("names end neither in a dot nor in a blank there".to_owned());
    }
    (name.len() > LONGEST).then(|| format!("names are no longer than {LONGEST} bytes"))
}

/// The name itself, or one made from it that every system can have: `aux_.png` for `aux.png`.
pub(crate) fn portable(name: &str) -> Cow<'_, str> {
    if unportable(name).is_none() {
        return Cow::Borrowed(name);
    }
    let clean: String = name.chars().map(|c| if is_refused(c) { '_' } else { c }).collect();
    let clean = if clean.ends_with(['.', ' ']) { clean + "_" } else { clean };
    match is_device(&clean) {
        true => Cow::Owned(clean.replacen(stem(&clean), &format!("{}_", stem(&clean)), 1)),
        false => Cow::Owned(clean),
    }
}

/// A name of ASCII letters that is short enough for every place a site may be copied to: of a long one its begin and a number
/// made from all of it.
pub(crate) fn short(slug: &str) -> Cow<'_, str> {
    match slug.get(..LONG) {
        Some(begin) if slug.len() > LONG + 9 => {
            Cow::Owned(format!("{}-{:08x}", begin.trim_end_matches('-'), number(slug)))
        }
        _ => Cow::Borrowed(slug),
    }
}

/// The same number for the same text, for good (FNV-1a).
fn number(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |number, byte| (number ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// What two paths have in common that are one file on a system that does not tell them apart.
pub(crate) fn file_key(path: &Utf8Path) -> String {
    match path.as_str().is_ascii() {
        true => path.as_str().to_ascii_lowercase(),
        false => path.as_str().nfc().flat_map(char::to_lowercase).collect(),
    }
}

/// Whether Windows takes the name for that of a device.
fn is_device(name: &str) -> bool {
    let stem = stem(name).to_lowercase();
    let numbered = ["com", "lpt"].iter().find_map(|device| stem.strip_prefix(device));
    let is_number = |rest: &str| {
        let mut chars = rest.chars();
        let first = chars.next();
        first.is_some_and(|c| c.is_ascii_digit() || "¹²³".contains(c)) && chars.next().is_none()
    };
    DEVICES.contains(&stem.as_str()) || numbered.is_some_and(is_number)
}

/// The name up to its first dot, and without blanks at the end: what devices are known by.
fn stem(name: &str) -> &str {
    name.split('.').next().unwrap_or_default().trim_end_matches(' ')
}

fn is_refused(c: char) -> bool {
    c.is_control() || REFUSED.contains(&c)
}

fn shown(c: char) -> String {
    if c.is_control() { format!("U+{:04X}", u32::from(c)) } else { format!("`{c}`") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_windows_refuses_are_known_and_changed() {
        for (name, instead) in [
            ("aux", "aux_"),
            ("AUX.png", "AUX_.png"),
            ("con.blueprint.html", "con_.blueprint.html"),
            ("nul .txt", "nul_ .txt"),
            ("com¹", "com¹_"),
            ("lpt9.svg", "lpt9_.svg"),
            ("wann?.png", "wann_.png"),
            ("größe: 😀.png", "größe_ 😀.png"),
            ("ende.", "ende._"),
            ("ende ", "ende _"),
            ("a\u{7}b", "a_b"),
        ] {
            assert!(unportable(name).is_some(), "{name}");
            assert_eq!(portable(name), instead);
            assert_eq!(unportable(instead), None, "{instead}");
        }
        for name in ["mia.jpg", "auxiliary", "com10", "company.png", "größe 😀.png", ".hidden", "a..b", "console"] {
            assert_eq!(unportable(name), None, "{name}");
            assert_eq!(portable(name), name);
        }
        assert!(unportable(&"ä".repeat(128)).is_some());
    }

    #[test]
    fn long_names_are_shortened_and_stay_different() {
        let long = |end: &str| format!("{}-{end}", "groesse".repeat(30));
        let (one, other) = (long("a"), long("b"));
        assert_ne!(short(&one), short(&other));
        assert_eq!(short(&one), short(&one));
        assert!(short(&one).len() <= 109 && short(&one).starts_with("groesse"));
        assert_eq!(short("service-hotline"), "service-hotline");
    }

    #[test]
    fn names_that_are_one_file_somewhere_have_one_key() {
        let key = |path: &str| file_key(path.into());
        assert_eq!(key("a/Mia.PNG"), key("A/mia.png"));
        assert_eq!(key("größe.png"), key("GRO\u{308}ße.png"));
        assert_ne!(key("groesse.png"), key("größe.png"));
    }
}
