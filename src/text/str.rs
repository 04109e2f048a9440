//! A cheap, owned piece of text: most often a slice of a source, sharing its bytes.

use std::borrow::Borrow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, Range};
use std::sync::Arc;

/// Text that is either a slice of a shared source or stands alone. Cloning copies no bytes.
///
/// Trees and models hold millions of short texts; as slices of their sources they cost no memory of their own,
/// and without a lifetime the results can be cached, sent between threads and kept by an editor.
#[derive(Clone)]
pub struct Str {
    bytes: Arc<str>,
    start: u32,
    end: u32,
}

impl Str {
    /// The bytes `start..end` of `source`; the empty text when the range is not a valid slice.
    pub fn slice(source: &Arc<str>, start: usize, end: usize) -> Str {
        match source.get(start..end) {
            Some(_) => Str { bytes: source.clone(), start: start as u32, end: end as u32 },
            None => Str::default(),
        }
    }

    /// Where in its source this piece stands; none when it stands alone (or is all of its source).
    pub fn place(&self) -> Option<Range<usize>> {
        let range = self.start as usize..self.end as usize;
        (range.len() < self.bytes.len()).then_some(range)
    }

    /// A part of this piece; the empty text when `range` is not a valid slice of it.
    pub fn part(&self, range: Range<usize>) -> Str {
        match self.get(range.clone()) {
            Some(text) if text.len() == self.len() => self.clone(),
            Some(_) if self.place().is_some() => {
                let from = |offset: usize| self.start + offset as u32;
                Str { bytes: self.bytes.clone(), start: from(range.start), end: from(range.end) }
            }
            // A part of a text that stands alone has no place in a source either.
            Some(text) => Str::from(text),
            None => Str::default(),
        }
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        self.bytes.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

impl Default for Str {
    fn default() -> Str {
        Str { bytes: Arc::from(""), start: 0, end: 0 }
    }
}

impl From<&str> for Str {
    fn from(text: &str) -> Str {
        Str { bytes: Arc::from(text), start: 0, end: text.len() as u32 }
    }
}

impl From<String> for Str {
    fn from(text: String) -> Str {
        Str { end: text.len() as u32, start: 0, bytes: Arc::from(text) }
    }
}

impl Deref for Str {
    type Target = str;
    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl Borrow<str> for Str {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for Str {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq for Str {
    fn eq(&self, other: &Str) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Str {}

impl PartialEq<str> for Str {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Str {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialOrd for Str {
    fn partial_cmp(&self, other: &Str) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Str {
    fn cmp(&self, other: &Str) -> std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for Str {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Debug for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slice_knows_its_place_and_a_copy_has_none() {
        let source: Arc<str> = Arc::from("größe 😀");
        assert_eq!(Str::slice(&source, 2, 4).as_str(), "ö");
        assert_eq!(Str::slice(&source, 2, 4).place(), Some(2..4));
        assert_eq!(Str::slice(&source, 3, 4).as_str(), "");
        assert_eq!(Str::from("ö").place(), None);
    }
}
