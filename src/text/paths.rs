//! Addresses in texts that name files, and paths without detours.

use std::borrow::Cow;

use camino::{Utf8Path, Utf8PathBuf};

/// The path of a file that an address of a link names, if it names one: no address of the web, nothing from the root of a disk.
pub fn named_file(address: &str) -> Option<Cow<'_, str>> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let is_local = !path.is_empty() && !path.starts_with(['/', '\\']) && !path.contains(':') && !path.starts_with("[[");
    is_local.then(|| decoded(path))
}

/// `%20` as a blank.
fn decoded(path: &str) -> Cow<'_, str> {
    if !path.contains('%') {
        return Cow::Borrowed(path);
    }
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after
            .get(..2)
            .and_then(|code| std::str::from_utf8(code).ok())
            .and_then(|code| u8::from_str_radix(code, 16).ok());
        match code.filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(path), Cow::Owned)
}

/// A path as an address of a link in Markdown: what would end it is written as its number.
pub fn as_address(path: &Utf8Path) -> String {
    let mut address = String::with_capacity(path.as_str().len());
    for c in path.as_str().chars() {
        match c {
            ' ' | '(' | ')' | '<' | '>' | '%' | '#' | '?' | '"' | '\'' | '\\' => {
                address.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c => address.push(c),
        }
    }
    address
}

/// A path without `.` and `..`, as far as it stays below the root.
pub fn flat(path: &Utf8Path) -> Utf8PathBuf {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.as_str().split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/").into()
}

/// What `path` names as seen from `folder`, both with `/` on every system.
pub fn beside(folder: &Utf8Path, path: &str) -> Utf8PathBuf {
    flat([folder.as_str(), "/", path].concat().as_str().into())
}

/// The way from the folder `from` to the file `to`, both below the root.
pub fn way(from: &Utf8Path, to: &Utf8Path) -> Utf8PathBuf {
    let parts = |path: &Utf8Path| {
        path.as_str().split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let (from, to) = (parts(from), parts(to));
    let common = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let up = from.iter().skip(common).map(|_| "..".to_owned());
    up.chain(to.into_iter().skip(common)).collect::<Vec<_>>().join("/").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_files_when_nothing_says_otherwise() {
        assert_eq!(named_file("docs/a%20b.pdf?x#y").as_deref(), Some("docs/a b.pdf"));
        assert_eq!(named_file("100%/ä.pdf").as_deref(), Some("100%/ä.pdf"));
        for address in ["https://example.org", "mailto:x@example.org", "#unten", "/etc", ""] {
            assert_eq!(named_file(address), None, "{address}");
        }
        assert_eq!(flat("a/./b/../c.png".into()), "a/c.png");
        assert_eq!(flat("../c.png".into()), "../c.png");
    }

    #[test]
    fn a_path_comes_back_from_an_address() {
        let path = "größe (1)/100 % #2?.pdf";
        let address = as_address(path.into());
        assert!(!address.contains([' ', '(', ')', '#', '?']), "{address}");
        assert_eq!(named_file(&address).as_deref(), Some(path));
    }

    #[test]
    fn the_way_leads_from_folder_to_file() {
        for (from, to, way_between) in [
            ("", "a/b.pdf", "a/b.pdf"),
            ("a", "a/b.pdf", "b.pdf"),
            ("x/y", "a/b.pdf", "../../a/b.pdf"),
            ("a/ä", "a/c", "../c"),
        ] {
            assert_eq!(way(from.into(), to.into()), way_between);
            assert_eq!(beside(from.into(), way_between), to);
        }
    }
}
