//! What the page of a journey has beyond other pages: verdict, map (stages × lanes) and the story step by step.

use minijinja::{Value, context};

use super::base::Base;
use super::pieces::{ROOT, feeling};
use super::record::{Record, record};
use super::values;
use super::{curve, escape};
use crate::model::{ElementRef, FieldRef};
use crate::present::{Journey, Stage, Step, Voice, anchor, duration, format, plain};

/// Fields of a step that the story shows in a way of their own.
const TOLD: &[&str] = &[
    "name",
    "summary",
    "description",
    "formerly",
    "image",
    "touchpoint",
    "journey",
    "channel",
    "thought",
    "emotion",
    "effort",
    "duration",
    "moment",
    "optional",
];

/// The values that `journey.html` needs beside those of every element.
pub(super) fn more(base: &Base<'_>, element: ElementRef<'_>) -> Record {
    let Some(journey) = base.journey(element) else { return record! {} };
    let personas: Vec<String> = element
        .field("personas")
        .into_iter()
        .flat_map(|field| field.references())
        .map(|reference| values::reference(base, reference, ROOT))
        .collect();
    record! {
        personas => Value::from_safe_string(base.words.sentence(&personas)),
        verdict => verdict(base, journey),
        map => (!journey.steps.is_empty()).then(|| map(base, journey)),
    }
}

/// One figure of the verdict, unless there is nothing to say.
fn figure(label: &str, value: Option<String>, note: String) -> Option<Value> {
    let (value, note) = (Value::from_safe_string(value?), Value::from_safe_string(note));
    Some(context! { label, value, note })
}

