//! See [`etablera_fuzz::stability`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| etablera_fuzz::stability(data));
