//! What can be written at the cursor: kinds, fields, values, elements; what is used most comes first.

use rayon::prelude::*;

use super::place::{Form, Place, Wanted, in_cx, in_yaml};
use super::words::word;
use super::{View, hover, settings, symbols};
use crate::model::{ElementId, ElementRef, Via};
use crate::naming;
use crate::schema::{Constraint, Field, Kind, KindId, Kinds, Scalar, Shape, Type};
use crate::syntax::{Item, Notation, is_id};
use crate::text::{Span, quoted};

/// Most elements that are offered at once; whoever types on gets others.
const MOST: usize = 200;

/// What can be written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completions {
    /// What is offered, best first.
    pub items: Vec<Completion>,
    /// Whether there is more that suits.
    pub more: bool,
}

/// Something that can be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What it is.
    pub sort: Sort,
    /// What is shown.
    pub label: String,
    /// What is shown beside it.
    pub detail: String,
    /// What is known about it, as Markdown.
    pub doc: String,
    /// What is replaced.
    pub span: Span,
    /// What is written.
    pub insert: String,
    /// The same with places to fill in, where there are some: `${1:…}`.
    pub snippet: Option<String>,
    /// By what it is found.
    pub filter: String,
    /// Whether it is out of use.
    pub retired: bool,
}

/// What sort of thing can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// The word for a kind.
    Kind,
    /// The key of a field.
    Field,
    /// A word of a closed list.
    Value,
    /// An element.
    Element,
    /// The code of a language.
    Language,
}

/// What can be written at `offset`.
pub fn completions(view: View<'_>, offset: u32) -> Completions {
    if view.is_settings() {
        return settings::completions(view, offset);
    }
    let schema = &view.model.schema;
    let place = match view.file.notation {
        Notation::Cx => in_cx(schema, &view.source.text, offset as usize),
        Notation::Yaml => in_yaml(schema, &view.source.text, offset as usize),
    };
    let Some(place) = place else { return Completions::default() };
    let writing = Writing { view, offset, place: &place };
    match place.wanted {
        Wanted::Kind => writing.kinds(),
        Wanted::Key(kind) => writing.keys(kind),
        Wanted::Value(kind, field) => writing.values(kind, schema.field(kind, field)),
        Wanted::MapKey(kind, field) => writing.map_keys(kind, schema.field(kind, field)),
        Wanted::Link => writing.elements(|_| true),
    }
}

/// Whether an element is out of use, how well it suits, how often it is used.
type Rank = (bool, u32, std::cmp::Reverse<u32>);

struct Writing<'a> {
    view: View<'a>,
    offset: u32,
    place: &'a Place,
}

impl<'a> Writing<'a> {
    fn item(&self, sort: Sort, label: &str, detail: String, doc: String) -> Completion {
        let span = Span::new(self.view.file.source, self.place.typed.start, self.place.typed.end);
        let (label, insert, filter) = (label.to_owned(), label.to_owned(), label.to_owned());
        Completion { sort, label, detail, doc, span, insert, snippet: None, filter, retired: false }
    }

    fn is_cx(&self) -> bool {
        self.view.file.notation == Notation::Cx
    }

    fn label(&self, field: &Field) -> String {
        word(&field.label, self.view.german()).to_owned()
    }

    /// What has been typed, as it is compared.
    fn query(&self) -> String {
        let typed = self.view.source.text.get(self.place.typed.start..self.offset as usize);
        naming::fold(typed.unwrap_or_default())
    }

    fn kinds(&self) -> Completions {
        let german = self.view.german();
        let top = self.view.model.schema.kinds().filter(|(_, kind)| kind.is_top());
        let items = top.map(|(id, kind)| {
            let shown = if self.is_cx() { &kind.name } else { &kind.plural };
            let label = word(&kind.label, german);
            let mut item = self.item(Sort::Kind, shown, label.to_owned(), word(&kind.doc, german).to_owned());
            item.filter = format!("{shown} {label}");
            item.snippet = Some(if self.is_cx() { self.block(id, kind) } else { self.section(id, kind) });
            item.insert = if self.is_cx() { format!("{shown} ") } else { format!("{shown}:") };
            item
        });
        Completions { items: items.collect(), more: false }
    }

