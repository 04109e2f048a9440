//! What is compiled again and again says what is compiled once, whatever happened to the files in between: findings, model, and every byte
//! of the site; and a folder that is built into again and again holds what a new one holds.
//!
//! `INCREMENTAL=500 cargo test --release --test it incremental` makes so many changes in a row.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use touchbase::Compilation;
use touchbase::check::Options;
use touchbase::compile::{Cache, compile_with};
use touchbase::site::{Input, Site, Skeleton};
use touchbase::text::{Source, Sources};

use crate::dump;
use crate::library::{File, example};

/// A row of numbers that look random and are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end.max(1)
    }
}

/// Lines that change more than the element in which they land.
const LINES: &[&str] = &[
    "team kaffee-neu \"Käfer & Söhne 🐞\" { summary: \"TODO\" }",
    "persona anna \"Anna\" { type: customer }",
    "  formerly: [alt]",
    "  aliases: [Hotline]",
    "  owner: gibt-es-nicht",
    "  status: draft",
    "}",
    "{",
    "",
    "// touchbase: allow missing-field - bald",
    "# touchbase: allow missing-field - soon",
    "teams:\n  neu:\n    name: Größe\r",
    "term kunde-neu \"Kunde\" {\n  definition: \"[[anna]] und die Kunden\"\n  forbidden: [\"Ticket\"]\n}",
];

/// Settings of which one stands in `touchbase.yaml`.
const SETTINGS: &[&str] = &[
    "",
    "language: en\n",
    "languages: [de, en]\n",
    "checks: { similar-name: allow, \"**\": { placeholder: deny } }\n",
    "extend:\n  fields:\n    team:\n      color:\n        type: text\n        label: { en: Colour, de: Farbe }\n",
    "site: { base: \"https://example.org/cx\" }\n",
];

fn change(files: &mut BTreeMap<String, String>, begin: &BTreeMap<String, String>, random: &mut Random) {
    let paths: Vec<String> = files.keys().filter(|path| *path != "touchbase.yaml").cloned().collect();
    let path = paths.get(random.below(paths.len())).cloned().unwrap_or_else(|| "leer.cx".to_owned());
    let text = files.get(&path).cloned().unwrap_or_default();
    let mut lines: Vec<&str> = text.split('\n').collect();
    let at = random.below(lines.len());
    match random.below(12) {
        0 | 1 => drop(lines.remove(at)),
        2..=4 => lines.insert(at, LINES[random.below(LINES.len())]),
        5 => lines.swap(at, random.below(text.split('\n').count())),
        6 => return drop(files.remove(&path)),
        7 => {
            files.remove(&path);
            let ending = path.rsplit('.').next().unwrap_or("cx");
            files.insert(format!("neu-{}/ä.{ending}", random.below(40)), text);
            return;
        }
        8 => return drop(files.insert(format!("zwei-{path}"), text)),
        9 => return drop(files.insert("touchbase.yaml".to_owned(), SETTINGS[random.below(SETTINGS.len())].to_owned())),
        _ => {
            let whole = begin.iter().nth(random.below(begin.len()));
            files.extend(whole.map(|(path, text)| (path.clone(), text.clone())));
            return;
        }
    }
    files.insert(path, lines.join("\n"));
}

fn sources(files: &BTreeMap<String, String>) -> Sources {
    Sources::new(files.iter().map(|(path, text)| Source::new(path.as_str(), text.as_str())).collect())
}

fn told(compilation: &Compilation) -> String {
    format!("{}{:#?}{:#?}", dump::model(compilation), compilation.diagnostics, compilation.silenced)
}

/// Every file of the site as text, one after the other; made with what is kept of a site of an earlier state.
fn site(compilation: &Compilation, skeleton: &mut Skeleton) -> String {
    let input = Input {
        model: &compilation.model,
        sources: &compilation.sources,
        config: &compilation.config,
        preview: true,
        templates: Vec::new(),
        today: None,
        pictures: BTreeMap::new(),
    };
    let site = Site::again(&input, skeleton).expect("the templates are built in");
    *skeleton = site.skeleton();
    let files = (0..site.len()).map(|at| {
        let file = site.render(at).expect("it is one of the files").expect("the templates are right");
        assert_eq!(site.find(file.path.as_str()), Some(at), "{}", file.path);
        format!("== {}\n{}\n", file.path, String::from_utf8_lossy(&file.contents))
    });
    files.collect()
}

