//! A `.cx` tree to canonical layout: two blanks a step, one field a line, one blank line between blocks.
//!
//! ```text
//! persona mia "Mia" {          a block: opened on its header's line, closed on a line of its own
//!   type: customer             a field a line
//!   channels: [app, phone]     a list or map on one line where it fits and its first item stands beside the bracket
//!   needs: [
//!     "Rest",                  else an item a line
//!   ]
//! }
//! channel app { type: app }    a block of fields only, written on one line, stays there where it fits
//! ```
//! Comments stay where they are: on lines of their own, behind what ends on their line, or behind an opening bracket. Several fields on
//! one line stay together when a comment stands behind them, since it is about all of them. At most one blank line stays between two
//! lines. What holds a fault is kept byte for byte, with its indentation.

mod measure;
mod value;

use super::draft::{Draft, breaks, lines};
use super::{STEP, WIDTH};
use crate::syntax::{self, Block, Comment, Entry, Field, File, Item, Value};
use crate::text::{Source, Span};

/// The layout of `file`; none where a fault stands so that nothing around it can be moved.
pub(super) fn draft<'s>(file: &'s File, source: &'s Source) -> Option<Draft<'s>> {
    let mut faults: Vec<u32> = file.faults.iter().map(|fault| fault.span.start).collect();
    faults.sort_unstable();
    let draft = Draft::new(file.source, source);
    let mut printer = Printer { source, comments: &file.comments, faults, draft, next: 0, moved: None };
    let parts: Vec<Part<'_>> = file.items.iter().map(Part::Item).collect();
    let all = Span::new(file.source, 0, source.text.len());
    if !printer.faults_lie_in(all, &parts) {
        return None;
    }
    printer.sequence(&parts, Inside { of: Container::File, end: source.text.len(), depth: 0 });
    if !(parts.is_empty() && file.comments.is_empty()) {
        printer.draft.line_break();
    }
    Some(printer.draft)
}

