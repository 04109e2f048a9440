//! The files of a knowledge base as they were last read, and paths that were touched since, to what has changed.
//!
//! A file that is known and still a file is read again by itself; after anything else the whole folder is looked through anew, as a
//! fresh run would. Both give the same, and what turns out to be as it was is no change: so `.gitignore` and `exclude` hold for
//! watching without being asked.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use camino::Utf8PathBuf;

use super::{Touched, Watch};
use crate::cli::base;
use crate::cli::failure::Failure;
use crate::cli::io::{self, Loaded, Selection};
use crate::cli::manifest::MANIFEST;
use crate::config;
use crate::diagnostic::human::counted;
use crate::diagnostic::visible::visible_line;
use crate::text::{Source, Sources, TextProblem};

/// Files as they were last read.
#[derive(Debug)]
pub(in crate::cli) struct Kept {
    /// The folder of the knowledge base, as the person named it.
    root: PathBuf,
    /// The same as the system names it.
    place: PathBuf,
    loaded: Loaded,
    /// Files that pages show, by their paths below the root, wherever they lie.
    shown: BTreeSet<PathBuf>,
    /// The team's templates.
    templates: Option<PathBuf>,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) enum Change {
    /// It was not there before.
    New(Utf8PathBuf),
    /// It says something else, or can be read otherwise.
    Changed(Utf8PathBuf),
    /// It is not there any more.
    Gone(Utf8PathBuf),
    /// A picture, a style sheet, a template: it may look different, and no knowledge has changed.
    Look(PathBuf),
}

/// What has to be read again after some paths were touched.
#[derive(Debug, Default, PartialEq, Eq)]
struct Plan {
    everything: bool,
    files: BTreeSet<Utf8PathBuf>,
    look: BTreeSet<PathBuf>,
}

impl Kept {
    /// Reads the knowledge base in `root` and watches it from before that on.
    ///
    /// # Errors
    /// When the folder cannot be watched.
    pub(in crate::cli) fn open(root: &Path, watch: &mut Watch) -> Result<Kept, Failure> {
        let place = dunce::canonicalize(root).map_err(|error| Failure::io(root, "read", &error))?;
        let loaded = Loaded { sources: Sources::default(), nested: Vec::new() };
        let mut kept = Kept { root: root.to_path_buf(), place, loaded, shown: BTreeSet::new(), templates: None };
        kept.loaded = kept.load(watch, &Touched::default())?;
        Ok(kept)
    }

    /// The files.
    pub(in crate::cli) fn sources(&self) -> &Sources {
        &self.loaded.sources
    }

    /// Folders below the root that are knowledge bases of their own and were not read.
    pub(in crate::cli) fn nested(&self) -> &[PathBuf] {
        &self.loaded.nested
    }

