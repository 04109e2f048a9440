//! Measures the program on hostile input of two sizes: `cargo run --release --example blowup -- PROGRAM [BYTES] [NAME…]`.
//!
//! Each case is written to a folder at BYTES (1 MB without it) and at four times as many; each command runs on both. Printed are the seconds of processor
//! time and the greatest memory of both, and what grew faster than its input, took longer than half a minute or more than a gigabyte is marked. Both are read
//! from `/proc` while a command runs, so they are known on Linux only.

#[path = "mod.rs"]
mod blowup;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use blowup::{Case, Work};

/// After so much work a command is stopped.
const LONGEST: Duration = Duration::from_secs(100);

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(program) = arguments.next() else {
        let _ = writeln!(io::stderr(), "usage: blowup PROGRAM [BYTES] [NAME…]");
        return ExitCode::from(2);
    };
    let rest: Vec<String> = arguments.collect();
    let bytes = rest.first().and_then(|word| word.parse().ok()).unwrap_or(1 << 20);
    let names: Vec<&String> = rest.iter().filter(|word| word.parse::<usize>().is_err()).collect();
    let wanted = |case: &Case| names.is_empty() || names.iter().any(|name| case.name.contains(name.as_str()));
    let mut marked = 0;
    for case in blowup::cases().iter().filter(|case| wanted(case)) {
        match measure(case, Path::new(&program), bytes) {
            Ok(marks) => marked += marks,
            Err(error) => {
                let _ = writeln!(io::stderr(), "{}: {error}", case.name);
                return ExitCode::from(2);
            }
        }
    }
    ExitCode::from(u8::from(marked > 0))
}

/// What a command took.
#[derive(Clone, Copy)]
struct Taken {
    seconds: f64,
    megabytes: u64,
    /// How it ended: its exit code; none when it was stopped or killed.
    code: Option<i32>,
}

fn measure(case: &Case, program: &Path, bytes: usize) -> io::Result<u32> {
    let folder = tempfile::tempdir()?;
    let mut marked = 0;
    let sizes = [bytes, bytes * 4].map(|bytes| {
        let below = folder.path().join(bytes.to_string());
        fs::create_dir_all(&below)?;
        for (path, text) in case.files(bytes) {
            fs::write(below.join(path), text)?;
        }
        Ok::<_, io::Error>(below)
    });
    let [small, large] = sizes;
    let (small, large) = (small?, large?);
    let last = case.files(16).last().map(|(path, _)| *path).unwrap_or_default();
    for arguments in commands(case.work, last) {
        let first = run(program, &arguments, &small)?;
        let second = run(program, &arguments, &large)?;
        // Small times are mostly that of starting the program.
        let grew = second.seconds > 1.5 && second.seconds > first.seconds.max(0.15) * 6.0;
        let failed = second.code.is_none_or(|code| code > 2) || first.code.is_none_or(|code| code > 2);
        let mark = if grew || failed || second.seconds > 30.0 || second.megabytes > 1024 { " <<<" } else { "" };
        marked += u32::from(!mark.is_empty());
        writeln!(
            io::stdout(),
            "{:<34} {:<8} {:>7.2} s {:>7.2} s {:>6} MB {:>6} MB {:?} {:?}{mark}",
            case.name,
            arguments.first().copied().unwrap_or_default(),
            first.seconds,
            second.seconds,
            first.megabytes,
            second.megabytes,
            first.code,
            second.code,
        )?;
    }
    Ok(marked)
}

fn commands(work: Work, last: &'static str) -> Vec<Vec<&'static str>> {
    match work {
        Work::Base => vec![
            vec!["check", "--strict"],
            vec!["fmt", "--check"],
            vec!["convert", "--to", "yaml", "--dry-run"],
            vec!["build", "--preview", "-o", "out"],
        ],
        Work::Import(from) => vec![vec!["import", from, last, "--dry-run"]],
        Work::Talk => vec![vec!["lsp"]],
    }
}

fn run(program: &Path, arguments: &[&str], folder: &Path) -> io::Result<Taken> {
    let input = match arguments {
        ["lsp"] => Stdio::from(File::open(folder.join("in.txt"))?),
        _ => Stdio::null(),
    };
    let start = Instant::now();
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).stdin(input).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    let (mut megabytes, mut seconds) = (0, 0.0_f64);
    let code = loop {
        megabytes = megabytes.max(peak(&child).unwrap_or(0));
        seconds = seconds.max(worked(&child).unwrap_or(0.0));
        if let Some(status) = child.try_wait()? {
            break status.code();
        }
        if start.elapsed() > LONGEST * 4 || seconds > LONGEST.as_secs_f64() || megabytes > 6_000 {
            child.kill()?;
            child.wait()?;
            break None;
        }
        thread::sleep(Duration::from_millis(4));
    };
    Ok(Taken { seconds, megabytes, code })
}

/// The seconds for which processors have worked on a process so far, which other work on the machine does not change much. Linux counts
/// them in hundredths.
fn worked(child: &Child) -> Option<f64> {
    let stat = fs::read_to_string(format!("/proc/{}/stat", child.id())).ok()?;
    let fields: Vec<&str> = stat.rsplit_once(") ")?.1.split(' ').collect();
    let [user, system] = [11, 12].map(|at| fields.get(at).and_then(|field| field.parse::<u32>().ok()));
    Some(f64::from(user? + system?) / 100.0)
}

/// The most memory that a process has had so far, in megabytes.
fn peak(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches("kB").trim().parse::<u64>().ok()? / 1024)
}
