//! Partners: who serves our customers on our behalf, on what terms, and how what they hear comes back.

use minijinja::{Value, context};

use super::table::{Column, Table};
use super::{Empty, Group, Reading, Report, cells, listed};
use crate::model::ElementRef;
use crate::schema::Label;
use crate::site::base::Base;
use crate::site::kinds;
use crate::site::record::record;

pub(super) static REPORT: Report = Report {
    address: "reports/partners",
    title: Label::new("Partners", "Partner"),
    question: Label::new(
        "Who serves people on our behalf, on what terms, and how does what they hear reach us?",
        "Wer dient den Menschen in unserem Namen, zu welchen Bedingungen, und wie erreicht uns, was sie hören?",
    ),
    group: Group::Journeys,
    template: "report.html",
    empty: Empty {
        help: Label::new(
            "No partner is written down yet. Describe one, and name it as `operator` of the touchpoints it runs:",
            "Noch ist kein Partner aufgeschrieben. Beschreiben Sie einen und nennen Sie ihn als `operator` der Touchpoints, die er betreibt:",
        ),
        example: Label::new(
            "partner nightline \"Nightline\" {\n  sla: \"80 % of calls answered within 20 seconds\"\n  insight_path: \"Weekly call with the service team\"\n  insight_delay: 1w\n}",
            "partner nachtlinie \"Nachtlinie\" {\n  sla: \"80 % der Anrufe binnen 20 Sekunden angenommen\"\n  insight_path: \"Wöchentliches Gespräch mit dem Service\"\n  insight_delay: 1w\n}",
        ),
    },
    read,
};

const PER_PAGE: usize = 200;

static SERVES: Label = Label::new("Serves at", "Dient an");
static NOWHERE: Label = Label::new("nowhere yet", "noch nirgends");
static UNAGREED: Label = Label::new("nothing agreed", "nichts vereinbart");
static NO_WAY: Label = Label::new("no way back", "kein Rückweg");

fn read(base: &Base<'_>) -> Option<Reading> {
    let partners: Vec<ElementRef<'_>> =
        base.of_kind("partner").filter(|partner| partner.status() != "retired").collect();
    Some(listed(
        base,
        &REPORT,
        &partners,
        PER_PAGE,
        |part, _| record! { sections => vec![context! { table => table(base, part) }] },
    ))
}

fn table(base: &Base<'_>, partners: &[ElementRef<'_>]) -> Value {
    let label = |key| cells::label(base, "partner", key);
    let columns = vec![
        Column::words(cells::kind(base, "partner")),
        Column::words(base.label(&SERVES)),
        Column::words(label("sla")),
        Column::words(label("insight_path")),
        Column::words(label("insight_delay")),
    ];
    let mut table = Table::new(base.label(&REPORT.title), columns);
    for partner in partners {
        let field = |key: &str| cells::field(base, *partner, key);
        table.row(&[
            cells::named(base, *partner),
            serves(base, *partner),
            cells::or_missing(base, field("sla"), &UNAGREED),
            cells::or_missing(base, field("insight_path"), &NO_WAY),
            field("insight_delay"),
        ]);
    }
    table.value()
}

/// The touchpoints a partner runs, and on how many journeys people meet it there.
fn serves(base: &Base<'_>, partner: ElementRef<'_>) -> String {
    let uses = partner.backlinks().filter(|reference| reference.field().key == "operator");
    let mut touchpoints: Vec<ElementRef<'_>> =
        uses.map(|reference| reference.from()).filter(|from| from.status() != "retired").collect();
    touchpoints.sort_by_key(|touchpoint| (base.rank(*touchpoint), touchpoint.id()));
    touchpoints.dedup();
    let mut journeys: Vec<_> =
        touchpoints.iter().flat_map(|place| kinds::visits(*place)).map(|step| step.root().id()).collect();
    journeys.sort_unstable();
    journeys.dedup();
    let on = (!journeys.is_empty()).then(|| base.words.counted(("in_journeys_1", "in_journeys_n"), journeys.len()));
    cells::or_missing(base, cells::links(base, &touchpoints), &NOWHERE) + &cells::noted(on.as_deref())
}
