//! Translations: how much of the knowledge base is told in each language, what is missing, and what was made from an earlier text.

use std::collections::BTreeMap;

use minijinja::{Value, context};

use super::table::{Column, Table};
use super::{Empty, Group, Reading, Report};
use crate::config::translations::Record;
use crate::model::ElementId;
use crate::present::format;
use crate::schema::{KindId, Label, Language};
use crate::site::base::Base;
use crate::site::pieces::ROOT;
use crate::site::record::record;
use crate::site::{escape, pages};
use crate::translation::{self, State, Translation};

pub(super) static REPORT: Report = Report {
    address: "reports/translations",
    title: Label::new("Translations", "Übersetzungen"),
    question: Label::new(
        "What can readers of the other language not read yet, and what says something else than the original?",
        "Was können Menschen mit anderer Sprache noch nicht lesen, und was sagt dort etwas anderes als das Original?",
    ),
    group: Group::Quality,
    template: "report.html",
    empty: Empty {
        help: Label::new(
            "Every text is translated, and no translation is known to be outdated. With this file in place, changes are noticed: \
             touchbase translations --update",
            "Jeder Text ist übersetzt, und von keiner Übersetzung ist bekannt, dass sie veraltet ist. Damit Änderungen auffallen: \
             touchbase translations --update",
        ),
        example: Label::new("", ""),
    },
    read,
};

static LANGUAGE: Label = Label::new("Language", "Sprache");
static TRANSLATED: Label = Label::new("Translated", "Übersetzt");
static MISSING: Label = Label::new("Missing", "Fehlt");
static OUTDATED: Label = Label::new("Outdated", "Veraltet");
static BY_KIND: Label = Label::new("By kind", "Nach Art");
static OPEN: Label = Label::new("Still to do", "Noch zu tun");

/// Elements listed per page.
const PER_PAGE: usize = 500;

/// How many texts there are, how many of them are missing, how many outdated.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    all: usize,
    missing: usize,
    outdated: usize,
}

/// An element with its gaps in a language.
struct Row {
    element: ElementId,
    language: Language,
    missing: Vec<String>,
    outdated: Vec<String>,
}

fn read(base: &Base<'_>) -> Option<Reading> {
    let model = base.input.model;
    if model.languages().len() < 2 {
        return None;
    }
    let (record, _) = Record::of(base.input.sources);
    let all = translation::all(model, record.as_ref());
    let mut counts: BTreeMap<(KindId, Language), Count> = BTreeMap::new();
    for one in &all {
        counts.entry((one.element.root().kind_id(), one.language)).or_default().add(one.state);
    }
    let mut rows = rows(base, &all);
    let order = |row: &Row| {
        let element = base.model.element(row.element);
        (row.outdated.is_empty(), base.rank(element.root()), row.element, row.language)
    };
    rows.sort_by_key(order);
    let counted = context! { title => base.label(&BY_KIND), table => counts_table(base, &counts) };
    let part = |part: usize| {
        let table = rows_table(base, pages::part(&rows, part, PER_PAGE));
        let open = context! { title => base.label(&OPEN), table };
        record! {
            range => pages::range(&base.words, rows.len(), part, PER_PAGE),
            sections => if part == 0 { vec![counted.clone(), open] } else { vec![open] },
            pages => REPORT.pages(rows.len(), part, PER_PAGE),
        }
    };
    let parts = (0..pages::parts(rows.len(), PER_PAGE)).map(part).collect();
    Some(Reading { count: rows.len(), parts })
}

impl Count {
    fn add(&mut self, state: State) {
        self.all += 1;
        self.missing += usize::from(state == State::Missing);
        self.outdated += usize::from(state == State::Outdated);
    }
}

fn rows(base: &Base<'_>, all: &[Translation<'_>]) -> Vec<Row> {
    let same = |a: &Translation<'_>, b: &Translation<'_>| a.element == b.element && a.language == b.language;
    let row = |group: &[Translation<'_>]| {
        let first = group.first()?;
        let labels = |state: State| -> Vec<String> {
            let found = group.iter().filter(|one| one.state == state);
            found.map(|one| base.field_label(one.field).to_owned()).collect()
        };
        let (missing, outdated) = (labels(State::Missing), labels(State::Outdated));
        let row = Row { element: first.element.id(), language: first.language, missing, outdated };
        (!row.missing.is_empty() || !row.outdated.is_empty()).then_some(row)
    };
    all.chunk_by(same).filter_map(row).collect()
}

/// What a language is called.
fn language(base: &Base<'_>, language: Language) -> &'static str {
    match language.code() {
        "de" => base.words.get("language_de"),
        "en" => base.words.get("language_en"),
        code => code,
    }
}

/// A row for each kind and language.
fn counts_table(base: &Base<'_>, counts: &BTreeMap<(KindId, Language), Count>) -> Value {
    let number = |count: usize| format::number(count as f64, &base.words);
    let columns = vec![
        Column::words(base.words.get("kind")),
        Column::words(base.label(&LANGUAGE)),
        Column::number(base.label(&TRANSLATED)),
        Column::number(base.label(&MISSING)),
        Column::number(base.label(&OUTDATED)),
    ];
    let mut table = Table::new(base.label(&BY_KIND), columns);
    for ((kind, code), count) in counts {
        table.row(&[
            escape::html(base.label(&base.model.schema.kind(*kind).label_plural)),
            language(base, *code).to_owned(),
            format!("{} {} {}", number(count.all - count.missing), base.words.get("of"), number(count.all)),
            number(count.missing),
            number(count.outdated),
        ]);
    }
    table.value()
}

fn rows_table(base: &Base<'_>, rows: &[Row]) -> Value {
    let columns = vec![
        Column::words(base.words.get("page")),
        Column::words(base.label(&LANGUAGE)),
        Column::words(base.label(&MISSING)),
        Column::words(base.label(&OUTDATED)),
    ];
    let mut table = Table::new(base.label(&OPEN), columns);
    for row in rows {
        let element = base.model.element(row.element);
        let root = match element.parent() {
            Some(_) => format!("<br><span class=\"soft\">{}</span>", base.name_html(element.root())),
            None => String::new(),
        };
        table.row(&[
            base.link(element, ROOT) + &root,
            language(base, row.language).to_owned(),
            escape::html(&row.missing.join(", ")),
            escape::html(&row.outdated.join(", ")),
        ]);
    }
    table.value()
}
