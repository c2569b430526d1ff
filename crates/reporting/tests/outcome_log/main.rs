//! How the log reads as the way of a person: each row of the table.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod recount;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::event::{Code, Event, Recorded};
use etablera_domain::jsonl;
use etablera_reporting::outcome::{
    Cohort, Ending, Followed, LogReading, REASONS, Situation, Step, Trail, Worked, dropout, funnel,
    reason_of, trail,
};
use serde_json::{Value, json};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A log of one person: rows of a day, a stream and what happened.
#[derive(Default)]
struct Log(Vec<Recorded>);

impl Log {
    fn add(&mut self, on: NaiveDate, stream: &str, what: &Value) -> usize {
        self.put((on, stream, what), None)
    }

    fn put(
        &mut self,
        (on, stream, what): (NaiveDate, &str, &Value),
        corrects: Option<usize>,
    ) -> usize {
        let seq = self.0.len() + 1;
        let id = |at: usize| format!("01930d5c-0000-7000-8000-{at:012}");
        let mut row = json!({
            "v": 1, "id": id(seq), "stream": stream,
            "about": BTreeSet::from([stream, "participant:P1"]), "occurred_on": on,
            "recorded_at": "2030-01-01T08:15:00.000000Z", "by": "anna", "what": what,
        });
        if let Some(at) = corrects {
            row["corrects"] = id(at).into();
        }
        let event: Event = jsonl::parse(&row.to_string()).unwrap();
        self.0.push(Recorded { seq: seq as u64, event });
        seq
    }

    fn of(rows: &[(&str, &str, Value)]) -> Self {
        let mut log = Self::default();
        for (on, stream, what) in rows {
            let stream = if *stream == "own" { "participant:P1" } else { stream };
            log.add(day(on), stream, what);
        }
        log
    }

    fn read(&self, on: &str) -> Option<Trail> {
        self.on(day(on))
    }

    fn on(&self, on: NaiveDate) -> Option<Trail> {
        let reading = LogReading { on, endings: BTreeMap::new() };
        trail(&"P1".parse().unwrap(), &"OP1".parse().unwrap(), (&self.0, &reading))
    }

    fn way(&self, on: &str) -> Followed {
        self.read(on).unwrap().followed
    }
}

fn enrolled(operation: &str) -> Value {
    let statistics = "00000000-0000-4000-8000-000000000001";
    json!({ "enrolled": { "operation": operation, "statistics": statistics } })
}

fn left(reason: &str) -> Value {
    json!({ "left": { "operation": "OP1", "reason": reason } })
}

fn profile() -> Value {
    let profile = "00000000-0000-7000-8000-000000000002";
    json!({ "profile_recorded": { "profile": profile, "source": "interview" } })
}

fn proposed() -> Value {
    let receipt = "00000000-0000-7000-8000-000000000003";
    json!({ "proposed": { "participant": "P1", "need": "N1", "receipt": receipt, "rank": 1 } })
}

fn accepted(by: &str) -> Value {
    json!({ "accepted": { "by": by } })
}

fn stage(stage: &str, until: &str) -> Value {
    json!({ "stage_started": { "stage": stage, "until": until } })
}

fn status(status: &str) -> Value {
    json!({ "status_observed": { "status": status } })
}

fn job() -> Value {
    json!({ "job_started": { "country": "SE" } })
}

const L1: &str = "placement:L1";

/// One month and four months, then a job with the host.
fn seed() -> Log {
    Log::of(&[
        ("2026-01-05", "own", profile()),
        ("2026-01-12", "own", enrolled("OP1")),
        ("2026-01-12", "own", status("unemployed")),
        ("2026-01-19", L1, proposed()),
        ("2026-01-20", L1, accepted("staff")),
        ("2026-02-02", L1, stage("trial", "2026-03-01")),
        ("2026-03-02", L1, stage("employment", "2026-07-01")),
        ("2026-05-04", "own", status("employed")),
        ("2026-07-01", "own", left("hired")),
        ("2026-07-29", "own", status("employed")),
    ])
}

