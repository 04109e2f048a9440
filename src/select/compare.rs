//! Right sides: what is written there, as values of the type that stands on the left.

use globset::GlobBuilder;
use jiff::civil::Date;

use super::Problem;
use super::plan::{Compared, ElementTest, End, FileTest, Meaning, Needle, Table, TextTest, ValueTest};
use super::resolve::{Name, Resolver};
use super::tree::{Comparison, Literal, Operator};
use super::wording::{self, Misfit};
use crate::model::{self, Datum, Duration};
use crate::naming;
use crate::schema::{Field, FieldId, KindId, Scalar, Variant};

/// What a comparison is for one kind: nothing, where nothing on the right side fits, and what does not fit.
struct Attempt {
    end: Option<End>,
    problems: Vec<Problem>,
}

impl Resolver<'_> {
    /// The ends of a path that is compared, for each kind in `last`. What fits none of the kinds is reported.
    pub(super) fn ends(&mut self, last: &[(KindId, Meaning)], word: &str, comparison: &Comparison) -> Table<End> {
        let attempts: Vec<(KindId, Attempt)> =
            last.iter().map(|(kind, meaning)| (*kind, self.attempt(*kind, *meaning, word, comparison))).collect();
        self.report(attempts.iter().map(|(_, attempt)| attempt));
        Table::new(attempts.into_iter().filter_map(|(kind, attempt)| Some((kind, attempt.end?))))
    }

    /// Reports a value only if it fits none of the kinds, and what is wrong for the first kind if nothing fits any of them.
    fn report<'a>(&mut self, attempts: impl Iterator<Item = &'a Attempt> + Clone) {
        let Some(first) = attempts.clone().next() else { return };
        let has =
            |attempt: &Attempt, problem: &Problem| attempt.problems.iter().any(|other| other.range == problem.range);
        let everywhere = |problem: &&Problem| attempts.clone().all(|attempt| has(attempt, problem));
        let common: Vec<Problem> = first.problems.iter().filter(everywhere).cloned().collect();
        match common.is_empty() && attempts.clone().all(|attempt| attempt.end.is_none()) {
            true => self.problems.extend(first.problems.iter().cloned()),
            false => self.problems.extend(common),
        }
    }

    fn attempt(&mut self, kind: KindId, meaning: Meaning, word: &str, comparison: &Comparison) -> Attempt {
        let built = match meaning {
            Meaning::Field(id) => return self.field(kind, id, comparison),
            Meaning::Id => self.elements(comparison, "an id").map(End::Id),
            Meaning::Name => text(comparison, "a name").map(End::Name),
            Meaning::Relation(relation) => {
                self.elements(comparison, "a reference").map(|test| End::Reaches(relation, test))
            }
            Meaning::Kind => return self.kind(comparison),
            Meaning::File => return file(comparison),
        };
        match built {
            Ok(end) => Attempt { end: Some(end), problems: Vec::new() },
            Err(misfit) => Attempt { end: None, problems: vec![wording::misfit(word, comparison, misfit)] },
        }
    }

    fn elements(&mut self, comparison: &Comparison, what: &'static str) -> Result<ElementTest, Misfit> {
        if comparison.operator == Operator::Contains {
            return text(comparison, what).map(ElementTest::Contains);
        }
        equality(comparison, what)?;
        Ok(ElementTest::Is(comparison.right.iter().map(|literal| self.name(literal)).collect()))
    }

    /// The number of a name that the selector gives to an element.
    fn name(&mut self, literal: &Literal) -> usize {
        let name = Name { text: literal.text.trim().to_owned(), range: literal.range.clone() };
        if let Some(known) = self.names.iter().position(|known| *known == name) {
            return known;
        }
        self.names.push(name);
        self.names.len() - 1
    }

    fn kind(&self, comparison: &Comparison) -> Attempt {
        if let Err(misfit) = equality(comparison, "a kind") {
            return Attempt { end: None, problems: vec![wording::misfit("kind", comparison, misfit)] };
        }
        let read = |literal: &Literal| {
            let known = self.kind_named(&literal.text).or_else(|| self.kind_labelled(&literal.text));
            known.ok_or_else(|| wording::unknown_kind(self.schema, &literal.text, literal.range.clone()))
        };
        each(comparison, read, End::Kind)
    }

    fn kind_labelled(&self, word: &str) -> Option<KindId> {
        let folded = naming::fold(word);
        let called =
            |label: &crate::schema::Label| [&label.en, &label.de].iter().any(|text| naming::fold(text) == folded);
        let mut kinds = self.schema.kinds();
        kinds.find(|(_, kind)| called(&kind.label) || called(&kind.label_plural)).map(|(id, _)| id)
    }

    /// What must hold of a field that stands alone.
    pub(super) fn present_field(&self, kind: KindId, id: FieldId) -> End {
        let field = self.schema.field(kind, id);
        match field.ty.scalar {
            Scalar::Bool => End::Value { field: id, test: ValueTest::Bool(vec![true]), default: None },
            _ if default(field).is_some() => End::Always,
            _ => End::Written(id),
        }
    }

    fn field(&self, kind: KindId, id: FieldId, comparison: &Comparison) -> Attempt {
        let field = self.schema.field(kind, id);
        if let Err(misfit) = fits(&field.ty.scalar, comparison) {
            return Attempt { end: None, problems: vec![wording::misfit(&field.key, comparison, misfit)] };
        }
        let value = |test| End::Value { field: id, test, default: default(field) };
        match &field.ty.scalar {
            Scalar::Enum(variants) => {
                let read = |literal: &Literal| {
                    let word = variant(variants, &literal.text);
                    word.ok_or_else(|| wording::no_variant(field, variants, literal))
                };
                each(comparison, read, |words| value(ValueTest::Word(words)))
            }
            Scalar::Bool => {
                each(comparison, |literal| yes_or_no(field, literal), |values| value(ValueTest::Bool(values)))
            }
            Scalar::Integer { .. } | Scalar::Number => {
                let test = |values| ValueTest::Number(Compared { operator: comparison.operator, values });
                each(comparison, |literal| field_number(field, comparison, literal), |values| value(test(values)))
            }
            Scalar::Date => {
                let known = |values: Vec<Option<Date>>| values.into_iter().flatten().collect();
                let test = |values| ValueTest::Date(Compared { operator: comparison.operator, values: known(values) });
                each(comparison, |literal| self.date(field, literal), |values| value(test(values)))
            }
            Scalar::Duration => {
                let test = |values| ValueTest::Duration(Compared { operator: comparison.operator, values });
                each(comparison, |literal| seconds(field, literal), |values| value(test(values)))
            }
            _ => Attempt { end: Some(value(ValueTest::Text(texts(comparison)))), problems: Vec::new() },
        }
    }

    /// A day; none where it counts from a today that nobody knows.
    fn date(&self, field: &Field, literal: &Literal) -> Result<Option<Date>, Problem> {
        let Some(relative) = &literal.relative else {
            return match model::datum(&literal.text, &Scalar::Date) {
                Ok(Datum::Date(date)) => Ok(Some(date)),
                _ => Err(wrong_value(field, literal, &Scalar::Date)),
            };
        };
        let Some(offset) = &relative.offset else { return Ok(self.today) };
        let duration = Duration::parse(&offset.text).filter(|duration| duration.seconds == 0);
        let moved = duration.map(|duration| self.today.map(|today| moved(today, duration, relative.back)));
        match moved {
            Some(None) => Ok(None),
            Some(Some(Some(day))) => Ok(Some(day)),
            _ => Err(wording::no_distance(offset)),
        }
    }

    /// The right side of `count(…)`.
    pub(super) fn number(&mut self, comparison: &Comparison) -> Option<Compared<f64>> {
        if let Err(misfit) = order(comparison.operator, "a number") {
            self.problems.push(wording::misfit("count", comparison, misfit));
            return None;
        }
        let mut values = Vec::new();
        for literal in &comparison.right {
            match number(&literal.text, &Scalar::Integer { min: 0, max: i64::MAX }) {
                Some(number) => values.push(number),
                None => self.problems.push(wording::no_count(literal)),
            }
        }
        Some(Compared { operator: comparison.operator, values })
    }
}

