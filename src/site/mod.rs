//! The published site: a checked model to pages, as values.
//!
//! Each page has an address that follows from kind and id alone, knows nothing of the others, and can be rendered by itself, so that
//! pages can be made on several threads. The same input gives the same bytes. Knows neither files nor folders: pictures and
//! a user's templates come in as values, and every page goes out as an [`OutputFile`].

mod backlinks;
mod base;
mod calendar;
mod context;
mod curve;
mod drawing;
mod editions;
mod element;
mod escape;
mod feed;
mod figure;
mod glossary;
mod home;
mod hyphens;
mod journey;
mod kinds;
mod lines;
mod list;
mod machine;
mod markdown;
mod mentions;
mod meta;
mod navigation;
mod pages;
mod picture_size;
mod pictures;
mod pieces;
mod plot;
mod record;
mod redirects;
mod reports;
mod search;
mod speech;
mod templates;
mod theme;
mod urls;
mod values;
mod width;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use minijinja::{Environment, Value};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::config::Config;
use crate::model::{ElementId, Model};
use crate::output::OutputFile;
use crate::schema::KindId;
use crate::text::Sources;
use crate::vocabulary::{self, Concept, DOWNLOADS};
use base::Base;
use glossary::Glossary;
use meta::Meta;
use navigation::Navigation;
use record::{Record, Table, record};
use reports::Reports;
use theme::Theme;

pub use context::{GENERATED, Observed};
pub use editions::{Site, Skeleton};
pub use pictures::{files, pictures, refused};
pub use templates::{Template, TemplateError, built_in, purpose};

/// What a site is made from.
#[derive(Debug)]
pub struct Input<'m> {
    /// Elements and references.
    pub model: &'m Model,
    /// The files they come from: pages say where each element is written.
    pub sources: &'m Sources,
    /// Name, language, repository.
    pub config: &'m Config,
    /// Whether references that lead nowhere are announced on every page and listed on one of their own.
    pub preview: bool,
    /// The files of the user's template folder.
    pub templates: Vec<Template>,
    /// The day that the site is made for, on which some reviews are overdue; without it, pages leave that to the day of the reader.
    pub today: Option<Date>,
    /// Those of [`files()`] that exist, with their bytes.
    pub pictures: BTreeMap<String, Vec<u8>>,
}

/// The site in one language, ready to be rendered, page by page.
struct Edition<'m> {
    base: Base<'m>,
    engine: Environment<'static>,
    /// Values of every page.
    globals: Vec<(&'static str, Value)>,
    navigation: Navigation,
    theme: Theme,
    meta: Meta,
    /// What the downloads of the glossary are made of.
    concepts: OnceLock<Vec<Concept<'m>>>,
    /// Files whose number and addresses are known without reading any text.
    early: Vec<Plan>,
    late: OnceLock<Late<'m>>,
    /// The early files by their path, for those who ask for single ones.
    paths: OnceLock<FxHashMap<String, usize>>,
    late_paths: OnceLock<FxHashMap<String, usize>>,
}

/// What looks through the whole knowledge base, read when the first of its files is asked for.
struct Late<'m> {
    glossary: Glossary,
    search: search::Index<'m>,
    reports: Reports,
    plan: Vec<Plan>,
}

/// One file of the site.
#[derive(Debug, Clone)]
enum Plan {
    Home,
    List(KindId, usize),
    Element(ElementId),
    /// A further file of a journey.
    Journey(ElementId, journey::Sheet),
    Report(reports::Place),
    Glossary(glossary::Part),
    /// The glossary as a file of another format, by its number.
    Download(usize),
    Search,
    /// Promised reviews for calendars.
    Calendar,
    /// The same for feed readers.
    Feed,
    /// A file of the search index, by its number.
    Index(usize),
    /// A former address, by its number.
    Redirect(usize),
    NotFound,
    /// A built-in file that is copied, by its number.
    Asset(usize),
    /// A picture, by its number.
    Picture(usize),
    /// The style sheet of the accent colour.
    Accent,
    /// The content as data, for programs.
    Machine(machine::File),
}

/// A page before it is rendered.
struct Page {
    path: String,
    /// The template for it; kinds without one of their own use that of all elements.
    template: String,
    /// The way up to the root of the site: empty, or `../`.
    root: &'static str,
    values: Record,
}