#[test]
fn the_way_of_the_seed_reads_row_by_row() {
    let way = seed().way("2026-12-31");
    assert_eq!(way.received, day("2026-01-12"));
    // Mapped before: on the day of being received.
    let steps = [
        (Step::Mapped, "2026-01-12"),
        (Step::Matched, "2026-01-20"),
        (Step::Trial, "2026-02-02"),
        (Step::Employed, "2026-03-02"),
    ];
    assert_eq!(way.steps, steps.map(|(step, on)| (step, day(on))).into_iter().collect());
    assert_eq!(way.left, Some((day("2026-07-01"), Ending::Completed)));
    // Employed in May was in the project, and says nothing of work elsewhere.
    let found: Vec<_> = way.found.iter().map(|(on, is)| (on.to_string(), *is)).collect();
    let expected = [("2026-01-12", Situation::Neither), ("2026-07-29", Situation::Working)];
    assert_eq!(found, expected.map(|(on, is)| (on.to_owned(), is)));
    let about = |at: &str| way.about(day(at), 0, day("2026-12-31"));
    assert_eq!(about("2026-05-04"), Situation::InProgramme);
    assert_eq!(about("2026-07-01"), Situation::InProgramme);
    assert_eq!(about("2026-07-02"), Situation::Unknown);
    let cohort = Cohort::new(vec![way]);
    let yes: Vec<&str> = funnel(&cohort, 7, day("2026-12-31"))
        .iter()
        .filter(|stage| stage.of_all.yes.len() == 1)
        .map(|stage| stage.stage.name())
        .collect();
    assert_eq!(
        yes,
        ["enrolled", "mapped", "matched", "trial", "employed", "left", "after_28_days"]
    );
}

#[test]
fn a_report_of_an_earlier_day_knows_no_more() {
    let log = seed();
    assert!(log.read("2026-01-11").is_none());
    let at = |on: &str| {
        let way = log.way(on);
        (way.steps.len(), way.left.is_some(), way.found.len())
    };
    assert_eq!(at("2026-01-12"), (1, false, 1));
    assert_eq!(at("2026-01-19"), (1, false, 1), "a proposal alone decides nothing");
    assert_eq!(at("2026-01-20"), (2, false, 1));
    assert_eq!(at("2026-02-02"), (3, false, 1));
    assert_eq!(at("2026-06-30"), (4, false, 1));
    assert_eq!(at("2026-07-01"), (4, true, 1));
}

