//! How far two texts are apart, asked only up to a few edits.

/// The number of edits (a character more, less or another one, or two neighbours swapped) between two texts, if it is at most
/// `limit`.
///
/// Other than a full distance, it gives up at the first characters of texts that have little in common, as nearly all pairs do.
pub(super) fn within(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    (0..=limit).find(|edits| reaches(a, b, *edits))
}

fn reaches(a: &[char], b: &[char], edits: usize) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(same..).unwrap_or_default(), b.get(same..).unwrap_or_default());
    if a.len().abs_diff(b.len()) > edits {
        return false;
    }
    match (a, b) {
        ([], _) | (_, []) => true,
        _ if edits == 0 => false,
        ([a0, a_rest @ ..], [b0, b_rest @ ..]) => {
            reaches(a_rest, b_rest, edits - 1)
                || reaches(a_rest, b, edits - 1)
                || reaches(a, b_rest, edits - 1)
                || match (a_rest, b_rest) {
                    ([a1, a_rest @ ..], [b1, b_rest @ ..]) => {
                        a0 == b1 && a1 == b0 && reaches(a_rest, b_rest, edits - 1)
                    }
                    _ => false,
                }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_agrees_with_the_full_distance(a in "[abä]{0,8}", b in "[abä]{0,8}") {
            let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            let full = strsim::osa_distance(&a, &b);
            prop_assert_eq!(within(&x, &y, 2), (full <= 2).then_some(full));
        }
    }
}
