//! Random knowledge bases, exported and imported: untouched they stay as they are, and edited cells change what they say and nothing else.

use proptest::prelude::*;
use touchbase::table::Cell;

use super::{Imported, files, workbook};
use crate::both_forms::{CONFIG, random_blocks};
use crate::generate::written;
use crate::support::{base, property};

fn tape(length: usize) -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(any::<u16>(), 0..length)
}

const CELLS: &[&str] = &[
    "",
    "Größe 😀",
    "a",
    "-1",
    "2",
    "2026-02-03",
    "8min",
    "ja",
    "=1+1",
    "eins; zwei",
    "eins\nzwei",
    "x: y",
    "a: 1; b: 2",
    "  Rand ",
    "007",
    "\"Zitat\" \\ {",
    "default: 1",
    "# Titel\n\n- eins\n  - zwei",
    "https://example.org/ü",
    "no",
    "bild.png",
];

fn check(content: &[u16], style: &[u16], edits: &[(u16, u16, u16, u16)]) {
    let blocks = random_blocks(content);
    let mut at = 0;
    let mut choose = |options: usize| {
        let number = style.get(at).copied().unwrap_or(0);
        at += 1;
        usize::from(number) % options.max(1)
    };
    let is_yaml = style.len() % 2 == 1;
    let text = if is_yaml { written::yaml(&blocks, &mut choose) } else { written::cx(&blocks, &mut choose) };
    let text = if style.len() % 3 == 1 { text.replace('\n', "\r\n") } else { text };
    let path = if is_yaml { "a.yaml" } else { "a.cx" };
    let before = base(&[("touchbase.yaml", CONFIG), (path, &text)]);
    for sheets in [workbook(&before), files(&before)] {
        let plan = touchbase::import::plan(&before.model, &sheets);
        let outcome = plan.outcome(&before.model, &before.sources, &Default::default());
        // Two elements of one address cannot be told apart in a sheet; they are left out, and nothing is changed.
        assert!(outcome.edits.is_empty() && outcome.files.is_empty(), "{:?}\n{text}", outcome.edits);
    }
    let mut sheets = workbook(&before);
    if sheets.is_empty() {
        return;
    }
    for (sheet, row, column, cell) in edits {
        let at = usize::from(*sheet) % sheets.len();
        let rows = &mut sheets[at].rows;
        if rows.len() < 2 {
            continue;
        }
        let row = 1 + usize::from(*row) % (rows.len() - 1);
        let column = usize::from(*column) % rows[0].len();
        // What an element is called decides what references mean that lead nowhere so far.
        let is_name =
            ["id", "Name", "Also called", "Former ids"].iter().any(|name| rows[0][column] == Cell::of_text(*name));
        if !is_name {
            rows[row][column] = Cell::of_text(CELLS[usize::from(*cell) % CELLS.len()]);
        }
    }
    Imported::of(&before, &sheets);
}

proptest! {
    #![proptest_config(property(40))]

    #[test]
    fn cells_change_what_they_say_and_nothing_else(
        content in tape(500),
        style in tape(300),
        edits in prop::collection::vec(any::<(u16, u16, u16, u16)>(), 0..6),
    ) {
        check(&content, &style, &edits);
    }
}
