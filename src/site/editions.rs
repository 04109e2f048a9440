//! The site in each of its languages: the main one at the root, every other in a folder of its code, with the same addresses below.
//!
//! Each language is an edition of its own, with its own order, words, glossary and search; style sheets, scripts and pictures exist once. Pages
//! link to themselves in the other languages.

use std::sync::Arc;

use minijinja::Value;
use rustc_hash::FxHashSet;

use super::base::Base;
use super::record::Record;
use super::{Edition, Input, Page, TemplateError, escape, machine, templates};
use crate::output::OutputFile;
use crate::present::Words;
use crate::schema::Language;

/// A site ready to be rendered, page by page, in all its languages.
pub struct Site<'m> {
    editions: Vec<Edition<'m>>,
}

/// The same site in another language.
#[derive(Debug, Clone)]
pub(super) struct Twin {
    language: Language,
    /// Its place below the root of the site: empty, or `en/`.
    folder: String,
    /// The paths of its pages, relative to that place.
    pages: Arc<FxHashSet<String>>,
}

impl<'m> Site<'m> {
    /// Prepares a site: addresses, orders, templates.
    ///
    /// # Errors
    /// When a template of the user's cannot be read.
    pub fn new(input: &'m Input<'m>) -> Result<Site<'m>, TemplateError> {
        let engine = templates::engine(&input.templates)?;
        let edition = |language: &Language| Edition::new(Base::new(input, *language), engine.clone());
        let mut editions: Vec<Edition<'m>> = input.model.languages().iter().map(edition).collect();
        let twins: Vec<Twin> = if editions.len() > 1 { editions.iter().map(Twin::of).collect() } else { Vec::new() };
        for edition in &mut editions {
            edition.twins.clone_from(&twins);
        }
        let listed = |edition: &Edition<'m>| edition.listed().map(|path| edition.folder() + &path).collect::<Vec<_>>();
        let listed = editions.iter().flat_map(listed).collect();
        if let Some(main) = editions.first_mut() {
            main.add_sitemap(listed);
        }
        Ok(Site { editions })
    }

    /// Number of files.
    pub fn len(&self) -> usize {
        self.editions.iter().map(Edition::len).sum()
    }

    /// Whether there is no file; never the case, a site has a home page.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where the file number `index` goes, relative to the site; none beyond the last file. Renders nothing, so that whoever
    /// writes the files can look at all places before the first is written.
    pub fn path(&self, index: usize) -> Option<String> {
        let (edition, at) = self.place(index)?;
        Some(edition.folder() + &edition.path(at)?)
    }

    /// The file number `index`, from 0 to [`len`](Site::len); none beyond.
    ///
    /// # Errors
    /// When a template asks for a value that does not exist.
    pub fn render(&self, index: usize) -> Option<Result<OutputFile, TemplateError>> {
        let (edition, at) = self.place(index)?;
        let file = edition.render(at)?;
        Some(file.map(|file| match edition.folder() {
            folder if folder.is_empty() => file,
            folder => OutputFile { path: format!("{folder}{}", file.path).into(), ..file },
        }))
    }

    /// The template of the file number `index` and what it gets; none when it is no page.
    pub(super) fn values(&self, index: usize) -> Option<(String, Record)> {
        let (edition, at) = self.place(index)?;
        edition.values(at)
    }

    /// Every file, in order.
    ///
    /// # Errors
    /// The first fault of a template.
    pub fn files(&self) -> Result<Vec<OutputFile>, TemplateError> {
        (0..self.len()).filter_map(|index| self.render(index)).collect()
    }

    /// The edition that has the file number `index`, and its number there.
    fn place(&self, index: usize) -> Option<(&Edition<'m>, usize)> {
        let mut at = index;
        for edition in &self.editions {
            if at < edition.len() {
                return Some((edition, at));
            }
            at -= edition.len();
        }
        None
    }
}

impl Twin {
    fn of(edition: &Edition<'_>) -> Twin {
        let paths = (0..edition.len()).filter_map(|at| edition.path(at));
        let pages = paths.filter(|path| path.ends_with(".html")).collect();
        Twin { language: edition.base.model.language(), folder: edition.folder(), pages: Arc::new(pages) }
    }

    /// The address of a page here; that of the whole where the languages divide things differently.
    fn nearest<'p>(&self, path: &'p str) -> &'p str {
        // The pages of letters are numbered, and each language has letters of its own.
        let path = if path.starts_with("glossary.") { "glossary.html" } else { path };
        if self.pages.contains(path) { path } else { "index.html" }
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

impl Edition<'_> {
    /// Its place below the root of the site: empty, or `en/`.
    fn folder(&self) -> String {
        self.base.folder()
    }

    /// The links from a page to itself in other languages: for readers (`switch`), and for programs (`alternates`).
    pub(super) fn switch(&self, page: &Page) -> [(&'static str, Value); 2] {
        let (mut switch, mut alternates) = (String::new(), String::new());
        let up = [page.root, self.base.up].concat();
        let leads_on = ["redirect.html", "404.html"].contains(&page.template.as_str());
        for twin in &self.twins {
            let path = twin.nearest(&page.path);
            let href = escape::html(&[&up, twin.folder.as_str(), path].concat());
            let code = twin.language.code();
            if twin.language != self.base.model.language() {
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
