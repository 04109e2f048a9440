//! Any bytes as a YAML file.
#![no_main]

mod laws;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::check("a.yaml", bytes));
