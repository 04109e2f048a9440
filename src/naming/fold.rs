//! Folding: names that people take for the same fold to the same text (section 7 of the language).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text two names have in common when people take them for one name: compatibility forms, case, umlaut spelling, other
/// diacritics, look-alike letters of other scripts, spaces and punctuation make no difference.
///
/// `Büro-Besuch`, `Buero–besuch` and `BÜRO BESUCH` all give `buerobesuch`.
pub fn fold(name: &str) -> String {
    if name.is_ascii() {
        return name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    }
    let mut folded = String::with_capacity(name.len());
    if is_composed(name) {
        name.chars().flat_map(char::to_lowercase).for_each(|c| push_folded(c, &mut folded));
    } else {
        name.nfkc().flat_map(char::to_lowercase).for_each(|c| push_folded(c, &mut folded));
    }
    folded
}

/// Whether two names fold to the same. Most differ early, and are told apart without folding the rest.
pub fn is_same(one: &str, other: &str) -> bool {
    match is_composed(one) && is_composed(other) {
        true => letters(one).eq(letters(other)),
        false => fold(one) == fold(other),
    }
}

/// The folded form of a name of plain and German letters, letter by letter.
fn letters(name: &str) -> impl Iterator<Item = u8> {
    name.chars().flat_map(|c| {
        let spelled = c.to_lowercase().next().and_then(german).unwrap_or_default();
        let plain = Some(c).filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase() as u8);
        spelled.bytes().chain(plain)
    })
}

/// Whether `name` is of plain and German letters, as nearly all names are: these are in normal form already.
fn is_composed(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii() || is_german(c))
}

fn push_folded(c: char, folded: &mut String) {
    match german(c) {
        Some(pair) => folded.push_str(pair),
        None if c.is_ascii() => folded.extend(Some(c).filter(char::is_ascii_alphanumeric)),
        None => {
            for base in std::iter::once(c).nfd().filter(|c| c.is_alphanumeric() && !is_combining_mark(*c)) {
                folded.push(look_alike(base));
            }
        }
    }
}

fn german(c: char) -> Option<&'static str> {
    match c {
        'ä' => Some("ae"),
        'ö' => Some("oe"),
        'ü' => Some("ue"),
        'ß' => Some("ss"),
        _ => None,
    }
}

/// The Latin letter that a lower-case letter of another script cannot be told from by eye (after Unicode TR 39), or itself.
fn look_alike(c: char) -> char {
    match c {
        'а' | 'α' | 'ɑ' => 'a',
        'в' => 'b',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'ҽ' => 'e',
        'һ' => 'h',
        'і' | 'ι' | 'ı' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'ӏ' => 'l',
        'м' => 'm',
        'н' => 'h',
        'ո' => 'n',
        'о' | 'ο' | 'օ' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'υ' | 'ս' => 'u',
        'ѵ' | 'ν' => 'v',
        'ԝ' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        'ς' => 'σ',
        _ => c,
    }
}

/// A name as an id and page address: lower-case ASCII letters and digits with hyphens between words; German umlauts are
/// spelled out, other scripts transliterated. Empty when the name holds neither letter nor digit.
pub fn slug(name: &str) -> String {
    if is_slug(name) {
        return name.to_owned();
    }
    let mut slug = String::with_capacity(name.len());
    if is_composed(name) {
        name.chars().flat_map(char::to_lowercase).for_each(|c| push_part(c, &mut slug));
    } else {
        name.nfkc().flat_map(char::to_lowercase).for_each(|c| push_part(c, &mut slug));
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// Whether a name is written as its own address, as most ids are.
fn is_slug(name: &str) -> bool {
    let parts = |part: &[u8]| !part.is_empty() && part.iter().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    name.as_bytes().split(|c| *c == b'-').all(parts)
}

fn is_german(c: char) -> bool {
    german(c).is_some() || matches!(c, 'Ä' | 'Ö' | 'Ü')
}

/// Adds what stands for a lower-case letter in an address.
fn push_part(c: char, slug: &mut String) {
    match german(c) {
        Some(pair) => slug.push_str(pair),
        None if c.is_ascii() => push_slug(c, slug),
        None if is_combining_mark(c) => {}
        None => transliterate(c).chars().for_each(|c| push_slug(c, slug)),
    }
}

fn transliterate(c: char) -> &'static str {
    // Dashes and spaces of other widths have transliterations of their own that would read as words.
    if c.is_alphanumeric() { deunicode::deunicode_char(c).unwrap_or("-") } else { "-" }
}

fn push_slug(c: char, slug: &mut String) {
    match c {
        c if c.is_ascii_alphanumeric() => slug.push(c.to_ascii_lowercase()),
        // An apostrophe stands inside a word.
        '\'' => {}
        _ if slug.is_empty() || slug.ends_with('-') => {}
        _ => slug.push('-'),
    }
}

/// An id shown as words: `service-hotline` as `Service hotline`.
pub fn words(id: &str) -> String {
    let spaced = id.replace(['-', '_'], " ");
    let mut chars = spaced.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => spaced,
    }
}