/// What stands on lines of its own: in a file, a body, a list or a map.
#[derive(Clone, Copy)]
enum Part<'f> {
    Item(&'f Item),
    Value(&'f Value),
    Entry(&'f Entry),
}

impl Part<'_> {
    fn span(self) -> Span {
        match self {
            Part::Item(item) => item.span(),
            Part::Value(value) => value.span,
            Part::Entry(entry) => entry.key.span.to(entry.value.span),
        }
    }

    fn start(self) -> usize {
        self.span().start as usize
    }

    fn end(self) -> usize {
        self.span().end as usize
    }

    fn is_block(self) -> bool {
        matches!(self, Part::Item(Item::Block(_)))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Container {
    File,
    Body,
    List,
    Map,
}

/// What parts stand in, up to where, and how deep.
#[derive(Debug, Clone, Copy)]
struct Inside {
    of: Container,
    end: usize,
    depth: usize,
}

struct Printer<'s> {
    source: &'s Source,
    comments: &'s [Comment],
    /// Where faults begin, in order.
    faults: Vec<u32>,
    draft: Draft<'s>,
    /// The comment that comes next.
    next: usize,
    /// A comment that has been printed ahead of its turn.
    moved: Option<usize>,
}

/// Where the thing before ends, and whether a blank line must follow it.
#[derive(Clone, Copy, Default)]
struct Before {
    end: Option<usize>,
    blank: bool,
}

impl<'s> Printer<'s> {
    fn between(&self, from: usize, to: usize) -> &'s str {
        self.source.text.get(from..to).unwrap_or_default()
    }

    fn on_one_line(&self, from: usize, to: usize) -> bool {
        !self.between(from, to).contains(['\n', '\r'])
    }

    // --- sequences ---

    fn sequence(&mut self, parts: &[Part<'s>], inside: Inside) {
        let mut before = Before::default();
        // Parts before `apart` stand on one line and do not stay together.
        let (mut at, mut apart) = (0, 0);
        while let Some(part) = parts.get(at).copied() {
            before.blank = at > 0 && self.wants_blank(parts, at, inside.of);
            let directive = self.own_lines(part.start(), inside.depth, &mut before);
            let end_of_line = if at < apart { at + 1 } else { self.end_of_line(parts, at) };
            let limit = parts.get(end_of_line).map_or(inside.end, |next| next.start());
            let line = parts.get(at..end_of_line).unwrap_or_default();
            let group = if self.stays_together(line, limit, directive, inside.of) { line.len() } else { 1 };
            if group == 1 {
                apart = end_of_line;
            }
            self.line(&mut before, part.start(), inside.depth, self.is_verbatim(part));
            let end = self.group(line.get(..group).unwrap_or_default(), inside);
            at += group;
            let limit = parts.get(at).map_or(inside.end, |next| next.start());
            before.end = Some(self.trailing(limit).unwrap_or(end));
        }
        self.own_lines(inside.end, inside.depth, &mut before);
    }

    /// Begins a line for what stands at `start`, behind a blank line where one stands there or is due.
    fn line(&mut self, before: &mut Before, start: usize, depth: usize, verbatim: bool) {
        if let Some(end) = before.end {
            let blank = before.blank || breaks(self.between(end, start)) > 1;
            self.draft.line_break();
            if blank {
                self.draft.line_break();
            }
        } else if depth > 0 {
            self.draft.line_break();
        }
        before.blank = false;
        if !verbatim {
            self.draft.blanks(depth * STEP);
        }
    }

    /// Whether a blank line is due before a block at the top: around each block that takes more than a line.
    fn wants_blank(&self, parts: &[Part<'s>], at: usize, of: Container) -> bool {
        let (Some(before), Some(part)) = (parts.get(at - 1), parts.get(at)) else { return false };
        let blocks = of == Container::File && before.is_block() && part.is_block();
        let has_blank = || {
            let mut gap = lines(self.between(before.end(), part.start())).skip(1).peekable();
            std::iter::from_fn(|| gap.next().filter(|_| gap.peek().is_some())).any(|line| line.trim().is_empty())
        };
        blocks && !(self.part_fits(*before, WIDTH) && self.part_fits(*part, WIDTH)) && !has_blank()
    }

    /// How many parts up to the last that stands on the line of the part at `at`, counted from the first of all.
    fn end_of_line(&self, parts: &[Part<'s>], at: usize) -> usize {
        let mut last = at;
        let Some(first) = parts.get(at).filter(|part| self.on_one_line(part.start(), part.end())) else {
            return at + 1;
        };
        let mut end = first.end();
        while let Some(next) = parts.get(last + 1).filter(|next| self.on_one_line(end, next.end())) {
            end = next.end();
            last += 1;
        }
        last + 1
    }

    /// Whether several parts on one line stay there: a comment is about all of them.
    fn stays_together(&mut self, line: &[Part<'s>], limit: usize, directive: bool, of: Container) -> bool {
        let Some(last) = line.last().filter(|_| line.len() > 1) else { return false };
        let behind = self.peek(limit).filter(|comment| !comment.own_line).map(|comment| comment.span.start as usize);
        let commented = behind.is_some_and(|comment| self.on_one_line(last.end(), comment));
        let of_values = matches!(of, Container::List | Container::Map);
        (commented || directive && of_values) && line.iter().all(|part| self.part_fits(*part, usize::MAX))
    }

    /// Prints parts that share a line, or one; where they end.
    fn group(&mut self, parts: &[Part<'s>], inside: Inside) -> usize {
        let end = parts.last().map_or(0, |part| part.end());
        match parts {
            [one] if self.is_verbatim(*one) => return self.verbatim(*one),
            [one] => self.part(*one, inside),
            _ => {
                for (at, part) in parts.iter().enumerate() {
                    self.draft.put(if at > 0 { ", " } else { "" });
                    self.flat_part(*part);
                }
            }
        }
        if inside.of == Container::List {
            self.draft.put(",");
        }
        end
    }

    fn part(&mut self, part: Part<'s>, inside: Inside) {
        let room = self.room(part, inside);
        match part {
            Part::Item(Item::Block(block)) => self.block(block, inside.depth, room),
            Part::Item(Item::Field(Field { key, value, .. })) | Part::Entry(Entry { key, value }) => {
                let room = room.saturating_sub(self.key(key, value));
                self.value(value, inside.depth, room);
            }
            Part::Value(value) => self.value(value, inside.depth, room),
            Part::Item(Item::Junk(_)) => {}
        }
    }

    /// The columns that a part may take; any number where a comment to touchbase stands behind it, which is about what begins on its
    /// line.
    fn room(&mut self, part: Part<'s>, inside: Inside) -> usize {
        let source = self.source;
        let comment = self.peek(inside.end).filter(|comment| !comment.own_line).cloned();
        let spoken = comment.filter(|comment| syntax::is_directive(source, comment)).map(|comment| comment.span.start);
        let behind = spoken.is_some_and(|at| self.on_one_line(part.start(), at as usize) && part.end() <= at as usize);
        match behind {
            true => usize::MAX,
            false => WIDTH.saturating_sub(inside.depth * STEP + usize::from(inside.of == Container::List)),
        }
    }

    // --- comments ---

    /// The next comment, if it begins before `limit`.
    fn peek(&mut self, limit: usize) -> Option<&'s Comment> {
        if self.moved == Some(self.next) {
            self.next += 1;
        }
        self.comments.get(self.next).filter(|comment| (comment.span.start as usize) < limit)
    }

    /// Comments before `limit`, each on a line of its own; whether the last speaks to touchbase.
    fn own_lines(&mut self, limit: usize, depth: usize, before: &mut Before) -> bool {
        let mut directive = false;
        while let Some(comment) = self.peek(limit) {
            self.line(before, comment.span.start as usize, depth, false);
            before.end = Some(self.take(comment));
            directive = syntax::is_directive(self.source, comment);
        }
        directive
    }

    /// Keeps the next comment; where it ends.
    fn take(&mut self, comment: &Comment) -> usize {
        let (start, end) = (comment.span.start as usize, comment.span.end as usize);
        self.draft.keep(start, start + self.source.slice(comment.span).trim_end().len());
        self.next += 1;
        end
    }

    /// A comment behind what has been printed, on its line; where it ends.
    fn trailing(&mut self, limit: usize) -> Option<usize> {
        let comment = self.peek(limit).filter(|comment| !comment.own_line)?;
        self.draft.set_apart();
        Some(self.take(comment))
    }

    // --- blocks ---

    fn block(&mut self, block: &'s Block, depth: usize, room: usize) {
        if self.block_fits(block, room) {
            return self.flat_block(block);
        }
        self.header(block);
        let Some(inner) = block.inner else { return };
        let parts: Vec<Part<'_>> = block.body.iter().map(Part::Item).collect();
        let end = inner.end as usize;
        if parts.is_empty() && self.peek(end).is_none() {
            return self.draft.put(" {}");
        }
        self.opening(block, inner, depth);
        self.sequence(&parts, Inside { of: Container::Body, end, depth: depth + 1 });
        self.closing(depth, "}");
    }

    fn closing(&mut self, depth: usize, bracket: &str) {
        self.draft.line_break();
        self.draft.blanks(depth * STEP);
        self.draft.put(bracket);
    }

    fn header(&mut self, block: &'s Block) {
        self.keep(block.keyword.span);
        if let Some(id) = &block.id {
            self.draft.put(" ");
            self.keep(id.span);
        }
        if let Some(name) = &block.name {
            self.draft.put(" ");
            self.flat_value(name);
        }
    }

    /// The opening brace and the comments around it.
    fn opening(&mut self, block: &'s Block, inner: Span, depth: usize) {
        let brace = (inner.start as usize).saturating_sub(1);
        let first = block.body.first().map_or(inner.end, |item| item.span().start) as usize;
        let in_between =
            self.comments.iter().skip(self.next).take_while(|comment| (comment.span.start as usize) < brace);
        let in_between: Vec<&Comment> = in_between.collect();
        let behind = self.comments.get(self.next + in_between.len());
        let behind = behind.is_some_and(|comment| !comment.own_line && (comment.span.start as usize) < first);
        match in_between.as_slice() {
            [] => self.draft.put(" {"),
            [one] if !one.own_line && !behind => {
                self.draft.put(" { ");
                self.take(one);
                return;
            }
            _ => {
                self.trailing(brace);
                // They stand where they are: in the body, they would be about what follows there.
                let mut before = Before { end: Some(block.header.end as usize), blank: false };
                self.own_lines(brace, depth, &mut before);
                self.closing(depth, "{");
            }
        }
        if self.trailing(first).is_none() {
            self.move_directive(block.header.start as usize, inner.end as usize);
        }
    }

    /// A comment to touchbase on the line on which a block or field begins is about all of that, and stays on this line.
    pub(super) fn move_directive(&mut self, begin: usize, limit: usize) {
        let Some(comment) = self.peek(limit).filter(|comment| !comment.own_line) else { return };
        let here = self.on_one_line(begin, comment.span.start as usize);
        if here && syntax::is_directive(self.source, comment) {
            self.draft.put(" ");
            self.draft.put(self.source.slice(comment.span).trim_end());
            self.moved = Some(self.next);
        }
    }

    fn keep(&mut self, span: Span) {
        self.draft.keep(span.start as usize, span.end as usize);
    }

    // --- faults ---

    fn faults_in(&self, span: Span) -> &[u32] {
        let from = self.faults.partition_point(|fault| *fault < span.start);
        let to = self.faults.partition_point(|fault| *fault <= span.end);
        self.faults.get(from..to).unwrap_or_default()
    }

    /// Whether each fault in `span` lies in one of the parts, and those that must be kept as they are stand alone on their lines.
    fn faults_lie_in(&self, span: Span, parts: &[Part<'s>]) -> bool {
        let lies_in_part = |fault: &u32| {
            let next = parts.partition_point(|part| part.span().start <= *fault);
            next.checked_sub(1).and_then(|last| parts.get(last)).is_some_and(|part| *fault <= part.span().end)
        };
        self.faults_in(span).iter().all(lies_in_part)
            && parts.iter().all(|part| !self.is_verbatim(*part) || self.stands_alone(*part))
    }

    /// Whether a part must be kept as it is.
    fn is_verbatim(&self, part: Part<'s>) -> bool {
        match part {
            Part::Item(Item::Junk(_)) => true,
            _ if self.faults_in(part.span()).is_empty() => false,
            Part::Item(Item::Block(block)) => {
                let parts: Vec<Part<'_>> = block.body.iter().map(Part::Item).collect();
                !self.faults_lie_in(block.span, &parts)
            }
            _ => true,
        }
    }

    fn line_start(&self, at: usize) -> usize {
        self.between(0, at)
            .rfind(['\n', '\r', '\u{feff}'])
            .map_or(0, |before| before + self.between(before, at).chars().next().map_or(0, char::len_utf8))
    }

    /// Where a part ends with the comma behind it.
    fn end_with_comma(&self, part: Part<'s>) -> usize {
        let rest = self.between(part.end(), self.source.text.len());
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let comma = rest.get(blanks..).is_some_and(|rest| rest.starts_with(','));
        part.end() + if comma { blanks + 1 } else { 0 }
    }

    fn stands_alone(&self, part: Part<'s>) -> bool {
        let rest = self.between(self.end_with_comma(part), self.source.text.len());
        let rest = rest.trim_start_matches([' ', '\t']);
        let before = self.between(self.line_start(part.start()), part.start());
        before.trim().is_empty() && (rest.is_empty() || rest.starts_with(['\n', '\r']) || rest.starts_with("//"))
    }

    /// Keeps a part as it is, from the beginning of its line.
    fn verbatim(&mut self, part: Part<'s>) -> usize {
        let end = self.end_with_comma(part);
        let start = self.line_start(part.start());
        self.draft.keep_lines(start, end);
        while self.peek(end).is_some() {
            self.next += 1;
        }
        end
    }
}
