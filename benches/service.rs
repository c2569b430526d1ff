//! Lists as a service gives them: made from what is kept in memory, against
//! the store alone and against the bare search.
//!
//! Measured: reading everything that lists are made from; following one event;
//! the list of one person among all needs and the list of one need among all
//! people, each with permission, access log and receipt on a file; the same
//! search and judgement without any of that; and what keeping a receipt costs
//! by itself.
//!
//! Instances: the project's own generator, seeded. Everybody has a case at one
//! organisation, held by one of a hundred matchers, and a profile; every need
//! is open.
//!
//! Size: 2 000 people and 400 needs, and 100 and 50 under `-- --test`; with
//! `ETABLERA_BENCH=full` 100 000 and 20 000, the row that is quoted.
//! `ETABLERA_FOLDER` says where the file is. The memory of the process is
//! printed on the way.

#![expect(clippy::unwrap_used, reason = "a bench may fail by panicking")]
#![expect(clippy::print_stderr, reason = "a bench prints what it measures")]

#[path = "common/clock.rs"]
mod clock;

use std::cell::Cell;
use std::collections::BTreeSet;
use std::hint::black_box;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{NaiveDate, TimeDelta};
use criterion::Criterion;
use etablera_casework::generate::{Generator, Plan};
use etablera_casework::office::{
    Call, Engine, ListsOf, Live, Office, Order, Shortlist, Shortlisted, shortlist,
};
use etablera_casework::policy::{Caller, Policies, Role};
use etablera_domain::event::{DocumentId, Event, EventId, Happening, Moment, ReceiptId, Subject};
use etablera_domain::{Need, Participant};
use etablera_matching::{Catalogue, Index, Matcher, Parameters, Rank, Tier, Whose};
use etablera_storage::{Access, Address, Document, DocumentKind, Kept, Keyring, Receipt, Store};
use etablera_taxonomy::starter;
use tokio::runtime::Runtime;
use uuid::Uuid;

/// Records that are written together.
const CHUNK: usize = 10_000;

fn is_test() -> bool {
    std::env::args().any(|argument| argument == "--test")
}

/// How many people and needs.
fn size() -> (usize, usize) {
    match (is_test(), std::env::var("ETABLERA_BENCH").as_deref()) {
        (true, _) => (100, 50),
        (_, Ok("full")) => (100_000, 20_000),
        _ => (2_000, 400),
    }
}

fn day() -> NaiveDate {
    "2026-12-01".parse().unwrap()
}

fn start() -> Moment {
    "2026-12-01T08:00:00.000000Z".parse().unwrap()
}

/// The memory that the process has in use, in mebibytes.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let field = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name));
        let number = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
        number.unwrap_or_default() / 1024
    };
    format!("{} MiB in use, {} at most", field("VmRSS"), field("VmHWM"))
}

fn time<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let made = work();
    eprintln!("{what}: {:.3} s, {}", begun.elapsed().as_secs_f64(), memory());
    made
}

fn keyring() -> Arc<Keyring> {
    let mut next = 0;
    let keys = Keyring::generate(&mut |bytes| {
        next += 1;
        bytes.fill(next);
        Ok(())
    });
    Arc::new(keys.unwrap())
}

/// An office with a population, and a clock that goes on.
struct Desk {
    office: Office,
    clock: Cell<i64>,
    next: Cell<u128>,
    people: usize,
}

impl Desk {
    async fn open(address: &Address) -> Self {
        let store = Store::create(address, keyring(), start()).await.unwrap();
        let (policies, organisation) = (Policies::shipped(), "lulea".parse().unwrap());
        let office = Office { store, policies, organisation };
        Self { office, clock: Cell::new(0), next: Cell::new(1), people: size().0 }
    }

    fn now(&self) -> Moment {
        self.clock.set(self.clock.get() + 1);
        Moment::new(start().utc() + TimeDelta::milliseconds(self.clock.get()))
    }

    fn uuid(&self) -> Uuid {
        self.next.set(self.next.get() + 1);
        Uuid::from_u128((0x0193_u128 << 112) + self.next.get())
    }

    fn call(&self) -> Call {
        let caller = Caller {
            actor: "m7".parse().unwrap(),
            role: Role::Matcher,
            organisation: "lulea".parse().unwrap(),
            is: None,
        };
        Call::new(caller, self.now(), day())
    }

    fn event(&self, about: &[Subject], what: Happening) -> Event {
        Event {
            id: EventId::new(self.uuid()),
            about: about.iter().cloned().collect(),
            stream: about[0].clone(),
            occurred_on: day(),
            recorded_at: start(),
            by: "m1".parse().unwrap(),
            corrects: None,
            what,
        }
    }

