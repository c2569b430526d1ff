//! The process is killed while clients write, and started again: what was
//! acknowledged is there, once.

use std::thread;
use std::time::Duration;

use crate::notes::Writers;
use crate::place::Place;
use crate::process::Served;

fn rounds() -> usize {
    let told = std::env::var("ETABLERA_CRASH_ROUNDS").ok().and_then(|text| text.parse().ok());
    told.unwrap_or(3)
}

#[test]
fn a_server_that_is_killed_under_load_loses_and_doubles_nothing() {
    for place in Place::each() {
        let mut served = Served::start(&place);
        let writers = Writers::start(&place, served.at(), 4);
        for round in 0..rounds() {
            writers.wait_for(8);
            // At another moment of a request each time.
            let random = (round as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
            thread::sleep(Duration::from_micros(random % 20_000));
            served.kill();
            served = Served::start(&place);
            writers.go_to(served.at());
        }
        writers.wait_for(8);
        let kept = writers.end(served.at());
        assert!(kept > 8 * rounds(), "{kept} notes");
        place.verify();
    }
}
