//! Input made to take longer than its length: each case makes files of about so many bytes, in which one thing comes again and again.
//!
//! Time and memory have to grow with the bytes and no faster. `command.rs` measures the program on them; a test runs each once, small.

use std::fmt::Write as _;

mod bodies;

/// A file: its path and its bytes.
pub(crate) type File = (&'static str, Vec<u8>);

/// What the program is to do with the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    /// `check --strict`, `fmt --check`, `convert`, `build`.
    Base,
    /// `import` of the last file into the others.
    Import(&'static str),
    /// `lsp`, with the last file as its input.
    Talk,
}

/// A case.
pub(crate) struct Case {
    /// Its name: where, then what.
    pub(crate) name: String,
    /// What is done with it.
    pub(crate) work: Work,
    make: Box<dyn Fn(usize) -> Vec<File>>,
}

impl Case {
    /// Files of about `bytes` bytes.
    pub(crate) fn files(&self, bytes: usize) -> Vec<File> {
        (self.make)(bytes)
    }
}

/// Every case.
pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    texts(&mut cases);
    bodies::elements(&mut cases);
    bodies::prose(&mut cases);
    bodies::settings(&mut cases);
    bodies::imports(&mut cases);
    bodies::talks(&mut cases);
    cases
}

fn add(cases: &mut Vec<Case>, name: impl Into<String>, work: Work, make: impl Fn(usize) -> Vec<File> + 'static) {
    cases.push(Case { name: name.into(), work, make: Box::new(make) });
}

/// One file of a knowledge base, made of its length.
fn one(cases: &mut Vec<Case>, name: impl Into<String>, path: &'static str, make: impl Fn(usize) -> String + 'static) {
    add(cases, name, Work::Base, move |bytes| vec![(path, make(bytes).into_bytes())]);
}

/// `piece` again and again, `{}` in it standing for the number of the time.
fn again(piece: &str, bytes: usize) -> String {
    let mut out = String::with_capacity(bytes + 64);
    let mut number = 0;
    while out.len() < bytes {
        let mut parts = piece.split("{}");
        out.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let _ = write!(out, "{number}");
            out.push_str(part);
        }
        number += 1;
    }
    out
}

/// What stands in a file of either notation by itself, inside a value and inside a block.
const PIECES: &[(&str, &str)] = &[
    ("list", "["),
    ("map", "{"),
    ("map-in-list", "[{a:"),
    ("end", "]"),
    ("end-of-map", "}\n"),
    ("paren", "("),
    ("quote", "\""),
    ("three-quotes", "\"\"\""),
    ("three-quotes-line", "\"\"\"\n"),
    ("apostrophe", "'"),
    ("backslash", "\\"),
    ("escape", "\\u{"),
    ("hash", "# c\n"),
    ("slashes", "// c\n"),
    ("open-comment", "/*"),
    ("comma", ","),
    ("colon", ":"),
    ("colon-blank", ": "),
    ("dash", "- "),
    ("dash-line", "-\n"),
    ("question", "? "),
    ("anchor", "&a "),
    ("alias", "*a "),
    ("anchor-alias", "- &a *a\n"),
    ("tag", "! "),
    ("pipe", "|\n"),
    ("document", "---\n"),
    ("end-of-document", "...\n"),
    ("directive", "%YAML 1.2\n---\n"),
    ("merge", "<<: *a\n"),
    ("key", "a: b\n"),
    ("key-without-value", "a:\n"),
    ("keys-in-a-line", "a: "),
    ("word", "a "),
    ("block", "a {\n"),
    ("blocks-in-a-line", "a \"b\" {"),
    ("half-blocks", "stage \"b\" {\n step x\n"),
    ("carriage", "\r"),
    ("tab", "\t"),
    ("blank", " "),
    ("empty-line", "\n"),
    ("directive-comment", "// touchbase: allow stale - x\n"),
    ("directive-comment-yaml", "# touchbase: allow stale - x\n"),
    ("zero", "\0"),
    ("mark", "\u{feff}"),
    ("bidi", "\u{202e}"),
    ("curly-quote", "„"),
    ("emoji", "👩\u{200d}🚀"),
    ("combining", "\u{301}"),
];

fn texts(cases: &mut Vec<Case>) {
    for (name, piece) in PIECES {
        one(cases, format!("cx/{name}"), "a.cx", move |bytes| again(piece, bytes));
        one(cases, format!("yaml/{name}"), "a.yaml", move |bytes| again(piece, bytes));
        one(cases, format!("cx-value/{name}"), "a.cx", move |bytes| {
            format!("persona a \"A\" {{\n  needs: {}\n}}\npersona b \"B\" {{}}\n", again(piece, bytes))
        });
        one(cases, format!("yaml-value/{name}"), "a.yaml", move |bytes| {
            format!("personas:\n  a:\n    needs: {}\n  b:\n    name: B\n", again(piece, bytes))
        });
    }
    one(cases, "cx/one-line", "a.cx", move |bytes| {
        format!("persona a \"A\" {{ quote: \"{}\" }}\n", again("größe ", bytes))
    });
    one(cases, "cx/fields-in-a-line", "a.cx", move |bytes| {
        format!("persona a \"A\" {{ {} }}\n", again("x{}: 1, ", bytes))
    });
    one(cases, "yaml/stairs", "a.yaml", move |bytes| {
        let steps = (bytes as f64 * 2.0).sqrt() as usize;
        (0..steps).map(|step| format!("{}a:\n", " ".repeat(step))).collect()
    });
    one(cases, "yaml/stairs-of-blocks", "a.yaml", move |bytes| {
        let steps = (bytes as f64 * 2.0).sqrt() as usize;
        format!("a: |\n{}", (0..steps).map(|step| format!("{}a\n", " ".repeat(step + 1))).collect::<String>())
    });
    one(cases, "yaml/stairs-down", "a.yaml", move |bytes| {
        let steps = (bytes as f64 * 2.0).sqrt() as usize;
        format!("a:\n{}", (0..steps).rev().map(|step| format!("{}a:\n", " ".repeat(step + 1))).collect::<String>())
    });
    one(cases, "yaml/laughs", "a.yaml", move |bytes| {
        let of = |n: usize| format!("a{n}: &a{n} [*a{0}, *a{0}, *a{0}, *a{0}]\n", n.saturating_sub(1));
        (0..bytes / 40).map(of).collect()
    });
    one(cases, "cx/stairs", "a.cx", move |bytes| {
        let steps = (bytes as f64 * 2.0).sqrt() as usize;
        (0..steps).map(|step| format!("{}a {{\n", " ".repeat(step))).collect()
    });
}
