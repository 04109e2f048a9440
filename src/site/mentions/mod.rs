//! The places in prose where a word of the glossary is used for the first time on its page: these become links.
//!
//! Found once for each page, in the order in which it is read. A place that already lies in a link, in code or in a
//! heading is no such place; nor is the page's own name. Knows no HTML.

mod names;
mod plain;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashSet;

use crate::model::{Datum, ElementId, ElementRef, FieldRef, RefPlace};
use crate::present::Book;

pub(super) use names::Names;
pub(super) use plain::OPTIONS;

/// A word that leads to another page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    /// Where it stands in its text.
    pub(super) range: Range<usize>,
    /// What it means.
    pub(super) target: ElementId,
}

/// The mentions of a site, looked for page by page when somebody asks.
pub(super) struct Mentions {
    names: Arc<Names>,
    /// By the place of its page in the alphabetical order, what the prose of an element and of its parts mentions.
    pages: Vec<OnceLock<Vec<Found>>>,
}

impl Mentions {
    /// Those of a site; `names` are those to look for if they are known already.
    pub(super) fn new(book: &Book<'_>, names: Option<Arc<Names>>) -> Mentions {
        let mut pages = Vec::new();
        pages.resize_with(book.kinds().map(|(_, _, elements)| elements.len()).sum(), OnceLock::new);
        Mentions { names: names.unwrap_or_else(|| Arc::new(Names::new(book))), pages }
    }

    /// The names that are looked for.
    pub(super) fn names(&self) -> Arc<Names> {
        self.names.clone()
    }

    /// The mentions in `text`, which is one of the texts of `element` as the model holds it, in their order.
    pub(super) fn within(
        &self,
        book: &Book<'_>,
        element: ElementRef<'_>,
        text: &str,
    ) -> impl Iterator<Item = &Mention> + use<'_> {
        let (id, place) = (element.id(), address(text));
        let of_page = self.of_page(book, element.root());
        let of_element = of_page.iter().filter(move |(element, text, _)| *element == id && *text == place);
        of_element.map(|(.., mention)| mention)
    }

    fn of_page(&self, book: &Book<'_>, root: ElementRef<'_>) -> &[Found] {
        let Some(page) = self.pages.get(book.rank(root) as usize) else { return &[] };
        page.get_or_init(|| {
            let mut found = Vec::new();
            Page::new(&self.names, root).read(&mut found);
            found
        })
    }
}

/// An element, the address of one of its texts in memory, which tells it from its other texts, and a mention in it.
type Found = (ElementId, usize, Mention);

fn address(text: &str) -> usize {
    text.as_ptr() as usize
}

/// One page on its way: the page of an element, its parts included.
struct Page<'n, 'm> {
    names: &'n Names,
    root: ElementRef<'m>,
    /// Elements that the page has already led to, and its own.
    seen: FxHashSet<ElementId>,
}

/// Common fields that are prose.
const COMMON: &[&str] = &["description"];

/// Own fields that are no statements of the company about itself: names of things, and the words of other people.
const UNLINKED: &[&str] = &[
    "labels",
    "forbidden",
    "say_instead",
    "quote",
    "thought",
    "need",
    "needs",
    "intents",
    "frustrations",
    "request",
    "segment",
    "contact",
];

impl<'n, 'm> Page<'n, 'm> {
    fn new(names: &'n Names, root: ElementRef<'m>) -> Page<'n, 'm> {
        let mut page = Page { names, root, seen: FxHashSet::default() };
        page.seen.insert(root.id());
        page.skip_written_links(root);
        page
    }

    /// Whatever an author has linked by hand somewhere on the page needs no second link.
    fn skip_written_links(&mut self, element: ElementRef<'m>) {
        let written = element.references().filter(|reference| reference.place() == RefPlace::Prose);
        self.seen.extend(written.filter_map(|reference| reference.target()).map(ElementRef::id));
        element.children().for_each(|child| self.skip_written_links(child));
    }

    fn read(mut self, found: &mut Vec<Found>) {
        let root = self.root;
        self.element(root, found);
    }

    fn element(&mut self, element: ElementRef<'m>, found: &mut Vec<Found>) {
        let mut fields: Vec<FieldRef<'m>> =
            element.fields().filter(|field| self.names.is_prose(*field) && field.lang().is_none()).collect();
        // As pages show them: what the kind has of its own, then the description.
        fields.sort_by_key(|field| (COMMON.contains(&field.field.key.as_ref()), field.data.field));
        for field in fields {
            for item in field.items() {
                match &item.datum {
                    Datum::Text(text) if is_sentence(text) => self.text(element, text, false, found),
                    Datum::Markdown(text) => self.text(element, text, true, found),
                    _ => {}
                }
            }
        }
        element.children().for_each(|child| self.element(child, found));
    }

    fn text(&mut self, element: ElementRef<'m>, text: &str, markdown: bool, found: &mut Vec<Found>) {
        let mut mentions = self.names.mentions(text);
        mentions.retain(|mention| !self.seen.contains(&mention.target));
        if markdown && !mentions.is_empty() {
            let parts = plain::parts(text);
            mentions.retain(|Mention { range, .. }| {
                let after = parts.partition_point(|part| part.end < range.end);
                parts.get(after).is_some_and(|part| part.start <= range.start)
            });
        }
        for mention in mentions {
            if self.seen.insert(mention.target) {
                found.push((element.id(), address(text), mention));
            }
        }
    }
}

/// Whether a text is more than a label: four words or more.
fn is_sentence(text: &str) -> bool {
    text.split_whitespace().nth(3).is_some()
}
