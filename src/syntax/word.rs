//! What an id looks like, in either notation.

use pest::unicode::{MARK, XID_CONTINUE, XID_START};

/// Whether `text` is an id: a letter of any script, then letters, digits, combining marks, `-` or `_`.
///
/// Every id is a word of the grammar, so that what has an id in YAML can be referred to in `.cx`.
pub fn is_id(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c.is_alphabetic() && XID_START(c)) && chars.all(goes_on)
}

fn goes_on(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '-' | '_')
        || !c.is_ascii() && XID_CONTINUE(c) && (c.is_alphanumeric() || MARK(c))
}

#[cfg(test)]
mod tests {
    use super::is_id;

    #[test]
    fn letters_of_any_script_make_ids() {
        let decomposed = "gro\u{308}ße";
        for id in ["a", "hotline", "größe-2_b", decomposed, "кофе", "咖啡", "Ä"] {
            assert!(is_id(id), "{id}");
        }
    }

    #[test]
    fn anything_else_is_no_id() {
        for text in ["", "2go", "-a", "_a", "a b", "a.b", "x/a", "a·b", "m²", "😀", "a\u{200b}", "a!", "a‿b"] {
            assert!(!is_id(text), "{text}");
        }
    }
}