    /// Writes people down, some at a time.
    async fn enter(&self, generator: &Generator<'_>, people: std::ops::Range<usize>) {
        let (mut events, mut documents) = (Vec::new(), Vec::new());
        for at in people {
            let record = generator.person(at).1;
            let subject = [Subject::from(record.id.clone())];
            let id = DocumentId::new(self.uuid());
            documents.push(profile(id, &record));
            let registered = Happening::Registered { organisation: "lulea".parse().unwrap() };
            let to = format!("m{}", at % 100).parse().unwrap();
            let source = serde_json::from_str("\"interview\"").unwrap();
            for what in [
                registered,
                Happening::CaseAssigned { to },
                Happening::ProfileRecorded { profile: id, source },
            ] {
                events.push(self.event(&subject, what));
            }
        }
        self.write(events, &documents).await;
    }

    async fn write(&self, events: Vec<Event>, documents: &[Document]) {
        let mut writer = self.office.store.write().await.unwrap();
        writer.put_documents(documents).await.unwrap();
        writer.extend(events).await.unwrap();
        writer.commit().await.unwrap();
    }

    async fn need(&self, need: Need) {
        let about = [Subject::from(need.id.clone()), Subject::from(need.employer.clone())];
        let event = self.event(&about, Happening::NeedRecorded { need: Box::new(need) });
        self.write(vec![event], &[]).await;
    }

    fn whom(&self, at: usize) -> ListsOf {
        let at = at.wrapping_mul(7919) % self.people;
        ListsOf::Participant(format!("P{:06}", at + 1).parse().unwrap())
    }

    async fn list(&self, engine: &Engine<'_>, of: ListsOf) -> Shortlisted {
        let (as_of, on, order) = (None, None, Order::Points);
        let command = Shortlist { of, top: 10, all: false, as_of, on, order };
        shortlist(&self.office, &self.call(), engine, &command).await.unwrap()
    }

    /// What a list writes: twice into the access log, and a receipt.
    async fn keep(&self, list: &Shortlisted, subject: &Subject) {
        let access = || Access {
            at: start(),
            actor: "m7".parse().unwrap(),
            role: "matcher".to_owned(),
            action: "match_people".to_owned(),
            subject: Some(subject.clone()),
            allowed: true,
            because: vec!["matcher.case".to_owned()],
            purpose: None,
        };
        let mut writer = self.office.store.write().await.unwrap();
        writer.log_access(vec![access()]).await.unwrap();
        writer.commit().await.unwrap();
        let mut writer = self.office.store.write().await.unwrap();
        let receipt = Receipt {
            id: ReceiptId::new(self.uuid()),
            made_at: start(),
            by: "m7".parse().unwrap(),
            kind: "shortlist".to_owned(),
            subjects: BTreeSet::from([subject.clone()]),
            pins: serde_json::to_string(&list.pins).unwrap(),
            answer: Kept::Bytes(list.rows.clone().into_bytes()),
        };
        writer.put_receipt(&receipt).await.unwrap();
        writer.commit().await.unwrap();
    }
}

fn profile(id: DocumentId, record: &Participant) -> Document {
    Document {
        id,
        subject: record.id.clone().into(),
        kind: DocumentKind::Profile,
        body: serde_json::to_string(record).unwrap(),
        created_at: start(),
    }
}

async fn fill(desk: &Desk, generator: &Generator<'_>) {
    let (people, needs) = size();
    for from in (0..people).step_by(CHUNK) {
        desk.enter(generator, from..people.min(from + CHUNK)).await;
    }
    for from in (0..needs).step_by(CHUNK) {
        let some = (from..needs.min(from + CHUNK)).map(|at| generator.need(at));
        let recorded = some.map(|need| {
            let about = [Subject::from(need.id.clone()), Subject::from(need.employer.clone())];
            desk.event(&about, Happening::NeedRecorded { need: Box::new(need) })
        });
        desk.write(recorded.collect(), &[]).await;
    }
}

/// The search alone, and the rows judged in full.
fn bare(criterion: &mut Criterion, generator: &Generator<'_>, matcher: &Matcher<'_>) {
    let (people, needs) = size();
    let needs: Vec<Need> = (0..needs).map(|at| generator.need(at)).collect();
    let prepared: Vec<_> = needs.iter().map(|need| matcher.prepare(need).unwrap()).collect();
    let index = Index::new(matcher, prepared.clone());
    let threads = NonZeroUsize::MIN;
    let how = Rank { whose: Whose::Participants, top: 10, down_to: Tier::ToClarify, threads };
    let some: Vec<Participant> =
        (0..people.min(100)).map(|at| generator.person(at * 7919 % people).1).collect();
    let mut at = 0;
    criterion.bench_function("service/person, search and judgement alone", |bencher| {
        bencher.iter(|| {
            at = (at + 1) % some.len();
            let profile = [matcher.profile(&some[at]).unwrap()];
            let list = index.rank(&profile, how).remove(0);
            let judged = list.iter().map(|row| matcher.judge(&prepared[row.need], &profile[0]));
            black_box(judged.collect::<Vec<_>>())
        });
    });
}

