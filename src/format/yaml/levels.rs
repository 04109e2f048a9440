//! The levels of indentation that are open at a line: the column each has in the source and the one it gets.

use super::STEP;

/// A list or a map that is open.
#[derive(Debug, Clone, Copy)]
struct Level {
    old: usize,
    new: usize,
    list: bool,
}

/// The open levels, the innermost last.
#[derive(Debug, Clone, Default)]
pub(super) struct Levels {
    open: Vec<Level>,
}

impl Levels {
    /// Goes to the level of an item or a key at the column `old`; the column it gets. What is neither opens no level.
    pub(super) fn enter(&mut self, old: usize, list: bool, key: bool) -> usize {
        // A list may stand level with its key: the key's map is open below it.
        while self.open.pop_if(|level| level.old > old || level.old == old && level.list && !list).is_some() {}
        match self.open.last() {
            Some(level) if level.old == old && level.list == list => level.new,
            last => {
                let new = last.map_or(0, |level| level.new + STEP);
                if list || key {
                    self.open.push(Level { old, new, list });
                }
                new
            }
        }
    }

    /// The innermost level: its column in the source and the one it gets.
    pub(super) fn innermost(&self) -> (usize, usize) {
        self.open.last().map_or((0, 0), |level| (level.old, level.new))
    }

    /// The column of a comment that stands at `old` before a line that moves from one column to another.
    pub(super) fn column_of_comment(&self, old: usize, next: Option<(usize, usize)>) -> usize {
        let level = self.open.iter().rev().find(|level| level.old <= old);
        match (next, level) {
            (Some((from, to)), _) if from == old => to,
            (_, Some(level)) if level.old == old => level.new,
            (Some((from, to)), _) if old < from => to,
            (_, Some(level)) => level.new + STEP,
            (Some((_, to)), None) => to,
            (None, None) => 0,
        }
    }
}
