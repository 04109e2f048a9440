//! Knowledge bases made from a tape of numbers: every kind, field, type and shape of a schema, most of them right, some wrong.
//!
//! The end of the tape reads as zeros, and zero is the plainest choice, so that a shorter tape is a simpler knowledge base.

use touchbase::naming;
use touchbase::schema::{Constraint, Field, KindId, Kinds, Scalar, Schema, Shape};

use crate::generate::written::{Block, Value};

/// Own kinds and fields, so that types and shapes are covered that no built-in field combines.
pub(crate) const CONFIG: &str = "
extend:
  fields:
    touchpoint:
      opening_hours: text
      opened: { type: date, required: true }
  kinds:
    thing:
      fields:
        words: { type: text, list: true }
        prose: { type: markdown, list: true }
        anything: { type: reference, list: true }
        friend: { type: reference, to: [thing, persona] }
        sizes: { type: enum, values: [small, Größe_L, xl], list: true }
        count: { type: integer, min: 3, max: 7 }
        counts: { type: integer, list: true }
        ratios: { type: number, list: true }
        flags: { type: bool, list: true }
        days: { type: date, list: true }
        times: { type: duration, list: true }
        urls: { type: url, list: true }
        pictures: { type: image, list: true }
";

/// Numbers to choose by.
pub(crate) struct Tape<'t> {
    numbers: &'t [u16],
    at: usize,
}

impl<'t> Tape<'t> {
    pub(crate) fn new(numbers: &'t [u16]) -> Tape<'t> {
        Tape { numbers, at: 0 }
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        let number = self.numbers.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(number) % limit.max(1)
    }

    fn one<'v, T: ?Sized>(&mut self, values: &[&'v T]) -> &'v T {
        values[self.below(values.len())]
    }

    /// True in one of `odds` cases, and never at the end of the tape.
    fn rarely(&mut self, odds: usize) -> bool {
        self.below(odds) == odds - 1
    }
}

const IDS: &[&str] = &["a", "größe", "no", "B_2", "кофе-1", "über-uns", "on", "e3", "x-", "Ünal"];

const TEXTS: &[&str] = &[
    "Ein Satz.",
    "Größe: 30 € – „groß“, nicht klein",
    "it's #1: \"yes\" \\ no",
    "no",
    "- 12",
    "[[a]] und {b}, [c]",
    "  außen Luft  ",
    "mit\tTabulator",
    "👩\u{200d}🚀 fliegt: weit # hinaus",
    "null",
    "Frage? & *Antwort* !",
    "% 'halb' offen",
    "",
];

const PROSE: &[&str] = &[
    "Ein Absatz.",
    "# Überschrift\n\nSiehe [[a]], [[größe|die Größe]] und [[ no ]].\n\n- eins\n  - zwei: [[nirgends]]",
    "`[[code]]` und [[code]]",
    "```\n[[im-code]]\n```\nEnde [[e3]]",
    "Zeile mit \"Zitat\" und 'Strich'\nund # Gitter: [[über-uns|über \"uns\"]]",
    "[[]] [[a [[b]]",
];

/// The blocks of a knowledge base.
pub(crate) fn blocks(schema: &Schema, tape: &mut Tape<'_>) -> Vec<Block> {
    let plan = plan(schema, tape);
    let mut maker = Maker { schema, tape, plan: &plan };
    plan.iter().map(|planned| maker.block(planned, planned)).collect()
}

/// An element before its fields are written, so that others can refer to it.
struct Planned {
    kind: KindId,
    id: Option<String>,
    name: Option<String>,
    children: Vec<Planned>,
}

impl Planned {
    /// Ids and names by which it may be meant.
    fn key(&self) -> Option<String> {
        let derived = self.name.as_deref().map(naming::slug).filter(|id| !id.is_empty());
        self.id.clone().or(derived)
    }

    fn descendants(&self) -> Vec<&Planned> {
        self.children.iter().flat_map(|child| std::iter::once(child).chain(child.descendants())).collect()
    }
}

fn plan(schema: &Schema, tape: &mut Tape<'_>) -> Vec<Planned> {
    let tops: Vec<KindId> = schema.kinds().filter(|(_, kind)| kind.is_top()).map(|(id, _)| id).collect();
    let count = 1 + tape.below(8);
    (0..count)
        .map(|at| {
            let kind = tops[tape.below(tops.len())];
            planned(schema, tape, kind, at)
        })
        .collect()
}

