//! `jargon`: a word that the glossary forbids, in a text that customers read or meet.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::{Check, Context, Default, Example, Findings, Parameter};
use super::language::{DETERMINERS, is_inflected};
use super::texts::{Places, Text};
use super::tokens;
use crate::diagnostic::Level;
use crate::diagnostic::words::capitalized;
use crate::model::{Datum, ElementRef, links};
use crate::naming;
use crate::schema::{FieldId, KindId, Schema};
use crate::syntax::Notation;
use crate::text::{Edit, Span};

static FIELDS: Parameter = Parameter {
    name: "fields",
    doc: "Fields whose texts customers read or meet, as `kind.field`.",
    default: Default::Texts(&[
        "touchpoint.name",
        "touchpoint.mission",
        "touchpoint.promise",
        "touchpoint.customer_reasons",
        "journey.name",
        "journey.need",
        "journey.outcome",
        "stage.name",
        "step.name",
        "step.expects",
        "signature.name",
        "signature.why_remembered",
        "contact_reason.name",
        "initiative.customer_benefit",
    ]),
};

pub(super) static CHECK: Check = Check {
    name: "jargon",
    level: Level::Warning,
    summary: "A text for customers uses a word that the glossary forbids",
    doc: "Every confusion of language costs money, and its cure is to know one's own jargon: a `term` lists the words not to use \
          (`forbidden`) and what to say instead. Such a word in a promise, a mission or the name of a step reaches customers in \
          scripts, letters and signs, so this is a warning. Looked at are the fields of the parameter `fields`. Quotes, thoughts and \
          statements are not among them, for a customer's own words are not ours to correct; neither are guardrails, which \
          may have to name the word they rule out; nor is a word in quotation marks. German and English cases and plurals \
          are found too, and parts of compounds with a hyphen; compounds in one word (`Ticketnummer`) are words of their own. \
          In a German knowledge base a forbidden noun is found in capitals only. The word is replaced only \
          where grammar allows it: uninflected, and in German without an article or adjective before it, which would have to change \
          with the gender of the noun.",
    parameters: &[&FIELDS],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"term anliegen "Anliegen" {
  definition: "Was ein Mensch von uns möchte."
  forbidden: ["Ticket", "Vorgang", "Incident Report"]
  say_instead: "Anliegen"
}

touchpoint hotline "Ticket-Hotline" { // jargon
  mission: "Verschleppte Vorgänge vermeiden und den Incident Report gleich schreiben." // jargon jargon
  promise: "Ohne Ticket gilt: Wir rufen zurück, das Wort „Ticket“ fällt nicht." // jargon
  channels: [telefon]
  medium: analog
}

channel telefon "Telefon" {
  type: phone
}
// file: touchbase.yaml
language: de
"#,
            good: r#"term anliegen "Anliegen" {
  definition: "Was ein Mensch von uns möchte."
  forbidden: ["Ticket", "Vorgang", "Incident Report"]
  say_instead: "Anliegen"
}

touchpoint hotline "Hotline für Anliegen" {
  mission: "Kein Anliegen verschleppen, im Vorgangssystem alles gleich festhalten."
  promise: "Wir rufen zurück, das Wort „Ticket“ fällt nicht."
  channels: [telefon]
  medium: analog
}

channel telefon "Telefon" {
  type: phone
}
// file: touchbase.yaml
language: de
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "terms:\n  request:\n    name: Request\n    definition: What somebody asks of us.\n    forbidden: [ticket]\nchannels:\n  desk:\n    type: store\ntouchpoints:\n  front-desk:\n    name: Front desk\n    mission: Close every ticket on the same day. # jargon\n    promise: No lost tickets. # jargon\n    channels: [desk]\n    medium: analog\n",
            good: "terms:\n  request:\n    name: Request\n    definition: What somebody asks of us.\n    forbidden: [ticket]\nchannels:\n  desk:\n    type: store\ntouchpoints:\n  front-desk:\n    name: Front desk\n    mission: Settle every request on the same day.\n    promise: No lost requests.\n    channels: [desk]\n    medium: analog\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let words = Words::new(context);
    if words.by_first.is_empty() {
        return;
    }
    let fields = fields(&context.model.schema, &findings.texts(&FIELDS));
    for text in context.texts() {
        if !fields.contains(&(text.element().kind_id(), text.field.data.field)) {
            continue;
        }
        let hits = words.hits(text);
        if !hits.is_empty() {
            let places = text.places(context);
            hits.iter().for_each(|hit| report(context, findings, text, &places, hit));
        }
    }
}

