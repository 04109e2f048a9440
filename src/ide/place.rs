//! What may be written at the cursor, told from the text before it: while somebody types, the file is broken more often than not.

use std::ops::Range;

use crate::model::meant;
use crate::schema::{FieldId, KindId, Scalar, Schema, Shape};

/// A place where something may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// What belongs there.
    pub(super) wanted: Wanted,
    /// What has been typed of it, to be replaced.
    pub(super) typed: Range<usize>,
    /// How it has to be written.
    pub(super) form: Form,
}

/// What belongs to a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The word for a kind, at the top of a file.
    Kind,
    /// The key of a field, or an element that stands in this one.
    Key(KindId),
    /// A value of a field.
    Value(KindId, FieldId),
    /// The key of a map that a field holds.
    MapKey(KindId, FieldId),
    /// The target of `[[…]]`.
    Link,
}

/// How something is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A word of `.cx` without quotes.
    Bare,
    /// Within quotes.
    Quoted,
    /// A plain text of YAML.
    Plain,
}

/// The place at `offset` of a `.cx` file.
pub(super) fn in_cx(schema: &Schema, text: &str, offset: usize) -> Option<Place> {
    let mut scan = Scan { schema, text, frames: Vec::new(), item: Item::default(), header: None };
    let typed = match scan.run(offset)? {
        Stop::String(start) => {
            let line = text.get(start..offset)?.rfind('\n').map_or(start, |at| start + at + 1);
            let wanted = scan.value();
            if let Some(link) = link(text, line, offset).filter(|_| may_link(schema, wanted)) {
                return Some(link);
            }
            let wanted = wanted?;
            return Some(Place { wanted, typed: start..quoted_end(text, offset), form: Form::Quoted });
        }
        Stop::Word(start) => start..word_end(text, offset),
    };
    let complete = scan.item.words.iter().filter(|word| word.start < typed.start).count();
    let wanted = match scan.frames.last() {
        Some(Frame::List(_) | Frame::Map(..)) => scan.value(),
        // A value stands behind its colon; a second one has no place.
        _ if scan.item.colon => scan.value().filter(|_| complete == 1 && scan.item.strings == 0),
        _ if complete > 0 || scan.item.strings > 0 => None,
        None => Some(Wanted::Kind),
        Some(Frame::Block(kind)) => kind.map(Wanted::Key),
    }?;
    Some(Place { wanted, typed, form: Form::Bare })
}

/// What is open at some place of a `.cx` file.
#[derive(Debug, Clone, Copy)]
enum Frame {
    Block(Option<KindId>),
    List(Option<(KindId, FieldId)>),
    /// A map, and whether a value is to come.
    Map(Option<(KindId, FieldId)>, bool),
}

/// The entry of a block that is being read.
#[derive(Debug, Default, Clone)]
struct Item {
    words: Vec<Range<usize>>,
    colon: bool,
    strings: usize,
}

/// Where reading stopped.
enum Stop {
    /// Within a string that begins here.
    String(usize),
    /// In or behind a word that begins here.
    Word(usize),
}

struct Scan<'t> {
    schema: &'t Schema,
    text: &'t str,
    frames: Vec<Frame>,
    item: Item,
    /// The word for a kind of a header whose brace may stand on the next line.
    header: Option<Range<usize>>,
}

