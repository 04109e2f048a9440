//! Rules of a team's own: what `touchbase.yaml` says of them, understood against the schema, and what they find.

use super::level::Levels;
use super::{Context, Findings, named};
use crate::config::{Decision, Rule, Written};
use crate::diagnostic::{Diagnostic, Level};
use crate::model::ElementRef;
use crate::schema::KindId;
use crate::select::{self, Problem, Selector, Template};
use crate::text::Span;

/// The rules of a run.
#[derive(Debug, Default)]
pub(super) struct Rules<'a> {
    ready: Vec<Ready<'a>>,
    /// What is wrong with the others, at its place.
    pub(super) problems: Vec<(Span, Problem)>,
}

/// A rule that can be run.
#[derive(Debug)]
struct Ready<'a> {
    rule: &'a Rule,
    selector: Selector,
    message: Template,
    help: Option<Template>,
}

/// How grave the findings of a rule are, unless somebody decides otherwise.
pub fn level(rule: &Rule) -> Level {
    if rule.level == Decision::Deny { Level::Error } else { Level::Warning }
}

impl<'a> Rules<'a> {
    /// Understands the rules of the configuration.
    pub(super) fn of(context: &Context<'a>) -> Rules<'a> {
        let mut rules = Rules::default();
        for rule in &context.config.rules {
            if named(&rule.name).is_some() {
                let problem = Problem::new(0..0, format!("There is a check `{}` already.", rule.name));
                rules.problems.push((rule.span, problem.help("choose another name for the rule")));
            }
            let ready = rules.ready(context, rule).filter(|_| named(&rule.name).is_none());
            rules.ready.extend(ready);
        }
        rules
    }

    fn ready(&mut self, context: &Context<'a>, rule: &'a Rule) -> Option<Ready<'a>> {
        let (schema, today) = (&context.model.schema, context.options.today);
        let parse = |written: &Written| select::parse(&written.text, schema, today);
        let selector = rule.select.as_ref().and_then(|written| self.good(written, parse(written)));
        if let (Some(selector), Some(written)) = (&selector, &rule.select) {
            self.report(written, selector.strangers(context.model));
        }
        // Where the selector is not understood, messages are about any kind.
        let all = || schema.kinds().map(|(id, _)| id).collect();
        let kinds: Vec<KindId> = selector.as_ref().map_or_else(all, Selector::kinds);
        let mut template = |written: &Written| {
            let template = self.good(written, Template::parse(&written.text, schema, &kinds, today))?;
            self.report(written, template.strangers(context.model));
            Some(template)
        };
        let message = rule.message.as_ref().and_then(&mut template);
        let help = rule.help.as_ref().map(&mut template);
        Some(Ready { rule, selector: selector?, message: message?, help: help.flatten() })
    }

    fn good<T>(&mut self, written: &Written, result: Result<T, Vec<Problem>>) -> Option<T> {
        result.map_err(|problems| self.report(written, problems)).ok()
    }

    fn report(&mut self, written: &Written, problems: Vec<Problem>) {
        let placed = |problem: Problem| match written.place(problem.range.clone()) {
            Some(place) => (place, problem),
            None => (written.span, Problem { meant: None, ..problem }),
        };
        self.problems.extend(problems.into_iter().map(placed));
    }

    /// Whether the rule of this name can be run.
    pub(super) fn can_run(&self, name: &str) -> bool {
        self.ready.iter().any(|ready| ready.rule.name == name)
    }

    /// How many rules can be run.
    pub(super) fn len(&self) -> usize {
        self.ready.len()
    }

    /// Runs the rule with this number.
    pub(super) fn run(&self, number: usize, context: &Context<'_>) -> Vec<Diagnostic> {
        let Some(ready) = self.ready.get(number) else { return Vec::new() };
        let rule = ready.rule;
        let levels = Levels::of(&rule.name, level(rule), context.config, context.options, context.sources);
        let mut findings = Findings::new(rule.name.clone(), &levels, context.config);
        if levels.is_on() {
            ready.find(context, &mut findings);
        }
        findings.into_list()
    }
}

impl Ready<'_> {
    fn find(&self, context: &Context<'_>, findings: &mut Findings<'_>) {
        let fits = |element: &ElementRef<'_>| findings.wanted(element.id_span()) && !context.is_incomplete(*element);
        let elements: Vec<ElementRef<'_>> =
            self.selector.select(context.model, context.sources).into_iter().filter(fits).collect();
        let fill = |template: &Template| template.fill(&elements, context.sources, &context.config.language);
        let help = self.help.as_ref().map(fill).unwrap_or_default();
        let mut help = help.into_iter();
        for (element, message) in elements.iter().zip(fill(&self.message)) {
            let mut finding = findings.at(element.id_span(), message);
            finding.help = help.next();
            findings.push(finding);
        }
    }
}
