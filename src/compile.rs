//! The pipeline: sources in, a [`Compilation`] out. Pure, and it never fails: what is wrong is among the diagnostics.

use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::check::{self, Inputs, Notebook, Options, Silenced};
use crate::config::baseline::Baseline;
use crate::config::translations::Record;
use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, Directive, Fault, Summary};
use crate::model::{self, Model, Part};
use crate::schema::Schema;
use crate::syntax::{self, File};
use crate::text::{Source, SourceId, Sources, TextProblem};

/// Everything that is known about a knowledge base after one run.
#[derive(Debug)]
pub struct Compilation {
    /// The files.
    pub sources: Sources,
    /// What the team decided.
    pub config: Config,
    /// Elements and references; the schema they were read against is part of it.
    pub model: Model,
    /// What was found, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// What comments and the baseline keep silent, sorted by place.
    pub silenced: Vec<Silenced>,
}

/// Compiles the files of a knowledge base; `touchbase.yaml` is one of them if there is one.
pub fn compile(sources: Sources) -> Compilation {
    compile_with(sources, &Options::default())
}

/// Like [`compile`], with what this run asks for.
pub fn compile_with(sources: Sources, options: &Options) -> Compilation {
    let start = Start::of(&sources);
    let spoken = |file: &File| syntax::directives(&sources, std::slice::from_ref(file));
    let (model, directives) = model::build_from(start.schema, &sources, config::FILES, start.faults, spoken);
    let directives = directives.into_iter().flatten().collect();
    checked(sources, start.config, model, directives, start.baseline, options, &mut Notebook::default())
}

/// What the files of decisions say, which is known before any knowledge is read.
struct Start {
    config: Config,
    schema: Schema,
    baseline: Option<Baseline>,
    faults: Vec<Fault>,
}

impl Start {
    fn of(sources: &Sources) -> Start {
        let (config, mut faults) = Config::of(sources);
        let (baseline, baseline_faults) = Baseline::of(sources);
        let (schema, extend_faults) = config.schema();
        let (_, record_faults) = Record::of(sources);
        faults.extend(baseline_faults.into_iter().chain(record_faults).chain(extend_faults));
        Start { config, schema, baseline, faults }
    }
}

fn checked(
    sources: Sources,
    config: Config,
    model: Model,
    directives: Vec<Directive>,
    baseline: Option<Baseline>,
    options: &Options,
    notebook: &mut Notebook,
) -> Compilation {
    let inputs = Inputs {
        model: &model,
        config: &config,
        options,
        sources: &sources,
        directives: &directives,
        baseline: baseline.as_ref().filter(|_| !options.without_baseline),
    };
    let outcome = check::run_noting(inputs, notebook);
    Compilation { sources, config, model, diagnostics: outcome.findings, silenced: outcome.silenced }
}

/// What files said in the last run, by the files, for those who compile the same knowledge base again and again: an editor, a
/// preview. Files that have not changed since are neither parsed nor lowered again.
#[derive(Debug, Default)]
pub struct Cache {
    /// The configuration that the schema was made of; another one makes all parts worthless.
    settings: Option<Arc<str>>,
    /// What the runs so far asked for.
    options: Options,
    parts: FxHashMap<Utf8PathBuf, Kept>,
    notebook: Notebook,
}

/// What is kept of a file.
#[derive(Debug, Clone)]
struct Kept {
    /// Spans hold it, so a file with another number is read anew.
    id: SourceId,
    text: Arc<str>,
    problems: Vec<TextProblem>,
    part: Part,
    directives: Vec<Directive>,
}

impl Kept {
    fn is_of(&self, id: SourceId, source: &Source) -> bool {
        let same = Arc::ptr_eq(&self.text, &source.text) || self.text == source.text;
        self.id == id && same && self.problems == source.problems
    }
}

impl Cache {
    /// A cache that knows nothing yet.
    pub fn new() -> Cache {
        Cache::default()
    }

    /// Like [`compile_with`], reading only what has changed since the last run with this cache. The result is the same.
    pub fn compile(&mut self, sources: Sources, options: &Options) -> Compilation {
        let start = Start::of(&sources);
        self.forget_other_settings(&sources, options);
        let knowledge = |(_, source): &(SourceId, &Source)| !config::FILES.contains(&source.path.as_str());
        let list: Vec<(SourceId, &Source)> = sources.iter().filter(knowledge).collect();
        let (known, schema) = (&self.parts, &start.schema);
        let changed: Vec<(SourceId, &Source)> = list
            .iter()
            .filter(|(id, source)| !known.get(&source.path).is_some_and(|kept| kept.is_of(*id, source)))
            .copied()
            .collect();
        let read = |(id, source): (SourceId, &Source)| {
            let file = syntax::parse(id, source);
            let directives = syntax::directives(&sources, std::slice::from_ref(&file));
            let part = model::read_file(schema, &sources, file);
            let (text, problems) = (source.text.clone(), source.problems.clone());
            (source.path.clone(), Kept { id, text, problems, part, directives })
        };
        changed.iter().for_each(|(id, _)| self.notebook.forget(*id));
        // Files that are no knowledge have no notes, but their numbers may have been those of others.
        sources.iter().filter(|file| !knowledge(file)).for_each(|(id, _)| self.notebook.forget(id));
        let fresh: Vec<(Utf8PathBuf, Kept)> = changed.into_par_iter().map(read).collect();
        self.parts.extend(fresh);
        if self.parts.len() > list.len() {
            let paths: FxHashSet<&Utf8Path> = list.iter().map(|(_, source)| source.path.as_path()).collect();
            self.parts.retain(|path, _| paths.contains(path.as_path()));
        }
        let kept: Vec<&Kept> = list.iter().filter_map(|(_, source)| self.parts.get(&source.path)).collect();
        let parts: Vec<Part> = kept.par_iter().map(|kept| kept.part.clone()).collect();
        let directives: Vec<Directive> = kept.iter().flat_map(|kept| kept.directives.iter().cloned()).collect();
        let model = model::assemble(start.schema, parts, start.faults);
        checked(sources, start.config, model, directives, start.baseline, options, &mut self.notebook)
    }

