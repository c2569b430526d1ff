//! Costs, work across borders and civic orientation of an operation.

use etablera_casework::office::Call;
use etablera_casework::office::{
    Office, OutcomesShown, ReadBorders, ReadCosts, ReadOrientation, book_service, give_service,
    make_agreement, read_borders, read_costs, read_orientation, read_outcomes, record,
    record_employer, show_agreement,
};
use etablera_casework::papers;
use etablera_casework::policy::Role;
use etablera_casework::words::Tongue;
use etablera_domain::event::Service;
use etablera_programme::template::{Target, Template};
use etablera_reporting::outcome::{Kronor, Ore, reason_of};
use serde_json::{Value, json};

use crate::reports_outcomes::{enters, happened, is_whole};
use crate::support::{anna, bo, call, command, each, enter, enter_protected, error, lea};

fn asks(more: &Value) -> Value {
    let mut ask = json!({ "operation": "OP1" });
    ask.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    ask
}

async fn twelve(office: &Office) {
    for at in 0..12 {
        let who = format!("P{at:02}");
        enter(office, &who, &format!("Given{at}")).await;
        enters(office, &who, "2026-01-12").await;
    }
}

#[test]
fn a_result_has_a_cost_and_two_who_pay() {
    each(async |office| {
        twelve(office).await;
        let job = json!({ "stage_started": { "stage": "employment", "until": "2026-12-31" } });
        for at in 0..5 {
            let (who, place) = (format!("P{at:02}"), format!("placement:L{at}"));
            happened(office, &[("2026-03-02", &who, &place, job.clone())]).await;
        }
        let ask: ReadCosts = command(asks(&json!({
            "costs": [
                { "what": "staff", "amount": 1_000_000 }, { "what": "rent", "amount": "200000.60" },
            ],
            "union_rate": 40, "own_requirement": 33.3,
            "hours": [
                { "person": "anna", "day": "2026-06-30", "minutes": 99_720 },
                { "person": "bo", "day": "2026-06-30", "minutes": 99_000 },
                { "person": "bo", "day": "2026-07-31", "minutes": 721 },
            ],
        })));
        let told = read_costs(office, &lea(), &ask).await.unwrap();
        assert_eq!(told.total, Kronor(Ore(120_000_060)));
        assert_eq!(told.union.unwrap().pays, Kronor(Ore(48_000_024)));
        assert_eq!(told.own.unwrap().finds, Kronor(Ore(39_960_020)));
        let results: Vec<_> =
            told.results.iter().map(|one| (one.result, one.people, one.each)).collect();
        let each = |ore: u64| Some(Kronor(Ore(ore)));
        assert_eq!(
            results,
            [
                ("enrolled", Some(12), each(10_000_005)),
                ("trial", Some(0), None),
                ("employed", Some(5), each(24_000_012)),
                ("two_years", Some(0), None),
                ("after_90_days", Some(0), None),
            ]
        );
        // 1 662 hours are paid for; bo has a minute more.
        let over: Vec<_> = told.hours_over.iter().map(|one| one.person.as_str()).collect();
        assert_eq!(over, ["bo"]);
        let shown = serde_json::to_value(&told).unwrap();
        assert_eq!(shown["union"], json!({ "rate": "40.00", "pays": "480000.24" }));
        assert_eq!(shown["own"], json!({ "share": "33.30", "finds": "399600.20" }));
        is_whole(&papers::costs(&told, Tongue::Swedish), 1);
        is_whole(&papers::costs(&told, Tongue::English), 1);
        let both = asks(&json!({
            "costs": [{ "what": "a", "amount": 1 }], "union_rate": 60, "own_requirement": 50,
        }));
        let told = error(read_costs(office, &lea(), &command(both)).await);
        assert!(told.contains("110.00 %"), "{told}");
        let nothing = asks(&json!({ "costs": [] }));
        let told = error(read_costs(office, &lea(), &command(nothing)).await);
        assert!(told.contains("`costs` is empty"), "{told}");
        assert!(read_costs(office, &bo(), &ask).await.is_err());
    });
}

/// Two coaching groups, two trips, 22 offers and 9 jobs, as the project had.
async fn north(office: &Office) {
    let action = |action: &str| {
        json!({ "joint_action_held": {
        "action": action, "countries": ["FI", "NO", "SE"],
    } })
    };
    let mut events: Vec<(&str, String, String, Value)> = Vec::new();
    for at in 0..12_usize {
        let (who, group) = (format!("P{at:02}"), at % 2);
        let session = format!("session:S{group}");
        if at < 2 {
            let plan = json!({ "session_planned": {
                "on": "2026-02-02", "minutes": 120, "cohort": format!("north-{group}"),
            } });
            events.push(("2026-02-02", who.clone(), session.clone(), plan));
            events.push(("2026-02-02", who.clone(), session.clone(), action("coaching_group")));
        }
        let there = json!({ "attended": {
            "participant": who, "presence": "present", "minutes": 120,
        } });
        events.push(("2026-02-02", who.clone(), session, there));
        // Twice to the mine in Kiruna: one action a day, whoever writes it down.
        for on in ["2026-03-02", "2026-04-13"] {
            events.push((on, who.clone(), String::new(), action("study_trip")));
        }
    }
    for at in 0..22_usize {
        let offer = json!({ "offer_received": { "country": "NO", "from": "SE" } });
        events.push(("2026-05-04", format!("P{:02}", at % 11), String::new(), offer));
    }
    for at in 0..9_usize {
        let to = if at < 6 { "NO" } else { "FI" };
        let job = json!({ "job_started": { "country": to, "from": "SE" } });
        events.push(("2026-06-01", format!("P{at:02}"), String::new(), job));
    }
    let events: Vec<(&str, &str, &str, Value)> = events
        .iter()
        .map(|(on, who, stream, what)| (*on, who.as_str(), stream.as_str(), what.clone()))
        .collect();
    happened(office, &events).await;
}

