//! Any bytes as the files of decisions: cut at zero bytes into `touchbase.yaml`, the baseline and the record of translations.

use touchbase::compile::{Cache, compile_with};
use touchbase::config::baseline::{self, Baseline};
use touchbase::config::translations::{self, Record};
use touchbase::text::Sources;

use super::base::{assert_same, compiled, pages, sources, strictly, told, with};
use super::html;

const PATHS: [&str; 3] = ["touchbase.yaml", baseline::FILE, translations::FILE];

/// It compiles with the same result with and without a cache, what programs write of it is read alike, and pages can be made.
pub fn holds(bytes: &[u8]) {
    let parts: Vec<(&str, &[u8])> = PATHS.into_iter().zip(bytes.split(|byte| *byte == 0)).collect();
    let compilation = compiled(with(&parts));
    let first = told(&compilation);
    let mut cache = Cache::new();
    cache.compile(with(&[]), &strictly());
    assert_same("a cached run", &first, &told(&cache.compile(with(&parts), &strictly())));
    assert_same("two runs", &first, &told(&compile_with(with(&parts), &strictly())));
    written_and_read_alike(&sources(parts));
    for page in pages(&compilation, |path| ["index.html", "touchpoints/hotline.html"].contains(&path)) {
        html::is_well_formed(&String::from_utf8_lossy(&page.contents));
    }
}

/// The baseline and the record, written down, say the same when they are read again.
fn written_and_read_alike(sources: &Sources) {
    if let (Some(read), _) = Baseline::of(sources) {
        let text = read.written();
        let (again, faults) = Baseline::of(&super::base::sources([(baseline::FILE, text.as_bytes())]));
        assert!(faults.is_empty(), "{faults:?}\n{text}");
        assert_eq!(again.map(|again| again.written()), Some(text));
    }
    if let (Some(read), _) = Record::of(sources) {
        let text = read.written();
        let (again, faults) = Record::of(&super::base::sources([(translations::FILE, text.as_bytes())]));
        assert!(faults.is_empty(), "{faults:?}\n{text}");
        assert_eq!(again.map(|again| again.written()), Some(text));
    }
}
