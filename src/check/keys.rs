//! Numbers that two elements have in common when a check has to compare them: found without comparing each with each.

use crate::model::ElementId;

/// Whom a key belongs to: an element of the file or of the base, by its number, or something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Holder(u32);

impl Holder {
    /// No element, but something else that has the key.
    pub(super) const NONE: Holder = Holder(u32::MAX);

    /// The element with this number.
    pub(super) fn element(number: u32) -> Holder {
        Holder(number)
    }

    /// The element, if it is one.
    pub(super) fn id(self) -> Option<ElementId> {
        (self != Holder::NONE).then_some(ElementId(self.0))
    }

    /// The same element, when its file begins behind `first` others.
    fn behind(self, first: u32) -> Holder {
        Holder(self.0.saturating_add(first))
    }
}

/// The keys of elements, in the order of these.
#[derive(Debug, Default)]
pub(super) struct Keys {
    keys: Vec<u64>,
    /// Each holder, with where its keys end.
    ends: Vec<(Holder, u32)>,
}

impl Keys {
    /// Adds the keys that `each` gives, which are those of `holder`; what it gives twice counts once.
    pub(super) fn add(&mut self, holder: Holder, each: impl FnOnce(&mut dyn FnMut(u64))) {
        let start = self.keys.len();
        each(&mut |key| self.keys.push(key));
        if let Some(own) = self.keys.get_mut(start..) {
            own.sort_unstable();
        }
        let mut last = None;
        let mut kept = start;
        for at in start..self.keys.len() {
            let key = self.keys.get(at).copied();
            if key != last
                && let (Some(key), Some(place)) = (key, self.keys.get_mut(kept))
            {
                *place = key;
                kept += 1;
            }
            last = key;
        }
        self.keys.truncate(kept);
        if kept > start {
            self.ends.push((holder, kept as u32));
        }
    }

    /// The holder of the key with this number.
    fn holder(&self, at: usize) -> Holder {
        let next = self.ends.partition_point(|(_, end)| *end as usize <= at);
        self.ends.get(next).map_or(Holder::NONE, |(holder, _)| *holder)
    }
}

/// Of the keys of several files, those that several holders have, with each of these; sorted. Holders of a file stand behind as many
/// others as is given with it.
pub(super) fn shared(files: &[(u32, &Keys)]) -> Vec<(u64, Holder)> {
    let twice = Twice::of(files);
    let mut shared: Vec<(u64, Holder)> = Vec::new();
    for (first, keys) in files {
        let of_file = keys.keys.iter().enumerate().filter(|(_, key)| twice.has(**key));
        shared.extend(of_file.map(|(at, key)| (*key, keys.holder(at).behind(*first))));
    }
    shared.sort_unstable();
    let several = |group: &&[(u64, Holder)]| group.len() > 1;
    shared.chunk_by(|one, other| one.0 == other.0).filter(several).flatten().copied().collect()
}

/// Which keys came by at least twice: all of these, and of the others few enough that sorting them costs little.
struct Twice {
    seen: Vec<u64>,
    again: Vec<u64>,
}

impl Twice {
    fn of(files: &[(u32, &Keys)]) -> Twice {
        let count: usize = files.iter().map(|(_, keys)| keys.keys.len()).sum();
        let slots = (count * 8).next_power_of_two().max(64);
        let mut twice = Twice { seen: vec![0; slots / 64], again: vec![0; slots / 64] };
        for key in files.iter().flat_map(|(_, keys)| &keys.keys) {
            let (at, bit) = twice.place(*key);
            if let (Some(seen), Some(again)) = (twice.seen.get_mut(at), twice.again.get_mut(at)) {
                *again |= *seen & bit;
                *seen |= bit;
            }
        }
        twice
    }

    fn has(&self, key: u64) -> bool {
        let (at, bit) = self.place(key);
        self.again.get(at).is_some_and(|again| again & bit != 0)
    }

    /// The word and the bit of a key.
    fn place(&self, key: u64) -> (usize, u64) {
        let spread = spread(key);
        ((spread as usize >> 6) & (self.seen.len() - 1), 1 << (spread & 63))
    }
}

/// Spreads a number over all bits.
pub(super) fn spread(number: u64) -> u64 {
    let mixed = (number ^ (number >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(of: &[(u32, &[u64])]) -> Keys {
        let mut keys = Keys::default();
        for (holder, own) in of {
            keys.add(Holder::element(*holder), |give| own.iter().for_each(|key| give(*key)));
        }
        keys
    }

    #[test]
    fn a_key_is_shared_when_two_have_it() {
        let keys = keys(&[(0, &[7, 9, 7]), (1, &[]), (2, &[9, 1]), (5, &[2, 3, 9])]);
        let shared: Vec<(u64, Option<ElementId>)> =
            shared(&[(0, &keys)]).into_iter().map(|(key, holder)| (key, holder.id())).collect();
        assert_eq!(shared, [0, 2, 5].map(|id| (9, Some(ElementId(id)))));
    }

    #[test]
    fn what_is_no_element_shares_too_and_has_no_place_among_them() {
        let mut keys = keys(&[(3, &[4])]);
        keys.add(Holder::NONE, |give| give(4));
        let shared = shared(&[(10, &keys)]);
        assert_eq!(shared.iter().map(|(_, holder)| holder.id()).collect::<Vec<_>>(), [Some(ElementId(13)), None]);
    }
}
