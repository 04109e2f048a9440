//! Any bytes as a knowledge base: cut at zero bytes into a configuration, then `.cx` and YAML files in turn.
#![no_main]

use libfuzzer_sys::fuzz_target;
use touchbase::text::{Source, Sources};

fuzz_target!(|bytes: &[u8]| {
    let file = |(number, bytes): (usize, &[u8])| {
        let path = match number {
            0 => "touchbase.yaml".to_owned(),
            number if number % 2 == 1 => format!("{number}.cx"),
            number => format!("{number}.yaml"),
        };
        Source::from_bytes(path, bytes.to_vec())
    };
    let parts = bytes.split(|byte| *byte == 0);
    let compilation = touchbase::compile(Sources::new(parts.enumerate().map(file).collect()));
    for diagnostic in &compilation.diagnostics {
        let related = diagnostic.related.iter().map(|label| label.span);
        for span in related.chain([diagnostic.primary.span]) {
            let source = compilation.sources.get(span.source);
            assert!(source.text.get(span.range()).is_some(), "{diagnostic:?} points beside {:?}", source.path);
        }
    }
});
