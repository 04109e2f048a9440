//! Random knowledge bases, random elements, random ids: what is renamed is the same as before, and comes back as it was.

use proptest::prelude::*;
use touchbase::Compilation;
use touchbase::check::Options;
use touchbase::model::ElementRef;
use touchbase::refactor;
use touchbase::text::{Source, Sources};

use crate::both_forms::random::{self, CONFIG, Tape};
use crate::generate::written;
use crate::support::{base, property};

const NEW: &[&str] = &["neu", "größer-7", "Ünal_x", "кофе-9", "a0", "no0", "zz", "b-2"];

/// All that a model says, with places of names by number: `naming` tells what each element is called.
fn said(compilation: &Compilation, naming: &dyn Fn(ElementRef<'_>) -> String) -> String {
    let mut out = String::new();
    for element in compilation.model.elements() {
        out.push_str(&format!(
            "{} {} in {:?}\n",
            element.kind().name,
            naming(element),
            element.parent().map(|p| p.id())
        ));
        for field in
            element.fields().filter(|field| !["formerly", "aliases", "name"].contains(&field.field.key.as_ref()))
        {
            out.push_str(&format!("  {} {}\n", field.field.key, field.items().count()));
        }
        for reference in element.references() {
            let target = reference.target().map(|target| target.id());
            out.push_str(&format!("  -> {target:?} {} {:?}\n", reference.field().key, reference.place()));
        }
        out.push_str(&format!("  translations {}\n", element.translations().count()));
    }
    out
}

fn texts(sources: &Sources) -> Vec<String> {
    sources.iter().map(|(_, source)| source.text.to_string()).collect()
}

fn compiled(sources: &Sources) -> Compilation {
    touchbase::compile(Sources::new(
        sources.iter().map(|(_, source)| Source::new(source.path.clone(), source.text.to_string())).collect(),
    ))
}

proptest! {
    #![proptest_config(property(60))]

    #[test]
    fn a_renamed_element_is_what_it_was_and_can_be_renamed_back(
        content in prop::collection::vec(any::<u16>(), 0..900),
        style in prop::collection::vec(any::<u16>(), 0..400),
        yaml in any::<bool>(),
        which in any::<u32>(),
        new in 0..NEW.len(),
        formerly in any::<bool>(),
    ) {
        let schema = base(&[("touchbase.yaml", CONFIG)]).model.schema;
        let blocks = random::blocks(&schema, &mut Tape::new(&content));
        let mut choices = Tape::new(&style);
        let mut choose = |options| choices.below(options);
        let text = if yaml { written::yaml(&blocks, &mut choose) } else { written::cx(&blocks, &mut choose) };
        let text = if style.len() % 2 == 1 { text.replace('\n', "\r\n") } else { text };
        let before = base(&[("touchbase.yaml", CONFIG), (if yaml { "a.yaml" } else { "a.cx" }, &text)]);
        prop_assume!(!before.model.is_empty());
        let element = before.model.elements().nth(which as usize % before.model.len()).unwrap();
        prop_assume!(!element.is_nameless());
        let (id, old, written) = (element.id(), element.key().to_string(), element.id_is_written());
        let to = NEW[new];
        let Ok(plan) = refactor::rename(&before, id, to, formerly, &Options::default()) else { return Ok(()) };
        let after = compiled(&before.sources.edited(&plan.edits).unwrap());
        let called = |element: ElementRef<'_>| if element.id() == id { "it".to_owned() } else { element.key().to_string() };
        prop_assert_eq!(said(&before, &called), said(&after, &called), "{}", text);
        prop_assert_eq!(after.model.element(id).key().as_str(), to);
        let was: Vec<&str> = after.model.element(id).texts("formerly").iter().map(|text| text.as_str()).collect();
        prop_assert_eq!(was.iter().filter(|former| **former == old).count() <= 1, true);
        if formerly {
            prop_assert!(was.contains(&old.as_str()) || before.diagnostics.iter().any(|finding| finding.check == "duplicate-id" || finding.check.contains("clash") || finding.check.contains("name")), "{}", text);
            return Ok(());
        }
        if let Ok(back) = refactor::rename(&after, id, &old, false, &Options::default()) {
            let back = after.sources.edited(&back.edits).unwrap();
            // What was written with quotes for no reason, or without them for good reason, cannot be told from what was written now.
            let odd = touchbase::syntax::yaml::quote::scalar(&old) != old || text.contains("\\u");
            if written && !odd {
                prop_assert_eq!(texts(&before.sources), texts(&back));
            }
        }
    }
}

/// Most of the random wishes can be fulfilled, so that the property means something.
#[test]
fn few_wishes_are_refused() {
    let schema = base(&[("touchbase.yaml", CONFIG)]).model.schema;
    let mut number = 7u32;
    let mut next = move || {
        number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (number >> 16) as u16
    };
    let (mut done, mut refused) = (0, Vec::new());
    for round in 0..60 {
        let tape: Vec<u16> = (0..900).map(|_| next()).collect();
        let blocks = random::blocks(&schema, &mut Tape::new(&tape));
        let text = if round % 2 == 0 {
            written::cx(&blocks, &mut written::usual)
        } else {
            written::yaml(&blocks, &mut written::usual)
        };
        let before = base(&[("touchbase.yaml", CONFIG), (if round % 2 == 0 { "a.cx" } else { "a.yaml" }, &text)]);
        for element in before.model.elements().filter(|element| !element.is_nameless()).step_by(3) {
            match refactor::rename(&before, element.id(), "neu", true, &Options::default()) {
                Ok(_) => done += 1,
                Err(refusal) => refused.push(refusal.message),
            }
        }
    }
    assert!(done > 9 * refused.len(), "{done} done, refused: {refused:#?}");
}
