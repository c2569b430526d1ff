//! See [`etablera_fuzz::parse_concept_id`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| etablera_fuzz::parse_concept_id(data));
