//! See [`etablera_fuzz::parse_participant`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| etablera_fuzz::parse_participant(data));
