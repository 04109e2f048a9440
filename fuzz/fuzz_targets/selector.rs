//! Any text as a selector and as a message, over a small base.
#![no_main]

use std::sync::LazyLock;

use touchbase::select::{self, Template};
use touchbase::text::{Source, Sources};
use touchbase::{Compilation, compile};

const KNOWLEDGE: &str = r#"
team service "Team Service" { }
channel phone "Telefon" { type: phone }
touchpoint hotline "Service-Hotline" { mission: "x", channels: [phone, nowhere], owner: service, talk_time: 8min, tags: ["größe"] }
journey reise "Reise" { stage "Suchen" { step "Anrufen" { touchpoint: hotline, emotion: { mia: -2, default: 1 } } } }
"#;

static BASE: LazyLock<Compilation> = LazyLock::new(|| compile(Sources::new(vec![Source::new("a.cx", KNOWLEDGE)])));

libfuzzer_sys::fuzz_target!(|text: &str| {
    let (model, sources) = (&BASE.model, &BASE.sources);
    match select::parse(text, &model.schema, None) {
        Ok(selector) => {
            selector.select(model, sources);
            selector.strangers(model);
        }
        Err(problems) => assert!(problems.iter().all(|problem| text.get(problem.range.clone()).is_some())),
    }
    let kinds: Vec<_> = model.schema.kinds().map(|(id, _)| id).collect();
    if let Ok(template) = Template::parse(text, &model.schema, &kinds, None) {
        template.fill(&model.elements().collect::<Vec<_>>(), sources, "de");
    }
});