impl Scan<'_> {
    /// Reads up to `offset`; none within a comment.
    fn run(&mut self, offset: usize) -> Option<Stop> {
        let mut at = 0;
        while at < offset {
            let rest = self.text.get(at..)?;
            let c = rest.chars().next()?;
            let next = match c {
                '/' if rest.starts_with("//") => {
                    let end = rest.find('\n').map_or(self.text.len(), |end| at + end);
                    if end >= offset {
                        return None;
                    }
                    end
                }
                '"' => match string_end(self.text, at) {
                    (inside, end) if end > offset || (end == offset && !self.is_closed(at, end)) => {
                        return Some(Stop::String(inside));
                    }
                    (_, end) => {
                        self.item.strings += 1;
                        end
                    }
                },
                '\n' | '\r' => {
                    self.line(at + 1);
                    at + 1
                }
                c if is_word(c) => {
                    let end = word_end(self.text, at);
                    if end >= offset {
                        self.item.words.push(at..offset);
                        return Some(Stop::Word(at));
                    }
                    self.word(at..end);
                    end
                }
                c => {
                    self.sign(c);
                    at + c.len_utf8()
                }
            };
            at = next.max(at + 1);
        }
        Some(Stop::Word(offset))
    }

    fn is_closed(&self, start: usize, end: usize) -> bool {
        end > start + 1 && self.text.get(start..end).is_some_and(|whole| whole.ends_with('"'))
    }

    fn word(&mut self, word: Range<usize>) {
        self.item.words.push(word);
    }

    fn field(&self) -> Option<(KindId, FieldId)> {
        let kind = self.kind()?;
        let key = self.text.get(self.item.words.first()?.clone())?;
        Some((kind, field_of(self.schema, kind, key)?))
    }

    /// The kind of the innermost open block.
    fn kind(&self) -> Option<KindId> {
        self.frames.iter().rev().find_map(|frame| match frame {
            Frame::Block(kind) => Some(*kind),
            _ => None,
        })?
    }

    /// The value that belongs here.
    fn value(&self) -> Option<Wanted> {
        let (field, is_key) = match self.frames.last() {
            Some(Frame::List(field)) => (*field, false),
            Some(Frame::Map(field, value)) => (*field, !value),
            _ if self.item.colon => (self.field(), false),
            _ => (None, false),
        };
        let (kind, field) = field?;
        Some(if is_key { Wanted::MapKey(kind, field) } else { Wanted::Value(kind, field) })
    }

    fn sign(&mut self, c: char) {
        let in_value = matches!(self.frames.last(), Some(Frame::List(_) | Frame::Map(..)));
        match c {
            '{' if in_value => self.frames.push(Frame::Map(None, false)),
            '[' if in_value => self.frames.push(Frame::List(None)),
            '{' if self.item.colon => self.frames.push(Frame::Map(self.field(), false)),
            '[' => self.frames.push(Frame::List(self.field().filter(|_| self.item.colon))),
            '{' => {
                let word = self.item.words.first().cloned().or(self.header.take());
                let word = word.and_then(|word| self.text.get(word));
                let kind = word.and_then(|word| meant::kind(self.schema, word));
                self.frames.push(Frame::Block(kind));
                self.item = Item::default();
            }
            '}' | ']' => {
                if let Some(Frame::Block(_)) = self.frames.pop() {
                    self.item = Item::default();
                }
            }
            ',' => self.separate(),
            ':' => match self.frames.last_mut() {
                Some(Frame::Map(_, value)) => *value = true,
                // No list has keys: this one was never closed.
                Some(Frame::List(_)) => {
                    self.frames.pop();
                    let key = self.item.words.last().cloned();
                    self.item = Item { words: key.into_iter().collect(), colon: true, strings: 0 };
                }
                _ => {
                    let key = self.item.words.first().cloned();
                    self.item = Item { words: key.into_iter().collect(), colon: true, strings: 0 };
                }
            },
            _ => {}
        }
    }

    fn separate(&mut self) {
        match self.frames.last_mut() {
            Some(Frame::Map(_, value)) => *value = false,
            Some(Frame::List(_)) => {}
            _ => self.item = Item::default(),
        }
    }

    /// A new line begins at `start`.
    fn line(&mut self, start: usize) {
        if !self.frames.is_empty() && self.begins_element(start) {
            self.frames.clear();
        }
        if !self.item.colon && !matches!(self.frames.last(), Some(Frame::List(_) | Frame::Map(..))) {
            self.header = self.item.words.first().cloned().or(self.header.take());
        }
        self.separate();
    }

    /// Whether an element begins at the very begin of this line: then whatever is open was never closed.
    fn begins_element(&self, start: usize) -> bool {
        let line = self.text.get(start..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
        let Some((word, rest)) = line.split_once(' ') else { return false };
        let kind = self.schema.kind_named(word);
        kind.is_some_and(|kind| self.schema.kind(kind).is_top())
            && rest.trim_start().starts_with(|c: char| c == '"' || is_word(c))
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '\u{300}'..='\u{36f}')
}

