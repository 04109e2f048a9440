//! Pages for those who come by an old address: the element went elsewhere, or the page never was.

use minijinja::context;

use super::Page;
use super::base::Base;
use super::pieces::ROOT;
use super::record::record;

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

/// The page a web server shows for addresses that do not exist.
pub(super) fn not_found(base: &Base<'_>) -> Page {
    let values = record! { title => base.words.get("missing"), here => "" };
    Page { path: "404.html".to_owned(), template: "404.html".to_owned(), root: "", values }
}
