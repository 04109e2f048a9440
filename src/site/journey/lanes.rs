//! The lanes of a journey: what is to be said of each step, lane by lane, as pieces of text that know where they lead.
//!
//! Pages make tables of them, the story lines, the picture wrapped text. Knows neither HTML nor SVG. Feelings are no lane of text:
//! they are drawn, see `curve.rs`.

use std::borrow::Cow;

use crate::model::{ElementRef, FieldRef, ReferenceRef};
use crate::present::{Book, Journey, Step, plain};

/// A part of the map, from the customer's side to the work nobody sees; lines part them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Zone {
    /// What the person does, meets, thinks.
    Customer,
    /// What people and screens do before her eyes: beyond the line of interaction.
    Front,
    /// What happens out of sight: beyond the line of visibility.
    Back,
    /// What supports those who do the work: beyond the line of internal interaction.
    Support,
}

impl Zone {
    /// The key of the word for the line above the zone.
    pub(super) fn line(self) -> Option<&'static str> {
        match self {
            Zone::Customer => None,
            Zone::Front => Some("line_interaction"),
            Zone::Back => Some("line_visibility"),
            Zone::Support => Some("line_internal"),
        }
    }
}

/// One row of the map.
pub(super) struct Lane<'m> {
    /// By which it is shown and hidden.
    pub(super) key: &'static str,
    /// What it is called.
    pub(super) label: &'static str,
    pub(super) zone: Zone,
    /// What it says of each step.
    pub(super) cells: Vec<Cell<'m>>,
}

/// What one lane says of one step.
pub(super) type Cell<'m> = Vec<Piece<'m>>;

/// A piece of a cell.
pub(super) struct Piece<'m> {
    pub(super) text: Cow<'m, str>,
    pub(super) to: To<'m>,
    pub(super) look: Look<'m>,
    /// The language of the text where it is not that of the page.
    pub(super) lang: Option<&'m str>,
}

/// Where a piece leads.
#[derive(Clone, Copy)]
pub(super) enum To<'m> {
    Nowhere,
    Element(ElementRef<'m>),
    /// A reference as it is written; it may lead nowhere.
    Reference(ReferenceRef<'m>),
    /// A journey that unfolds in place.
    Sub(ReferenceRef<'m>),
}

/// How a piece looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look<'m> {
    Plain,
    /// The words of a person.
    Voice,
    /// Beside the point.
    Soft,
    /// A mark with a sign of its own, by its class.
    Mark(&'m str),
    /// A place where work goes wrong.
    Fail,
}

impl<'m> Piece<'m> {
    fn new(text: impl Into<Cow<'m, str>>, look: Look<'m>) -> Piece<'m> {
        Piece { text: text.into(), to: To::Nowhere, look, lang: None }
    }

    fn link(element: ElementRef<'m>) -> Piece<'m> {
        Piece {
            text: element.name().as_str().into(),
            to: To::Element(element),
            look: Look::Plain,
            lang: element.name_lang(),
        }
    }

    fn reference(reference: ReferenceRef<'m>) -> Piece<'m> {
        let text = reference.target().map_or(reference.text().as_ref(), |target| target.name().as_str());
        Piece { text: text.into(), to: To::Reference(reference), look: Look::Plain, lang: None }
    }
}

/// A lane before it is read: key, key of its word, zone, and what it says of a step.
type Row<'m> = (&'static str, &'static str, Zone, fn(&Book<'m>, &Step<'m>) -> Cell<'m>);

/// The lanes of the journey map in which any step has something to say.
pub(super) fn of_map<'m>(book: &Book<'m>, journey: &Journey<'m>) -> Vec<Lane<'m>> {
    let rows: [Row<'m>; 10] = [
        ("marks", "lane_marks", Zone::Customer, marks),
        ("touchpoint", "lane_touchpoint", Zone::Customer, place),
        ("thought", "lane_thought", Zone::Customer, thought),
        ("expects", "lane_expects", Zone::Customer, expects),
        ("pains", "lane_pains", Zone::Customer, pains),
        ("effort", "lane_effort", Zone::Customer, effort),
        ("front", "lane_front", Zone::Front, front),
        ("backstage", "lane_backstage", Zone::Back, unseen),
        ("systems", "lane_systems", Zone::Back, systems),
        ("teams", "lane_teams", Zone::Back, teams),
    ];
    read(book, journey, &rows)
}

/// The lanes of a service blueprint, after Shostack.
pub(super) fn of_blueprint<'m>(book: &Book<'m>, journey: &Journey<'m>) -> Vec<Lane<'m>> {
    let rows: [Row<'m>; 8] = [
        ("touchpoint", "lane_evidence", Zone::Customer, place),
        ("effort", "lane_effort", Zone::Customer, effort),
        ("marks", "lane_marks", Zone::Customer, marks),
        ("front", "lane_front", Zone::Front, front),
        ("backstage", "lane_backstage", Zone::Back, backstage),
        ("support", "lane_support", Zone::Support, support),
        ("systems", "lane_systems", Zone::Support, systems),
        ("teams", "lane_teams", Zone::Support, teams),
    ];
    read(book, journey, &rows)
}

fn read<'m>(book: &Book<'m>, journey: &Journey<'m>, rows: &[Row<'m>]) -> Vec<Lane<'m>> {
    let lane = |(key, label, zone, cell): &Row<'m>| {
        let cells: Vec<Cell<'m>> = journey.steps.iter().map(|step| cell(book, step)).collect();
        let says = cells.iter().any(|cell| !cell.is_empty());
        says.then(|| Lane { key, label: book.words.get(label), zone: *zone, cells })
    };
    rows.iter().filter_map(lane).collect()
}

