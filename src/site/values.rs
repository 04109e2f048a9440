//! What a field says, as HTML: texts, words, numbers, days, links to other elements.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object, ObjectRepr};

use super::base::Base;
use super::speech::in_lang;
use super::{escape, markdown, urls};
use crate::model::{Content, Datum, FieldRef, Item, Key, ReferenceRef, links};
use crate::present::plain;
use crate::schema::{Scalar, Shape};

/// A field ready to be shown.
#[derive(Debug, Clone)]
pub(super) enum Shown {
    /// One piece of HTML.
    One(String),
    /// Several; running texts, to be told apart by bullets.
    Texts(Vec<String>),
    /// Several that need no bullets: links, words, numbers.
    Items(Vec<String>),
}

impl Shown {
    /// All of it as one piece of running HTML.
    pub(super) fn into_html(self) -> String {
        match self {
            Shown::One(html) => html,
            Shown::Texts(items) | Shown::Items(items) => items.join(", "),
        }
    }

    /// The same without bullets, which the style of a list of facts leaves out by itself.
    pub(super) fn without_bullets(self) -> Shown {
        match self {
            Shown::Items(items) => Shown::Texts(items),
            shown => shown,
        }
    }

    /// All of it as a block of HTML: a list where there are several.
    fn to_html(&self) -> String {
        let mut html = String::new();
        self.push(&mut html);
        html
    }

    /// Adds that block to `html`.
    fn push(&self, html: &mut String) {
        match self {
            Shown::One(one) => html.push_str(one),
            Shown::Texts(items) => push_list("<ul><li>", items, html),
            Shown::Items(items) => push_list("<ul class=\"plain\"><li>", items, html),
        }
    }

    fn list(mut items: Vec<String>, texts: bool) -> Shown {
        match (items.len(), texts) {
            (1, false) => Shown::One(items.pop().unwrap_or_default()),
            (_, true) => Shown::Texts(items),
            (_, false) => Shown::Items(items),
        }
    }
}

fn push_list(open: &str, items: &[String], html: &mut String) {
    html.reserve(open.len() + items.iter().map(|item| item.len() + 9).sum::<usize>() + 5);
    html.push_str(open);
    for (at, item) in items.iter().enumerate() {
        html.push_str(if at > 0 { "</li><li>" } else { "" });
        html.push_str(item);
    }
    html.push_str("</li></ul>");
}

/// A field for templates: `key`, `label`, and either `html` or `items` with `plain`; `value` is all of it, ready to print.
#[derive(Debug)]
pub(super) struct Entry {
    key: String,
    label: String,
    shown: Shown,
    mono: bool,
}

impl Entry {
    /// What the field `key`, called `label`, says.
    pub(super) fn new(key: &str, label: &str, shown: Shown) -> Entry {
        Entry { key: key.to_owned(), label: label.to_owned(), shown, mono: false }
    }

    /// A technical text, to be shown in a typeface that tells every letter apart.
    pub(super) fn mono(key: &str, label: &str, html: String) -> Entry {
        Entry { mono: true, ..Entry::new(key, label, Shown::One(html)) }
    }

    /// The key of the field.
    pub(super) fn key(&self) -> &str {
        &self.key
    }

    /// What the field is called.
    pub(super) fn label(&self) -> &str {
        &self.label
    }

    /// Its single pieces.
    pub(super) fn items(&self) -> &[String] {
        match &self.shown {
            Shown::One(one) => std::slice::from_ref(one),
            Shown::Texts(items) | Shown::Items(items) => items,
        }
    }

    /// Adds it to a list of descriptions.
    pub(super) fn push(&self, html: &mut String) {
        html.push_str("<div><dt>");
        escape::push(&self.label, html);
        html.push_str(if self.mono { "</dt><dd class=\"mono\">" } else { "</dt><dd>" });
        self.shown.push(html);
        html.push_str("</dd></div>\n");
    }
}

