//! Changes to a text as values: what a fix, a rename or a formatter hands over to be applied.

use super::Span;

/// Replace the bytes of `span` by `text`; an empty span inserts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What goes.
    pub span: Span,
    /// What comes in its place.
    pub text: String,
}

/// Two edits that change the same bytes, or an edit that does not fit the text: nothing was applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap {
    /// The edit that could not be applied.
    pub edit: Edit,
}

/// Applies the edits, given in any order, to `text`; all of them or none.
///
/// # Errors
/// [`Overlap`] when two edits touch the same bytes or one lies outside the text or inside a character.
pub fn apply(text: &str, edits: &[Edit]) -> Result<String, Overlap> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.span.start, edit.span.end));
    sorted.dedup();
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for edit in sorted {
        let range = edit.span.range();
        let kept = text.get(at..range.start).filter(|_| text.get(range.clone()).is_some());
        let Some(kept) = kept else { return Err(Overlap { edit: edit.clone() }) };
        result.push_str(kept);
        result.push_str(&edit.text);
        at = range.end;
    }
    result.push_str(text.get(at..).unwrap_or_default());
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceId;

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        Edit { span: Span::new(SourceId(0), start, end), text: text.into() }
    }

    #[test]
    fn edits_apply_in_any_order() {
        assert_eq!(apply("abc", &[edit(2, 3, "C"), edit(0, 0, "> ")]).as_deref(), Ok("> abC"));
    }

    #[test]
    fn overlapping_edits_change_nothing() {
        assert!(apply("abc", &[edit(0, 2, "x"), edit(1, 3, "y")]).is_err());
        assert!(apply("ä", &[edit(1, 2, "x")]).is_err());
    }
}
