//! `unknown-reference`: a reference that names nothing.

use std::hash::Hash;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Check, Context, Example, Findings};
use crate::diagnostic::{Diagnostic, Level};
use crate::model::{ElementId, ElementRef, RefPlace, ReferenceRef};
use crate::naming;
use crate::schema::Scalar;
use crate::syntax::{self, Notation};
use crate::text::{Edit, Str};

/// Most steps that a message lists.
const MAX_STEPS: usize = 8;

/// Most texts for which is looked what was meant: where more are unknown, they have a cause in common, and whoever has mended that is told the
/// rest by the next run.
const MAX_LOOKUPS: usize = 500;

/// Most elements that are kept for a text, nearest first: there are kinds to choose from.
const MAX_SIMILAR: usize = 32;

pub(super) static CHECK: Check = Check {
    name: "unknown-reference",
    level: Level::Error,
    summary: "A reference names no element",
    doc: "Every reference must name an element by its id, its name or an alias, letter for letter. A reference that names \
          nothing is a hole in the map: readers click into the void, and counts, matrices and backlinks are wrong without \
          anyone noticing. The message suggests the nearest name and says in which character the two differ.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"channel phone "Telephone" {
  type: phone
}

touchpoint hotline "Service hotline" {
  mission: "Solve a concern in one conversation."
  channels: [phnoe] // unknown-reference
  medium: analog
}
"#,
            good: r#"channel phone "Telephone" {
  type: phone
}

touchpoint hotline "Service hotline" {
  mission: "Solve a concern in one conversation."
  channels: [phone]
  medium: analog
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "channels:\n  phone:\n    type: phone\n    description: See [[hotline]]. # unknown-reference\n",
            good: "channels:\n  phone:\n    type: phone\n    description: See the service hotline.\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let unknown: Vec<ReferenceRef<'_>> = context
        .model
        .references()
        .filter(|reference| reference.target().is_none() && !is_lost(context, *reference))
        .collect();
    let lookups = Lookups::new(context, &unknown);
    let described: Vec<Diagnostic> =
        unknown.into_par_iter().map(|reference| describe(context, reference, &lookups, findings)).collect();
    described.into_iter().for_each(|finding| findings.push(finding));
}

/// What was probably meant, looked for once for each text: a renamed element may be missing in thousands of places, and each search goes
/// through all names.
struct Lookups<'a> {
    similar: FxHashMap<&'a str, Vec<ElementRef<'a>>>,
    /// By the journey and the step's part of the text.
    step: FxHashMap<(ElementId, &'a str), Option<ElementRef<'a>>>,
    /// For each journey, the list of its steps in words.
    steps: FxHashMap<ElementId, String>,
}

impl<'a> Lookups<'a> {
    fn new(context: &Context<'a>, unknown: &[ReferenceRef<'a>]) -> Lookups<'a> {
        let of_steps: Vec<(ElementRef<'a>, &'a str)> =
            unknown.iter().filter_map(|reference| step_of(context, *reference)).map(|step| (step.0, step.1)).collect();
        let similar = |text: &'a str| {
            let mut similar = context.similar(text);
            similar.truncate(MAX_SIMILAR);
            (text, similar)
        };
        let step = |(journey, local): (ElementRef<'a>, &'a str)| ((journey.id(), local), nearest_step(journey, local));
        let texts = distinct(unknown.iter().map(|reference| reference.text().as_str()), |text| *text);
        let asked = distinct(of_steps.iter().copied(), |(journey, local)| (journey.id(), *local));
        let journeys = distinct(of_steps.iter().map(|(journey, _)| *journey), |journey| journey.id());
        Lookups {
            similar: texts.into_par_iter().map(similar).collect(),
            step: asked.into_par_iter().map(step).collect(),
            steps: journeys.into_iter().filter_map(|journey| Some((journey.id(), steps(journey)?))).collect(),
        }
    }
}

/// The first of each of `all`, as many as are looked up.
fn distinct<T, K: Eq + Hash>(all: impl Iterator<Item = T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut seen = FxHashSet::default();
    all.filter(|one| seen.insert(key(one))).take(MAX_LOOKUPS).collect()
}

/// Whether the target, or the journey it stands in, was written but could not be understood: that has been reported.
fn is_lost(context: &Context<'_>, reference: ReferenceRef<'_>) -> bool {
    let text = reference.text();
    let journey = text.split('.').next().unwrap_or_default();
    context.model.is_lost(text) || context.model.is_lost(journey)
}

