//! Where words may be parted in narrow cells: soft hyphens, because not every browser knows the syllables of every language.

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
        while let Some(start) = rest.find(['<', '&']) {
            let (before, markup) = rest.split_at(start);
            let close = if markup.starts_with('<') { '>' } else { ';' };
            let end = markup.find(close).map_or(markup.len(), |end| end + 1);
            let (markup, after) = markup.split_at(end);
            self.push(before, &mut parted);
            parted.push_str(markup);
            rest = after;
        }
        self.push(rest, &mut parted);
        parted
    }

    fn push(&self, text: &str, parted: &mut String) {
        for word in text.split_inclusive(|c: char| !c.is_alphabetic()) {
            // The character that ends a word is not part of it.
            let letters = word.trim_end_matches(|c: char| !c.is_alphabetic());
            if letters.len() < LONG || letters.chars().count() < LONG {
                parted.push_str(word);
                continue;
            }
            self.push_word(letters, parted);
            parted.push_str(word.get(letters.len()..).unwrap_or_default());
        }
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