/// What each row of the table makes of one event on the third day of being in
/// the operation.
#[test]
fn each_row_of_the_table_holds() {
    let read = |stream: &str, what: Value| {
        Log::of(&[("2026-01-12", "own", enrolled("OP1")), ("2026-01-14", stream, what)])
            .way("2026-12-31")
    };
    let steps = |way: &Followed| way.steps.keys().copied().collect::<Vec<_>>();
    use Step::{Employed, Mapped, Matched, Trial};
    for (stream, what, expected) in [
        ("own", profile(), vec![Mapped]),
        (L1, proposed(), vec![]),
        (L1, accepted("participant"), vec![]),
        (L1, accepted("staff"), vec![Matched]),
        (L1, stage("trial", "2026-02-13"), vec![Matched, Trial]),
        (L1, stage("employment", "2026-02-13"), vec![Matched, Employed]),
        (L1, stage("introduction", "2026-02-13"), vec![Matched]),
        (L1, stage("bridging", "2026-02-13"), vec![Matched]),
        ("own", job(), vec![Employed]),
        ("own", status("employed"), vec![]),
        ("own", status("programme_employed"), vec![]),
        ("own", enrolled("OP2"), vec![]),
    ] {
        assert_eq!(steps(&read(stream, what.clone())), expected, "{what}");
    }
    use Situation::{InProgramme, Neither, Studying, Unknown, Working};
    for (name, is) in [
        ("unemployed", Neither),
        ("long_term_unemployed", Neither),
        ("inactive", Neither),
        ("employed", Working),
        ("programme_employed", InProgramme),
        ("in_education", Studying),
        ("unknown", Unknown),
    ] {
        assert_eq!(read("own", status(name)).found, BTreeMap::from([(day("2026-01-14"), is)]));
    }
    assert_eq!(read("own", job()).found[&day("2026-01-14")], Working);
    for kind in ["introduction", "bridging"] {
        let began = read(L1, stage(kind, "2026-02-13")).began.unwrap();
        assert_eq!((began.on, began.left_employer), (day("2026-01-14"), None));
    }
    for one in &REASONS {
        for what in [left(one.code), json!({ "closed": { "reason": one.code } })] {
            let way = read("own", what);
            assert_eq!(way.left, Some((day("2026-01-14"), one.ending)), "{}", one.code);
            assert_eq!(way.steps.contains_key(&Employed), one.employs, "{}", one.code);
            assert_eq!(way.found.values().copied().next(), one.found, "{}", one.code);
        }
    }
    let codes: BTreeSet<_> = REASONS.iter().map(|one| one.code).collect();
    assert_eq!(codes.len(), REASONS.len(), "each code once");
    assert_eq!(reason_of("no_such_code"), None);
}

#[test]
fn a_code_that_nobody_knows_is_told_and_can_be_read() {
    let log = Log::of(&[
        ("2026-01-12", "own", enrolled("OP1")),
        ("2026-03-01", "own", left("went_sailing")),
    ]);
    let told = log.read("2026-12-31").unwrap();
    assert_eq!(told.followed.left, Some((day("2026-03-01"), Ending::Unknown)));
    assert_eq!(told.unread.iter().map(Code::as_str).collect::<Vec<_>>(), ["went_sailing"]);
    let endings = BTreeMap::from([("went_sailing".parse().unwrap(), Ending::Dropped)]);
    let reading = LogReading { on: day("2026-12-31"), endings };
    let read = trail(&"P1".parse().unwrap(), &"OP1".parse().unwrap(), (&log.0, &reading));
    let read = read.unwrap();
    assert_eq!(read.followed.left.unwrap().1, Ending::Dropped);
    assert!(read.unread.is_empty());
    assert_eq!(dropout(&Cohort::new(vec![read.followed]), day("2026-12-31")).yes.len(), 1);
}

#[test]
fn who_comes_back_has_not_left_and_steps_between_do_not_count() {
    let log = Log::of(&[
        ("2026-01-12", "own", enrolled("OP1")),
        ("2026-02-01", "own", left("moved_away")),
        ("2026-03-01", "own", job()),
        ("2026-03-02", L1, stage("trial", "2026-04-01")),
        ("2026-05-01", "own", enrolled("OP1")),
        ("2026-05-02", "own", profile()),
    ]);
    let between = log.way("2026-04-30");
    assert_eq!(between.left, Some((day("2026-02-01"), Ending::Gone)));
    assert!(between.steps.is_empty());
    let back = log.way("2026-12-31");
    assert_eq!((back.left, back.received), (None, day("2026-01-12")));
    assert_eq!(back.steps, BTreeMap::from([(Step::Mapped, day("2026-05-02"))]));
    // Who is back has not moved out; that they worked in March stays true.
    assert_eq!(back.found, BTreeMap::from([(day("2026-03-01"), Situation::Working)]));
}