fn report(context: &Context<'_>, findings: &mut Findings<'_>, text: &Text<'_>, places: &Places<'_>, hit: &Hit<'_, '_>) {
    let Hit { word, range, .. } = hit;
    let used = text.text.get(range.clone()).unwrap_or_default();
    let message =
        format!("{} uses `{used}`, which {} forbids.", capitalized(&text.place(context)), context.element(word.term));
    let instead = word.term.text("say_instead").unwrap_or(word.term.name());
    let finding = findings.at(places.span(range.clone()), message).label("not a word for customers");
    let mut finding = finding.related(word.span, "forbidden here").help(format!("say instead: {instead}"));
    if let Some((edit, replacement)) = fix(context, text, places, hit) {
        finding = finding.fix(format!("replace `{used}` by `{replacement}`"), vec![edit]);
    }
    findings.push(finding);
}

/// The change that puts the right word, where the sentence stays right.
fn fix<'a>(context: &Context<'_>, text: &Text<'_>, places: &Places<'_>, hit: &Hit<'a, '_>) -> Option<(Edit, &'a str)> {
    // With the name, a derived id would change, and with it every reference.
    let keeps_id = text.key() != "name" || text.element().id_is_written();
    let before = text.text.get(..hit.range.start)?;
    if !hit.is_exact || !keeps_id || !is_free(before, is_german(context)) {
        return None;
    }
    let used = text.text.get(hit.range.clone())?;
    let term = hit.word.term;
    let candidates = term.text("say_instead").into_iter().filter(|text| is_plain(text)).chain([term.name()]);
    let fits = |word: &&str| tokens::is_capitalized(word) == tokens::is_capitalized(used) || !is_german(context);
    let replacement = candidates.map(|text| text.as_str()).find(fits)?;
    let adapted = if tokens::is_capitalized(used) { capitalized(replacement) } else { lower_first(replacement) };
    let adapted = if is_german(context) { replacement.to_owned() } else { adapted };
    Some((places.replace(hit.range.clone(), &adapted)?, replacement))
}

fn lower_first(word: &str) -> String {
    let is_abbreviation = word.chars().nth(1).is_some_and(char::is_uppercase);
    let mut chars = word.chars();
    match chars.next() {
        Some(first) if !is_abbreviation => first.to_lowercase().chain(chars).collect(),
        _ => word.to_owned(),
    }
}

/// Whether `say_instead` is a word to put in, not advice.
fn is_plain(text: &str) -> bool {
    text.chars().count() <= 40
        && !text.contains([',', ';', ':', '„', '"', '(', '/'])
        && !text.split(' ').any(|word| matches!(word, "oder" | "or"))
}

/// Whether a noun behind `before` can be exchanged: nothing there changes with its gender or its first sound.
fn is_free(before: &str, german: bool) -> bool {
    let Some(last) = tokens::words(before).last() else { return true };
    let word = naming::fold(before.get(last.clone()).unwrap_or_default());
    let gap = before.get(last.end..).unwrap_or_default();
    if gap.contains(['.', ':', '–', '!', '?', '\n']) {
        return true;
    }
    match german {
        true => matches!(word.as_str(), "ohne" | "mit" | "per" | "als" | "und" | "oder" | "statt" | "kein"),
        false => gap == " " && !DETERMINERS.contains(&word.as_str()),
    }
}

fn is_german(context: &Context<'_>) -> bool {
    context.config.language == "de"
}

/// The fields of a parameter; what the schema does not have is left out.
fn fields(schema: &Schema, names: &[String]) -> FxHashSet<(KindId, FieldId)> {
    let field = |name: &String| {
        let (kind, key) = name.split_once('.')?;
        let kind = schema.kind_named(kind)?;
        Some((kind, schema.field_id(kind, key)?))
    };
    names.iter().filter_map(field).collect()
}

/// A forbidden word, or several that stand together.
struct Word<'a> {
    term: ElementRef<'a>,
    span: Span,
    parts: Vec<String>,
    /// How it must begin to be this word and not another one.
    first: First,
}

/// What is asked of the first letters of a word.
enum First {
    Any,
    Capital,
    Capitals,
}

/// Where a forbidden word stands.
struct Hit<'a, 'w> {
    word: &'w Word<'a>,
    range: Range<usize>,
    is_exact: bool,
}

/// Every forbidden word, by the numbers of the forms of its first part.
struct Words<'a> {
    list: Vec<Word<'a>>,
    by_first: FxHashMap<u64, Vec<usize>>,
}

