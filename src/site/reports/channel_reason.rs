//! The matrix channel × contact reason: over which channels people get in touch, where it is settled, and what they would prefer.

use super::cross::{self, Cell, Frame};
use super::{Empty, Group, Reading, Report};
use crate::model::ElementRef;
use crate::present::format;
use crate::schema::Label;
use crate::site::base::Base;
use crate::site::pieces::ROOT;

pub(super) static REPORT: Report = Report {
    address: "reports/channels-by-reason",
    title: Label::new("Channel × contact reason", "Kanal × Kontaktanlass"),
    question: Label::new(
        "Over which channels do people get in touch, where is it settled, and which would they choose?",
        "Über welche Kanäle melden sich Menschen, wo wird ihr Anliegen gelöst, und welche würden sie wählen?",
    ),
    group: Group::Journeys,
    template: "matrix.html",
    empty: Empty {
        help: Label::new(
            "No contact reason leads to a channel yet. Say where a concern arises, where it is settled, and over which channels people would like to settle it:",
            "Noch führt kein Kontaktanlass zu einem Kanal. Sagen Sie, wo ein Anliegen entsteht, wo es gelöst wird und über welche Kanäle man es gern lösen würde:",
        ),
        example: Label::new(
            "contact_reason where-is-it \"Where is my order?\" {\n  arises_at: service-hotline\n  resolved_at: parcel-tracking\n  channels: [app, web]\n  volume: 3200\n}",
            "contact_reason wo-bleibt-es \"Wo bleibt mein Paket?\" {\n  arises_at: servicetelefon\n  resolved_at: sendungsverfolgung\n  channels: [app, web]\n  volume: 3200\n}",
        ),
    },
    read,
};

static RANGE: Label = Label::new("Contact reasons {from} to {to} of {n}.", "Kontaktanlässe {from} bis {to} von {n}.");
static ARISES: Label = Label::new("arises", "entsteht hier");
static SETTLED: Label = Label::new("is settled", "wird hier gelöst");
static WANTED: Label = Label::new("people would choose it", "gewünscht");
static GOOD: Label = Label::new("used and wanted", "genutzt und gewünscht");
static BAD: Label = Label::new("used though another is wanted", "genutzt, obwohl ein anderer gewünscht ist");
static MISSING: Label = Label::new("wanted, but not used", "gewünscht, aber nicht genutzt");
static PLAIN: Label = Label::new("used; no wish known", "genutzt, Wunsch nicht bekannt");
static MONTHLY: Label = Label::new("{n} a month", "{n} im Monat");

/// What a channel has to do with a reason.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Part {
    arises: bool,
    settled: bool,
    wanted: bool,
}

fn read(base: &Base<'_>) -> Option<Reading> {
    let reasons: Vec<ElementRef<'_>> = base
        .of_kind("contact_reason")
        .filter(|reason| reason.status() != "retired" && !parts_of(*reason).is_empty())
        .collect();
    let frame =
        Frame { report: &REPORT, caption: base.label(&REPORT.title), legend: legend(base), root: ROOT, range: &RANGE };
    let parts = cross::by_rows(&frame, base, &reasons, |reason| cells(base, reason));
    Some(Reading { count: reasons.len(), parts })
}

fn legend(base: &Base<'_>) -> String {
    let sign = |sign: &str, label: &Label| format!("<li><b>{sign}</b>{}</li>", base.label(label));
    let key = |class: &str, label: &Label| format!("<li><span class=\"k {class}\"></span>{}</li>", base.label(label));
    let signs = [sign("↗", &ARISES), sign("✓", &SETTLED), sign("♥", &WANTED)].concat();
    let keys = [key("f2", &GOOD), key("f-1", &BAD), key("fw", &MISSING), key("f0", &PLAIN)].concat();
    format!("<ul class=\"plain keys\">{signs}{keys}</ul>")
}

fn parts_of<'m>(reason: ElementRef<'m>) -> Vec<(ElementRef<'m>, Part)> {
    let mut parts: Vec<(ElementRef<'m>, Part)> = Vec::new();
    let mut add = |channels: Vec<ElementRef<'m>>, mark: fn(&mut Part)| {
        for channel in channels {
            let known = parts.iter().position(|(other, _)| *other == channel);
            if known.is_none() {
                parts.push((channel, Part::default()));
            }
            let at = known.unwrap_or(parts.len() - 1);
            if let Some((_, part)) = parts.get_mut(at) {
                mark(part);
            }
        }
    };
    let of = |key: &str| reason.target(key).map(|touchpoint| touchpoint.targets("channels")).unwrap_or_default();
    add(of("arises_at"), |part| part.arises = true);
    add(of("resolved_at"), |part| part.settled = true);
    add(reason.targets("channels"), |part| part.wanted = true);
    parts
}

fn cells<'m>(base: &Base<'m>, reason: ElementRef<'m>) -> Vec<(ElementRef<'m>, Cell)> {
    let parts = parts_of(reason);
    let wish_known = parts.iter().any(|(_, part)| part.wanted);
    let cell = |(channel, part): (ElementRef<'m>, Part)| (channel, cell(base, reason, part, wish_known));
    parts.into_iter().map(cell).collect()
}

fn cell(base: &Base<'_>, reason: ElementRef<'_>, part: Part, wish_known: bool) -> Cell {
    let signs = [(part.arises, "↗", &ARISES), (part.settled, "✓", &SETTLED), (part.wanted, "♥", &WANTED)];
    let given = || signs.iter().filter(|(given, ..)| *given);
    let (class, verdict) = match (part.arises || part.settled, part.wanted) {
        (true, true) => ("f2", &GOOD),
        (true, false) if wish_known => ("f-1", &BAD),
        (true, false) => ("f0", &PLAIN),
        (false, _) => ("fw", &MISSING),
    };
    let mut words: Vec<String> = given().map(|(_, _, label)| base.label(label).to_owned()).collect();
    words.push(base.label(verdict).to_owned());
    if let Some(volume) = reason.integer("volume") {
        words.push(base.label(&MONTHLY).replace("{n}", &format::number(volume as f64, &base.words)));
    }
    Cell {
        href: base.href(reason, ROOT),
        class,
        main: given().map(|(_, sign, _)| *sign).collect::<Vec<_>>().join(" "),
        small: String::new(),
        words: words.join(", "),
    }
}
