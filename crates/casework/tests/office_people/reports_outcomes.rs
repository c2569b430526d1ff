//! What became of thirty people, counted by hand.

use etablera_casework::office::{
    FunnelShown, MeasureTold, Office, OutcomesShown, ReadFunnel, ReadOutcomes, close_case, enrol,
    leave, observe_status, read_funnel, read_outcomes, reopen_case,
};
use etablera_casework::papers;
use etablera_casework::policy::Role;
use etablera_casework::words::Tongue;
use etablera_domain::event::Event;
use etablera_domain::jsonl;
use etablera_reporting::document::{Block, Document};
use serde_json::{Value, json};

use crate::support::{anna, bo, call, command, each, enter, enter_protected, error, lea, moment};

/// What no use case writes without an engine or a programme, as imports do.
pub(crate) async fn happened(office: &Office, events: &[(&str, &str, &str, Value)]) {
    let mut writer = office.store.write().await.unwrap();
    let next = writer.tail().seq + 1;
    let row = |(at, (on, who, stream, what)): (usize, &(&str, &str, &str, Value))| {
        let own = format!("participant:{who}");
        let stream = if stream.is_empty() { own.clone() } else { (*stream).to_owned() };
        let about = std::collections::BTreeSet::from([stream.clone(), own]);
        let row = json!({
            "v": 1, "id": format!("0a000000-0000-7000-8000-{:012}", next + at as u64),
            "stream": stream, "about": about, "occurred_on": on, "recorded_at": moment(),
            "by": "anna", "what": what,
        });
        jsonl::parse::<Event>(&row.to_string()).unwrap()
    };
    writer.extend(events.iter().enumerate().map(row).collect()).await.unwrap();
    writer.commit().await.unwrap();
}

pub(crate) async fn enters(office: &Office, who: &str, on: &str) {
    let enters = json!({ "participant": who, "operation": "OP1", "on": on, "answers": {} });
    enrol(office, &anna(), &command(enters)).await.unwrap();
}

async fn leaves(office: &Office, who: &str, (on, reason): (&str, &str)) {
    let leaves = json!({ "participant": who, "operation": "OP1", "reason": reason, "on": on });
    leave(office, &anna(), &command(leaves)).await.unwrap();
}

async fn is(office: &Office, who: &str, (on, status): (&str, &str)) {
    let is = json!({ "participant": who, "status": status, "on": on });
    observe_status(office, &anna(), &command(is)).await.unwrap();
}

/// A kind of person: steps at a placement, how they left, what was found.
struct Kind {
    count: usize,
    mapped: bool,
    accepted: &'static str,
    stages: &'static [(&'static str, &'static str, &'static str)],
    left: Option<(&'static str, &'static str)>,
    found: &'static [(&'static str, &'static str)],
    time: Option<(u32, u32)>,
}

const NONE: Kind =
    Kind { count: 0, mapped: true, accepted: "", stages: &[], left: None, found: &[], time: None };

/// Thirty people received on 15 January 2024, so that two years are 14 January
/// 2026: eight come by trial and project job to the host, five to studies, five
/// give up, three move away, one dies, four are in a trial, two work in the
/// project, and of two nobody knows anything.
const KINDS: [Kind; 8] = [
    Kind {
        count: 8,
        accepted: "2024-01-22",
        stages: &[
            ("2024-02-05", "trial", "2024-03-05"),
            ("2024-03-06", "employment", "2024-07-05"),
        ],
        left: Some(("2024-07-05", "hired")),
        found: &[
            ("2024-05-06", "employed"),
            ("2024-08-02", "employed"),
            ("2025-01-05", "employed"),
            ("2026-01-14", "employed"),
            ("2026-07-05", "employed"),
        ],
        time: Some((1920, 480)),
        ..NONE
    },
    Kind {
        count: 5,
        accepted: "2024-01-22",
        stages: &[("2024-02-05", "trial", "2024-03-05")],
        left: Some(("2024-03-05", "studies")),
        found: &[("2024-04-02", "in_education"), ("2026-01-14", "unemployed")],
        ..NONE
    },
    Kind { count: 5, left: Some(("2024-03-01", "own_wish")), ..NONE },
    Kind { count: 3, left: Some(("2024-04-01", "moved_away")), ..NONE },
    Kind { count: 1, mapped: false, left: Some(("2024-05-01", "deceased")), ..NONE },
    Kind {
        count: 4,
        accepted: "2024-02-01",
        stages: &[("2025-01-07", "trial", "2026-12-31")],
        found: &[("2026-01-10", "unemployed")],
        time: Some((4800, 0)),
        ..NONE
    },
    Kind {
        count: 2,
        stages: &[("2025-12-01", "employment", "2026-03-31")],
        found: &[("2026-01-14", "employed")],
        ..NONE
    },
    Kind { count: 2, mapped: false, ..NONE },
];

