//! The elements of a file as a tree, and the elements of a knowledge base by what people type.

use super::View;
use crate::model::{ElementRef, Model};
use crate::naming;
use crate::schema::KindId;
use crate::text::Span;

/// An element of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// Its name, or its id as words.
    pub name: String,
    /// Its kind and id, for the side.
    pub detail: String,
    /// Its kind, if it is understood.
    pub kind: Option<KindId>,
    /// All of it.
    pub whole: Span,
    /// The part that names it.
    pub header: Span,
    /// Whether it is out of use.
    pub retired: bool,
    /// The elements in it.
    pub children: Vec<Symbol>,
}

/// Every element of the file, from its tree.
pub fn in_file(view: View<'_>) -> Vec<Symbol> {
    let outline = view.outline();
    let mut symbols: Vec<Option<Symbol>> = Vec::with_capacity(outline.holders.len());
    for (number, holder) in outline.holders.iter().enumerate() {
        let name = holder.name.as_ref().map(|name| name.to_string()).filter(|name| !name.trim().is_empty());
        let words = || naming::words(&holder.id);
        let keyword = holder.block.keyword.text.to_string();
        let kind = holder.kind.map_or(keyword, |kind| view.model.schema.kind(kind).name.to_string());
        let element = outline.element(view.model, number);
        let name = name.unwrap_or_else(words);
        symbols.push(Some(Symbol {
            name: if name.is_empty() { kind.clone() } else { name },
            detail: [kind.as_str(), &holder.id].join(" ").trim_end().to_owned(),
            kind: holder.kind,
            whole: holder.block.span,
            header: holder.block.header,
            retired: element.is_some_and(|element| element.root().status() == "retired"),
            children: Vec::new(),
        }));
    }
    // Inner elements stand behind those that hold them: taken from behind, each is complete when it is put into its holder.
    let mut top = Vec::new();
    for (number, holder) in outline.holders.iter().enumerate().rev() {
        let Some(symbol) = symbols.get_mut(number).and_then(Option::take) else { continue };
        match holder.parent.and_then(|parent| symbols.get_mut(parent)).and_then(Option::as_mut) {
            Some(parent) => parent.children.insert(0, symbol),
            None => top.insert(0, symbol),
        }
    }
    top
}

/// Most elements that an answer holds.
const MOST: usize = 256;

/// The elements of a knowledge base whose id, name or alias suits what was typed, best first: letters in their order, upper and lower
/// case, umlauts and hyphens as [`naming::fold`] takes them.
pub fn in_base<'m>(model: &'m Model, query: &str) -> Vec<ElementRef<'m>> {
    let query = naming::fold(query);
    let mut found: Vec<(u32, ElementRef<'m>)> = model
        .elements()
        .filter(|element| !element.is_nameless())
        .filter_map(|element| Some((score(element, &query)?, element)))
        .collect();
    found.sort_by_key(|(score, element)| (*score, std::cmp::Reverse(element.stored().backlinks.len()), element.id()));
    found.truncate(MOST);
    found.into_iter().map(|(_, element)| element).collect()
}

/// How well an element suits a folded query, less is better; none when it does not.
fn score(element: ElementRef<'_>, query: &str) -> Option<u32> {
    let aliases = if element.declared("aliases").is_some() { element.texts("aliases") } else { Vec::new() };
    let texts = [element.name(), element.key()].into_iter().chain(aliases);
    texts.filter_map(|text| fit(&naming::fold(text), query)).min()
}

/// How well a folded text suits a folded query: the same, a beginning, a part, letters in their order.
pub(super) fn fit(text: &str, query: &str) -> Option<u32> {
    if text == query {
        Some(0)
    } else if text.starts_with(query) {
        Some(1)
    } else if text.contains(query) {
        Some(2)
    } else {
        let mut letters = text.chars();
        query.chars().all(|wanted| letters.any(|letter| letter == wanted)).then_some(3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_finds_names_as_people_write_them() {
        let fits = |text: &str, query: &str| fit(&naming::fold(text), &naming::fold(query));
        assert_eq!(fits("Größen-Berater", "groessenberater"), Some(0));
        assert_eq!(fits("Größen-Berater", "GRÖS"), Some(1));
        assert_eq!(fits("Größen-Berater", "berat"), Some(2));
        assert_eq!(fits("Größen-Berater", "grbr"), Some(3));
        assert_eq!(fits("Größen-Berater", "xyz"), None);
    }
}
