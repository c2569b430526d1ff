//! Two people alike in everything but that the identity of one is protected:
//! the one shows wherever people show, the other nowhere.
//!
//! A new command fails the test until it stands in one of the tables.

pub(crate) mod tables;
pub(crate) mod twins;

use std::collections::BTreeSet;

use etablera_cli::{Exit, commands};
use serde_json::Value;

use self::tables::{AROUND, CALLERS, EXEMPT, NAMES, SHOWS, WRITES};
use self::twins::{HIDDEN, OPEN, Twins, marks, nobody, of_name};
use crate::support::{Ran, etablera};

#[test]
fn no_command_is_forgotten() {
    let shows = SHOWS.iter().map(|(name, _)| *name);
    let others = WRITES.iter().chain(EXEMPT).map(|(name, _)| *name);
    let known: Vec<&str> = shows.chain(others).collect();
    let all = commands();
    let missing: Vec<_> = all.iter().filter(|name| !known.contains(&name.as_str())).collect();
    assert!(missing.is_empty(), "in no table: {missing:?}");
    for name in &known {
        assert!(all.iter().any(|all| all == name), "`{name}` is no command");
        assert_eq!(known.iter().filter(|one| *one == name).count(), 1, "`{name}` stands twice");
    }
}

/// Nothing tells of the hidden twin.
fn clean(output: &str, ran: &Ran) {
    for mark in marks(HIDDEN) {
        for text in [&ran.out, &ran.err] {
            assert!(!text.contains(&mark), "`{mark}` in {output}: {text}");
        }
    }
}

/// The hidden twin is answered about as nobody is.
fn same(twins: &Twins, output: &str, (there, none): (&Ran, &Ran)) {
    let (there_out, there_err) = (twins.plain(&there.out), twins.plain(&there.err));
    assert_eq!(there.exit, none.exit, "{output}: {} {}", there.err, none.err);
    assert_eq!(there_out, twins.plain(&none.out), "{output}");
    assert_eq!(there_err, twins.plain(&none.err), "{output}");
}

/// Everything that shows something, to everybody; the names of the outputs
/// that the open twin shows in.
fn shown(twins: &Twins) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for caller in CALLERS {
        for &(name, templates) in SHOWS {
            for &template in templates {
                let output = format!("{name} {template} as {caller}");
                let ran = twins.told(caller, (name, template), &twins.open);
                clean(&output, &ran);
                if marks(OPEN).iter().any(|mark| ran.out.contains(mark)) {
                    named.insert(output.clone());
                }
                let names = NAMES.iter().filter(|name| **name != "{event}");
                let names_somebody = names.into_iter().any(|name| template.contains(name));
                if names_somebody && !AROUND.contains(&(name, *caller)) {
                    let there = twins.told(caller, (name, template), &twins.hidden);
                    let none = twins.told(caller, (name, template), &nobody());
                    same(twins, &output, (&there, &none));
                }
            }
        }
    }
    named
}

#[test]
fn a_secrecy_marking_hides_its_bearer_everywhere() {
    let twins = Twins::new("secrecy_marking");
    let named = shown(&twins);
    let commands: BTreeSet<_> = named.iter().map(|one| one.split(" as ").next()).collect();
    assert!(commands.len() >= 20, "{} outputs: {commands:#?}", commands.len());
}

#[test]
fn a_protected_registration_hides_its_bearer_everywhere() {
    shown(&Twins::new("protected_registration"));
    // And nobody gets in without a role.
    let ran = etablera("participant list --db sqlite:/x --keys /x --as a", 80);
    assert_eq!(ran.exit, Exit::BadInput);
}

#[test]
fn a_refusal_to_write_tells_of_nobody() {
    let twins = Twins::new("secrecy_marking");
    let mut others = Vec::new();
    for caller in CALLERS {
        for &(name, template) in
            WRITES.iter().filter(|(name, _)| !AROUND.contains(&(name, *caller)))
        {
            let output = format!("{name} {template} as {caller}");
            let there = twins.told(caller, (name, template), &twins.hidden);
            let none = twins.told(caller, (name, template), &nobody());
            let refused = ["is refused", "is not yours", "no such referral"];
            let refused = refused.iter().any(|words| there.err.contains(words));
            if !refused {
                others.push(format!("{output}: {}", there.err));
            }
            same(&twins, &output, (&there, &none));
        }
    }
    assert!(others.is_empty(), "not refused: {others:#?}");
}

