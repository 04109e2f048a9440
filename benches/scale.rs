//! Whole commands on whole knowledge bases as they grow, beside what the machine itself needs: `cargo bench --bench scale`.
//!
//! For each size: `check`, `build` into a new folder, `build` once more, and the floor, which is reading every file of the base and writing every
//! file of the site once from memory. Each is the best of several runs, since everything else that a machine does only makes it longer. Sizes are
//! arguments: `cargo bench --bench scale -- 1000 10000 100000`. The table is the one of `docs/performance.md`.

mod generate;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use touchbase::syntax::Notation;
use wait4::Wait4;

/// Sizes when none are named.
const SIZES: &[usize] = &[10_000, 100_000];

/// Runs of each command; beyond this many elements two are enough.
const RUNS: usize = 5;
const FEW_FROM: usize = 100_000;

/// Beyond this many elements the site is not built: it has millions of files.
const BUILT: usize = 200_000;

fn main() {
    if let Err(error) = run() {
        let _ = writeln!(io::stderr(), "scale: {error}");
        std::process::exit(2);
    }
}

fn run() -> io::Result<()> {
    let named: Vec<usize> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let sizes = if named.is_empty() { SIZES } else { &named };
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("scale");
    let mut out = io::stdout();
    writeln!(out, "{} cores\n", rayon::current_num_threads())?;
    writeln!(out, "| elements | what | elapsed | processor time | memory | beside the floor | growth |")?;
    writeln!(out, "|---|---|---|---|---|---|---|")?;
    let mut before: Option<(usize, Vec<Row>)> = None;
    for size in sizes {
        let rows = measured(*size, &folder)?;
        let floor = rows.iter().find(|row| row.what == FLOOR).map(|row| row.cost.elapsed);
        for row in &rows {
            let smaller =
                before.as_ref().and_then(|(size, rows)| Some((*size, rows.iter().find(|old| old.what == row.what)?)));
            writeln!(out, "{}", row.line(*size, floor, smaller))?;
        }
        before = Some((*size, rows));
    }
    fs::remove_dir_all(&folder)
}

const FLOOR: &str = "the floor: read all, write all";

/// What something took.
#[derive(Debug, Clone, Copy)]
struct Cost {
    elapsed: Duration,
    /// Of all cores together; none where nobody counted.
    processor: Option<Duration>,
    /// The most memory at one time, in bytes.
    memory: Option<u64>,
}

struct Row {
    what: &'static str,
    cost: Cost,
}

impl Row {
    fn line(&self, size: usize, floor: Option<Duration>, smaller: Option<(usize, &Row)>) -> String {
        let Cost { elapsed, processor, memory } = self.cost;
        let seconds = |time: Duration| format!("{:.2} s", time.as_secs_f64());
        let of_floor =
            floor.filter(|_| self.what.starts_with("build")).map(|floor| elapsed.as_secs_f64() / floor.as_secs_f64());
        // The exponent by which processor time grows with the size: 1 is linear. Elapsed time depends on what else the machine does.
        let growth = smaller.and_then(|(less, row)| {
            let (more, before) = (processor.unwrap_or(elapsed), row.cost.processor.unwrap_or(row.cost.elapsed));
            let ratio = more.as_secs_f64() / before.as_secs_f64();
            Some(ratio.ln() / (size as f64 / less as f64).ln()).filter(|growth| growth.is_finite())
        });
        let or_nothing = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
        format!(
            "| {size} | {} | {} | {} | {} | {} | {} |",
            self.what,
            seconds(elapsed),
            or_nothing(processor.map(seconds)),
            or_nothing(memory.map(|bytes| format!("{} MB", bytes / 1_000_000))),
            or_nothing(of_floor.map(|times| format!("{times:.1} ×"))),
            or_nothing(growth.map(|growth| format!("{growth:.2}"))),
        )
    }
}

