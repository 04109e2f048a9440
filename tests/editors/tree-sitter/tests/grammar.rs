//! The tree-sitter grammar of `.cx`: its parser is fresh, reads every example, and its queries colour what they should.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use streaming_iterator::StreamingIterator;
use tree_sitter::{Language, Node, Parser, Query, QueryCursor, Tree};
use tree_sitter_generate::{OptLevel, generate_parser_in_directory};

/// The interface that Neovim 0.9 and Helix still read.
const ABI: usize = 14;

/// What the checks in `docs/checks` show as faulty: here the grammar may stumble, in all other snippets it must not.
const FAULTY: [&str; 3] = ["// syntax-error", "// unclosed-block", "// bare-number"];

fn language() -> Language {
    touchbase_tree_sitter_tests::LANGUAGE.into()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

fn grammar() -> PathBuf {
    root().join("grammar/tree-sitter-cx")
}

fn parse(text: &str) -> Tree {
    let mut parser = Parser::new();
    parser.set_language(&language()).expect("the interface fits");
    parser.parse(text, None).expect("a tree")
}

/// Where a tree has an error or something is missing, for people.
fn faults(tree: &Tree) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![tree.root_node()];
    while let Some(node) = open.pop() {
        if node.is_error() || node.is_missing() {
            found.push(format!(
                "{}:{} {}",
                node.start_position().row + 1,
                node.start_position().column,
                node.to_sexp()
            ));
        }
        open.extend((0..node.child_count()).filter_map(|at| node.child(at)));
    }
    found
}

/// Every file below `folder` with this extension that belongs to the repository.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            let name = entry.file_name().expect("a name").to_string_lossy().into_owned();
            if entry.is_dir() && !["target", "node_modules", "site", ".git"].contains(&name.as_str()) {
                open.push(entry);
            } else if entry.extension().is_some_and(|found| found == extension) {
                found.push(entry);
            }
        }
    }
    found.sort();
    found
}

/// Every block of `.cx` that the documentation shows, with the place where it begins.
fn snippets() -> Vec<(String, String)> {
    let pages = files(&root().join("docs"), "md").into_iter().chain([root().join("README.md")]);
    let mut found = Vec::new();
    for page in pages {
        let text = fs::read_to_string(&page).expect("a page");
        let mut open: Option<(usize, String)> = None;
        for (at, line) in text.lines().enumerate() {
            match &mut open {
                None if line.starts_with("```cx") => open = Some((at + 2, String::new())),
                // From here on, the snippet shows another file.
                Some((start, text)) if line.starts_with("// file: ") || line.starts_with("```") => {
                    found.push((format!("{}:{start}", page.display()), std::mem::take(text)));
                    open = line.ends_with(".cx").then_some((at + 2, String::new()));
                }
                Some((_, text)) => *text += &format!("{line}\n"),
                None => {}
            }
        }
    }
    found
}

/// What the captures of a query name each text, in order; predicates hold.
fn captures(query: &str, text: &str) -> BTreeMap<String, Vec<String>> {
    let query = Query::new(&language(), query).expect("the query fits the grammar");
    let tree = parse(text);
    let mut cursor = QueryCursor::new();
    let mut matches = cursor.matches(&query, tree.root_node(), text.as_bytes());
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    while let Some(one) = matches.next() {
        for capture in one.captures() {
            let name = query.capture_names()[capture.index as usize].to_owned();
            found.entry(text[capture.node.byte_range()].to_owned()).or_default().push(name);
        }
    }
    found
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(root().join(path)).expect("a file")
}

/// `UPDATE=1` rewrites the parser, as it does with all that is generated here.
#[test]
fn the_parser_is_fresh() {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("parser");
    let _ = fs::remove_dir_all(&scratch);
    let update = std::env::var_os("UPDATE").is_some();
    let out = if update { grammar().join("src") } else { scratch };
    let mut notes = Vec::new();
    let optimised = OptLevel::default();
    generate_parser_in_directory(
        grammar(),
        Some(&out),
        None::<&str>,
        ABI,
        None,
        Some("node"),
        true,
        optimised,
        &mut notes,
    )
    .expect("the grammar can be generated; this needs Node.js");
    assert!(notes.is_empty(), "{notes:?}");
    for name in ["grammar.json", "node-types.json", "parser.c", "tree_sitter/parser.h"] {
        let (made, kept) = (fs::read(out.join(name)), fs::read(grammar().join("src").join(name)));
        let help = "run `UPDATE=1 cargo test --manifest-path tests/editors/tree-sitter/Cargo.toml` twice";
        assert!(made.expect("made") == kept.expect("kept"), "{name} is not fresh: {help}");
    }
}

