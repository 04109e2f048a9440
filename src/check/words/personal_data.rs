//! `personal-data`: an address, a telephone number or a bank account of a person, where people are described.

use std::ops::Range;

use super::super::{Check, Context, Example, Findings, Within};
use super::language::MAILBOXES;
use super::texts::{self, Text};
use crate::diagnostic::Level;
use crate::diagnostic::words::capitalized;
use crate::model::{Datum, ElementId};
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "personal-data",
    level: Level::Warning,
    summary: "A persona, a study or a piece of feedback holds an e-mail address, a telephone number or an IBAN",
    doc: "Personas are drawn from real people, and feedback is quoted from them. What identifies one of them must not be published \
          with it: the data protection law (GDPR, Art. 5) asks to keep no more than the purpose needs, and a quote needs no \
          telephone number. Looked for in personas, feedback and studies, drafts included, because a draft is in the repository \
          like everything else. An IBAN counts when its check digits are right. Addresses at `example.org` and the like, mailboxes of \
          a function (`service@`) and free service numbers (0800, 0180) are nobody's. The message does not repeat what was found. \
          The `contact` of a team is meant to be read and is not looked at.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"persona grete "Grete" {
  type: customer
  needs: ["Post, die ankommt"]
  quote: "Schreiben Sie mir an grete.mueller@web.de oder rufen Sie an: 0171 / 2345678." // personal-data personal-data
}

persona ole "Ole" {
  type: customer
  needs: ["Sein Geld zurück"]
  description: """
    Nennt ungefragt seine Bankverbindung:
    DE89 3704 0044 0532 0130 00, // personal-data
    weil er das Formular nicht findet.
    """
}
"#,
            good: r#"persona grete "Grete" {
  type: customer
  needs: ["Post, die ankommt"]
  quote: "Schreiben Sie mir an grete@example.org oder rufen Sie an, am besten am 03.04.2026."
}

persona ole "Ole" {
  type: customer
  needs: ["Sein Geld zurück"]
  description: """
    Nennt ungefragt seine Bankverbindung, weil er das Formular nicht findet. Es stehe alles in Schreiben DE88 3704 0044 0532 0130 00,
    und die 0800 1234567 sei besetzt.
    """
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "personas:\n  mia:\n    type: customer\n    needs: [Quiet]\n    links:\n      - mailto:mia.okafor@mail.test.co.uk # personal-data\n    description: |\n      Asked to be called back.\n\n      Her number is +44 20 7946 0018. # personal-data\n",
            good: "personas:\n  mia:\n    type: customer\n    needs: [Quiet]\n    links:\n      - mailto:research@mail.test.co.uk\n    description: |\n      Asked to be called back.\n",
        },
    ],
    run,
};

/// What identifies a person does so whatever others say.
pub(in crate::check) static WITHIN: Within = Within { check: &CHECK, run: within };

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    within(context, context.model.numbers(), findings);
}

fn within(context: &Context<'_>, numbers: Range<u32>, findings: &mut Findings<'_>) {
    let kinds = ["persona", "feedback", "study"].map(|kind| context.model.schema.kind_named(kind));
    let elements = numbers.map(|number| context.model.element(ElementId(number)));
    for element in elements.filter(|element| !element.is_nameless() && kinds.contains(&Some(element.kind_id()))) {
        texts::of(element).iter().for_each(|text| check(context, findings, text));
        for (field, item) in element.fields().flat_map(|field| field.items().map(move |item| (field, item))) {
            let Datum::Url(url) = &item.datum else { continue };
            if let Some((_, what)) =
                found(url).into_iter().next().filter(|_| url.starts_with("mailto:") || url.starts_with("tel:"))
            {
                let message = format!("{} of {} holds {what}.", context.field(field.field), context.element(element));
                findings.push(findings.at(item.span, capitalized(&message)).label("leads to a person").help(HELP));
            }
        }
    }
}

const HELP: &str = "leave it out; also think of the history of the repository, which keeps it";

fn check(context: &Context<'_>, findings: &mut Findings<'_>, text: &Text<'_>) {
    let found = found(text.text);
    if found.is_empty() {
        return;
    }
    let places = text.places(context);
    for (range, what) in found {
        let message = format!("{} holds {what}.", capitalized(&text.place(context)));
        findings.push(findings.at(places.span(range), message).label("leads to a person").help(HELP));
    }
}

/// What identifies a person in a text, with what it is.
fn found(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut found: Vec<(Range<usize>, &str)> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hit = match byte {
            b'@' => mail(bytes, at).map(|range| (range, "an e-mail address")),
            b'0' | b'+' if begins(bytes, at) && !goes_on(bytes, at) => {
                phone(bytes, at).map(|range| (range, "a telephone number"))
            }
            b'A'..=b'Z' if begins(bytes, at) => iban(bytes, at).map(|range| (range, "an IBAN")),
            _ => None,
        };
        at = hit.as_ref().map_or(at + 1, |(range, _)| range.end.max(at + 1));
        found.extend(hit);
    }
    found
}

/// Whether nothing before it makes it part of a longer word or number.
fn begins(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| bytes.get(before));
    before.is_none_or(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric() && !b"+.,-_/".contains(byte))
}

/// Whether the group of digits at `at` follows another one.
fn goes_on(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at.saturating_sub(2)..at), Some([digit, b' ']) if digit.is_ascii_digit())
}

