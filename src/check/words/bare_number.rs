//! `bare-number`: a figure in prose that nothing supports.

use std::ops::Range;

use super::super::{Check, Context, Example, Findings};
use super::language::{COUNTED, RATES};
use super::tokens;
use crate::diagnostic::Level;
use crate::diagnostic::words::capitalized;
use crate::model::ElementRef;
use crate::naming;
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "bare-number",
    level: Level::Hint,
    summary: "A figure in prose has neither a metric nor a source",
    doc: "Forty percent of what, counted by whom, and when? A number in a sentence cannot be updated and is believed all the same; \
          facts about customers belong into metrics with a source and a date. Taken for a claim are percentages, shares such \
          as `9 von 10`, sums in millions, and counts of customers, calls and the like from 100 on, in prose that describes. Not taken for \
          one are dates, lengths of time, prices, rates of tax and rebates, 0 and 100 percent, and whatever stands in promises, rules, needs \
          and quotes. Any `source`, `evidence` or link to a metric, a study or feedback in the element (for steps: in its journey) is \
          enough. A hint, because a figure without a source may well be right.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"pain warteschleife "Warteschleife" {
  cause: wait
  severity: 4
  summary: "Wer nach 18 Uhr anruft, wartet am 3. Tag noch; 40 Prozent legen auf, und 2.000 Anrufe gehen verloren." // bare-number
}

touchpoint hotline "Hotline" {
  mission: "Anliegen lösen."
  promise: "Zu 95 % in 2 Minuten."
  description: """
    Neun Stunden am Tag, ab 30 Euro mit 10 % Rabatt.
    Etwa 7 von 10 Menschen rufen ein zweites Mal an. // bare-number
    """
  channels: [telefon]
  medium: analog
}

channel telefon "Telefon" {
  type: phone
}
"#,
            good: r#"pain warteschleife "Warteschleife" {
  cause: wait
  severity: 4
  summary: "Wer nach 18 Uhr anruft, wartet am 3. Tag noch; 40 Prozent legen auf."
  source: "Telefonanlage, Oktober 2026"
}

touchpoint hotline "Hotline" {
  mission: "Anliegen lösen."
  promise: "Zu 95 % in 2 Minuten."
  description: """
    Neun Stunden am Tag, ab 30 Euro mit 10 % Rabatt, zu 100 % freiwillig.
    Etwa 7 von 10 Menschen rufen ein zweites Mal an, siehe [[zweitanrufe]].
    """
  channels: [telefon]
  medium: analog
}

metric zweitanrufe "Zweitanrufe" {
  class: performance
  method: rate
  unit: percent
  actual: 70
}

channel telefon "Telefon" {
  type: phone
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "personas:\n  mia:\n    type: customer\n    needs: [Quiet]\n    summary: One of 12,000 customers; 62% of them come back within 30 days. # bare-number\n",
            good: "personas:\n  mia:\n    type: customer\n    needs: [Quiet]\n    summary: One of 12,000 customers; 62% of them come back within 30 days.\n    source: Register of guests, October 2026\n",
        },
    ],
    run,
};

/// Fields that describe; all others promise, rule, wish or quote.
const DESCRIBING: &[&str] = &[
    "summary",
    "description",
    "customer_reasons",
    "company_reasons",
    "handling_reason",
    "why_remembered",
    "outcome",
    "trigger",
    "frustrations",
    "routines",
    "segment",
    "fail_points",
    "request",
    "customer_benefit",
    "obstacles",
    "tradeoff",
];

/// Kinds that hold figures, or wish for them.
const HOLDERS: &[&str] = &["metric", "study", "feedback", "experiment", "compass", "context", "model"];

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let texts = context.texts();
    for of_element in texts.chunk_by(|a, b| a.element() == b.element()) {
        let claims = of_element
            .iter()
            .filter(|text| text.is_in(DESCRIBING))
            .filter_map(|text| Some((text, first_claim(text.text)?)));
        let claims: Vec<_> = claims.collect();
        let Some((text, range)) = claims.first() else { continue };
        let element = text.element();
        if HOLDERS.contains(&&*element.kind().name) || is_supported(element) || context.is_incomplete(element.root()) {
            continue;
        }
        let figure = text.text.get(range.clone()).unwrap_or_default();
        let message = format!("{} claims `{figure}` without a metric or a source.", capitalized(&text.place(context)));
        let finding =
            findings.at(text.places(context).span(range.clone()), message).label("counted by whom, and when?");
        findings.push(finding.help(help(element)));
    }
}

fn help(element: ElementRef<'_>) -> String {
    let place = if element.parent().is_some() {
        format!(" in {} `{}`", element.root().kind().name, element.root().key())
    } else {
        String::new()
    };
    format!(
        "make it a `metric` and link it as `[[id]]`, or say{place} where it is from: `source: \"…\"` or `evidence: [id]`"
    )
}

/// Whether the element, or the one that holds it, names something that figures may come from.
fn is_supported(element: ElementRef<'_>) -> bool {
    [element, element.root()].into_iter().any(|element| {
        let says = |key: &str| element.field(key).is_some();
        let supports = |target: ElementRef<'_>| ["metric", "study", "feedback"].iter().any(|kind| target.is(kind));
        // What a reference that leads nowhere meant, nobody knows.
        says("source")
            || says("evidence")
            || element.references().any(|reference| reference.target().is_none_or(supports))
    })
}

