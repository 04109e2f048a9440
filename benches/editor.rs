//! What an editor waits for, on a generated knowledge base of 10,000 elements: `cargo bench --bench editor`.

mod generate;

use std::sync::Arc;

use divan::Bencher;
use touchbase::check::Options;
use touchbase::compile::Cache;
use touchbase::syntax::Notation;
use touchbase::text::{Source, Sources};

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

/// A letter typed into one file: everything that is wrong in the whole knowledge base, anew.
#[divan::bench(args = [Notation::Cx, Notation::Yaml], max_time = 20)]
fn diagnostics_after_a_keystroke(bencher: Bencher<'_, '_>, notation: Notation) {
    let (mut cache, options) = (Cache::new(), Options::default());
    let sources = sources(notation);
    cache.compile(sources.clone(), &options);
    let (path, text) = sources.iter().nth(100).map(|(_, source)| (source.path.clone(), source.text.clone())).unwrap();
    let mut typed = 0;
    bencher.bench_local(|| {
        typed += 1;
        let comment = if notation == Notation::Cx { "//" } else { "#" };
        let text: Arc<str> = format!("{text}\n{comment} {typed}\n").into();
        cache.compile(sources.clone().with_texts([(path.clone(), text)]), &options).diagnostics.len()
    });
}