/// What was asked about a twin and about nobody leaves the same in the access
/// log: rows that read the same, and as many places, which show as gaps.
#[test]
fn a_refusal_leaves_the_same_trace_as_one_about_nobody() {
    let twins = Twins::new("secrecy_marking");
    let look = || twins.told("rut/auditor", ("log access", "--limit 1"), &twins.open);
    let mut outputs = Vec::new();
    for caller in ["bo/matcher", "pia/project_leader"] {
        let shows = SHOWS.iter().flat_map(|(name, all)| all.iter().map(|one| (*name, *one)));
        for (name, template) in shows.chain(WRITES.iter().copied()) {
            let names_somebody = NAMES.iter().any(|name| template.contains(name));
            if !names_somebody || AROUND.contains(&(name, caller)) {
                continue;
            }
            outputs.push(format!("{name} {template} as {caller}"));
            for twin in [&twins.hidden, &nobody()] {
                look();
                twins.told(caller, (name, template), twin);
            }
        }
    }
    look();
    let all = twins.told("rut/auditor", ("log access", "--limit 10000"), &twins.open);
    let mut traces: Vec<Trace> = Vec::new();
    for line in all.out.lines() {
        let mut row: Value = serde_json::from_str(line).unwrap();
        let seq = row["seq"].take().as_u64().unwrap();
        if (&row["actor"], &row["action"]) == (&"rut".into(), &"read_access_log".into()) {
            traces.push(Trace { starts: seq, rows: Vec::new() });
        } else if let Some(trace) = traces.last_mut() {
            trace.rows.push(twins.plain(&row.to_string()));
        }
    }
    assert_eq!(traces.len(), 2 * outputs.len() + 1);
    for (at, output) in outputs.iter().enumerate() {
        let [there, none, next] = &traces[2 * at..2 * at + 3] else { unreachable!() };
        assert_eq!(there.rows, none.rows, "{output}");
        assert_eq!(none.starts - there.starts, next.starts - none.starts, "{output}");
    }
}

/// What stands in the access log from one look at it to the next.
struct Trace {
    starts: u64,
    rows: Vec<String>,
}

#[test]
fn who_is_alike_or_has_the_id_is_not_told() {
    let twins = Twins::new("secrecy_marking");
    for caller in ["bo/matcher", "ida/coach"] {
        let of = |who: &str, what| twins.register(caller, of_name(who, what));
        for what in ["name", "number"] {
            let (open, hidden) = (of(OPEN, what), of(HIDDEN, what));
            assert!(open.err.contains(OPEN), "{}", open.err);
            assert_eq!(hidden.exit, Exit::BadInput);
            for mark in marks(HIDDEN) {
                assert!(!hidden.err.contains(&mark) && hidden.out.is_empty(), "{}", hidden.err);
            }
        }
        // Whether it was the name or the number is not told either.
        assert_eq!(of(HIDDEN, "name").err, of(HIDDEN, "number").err);
        let (open, hidden) = (of(OPEN, "id"), of(HIDDEN, "id"));
        assert!(open.err.contains("cannot be used as an id"), "{}", open.err);
        assert_eq!(open.exit, hidden.exit);
        assert_eq!(open.err.replace(OPEN, HIDDEN), hidden.err);
    }
}

#[test]
fn counts_leave_out_whom_the_caller_may_not_see() {
    let twins = Twins::new("secrecy_marking");
    let count = |caller: &str| {
        let ran = twins.told(caller, ("need overrides", ""), &twins.open);
        let counts: Value = serde_json::from_str(&ran.out).unwrap();
        counts["twin_reason"]["pins"].clone()
    };
    assert_eq!(count("pia/project_leader"), 1);
    assert_eq!(count("rut/auditor"), 1);
}
