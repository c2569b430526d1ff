//! An office whose commands and answers are held against their schemas.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::{NaiveDate, TimeDelta};
use etablera_casework::office::{Call, Engine, Office};
use etablera_casework::policy::{Caller, Role};
use etablera_domain::event::{Event, Moment};
use etablera_domain::jsonl;
use etablera_matching::Parameters;
use etablera_taxonomy::starter;
use jsonschema::Validator;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::contract::{ANSWERS, COMMANDS, Contract, closed, validator};
use crate::shared::{each_office, start};

static READ: LazyLock<BTreeMap<&str, Validator>> =
    LazyLock::new(|| validators(&COMMANDS, |document| document));

static GIVEN: LazyLock<BTreeMap<&str, Validator>> = LazyLock::new(|| validators(&ANSWERS, closed));

fn validators(
    contract: &'static Contract,
    prepared: fn(Value) -> Value,
) -> BTreeMap<&'static str, Validator> {
    let names = contract.roots.iter().map(|(name, _)| *name);
    names.map(|name| (name, validator(&prepared(contract.document(name))))).collect()
}

/// What does not fit, for a message.
#[track_caller]
fn fits(validator: &Validator, name: &str, value: &Value) {
    let faults: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("at {}: {error}", error.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{name}: {value}\n{}", faults.join("\n"));
}

/// Runs a test at a desk in an office on a file, and in one on a real server.
#[expect(clippy::needless_pass_by_value, reason = "a closure reads better without `&`")]
pub(crate) fn each(test: impl AsyncFn(&Desk)) {
    each_office(async |office| {
        let today = Cell::new("2026-12-01".parse().unwrap());
        let desk = Desk { office, today, clock: Cell::new(0), checked: RefCell::default() };
        test(&desk).await;
    });
}

/// An office at work, with a clock that goes on by a second a call.
pub(crate) struct Desk {
    pub(crate) office: Office,
    today: Cell<NaiveDate>,
    clock: Cell<i64>,
    /// Whose answers were looked at.
    checked: RefCell<BTreeSet<&'static str>>,
}

impl Desk {
    fn now(&self) -> Moment {
        self.clock.set(self.clock.get() + 1);
        let days = (self.today.get() - start().day()).num_days();
        Moment::new(start().utc() + TimeDelta::days(days) + TimeDelta::seconds(self.clock.get()))
    }

    /// Another day from here on.
    pub(crate) fn is_day(&self, day: &str) {
        self.today.set(day.parse().unwrap());
    }

    pub(crate) fn call(&self, actor: &str, role: Role) -> Call {
        self.call_at(actor, role, "lulea")
    }

    pub(crate) fn call_at(&self, actor: &str, role: Role, organisation: &str) -> Call {
        let (actor, organisation) = (actor.parse().unwrap(), organisation.parse().unwrap());
        Call::new(Caller { actor, role, organisation, is: None }, self.now(), self.today.get())
    }

    /// Anna matches people and needs, and holds the cases.
    pub(crate) fn anna(&self) -> Call {
        self.call("anna", Role::Matcher)
    }

    /// The same Anna, where a case is a coach's.
    pub(crate) fn coach(&self) -> Call {
        self.call("anna", Role::Coach)
    }

    /// Lea leads the project.
    pub(crate) fn lea(&self) -> Call {
        self.call("lea", Role::ProjectLeader)
    }

    /// Rut audits it.
    pub(crate) fn rut(&self) -> Call {
        self.call("rut", Role::Auditor)
    }

    /// Adam runs the installation.
    pub(crate) fn adam(&self) -> Call {
        self.call("adam", Role::Administrator)
    }

    /// A command as somebody sends it: its schema and serde accept it.
    #[track_caller]
    pub(crate) fn reads<C: DeserializeOwned>(&self, name: &'static str, value: &Value) -> C {
        fits(&READ[name], name, value);
        serde_json::from_value(value.clone()).unwrap()
    }

    /// An answer as it is sent: its schema accepts it and names each field.
    #[track_caller]
    pub(crate) fn gives<A: Serialize>(&self, name: &'static str, answer: &A) -> Value {
        let value = serde_json::to_value(answer).unwrap();
        fits(&GIVEN[name], name, &value);
        self.checked.borrow_mut().insert(name);
        value
    }

    /// Whose answers were looked at.
    pub(crate) fn checked(&self) -> usize {
        self.checked.borrow().len()
    }

    /// Events that come from elsewhere: the day, the stream, whom else they
    /// are about, and what happened.
    pub(crate) async fn happened(&self, events: &[(&str, &str, &[&str], Value)]) {
        let mut writer = self.office.store.write().await.unwrap();
        let next = writer.tail().seq + 1;
        let event = |(at, (on, stream, others, what)): (usize, &(&str, &str, &[&str], Value))| {
            let about: BTreeSet<&str> = others.iter().copied().chain([*stream]).collect();
            let row = json!({
                "v": 1, "id": format!("0a000000-0000-7000-8000-{:012}", next + at as u64),
                "stream": stream, "about": about, "occurred_on": on, "recorded_at": self.now(),
                "by": "anna", "what": what,
            });
            jsonl::parse::<Event>(&row.to_string()).unwrap()
        };
        writer.extend(events.iter().enumerate().map(event).collect()).await.unwrap();
        writer.commit().await.unwrap();
    }
}

pub(crate) fn engine() -> Engine<'static> {
    Engine::new(starter(), Parameters::default())
}

/// Asks for a use case by name, with a command as somebody sends it, and gives
/// the answer as it is sent; both are held against their schemas.
macro_rules! ask {
    ($desk:expr, $who:expr, $name:ident $json:tt) => {{
        let command = $desk.reads(stringify!($name), &serde_json::json!($json));
        let answer = etablera_casework::office::$name(&$desk.office, &$who, &command).await;
        let answer = answer.unwrap_or_else(|error| panic!("{}: {error}", stringify!($name)));
        $desk.gives(stringify!($name), &answer)
    }};
}

pub(crate) use ask;
