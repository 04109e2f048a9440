//! `unknown-method`: a research method that texts name and the base does not describe.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::super::{Check, Context, Default, Example, Findings, Parameter};
use super::methods::Names;
use super::shared::is_retired;
use crate::diagnostic::Level;
use crate::diagnostic::words::joined;
use crate::model::{Datum, ElementRef};
use crate::naming::fold;
use crate::schema::{Kinds, Scalar};
use crate::syntax::Notation;
use crate::text::{Span, Str};

/// Methods of research and design that have a name of their own in the field, in English and German. Common words such as
/// interview and survey are left out on purpose: nobody looks them up.
static KNOWN: &[&str] = &[
    "laddering = Leitertechnik",
    "critical incident technique = Critical-Incident-Technik = Methode der kritischen Ereignisse",
    "sequential incident technique = sequentielle Ereignistechnik = sequenzielle Ereignistechnik = sequentielle Ereignismethode = sequenzielle Ereignismethode",
    "service blueprint = service blueprinting = blueprinting = Serviceblueprint",
    "diary study = diary studies = Tagebuchstudie = Tagebuchmethode",
    "card sorting = card sort = Cardsorting",
    "tree testing = tree test = Treetest",
    "co-creation = cocreation = Co-Kreation = Kokreation",
    "usability test = usability testing = Usabilitytest",
    "contextual inquiry = contextual enquiry = Kontextinterview",
    "cognitive walkthrough",
    "heuristic evaluation = heuristische Evaluation",
    "think aloud = thinking aloud = lautes Denken",
    "eye tracking = eyetracking = Blickmessung",
    "focus group = Fokusgruppe",
    "mystery shopping = Testkauf",
    "shadowing",
    "cultural probes",
    "repertory grid",
    "conjoint analysis = Conjointanalyse = Conjoint-Analyse",
    "Kano model = Kano-Modell = Kano-Analyse = Kano analysis",
    "design thinking",
    "design sprint",
    "SERVQUAL",
    "NPS = Net Promoter Score",
    "CSAT = Customer Satisfaction Score",
    "CES = Customer Effort Score",
];

static METHODS: Parameter = Parameter {
    name: "methods",
    doc: "Names of methods to look for; an entry may hold several names of the same method, with `=` between them.",
    default: Default::Texts(KNOWN),
};

pub(super) static CHECK: Check = Check {
    name: "unknown-method",
    level: Level::Hint,
    summary: "Texts name a research method that the base does not describe",
    doc: "A finding is worth what the method behind it is worth, and a toolbox helps only if everybody knows what is in it and how \
          each tool is used. Where a study, a voice or an opportunity says in `summary`, `description` or `source` that something \
          comes from laddering or from a diary study, there should be a `method` with that name or alias, so that the next study \
          is done in the same way. Measures such as NPS and CES may be a `metric` instead, and any of them a `term`. A method is \
          reported once, where it is named first.\n\n\
          The default list holds methods with a name of their own, in English and German. It is a hint: a name in passing is no \
          fault. That nobody rests on a `method` that is retired is asked for by `retired-reference`.",
    parameters: &[&METHODS],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

/// The kinds whose texts are read, and their fields.
const READ: [&str; 3] = ["study", "opportunity", "feedback"];
const FIELDS: [&str; 3] = ["summary", "description", "source"];

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let entries = findings.texts(&METHODS);
    let groups: Vec<Vec<&str>> = entries.iter().map(|entry| entry.split('=').map(str::trim).collect()).collect();
    let known = Known::of(context);
    let unknown = groups.iter().enumerate().filter(|(_, names)| !names.iter().any(|name| known.holds(name)));
    let names = Names::new(unknown.flat_map(|(group, names)| names.iter().map(move |name| (group, *name))));
    let mut places: Vec<Vec<(Span, &str)>> = vec![Vec::new(); groups.len()];
    for kind in READ {
        for element in context.active(kind) {
            read(context, element, &names, &mut places);
        }
    }
    for places in &mut places {
        places.sort_unstable();
        places.dedup_by_key(|(place, _)| *place);
    }
    for places in &places {
        report(context, findings, places);
    }
}