#[test]
fn every_example_is_read() {
    let examples = files(&root().join("examples"), "cx");
    assert!(examples.len() > 30, "the examples are found");
    let failures = examples.iter().flat_map(|path| {
        let found = faults(&parse(&fs::read_to_string(path).expect("an example")));
        found.into_iter().map(move |fault| format!("{}:{fault}", path.display()))
    });
    assert_eq!(failures.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn every_snippet_of_the_documentation_is_read() {
    let snippets = snippets();
    assert!(snippets.len() > 150, "the snippets are found");
    let sound = snippets.iter().filter(|(_, text)| !FAULTY.iter().any(|mark| text.contains(mark)));
    let failures = sound.flat_map(|(place, text)| {
        faults(&parse(text)).into_iter().map(move |fault| format!("{place} + {fault}\n{text}"))
    });
    let failures: Vec<_> = failures.collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn line_ends_of_windows_and_a_byte_order_mark_change_nothing() {
    for path in files(&root().join("examples"), "cx") {
        let text = fs::read_to_string(&path).expect("an example");
        let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        assert_eq!(parse(&windows).root_node().to_sexp(), parse(&text).root_node().to_sexp(), "{}", path.display());
    }
}

/// The cases of `test/corpus`, in the format of the tree-sitter program.
#[test]
fn the_corpus_gives_the_trees_it_shows() {
    let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").replace(" )", ")");
    let mut seen = 0;
    for path in files(&grammar().join("test/corpus"), "txt") {
        let text = fs::read_to_string(&path).expect("a file of the corpus");
        let parts: Vec<&str> = text.split("==================\n").skip(1).collect();
        for pair in parts.chunks(2) {
            let (source, tree) = pair[1].split_once("\n---\n").expect("a case shows its tree");
            assert_eq!(parse(source).root_node().to_sexp(), squeeze(tree), "{}", pair[0]);
            seen += 1;
        }
    }
    assert!(seen > 10, "the corpus is found");
}

/// Every beginning of a file gives a tree; and one fault leaves the rest of the file readable.
#[test]
fn broken_files_still_give_a_tree() {
    let text = read("examples/minimal/knowledge.cx") + "\nterm größe \"Größe 📏\" { definition: \"x\" }\n";
    let blocks = |text: &str| {
        let query = Query::new(&language(), "(block id: (identifier) @id)").expect("a query");
        let tree = parse(text);
        let mut cursor = QueryCursor::new();
        let mut matches = cursor.matches(&query, tree.root_node(), text.as_bytes());
        let mut found = Vec::new();
        while let Some(one) = matches.next() {
            found.push(text[one.captures()[0].node.byte_range()].to_owned());
        }
        found
    };
    let first = text.find('}').expect("the first element ends");
    for (end, _) in text.char_indices().step_by(7).filter(|(end, _)| *end > first) {
        assert_eq!(blocks(&text[..end]).first().map(String::as_str), Some("workshop"), "up to byte {end}");
    }
    let broken = [
        "team a \"A\" { summary: \"never closed\n}\nteam b { }\n",
        "team a \"A\" { summary: not in quotes, really; }\nteam b { }\n",
        "team a \"A\" { summary: „typographic“ }\nteam b { }\n",
        "team a \"A\" { tags: [one, two }\nteam b { }\n",
        "team a \"A\" { tags: [one] ] } }\nteam b { }\n",
    ];
    for text in broken {
        let tree = parse(text);
        assert!(tree.root_node().has_error(), "the fault is seen in: {text}");
        assert!(blocks(text).contains(&"b".to_owned()), "what follows is read: {text} {}", tree.root_node().to_sexp());
    }
}

#[test]
fn deep_nesting_and_noise_end_well() {
    for text in ["a{".repeat(5_000), "[".repeat(5_000), "\"\"\"".repeat(999), "\u{0}\u{1}💥".repeat(500)] {
        assert!(parse(&text).root_node().end_byte() > 0);
    }
}

#[test]
fn colours_are_where_they_belong() {
    let text = "// a comment\n// touchbase: allow stale - later\nwetter gewitter \"Gewitter ⛈\" {\n  größe: 3\n  \
                owner: hof\n  tags: [nah, \"fern\"]\n  live: yes\n  since: 2026-11-21\n  wait: 8min\n  \
                note: \"\"\"see [[hof]]\"\"\"\n  say: \"a\\nb\"\n}\n";
    let found = captures(&read("grammar/tree-sitter-cx/queries/highlights.scm"), text);
    let last = |of: &str| found.get(of).and_then(|names| names.last()).map(String::as_str);
    let expected = [
        ("// a comment", "comment"),
        ("// touchbase: allow stale - later", "comment.documentation"),
        ("wetter", "keyword"),
        ("gewitter", "type"),
        ("\"Gewitter ⛈\"", "string"),
        ("größe", "property"),
        ("3", "number"),
        ("hof", "string.special.symbol"),
        ("nah", "string.special.symbol"),
        ("\"fern\"", "string"),
        ("yes", "boolean"),
        ("2026-11-21", "number"),
        ("8min", "number"),
        ("\"\"\"see [[hof]]\"\"\"", "string"),
        ("[[hof]]", "markup.link"),
        ("\\n", "string.escape"),
        ("{", "punctuation.bracket"),
        (":", "punctuation.delimiter"),
    ];
    for (of, name) in expected {
        assert_eq!(last(of), Some(name), "the colour of {of}");
    }
}

/// In every example no named leaf goes without a colour: a new node would be seen here.
#[test]
fn nothing_in_the_examples_stays_without_a_colour() {
    let query = Query::new(&language(), &read("grammar/tree-sitter-cx/queries/highlights.scm")).expect("a query");
    for path in files(&root().join("examples"), "cx") {
        let text = fs::read_to_string(&path).expect("an example");
        let tree = parse(&text);
        let mut cursor = QueryCursor::new();
        let mut matches = cursor.matches(&query, tree.root_node(), text.as_bytes());
        let mut coloured = std::collections::BTreeSet::new();
        while let Some(one) = matches.next() {
            coloured.extend(one.captures().iter().map(|capture| capture.node.id()));
        }
        let mut open: Vec<(Node<'_>, bool)> = vec![(tree.root_node(), false)];
        while let Some((node, within)) = open.pop() {
            let within = within || coloured.contains(&node.id());
            assert!(within || node.child_count() > 0, "{}: {} has no colour", path.display(), node.to_sexp());
            open.extend((0..node.child_count()).filter_map(|at| node.child(at)).map(|child| (child, within)));
        }
    }
}

/// All queries, also those of single editors, fit the grammar.
#[test]
fn every_query_fits_the_grammar() {
    let folders = ["grammar/tree-sitter-cx/queries", "editors/helix", "editors/neovim"];
    let queries: Vec<PathBuf> = folders.iter().flat_map(|folder| files(&root().join(folder), "scm")).collect();
    assert!(queries.len() >= 8, "the queries are found");
    for path in queries {
        let text = fs::read_to_string(&path).expect("a query");
        if let Err(error) = Query::new(&language(), &text) {
            panic!("{}: {error}", path.display());
        }
    }
}

#[test]
fn elements_can_be_jumped_to_and_folded() {
    let text = "team a \"A\" {\n}\nsystem s { interfaces: [t] }\n";
    let tags = captures(&read("grammar/tree-sitter-cx/queries/tags.scm"), text);
    assert_eq!(tags["a"], ["name"]);
    assert_eq!(tags["team a \"A\" {\n}"], ["definition.class"]);
    assert_eq!(tags["t"], ["name", "reference.class"]);
    let folds = captures(&read("grammar/tree-sitter-cx/queries/folds.scm"), text);
    assert_eq!(folds["{\n}"], ["fold"]);
}
