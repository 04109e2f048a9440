//! The site in each of its languages: the main one at the root, every other in a folder of its code, with the same addresses below.
//!
//! Each language is an edition of its own, with its own order, words, glossary and search; style sheets, scripts and pictures exist once. Pages
//! link to themselves in the other languages.

use std::sync::OnceLock;

use minijinja::Value;

use super::base::{Base, Kept};
use super::machine::Sitemap;
use super::record::Record;
use super::{Edition, Input, Page, TemplateError, escape, machine, templates};
use crate::output::OutputFile;
use crate::present::Words;
use crate::schema::Language;

/// A site ready to be rendered, page by page, in all its languages.
pub struct Site<'m> {
    editions: Vec<Edition<'m>>,
    /// Where it will be found; then search engines are told of all pages.
    address: Option<&'m str>,
    sitemap: OnceLock<Sitemap>,
}

/// What can be kept of a site for its next state: orders and addresses.
#[derive(Clone, Default)]
pub struct Skeleton {
    editions: Vec<Kept>,
}

impl<'m> Site<'m> {
    /// Prepares a site: addresses, orders, templates. What looks through all texts is read when it is asked for.
    ///
    /// # Errors
    /// When a template of the user's cannot be read.
    pub fn new(input: &'m Input<'m>) -> Result<Site<'m>, TemplateError> {
        Site::again(input, &Skeleton::default())
    }

    /// Like [`new`](Site::new), and the same site, made sooner where the order of elements and the addresses of pages are those of another
    /// state of the knowledge base, of which `before` is kept.
    ///
    /// # Errors
    /// When a template of the user's cannot be read.
    pub fn again(input: &'m Input<'m>, before: &Skeleton) -> Result<Site<'m>, TemplateError> {
        let engine = templates::engine(&input.templates)?;
        let languages = input.model.languages();
        let edition = |(at, language): (usize, &Language)| {
            Edition::new(Base::new(input, *language, before.editions.get(at)), engine.clone())
        };
        let editions = languages.iter().enumerate().map(edition).collect();
        Ok(Site { editions, address: input.config.site.base.as_deref(), sitemap: OnceLock::new() })
    }

    /// What the next state of the site may use.
    pub fn skeleton(&self) -> Skeleton {
        Skeleton { editions: self.editions.iter().map(|edition| edition.base.kept()).collect() }
    }

    /// The map of all pages; none where nobody knows at which address the site will be found.
    fn sitemap(&self) -> Option<&Sitemap> {
        let address = self.address?;
        Some(self.sitemap.get_or_init(|| {
            let listed =
                |edition: &Edition<'m>| edition.listed().map(|path| edition.folder() + &path).collect::<Vec<_>>();
            Sitemap::new(address, self.editions.iter().flat_map(listed).collect())
        }))
    }

    fn len_of_editions(&self) -> usize {
        self.editions.iter().map(Edition::len).sum()
    }

    /// Number of files.
    pub fn len(&self) -> usize {
        self.len_of_editions() + self.sitemap().map_or(0, Sitemap::len)
    }

    /// Whether there is no file; never the case, a site has a home page.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where the file number `index` goes, relative to the site; none beyond the last file. Renders nothing, so that whoever
    /// writes the files can look at all places before the first is written.
    pub fn path(&self, index: usize) -> Option<String> {
        match self.place(index) {
            Ok((edition, at)) => Some(edition.folder() + &edition.path(at)?),
            Err(at) => self.sitemap()?.path(at),
        }
    }

    /// The number of the file at `path`, as [`path`](Site::path) tells it; none when there is no such file. For those who want single
    /// pages: most are found without reading what looks through all texts.
    pub fn find(&self, path: &str) -> Option<usize> {
        let mut first = 0;
        // The main language lies at the root, where every path is one of it; so the others are asked first.
        for (at, edition) in self.editions.iter().enumerate().rev() {
            let below = path.strip_prefix(edition.folder().as_str());
            if let Some(found) = below.and_then(|below| edition.find(below)) {
                first += self.editions.iter().take(at).map(Edition::len).sum::<usize>();
                return Some(first + found);
            }
        }
        let sitemap = self.sitemap()?;
        let found = (0..sitemap.len()).find(|at| sitemap.path(*at).as_deref() == Some(path))?;
        Some(self.len_of_editions() + found)
    }

    /// The file number `index`, from 0 to [`len`](Site::len); none beyond.
    ///
    /// # Errors
    /// When a template asks for a value that does not exist.
    pub fn render(&self, index: usize) -> Option<Result<OutputFile, TemplateError>> {
        let (edition, at) = match self.place(index) {
            Ok(place) => place,
            Err(at) => return self.sitemap()?.file(at).map(Ok),
        };
        let file = edition.render(at, &self.editions)?;
        Some(file.map(|file| match edition.folder() {
            folder if folder.is_empty() => file,
            folder => OutputFile { path: format!("{folder}{}", file.path).into(), ..file },
        }))
    }

    /// The template of the file number `index` and what it gets; none when it is no page.
    pub(super) fn values(&self, index: usize) -> Option<(String, Record)> {
        let (edition, at) = self.place(index).ok()?;
        edition.values(at, &self.editions)
    }

    /// Every file, in order.
    ///
    /// # Errors
    /// The first fault of a template.
    pub fn files(&self) -> Result<Vec<OutputFile>, TemplateError> {
        (0..self.len()).filter_map(|index| self.render(index)).collect()
    }

    /// The edition that has the file number `index`, and its number there; its number behind all of them if none has.
    fn place(&self, index: usize) -> Result<(&Edition<'m>, usize), usize> {
        let mut at = index;
        for edition in &self.editions {
            // Whether an early file is meant is known without the late ones.
            if at < edition.early.len() || at < edition.len() {
                return Ok((edition, at));
            }
            at -= edition.len();
        }
        Err(at)
    }
}