/// The end of the word that `at` stands in or behind.
fn word_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + (rest.len() - rest.trim_start_matches(is_word).len())
}

/// Where the inside of the string at `start` begins, and where the string ends: at its quotes, else with its line.
fn string_end(text: &str, start: usize) -> (usize, usize) {
    let rest = text.get(start..).unwrap_or_default();
    if let Some(inside) = rest.strip_prefix("\"\"\"") {
        let end = inside.find("\"\"\"").map_or(text.len() + 1, |end| start + 3 + end + 3);
        return (start + 3, end);
    }
    let inside = rest.get(1..).unwrap_or_default();
    let mut escaped = false;
    for (at, c) in inside.char_indices() {
        match c {
            '"' if !escaped => return (start + 1, start + 1 + at + 1),
            '\n' => return (start + 1, start + 1 + at),
            _ => escaped = c == '\\' && !escaped,
        }
    }
    (start + 1, text.len() + 1)
}

/// The end of what stands in quotes at `offset`: the quotes, else `offset`.
fn quoted_end(text: &str, offset: usize) -> usize {
    let rest = text.get(offset..).unwrap_or_default();
    let line = rest.split(['\n', '\r']).next().unwrap_or_default();
    line.find('"').map_or(offset, |end| offset + end)
}

fn field_of(schema: &Schema, kind: KindId, key: &str) -> Option<FieldId> {
    schema.field_id(kind, key).or_else(|| meant::field(schema, kind, key))
}

/// Whether a text of this field may hold links; where nobody knows the field, it may.
fn may_link(schema: &Schema, wanted: Option<Wanted>) -> bool {
    match wanted {
        Some(Wanted::Value(kind, field)) => matches!(schema.field(kind, field).ty.scalar, Scalar::Markdown),
        None => true,
        Some(_) => false,
    }
}

/// A `[[` between `from` and `offset` that is not closed yet.
fn link(text: &str, from: usize, offset: usize) -> Option<Place> {
    let before = text.get(from..offset)?;
    let start = from + before.rfind("[[")? + 2;
    let typed = text.get(start..offset)?;
    if typed.contains("]]") || typed.contains('|') {
        return None;
    }
    let rest = text.get(offset..)?;
    let behind = rest.len() - rest.trim_start_matches(is_word).len();
    Some(Place { wanted: Wanted::Link, typed: start..offset + behind, form: Form::Plain })
}

/// The place at `offset` of a YAML file.
pub(super) fn in_yaml(schema: &Schema, text: &str, offset: usize) -> Option<Place> {
    let start = text.get(..offset)?.rfind('\n').map_or(0, |at| at + 1);
    let head = text.get(start..offset)?;
    let line = Line::of(head);
    let (path, prose) = path(text.get(..start)?, &line);
    if prose {
        let field = meaning(schema, &path);
        return link(text, start, offset).filter(|_| may_link(schema, field.value()));
    }
    if is_comment(head) {
        return None;
    }
    match line.key {
        Some(key) => {
            let value = start + line.value;
            let mut path = path;
            path.push(Step::Key(head.get(key)?.trim_matches(['"', '\'']).to_owned()));
            let meaning = meaning(schema, &path);
            if let Some(link) = link(text, value, offset).filter(|_| may_link(schema, meaning.value())) {
                return Some(link);
            }
            flow(schema, text, value, offset, meaning)
        }
        None => {
            let from = start + line.content;
            match meaning(schema, &path) {
                Meaning::Top => Some(plain(text, from, offset, Wanted::Kind)),
                Meaning::Body(kind) => Some(plain(text, from, offset, Wanted::Key(kind))),
                meaning @ Meaning::Field(..) => {
                    match link(text, from, offset).filter(|_| may_link(schema, meaning.value())) {
                        Some(link) => Some(link),
                        None => flow(schema, text, from, offset, meaning),
                    }
                }
                Meaning::Nothing => None,
            }
        }
    }
}

