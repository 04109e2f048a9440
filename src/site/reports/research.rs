//! The research register: studies and who rests on them, experiments and what came of them, and how much is still assumed.

use std::cmp::Reverse;

use minijinja::{Value, context};

use super::table::{Column, Table};
use super::{Empty, Group, Reading, Report, cells, listed};
use crate::model::{ElementId, ElementRef};
use crate::present::format;
use crate::schema::Label;
use crate::site::base::Base;
use crate::site::escape;
use crate::site::record::record;

pub(super) static REPORT: Report = Report {
    address: "reports/research",
    title: Label::new("Research register", "Forschungsregister"),
    question: Label::new(
        "What have we found out, who rests on it, and what do we merely assume?",
        "Was haben wir herausgefunden, wer stützt sich darauf, und was nehmen wir nur an?",
    ),
    group: Group::Research,
    template: "report.html",
    empty: Empty {
        help: Label::new(
            "Neither a study nor an experiment is registered yet. Register one, and cite it under `evidence` wherever something rests on it:",
            "Noch ist weder eine Studie noch ein Experiment eingetragen. Tragen Sie eine ein und nennen Sie sie überall dort unter `evidence`, wo sich etwas darauf stützt:",
        ),
        example: Label::new(
            "study diary-study-spring \"Diary study spring 2026\" {\n  method: diary-study\n  at: 2026-05-15\n  sample: 14\n}",
            "study tagebuch-fruehjahr \"Tagebuchstudie Frühjahr 2026\" {\n  method: tagebuchstudie\n  at: 2026-05-15\n  sample: 14\n}",
        ),
    },
    read,
};

const PER_PAGE: usize = 200;
/// Experiments and assumptions shown; how many more there are is said.
const EXPERIMENTS: usize = 100;
const ASSUMED: usize = 40;

static CITED: Label = Label::new("Cited by", "Zitiert von");
static UNCITED: Label = Label::new("nobody yet", "noch niemandem");
static RUNNING: Label = Label::new("no result yet", "noch kein Ergebnis");
static BASIS: Label = Label::new("What it rests on", "Worauf es beruht");
static UNSAID: Label = Label::new("not said", "nicht gesagt");
static KIND: Label = Label::new("Kind", "Art");
/// Kinds whose claims are about people, so that one asks what they rest on.
const ABOUT_PEOPLE: &[&str] = &["persona", "journey", "pain", "expectation"];

fn read(base: &Base<'_>) -> Option<Reading> {
    let mut studies: Vec<ElementRef<'_>> = in_use(base, "study").collect();
    studies.sort_by_cached_key(|study| (Reverse(study.date("at")), base.rank(*study)));
    let experiments: Vec<ElementRef<'_>> = in_use(base, "experiment").collect();
    let mut reading = listed(base, &REPORT, &studies, PER_PAGE, |part, from| {
        let mut sections = Vec::new();
        if !part.is_empty() {
            sections.push(context! { title => base.plural("study"), table => table(base, part) });
        }
        if from == 0 {
            sections.extend(experiment_section(base, &experiments));
            sections.push(basis_section(base));
        }
        record! { sections }
    });
    reading.count += experiments.len();
    Some(reading)
}

fn in_use<'b, 'm>(base: &'b Base<'m>, kind: &'static str) -> impl Iterator<Item = ElementRef<'m>> + use<'b, 'm> {
    base.of_kind(kind).filter(|element| element.status() != "retired")
}

fn table(base: &Base<'_>, studies: &[ElementRef<'_>]) -> Value {
    let columns = vec![
        Column::words(cells::kind(base, "study")),
        Column::words(cells::label(base, "study", "method")),
        Column::words(cells::label(base, "study", "at")),
        Column::number(cells::label(base, "study", "sample")),
        Column::words(base.label(&CITED)),
    ];
    let mut table = Table::new(base.plural("study"), columns);
    for study in studies {
        table.row(&[
            cells::named(base, *study),
            cells::field(base, *study, "method"),
            study.date("at").map(|date| cells::day(base, date)).unwrap_or_default(),
            cells::field(base, *study, "sample"),
            cited(base, *study),
        ]);
    }
    table.value()
}

