//! Offices to test: a store, people, employers and needs that nobody has.

use std::cell::Cell;
use std::future::Future;

use chrono::{NaiveDate, TimeDelta};
use etablera_casework::office::{
    Accept, Call, CaseError, Engine, ListsOf, Office, Order, Propose, RecordEmployer, RecordVisit,
    Shortlist, Shortlisted, accept, propose, record_employer, record_visit, shortlist,
};
use etablera_casework::policy::{Caller, Role};
use etablera_domain::event::{DocumentId, Event, EventId, Happening, Moment, Party, Subject};
use etablera_domain::{Need, PlacementId, jsonl};
use etablera_matching::Parameters;
use etablera_storage::{Contacts, Document, DocumentKind, Person};
use etablera_taxonomy::starter;
use uuid::Uuid;

use crate::shared::{each_office, start};

/// An office at work, with a clock that goes on by a second a call.
pub(crate) struct Desk {
    pub(crate) office: Office,
    clock: Cell<i64>,
    pub(crate) today: Cell<NaiveDate>,
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Runs a test at a desk in an office on a file, and in one on a real server.
pub(crate) fn each<F: Future<Output = ()>>(test: impl Fn(Desk) -> F) {
    each_office(async |office| test(Desk::new(office)).await);
}

pub(crate) fn engine() -> Engine<'static> {
    Engine::new(starter(), Parameters::default())
}

/// What a refusal or error says.
pub(crate) fn said<T>(result: Result<T, CaseError>) -> String {
    match result {
        Ok(_) => panic!("expected an error"),
        Err(error) => error.to_string(),
    }
}

pub(crate) fn happening(json: &str) -> Happening {
    serde_json::from_str(json).unwrap()
}

pub(crate) fn subject(text: &str) -> Subject {
    text.parse().unwrap()
}

/// A need with a task for which one must have a licence, and one for all.
pub(crate) fn need(id: &str) -> Need {
    jsonl::parse(&format!(
        r#"{{"id":"{id}","employer":"E1","origin":{{"visit":"V1"}},"title":"Lagerarbetare",
        "seats":1,"start":"2027-01-11","tasks":[
        {{"title":"Truck","share_permille":400,"requirements":[{{"id":"truck",
        "what":{{"kind":"credential","credential":{{"kind":"forklift","class":"B"}}}},
        "strength":"must","reason":"safety","learnable":{{"by":"workplace"}}}}]}},
        {{"title":"Plock","share_permille":600}}]}}"#
    ))
    .unwrap()
}

/// Profiles: with the licence, and of somebody who is silent.
pub(crate) const LICENSED: &str = r#""available_from":"2027-01-04","credentials":[{"credential":{"kind":"forklift","class":"B"},"evidence":"documented"}]"#;
pub(crate) const WITHOUT: &str = r#""available_from":"2027-01-04""#;

impl Desk {
    pub(crate) fn new(office: Office) -> Self {
        Self { office, clock: Cell::new(0), today: Cell::new(day("2026-12-01")) }
    }

    fn now(&self) -> Moment {
        self.clock.set(self.clock.get() + 1);
        let days = (self.today.get() - day("2026-12-01")).num_days();
        Moment::new(start().utc() + TimeDelta::days(days) + TimeDelta::seconds(self.clock.get()))
    }

    pub(crate) fn call_of(&self, actor: &str, role: Role, organisation: &str) -> Call {
        let caller = Caller {
            actor: actor.parse().unwrap(),
            role,
            organisation: organisation.parse().unwrap(),
            is: None,
        };
        Call::new(caller, self.now(), self.today.get())
    }

    /// A call of the matcher who holds every case.
    pub(crate) fn anna(&self) -> Call {
        self.call_of("anna", Role::Matcher, "lulea")
    }

    /// A call of a matcher who holds none.
    pub(crate) fn bo(&self) -> Call {
        self.call_of("bo", Role::Matcher, "lulea")
    }

    pub(crate) fn lead(&self) -> Call {
        self.call_of("lena", Role::ProjectLeader, "lulea")
    }

    /// Writes an event without asking anybody.
    pub(crate) async fn write(&self, stream: &str, on: &str, json: &str) -> EventId {
        self.write_about([subject(stream)], on, json).await
    }

    /// Writes an event about several without asking anybody, in the stream of
    /// the first.
    pub(crate) async fn write_about<const N: usize>(
        &self,
        about: [Subject; N],
        on: &str,
        json: &str,
    ) -> EventId {
        self.write_among(about.into(), on, json).await
    }

