//! Input that is made to take long ends, small as it is here. How time grows is measured by `cargo run --release --example blowup`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use touchbase::cli::doors;
use touchbase::convert::convert;
use touchbase::format;
use touchbase::syntax::{self, Notation};

use crate::corpus::held::{base, html, import};

#[path = "../../benches/blowup/mod.rs"]
#[allow(dead_code, reason = "the program that measures uses the rest")]
mod cases;

use cases::{Case, File, Work};

/// Bytes of a case: enough to nest deeper than is allowed, and little enough for a build without optimisation.
const BYTES: usize = 1_200;

/// What hangs is told apart from what is slow: no case takes a second.
const LONGEST: Duration = Duration::from_secs(120);

fn knowledge(files: &[File]) {
    let compilation = base::compiled(base::sources(files.iter().map(|(path, bytes)| (*path, bytes.as_slice()))));
    for (id, source) in compilation.sources.iter().filter(|(_, source)| !source.path.as_str().starts_with("touchbase"))
    {
        let schema = &compilation.model.schema;
        let file = syntax::parse(id, source);
        format::format(&file, source, schema);
        let other = if file.notation == Notation::Cx { Notation::Yaml } else { Notation::Cx };
        let _ = convert(&file, source, schema, other);
    }
    for page in base::pages(&compilation, |path| path.starts_with("personas/") && path.ends_with(".html")) {
        html::is_well_formed(&String::from_utf8_lossy(&page.contents));
    }
}

fn run(case: &Case) {
    let files = case.files(BYTES);
    let last = files.last().map(|(_, bytes)| bytes.as_slice()).unwrap_or_default();
    let import = |head: &str| import::holds(&[head.as_bytes(), b"\n", last].concat());
    match case.work {
        Work::Base => knowledge(&files),
        Work::Import("csv") => import(if case.name.contains("steps") { "csv steps" } else { "csv Personas" }),
        Work::Import(what) => import(if case.name.contains("markdown") { "markdown" } else { what }),
        Work::Talk => {
            let answered = doors::lsp(last, std::io::sink());
            assert!(answered.is_ok());
        }
    }
}

#[test]
fn hostile_input_ends_and_keeps_the_laws() {
    let (send, ended) = mpsc::channel();
    thread::spawn(move || {
        for case in cases::cases() {
            let keeps = catch_unwind(AssertUnwindSafe(|| run(&case))).is_ok();
            let _ = send.send((case.name, keeps));
        }
    });
    let (mut before, mut broken) = (String::new(), Vec::new());
    loop {
        match ended.recv_timeout(LONGEST) {
            Ok((name, keeps)) => {
                broken.extend((!keeps).then(|| name.clone()));
                before = name;
            }
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => panic!("what comes behind {before} does not end"),
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(!before.is_empty());
}
