//! A text with missing ends to a text that is whole: where a bracket or a text in quotes is never closed, a mark shows
//! the grammar where it most plausibly ends, so that one forgotten `}` is one fault and not a file that cannot be read.
//!
//! A whole text is passed on untouched. For any other, several readings are tried, from trusting every bracket to
//! trusting the indentation, and the one with the fewest mistakes is taken: a file whose nesting is right keeps it,
//! however it is indented. Brackets that nest too deep are left out. Places in the mended text map back to the source.

use std::borrow::Cow;

use super::begin::Begin;
use super::lexer::{self, Event, Trust};
use crate::syntax::MAX_DEPTH;

/// Ends a bracket or text that was never closed.
pub(super) const END: char = '\u{1d}';
/// Begins a body whose brace is missing.
pub(super) const BEGIN: char = '\u{19}';
const OPEN: char = '\u{1a}';
/// Stands for a bracket that closes or opens nothing.
const STRAY: char = '\u{1c}';
const DEEP: char = '\u{1b}';

/// The text the grammar reads, and how its places map to the source.
#[derive(Debug)]
pub(super) struct Mended<'t> {
    /// The text, with marks.
    pub(super) text: Cow<'t, str>,
    /// Where in the source brackets nest too deep, the first such place.
    pub(super) too_deep: Option<usize>,
    shifts: Vec<Shift>,
}

/// From `at` in the mended text on, the source is `source` further.
#[derive(Debug, Clone, Copy)]
struct Shift {
    at: usize,
    source: usize,
}

impl Mended<'_> {
    /// The place in the source of a place in the mended text.
    pub(super) fn source(&self, at: usize) -> usize {
        let next = self.shifts.partition_point(|shift| shift.at <= at);
        match next.checked_sub(1).and_then(|last| self.shifts.get(last)) {
            Some(shift) => shift.source + (at - shift.at),
            None => at,
        }
    }
}

/// Puts marks where `text` lacks an end, and spaces for other blanks; see the module.
pub(super) fn mend(text: &str) -> Mended<'_> {
    let skim = Skim::of(text);
    if skim.whole && !skim.odd {
        return Mended { text: Cow::Borrowed(text), too_deep: None, shifts: Vec::new() };
    }
    let reading = if skim.whole { plain_reading(text) } else { best_reading(text) };
    let too_deep = reading.deep.first().map(|group| group.0);
    let (text, shifts) = apply(text, &marks(text, &reading));
    Mended { text: Cow::Owned(text), too_deep, shifts }
}

/// What a first look at a text finds.
struct Skim {
    /// Every bracket and text is closed, and none nests too deep.
    whole: bool,
    /// There are blanks other than space and tab, or characters that are marks.
    odd: bool,
}

impl Skim {
    fn of(text: &str) -> Skim {
        let mut open = [false; MAX_DEPTH];
        let mut depth = 0;
        let mut skim = Skim { whole: true, odd: has_marks(text) };
        let scan = lexer::read(text, Trust::Quotes, false, |event| match event {
            Event::Open { list, .. } => match open.get_mut(depth) {
                Some(slot) => {
                    *slot = list;
                    depth += 1;
                }
                None => skim.whole = false,
            },
            Event::Close { list, .. } => match depth.checked_sub(1) {
                Some(above) if open.get(above) == Some(&list) => depth = above,
                _ => skim.whole = false,
            },
            Event::Unclosed { .. } => skim.whole = false,
            Event::Blank { .. } => skim.odd = true,
            Event::Line { .. } => {}
        });
        skim.whole &= depth == 0 && scan.doubts == 0;
        skim
    }
}

fn is_mark(byte: u8) -> bool {
    matches!(byte, 0x19..=0x1d)
}

fn has_marks(text: &str) -> bool {
    text.as_bytes().chunks(64).any(|chunk| chunk.iter().fold(false, |found, byte| found | is_mark(*byte)))
}