async fn lives(office: &Office, who: &str, kind: &Kind) {
    enters(office, who, "2024-01-15").await;
    let place = format!("placement:L{who}");
    let mut events: Vec<(&str, &str, &str, Value)> = Vec::new();
    if kind.mapped {
        let profile = "00000000-0000-7000-8000-000000000002";
        let what = json!({ "profile_recorded": { "profile": profile, "source": "interview" } });
        events.push(("2024-01-16", who, "", what));
    }
    if !kind.accepted.is_empty() {
        let what = json!({ "accepted": { "by": "staff" } });
        events.push((kind.accepted, who, &place, what));
    }
    for (on, stage, until) in kind.stages {
        let what = json!({ "stage_started": { "stage": stage, "until": until } });
        events.push((on, who, &place, what));
    }
    if let Some((work, training)) = kind.time {
        let month = kind.stages[0].0[..8].to_owned() + "01";
        let what = json!({ "time_reported": {
            "month": month, "work_minutes": work, "training_minutes": training,
        } });
        events.push((kind.stages[0].0, who, &place, what));
    }
    happened(office, &events).await;
    for found in kind.found {
        is(office, who, *found).await;
    }
    match kind.left {
        Some((on, "deceased")) => {
            let closes = json!({ "participant": who, "reason": "deceased", "on": on });
            close_case(office, &anna(), &command(closes)).await.unwrap();
        }
        Some(left) => leaves(office, who, left).await,
        None => {}
    }
}

/// Names that nobody takes for each other.
const NAMES: [&str; 36] = [
    "Amina", "Bertil", "Cecilia", "David", "Edvin", "Farida", "Gustav", "Hodan", "Ingrid", "Jamal",
    "Karin", "Leila", "Mohsen", "Nadia", "Oskar", "Petra", "Qasim", "Rebecka", "Sofia", "Tesfaye",
    "Ulrika", "Viktor", "Wilma", "Xenia", "Yusuf", "Zahra", "Abebe", "Birgit", "Dragan", "Elina",
    "Fredrik", "Gulsen", "Henok", "Isabel", "Joakim", "Kaisa",
];

/// The thirty, of whom the first is protected, and six who came later.
async fn town(office: &Office) {
    let kinds = KINDS.iter().flat_map(|kind| std::iter::repeat_n(kind, kind.count));
    for (at, kind) in kinds.enumerate() {
        let who = format!("P{at:02}");
        if at == 0 {
            enter_protected(office, &who, NAMES[0]).await;
        } else {
            enter(office, &who, NAMES[at]).await;
        }
        lives(office, &who, kind).await;
    }
    for at in 0..6 {
        let who = format!("Q{at}");
        enter(office, &who, NAMES[30 + at]).await;
        enters(office, &who, "2025-06-02").await;
    }
}

fn asks(more: &Value) -> Value {
    let mut ask = json!({ "operation": "OP1", "from": "2024-01-01", "until": "2024-12-31" });
    ask.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    ask
}

async fn funnel_of(office: &Office, more: &Value) -> FunnelShown {
    let ask: ReadFunnel = command(asks(more));
    read_funnel(office, &lea(), &ask).await.unwrap()
}

