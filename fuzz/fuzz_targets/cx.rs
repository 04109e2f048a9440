//! Any bytes as a `.cx` file.
#![no_main]

mod laws;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::check("a.cx", bytes));