/// Who names the study as evidence.
fn cited(base: &Base<'_>, study: ElementRef<'_>) -> String {
    let uses = study.backlinks().filter(|reference| reference.field().key == "evidence");
    let mut citing: Vec<ElementRef<'_>> = uses.map(|reference| reference.from()).collect();
    citing.sort_by_key(|element| (base.rank(element.root()), element.id()));
    citing.dedup();
    cells::or_missing(base, cells::links(base, &citing), &UNCITED)
}

fn experiment_section(base: &Base<'_>, all: &[ElementRef<'_>]) -> Option<Value> {
    let columns = vec![
        Column::words(cells::kind(base, "experiment")),
        Column::words(cells::label(base, "experiment", "hypothesis")),
        Column::words(cells::label(base, "experiment", "metric")),
        Column::words(cells::label(base, "experiment", "result")),
        Column::words(cells::label(base, "experiment", "decision")),
    ];
    let mut table = Table::new(base.plural("experiment"), columns);
    for experiment in all.iter().take(EXPERIMENTS) {
        table.row(&[
            cells::named(base, *experiment),
            cells::field(base, *experiment, "hypothesis"),
            cells::field(base, *experiment, "metric"),
            cells::or_missing(base, cells::field(base, *experiment, "result"), &RUNNING),
            cells::field(base, *experiment, "decision"),
        ]);
    }
    let further = all.len().checked_sub(EXPERIMENTS + 1).map(|more| base.words.further(more + 1));
    (!all.is_empty()).then(|| context! { title => base.plural("experiment"), table => table.value(), further })
}

/// For each kind that speaks of people, how many elements rest on what; and by name, those that rest on assumptions.
fn basis_section(base: &Base<'_>) -> Value {
    const WORDS: [&str; 3] = ["research", "mixed", "assumption"];
    let names: Vec<String> = WORDS.iter().map(|word| basis_label(base, word)).collect();
    let mut columns = vec![Column::words(base.label(&KIND))];
    columns.extend(names.iter().map(|name| Column::number(name)));
    columns.push(Column::number(base.label(&UNSAID)));
    let mut table = Table::new(base.label(&BASIS), columns);
    for kind in ABOUT_PEOPLE.iter().filter(|kind| base.of_kind(kind).next().is_some()) {
        let mut counts = [0; 4];
        for element in in_use(base, kind) {
            let at = element.word("basis").and_then(|word| WORDS.iter().position(|known| *known == word));
            if let Some(count) = counts.get_mut(at.unwrap_or(WORDS.len())) {
                *count += 1;
            }
        }
        let mut row = vec![escape::html(base.plural(kind))];
        row.extend(
            counts
                .iter()
                .map(|count| if *count == 0 { String::new() } else { format::number(f64::from(*count), &base.words) }),
        );
        table.row(&row);
    }
    context! { title => base.label(&BASIS), table => table.value(), list => assumed(base) }
}

/// The word `word` of the field `basis` as readers see it.
fn basis_label(base: &Base<'_>, word: &str) -> String {
    let field = crate::schema::Schema::common_fields().find(|field| field.key == "basis");
    let variants = match field.map(|field| &field.ty.scalar) {
        Some(crate::schema::Scalar::Enum(variants)) => variants.as_ref(),
        _ => &[],
    };
    variants
        .iter()
        .find(|variant| variant.word == word)
        .map(|variant| base.label(&variant.label).to_owned())
        .unwrap_or_default()
}

/// Links to the elements that rest on assumptions alone.
fn assumed(base: &Base<'_>) -> Option<Value> {
    let all: Vec<ElementId> = ABOUT_PEOPLE
        .iter()
        .flat_map(|kind| in_use(base, kind))
        .filter(|element| element.word("basis") == Some("assumption"))
        .map(ElementRef::id)
        .collect();
    let link = |id: &ElementId| Value::from_safe_string(base.link(base.model.element(*id), super::ROOT));
    let further = all.len().checked_sub(ASSUMED + 1).map(|more| base.words.further(more + 1));
    (!all.is_empty()).then(|| {
        context! { title => base.words.get("assumed"), links => all.iter().take(ASSUMED).map(link).collect::<Vec<_>>(), further }
    })
}
