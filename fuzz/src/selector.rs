//! Any text as a selector and as the message of a rule, over a small base.

use std::sync::LazyLock;

use touchbase::select::{self, Template};
use touchbase::{Compilation, compile};

use super::base::with;

static BASE: LazyLock<Compilation> = LazyLock::new(|| compile(with(&[])));

/// What is found is the same twice, and mistakes are told at places in the text.
pub fn holds(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (model, sources) = (&BASE.model, &BASE.sources);
    match select::parse(text, &model.schema, None) {
        Ok(selector) => {
            let ids = || selector.select(model, sources).iter().map(|element| element.id()).collect::<Vec<_>>();
            let found = ids();
            assert_eq!(found, ids());
            let matches = |element: &touchbase::model::ElementRef<'_>| selector.matches(*element, sources);
            let one_by_one: Vec<_> = model.elements().filter(matches).map(|element| element.id()).collect();
            let mut sorted = found;
            sorted.sort();
            assert_eq!(sorted, one_by_one, "all at once and one by one");
            for problem in selector.strangers(model) {
                assert!(text.get(problem.range.clone()).is_some());
            }
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            assert!(problems.iter().all(|problem| text.get(problem.range.clone()).is_some()));
        }
    }
    let kinds: Vec<_> = model.schema.kinds().map(|(id, _)| id).collect();
    match Template::parse(text, &model.schema, &kinds, None) {
        Ok(template) => {
            template.fill(&model.elements().collect::<Vec<_>>(), sources, "de");
        }
        Err(problems) => assert!(problems.iter().all(|problem| text.get(problem.range.clone()).is_some())),
    }
}
