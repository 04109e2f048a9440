//! `stage-gap`: a journey that leaves out stages of a customer's life that it should show.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::{Check, Context, Default, Example, Findings, Parameter};
use crate::diagnostic::words::{capitalized, joined};
use crate::diagnostic::{Diagnostic, Level};
use crate::model::{ElementId, ElementRef};
use crate::syntax::Notation;

static STAGES: Parameter = Parameter {
    name: "stages",
    doc: "Standard stages that every journey with stage kinds has to have, itself or in journeys that it goes through, such as \
          `[discover, use, support]`. None by default: then only journeys that end with the decision are reported.",
    default: Default::Words { of: ORDER, default: &[] },
};

pub(super) static CHECK: Check = Check {
    name: "stage-gap",
    level: Level::Hint,
    summary: "A journey leaves out stages that it should show",
    doc: "An experience begins before the purchase and goes on long after it, yet many maps end where the money has been paid: \
          whoever drew them looks after selling. So a journey with a stage of `kind: decide` and none behind it (`start`, `use`, \
          `support`, `renew`, `leave`) is reported, unless it is part of a larger one that goes on, by `parent` or because a step \
          goes through it.\n\n\
          A team that has agreed on a template sets it in `stages`; then every journey that is not part of another has to have all of \
          them. Stages of the journeys it goes through count as its own. Journeys with a stage that has no `kind` are left alone, \
          because the missing stage may be that one. It is a hint, and its default is mild: which stages a journey needs is for the \
          team to say, and a young base has half of its journeys still to write.",
    parameters: &[&STAGES],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

/// The standard stages in the order of a customer's life; each is a bit of a set.
static ORDER: &[&str] = &["discover", "evaluate", "decide", "start", "use", "support", "renew", "leave"];
const DECIDE: Set = 1 << 2;
const BEHIND: Set = 0b1111_1000;
/// The bit of a stage whose kind is not known.
const UNKNOWN: Set = 1 << 8;

/// A set of standard stages.
type Set = u16;

/// How many levels of journeys within journeys are followed.
const LEVELS: usize = 16;

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let wanted = findings.texts(&STAGES);
    let parts = parts(context);
    let sets = sets(context, &parts);
    let inner: FxHashSet<ElementId> = parts.iter().map(|(part, _)| *part).collect();
    for journey in context.active("journey").filter(|journey| !inner.contains(&journey.id()) && !journey.says("parent"))
    {
        let set = sets.get(&journey.id()).copied().unwrap_or_default();
        if set != 0 && set & UNKNOWN == 0 {
            findings.extend(check(context, findings, journey, set, &wanted));
        }
    }
}

/// Journeys that are part of another, each with that one: by `parent`, or because a step of it goes through them.
fn parts(context: &Context<'_>) -> Vec<(ElementId, ElementId)> {
    let by_parent = context.of_kind("journey").filter_map(|part| Some((part.id(), part.target("parent")?.id())));
    let by_step = context.of_kind("step").filter_map(|step| Some((step.target("journey")?.id(), step.root().id())));
    by_parent.chain(by_step).filter(|(part, whole)| part != whole).collect()
}

/// The standard stages of each journey, those of its parts included.
fn sets(context: &Context<'_>, parts: &[(ElementId, ElementId)]) -> FxHashMap<ElementId, Set> {
    let mut sets: FxHashMap<ElementId, Set> =
        context.of_kind("journey").map(|journey| (journey.id(), own_set(journey))).collect();
    for _ in 0..LEVELS {
        let mut changed = false;
        for (part, whole) in parts {
            let more = sets.get(part).copied().unwrap_or_default();
            let set = sets.entry(*whole).or_default();
            changed |= *set | more != *set;
            *set |= more;
        }
        if !changed {
            break;
        }
    }
    sets
}

fn own_set(journey: ElementRef<'_>) -> Set {
    journey.children().fold(0, |set, stage| set | stage.word("kind").map_or(UNKNOWN, bit))
}

fn bit(word: &str) -> Set {
    ORDER.iter().position(|stage| *stage == word).map_or(UNKNOWN, |at| 1 << at)
}

fn check(
    context: &Context<'_>,
    findings: &Findings<'_>,
    journey: ElementRef<'_>,
    set: Set,
    wanted: &[String],
) -> Option<Diagnostic> {
    let is_missing = |word: &&&str| wanted.iter().any(|wanted| wanted == **word) && set & bit(word) == 0;
    let missing: Vec<&str> = ORDER.iter().filter(is_missing).copied().collect();
    match missing.first() {
        Some(first) => Some(lacking(context, findings, journey, &missing, first)),
        None if set & DECIDE != 0 && set & BEHIND == 0 => ending(context, findings, journey),
        None => None,
    }
}