/// Whether values of a type can be asked with the operator.
fn fits(scalar: &Scalar, comparison: &Comparison) -> Result<(), Misfit> {
    match scalar {
        Scalar::Enum(_) => equality(comparison, "a word of a list"),
        Scalar::Bool => equality(comparison, "yes or no"),
        Scalar::Integer { .. } | Scalar::Number => order(comparison.operator, "a number"),
        Scalar::Date => order(comparison.operator, "a date"),
        Scalar::Duration => order(comparison.operator, "a length of time"),
        _ => no_order(comparison, "a text"),
    }
}

fn yes_or_no(field: &Field, literal: &Literal) -> Result<bool, Problem> {
    match model::datum(&literal.text, &Scalar::Bool) {
        Ok(Datum::Bool(yes)) => Ok(yes),
        _ => Err(wrong_value(field, literal, &Scalar::Bool)),
    }
}

/// Beyond the ends of a scale nothing can be equal, but everything can be smaller.
fn field_number(field: &Field, comparison: &Comparison, literal: &Literal) -> Result<f64, Problem> {
    let scalar = if comparison.operator.is_order() { &Scalar::Number } else { &field.ty.scalar };
    number(&literal.text, scalar).ok_or_else(|| wrong_value(field, literal, scalar))
}

fn seconds(field: &Field, literal: &Literal) -> Result<u64, Problem> {
    let duration = Duration::parse(&literal.text);
    duration.map(Duration::seconds).ok_or_else(|| wrong_value(field, literal, &Scalar::Duration))
}

