//! Small pieces of sentences that messages share.

/// `` `a`, `b` and `c` ``.
pub fn list<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> String {
    joined(words.into_iter().map(|word| format!("`{}`", word.as_ref())), "and")
}

/// Phrases with commas and a conjunction before the last: `joined(["a", "b", "c"], "or")` is `a, b or c`.
pub fn joined<P: AsRef<str>>(phrases: impl IntoIterator<Item = P>, conjunction: &str) -> String {
    let phrases: Vec<P> = phrases.into_iter().collect();
    match phrases.split_last() {
        None => String::new(),
        Some((last, [])) => last.as_ref().to_owned(),
        Some((last, others)) => {
            let others: Vec<&str> = others.iter().map(AsRef::as_ref).collect();
            format!("{} {conjunction} {}", others.join(", "), last.as_ref())
        }
    }
}

/// A noun with its article: `a touchpoint`, `an initiative`.
pub fn a(noun: &str) -> String {
    let vowel = noun.starts_with(['a', 'e', 'i', 'o']);
    format!("{} {noun}", if vowel { "an" } else { "a" })
}

/// A phrase as the beginning of a sentence.
pub fn capitalized(phrase: &str) -> String {
    let mut chars = phrase.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// A text on one line, short enough for a message: at most 40 characters.
pub fn short(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(40) {
        Some((cut, _)) => format!("{}…", line.get(..cut).unwrap_or_default()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_like_sentences() {
        assert_eq!(list(["a"]), "`a`");
        assert_eq!(list(["a", "b", "c"]), "`a`, `b` and `c`");
        assert_eq!(joined(["x", "y"], "or"), "x or y");
        assert_eq!(joined(Vec::<String>::new(), "or"), "");
    }

    #[test]
    fn nouns_get_their_article_and_sentences_their_capital() {
        assert_eq!((a("initiative"), a("step")), ("an initiative".to_owned(), "a step".to_owned()));
        assert_eq!(capitalized("übergabe"), "Übergabe");
        assert_eq!(short(&"ä b\n".repeat(50)).chars().count(), 41);
    }
}
