//! `unit-mix`: percent and percentage points taken for each other, and numbers that their unit does not allow.

use super::super::{Check, Context, Example, Findings};
use super::shared::{named, number, value, word};
use super::units::{changes, says_percent, says_points};
use crate::diagnostic::words::capitalized;
use crate::diagnostic::{Diagnostic, Level};
use crate::model::{ElementRef, FieldRef};
use crate::syntax::Notation;
use crate::text::Edit;

pub(super) static CHECK: Check = Check {
    name: "unit-mix",
    level: Level::Hint,
    summary: "Percent and percentage points are mixed up, or a number cannot be one of its unit",
    doc: "A rate that goes from 40 to 47 percent has risen by seven percentage points, and by more than seventeen percent: whoever \
          mixes the two misleads everyone who plans with the number. Reported are a Net Promoter Score in percent (it is the \
          difference of two shares, so it has points, from -100 to 100); a satisfaction or survey result in percent below 0 or \
          above 100; a metric whose name speaks of percentage points while its unit is `percent`, or the other way round; and a \
          text of a metric or of an experiment on it that says `by 7 percent` where the metric's own numbers lie seven points \
          apart. Other rates may well exceed 100, such as the use of capacity, and are left alone. A hint, because words decide, \
          and words can be meant otherwise.",
    parameters: &[],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

/// The numbers of a metric that are levels.
const LEVELS: [&str; 4] = ["baseline", "target", "actual", "floor"];

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for metric in context.active("metric") {
        let Some(unit) = metric.word("unit") else { continue };
        let unfit = score_in_percent(context, findings, metric, unit)
            .or_else(|| name_against_unit(context, findings, metric, unit))
            .or_else(|| out_of_range(context, findings, metric, unit));
        findings.extend(unfit);
        if unit == "percent" {
            mistaken_changes(context, findings, metric, metric, &["summary", "description", "source"]);
        }
    }
    for experiment in context.active("experiment") {
        if let Some(metric) = experiment.target("metric").filter(|metric| metric.word("unit") == Some("percent")) {
            mistaken_changes(context, findings, experiment, metric, &["summary", "description", "result"]);
        }
    }
}

/// A Net Promoter Score in percent.
fn score_in_percent(
    context: &Context<'_>,
    findings: &Findings<'_>,
    metric: ElementRef<'_>,
    unit: &str,
) -> Option<Diagnostic> {
    if metric.word("method") != Some("nps") || !matches!(unit, "percent" | "per_thousand") {
        return None;
    }
    let message = format!(
        "{} is a Net Promoter Score, which has points, but its unit is {}.",
        capitalized(&context.element(metric)),
        word(context, metric, "unit", unit)
    );
    let span = value(metric, "unit")?;
    let finding = findings.at(span, message).label("the difference of two shares is no share");
    let finding = finding.related(value(metric, "method")?, "the score");
    let edit = Edit { span, text: "points".to_owned() };
    Some(finding.help("write `unit: points`").fix(format!("replace `{unit}` by `points`"), vec![edit]))
}

/// A name that speaks of the other unit.
fn name_against_unit(
    context: &Context<'_>,
    findings: &Findings<'_>,
    metric: ElementRef<'_>,
    unit: &str,
) -> Option<Diagnostic> {
    let name = metric.name();
    let other = match unit {
        "percent" if says_points(name) && !says_percent(name) => "percentage_points",
        "percentage_points" if says_percent(name) && !says_points(name) => "percent",
        _ => return None,
    };
    let message = format!(
        "The name of {} speaks of {}, but its unit is {}.",
        context.element(metric),
        word(context, metric, "unit", other),
        word(context, metric, "unit", unit)
    );
    let finding = findings.at(value(metric, "unit")?, message).label("percent and percentage points are not the same");
    Some(finding.help(format!("write `unit: {other}`, or mend the name")))
}

/// Numbers beyond what the method can give.
fn out_of_range(
    context: &Context<'_>,
    findings: &Findings<'_>,
    metric: ElementRef<'_>,
    unit: &str,
) -> Option<Diagnostic> {
    let (least, most) = match (metric.word("method")?, unit) {
        ("nps", "points" | "percentage_points") => (-100.0, 100.0),
        ("csat" | "survey", "percent") => (0.0, 100.0),
        _ => return None,
    };
    let beyond = |key: &&str| number(metric, key).is_some_and(|number| !(least..=most).contains(&number));
    let mut beyond = LEVELS.into_iter().filter(beyond);
    let first = beyond.next()?;
    let message = format!(
        "{} of {} is {}, but {} in {} lies between {least} and {most}.",
        named(context, metric, first),
        context.element(metric),
        number(metric, first)?,
        word(context, metric, "method", metric.word("method")?),
        word(context, metric, "unit", unit)
    );
    let mut finding = findings.at(value(metric, first)?, message).label("cannot be reached");
    for key in beyond {
        finding = finding.related(value(metric, key)?, "neither can this");
    }
    Some(
        finding
            .related(value(metric, "unit")?, "the unit")
            .help("mend the number, or the unit if another one is meant"),
    )
}

