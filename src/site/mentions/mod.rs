//! The places in prose where a word of the glossary is used for the first time on its page: these become links.
//!
//! Found once for the whole site, page by page, in the order in which a page is read. A place that already lies in a link, in code or in a
//! heading is no such place; nor is the page's own name. Knows no HTML.

mod names;
mod plain;

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::model::{Datum, ElementId, ElementRef, FieldRef, RefPlace};
use crate::present::Book;
use names::Names;

pub(super) use plain::OPTIONS;

/// Pages per task of the parallel part.
const TASK: usize = 128;

/// A word that leads to another page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    /// Where it stands in its text.
    pub(super) range: Range<usize>,
    /// What it means.
    pub(super) target: ElementId,
}

/// The mentions of a site by the text they stand in.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    /// For each element, where its mentions begin; one more at the end.
    starts: Vec<u32>,
    /// The address of the text in memory, which is how one text of an element is told from another, and the mention.
    found: Vec<(usize, Mention)>,
}

impl Mentions {
    /// Looks through the prose of every page.
    pub(super) fn new(book: &Book<'_>) -> Mentions {
        let names = Names::new(book);
        let pages: Vec<ElementId> = book.kinds().flat_map(|(_, _, list)| list.iter().copied()).collect();
        let task = |pages: &[ElementId]| {
            let mut found = Vec::new();
            pages.iter().for_each(|page| Page::new(&names, book.model.element(*page)).read(&mut found));
            found
        };
        let found: Vec<Vec<Found>> = pages.par_chunks(TASK).map(task).collect();
        Mentions::sorted(found.into_iter().flatten().collect(), book.model.len())
    }

    fn sorted(mut found: Vec<Found>, elements: usize) -> Mentions {
        found.sort_by_key(|(element, ..)| *element);
        let mut starts = vec![0_u32; elements + 1];
        for (element, ..) in &found {
            if let Some(count) = starts.get_mut(element.0 as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        Mentions { starts, found: found.into_iter().map(|(_, text, mention)| (text, mention)).collect() }
    }

    /// The mentions in `text`, which is one of the texts of `element` as the model holds it, in their order.
    pub(super) fn within<'s>(&'s self, element: ElementId, text: &str) -> impl Iterator<Item = &'s Mention> + use<'s> {
        let at = element.0 as usize;
        let bound = |at: usize| self.starts.get(at).copied().unwrap_or_default() as usize;
        let place = address(text);
        let of_element = self.found.get(bound(at)..bound(at + 1)).unwrap_or_default();
        of_element.iter().filter(move |(text, _)| *text == place).map(|(_, mention)| mention)
    }
}

/// An element, the address of one of its texts, and a mention in it.
type Found = (ElementId, usize, Mention);

fn address(text: &str) -> usize {
    text.as_ptr() as usize
}

/// One page on its way: the page of an element, its parts included.
struct Page<'n, 'm> {
    names: &'n Names<'m>,
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
    fn new(names: &'n Names<'m>, root: ElementRef<'m>) -> Page<'n, 'm> {
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
