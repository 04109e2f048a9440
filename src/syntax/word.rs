//! What an id looks like, in either notation.

/// Whether `text` is an id: a letter of any script, then letters, digits, combining marks, `-` or `_`.
pub fn is_id(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}
