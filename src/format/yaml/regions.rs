//! What each line of a YAML file is part of: a text or brackets of several lines, a section that must be kept, or nothing of that.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::{Line, STEP};
use crate::syntax::{File, Style, Value, ValueKind, yaml};
use crate::text::Source;

/// What a line is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Region {
    /// It begins something itself, or is blank, or a comment.
    None,
    /// `---` or `...`.
    Marker,
    /// The rest of a value of several lines, which moves along with its first line.
    Moved,
    /// The content of a `|` or `>` text.
    Content {
        /// How far its lines are indented.
        indent: usize,
        /// Whether its indentation is told by a number, which counts from that of the key.
        relative: bool,
    },
    /// Something that must be kept byte for byte.
    Verbatim,
}

/// The regions of a file, line by line, and the places of its keys.
pub(super) struct Regions {
    lines: Vec<Region>,
    keys: FxHashSet<u32>,
}

impl Regions {
    /// Finds the regions; none where a fault stands in no section.
    pub(super) fn of(file: &File, source: &Source, lines: &[Line]) -> Option<Regions> {
        let (documents, ..) = yaml::document_values(file.source, source);
        let regions = Regions { lines: vec![Region::None; lines.len()], keys: FxHashSet::default() };
        let mut finder = Finder { source, lines, regions };
        documents.iter().for_each(|document| finder.value(document));
        finder.markers();
        finder.sections(file)?;
        Some(finder.regions)
    }

    pub(super) fn of_line(&self, number: usize) -> Region {
        self.lines.get(number).copied().unwrap_or(Region::None)
    }

    /// Whether a key begins at the byte `at`.
    pub(super) fn is_key(&self, at: usize) -> bool {
        self.keys.contains(&(at as u32))
    }
}

struct Finder<'f> {
    source: &'f Source,
    lines: &'f [Line],
    regions: Regions,
}

impl Finder<'_> {
    fn text(&self, line: &Line) -> &str {
        self.source.text.get(line.content..line.end).unwrap_or_default()
    }

    fn line_of(&self, at: u32) -> usize {
        self.lines.partition_point(|line| line.start <= at as usize).saturating_sub(1)
    }

    fn value(&mut self, value: &Value) {
        let brackets = self.source.slice(value.span).starts_with(['[', '{']);
        match &value.kind {
            ValueKind::List(values) => {
                if brackets {
                    self.rest_of(value, Region::Moved);
                }
                values.iter().for_each(|value| self.value(value));
            }
            ValueKind::Map(entries) => {
                if brackets {
                    self.rest_of(value, Region::Moved);
                }
                for entry in entries {
                    self.regions.keys.insert(entry.key.span.start);
                    self.value(&entry.value);
                }
            }
            ValueKind::Scalar { style: Style::Block, .. } => self.block(value),
            ValueKind::Scalar { .. } => self.rest_of(value, Region::Moved),
            ValueKind::Empty | ValueKind::Junk => {}
        }
    }

    fn rest_of(&mut self, value: &Value, region: Region) {
        let (first, last) = (self.line_of(value.span.start), self.line_of(value.span.end));
        for line in self.regions.lines.iter_mut().take(last + 1).skip(first + 1) {
            // Outer brackets come first, and what they hold moves with them.
            if *line == Region::None {
                *line = region;
            }
        }
    }

    fn block(&mut self, value: &Value) {
        let text = self.source.slice(value.span);
        let header = text.split([' ', '\t', '\n', '\r', '#']).next().unwrap_or_default();
        let first = self.line_of(value.span.start) + 1;
        let content = self.lines.iter().skip(first).find(|line| !line.is_blank());
        let relative = header.contains(|c: char| c.is_ascii_digit());
        let indent = content.map_or(STEP, |line| line.column());
        self.rest_of(value, Region::Content { indent, relative });
        if header.contains('+') {
            self.kept_blanks(self.line_of(value.span.end) + 1, Region::Content { indent, relative });
        }
    }

    /// Blank lines behind a text that keeps them.
    fn kept_blanks(&mut self, from: usize, region: Region) {
        let blank = self.lines.iter().skip(from).take_while(|line| line.is_blank()).count();
        self.regions.lines.iter_mut().skip(from).take(blank).for_each(|line| *line = region);
    }

    fn markers(&mut self) {
        for (at, line) in self.lines.iter().enumerate() {
            let text = self.text(line);
            let marks =
                line.column() == 0 && (text.starts_with("---") || text.starts_with("...") || text.starts_with('%'));
            let alone =
                text.get(3..).is_none_or(|rest| rest.trim_start().is_empty() || rest.trim_start().starts_with('#'));
            if marks && self.regions.lines.get(at) == Some(&Region::None) {
                let region = if alone { Region::Marker } else { Region::Verbatim };
                if let Some(slot) = self.regions.lines.get_mut(at) {
                    *slot = region;
                }
            }
        }
    }

    /// Marks the sections that hold a fault or something unusual.
    fn sections(&mut self, file: &File) -> Option<()> {
        let begins = |(at, line): (usize, &Line)| {
            let first = self.text(line).chars().next()?;
            let free = !matches!(self.regions.of_line(at), Region::Moved | Region::Content { .. });
            (line.column() == 0 && free && !matches!(first, '#' | '-')).then_some(at)
        };
        let begins: Vec<usize> = self.lines.iter().enumerate().filter_map(begins).collect();
        let faulty = file.faults.iter().map(|fault| self.line_of(fault.span.start));
        let odd: Vec<usize> = (0..self.lines.len()).filter(|at| self.is_odd(*at)).collect();
        let section = |line: usize| {
            let next = begins.partition_point(|begin| *begin <= line);
            let begin = *begins.get(next.checked_sub(1)?)?;
            Some((begin, begins.get(next).copied().unwrap_or(self.lines.len())))
        };
        // each once, however many faults it holds
        let kept: BTreeSet<(usize, usize)> = faulty.chain(odd).map(section).collect::<Option<_>>()?;
        kept.into_iter().for_each(|(begin, end)| self.keep_section(begin, end));
        Some(())
    }

    /// Keeps the lines of a section up to the last that holds something of it.
    fn keep_section(&mut self, begin: usize, end: usize) {
        let lines = self.lines.get(begin..end).unwrap_or_default();
        let margin = |line: &&Line| line.is_blank() || line.column() == 0 && self.text(line).starts_with('#');
        let behind = lines.iter().rev().take_while(margin).count();
        let length = lines.len() - behind;
        self.regions.lines.iter_mut().skip(begin).take(length).for_each(|line| *line = Region::Verbatim);
    }

    /// Whether a line holds what this layout does not know how to move.
    fn is_odd(&self, at: usize) -> bool {
        let Some(line) = self.lines.get(at).filter(|line| !line.is_blank()) else { return false };
        if self.regions.of_line(at) != Region::None {
            return false;
        }
        let indent = self.source.text.get(line.start..line.content).unwrap_or_default();
        let mut text = self.text(line);
        while let Some(rest) = text.strip_prefix("- ") {
            text = rest.trim_start_matches(' ');
        }
        indent.contains('\t')
            || text.starts_with(['?', '&', '!', '*', '\t'])
            || text.starts_with("-\t")
            || text.starts_with(": ")
    }
}
