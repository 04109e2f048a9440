//! Words and texts as they stand in a file, and how others are written in their place: quotes kept where they are a habit, set
//! where they are needed. Knows no fields.

use crate::syntax::write::{quoted, word};
use crate::syntax::{Notation, yaml};
use crate::text::{Edit, Sources, Span};

/// A scalar where it stands: with its quotes, if it has any.
#[derive(Debug, Clone, Copy)]
pub(super) struct Literal {
    /// All of it.
    pub(super) whole: Span,
    /// What stands between the quotes; all of it where there are none.
    pub(super) inside: Span,
    quote: Option<char>,
}

impl Literal {
    /// The scalar of which `span` is all, or all between the quotes.
    pub(super) fn at(sources: &Sources, span: Span) -> Literal {
        let text = &sources.get(span.source).text;
        let slice = sources.slice(span);
        let is_quote = |c: &char| matches!(c, '"' | '\'');
        let first = slice.chars().next().filter(is_quote);
        if first.is_some() && slice.len() > 1 && slice.chars().next_back() == first {
            return Literal { whole: span, inside: span.sub(1, span.len() - 1), quote: first };
        }
        let before = text.get(..span.start as usize).and_then(|before| before.chars().next_back()).filter(is_quote);
        let behind = text.get(span.end as usize..).and_then(|behind| behind.chars().next());
        match before {
            Some(_) if before == behind => {
                let whole = Span { start: span.start - 1, end: span.end + 1, ..span };
                Literal { whole, inside: span, quote: before }
            }
            _ => Literal { whole: span, inside: span, quote: None },
        }
    }

    /// `new` as it is written where `old` stands.
    fn written(&self, notation: Notation, old: &str, new: &str) -> String {
        match (notation, self.quote) {
            (Notation::Cx, None) => word(Notation::Cx, new),
            (Notation::Cx, Some(_)) => quoted(new),
            (Notation::Yaml, Some('\'')) => format!("'{}'", new.replace('\'', "''")),
            // Quotes that were not needed are a habit of whoever wrote them.
            (Notation::Yaml, Some(_)) if yaml::quote::scalar(old) == old => quoted(new),
            (Notation::Yaml, _) => yaml::quote::scalar(new),
        }
    }

    /// The edit that writes `new` in the place of `old`, which is what the scalar says. Where both stand in the same way, the edit
    /// is no larger than what differs.
    pub(super) fn replace(&self, sources: &Sources, notation: Notation, old: &str, new: &str) -> Edit {
        self.replace_by(sources, self.written(notation, old, new), old, new)
    }

    /// The same for running text, which always stands in quotes in `.cx`.
    pub(super) fn replace_text(&self, sources: &Sources, notation: Notation, old: &str, new: &str) -> Edit {
        match notation {
            Notation::Cx => self.replace_by(sources, quoted(new), old, new),
            Notation::Yaml => self.replace(sources, notation, old, new),
        }
    }

    fn replace_by(&self, sources: &Sources, text: String, old: &str, new: &str) -> Edit {
        let slice = sources.slice(self.inside);
        let begin = slice.len() - slice.trim_start().len();
        let same_quotes = self.quote.is_some() == text.starts_with(['"', '\'']);
        let inner = text.trim_matches(['"', '\'']);
        if same_quotes && slice.trim() == old && inner == new {
            return Edit { span: self.inside.sub(begin, begin + old.len()), text: new.to_owned() };
        }
        Edit { span: self.whole, text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Source, SourceId, apply};

    fn replaced(path: &str, text: &str, old: &str, new: &str) -> String {
        let sources = Sources::new(vec![Source::new(path, text)]);
        let at = text.find(old).unwrap_or(0);
        let notation = Notation::of(path.into()).unwrap_or(Notation::Cx);
        let literal = Literal::at(&sources, Span::new(SourceId(0), at, at + old.len()));
        apply(text, &[literal.replace(&sources, notation, old, new)]).unwrap_or_default()
    }

    #[test]
    fn quotes_stay_where_they_were_a_habit() {
        assert_eq!(replaced("a.cx", "x: mia", "mia", "größe"), "x: größe");
        assert_eq!(replaced("a.cx", "x: \"mia\"", "mia", "größe"), "x: \"größe\"");
        assert_eq!(replaced("a.cx", "x: Mia", "Mia", "Mia B."), "x: \"Mia B.\"");
        assert_eq!(replaced("a.yaml", "x: 'mia'", "mia", "no"), "x: 'no'");
        assert_eq!(replaced("a.yaml", "x: \"mia\"", "mia", "jo"), "x: \"jo\"");
    }

    #[test]
    fn quotes_are_set_where_they_are_needed_and_go_when_they_are_not() {
        assert_eq!(replaced("a.yaml", "x: mia", "mia", "no"), "x: \"no\"");
        assert_eq!(replaced("a.yaml", "x: \"no\"", "no", "mia"), "x: mia");
        assert_eq!(replaced("a.yaml", "[mia]", "mia", "a: b"), "[\"a: b\"]");
    }
}
