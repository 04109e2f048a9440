//! The version of the language: what kinds, fields and notation there are and mean.

use std::fmt;

/// A version of the language. Of two with one major number, the one with the greater minor number reads whatever the other reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// Rises when something that was right before is wrong now, or means something else.
    pub major: u32,
    /// Rises when something is added.
    pub minor: u32,
}

/// The version that this touchbase reads and writes. `docs/versioning.md` says when it rises.
pub const LANGUAGE: Version = Version { major: 1, minor: 0 };

impl Version {
    /// Reads `1.0`; none for anything else.
    pub fn parse(text: &str) -> Option<Version> {
        let (major, minor) = text.split_once('.')?;
        let number = |digits: &str| digits.bytes().all(|c| c.is_ascii_digit()).then(|| digits.parse().ok())?;
        Some(Version { major: number(major)?, minor: number(minor)? })
    }

    /// Whether whatever is written in `other` can be read where this version is.
    pub fn reads(self, other: Version) -> bool {
        self.major == other.major && self.minor >= other.minor
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_reads_those_before_it_until_something_breaks() {
        let reads = |one: &str, other: &str| Some(Version::parse(one)?.reads(Version::parse(other)?));
        assert_eq!(["1.0", "1.2", "2.0"].map(|other| reads("1.1", other)), [Some(true), Some(false), Some(false)]);
        assert_eq!(["1", "1.", ".1", "1.x", "+1.0", "1.0.0", ""].map(Version::parse), [None; 7]);
        assert_eq!(Version::parse(&LANGUAGE.to_string()), Some(LANGUAGE));
    }
}