/// Texts of `element` that give a difference of the metric's own numbers as a change in percent.
fn mistaken_changes(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    element: ElementRef<'_>,
    metric: ElementRef<'_>,
    keys: &[&str],
) {
    for field in keys.iter().filter_map(|key| element.field(key)) {
        for text in field.texts() {
            for (range, size) in changes(text) {
                if let (Some((from, to)), Some(phrase)) = (apart(metric, size), text.get(range)) {
                    findings.push(mistaken(context, findings, metric, field, phrase, [from, to, size]));
                }
            }
        }
    }
}

fn mistaken(
    context: &Context<'_>,
    findings: &Findings<'_>,
    metric: ElementRef<'_>,
    field: FieldRef<'_>,
    phrase: &str,
    [from, to, size]: [f64; 3],
) -> Diagnostic {
    let value = field.data.value;
    let place = context.written(value).find(phrase).map_or(value, |at| value.sub(at, at + phrase.len()));
    let message = format!(
        "`{phrase}` is the distance from {from} to {to} of {}, which is in percent: those are percentage points.",
        context.element(metric)
    );
    findings.at(place, message).label("percentage points are meant").related(metric.id_span(), "the metric").help(
        format!("write `{size} percentage points` (in German `{size} Prozentpunkte`), or from which value to which"),
    )
}

/// Two of a metric's numbers that lie `size` apart, unless that is their distance in percent as well.
fn apart(metric: ElementRef<'_>, size: f64) -> Option<(f64, f64)> {
    let pairs = [("baseline", "actual"), ("baseline", "target"), ("actual", "target")];
    let mut pairs = pairs.into_iter().filter_map(|(from, to)| Some((number(metric, from)?, number(metric, to)?)));
    pairs.find(|(from, to)| {
        let (distance, relative) = ((to - from).abs(), ((to - from) / from * 100.0).abs());
        size > 0.0 && (distance - size).abs() < 0.05 && (relative - size).abs() >= 0.5
    })
}

const CX: &str = r#"metric weiterempfehlung "Weiterempfehlung" {
  class: brand
  method: nps
  unit: percent // unit-mix
}

metric verbundenheit "Verbundenheit" {
  class: brand
  method: survey
  unit: percent
  actual: 27
  target: 140 // unit-mix
}

metric erstloesung "Erstlösungsquote" {
  summary: "Anteil der Anliegen, die im ersten Gespräch gelöst sind; in einem Jahr um 7 % gestiegen." // unit-mix
  class: performance
  method: rate
  unit: percent
  baseline: 71, actual: 78
}
"#;

const CX_MENDED: &str = r#"metric weiterempfehlung "Weiterempfehlung" {
  class: brand
  method: nps
  unit: points
}

metric verbundenheit "Verbundenheit" {
  class: brand
  method: survey
  unit: percent
  actual: 27
  target: 40
}

metric erstloesung "Erstlösungsquote" {
  summary: "Anteil der Anliegen, die im ersten Gespräch gelöst sind; in einem Jahr um 7 Prozentpunkte gestiegen."
  class: performance
  method: rate
  unit: percent
  baseline: 71, actual: 78
}
"#;

const YAML: &str = r#"metrics:
  staff-turnover:
    name: Change of staff turnover in percentage points
    class: employee
    method: rate
    unit: percent # unit-mix
  repeat-contact:
    class: performance
    method: rate
    unit: percent
    baseline: 40
    actual: 34
experiments:
  say-the-date:
    hypothesis: Whoever is told the day does not ask again.
    metric: repeat-contact
    result: Repeat contact fell by 6 percent. # unit-mix
"#;

const YAML_MENDED: &str = r#"metrics:
  staff-turnover:
    name: Change of staff turnover in percentage points
    class: employee
    method: rate
    unit: percentage_points
  repeat-contact:
    class: performance
    method: rate
    unit: percent
    baseline: 40
    actual: 34
experiments:
  say-the-date:
    hypothesis: Whoever is told the day does not ask again.
    metric: repeat-contact
    result: Repeat contact fell by 6 percentage points.
"#;
