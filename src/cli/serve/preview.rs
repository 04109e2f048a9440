//! A knowledge base and its changes, to states of its site: reads, compiles, makes the next generation, tells the terminal.

use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Instant, SystemTime};

use jiff::Zoned;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use tokio::sync::watch;

use super::editor::Editor;
use super::findings::{Findings, Problem};
use super::generation::Generation;
use super::state::{State, States};
use crate::check::Options;
use crate::cli::base;
use crate::cli::failure::Failure;
use crate::cli::material::Material;
use crate::cli::report::report;
use crate::cli::terminal::Terminal;
use crate::cli::watch::{Change, Kept, Watch};
use crate::compile::{Cache, Compilation};
use crate::diagnostic::human::summary;
use crate::diagnostic::{Diagnostic, Summary};
use crate::site::{Skeleton, TemplateError};

/// What the person asked for.
#[derive(Debug)]
pub(super) struct Wishes {
    /// Pages in spite of errors.
    pub(super) preview: bool,
    /// The day for which pages are made.
    pub(super) today: Option<Date>,
    /// What opens at a finding.
    pub(super) editor: Editor,
}

/// A knowledge base that is being shown.
pub(super) struct Preview {
    root: PathBuf,
    /// The same as an absolute path.
    place: PathBuf,
    wishes: Wishes,
    watch: Watch,
    kept: Kept,
    cache: Cache,
    compilation: Option<Arc<Compilation>>,
    /// What the next generation may use of the last one.
    skeleton: Skeleton,
    states: watch::Sender<Arc<State>>,
    /// Begins the names of states, so that those of another run are known as such.
    run: u128,
    count: u64,
    /// Findings that the terminal has been told, and how often.
    told: FxHashMap<String, usize>,
    /// Sentences on pictures that were last told.
    notes: Vec<String>,
}

/// What came of making the next state.
struct Made {
    diagnostics: Vec<Diagnostic>,
    problems: Vec<Problem>,
    generation: Option<Generation>,
}

impl Preview {
    /// Reads the knowledge base in `root` and makes the first state.
    ///
    /// # Errors
    /// When it cannot be read or watched, or there is no knowledge file.
    pub(super) fn open(root: &Path, wishes: Wishes, mut watch: Watch, terminal: &Terminal) -> Result<Preview, Failure> {
        let place = dunce::canonicalize(root).map_err(|error| Failure::io(root, "read", &error))?;
        let kept = Kept::open(root, &mut watch)?;
        let nothing = Findings::new((&[], kept.sources()), &[], (&place, &wishes.editor), "en", false);
        let state = State { id: String::new(), generation: None, findings: Arc::new(nothing) };
        let run = SystemTime::UNIX_EPOCH.elapsed().map(|time| time.as_nanos()).unwrap_or_default();
        let mut preview = Preview {
            root: root.to_path_buf(),
            place,
            wishes,
            watch,
            kept,
            cache: Cache::new(),
            compilation: None,
            skeleton: Skeleton::default(),
            states: watch::Sender::new(Arc::new(state)),
            run,
            count: 0,
            told: FxHashMap::default(),
            notes: Vec::new(),
        };
        base::refuse_nothing(&preview.root, preview.kept.sources(), preview.kept.nested())?;
        preview.show(true, terminal)?;
        Ok(preview)
    }

    /// The states to come.
    pub(super) fn states(&self) -> States {
        self.states.subscribe()
    }