impl Object for Entry {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        match (key, &self.shown) {
            ("key", _) => Some(Value::from(self.key.as_str())),
            ("label", _) => Some(Value::from(self.label.as_str())),
            ("value", _) => Some(Value::from_safe_string(self.shown.to_html())),
            ("mono", _) => Some(Value::from(self.mono)),
            ("html", Shown::One(html)) => Some(Value::from_safe_string(html.clone())),
            ("items", Shown::Texts(items) | Shown::Items(items)) => Some(safe(items.clone())),
            ("plain", Shown::Texts(_) | Shown::Items(_)) => Some(Value::from(matches!(self.shown, Shown::Items(_)))),
            _ => None,
        }
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        match self.shown {
            Shown::One(_) => Enumerator::Str(&["key", "label", "html", "value", "mono"]),
            Shown::Texts(_) | Shown::Items(_) => Enumerator::Str(&["key", "label", "items", "plain", "value", "mono"]),
        }
    }
}

/// Fields as a list for templates.
#[derive(Debug)]
pub(super) struct Entries(pub(super) Arc<[Arc<Entry>]>);

impl Object for Entries {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.0.get(key.as_usize()?).map(|entry| Value::from_dyn_object(Arc::clone(entry)))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.0.len())
    }
}

/// Fields by key for templates.
#[derive(Debug)]
pub(super) struct ByKey(pub(super) Arc<[Arc<Entry>]>);

impl Object for ByKey {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        self.0.iter().find(|entry| entry.key == key).map(|entry| Value::from_dyn_object(Arc::clone(entry)))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.0.iter().map(|entry| Value::from(entry.key.as_str())).collect())
    }
}

/// Pieces of HTML as a list for templates.
pub(super) fn safe(items: Vec<String>) -> Value {
    items.into_iter().map(Value::from_safe_string).collect()
}

/// What `field` says, seen from a page whose way up to the root is `root`; none when it says nothing.
pub(super) fn shown(base: &Base<'_>, field: FieldRef<'_>, root: &str) -> Option<Shown> {
    let html = |item: &Item| datum(base, field, item, root);
    match &field.data.content {
        Content::One(item) => Some(match field.field.ty.shape {
            Shape::List => Shown::list(vec![html(item)], is_text(field)),
            _ => Shown::One(html(item)),
        }),
        Content::List(items) if items.is_empty() => None,
        Content::List(items) => Some(Shown::list(items.iter().map(html).collect(), is_text(field))),
        Content::Map(entries) if entries.is_empty() => None,
        Content::Map(entries) => {
            let line = |(key, item): &(Key, Item)| {
                format!("{}: {}", key_html(base, field, key, root), in_lang(label_lang(base, field, key), html(item)))
            };
            Some(Shown::Items(entries.iter().map(line).collect()))
        }
        Content::Faulty => {
            let note = format!("<span class=\"broken\">{}</span>", base.words.get("faulty"));
            // Templates go through what is a list of texts, faulty or not.
            let is_list = field.field.ty.shape == Shape::List && is_text(field);
            Some(if is_list { Shown::Texts(vec![note]) } else { Shown::One(note) })
        }
    }
}

fn is_text(field: FieldRef<'_>) -> bool {
    matches!(field.field.ty.scalar, Scalar::Text)
}

/// The language of a label on a site that has several, where it is not that of the page.
fn label_lang<'k>(base: &Base<'_>, field: FieldRef<'_>, key: &'k Key) -> Option<&'k str> {
    let several = field.field.ty.shape == Shape::MapByLanguage && base.model.languages().len() > 1;
    match key {
        Key::Word(code) if several && !base.model.language().is_tagged(code) => Some(code.as_str()),
        _ => None,
    }
}

fn key_html(base: &Base<'_>, field: FieldRef<'_>, key: &Key, root: &str) -> String {
    match key {
        Key::Reference(id) => reference(base, field.owner.reference(*id), root),
        Key::Word(word) if word == "default" => base.words.get("default").to_owned(),
        Key::Word(word) => escape::html(word),
    }
}

