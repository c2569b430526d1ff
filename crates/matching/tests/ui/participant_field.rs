//! A participant has no field for who somebody is.

use etablera_domain::Participant;

fn main() {
    let participant = Participant::new("P1".parse().unwrap());
    let _ = Participant { gender: "woman", ..participant.clone() };
    let _ = Participant { age: 44, ..participant.clone() };
    let _ = Participant { religion: "none", ..participant.clone() };
    let _ = participant.ethnicity;
    let _ = participant.disability;
}