/// In what two texts differ, for people: "`oe` instead of `ö`", and by code point where letters cannot be told apart. Of texts that
/// differ in more than two letters side by side, the first one. None when they are equal.
pub fn difference(written: &str, meant: &str) -> Option<String> {
    let (written, meant) = without_common_ends(written, meant);
    let place = if written.ends || meant.ends { " at the end" } else { "" };
    match (written.text, meant.text) {
        ("", "") => None,
        (extra, "") => Some(format!("{} too many{place}", describe_some(extra))),
        ("", missing) => Some(format!("{} missing{place}", describe_some(missing))),
        (a, b) if a.chars().count() <= 2 && b.chars().count() <= 2 => {
            Some(format!("{} instead of {}", describe_some(a), describe_some(b)))
        }
        (a, b) => Some(format!("{} instead of {}", describe(a.chars().next()?), describe(b.chars().next()?))),
    }
}

/// The part of a text in which it differs from another one.
struct Differing<'t> {
    text: &'t str,
    /// Whether it stands at the end of the text, and is all that one of the two has more.
    ends: bool,
}

fn without_common_ends<'t>(a: &'t str, b: &'t str) -> (Differing<'t>, Differing<'t>) {
    let start: usize = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (a, b) = (a.get(start..).unwrap_or_default(), b.get(start..).unwrap_or_default());
    let (backwards_a, backwards_b) = (a.chars().rev(), b.chars().rev());
    let end: usize = backwards_a.zip(backwards_b).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let part = |text: &'t str, other: &str| Differing {
        text: text.get(..text.len() - end).unwrap_or_default(),
        ends: end == 0 && other.is_empty(),
    };
    (part(a, b), part(b, a))
}

/// A few characters side by side; of those that cannot be told by eye, each by itself.
fn describe_some(text: &str) -> String {
    if text.chars().all(|c| c != ' ' && is_plain(c)) {
        return format!("`{text}`");
    }
    text.chars().map(describe).collect::<Vec<_>>().join(" and ")
}

fn is_plain(c: char) -> bool {
    c == ' ' || c.is_ascii_graphic() || "äöüÄÖÜßéèàç".contains(c)
}

fn describe(c: char) -> String {
    let code = u32::from(c);
    match c {
        ' ' => "a space".to_owned(),
        c if is_plain(c) => format!("`{c}`"),
        c => match unicode_name(c) {
            Some(name) => format!("U+{code:04X} {name}"),
            None if c.is_alphanumeric() => format!("`{c}` (U+{code:04X})"),
            None => format!("U+{code:04X}"),
        },
    }
}