impl<'m> Edition<'m> {
    /// Prepares addresses and orders of the pages in the language of `base`.
    fn new(base: Base<'m>, engine: Environment<'static>) -> Edition<'m> {
        let navigation = Navigation::new(&base);
        let theme = Theme::new(&base);
        let globals = globals(&base, &navigation, &theme);
        let mut early = early(&base);
        early.extend(theme.accent_sheet().filter(|_| base.is_main()).map(|_| Plan::Accent));
        early.extend(machine::files(&base).into_iter().map(Plan::Machine));
        let meta = Meta::new(&base);
        Edition {
            base,
            engine,
            globals,
            navigation,
            theme,
            meta,
            concepts: OnceLock::new(),
            early,
            late: OnceLock::new(),
            paths: OnceLock::new(),
            late_paths: OnceLock::new(),
        }
    }

    fn concepts(&self) -> &[Concept<'m>] {
        self.concepts.get_or_init(|| vocabulary::concepts(&self.base))
    }

    /// Made in parallel, so it must be there before pages are rendered in parallel: whoever knows their number has asked for it.
    fn late(&self) -> &Late<'m> {
        self.late.get_or_init(|| Late::new(&self.base))
    }

    /// The paths of the pages that search engines are to list, relative to the edition.
    fn listed(&self) -> impl Iterator<Item = String> {
        let listed = (0..self.len()).filter(|at| self.plan(*at).is_some_and(meta::is_for_search_engines));
        listed.filter_map(|at| self.path(at)).filter(|path| path.ends_with(".html"))
    }

    /// Number of files.
    fn len(&self) -> usize {
        self.early.len() + self.late().plan.len()
    }

    fn find_late(&self, path: &str) -> Option<usize> {
        let first = self.early.len();
        let paths =
            self.late_paths.get_or_init(|| (first..self.len()).filter_map(|at| Some((self.path(at)?, at))).collect());
        paths.get(path).copied()
    }

    fn plan(&self, index: usize) -> Option<&Plan> {
        match index.checked_sub(self.early.len()) {
            None => self.early.get(index),
            Some(late) => self.late().plan.get(late),
        }
    }

    /// The number of the file at `path`, relative to the edition. Reads what looks through all texts only where it has to.
    fn find(&self, path: &str) -> Option<usize> {
        if self.paths.get().is_none() {
            // Made in parallel, therefore not within the lock: pages that are rendered in parallel may wait for that.
            let paths = (0..self.early.len()).into_par_iter().filter_map(|at| Some((self.path(at)?, at)));
            let _ = self.paths.set(paths.collect());
        }
        let found = self.paths.get().and_then(|paths| paths.get(path)).copied();
        found.or_else(|| self.find_late(path))
    }

    /// Where the file number `index` goes, relative to the edition; none beyond the last file.
    fn path(&self, index: usize) -> Option<String> {
        Some(match self.plan(index)? {
            Plan::Home => "index.html".to_owned(),
            Plan::List(kind, part) => list::path(&self.base, *kind, *part),
            Plan::Element(id) => self.base.addresses.path(*id)?.to_owned(),
            Plan::Journey(id, sheet) => journey::sheet_path(&self.base, *id, *sheet)?,
            Plan::Report(place) => self.late().reports.path(*place)?,
            Plan::Glossary(part) => glossary::path(*part),
            Plan::Download(at) => DOWNLOADS.get(*at)?.path.to_owned(),
            Plan::Search => "search.html".to_owned(),
            Plan::Calendar => calendar::PATH.to_owned(),
            Plan::Feed => feed::PATH.to_owned(),
            Plan::Index(at) => self.late().search.path(*at),
            Plan::Redirect(at) => self.base.addresses.moved().get(*at)?.0.clone(),
            Plan::NotFound => "404.html".to_owned(),
            Plan::Asset(at) => templates::assets(&self.base.input.templates).nth(*at)?.0.to_owned(),
            Plan::Picture(at) => pictures::path(self.base.input, *at)?,
            Plan::Accent => self.theme.accent_sheet()?.path.into_string(),
            Plan::Machine(file) => file.path(&self.base)?,
        })
    }

    /// The file number `index`; none beyond the last one. `all` are the editions of the site, this one among them.
    fn render(&self, index: usize, all: &[Edition<'m>]) -> Option<Result<OutputFile, TemplateError>> {
        let plan = self.plan(index)?;
        match self.page(plan) {
            Some(page) => Some(self.rendered(plan, page, all)),
            None => self.file(plan).map(Ok),
        }
    }

    /// The page that `plan` stands for; none when it is another file.
    fn page(&self, plan: &Plan) -> Option<Page> {
        Some(match plan {
            Plan::Home => home::page(&self.base),
            Plan::List(kind, part) => list::page(&self.base, *kind, *part),
            Plan::Element(id) => element::page(&self.base, *id),
            Plan::Journey(id, sheet) => journey::sheet(&self.base, *id, *sheet)?,
            Plan::Report(place) => self.late().reports.page(&self.base, *place)?,
            Plan::Glossary(part) => self.late().glossary.page(&self.base, *part),
            Plan::Search => search::page(&self.base),
            Plan::Redirect(at) => redirects::page(&self.base, *at)?,
            Plan::NotFound => redirects::not_found(&self.base),
            _ => return None,
        })
    }

    /// The file that `plan` stands for; none when it is a page.
    fn file(&self, plan: &Plan) -> Option<OutputFile> {
        match plan {
            Plan::Calendar => Some(calendar::file(&self.base)),
            Plan::Feed => Some(feed::file(&self.base)),
            Plan::Journey(id, journey::Sheet::Picture) => journey::drawing(&self.base, *id),
            Plan::Download(at) => DOWNLOADS.get(*at).map(|download| download.file(&self.base, self.concepts())),
            Plan::Index(at) => self.late().search.file(&self.base, *at),
            Plan::Asset(at) => self.asset(*at),
            Plan::Picture(at) => pictures::file(self.base.input, *at),
            Plan::Accent => self.theme.accent_sheet(),
            Plan::Machine(file) => file.file(&self.base),
            _ => None,
        }
    }

    /// The template of the file number `index` and what it gets; none when it is no page.
    fn values(&self, index: usize, all: &[Edition<'m>]) -> Option<(String, Record)> {
        let plan = self.plan(index)?;
        let page = self.page(plan)?;
        Some((page.template.clone(), self.all_values(plan, &page, all)))
    }

    fn rendered(&self, plan: &Plan, page: Page, all: &[Edition<'m>]) -> Result<OutputFile, TemplateError> {
        let template = self.engine.get_template(&page.template).or_else(|_| self.engine.get_template("element.html"));
        let values = Arc::new(self.all_values(plan, &page, all));
        let text = template.and_then(|template| template.render(Value::from_dyn_object(values.clone())));
        let text = text.map_err(|error| TemplateError::new(&page.template, &error, values.names()))?;
        Ok(OutputFile::text(page.path, text))
    }

    /// What the template of a page gets.
    fn all_values(&self, plan: &Plan, page: &Page, all: &[Edition<'m>]) -> Record {
        let html = Value::from_safe_string;
        let root = match plan {
            Plan::NotFound => redirects::absolute_root(&self.base),
            _ => Cow::Borrowed(page.root),
        };
        let root = root.as_ref();
        // Files that all languages share.
        let shared = [root, self.base.up].concat();
        let mut values = Vec::with_capacity(self.globals.len() + page.values.0.len() + 8);
        values.extend_from_slice(&self.globals);
        values.extend([
            ("root", Value::from(root)),
            ("navigation", self.navigation.links(root, &page.values)),
            ("meta", html(self.meta.html(&self.base, plan, page))),
            ("links", html(self.theme.links(&shared))),
            ("own_sheets", html(self.theme.own_sheets(&shared))),
            ("assets", Value::from(shared + "assets/")),
        ]);
        values.extend(self.switch(page, all));
        values.extend_from_slice(&page.values.0);
        Record(values)
    }

    fn asset(&self, at: usize) -> Option<OutputFile> {
        let (name, text) = templates::assets(&self.base.input.templates).nth(at)?;
        let tinted = self.theme.tinted(name, text);
        Some(OutputFile::text(name, tinted.unwrap_or_else(|| text.to_owned())))
    }
}

/// Values that every template can use.
fn globals(base: &Base<'_>, navigation: &Navigation, theme: &Theme) -> Vec<(&'static str, Value)> {
    let broken = if base.input.preview { reports::broken_references(base).count() } else { 0 };
    let mut site = record! { name => base.name(), language => base.words.language(), broken };
    site.0.extend(theme.values());
    vec![
        ("t", Value::from_object(base.words.all().map(|(key, word)| (key, Value::from(word))).collect::<Table>())),
        ("site", Value::from_object(site)),
        ("nav", navigation.value()),
        ("actions", Value::from_safe_string(pieces::actions(&base.words))),
    ]
}

impl<'m> Late<'m> {
    fn new(base: &Base<'m>) -> Late<'m> {
        let (reports, (glossary, search)) =
            rayon::join(|| Reports::new(base), || rayon::join(|| Glossary::new(base), || search::Index::new(base)));
        let mut plan: Vec<Plan> = reports.places().map(Plan::Report).collect();
        plan.extend(glossary.parts().into_iter().map(Plan::Glossary));
        plan.extend((0..search.len()).map(Plan::Index));
        Late { glossary, search, reports, plan }
    }
}

/// All files but those of [`Late`], in a fixed order.
fn early(base: &Base<'_>) -> Vec<Plan> {
    let mut plan = vec![Plan::Home];
    for (kind, _, elements) in base.kinds() {
        plan.extend((0..pages::parts(elements.len(), list::PER_PAGE)).map(|part| Plan::List(kind, part)));
        plan.extend(elements.iter().map(|id| Plan::Element(*id)));
        for id in elements {
            plan.extend(journey::sheets(base, *id).into_iter().map(|sheet| Plan::Journey(*id, sheet)));
        }
    }
    plan.extend((0..DOWNLOADS.len()).map(Plan::Download));
    plan.extend([Plan::Calendar, Plan::Feed, Plan::Search]);
    plan.extend((0..base.addresses.moved().len()).map(Plan::Redirect));
    plan.push(Plan::NotFound);
    if base.is_main() {
        plan.extend((0..templates::assets(&base.input.templates).count()).map(Plan::Asset));
        plan.extend((0..base.input.pictures.len()).map(Plan::Picture));
    }
    plan
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Source;

    #[test]
    fn every_file_goes_where_it_says() {
        let text = "channel a \"A\" { type: web\n formerly: [b] }\nteam t \"T\" { image: x.png }\n";
        let compilation = crate::compile(Sources::new(vec![Source::new("a.cx", text)]));
        let input = Input {
            model: &compilation.model,
            sources: &compilation.sources,
            config: &compilation.config,
            preview: true,
            templates: Vec::new(),
            today: None,
            pictures: BTreeMap::from([("x.png".to_owned(), vec![1])]),
        };
        let site = Site::new(&input).unwrap_or_else(|error| panic!("{error}"));
        let files = site.files().unwrap_or_else(|error| panic!("{error}"));
        let paths: Vec<String> = (0..site.len()).filter_map(|at| site.path(at)).collect();
        assert_eq!(paths, files.iter().map(|file| file.path.to_string()).collect::<Vec<_>>());
        assert!(paths.contains(&"assets/pictures/x.png".to_owned()) && paths.len() > 5, "{paths:?}");
    }

    #[test]
    fn templates_of_a_team_can_ask_for_what_is_documented() {
        let text = "channel web \"Web\" { type: web\n owner: t }\nteam t \"T & Co\" { }\n\
                    touchpoint hotline \"Hotline\" { mission: \"x < y\"\n channels: [web, web2] }\n\
                    channel web2 \"Phone\" { type: phone }\n";
        let own = "{% for f in fields %}{{ f.key }}={% if f.items %}{% for i in f.items %}{{ i }};{% endfor %}{{ f.plain }}\
                   {% else %}{{ f.html }}{% endif %}|{{ f.value }}\n{% endfor %}{% if by_key.mission %}{{ by_key.mission.html }}{% endif %}\n\
                   {% for f in facts %}{{ f.label }}:{{ f.html or f.items }}\n{% endfor %}\
                   {% for g in backlinks %}{{ g.label }} {{ g.count }}{% for u in g.uses %}<{{ u.href }}|{{ u.name }}|{{ u.how }}>\
                   {% endfor %}{% endfor %}\n{% for e in nav %}{{ root }}{{ e.href }}={{ e.label }} {% endfor %}{{ t.search }}{{ site.name }}";
        let template = |name: &str| Template { name: name.to_owned(), text: own.to_owned() };
        let compilation = crate::compile(Sources::new(vec![Source::new("a.cx", text)]));
        let input = Input {
            model: &compilation.model,
            sources: &compilation.sources,
            config: &compilation.config,
            preview: false,
            today: None,
            templates: vec![template("touchpoint.html"), template("channel.html")],
            pictures: BTreeMap::new(),
        };
        let site = Site::new(&input).unwrap_or_else(|error| panic!("{error}"));
        let files = site.files().unwrap_or_else(|error| panic!("{error}"));
        let page = |path: &str| {
            let file = files.iter().find(|file| file.path == path);
            String::from_utf8_lossy(file.map(|file| file.contents.as_slice()).unwrap_or_default()).into_owned()
        };
        let (hotline, web) = (page("touchpoints/hotline.html"), page("channels/web.html"));
        for expected in [
            "mission=x &lt; y|x &lt; y\n",
            "channels=<a href=\"../channels/web.html\">Web</a>;<a href=\"../channels/web2.html\">Phone</a>;True|<ul class=\"plain\"><li>",
            "\nx &lt; yId:hotline\n",
            "../journeys/index.html=Journeys ../touchpoints/index.html=Touchpoints",
        ] {
            assert!(hotline.contains(expected), "{expected}\n{hotline}");
        }
        for expected in [
            "Owner:<a href=\"../teams/t.html\">T &amp; Co</a>",
            "Touchpoints 1<../touchpoints/hotline.html|Hotline|Channels>",
        ] {
            assert!(web.contains(expected), "{expected}\n{web}");
        }
    }
}
