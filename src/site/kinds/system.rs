//! The page of a system: which processes run on it, and which touchpoints and steps stand still without it.

use super::steps::{self, Column};
use super::{columns, push_section, rows, users};
use crate::model::ElementRef;
use crate::site::base::Base;

/// Processes and touchpoints shown; how many more there are is said.
const SHOWN: usize = 24;

/// The sections of the page of `system`.
pub(super) fn of(base: &Base<'_>, system: ElementRef<'_>) -> String {
    let processes = users(base, system, "process", &["systems"]);
    let on = |kind: &str| {
        let mut all: Vec<_> =
            processes.iter().flat_map(|process| users(base, *process, kind, &["backstage"])).collect();
        all.sort_by_key(|one| (base.rank(one.root()), one.id()));
        all.dedup();
        all
    };
    let (touchpoints, steps) = (on("touchpoint"), on("step"));
    let gist = |one: ElementRef<'_>| base.gist_html(one);
    let lists = columns(&[
        (base.plural("process"), rows(base, &processes, SHOWN, gist)),
        (base.plural("touchpoint"), rows(base, &touchpoints, SHOWN, gist)),
    ]);
    let mut html = String::new();
    push_section("_rests", base.words.get("depends"), &lists, &mut html);
    let table = steps::table(base, "_steps", &steps, &[Column::Touchpoint, Column::Feels]);
    push_section("_steps", base.plural("step"), &table, &mut html);
    html
}
