//! How much happens at a touchpoint: steps, journeys and the lowest feeling, counted in one pass over all journeys.

use rustc_hash::FxHashMap;

use crate::model::{ElementId, ElementRef};
use crate::site::base::Base;

/// What journeys say of one touchpoint.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Reach {
    /// Steps that lead to it.
    pub(super) steps: usize,
    /// Journeys in which they are.
    pub(super) journeys: usize,
    /// The worst feeling of anybody in one of these steps.
    pub(super) lowest: Option<i64>,
}

/// The reach of every touchpoint that a journey in use passes.
pub(super) struct Reaches(FxHashMap<ElementId, Reach>);

impl Reaches {
    pub(super) fn of(base: &Base<'_>) -> Reaches {
        let mut all: FxHashMap<ElementId, (Reach, Option<ElementId>)> = FxHashMap::default();
        for element in in_use(base, "journey") {
            for step in base.journey(element).into_iter().flat_map(|journey| journey.steps.iter()) {
                let Some(touchpoint) = step.touchpoint else { continue };
                let (reach, last) = all.entry(touchpoint.id()).or_default();
                reach.steps += 1;
                reach.journeys += usize::from(last.replace(element.id()) != Some(element.id()));
                reach.lowest = reach.lowest.into_iter().chain(step.feelings.lowest()).min();
            }
        }
        Reaches(all.into_iter().map(|(id, (reach, _))| (id, reach)).collect())
    }

    /// That of one touchpoint.
    pub(super) fn at(&self, touchpoint: ElementRef<'_>) -> Reach {
        self.0.get(&touchpoint.id()).copied().unwrap_or_default()
    }
}

/// The elements of a kind that are in use, in alphabetical order.
pub(super) fn in_use<'b, 'm>(base: &'b Base<'m>, kind: &str) -> impl Iterator<Item = ElementRef<'m>> + use<'b, 'm> {
    base.of_kind(kind).filter(|element| element.status() != "retired")
}

/// Whether a touchpoint is measured: by metrics of its own, of a signature interaction there, or of a larger touchpoint that it is
/// part of.
pub(super) fn is_measured(touchpoint: ElementRef<'_>) -> bool {
    let from = |kind: &'static str, key: &'static str| {
        let found = touchpoint.backlinks().filter(move |reference| reference.field().key == key);
        found.map(|reference| reference.from()).filter(move |from| from.is(kind) && from.status() == "active")
    };
    touchpoint.says("metrics")
        || from("signature", "touchpoint").next().is_some()
        || from("touchpoint", "parts").any(|whole| whole.says("metrics"))
}

/// Whether a touchpoint belongs to customers among themselves or to the public, where nobody can be asked to measure.
pub(super) fn is_run_by_others(touchpoint: ElementRef<'_>) -> bool {
    matches!(touchpoint.word("control"), Some("community" | "earned"))
}

/// The teams and partners that answer for a touchpoint or run it, each once.
pub(super) fn teams<'m>(touchpoint: ElementRef<'m>) -> Vec<ElementRef<'m>> {
    let named = [touchpoint.target("operator"), touchpoint.target("owner")];
    let mut teams: Vec<ElementRef<'m>> = Vec::new();
    for team in named.into_iter().flatten().filter_map(team_of) {
        if !teams.contains(&team) {
            teams.push(team);
        }
    }
    teams
}

/// The team of a role; teams and partners stand for themselves.
fn team_of(owner: ElementRef<'_>) -> Option<ElementRef<'_>> {
    if owner.is("role") { owner.target("team") } else { Some(owner) }
}