async fn outcomes_of(office: &Office, more: &Value) -> OutcomesShown {
    let ask: ReadOutcomes = command(asks(more));
    read_outcomes(office, &lea(), &ask).await.unwrap()
}

fn of(measure: &MeasureTold) -> (usize, usize) {
    (measure.counted.unwrap(), measure.of.unwrap())
}

#[test]
fn thirty_people_come_as_far_as_was_counted_by_hand() {
    each(async |office| {
        town(office).await;
        let told = funnel_of(office, &json!({ "names": true })).await;
        let counts: Vec<_> = told
            .stages
            .iter()
            .map(|one| (one.stage.name(), of(&one.of_all), of(&one.of_previous)))
            .collect();
        assert_eq!(
            counts,
            [
                ("enrolled", (30, 30), (30, 30)),
                ("mapped", (27, 30), (27, 30)),
                ("matched", (19, 30), (19, 27)),
                ("trial", (17, 30), (17, 19)),
                ("employed", (10, 30), (8, 17)),
                ("left", (22, 30), (8, 10)),
                ("after_28_days", (13, 18), (13, 18)),
                ("after_6_months", (8, 18), (8, 13)),
                ("after_24_months", (8, 18), (8, 8)),
            ]
        );
        let upon = &told.stages[6].of_all;
        assert_eq!(upon.outside, Some(12));
        assert_eq!(json!(upon.not), json!({ "unknown": 5 }));
        assert_eq!(json!(upon.out), json!({ "not_left": 8, "moved_out": 3, "deceased": 1 }));
        // 13 of 18, after Wilson.
        assert_eq!((upon.share, upon.low, upon.high), (Some(0.7222), Some(0.4913), Some(0.8750)));
        // Everybody is in one list of each stage, or hidden.
        for stage in &told.stages {
            for measure in [&stage.of_all, &stage.of_previous] {
                let who = measure.who.as_ref().unwrap();
                let named = who.yes.len() + who.no.len() + who.outside.len();
                assert_eq!(named + who.hidden, 30, "{:?}", stage.stage);
                assert_eq!(measure.of.unwrap() + measure.outside.unwrap(), 30);
            }
        }
        // At earlier days less had happened, and no step is ever taken back.
        let mut before = [0; 5];
        for (on, expected) in [
            ("2024-01-14", [0, 0, 0, 0, 0]),
            ("2024-01-15", [30, 0, 0, 0, 0]),
            ("2024-01-21", [30, 27, 0, 0, 0]),
            ("2024-02-04", [30, 27, 17, 0, 0]),
            ("2024-03-05", [30, 27, 17, 13, 0]),
            ("2024-03-06", [30, 27, 17, 13, 8]),
            ("2025-01-07", [30, 27, 17, 17, 8]),
            ("2025-12-01", [30, 27, 19, 17, 10]),
        ] {
            let until = if on < "2024-12-31" { on } else { "2024-12-31" };
            let told = funnel_of(office, &json!({ "on": on, "until": until })).await;
            let counts = [0, 1, 2, 3, 4].map(|at| told.stages[at].of_all.counted.unwrap());
            assert_eq!(counts, expected, "{on}");
            assert!(before.iter().zip(&counts).all(|(before, now)| before <= now));
            before = counts;
        }
        // The six who came later are another cohort.
        let later = json!({ "from": "2025-01-01", "until": "2025-12-31" });
        assert_eq!(of(&funnel_of(office, &later).await.stages[0].of_all), (6, 6));
        let opened = json!({ "participant": "P21", "on": "2026-11-30" });
        reopen_case(office, &anna(), &command(opened)).await.unwrap();
        // Whose case is open again is back.
        assert_eq!(of(&funnel_of(office, &json!({})).await.stages[5].of_all), (21, 30));
    });
}

