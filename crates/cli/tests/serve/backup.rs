//! A backup that is made while others write is one state of the store.

use crate::notes::Writers;
use crate::place::Place;
use crate::process::Served;

#[test]
fn a_backup_holds_what_was_acknowledged_before_it_began() {
    for place in Place::each() {
        let served = Served::start(&place);
        let writers = Writers::start(&place, served.at(), 3);
        writers.wait_for(20);
        let before = writers.kept();
        let out = place.path("copy.db").display().to_string();
        place.run(&["db", "backup", "--out", &out, "--as", "root", "--role", "administrator"]);
        writers.wait_for(1);
        let copy = place.copy("copy.db");
        copy.verify();
        let opened = Served::start(&copy);
        let found = writers.found(opened.at());
        assert!(found.values().all(|times| *times == 1), "{found:?}");
        let missing: Vec<_> = before.iter().filter(|note| !found.contains_key(*note)).collect();
        assert!(missing.is_empty(), "{missing:?}");
        writers.end(served.at());
        place.verify();
    }
}