fn after_changes(name: &str, changes: usize, site_every: usize) {
    let text = |file: File| (file.path, String::from_utf8(file.bytes).expect("examples are UTF-8"));
    let begin: BTreeMap<String, String> = example(name).into_iter().map(text).collect();
    let options = Options { strict: true, today: Some(jiff::civil::date(2027, 6, 30)), ..Options::default() };
    let (mut files, mut cache, mut random) = (begin.clone(), Cache::new(), Random(changes as u64));
    let mut skeleton = Skeleton::default();
    for number in 0..changes {
        for _ in 0..=random.below(3) {
            change(&mut files, &begin, &mut random);
        }
        let again = cache.compile(sources(&files), &options);
        let fresh = compile_with(sources(&files), &options);
        dump::assert_same(&format!("change {number} of {name}"), &told(&again), &told(&fresh));
        if number % site_every == site_every - 1 {
            dump::assert_same(
                &format!("the site after change {number} of {name}"),
                &site(&again, &mut skeleton),
                &site(&fresh, &mut Skeleton::default()),
            );
        }
    }
}

fn changes(usual: usize) -> usize {
    std::env::var("INCREMENTAL").ok().and_then(|number| number.parse().ok()).unwrap_or(usual)
}

#[test]
fn after_any_changes_of_a_small_base_everything_is_as_if_made_anew() {
    after_changes("minimal", changes(60), 3);
}

#[test]
fn after_any_changes_of_files_in_cx_everything_is_as_if_made_anew() {
    after_changes("kaffeeklub", changes(24), 12);
}

#[test]
fn after_any_changes_of_files_in_yaml_everything_is_as_if_made_anew() {
    after_changes("learn-to-drive", changes(24), 12);
}

/// Makes the folder hold these files and no others; what is as it was is not touched.
fn put(root: &Path, files: &BTreeMap<String, String>, before: &BTreeMap<String, String>) {
    for path in before.keys().filter(|path| !files.contains_key(*path)) {
        fs::remove_file(root.join(path)).expect("removed");
    }
    for (path, text) in files.iter().filter(|(path, text)| before.get(*path) != Some(*text)) {
        let place = root.join(path);
        fs::create_dir_all(place.parent().expect("a parent")).expect("a folder");
        fs::write(place, text).expect("a file");
    }
}

/// What `touchbase build` leaves in `site`: each file with its bytes and when it was last written.
fn build(root: &Path, site: &Path) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_touchbase"));
    command.args(["build", "--preview", "-o"]).arg(site).current_dir(root).env_clear().env("HOME", root);
    let output = command.output().expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let entries = walkdir::WalkDir::new(site).into_iter().map(|entry| entry.expect("readable"));
    let files = entries.filter(|entry| entry.file_type().is_file() && entry.file_name() != ".touchbase-lock");
    files
        .map(|entry| {
            let name = entry.path().strip_prefix(site).expect("below").to_string_lossy().into_owned();
            let changed = fs::metadata(entry.path()).and_then(|found| found.modified()).expect("a time");
            (name, (fs::read(entry.path()).expect("a file"), changed))
        })
        .collect()
}

fn built_after_changes(name: &str, rounds: usize) {
    let text = |file: File| (file.path, String::from_utf8(file.bytes).expect("examples are UTF-8"));
    let begin: BTreeMap<String, String> = example(name).into_iter().map(text).collect();
    let (folder, mut random) = (tempfile::tempdir().expect("a folder"), Random(rounds as u64));
    let (root, kept) = (folder.path().join("base"), folder.path().join("kept"));
    let (mut files, mut before, mut last) = (begin.clone(), BTreeMap::new(), BTreeMap::new());
    for round in 0..rounds {
        put(&root, &files, &before);
        before.clone_from(&files);
        let again = build(&root, &kept);
        let anew = folder.path().join("anew");
        let fresh = build(&root, &anew);
        fs::remove_dir_all(&anew).expect("removed");
        let bytes = |site: &BTreeMap<String, (Vec<u8>, SystemTime)>| -> String {
            site.iter().map(|(path, (bytes, _))| format!("== {path}\n{}\n", String::from_utf8_lossy(bytes))).collect()
        };
        dump::assert_same(&format!("build {round} of {name}"), &bytes(&again), &bytes(&fresh));
        // The list of written files is put in its place as the last step of every change, whatever it says.
        for (path, (bytes, changed)) in again.iter().filter(|(path, _)| *path != ".touchbase-output") {
            let was: Option<&(Vec<u8>, SystemTime)> = last.get(path);
            let is_written = was.is_none_or(|(old, _)| old != bytes);
            assert!(is_written || was.is_some_and(|(_, time)| time == changed), "{path} was written for nothing");
        }
        last = again;
        for _ in 0..=random.below(3) {
            change(&mut files, &begin, &mut random);
        }
        // Where nothing is left there is nothing to build.
        if files.keys().all(|path| path == "touchbase.yaml") {
            files.clone_from(&begin);
        }
    }
}

#[test]
fn a_folder_that_is_built_into_again_holds_what_a_new_one_holds() {
    built_after_changes("minimal", changes(16));
    built_after_changes("kaffeeklub", changes(24) / 8);
}