/// The journey judged: its weakest link first.
fn verdict(base: &Base<'_>, journey: &Journey<'_>) -> Vec<Value> {
    let words = &base.words;
    let place = |(step, _): &(&Step<'_>, i64)| step_link(base, step.element);
    let (weakest, peak, hardest) = (journey.weakest(), journey.peak(), journey.hardest());
    let (own, known) = journey.own_share();
    let steps = words.counted(("steps_1", "steps_n"), journey.steps.len());
    let figures = [
        figure(
            words.get("weakest_link"),
            weakest.as_ref().map(place),
            weakest.map(|(_, value)| feeling(base, value)).unwrap_or_default(),
        ),
        figure(
            words.get("peak"),
            peak.as_ref().map(|(_, value)| format::signed(*value)),
            peak.as_ref().map(place).unwrap_or_default(),
        ),
        figure(words.get("end"), journey.end().map(format::signed), words.get("end_weakest").to_owned()),
        figure(words.get("duration"), journey.length().map(|length| plain::length(base, length)), steps),
        figure(
            words.get("effort"),
            hardest.as_ref().map(|(_, effort)| format!("{effort} {}", words.get("of_5"))),
            hardest.as_ref().map(place).unwrap_or_default(),
        ),
        figure(
            words.get("channels"),
            Some(journey.channels()).filter(|n| *n > 0).map(|n| n.to_string()),
            words.counted(("breaks_1", "breaks_n"), journey.media_breaks()),
        ),
        figure(
            words.get("own_touchpoints"),
            (known > 0).then(|| format!("{own} {} {known}", words.get("of"))),
            String::new(),
        ),
    ];
    figures.into_iter().flatten().collect()
}

/// A link to a step of the same page.
fn step_link(base: &Base<'_>, step: ElementRef<'_>) -> String {
    format!("<a href=\"#{}\">{}</a>", base.anchor(step), escape::html(step.name()))
}

fn map(base: &Base<'_>, journey: &Journey<'_>) -> Value {
    let marks: Vec<Value> = journey.steps.iter().map(|step| Value::from_safe_string(marks(base, step))).collect();
    let steps: Vec<Value> = journey.steps.iter().zip(&marks).map(|(step, marks)| head(base, step, marks)).collect();
    let stages: Vec<Value> = journey.stages.iter().map(|stage| stage_value(base, journey, stage, &marks)).collect();
    let legend: Vec<Value> = journey
        .voices
        .iter()
        .enumerate()
        .map(|(style, voice)| {
            context! { key => Value::from_safe_string(curve::key(style)), name => voice_name(base, voice) }
        })
        .collect();
    context! { steps, stages, legend, legend_label => base.plural("persona"), lanes => lanes(base, journey) }
}

/// Who a voice is: its personas, or everybody.
fn voice_name(base: &Base<'_>, voice: &Voice<'_>) -> String {
    if voice.personas.is_empty() {
        return base.words.get("everybody").to_owned();
    }
    voice.personas.iter().map(|persona| persona.name().as_str()).collect::<Vec<_>>().join(" · ")
}

fn head(base: &Base<'_>, step: &Step<'_>, marks: &Value) -> Value {
    let name = base.hyphens.text(step.element.name());
    context! { anchor => base.anchor(step.element).as_ref(), name, marks => marks.clone() }
}

/// What stands out in a step, as HTML.
fn marks(base: &Base<'_>, step: &Step<'_>) -> String {
    let mut marks = String::new();
    let mut mark = |class: &str, text: &str| {
        for piece in ["<span class=\"mark ", class, "\">", &escape::html(&base.hyphens.text(text)), "</span>"] {
            marks.push_str(piece);
        }
    };
    if let Some(field) = step.element.field("moment") {
        mark(field.word().unwrap_or_default(), &plain::one_word(base, field));
    }
    step.signatures().into_iter().for_each(|signature| mark("sign", signature.name()));
    if step.media_break {
        mark("break", base.words.get("break"));
    }
    if let Some(after) = step.hand_over {
        mark("hand", &format!("{}: {}", base.words.get("hand_over"), after.name()));
    }
    if step.element.flag("optional") == Some(true) {
        mark("free", base.words.get("optional"));
    }
    marks
}

/// The lanes in which any step has something to say.
fn lanes(base: &Base<'_>, journey: &Journey<'_>) -> Vec<Value> {
    let words = &base.words;
    let lane = |key: &str, label: &str, cell: &dyn Fn(&Step<'_>) -> String, edge: bool| {
        let cells: Vec<String> = journey.steps.iter().map(|step| base.hyphens.html(&cell(step))).collect();
        let empty = cells.iter().all(String::is_empty);
        (!empty).then(|| context! { key, label, short => label, cells => row(&cells), edge })
    };
    let emotion = journey.has_feelings().then(|| {
        let openings = openings(base, journey);
        let cells: Vec<String> = journey.steps.iter().map(|step| numbers(journey, step, &openings)).collect();
        let picture = curve::full(&curve::lines(journey), &curve::extremes(journey, words));
        let label = words.get("lane_emotion");
        context! { key => "emotion", label, short => label, curve => Value::from_safe_string(picture), cells => row(&cells) }
    });
    let backstage = lane("backstage", words.get("lane_backstage"), &|step| links(base, backstage(step)), false);
    let lanes = [
        lane("touchpoint", words.get("lane_touchpoint"), &|step| place(base, step, "<br>"), false),
        emotion,
        lane("thought", words.get("lane_thought"), &|step| said(step.element, "thought", "voice"), false),
        lane("expects", words.get("lane_expects"), &|step| said(step.element, "expects", ""), false),
        lane("pains", words.get("lane_pains"), &|step| field_links(base, step.element, "pains"), false),
        lane("effort", words.get("lane_effort"), &|step| effort(base, step.element, "<br>"), backstage.is_some()),
        backstage,
    ];
    lanes.into_iter().flatten().collect()
}

/// The cells of a lane as HTML.
fn row(cells: &[String]) -> Value {
    let mut html = String::with_capacity(cells.iter().map(|cell| cell.len() + 9).sum());
    for cell in cells {
        ["<td>", cell, "</td>"].iter().for_each(|piece| html.push_str(piece));
    }
    Value::from_safe_string(html)
}

/// Where a step takes place: its touchpoint or sub-journey, and the channels.
fn place(base: &Base<'_>, step: &Step<'_>, between: &str) -> String {
    let channels =
        step.channels().into_iter().map(|channel| escape::html(channel.name())).collect::<Vec<_>>().join(", ");
    let mut parts = Vec::new();
    for key in ["touchpoint", "journey"] {
        let references = step.element.field(key).into_iter().flat_map(|field| field.references());
        let sub = if key == "journey" { format!("{}: ", base.words.get("sub_journey")) } else { String::new() };
        parts.extend(references.map(|reference| format!("{sub}{}", values::reference(base, reference, ROOT))));
    }
    if !channels.is_empty() {
        parts.push(format!("<span class=\"soft\">{channels}</span>"));
    }
    parts.join(between)
}

/// What stands before the numbers of each voice: its point and its name.
fn openings(base: &Base<'_>, journey: &Journey<'_>) -> Vec<String> {
    let opening = |(style, voice): (usize, &Voice<'_>)| {
        let (point, name) = (curve::point(style), escape::html(&voice_name(base, voice)));
        format!("<span class=\"val\" data-part=\"line-{style}\">{point}<span class=\"vh\">{name}: </span>")
    };
    journey.voices.iter().enumerate().map(opening).collect()
}

fn numbers(journey: &Journey<'_>, step: &Step<'_>, openings: &[String]) -> String {
    let mut html = String::new();
    for (voice, opening) in journey.voices.iter().zip(openings) {
        let Some(value) = step.feelings.of_voice(voice) else { continue };
        for piece in [opening.as_str(), &format::signed(value), "</span>"] {
            html.push_str(piece);
        }
    }
    html
}

fn said(step: ElementRef<'_>, key: &str, class: &str) -> String {
    match step.text(key) {
        Some(text) if class.is_empty() => escape::html(text),
        Some(text) => format!("<span class=\"{class}\">{}</span>", escape::html(text)),
        None => String::new(),
    }
}

fn field_links(base: &Base<'_>, step: ElementRef<'_>, key: &str) -> String {
    let references = step.field(key).into_iter().flat_map(|field| field.references());
    listed(references.map(|reference| values::reference(base, reference, ROOT)).collect())
}

fn links(base: &Base<'_>, elements: Vec<ElementRef<'_>>) -> String {
    listed(elements.into_iter().map(|element| base.link(element, ROOT)).collect())
}

fn listed(items: Vec<String>) -> String {
    if items.is_empty() { String::new() } else { format!("<ul><li>{}</li></ul>", items.join("</li><li>")) }
}

/// The processes behind a step: its own and those of its touchpoint.
fn backstage<'m>(step: &Step<'m>) -> Vec<ElementRef<'m>> {
    let mut processes = step.element.targets("backstage");
    for process in step.touchpoint.map(|touchpoint| touchpoint.targets("backstage")).unwrap_or_default() {
        if !processes.contains(&process) {
            processes.push(process);
        }
    }
    processes
}