/// The Unicode name of characters that get into names by accident.
pub(crate) fn unicode_name(c: char) -> Option<&'static str> {
    Some(match c {
        '\0' => "NULL",
        '\u{7}' => "BELL",
        '\u{8}' => "BACKSPACE",
        '\t' => "TAB",
        '\u{b}' => "LINE TABULATION",
        '\u{c}' => "FORM FEED",
        '\u{1a}' => "SUBSTITUTE",
        '\u{1b}' => "ESCAPE",
        '\u{7f}' => "DELETE",
        '\u{85}' => "NEXT LINE",
        '\u{a0}' => "NO-BREAK SPACE",
        '\u{ad}' => "SOFT HYPHEN",
        '\u{61c}' => "ARABIC LETTER MARK",
        '\u{2010}' => "HYPHEN",
        '\u{2011}' => "NON-BREAKING HYPHEN",
        '\u{2012}' => "FIGURE DASH",
        '\u{2013}' => "EN DASH",
        '\u{2014}' => "EM DASH",
        '\u{2018}' => "LEFT SINGLE QUOTATION MARK",
        '\u{2019}' => "RIGHT SINGLE QUOTATION MARK",
        '\u{201c}' => "LEFT DOUBLE QUOTATION MARK",
        '\u{201d}' => "RIGHT DOUBLE QUOTATION MARK",
        '\u{201e}' => "DOUBLE LOW-9 QUOTATION MARK",
        '\u{2009}' => "THIN SPACE",
        '\u{200b}' => "ZERO WIDTH SPACE",
        '\u{200c}' => "ZERO WIDTH NON-JOINER",
        '\u{200d}' => "ZERO WIDTH JOINER",
        '\u{200e}' => "LEFT-TO-RIGHT MARK",
        '\u{200f}' => "RIGHT-TO-LEFT MARK",
        '\u{202a}' => "LEFT-TO-RIGHT EMBEDDING",
        '\u{202b}' => "RIGHT-TO-LEFT EMBEDDING",
        '\u{202c}' => "POP DIRECTIONAL FORMATTING",
        '\u{202d}' => "LEFT-TO-RIGHT OVERRIDE",
        '\u{202e}' => "RIGHT-TO-LEFT OVERRIDE",
        '\u{202f}' => "NARROW NO-BREAK SPACE",
        '\u{2060}' => "WORD JOINER",
        '\u{2066}' => "LEFT-TO-RIGHT ISOLATE",
        '\u{2067}' => "RIGHT-TO-LEFT ISOLATE",
        '\u{2068}' => "FIRST STRONG ISOLATE",
        '\u{2069}' => "POP DIRECTIONAL ISOLATE",
        '\u{2212}' => "MINUS SIGN",
        '\u{feff}' => "ZERO WIDTH NO-BREAK SPACE",
        'а'..='я' | 'ѐ'..='џ' => "CYRILLIC SMALL LETTER",
        'А'..='Я' | 'Ѐ'..='Џ' => "CYRILLIC CAPITAL LETTER",
        'α'..='ω' => "GREEK SMALL LETTER",
        'Α'..='Ω' => "GREEK CAPITAL LETTER",
        '\u{300}'..='\u{36f}' => "COMBINING DIACRITICAL MARK",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_variants_fold_to_one_name() {
        for name in ["Büro-Besuch", "Buero–besuch", "BÜRO BESUCH", "Bu\u{308}ro\u{200b}Besuch", "Вuero_Besuch"] {
            assert_eq!(fold(name), "buerobesuch", "{name}");
        }
        assert_eq!(fold("STRASSE"), fold("Straße"));
        assert_eq!(fold("Café"), "cafe");
        assert_ne!(fold("Test"), fold("Text"));
        for (one, other) in [("Büro-Besuch", "buero besuch"), ("web-chat", "Web chat"), ("Test", "Text"), ("a", "ab")]
        {
            assert_eq!(is_same(one, other), fold(one) == fold(other), "{one} {other}");
        }
    }

    #[test]
    fn slugs_spell_out_umlauts() {
        assert_eq!(slug("Hygieneprüfung vor Ort"), "hygienepruefung-vor-ort");
        assert_eq!(slug("A/B – Test!"), "a-b-test");
        assert_eq!(slug("Čakovec’s Łódź"), "cakovec-s-lodz");
        assert_eq!(slug("🙂"), "");
        assert_eq!(slug("a1-b-"), "a1-b");
        assert_eq!([slug("-a"), slug("a--b"), slug("a-2b"), slug("")], ["a", "a-b", "a-2b", ""]);
    }

    #[test]
    fn the_difference_is_named_by_code_point_when_it_cannot_be_seen() {
        assert_eq!(difference("plan–pruefung", "plan-pruefung").as_deref(), Some("U+2013 EN DASH instead of `-`"));
        assert_eq!(difference("hotlin", "hotline").as_deref(), Some("`e` missing at the end"));
        assert_eq!(difference("a", "a"), None);
        let words = |written, meant| difference(written, meant).unwrap_or_default();
        assert_eq!(words("röstung", "roestung"), "`ö` instead of `oe`");
        assert_eq!(words("kaffeetelefon", "kaffee-telefon"), "`-` missing");
        assert_eq!(words("messsage", "message"), "`s` too many");
        assert_eq!(words("veranstaltugn", "veranstaltung"), "`gn` instead of `ng`");
        assert_eq!(words("plan–prüfung", "plan-pruefung"), "U+2013 EN DASH instead of `-`");
        assert_eq!(words("kаffее", "kaffee"), "U+0430 CYRILLIC SMALL LETTER instead of `a`");
        assert_eq!(words("web\u{200b}site", "website"), "U+200B ZERO WIDTH SPACE too many");
    }

    #[test]
    fn ids_are_shown_as_words() {
        assert_eq!(words("service-hotline"), "Service hotline");
        assert_eq!(words("übergabe_punkt"), "Übergabe punkt");
    }
}
