//! A knowledge base of any size: the same for the same size, every reference valid, nothing to report.
//!
//! Of N elements 10 % are personas, 10 % journeys of 12 steps, 60 % touchpoints; channels, metrics, teams, terms, pains and
//! context data share the rest. Each has about 900 bytes of German prose and five references (steps included).

use std::ops::Range;

use touchbase::naming;
use touchbase::syntax::Notation;

use super::words::{CITIES, DEEDS, OBJECTS, QUARTERS, SENTENCES, TOPICS};
use super::written::{self, Block, Value};

/// Elements in one file.
const PER_FILE: usize = 50;

/// Steps of a journey, in three stages.
const STEPS: usize = 12;

/// Bytes of prose that an element has at least.
const PROSE: usize = 900;

/// The largest size for which names suffice.
pub(crate) const MOST: usize = TOPICS.len() * OBJECTS.len() * CITIES.len() * QUARTERS.len();

/// Kinds with their plural and their share of the elements in percent.
const KINDS: [(&str, &str, usize); 9] = [
    ("channel", "channels", 4),
    ("metric", "metrics", 4),
    ("team", "teams", 4),
    ("term", "terms", 4),
    ("pain", "pains", 2),
    ("context", "contexts", 2),
    ("persona", "personas", 10),
    ("journey", "journeys", 10),
    ("touchpoint", "touchpoints", 60),
];

/// One file: its path below the root and its text.
pub(crate) type File = (String, String);

/// The files of a knowledge base of `size` elements (at least 100, at most [`MOST`]) in `notation`, one after the other.
pub(crate) fn files(size: usize, notation: Notation) -> impl Iterator<Item = File> {
    let base = Base::new(size.clamp(100, MOST));
    let config = ("touchbase.yaml".to_owned(), "name: Erzeugte Wissensbasis\nlanguage: de\n".to_owned());
    std::iter::once(config).chain(base.parts().into_iter().map(move |part| base.file(part, notation)))
}

/// Which elements are of which kind.
#[derive(Clone)]
struct Base {
    ranges: Vec<Range<usize>>,
}

/// The elements of one file.
struct Part {
    kind: usize,
    number: usize,
    elements: Range<usize>,
}

impl Base {
    fn new(size: usize) -> Base {
        let mut end = 0;
        let ranges = KINDS.iter().map(|(_, _, share)| {
            let start = end;
            end += size * share / 100;
            start..end
        });
        let mut base = Base { ranges: ranges.collect() };
        if let Some(last) = base.ranges.last_mut() {
            last.end = size;
        }
        base
    }

    fn parts(&self) -> Vec<Part> {
        let parts_of = |(kind, range): (usize, &Range<usize>)| {
            let range = range.clone();
            range.clone().step_by(PER_FILE).enumerate().map(move |(number, start)| Part {
                kind,
                number: number + 1,
                elements: start..range.end.min(start + PER_FILE),
            })
        };
        self.ranges.iter().enumerate().flat_map(parts_of).collect()
    }

    fn file(&self, part: Part, notation: Notation) -> File {
        let (kind, plural, _) = KINDS[part.kind];
        let blocks: Vec<Block> = part.elements.map(|at| self.element(kind, plural, at)).collect();
        let (extension, text) = match notation {
            Notation::Cx => ("cx", written::cx(&blocks, &mut written::usual)),
            Notation::Yaml => ("yaml", written::yaml(&blocks, &mut written::usual)),
        };
        (format!("{plural}/{plural}-{:04}.{extension}", part.number), text)
    }

    fn element(&self, kind: &str, plural: &str, at: usize) -> Block {
        let mut block =
            Writer { base: self, number: self.number(kind, at), random: Random::new(at), fields: Vec::new() };
        block.text("summary", 1);
        let children = block.own_fields(kind);
        block.word("owner", block.base.id("team", at));
        block.prose();
        let fields = block.fields;
        let (kind, plural) = (kind.to_owned(), plural.to_owned());
        Block { kind, plural, id: Some(naming::slug(&name(at))), name: Some(name(at)), fields, children }
    }

