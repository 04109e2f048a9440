//! What stands in the glossary: elements, and their other names, which lead to them.

use crate::model::{Datum, ElementId, ElementRef, FieldRef, Key};
use crate::naming;
use crate::present::anchor as place;
use crate::site::base::Base;
use crate::site::{escape, pieces, values};

/// One line of the alphabet.
#[derive(Debug)]
pub(super) enum Item {
    /// An element under its name.
    Entry(ElementId),
    /// A name that it also has, or should not be called by.
    See { name: String, forbidden: bool, to: ElementId },
}

/// Every item in the order of the language; where names are equal, elements first.
pub(super) fn all(base: &Base<'_>) -> Vec<Item> {
    let mut elements: Vec<ElementRef<'_>> =
        base.kinds().flat_map(|(_, _, list)| list.iter().map(|id| base.model.element(*id))).collect();
    elements.sort_by_key(|element| base.rank(*element));
    let mut others: Vec<(usize, Item)> = elements
        .iter()
        .flat_map(|element| other_names(base, *element))
        .map(|item| {
            let after = |element: &ElementRef<'_>| base.compare(element.name(), item.name(base)).is_le();
            (elements.partition_point(after), item)
        })
        .collect();
    others.sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| base.compare(one.name(base), other.name(base))));
    let mut others = others.into_iter().peekable();
    let mut items = Vec::with_capacity(elements.len() + others.len());
    for (at, element) in elements.iter().enumerate() {
        while let Some((_, item)) = others.next_if(|(before, _)| *before <= at) {
            items.push(item);
        }
        items.push(Item::Entry(element.id()));
    }
    items.extend(others.map(|(_, item)| item));
    items
}

/// The names by which people may look for an element and which are not beside its own anyway.
fn other_names(base: &Base<'_>, element: ElementRef<'_>) -> Vec<Item> {
    let mut found: Vec<Item> = Vec::new();
    let mut known = vec![naming::fold(element.name())];
    for (key, forbidden) in [("forbidden", true), ("aliases", false)] {
        if element.declared(key).is_none() {
            continue;
        }
        for name in element.texts(key).into_iter().filter(|name| !name.trim().is_empty()) {
            let folded = naming::fold(name);
            if !known.contains(&folded) {
                found.push(Item::See { name: name.to_string(), forbidden, to: element.id() });
                known.push(folded);
            }
        }
    }
    found.retain(|item| base.addresses.path(item.target()).is_some());
    found
}

impl Item {
    /// Whether it is an element and not another name of one.
    pub(super) fn is_entry(&self) -> bool {
        matches!(self, Item::Entry(_))
    }

    /// By what it is sorted.
    pub(super) fn name<'s>(&'s self, base: &'s Base<'_>) -> &'s str {
        match self {
            Item::Entry(id) => base.model.element(*id).name(),
            Item::See { name, .. } => name,
        }
    }

    fn target(&self) -> ElementId {
        match self {
            Item::Entry(id) | Item::See { to: id, .. } => *id,
        }
    }

    /// As it stands on the page; names lead to entries of the same page unless the glossary is `split` into several.
    pub(super) fn html(&self, base: &Base<'_>, split: bool) -> String {
        let element = base.model.element(self.target());
        match self {
            Item::Entry(_) => entry(base, element),
            Item::See { name, forbidden, .. } => {
                let href = if split { base.href(element, "") } else { format!("#{}", anchor(element)) };
                let name = escape::html(name);
                let (name, how) = match forbidden {
                    true => (format!("<s>{name}</s>"), base.words.get("not_say")),
                    false => (name, base.words.get("see")),
                };
                let to = escape::html(element.name());
                format!("<p class=\"see\">{name} <i>{how} →</i> <a href=\"{href}\">{to}</a></p>\n")
            }
        }
    }
}

fn anchor(element: ElementRef<'_>) -> String {
    format!("{}-{}", element.kind().name, place(element.key()))
}

fn entry(base: &Base<'_>, element: ElementRef<'_>) -> String {
    let (anchor, link) = (anchor(element), base.link(element, ""));
    let (kind, at) = (escape::html(base.label(&element.kind().label)), base.words.get("entry_link"));
    let badge = pieces::status_badge(base, element);
    let badge = badge.map(|badge| format!("<span class=\"badge\">{}</span>", escape::html(&badge))).unwrap_or_default();
    let name = escape::html(element.name());
    let mut html = String::with_capacity(512);
    for piece in [
        "<article class=\"entry\" id=\"",
        &anchor,
        "\"><h3>",
        &link,
        "<small>",
        &kind,
        "</small>",
        &badge,
        "<a class=\"at\" href=\"#",
        &anchor,
        "\" aria-label=\"",
        at,
        ": ",
        &name,
        "\">#</a></h3>",
        &text(base, element).unwrap_or_default(),
    ] {
        html.push_str(piece);
    }
    for note in notes(base, element) {
        ["<p class=\"note\">", &note, "</p>"].iter().for_each(|piece| html.push_str(piece));
    }
    html.push_str("</article>\n");
    html
}

/// What the entry says: the definition of a term, the sentence of anything else.
fn text(base: &Base<'_>, element: ElementRef<'_>) -> Option<String> {
    if element.is("term")
        && let Some(field) = element.field("definition")
        && let Some(text) = field.texts().next()
    {
        return Some(values::prose(base, field, text, 4, ""));
    }
    let summary = base.said_html(element, "summary");
    (!summary.is_empty()).then(|| format!("<p>{summary}</p>"))
}

/// Other names: in use, former, in other languages, and those to avoid.
fn notes(base: &Base<'_>, element: ElementRef<'_>) -> Vec<String> {
    let words = &base.words;
    let own = |key: &str| element.declared(key).and_then(|_| element.field(key));
    let names = |key: &str| -> Vec<String> {
        own(key)
            .map(FieldRef::items)
            .into_iter()
            .flatten()
            .filter_map(|item| match &item.datum {
                Datum::Text(text) => Some(escape::html(text)),
                _ => None,
            })
            .collect()
    };
    let mut notes = Vec::new();
    for (word, key) in [("also", "aliases"), ("formerly", "formerly")] {
        let names = names(key);
        if !names.is_empty() {
            notes.push(format!("{}: {}", words.get(word), names.join(", ")));
        }
    }
    notes.extend(own("labels").and_then(labels));
    let forbidden: Vec<String> = names("forbidden").iter().map(|word| format!("<s>{word}</s>")).collect();
    if !forbidden.is_empty() {
        let instead = own("say_instead").and_then(|field| field.texts().next()).unwrap_or(element.name());
        let (avoid, say) = (words.get("not_say"), words.get("say"));
        notes.push(format!("{avoid}: {} – {say}: {}", forbidden.join(", "), escape::html(instead)));
    }
    notes
}

/// Names in other languages, each marked as being in its language.
fn labels(field: FieldRef<'_>) -> Option<String> {
    let label = |(key, item): &(Key, crate::model::Item)| match (key, &item.datum) {
        (Key::Word(language), Datum::Text(text)) => {
            let (language, text) = (escape::html(language), escape::html(text));
            Some(format!("{language}: <span lang=\"{language}\">{text}</span>"))
        }
        _ => None,
    };
    let labels: Vec<String> = field.entries().iter().filter_map(label).collect();
    (!labels.is_empty()).then(|| labels.join(", "))
}
