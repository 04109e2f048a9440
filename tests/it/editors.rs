//! What editors are given: grammars, the extension for Visual Studio Code, the settings for Neovim and Helix.
//!
//! `tests/editors/` tries them: it needs Node.js, `npm ci` there and in `editors/vscode`, and Neovim with a C compiler. Without
//! them the tests say what they left out; with `TOUCHBASE_EDITORS=required` they fail.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Map, Value, json};
use touchbase::schema::{Field, Kind, Scalar, Schema, Shape};
use walkdir::WalkDir;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn required() -> bool {
    std::env::var("TOUCHBASE_EDITORS").is_ok_and(|value| value == "required")
}

/// Whether all is there that a test needs; else says what is left out.
fn can(what: &str, there: bool, help: &str) -> bool {
    if !there {
        assert!(!required(), "{what}: {help}");
        say(&format!("left out: {what} (to have it, {help})"));
    }
    there
}

/// Says something that is seen even when the test passes.
fn say(note: &str) {
    std::io::stderr().write_all(format!("{note}\n").as_bytes()).expect("standard error");
}

fn starts(program: &str) -> bool {
    let mut version = Command::new(program);
    version.arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

fn installed(folder: &str) -> bool {
    root().join(folder).join("node_modules").is_dir()
}

/// Runs a command to its end and gives what it says, which is shown when it fails.
fn run(command: &mut Command) -> String {
    let output = command.current_dir(root().join("tests/editors")).output().expect("the program runs");
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert!(output.status.success(), "{said}");
    said
}

/// Runs one of the files of tests there, and says what it left out.
fn try_out(file: &str) {
    let arguments = ["--test", "--test-reporter=tap", file];
    let said = run(Command::new("node").args(arguments).env("TOUCHBASE", env!("CARGO_BIN_EXE_touchbase")));
    said.lines().filter(|line| line.contains("# SKIP") || line.contains("left out")).for_each(say);
}

const INSTALL: &str = "install Node.js and run `npm ci --prefix tests/editors` and `npm ci --prefix editors/vscode`";

#[test]
fn the_textmate_grammar_colours_every_example() {
    if can("the TextMate grammar", installed("tests/editors"), INSTALL) {
        try_out("textmate.test.mjs");
    }
}

#[test]
fn the_extension_for_visual_studio_code_is_packed_and_works() {
    let there = installed("tests/editors") && installed("editors/vscode");
    if can("the extension for Visual Studio Code", there, INSTALL) {
        try_out("vscode.test.mjs");
    }
}

#[test]
fn neovim_drives_the_language_server() {
    let there = starts("node") && starts("nvim") && starts("cc");
    if can("Neovim with the language server", there, "install Node.js, Neovim and a C compiler") {
        try_out("neovim.test.mjs");
    }
}

/// A package of its own, which takes a while to build for the first time: only where it is asked for.
#[test]
fn the_tree_sitter_grammar_reads_every_example() {
    let there = required() && starts("node") && starts("cc");
    if can("the tree-sitter grammar", there, "install Node.js and a C compiler and set TOUCHBASE_EDITORS=required") {
        run(Command::new(env!("CARGO")).args(["test", "--locked", "--manifest-path", "tree-sitter/Cargo.toml"]));
    }
}

/// Kinds and fields are declared in the schema alone. What colours texts must not hold a second list, which would lag behind
/// and not know what a team adds.
#[test]
fn grammars_know_no_kind_and_no_field() {
    let schema = Schema::built_in();
    let fields = schema.kinds().flat_map(|(id, _)| schema.own_fields(id).iter().map(|field| field.key.to_string()));
    let kinds = schema.kinds().flat_map(|(_, kind)| [kind.name.to_string(), kind.plural.to_string()]);
    // Keys such as `type` and `name` are words of every language; those of two words are ours.
    let ours: Vec<String> = kinds.chain(fields.filter(|key| key.contains('_'))).collect();
    let mut failures = Vec::new();
    for (path, text) in grammars() {
        let code = text.lines().filter(|line| !is_comment(line));
        let words = code.flat_map(|line| line.split(|c: char| !(c.is_alphanumeric() || c == '_')));
        let found = words.filter(|word| ours.iter().any(|our| our == word));
        failures.extend(found.map(|word| format!("{path} names `{word}`")));
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// Every file that colours `.cx` or knows how it is indented.
fn grammars() -> Vec<(String, String)> {
    let folders = [
        "grammar/cx.pest",
        "grammar/cx.tmLanguage.json",
        "grammar/tree-sitter-cx",
        "editors/neovim/syntax",
        "editors/neovim/queries",
        "editors/helix",
    ];
    let files = folders.iter().flat_map(|folder| WalkDir::new(root().join(folder)));
    let paths = files.map(|entry| entry.expect("the folder can be read").into_path()).filter(|path| path.is_file());
    let suits = |path: &PathBuf| {
        let kept = ["pest", "json", "js", "scm", "vim"].iter().any(|end| path.extension().is_some_and(|e| e == *end));
        kept && !path.ends_with("package.json")
    };
    let found: Vec<_> = paths
        .filter(suits)
        .map(|path| (path.display().to_string(), std::fs::read_to_string(&path).expect("a text")))
        .collect();
    assert!(found.len() > 15, "the grammars are found");
    found
}

fn is_comment(line: &str) -> bool {
    ["//", ";", "--", "\"comment\":", "\" "].iter().any(|mark| line.trim_start().starts_with(mark))
}

/// `UPDATE=1 cargo test --test it fresh` rewrites them.
#[test]
fn snippets_are_fresh() {
    let schema = Schema::built_in();
    let snippets: Map<String, Value> =
        schema.kinds().map(|(_, kind)| (kind.label.en.to_string(), snippet(kind))).collect();
    let expected = serde_json::to_string_pretty(&snippets).expect("JSON") + "\n";
    let path = root().join("editors/vscode/snippets/cx.json");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &expected).expect("written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == expected, "{} is out of date: run with UPDATE=1", path.display());
}

/// The snippet of a kind: its head, and the fields it needs with an example to overwrite or a word to choose.
fn snippet(kind: &Kind) -> Value {
    let head = match kind.is_top() {
        true => format!("{} ${{1:id}} \"${{2:{}}}\" {{", kind.name, kind.label.en),
        false => format!("{} \"${{1:{}}}\" {{", kind.name, kind.label.en),
    };
    let first = if kind.is_top() { 3 } else { 2 };
    let needed = kind.fields.iter().filter(|field| field.required && field.key != "name");
    let fields = needed.enumerate().map(|(at, field)| format!("  {}: {}", field.key, stop(first + at, field)));
    let end = ["  $0".to_owned(), "}".to_owned()];
    let body: Vec<String> = std::iter::once(head).chain(fields).chain(end).collect();
    json!({ "prefix": kind.name, "body": body, "description": kind.doc.en })
}

/// The place of a value to fill in.
fn stop(at: usize, field: &Field) -> String {
    match (&field.ty.shape, &field.ty.scalar) {
        (Shape::One, Scalar::Enum(variants)) => {
            let words: Vec<&str> = variants.iter().map(|variant| variant.word.as_ref()).collect();
            format!("${{{at}|{}|}}", words.join(","))
        }
        _ => format!("${{{at}:{}}}", escaped(&field.example)),
    }
}

/// A text in which no sign has a meaning to snippets.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}
