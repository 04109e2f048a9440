//! The reviews that are promised, as a calendar file (RFC 5545) that can be subscribed to: one whole day for each.
//!
//! Knows no present day: an entry is stamped with the day of the last review, so that the file changes only with the knowledge base.

use jiff::civil::Date;

use super::base::Base;
use super::reports::Review;
use crate::output::OutputFile;

/// Where it goes.
pub(super) const PATH: &str = "reviews.ics";

/// Bytes of a line beyond which it is folded.
const LINE: usize = 75;

/// The calendar of all reviews with a day.
pub(super) fn file(base: &Base<'_>) -> OutputFile {
    let mut text = String::new();
    let name = format!("{} – {}", base.name(), base.words.get("reviews"));
    for line in
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//touchbase//reviews//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    {
        push(line, &mut text);
    }
    push(&format!("NAME:{}", escaped(&name)), &mut text);
    push(&format!("X-WR-CALNAME:{}", escaped(&name)), &mut text);
    for review in base.reviews() {
        if let Some(due) = review.due {
            push_event(base, review, due, &mut text);
        }
    }
    push("END:VCALENDAR", &mut text);
    OutputFile::text(PATH, text)
}

fn push_event(base: &Base<'_>, review: &Review, due: Date, text: &mut String) {
    let element = review.element(base);
    let (kind, day) = (element.kind(), |date: Date| date.strftime("%Y%m%d").to_string());
    let stamp = day(element.date("reviewed").unwrap_or(due));
    let summary = format!("{}: {} ({})", base.words.get("review_do"), element.name(), base.label(&kind.label));
    let owner = element.target("owner").map(|owner| format!("{}: {}", base.words.get("review_owner"), owner.name()));
    let place = base.address(base.addresses.path(element.id()).unwrap_or_default());
    let description = owner.into_iter().chain([place.clone()]).collect::<Vec<_>>().join("\n");
    push("BEGIN:VEVENT", text);
    push(&format!("UID:{}", escaped(&identity(base, review))), text);
    push(&format!("DTSTAMP:{stamp}T000000Z"), text);
    push(&format!("DTSTART;VALUE=DATE:{}", day(due)), text);
    push(&format!("SUMMARY:{}", escaped(&summary)), text);
    push(&format!("DESCRIPTION:{}", escaped(&description)), text);
    push(&format!("CATEGORIES:{}", escaped(base.label(&kind.label))), text);
    // The URL of an entry has to be whole; a path alone is of use to those only who know where the site is.
    if base.input.config.site.base.is_some() {
        push(&format!("URL:{place}"), text);
    }
    push("TRANSP:TRANSPARENT", text);
    push("END:VEVENT", text);
}

/// What tells a review from all others: it stays the same when its day moves, so that calendars move it too.
fn identity(base: &Base<'_>, review: &Review) -> String {
    let address = base.addresses.path(review.element(base).id()).unwrap_or_default();
    format!("review/{}@{}.touchbase", address.trim_end_matches(".html"), crate::naming::slug(base.name()))
}

/// Text as a value: what has a meaning there is escaped, line ends become `\n`.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => value.extend(['\\', c]),
            '\n' => value.push_str("\\n"),
            c if c.is_control() => {}
            c => value.push(c),
        }
    }
    value
}

/// Appends a line, folded so that no line is longer than allowed and no character is torn.
fn push(line: &str, text: &mut String) {
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > LINE {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(c);
        length += c.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters() {
        let mut text = String::new();
        push(&format!("SUMMARY:{}", "Prüfung 🙂 ".repeat(20)), &mut text);
        assert!(text.ends_with("\r\n") && text.split("\r\n").all(|line| line.len() <= LINE), "{text}");
        let unfolded = text.replace("\r\n ", "");
        assert_eq!(unfolded.trim_end_matches("\r\n"), format!("SUMMARY:{}", "Prüfung 🙂 ".repeat(20)));
    }

    #[test]
    fn values_cannot_break_out_of_their_line() {
        assert_eq!(escaped("a, b; c\\d\r\nEND:VCALENDAR"), "a\\, b\\; c\\\\d\\nEND:VCALENDAR");
    }
}