fn plain(text: &str, from: usize, offset: usize, wanted: Wanted) -> Place {
    Place { wanted, typed: from.min(offset)..word_end(text, offset), form: Form::Plain }
}

/// The place within a value that begins at `from`: in brackets, in braces, in quotes, or plain.
fn flow(schema: &Schema, text: &str, from: usize, offset: usize, meaning: Meaning) -> Option<Place> {
    let Meaning::Field(kind, field, nested) = meaning else { return None };
    let before = text.get(from..offset)?;
    let mut depth: Vec<(char, usize)> = Vec::new();
    let mut last = 0;
    let mut quote: Option<(char, usize)> = None;
    for (at, c) in before.char_indices() {
        match (quote, c) {
            (Some((open, _)), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if before.get(last..at).is_some_and(|gap| gap.trim().is_empty()) => {
                quote = Some((c, at))
            }
            (None, '[' | '{') => {
                depth.push((c, at));
                last = at + 1;
            }
            (None, ']' | '}') => {
                depth.pop();
                last = at + 1;
            }
            (None, ',') if !depth.is_empty() => last = at + 1,
            _ => {}
        }
    }
    if depth.is_empty() && last > 0 {
        return None;
    }
    let segment = before.get(last..)?;
    let in_map = matches!(depth.last(), Some(('{', _)));
    let shape = &schema.field(kind, field).ty.shape;
    let is_map = matches!(shape, Shape::MapByReference(_));
    let (wanted, segment_start) =
        match segment.split_once(": ").or_else(|| segment.strip_suffix(':').map(|key| (key, ""))) {
            Some((key, _)) if in_map => (Wanted::Value(kind, field), last + key.len() + 1),
            _ if in_map => (Wanted::MapKey(kind, field), last),
            // Keys of a map on lines of their own.
            _ if nested == Nested::Map || (is_map && nested == Nested::Below) => (Wanted::MapKey(kind, field), last),
            _ => (Wanted::Value(kind, field), last),
        };
    let rest = before.get(segment_start..)?;
    let start = from + segment_start + (rest.len() - rest.trim_start().len());
    match quote {
        Some((sign, at)) => {
            let end = text.get(offset..)?.split('\n').next()?.find(sign).map_or(offset, |end| offset + end);
            Some(Place { wanted, typed: from + at + 1..end, form: Form::Quoted })
        }
        None => Some(Place { wanted, typed: start..word_end(text, offset), form: Form::Plain }),
    }
}

/// One line of YAML as far as its beginning tells.
#[derive(Debug)]
struct Line {
    /// Columns of its dashes.
    dashes: Vec<usize>,
    /// Where its content begins.
    content: usize,
    /// Its key, if it has one.
    key: Option<Range<usize>>,
    /// Where the value behind the key begins.
    value: usize,
    /// Whether the value is a text on the lines below.
    block: bool,
}

impl Line {
    fn of(line: &str) -> Line {
        let mut content = line.len() - line.trim_start_matches(' ').len();
        let mut dashes = Vec::new();
        while let Some(rest) = line.get(content..).and_then(|rest| rest.strip_prefix('-')) {
            if !rest.is_empty() && !rest.starts_with(' ') {
                break;
            }
            dashes.push(content);
            content += 1 + (rest.len() - rest.trim_start_matches(' ').len());
        }
        let rest = line.get(content..).unwrap_or_default();
        let colon = key_end(rest);
        let value = colon.map_or(content, |colon| content + colon + 1);
        let behind = line.get(value..).unwrap_or_default().trim();
        let block = colon.is_some() && behind.starts_with(['|', '>']);
        Line { dashes, content, key: colon.map(|colon| content..content + colon), value, block }
    }
}

/// Where the colon behind the key at the begin of a text stands.
fn key_end(text: &str) -> Option<usize> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
    if text.starts_with(['[', '{', '#', '|', '>']) {
        return None;
    }
    let mut inside = false;
    for (at, c) in text.char_indices() {
        match c {
            c if Some(c) == quote => inside = !inside,
            ':' if !inside
                && text.get(at + 1..).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\r'])) =>
            {
                return Some(at);
            }
            _ => {}
        }
    }
    None
}

