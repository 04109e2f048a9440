//! The `touchbase` program.

fn main() -> std::process::ExitCode {
    touchbase::cli::main()
}
