//! Callers, and the situations in which they ask.

use std::collections::BTreeSet;

use etablera_casework::policy::{Ask, Caller, Policies, Resource, Role};
use etablera_domain::event::{Subject, SubjectKind};

thread_local! {
    pub(crate) static SHIPPED: Policies = Policies::shipped();
}

pub(crate) fn allowed(ask: &Ask<'_>) -> bool {
    SHIPPED.with(|policies| policies.decide(ask).is_allowed())
}

pub(crate) fn subject(kind: SubjectKind) -> Subject {
    let id = if kind == SubjectKind::System { "etablera" } else { "X1" };
    format!("{}:{id}", kind.name()).parse().unwrap()
}

/// A caller of Luleå: Anna, who is participant P1 or employer E1 if the role
/// is one of theirs.
pub(crate) fn anna(role: Role) -> Caller {
    let is = match role {
        Role::Participant => Some("participant:P1".parse().unwrap()),
        Role::Employer => Some("employer:E1".parse().unwrap()),
        _ => None,
    };
    Caller { actor: "anna".parse().unwrap(), role, organisation: "lulea".parse().unwrap(), is }
}

/// What each letter of the table stands for.
pub(crate) const SITUATIONS: &[(char, &str)] = &[
    ('o', "the caller's organisation is responsible"),
    ('r', "another is, and shares it with the caller's organisation for `referral`"),
    ('s', "another is, and shares it with the caller's organisation for `support`"),
    ('f', "another is, and has referred the person to the caller's organisation"),
    ('g', "as f, and the identity is protected"),
    ('x', "another is, and does not share it"),
    ('h', "as o, and the caller holds the case or leads the session"),
    ('t', "as o, and the caller leads a session of the participant"),
    ('p', "as o, and the identity is protected"),
    ('q', "as h, and the identity is protected"),
    ('m', "as o, and it is the caller's own record, or concerns them"),
    ('d', "as o, and it was disclosed to the caller"),
    ('b', "as o, it concerns the caller and was disclosed to them"),
    ('w', "as m, and the identity is protected"),
    ('e', "as o, and another prepared the decision"),
    ('a', "as e, and a third has approved it"),
];

pub(crate) fn situation(letter: char, kind: SubjectKind, caller: &Caller) -> Resource {
    let home = if "rsfgx".contains(letter) { "boden" } else { "lulea" };
    let mut facts = Resource::of(subject(kind), home.parse().unwrap());
    let share = |purpose: &str| {
        let purposes = BTreeSet::from([purpose.parse().unwrap()]);
        [("lulea".parse().unwrap(), purposes)].into()
    };
    match letter {
        'r' => facts.shared = share("referral"),
        's' => facts.shared = share("support"),
        'f' | 'g' => facts.referred = ["lulea".parse().unwrap()].into(),
        'h' | 'q' => facts.holder = Some(caller.actor.clone()),
        't' => facts.teachers.extend([caller.actor.clone()]),
        'e' | 'a' => facts.prepared_by = Some("bo".parse().unwrap()),
        _ => {}
    }
    facts.protected = "pqwg".contains(letter);
    if letter == 'a' {
        facts.approved_by = Some("cilla".parse().unwrap());
    }
    if "mbw".contains(letter) {
        match caller.is.clone().filter(|is| is.kind() == kind) {
            Some(own) => facts.subject = own,
            None => facts.concerns.extend(caller.is.clone()),
        }
    }
    if "db".contains(letter) {
        facts.disclosed_to.extend(caller.is.clone());
    }
    facts
}

/// The situations that differ from others for such a caller and subject.
pub(crate) fn situations(role: Role, kind: SubjectKind) -> impl Iterator<Item = char> {
    let letters = match role {
        Role::Employer | Role::Participant => "orxfpmdbwea",
        Role::Pedagogue => "orsfgxhtpqea",
        _ => "orsfgxhpqea",
    };
    let decided = kind == SubjectKind::Decision;
    letters.chars().filter(move |letter| decided || !"ea".contains(*letter))
}
