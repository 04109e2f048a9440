//! What could have stood where something cannot be read, as phrases for faults.

use unicode_normalization::UnicodeNormalization;

/// Longest text that a phrase repeats.
const MAX_QUOTED: usize = 80;

/// What people write around a text.
pub(super) const QUOTES: [char; 10] = ['"', '„', '“', '”', '‟', '«', '»', '‚', '‘', '\''];

pub(super) const BLOCK: &str = "a block (`kind id \"Name\" { … }`)";
pub(super) const ITEM: &str = "a field (`key: value`) or a block (`kind id \"Name\" { … }`)";
pub(super) const ENTRY: &str = "an entry (`key: value`)";
pub(super) const HEADER: &str = "the header of a block (`kind id \"Name\" {`) above these lines";
pub(super) const BRACE: &str = "`{` or the end of the line";
pub(super) const MISSING_BRACE: &str = "`{` behind this header";
pub(super) const ONE_QUOTE: &str = "one quote at the end of the text";
pub(super) const THREE_QUOTES: &str = "`\"\"\"`, to begin a text of several lines";
pub(super) const ESCAPE: &str = "`\\\"`, `\\\\`, `\\n`, `\\t` or `\\u{…}`; a backslash itself is written `\\\\`";
pub(super) const SEPARATOR: &str = "a comma or a line break before this";
pub(super) const NO_BODY: &str =
    "no `{ … }` behind a value: an element is written in one place and referred to by its id";
pub(super) const VALUES: &str = "a value";

/// Instead of a comma or bracket that is too much.
pub(super) fn without(extra: &str) -> &'static str {
    match extra {
        "," => "no further comma",
        "{" | "[" => "no second opening bracket",
        _ => "an opening bracket for this closing one",
    }
}

/// A word that stands alone.
pub(super) fn after_word(word: &str, top: bool) -> String {
    match top {
        true => format!("an id or a name after `{word}`: `{word} some-id \"Name\" {{ … }}`"),
        false => format!("a colon and a value after `{word}`"),
    }
}

/// Something behind a colon that is no value.
pub(super) fn value_after(key: &str) -> String {
    format!("a value after `{key}:`")
}

/// Text without quotes as the value of `key`.
pub(super) fn quoted_after(key: &str, text: &str) -> String {
    match quotable(text) {
        true => format!("text in quotes: `{key}: \"{text}\"`"),
        false => format!("text in quotes after `{key}:`"),
    }
}

/// A list or map without its first bracket.
pub(super) fn opening(key: &str, bracket: char) -> String {
    format!("`{bracket}` before the first of these: `{key}: {bracket}`")
}

/// Text with a quote at one end only, or with two at one.
pub(super) fn other_quote(text: &str) -> String {
    let text = text.trim_matches('"');
    match quotable(text) {
        true => format!("one quote at each end: `\"{text}\"`"),
        false => "one quote at each end of this text".to_owned(),
    }
}

/// Whether a text has a quote that belongs to no other, or is what stands between two texts.
pub(super) fn lacks_quote(text: &str) -> bool {
    text.matches('"').count() % 2 == 1 || text.contains("\",")
}

/// Text without quotes in a list.
pub(super) fn quoted_element(text: &str) -> String {
    match quotable(text) {
        true => format!("text in quotes: `\"{text}\"`"),
        false => "text in quotes".to_owned(),
    }
}

/// A name without quotes in a header.
pub(super) fn quoted_name(text: &str) -> String {
    match quotable(text) {
        true => format!("the name in quotes: `\"{text}\"`"),
        false => "the name in quotes".to_owned(),
    }
}

fn quotable(text: &str) -> bool {
    text.len() <= MAX_QUOTED && !text.contains(['"', '\\', '`', '\n', '\r']) && !text.chars().any(char::is_control)
}