fn read<'t>(context: &Context<'_>, element: ElementRef<'_>, names: &Names<'t>, places: &mut [Vec<(Span, &'t str)>]) {
    for item in FIELDS.iter().filter_map(|key| element.field(key)).flat_map(|field| field.items()) {
        let (Datum::Text(text) | Datum::Markdown(text)) = &item.datum else { continue };
        for found in names.find(text) {
            let span = place(context, item.span, text, &found.range);
            if let Some(places) = places.get_mut(found.group) {
                places.push((span, found.name));
            }
        }
    }
}

/// Where a part of a text stands in its file; where the notation writes the text otherwise, the first place that reads the same.
fn place(context: &Context<'_>, whole: Span, text: &Str, part: &Range<usize>) -> Span {
    if let Some(place) = text.place() {
        return Span::new(whole.source, place.start + part.start, place.start + part.end);
    }
    let found = text.get(part.clone()).and_then(|part| Some((context.written(whole).find(part)?, part.len())));
    found.map_or(whole, |(at, length)| whole.sub(at, at + length))
}

/// The names under which the base describes something.
struct Known {
    /// Folded names of metrics and terms, and of methods that studies name in vain.
    names: FxHashSet<String>,
    /// Folded names of methods.
    methods: Vec<String>,
}

impl Known {
    fn of(context: &Context<'_>) -> Known {
        let mut known = Known { names: FxHashSet::default(), methods: Vec::new() };
        for kind in ["metric", "term"] {
            known.names.extend(context.of_kind(kind).filter(in_use).flat_map(names_of));
        }
        known.names.extend(context.of_kind("metric").filter(in_use).flat_map(measures));
        known.methods.extend(context.of_kind("method").filter(in_use).flat_map(names_of));
        let studies = context.of_kind("study").filter_map(|study| study.field("method"));
        let vain = studies.flat_map(|field| field.references()).filter(|reference| reference.target().is_none());
        known.methods.extend(vain.map(|reference| fold(reference.text())));
        known
    }

    /// Whether a method of this name is described: under it, or under a longer or a shorter one (`Tagebuchstudie über zwei
    /// Wochen`, `Diary`).
    fn holds(&self, name: &str) -> bool {
        let name = fold(name);
        let is_same = |method: &String| {
            method == &name
                || (name.len() >= SHORTEST && method.contains(&name))
                || (method.len() >= SHORTEST && name.starts_with(method.as_str()))
        };
        self.names.contains(&name) || self.methods.iter().any(is_same)
    }
}

/// How many letters a name has at least that may be part of another.
const SHORTEST: usize = 5;

fn in_use(element: &ElementRef<'_>) -> bool {
    !is_retired(*element)
}

fn names_of(element: ElementRef<'_>) -> Vec<String> {
    let aliases = element.texts("aliases").into_iter().map(|alias| fold(alias));
    [fold(element.key()), fold(element.name())].into_iter().chain(aliases).collect()
}

/// What the method of a metric is called: its word and its labels.
fn measures(metric: ElementRef<'_>) -> Vec<String> {
    let Some(field) = metric.field("method") else { return Vec::new() };
    let (Some(word), Scalar::Enum(variants)) = (field.word(), &field.field.ty.scalar) else { return Vec::new() };
    let variant = variants.iter().find(|variant| variant.word == word);
    variant
        .map(|variant| vec![fold(&variant.word), fold(&variant.label.en), fold(&variant.label.de)])
        .unwrap_or_default()
}

fn report(context: &Context<'_>, findings: &mut Findings<'_>, places: &[(Span, &str)]) {
    let [(first, name), others @ ..] = places else { return };
    let written = context.written(*first);
    let name = if fold(written) == fold(name) { written } else { name };
    let message = format!("`{name}` is named as a method, but the base describes no method of that name.");
    let mut finding = findings.at(*first, message).label("not described");
    for (other, _) in others.iter().take(5) {
        finding = finding.related(*other, "named here too");
    }
    findings.push(finding.help(help(context, name)));
}

fn help(context: &Context<'_>, name: &str) -> String {
    let methods: Vec<String> =
        context.some_of(&Kinds::Fixed(&["method"])).into_iter().map(|id| format!("`{id}`")).collect();
    let new = format!("write a `method` with the name \"{name}\" and its `purpose`");
    match methods.is_empty() {
        true => new,
        false => {
            format!("{new}, or add \"{name}\" to the `aliases` of the one that is meant: {}", joined(&methods, "or"))
        }
    }
}

const CX: &str = r#"method gespräch "Leitfadengespräch" {
  purpose: "Gründe verstehen, nicht Häufigkeiten zählen."
}

study verkostung "Warum Menschen verkosten" {
  summary: "Beim Laddering zeigt sich: Es geht um das Erzählen danach." // unknown-method
  method: gespräch
  at: 2026-06-11
}

pain sorten "Sortennamen, die nichts verraten" {
  cause: language
  severity: 3
}

opportunity worte "Worte, die man schmeckt" {
  addresses: [sorten]
  need: "Sich unter einer Sorte etwas vorstellen können."
  source: "zwei Fokusgruppen im Mai" // unknown-method
  description: """
    Das Laddering vom Juni sagt dasselbe, der NPS nicht. // unknown-method
    """
}
"#;

const CX_MENDED: &str = r#"method gespräch "Leitfadengespräch" {
  purpose: "Gründe verstehen, nicht Häufigkeiten zählen."
  aliases: ["Laddering"]
}

method fokusgruppe "Fokusgruppe mit Mitgliedern" {
  purpose: "Hören, wie Menschen miteinander über Kaffee reden."
}

metric empfehlung "Weiterempfehlung" {
  class: brand
  method: nps
  unit: points
}

study verkostung "Warum Menschen verkosten" {
  summary: "Beim Laddering zeigt sich: Es geht um das Erzählen danach."
  method: gespräch
  at: 2026-06-11
}

pain sorten "Sortennamen, die nichts verraten" {
  cause: language
  severity: 3
}

opportunity worte "Worte, die man schmeckt" {
  addresses: [sorten]
  need: "Sich unter einer Sorte etwas vorstellen können."
  source: "zwei Fokusgruppen im Mai"
  description: """
    Das Laddering vom Juni sagt dasselbe, der NPS nicht.
    """
}
"#;

const YAML: &str = r#"methods:
  diary:
    name: Diary over weeks
    purpose: See a journey of months while it happens.
studies:
  thirty-weeks:
    summary: A diary study with fourteen learners, ended by card sorting. # unknown-method
    method: diary
    at: 2026-05-04
feedback:
  lottery:
    at: 2026-09-02
    quote: My wife calls it my lottery.
    source: Day of contextual enquiry at the centre # unknown-method
    decision: accepted
"#;

const YAML_MENDED: &str = r#"methods:
  diary:
    name: Diary over weeks
    purpose: See a journey of months while it happens.
  card-sorting:
    purpose: Learn which things belong together in people's minds.
  contextual-inquiry:
    purpose: See what people do instead of what they say they do.
studies:
  thirty-weeks:
    summary: A diary study with fourteen learners, ended by card sorting.
    method: diary
    at: 2026-05-04
feedback:
  lottery:
    at: 2026-09-02
    quote: My wife calls it my lottery.
    source: Day of contextual enquiry at the centre
    decision: accepted
"#;