impl<'a> Words<'a> {
    fn new(context: &Context<'a>) -> Words<'a> {
        let mut words = Words { list: Vec::new(), by_first: FxHashMap::default() };
        for term in context.active("term") {
            for item in term.field("forbidden").into_iter().flat_map(|field| field.items()) {
                if let Datum::Text(text) = &item.datum {
                    words.add(Word {
                        term,
                        span: item.span,
                        parts: parts(text),
                        first: first(text, is_german(context)),
                    });
                }
            }
        }
        words
    }

    fn add(&mut self, word: Word<'a>) {
        let at = self.list.len();
        let Some(first) = word.parts.first() else { return };
        let forms = if word.parts.len() == 1 { forms(first) } else { vec![first.clone()] };
        for form in forms {
            self.by_first.entry(tokens::folded(&form)).or_default().push(at);
        }
        self.list.push(word);
    }

    fn hits<'w>(&'w self, text: &Text<'_>) -> Vec<Hit<'a, 'w>> {
        let mut hits: Vec<Hit<'_, '_>> = Vec::new();
        let mut words = tokens::words(text.text);
        while let Some(first) = words.next() {
            let known = self.by_first.get(&tokens::folded(text.text.get(first.clone()).unwrap_or_default()));
            let after = hits.last().is_none_or(|hit| hit.range.end <= first.start);
            let candidates = known.into_iter().flatten().filter_map(|at| self.list.get(*at)).filter(|_| after);
            let hit = candidates
                .filter_map(|word| word.at(text.text, first.clone(), words.clone()))
                .max_by_key(|hit| hit.range.end);
            hits.extend(hit.filter(|hit| !is_mentioned(text, &hit.range)));
        }
        hits
    }
}

impl<'a> Word<'a> {
    /// The word, if it stands where `first` is.
    fn at<'w>(&'w self, text: &str, first: Range<usize>, rest: tokens::Words<'_>) -> Option<Hit<'a, 'w>> {
        let mut range = first.clone();
        let mut is_exact = true;
        let mut found = std::iter::once(first).chain(rest);
        for (at, part) in self.parts.iter().enumerate() {
            let place = found.next()?;
            let gap = text.get(range.end..place.start).unwrap_or_default();
            let written = naming::fold(text.get(place.clone())?);
            let is_last = at + 1 == self.parts.len();
            let is_form = written == *part || (is_last && is_inflected(&written, part));
            if !is_form || (at > 0 && !matches!(gap, " " | "-" | "\u{a0}" | "‑")) {
                return None;
            }
            is_exact &= written == *part;
            range.end = place.end;
        }
        let used = text.get(range.clone())?;
        self.first.allows(used).then_some(Hit { word: self, range, is_exact })
    }
}

impl First {
    fn allows(&self, used: &str) -> bool {
        match self {
            First::Any => true,
            First::Capital => tokens::is_capitalized(used),
            First::Capitals => used.chars().take(2).all(char::is_uppercase),
        }
    }
}

fn first(word: &str, german: bool) -> First {
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    match () {
        () if letters().count() >= 2 && letters().all(char::is_uppercase) => First::Capitals,
        () if german && tokens::is_capitalized(word) => First::Capital,
        () => First::Any,
    }
}

fn parts(text: &str) -> Vec<String> {
    tokens::words(text).filter_map(|range| text.get(range)).map(naming::fold).collect()
}

/// Every form of a folded word that may be one of its cases or plurals.
fn forms(word: &str) -> Vec<String> {
    const ENDINGS: &[&str] = &["", "s", "es", "e", "en", "n", "er", "ern", "nen", "se", "sen", "ses"];
    let at = word.rfind(['a', 'o', 'u']).unwrap_or(0);
    let umlaut = |at: usize| format!("{}e{}", word.get(..at).unwrap_or_default(), word.get(at..).unwrap_or_default());
    let plural = word.strip_suffix('y').map(|stem| format!("{stem}ies"));
    let stems = [word.to_owned(), umlaut(at), umlaut(at + 1)];
    let forms = stems.iter().flat_map(|stem| ENDINGS.iter().map(move |ending| format!("{stem}{ending}")));
    let mut forms: Vec<String> = forms.chain(plural).filter(|form| form == word || is_inflected(form, word)).collect();
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// Whether a part of a text is spoken of, in quotation marks, or only names the target of a reference.
fn is_mentioned(text: &Text<'_>, range: &Range<usize>) -> bool {
    let (before, after) = (text.text.get(..range.start), text.text.get(range.end..));
    let opens = before.is_some_and(|before| before.ends_with(['„', '“', '"', '‚', '‘', '»', '«', '›', '\'', '`']));
    let closes = after.is_some_and(|after| after.starts_with(['“', '”', '"', '‘', '’', '«', '»', '‹', '\'', '`']));
    let is_target =
        || links(text.text).iter().any(|link| link.target.start <= range.start && range.end <= link.target.end);
    (opens && closes) || (text.is_markdown() && is_target())
}