    /// The id of an element of `kind`, chosen by any number.
    fn id(&self, kind: &str, number: usize) -> String {
        let range = self.range(kind);
        naming::slug(&name(range.start + number % range.len().max(1)))
    }

    /// Which one of its kind the element number `at` is.
    fn number(&self, kind: &str, at: usize) -> usize {
        at - self.range(kind).start
    }

    fn range(&self, kind: &str) -> Range<usize> {
        let range = KINDS.iter().zip(&self.ranges).find(|((name, ..), _)| *name == kind);
        range.map(|(_, range)| range.clone()).unwrap_or_default()
    }
}

/// The name of the element with this number: numbers side by side give names far apart.
fn name(at: usize) -> String {
    let mut rest = at.wrapping_mul(40_503) % MOST;
    let mut pick = |words: &'static [&'static str]| {
        let word = words[rest % words.len()];
        rest /= words.len();
        word
    };
    let (city, object, topic, quarter) = (pick(&CITIES), pick(&OBJECTS), pick(&TOPICS), pick(&QUARTERS));
    format!("{topic} {object} {city} {quarter}")
}

/// One element on its way.
struct Writer<'b> {
    base: &'b Base,
    /// Which one of its kind it is, or which one the journey of a step is: so that every element is used.
    number: usize,
    random: Random,
    fields: Vec<(String, Value)>,
}

