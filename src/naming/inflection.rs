//! Cases and plurals: which folded words are forms of one noun, in German and English.
//!
//! Rules of endings, no dictionary: what they let through is nearly always a form, and what they miss is merely not recognized.

/// Nouns whose plural ends in `er` without another vowel.
const PLURAL_IN_ER: &[&str] = &["bild", "feld", "geld", "gesicht", "glied", "kind", "kleid", "licht", "lied", "schild"];

/// Endings of German cases and plurals; which of them a word may take is asked of [`is_ending`].
const ENDINGS: &[&str] = &["s", "es", "e", "en", "n", "er", "ern", "se", "sen", "ses", "nen"];
/// Endings of plurals that turn a vowel into an umlaut.
const UMLAUT_ENDINGS: &[&str] = &["", "n", "e", "en", "er", "ern"];

/// Whether `form` is a German or English case or plural of `word`, both folded; no other word that begins alike.
pub(crate) fn is_inflected(form: &str, word: &str) -> bool {
    if let Some(ending) = form.strip_prefix(word) {
        return is_ending(ending, word);
    }
    let umlaut = umlauted(word).and_then(|plural| form.strip_prefix(plural.as_str()).map(str::to_owned));
    if umlaut.is_some_and(|ending| UMLAUT_ENDINGS.contains(&ending.as_str())) {
        return word.len() >= 4;
    }
    let stem = word.strip_suffix('y').filter(|stem| stem.len() >= 3);
    stem.is_some_and(|stem| form.strip_prefix(stem) == Some("ies"))
}

/// Every form of a folded German noun that [`is_inflected`] knows, itself left out: plurals and genitives, by their endings and umlauts.
pub(crate) fn german_forms(word: &str) -> Vec<String> {
    let by_ending = ENDINGS.iter().filter(|ending| is_ending(ending, word)).map(|ending| format!("{word}{ending}"));
    let mut forms: Vec<String> = by_ending.collect();
    if let Some(plural) = umlauted(word).filter(|_| word.len() >= 4) {
        forms.extend(UMLAUT_ENDINGS.iter().map(|ending| format!("{plural}{ending}")));
    }
    forms
}

/// Every plural of a folded English noun that [`is_inflected`] knows.
pub(crate) fn english_forms(word: &str) -> Vec<String> {
    let in_y = word.strip_suffix('y').filter(|stem| stem.len() >= 3 && !stem.ends_with(['a', 'e', 'o', 'u']));
    match in_y {
        Some(stem) => vec![format!("{stem}ies")],
        None if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") => {
            vec![format!("{word}es")]
        }
        None => vec![format!("{word}s")],
    }
}

fn is_ending(ending: &str, word: &str) -> bool {
    let weak = word.ends_with('e') || word.ends_with("el") || word.ends_with("er");
    match ending {
        "" | "s" => true,
        "es" => !word.ends_with('e') && word.len() >= 4,
        "e" | "en" => !word.ends_with('e') && word.len() >= 4,
        "n" => weak && word.len() >= 4,
        "er" | "ern" => PLURAL_IN_ER.iter().any(|noun| word.ends_with(noun)),
        "se" | "sen" | "ses" => word.ends_with("nis"),
        "nen" => word.ends_with("in") && word.len() >= 5,
        _ => false,
    }
}

/// A folded noun with its last `a`, `o`, `u` or `au` turned into an umlaut, as many plurals have it.
fn umlauted(word: &str) -> Option<String> {
    let last = word.rfind(['a', 'o', 'u'])?;
    let au = word.get(..last).is_some_and(|before| before.ends_with('a')) && word.get(last..)?.starts_with('u');
    let at = if au { last } else { last + 1 };
    // In `ae`, `oe` and `ue` it is one already, and `eu` has none.
    let rest = word.get(last + 1..)?;
    let is_plain = !rest.starts_with('e') && !(word.get(..last)?.ends_with('e'));
    is_plain.then(|| format!("{}e{}", word.get(..at).unwrap_or_default(), word.get(at..).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::naming::fold;

    #[test]
    fn cases_and_plurals_are_told_from_other_words() {
        for (form, word) in [
            ("Tickets", "Ticket"),
            ("Abos", "Abo"),
            ("Vertrags", "Vertrag"),
            ("Verträge", "Vertrag"),
            ("Verträgen", "Vertrag"),
            ("Häuser", "Haus"),
            ("Karten", "Karte"),
            ("Kapseln", "Kapsel"),
            ("Mitglieder", "Mitglied"),
            ("Beraterinnen", "Beraterin"),
            ("Rechnungen", "Rechnung"),
            ("utilities", "utility"),
            ("Fälle", "Fall"),
        ] {
            assert!(is_inflected(&fold(form), &fold(word)), "{form} {word}");
        }
        for (form, word) in [
            ("Tester", "Test"),
            ("Unity", "Unit"),
            ("Podest", "Pod"),
            ("Caser", "Case"),
            ("Beratung", "Berater"),
            ("Zählung", "Zahlung"),
            ("Euro", "Eur"),
        ] {
            assert!(!is_inflected(&fold(form), &fold(word)), "{form} {word}");
        }
    }

    #[test]
    fn forms_that_are_made_are_forms() {
        for (word, expected) in
            [("Kunde", "Kunden"), ("Vertrag", "Verträge"), ("Haus", "Häuser"), ("Kapsel", "Kapseln")]
        {
            let forms = german_forms(&fold(word));
            assert!(forms.contains(&fold(expected)), "{word}: {forms:?}");
            assert!(forms.iter().all(|form| is_inflected(form, &fold(word))), "{word}: {forms:?}");
        }
        assert_eq!(english_forms("utility"), ["utilities"]);
        assert_eq!(english_forms("box"), ["boxes"]);
        assert_eq!(english_forms("ticket"), ["tickets"]);
    }
}
