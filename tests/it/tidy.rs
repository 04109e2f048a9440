//! What holds across the whole repository: who may use whom, what every file begins with, what no file holds.

use std::path::{Path, PathBuf};

use touchbase::check;
use touchbase::schema::Schema;
use walkdir::WalkDir;

/// Every module of the crate and the modules it may use; itself is understood. `cli` is the rim and may use all.
const LAYERS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("naming", &[]),
    ("schema", &[]),
    ("output", &[]),
    ("diagnostic", &["text"]),
    ("syntax", &["text", "diagnostic"]),
    ("config", &["text", "naming", "schema", "diagnostic", "syntax"]),
    ("model", &["text", "naming", "schema", "diagnostic", "syntax"]),
    ("format", &["text", "schema", "diagnostic", "syntax"]),
    ("convert", &["text", "schema", "diagnostic", "syntax", "model", "format"]),
    ("select", &["text", "naming", "schema", "diagnostic", "model"]),
    ("coverage", &["schema", "model"]),
    ("translation", &["text", "schema", "config", "model"]),
    ("check", &["text", "naming", "schema", "diagnostic", "config", "coverage", "model", "select", "translation"]),
    ("format", &["text", "schema", "diagnostic", "syntax"]),
    ("compile", &["text", "schema", "diagnostic", "syntax", "config", "model", "check"]),
    (
        "refactor",
        &[
            "text",
            "naming",
            "schema",
            "diagnostic",
            "syntax",
            "config",
            "model",
            "select",
            "translation",
            "check",
            "compile",
        ],
    ),
    ("table", &["text", "naming", "schema", "model"]),
    ("import", &["text", "naming", "schema", "diagnostic", "syntax", "model", "table"]),
    ("present", &["text", "naming", "schema", "config", "model", "output"]),
    ("vocabulary", &["text", "naming", "schema", "config", "model", "output", "present"]),
    (
        "site",
        &[
            "text",
            "naming",
            "schema",
            "diagnostic",
            "config",
            "coverage",
            "model",
            "output",
            "present",
            "translation",
            "vocabulary",
        ],
    ),
    ("export", &["text", "naming", "schema", "diagnostic", "config", "model", "output", "present", "vocabulary"]),
    ("reference", &["text", "naming", "schema", "diagnostic", "config", "model", "check", "output", "syntax"]),
    ("ide", &["text", "naming", "schema", "diagnostic", "syntax", "config", "model", "check", "compile"]),
    ("report", &["text", "diagnostic", "config", "model", "check", "compile", "reference"]),
];

/// What may be used across the layers: a word about files, not the trees made of them.
const EVERYWHERE: &[&str] = &["syntax::Notation", "syntax::is_id"];

/// What no code outside tests holds, with the reason.
const BANNED: &[(&str, &str)] = &[
    ("dbg!", "leftover"),
    ("todo!", "leftover"),
    ("unimplemented!", "leftover"),
    ("TODO", "leftover"),
    ("FIXME", "leftover"),
    (".unwrap()", "panics"),
    (".expect(", "panics"),
    ("panic!(", "panics"),
    ("unreachable!(", "panics"),
];

/// What only the command line does: everything else turns values into values.
const EFFECTS: &[&str] =
    &["std::fs", "std::env", "std::process", "std::io", "std::net", "println!", "eprintln!", "print!("];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Path below the root, with `/`, and text of every file below `folder` with this extension.
fn files(folder: &str, extension: &str) -> Vec<(String, String)> {
    let own = |path: &Path| !["target", ".git", "site", "node_modules", "dist"].iter().any(|name| path.ends_with(name));
    let walk =
        WalkDir::new(root().join(folder)).sort_by_file_name().into_iter().filter_entry(|entry| own(entry.path()));
    let paths = walk.map(|entry| entry.expect("the folder can be read").into_path()).filter(|path| path.is_file());
    let suits = |path: &PathBuf| extension.is_empty() || path.extension().is_some_and(|found| found == extension);
    let below = |path: &Path| path.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/");
    paths.filter(suits).filter_map(|path| Some((below(&path), std::fs::read_to_string(&path).ok()?))).collect()
}

