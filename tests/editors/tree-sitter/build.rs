//! From the generated parser in C to a library that the tests link.

fn main() {
    let source = "../../../grammar/tree-sitter-cx/src";
    cc::Build::new()
        .std("c11")
        .include(source)
        .warnings(false)
        .file(format!("{source}/parser.c"))
        .compile("tree-sitter-cx");
    println!("cargo:rerun-if-changed={source}");
}
