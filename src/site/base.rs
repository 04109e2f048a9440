//! What every page of the site needs to know: the book, and where pictures are.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{Arc, LazyLock, OnceLock};

use minijinja::{Value, context};

use super::hyphens::Hyphens;
use super::mentions::{Mention, Mentions, Names};
use super::pictures::Picture;
use super::reports::Review;
use super::{Input, escape, urls};
use crate::model::ElementRef;
use crate::present::{Book, Catalog, anchor};
use crate::schema::{FieldId, Kind, KindId, Language, Schema};

/// The book as the pages of the site see it; whatever the book knows can be asked here too.
pub(super) struct Base<'m> {
    pub(super) input: &'m Input<'m>,
    book: Book<'m>,
    /// Where a picture of the knowledge base is found below the site.
    pictures: BTreeMap<String, Picture>,
    /// What the pages of a kind have in common, by kind.
    kinds: Vec<OfKind>,
    /// Where the files can be seen, if that is a place one can safely be sent to.
    repository: Option<String>,
    reviews: OnceLock<Vec<Review>>,
    /// Where long words may part.
    pub(super) hyphens: Hyphens,
    mentions: Mentions,
    /// The way from the root of this edition up to that of the whole site, where pictures and style sheets are.
    pub(super) up: &'static str,
}

/// What holds for the pages of one language until something is called otherwise, comes or goes.
#[derive(Clone)]
pub(super) struct Kept {
    catalog: Arc<Catalog>,
    names: Arc<Names>,
}

/// What the pages of a kind have in common.
pub(super) struct OfKind {
    /// The first page of the kind's list.
    pub(super) list: String,
    /// `name`, `label`, `plural` and `href`, for templates.
    pub(super) value: Value,
    /// The common fields that the profile shows, in schema order.
    pub(super) profile: Vec<FieldId>,
}

/// Common fields that have a place of their own on a page, outside the profile.
const ABOVE: &[&str] = &["name", "summary", "description", "image"];

impl OfKind {
    fn new(book: &Book<'_>, id: KindId, kind: &Kind) -> OfKind {
        let common: Vec<&str> = Schema::common_fields().map(|field| field.key.as_ref()).collect();
        let in_profile = |key: &str| common.contains(&key) && !ABOVE.contains(&key);
        let numbered = (0..).map(FieldId).zip(kind.fields.iter());
        let (label, plural) = (book.label(&kind.label), book.label(&kind.label_plural));
        OfKind {
            list: format!("{}/index.html", book.addresses.folder(id)),
            value: context! { name => kind.name.as_ref(), label, plural, href => "index.html" },
            profile: numbered.filter(|(_, field)| in_profile(&field.key)).map(|(id, _)| id).collect(),
        }
    }
}

impl<'m> Deref for Base<'m> {
    type Target = Book<'m>;
    fn deref(&self) -> &Book<'m> {
        &self.book
    }
}

impl<'m> Base<'m> {
    /// For the pages in `language`. What is kept of another state of the site is used where it still holds.
    pub(super) fn new(input: &'m Input<'m>, language: Language, kept: Option<&Kept>) -> Base<'m> {
        let before = kept.map(|kept| &kept.catalog);
        let book = Book::again(input.model.in_language(language), input.sources, input.config, "html", before);
        let hyphens = Hyphens::new(book.words.language());
        let kinds = input.model.schema.kinds().map(|(id, kind)| OfKind::new(&book, id, kind)).collect();
        let repository = input.config.repository.as_deref().and_then(urls::external);
        let repository = repository.map(|address| address.trim_end_matches('/').to_owned());
        let pictures = super::pictures::placed(input);
        // Names follow from what the catalogue follows from.
        let kept = kept.filter(|kept| Arc::ptr_eq(&kept.catalog, &book.catalog));
        let mentions = Mentions::new(&book, kept.map(|kept| kept.names.clone()));
        let up = if language == input.model.language() { "" } else { "../" };
        Base { input, book, pictures, kinds, repository, reviews: OnceLock::new(), hyphens, mentions, up }
    }

    /// What another state of the site may use.
    pub(super) fn kept(&self) -> Kept {
        Kept { catalog: self.catalog.clone(), names: self.mentions.names() }
    }

    /// Promised reviews, the soonest first: the calendar, its files and the home page show them.
    pub(super) fn reviews(&self) -> &[Review] {
        self.reviews.get_or_init(|| super::reports::reviews(&self.book))
    }

    /// The words of a text of `element` that lead to what they mean, in their order.
    pub(super) fn mentions(&self, element: ElementRef<'_>, text: &str) -> impl Iterator<Item = &Mention> {
        self.mentions.within(&self.book, element, text)
    }

    /// Whether this is the main language of the knowledge base, whose pages stand at the root of the site.
    pub(super) fn is_main(&self) -> bool {
        self.up.is_empty()
    }

    /// What the pages of a kind have in common.
    pub(super) fn of(&self, kind: KindId) -> &OfKind {
        static NONE: LazyLock<OfKind> =
            LazyLock::new(|| OfKind { list: String::new(), value: Value::UNDEFINED, profile: Vec::new() });
        self.kinds.get(usize::from(kind.0)).unwrap_or(&NONE)
    }

    /// Where the files of the knowledge base can be seen, without a slash at its end.
    pub(super) fn repository(&self) -> Option<&str> {
        self.repository.as_deref()
    }

    /// Where to go for an element from a page whose way up to the root is `root`; `#` when there is no such page.
    pub(super) fn href(&self, element: ElementRef<'_>, root: &str) -> String {
        self.addresses.path(element.id()).map_or_else(|| "#".to_owned(), |path| [root, path].concat())
    }

    /// The place of a step or stage on the page of its journey.
    pub(super) fn anchor(&self, part: ElementRef<'_>) -> Cow<'_, str> {
        let known = self.addresses.path(part.id()).and_then(|path| path.split_once('#'));
        known.map_or_else(|| anchor(part.key()).into(), |(_, anchor)| anchor.into())
    }

    /// A link to an element, by its name.
    pub(super) fn link(&self, element: ElementRef<'_>, root: &str) -> String {
        match (element.name_lang(), self.addresses.path(element.id())) {
            (Some(lang), Some(path)) => {
                let name = escape::html(element.name());
                ["<a href=\"", root, path, "\" lang=\"", lang, "\">", &name, "</a>"].concat()
            }
            _ => self.link_as(element, &self.name_html(element), root),
        }
    }

    /// A link to an element that shows `html`.
    pub(super) fn link_as(&self, element: ElementRef<'_>, html: &str, root: &str) -> String {
        match self.addresses.path(element.id()) {
            Some(path) => ["<a href=\"", root, path, "\">", html, "</a>"].concat(),
            None => html.to_owned(),
        }
    }

    /// A word of prose that leads to what it means.
    pub(super) fn mention(&self, element: ElementRef<'_>, text: &str, root: &str) -> String {
        let text = escape::html(text);
        match self.addresses.path(element.id()) {
            Some(path) => ["<a class=\"term\" href=\"", root, path, "\">", &text, "</a>"].concat(),
            None => text,
        }
    }

    /// The picture that lies at `path` in the knowledge base, if it exists, relative to the root of the whole site.
    pub(super) fn shared_picture(&self, path: &str) -> Option<Picture> {
        self.pictures.get(path).map(|picture| picture.from(""))
    }

    /// The picture that lies at `path` in the knowledge base, if it exists, for a page whose way up to the root is `root`.
    pub(super) fn picture(&self, path: &str, root: &str) -> Option<Picture> {
        self.pictures.get(path).map(|picture| picture.from(&[root, self.up].concat()))
    }
}
