//! How fast journeys are folded and checked.
//!
//! Measured: a participant's log of 60 events becomes a journey under Luleå's
//! template, each event checked before it is taken in, none refused (`fold`);
//! beside it the same with the question what is due and late on a day
//! (`standing`), and with one correction at the end, which takes the way by
//! `effective` (`corrected`). Two threads take half each.
//!
//! Instances: seeded; 100 000 journeys are 1 000 different logs, each folded
//! 100 times, since 6 million events do not fit into the memory of a small
//! machine. The logs together (about 50 MB) do not fit into a cache either.
//!
//! The bias: nobody moves or comes back; a third rests once, and a third
//! extends the trial. Days of a log are in order, as most are.
//!
//! Before criterion's figures a line tells events a second, by time passed and
//! by time of the processor.

#![expect(clippy::unwrap_used, reason = "a bench may fail by panicking")]

#[path = "common/clock.rs"]
mod clock;
#[path = "common/random.rs"]
mod random;

use std::hint::black_box;
use std::time::{Duration, Instant};

use chrono::{Datelike, Days, NaiveDate, Weekday};
use criterion::Criterion;
use etablera_domain::ParticipantId;
use etablera_domain::event::{
    Event, EventId, Happening, Outcome, Party, PlacementTerms, Presence, ReceiptId, Recorded,
    Signatory, Stage, StatisticsId, Subject,
};
use etablera_programme::journey::Journey;
use etablera_programme::template::{Length, Template};
use uuid::Uuid;

use random::Random;

const EVENTS: usize = 60;
const LOGS: usize = 1_000;
const JOURNEYS: usize = 100_000;

/// One participant's log while it is written.
struct Log {
    participant: Subject,
    placement: Subject,
    events: Vec<Recorded>,
    day: NaiveDate,
}

impl Log {
    fn add(&mut self, stream: &Subject, what: Happening) {
        let seq = self.events.len() as u64 + 1;
        let event = Event {
            id: EventId::new(Uuid::from_u128(seq.into())),
            stream: stream.clone(),
            about: [self.participant.clone(), stream.clone()].into(),
            occurred_on: self.day,
            recorded_at: "2027-12-31T12:00:00.000000Z".parse().unwrap(),
            by: "anna".parse().unwrap(),
            corrects: None,
            what,
        };
        self.events.push(Recorded { seq, event });
    }

    fn person(&mut self, what: Happening) {
        self.add(&self.participant.clone(), what);
    }

    fn place(&mut self, what: Happening) {
        self.add(&self.placement.clone(), what);
    }

    fn later(&mut self, days: u64) {
        self.day = self.day + Days::new(days);
    }

    /// Weeks at work, with a training day each, until a day; the check-in is
    /// made in every second week.
    fn weeks(&mut self, until: NaiveDate) {
        let mut week = 0;
        while self.day + Days::new(7) < until {
            self.later(7);
            week += 1;
            let session = format!("session:S{}", self.day).parse().unwrap();
            let participant = "P1".parse().unwrap();
            let (presence, minutes) = (Presence::Present, 480);
            self.add(&session, Happening::Attended { participant, presence, minutes });
            if week % 2 == 0 {
                self.place(Happening::CheckedIn {});
            }
        }
        self.day = until;
    }
}

/// From registration to the start of a trial.
fn entry(log: &mut Log) {
    let (receipt, need) = (ReceiptId::new(Uuid::from_u128(1)), "N1".parse().unwrap());
    let (operation, statistics) = ("O1".parse().unwrap(), StatisticsId::new(Uuid::from_u128(1)));
    log.person(Happening::Registered { organisation: "lulea".parse().unwrap() });
    log.later(1);
    log.person(Happening::Enrolled { operation, statistics });
    log.person(Happening::Interviewed { note: None });
    let participant = "P1".parse().unwrap();
    log.place(Happening::Proposed { participant, need, receipt, rank: 1 });
    for by in [Party::Staff, Party::Participant, Party::Employer] {
        log.later(1);
        log.place(Happening::Accepted { by });
    }
    let terms = PlacementTerms {
        measure: "trial".parse().unwrap(),
        from: log.day,
        until: Length::Months(10).last_day(log.day),
        supervisor: "sara".parse().unwrap(),
        money: false,
    };
    log.place(Happening::AgreementDrafted { version: 1, terms });
    for by in [Signatory::Participant, Signatory::Employer, Signatory::Coach] {
        let on_behalf = (by != Signatory::Coach).then(|| "signed_on_paper".parse().unwrap());
        log.place(Happening::AgreementApproved { version: 1, by, on_behalf });
    }
    log.later(1);
}

fn decide(log: &mut Log, outcome: Outcome, reason: &str, until: Option<NaiveDate>) {
    log.place(Happening::StageDecided { outcome, reason: reason.parse().unwrap(), until });
}