    /// Makes a new state whenever files have changed, until it is time to end.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub(super) fn follow(&mut self, terminal: &Terminal) -> Result<(), Failure> {
        while let Some(touched) = self.watch.next() {
            let begin = Instant::now();
            let (changes, watched) = self.kept.renew(&touched, &mut self.watch);
            if let Err(failure) = watched {
                terminal.warn(&failure.to_string());
            }
            if changes.is_empty() {
                continue;
            }
            let words = self.show(changes.iter().any(Change::is_knowledge), terminal)?;
            let clock = Zoned::now().strftime("%H:%M:%S").to_string();
            let time = begin.elapsed().as_millis();
            terminal.print(&format!("{clock} {}: {words}, {time} ms.\n", Change::listed(&changes)))?;
        }
        Ok(())
    }

    /// Makes the next state and shows it; says in words what came of it. `knowledge` says whether more than the look may differ.
    fn show(&mut self, knowledge: bool, terminal: &Terminal) -> Result<String, Failure> {
        let options = Options { today: self.wishes.today.or(base::options().today), ..base::options() };
        let made = self.make(knowledge, &options, terminal);
        let language = self.compilation.as_ref().map_or("en", |compilation| compilation.config.language.as_str());
        let (before, generation) = (self.states.borrow().clone(), made.generation);
        let stale = generation.is_none() && before.generation.is_some();
        let sources = self.kept.sources();
        let found = (made.diagnostics.as_slice(), sources);
        let findings = Findings::new(found, &made.problems, (&self.place, &self.wishes.editor), language, stale);
        let no_site = before.generation.is_none() && findings.version != before.findings.version;
        if generation.is_some() || no_site || before.id.is_empty() {
            self.count += 1;
        }
        let id = format!("{:x}.{}", self.run, self.count);
        let generation = generation.or_else(|| before.generation.clone());
        let mut summary = Summary::of(&made.diagnostics, sources.len());
        summary.errors += made.problems.len();
        drop(before);
        self.states.send_replace(Arc::new(State { id, generation, findings: Arc::new(findings) }));
        self.tell(&made.diagnostics, &made.problems, &options, terminal)?;
        Ok(told(&summary, stale))
    }

    /// Compiles and makes the site, as far as that can be done.
    fn make(&mut self, knowledge: bool, options: &Options, terminal: &Terminal) -> Made {
        let nothing = |message: String| Made {
            diagnostics: Vec::new(),
            problems: vec![Problem { message, place: None }],
            generation: None,
        };
        if let Err(failure) = base::refuse_nothing(&self.root, self.kept.sources(), self.kept.nested()) {
            return nothing(failure.to_string());
        }
        let Some(compilation) = self.compiled(knowledge, options) else {
            return nothing(
                "touchbase has made a mistake of its own with this state of the files; the terminal says more."
                    .to_owned(),
            );
        };
        let diagnostics = compilation.diagnostics.clone();
        let errors = Summary::of(&diagnostics, 0).errors;
        let is_wanted = errors == 0 || self.wishes.preview;
        let material = Material::read(&self.root, &compilation);
        let (generation, problems) = match material {
            Err(failure) => (None, vec![Problem { message: failure.to_string(), place: None }]),
            Ok(material) => {
                self.note(&material, &compilation, terminal);
                let start = |material, before| {
                    let Wishes { preview, today, .. } = self.wishes;
                    Generation::start(compilation.clone(), material, preview, today, before)
                };
                match is_wanted.then(|| start(material, self.skeleton.clone())).transpose() {
                    Ok(None) => (None, Vec::new()),
                    Ok(Some((generation, skeleton))) => {
                        self.skeleton = skeleton;
                        (Some(generation), Vec::new())
                    }
                    Err(error) => (None, problems(&error, compilation.config.templates.as_deref())),
                }
            }
        };
        Made { diagnostics, problems, generation }
    }

    /// The knowledge base as it is now; none by a mistake of the program, which the next state of the files may be free of.
    fn compiled(&mut self, knowledge: bool, options: &Options) -> Option<Arc<Compilation>> {
        if let Some(compilation) = self.compilation.clone().filter(|_| !knowledge) {
            return Some(compilation);
        }
        let mut cache = std::mem::take(&mut self.cache);
        let sources = self.kept.sources().clone();
        let compiled = panic::catch_unwind(AssertUnwindSafe(|| {
            let compilation = cache.compile(sources, options);
            (cache, Arc::new(compilation))
        }));
        let (cache, compilation) = compiled.ok()?;
        self.cache = cache;
        self.compilation = Some(compilation.clone());
        Some(compilation)
    }

    /// Watches what pages show, and tells of pictures that are left out, once.
    fn note(&mut self, material: &Material, compilation: &Compilation, terminal: &Terminal) {
        if let Err(failure) = self.kept.show(material.paths(), &mut self.watch) {
            terminal.warn(&failure.to_string());
        }
        let notes = material.notes(compilation);
        notes.iter().filter(|note| !self.notes.contains(note)).for_each(|note| terminal.note(note));
        self.notes = notes;
    }

    /// Prints the findings that are new.
    fn tell(
        &mut self,
        diagnostics: &[Diagnostic],
        problems: &[Problem],
        options: &Options,
        terminal: &Terminal,
    ) -> Result<(), Failure> {
        problems.iter().for_each(|problem| terminal.warn(&problem.message));
        let mut before = std::mem::take(&mut self.told);
        let mut fresh = Vec::new();
        for finding in diagnostics {
            let file = &self.kept.sources().get(finding.primary.span.source).path;
            let key = format!("{file} {} {}", finding.check, finding.message);
            match before.get_mut(&key).filter(|left| **left > 0) {
                Some(left) => *left -= 1,
                None => fresh.push(finding.clone()),
            }
            *self.told.entry(key).or_default() += 1;
        }
        let Some(compilation) = self.compilation.as_ref().filter(|_| !fresh.is_empty()) else { return Ok(()) };
        let summary = Summary::of(&fresh, self.kept.sources().len());
        report(&[], (&self.root, compilation), options, (&fresh, &summary), terminal)
    }
}

/// What a run found, in words.
fn told(found: &Summary, stale: bool) -> String {
    let words = summary(found);
    if stale { format!("{words}; pages stay as they were") } else { words }
}

/// Mistakes in templates, each at its place.
fn problems(error: &TemplateError, folder: Option<&str>) -> Vec<Problem> {
    let one = |error: &TemplateError| {
        let alone = TemplateError { others: Vec::new(), ..error.clone() };
        let place = folder.map(|folder| (format!("{}/{}", folder.trim_end_matches('/'), error.template), error.line));
        Problem { message: alone.to_string(), place }
    };
    std::iter::once(error).chain(&error.others).map(one).collect()
}
