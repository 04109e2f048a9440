//! What every page of the site needs to know: the book, and where pictures are.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Deref;

use super::hyphens::Hyphens;
use super::mentions::Mentions;
use super::pictures::Picture;
use super::{Input, escape};
use crate::model::ElementRef;
use crate::present::{Book, anchor};

/// The book as the pages of the site see it; whatever the book knows can be asked here too.
pub(super) struct Base<'m> {
    pub(super) input: &'m Input<'m>,
    book: Book<'m>,
    /// Where a picture of the knowledge base is found below the site.
    pictures: BTreeMap<String, Picture>,
    /// Where long words may part.
    pub(super) hyphens: Hyphens,
    /// Words of prose that lead to what they mean.
    pub(super) mentions: Mentions,
}

impl<'m> Deref for Base<'m> {
    type Target = Book<'m>;
    fn deref(&self) -> &Book<'m> {
        &self.book
    }
}

impl<'m> Base<'m> {
    pub(super) fn new(input: &'m Input<'m>) -> Base<'m> {
        let book = Book::new(input.model, input.sources, input.config, "html");
        let hyphens = Hyphens::new(book.words.language());
        let mentions = Mentions::new(&book);
        Base { input, book, pictures: super::pictures::placed(input), hyphens, mentions }
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
        self.link_as(element, &escape::html(element.name()), root)
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

    /// The picture that lies at `path` in the knowledge base, if it exists, for a page whose way up to the root is `root`.
    pub(super) fn picture(&self, path: &str, root: &str) -> Option<Picture> {
        self.pictures.get(path).map(|picture| picture.from(root))
    }
}
