//! A matcher takes participants, and nothing that knows more of a person.

use etablera_domain::Participant;
use etablera_matching::{Matcher, Parameters};
use etablera_taxonomy::starter;

struct Person {
    participant: Participant,
    gender: Gender,
}

enum Gender {
    Woman,
}

fn main() {
    let participant = Participant::new("P1".parse().unwrap());
    let person = Person { participant, gender: Gender::Woman };
    let day = "2026-12-01".parse().unwrap();
    let matcher = Matcher::new(starter(), Parameters::default(), day);
    let _ = matcher.profile(&person);
}