fn lacking(
    context: &Context<'_>,
    findings: &Findings<'_>,
    journey: ElementRef<'_>,
    missing: &[&str],
    first: &str,
) -> Diagnostic {
    let missing = joined(missing.iter().map(|kind| context.named_word("stage", "kind", kind)), "or");
    let message = format!("{} has no stage of kind {missing}.", capitalized(&context.element(journey)));
    let help = format!(
        "add a stage with `kind: {first}` and its steps, or give the stage that is meant this kind; which ones there must be is \
         set by `checks: {{ stage-gap: {{ stages: … }} }}` in `touchbase.yaml`"
    );
    findings.at(journey.id_span(), message).label("leaves out a part").help(help)
}

fn ending(context: &Context<'_>, findings: &Findings<'_>, journey: ElementRef<'_>) -> Option<Diagnostic> {
    let message = format!("{} ends with the decision.", capitalized(&context.element(journey)));
    let help = "add what comes then, such as a stage with `kind: start` or `kind: use`; or name the larger journey that goes on \
                in `parent`";
    let last = journey.children().last()?;
    Some(
        findings
            .at(journey.id_span(), message)
            .label("goes no further")
            .related(last.id_span(), "last stage")
            .help(help),
    )
}

const CX: &str = r#"persona elif "Elif, die Neugierige" {
  type: prospect
  needs: ["Probieren ohne Verpflichtung"]
}

journey mitglied-werden "Mitglied werden" { // stage-gap
  personas: [elif]
  need: "Herausfinden, ob Kapselkaffee zu mir passt."
  stage "Ausprobieren" {
    kind: evaluate
    step "Zu Hause kosten" {
    }
  }
  stage "Zusagen" {
    kind: decide
    step "Die Maschine bestellen" {
    }
  }
}
"#;

const CX_MENDED: &str = r#"persona elif "Elif, die Neugierige" {
  type: prospect
  needs: ["Probieren ohne Verpflichtung"]
}

journey mitglied-werden "Mitglied werden" {
  personas: [elif]
  need: "Herausfinden, ob Kapselkaffee zu mir passt."
  stage "Ausprobieren" {
    kind: evaluate
    step "Zu Hause kosten" {
    }
  }
  stage "Zusagen" {
    kind: decide
    step "Die Maschine bestellen" {
    }
  }
  stage "Loslegen" {
    kind: start
    step "Die erste Tasse trinken" { journey: erste-tasse }
  }
}

journey erste-tasse "Bis zur ersten Tasse" {
  personas: [elif]
  need: "Ohne Fehler loslegen."
  stage "Auspacken" {
    kind: start
    step "Den Brief lesen" {
    }
  }
}
"#;

const YAML: &str = r#"personas:
  ellie:
    type: customer
    needs: [To know what comes next]
journeys:
  learn-to-drive: # stage-gap
    personas: [ellie]
    need: To drive alone.
    stages:
      - name: Find a teacher
        kind: evaluate
        steps:
          - name: Ask around
      - name: Practise
        kind: use
        steps:
          - name: Take the weekly lesson
# file: touchbase.yaml
checks:
  stage-gap:
    stages: [evaluate, use, support]
"#;

const YAML_MENDED: &str = r#"personas:
  ellie:
    type: customer
    needs: [To know what comes next]
journeys:
  learn-to-drive:
    personas: [ellie]
    need: To drive alone.
    stages:
      - name: Find a teacher
        kind: evaluate
        steps:
          - name: Ask around
      - name: Practise
        kind: use
        steps:
          - name: Take the weekly lesson
  stuck:
    name: Be stuck and get help
    parent: learn-to-drive
    personas: [ellie]
    need: To go on.
    stages:
      - name: Get help
        kind: support
        steps:
          - name: Call the teacher
# file: touchbase.yaml
checks:
  stage-gap:
    stages: [evaluate, use, support]
"#;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Scalar, Schema};

    #[test]
    fn the_standard_stages_are_those_of_the_schema() {
        let schema = Schema::built_in();
        let kind = schema.kind_named("stage").and_then(|kind| Some(schema.field(kind, schema.field_id(kind, "kind")?)));
        let Some(Scalar::Enum(variants)) = kind.map(|field| &field.ty.scalar) else { panic!("`kind` is a word") };
        assert!(variants.iter().map(|variant| variant.word.as_ref()).eq(ORDER.iter().copied()));
    }
}
