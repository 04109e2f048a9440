//! Names and texts of elements in the language of the page, marked where they are not translated.
//!
//! The model that pages read is already told in their language; what is left to do is to say where it could not be, so that
//! screen readers and hyphenation take those words for what they are. On a page in the language of its text nothing is added.

use minijinja::Value;

use super::base::Base;
use super::escape;
use crate::model::{ElementRef, FieldRef};
use crate::present::plain;

impl Base<'_> {
    /// The name of an element, for templates.
    pub(super) fn named(&self, element: ElementRef<'_>) -> Value {
        marked(element.name_lang(), element.name())
    }

    /// The name of an element as HTML.
    pub(super) fn name_html(&self, element: ElementRef<'_>) -> String {
        in_lang(element.name_lang(), escape::html(element.name()))
    }

    /// What a field of one text says, for templates; none when the field is not there.
    pub(super) fn said(&self, element: ElementRef<'_>, key: &str) -> Value {
        let field = element.field(key);
        field.and_then(|field| Some(marked(field.lang(), field.texts().next()?))).unwrap_or(Value::from(()))
    }

    /// What a field of one text says, as HTML; empty when the field is not there.
    pub(super) fn said_html(&self, element: ElementRef<'_>, key: &str) -> String {
        let field = element.field(key);
        let html = |field: FieldRef<'_>| Some(in_lang(field.lang(), escape::html(field.texts().next()?)));
        field.and_then(html).unwrap_or_default()
    }

    /// What an element is in a sentence, as HTML; empty when nothing says it.
    pub(super) fn gist_html(&self, element: ElementRef<'_>) -> String {
        let lang = plain::gist_field(element).and_then(FieldRef::lang);
        plain::gist(element).map(|text| in_lang(lang, escape::html(&text))).unwrap_or_default()
    }
}

/// `text` for templates: as it is in the language of the page, as marked HTML in another.
fn marked(lang: Option<&str>, text: &str) -> Value {
    match lang {
        None => Value::from(text),
        Some(_) => Value::from_safe_string(in_lang(lang, escape::html(text))),
    }
}

/// Running HTML with the mark of its language, if it needs one.
pub(super) fn in_lang(lang: Option<&str>, html: String) -> String {
    match lang {
        None => html,
        Some(lang) => ["<span lang=\"", lang, "\">", &html, "</span>"].concat(),
    }
}
