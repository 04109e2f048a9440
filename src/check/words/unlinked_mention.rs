//! `unlinked-mention`: prose that names an element without leading there.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use rustc_hash::FxHashMap;

use super::super::{Check, Context, Default, Example, Findings, Parameter};
use super::names::{self, Name, stands_alone};
use super::texts::{Places, Text};
use super::tokens;
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
    let by_first = by_first_word(context, findings.number(&LEAST));
    for text in context.texts().iter().filter(|text| text.is_markdown()) {
        let mut mentions = mentions(text, &by_first);
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

/// Names by the number of their first word, the longest first.
fn by_first_word<'a>(context: &Context<'a>, least: usize) -> FxHashMap<u64, Vec<Name<'a>>> {
    let german = context.config.language == "de";
    let mut by_first: FxHashMap<u64, Vec<Name<'a>>> = FxHashMap::default();
    // Other names could not stand in a link.
    let fits =
        |name: &Name<'_>| !name.text.contains(['[', ']', '|', '\n']) && name.text.starts_with(char::is_alphanumeric);
    for name in names::all(context).filter(|name| name.is_distinctive(least, german) && fits(name)) {
        let first = name.words().next().unwrap_or_default();
        by_first.entry(tokens::folded(first)).or_default().push(name);
    }
    by_first.values_mut().for_each(|names| names.sort_by_key(|name| std::cmp::Reverse(name.text.len())));
    by_first
}

/// Where a text names other elements that its own element does not refer to.
fn mentions<'a>(text: &Text<'a>, by_first: &FxHashMap<u64, Vec<Name<'a>>>) -> Vec<(Range<usize>, Name<'a>)> {
    let mut found: Vec<(Range<usize>, Name<'a>)> = Vec::new();
    for word in tokens::words(text.text) {
        let Some(names) = by_first.get(&tokens::folded(text.text.get(word.clone()).unwrap_or_default())) else {
            continue;
        };
        if found.last().is_some_and(|(range, _)| word.start < range.end) {
            continue;
        }
        let rest = text.text.get(word.start..).unwrap_or_default();
        let named = names.iter().find(|name| {
            rest.starts_with(name.text.as_str()) && stands_alone(text.text, &(word.start..word.start + name.text.len()))
        });
        found.extend(named.map(|name| (word.start..word.start + name.text.len(), *name)));
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
