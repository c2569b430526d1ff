//! See [`etablera_fuzz::assign`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| etablera_fuzz::assign(data));