    /// A whole element of `.cx` with its required fields.
    fn block(&self, id: KindId, kind: &Kind) -> String {
        let mut snippet = format!("{} ${{1:id}} \"${{2:Name}}\" {{\n", kind.name);
        for (number, field) in required(kind).enumerate() {
            snippet.push_str(&format!("  {}: {}\n", field.key, hole(&field.ty, number + 3, true)));
        }
        if let Some((_, child)) = self.view.model.schema.needed_children(id).next() {
            snippet.push_str(&format!("  {} \"$0\" {{\n  }}\n", child.name));
            return snippet + "}";
        }
        snippet + "  $0\n}"
    }

    fn section(&self, _: KindId, kind: &Kind) -> String {
        let mut snippet = format!("{}:\n  ${{1:id}}:\n    name: ${{2:Name}}\n", kind.plural);
        for (number, field) in required(kind).enumerate() {
            snippet.push_str(&format!("    {}: {}\n", field.key, hole(&field.ty, number + 3, false)));
        }
        snippet + "    $0"
    }

    /// Fields that are not written yet, required ones first, and elements that stand in one of this kind.
    fn keys(&self, id: KindId) -> Completions {
        let (schema, german) = (&self.view.model.schema, self.view.german());
        let kind = schema.kind(id);
        let written = self.written(id);
        let free = |field: &&Field| !written.iter().any(|key| *key == field.key);
        let in_header = |field: &&Field| !(self.is_cx() && field.key == "name");
        let taken = schema.alternatives(id).iter().any(|key| written.iter().any(|written| written == key));
        let alternative = |field: &&Field| !(taken && schema.alternatives(id).contains(&field.key.as_ref()));
        let mut fields: Vec<&Field> = kind.fields.iter().filter(free).filter(in_header).filter(alternative).collect();
        fields.sort_by_key(|field| !field.required);
        let mut items: Vec<Completion> = fields
            .into_iter()
            .map(|field| {
                let mut item = self.item(Sort::Field, &field.key, self.label(field), hover::about_field(field, german));
                item.filter = format!("{} {}", field.key, self.label(field));
                item.insert = format!("{}: ", field.key);
                item.snippet = Some(format!("{}: {}", field.key, hole(&field.ty, 0, self.is_cx())));
                item
            })
            .collect();
        items.extend(schema.children(id).map(|(_, child)| self.child(child)));
        if !self.is_cx() && !written.iter().any(|key| key == "id") && self.in_list() {
            let mut item = self.item(Sort::Field, "id", "Id".to_owned(), String::new());
            item.insert = "id: ".to_owned();
            items.push(item);
        }
        Completions { items, more: false }
    }

    fn child(&self, child: &Kind) -> Completion {
        let german = self.view.german();
        let shown = if self.is_cx() { &child.name } else { &child.plural };
        let label = word(&child.label, german).to_owned();
        let mut item = self.item(Sort::Kind, shown, label, word(&child.doc, german).to_owned());
        let (insert, snippet) = match self.is_cx() {
            true => (format!("{shown} "), format!("{shown} \"$1\" {{\n  $0\n}}")),
            false => (format!("{shown}:"), format!("{shown}:\n  - name: $0")),
        };
        (item.insert, item.snippet) = (insert, Some(snippet));
        item
    }

    /// Whether the element is an item of a list, whose id is written as a field.
    fn in_list(&self) -> bool {
        let text = &self.view.source.text;
        let before = text.get(..self.place.typed.start).unwrap_or_default();
        let column = before.len() - before.rfind('\n').map_or(0, |at| at + 1);
        let lines = before.lines().rev().take_while(|line| !line.trim().is_empty());
        let dash = |line: &str| line.get(..column).is_some_and(|head| head.trim_start().starts_with("- "));
        lines.into_iter().any(dash)
    }

    /// The keys that stand in the element around the cursor.
    fn written(&self, kind: KindId) -> Vec<String> {
        let outline = self.view.outline();
        let around = outline.holders.iter().rev().filter(|holder| holder.block.span.touches(self.offset));
        let holder = around.into_iter().find(|holder| holder.kind == Some(kind));
        let typed = &self.place.typed;
        let keys = holder.into_iter().flat_map(|holder| &holder.block.body).filter_map(|item| match item {
            // What is being typed is not there yet.
            Item::Field(field) if field.key.span.start as usize != typed.start => Some(field.key.text.to_string()),
            _ => None,
        });
        keys.collect()
    }