/// What of the indentation a reading believes.
#[derive(Debug, Clone, Copy)]
struct Belief {
    /// A block header in column 0 begins a new block at the top; a line that begins a field or block is in no list.
    headers: bool,
    /// A closing brace that begins its line closes what is opened on a line of the same indentation.
    closers: bool,
    /// A closing brace that does not begin its line closes what is opened on that line; no bracket is meant to be doubled.
    inline: bool,
    /// A field or block that begins left of, or level with, an opened block is not in that block; one that begins right
    /// of a header above it is in that block.
    lines: bool,
}

const BELIEFS: [Belief; 5] = [
    Belief { headers: true, closers: true, inline: true, lines: true },
    Belief { headers: true, closers: true, inline: false, lines: true },
    Belief { headers: true, closers: true, inline: false, lines: false },
    Belief { headers: true, closers: false, inline: false, lines: false },
    Belief { headers: false, closers: false, inline: false, lines: false },
];

/// One way to read the brackets of a text.
#[derive(Debug, Default)]
struct Reading {
    /// What is not closed or closes nothing.
    mistakes: usize,
    /// Where bodies begin that have no brace, in order.
    begins: Vec<usize>,
    /// Where brackets end that are not closed, in order.
    ends: Vec<usize>,
    /// Brackets that close or open nothing.
    strays: Vec<usize>,
    /// Brackets beyond the limit of depth: first byte, one past the last.
    deep: Vec<(usize, usize)>,
    /// Unclosed texts: first byte and end.
    texts: Vec<(usize, usize)>,
    /// Blanks other than space and tab: first byte and end.
    blanks: Vec<(usize, usize)>,
}

/// The reading of a text that is whole.
fn plain_reading(text: &str) -> Reading {
    let mut blanks = Vec::new();
    lexer::read(text, Trust::Quotes, false, |event| {
        if let Event::Blank { at, end } = event {
            blanks.push((at, end));
        }
    });
    Reading { blanks, ..Reading::default() }
}

/// The reading with the fewest mistakes; of equals, the one that believes most. A text in `"""` that swallows what follows
/// it hides the mistakes in there, so quotes are trusted only if they leave no doubt.
fn best_reading(text: &str) -> Reading {
    let mut best: Option<Reading> = None;
    for trust in [Trust::Lines, Trust::Quotes] {
        let mut events = Vec::new();
        let scan = lexer::read(text, trust, true, |event| events.push(event));
        if trust == Trust::Quotes && scan.doubts > 0 {
            break;
        }
        for belief in BELIEFS {
            let reading = Stack::read(&events, belief, scan.last);
            if best.as_ref().is_none_or(|best| reading.mistakes < best.mistakes) {
                best = Some(reading);
            }
        }
    }
    best.unwrap_or_default()
}

/// An opened bracket.
#[derive(Debug, Clone, Copy)]
struct Opened {
    list: bool,
    map: bool,
    indent: usize,
    line: usize,
}

/// The brackets that are open at a place, while a reading is made.
struct Stack {
    open: Vec<Opened>,
    braces: usize,
    deep_from: Option<usize>,
    /// Indentation of the line before, when that is a header without a body.
    bare: Option<usize>,
    /// Where a brace is missing between a header and a key behind it.
    inline: Option<usize>,
    reading: Reading,
}

impl Stack {
    fn read(events: &[Event], belief: Belief, last: usize) -> Reading {
        let mut stack = Stack {
            open: Vec::new(),
            braces: 0,
            deep_from: None,
            bare: None,
            inline: None,
            reading: Reading::default(),
        };
        for event in events {
            stack.step(*event, belief);
        }
        while !stack.open.is_empty() {
            stack.end(last);
        }
        stack.reading
    }