#[test]
fn groups_trips_offers_and_jobs_are_counted_again_from_the_store() {
    each(async |office| {
        twelve(office).await;
        north(office).await;
        // Of another operation, and before they entered: no part of it.
        enter(office, "X1", "Kim").await;
        let offer = json!({
            "stream": "participant:X1", "on": "2026-05-05",
            "what": { "offer_received": { "country": "NO", "from": "SE" } },
        });
        record(office, &lea(), &command(offer)).await.unwrap();
        let early = json!({ "job_started": { "country": "NO", "from": "SE" } });
        happened(office, &[("2025-12-31", "P00", "", early)]).await;
        let ask = |more: Value| command::<ReadBorders>(asks(&more));
        let told = read_borders(office, &lea(), &ask(json!({ "names": true }))).await.unwrap();
        let groups = serde_json::to_value(&told.groups).unwrap();
        assert_eq!(groups["coaching_group"], 2);
        assert_eq!((told.offers.times, told.offers.persons), (Some(22), Some(11)));
        assert_eq!((told.jobs.times, told.jobs.persons), (Some(9), Some(9)));
        // Twelve in groups and twelve on each of two trips.
        assert_eq!((told.joint.times, told.joint.persons), (Some(36), Some(12)));
        let held: Vec<_> = told
            .actions
            .iter()
            .map(|one| (one.action.as_str(), one.held, one.taken.times))
            .collect();
        assert_eq!(held, [("coaching_group", 2, Some(12)), ("study_trip", 2, Some(24))]);
        let pairs: Vec<_> = told
            .pairs
            .iter()
            .map(|one| (one.to.to_string(), one.offers.times, one.jobs.times, one.crosses))
            .collect();
        assert_eq!(
            pairs,
            [("FI".to_owned(), Some(0), Some(3), true), ("NO".to_owned(), Some(22), Some(6), true)]
        );
        // Dated: two groups, two trips, 22 offers, nine jobs.
        assert_eq!(told.dated.len(), 35);
        assert!(told.dated.iter().all(|one| one.who.as_ref().unwrap().len() == one.persons));
        let spring = ask(json!({ "from": "2026-03-01", "until": "2026-05-31" }));
        let told = read_borders(office, &lea(), &spring).await.unwrap();
        assert_eq!(
            (told.joint.times, told.offers.times, told.jobs.times),
            (Some(24), Some(22), Some(0))
        );
        assert!(told.dated.iter().all(|one| one.who.is_none()));
        is_whole(&papers::borders(&told, Tongue::Swedish), 1);
        is_whole(&papers::borders(&told, Tongue::English), 1);
        let others = read_borders(office, &rut_next_year(), &ask(json!({}))).await.unwrap();
        assert!(others.dated.is_empty() && others.pairs.is_empty() && others.actions.is_empty());
        assert_eq!(others.joint.persons, Some(12));
        // Eleven of twelve had an offer, so that one had none.
        assert_eq!((others.offers.times, others.offers.persons), (None, None));
        assert!(read_borders(office, &bo(), &ask(json!({}))).await.is_err());
    });
}

/// An auditor, once the year is over.
fn rut_next_year() -> Call {
    Call { today: "2027-01-15".parse().unwrap(), ..call("rut", Role::Auditor) }
}