    fn values(&self, kind: KindId, field: &Field) -> Completions {
        if let Some(languages) = self.languages(field) {
            return languages;
        }
        match &field.ty.scalar {
            Scalar::Enum(variants) => {
                let german = self.view.german();
                let item = |variant: &crate::schema::Variant| {
                    let label = word(&variant.label, german);
                    let mut item = self.item(Sort::Value, &variant.word, label.to_owned(), field.doc.to_string());
                    item.filter = format!("{} {label}", variant.word);
                    item
                };
                Completions { items: variants.iter().map(item).collect(), more: false }
            }
            Scalar::Bool => {
                let item = |word: &str| self.item(Sort::Value, word, self.label(field), field.doc.to_string());
                Completions { items: ["true", "false"].map(item).into(), more: false }
            }
            Scalar::Integer { min, max } if max.saturating_sub(*min) < 20 => {
                let item =
                    |number: i64| self.item(Sort::Value, &number.to_string(), self.label(field), field.doc.to_string());
                Completions { items: (*min..=*max).map(item).collect(), more: false }
            }
            Scalar::Reference { kinds, constraint } => self.references(kind, kinds, *constraint),
            _ => Completions::default(),
        }
    }

    /// A map of languages within a text.
    fn languages(&self, field: &Field) -> Option<Completions> {
        (field.ty.shape == Shape::MapByLanguage && self.place.wanted_is_key()).then(|| self.codes())
    }

    fn codes(&self) -> Completions {
        let languages = self.view.model.schema.languages().iter();
        let items = languages.map(|language| {
            let mut item = self.item(Sort::Language, language.code(), String::new(), String::new());
            item.insert = format!("{}: ", language.code());
            item
        });
        Completions { items: items.collect(), more: false }
    }

    fn map_keys(&self, kind: KindId, field: &Field) -> Completions {
        match &field.ty.shape {
            Shape::MapByReference(kinds) => self.keyed(kind, kinds, false),
            Shape::OneOrMapByReference(kinds) => self.keyed(kind, kinds, true),
            Shape::MapByLanguage => self.codes(),
            _ if field.ty.is_translatable() => self.codes(),
            _ => Completions::default(),
        }
    }

    fn keyed(&self, kind: KindId, kinds: &Kinds, default: bool) -> Completions {
        let mut found = self.references(kind, kinds, Constraint::Any);
        if default {
            found.items.insert(0, self.item(Sort::Value, "default", String::new(), String::new()));
        }
        for item in &mut found.items {
            item.insert.push_str(": ");
        }
        found
    }

    fn references(&self, kind: KindId, kinds: &Kinds, constraint: Constraint) -> Completions {
        match constraint {
            Constraint::SameKind => self.elements(|element| element.kind_id() == kind),
            Constraint::SameJourney => self.steps(),
            Constraint::Any => self.elements(|element| kinds.allow(&element.kind().name)),
        }
    }

    /// The steps of the journey around the cursor, by their local ids, in their order.
    fn steps(&self) -> Completions {
        let outline = self.view.outline();
        let at = self.place.typed.start as u32;
        let journey = outline.holder_at(at).and_then(|holder| outline.element(self.view.model, outline.root(holder)));
        let steps = journey.map(|journey| journey.steps()).unwrap_or_default();
        Completions { items: steps.into_iter().map(|step| self.element(step, step.key())).collect(), more: false }
    }