/// Where the first claim of a text stands.
fn first_claim(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = bytes.get(at..)?.iter().position(u8::is_ascii_digit).map(|offset| at + offset) {
        let end = number_end(bytes, start);
        let begins = start
            .checked_sub(1)
            .and_then(|before| bytes.get(before))
            .is_none_or(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric() && *byte != b'_');
        if let Some(claim_end) = begins.then(|| claim(text, start, end)).flatten() {
            return Some(start..claim_end);
        }
        at = end;
    }
    None
}

/// The end of a number, with points, commas and blanks between its digits.
fn number_end(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    while let Some(byte) = bytes.get(end) {
        let goes_on =
            byte.is_ascii_digit() || (b".,".contains(byte) && bytes.get(end + 1).is_some_and(u8::is_ascii_digit));
        if !goes_on {
            break;
        }
        end += 1;
    }
    end
}

/// The end of the claim that a number makes with the words behind it, if it makes one.
fn claim(text: &str, start: usize, end: usize) -> Option<usize> {
    let number = text.get(start..end)?;
    let rest = text.get(end..)?;
    let gap = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']).len();
    let mut next = tokens::words(rest);
    let folded =
        |range: Option<Range<usize>>| range.and_then(|range| Some((naming::fold(rest.get(range.clone())?), range)));
    if rest.get(gap..)?.starts_with('%') {
        let beside = folded(next.next()).map(|(word, _)| word).unwrap_or_default();
        return (gap <= 2 && is_share(text, start, number, &beside)).then_some(end + gap + 1);
    }
    let (word, place) = folded(next.next()).filter(|(_, place)| place.start == gap && gap > 0)?;
    let (beside, behind) = folded(next.next()).unwrap_or_default();
    match word.as_str() {
        "percent" => is_share(text, start, number, &beside).then_some(end + place.end),
        word if word.starts_with("prozent") => is_share(text, start, number, &beside).then_some(end + place.end),
        "von" | "of" | "out" => {
            let (of, whole) = if word == "out" { folded(next.next()).unwrap_or_default() } else { (beside, behind) };
            let is_whole = matches!(of.as_str(), "3" | "4" | "5" | "10" | "20" | "100");
            let stars = folded(next.next()).is_some_and(|(word, _)| {
                ["stern", "star", "punkt", "point", "schritt", "step"].iter().any(|unit| word.starts_with(unit))
            });
            (is_whole && !stars && !is_numbered(text, start)).then_some(end + whole.end)
        }
        "mio" | "millionen" | "million" | "mrd" | "milliarden" | "billion" => {
            let money = ["euro", "eur", "dollar", "pound", "franken"].iter().any(|unit| beside.starts_with(unit));
            let sign = rest
                .get(place.end..)
                .is_some_and(|after| after.trim_start_matches(['.', ' ', '\u{a0}']).starts_with(['€', '$', '£']));
            (money || sign || COUNTED.contains(&beside.as_str())).then_some(end + place.end)
        }
        word => (value(number) >= 100.0 && COUNTED.contains(&word)).then_some(end + place.end),
    }
}

/// Whether a percentage is a claim: neither all nor nothing, nor a rebate or a tax.
fn is_share(text: &str, start: usize, number: &str, beside: &str) -> bool {
    let before = text.get(..start).unwrap_or_default();
    let last = tokens::words(before).last().and_then(|range| before.get(range)).map(naming::fold).unwrap_or_default();
    let is_rate = |word: &str| RATES.iter().any(|rate| word == *rate || (rate.len() > 4 && word.ends_with(rate)));
    !matches!(number, "0" | "100") && !is_rate(beside) && !is_rate(&last)
}

/// Whether the number says the how-manieth something is: `Schritt 3 von 5`.
fn is_numbered(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    let last = tokens::words(before).last().and_then(|range| before.get(range)).map(naming::fold).unwrap_or_default();
    ["schritt", "seite", "teil", "frage", "stufe", "step", "page", "part", "question", "level"].contains(&last.as_str())
}

/// A number as people write it, with points or commas between thousands.
fn value(number: &str) -> f64 {
    let groups: Vec<&str> = number.split(['.', ',']).collect();
    let thousands = groups.iter().skip(1).all(|group| group.len() == 3);
    let plain = if thousands { groups.concat() } else { number.replace(',', ".") };
    plain.parse().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn claimed(text: &str) -> Option<&str> {
        text.get(first_claim(text)?)
    }

    #[test]
    fn claims_are_told_from_dates_prices_and_lengths_of_time() {
        for (text, claim) in [
            ("Größe: 40 Prozent.", "40 Prozent"),
            ("rund 12,5\u{a0}% mehr", "12,5\u{a0}%"),
            ("9 von 10 Kunden", "9 von 10"),
            ("7 out of 10 people", "7 out of 10"),
            ("26.000 Anrufe", "26.000 Anrufe"),
            ("3 Mio. € verloren", "3 Mio"),
            ("27 percent more", "27 percent"),
        ] {
            assert_eq!(claimed(text), Some(claim), "{text}");
        }
        for text in [
            "am 01.02.2026",
            "bis 30 Euro",
            "in 2 Minuten",
            "10 % Rabatt",
            "19 % Mehrwertsteuer",
            "zu 100 %",
            "Schritt 3 von 5",
            "4 von 5 Sternen",
            "12 Kunden",
            "24/7",
            "3-4 Wochen",
            "Art. 6 Abs. 1",
            "5:40 Uhr",
            "B2B 40",
            "v2",
            "im Jahr 2026",
        ] {
            assert_eq!(claimed(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_searched(text in "[0-9%., a-zäö€]{0,40}") {
            if let Some(range) = first_claim(&text) {
                prop_assert!(text.get(range).is_some());
            }
        }
    }
}
