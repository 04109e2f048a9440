//! Whether a drawing (SVG) is only that: whoever opens its file by itself runs what it holds, outside the page and its policy.
//!
//! Looks at the text and not at a tree, and errs on the side of the reader: what could hide something counts as if it did.

/// What makes a drawing do more than be looked at, in lower case.
const ACTIVE: &[&str] = &[
    "<script",
    ":script",
    "<foreignobject",
    ":foreignobject",
    "<!entity",
    "<?xml-stylesheet",
    "javascript:",
    "data:text",
    "data:image/svg",
];

/// Whether `bytes`, the file of a drawing, hold nothing that runs: no script, no handler of an event, no other document.
pub(super) fn is_still(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let text = text.to_lowercase();
    // characters written by their numbers could spell any of the others
    let spelled = text.contains("&#") && (text.contains("href") || text.contains("attributename"));
    let hidden = text.contains('\0') || spelled;
    !hidden && !ACTIVE.iter().any(|word| text.contains(word)) && !handles(&text)
}

/// Whether an attribute stands in `text` whose name begins with `on`, written out or set by an animation.
fn handles(text: &str) -> bool {
    text.match_indices("on").any(|(at, _)| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let behind = text.get(at..).unwrap_or_default().trim_start_matches(|c: char| c.is_ascii_alphanumeric());
        let begins = before.is_some_and(|c| c.is_whitespace() || matches!(c, '"' | '\'' | '/'));
        begins
            && (behind.trim_start().starts_with('=')
                || behind.starts_with(['"', '\'']) && text.contains("attributename"))
    })
}

#[cfg(test)]
mod tests {
    use super::is_still;

    #[test]
    fn a_drawing_of_lines_and_words_is_still() {
        for drawing in [
            "<svg viewBox='0 0 1 1'><path d='M0 0'/><text>season = on, only &amp; so on</text><a xlink:href='#x'/></svg>",
            "<svg><style>.icon { fill: red }</style><image href='data:image/png;base64,x' stroke='on'/></svg>",
            "<svg><text>on, only &#228;</text></svg>",
        ] {
            assert!(is_still(drawing.as_bytes()), "{drawing}");
        }
    }

    #[test]
    fn what_runs_is_found() {
        for drawing in [
            "<svg ONLOAD=x>",
            "<svg><g\nonclick = 'x'/></svg>",
            "<svg><path d=''/onfocus='x'/></svg>",
            "<svg><SCRIPT>x</SCRIPT></svg>",
            "<svg xmlns:s='http://www.w3.org/2000/svg'><s:script/></svg>",
            "<svg><a href='JavaScript:x'/></svg>",
            "<svg><a href='java&#115;cript:x'/></svg>",
            "<svg><set attributeName='onclick' to='x'/></svg>",
            "<!DOCTYPE svg [<!ENTITY x 'y'>]><svg/>",
            "<svg><foreignObject/></svg>",
        ] {
            assert!(!is_still(drawing.as_bytes()), "{drawing}");
        }
        assert!(!is_still(b"\xff\xfe<\0s\0v\0g\0"), "another encoding could hide anything");
    }
}
