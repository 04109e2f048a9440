//! Markdown of authors to HTML that can do no harm.
//!
//! Raw HTML is shown as text, addresses pass an allow list, headings are moved below those of the page, and `[[references]]`
//! become whatever the caller makes of them. Knows nothing of the model.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Parser, Tag, TagEnd, html};

use super::mentions::OPTIONS;
use super::pictures::Picture;
use super::{escape, urls};

/// A reference found in the text: where it stands, brackets included, and the HTML to show for it.
pub(super) struct Link {
    /// The bytes of the text it takes the place of.
    pub(super) whole: Range<usize>,
    /// What stands there instead.
    pub(super) html: String,
    /// The same without a link, for within another one.
    pub(super) plain: String,
}

/// Private-use characters that hold the place of a reference while Markdown is read, so that the bar in `[[id|text]]`
/// neither splits a table cell nor starts a link.
const OPEN: char = '\u{f8f0}';
const CLOSE: char = '\u{f8f1}';
/// Both: those that an author wrote are dropped.
pub(super) const MARKERS: [char; 2] = [OPEN, CLOSE];

/// `text` as HTML; `links` in their order, headings at most as high as `top` (2 for `<h2>`), and `picture` says under
/// which address a picture of the author's is found, and how large it is, if it is.
pub(super) fn render(text: &str, links: &[Link], top: usize, picture: &dyn Fn(&str) -> Option<Picture>) -> String {
    let marked = with_markers(text, links);
    let events = Tamed { inner: Parser::new_ext(&marked, OPTIONS), links, top, picture, silenced: Vec::new() };
    let mut out = String::with_capacity(text.len() * 5 / 4);
    html::push_html(&mut out, events);
    out
}

/// Replaces every link by a marker with its number; markers that an author wrote are dropped first.
fn with_markers(text: &str, links: &[Link]) -> String {
    let mut marked = String::with_capacity(text.len());
    let mut copied = 0;
    let push = |part: Option<&str>, marked: &mut String| match part.unwrap_or_default() {
        part if part.contains(MARKERS) => marked.push_str(&part.replace(MARKERS, "")),
        part => marked.push_str(part),
    };
    for (at, link) in links.iter().enumerate() {
        push(text.get(copied..link.whole.start), &mut marked);
        marked.push_str(&format!("{OPEN}{at}{CLOSE}"));
        copied = link.whole.end;
    }
    push(text.get(copied..), &mut marked);
    marked
}

/// The events of the parser without anything that could harm.
struct Tamed<'t, 'l> {
    inner: Parser<'t>,
    links: &'l [Link],
    top: usize,
    picture: &'l dyn Fn(&str) -> Option<Picture>,
    /// For every open link or picture, what ends it.
    silenced: Vec<&'static str>,
}

impl<'t> Iterator for Tamed<'t, '_> {
    type Item = Event<'t>;

    fn next(&mut self) -> Option<Event<'t>> {
        Some(match self.inner.next()? {
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => Event::Html(self.html(&text).into()),
            Event::Code(code) => Event::Html(CowStr::from(format!("<code>{}</code>", self.html(&code)))),
            Event::Start(Tag::Heading { level, .. }) => Event::Html(format!("<h{}>", self.level(level)).into()),
            Event::End(TagEnd::Heading(level)) => Event::Html(format!("</h{}>\n", self.level(level)).into()),
            Event::Start(Tag::Link { dest_url, .. }) => self.start_link(&dest_url),
            Event::Start(Tag::Image { dest_url, .. }) => self.start_picture(&dest_url),
            Event::End(TagEnd::Link | TagEnd::Image) => {
                Event::Html(CowStr::Borrowed(self.silenced.pop().unwrap_or_default()))
            }
            Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
            Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
            Event::Start(Tag::CodeBlock(_)) => Event::Html(CowStr::Borrowed("<pre><code>")),
            Event::End(TagEnd::CodeBlock) => Event::Html(CowStr::Borrowed("</code></pre>\n")),
            event => event,
        })
    }
}

