//! Whatever a file holds, its tree keeps the laws that the fuzz targets hold it to.

use proptest::prelude::*;

use crate::corpus::held::laws as held;
use crate::support::property;

/// What YAML is made of, and what it must not be made of.
const PIECES: &[&str] = &[
    "a", "b: c", "personas", ":", ": ", "::", "- ", "-", "? ", "?", "\n", "\n  ", "\n    ", "\r\n", "\t", "[", "]",
    "{", "}", ",", "\"", "'", "|", ">", "|-\n  ", "# x", "&a ", "*a", "!t ", "---", "...", "%TAG", "<<: ", "ä",
    "\u{feff}", "\u{0}", "\u{85}",
];

const GOOD: &[(&str, &str)] = &[
    ("a.yaml", include_str!("../../examples/learn-to-drive/journeys/get-provisional-licence.yaml")),
    ("a.cx", include_str!("../../examples/kaffeeklub/journeys/anmelden.cx")),
];

proptest! {
    #![proptest_config(property(1_000))]
    #[test]
    fn any_yaml_gives_a_tree_that_keeps_the_laws(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24)) {
        held::check("a.yaml", pieces.concat().as_bytes());
    }

    #[test]
    fn any_bytes_give_a_tree_that_keeps_the_laws(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        held::check("a.yaml", &bytes);
        held::check("a.cx", &bytes);
    }

    #[test]
    fn any_change_to_a_good_file_gives_a_tree_that_keeps_the_laws(
        at in any::<prop::sample::Index>(),
        cut in 0usize..40,
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..4),
    ) {
        for (path, text) in GOOD {
            let start = at.index(text.len());
            let end = (start + cut).min(text.len());
            let changed = [&text.as_bytes()[..start], pieces.concat().as_bytes(), &text.as_bytes()[end..]].concat();
            held::check(path, &changed);
        }
    }
}

#[test]
fn the_place_of_nothing_takes_no_colon_of_others() {
    for text in [
        "?\n::",
        ": ? \n: |",
        "b: c\n- \n: a",
        "? -\n: a",
        "?\n- \n: a",
        "ä:\n  ?\n: b",
        "a: [l, ? ü]",
        "a: [? {b: ü}]",
        "b: c\n? \n:a",
        "  -:\n ?  \n : t\0",
        "jour\n  lnd-:\n ?    f \n : t\0\0n",
    ] {
        held::check("a.yaml", text.as_bytes());
    }
}
