//! How people feel in many steps together: how often each feeling, and their sum.
//!
//! An experience is the sum of all encounters; a mean would hide the bad ones.

use std::fmt::Write;

use crate::present::format;
use crate::site::base::Base;

/// How many times each feeling from −2 to 2 is felt.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mood([usize; 5]);

impl Mood {
    /// Counts one more feeling.
    pub(super) fn add(&mut self, value: i64) {
        let at = usize::try_from(value.clamp(-2, 2) + 2).unwrap_or_default();
        if let Some(count) = self.0.get_mut(at) {
            *count += 1;
        }
    }

    /// Number of feelings.
    pub(super) fn count(&self) -> usize {
        self.0.iter().sum()
    }

    /// Number of bad feelings.
    pub(super) fn bad(&self) -> usize {
        self.0.iter().take(2).sum()
    }

    /// All feelings added up.
    pub(super) fn sum(&self) -> i64 {
        (-2..).zip(self.0).map(|(value, count)| value * i64::try_from(count).unwrap_or(i64::MAX)).sum()
    }

    /// The counts as a list with bars, the best feeling first; empty where nothing is felt.
    pub(super) fn html(&self, base: &Base<'_>) -> String {
        let most = self.0.iter().copied().max().unwrap_or_default();
        if most == 0 {
            return String::new();
        }
        let mut html = String::from("<dl class=\"mood\">");
        for (value, count) in [-2, -1, 0, 1, 2].into_iter().zip(self.0).rev() {
            let (sign, word) = (format::signed(value), base.words.feeling(value));
            let width = (count * 1000 / most) as f64 / 10.0;
            let number = format::number(count as f64, &base.words);
            let _ = write!(
                html,
                "<div><dt><span class=\"num\">{sign}</span> {word}</dt><dd><svg aria-hidden=\"true\"><rect class=\"m{at}\" width=\"{width}%\" height=\"100%\" rx=\"2\"/></svg><span class=\"num\">{number}</span></dd></div>",
                at = value + 2
            );
        }
        html + "</dl>"
    }
}

impl FromIterator<i64> for Mood {
    fn from_iter<I: IntoIterator<Item = i64>>(values: I) -> Mood {
        let mut mood = Mood::default();
        values.into_iter().for_each(|value| mood.add(value));
        mood
    }
}

#[cfg(test)]
mod tests {
    use super::Mood;

    #[test]
    fn feelings_are_counted_and_added_up() {
        let mood: Mood = [-2, -2, -1, 0, 2, 9].into_iter().collect();
        assert_eq!((mood.count(), mood.bad(), mood.sum()), (6, 3, -1));
        assert_eq!(mood, Mood([2, 1, 1, 0, 2]));
        assert_eq!(Mood::default().sum(), 0);
    }
}