/// One value as HTML.
fn datum(base: &Base<'_>, field: FieldRef<'_>, item: &Item, root: &str) -> String {
    match &item.datum {
        Datum::Text(text) => in_lang(field.lang(), sentence(base, field, text, root)),
        Datum::Markdown(text) => format!("<div class=\"prose\">\n{}</div>", prose(base, field, text, 3, root)),
        Datum::Reference(id) => reference(base, field.owner.reference(*id), root),
        Datum::Url(url) => address(url),
        Datum::Image(path) => escape::html(path),
        _ => escape::html(&plain::value(base, field, item).unwrap_or_default()),
    }
}

fn address(url: &str) -> String {
    let text = url.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("mailto:");
    let text = escape::html(text.trim_end_matches('/'));
    match urls::external(url) {
        Some(url) => format!("<a href=\"{}\" rel=\"noopener\">{text}</a>", escape::html(&url)),
        None => text,
    }
}

/// A reference: a link to its target, or the mark of one that leads nowhere.
pub(super) fn reference(base: &Base<'_>, reference: ReferenceRef<'_>, root: &str) -> String {
    match reference.target() {
        Some(target) => base.link(target, root),
        None => broken(base, reference.text()),
    }
}

fn broken(base: &Base<'_>, text: &str) -> String {
    let (text, why) = (escape::html(text), base.words.get("unknown_reference"));
    format!("<span class=\"broken\" title=\"{why}\">{text}<span class=\"vh\"> ({why})</span></span>")
}

/// Markdown of `field` as HTML, with its references as links; headings start at `<h{top}>`.
pub(super) fn prose(base: &Base<'_>, field: FieldRef<'_>, text: &str, top: usize, root: &str) -> String {
    let mut references = field.references_in_prose(text);
    let mut next = references.next();
    let mut found = Vec::new();
    for link in links(text) {
        let target = text.get(link.target.clone()).unwrap_or_default();
        let shown = link.shown.and_then(|range| text.get(range)).filter(|shown| !shown.is_empty()).map(escape::html);
        let plain = shown.clone().unwrap_or_else(|| escape::html(name_of(next, target)));
        let html = match next.filter(|reference| *reference.text() == target) {
            Some(reference) => {
                next = references.next();
                in_prose(base, reference, shown, root)
            }
            None => broken(base, target),
        };
        found.push(markdown::Link { whole: link.whole, html, plain });
    }
    for mention in base.mentions(field.owner, text) {
        let shown = text.get(mention.range.clone()).unwrap_or_default();
        let html = base.mention(base.model.element(mention.target), shown, root);
        found.push(markdown::Link { whole: mention.range.clone(), html, plain: escape::html(shown) });
    }
    found.sort_by_key(|link| link.whole.start);
    let html = markdown::render(text, &found, top, &|path| base.picture(path, root));
    match field.lang() {
        None => html,
        Some(lang) => format!("<div lang=\"{lang}\">\n{html}</div>\n"),
    }
}

/// What a reference in prose is called without a link.
fn name_of<'t>(reference: Option<ReferenceRef<'t>>, written: &'t str) -> &'t str {
    let target = reference.filter(|reference| *reference.text() == written).and_then(ReferenceRef::target);
    target.map_or(written, |target| target.name())
}

/// A plain text of `field` as HTML, words of the glossary in it as links.
fn sentence(base: &Base<'_>, field: FieldRef<'_>, text: &str, root: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    let mut copied = 0;
    for mention in base.mentions(field.owner, text) {
        let shown = text.get(mention.range.clone()).unwrap_or_default();
        escape::push(text.get(copied..mention.range.start).unwrap_or_default(), &mut html);
        html.push_str(&base.mention(base.model.element(mention.target), shown, root));
        copied = mention.range.end;
    }
    escape::push(text.get(copied..).unwrap_or_default(), &mut html);
    html
}

fn in_prose(base: &Base<'_>, reference: ReferenceRef<'_>, shown: Option<String>, root: &str) -> String {
    match (reference.target(), shown) {
        (Some(target), Some(shown)) => base.link_as(target, &shown, root),
        (Some(target), None) => base.link(target, root),
        (None, _) => broken(base, reference.text()),
    }
}
