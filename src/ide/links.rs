//! Places of a file that lead out of it: web addresses, pictures, files that Markdown links to.

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::{Role, View};
use crate::schema::Scalar;
use crate::text::Span;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A web address.
    Web(String),
    /// A file, by its path below the root of the knowledge base.
    File(String),
}

/// A place that leads out of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The place.
    pub span: Span,
    /// Where it leads.
    pub target: Target,
}

/// Every link of the file, in order.
pub fn links(view: View<'_>) -> Vec<Link> {
    let outline = view.outline();
    let mut links = Vec::new();
    for part in &outline.parts {
        match part.role {
            Role::Address(..) => links.extend(target(&part.text).map(|target| Link { span: part.span, target })),
            Role::Text(kind, field) => match view.model.schema.field(kind, field).ty.scalar {
                Scalar::Markdown => in_markdown(view, part.span, &mut links),
                // `source`, and whatever else people paste addresses into.
                _ => addresses(view, part.span, &mut links),
            },
            _ => {}
        }
    }
    links.sort_by_key(|link| (link.span.start, link.span.end));
    links.dedup_by(|later, earlier| later.span.start < earlier.span.end);
    links
}

fn target(text: &str) -> Option<Target> {
    let text = text.trim();
    let scheme = text.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme.as_deref() {
        Some("http" | "https" | "mailto" | "tel") => Some(Target::Web(text.to_owned())),
        Some(_) => None,
        None if text.is_empty() || text.starts_with(['#', '/', '\\']) => None,
        None => {
            let path = text.split(['#', '?']).next().unwrap_or_default().replace('\\', "/");
            let inside = path.split('/').all(|part| part != "..");
            (inside && path.contains('.') && !path.contains('\n')).then_some(Target::File(path))
        }
    }
}

/// Links, pictures and bare addresses of a Markdown text, found in the text as it is written.
fn in_markdown(view: View<'_>, inside: Span, links: &mut Vec<Link>) {
    let written = view.source.slice(inside);
    if written.contains("](") {
        for (event, range) in Parser::new_ext(written, Options::ENABLE_TABLES).into_offset_iter() {
            let (Event::Start(Tag::Link { dest_url, .. }) | Event::Start(Tag::Image { dest_url, .. })) = event else {
                continue;
            };
            // The address stands at the end of the link.
            let found = written.get(range.clone()).and_then(|whole| whole.rfind(dest_url.as_ref()));
            let Some(at) = found.filter(|_| !dest_url.is_empty()) else { continue };
            let start = range.start + at;
            links.extend(
                target(&dest_url).map(|target| Link { span: inside.sub(start, start + dest_url.len()), target }),
            );
        }
    }
    addresses(view, inside, links);
}

/// Web addresses in running text.
fn addresses(view: View<'_>, inside: Span, links: &mut Vec<Link>) {
    let written = view.source.slice(inside);
    for scheme in ["https://", "http://"] {
        for (at, _) in written.match_indices(scheme) {
            let rest = written.get(at..).unwrap_or_default();
            let end = rest
                .find(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | ')' | ']' | '`' | '\''))
                .unwrap_or(rest.len());
            let address =
                rest.get(..end).unwrap_or_default().trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
            if address.len() > scheme.len() {
                links.push(Link { span: inside.sub(at, at + address.len()), target: Target::Web(address.to_owned()) });
            }
        }
    }
}
