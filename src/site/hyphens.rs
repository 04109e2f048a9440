//! Where words may be parted in narrow cells: soft hyphens, because not every browser knows the syllables of every language.

use std::ops::Range;
use std::sync::{PoisonError, RwLock};

use hypher::Lang;
use rustc_hash::FxHashMap;

/// Shortest word, in letters, that is parted; shorter ones fit.
const LONG: usize = 11;

/// Letters that stay together at either end of a word, as the style sheet asks of browsers: `Be-` alone on a line helps nobody.
const LEFT: usize = 4;

const SOFT_HYPHEN: char = '\u{ad}';

/// Parts the words of one language, each once: a site says the same words again and again.
pub(super) struct Hyphens {
    lang: Lang,
    parted: RwLock<FxHashMap<String, String>>,
}

impl Hyphens {
    /// For the language of this code; everything but German is read as English.
    pub(super) fn new(language: &str) -> Hyphens {
        let lang = if language == "de" { Lang::German } else { Lang::English };
        Hyphens { lang, parted: RwLock::default() }
    }

    /// `text`, its long words with soft hyphens between syllables.
    pub(super) fn text(&self, text: &str) -> String {
        let mut parted = String::with_capacity(text.len() + text.len() / 8);
        self.push(text, &mut parted);
        parted
    }

    /// The same for HTML: tags and character references stay as they are.
    pub(super) fn html(&self, html: &str) -> String {
        let mut parted = String::with_capacity(html.len() + html.len() / 8);
        let mut rest = html;
        // neither sign is ever a part of another character
        while let Some(start) = rest.bytes().position(|byte| matches!(byte, b'<' | b'&')) {
            let (before, markup) = rest.split_at(start);
            let close = if markup.starts_with('<') { b'>' } else { b';' };
            let end = markup.bytes().position(|byte| byte == close).map_or(markup.len(), |end| end + 1);
            let (markup, after) = markup.split_at(end);
            self.push(before, &mut parted);
            parted.push_str(markup);
            rest = after;
        }
        self.push(rest, &mut parted);
        parted
    }

    fn push(&self, text: &str, parted: &mut String) {
        let mut copied = 0;
        for word in LongWords::of(text) {
            parted.push_str(text.get(copied..word.start).unwrap_or_default());
            copied = word.end;
            self.push_word(text.get(word).unwrap_or_default(), parted);
        }
        parted.push_str(text.get(copied..).unwrap_or_default());
    }

    fn push_word(&self, word: &str, parted: &mut String) {
        // Nothing can be half done in the map, whatever became of a thread that held it.
        if let Some(known) = self.parted.read().unwrap_or_else(PoisonError::into_inner).get(word) {
            return parted.push_str(known);
        }
        let new = self.part(word);
        parted.push_str(&new);
        self.parted.write().unwrap_or_else(PoisonError::into_inner).insert(word.to_owned(), new);
    }

    fn part(&self, word: &str) -> String {
        let mut parted = String::with_capacity(word.len() + 8);
        let (mut before, all) = (0, word.chars().count());
        for (at, syllable) in hypher::hyphenate(word, self.lang).enumerate() {
            if at > 0 && before >= LEFT && all - before >= LEFT {
                parted.push(SOFT_HYPHEN);
            }
            parted.push_str(syllable);
            before += syllable.chars().count();
        }
        parted
    }
}

/// Where the words of [`LONG`] or more letters stand in a text.
///
/// Most words are short, so most of a text need not be read: a long word that begins at some byte also holds the one that stands
/// `LONG - 1` bytes behind, and if that is no letter, the search goes on behind it.
struct LongWords<'t> {
    text: &'t str,
    /// No letter before this byte belongs to a word that is still to be found.
    from: usize,
}

impl<'t> LongWords<'t> {
    fn of(text: &'t str) -> LongWords<'t> {
        LongWords { text, from: 0 }
    }
}

impl Iterator for LongWords<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        loop {
            let probe = self.from + LONG - 1;
            let byte = *self.text.as_bytes().get(probe)?;
            if byte.is_ascii() && !byte.is_ascii_alphabetic() {
                self.from = probe + 1;
                continue;
            }
            let (before, behind) = self.text.split_at(boundary(self.text, probe));
            let start = before.len() - letters(before.get(self.from..)?.chars().rev());
            let end = before.len() + letters(behind.chars());
            self.from = match end > before.len() {
                true => end,
                // no letter after all: a dash, a quote
                false => end + behind.chars().next()?.len_utf8(),
            };
            let word = self.text.get(start..end)?;
            if word.len() >= LONG && word.chars().count() >= LONG {
                return Some(start..end);
            }
        }
    }
}

/// Where the character begins that the byte at `at` is a part of.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Bytes of the letters with which `characters` begin.
fn letters(characters: impl Iterator<Item = char>) -> usize {
    characters.take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn long_german_words_part_between_syllables() {
        let german = Hyphens::new("de");
        assert_eq!(german.text("Begeisterungsmoment").replace(SOFT_HYPHEN, "-"), "Begeis-te-rungs-mo-ment");
        assert_eq!(german.text("Service-Hotline, kurz"), "Service-Hotline, kurz");
        assert_eq!(german.text(""), "");
        let again = german.text("Begeisterungsmoment Begeisterungsmomente");
        assert_eq!(again.replace(SOFT_HYPHEN, "-"), "Begeis-te-rungs-mo-ment Begeis-te-rungs-mo-mente");
    }

    #[test]
    fn english_words_that_are_wider_than_a_column_part_as_well() {
        let english = Hyphens::new("en");
        assert_eq!(english.text("recommended, recommended").replace(SOFT_HYPHEN, "-"), "recom-mended, recom-mended");
        assert_eq!(english.text("experience first"), "experience first", "goes to the next line as a whole");
    }

    #[test]
    fn tags_and_references_are_left_alone() {
        let link = "<a href=\"../touchpoints/vorratserinnerung.html\">Vorratserinnerung</a> &amp; mehr 😀";
        let parted = Hyphens::new("de").html(link);
        assert!(parted.starts_with("<a href=\"../touchpoints/vorratserinnerung.html\">Vor"), "{parted}");
        assert_eq!(parted.replace(SOFT_HYPHEN, ""), link);
        assert_ne!(parted, link);
        assert_eq!(Hyphens::new("en").html("a < b & c"), "a < b & c");
    }

    /// The long words of `text`, letter by letter.
    fn long_words(text: &str) -> Vec<&str> {
        let words = text.split(|c: char| !c.is_alphabetic());
        words.filter(|word| word.chars().count() >= LONG).collect()
    }

    proptest! {
        #[test]
        fn no_long_word_is_passed_over(text in "([a-zß]{1,14}|[äé–„“ 漢 ,.-]{1,3}|\\PC){0,12}") {
            let found: Vec<&str> = LongWords::of(&text).map(|word| &text[word]).collect();
            prop_assert_eq!(found, long_words(&text));
        }

        #[test]
        fn nothing_but_hyphens_is_added(text in "([a-zäß]{1,20}|[<>&; ]|\\PC){0,12}") {
            let german = Hyphens::new("de");
            let plain = text.replace(SOFT_HYPHEN, "");
            prop_assert_eq!(german.text(&plain).replace(SOFT_HYPHEN, ""), plain.clone());
            prop_assert_eq!(german.html(&plain).replace(SOFT_HYPHEN, ""), plain);
        }
    }
}