/// Whether a character is hard to tell from one of the notation: the other one and what it is called.
pub(super) fn look_alike(text: &str) -> Option<String> {
    let c = text.chars().next()?;
    let (name, instead) = match c {
        '„' => ("DOUBLE LOW-9 QUOTATION MARK", "\""),
        '“' => ("LEFT DOUBLE QUOTATION MARK", "\""),
        '”' => ("RIGHT DOUBLE QUOTATION MARK", "\""),
        '‟' => ("DOUBLE HIGH-REVERSED-9 QUOTATION MARK", "\""),
        '«' => ("LEFT-POINTING DOUBLE ANGLE QUOTATION MARK", "\""),
        '»' => ("RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK", "\""),
        '‚' => ("SINGLE LOW-9 QUOTATION MARK", "\""),
        '‘' => ("LEFT SINGLE QUOTATION MARK", "\""),
        '’' => ("RIGHT SINGLE QUOTATION MARK", "\""),
        '‹' => ("SINGLE LEFT-POINTING ANGLE QUOTATION MARK", "\""),
        '›' => ("SINGLE RIGHT-POINTING ANGLE QUOTATION MARK", "\""),
        '\'' => ("APOSTROPHE", "\""),
        '`' => ("GRAVE ACCENT", "\""),
        '−' => ("MINUS SIGN", "-"),
        '–' => ("EN DASH", "-"),
        '—' => ("EM DASH", "-"),
        '‐' => ("HYPHEN", "-"),
        '‑' => ("NON-BREAKING HYPHEN", "-"),
        _ => return wide_form(c),
    };
    Some(instead_of(c, name, instead))
}

/// The same for a character inside a single word: `plan–pruefung` with a dash that is no hyphen.
pub(super) fn look_alike_within(word: &str) -> Option<String> {
    let mut rests = word.char_indices().filter_map(|(at, _)| word.get(at..));
    if word.contains(char::is_whitespace) { None } else { rests.find_map(look_alike) }
}

/// Full-width forms (`：`) of the notation's own characters.
fn wide_form(c: char) -> Option<String> {
    let narrow: String = std::iter::once(c).nfkc().collect();
    let known = !c.is_ascii() && [":", ",", "{", "}", "[", "]", "\"", "-"].contains(&narrow.as_str());
    known.then(|| instead_of(c, "a form of that character", &narrow))
}

fn instead_of(c: char, name: &str, instead: &str) -> String {
    format!("`{instead}` instead of `{c}` (U+{:04X} {name})", c as u32)
}

/// A number with a decimal comma.
pub(super) fn decimal_point(number: &str) -> String {
    format!("a decimal point: `{}`", number.replace(',', "."))
}

/// A number and its unit, apart.
pub(super) fn one_word(text: &str) -> String {
    let joined = text.split_whitespace().collect::<String>().replace(',', ".");
    format!("one word (`{joined}`), or text in quotes")
}

/// Words that a character nobody sees keeps apart.
pub(super) fn invisible(c: char) -> String {
    format!("no invisible character (U+{:04X}) here", c as u32)
}

/// A colon behind a keyword.
pub(super) fn no_colon(keyword: &str) -> String {
    format!("no colon after `{keyword}`: the header of a block is written `{keyword} some-id \"Name\" {{`")
}

/// Something glued to, or behind, a text in quotes: most often a quote inside of it.
pub(super) fn after_text(rest: &str) -> String {
    let quote = if rest.contains('"') { "; a quote inside a text is written `\\\"`" } else { "" };
    format!("a comma or a line break behind the text{quote}")
}

/// Whether a character is reported as such wherever it stands, so that what it breaks need not be.
pub(super) fn is_reported(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a text is a number with a decimal comma.
pub(super) fn is_decimal(text: &str) -> bool {
    text.contains(',') && is_number(text)
}

/// Whether a text is a number and a unit: `8 min`, `30 %`.
pub(super) fn is_quantity(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (number, unit) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let is_unit = unit == "%" || !unit.is_empty() && unit.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_number(number) && is_unit && words.next().is_none()
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
}
