//! The home page: what this knowledge base holds, its journeys at a glance, and what needs care now.

use minijinja::{Value, context};

use super::base::Base;
use super::record::record;
use super::reports::Review;

use super::{Page, escape, kinds, lines, pieces, reports};
use crate::model::ElementRef;
use crate::present::format;
use crate::schema::KindId;

/// Journeys, personas and signature interactions shown; the lists have the others.
const JOURNEYS: usize = 12;
const PEOPLE: usize = 12;
const SIGNATURES: usize = 6;
/// Rows per column of what needs care.
const CARE: usize = 6;
/// Kinds whose counts stand at the top.
const TALLY: &[&str] = &["journey", "touchpoint", "persona", "signature", "term"];

/// The home page.
pub(super) fn page(base: &Base<'_>) -> Page {
    let journeys: Vec<ElementRef<'_>> = in_use(base, "journey");
    let people: Vec<ElementRef<'_>> = in_use(base, "persona");
    let more = |len: usize, shown: usize| (len > shown).then(|| format::number(len as f64, &base.words));
    let values = record! {
        title => base.name(),
        here => "index.html",
        lede => base.lede(),
        tally => tally(base),
        journeys_label => base.plural("journey"),
        journeys => journeys.iter().take(JOURNEYS).map(|journey| lines::row(base, *journey, None, "")).collect::<Vec<_>>(),
        journeys_more => more(journeys.len(), JOURNEYS),
        personas_label => base.plural("persona"),
        people => people.iter().take(PEOPLE).map(|persona| portrait(base, *persona)).collect::<Vec<_>>(),
        people_more => more(people.len(), PEOPLE),
        signatures_label => base.plural("signature"),
        signatures => in_use(base, "signature").into_iter().take(SIGNATURES).map(|signature| card(base, signature)).collect::<Vec<_>>(),
        care => vec![weakest(base), blind_spots(base), reviews(base)],
        inventory => inventory(base),
    };
    Page { path: "index.html".to_owned(), template: "home.html".to_owned(), root: "", values }
}

fn in_use<'m>(base: &Base<'m>, kind: &str) -> Vec<ElementRef<'m>> {
    base.of_kind(kind).filter(|element| element.status() != "retired").collect()
}

fn kind_id(base: &Base<'_>, kind: &str) -> Option<KindId> {
    base.model.schema.kind_named(kind)
}

fn tally(base: &Base<'_>) -> Vec<Value> {
    let figure = |kind: &&str| {
        let count = base.of_kind(kind).count();
        let id = kind_id(base, kind).filter(|_| count > 0)?;
        let href = if *kind == "signature" {
            "signatures.html".to_owned()
        } else {
            format!("{}/index.html", base.addresses.folder(id))
        };
        Some(context! { href, count => format::number(count as f64, &base.words), label => base.plural(kind) })
    };
    TALLY.iter().filter_map(figure).collect()
}

fn portrait(base: &Base<'_>, persona: ElementRef<'_>) -> Value {
    context! {
        href => base.href(persona, ""),
        name => base.named(persona),
        summary => base.said(persona, "summary"),
        initials => kinds::initials(persona.name()),
        picture => pieces::picture(base, persona, ""),
    }
}

fn card(base: &Base<'_>, signature: ElementRef<'_>) -> Value {
    context! {
        href => base.href(signature, ""),
        name => base.named(signature),
        why => base.said(signature, "why_remembered"),
        touchpoint => signature.target("touchpoint").map(|touchpoint| Value::from_safe_string(base.link(touchpoint, ""))),
    }
}

/// One column of what needs care.
fn column(base: &Base<'_>, label: &'static str, none: &'static str, all: usize, rows: Vec<Value>) -> Value {
    let further = all.checked_sub(rows.len()).filter(|more| *more > 0).map(|more| base.words.further(more));
    context! { label => base.words.get(label), none => base.words.get(none), rows, further }
}

fn weakest(base: &Base<'_>) -> Value {
    let journeys = in_use(base, "journey");
    let steps = journeys.iter().filter_map(|journey| base.journey(*journey)).flat_map(|journey| journey.steps.iter());
    let mut unhappy: Vec<(i64, ElementRef<'_>)> =
        steps.filter_map(|step| Some((step.feelings.lowest().filter(|value| *value < 0)?, step.element))).collect();
    unhappy.sort_by_key(|(value, step)| (*value, base.rank(step.root()), step.id()));
    let row = |(value, step): &(i64, ElementRef<'_>)| {
        context! { href => base.href(*step, ""), name => base.named(*step), note => base.named(step.root()), number => format::signed(*value) }
    };
    let rows = unhappy.iter().take(CARE).map(row).collect();
    column(base, "weakest_links", "weakest_none", unhappy.len(), rows)
}

/// Touchpoints that people pass on a journey while nobody measures what happens there.
fn blind_spots(base: &Base<'_>) -> Value {
    let mut blind: Vec<(usize, ElementRef<'_>)> = in_use(base, "touchpoint")
        .into_iter()
        .filter(|touchpoint| !kinds::is_measured(*touchpoint))
        .map(|touchpoint| (journeys_through(touchpoint), touchpoint))
        .filter(|(journeys, _)| *journeys > 0)
        .collect();
    blind.sort_by_key(|(journeys, touchpoint)| (std::cmp::Reverse(*journeys), base.rank(*touchpoint)));
    let row = |(journeys, touchpoint): &(usize, ElementRef<'_>)| {
        let note = format!(
            "{}, {}",
            base.words.counted(("in_journeys_1", "in_journeys_n"), *journeys),
            base.words.get("not_measured")
        );
        context! { href => base.href(*touchpoint, ""), name => base.named(*touchpoint), note }
    };
    let rows = blind.iter().take(CARE).map(row).collect();
    column(base, "blind_spots", "blind_spots_none", blind.len(), rows)
}

fn journeys_through(touchpoint: ElementRef<'_>) -> usize {
    let mut journeys: Vec<_> = kinds::visits(touchpoint).map(|step| step.root().id()).collect();
    journeys.sort_unstable();
    journeys.dedup();
    journeys.len()
}

/// The reviews that are promised next. Which of them are overdue depends on the day on which somebody reads.
fn reviews(base: &Base<'_>) -> Value {
    let row = |review: &Review| {
        let element = review.element(base);
        let owner = element.target("owner").map(|owner| base.name_html(owner));
        let note =
            owner.into_iter().chain([escape::html(base.label(&element.kind().label))]).collect::<Vec<_>>().join(" · ");
        let due = review.due.map_or_else(|| base.words.get("never_reviewed").to_owned(), |due| reports::due(base, due));
        context! { href => base.href(element, ""), name => base.named(element), note => Value::from_safe_string(note), number => Value::from_safe_string(due) }
    };
    let rows = base.reviews().iter().take(CARE).map(row).collect();
    column(base, "reviews_next", "reviews_next_none", base.reviews().len(), rows)
}

/// Every kind with its number of elements; kinds without any come last, so that one sees what could still be written.
fn inventory(base: &Base<'_>) -> Vec<Value> {
    let mut kinds: Vec<_> = base.kinds().collect();
    kinds.sort_by_key(|(_, _, list)| list.is_empty());
    let row = |(id, kind, list): (KindId, &crate::schema::Kind, &[crate::model::ElementId])| {
        context! {
            href => format!("{}/index.html", base.addresses.folder(id)),
            label => base.label(&kind.label_plural),
            count => format::number(list.len() as f64, &base.words),
        }
    };
    kinds.into_iter().map(row).collect()
}
