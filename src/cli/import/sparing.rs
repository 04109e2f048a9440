//! The bytes of a workbook, each of which is read a few times at most.
//!
//! A workbook may name one of its parts as each of a hundred thousand sheets; reading it would then take as long as it has sheets times what
//! the part unpacks to. Knows nothing of archives: it counts where is read, block by block.

use std::io::{self, Cursor, Read, Seek, SeekFrom};

/// Bytes that are counted together.
const BLOCK: usize = 4096;

/// How often a block may be read on the average of its bytes. The reader of workbooks reads each part three times, and what stands around
/// the parts a few times more.
const OFTEN: usize = 16;

/// Why no more is read, as a clause.
pub(super) const SAME: &str = "several of its sheets are one and the same";

/// Bytes that refuse to be read again and again.
pub(super) struct Sparing {
    bytes: Cursor<Vec<u8>>,
    /// How many bytes have been read of each block.
    read: Vec<usize>,
}

impl Sparing {
    /// All of a file.
    pub(super) fn new(bytes: Vec<u8>) -> Sparing {
        let read = vec![0; bytes.len() / BLOCK + 1];
        Sparing { bytes: Cursor::new(bytes), read }
    }

    /// Counts `length` bytes from `start` on; fails where that is too often.
    fn count(&mut self, start: usize, length: usize) -> io::Result<()> {
        let (mut at, end) = (start, start + length);
        while at < end {
            let next = end.min((at / BLOCK + 1) * BLOCK);
            let Some(count) = self.read.get_mut(at / BLOCK) else { break };
            *count += next - at;
            if *count > OFTEN * BLOCK {
                return Err(io::Error::other(SAME));
            }
            at = next;
        }
        Ok(())
    }
}

impl Read for Sparing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let start = self.bytes.position() as usize;
        let length = self.bytes.read(buffer)?;
        self.count(start, length).map(|()| length)
    }
}

impl Seek for Sparing {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_a_few_times_only() {
        let mut bytes = Sparing::new(vec![b'x'; 3 * BLOCK]);
        let mut times = 0;
        let refusal = loop {
            let mut part = Vec::new();
            let read = bytes.seek(SeekFrom::Start(100)).and_then(|_| bytes.by_ref().take(5000).read_to_end(&mut part));
            match read {
                Ok(length) => assert_eq!(length, 5000),
                Err(error) => break error,
            }
            times += 1;
        };
        assert_eq!((times, refusal.to_string() == SAME), (16, true));
        let mut rest = Vec::new();
        assert!(bytes.seek(SeekFrom::Start(8192)).and_then(|_| bytes.read_to_end(&mut rest)).is_ok());
        assert_eq!(rest.len(), BLOCK);
    }
}
