//! The twins again, through the server: whoever asks, the hidden one shows in no
//! answer, and is answered about as nobody is.

use std::collections::BTreeSet;

use etablera_http::operations;

use super::fixture::Served;
use super::request::{of, operation};
use crate::leak::tables::{AROUND, CALLERS, EXEMPT, NAMES, SHOWS, WRITES};
use crate::leak::twins::{HIDDEN, OPEN, Twin, Twins, marks, nobody};

/// Operations that no command line has, and what they are asked with.
const OTHERS: &[(&str, &str)] = &[
    ("journey.timeline", "{who}"),
    ("need.proposal", "{place}"),
    ("disclosure.list", ""),
    ("report.sent", "op"),
];

/// Operations that are about nobody, and no command line has.
const ABOUT_NOBODY: &[&str] = &[
    "receipt.forget",
    "erase.show",
    "report.record-project",
    "report.state-merits",
    "report.train-model",
];

#[test]
fn no_operation_is_forgotten() {
    let commands = SHOWS.iter().map(|(name, _)| *name);
    let commands = commands.chain(WRITES.iter().chain(EXEMPT).map(|(name, _)| *name));
    let known: BTreeSet<&str> =
        commands.filter_map(|name| operation(name).map(|known| known.id)).collect();
    let others = OTHERS.iter().map(|(id, _)| *id).chain(ABOUT_NOBODY.iter().copied());
    let others: BTreeSet<&str> = others.collect();
    let both: Vec<_> = known.intersection(&others).collect();
    assert!(both.is_empty(), "in two tables: {both:?}");
    let all: BTreeSet<&str> = operations().iter().map(|operation| operation.id).collect();
    let missing: Vec<_> =
        all.iter().filter(|id| !known.contains(*id) && !others.contains(*id)).collect();
    assert!(missing.is_empty(), "in no table: {missing:?}");
    let gone: Vec<_> = others.iter().filter(|id| !all.contains(*id)).collect();
    assert!(gone.is_empty(), "no operation: {gone:?}");
}

/// What is asked with, by the operation.
fn shows() -> Vec<(&'static str, &'static str, &'static str)> {
    let mut all = Vec::new();
    for (name, templates) in SHOWS {
        let Some(operation) = operation(name) else { continue };
        all.extend(templates.iter().map(|template| (*name, operation.id, *template)));
    }
    all.extend(OTHERS.iter().map(|(id, template)| (*id, *id, *template)));
    all
}

struct Told<'a> {
    twins: &'a Twins,
    served: Served,
}

impl Told<'_> {
    fn told(&mut self, who: &str, id: &str, (template, of_whom): (&str, &Twin)) -> (u16, String) {
        let operation = operations().iter().find(|operation| operation.id == id).unwrap();
        let asked = of(operation, &self.twins.filled(template, of_whom));
        let answered = self.served.ask(who, &asked);
        (answered.status.as_u16(), answered.body)
    }

    /// The hidden twin is answered about as nobody is.
    fn same(&mut self, who: &str, id: &str, template: &str) -> (u16, String) {
        let there = self.told(who, id, (template, &self.twins.hidden));
        let none = self.told(who, id, (template, &nobody()));
        assert_eq!(there.0, none.0, "{id} {template} as {who}: {} {}", there.1, none.1);
        let (body, status) = (self.twins.plain(&there.1), there.0);
        assert_eq!(body, self.twins.plain(&none.1), "{id} {template} as {who}");
        (status, body)
    }
}

#[test]
fn the_hidden_twin_shows_in_no_answer_and_the_open_one_does() {
    let twins = Twins::new("secrecy_marking");
    let mut told = Told { served: Served::over(twins.place()), twins: &twins };
    let mut named = BTreeSet::new();
    let mut answers = 0;
    for who in CALLERS {
        for (name, id, template) in shows() {
            let (status, body) = told.told(who, id, (template, &twins.open));
            assert_ne!(status / 100, 5, "{id} {template} as {who}: {body}");
            answers += 1;
            for mark in marks(HIDDEN) {
                assert!(!body.contains(&mark), "`{mark}` in {id} {template} as {who}: {body}");
            }
            if marks(OPEN).iter().any(|mark| body.contains(mark)) && status == 200 {
                named.insert(id);
            }
            let names_somebody = NAMES.iter().any(|name| template.contains(name));
            if names_somebody && !AROUND.contains(&(name, *who)) {
                told.same(who, id, template);
                answers += 2;
            }
        }
    }
    assert!(named.len() >= 20, "the open twin shows in {answers} answers of {named:#?}");
}

#[test]
fn a_refusal_to_write_tells_of_nobody_either() {
    let twins = Twins::new("secrecy_marking");
    let mut told = Told { served: Served::over(twins.place()), twins: &twins };
    for who in CALLERS {
        for (name, template) in WRITES.iter().filter(|(name, _)| !AROUND.contains(&(name, *who))) {
            let Some(operation) = operation(name) else { continue };
            let (status, body) = told.same(who, operation.id, template);
            let hidden = matches!(status, 403 | 404) || body.contains("or it is not yours");
            assert!(hidden, "{} {template} as {who}: {body}", operation.id);
        }
    }
}