fn describe<'a>(
    context: &Context<'a>,
    reference: ReferenceRef<'a>,
    lookups: &Lookups<'a>,
    findings: &Findings<'_>,
) -> Diagnostic {
    let text = reference.text();
    let field = context.field(reference.field());
    let owner = context.element(reference.from());
    let message = match reference.place() {
        RefPlace::Prose => format!("`[[{text}]]` in {field} of {owner} names no element."),
        _ => format!("{field} of {owner} refers to `{text}`, but there is no such element."),
    };
    let finding = findings.at(reference.span(), message).label("no element has this id, name or alias");
    match suggestion(context, reference, lookups) {
        Some((element, meant)) => {
            let difference = difference(text, &meant).map(|words| format!(" ({words})")).unwrap_or_default();
            let edits = vec![Edit { span: reference.span(), text: meant.clone() }];
            let finding = finding
                .related(element.id_span(), "the nearest one is defined here")
                .help(format!("did you mean `{meant}`?{difference}"));
            let title = format!("replace `{text}` by `{meant}`");
            // Names that are equal after folding can belong to one element only.
            match naming::fold(text) == naming::fold(&meant) {
                true => finding.fix(title, edits),
                false => finding.guess(title, edits),
            }
        }
        None => {
            let steps = step_of(context, reference).and_then(|(journey, ..)| lookups.steps.get(&journey.id()).cloned());
            finding.help(steps.unwrap_or_else(|| define(context, reference)))
        }
    }
}

/// In which character two texts differ, where that is one character or cannot be seen.
fn difference(written: &str, meant: &str) -> Option<String> {
    let one = naming::is_one_edit(written, meant) || naming::fold(written) == naming::fold(meant);
    naming::difference(written, meant).filter(|_| one)
}

/// The element most likely meant, and how to refer to it from here: among those equally near, one of the kind asked for.
fn suggestion<'a>(
    context: &Context<'a>,
    reference: ReferenceRef<'a>,
    lookups: &Lookups<'a>,
) -> Option<(ElementRef<'a>, String)> {
    if let Some((journey, local, prefix)) = step_of(context, reference)
        && let Some(Some(step)) = lookups.step.get(&(journey.id(), local))
    {
        return Some((*step, format!("{prefix}{}", step.key())));
    }
    let similar = lookups.similar.get(reference.text().as_str())?;
    let fits = |element: &&ElementRef<'_>| match &reference.field().ty.scalar {
        Scalar::Reference { kinds, .. } => kinds.allow(&element.kind().name),
        _ => true,
    };
    let element = *similar.iter().find(fits).or(similar.first())?;
    Some((element, meant(reference.text(), element)))
}

/// How `text` should have named `element`: by a name where it is nearly that name, else by the id.
fn meant(text: &str, element: ElementRef<'_>) -> String {
    // Ids fit everywhere; of names, those that need quotes in no notation.
    let fits = |name: &&str| name.chars().all(|c| c.is_alphanumeric() || c == ' ' || c == '-');
    let aliases = element.texts("aliases").into_iter().take(MAX_LOOKUPS);
    let names = aliases.chain([element.name()]).map(Str::as_str).filter(fits);
    let near = if syntax::is_id(text) { None } else { naming::nearest(text, names) };
    near.unwrap_or(element.key()).to_owned()
}

/// For `journey.step` and local step ids: the journey, the step's part of the text, and what stands before that.
fn step_of<'a>(context: &Context<'a>, reference: ReferenceRef<'a>) -> Option<(ElementRef<'a>, &'a str, String)> {
    let text = reference.text();
    match text.split_once('.') {
        Some((journey, step)) => Some((context.model.lookup(journey)?.0, step, format!("{journey}."))),
        None if crate::model::is_local(reference.field()) => Some((reference.from().root(), text, String::new())),
        None => None,
    }
}

/// The step of a journey whose id is nearest to `local`.
fn nearest_step<'a>(journey: ElementRef<'a>, local: &str) -> Option<ElementRef<'a>> {
    let steps = journey.steps();
    let near = naming::nearest(local, steps.iter().map(|step| step.key().as_str()))?;
    steps.iter().find(|step| *step.key() == near).copied()
}

/// The steps that could have been meant, in the order of the journey.
fn steps(journey: ElementRef<'_>) -> Option<String> {
    let steps = journey.steps();
    let ids: Vec<String> = steps.iter().take(MAX_STEPS).map(|step| format!("`{}`", step.key())).collect();
    let more = if steps.len() > MAX_STEPS { ", …" } else { "" };
    (!ids.is_empty()).then(|| format!("the steps of `{}` are {}{more}", journey.key(), ids.join(", ")))
}

fn define(context: &Context<'_>, reference: ReferenceRef<'_>) -> String {
    let text = reference.text();
    let kinds = match &reference.field().ty.scalar {
        Scalar::Reference { kinds, .. } => kinds.names(),
        _ => Vec::new(),
    };
    let kind = kinds.first().and_then(|name| context.model.schema.kind_named(name));
    match kind.map(|kind| context.model.schema.kind(kind)) {
        Some(kind) if kind.parent.is_none() => format!(
            "define it once, as `{} {text} \"…\" {{ … }}` (in YAML under `{}:`), or correct the spelling",
            kind.name, kind.plural
        ),
        _ => format!("define `{text}` once, or correct the spelling; `touchbase list` shows all elements"),
    }
}