/// The source files with their code: no comments, and nothing from the tests inside a file on.
fn code() -> Vec<(String, String)> {
    let strip = |text: String| {
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
        let lines = text.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line });
        lines.collect::<Vec<_>>().join("\n")
    };
    let all = files("src", "rs");
    let tests: Vec<String> = all.iter().flat_map(|(path, text)| test_files(path, text)).collect();
    let rest = all.into_iter().filter(|(path, _)| !tests.contains(path));
    rest.map(|(path, text)| (path, strip(text))).collect()
}

/// The files that a module declares for tests only.
fn test_files(path: &str, text: &str) -> Vec<String> {
    let folder = path.trim_end_matches("mod.rs").trim_end_matches(".rs").trim_end_matches('/');
    let declared = text.split("#[cfg(test)]\nmod ").skip(1);
    declared.filter_map(|rest| Some(format!("{folder}/{}.rs", rest.split_once(';')?.0))).collect()
}

/// The module a source file belongs to: `src/check/cycle.rs` and `src/check.rs` to `check`.
fn module(path: &str) -> &str {
    path.trim_start_matches("src/").split(['/', '.']).next().unwrap_or_default()
}

/// The paths behind `crate::` in a file: groups in braces taken apart, modules followed to what is used of them.
fn uses(code: &str) -> Vec<String> {
    let found = code.match_indices("crate::").flat_map(|(at, start)| paths("", &code[at + start.len()..]));
    found
        .flat_map(|path| match path.strip_suffix("::self") {
            Some(module) => used_of(module, code),
            None => vec![path],
        })
        .collect()
}

/// What `code` uses of an imported module: `syntax::is_id` where it says so.
fn used_of(module: &str, code: &str) -> Vec<String> {
    let name = format!("{}::", module.rsplit("::").next().unwrap_or_default());
    let whole = |at: &usize| !code[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
    let places = code.match_indices(&name).map(|(at, _)| at).filter(whole);
    let behind = places.map(|at| &code[at + name.len()..]).filter(|rest| !rest.starts_with('{'));
    behind.flat_map(|rest| paths(&format!("{module}::"), rest)).collect()
}

/// The paths that `text` begins with: one, or those of a group in braces.
fn paths(before: &str, text: &str) -> Vec<String> {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).unwrap_or(text.len());
    let (path, rest) = text.split_at(end);
    let path = format!("{before}{}", path.trim_end_matches(':'));
    match rest.strip_prefix('{') {
        None => vec![path],
        Some(group) => {
            let before = if path.is_empty() { path } else { format!("{path}::") };
            members(group).iter().flat_map(|member| paths(&before, member)).collect()
        }
    }
}

/// The members of a group, which `group` holds from behind its opening brace on.
fn members(group: &str) -> Vec<String> {
    let mut depth = 0;
    let mut found = vec![String::new()];
    for c in group.chars().filter(|c| !c.is_whitespace()) {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => found.push(String::new()),
            c => {
                depth += i32::from(c == '{') - i32::from(c == '}');
                found.last_mut().expect("there is one").push(c);
            }
        }
    }
    found.into_iter().filter(|path| !path.is_empty()).collect()
}

#[test]
fn groups_of_paths_are_taken_apart() {
    let code = "use crate::a::b;\nuse crate::{c::{self, D}, e};\nuse crate::f::{g::H, I as J};\n let x = crate::k();\n c::x();";
    assert_eq!(uses(code), ["a::b", "c::x", "c::D", "e", "f::g::H", "f::IasJ", "k"]);
}

fn none(failures: Vec<String>) {
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn modules_use_only_what_stands_below_them() {
    let mut failures = Vec::new();
    for (path, code) in code() {
        let module = module(&path);
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == module) else {
            if !["cli", "lib", "main"].contains(&module) {
                failures.push(format!("{path}: the module `{module}` has no place among the layers"));
            }
            continue;
        };
        for used in uses(&code) {
            let first = used.split("::").next().unwrap_or_default();
            let fine = first == module || allowed.contains(&first) || EVERYWHERE.contains(&used.as_str());
            if !fine && first.starts_with(char::is_lowercase) {
                failures.push(format!("{path}: `{module}` uses `crate::{used}`"));
            }
        }
    }
    none(failures);
}

#[test]
fn the_table_of_layers_has_no_loop() {
    for (at, (module, allowed)) in LAYERS.iter().enumerate() {
        let below: Vec<&str> = LAYERS[..at].iter().map(|(name, _)| *name).collect();
        assert!(allowed.iter().all(|used| below.contains(used)), "{module} uses only what stands before it");
    }
}