#[test]
fn a_closed_case_has_left_until_it_is_opened_again() {
    let closed = json!({ "closed": { "reason": "deceased" } });
    let mut rows =
        vec![("2026-01-12", "own", enrolled("OP1")), ("2026-02-01", "own", closed.clone())];
    let log = Log::of(&rows);
    assert_eq!(log.way("2026-12-31").left, Some((day("2026-02-01"), Ending::Gone)));
    rows.push(("2026-02-03", "own", json!({ "reopened": {} })));
    let opened = Log::of(&rows).way("2026-12-31");
    assert_eq!((opened.left, opened.found.len()), (None, 0));
    // Who had left and dies later left as they left, and is found dead.
    let later = Log::of(&[
        ("2026-01-12", "own", enrolled("OP1")),
        ("2026-02-01", "own", left("studies")),
        ("2027-02-01", "own", closed),
    ]);
    let later = later.way("2027-12-31");
    assert_eq!(later.left, Some((day("2026-02-01"), Ending::Completed)));
    assert_eq!(later.found, BTreeMap::from([(day("2027-02-01"), Situation::Deceased)]));
}

#[test]
fn corrections_and_what_was_taken_back_count() {
    let mut log = seed();
    let trial = 6;
    assert!(matches!(
        log.0[trial - 1].event.what,
        etablera_domain::event::Happening::StageStarted { .. }
    ));
    // The trial began a week later, and the employment never did.
    log.put((day("2026-02-09"), L1, &stage("trial", "2026-03-01")), Some(trial));
    log.put(
        (day("2026-03-02"), L1, &json!({ "retracted": { "reason": "mistake" } })),
        Some(trial + 1),
    );
    let way = log.way("2026-12-31");
    assert_eq!(way.steps[&Step::Trial], day("2026-02-09"));
    assert!(way.in_programme.is_empty());
    // They still left for work, and were found in work all along.
    assert_eq!(way.steps[&Step::Employed], day("2026-07-01"));
    assert_eq!(way.found[&day("2026-05-04")], Situation::Working);
}

#[test]
fn who_was_erased_counts_as_before() {
    let mut log = seed();
    let before = log.read("2026-12-31");
    let certificate = "00000000-0000-7000-8000-000000000009";
    let erased = json!({ "erased": { "certificate": certificate } });
    log.add(day("2026-12-01"), "participant:P1", &erased);
    assert_eq!(log.read("2026-12-31"), before);
}

#[test]
fn time_counts_of_placements_in_the_operation() {
    let time = |work: u32, training: u32| {
        let (month, work_minutes, training_minutes) = ("2026-02-01", work, training);
        json!({ "time_reported": {
            "month": month, "work_minutes": work_minutes, "training_minutes": training_minutes,
        } })
    };
    let log = Log::of(&[
        ("2026-01-01", "placement:L0", stage("trial", "2026-01-11")),
        ("2026-01-02", "placement:L0", time(7, 7)),
        ("2026-01-12", "own", enrolled("OP1")),
        ("2026-02-02", L1, stage("trial", "2026-03-01")),
        ("2026-03-01", L1, time(100, 30)),
        ("2026-03-02", L1, time(480, 120)),
    ]);
    // The last report of a month counts.
    assert_eq!(log.read("2026-12-31").unwrap().worked, Worked { work: 480, training: 120 });
    assert_eq!(log.read("2026-03-01").unwrap().worked, Worked { work: 100, training: 30 });
}

#[test]
fn who_left_the_employer_is_known_from_any_of_three_places() {
    for (stream, what) in [
        ("own", left("left_employer")),
        (L1, json!({ "placement_ended": { "reason": "left_employer" } })),
        (L1, json!({ "stage_decided": { "outcome": "end", "reason": "left_employer" } })),
    ] {
        let log = Log::of(&[
            ("2026-01-12", "own", enrolled("OP1")),
            ("2026-01-14", L1, stage("introduction", "2026-06-30")),
            ("2026-05-01", stream, what),
        ]);
        assert_eq!(log.way("2026-12-31").began.unwrap().left_employer, Some(day("2026-05-01")));
        assert_eq!(log.way("2026-04-30").began.unwrap().left_employer, None);
    }
}
