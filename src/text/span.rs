//! Where something stands: a source and a range of bytes in it.

/// The number of a source within its [`Sources`](super::Sources).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// A half-open range of bytes, `start..end`, in one source. Ordered by source, then start, then end.
///
/// Offsets are 32 bits: the loader refuses files beyond a limit far below 4 GiB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The source pointed into.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The bytes `start..end` of `source`.
    pub fn new(source: SourceId, start: usize, end: usize) -> Span {
        Span { source, start: start as u32, end: end as u32 }
    }

    /// An empty span at the beginning of `source`: the place of a finding about the whole file.
    pub fn file(source: SourceId) -> Span {
        Span { source, start: 0, end: 0 }
    }

    /// Whether it is the place of a finding about the whole file.
    pub fn is_file(self) -> bool {
        self.start == 0 && self.end == 0
    }

    /// The span as a range of `usize`, for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// From the start of `self` to the end of `last`, which stands in the same source.
    pub fn to(self, last: Span) -> Span {
        Span { end: last.end.max(self.start), ..self }
    }

    /// The part `from..to` of this span, counted in bytes from its start and cut at its end.
    pub fn sub(self, from: usize, to: usize) -> Span {
        let clamp = |offset: usize| (self.start as usize + offset).min(self.end as usize) as u32;
        Span { start: clamp(from), end: clamp(to), ..self }
    }

    /// The empty span just behind this one.
    pub fn after(self) -> Span {
        Span { start: self.end, ..self }
    }

    /// Whether `offset` lies in the span; its end counts, so that a cursor behind the last letter is inside.
    pub fn touches(self, offset: u32) -> bool {
        self.start <= offset && offset <= self.end
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}
