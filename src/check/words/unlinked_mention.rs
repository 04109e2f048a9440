//! `unlinked-mention`: prose that names an element without leading there.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use rustc_hash::{FxHashMap, FxHashSet};

use super::super::{Check, Context, Default, Example, Findings, Parameter};
use super::names::{self, Name, stands_alone};
use super::prose::{Sieve, Word};
use super::texts::{Places, Text};
use super::tokens::{self, SEED, folded_on};
use crate::diagnostic::Level;
use crate::diagnostic::words::capitalized;
use crate::model::{ElementRef, Via, links};
use crate::syntax::Notation;
use crate::text::Edit;

static LEAST: Parameter = Parameter {
    name: "least_letters",
    doc: "How many letters a name of one word must have to be looked for.",
    default: Default::Number(10),
};

pub(super) static CHECK: Check = Check {
    name: "unlinked-mention",
    level: Level::Hint,
    summary: "Markdown names an element without linking it",
    doc: "A name in running text that is no link is a use nobody counts: it is not found when the element is renamed, retired or looked \
          up. `[[Name]]` and `[[id|shown text]]` make it a reference and leave the text as it reads. Looked for are names and aliases \
          in exactly their spelling, as whole words, the longest first: names of several words, and of one word only if it is long \
          and, in English, written like a name (`GiroConto`), because `App` or `Support` are also plain words. The first mention \
          in a text is enough; where the element is referred to already, by a field or a link, none is needed. Headings, code and the \
          texts of links are left alone, and so is whatever is no Markdown, where nothing can be linked.",
    parameters: &[&LEAST],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"touchpoint telefon "Kaffeetelefon am Abend" {
  mission: "Fragen zur Röstung beantworten."
  channels: [anruf]
  medium: analog
  aliases: ["Abendtelefon"]
}

channel anruf "Anruf" {
  type: phone
}

persona greta "Greta" {
  type: customer
  needs: ["Rat"]
  description: """
    # Kaffeetelefon am Abend

    Greta wählt das Kaffeetelefon am Abend, nie die `Abendtelefon`-App: ein Anruf genügt. // unlinked-mention
    Das Abendtelefon kennt sie.
    """
}
// file: touchbase.yaml
language: de
"#,
            good: r#"touchpoint telefon "Kaffeetelefon am Abend" {
  mission: "Fragen zur Röstung beantworten."
  channels: [anruf]
  medium: analog
  aliases: ["Abendtelefon"]
}

channel anruf "Anruf" {
  type: phone
}

persona greta "Greta" {
  type: customer
  needs: ["Rat"]
  description: """
    # Kaffeetelefon am Abend

    Greta wählt das [[Kaffeetelefon am Abend]], nie die `Abendtelefon`-App: ein Anruf genügt.
    Das Abendtelefon kennt sie.
    """
}
// file: touchbase.yaml
language: de
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "terms:\n  fcr:\n    name: First contact resolution\n    aliases: [FCR ratio]\n    definition: Settled in one conversation.\nteams:\n  desk:\n    name: Service desk\n    description: \"FCR ratio: is what counts\" # unlinked-mention\n  night:\n    name: Night shift\n    description: Service desk has gone home, #night is here. # unlinked-mention\n",
            good: "terms:\n  fcr:\n    name: First contact resolution\n    aliases: [FCR ratio]\n    definition: Settled in one conversation.\nteams:\n  desk:\n    name: Service desk\n    description: \"[[fcr|FCR ratio]]: is what counts\"\n  night:\n    name: Night shift\n    description: \"[[Service desk]] has gone home, #night is here.\"\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let known = Known::new(context, findings.number(&LEAST));
    for (text, words) in context.prose().filter(|(text, _)| text.is_markdown()) {
        let mut mentions = mentions(text, words, &known);
        if mentions.is_empty() {
            continue;
        }
        let plain = plain_parts(text.text);
        let (mut named, places) = (Vec::new(), text.places(context));
        mentions.retain(|(range, name)| {
            let is_plain = plain.iter().any(|part| part.start <= range.start && range.end <= part.end);
            is_plain && !named.contains(&name.element.id()) && {
                named.push(name.element.id());
                true
            }
        });
        for (range, name) in mentions {
            let shown = text.text.get(range.clone()).unwrap_or_default();
            let message = format!(
                "{} names {} without a link.",
                capitalized(&text.place(context)),
                context.element(name.element)
            );
            let link = link(context, name, shown);
            let finding =
                findings.at(places.span(range.clone()), message).label("not a link").help(format!("write `{link}`"));
            findings.push(match edit(&places, range, &link) {
                Some(edit) => finding.fix(format!("link it: `{link}`"), vec![edit]),
                None => finding,
            });
        }
    }
}

