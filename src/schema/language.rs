//! Languages in which a text can be given: codes as in ISO 639-1, and how people miss them.

/// A language by its two-letter code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(u8);

/// Every code, in order.
const CODES: &[&str] = &[
    "aa", "ab", "ae", "af", "ak", "am", "an", "ar", "as", "av", "ay", "az", "ba", "be", "bg", "bh", "bi", "bm", "bn",
    "bo", "br", "bs", "ca", "ce", "ch", "co", "cr", "cs", "cu", "cv", "cy", "da", "de", "dv", "dz", "ee", "el", "en",
    "eo", "es", "et", "eu", "fa", "ff", "fi", "fj", "fo", "fr", "fy", "ga", "gd", "gl", "gn", "gu", "gv", "ha", "he",
    "hi", "ho", "hr", "ht", "hu", "hy", "hz", "ia", "id", "ie", "ig", "ii", "ik", "io", "is", "it", "iu", "ja", "jv",
    "ka", "kg", "ki", "kj", "kk", "kl", "km", "kn", "ko", "kr", "ks", "ku", "kv", "kw", "ky", "la", "lb", "lg", "li",
    "ln", "lo", "lt", "lu", "lv", "mg", "mh", "mi", "mk", "ml", "mn", "mr", "ms", "mt", "my", "na", "nb", "nd", "ne",
    "ng", "nl", "nn", "no", "nr", "nv", "ny", "oc", "oj", "om", "or", "os", "pa", "pi", "pl", "ps", "pt", "qu", "rm",
    "rn", "ro", "ru", "rw", "sa", "sc", "sd", "se", "sg", "si", "sk", "sl", "sm", "sn", "so", "sq", "sr", "ss", "st",
    "su", "sv", "sw", "ta", "te", "tg", "th", "ti", "tk", "tl", "tn", "to", "tr", "ts", "tt", "tw", "ty", "ug", "uk",
    "ur", "uz", "ve", "vi", "vo", "wa", "wo", "xh", "yi", "yo", "za", "zh", "zu",
];

/// What people write instead of the codes of languages that are common in knowledge bases.
const MISSED: &[(&str, &[&str])] = &[
    ("de", &["deu", "ger", "german", "deutsch"]),
    ("en", &["eng", "english", "englisch"]),
    ("es", &["spa", "spanish", "spanisch", "español"]),
    ("fr", &["fra", "fre", "french", "französisch", "français"]),
    ("it", &["ita", "italian", "italienisch", "italiano"]),
    ("nl", &["nld", "dut", "dutch", "niederländisch", "nederlands"]),
    ("pl", &["pol", "polish", "polnisch", "polski"]),
    ("pt", &["por", "portuguese", "portugiesisch", "português"]),
    ("tr", &["tur", "turkish", "türkisch", "türkçe"]),
];

impl Language {
    /// English: the language of a knowledge base that names none.
    pub const ENGLISH: Language = Language::at("en");
    /// German.
    pub const GERMAN: Language = Language::at("de");

    /// The languages in which the site speaks.
    pub const OF_SITES: &'static [&'static str] = &["de", "en"];

    #[expect(clippy::indexing_slicing, reason = "evaluated by the compiler, which would say so")]
    const fn at(code: &str) -> Language {
        let (code, mut at) = (code.as_bytes(), 0);
        loop {
            assert!(at < CODES.len(), "a code that is not in the list");
            let known = CODES[at].as_bytes();
            if known[0] == code[0] && known[1] == code[1] {
                return Language(at as u8);
            }
            at += 1;
        }
    }

    /// The language with this code.
    pub fn of(code: &str) -> Option<Language> {
        CODES.binary_search(&code).ok().map(|at| Language(at as u8))
    }

    /// Its code.
    pub fn code(self) -> &'static str {
        CODES.get(usize::from(self.0)).copied().unwrap_or("en")
    }

    /// The language that is surely meant by something that is no code: `DE`, `de-AT`, `deutsch`.
    pub fn meant(text: &str) -> Option<Language> {
        let lower = text.trim().to_lowercase();
        let main = lower.split(['-', '_']).next().unwrap_or_default();
        let missed = MISSED.iter().find(|(_, words)| words.contains(&main)).map(|(code, _)| *code);
        Language::of(missed.unwrap_or(main))
    }

    /// Whether `tag` names this language, with or without a region: `de`, `de-AT`.
    pub fn is_tagged(self, tag: &str) -> bool {
        tag.split('-').next() == Some(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_found() {
        assert!(CODES.windows(2).all(|pair| pair[0] < pair[1]) && CODES.len() < 256);
        for code in CODES {
            assert_eq!(Language::of(code).map(Language::code), Some(*code));
        }
        assert_eq!((Language::ENGLISH.code(), Language::GERMAN.code()), ("en", "de"));
        for (code, _) in MISSED {
            assert!(Language::of(code).is_some(), "{code}");
        }
    }

    #[test]
    fn what_people_write_instead_is_understood() {
        for (text, code) in
            [("DE", Some("de")), ("en_GB", Some("en")), ("Deutsch", Some("de")), ("dr", None), ("", None)]
        {
            assert_eq!(Language::meant(text).map(Language::code), code, "{text}");
        }
        assert!(Language::GERMAN.is_tagged("de-CH") && !Language::GERMAN.is_tagged("den"));
    }
}