    fn step(&mut self, event: Event, belief: Belief) {
        if !matches!(event, Event::Line { .. } | Event::Blank { .. }) {
            self.bare = None;
        }
        match event {
            Event::Open { at, doubled: true, .. } if belief.inline => self.stray(at),
            Event::Open { at, list, map, indent, line, .. } => self.open(at, Opened { list, map, indent, line }),
            Event::Close { at, list: true, line, before, .. } => self.close_list(at, line, before),
            Event::Close { at, list: false, first: true, indent, before, .. } => {
                let aligned = if belief.closers { self.align(indent, before) } else { Aligned::Unknown };
                self.close_brace(at, before, aligned);
            }
            Event::Close { at, list: false, line, before, .. } => {
                let opened_above = belief.inline && self.brace().is_some_and(|brace| brace.line != line);
                match self.inline.take() {
                    Some(body) if opened_above && body >= line => self.begin(body),
                    _ => self.close_brace(at, before, if opened_above { Aligned::Right } else { Aligned::Unknown }),
                }
            }
            Event::Line { begin, indent, before } => self.line(begin, indent, before, belief),
            Event::Blank { at, end } => self.reading.blanks.push((at, end)),
            Event::Unclosed { at, end } => {
                self.reading.mistakes += 1;
                self.reading.texts.push((at, end));
            }
        }
    }

    fn open(&mut self, at: usize, opened: Opened) {
        if self.open.len() == MAX_DEPTH {
            self.deep_from = Some(at);
        }
        self.braces += usize::from(!opened.list);
        self.open.push(opened);
    }

    /// Takes the innermost bracket, which ends at `end`, away; whether it was one of those to be left out.
    fn pop(&mut self, end: usize) -> bool {
        let Some(opened) = self.open.pop() else { return false };
        self.braces -= usize::from(!opened.list);
        if self.open.len() == MAX_DEPTH
            && let Some(from) = self.deep_from.take()
        {
            self.reading.deep.push((from, end));
        }
        self.open.len() >= MAX_DEPTH
    }

    /// Ends the innermost bracket without a closing one.
    fn end(&mut self, at: usize) {
        self.reading.mistakes += 1;
        if !self.pop(at) {
            self.reading.ends.push(at);
        }
    }

    fn stray(&mut self, at: usize) {
        self.reading.mistakes += 1;
        if self.open.len() <= MAX_DEPTH {
            self.reading.strays.push(at);
        }
    }

    /// The nearest brace, if it is near.
    fn brace(&self) -> Option<Opened> {
        self.open.iter().rev().take(2 * MAX_DEPTH).find(|opened| !opened.list).copied()
    }

    fn top(&self) -> Option<Opened> {
        self.open.last().copied()
    }

    /// `]` closes the nearest list; maps in it that began on the same line end with it.
    fn close_list(&mut self, at: usize, line: usize, before: usize) {
        let in_line = self.open.iter().rev().take(MAX_DEPTH).take_while(|opened| opened.list || opened.line == line);
        let Some(above) = in_line.take(MAX_DEPTH).position(|opened| opened.list) else { return self.stray(at) };
        for _ in 0..above {
            self.end(before);
        }
        self.pop(at + 1);
    }

    /// Ends what was opened further right than the closing brace at `indent`, if something was opened level with it.
    fn align(&mut self, indent: usize, before: usize) -> Aligned {
        let near = self.open.iter().rev().take(2 * MAX_DEPTH);
        let level = near.clone().position(|opened| !opened.list && opened.indent == indent);
        match level {
            Some(above) => {
                for _ in 0..above {
                    self.end(before);
                }
                Aligned::Level
            }
            None if near.clone().find(|opened| !opened.list).is_some_and(|opened| opened.indent < indent) => {
                Aligned::Right
            }
            None => Aligned::Unknown,
        }
    }

    /// `}` closes the nearest brace; lists in it end with it.
    fn close_brace(&mut self, at: usize, before: usize, aligned: Aligned) {
        if self.braces == 0 || matches!(aligned, Aligned::Right) {
            return self.stray(at);
        }
        while self.top().is_some_and(|top| top.list) {
            self.end(before);
        }
        self.pop(at + 1);
    }