fn planned(schema: &Schema, tape: &mut Tape<'_>, kind: KindId, at: usize) -> Planned {
    let number = if tape.rarely(12) { String::new() } else { at.to_string() };
    let id = format!("{}{number}", tape.one(IDS));
    let name = tape.one(&["Name", "Über: „uns“", "Frage #", "Größte 'Freude'", "No"]);
    let name = format!("{name} {number}");
    let (id, name) = match tape.below(4) {
        0 => (Some(id), None),
        1 => (None, Some(name)),
        _ => (Some(id), Some(name)),
    };
    let kinds: Vec<KindId> = schema.children(kind).map(|(child, _)| child).collect();
    let mut children = Vec::new();
    for child in kinds {
        let count = tape.below(4);
        children.extend((0..count).map(|at| planned(schema, tape, child, at)));
    }
    Planned { kind, id, name, children }
}

struct Maker<'m, 't> {
    schema: &'m Schema,
    tape: &'m mut Tape<'t>,
    plan: &'m [Planned],
}

impl<'m> Maker<'m, '_> {
    fn block(&mut self, planned: &'m Planned, root: &'m Planned) -> Block {
        let kind = self.schema.kind(planned.kind);
        let mut fields = Vec::new();
        for field in kind.fields.iter().filter(|field| field.key != "name") {
            let wanted = if field.required { !self.tape.rarely(8) } else { self.tape.rarely(3) };
            if wanted && let Some(value) = self.value(field, root) {
                fields.push((field.key.to_string(), value));
            }
        }
        if self.tape.rarely(12) {
            fields.push(("zusätzlich".to_owned(), Value::Word("1".to_owned())));
        }
        Block {
            kind: kind.name.to_string(),
            plural: kind.plural.to_string(),
            id: planned.id.clone(),
            name: planned.name.clone(),
            fields,
            children: planned.children.iter().map(|child| self.block(child, root)).collect(),
        }
    }

    fn value(&mut self, field: &Field, root: &'m Planned) -> Option<Value> {
        if self.tape.rarely(30) {
            return Some(Value::List(Vec::new()));
        }
        let scalar = &field.ty.scalar;
        if field.ty.is_translatable() && self.tape.rarely(4) {
            return self.translated(field, root);
        }
        match &field.ty.shape {
            Shape::One => self.scalar(scalar, root),
            Shape::List => {
                let count = 1 + self.tape.below(3);
                Some(Value::List((0..count).filter_map(|_| self.scalar(scalar, root)).collect()))
            }
            Shape::OneOrMapByReference(_) if self.tape.below(2) == 0 => self.scalar(scalar, root),
            Shape::MapByReference(kinds) => self.map(kinds, false, scalar, root),
            Shape::OneOrMapByReference(kinds) => self.map(kinds, true, scalar, root),
            Shape::MapByLanguage => {
                let languages = [["de", "en"], ["de-AT", "fr"], ["Deutsch", "en"]][self.tape.below(3)];
                let value = |language: &str| Some((language.to_owned(), self.scalar(scalar, root)?));
                Some(Value::Map(languages.into_iter().filter_map(value).collect()))
            }
        }
    }

    /// One text for each language, some of them none, some of the keys no languages.
    fn translated(&mut self, field: &Field, root: &'m Planned) -> Option<Value> {
        let languages = [&["de", "en"][..], &["en"], &["fr", "de"], &["en", "DE", "xx"], &[]][self.tape.below(5)];
        let mut entries = Vec::new();
        for language in languages {
            let value = match field.ty.shape {
                Shape::List if self.tape.below(3) > 0 => {
                    let count = self.tape.below(3);
                    Some(Value::List((0..count).filter_map(|_| self.scalar(&field.ty.scalar, root)).collect()))
                }
                _ if self.tape.rarely(8) => Some(Value::Map(vec![("de".to_owned(), Value::Text("x".to_owned()))])),
                _ => self.scalar(&field.ty.scalar, root),
            };
            entries.extend(value.map(|value| ((*language).to_owned(), value)));
        }
        Some(Value::Map(entries))
    }

    fn map(&mut self, kinds: &Kinds, default: bool, scalar: &Scalar, root: &'m Planned) -> Option<Value> {
        let mut keys: Vec<String> = self.targets(kinds, root).iter().filter_map(|target| target.key()).collect();
        keys.extend(["unbekannt".to_owned(), "default".to_owned()].into_iter().take(1 + usize::from(default)));
        let first = self.tape.below(keys.len());
        keys.rotate_left(first);
        keys.truncate(1 + self.tape.below(3));
        keys.dedup();
        let value = |key: String| Some((key, self.scalar(scalar, root)?));
        let mut entries: Vec<(String, Value)> = keys.into_iter().filter_map(value).collect();
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        entries.dedup_by(|a, b| a.0 == b.0);
        Some(Value::Map(entries))
    }

    /// Elements that a reference of `owner` may name.
    fn targets(&self, kinds: &Kinds, root: &'m Planned) -> Vec<&'m Planned> {
        let tops = self.plan.iter();
        let all: Vec<&Planned> =
            if kinds.allow("step") && !kinds.names().is_empty() { root.descendants() } else { tops.collect() };
        all.into_iter().filter(|target| kinds.allow(&self.schema.kind(target.kind).name)).collect()
    }

    fn scalar(&mut self, scalar: &Scalar, root: &'m Planned) -> Option<Value> {
        let word = |word: &str| Some(Value::Word(word.to_owned()));
        if self.tape.rarely(24) {
            return self.wrong();
        }
        match scalar {
            Scalar::Id => word(self.tape.one(&["früher", "hotline_2"])),
            Scalar::Text => Some(Value::Text(self.tape.one(TEXTS).to_owned())),
            Scalar::Markdown => Some(Value::Markdown(self.tape.one(PROSE).to_owned())),
            Scalar::Reference { kinds, constraint } => self.reference(kinds, *constraint, root),
            Scalar::Enum(variants) => {
                let variant = &variants[self.tape.below(variants.len())].word;
                word(&if self.tape.rarely(4) { variant.to_uppercase() } else { variant.to_string() })
            }
            Scalar::Integer { min, max } => {
                let number = min.saturating_add(self.tape.below(7) as i64).min(*max);
                word(&number.max(*min).to_string())
            }
            Scalar::Number => word(self.tape.one(&["1", "-2.5", "1e3", "0.333"])),
            Scalar::Bool => word(self.tape.one(&["true", "no", "ON", "false"])),
            Scalar::Date => word(self.tape.one(&["2026-11-21", "2024-02-29"])),
            Scalar::Duration => word(self.tape.one(&["8min", "1h30min", "6mo", "0s"])),
            Scalar::Url => Some(Value::Text(self.tape.one(&["https://example.org/ä?b=c#d", "tel:+49"]).to_owned())),
            Scalar::Image => Some(Value::Text(self.tape.one(&["bilder/größe.png", "a.svg"]).to_owned())),
        }
    }

    /// Something that fits few fields.
    fn wrong(&mut self) -> Option<Value> {
        Some(match self.tape.below(4) {
            0 => Value::Text("31.02.2026".to_owned()),
            1 => Value::Text("Ist".to_owned()),
            2 => Value::Text("99".to_owned()),
            _ => Value::Text("8 min".to_owned()),
        })
    }

    fn reference(&mut self, kinds: &Kinds, constraint: Constraint, root: &'m Planned) -> Option<Value> {
        let targets = self.targets(kinds, root);
        if targets.is_empty() || self.tape.rarely(12) {
            return Some(Value::Word("unbekannt-ß".to_owned())).filter(|_| self.tape.rarely(2));
        }
        let target = targets[self.tape.below(targets.len())];
        let is_top = self.schema.kind(target.kind).is_top();
        match (&target.name, target.key()) {
            (Some(name), _) if is_top && self.tape.rarely(3) => Some(Value::Text(name.clone())),
            (_, Some(key)) if is_top || constraint == Constraint::SameJourney => Some(Value::Word(key)),
            (_, Some(key)) => Some(Value::Word(format!("{}.{key}", root.key()?))),
            (name, None) => name.clone().map(Value::Text),
        }
    }
}
