//! Any bytes as a knowledge base: cut at zero bytes into a configuration, then `.cx` and YAML files in turn.

use touchbase::compile::{Cache, compile_with};
use touchbase::text::{Source, Sources};

use super::base::{assert_same, compiled, strictly, told};

fn sources(parts: &[&[u8]]) -> Sources {
    let file = |(number, bytes): (usize, &&[u8])| {
        let path = match number {
            0 => "touchbase.yaml".to_owned(),
            number if number % 2 == 1 => format!("{number}.cx"),
            number => format!("{number}.yaml"),
        };
        Source::from_bytes(path, bytes.to_vec())
    };
    Sources::new(parts.iter().enumerate().map(file).collect())
}

/// It compiles, a second run says the same, and so does a run that keeps what files said before one of them changed.
pub fn holds(bytes: &[u8]) {
    let parts: Vec<&[u8]> = bytes.split(|byte| *byte == 0).collect();
    let first = told(&compiled(sources(&parts)));
    assert_same("two runs", &first, &told(&compile_with(sources(&parts), &strictly())));
    let mut before = parts.clone();
    if let Some(last) = before.last_mut() {
        *last = last.get(..last.len() / 2).unwrap_or_default();
    }
    let mut cache = Cache::new();
    cache.compile(sources(&before), &strictly());
    assert_same("a cached run", &first, &told(&cache.compile(sources(&parts), &strictly())));
}