#[test]
fn two_years_have_three_denominators_and_90_days_are_another_measure() {
    each(async |office| {
        town(office).await;
        let told = outcomes_of(office, &json!({ "names": true })).await;
        let shares: Vec<_> = told
            .two_years
            .iter()
            .map(|one| (serde_json::to_value(one.basis).unwrap(), of(&one.measure)))
            .collect();
        assert_eq!(
            shares,
            [
                (json!("received"), (8, 30)),
                (json!("still_here"), (8, 26)),
                (json!("known"), (8, 19)),
            ]
        );
        let not = &told.two_years[1].measure.not;
        assert_eq!(json!(not), json!({ "neither": 9, "unknown": 7, "in_programme": 2 }));
        let range = told.sensitivity.unwrap();
        // 8 of 26 and 15 of 26.
        assert_eq!((range.least, range.most), (Some(0.3077), Some(0.5769)));
        assert!(range.low < 0.3077 && range.high > 0.5769);
        assert_eq!(of(&told.after_90_days.measure), (0, 18));
        assert!(told.after_90_days.formula.contains("90 days after leaving"));
        assert_eq!(of(&told.dropout), (5, 18));
        let times = &told.first_placement;
        assert_eq!((times.happened, times.waiting, times.outside), (Some(19), Some(11), Some(0)));
        assert_eq!(times.median.unwrap().day, Some(358));
        let steps: Vec<_> =
            times.curve.iter().map(|step| (step.day, step.waiting, step.happened)).collect();
        assert_eq!(steps, [(21, 30, 13), (358, 8, 4), (686, 4, 2)]);
        assert_eq!(of(&told.drift.within_a_day), (8, 12));
        let drift = told.drift.people.as_ref().unwrap();
        let adrift: Vec<_> = drift.iter().filter(|one| one.tenths == -20).collect();
        assert_eq!(adrift.len(), 4);
        assert!(told.retention.iter().all(|one| of(&one.of_all) == (0, 0)));
        let upper = told.two_years.iter().map(|one| one.measure.who.as_ref().unwrap());
        assert!(
            upper
                .clone()
                .all(|who| { who.yes.len() + who.no.len() + who.outside.len() + who.hidden == 30 })
        );
        // A lead who may not know of the protected person sees that somebody is hidden.
        let text = serde_json::to_string(&told).unwrap();
        assert_ne!(text.contains("\"P00\""), upper.clone().any(|who| who.hidden > 0));
    });
}