    /// Watches these files too, given by their paths below the root, wherever they lie.
    ///
    /// # Errors
    /// When a folder cannot be watched.
    pub(in crate::cli) fn show<'p>(
        &mut self,
        paths: impl Iterator<Item = &'p str>,
        watch: &mut Watch,
    ) -> Result<(), Failure> {
        // A picture may be a link to another place in the knowledge base.
        let leads_to = |path: &Path| {
            let target = dunce::canonicalize(self.place.join(path)).ok()?;
            target.strip_prefix(&self.place).map(Path::to_path_buf).ok()
        };
        let mut shown: BTreeSet<PathBuf> = paths.map(PathBuf::from).collect();
        let targets: Vec<PathBuf> = shown.iter().filter_map(|path| leads_to(path)).collect();
        shown.extend(targets);
        if shown != self.shown {
            self.shown = shown;
            let selection = self.selection();
            watch.follow(self.folders(&selection), &Touched::default())?;
        }
        Ok(())
    }

    /// Reads again what was touched; returns what has changed, nothing when all is as it was.
    ///
    /// # Errors
    /// When a folder that is new cannot be watched; what was read is kept all the same.
    pub(in crate::cli) fn renew(&mut self, touched: &Touched, watch: &mut Watch) -> (Vec<Change>, Result<(), Failure>) {
        let plan = self.plan(touched);
        let (new, watched) = match plan.everything {
            true => match self.load(watch, touched) {
                Ok(loaded) => (loaded, Ok(())),
                Err(failure) => (self.read_all(&self.selection()), Err(failure)),
            },
            false => (self.read_again(&plan.files), Ok(())),
        };
        let mut changes = changes(&self.loaded.sources, &new.sources);
        // Knowledge that has changed makes the look new too; a file is told once, and a folder by its files.
        let told = |path: &Path| changes.iter().any(|change| change.path().starts_with(path));
        let looks: Vec<Change> = plan.look.into_iter().filter(|path| !told(path)).map(Change::Look).collect();
        changes.extend(looks);
        self.loaded = new;
        (changes, watched)
    }

    fn plan(&self, touched: &Touched) -> Plan {
        let mut plan = Plan { everything: touched.all, ..Plan::default() };
        for path in &touched.paths {
            self.add_to_plan(path, &mut plan);
        }
        plan
    }

    fn add_to_plan(&self, path: &Path, plan: &mut Plan) {
        let below = path.strip_prefix(&self.place).ok();
        let is_template = self.templates.as_deref().is_some_and(|folder| path.starts_with(folder));
        let is_shown = below.is_some_and(|below| self.shown.contains(below));
        if (is_template && !is_hidden(path)) || is_shown {
            plan.look.insert(below.unwrap_or(path).to_path_buf());
        }
        let Some(name) = below.and_then(io::relative) else {
            // a name that is not UTF-8, or a place outside
            plan.everything |= !is_template;
            return;
        };
        let is_file = path.symlink_metadata().is_ok_and(|found| found.is_file());
        let known = self.loaded.sources.find(&name).map(|id| self.loaded.sources.get(id));
        let is_listed = || {
            self.loaded
                .sources
                .others()
                .is_some_and(|others| others.binary_search_by(|other| other.as_str().cmp(name.as_str())).is_ok())
        };
        match known {
            Some(source) if is_file && name != config::FILE && !was_left_out(source) => drop(plan.files.insert(name)),
            Some(_) => plan.everything = true,
            None if is_file && is_listed() => {}
            None if is_hidden(path) && !is_shown => {}
            // What was made and removed within a batch was never there.
            None if !exists(path) && self.loaded.sources.exists(&name) != Some(true) => {}
            None => plan.everything = true,
        }
    }

    fn selection(&self) -> Selection {
        let config = base::config_of(&self.root);
        Selection::new(&config.sources, &config.exclude, Some(self.root.join(&config.output)))
    }

    /// Reads everything; folders that are new are watched before they are read, so that nothing is missed.
    fn load(&mut self, watch: &mut Watch, touched: &Touched) -> Result<Loaded, Failure> {
        let config = base::config_of(&self.root);
        let templates = config.templates.as_ref().map(|folder| self.place.join(folder));
        self.templates = templates.map(|folder| dunce::canonicalize(&folder).unwrap_or(folder));
        let selection = self.selection();
        let mut touched = touched;
        let none = Touched::default();
        while watch.follow(self.folders(&selection), touched)? {
            touched = &none;
        }
        let loaded = self.read_all(&selection);
        if loaded.nested != self.loaded.nested {
            self.loaded.nested.clone_from(&loaded.nested);
            watch.follow(self.folders(&selection), &none)?;
        }
        Ok(loaded)
    }

    fn read_all(&self, selection: &Selection) -> Loaded {
        let mut loaded = io::load(&self.root, selection);
        loaded.nested.sort();
        loaded
    }

    /// All folders in which something may change that matters, as the system names them.
    fn folders(&self, selection: &Selection) -> BTreeSet<PathBuf> {
        let place = |folder: &Path| {
            let below = folder.strip_prefix(&self.root).unwrap_or(folder);
            if below == Path::new("") { self.place.clone() } else { self.place.join(below) }
        };
        let mut folders: BTreeSet<PathBuf> =
            io::folders(&self.root, selection).iter().map(|folder| place(folder)).collect();
        folders.insert(self.place.clone());
        // A knowledge base within this one may cease to be one.
        folders.extend(self.loaded.nested.iter().map(|folder| self.place.join(folder)));
        folders.extend(self.shown.iter().filter_map(|path| nearest_folder(&self.place.join(path))));
        if let Some(templates) = &self.templates {
            folders.extend(tree(templates));
            folders.extend(nearest_folder(templates));
        }
        folders
    }

    fn read_again(&self, files: &BTreeSet<Utf8PathBuf>) -> Loaded {
        let again = |source: &Source| match files.contains(&source.path) {
            true => io::read(&self.place.join(&source.path), source.path.clone()),
            false => source.clone(),
        };
        let sources = Sources::new(self.loaded.sources.iter().map(|(_, source)| again(source)).collect());
        let others = self.loaded.sources.others().unwrap_or_default().to_vec();
        Loaded { sources: sources.with_others(others), nested: self.loaded.nested.clone() }
    }
}