/// Reads every value of the right side; `build` makes the test of those that fit.
fn each<T>(
    comparison: &Comparison,
    read: impl Fn(&Literal) -> Result<T, Problem>,
    build: impl FnOnce(Vec<T>) -> End,
) -> Attempt {
    let (mut values, mut problems) = (Vec::new(), Vec::new());
    for literal in &comparison.right {
        match read(literal) {
            Ok(value) => values.push(value),
            Err(problem) => problems.push(problem),
        }
    }
    Attempt { end: (!values.is_empty()).then(|| build(values)), problems }
}

fn file(comparison: &Comparison) -> Attempt {
    if let Err(misfit) = no_order(comparison, "a path") {
        return Attempt { end: None, problems: vec![wording::misfit("file", comparison, misfit)] };
    }
    if comparison.operator == Operator::Contains {
        let parts = comparison.right.iter().map(|literal| literal.text.trim().to_lowercase()).collect();
        return Attempt { end: Some(End::File(FileTest::Contains(parts))), problems: Vec::new() };
    }
    let read = |literal: &Literal| {
        let glob = GlobBuilder::new(&literal.text).literal_separator(true).build();
        glob.map(|glob| glob.compile_matcher()).map_err(|error| wording::no_glob(literal, &error.kind().to_string()))
    };
    each(comparison, read, |globs| End::File(FileTest::Globs(globs)))
}

fn text(comparison: &Comparison, what: &'static str) -> Result<TextTest, Misfit> {
    no_order(comparison, what)?;
    Ok(texts(comparison))
}

fn texts(comparison: &Comparison) -> TextTest {
    let needles = comparison.right.iter().map(|literal| Needle::new(&literal.text)).collect();
    TextTest { whole: comparison.operator != Operator::Contains, needles }
}

/// Only equality can be asked.
fn equality(comparison: &Comparison, what: &'static str) -> Result<(), Misfit> {
    no_order(comparison, what)?;
    if comparison.operator == Operator::Contains { Err(Misfit::NotText(what)) } else { Ok(()) }
}

fn no_order(comparison: &Comparison, what: &'static str) -> Result<(), Misfit> {
    if comparison.operator.is_order() { Err(Misfit::NoOrder(what)) } else { Ok(()) }
}

fn order(operator: Operator, what: &'static str) -> Result<(), Misfit> {
    if operator == Operator::Contains { Err(Misfit::NotText(what)) } else { Ok(()) }
}

fn number(text: &str, scalar: &Scalar) -> Option<f64> {
    match model::datum(text, scalar) {
        Ok(Datum::Integer(number)) => Some(number as f64),
        Ok(Datum::Number(number)) => Some(number),
        _ => None,
    }
}

fn wrong_value(field: &Field, literal: &Literal, scalar: &Scalar) -> Problem {
    match model::datum(&literal.text, scalar) {
        Err((reason, meant)) => wording::no_value(field, literal, &reason, meant.as_deref()),
        Ok(_) => wording::no_value(field, literal, "it is a value of another kind", None),
    }
}

/// The word of an enum, or what people call it in either language.
fn variant(variants: &[Variant], text: &str) -> Option<u16> {
    let written = text.trim();
    let word = |variant: &Variant| variant.word.eq_ignore_ascii_case(written);
    let folded = naming::fold(written);
    let label =
        |variant: &Variant| [&variant.label.en, &variant.label.de].iter().any(|text| naming::fold(text) == folded);
    let found = variants.iter().position(word).or_else(|| variants.iter().position(label));
    found.map(|at| at as u16)
}

/// The word that an element has whose `status` is not written.
pub(super) fn default(field: &Field) -> Option<u16> {
    match &field.ty.scalar {
        Scalar::Enum(variants) if field.key == "status" => variant(variants, "active"),
        _ => None,
    }
}

fn moved(today: Date, by: Duration, back: bool) -> Option<Date> {
    let span = jiff::Span::new().try_months(by.months).ok()?.try_days(by.days).ok()?;
    if back { today.checked_sub(span).ok() } else { today.checked_add(span).ok() }
}
