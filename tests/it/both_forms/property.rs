//! Random knowledge bases, written in both notations in every style the notations allow.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::random::{self, CONFIG, Tape};
use crate::dump::{assert_same, findings, model};
use crate::generate::written::{self, Block};
use crate::support::{base, property};

fn tape(length: usize) -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(any::<u16>(), 0..length)
}

fn blocks(tape: &[u16]) -> Vec<Block> {
    let schema = base(&[("touchbase.yaml", CONFIG)]).model.schema;
    random::blocks(&schema, &mut Tape::new(tape))
}

/// What an editor may do to a file on top of the writer's style.
fn edited(text: String, style: u16) -> String {
    let text = if style & 1 == 1 { text.replace('\n', "\r\n") } else { text };
    if style & 2 == 2 { format!("\u{feff}{text}") } else { text }
}

proptest! {
    #![proptest_config(property(200))]

    #[test]
    fn what_is_written_in_both_notations_means_the_same(content in tape(900), style in tape(400)) {
        let blocks = blocks(&content);
        let (mut for_cx, mut for_yaml) = (Tape::new(&style), Tape::new(&style));
        let cx = edited(written::cx(&blocks, &mut |options| for_cx.below(options)), style.len() as u16);
        let yaml = edited(written::yaml(&blocks, &mut |options| for_yaml.below(options)), style.len() as u16 / 4);
        let a = base(&[("touchbase.yaml", CONFIG), ("a.cx", &cx)]);
        let b = base(&[("touchbase.yaml", CONFIG), ("a.yaml", &yaml)]);
        let texts = format!("\n{cx}\n{yaml}\n");
        assert_same(&format!("{texts}the models"), &model(&a), &model(&b));
        assert_same(&format!("{texts}the findings"), &findings(&a).join("\n"), &findings(&b).join("\n"));
    }
}

/// Tapes that do not depend on luck.
fn fixed_tapes() -> impl Iterator<Item = Vec<u16>> {
    let mut number = 1u32;
    let mut next = move || {
        number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (number >> 16) as u16
    };
    (0..400).map(move |_| (0..900).map(|_| next()).collect())
}

/// The random knowledge bases reach every field of every kind, so that the property above means something.
#[test]
fn random_knowledge_bases_reach_every_field() {
    let schema = base(&[("touchbase.yaml", CONFIG)]).model.schema;
    let mut seen = BTreeSet::new();
    fixed_tapes().for_each(|tape| blocks(&tape).iter().for_each(|block| collect(block, &mut seen)));
    for (_, kind) in schema.kinds() {
        for field in kind.fields.iter().filter(|field| field.key != "name") {
            assert!(seen.contains(&(kind.name.to_string(), field.key.to_string())), "{} {}", kind.name, field.key);
        }
    }
}

fn collect(block: &Block, seen: &mut BTreeSet<(String, String)>) {
    seen.extend(block.fields.iter().map(|(key, _)| (block.kind.clone(), key.clone())));
    block.children.iter().for_each(|child| collect(child, seen));
}

/// They are wrong in many ways, so that findings are compared too.
#[test]
fn random_knowledge_bases_are_wrong_in_many_ways() {
    let mut checks = BTreeSet::new();
    for tape in fixed_tapes().take(60) {
        let text = written::yaml(&blocks(&tape), &mut written::usual);
        let compilation = base(&[("touchbase.yaml", CONFIG), ("a.yaml", &text)]);
        checks.extend(compilation.diagnostics.iter().map(|finding| finding.check.to_string()));
    }
    for check in [
        "unknown-reference",
        "unknown-field",
        "missing-field",
        "bad-value",
        "bad-enum",
        "duplicate-id",
        "cycle",
        "wrong-kind",
        "empty-reference",
        "empty-journey",
        "step-before-need",
    ] {
        assert!(checks.contains(check), "{check} is not among {checks:?}");
    }
}