impl Change {
    fn path(&self) -> &Path {
        match self {
            Change::New(path) | Change::Changed(path) | Change::Gone(path) => path.as_std_path(),
            Change::Look(path) => path,
        }
    }

    /// Whether what the files say may have changed, not only how it looks.
    pub(in crate::cli) fn is_knowledge(&self) -> bool {
        !matches!(self, Change::Look(_))
    }

    /// What has changed, the first few, in words.
    pub(in crate::cli) fn listed(changes: &[Change]) -> String {
        let first: Vec<String> = changes.iter().take(3).map(Change::told).collect();
        match changes.len() - first.len() {
            0 => first.join(", "),
            more => format!("{}, and {}", first.join(", "), counted(more, "more change")),
        }
    }

    /// What happened, in words: `a.cx changed`.
    fn told(&self) -> String {
        let path = visible_line(&self.path().to_string_lossy().replace('\\', "/"));
        match self {
            Change::New(_) => format!("{path} is new"),
            Change::Gone(_) => format!("{path} is gone"),
            Change::Changed(_) | Change::Look(_) => format!("{path} changed"),
        }
    }
}

/// Whether the file was not read because there are too many; it then stands for others as well.
fn was_left_out(source: &Source) -> bool {
    source.problems.iter().any(|problem| matches!(problem, TextProblem::TooMany { .. }))
}

/// Whether a name is one that is never read, and decides about no other file either.
fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') && ![".gitignore", MANIFEST].contains(&name.as_ref())
}

fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// The nearest folder around `path` that is there.
fn nearest_folder(path: &Path) -> Option<PathBuf> {
    let folder = path.ancestors().skip(1).find(|folder| folder.is_dir())?;
    Some(dunce::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf()))
}

/// A folder and all folders below it.
fn tree(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = walkdir::WalkDir::new(folder).follow_links(true).into_iter().flatten();
    entries.filter(|entry| entry.file_type().is_dir()).map(walkdir::DirEntry::into_path)
}