fn edit(places: &Places<'_>, range: Range<usize>, link: &str) -> Option<Edit> {
    places.replace(range, link)
}

/// The reference that reads like the name.
fn link(context: &Context<'_>, name: Name<'_>, shown: &str) -> String {
    let is_name = shown == name.element.name().as_str()
        && context.model.lookup(shown).is_some_and(|(element, via)| element == name.element && via == Via::Name);
    if is_name { format!("[[{shown}]]") } else { format!("[[{}|{shown}]]", name.element.key()) }
}

/// Names by the numbers of their words, and the numbers of all words they begin with: so a name is found word by word, however
/// many others begin alike.
struct Known<'a> {
    /// First words: most words of prose begin no name and need no closer look.
    first: Sieve,
    begins: FxHashSet<u64>,
    names: FxHashMap<u64, Vec<Name<'a>>>,
}

impl<'a> Known<'a> {
    fn new(context: &Context<'a>, least: usize) -> Known<'a> {
        let german = context.config.language == "de";
        // Other names could not stand in a link.
        let fits = |name: &Name<'_>| {
            !name.text.contains(['[', ']', '|', '\n']) && name.text.starts_with(char::is_alphanumeric)
        };
        let (mut begins, mut names) = (FxHashSet::default(), FxHashMap::<u64, Vec<Name<'a>>>::default());
        let mut first = Vec::new();
        for name in names::all(context).filter(|name| name.is_distinctive(least, german) && fits(name)) {
            let mut number = SEED;
            first.extend(name.words().next().map(tokens::folded));
            for word in name.words() {
                number = folded_on(number, word);
                begins.insert(number);
            }
            names.entry(number).or_default().push(name);
        }
        Known { first: Sieve::of(first), begins, names }
    }

    /// The longest name that begins with the first of `words`.
    fn at(&self, text: &str, words: &[Word]) -> Option<(Range<usize>, Name<'a>)> {
        let (mut number, mut found) = (SEED, None);
        let start = words.first()?.start();
        for word in words {
            number = folded_on(number, text.get(word.range())?);
            if !self.begins.contains(&number) {
                break;
            }
            let rest = text.get(start..).unwrap_or_default();
            let names = self.names.get(&number).into_iter().flatten();
            let mut named = names.filter(|name| {
                rest.starts_with(name.text.as_str()) && stands_alone(text, &(start..start + name.text.len()))
            });
            found = named.next().map(|name| (start..start + name.text.len(), *name)).or(found);
        }
        found
    }
}

/// Where a text names other elements that its own element does not refer to.
fn mentions<'a>(text: &Text<'a>, words: &[Word], known: &Known<'a>) -> Vec<(Range<usize>, Name<'a>)> {
    let mut found: Vec<(Range<usize>, Name<'a>)> = Vec::new();
    for (at, _) in words.iter().enumerate().filter(|(_, word)| known.first.passes(word.number)) {
        let rest = words.get(at..).unwrap_or_default();
        let begin = rest.first().map_or(0, Word::start);
        if found.last().is_none_or(|(range, _)| range.end <= begin) {
            found.extend(known.at(text.text, rest));
        }
    }
    found.retain(|(_, name)| !leads_to(text.element(), name.element));
    found
}

/// Whether whoever reads of `from` finds `to` without this mention.
fn leads_to(from: ElementRef<'_>, to: ElementRef<'_>) -> bool {
    from == to
        || from.root() == to
        || from.references().any(|reference| reference.target().is_some_and(|target| target.root() == to))
}

/// The parts of a Markdown text in which a link can be put: no headings, code, links, pictures or HTML.
fn plain_parts(text: &str) -> Vec<Range<usize>> {
    let mut inside = 0u32;
    let mut parts: Vec<Range<usize>> = Vec::new();
    for (event, range) in
        Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).into_offset_iter()
    {
        match event {
            Event::Start(
                Tag::Heading { .. } | Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock,
            ) => inside += 1,
            Event::End(TagEnd::Heading(_) | TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock | TagEnd::HtmlBlock) => {
                inside = inside.saturating_sub(1);
            }
            Event::Text(_) if inside == 0 => match parts.last_mut() {
                Some(part) if part.end == range.start => part.end = range.end,
                _ => parts.push(range),
            },
            _ => {}
        }
    }
    // A name within another reference is part of that one.
    let references = links(text);
    parts.into_iter().flat_map(|part| without(part, &references)).collect()
}

fn without(part: Range<usize>, references: &[crate::model::Link]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = part.start;
    for whole in
        references.iter().map(|link| &link.whole).filter(|whole| part.start < whole.end && whole.start < part.end)
    {
        parts.push(start..whole.start.max(start));
        start = whole.end;
    }
    parts.push(start..part.end.max(start));
    parts
}