fn effort(base: &Base<'_>, step: ElementRef<'_>, between: &str) -> String {
    let effort = step
        .integer("effort")
        .map(|effort| format!("{} {effort} {}", base.words.get("effort"), base.words.get("of_5")));
    let length = duration(step).map(|length| plain::length(base, length));
    let parts: Vec<String> = [effort, length].into_iter().flatten().collect();
    parts.join(between)
}

fn stage_value(base: &Base<'_>, journey: &Journey<'_>, stage: &Stage<'_>, marks: &[Value]) -> Value {
    let steps = journey.steps.get(stage.steps.clone()).unwrap_or_default();
    let marks = marks.get(stage.steps.clone()).unwrap_or_default();
    let story = steps.iter().zip(marks).map(|(step, marks)| told(base, journey, step, marks));
    let kind = if stage.element.is("stage") {
        stage.element.field("kind").map(|field| plain::one_word(base, field))
    } else {
        None
    };
    context! {
        name => stage.element.name().as_str(),
        anchor => base.anchor(stage.element).as_ref(),
        steps => steps.len(),
        kind,
        story => story.collect::<Vec<_>>(),
    }
}

/// A step with everything that is known of it.
fn told(base: &Base<'_>, journey: &Journey<'_>, step: &Step<'_>, marks: &Value) -> Value {
    let element = step.element;
    let place: Vec<String> =
        [place(base, step, " · "), effort(base, element, " · ")].into_iter().filter(|part| !part.is_empty()).collect();
    let former: Vec<String> = element.texts("formerly").into_iter().map(|id| anchor(id)).collect();
    context! {
        anchor => base.anchor(element).as_ref(),
        former,
        name => element.name().as_str(),
        marks => marks.clone(),
        summary => element.text("summary").map(|text| text.as_str()),
        thought => element.text("thought").map(|text| text.as_str()),
        place => Value::from_safe_string(place.join(" · ")),
        felt => Value::from_safe_string(felt(base, journey, step)),
        fields => Value::from_safe_string(told_fields(base, element)),
        description => element.field("description").and_then(|field| {
            let text = field.texts().next()?;
            Some(Value::from_safe_string(values::prose(base, field, text, 5, ROOT)))
        }),
    }
}

/// Who feels what in the step, as the content of a list of terms.
fn felt(base: &Base<'_>, journey: &Journey<'_>, step: &Step<'_>) -> String {
    let one = |(value, personas, all): (i64, Vec<ElementRef<'_>>, bool)| {
        let who = if all && personas.len() != 1 { Vec::new() } else { personas };
        let who = escape::html(&voice_name(base, &Voice { personas: who }));
        format!("<dt>{who}</dt><dd>{}</dd>", feeling(base, value))
    };
    journey.felt(&step.feelings).into_iter().map(one).collect()
}

/// What else is known of the step, a line for each field.
fn told_fields(base: &Base<'_>, step: ElementRef<'_>) -> String {
    let fields = base.fields(step, |field| !TOLD.contains(&field.field.key.as_ref()));
    let line = |field: FieldRef<'_>| {
        let (label, shown) = (base.field_label(field.field), values::shown(base, field, ROOT)?);
        Some(format!("<p class=\"note\">{}: {}</p>", escape::html(label), shown.into_html()))
    };
    fields.into_iter().filter_map(line).collect()
}
