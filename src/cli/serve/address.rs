//! What a request is addressed to: whether its host is this server, and which file of the site its path means.
//!
//! Knows nothing of files: a path that leads out of the site is only one that no file has.

use std::net::IpAddr;

/// The hosts under which requests are answered. A page of a stranger can make its own name lead to this machine; its requests
/// carry that name.
#[derive(Debug, Clone)]
pub(super) struct Hosts {
    /// What `--host` says.
    asked: String,
}

impl Hosts {
    /// The loopback names, and what `--host` says.
    pub(super) fn new(asked: &str) -> Hosts {
        Hosts { asked: without_brackets(asked).to_ascii_lowercase() }
    }

    /// Whether `authority`, a host with or without a port, is one of them.
    pub(super) fn admit(&self, authority: &str) -> bool {
        let Some(host) = host(authority) else { return false };
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        let number: Option<IpAddr> = host.parse().ok();
        let everywhere = self.asked.parse::<IpAddr>().is_ok_and(|asked| asked.is_unspecified());
        // Whoever asked for every address wants those of the network; a number is nobody's name.
        host == "localhost" || host == self.asked || number.is_some_and(|number| number.is_loopback() || everywhere)
    }
}

/// The host of an authority, without brackets; none when it is none.
fn host(authority: &str) -> Option<&str> {
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?,
        None => authority.split_at(authority.find(':').unwrap_or(authority.len())),
    };
    let is_port = |port: &str| !port.is_empty() && port.len() <= 5 && port.bytes().all(|byte| byte.is_ascii_digit());
    let fine = port.is_empty() || port.strip_prefix(':').is_some_and(is_port);
    (fine && !host.is_empty()).then_some(host)
}

fn without_brackets(host: &str) -> &str {
    host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(host)
}

/// The file of the site that the path of a request means, relative to the site: `index.html` for a folder, none when no file can
/// have that path.
pub(super) fn file(path: &str) -> Option<String> {
    let path = decoded(path.strip_prefix('/')?)?;
    let clean = !path.contains('\\') && !path.chars().any(char::is_control);
    let inner = path.strip_suffix('/').unwrap_or(&path);
    let parts = inner.is_empty() || inner.split('/').all(|part| !matches!(part, "" | "." | ".."));
    // `//` is no folder
    let folder = path.is_empty() || path.ends_with('/');
    match clean && parts && path != "/" {
        true if folder => Some(path + "index.html"),
        true => Some(path),
        false => None,
    }
}

/// A text without its percent-encoding; none when it is no UTF-8.
pub(super) fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: u8| char::from(byte).to_digit(16);
            let (high, low) = (digit(rest.next()?)?, digit(rest.next()?)?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The values of a query by their names, decoded; `+` stands for itself.
pub(super) fn query(query: &str) -> impl Iterator<Item = (&str, String)> {
    query.split('&').filter_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        Some((name, decoded(value)?))
    })
}

/// Percent-encodes every byte of `text` that is neither an ASCII letter or digit nor in `plain`.
pub(super) fn encoded(text: &str, plain: &[u8]) -> String {
    let mut url = String::with_capacity(text.len());
    for &byte in text.as_bytes() {
        match byte.is_ascii_alphanumeric() || plain.contains(&byte) {
            true => url.push(char::from(byte)),
            false => url.push_str(&format!("%{byte:02X}")),
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_meant() {
        let hosts = Hosts::new("127.0.0.1");
        for fine in [
            "127.0.0.1",
            "127.0.0.1:4321",
            "localhost:1",
            "LOCALHOST",
            "localhost.",
            "[::1]:4321",
            "[::1]",
            "127.0.0.2",
        ] {
            assert!(hosts.admit(fine), "{fine}");
        }
        let wrong = ["evil.example", "evil.example:4321", "127.0.0.1.evil.example", "localhost:80:80", "", ":80"];
        let also = ["192.168.0.1", "[::1", "[::1]x", "localhost:", "localhost:x", "user@localhost", "2130706433"];
        for wrong in wrong.iter().chain(&also) {
            assert!(!hosts.admit(wrong), "{wrong}");
        }
    }

    #[test]
    fn what_was_asked_for_is_meant_too() {
        assert!(Hosts::new("kb.local").admit("KB.local:80") && !Hosts::new("kb.local").admit("kb.locale"));
        assert!(Hosts::new("192.168.0.1").admit("192.168.0.1:80") && !Hosts::new("192.168.0.1").admit("192.168.0.2"));
        assert!(Hosts::new("0.0.0.0").admit("192.168.0.2") && !Hosts::new("0.0.0.0").admit("evil.example"));
        assert!(Hosts::new("[::]").admit("[fe80::1]:80"));
    }

    #[test]
    fn paths_mean_files_of_the_site() {
        let cases = [
            ("/", Some("index.html")),
            ("/en/", Some("en/index.html")),
            ("/a/gr%C3%B6%C3%9Fe.html", Some("a/größe.html")),
            ("/%F0%9F%98%80", Some("😀")),
            ("/a%20b", Some("a b")),
            ("/../x", None),
            ("/a/%2e%2E/x", None),
            ("/a%2f..%2fx", None),
            ("//x", None),
            ("//", None),
            ("/a//", None),
            ("/a\\b", None),
            ("/a%5Cb", None),
            ("/a%00", None),
            ("/%", None),
            ("/%zz", None),
            ("/%ff", None),
            ("x", None),
            ("*", None),
        ];
        for (path, expected) in cases {
            assert_eq!(file(path).as_deref(), expected, "{path}");
        }
        assert!(file(&format!("/{}", "a/".repeat(32 * 1024))).is_some());
    }

    #[test]
    fn queries_are_taken_apart() {
        let found: Vec<(&str, String)> = query("page=%2Fa%20b&x&page=%&=&file=c+d").collect();
        assert_eq!(found, [("page", "/a b".into()), ("", String::new()), ("file", "c+d".into())]);
    }
}
