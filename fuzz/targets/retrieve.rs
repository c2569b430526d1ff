//! See [`etablera_fuzz::retrieve`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| etablera_fuzz::retrieve(data));