    fn forget_other_settings(&mut self, sources: &Sources, options: &Options) {
        let settings = sources.find(config::FILE.into()).map(|id| sources.get(id).text.clone());
        if settings != self.settings || *options != self.options {
            *self = Cache { settings, options: options.clone(), ..Cache::default() };
        }
    }
}

impl Compilation {
    /// Whether the check of this name found something.
    pub fn has(&self, check: &str) -> bool {
        self.diagnostics.iter().any(|finding| finding.check == check)
    }

    /// How many findings there are, over how many files.
    pub fn summary(&self) -> Summary {
        Summary::of(&self.diagnostics, self.sources.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(files: &[(&str, &str)]) -> Sources {
        Sources::new(files.iter().map(|(path, text)| Source::new(*path, *text)).collect())
    }

    fn told(compilation: &Compilation) -> String {
        let elements: Vec<String> = compilation
            .model
            .elements()
            .map(|element| format!("{element:?} {:?} {:?}", element.stored(), element.backlinks().count()))
            .collect();
        let references: Vec<String> =
            compilation.model.references().map(|reference| format!("{:?}", reference.stored())).collect();
        format!("{elements:#?}{references:#?}{:#?}{:#?}", compilation.diagnostics, compilation.silenced)
    }

    /// Files change, come and go, settings change: a run with a cache says what a run without one says.
    #[test]
    fn a_cached_run_says_what_a_fresh_one_says() {
        let phone = "channel telefon \"Telefon\" {\r\n  type: phone\r\n}\r\n";
        let line = "touchpoint hotline \"Größe 😀\" {\n  channels: [telefon]\n  medium: analog\n}\n";
        let yaml = "journeys:\n  a:\n    stages:\n      - name: B\n        steps:\n          - name: C\n            touchpoint: hotline\n";
        let broken = "touchpoint hotline \"Größe {\n  channels: [telefon\n";
        let silent = "// touchbase: allow missing-field - bald\n\ntouchpoint hotline {}\n";
        // What one file says by itself, and what two have in common: names alike, one name twice, one page for two.
        let noted = "persona mia \"Mia\" {\n  type: customer\n  summary: \"TODO: mia@shop.de fragen\"\n}\nterm mir \"Peace\" {\n}\n";
        let alike =
            "persona mia2 \"Mia\" {\n  type: customer\n}\nterm мир \"World\" {\n}\nteam a \"Reparaturannahme\" {\n}\n";
        let near = "team b \"Reperaturannahme\" {\n  summary: \"Lorem ipsum.\"\n}\nmetric index \"Index\" {\n}\n";
        let quiet = "checks: { placeholder: allow, similar-name: { least_letters: 30 } }\n";
        let steps: &[&[(&str, &str)]] = &[
            &[("e.cx", noted), ("f.cx", alike), ("g.cx", near)],
            &[("d.cx", near), ("e.cx", noted), ("f.cx", alike)],
            &[("e.cx", noted), ("g.cx", near), ("touchbase.yaml", quiet)],
            &[("e.cx", noted), ("touchbase-baseline.yaml", "version: 1\n")],
            &[("f.cx", alike), ("touchbase-baseline.yaml", "version: 1\n")],
            &[("e.cx", alike), ("f.cx", alike), ("touchbase-baseline.yaml", "version: 1\n")],
            &[("b.cx", line), ("c.cx", phone), ("d.yaml", yaml)],
            &[("b.cx", broken), ("c.cx", phone), ("d.yaml", yaml)],
            &[("a.cx", ""), ("b.cx", line), ("c.cx", phone), ("d.yaml", yaml)],
            &[("b.cx", silent), ("d.yaml", yaml)],
            &[("b.cx", line), ("d.yaml", yaml), ("touchbase.yaml", "language: de\nextend:\n  kinds: 1\n")],
            &[("b.cx", line), ("c.cx", phone), ("d.yaml", yaml)],
        ];
        let mut cache = Cache::new();
        for files in steps.iter().chain(steps.iter().rev()) {
            let cached = cache.compile(sources(files), &Options::default());
            assert_eq!(told(&cached), told(&compile(sources(files))));
        }
    }
}
