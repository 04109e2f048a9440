//! Renaming as people ask for it: what they have, what they want, what they find afterwards.

mod generated;
mod names;
mod rename;

use touchbase::Compilation;
use touchbase::check::Options;
use touchbase::refactor::{self, Plan, Refusal};
use touchbase::text::{Edit, Sources};

use crate::support::base;

type Files<'f> = &'f [(&'f str, &'f str)];

/// The compilation of `files` and the plan that renames `old`.
fn plan(files: Files<'_>, old: &str, new: &str, formerly: bool) -> (Compilation, Result<Plan, Refusal>) {
    let compilation = base(files);
    let element = compilation.model.lookup(old).expect("the element is there").0.id();
    let plan = refactor::rename(&compilation, element, new, formerly, &Options::default());
    (compilation, plan)
}

fn name_plan(files: Files<'_>, old: &str, new: &str, alias: bool) -> (Compilation, Result<Plan, Refusal>) {
    let compilation = base(files);
    let element = compilation.model.lookup(old).expect("the element is there").0.id();
    let plan = refactor::display_name(&compilation, element, new, alias, &Options::default());
    (compilation, plan)
}

fn edited(compilation: &Compilation, edits: &[Edit]) -> Sources {
    compilation.sources.edited(edits).expect("edits fit")
}

/// The text of the only file after a plan.
fn after((compilation, plan): (Compilation, Result<Plan, Refusal>)) -> String {
    let plan = plan.unwrap_or_else(|refusal| panic!("{refusal:?}"));
    let sources = edited(&compilation, &plan.edits);
    let texts: Vec<String> = sources.iter().map(|(_, source)| source.text.to_string()).collect();
    texts.join("=====\n")
}

/// Why it was refused, with the lines of the places.
fn refusal((compilation, plan): (Compilation, Result<Plan, Refusal>)) -> String {
    let refusal = plan.expect_err("it is refused");
    let place = |(span, what): &(touchbase::text::Span, String)| {
        let source = compilation.sources.get(span.source);
        format!(" | {}:{} {what}", source.path, source.position(span.start).line)
    };
    refusal.message + &refusal.places.iter().map(place).collect::<String>()
}

/// What a plan leaves to look at, with lines.
fn notes((compilation, plan): (Compilation, Result<Plan, Refusal>)) -> Vec<String> {
    let plan = plan.unwrap_or_else(|refusal| panic!("{refusal:?}"));
    let line = |span: touchbase::text::Span| compilation.sources.get(span.source).position(span.start).line;
    plan.notes.iter().map(|note| format!("{}: {}", note.place.map_or(0, line), note.text)).collect()
}