impl<'t> Tamed<'t, '_> {
    /// `text` as HTML, the markers in it replaced by what they stand for.
    fn html(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, marked)) = rest.split_once(OPEN) {
            escape::push(before, &mut out);
            let (number, after) = marked.split_once(CLOSE).unwrap_or(("", marked));
            if let Some(link) = number.parse::<usize>().ok().and_then(|at| self.links.get(at)) {
                out.push_str(if self.is_linked() { &link.plain } else { &link.html });
            }
            rest = after;
        }
        escape::push(rest, &mut out);
        out
    }

    /// Whether a link is open, which must not hold another one.
    fn is_linked(&self) -> bool {
        self.silenced.contains(&"</a>")
    }

    fn level(&self, level: HeadingLevel) -> usize {
        (self.top + level as usize - 1).min(6)
    }

    fn start_link(&mut self, url: &str) -> Event<'t> {
        match urls::external(url).filter(|_| !self.is_linked()) {
            Some(url) => {
                self.silenced.push("</a>");
                Event::Html(format!("<a href=\"{}\" rel=\"noopener\">", escape::html(&url)).into())
            }
            None => {
                self.silenced.push("");
                Event::Html(CowStr::Borrowed(""))
            }
        }
    }

    /// A picture of the knowledge base is shown with its words as a caption; one from elsewhere becomes a link, because the site loads
    /// nothing from other hosts.
    fn start_picture(&mut self, url: &str) -> Event<'t> {
        match (self.picture)(url) {
            Some(picture) => {
                self.silenced.push("</figcaption></figure>");
                let (address, room) = (escape::html(&picture.address), picture.room());
                Event::Html(format!("<figure><img src=\"{address}\" alt=\"\"{room}><figcaption>").into())
            }
            None => self.start_link(url),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        render(text, &[], 3, &|_| None)
    }

    #[test]
    fn raw_html_is_shown_as_text() {
        let out = html("a <b onclick=x>b</b>\n\n<script>alert(1)</script>\n\n</style><style>p{}</style>");
        assert!(!out.contains("<script") && !out.contains("<b ") && !out.contains("<style"), "{out}");
        assert!(out.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{out}");
    }

    #[test]
    fn links_pass_the_allow_list_and_others_keep_their_words() {
        assert!(html("[a](https://example.org)").contains("<a href=\"https://example.org\" rel=\"noopener\">a</a>"));
        for link in [
            "[a](javascript:alert(1))",
            "[a](JaVaScRiPt&#58;alert(1))",
            "[a](java&Tab;script:alert(1))",
            "[a](<data:text/html,x>)",
            "<javascript:alert(1)>",
            "![a](data:image/png;base64,x)",
        ] {
            let out = html(link);
            assert!(!out.contains("href") && !out.contains("<img"), "{link}: {out}");
        }
        assert!(html("![Logo](https://example.org/x.png)").contains(">Logo</a>"));
    }

    #[test]
    fn headings_move_below_those_of_the_page() {
        assert_eq!(html("# A\n\n##### B"), "<h3>A</h3>\n<h6>B</h6>\n");
    }

    #[test]
    fn references_stand_where_they_were_written() {
        let text = "| a | b |\n|---|---|\n| [[x|ein X]] | c |";
        let at = text.find("[[").unwrap_or_default();
        let links = [Link { whole: at..at + 11, html: "<a href=\"x.html\">ein X</a>".into(), plain: "ein X".into() }];
        let out = render(text, &links, 3, &|_| None);
        assert!(out.contains("<td><a href=\"x.html\">ein X</a></td><td>c</td>"), "{out}");
    }

    #[test]
    fn a_link_holds_no_other() {
        let text = "[siehe [[x]]](https://a.example) [![b](https://b.example)](https://c.example)";
        let at = text.find("[[").unwrap_or_default();
        let links = [Link { whole: at..at + 5, html: "<a href=\"x.html\">X</a>".into(), plain: "X".into() }];
        let out = render(text, &links, 3, &|_| None);
        assert_eq!(
            out,
            "<p><a href=\"https://a.example\" rel=\"noopener\">siehe X</a> <a href=\"https://c.example\" rel=\"noopener\">b</a></p>\n"
        );
    }

    #[test]
    fn markers_of_an_author_mean_nothing() {
        let text = format!("x{OPEN}0{CLOSE}y");
        assert_eq!(html(&text), "<p>x0y</p>\n");
    }
}
