//! The stages of a run, each by itself and all together, on generated knowledge bases: `cargo bench --bench pipeline`.

mod generate;

use std::collections::BTreeMap;
use std::hint::black_box;

use divan::Bencher;
use divan::counter::BytesCount;
use rayon::prelude::*;
use touchbase::Compilation;
use touchbase::check::{Inputs, Options};
use touchbase::config::{CheckSetting, Config, Decision};
use touchbase::model::{self, ElementId, Model};
use touchbase::refactor::{self, Plan, Refusal};
use touchbase::schema::Schema;
use touchbase::site::{Input, Site};
use touchbase::syntax::{self, File, Notation};
use touchbase::text::{Source, SourceId, Sources, Span};

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    divan::main();
}

fn sources(size: usize, notation: Notation) -> Sources {
    let files = generate::base::files(size, notation);
    Sources::new(files.map(|(path, text)| Source::new(path, text)).collect())
}

fn bytes(sources: &Sources) -> BytesCount {
    BytesCount::new(sources.iter().map(|(_, source)| source.text.len()).sum::<usize>())
}

fn parsed(sources: &Sources) -> Vec<File> {
    syntax::parse_all(sources, &["touchbase.yaml"])
}

fn built(sources: &Sources) -> Model {
    model::build(Schema::built_in(), sources, parsed(sources), Vec::new())
}

fn parse(bencher: Bencher<'_, '_>, size: usize, notation: Notation) {
    let sources = sources(size, notation);
    bencher.counter(bytes(&sources)).bench_local(|| parsed(black_box(&sources)));
}

#[divan::bench(args = SIZES, max_time = 20)]
fn parse_cx(bencher: Bencher<'_, '_>, size: usize) {
    parse(bencher, size, Notation::Cx);
}

#[divan::bench(args = SIZES, max_time = 20)]
fn parse_yaml(bencher: Bencher<'_, '_>, size: usize) {
    parse(bencher, size, Notation::Yaml);
}

#[divan::bench(args = SIZES, max_time = 20)]
fn build_model(bencher: Bencher<'_, '_>, size: usize) {
    let sources = sources(size, Notation::Cx);
    let files = parsed(&sources);
    bencher
        .with_inputs(|| files.clone())
        .bench_local_values(|files| model::build(Schema::built_in(), &sources, files, Vec::new()));
}

#[divan::bench(args = SIZES, max_time = 20)]
fn run_checks(bencher: Bencher<'_, '_>, size: usize) {
    run(bencher, size, &Options::default());
}

/// Hints too.
#[divan::bench(args = SIZES, max_time = 20)]
fn run_checks_strictly(bencher: Bencher<'_, '_>, size: usize) {
    run(bencher, size, &Options { strict: true, ..Options::default() });
}

fn run(bencher: Bencher<'_, '_>, size: usize, options: &Options) {
    let sources = sources(size, Notation::Cx);
    let (model, config) = (built(&sources), Config::of(&sources).0);
    let (model, sources, config) = (&model, &sources, &config);
    let inputs = Inputs { model, config, options, sources, directives: &[], baseline: None };
    bencher.bench_local(|| touchbase::check::run(black_box(inputs)));
}

/// Options that turn off every check but those named.
fn only(names: &[&str]) -> Options {
    let setting = |check: Option<&str>, level| CheckSetting {
        check: check.map(str::to_owned),
        span: Span::file(SourceId(0)),
        files: None,
        level,
    };
    let on = names.iter().map(|name| setting(Some(name), Decision::Warn));
    Options { settings: std::iter::once(setting(None, Decision::Allow)).chain(on).collect(), ..Options::default() }
}

fn run_only(bencher: Bencher<'_, '_>, size: usize, names: &[&str]) {
    run(bencher, size, &only(names));
}

/// Near duplicates of names: grows with the number of names, not with that of pairs.
#[divan::bench(args = SIZES, max_time = 20)]
fn similar_names(bencher: Bencher<'_, '_>, size: usize) {
    run_only(bencher, size, &["similar-name"]);
}

/// Each check by itself, and `""` for what all runs have in common. Several of them need what only the first one makes.
#[divan::bench(args = check_names(), max_time = 1)]
fn check_at_10_000(bencher: Bencher<'_, '_>, name: &str) {
    run_only(bencher, 10_000, &[name]);
}

fn check_names() -> impl Iterator<Item = &'static str> {
    std::iter::once("").chain(touchbase::check::ALL.iter().map(|check| check.name))
}

#[divan::bench(args = SIZES, max_time = 20)]
fn compile_cx(bencher: Bencher<'_, '_>, size: usize) {
    let files: Vec<_> = generate::base::files(size, Notation::Cx).collect();
    let inputs = || Sources::new(files.iter().map(|(path, text)| Source::new(path, text.as_str())).collect());
    bencher.with_inputs(inputs).bench_local_values(touchbase::compile);
}

/// A new id for an element with 1,000 uses, tried out in memory: the base is compiled once more for that.
#[divan::bench(args = SIZES, max_time = 20)]
fn rename_id(bencher: Bencher<'_, '_>, size: usize) {
    rename(bencher, size, |compilation, id| {
        refactor::rename(compilation, id, "gesucht-und-gefunden", true, &Options::default())
    });
}

/// The same for a display name.
#[divan::bench(args = SIZES, max_time = 20)]
fn rename_name(bencher: Bencher<'_, '_>, size: usize) {
    rename(bencher, size, |compilation, id| {
        refactor::display_name(compilation, id, "Gefundenes Team", true, &Options::default())
    });
}

fn rename(
    bencher: Bencher<'_, '_>,
    size: usize,
    wish: impl Fn(&Compilation, ElementId) -> Result<Plan, Refusal> + Sync,
) {
    let mut left = 2_000;
    let files = generate::base::files(size, Notation::Cx).map(|(path, text)| (path, owned(&text, &mut left)));
    let mut list: Vec<Source> = files.map(|(path, text)| Source::new(path, text)).collect();
    list.push(Source::new("gesucht.cx", "team gesucht \"Gesuchtes Team\" {\n  summary: \"Das Team.\"\n}\n"));
    let compilation = touchbase::compile(Sources::new(list));
    let Some((element, _)) = compilation.model.lookup("gesucht") else { return };
    let id = element.id();
    bencher.bench_local(|| wish(black_box(&compilation), id).map(|plan| plan.edits.len()));
}

/// The text with another owner here and there, by id and by name in turn, as long as uses are `left`.
fn owned(text: &str, left: &mut usize) -> String {
    let line = |line: &str| {
        if *left == 0 || !line.starts_with("  owner: ") {
            return line.to_owned();
        }
        *left -= 1;
        if (*left).is_multiple_of(2) { "  owner: gesucht".to_owned() } else { "  owner: \"Gesuchtes Team\"".to_owned() }
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// Every page and the search index, in memory, on as many threads as there are; nothing is written.
#[divan::bench(args = SIZES, max_time = 20)]
fn render_site(bencher: Bencher<'_, '_>, size: usize) {
    let sources = sources(size, Notation::Cx);
    let (model, config) = (built(&sources), Config::of(&sources).0);
    let input = Input {
        model: &model,
        sources: &sources,
        config: &config,
        preview: false,
        templates: Vec::new(),
        today: None,
        pictures: BTreeMap::new(),
    };
    bencher.bench_local(|| {
        let Ok(site) = Site::new(black_box(&input)) else { return 0 };
        let bytes = |at| site.render(at).map_or(0, |file| file.map_or(0, |file| file.contents.len()));
        (0..site.len()).into_par_iter().map(bytes).sum::<usize>()
    });
}