fn is_comment(head: &str) -> bool {
    head.trim_start().starts_with('#') || head.contains(" #")
}

/// A step from the top of a YAML file to the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Key(String),
    Item,
}

/// The steps that lead to a line, from the lines before it; and whether it stands in a text of several lines.
fn path(before: &str, line: &Line) -> (Vec<Step>, bool) {
    let mut steps: Vec<Step> = line.dashes.iter().map(|_| Step::Item).collect();
    let mut limit = line.dashes.first().copied().unwrap_or(line.content);
    // Whether the owner of a list is looked for, which may stand in the column of its dashes.
    let mut in_list = !line.dashes.is_empty();
    let mut prose = false;
    for text in before.lines().rev() {
        if text.trim().is_empty() || text.trim_start().starts_with('#') {
            continue;
        }
        if text.starts_with("---") {
            break;
        }
        let above = Line::of(text);
        let first = above.dashes.first().copied();
        let owns = |key: &Range<usize>| text.get(key.clone()).unwrap_or_default().trim_matches(['"', '\'']).to_owned();
        let parent = match (&above.key, in_list) {
            (Some(_), true) => above.content < limit || (above.content == limit && first.is_none()),
            (Some(_), false) => above.content < limit,
            (None, _) => false,
        };
        if parent && first != Some(limit) {
            if steps.is_empty() || !steps.iter().any(|step| matches!(step, Step::Key(_))) {
                prose |= above.block;
            }
            steps.extend(above.key.as_ref().map(|key| Step::Key(owns(key))));
            steps.extend(above.dashes.iter().map(|_| Step::Item));
            (limit, in_list) = (first.unwrap_or(above.content), first.is_some());
        } else if !in_list && first.is_some() && above.content == limit {
            // The first line of the item that this line belongs to.
            steps.extend(above.dashes.iter().map(|_| Step::Item));
            (limit, in_list) = (first.unwrap_or(limit), true);
        }
        if limit == 0 && !in_list {
            break;
        }
    }
    steps.reverse();
    (steps, prose)
}

/// What stands at the end of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Top,
    Body(KindId),
    Field(KindId, FieldId, Nested),
    Nothing,
}

/// How far below the key of its field something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nested {
    /// Behind the key, or on the lines below it.
    Below,
    /// In a list.
    List,
    /// On a line of a map.
    Map,
}

impl Meaning {
    fn value(self) -> Option<Wanted> {
        match self {
            Meaning::Field(kind, field, _) => Some(Wanted::Value(kind, field)),
            _ => None,
        }
    }
}

fn meaning(schema: &Schema, path: &[Step]) -> Meaning {
    let [Step::Key(section), rest @ ..] = path else {
        return if path.is_empty() { Meaning::Top } else { Meaning::Nothing };
    };
    let kind = schema.kind_of_plural(section).or_else(|| meant::kind(schema, section));
    match (kind, rest) {
        (Some(kind), [_, rest @ ..]) => in_body(schema, kind, rest),
        _ => Meaning::Nothing,
    }
}