    /// The same, about however many.
    pub(crate) async fn write_among(&self, about: Vec<Subject>, on: &str, json: &str) -> EventId {
        let now = self.now();
        let id = EventId::new(Uuid::from_u128(self.clock.get() as u128));
        let stream = about[0].clone();
        let mut writer = self.office.store.write().await.unwrap();
        let event = Event {
            id,
            about: about.into_iter().collect(),
            stream,
            occurred_on: day(on),
            recorded_at: now,
            by: "anna".parse().unwrap(),
            corrects: None,
            what: happening(json),
        };
        writer.extend(vec![event]).await.unwrap();
        writer.commit().await.unwrap();
        id
    }

    /// Registers somebody with a case that Anna holds.
    pub(crate) async fn person(&self, id: &str, profile: &str) {
        let stream = format!("participant:{id}");
        self.write(&stream, "2026-11-01", r#"{"registered":{"organisation":"lulea"}}"#).await;
        self.write(&stream, "2026-11-01", r#"{"case_assigned":{"to":"anna"}}"#).await;
        let mut writer = self.office.store.write().await.unwrap();
        let person = Person {
            participant: id.parse().unwrap(),
            given: format!("Given{id}"),
            family: format!("Family{id}"),
            numbers: Vec::new(),
            birth: None,
            contacts: Contacts::default(),
            language: None,
        };
        writer.put_person(&person).await.unwrap();
        writer.commit().await.unwrap();
        self.profile(id, profile).await;
    }

    /// Writes a profile down.
    pub(crate) async fn profile(&self, id: &str, profile: &str) {
        let (stream, now) = (format!("participant:{id}"), self.now());
        let document = DocumentId::new(Uuid::from_u128(1 << 64 | self.clock.get() as u128));
        let body = format!(r#"{{"id":"{id}",{profile}}}"#);
        let kind = DocumentKind::Profile;
        let subject = subject(&stream);
        let document = Document { id: document, subject, kind, body, created_at: now };
        let mut writer = self.office.store.write().await.unwrap();
        writer.put_document(&document).await.unwrap();
        writer.commit().await.unwrap();
        let json = format!(
            r#"{{"profile_recorded":{{"profile":"{}","source":"interview"}}}}"#,
            document.id
        );
        self.write(&stream, "2026-11-02", &json).await;
    }

    /// An employer, a visit and needs from it.
    pub(crate) async fn needs(&self, ids: &[&str]) {
        self.visits(ids.iter().map(|id| need(id)).collect()).await;
    }

    /// The same, with needs of one's own.
    pub(crate) async fn visits(&self, needs: Vec<Need>) {
        let employer = jsonl::parse(r#"{"id":"E1","name":"Norrbygg AB"}"#).unwrap();
        record_employer(
            &self.office,
            &self.anna(),
            &RecordEmployer { employer, sole_trader: false },
        )
        .await
        .unwrap();
        let visit = jsonl::parse(r#"{"id":"V1","employer":"E1","on":"2026-11-20"}"#).unwrap();
        record_visit(&self.office, &self.anna(), &RecordVisit { visit, needs }).await.unwrap();
    }

    /// The list of a need.
    pub(crate) async fn list(&self, call: &Call, need: &str) -> Shortlisted {
        self.list_as_of(call, need, None).await
    }

    pub(crate) async fn list_as_of(
        &self,
        call: &Call,
        need: &str,
        seq: Option<u64>,
    ) -> Shortlisted {
        let command = asked(ListsOf::Need(need.parse().unwrap()), seq);
        shortlist(&self.office, call, &engine(), &command).await.unwrap()
    }

    /// A proposal of the first in a need's list.
    pub(crate) async fn proposed(&self, who: &str, need: &str) -> PlacementId {
        let list = self.list(&self.anna(), need).await;
        let rank = people(&list.rows).iter().position(|id| id == who).unwrap() + 1;
        let command = Propose {
            receipt: list.receipt,
            participant: who.parse().unwrap(),
            need: need.parse().unwrap(),
            rank: rank as u32,
        };
        propose(&self.office, &self.anna(), &engine(), &command).await.unwrap()
    }

    pub(crate) async fn staff_accepts(&self, placement: &PlacementId) {
        let command = Accept { placement: placement.clone(), by: Party::Staff };
        accept(&self.office, &self.anna(), &command).await.unwrap();
    }

    pub(crate) async fn seq(&self) -> u64 {
        self.office.store.read().await.unwrap().head().await.unwrap().seq
    }
}

pub(crate) fn asked(of: ListsOf, seq: Option<u64>) -> Shortlist {
    let as_of = seq.map(etablera_casework::office::AsOf::Seq);
    Shortlist { of, top: 10, all: false, as_of, on: None, order: Order::Points }
}

/// The participants in the rows of a list, in order.
pub(crate) fn people(rows: &str) -> Vec<String> {
    let row = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap();
    rows.lines().map(|line| row(line)["participant"].as_str().unwrap().to_owned()).collect()
}
