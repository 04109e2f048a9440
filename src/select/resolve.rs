//! The tree of a selector to its plan: words become kinds, fields and values of the schema, or problems with suggestions.

use std::ops::Range;

use jiff::civil::Date;

use super::Problem;
use super::plan::{End, Listing, Meaning, Path, Relation, Route, Step, Table, Test};
use super::scope;
use super::tree::{self, Comparison, Condition, KindWord, Selection, Term, Word};
use super::wording::{self, unknown_kind, unknown_word};
use crate::schema::{KindId, Schema};

/// The elements of some kinds that hold a test.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) kinds: Vec<KindId>,
    pub(super) test: Option<Test>,
}

/// A name on a right side that must be one of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) text: String,
    pub(super) range: Range<usize>,
}

/// What is known while words are looked up.
pub(super) struct Resolver<'s> {
    pub(super) schema: &'s Schema,
    pub(super) today: Option<Date>,
    pub(super) problems: Vec<Problem>,
    pub(super) names: Vec<Name>,
    routes: u32,
}

/// A path up to its last word.
struct Walk {
    route: Route,
    last: Vec<(KindId, Meaning)>,
    filter: Option<Test>,
}

impl<'s> Resolver<'s> {
    pub(super) fn new(schema: &'s Schema, today: Option<Date>, problems: Vec<Problem>) -> Resolver<'s> {
        Resolver { schema, today, problems, names: Vec::new(), routes: 0 }
    }

    /// One of the parts between commas.
    pub(super) fn choice(&mut self, selection: &Selection) -> Choice {
        let mut kinds: Vec<KindId> = selection.kinds.iter().flat_map(|word| self.kinds(word)).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let test = selection.filter.as_ref().map(|condition| self.condition(&kinds, condition));
        Choice { kinds, test }
    }

    fn kinds(&mut self, word: &KindWord) -> Vec<KindId> {
        match word {
            KindWord::Every | KindWord::Missing => scope::all(self.schema),
            KindWord::Named(word) => match self.kind_named(&word.text) {
                Some(kind) => vec![kind],
                None => {
                    self.problems.push(unknown_kind(self.schema, &word.text, word.range.clone()));
                    // What stands in the brackets is looked at all the same, as far as any kind has it.
                    scope::all(self.schema)
                }
            },
        }
    }

    /// The kind of this name or plural, upper and lower case alike.
    pub(super) fn kind_named(&self, word: &str) -> Option<KindId> {
        let lower = word.to_lowercase();
        self.schema.kind_named(&lower).or_else(|| self.schema.kind_of_plural(&lower))
    }

    pub(super) fn condition(&mut self, kinds: &[KindId], condition: &Condition) -> Test {
        match condition {
            Condition::Any(parts) => Test::Any(parts.iter().map(|part| self.condition(kinds, part)).collect()),
            Condition::All(parts) => Test::All(parts.iter().map(|part| self.condition(kinds, part)).collect()),
            Condition::Not(part) => Test::Not(Box::new(self.condition(kinds, part))),
            Condition::Has(Term::Path(steps)) => self.has(kinds, steps).unwrap_or(NOTHING),
            Condition::Has(Term::Count(steps, range)) => {
                self.listing(kinds, steps);
                self.problems.push(wording::count_alone(range.clone()));
                NOTHING
            }
            Condition::Compare(comparison) => self.compare(kinds, comparison).unwrap_or(NOTHING),
            Condition::Broken => NOTHING,
        }
    }

    fn has(&mut self, kinds: &[KindId], steps: &[tree::Step]) -> Option<Test> {
        let walk = self.walk(kinds, steps)?;
        let filtered = walk.filter.is_some();
        let ends = walk.last.iter().map(|(kind, meaning)| (*kind, self.present(*kind, *meaning, filtered)));
        let ends = Table::new(ends);
        Some(Test::Path(Box::new(Path { route: walk.route, ends, filter: walk.filter })))
    }

    fn compare(&mut self, kinds: &[KindId], comparison: &Comparison) -> Option<Test> {
        self.check_list(comparison);
        let test = match &comparison.left {
            Term::Path(steps) => {
                let walk = self.walk(kinds, steps)?;
                let word = steps.last().map(|step| step.name.text.as_str()).unwrap_or_default();
                let ends = self.ends(&walk.last, word, comparison);
                Test::Path(Box::new(Path { route: walk.route, ends, filter: walk.filter }))
            }
            Term::Count(steps, _) => {
                let (listing, number) = (self.listing(kinds, steps), self.number(comparison));
                Test::Count(Box::new(listing?), number?)
            }
        };
        Some(if comparison.operator == tree::Operator::Unequal { Test::Not(Box::new(test)) } else { test })
    }

    fn check_list(&mut self, comparison: &Comparison) {
        let (Some(first), Some(last)) = (comparison.right.first(), comparison.right.last()) else { return };
        if comparison.is_list && comparison.operator.is_order() {
            self.problems.push(wording::list_in_order(first.range.start..last.range.end, comparison.operator));
        }
    }

    /// The things at the end of a path.
    pub(super) fn listing(&mut self, kinds: &[KindId], steps: &[tree::Step]) -> Option<Listing> {
        let walk = self.walk(kinds, steps)?;
        Some(Listing { route: walk.route, ends: Table::new(walk.last), filter: walk.filter })
    }

    fn walk(&mut self, kinds: &[KindId], steps: &[tree::Step]) -> Option<Walk> {
        let (last, before) = steps.split_last()?;
        let mut route = Route { number: self.next_route(steps.len()), steps: Vec::new() };
        let mut kinds = kinds.to_vec();
        for step in before {
            let relations = self.relations(&kinds, &step.name, false)?;
            (kinds, route.steps) = self.step(route.steps, relations, step);
        }
        if let Some(condition) = &last.filter {
            let relations = self.relations(&kinds, &last.name, true)?;
            let filter = Some(self.condition(&self.targets(&relations), condition));
            let last = relations.into_iter().map(|(kind, relation)| (kind, Meaning::Relation(relation))).collect();
            return Some(Walk { route, last, filter });
        }
        Some(Walk { route, last: self.meanings(&kinds, &last.name)?, filter: None })
    }

    /// Numbers for a route: one for each of its steps and for its end.
    fn next_route(&mut self, steps: usize) -> u32 {
        let number = self.routes;
        self.routes += steps as u32 + 2;
        number
    }

    fn step(
        &mut self,
        mut steps: Vec<Step>,
        relations: Vec<(KindId, Relation)>,
        step: &tree::Step,
    ) -> (Vec<KindId>, Vec<Step>) {
        let kinds = self.targets(&relations);
        let filter = step.filter.as_ref().map(|condition| self.condition(&kinds, condition));
        steps.push(Step { relations: Table::new(relations), filter });
        (kinds, steps)
    }

    fn targets(&self, relations: &[(KindId, Relation)]) -> Vec<KindId> {
        let each = relations.iter().flat_map(|(kind, relation)| scope::targets(self.schema, *kind, *relation));
        let mut kinds: Vec<KindId> = each.collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    fn meanings(&mut self, kinds: &[KindId], word: &Word) -> Option<Vec<(KindId, Meaning)>> {
        let meanings = scope::meanings(self.schema, kinds, &word.text);
        if meanings.is_empty() {
            self.problems.push(unknown_word(self.schema, kinds, word));
            return None;
        }
        Some(meanings)
    }

    fn relations(&mut self, kinds: &[KindId], word: &Word, filter: bool) -> Option<Vec<(KindId, Relation)>> {
        let meanings = self.meanings(kinds, word)?;
        let leads = |(kind, meaning)| Some((kind, scope::relation(self.schema, kind, meaning)?));
        let relations: Vec<(KindId, Relation)> = meanings.iter().copied().filter_map(leads).collect();
        if relations.is_empty() {
            self.problems.push(wording::no_elements(word, filter));
            return None;
        }
        Some(relations)
    }

    /// What must hold where a path stands alone: something is there. A field of yes or no must say yes.
    fn present(&self, kind: KindId, meaning: Meaning, filtered: bool) -> End {
        match meaning {
            Meaning::Relation(Relation::Field(field)) if !filtered => End::Written(field),
            Meaning::Relation(relation) => End::Reaches(relation, super::plan::ElementTest::Any),
            Meaning::Field(field) => self.present_field(kind, field),
            Meaning::Id | Meaning::Name | Meaning::Kind | Meaning::File => End::Always,
        }
    }
}

/// What stands for a condition that has problems; it is never run.
const NOTHING: Test = Test::All(Vec::new());
