//! What is sent in place of a file of the site: pages with the live script, types of content.
//!
//! The files themselves stay as they are built; only the copy that is sent has one line more.

/// The types of the files that a site may have, by ending.
const TYPES: &[(&str, &str)] = &[
    ("html", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json; charset=utf-8"),
    ("jsonld", "application/ld+json; charset=utf-8"),
    ("svg", "image/svg+xml; charset=utf-8"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("webp", "image/webp"),
    ("gif", "image/gif"),
    ("avif", "image/avif"),
    ("ico", "image/x-icon"),
    ("ics", "text/calendar; charset=utf-8"),
    ("xml", "application/xml; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("ttl", "text/turtle; charset=utf-8"),
    ("tbx", "application/xml; charset=utf-8"),
    ("md", "text/markdown; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("pdf", "application/pdf"),
    ("woff", "font/woff"),
    ("woff2", "font/woff2"),
    ("ttf", "font/ttf"),
    ("mp4", "video/mp4"),
    ("webm", "video/webm"),
];

/// What a file holds, by its name.
pub(super) fn content_type(path: &str) -> &'static str {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    TYPES.iter().find(|(known, _)| *known == ending).map_or("application/octet-stream", |(_, kind)| kind)
}

/// Whether a file is a page.
pub(super) fn is_page(path: &str) -> bool {
    path.ends_with(".html")
}

/// The line that makes a page live. `generation` says which state of the site it shows.
pub(super) fn live_line(generation: &str) -> String {
    format!("<script src=\"/.touchbase/live.js\" data-generation=\"{generation}\" defer></script>\n")
}

/// The page with the live script, at the end of its body.
pub(super) fn live(page: Vec<u8>, generation: &str) -> Vec<u8> {
    let line = live_line(generation);
    let end = page.windows(BODY.len()).rposition(|window| window.eq_ignore_ascii_case(BODY)).unwrap_or(page.len());
    let (before, after) = page.split_at(end);
    [before, line.as_bytes(), after].concat()
}

const BODY: &[u8] = b"</body>";

/// The page on what is not there, as it has to be at any depth: links and files are named from the root of this server, also where
/// the settings say at which address the site will be found.
pub(super) fn rooted(page: &str, published_at: Option<&str>) -> String {
    let published = published_at.map(|address| format!("{}/", address.trim_end_matches('/')));
    let mut html = String::with_capacity(page.len() + 64);
    let mut rest = page;
    while let Some((at, mark)) = next_address(rest) {
        let (before, after) = rest.split_at(at + mark.len());
        html.push_str(before);
        let below = published.as_deref().and_then(|published| after.strip_prefix(published));
        let elsewhere = |text: &str| {
            let first = text.find(['/', '"', '?', '#', ':']).and_then(|at| text.as_bytes().get(at)).copied();
            text.starts_with(['/', '#', '"']) || first == Some(b':')
        };
        match below {
            Some(below) => {
                html.push('/');
                rest = below;
            }
            None => {
                html.push_str(if elsewhere(after) { "" } else { "/" });
                rest = after;
            }
        }
    }
    html + rest
}

/// The next attribute that holds an address.
fn next_address(html: &str) -> Option<(usize, &'static str)> {
    let marks = [" href=\"", " src=\"", " action=\""];
    marks.iter().filter_map(|mark| Some((html.find(mark)?, *mark))).min()
}

/// Escapes a text for HTML.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in crate::diagnostic::visible::visible(text).chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_say_their_charset() {
        assert_eq!(content_type("a/größe.HTML"), "text/html; charset=utf-8");
        assert_eq!(content_type("a.b/c"), "application/octet-stream");
        assert_eq!(content_type("kalender.ics"), "text/calendar; charset=utf-8");
    }

    #[test]
    fn a_page_has_one_line_more() {
        let page = |text: &str| String::from_utf8_lossy(&live(text.as_bytes().to_vec(), "a.1")).into_owned();
        let line = live_line("a.1");
        assert_eq!(page("<p>größe 😀</body>\r\n"), format!("<p>größe 😀{line}</body>\r\n"));
        assert_eq!(page("</body>x</BODY>"), format!("</body>x{line}</BODY>"));
        assert_eq!(page("plain"), format!("plain{line}"));
    }

    #[test]
    fn the_missing_page_works_at_any_depth() {
        let html = "<a href=\"index.html\"><img src=\"assets/x.svg\" alt=\"\"><a href=\"#main\"><form action=\"search.html\"><a href=\"https://a.example/x\"><a href=\"mailto:a\"><a href=\"en/a.html\">";
        let expected = "<a href=\"/index.html\"><img src=\"/assets/x.svg\" alt=\"\"><a href=\"#main\"><form action=\"/search.html\"><a href=\"https://a.example/x\"><a href=\"mailto:a\"><a href=\"/en/a.html\">";
        assert_eq!(rooted(html, None), expected);
        assert_eq!(
            rooted("<a href=\"https://kb.example/x/index.html\">", Some("https://kb.example/x/")),
            "<a href=\"/index.html\">"
        );
    }
}
