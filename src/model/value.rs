//! Values as the model keeps them.

use jiff::Span;
use jiff::civil::Date;

use crate::schema::{FieldId, Language};
use crate::text::{self, Str};

/// The number of a reference among those of the element that refers: fields can so be shared by models in which it has other numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct OwnReference(pub u32);

/// A field of an element with its content.
#[derive(Debug, Clone)]
pub struct FieldData {
    /// Which field of the kind.
    pub field: FieldId,
    /// The language that the file says it is in; none where it says none, which means the main one.
    pub language: Option<Language>,
    /// Where the key stands.
    pub key: text::Span,
    /// Where the value stands.
    pub value: text::Span,
    /// What it says.
    pub content: Content,
}

/// What a field says.
#[derive(Debug, Clone)]
pub enum Content {
    /// One value.
    One(Item),
    /// A list of values.
    List(Vec<Item>),
    /// Values by key.
    Map(Vec<(Key, Item)>),
    /// Something is written, but it could not be understood; a fault says why.
    Faulty,
}

/// One value with its place.
#[derive(Debug, Clone)]
pub struct Item {
    /// Where it stands.
    pub span: text::Span,
    /// What it is.
    pub datum: Datum,
}

/// The key of a map.
#[derive(Debug, Clone)]
pub enum Key {
    /// A reference.
    Reference(OwnReference),
    /// A language code, or the word `default`.
    Word(Str),
}

/// A value of a scalar type.
#[derive(Debug, Clone)]
pub enum Datum {
    /// Running text.
    Text(Str),
    /// Markdown; its references are in the table of references.
    Markdown(Str),
    /// A reference.
    Reference(OwnReference),
    /// The number of a variant of the field's enum.
    Word(u16),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// Yes or no.
    Bool(bool),
    /// A day.
    Date(Date),
    /// A length of time.
    Duration(Duration),
    /// A web address.
    Url(Str),
    /// A path of a picture, relative to the root, with `/`.
    Image(Str),
}

impl Content {
    /// The values, without keys.
    pub fn items(&self) -> Vec<&Item> {
        match self {
            Content::One(item) => vec![item],
            Content::List(items) => items.iter().collect(),
            Content::Map(entries) => entries.iter().map(|(_, item)| item).collect(),
            Content::Faulty => Vec::new(),
        }
    }

    /// Whether something is written but nothing is said: an empty list or map.
    pub fn is_empty(&self) -> bool {
        match self {
            Content::One(_) | Content::Faulty => false,
            Content::List(items) => items.is_empty(),
            Content::Map(entries) => entries.is_empty(),
        }
    }
}

/// A length of time. Months are kept apart from seconds, because a month has no fixed length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Duration {
    /// Whole months; a year is 12.
    pub months: u32,
    /// Whole days; a week is 7.
    pub days: u32,
    /// Seconds beyond that.
    pub seconds: u32,
}

/// The units of durations as written, with what one of them adds.
const UNITS: &[(&[&str], Duration)] = &[
    (&["s", "sec", "second", "seconds"], Duration { months: 0, days: 0, seconds: 1 }),
    (&["min", "minute", "minutes"], Duration { months: 0, days: 0, seconds: 60 }),
    (&["h", "hour", "hours"], Duration { months: 0, days: 0, seconds: 3600 }),
    (&["d", "day", "days"], Duration { months: 0, days: 1, seconds: 0 }),
    (&["w", "week", "weeks"], Duration { months: 0, days: 7, seconds: 0 }),
    (&["mo", "month", "months"], Duration { months: 1, days: 0, seconds: 0 }),
    (&["y", "year", "years"], Duration { months: 12, days: 0, seconds: 0 }),
];

impl Duration {
    /// Reads `90s`, `8min`, `1h30min`, `3d`, `2w`, `6mo`, `1y`, also with spaces and English words (`12 months`).
    /// None for anything else and for lengths beyond about 136 years.
    pub fn parse(text: &str) -> Option<Duration> {
        let mut rest = text.trim();
        let mut total = Duration::default();
        if rest.is_empty() {
            return None;
        }
        while !rest.is_empty() {
            let digits = rest.find(|c: char| !c.is_ascii_digit())?;
            let count: u32 = rest.get(..digits)?.parse().ok()?;
            let unit_on = rest.get(digits..)?.trim_start();
            let letters = unit_on.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(unit_on.len());
            total = total.plus(count, unit(unit_on.get(..letters)?)?)?;
            rest = unit_on.get(letters..)?.trim_start();
        }
        Some(total)
    }

    /// Every word for a unit that [`Duration::parse`] reads, in lower case.
    pub fn unit_words() -> impl Iterator<Item = &'static str> {
        UNITS.iter().flat_map(|(words, _)| words.iter().copied())
    }

    fn plus(self, count: u32, unit: Duration) -> Option<Duration> {
        Some(Duration {
            months: self.months.checked_add(unit.months.checked_mul(count)?)?,
            days: self.days.checked_add(unit.days.checked_mul(count)?)?,
            seconds: self.seconds.checked_add(unit.seconds.checked_mul(count)?)?,
        })
    }

    /// The day on which this length of time, begun on `day`, is over; none beyond the calendar. Hours do not count.
    pub fn after(self, day: Date) -> Option<Date> {
        let span = Span::new().try_months(self.months).ok()?.try_days(self.days).ok()?;
        day.checked_add(span).ok()
    }

    /// The length in seconds, a month taken as 30.44 days: for sums and comparisons, not for dates.
    pub fn seconds(self) -> u64 {
        u64::from(self.seconds) + u64::from(self.days) * 86_400 + u64::from(self.months) * 2_630_016
    }
}

impl std::fmt::Display for Duration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if *self == Duration::default() {
            return f.write_str("0s");
        }
        let parts = [
            (self.months / 12, "y"),
            (self.months % 12, "mo"),
            (self.days / 7, "w"),
            (self.days % 7, "d"),
            (self.seconds / 3600, "h"),
            (self.seconds / 60 % 60, "min"),
            (self.seconds % 60, "s"),
        ];
        parts.iter().filter(|(count, _)| *count > 0).try_for_each(|(count, unit)| write!(f, "{count}{unit}"))
    }
}

fn unit(word: &str) -> Option<Duration> {
    let word = word.to_ascii_lowercase();
    UNITS.iter().find(|(names, _)| names.contains(&word.as_str())).map(|(_, unit)| *unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_and_print() {
        for (written, printed) in
            [("90s", "1min30s"), ("1h30min", "1h30min"), ("12 months", "1y"), ("20 min", "20min"), ("10d", "1w3d")]
        {
            assert_eq!(Duration::parse(written).map(|d| d.to_string()).as_deref(), Some(printed));
        }
        for wrong in ["", "8", "min", "8 foo", "-3d", "99999999999s", "5min x"] {
            assert_eq!(Duration::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn months_end_within_the_calendar() {
        let after = |length: &str, day: Date| Duration::parse(length).and_then(|length| length.after(day));
        assert_eq!(after("1mo", jiff::civil::date(2026, 1, 31)), Some(jiff::civil::date(2026, 2, 28)));
        assert_eq!(after("2w", jiff::civil::date(2026, 12, 24)), Some(jiff::civil::date(2027, 1, 7)));
        assert_eq!(after("4294967295mo", jiff::civil::date(2026, 1, 1)), None);
        assert_eq!(after("4294967295d", Date::MAX), None);
    }
}
