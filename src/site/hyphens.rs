//! Where words may be parted in narrow cells: soft hyphens, because not every browser knows the syllables of every language.

use hypher::Lang;

/// Shortest word, in letters, that is parted; shorter ones fit.
const LONG: usize = 12;

const SOFT_HYPHEN: char = '\u{ad}';

/// `text`, its long words with soft hyphens between syllables.
pub(super) fn text(text: &str, language: &str) -> String {
    let mut parted = String::with_capacity(text.len() + text.len() / 8);
    push(text, lang(language), &mut parted);
    parted
}

/// The same for HTML: tags and character references stay as they are.
pub(super) fn html(html: &str, language: &str) -> String {
    let mut parted = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    while let Some(start) = rest.find(['<', '&']) {
        let (before, markup) = rest.split_at(start);
        let close = if markup.starts_with('<') { '>' } else { ';' };
        let end = markup.find(close).map_or(markup.len(), |end| end + 1);
        let (markup, after) = markup.split_at(end);
        push(before, lang(language), &mut parted);
        parted.push_str(markup);
        rest = after;
    }
    push(rest, lang(language), &mut parted);
    parted
}

fn lang(language: &str) -> Lang {
    if language == "de" { Lang::German } else { Lang::English }
}

fn push(text: &str, lang: Lang, parted: &mut String) {
    for word in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        if word.chars().count() < LONG {
            parted.push_str(word);
            continue;
        }
        // The character that ends a word is not part of it.
        let letters = word.trim_end_matches(|c: char| !c.is_alphabetic());
        for (at, syllable) in hypher::hyphenate(letters, lang).enumerate() {
            if at > 0 {
                parted.push(SOFT_HYPHEN);
            }
            parted.push_str(syllable);
        }
        parted.push_str(word.get(letters.len()..).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_german_words_part_between_syllables() {
        assert_eq!(text("Begeisterungsmoment", "de").replace(SOFT_HYPHEN, "-"), "Be-geis-te-rungs-mo-ment");
        assert_eq!(text("Service-Hotline, kurz", "de"), "Service-Hotline, kurz");
        assert_eq!(text("", "de"), "");
    }

    #[test]
    fn tags_and_references_are_left_alone() {
        let link = "<a href=\"../touchpoints/vorratserinnerung.html\">Vorratserinnerung</a> &amp; mehr 😀";
        let parted = html(link, "de");
        assert!(parted.starts_with("<a href=\"../touchpoints/vorratserinnerung.html\">Vor"), "{parted}");
        assert_eq!(parted.replace(SOFT_HYPHEN, ""), link);
        assert_ne!(parted, link);
        assert_eq!(html("a < b & c", "en"), "a < b & c");
    }
}
