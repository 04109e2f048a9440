//! What an editor waits for, on a generated knowledge base of 10,000 elements: `cargo bench --bench editor`.

mod generate;

use std::collections::BTreeMap;
use std::sync::Arc;

use divan::Bencher;
use touchbase::check::Options;
use touchbase::compile::Cache;
use touchbase::ide::View;
use touchbase::ide::completion::completions;
use touchbase::ide::cursor::definition;
use touchbase::site::{Input, Site};
use touchbase::syntax::{self, Notation};
use touchbase::text::{Source, SourceId, Sources};

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SIZE: usize = 10_000;

fn main() {
    divan::main();
}

fn sources(notation: Notation) -> Sources {
    let files = generate::base::files(SIZE, notation);
    Sources::new(files.map(|(path, text)| Source::new(path, text)).collect())
}

/// A letter typed into one file: everything that is wrong in the whole knowledge base, anew. The state before is dropped once the editor
/// has been told.
#[divan::bench(args = [Notation::Cx, Notation::Yaml], max_time = 20)]
fn diagnostics_after_a_keystroke(bencher: Bencher<'_, '_>, notation: Notation) {
    let (mut cache, options) = (Cache::new(), Options::default());
    let sources = sources(notation);
    cache.compile(sources.clone(), &options);
    let Some((path, text)) = middle(&sources) else { return };
    let mut typed = 0;
    bencher.bench_local(|| {
        typed += 1;
        let comment = if notation == Notation::Cx { "//" } else { "#" };
        let text: Arc<str> = format!("{text}\n{comment} {typed}\n").into();
        cache.compile(sources.clone().with_texts([(path.clone(), text)]), &options)
    });
}

/// What a browser waits for when the preview has what a keystroke made: all addresses and orders of the site, and one page.
#[divan::bench(max_time = 20)]
fn site_after_a_keystroke(bencher: Bencher<'_, '_>) {
    let compilation = touchbase::compile(sources(Notation::Cx));
    let input = Input {
        model: &compilation.model,
        sources: &compilation.sources,
        config: &compilation.config,
        preview: false,
        templates: Vec::new(),
        today: None,
        pictures: BTreeMap::new(),
    };
    bencher.bench_local(|| {
        let site = Site::new(&input).ok()?;
        site.render(site.find("touchpoints/index.html")? + 7)
    });
}

/// A file in the midst of the others.
fn middle(sources: &Sources) -> Option<(camino::Utf8PathBuf, Arc<str>)> {
    let touchpoints = |source: &Source| source.text.contains("channels:");
    let (_, source) = sources.iter().filter(|(_, source)| touchpoints(source)).nth(20)?;
    Some((source.path.clone(), source.text.clone()))
}

/// The file with something typed behind `mark`, parsed anew each time as after a keystroke, and a question about that place.
fn asked<T>(bencher: Bencher<'_, '_>, typed: &str, ask: impl Fn(View<'_>, u32) -> T) {
    let compilation = touchbase::compile(sources(Notation::Cx));
    let Some((path, text)) = middle(&compilation.sources) else { return };
    let mark = "channels: [";
    let Some(at) = text.find(mark).map(|at| at + mark.len()) else { return };
    let (before, after) = text.split_at(at);
    let text = format!("{before}{typed}{after}");
    let offset = (at + typed.len()) as u32;
    bencher.bench_local(|| {
        let source = Source::new(path.clone(), text.as_str());
        let file = syntax::parse(SourceId(0), &source);
        let view = View { model: &compilation.model, config: &compilation.config, source: &source, file: &file };
        ask(view, offset)
    });
}

#[divan::bench(max_time = 5)]
fn completion_of_a_reference(bencher: Bencher<'_, '_>) {
    asked(bencher, "", completions);
}

/// Of an element of any kind, by some letters of its name.
#[divan::bench(max_time = 5)]
fn completion_of_any_element(bencher: Bencher<'_, '_>) {
    asked(bencher, "a], not_same_as: [be", completions);
}

#[divan::bench(max_time = 5)]
fn definition_of_a_reference(bencher: Bencher<'_, '_>) {
    asked(bencher, "", definition);
}
