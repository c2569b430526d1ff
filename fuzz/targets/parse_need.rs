//! See [`etablera_fuzz::parse_need`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| etablera_fuzz::parse_need(data));
