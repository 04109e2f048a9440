//! The `touchbase` program.

/// Pages and trees are millions of short-lived texts; this allocator makes and forgets them faster than most systems' own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    touchbase::cli::main()
}