#[test]
fn orientation_is_told_by_part_and_person() {
    each(async |office| {
        twelve(office).await;
        enter_protected(office, "P99", "Amina").await;
        enters(office, "P99", "2026-01-12").await;
        let mut events: Vec<(&str, String, String, Value)> = Vec::new();
        for (at, part) in ["orientation_work", "living", "livelihood"].iter().enumerate() {
            let session = format!("session:S{at}");
            let plan = json!({ "session_planned": {
                "on": "2026-02-02", "minutes": 480, "part": part, "cohort": "c1",
            } });
            events.push(("2026-02-02", "P00".to_owned(), session.clone(), plan));
            for who in 0..7 {
                let who = format!("P{who:02}");
                let there = json!({ "attended": {
                    "participant": who, "presence": "present", "minutes": 480,
                } });
                events.push(("2026-02-02", who, session.clone(), there));
            }
        }
        let events: Vec<(&str, &str, &str, Value)> = events
            .iter()
            .map(|(on, who, stream, what)| (*on, who.as_str(), stream.as_str(), what.clone()))
            .collect();
        happened(office, &events).await;
        let ask = |more: Value| command::<ReadOrientation>(asks(&more));
        let told = read_orientation(office, &lea(), &ask(json!({ "names": true }))).await.unwrap();
        assert_eq!((told.people, told.hundred_hours, told.through), (Some(13), Some(0), Some(0)));
        assert_eq!(told.parts.len(), 8, "civic orientation has eight parts");
        let needed: u32 = told.parts.iter().map(|one| one.needed).sum();
        assert!(needed >= 6_000, "a hundred hours at least: {needed}");
        let living = told.parts.iter().find(|one| one.part.as_str() == "living").unwrap();
        assert_eq!(living.attended, Some(7 * 480));
        let persons = told.persons.as_ref().unwrap();
        assert_eq!(persons.len() + told.hidden.unwrap(), 13);
        let first = persons.iter().find(|one| one.participant.as_str() == "P00").unwrap();
        // What is of no part of orientation is no part of it.
        assert_eq!((first.attended, first.hundred_hours), (960, false));
        assert_eq!(
            first.lacks.get("living").copied(),
            living.needed.checked_sub(480).filter(|n| *n > 0)
        );
        let last = persons.iter().find(|one| one.participant.as_str() == "P11").unwrap();
        assert_eq!((last.attended, last.lacks.len()), (0, 8));
        for tongue in [Tongue::Swedish, Tongue::English] {
            is_whole(&papers::orientation(&told, tongue), 1);
        }
        let others = read_orientation(office, &rut_next_year(), &ask(json!({}))).await.unwrap();
        assert_eq!((others.people, others.persons.is_none()), (Some(13), true));
        assert!(others.parts.iter().all(|one| one.attended.is_none()));
        assert!(read_orientation(office, &anna(), &ask(json!({}))).await.is_err());
    });
}

async fn outcomes(office: &Office, on: &str) -> OutcomesShown {
    let ask = asks(&json!({ "on": on }));
    read_outcomes(office, &lea(), &command(ask)).await.unwrap()
}

#[test]
fn what_employers_promised_matches_their_agreements() {
    each(async |office| {
        enter(office, "P00", "Sara").await;
        enters(office, "P00", "2026-01-12").await;
        let employer = json!({ "employer": { "id": "E1", "name": "Norrbygg AB" } });
        record_employer(office, &bo(), &command(employer)).await.unwrap();
        let made = json!({
            "agreement": "A1", "employer": "E1", "until": "2027-06-30",
            "promises": [
                { "service": "guest_lecture", "count": 2 }, { "service": "mock_interview", "count": 4 },
            ],
        });
        make_agreement(office, &bo(), &command(made)).await.unwrap();
        let gave = json!({ "agreement": "A1", "service": "guest_lecture", "count": 2, "on": "2026-12-01" });
        give_service(office, &bo(), &command(gave)).await.unwrap();
        let booked = json!({
            "agreement": "A1", "booking": "B1", "service": "mock_interview", "on": "2027-01-15",
        });
        book_service(office, &bo(), &command(booked)).await.unwrap();
        let told = outcomes(office, "2026-12-01").await;
        let row = |service: Service| {
            told.employers.iter().find(|one| one.service == service).unwrap().times
        };
        let (lecture, interview) = (row(Service::GuestLecture), row(Service::MockInterview));
        assert_eq!((lecture.promised, lecture.given, lecture.left, lecture.over), (2, 2, 0, 0));
        assert_eq!((interview.promised, interview.booked, interview.left), (4, 1, 3));
        let shown = show_agreement(office, &bo(), &"A1".parse().unwrap()).await.unwrap();
        for one in &told.employers {
            let balance = shown.balances[&one.service];
            assert_eq!((balance.promised, balance.given), (one.times.promised, one.times.given));
            assert_eq!((balance.left, balance.booked), (one.times.left, one.times.booked));
        }
        assert!(outcomes(office, "2026-11-30").await.employers.is_empty(), "not made yet");
    });
}

/// Whoever goes by a programme that ships leaves by a code that reports know
/// how to read.
#[test]
fn every_shipped_reason_for_leaving_is_read() {
    let mut codes = Vec::new();
    for name in Template::shipped_names() {
        let template = Template::shipped(name).unwrap();
        codes.extend(template.leaving.iter().cloned());
        let outcomes = template.stages.iter().flat_map(|stage| &stage.outcomes);
        let leave = outcomes.filter(|outcome| outcome.to == Target::Leave);
        codes.extend(leave.flat_map(|outcome| &outcome.reasons).map(|reason| reason.code.clone()));
    }
    assert!(codes.len() > 15, "{codes:?}");
    let unknown: Vec<_> = codes.iter().filter(|code| reason_of(code.as_str()).is_none()).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}
