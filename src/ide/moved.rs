//! Where a place of a text is after somebody has typed: what stands before and behind the change stays with its text.

/// A change of one text into another, as the one stretch in which they differ.
#[derive(Debug, Clone, Copy)]
pub struct Moved {
    /// Bytes that both begin with.
    before: u32,
    /// Bytes that both end with.
    behind: u32,
    old: u32,
    new: u32,
}

impl Moved {
    /// The change from `old` to `new`.
    pub fn between(old: &str, new: &str) -> Moved {
        let (a, b) = (old.as_bytes(), new.as_bytes());
        let before = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let rest = a.len().min(b.len()) - before;
        let behind = a.iter().rev().zip(b.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
        Moved { before: before as u32, behind: behind as u32, old: a.len() as u32, new: b.len() as u32 }
    }

    /// Where something that begins at the byte `offset` of the old text begins in the new one: behind what was put right before it.
    pub fn start(self, offset: u32) -> u32 {
        if self.is_behind(offset) { self.behind(offset) } else { self.within(offset) }
    }

    /// Where something that ends at the byte `offset` of the old text ends in the new one: before what was put right behind it.
    pub fn end(self, offset: u32) -> u32 {
        if offset > self.before && self.is_behind(offset) { self.behind(offset) } else { self.within(offset) }
    }

    fn is_behind(self, offset: u32) -> bool {
        offset >= self.old - self.behind
    }

    fn behind(self, offset: u32) -> u32 {
        self.new - (self.old - offset.min(self.old))
    }

    /// Before the change, or within it: as near as can be told.
    fn within(self, offset: u32) -> u32 {
        if offset <= self.before { offset } else { offset.min(self.new - self.behind) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_move_with_their_text() {
        let (old, new) = ("team größe {}\nteam b {}", "team größe 😀 {}\nteam b {}");
        let moved = Moved::between(old, new);
        for (at, c) in old.char_indices() {
            assert!(new[moved.start(at as u32) as usize..].starts_with(c), "{at}");
        }
        assert_eq!(Moved::between("aaa", "aa").end(3), 2);
        assert_eq!(Moved::between("abc", "").end(2), 0);
        assert_eq!(Moved::between("", "abc").end(0), 0);
    }
}
