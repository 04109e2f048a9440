//! The service blueprint of a journey: what people see, what happens before and behind the scenes, in rows of steps that fit a page.

use minijinja::Value;

use super::lanes;
use super::sheets::{self, Sheet};
use super::table::Table;
use crate::model::ElementRef;
use crate::present::Journey;
use crate::site::base::Base;
use crate::site::record::{Record, record};

/// Steps in one row at most.
const ROW: usize = 7;

/// The ranges of steps that stand in one row each, as even as possible.
pub(super) fn rows(steps: usize, most: usize) -> Vec<std::ops::Range<usize>> {
    let count = steps.div_ceil(most.max(1)).max(1);
    let at = |row: usize| row * steps / count;
    (0..count).map(|row| at(row)..at(row + 1)).collect()
}

/// The values of the page.
pub(super) fn values(base: &Base<'_>, element: ElementRef<'_>, journey: &Journey<'_>) -> Record {
    let lanes = lanes::of_blueprint(base, journey);
    let page = sheets::file(base, element, None);
    let table = |steps: std::ops::Range<usize>| {
        let caption = format!("{}: {} {}–{}", element.name(), base.words.get("lane_step"), steps.start + 1, steps.end);
        let table = Table { base, journey, lanes: &lanes, steps, curve: false, page: &page };
        Value::from_safe_string(table.html(&caption))
    };
    record! {
        title => format!("{}: {}", element.name(), base.words.get("view_blueprint")),
        here => base.of(element.kind_id()).list.as_str(),
        kind => base.of(element.kind_id()).value.clone(),
        name => base.named(element),
        page => page.as_str(),
        views => Value::from_safe_string(sheets::views(base, element, Some(Sheet::Blueprint))),
        tables => rows(journey.steps.len(), ROW).into_iter().map(table).collect::<Vec<_>>(),
    }
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn rows_are_even_and_hold_every_step_once() {
        assert_eq!(rows(12, 7), [0..6, 6..12]);
        assert_eq!((rows(3, 7).len(), rows(3, 7).first()), (1, Some(&(0..3))));
        assert_eq!((rows(0, 7).len(), rows(0, 7).first()), (1, Some(&(0..0))));
        let sixty = rows(60, 7);
        assert!(sixty.iter().all(|row| (6..=7).contains(&row.len())), "{sixty:?}");
        assert_eq!((sixty.first().map(|row| row.start), sixty.last().map(|row| row.end)), (Some(0), Some(60)));
    }
}