/// What stands out in a step.
pub(super) fn marks<'m>(book: &Book<'m>, step: &Step<'m>) -> Cell<'m> {
    let words = &book.words;
    let mut marks = Vec::new();
    if let Some(field) = step.element.field("moment") {
        marks.push(Piece::new(plain::one_word(book, field), Look::Mark(field.word().unwrap_or_default())));
    }
    for signature in step.signatures() {
        marks.push(Piece { look: Look::Mark("sign"), ..Piece::link(signature) });
    }
    if step.media_break {
        marks.push(Piece::new(words.get("break"), Look::Mark("break")));
    }
    if let Some(after) = step.hand_over {
        let text = format!("{}: {}", words.get("hand_over"), after.name());
        marks.push(Piece::new(text, Look::Mark("hand")));
    }
    if step.element.flag("optional") == Some(true) {
        marks.push(Piece::new(words.get("optional"), Look::Mark("free")));
    }
    marks
}

/// Where a step takes place: its touchpoint or sub-journey, and the channels.
pub(super) fn place<'m>(_: &Book<'m>, step: &Step<'m>) -> Cell<'m> {
    let touchpoints = step.element.field("touchpoint").into_iter().flat_map(|field| field.references());
    let mut cell: Cell<'m> = touchpoints.map(Piece::reference).collect();
    for reference in step.element.field("journey").into_iter().flat_map(|field| field.references()) {
        cell.push(Piece { to: To::Sub(reference), ..Piece::reference(reference) });
    }
    let channels: Vec<&str> = step.channels().into_iter().map(|channel| channel.name().as_str()).collect();
    if !channels.is_empty() {
        cell.push(Piece::new(channels.join(", "), Look::Soft));
    }
    cell
}

fn thought<'m>(_: &Book<'m>, step: &Step<'m>) -> Cell<'m> {
    said(step, "thought", Look::Voice)
}

fn expects<'m>(_: &Book<'m>, step: &Step<'m>) -> Cell<'m> {
    said(step, "expects", Look::Plain)
}

fn said<'m>(step: &Step<'m>, key: &str, look: Look<'m>) -> Cell<'m> {
    let field = step.element.field(key);
    let piece =
        |field: FieldRef<'m>| Some(Piece { lang: field.lang(), ..Piece::new(field.texts().next()?.as_str(), look) });
    field.and_then(piece).into_iter().collect()
}

fn pains<'m>(_: &Book<'m>, step: &Step<'m>) -> Cell<'m> {
    let references = step.element.field("pains").into_iter().flat_map(|field| field.references());
    references.map(Piece::reference).collect()
}

/// Effort and duration.
pub(super) fn effort<'m>(book: &Book<'m>, step: &Step<'m>) -> Cell<'m> {
    let words = &book.words;
    let effort = step.element.integer("effort");
    let effort = effort.map(|effort| format!("{} {effort} {}", words.get("effort"), words.get("of_5")));
    let length = step.length().map(|length| plain::length(book, length));
    [effort, length].into_iter().flatten().map(|text| Piece::new(text, Look::Plain)).collect()
}

/// What happens before the person's eyes: who serves her, and the work she sees.
fn front<'m>(book: &Book<'m>, step: &Step<'m>) -> Cell<'m> {
    let staff = step.staff().map(|staff| Piece {
        text: format!("{}: {}", book.words.get("in_person"), staff.name()).into(),
        ..Piece::link(staff)
    });
    staff.into_iter().chain(layer(step, |layer| layer == "frontstage")).collect()
}

fn unseen<'m>(_: &Book<'m>, step: &Step<'m>) -> Cell<'m> {
    layer(step, |layer| layer != "frontstage").collect()
}

fn backstage<'m>(_: &Book<'m>, step: &Step<'m>) -> Cell<'m> {
    with_fail_points(step, |layer| !matches!(layer, "frontstage" | "support"))
}

fn support<'m>(_: &Book<'m>, step: &Step<'m>) -> Cell<'m> {
    with_fail_points(step, |layer| layer == "support")
}

/// The processes of a step whose layer is wanted.
fn layer<'m>(step: &Step<'m>, wanted: fn(&str) -> bool) -> impl Iterator<Item = Piece<'m>> + use<'m> {
    let processes = step.processes().into_iter();
    processes.filter(move |process| wanted(process.word("layer").unwrap_or_default())).map(Piece::link)
}

/// The same, with the places where the work goes wrong.
fn with_fail_points<'m>(step: &Step<'m>, wanted: fn(&str) -> bool) -> Cell<'m> {
    let processes = step.processes().into_iter();
    let wanted = processes.filter(|process| wanted(process.word("layer").unwrap_or_default()));
    let pieces = wanted.flat_map(|process| {
        let fails = process.texts("fail_points").into_iter().map(|text| Piece::new(text.as_str(), Look::Fail));
        std::iter::once(Piece::link(process)).chain(fails)
    });
    pieces.collect()
}

fn systems<'m>(_: &Book<'m>, step: &Step<'m>) -> Cell<'m> {
    step.systems().into_iter().map(Piece::link).collect()
}

fn teams<'m>(_: &Book<'m>, step: &Step<'m>) -> Cell<'m> {
    step.teams().into_iter().map(Piece::link).collect()
}
