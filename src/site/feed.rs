//! The reviews that are promised, as an Atom feed (RFC 4287), the soonest first.
//!
//! Without a day given to the build it lists the next ones, so that the same knowledge base gives the same bytes; with one, it
//! tells only of what is due on that day, which is what a feed made anew each night should do.

use std::fmt::Write;

use jiff::civil::Date;

use super::base::Base;
use super::escape;
use super::reports::Review;
use crate::naming;
use crate::output::OutputFile;
use crate::present::format;

/// Where it goes.
pub(super) const PATH: &str = "reviews.xml";

/// Entries at most: a feed is for what comes next.
const ENTRIES: usize = 100;

/// The feed.
pub(super) fn file(base: &Base<'_>) -> OutputFile {
    let due = |review: &&Review| match (review.due, base.input.today) {
        (Some(due), Some(today)) => due <= today,
        (due, None) => due.is_some(),
        (None, _) => false,
    };
    let shown: Vec<&Review> = base.reviews().iter().filter(due).take(ENTRIES).collect();
    let updated = shown.iter().filter_map(|review| review.due).max().unwrap_or(Date::constant(2000, 1, 1));
    let name = escape::html(base.name());
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{}</id>\n<title>{name} – {}</title>\n<updated>{updated}T00:00:00Z</updated>\n<author><name>{name}</name></author>\n\
         <link href=\"{}\"/>\n<link rel=\"self\" href=\"{}\"/>\n<generator>touchbase</generator>\n",
        base.words.language(),
        identity(base),
        base.words.get("reviews"),
        escape::html(&base.address("reports/reviews.html")),
        escape::html(&base.address(PATH)),
    );
    for review in shown {
        if let Some(due) = review.due {
            push_entry(base, review, due, &mut xml);
        }
    }
    xml.push_str("</feed>\n");
    OutputFile::text(PATH, xml)
}

fn identity(base: &Base<'_>) -> String {
    format!("urn:touchbase:{}:reviews", naming::slug(base.name()))
}

fn push_entry(base: &Base<'_>, review: &Review, due: Date, xml: &mut String) {
    let element = review.element(base);
    let path = base.addresses.path(element.id()).unwrap_or_default();
    let (path, address) = (escape::html(path), escape::html(&base.address(path)));
    let day = format::date(due.year(), due.month(), due.day(), &base.words);
    let kind = escape::html(base.label(&element.kind().label));
    let owner = element.target("owner").map(|owner| format!("{}: {}. ", base.words.get("review_owner"), owner.name()));
    let summary = plain_summary(base, element);
    let _ = write!(
        xml,
        "<entry>\n<id>{}:{}:{due}</id>\n<title>{}: {}</title>\n<updated>{due}T00:00:00Z</updated>\n<link href=\"{address}\"/>\n\
         <category term=\"{kind}\"/>\n<summary>{}{}</summary>\n</entry>\n",
        identity(base),
        path.trim_end_matches(".html"),
        escape::html(&base.words.get("review_until").replace("{day}", &day)),
        escape::html(element.name()),
        escape::html(&owner.unwrap_or_default()),
        escape::html(&summary),
    );
}

fn plain_summary(base: &Base<'_>, element: crate::model::ElementRef<'_>) -> String {
    crate::present::plain::gist(element).unwrap_or_else(|| base.label(&element.kind().label).to_owned())
}