fn lists(criterion: &mut Criterion, runtime: &Runtime, desk: &Desk, engines: [&Engine<'_>; 2]) {
    let [live, stored] = engines;
    let mut at = 0;
    let mut next = || {
        at += 1;
        desk.whom(at)
    };
    for of in [desk.whom(3), ListsOf::Need("N000007".parse().unwrap())] {
        let kept = runtime.block_on(desk.list(live, of.clone()));
        let read = time(&format!("one list from the store, {of:?}"), || {
            runtime.block_on(desk.list(stored, of))
        });
        assert_eq!((kept.rows, kept.pins), (read.rows, read.pins));
    }
    criterion.bench_function("service/person, from memory", |bencher| {
        bencher.iter(|| runtime.block_on(desk.list(live, next())));
    });
    let one = runtime.block_on(desk.list(live, desk.whom(3)));
    let subject: Subject = "participant:P000001".parse().unwrap();
    eprintln!("a receipt pins {} bytes", serde_json::to_string(&one.pins).unwrap().len());
    criterion.bench_function("service/person, what is written alone", |bencher| {
        bencher.iter(|| runtime.block_on(desk.keep(&one, &subject)));
    });
    let mut group = criterion.benchmark_group("service");
    group.sample_size(10).measurement_time(Duration::from_secs(5));
    let of = || ListsOf::Need("N000007".parse().unwrap());
    group.bench_function("need, from memory", |bencher| {
        bencher.iter(|| runtime.block_on(desk.list(live, of())));
    });
    group.finish();
}

/// One need changes, and memory follows.
fn following(
    criterion: &mut Criterion,
    runtime: &Runtime,
    (desk, live): (&Desk, &Live<'_>),
    generator: &Generator<'_>,
) {
    let mut at = 0;
    criterion.bench_function("service/follow one event", |bencher| {
        bencher.iter_custom(|times| {
            let mut took = Duration::ZERO;
            for _ in 0..times {
                at = (at + 7) % size().1;
                let mut need = generator.need(at);
                need.title = format!("{} {at}", need.title);
                runtime.block_on(desk.need(need));
                let begun = Instant::now();
                runtime.block_on(live.follow(&desk.office, day())).unwrap();
                took += begun.elapsed();
            }
            took
        });
    });
}

/// How long each of many lists takes, one after the other.
fn spread(runtime: &Runtime, desk: &Desk, live: &Engine<'_>) {
    let count = if is_test() { 20 } else { 1_000 };
    let used = clock::running();
    let mut took: Vec<Duration> = (0..count)
        .map(|at| {
            let begun = Instant::now();
            black_box(runtime.block_on(desk.list(live, desk.whom(at * 31))));
            begun.elapsed()
        })
        .collect();
    let used = (clock::running() - used).as_secs_f64() / count as f64;
    took.sort_unstable();
    let at = |share: usize| took[(count * share / 1000).min(count - 1)].as_secs_f64() * 1e3;
    eprintln!(
        "{count} lists of a person: median {:.2} ms, p99 {:.2} ms, worst {:.2} ms; {:.2} ms of \
         processor each on this thread; load {}",
        at(500),
        at(990),
        at(1000),
        used * 1e3,
        std::fs::read_to_string("/proc/loadavg").unwrap_or_default().trim(),
    );
}

fn main() {
    let mut criterion = Criterion::default().sample_size(20).configure_from_args();
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let base = std::env::var_os("ETABLERA_FOLDER").map_or_else(std::env::temp_dir, Into::into);
    let folder = tempfile::tempdir_in(base).unwrap();
    let plan = Plan::new(size().0, size().1, 11, day());
    let generator = Generator::new(starter(), &plan).unwrap();
    let catalogue = Catalogue::new(generator.training().iter().cloned()).unwrap();
    let matcher = Matcher::new(starter(), Parameters::default(), day()).with_training(&catalogue);
    let stored = Engine::new(starter(), Parameters::default()).with_training(&catalogue);
    let desk = runtime.block_on(Desk::open(&Address::file(&folder.path().join("cases.db"))));
    time("writing people and needs", || runtime.block_on(fill(&desk, &generator)));
    // What was written is in the caches of the writer's connection.
    let Desk { office, clock, next, people } = desk;
    runtime.block_on(office.store.close());
    let address = Address::file(&folder.path().join("cases.db"));
    let store = runtime.block_on(Store::open(&address, keyring(), start())).unwrap();
    let desk = Desk { office: Office { store, ..office }, clock, next, people };
    eprintln!("before memory is read: {}", memory());
    let live = time("reading everything into memory", || {
        Arc::new(runtime.block_on(Live::build(&desk.office, &stored, day())).unwrap())
    });
    assert_eq!((live.size().people, live.size().needs), size());
    let engine = live.engine();
    spread(&runtime, &desk, &engine);
    lists(&mut criterion, &runtime, &desk, [&engine, &stored]);
    following(&mut criterion, &runtime, (&desk, &live), &generator);
    bare(&mut criterion, &generator, &matcher);
    eprintln!("at the end: {}", memory());
    criterion.final_summary();
}