/// One seeded log: trial, employment, leaving and follow-ups.
fn seeded(random: &mut Random) -> Vec<Recorded> {
    let mut log = Log {
        participant: "participant:P1".parse().unwrap(),
        placement: format!("placement:L{}", random.next() % 1000).parse().unwrap(),
        events: Vec::new(),
        day: "2026-01-01".parse::<NaiveDate>().unwrap() + Days::new(random.next() % 365),
    };
    entry(&mut log);
    let mut until = Length::Months(1).last_day(log.day);
    log.place(Happening::StageStarted { stage: Stage::Trial, until });
    if random.next().is_multiple_of(3) {
        log.person(Happening::Paused { reason: "leave".parse().unwrap() });
        log.later(10);
        log.person(Happening::Resumed {});
        until = until + Days::new(10);
    }
    log.weeks(until);
    if random.next().is_multiple_of(3) {
        until = Length::Months(1).last_day(until + Days::new(1));
        decide(&mut log, Outcome::Extend, "more_time", Some(until));
        log.weeks(until);
    }
    decide(&mut log, Outcome::Continue, "works", None);
    log.later(1);
    let until = Length::Months(4).last_day(log.day);
    log.place(Happening::StageStarted { stage: Stage::Employment, until });
    log.weeks(until);
    decide(&mut log, Outcome::Continue, "completed", None);
    let (operation, reason) = ("O1".parse().unwrap(), "completed".parse().unwrap());
    log.person(Happening::Left { operation, reason });
    log.later(28);
    while log.events.len() < EVENTS {
        let status = etablera_domain::event::LabourStatus::Employed;
        log.person(Happening::StatusObserved { status });
        log.later(1);
    }
    assert_eq!(log.events.len(), EVENTS, "a log is longer than planned");
    log.events
}

/// What is done with each log.
#[derive(Clone, Copy)]
enum Way {
    Fold,
    Standing,
}

fn working(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

fn half(template: &Template, logs: &[Vec<Recorded>], (times, way): (usize, Way)) -> Duration {
    let begin = clock::running();
    let who: ParticipantId = "P1".parse().unwrap();
    let day = "2027-10-01".parse().unwrap();
    for log in logs.iter().cycle().take(times) {
        let (journey, refused) = Journey::of_log(template, &who, log);
        assert!(refused.is_empty() && journey.past().len() == 2, "{refused:?}");
        if let Way::Standing = way {
            black_box(journey.standing(day, &working));
        }
        black_box(journey);
    }
    clock::running() - begin
}

/// Two threads, half each; the time passed and that of the processor.
fn both(template: &Template, logs: &[Vec<Recorded>], (times, way): (usize, Way)) -> [Duration; 2] {
    let begin = Instant::now();
    let (first, second) = logs.split_at(logs.len() / 2);
    let running = std::thread::scope(|scope| {
        let other = scope.spawn(|| half(template, second, (times / 2, way)));
        half(template, first, (times / 2, way)) + other.join().unwrap()
    });
    [begin.elapsed(), running]
}

/// Each log with its last event put right.
fn corrected(logs: &[Vec<Recorded>]) -> Vec<Vec<Recorded>> {
    let put_right = |log: &Vec<Recorded>| {
        let mut log = log.clone();
        let last = log.last().unwrap().clone();
        let (id, corrects) = (EventId::new(Uuid::from_u128(99)), Some(last.event.id));
        let event = Event { id, corrects, ..last.event };
        log.push(Recorded { seq: last.seq + 1, event });
        log
    };
    logs.iter().map(put_right).collect()
}

fn main() {
    let test = std::env::args().any(|argument| argument == "--test");
    let mut random = Random(5);
    let template = Template::shipped("workplace-lulea").unwrap();
    let count = if test { 20 } else { LOGS };
    let logs: Vec<_> = (0..count).map(|_| seeded(&mut random)).collect();
    let wrong = corrected(&logs);
    let ways = [
        ("fold", &logs, Way::Fold),
        ("standing", &logs, Way::Standing),
        ("corrected", &wrong, Way::Fold),
    ];
    let times = if test { 20 } else { JOURNEYS };
    for (name, logs, way) in ways {
        let [passed, running] = both(&template, logs, (times, way));
        let events = (times * EVENTS) as f64;
        let rate = |time: Duration| events / time.as_secs_f64() / 1e6;
        let line = format!(
            "journey {name}: {times} journeys of {EVENTS} events in {:.2} s, {:.2} M events/s \
             (processor {:.2} s, {:.2} M events/s a core)\n",
            passed.as_secs_f64(),
            rate(passed),
            running.as_secs_f64(),
            rate(running),
        );
        std::io::Write::write_all(&mut std::io::stdout(), line.as_bytes()).unwrap();
    }
    let criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_secs(2));
    let mut criterion = criterion.configure_from_args();
    for (name, logs, way) in ways {
        let a_thousand = if test { 20 } else { 1000 };
        let id = format!("journey/{name}/1000");
        criterion.bench_function(&id, |b| b.iter(|| half(&template, logs, (a_thousand, way))));
    }
    criterion.final_summary();
}