fn measured(size: usize, folder: &Path) -> io::Result<Vec<Row>> {
    let base = folder.join(format!("base-{size}"));
    let mut inputs = Vec::new();
    for (path, text) in generate::base::files(size, Notation::Cx) {
        let path = base.join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(&path, text)?;
        inputs.push(path);
    }
    let runs = if size < FEW_FROM { RUNS } else { 2 };
    let mut rows = vec![Row { what: "check", cost: best(runs, |_| touchbase(&base, &["check"]))? }];
    if size <= BUILT {
        rows.extend(built(&base, &inputs, runs, folder)?);
    }
    fs::remove_dir_all(&base)?;
    Ok(rows)
}

/// The site in a new folder, once more in the same one, and its floor.
fn built(base: &Path, inputs: &[PathBuf], runs: usize, folder: &Path) -> io::Result<Vec<Row>> {
    let place = |number: usize| folder.join(format!("site-{number}"));
    let build = |site: &Path| touchbase(base, &["build", "-o", &site.to_string_lossy()]);
    // Folders that are deleted between runs would slow down the next one, so each run has one of its own.
    let fresh = best(runs, |number| build(&place(number)))?;
    let again = best(runs, |_| build(&place(0)))?;
    for number in 1..runs {
        fs::remove_dir_all(place(number))?;
    }
    let files: Vec<(PathBuf, Vec<u8>)> = walk(&place(0))?
        .into_par_iter()
        .map(|path| Ok((path.strip_prefix(place(0)).unwrap_or(&path).to_owned(), fs::read(&path)?)))
        .collect::<io::Result<_>>()?;
    let floor = best(runs, |number| floor(inputs, &files, &folder.join(format!("floor-{number}"))))?;
    for number in 0..runs {
        fs::remove_dir_all(folder.join(format!("floor-{number}")))?;
    }
    fs::remove_dir_all(place(0))?;
    Ok(vec![
        Row { what: FLOOR, cost: floor },
        Row { what: "build, a new folder", cost: fresh },
        Row { what: "build again, nothing changed", cost: again },
    ])
}

/// The best of so many runs, each with its number.
fn best(runs: usize, mut run: impl FnMut(usize) -> io::Result<Cost>) -> io::Result<Cost> {
    let mut costs = Vec::new();
    for number in 0..runs {
        costs.push(run(number)?);
    }
    costs.into_iter().min_by_key(|cost| cost.elapsed).ok_or_else(|| io::Error::other("nothing was run"))
}

fn touchbase(base: &Path, arguments: &[&str]) -> io::Result<Cost> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_touchbase"));
    let (verb, options) = arguments.split_first().ok_or_else(|| io::Error::other("no verb"))?;
    let begin = Instant::now();
    let child = command.arg(verb).arg(base).args(options).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let used = child.wait4()?;
    let elapsed = begin.elapsed();
    if !used.status.success() {
        return Err(io::Error::other(format!("touchbase {} failed", arguments.join(" "))));
    }
    Ok(Cost { elapsed, processor: Some(used.rusage.utime + used.rusage.stime), memory: Some(used.rusage.maxrss) })
}

/// Reads every input and writes every output, on all cores.
fn floor(inputs: &[PathBuf], files: &[(PathBuf, Vec<u8>)], folder: &Path) -> io::Result<Cost> {
    let begin = Instant::now();
    let read = inputs.par_iter().map(|path| Ok(fs::read(path)?.len())).sum::<io::Result<usize>>()?;
    let mut parents: Vec<&Path> = files.iter().filter_map(|(path, _)| path.parent()).collect();
    parents.sort_unstable();
    parents.dedup();
    parents.iter().try_for_each(|parent| fs::create_dir_all(folder.join(parent)))?;
    files.par_iter().try_for_each(|(path, bytes)| fs::write(folder.join(path), bytes))?;
    let elapsed = begin.elapsed();
    (read > 0)
        .then_some(Cost { elapsed, processor: None, memory: None })
        .ok_or_else(|| io::Error::other("an empty base"))
}

fn walk(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let found = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    Ok(found.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect())
}
