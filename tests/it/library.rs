//! The example knowledge bases as files in memory, so that tests can change them.

use std::path::Path;

use touchbase::check::Options;
use touchbase::compile::compile_with;
use touchbase::text::{Source, Sources};
use touchbase::{Compilation, compile};
use walkdir::WalkDir;

/// A file: its path below the root of its knowledge base, and its bytes.
#[derive(Clone)]
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
}

/// The `.cx` and YAML files of `examples/<name>`, sorted by path.
pub(crate) fn example(name: &str) -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    let mut files: Vec<File> = WalkDir::new(&root)
        .into_iter()
        .map(|entry| entry.expect("the folder can be read").into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "cx" || extension == "yaml"))
        .map(|path| {
            let below = path.strip_prefix(&root).expect("it lies below the root").components();
            let names: Vec<_> = below.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
            File { path: names.join("/"), bytes: std::fs::read(&path).expect("the file can be read") }
        })
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(files.len() > 1, "examples/{name} holds a knowledge base");
    files
}

/// Compiles files as if they had been read from disk.
pub(crate) fn compiled(files: &[File]) -> Compilation {
    compile(sources(files))
}

/// The same, with hints and on a day on which something is due.
pub(crate) fn compiled_strictly(files: &[File]) -> Compilation {
    let today = Some(jiff::civil::date(2027, 6, 30));
    compile_with(sources(files), &Options { strict: true, today, ..Options::default() })
}

fn sources(files: &[File]) -> Sources {
    let source = |file: &File| Source::from_bytes(file.path.as_str(), file.bytes.clone());
    Sources::new(files.iter().map(source).collect())
}
