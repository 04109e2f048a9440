//! Pages for those who come by an old address: the element went elsewhere, or the page never was.

use std::borrow::Cow;

use minijinja::context;

use super::base::Base;
use super::pieces::ROOT;
use super::record::record;
use super::{Page, urls};

/// The page at a former address, number `at`, that leads on to the element.
pub(super) fn page(base: &Base<'_>, at: usize) -> Option<Page> {
    let (path, id) = base.addresses.moved().get(at)?;
    let element = base.model.element(*id);
    let former = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".html");
    let values = record! {
        title => element.name().as_str(),
        here => "",
        former,
        target => context! { href => base.href(element, ROOT), name => base.named(element) },
    };
    Some(Page { path: path.clone(), template: "redirect.html".to_owned(), root: ROOT, values })
}

/// The way to the root of the site for a page that a web server shows at any depth: the address of the site, where that is known.
/// Without it, the page works at the root alone.
pub(super) fn absolute_root(base: &Base<'_>) -> Cow<'static, str> {
    let address = base
        .input
        .config
        .site
        .base
        .as_deref()
        .filter(|_| base.is_main())
        .and_then(urls::external)
        .filter(|url| !url.contains(['&', '\'']));
    address.map_or(Cow::Borrowed(""), |url| Cow::Owned(format!("{}/", url.trim_end_matches('/'))))
}

/// The page a web server shows for addresses that do not exist.
pub(super) fn not_found(base: &Base<'_>) -> Page {
    let values = record! { title => base.words.get("missing"), here => "" };
    Page { path: "404.html".to_owned(), template: "404.html".to_owned(), root: "", values }
}