    /// Elements that are allowed and suit what was typed: the best fit first, then those that are used most; retired ones last.
    fn elements(&self, allowed: impl Fn(ElementRef<'_>) -> bool + Sync) -> Completions {
        let (query, model) = (self.query(), self.view.model);
        let no_stages = self.place.wanted == Wanted::Link;
        let rank = |id: ElementId| {
            let element = model.element(id);
            if element.is_nameless() || !allowed(element) || (no_stages && element.is("stage")) {
                return None;
            }
            let fit = if query.is_empty() { 1 } else { fit(element, &query)? };
            let uses = element.stored().backlinks.len() as u32;
            Some(((element.root().status() == "retired", fit, std::cmp::Reverse(uses)), element))
        };
        // Names are folded to be compared, which takes its time in a large base.
        let all = (0..model.len() as u32).into_par_iter().with_min_len(512);
        let mut found: Vec<(Rank, ElementRef<'a>)> = all.filter_map(|id| rank(ElementId(id))).collect();
        found.sort_by_key(|(rank, element)| (*rank, element.id()));
        let more = found.len() > MOST;
        let items =
            found.into_iter().take(MOST).map(|(_, element)| self.element(element, &element.address())).collect();
        Completions { items, more }
    }

    fn element(&self, element: ElementRef<'_>, address: &str) -> Completion {
        let german = self.view.german();
        let kind = word(&element.kind().label, german);
        let detail = format!("{} · {kind}", element.name());
        // Who uses it is told by hovering: counting that for hundreds of elements would take too long while typing.
        let doc = hover::summary(element).unwrap_or_default();
        let mut item = self.item(Sort::Element, address, detail, doc);
        let aliases = if element.declared("aliases").is_some() { element.texts("aliases") } else { Vec::new() };
        let aliases: Vec<&str> = aliases.into_iter().map(|alias| alias.as_str()).collect();
        item.filter = [address, element.name(), &aliases.join(" ")].join(" ").trim_end().to_owned();
        item.retired = element.root().status() == "retired";
        item.insert = self.written_as(element, address);
        item
    }

    /// How an element is referred to at this place.
    fn written_as(&self, element: ElementRef<'_>, address: &str) -> String {
        let words = address.split('.').all(is_id);
        let by_name = || {
            let named = element.model().lookup(element.name());
            named.is_some_and(|(named, via)| named == element && via == Via::Name)
        };
        let closed =
            |text: &str| self.view.source.text.get(self.place.typed.end..).is_some_and(|rest| rest.starts_with(text));
        match (self.place.wanted, self.place.form) {
            (Wanted::Link, _) if closed("]]") => address.to_owned(),
            (Wanted::Link, _) => format!("{address}]]"),
            (_, Form::Quoted) if by_name() => {
                let literal = quoted(element.name());
                literal.get(1..literal.len() - 1).unwrap_or_default().to_owned()
            }
            (_, Form::Bare) if !words => quoted(address),
            _ => address.to_owned(),
        }
    }
}

impl Place {
    fn wanted_is_key(&self) -> bool {
        matches!(self.wanted, Wanted::MapKey(..))
    }
}

/// How well an element suits what was typed, less is better.
fn fit(element: ElementRef<'_>, query: &str) -> Option<u32> {
    let aliases = if element.declared("aliases").is_some() { element.texts("aliases") } else { Vec::new() };
    let address = naming::fold(&element.address());
    let names = [element.name()].into_iter().chain(aliases).filter_map(|text| symbols::fit(&naming::fold(text), query));
    symbols::fit(&address, query).into_iter().chain(names).min()
}

/// The fields that an element says nothing without, its name aside.
fn required(kind: &Kind) -> impl Iterator<Item = &Field> {
    kind.fields.iter().filter(|field| field.required && field.key != "name")
}

/// A place to fill in for a value of a type.
fn hole(ty: &Type, number: usize, cx: bool) -> String {
    let (open, close) = match (&ty.shape, &ty.scalar) {
        (Shape::MapByReference(_) | Shape::MapByLanguage, _) => ("{ ", " }"),
        (Shape::List, Scalar::Text | Scalar::Url) if cx => ("[\"", "\"]"),
        (Shape::List, Scalar::Text) => ("\n  - ", ""),
        (Shape::List, _) => ("[", "]"),
        (_, Scalar::Text | Scalar::Url | Scalar::Image) if cx => ("\"", "\""),
        (_, Scalar::Markdown) if cx => ("\"\"\"\n  ", "\n  \"\"\""),
        (_, Scalar::Markdown) => ("|\n  ", ""),
        _ => ("", ""),
    };
    format!("{open}${number}{close}")
}
