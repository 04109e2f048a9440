//! See `fuzz/src`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| touchbase_fuzz::fmt::holds(bytes));
