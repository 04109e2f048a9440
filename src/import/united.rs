//! Neighbours that are taken out together: each takes the comma that parts it from the other, so the two cuts are made one.

use super::spot::Page;
use crate::text::Edit;

/// The same edits, in the order of the text, with cuts that touch or overlap united.
pub(super) fn united(page: Page<'_>, mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut runs: Vec<Run> = Vec::with_capacity(edits.len());
    for edit in edits {
        match runs.last_mut() {
            Some(run) if run.is_cut() && edit.text.is_empty() && edit.span.start <= run.edit.span.end => {
                run.is_shared |= edit.span.start < run.edit.span.end;
                run.edit.span.end = run.edit.span.end.max(edit.span.end);
            }
            _ => runs.push(Run { edit, is_shared: false }),
        }
    }
    runs.into_iter().map(|run| run.whole(page)).collect()
}

struct Run {
    edit: Edit,
    /// Whether two of its cuts took the same comma: then nothing stands behind the last, and the comma before the first is left over.
    is_shared: bool,
}

impl Run {
    fn is_cut(&self) -> bool {
        self.edit.text.is_empty()
    }

    fn whole(self, page: Page<'_>) -> Edit {
        let (start, end) = (self.edit.span.start as usize, self.edit.span.end as usize);
        let before = page.before(start);
        match self.is_shared {
            false => self.edit,
            true if before.trim().is_empty() && page.is_over(page.behind(end)) => page.cut_lines(start, end),
            true => match before.trim_end().strip_suffix(',') {
                Some(rest) => page.replace(start - (before.len() - rest.len()), end, ""),
                None => self.edit,
            },
        }
    }
}
