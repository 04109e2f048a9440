//! Names that are taken: which element has an id or a name, exactly or as people read it, and ids that are still free.

use rustc_hash::FxHashMap;

use crate::model::{ElementId, Model};
use crate::naming;

/// Ids, names, aliases and former ids of everything that stands by itself, by their folded form.
#[derive(Debug, Default)]
pub(super) struct Taken {
    by_fold: FxHashMap<String, Claim>,
}

/// Who has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    /// An element of the base.
    Known(ElementId),
    /// A new one, by its number.
    New(usize),
}

impl Taken {
    /// The names in `model`.
    pub(super) fn of(model: &Model) -> Taken {
        let mut taken = Taken::default();
        for element in model.elements().filter(|element| element.parent().is_none() && !element.is_nameless()) {
            let claim = Claim::Known(element.id());
            taken.claim(element.key(), claim);
            taken.claim(element.name(), claim);
            let others = ["aliases", "formerly"].into_iter().flat_map(|key| element.field(key));
            others.flat_map(|field| field.texts()).for_each(|text| taken.claim(text, claim));
        }
        taken
    }

    /// Who has `text`, or something that people take for the same.
    pub(super) fn find(&self, text: &str) -> Option<Claim> {
        self.by_fold.get(&folded(text)).copied()
    }

    /// Notes that `text` is somebody's; the first one keeps it.
    pub(super) fn claim(&mut self, text: &str, claim: Claim) {
        self.by_fold.entry(folded(text)).or_insert(claim);
    }

    /// `wished`, or the first of `wished-2`, `wished-3` … that nobody has.
    pub(super) fn free(&self, wished: &str) -> String {
        free(wished, |id| self.find(id).is_some())
    }
}

/// Names of signs only fold to nothing and are told apart by these signs.
fn folded(text: &str) -> String {
    let folded = naming::fold(text);
    if folded.is_empty() { format!("\0{text}") } else { folded }
}

/// `wished`, or the first of `wished-2`, `wished-3` … that is not taken; where numbers before it are left out, it may be a later one.
///
/// Asks as often as the number has digits, for a diagram may have ten thousand tasks of one name.
pub(super) fn free(wished: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let numbered = |number: usize| format!("{wished}-{number}");
    if !is_taken(wished) {
        return wished.to_owned();
    }
    let (mut taken, mut free) = (1_usize, 2_usize);
    while is_taken(&numbered(free)) {
        (taken, free) = (free, free * 2);
    }
    while free - taken > 1 {
        let between = taken + (free - taken) / 2;
        if is_taken(&numbered(between)) {
            taken = between;
        } else {
            free = between;
        }
    }
    numbered(free)
}

/// An id made of a name: letters first, as ids begin.
pub(super) fn id_of(name: &str, kind: &str) -> String {
    let slug = naming::slug(name);
    match slug.chars().next() {
        None => kind.to_owned(),
        Some(first) if first.is_alphabetic() => slug,
        Some(_) => format!("{kind}-{slug}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_number_that_is_free_is_found_by_few_questions() {
        for count in [0_usize, 1, 2, 3, 9, 1000] {
            let taken: Vec<String> = (1..=count)
                .map(|number| if number == 1 { "größe".into() } else { format!("größe-{number}") })
                .collect();
            let asked = std::cell::Cell::new(0);
            let is_taken = |id: &str| {
                asked.set(asked.get() + 1);
                taken.iter().any(|one| one == id)
            };
            let expected = if count == 0 { "größe".to_owned() } else { format!("größe-{}", count + 1) };
            assert_eq!(free("größe", is_taken), expected);
            assert!(asked.get() <= 24, "{count}: {}", asked.get());
        }
    }
}