fn in_body(schema: &Schema, kind: KindId, path: &[Step]) -> Meaning {
    let [Step::Key(key), rest @ ..] = path else {
        return if path.is_empty() { Meaning::Body(kind) } else { Meaning::Nothing };
    };
    let child = schema.children(kind).find(|(_, child)| child.plural == *key || child.name == *key).map(|(id, _)| id);
    if let Some(child) = child {
        return match rest {
            [Step::Item, rest @ ..] => in_body(schema, child, rest),
            _ => Meaning::Nothing,
        };
    }
    match (field_of(schema, kind, key), rest) {
        (Some(field), []) => Meaning::Field(kind, field, Nested::Below),
        (Some(field), [Step::Item]) => Meaning::Field(kind, field, Nested::List),
        // The value behind a key of the map.
        (Some(field), [Step::Key(_), ..]) => Meaning::Field(kind, field, Nested::List),
        _ => Meaning::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CURSOR: char = '‸';

    /// What is wanted where the mark stands, and what has been typed.
    fn at(text: &str) -> String {
        let schema = Schema::built_in();
        let offset = text.find(CURSOR).unwrap_or(text.len());
        let plain = text.replace(CURSOR, "");
        let is_yaml = !text.contains('{') && !text.contains('"') || text.contains(":\n");
        let place = if is_yaml { in_yaml(&schema, &plain, offset) } else { in_cx(&schema, &plain, offset) };
        let Some(place) = place else { return "nothing".to_owned() };
        let name = |kind: KindId| schema.kind(kind).name.to_string();
        let key = |kind: KindId, field: FieldId| format!("{}.{}", name(kind), schema.field(kind, field).key);
        let wanted = match place.wanted {
            Wanted::Kind => "kind".to_owned(),
            Wanted::Key(kind) => format!("key of {}", name(kind)),
            Wanted::Value(kind, field) => key(kind, field),
            Wanted::MapKey(kind, field) => format!("key in {}", key(kind, field)),
            Wanted::Link => "link".to_owned(),
        };
        format!("{wanted} <{}>", plain.get(place.typed).unwrap_or("?"))
    }

    #[test]
    fn half_typed_cx_tells_what_is_wanted() {
        for (text, wanted) in [
            ("team a {}\ntou‸", "kind <tou>"),
            ("touchpoint ‸ \"\" {", "nothing"),
            ("touchpoint h \"Grö‸ße\" {", "nothing"),
            ("touchpoint h \"Größe 😀\" {\n  mis‸", "key of touchpoint <mis>"),
            ("touchpoint h \"Größe 😀\" {\n  mission: \"x\"\n  ‸\n}", "key of touchpoint <>"),
            ("touchpoint h\n{\r\n  ‸", "key of touchpoint <>"),
            ("touchpoint h {\n  medium: dig‸", "touchpoint.medium <dig>"),
            ("touchpoint h {\n  medium: ‸\n  mission: \"x\"", "touchpoint.medium <>"),
            ("touchpoint h {\n  medium: digital ‸", "nothing"),
            ("touchpoint h {\n  channels: [app, te‸le", "touchpoint.channels <tele>"),
            ("touchpoint h {\n  channels: [app,\n ‸", "touchpoint.channels <>"),
            ("touchpoint h {\n  channels: [\n  medium: an‸", "touchpoint.medium <an>"),
            ("touchpoint h {\n  channels: [\"Grö‸", "touchpoint.channels <Grö>"),
            ("touchpoint h {\n  channels: [\"Größe 😀\", \"T‸\"]", "touchpoint.channels <T>"),
            ("touchpoint h {\n  description: \"\"\"\n    Siehe [[ser‸\n", "link <ser>"),
            ("touchpoint h {\n  description: \"Siehe [[ser‸", "link <ser>"),
            ("touchpoint h {\n  description: \"Siehe [[a|ser‸", "touchpoint.description <Siehe [[a|ser>"),
            ("touchpoint h {\n  mission: \"x // ‸", "touchpoint.mission <x // >"),
            ("touchpoint h { // ‸", "nothing"),
            ("touchpoint h {\n  mission: \"nie zu\n  medium: ‸", "touchpoint.medium <>"),
            ("touchpoint h {\n  channels: [a\n\nteam b \"B\" {\n  par‸", "key of team <par>"),
            ("journey j {\n stage \"A\" {\n step s \"S\" {\n emotion: { mi‸", "key in step.emotion <mi>"),
            ("journey j {\n stage \"A\" {\n step s \"S\" {\n emotion: { mia: ‸", "step.emotion <>"),
            ("journey j {\n stage \"A\" {\n step s \"S\" { touchpoint: a }\n ‸", "key of stage <>"),
            ("metrik m \"M\" {\n  cla‸", "key of metric <cla>"),
            ("\"{‸", "nothing"),
        ] {
            assert_eq!(at(text), wanted, "{text}");
        }
    }

    #[test]
    fn half_typed_yaml_tells_what_is_wanted() {
        for (text, wanted) in [
            ("tou‸", "kind <tou>"),
            ("touchpoints:\n  ‸", "nothing"),
            ("touchpoints:\n  größe:\n    ‸", "key of touchpoint <>"),
            ("touchpoints:\n  größe:\n    name: Größe 😀\n    mis‸", "key of touchpoint <mis>"),
            ("touchpoints:\n  - name: Größe\n    mis‸", "key of touchpoint <mis>"),
            ("touchpoints:\n- name: Größe\n  mis‸", "key of touchpoint <mis>"),
            ("touchpoints:\n  - ‸", "key of touchpoint <>"),
            ("touchpoints:\n  a:\n    medium: dig‸", "touchpoint.medium <dig>"),
            ("touchpoints:\n  a:\n    medium: ‸\n    mission: x", "touchpoint.medium <>"),
            ("touchpoints:\n  a:\n    channels: [app, te‸le]", "touchpoint.channels <tele>"),
            ("touchpoints:\n  a:\n    channels: [app] ‸", "nothing"),
            ("touchpoints:\n  a:\n    channels:\n      - app\n      - Te‸", "touchpoint.channels <Te>"),
            ("touchpoints:\n  a:\n    channels:\n    - Te‸", "touchpoint.channels <Te>"),
            ("touchpoints:\n  a:\n    channels: [\"Größe ‸\"]", "touchpoint.channels <Größe >"),
            ("touchpoints:\n  a:\n    description: Siehe [[ser‸", "link <ser>"),
            ("touchpoints:\n  a:\n    description: |\n      Erst: so.\n      Siehe [[ser‸", "link <ser>"),
            ("touchpoints:\n  a:\n    description: |\n      Siehe ‸", "nothing"),
            ("touchpoints:\n  a:\n    # med‸", "nothing"),
            (
                "journeys:\n  j:\n    stages:\n      - name: A\n        steps:\n          - name: S\n            tou‸",
                "key of step <tou>",
            ),
            (
                "journeys:\n  j:\n    stages:\n      - name: A\n        steps:\n          - touchpoint: ‸",
                "step.touchpoint <>",
            ),
            ("journeys:\n  j:\n    stages:\n      - steps:\n          - emotion: { mi‸", "key in step.emotion <mi>"),
            (
                "journeys:\n  j:\n    stages:\n      - steps:\n          - requires:\n              be‸",
                "key in step.requires <be>",
            ),
            (
                "journeys:\n  j:\n    stages:\n      - steps:\n          - requires:\n              b: ‸",
                "step.requires <>",
            ),
        ] {
            assert_eq!(at(text), wanted, "{text}");
        }
    }

    /// Wherever the cursor stands, in whatever text.
    #[test]
    fn no_text_is_too_broken() {
        let schema = Schema::built_in();
        let texts =
            ["a {\"\"\"", "größe: [😀, {\n- - - :\r\n\"", "t {\n:[}{],:\"\\", "\u{feff}teams:\n  - \n:", "[[|]][["];
        for text in texts {
            for offset in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                let cx = in_cx(&schema, text, offset);
                let yaml = in_yaml(&schema, text, offset);
                for place in cx.into_iter().chain(yaml) {
                    assert!(text.get(place.typed.clone()).is_some(), "{text:?} {offset} {place:?}");
                }
            }
        }
    }
}
