//! Writes a generated knowledge base to a folder: `cargo run --release --example generate -- DIR N [cx|yaml]`.

#[path = "mod.rs"]
mod generate;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use touchbase::syntax::Notation;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((folder, size, notation)) = understood(&arguments) else {
        let most = generate::base::MOST;
        let _ = writeln!(io::stderr(), "usage: generate DIR N [cx|yaml], with N from 100 to {most}");
        return ExitCode::from(2);
    };
    match write(Path::new(folder), size, notation) {
        Ok((files, bytes)) => {
            let _ = writeln!(io::stdout(), "{size} elements, {files} files, {bytes} bytes in {folder}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            let _ = writeln!(io::stderr(), "cannot write {folder}: {error}");
            ExitCode::from(2)
        }
    }
}

fn understood(arguments: &[String]) -> Option<(&str, usize, Notation)> {
    let (folder, size, notation) = match arguments {
        [folder, size] => (folder, size, Notation::Cx),
        [folder, size, notation] if notation == "cx" => (folder, size, Notation::Cx),
        [folder, size, notation] if notation == "yaml" => (folder, size, Notation::Yaml),
        _ => return None,
    };
    let size = size.parse().ok().filter(|size| (100..=generate::base::MOST).contains(size))?;
    Some((folder, size, notation))
}

fn write(folder: &Path, size: usize, notation: Notation) -> io::Result<(usize, usize)> {
    let (mut files, mut bytes) = (0, 0);
    for (path, text) in generate::base::files(size, notation) {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(folder))?;
        std::fs::write(path, &text)?;
        (files, bytes) = (files + 1, bytes + text.len());
    }
    Ok((files, bytes))
}
