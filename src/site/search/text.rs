//! Words as the search compares them: by one rule here and in `search.js`.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words of the interface's languages that say nothing about what a text is about, folded and sorted.
pub(super) const STOPPED: &[&str] = &[
    "aber", "alle", "als", "also", "and", "are", "auch", "auf", "aus", "bei", "but", "can", "das", "dass", "dem",
    "den", "der", "des", "die", "dies", "diese", "doch", "ein", "eine", "einem", "einen", "einer", "eines", "for",
    "from", "fuer", "has", "hat", "have", "her", "ihr", "ihre", "ist", "its", "kann", "kein", "keine", "mehr", "mit",
    "nach", "nicht", "noch", "not", "nur", "oder", "ohne", "sich", "sie", "sind", "that", "the", "their", "they",
    "this", "ueber", "und", "von", "was", "weil", "wenn", "wer", "werden", "wie", "wird", "with", "you", "zum", "zur",
];

static STOP_WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| STOPPED.iter().copied().collect());

/// Whether a folded word says too little to be looked for in texts.
pub(super) fn is_weak(word: &str) -> bool {
    word.len() < 3 || (word.len() < 7 && STOP_WORDS.contains(word))
}

/// The places of the words of `text`.
pub(super) fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
            let word = at..at + word_end(rest);
            // The character that ends a word begins none.
            let next = text.get(word.end..)?.chars().next().map_or(0, char::len_utf8);
            at = word.end + next;
            if !word.is_empty() {
                return Some(word);
            }
        }
    })
}

/// Where the word ends that `text` begins with; 0 when it begins with none.
fn word_end(text: &str) -> usize {
    let mut end = 0;
    while let Some(byte) = text.as_bytes().get(end) {
        if byte.is_ascii() {
            if !byte.is_ascii_alphanumeric() {
                break;
            }
            end += 1;
        } else {
            match text.get(end..).and_then(|rest| rest.chars().next()) {
                Some(c) if in_word(c) => end += c.len_utf8(),
                _ => break,
            }
        }
    }
    end
}

fn in_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || (!c.is_ascii() && (spelled_out(c).is_some() || c.is_alphanumeric() || is_combining_mark(c)))
}

/// A word as the search compares it: without case, umlauts spelled out, other marks dropped. `touchbaseFold` in `site.js`
/// does the same.
pub(super) fn fold_into(word: &str, folded: &mut String) {
    if word.is_ascii() {
        folded.push_str(word);
        folded.make_ascii_lowercase();
        return;
    }
    if word.chars().all(|c| c.is_ascii() || spelled_out(c).is_some()) {
        word.chars().for_each(|c| match spelled_out(c) {
            Some(pair) => folded.push_str(pair),
            None => folded.push(c.to_ascii_lowercase()),
        });
        return;
    }
    for c in word.nfkc().flat_map(char::to_lowercase) {
        match spelled_out(c) {
            Some(pair) => folded.push_str(pair),
            None => folded.extend(std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c))),
        }
    }
}

/// The letters that stand for a German one.
fn spelled_out(c: char) -> Option<&'static str> {
    Some(match c {
        'ä' | 'Ä' => "ae",
        'ö' | 'Ö' => "oe",
        'ü' | 'Ü' => "ue",
        'ß' => "ss",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        let fold = |word: Range<usize>| {
            let mut folded = String::new();
            fold_into(&text[word], &mut folded);
            folded
        };
        words(text).map(fold).collect()
    }

    #[test]
    fn words_are_folded_like_the_script_does() {
        assert_eq!(folded("Größe der Café-Tasse, 3×!"), ["groesse", "der", "cafe", "tasse", "3"]);
        assert_eq!(folded("A\u{308}pfel [[kunden-wert|Wert]]"), ["aepfel", "kunden", "wert", "wert"]);
        assert!(folded(" – ").is_empty());
    }

    #[test]
    fn stop_words_are_short_and_folded() {
        assert!(STOPPED.iter().all(|word| word.len() < 7 && folded(word) == [*word]));
    }
}