impl Writer<'_> {
    /// The fields a kind has beyond the common ones, and the elements that stand in it.
    fn own_fields(&mut self, kind: &str) -> Vec<Block> {
        match kind {
            "persona" => self.persona(),
            "journey" => return self.journey(),
            "touchpoint" => self.touchpoint(),
            "channel" => self.word("type", "phone"),
            "metric" => self.metric(),
            "term" => self.text("definition", 2),
            "pain" => {
                self.word("cause", "process");
                self.word("severity", "4");
            }
            "context" => {
                self.text("purpose", 1);
                self.text("legal_basis", 1);
                self.references("collected_at", "touchpoint", 1);
            }
            _ => {}
        }
        Vec::new()
    }

    fn persona(&mut self) {
        self.word("type", "customer");
        self.texts("needs", 2);
        self.texts("intents", 1);
        self.references("channels", "channel", 2);
    }

    fn metric(&mut self) {
        // Half of them are what customers say.
        let (class, method, unit) = if self.number.is_multiple_of(2) {
            ("brand", "csat", "points")
        } else {
            ("performance", "rate", "percent")
        };
        for (key, word) in [("class", class), ("method", method), ("unit", unit), ("better", "higher")] {
            self.word(key, word);
        }
        let target = format!("{}.5", self.random.below(90));
        self.word("target", target);
    }

    fn touchpoint(&mut self) {
        self.text("mission", 1);
        self.references("channels", "channel", 1);
        self.word("medium", "analog");
        self.texts("guardrails", 1);
        self.word("customer_value", "high");
        self.word("company_value", "high");
        self.word("handling", "dialogue");
        self.word("response_time", "20s");
        self.word("talk_time", "6min");
        self.fields.push(("context".to_owned(), Value::words([self.base.id("context", self.number)])));
        let metrics = [0, 1].map(|next| self.base.id("metric", self.number + next));
        self.fields.push(("metrics".to_owned(), Value::words(metrics)));
    }

    fn journey(&mut self) -> Vec<Block> {
        let personas = [0, 1].map(|next| self.base.id("persona", self.number + next));
        self.fields.push(("personas".to_owned(), Value::words(personas)));
        self.text("need", 1);
        self.text("outcome", 1);
        self.word("state", "as_is");
        self.word("basis", "research");
        let stages = [("Vorher", "discover"), ("Währenddessen", "use"), ("Nachher", "support")];
        let stage = |(at, (name, kind)): (usize, (&str, &str))| Block {
            kind: "stage".to_owned(),
            plural: "stages".to_owned(),
            id: None,
            name: Some(name.to_owned()),
            fields: vec![("kind".to_owned(), Value::Word(kind.to_owned()))],
            children: (0..STEPS / 3).map(|step| self.step(at * STEPS / 3 + step)).collect(),
        };
        stages.into_iter().enumerate().map(stage).collect()
    }

    fn step(&mut self, at: usize) -> Block {
        let random = self.random.split();
        let mut step = Writer { base: self.base, number: self.number, random, fields: Vec::new() };
        step.word("touchpoint", step.base.id("touchpoint", step.number * STEPS + at));
        let is_low = step.emotion(at);
        step.text("thought", 1);
        let duration = format!("{}min", 1 + step.random.below(20));
        step.word("duration", duration);
        if let Some(before) = at.checked_sub(1).filter(|_| at % 6 == 2) {
            step.fields.push(("after".to_owned(), Value::words([naming::slug(DEEDS[before])])));
        }
        if is_low {
            step.text("expects", 1);
        }
        if is_low || at % 4 == 3 {
            step.references("pains", "pain", 1);
        }
        let (kind, plural) = ("step".to_owned(), "steps".to_owned());
        Block {
            kind,
            plural,
            id: Some(naming::slug(DEEDS[at])),
            name: Some(DEEDS[at].to_owned()),
            fields: step.fields,
            children: Vec::new(),
        }
    }

    /// One value, or in some steps one for a persona and one for all others; whether somebody is disappointed.
    fn emotion(&mut self, at: usize) -> bool {
        let (one, other) = (self.random.below(5) as i64 - 2, self.random.below(5) as i64 - 2);
        let value = |emotion: i64| Value::Word(emotion.to_string());
        let emotion = match at {
            5 => {
                let persona = self.base.id("persona", self.number);
                Value::Map(vec![(persona, value(one)), ("default".to_owned(), value(other))])
            }
            _ => value(one),
        };
        self.fields.push(("emotion".to_owned(), emotion));
        one.min(other) < 0
    }

    /// A description that fills up the element's prose, with a reference to a term.
    fn prose(&mut self) {
        let own: usize = self.fields.iter().map(|(_, value)| prose_bytes(value)).sum();
        let mut text = format!("Siehe auch [[{}]].", self.base.id("term", self.random.below(usize::MAX)));
        while own + text.len() < PROSE {
            text.push_str(if self.random.below(3) == 0 { "\n\n" } else { "\n" });
            text.push_str(self.sentence());
        }
        self.fields.push(("description".to_owned(), Value::Markdown(text)));
    }

    fn sentence(&mut self) -> &'static str {
        SENTENCES[self.random.below(SENTENCES.len())]
    }

    fn sentences(&mut self, count: usize) -> String {
        (0..count).map(|_| self.sentence()).collect::<Vec<_>>().join(" ")
    }

    fn word(&mut self, key: &str, word: impl Into<String>) {
        self.fields.push((key.to_owned(), Value::Word(word.into())));
    }

    fn text(&mut self, key: &str, sentences: usize) {
        let text = Value::Text(self.sentences(sentences));
        self.fields.push((key.to_owned(), text));
    }

    fn texts(&mut self, key: &str, count: usize) {
        let texts = (0..count).map(|_| Value::Text(self.sentences(1))).collect();
        self.fields.push((key.to_owned(), Value::List(texts)));
    }

    /// A list of `count` different elements of `kind`.
    fn references(&mut self, key: &str, kind: &str, count: usize) {
        let first = self.random.below(usize::MAX / 2);
        let ids: Vec<String> = (0..count).map(|next| self.base.id(kind, first + next)).collect();
        self.fields.push((key.to_owned(), Value::words(ids)));
    }
}

fn prose_bytes(value: &Value) -> usize {
    match value {
        Value::Word(_) => 0,
        Value::Text(text) | Value::Markdown(text) => text.len(),
        Value::List(items) => items.iter().map(prose_bytes).sum(),
        Value::Map(entries) => entries.iter().map(|(_, value)| prose_bytes(value)).sum(),
    }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct Random(u64);

impl Random {
    fn new(seed: usize) -> Random {
        Random(seed as u64 ^ 0x746f_7563_6862_6173)
    }

    fn split(&mut self) -> Random {
        Random(self.next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to below `limit`.
    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }
}