/// Every count of people in an answer.
fn counts(of: &Value, all: &mut Vec<u64>) {
    match of {
        Value::Object(fields) => {
            for (name, value) in fields {
                let people = ["counted", "of", "outside", "happened", "waiting"];
                match value.as_u64().filter(|_| people.contains(&name.as_str())) {
                    Some(count) => all.push(count),
                    None => counts(value, all),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| counts(value, all)),
        _ => {}
    }
}

#[test]
fn who_may_not_have_names_sees_no_small_counts() {
    each(async |office| {
        town(office).await;
        let auditor = call("rut", Role::Auditor);
        for whom in [auditor.clone(), call("tea", Role::Pedagogue)] {
            let told = read_funnel(office, &whom, &command(asks(&json!({})))).await.unwrap();
            assert!(told.asked.protected);
            let [enrolled, mapped] = [0, 1].map(|at| &told.stages[at].of_all);
            assert_eq!(of(enrolled), (30, 30));
            // Three are not mapped: the others are as telling.
            assert_eq!((mapped.of, mapped.counted, mapped.share), (Some(30), None, None));
            let more = read_outcomes(office, &whom, &command(asks(&json!({})))).await.unwrap();
            assert!(more.first_placement.curve.is_empty() && more.drift.people.is_none());
            let mut all = Vec::new();
            counts(&json!({ "a": told, "b": more }), &mut all);
            assert!(all.len() > 20 && all.iter().all(|count| !(1..5).contains(count)), "{all:?}");
            let document = papers::funnel(&told, Tongue::Swedish);
            let says = format!("{document:?}");
            assert!(says.contains("Antal under fem visas inte") && says.contains("Hidden"));
            assert!(!says.contains("har avlidit"));
        }
        for (ask, expected) in [
            (json!({ "names": true }), "is refused"),
            (json!({ "until": "2024-06-30" }), "one whole calendar year"),
            (json!({ "from": "2024-01-02" }), "one whole calendar year"),
            (json!({ "on": "2026-11-30" }), "one whole calendar year"),
        ] {
            let told = error(read_funnel(office, &auditor, &command(asks(&ask))).await);
            assert!(told.contains(expected), "{ask}: {told}");
        }
        for nobody in [anna(), bo()] {
            assert!(read_funnel(office, &nobody, &command(asks(&json!({})))).await.is_err());
            assert!(read_outcomes(office, &nobody, &command(asks(&json!({})))).await.is_err());
        }
    });
}

#[test]
fn what_is_wrong_is_named() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        enters(office, "P1", "2024-01-15").await;
        for (ask, expected) in [
            (json!({ "operation": "OP9" }), "nobody has entered `OP9`"),
            (json!({ "on": "2026-12-02" }), "2026-12-02 has not come"),
            (json!({ "until": "2026-12-02" }), "2026-12-02 is after the day of the report"),
            (
                json!({ "from": "2024-06-01", "until": "2024-05-31" }),
                "expected the earlier day first",
            ),
            (json!({ "on": "2024-05-31" }), "2024-12-31 is after the day of the report"),
        ] {
            let told = error(read_funnel(office, &lea(), &command(asks(&ask))).await);
            assert!(told.contains(expected), "{ask}: {told}");
        }
        let few = json!({ "sick_leave": [{
            "from": "2024-01-01", "until": "2024-12-31", "employees": 2, "sick_days": 9,
            "employed_days": 700,
        }] });
        let told = error(read_outcomes(office, &lea(), &command(asks(&few))).await);
        assert!(told.contains("tells of persons"), "{told}");
        for unknown in [json!({ "untill": "2024-01-01" }), json!({ "endings": { "job": "went" } })]
        {
            assert!(serde_json::from_value::<ReadFunnel>(asks(&unknown)).is_err());
        }
        // Of one person everything can be told to who leads, and nobody is lost.
        let told = funnel_of(office, &json!({})).await;
        assert_eq!(of(&told.stages[0].of_all), (1, 1));
    });
}

/// Charts have words and their numbers beside them, in both languages.
pub(crate) fn is_whole(document: &Document, charts: usize) {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let drawn: Vec<_> = blocks
        .filter_map(|block| if let Block::Chart(chart) = block { Some(chart) } else { None })
        .collect();
    assert_eq!(drawn.len(), charts);
    for chart in drawn {
        assert!(!chart.title.is_empty() && chart.description.len() > 30, "{}", chart.title);
        assert!(!chart.data.rows.is_empty(), "{}", chart.title);
    }
    // A message that is missing is told by its key.
    let said = format!("{document:?}");
    assert!(!said.contains("outcomes-"), "{said}");
}

#[test]
fn the_papers_say_it_in_words_numbers_and_charts() {
    each(async |office| {
        town(office).await;
        let names = json!({ "names": true, "sick_leave": [{
            "from": "2025-01-01", "until": "2025-12-31", "employees": 40, "sick_days": 500,
            "employed_days": 12_000,
        }] });
        let outcomes = outcomes_of(office, &names).await;
        let funnel = funnel_of(office, &json!({ "names": true })).await;
        for tongue in [Tongue::Swedish, Tongue::English] {
            let paper = papers::funnel(&funnel, tongue);
            is_whole(&paper, 1);
            assert_eq!(paper.tables().count(), 3);
            assert_eq!(paper.tables().next().unwrap().rows.len(), 9);
            let paper = papers::outcomes(&outcomes, tongue);
            // Shares after two years, and the curve of first placements.
            is_whole(&paper, 2);
            let says = format!("{paper:?}");
            let shows = |text: &str| assert!(says.contains(text), "{text}: {says}");
            match tongue {
                Tongue::Swedish => {
                    shows("30,8\\u{a0}%");
                    shows("Sjukdagar per årsarbetare");
                    shows("kan inte jämföras med måttet efter två år");
                }
                _ => shows("30.8%"),
            }
        }
    });
}