fn mail(bytes: &[u8], at: usize) -> Option<Range<usize>> {
    let before = bytes.get(..at)?.iter().rev();
    let local = before.take_while(|byte| byte.is_ascii_alphanumeric() || b"._%+-".contains(byte)).count();
    let after = bytes.get(at + 1..)?;
    let domain = after.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b".-".contains(byte)).count();
    let domain = std::str::from_utf8(after.get(..domain)?).ok()?.trim_end_matches(['.', '-']);
    let name = std::str::from_utf8(bytes.get(at - local..at)?).ok()?;
    let (_, top) = domain.rsplit_once('.')?;
    let is_address = local > 0 && top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic());
    (is_address && !is_nobodys(name, domain)).then(|| at - local..at + 1 + domain.len())
}

fn is_nobodys(name: &str, domain: &str) -> bool {
    let (name, domain) = (name.to_ascii_lowercase(), domain.to_ascii_lowercase());
    let reserved = ["example", "test", "invalid", "localhost"];
    let is_reserved = domain.rsplit('.').next().is_some_and(|top| reserved.contains(&top))
        || domain.split('.').rev().nth(1) == Some("example");
    is_reserved || MAILBOXES.contains(&name.as_str())
}

/// A number with a country code, a mobile number, or one in groups that begins with 0; dates and prices are neither.
fn phone(bytes: &[u8], at: usize) -> Option<Range<usize>> {
    let rest = bytes.get(at..)?;
    let length = rest.iter().take_while(|byte| byte.is_ascii_digit() || b"+ /().-".contains(byte)).count();
    let number = rest.get(..length)?;
    let length = number.iter().rposition(u8::is_ascii_digit)? + 1;
    let number = number.get(..length)?;
    let digits: Vec<u8> = number.iter().copied().filter(u8::is_ascii_digit).collect();
    let grouped = number.iter().any(|byte| b" /(-".contains(byte));
    let is_number = match (number.first()?, digits.as_slice()) {
        (b'+', [b'1'..=b'9', ..]) => (9..=15).contains(&digits.len()),
        (_, [b'0', b'0', b'4', b'1' | b'3' | b'4' | b'9', ..]) => (11..=16).contains(&digits.len()),
        (_, [b'0', b'8', b'0', b'0', ..] | [b'0', b'1', b'8', ..] | [b'0', b'9', b'0', b'0', ..]) => false,
        (_, [b'0', b'1', b'5'..=b'7', ..]) => (10..=12).contains(&digits.len()),
        (_, [b'0', b'1'..=b'9', ..]) => grouped && (9..=12).contains(&digits.len()) && !looks_like_dates(number),
        _ => false,
    };
    let free = matches!(digits.as_slice(), [_, _, b'8', b'0', b'0', ..]) && number.first() == Some(&b'+');
    (is_number && !free && !rest.get(length).is_some_and(u8::is_ascii_alphanumeric)).then(|| at..at + length)
}

/// Whether groups of two digits stand between points or hyphens, as in `03.04.2026 - 05.04.2026`.
fn looks_like_dates(number: &[u8]) -> bool {
    matches!(number, [_, _, b'.' | b'-' | b'/', _, _, b'.' | b'-' | b'/', ..])
}

fn iban(bytes: &[u8], at: usize) -> Option<Range<usize>> {
    let rest = bytes.get(at..)?;
    if !matches!(rest, [b'A'..=b'Z', b'A'..=b'Z', b'0'..=b'9', b'0'..=b'9', ..]) {
        return None;
    }
    let mut signs: Vec<u8> = Vec::new();
    let mut found = None;
    for (offset, byte) in rest.iter().enumerate() {
        match byte {
            b' ' => continue,
            b'0'..=b'9' | b'A'..=b'Z' => signs.push(*byte),
            _ => break,
        }
        let ends = !rest.get(offset + 1).is_some_and(u8::is_ascii_alphanumeric);
        if signs.len() >= 15 && ends && is_checked(&signs) {
            found = Some(at..at + offset + 1);
        }
        if signs.len() >= 34 {
            break;
        }
    }
    found
}

/// Whether the check digits of an account number are right (ISO 13616, modulo 97).
fn is_checked(signs: &[u8]) -> bool {
    let (head, tail) = signs.split_at(4.min(signs.len()));
    let value = |rest: u32, sign: &u8| match sign {
        b'0'..=b'9' => (rest * 10 + u32::from(sign - b'0')) % 97,
        _ => (rest * 100 + u32::from(sign.saturating_sub(b'A')) + 10) % 97,
    };
    tail.iter().chain(head).fold(0, value) == 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        found(text).into_iter().filter_map(|(range, _)| text.get(range)).collect()
    }

    #[test]
    fn people_are_told_from_dates_prices_and_functions() {
        for text in [
            "a.b@web.de",
            "+49 171 2345678",
            "0049 30 901820",
            "030 / 901820-44",
            "(089) 1234567",
            "01712345678",
            "GB29 NWBK 6016 1331 9268 19",
        ] {
            assert_eq!(parts(&format!("Größe: {text}.")).len(), 1, "{text}");
        }
        for text in [
            "03.04.2026",
            "01.02. - 03.04.2026",
            "0,5 bis 0,75",
            "0800 1234567",
            "+49 800 1234567",
            "info@firma.de",
            "mia@example.com",
            "@mia",
            "08:00 - 18:00",
            "00123456789",
            "0180 5 123456",
            "DE89 3704 0044 0532 0130 01",
            "20260301-0001",
            "Art. 6 Abs. 1",
            "2026-01-02 03:04",
        ] {
            assert_eq!(parts(text), Vec::<&str>::new(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_searched(text in "[0+@a-zA-Zäö. /()😀-]{0,60}") {
            for (range, _) in found(&text) {
                prop_assert!(text.get(range).is_some());
            }
        }
    }
}
