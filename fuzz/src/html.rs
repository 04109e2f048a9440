//! Pages to the promise that they are well formed: what is opened is closed, attributes are quoted, none of them runs.

const VOID: &[&str] =
    &["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "!doctype"];

/// How many scripts there are.
pub fn scripts(html: &str) -> usize {
    html.matches("<script").count()
}

/// Fails where `html` is not well formed.
pub fn is_well_formed(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some((_, behind)) = rest.split_once('<') {
        if let Some(comment) = behind.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
            continue;
        }
        let length = behind.find(|c: char| c.is_whitespace() || c == '>' || (c == '/' && !behind.starts_with('/')));
        let name = &behind[..length.or_else(|| behind.find('>')).unwrap_or(behind.len())];
        if let Some(name) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "closed at {:.80?}", behind);
            rest = behind;
            continue;
        }
        assert!(name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!'), "a bare `<` at {:.80?}", behind);
        let (is_closed, end) = attributes(&behind[name.len()..]);
        rest = end;
        if name == "script" || name == "style" {
            rest = rest.split_once(&*format!("</{name}>")).map_or("", |(_, behind)| behind);
        } else if !is_closed && !VOID.contains(&&*name.to_ascii_lowercase()) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "never closed: {open:?}");
}

/// Reads the attributes of a tag; whether it closes itself, and what follows it.
fn attributes(mut rest: &str) -> (bool, &str) {
    loop {
        rest = rest.trim_start();
        if let Some(behind) = rest.strip_prefix("/>") {
            return (true, behind);
        }
        if let Some(behind) = rest.strip_prefix('>') {
            return (false, behind);
        }
        let end = rest.find(|c: char| c.is_whitespace() || "=>/".contains(c));
        let end = end.unwrap_or_else(|| panic!("a tag never ends: {rest:.80?}"));
        let name = &rest[..end];
        assert!(!name.is_empty() && !name.contains(['"', '\'', '<']), "no attribute: {rest:.80?}");
        assert!(!name.to_ascii_lowercase().starts_with("on"), "an attribute that runs: {rest:.80?}");
        rest = &rest[end..];
        if let Some(value) = rest.strip_prefix('=') {
            let value = value.strip_prefix('"').unwrap_or_else(|| panic!("`{name}` is not quoted: {value:.80?}"));
            let (value, behind) = value.split_once('"').unwrap_or_else(|| panic!("`{name}` never ends"));
            assert!(!value.trim_start().to_ascii_lowercase().starts_with("javascript:"), "{value:.80?}");
            rest = behind;
        }
    }
}