#[test]
fn every_module_says_what_it_is_for() {
    let folders = ["src", "tests", "benches"];
    let all = folders.iter().flat_map(|folder| files(folder, "rs"));
    none(
        all.filter(|(_, text)| !text.starts_with("//! "))
            .map(|(path, _)| format!("{path} begins without `//!`"))
            .collect(),
    );
}

#[test]
fn nothing_is_left_over_and_nothing_panics() {
    let mut failures = Vec::new();
    for (path, code) in code() {
        for (line, text) in code.lines().enumerate() {
            let found = BANNED.iter().filter(|(word, _)| text.contains(word));
            failures.extend(found.map(|(word, why)| format!("{path}:{}: `{word}` ({why})", line + 1)));
        }
    }
    none(failures);
}

#[test]
fn only_the_command_line_touches_the_world() {
    let inner = code().into_iter().filter(|(path, _)| !["cli", "main"].contains(&module(path)));
    let mut failures = Vec::new();
    for (path, code) in inner {
        failures.extend(EFFECTS.iter().filter(|word| code.contains(*word)).map(|word| format!("{path} uses `{word}`")));
    }
    none(failures);
}

#[test]
fn every_check_is_in_the_list_of_checks() {
    let mut failures = Vec::new();
    for (path, code) in code().iter().filter(|(path, _)| path.starts_with("src/check/")) {
        let stem = Path::new(path).file_stem().expect("a file has a name").to_string_lossy().replace('_', "-");
        if code.contains("static CHECK: Check") != check::named(&stem).is_some() {
            failures.push(format!("{path}: it holds a check and is not in `check::ALL`, or the other way round"));
        }
    }
    none(failures);
}

#[test]
fn every_kind_is_in_the_schema() {
    let schema = Schema::built_in();
    let mut failures = Vec::new();
    for (path, code) in code().iter().filter(|(path, _)| path.starts_with("src/schema/")) {
        let stem = Path::new(path).file_stem().expect("a file has a name").to_string_lossy();
        if code.contains("static KIND: Kind") != schema.kind_named(&stem).is_some() {
            failures.push(format!("{path}: it declares a kind that is not in the schema, or the other way round"));
        }
    }
    none(failures);
}

#[test]
fn every_file_of_tests_is_part_of_the_tests() {
    let main = std::fs::read_to_string(root().join("tests/it/main.rs")).expect("main.rs can be read");
    let names = files("tests/it", "rs").into_iter().filter_map(|(path, _)| {
        let name = path.strip_prefix("tests/it/")?.strip_suffix(".rs")?.to_owned();
        (!name.contains('/') && name != "main").then_some(name)
    });
    none(
        names
            .filter(|name| !main.contains(&format!("mod {name};")))
            .map(|name| format!("{name}.rs is not in main.rs"))
            .collect(),
    );
}

/// Paths of somebody's machine mean nothing to anyone else. Taken apart here, so that this file does not hold them.
#[test]
fn no_file_names_a_machine() {
    let homes = [["/", "home/"], ["/", "root/"], ["/", "work/"], ["/", "Users/"], ["\\", "Users\\"]]
        .map(|parts| parts.concat());
    let mut failures = Vec::new();
    for (path, text) in files("", "") {
        for (line, text) in text.lines().enumerate() {
            let named = homes.iter().filter(|home| at_word_start(text, home));
            failures.extend(named.map(|home| format!("{path}:{}: `{home}`", line + 1)));
        }
    }
    none(failures);
}

/// Whether `home` stands in `text` as the beginning of a path, not within an address or a longer path.
fn at_word_start(text: &str, home: &str) -> bool {
    text.match_indices(home).any(|(at, _)| !text[..at].ends_with(|c: char| c.is_alphanumeric() || "./}_-".contains(c)))
}

#[test]
fn lines_of_text_files_end_cleanly() {
    let mut failures = Vec::new();
    for extension in ["md", "cx", "yaml", "toml", "pest", "html", "css", "js"] {
        for (path, text) in files("", extension) {
            let blank = text.lines().position(|line| line.ends_with([' ', '\t', '\r']));
            failures.extend(blank.map(|line| format!("{path}:{}: blanks at the end", line + 1)));
            if !text.is_empty() && !text.ends_with('\n') {
                failures.push(format!("{path}: no line break at the end"));
            }
        }
    }
    none(failures);
}
