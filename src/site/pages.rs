//! Long lists in parts: which items a part holds, what range that is, and links to the others.

use minijinja::{Value, context};

use crate::present::{Words, format};

/// Number of parts for `len` items; an empty list has one part, which says that it is empty.
pub(super) fn parts(len: usize, per_page: usize) -> usize {
    len.div_ceil(per_page).max(1)
}

/// The items of one part.
pub(super) fn part<T>(items: &[T], part: usize, per_page: usize) -> &[T] {
    let from = (part * per_page).min(items.len());
    items.get(from..(from + per_page).min(items.len())).unwrap_or_default()
}

/// `1 to 250 of 600`, or the number alone when everything is on one page.
pub(super) fn range(words: &Words, len: usize, part: usize, per_page: usize) -> String {
    if len <= per_page {
        return words.counted(("entries_1", "entries_n"), len);
    }
    let number = |n: usize| format::number(n as f64, words);
    let (from, to) = (part * per_page + 1, ((part + 1) * per_page).min(len));
    words.get("list_range").replace("{from}", &number(from)).replace("{to}", &number(to)).replace("{n}", &number(len))
}

/// Up to this many parts, all of them are linked from each.
const ALL: usize = 40;
/// Parts linked to either side of the present one, where there are more.
const AROUND: usize = 6;

/// Links to the parts; the present one has no address. Of very many, the first, the last and those around the present one, so that
/// the pages together grow with the list and not with its square; `gap` says that some are left out before.
pub(super) fn links(len: usize, part: usize, per_page: usize, name: impl Fn(usize) -> String) -> Vec<Value> {
    let shown = numbers(parts(len, per_page), part);
    let mut next = 0;
    let link = |at: usize| {
        let gap = at > next;
        next = at + 1;
        context! { label => at + 1, href => (at != part).then(|| name(at)), gap }
    };
    shown.into_iter().map(link).collect()
}

/// The parts to link, of `parts`, from number `part`.
fn numbers(parts: usize, part: usize) -> Vec<usize> {
    let wanted = |at: &usize| parts <= ALL || *at == 0 || at + 1 == parts || at.abs_diff(part) <= AROUND;
    (0..parts).filter(wanted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_in_exactly_one_part() {
        let items: Vec<usize> = (0..501).collect();
        let all: Vec<usize> = (0..parts(501, 250)).flat_map(|at| part(&items, at, 250).to_vec()).collect();
        assert_eq!(all, items);
        assert_eq!(parts(0, 250), 1);
        assert_eq!(part(&items, 9, 250), &[] as &[usize]);
    }

    #[test]
    fn very_many_parts_are_not_all_linked() {
        assert_eq!(numbers(40, 7), (0..40).collect::<Vec<_>>());
        assert_eq!(numbers(50, 0), [0, 1, 2, 3, 4, 5, 6, 49]);
        assert_eq!(numbers(50, 45), [0, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49]);
        let links = links(500, 20, 10, |at| format!("p{at}"));
        let gaps = links.iter().filter(|link| link.get_attr("gap").is_ok_and(|gap| gap.is_true())).count();
        assert_eq!((links.len(), gaps), (15, 2));
    }

    #[test]
    fn ranges_are_said_in_words() {
        let words = Words::of("de");
        assert_eq!(range(&words, 501, 2, 250), "501 bis 501 von 501");
        assert_eq!(range(&words, 3, 0, 250), "3 Einträge");
    }
}
