//! `cycle`: elements that lead back to themselves.

use rustc_hash::FxHashMap;

use super::{Check, Context, Example, Findings, graph};
use crate::diagnostic::Level;
use crate::model::{ElementId, RefPlace, ReferenceRef};
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "cycle",
    level: Level::Error,
    summary: "Elements lead back to themselves through fields that must have an end",
    doc: "A journey that is part of itself, a step that comes after itself, a metric that drives itself in the end, an escalation \
          that comes back to where it started: chains of these fields must have an end. The loop is printed once, with every \
          element on the way. Watched are `parent`, `after`, `drives`, `replaced_by`, `parts`, `escalates_to`, `broader`, \
          `funded_by`, `improves`, and the sub-journeys of steps.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"team service "Customer service" {
  parent: sales // cycle
}

team sales "Sales" {
  parent: service
}
"#,
            good: r#"team service "Customer service" {
  parent: sales
}

team sales "Sales" {
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "terms:\n  crema:\n    definition: The golden foam on a coffee.\n    broader: [crema] # cycle\n",
            good: "terms:\n  crema:\n    definition: The golden foam on a coffee.\n",
        },
    ],
    run,
};

/// Fields whose chains must have an end.
const CHAINS: &[&str] =
    &["parent", "after", "drives", "replaced_by", "parts", "escalates_to", "broader", "funded_by", "improves"];

/// The field of a step that names a sub-journey: the journeys, not the steps, form the chain.
const SUB_JOURNEY: &str = "journey";

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut chains: FxHashMap<&str, Chain<'_>> = FxHashMap::default();
    for reference in context.model.references().filter(|reference| reference.place() == RefPlace::Value) {
        let key = reference.field().key.as_ref();
        if CHAINS.contains(&key) || (key == SUB_JOURNEY && reference.from().is("step")) {
            chains.entry(key).or_default().add(reference, key == SUB_JOURNEY);
        }
    }
    for key in CHAINS.iter().chain(&[SUB_JOURNEY]) {
        if let Some(chain) = chains.get(key) {
            chain.report(context, findings);
        }
    }
}

/// All references of one field as a graph.
#[derive(Default)]
struct Chain<'a> {
    numbers: FxHashMap<ElementId, usize>,
    elements: Vec<ElementId>,
    edges: Vec<Vec<usize>>,
    references: FxHashMap<(usize, usize), ReferenceRef<'a>>,
}

impl<'a> Chain<'a> {
    fn add(&mut self, reference: ReferenceRef<'a>, journeys: bool) {
        let Some(target) = reference.target() else { return };
        let from = if journeys { reference.from().root() } else { reference.from() };
        let (from, to) = (self.number(from.id()), self.number(target.id()));
        if let Some(edges) = self.edges.get_mut(from) {
            edges.push(to);
        }
        self.references.entry((from, to)).or_insert(reference);
    }

    fn number(&mut self, id: ElementId) -> usize {
        let next = self.elements.len();
        let number = *self.numbers.entry(id).or_insert(next);
        if number == next {
            self.elements.push(id);
            self.edges.push(Vec::new());
        }
        number
    }

    fn report(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        for component in graph::loops(&self.edges) {
            let way = graph::round_trip(&self.edges, &component);
            let steps: Vec<ReferenceRef<'_>> = way
                .iter()
                .zip(way.iter().cycle().skip(1))
                .filter_map(|(from, to)| self.references.get(&(*from, *to)).copied())
                .collect();
            report(context, findings, &steps);
        }
    }
}

fn report(context: &Context<'_>, findings: &mut Findings<'_>, steps: &[ReferenceRef<'_>]) {
    let Some((first, others)) = steps.split_first() else { return };
    let field = context.field(first.field());
    let names = steps.iter().map(|step| format!("`{}`", shown(*step)));
    let way: Vec<String> = names.chain([format!("`{}`", shown(*first))]).collect();
    let message = format!("Following {field} from `{}` leads back to it: {}.", shown(*first), way.join(" → "));
    let mut finding = findings.at(first.span(), message).label(format!("leads from `{}` onwards", shown(*first)));
    for step in others {
        finding = finding.related(step.span(), format!("leads from `{}` onwards", shown(*step)));
    }
    findings.push(finding.help("remove the one of these references that is wrong"));
}

/// By what the start of a step is shown: the journey for sub-journeys, else the element.
fn shown(step: ReferenceRef<'_>) -> String {
    if step.field().key == SUB_JOURNEY { step.from().root().address() } else { step.from().address() }
}