impl Edition<'_> {
    /// The address of a page here; that of the whole where the languages divide things differently.
    fn nearest<'p>(&self, path: &'p str) -> &'p str {
        // The pages of letters are numbered, and each language has letters of its own.
        let path = if path.starts_with("glossary.") { "glossary.html" } else { path };
        if self.find(path).is_some() { path } else { "index.html" }
    }
}

impl Base<'_> {
    /// Where the pages of this language are, below the root of the site: empty, or `en/`.
    pub(super) fn folder(&self) -> String {
        if self.is_main() { String::new() } else { format!("{}/", self.model.language().code()) }
    }

    /// The whole address of the file at `path` of this edition, where it is known where the site will be found; else `path`.
    pub(super) fn address(&self, path: &str) -> String {
        match &self.input.config.site.base {
            Some(site) => machine::address(site, &[self.folder().as_str(), path].concat()),
            None => path.to_owned(),
        }
    }
}

impl<'m> Edition<'m> {
    /// Its place below the root of the site: empty, or `en/`.
    fn folder(&self) -> String {
        self.base.folder()
    }

    /// The links from a page to itself in the languages of `all` editions: for readers (`switch`), and for programs (`alternates`).
    pub(super) fn switch(&self, page: &Page, all: &[Edition<'m>]) -> [(&'static str, Value); 2] {
        let (mut switch, mut alternates) = (String::new(), String::new());
        let up = [page.root, self.base.up].concat();
        let leads_on = ["redirect.html", "404.html"].contains(&page.template.as_str());
        for twin in all.iter().filter(|_| all.len() > 1) {
            let language = twin.base.model.language();
            let path = twin.nearest(&page.path);
            let href = escape::html(&[&up, twin.folder().as_str(), path].concat());
            let code = language.code();
            if language != self.base.model.language() {
                let name = Words::of(code).get("this_language");
                switch += &format!("<a class=\"lang\" href=\"{href}\" hreflang=\"{code}\" lang=\"{code}\">{name}</a>");
            }
            if path == page.path && !leads_on {
                alternates += &format!("<link rel=\"alternate\" hreflang=\"{code}\" href=\"{href}\">\n");
            }
        }
        [("switch", Value::from_safe_string(switch)), ("alternates", Value::from_safe_string(alternates))]
    }
}
