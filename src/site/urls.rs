//! Addresses: which links authors may write, and how text becomes part of an address.

/// The schemes an author's link may have; everything else is shown as text.
const SCHEMES: &[&str] = &["http", "https", "mailto", "tel"];

/// The address to link to when `url`, as an author wrote it (entities decoded), is one a reader can safely follow;
/// none for scripts, data, unknown schemes and addresses relative to nothing.
pub(super) fn external(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once(':')?;
    let known = SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let clean = !rest.is_empty() && !url.chars().any(|c| c.is_control() || c.is_whitespace());
    (known && clean).then(|| encoded(url, b"%:/?#[]@!$&'()*+,;=-._~"))
}

/// Where a file can be changed, for an address under which it can be seen: the hosts of repositories have one for each.
pub(super) fn editing(repository: &str) -> String {
    let pairs = [("/blob/", "/edit/"), ("/src/branch/", "/_edit/")];
    let known = pairs.iter().find(|(seen, _)| repository.contains(seen));
    known.map_or_else(|| repository.to_owned(), |(seen, changed)| repository.replacen(seen, changed, 1))
}

/// A path below the site, ready to stand in `href`: letters of other scripts and spaces are percent-encoded.
pub(super) fn path(path: &str) -> String {
    encoded(path, b"/-._~")
}

/// Percent-encodes every byte of `text` that is neither an ASCII letter or digit nor in `plain`.
fn encoded(text: &str, plain: &[u8]) -> String {
    let mut url = String::with_capacity(text.len());
    for &byte in text.as_bytes() {
        if byte.is_ascii_alphanumeric() || plain.contains(&byte) {
            url.push(char::from(byte));
        } else {
            url.push_str(&format!("%{byte:02X}"));
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::{editing, external, path};

    #[test]
    fn only_known_schemes_become_links() {
        assert_eq!(external("https://example.org/a?b=c#d").as_deref(), Some("https://example.org/a?b=c#d"));
        assert_eq!(external(" MAILTO:mia@example.org ").as_deref(), Some("MAILTO:mia@example.org"));
        for url in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "//example.org",
            "x.html",
            "https:",
            "http://a b",
        ] {
            assert_eq!(external(url), None, "{url}");
        }
    }

    #[test]
    fn editing_is_beside_seeing() {
        assert_eq!(editing("https://github.com/o/r/blob/main/kb"), "https://github.com/o/r/edit/main/kb");
        assert_eq!(editing("https://gitlab.com/o/r/-/blob/main"), "https://gitlab.com/o/r/-/edit/main");
        assert_eq!(editing("https://codeberg.org/o/r/src/branch/main"), "https://codeberg.org/o/r/_edit/main");
        assert_eq!(editing("https://example.org/files"), "https://example.org/files");
    }

    #[test]
    fn addresses_are_percent_encoded() {
        assert_eq!(
            external("https://example.org/größe\"><b>").as_deref(),
            Some("https://example.org/gr%C3%B6%C3%9Fe%22%3E%3Cb%3E")
        );
        assert_eq!(path("personas/möwe.html"), "personas/m%C3%B6we.html");
    }
}
