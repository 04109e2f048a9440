//! Addresses of files as editors write them, to paths and back.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;

/// The path of a `file:` address; none for others, such as those of buffers that have never been saved.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_ref().strip_prefix("file://")?;
    let path = rest.get(rest.find('/')?..)?;
    let path = decoded(path)?;
    // `/c:/kb` on Windows.
    let bytes = path.as_bytes();
    let drive = bytes.get(2) == Some(&b':') && bytes.get(1).is_some_and(u8::is_ascii_alphabetic);
    Some(PathBuf::from(if drive { path.get(1..)? } else { path.as_str() }))
}

/// The address of a path.
pub(super) fn of(path: &Path) -> Uri {
    let path = path.to_string_lossy().replace('\\', "/");
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "file:///" });
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(byte as char),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    Uri::from(uri)
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: u8| (byte as char).to_digit(16);
            let (high, low) = (digit(rest.next()?)?, digit(rest.next()?)?);
            bytes.push((high * 16 + low) as u8);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_to_paths_and_back() {
        for text in ["/a b/größe 😀#1?.cx", "/plain/x.yaml"] {
            assert_eq!(path(&of(Path::new(text))).as_deref(), Some(Path::new(text)));
        }
        assert_eq!(path(&Uri::from("file:///c%3A/kb/a.cx")), Some(PathBuf::from("c:/kb/a.cx")));
        assert_eq!(path(&Uri::from("file://localhost/kb/a.cx")), Some(PathBuf::from("/kb/a.cx")));
        for other in ["untitled:Untitled-1", "file:///%", "file:///%zz", "file:///%ff", "git:/a.cx"] {
            assert_eq!(path(&Uri::from(other)), None, "{other}");
        }
    }
}