    /// A line that begins with a key or a block header, `indent` bytes from the margin.
    fn line(&mut self, begin: Begin, indent: usize, before: usize, belief: Belief) {
        if belief.lines {
            self.begin_missing(begin, indent, before);
        }
        while belief.headers && self.top().is_some_and(|top| top.list) {
            self.end(before);
        }
        while belief.closers && self.top().is_some_and(|top| top.map && top.indent >= indent) {
            self.end(before);
        }
        while belief.headers && begin != Begin::Key && indent == 0 && !self.open.is_empty() {
            self.end(before);
        }
        while belief.lines && self.top().is_some_and(|top| !top.list && top.indent >= indent) {
            self.end(before);
        }
    }

    /// Begins the body of the header above, when this line stands right of it and the header has no brace.
    fn begin_missing(&mut self, begin: Begin, indent: usize, before: usize) {
        if let Some(header) = self.bare.take()
            && header < indent
        {
            self.begin(before);
            self.open(before, Opened { list: false, map: false, indent: header, line: before });
        }
        self.bare = (begin == Begin::Bare).then_some(indent);
        self.inline = if let Begin::Inline(at) = begin { Some(at) } else { None };
    }

    /// A body begins without a brace.
    fn begin(&mut self, at: usize) {
        self.reading.mistakes += 1;
        if self.open.len() < MAX_DEPTH {
            self.reading.begins.push(at);
        }
    }
}

/// How a closing brace stands to what is open.
enum Aligned {
    /// Level with an opening line.
    Level,
    /// Further right than the innermost opening line.
    Right,
    /// The indentation tells nothing.
    Unknown,
}

/// A change to the text: the bytes `at..to` become `mark`. Of two at one place, the lower rank comes first.
#[derive(Debug, Clone, Copy)]
struct Mark {
    at: usize,
    to: usize,
    rank: u8,
    mark: char,
}

fn marks(text: &str, reading: &Reading) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut put = |at: usize, to: usize, rank, mark| marks.push(Mark { at, to, rank, mark });
    let kept = |at: usize| !in_groups(&reading.deep, at);
    for (at, end) in reading.texts.iter().copied().filter(|(at, _)| kept(*at)) {
        put(at, at + 1, 2, OPEN);
        put(end, end, 0, END);
    }
    reading.begins.iter().for_each(|at| put(*at, *at, 1, BEGIN));
    reading.ends.iter().for_each(|at| put(*at, *at, 1, END));
    reading.strays.iter().filter(|at| kept(**at)).for_each(|at| put(*at, at + 1, 2, STRAY));
    reading.deep.iter().for_each(|(at, to)| put(*at, *to, 0, DEEP));
    reading.blanks.iter().filter(|(at, _)| kept(*at)).for_each(|(at, end)| put(*at, *end, 2, ' '));
    if has_marks(text) {
        let own = text.bytes().enumerate().filter(|(_, byte)| is_mark(*byte)).map(|(at, _)| at);
        own.filter(|at| kept(*at)).for_each(|at| put(at, at + 1, 2, ' '));
    }
    marks.sort_by_key(|mark| (mark.at, mark.rank));
    marks.dedup_by(|a, b| a.at == b.at && a.mark == ' ' && b.mark == ' ');
    marks
}

fn in_groups(groups: &[(usize, usize)], at: usize) -> bool {
    let next = groups.partition_point(|group| group.0 <= at);
    next.checked_sub(1).and_then(|last| groups.get(last)).is_some_and(|group| at < group.1)
}

fn apply(text: &str, marks: &[Mark]) -> (String, Vec<Shift>) {
    let mut mended = String::with_capacity(text.len() + marks.len());
    let mut shifts = Vec::with_capacity(marks.len());
    let mut at = 0;
    for mark in marks {
        mended.push_str(text.get(at..mark.at).unwrap_or_default());
        mended.push(mark.mark);
        at = mark.to;
        shifts.push(Shift { at: mended.len(), source: at });
    }
    mended.push_str(text.get(at..).unwrap_or_default());
    (mended, shifts)
}
