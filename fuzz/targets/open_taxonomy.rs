//! See [`etablera_fuzz::open_taxonomy`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| etablera_fuzz::open_taxonomy(data));