/// How two states of the same folder differ, by path.
fn changes(old: &Sources, new: &Sources) -> Vec<Change> {
    let same = |one: &Source, two: &Source| one.text == two.text && one.problems == two.problems;
    let mut changes = Vec::new();
    for (_, source) in new.iter() {
        match old.find(&source.path).map(|id| old.get(id)) {
            None => changes.push(Change::New(source.path.clone())),
            Some(before) if !same(before, source) => changes.push(Change::Changed(source.path.clone())),
            Some(_) => {}
        }
    }
    let gone = old.iter().filter(|(_, source)| new.find(&source.path).is_none());
    changes.extend(gone.map(|(_, source)| Change::Gone(source.path.clone())));
    if old.others() != new.others() {
        let sources: BTreeSet<&Utf8PathBuf> = old.iter().chain(new.iter()).map(|(_, source)| &source.path).collect();
        let others = |all: &Sources| -> BTreeSet<Utf8PathBuf> {
            all.others().unwrap_or_default().iter().filter(|path| !sources.contains(path)).cloned().collect()
        };
        let (before, after) = (others(old), others(new));
        changes.extend(after.difference(&before).cloned().map(Change::New));
        changes.extend(before.difference(&after).cloned().map(Change::Gone));
    }
    changes
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn ok<T, E: std::fmt::Debug>(result: Result<T, E>) -> T {
        result.unwrap_or_else(|error| panic!("{error:?}"))
    }

    struct Folder {
        folder: tempfile::TempDir,
        watch: Watch,
        kept: Kept,
    }

    fn put(root: &Path, path: &str, text: &str) {
        let path = root.join(path);
        ok(fs::create_dir_all(path.parent().unwrap_or(root)));
        ok(fs::write(path, text));
    }

    fn folder(files: &[(&str, &str)]) -> Folder {
        let folder = ok(tempfile::tempdir());
        files.iter().for_each(|(path, text)| put(folder.path(), path, text));
        let mut watch = ok(Watch::new());
        let kept = ok(Kept::open(folder.path(), &mut watch));
        Folder { folder, watch, kept }
    }

    impl Folder {
        /// What is told after `change`, and that what is kept is what a fresh reading finds.
        fn after(&mut self, touched: &[&str], change: impl FnOnce(&Path)) -> Vec<String> {
            change(self.folder.path());
            let paths = touched.iter().map(|path| self.kept.place.join(path)).collect();
            let (changes, watched) = self.kept.renew(&Touched { paths, all: false }, &mut self.watch);
            ok(watched);
            let fresh = io::load(&self.kept.root, &self.kept.selection());
            let texts = |sources: &Sources| {
                let list = sources.iter().map(|(_, source)| (source.path.clone(), source.text.clone()));
                (list.collect::<Vec<_>>(), sources.others().map(<[Utf8PathBuf]>::to_vec))
            };
            assert_eq!(texts(&self.kept.loaded.sources), texts(&fresh.sources));
            changes.iter().map(Change::told).collect()
        }
    }

    #[test]
    fn each_change_is_told_once_and_what_is_left_out_is_not() {
        let mut kb = folder(&[
            (".gitignore", "drafts/\n"),
            ("touchbase.yaml", "exclude: [\"old/**\"]\n"),
            ("größe.cx", "// a\r\n"),
            ("b/b.yaml", ""),
            ("drafts/c.cx", ""),
            ("old/d.cx", ""),
            ("bild.png", "1"),
        ]);
        let nothing: &[&str] = &[];
        assert_eq!(kb.after(&["größe.cx"], |root| put(root, "größe.cx", "// 😀\r\n")), ["größe.cx changed"]);
        assert_eq!(kb.after(&["größe.cx"], |root| put(root, "größe.cx", "// 😀\r\n")), nothing);
        assert_eq!(kb.after(&["drafts/c.cx"], |root| put(root, "drafts/c.cx", "x")), nothing);
        assert_eq!(kb.after(&["old/d.cx"], |root| put(root, "old/d.cx", "x")), nothing);
        assert_eq!(kb.after(&["bild.png"], |root| put(root, "bild.png", "2")), nothing);
        assert_eq!(kb.after(&["a.cx~", ".a.cx.swp"], |_| {}), nothing);
        assert_eq!(kb.after(&["n/e/u.cx"], |root| put(root, "n/e/u.cx", "")), ["n/e/u.cx is new"]);
        let moved = |root: &Path| ok(fs::rename(root.join("n"), root.join("m")));
        assert_eq!(kb.after(&["n", "m"], moved), ["m/e/u.cx is new", "n/e/u.cx is gone"]);
        assert_eq!(kb.after(&["b"], |root| ok(fs::remove_dir_all(root.join("b")))), ["b/b.yaml is gone"]);
        let setting = |root: &Path| put(root, "touchbase.yaml", "language: de\n");
        assert_eq!(kb.after(&["touchbase.yaml"], setting), ["old/d.cx is new", "touchbase.yaml changed"]);
        assert_eq!(kb.after(&[".gitignore"], |root| put(root, ".gitignore", "")), ["drafts/c.cx is new"]);
    }

    #[test]
    fn what_pages_show_is_watched_wherever_it_lies() {
        let mut kb = folder(&[(".gitignore", "bilder/\n"), ("a.cx", ""), ("bilder/x.png", "1")]);
        ok(kb.kept.show(["bilder/x.png", "fehlt/y.png"].into_iter(), &mut kb.watch));
        assert_eq!(kb.after(&["bilder/x.png"], |root| put(root, "bilder/x.png", "2")), ["bilder/x.png changed"]);
        let (changes, _) = kb.kept.renew(&kb.watch.next().unwrap_or_default(), &mut kb.watch);
        assert_eq!(changes, [Change::Look("bilder/x.png".into())]);
    }

    #[cfg(unix)]
    #[test]
    fn a_picture_may_be_a_link() {
        let mut kb = folder(&[("a.cx", ""), ("bilder/x.png", "1")]);
        ok(std::os::unix::fs::symlink("bilder/x.png", kb.folder.path().join("y.png")));
        assert_eq!(kb.after(&["y.png"], |_| {}), ["y.png is new"]);
        ok(kb.kept.show(["y.png"].into_iter(), &mut kb.watch));
        assert_eq!(kb.after(&["bilder/x.png"], |root| put(root, "bilder/x.png", "2")), ["bilder/x.png changed"]);
    }

    #[test]
    fn templates_are_a_look() {
        let mut kb = folder(&[("touchbase.yaml", "templates: vorlagen\n"), ("a.cx", ""), ("vorlagen/home.html", "1")]);
        let change = |root: &Path| put(root, "vorlagen/home.html", "2");
        assert_eq!(kb.after(&["vorlagen/home.html"], change), ["vorlagen/home.html changed"]);
        let added = |root: &Path| put(root, "vorlagen/assets/x.css", "");
        assert_eq!(kb.after(&["vorlagen/assets"], added), ["vorlagen/assets/x.css is new"]);
    }
}
