//! The shipped stories: nothing is refused, what the source says in numbers is
//! what is counted, and a story that is wrong is not told.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::collections::BTreeSet;

use chrono::NaiveDate;
use etablera_domain::event::{Happening, Signatory};
use etablera_programme::agreement::Status;
use etablera_programme::project::ProjectRecord;
use etablera_programme::story::{Cell, Story, StoryError, Told};
use etablera_programme::template::{Learnt, Template};

const LULEA: [&str; 2] = [
    include_str!("../stories/workplace-lulea.jsonl"),
    include_str!("../stories/workplace-lulea.toml"),
];

fn story(name: &str) -> Story {
    Story::shipped(name).unwrap()
}

fn told(name: &str) -> Told {
    story(name).told().unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The rows of a table as plain text.
fn rows(told: &Told, id: &str) -> Vec<String> {
    let table = told.table(id).unwrap_or_else(|| panic!("{id}"));
    table.rows.iter().map(|row| row.iter().map(plain).collect::<Vec<_>>().join(" ")).collect()
}

fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Names(names) => names.en.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Tenths(tenths) => format!("{tenths}/10"),
        Cell::Percent(percent) => format!("{percent}%"),
        Cell::Day(day) => day.to_string(),
        Cell::Word { code, .. } => code.clone(),
        Cell::None => "-".to_owned(),
    }
}

/// Luleå's story with lines put in place of others.
fn changed(change: impl Fn(&str) -> String) -> Result<Told, StoryError> {
    let template = Template::shipped("workplace-lulea").unwrap();
    Story::parse(template, &change(LULEA[0]), LULEA[1])?.told()
}

/// The events without those that hold a text; some do.
fn without(text: &str) -> Result<Told, StoryError> {
    changed(|events| {
        let kept: Vec<&str> = events.lines().filter(|line| !line.contains(text)).collect();
        assert!(kept.len() < events.lines().count(), "{text}");
        kept.join("\n")
    })
}

#[test]
fn every_template_has_a_story_in_which_nothing_is_refused() {
    let names: Vec<&str> = Story::shipped_names().collect();
    assert_eq!(names, Template::shipped_names().collect::<Vec<_>>());
    for name in names {
        let (story, told) = (story(name), told(name));
        assert_eq!(story.template().id.as_str(), name);
        assert!(told.ways.len() >= 6, "{name}");
        assert!(told.ways.iter().all(|way| !way.steps.is_empty()), "{name}");
        assert!(told.tables.iter().all(|table| !table.rows.is_empty()), "{name}");
        assert!(
            told.tables
                .iter()
                .all(|table| { table.rows.iter().all(|row| row.len() == table.columns.len()) })
        );
        let ids: BTreeSet<_> = told.tables.iter().map(|table| table.id).collect();
        assert_eq!(ids.len(), told.tables.len(), "{name}");
    }
}

#[test]
fn what_the_sources_say_is_what_is_counted() {
    let said = |name| -> Vec<(String, i64, i64)> {
        let quotes = told(name).quotes;
        assert!(quotes.iter().all(etablera_programme::story::Quote::holds), "{quotes:?}");
        quotes.into_iter().map(|one| (one.id.to_string(), one.said, one.counted)).collect()
    };
    let of = |all: &[(&str, i64, i64)]| -> Vec<_> {
        all.iter().map(|(id, said, counted)| ((*id).to_owned(), *said, *counted)).collect()
    };
    let expected = [("coaching_groups", 2, 2), ("trips", 3, 3), ("countries", 3, 3)];
    let expected = [&expected[..], &[("offers", 22, 22), ("jobs", 9, 9)]].concat();
    assert_eq!(said("arctic-labour"), of(&expected));
    assert_eq!(said("den-glomda-resursen"), of(&[("municipalities", 2, 2)]));
    let expected = [("union_rate", 40, 40), ("intervention", 175, 175)];
    let expected = [&expected[..], &[("first_year", 2023, 2023), ("last_year", 2025, 2025)]];
    assert_eq!(said("kompetenscentrum"), of(&expected.concat()));
    let expected = [("trial_months", 1, 1), ("employment_months", 4, 4)];
    let expected = [&expected[..], &[("training_percent", 20, 20), ("housing_percent", 25, 23)]];
    let expected = [&expected.concat()[..], &[("outcome_percent", 50, 71)]].concat();
    assert_eq!(said("workplace-lulea"), of(&expected));
}

#[test]
fn a_trial_whose_tasks_differed_leads_to_another_need() {
    let story = story("workplace-lulea");
    let journeys = story.journeys().unwrap();
    let lessons = journeys["P102"].lessons();
    assert_eq!(lessons.len(), 1);
    assert_eq!(lessons[0].learnt, Learnt::Tasks);
    assert_eq!(lessons[0].need, Some("N103".parse().unwrap()));
    let told = story.told().unwrap();
    assert_eq!(rows(&told, "lessons")[0], "2026-12-18 P102 N103 tasks N105 2026-12-28");
}

#[test]
fn every_placement_of_a_stage_that_asks_for_it_is_approved_by_all() {
    for name in ["workplace-lulea", "den-glomda-resursen"] {
        let story = story(name);
        let journeys = story.journeys().unwrap();
        let mut placements = 0;
        for recorded in story.events() {
            let Happening::Proposed { participant, .. } = &recorded.event.what else { continue };
            let placement = recorded.event.stream.id().parse().unwrap();
            let agreement = journeys[participant].agreement(&placement).unwrap();
            let approved: BTreeSet<Signatory> = agreement.approvals().keys().copied().collect();
            let all = [Signatory::Participant, Signatory::Employer, Signatory::Coach];
            assert_eq!(approved, all.into(), "{placement}");
            assert!(matches!(agreement.status(), Status::Approved(_) | Status::Ended));
            placements += 1;
        }
        assert_eq!(placements, told(name).table("placements").unwrap().rows.len());
    }
}

#[test]
fn the_outcome_has_a_denominator_and_shows_others() {
    let outcome = rows(&told("workplace-lulea"), "outcome");
    assert_eq!(outcome[0], "received 8 - -");
    assert_eq!(
        outcome[5..],
        ["excluded 1 - -", "outcome 5 7 71%", "with_excluded 5 8 62%", "found_out_only 5 6 83%",]
    );
    // A status outside the window is none; what the programme pays for is none.
    let late = |from: &'static str, to: &'static str| {
        changed(|events| {
            assert!(events.contains(from));
            events.replace(from, to)
        })
    };
    let late = late("\"occurred_on\":\"2028-11-09\"", "\"occurred_on\":\"2029-01-09\"").unwrap();
    assert_eq!(rows(&late, "outcome")[6], "outcome 4 7 57%");
    let paid = changed(|events| events.replace("\"employed\"", "\"programme_employed\"")).unwrap();
    let outcome = paid.quotes.iter().find(|quote| quote.id.as_str() == "outcome_percent").unwrap();
    assert_eq!((outcome.counted, outcome.holds()), (14, false));
}

#[test]
fn offers_are_no_jobs_and_pairs_are_apart() {
    let told = told("arctic-labour");
    let pairs = rows(&told, "offers");
    assert_eq!(pairs.last().unwrap(), "total - 22 14 9 9");
    assert!(pairs.contains(&"SE NO 6 5 3 3".to_owned()), "{pairs:?}");
    let gates = rows(&told, "regulated");
    assert_eq!(gates[0], "SE under_the_title open held Socialstyrelsen");
    assert_eq!(gates[4], "NO give_medicine ask title_only Helsedirektoratet");
    assert_eq!(gates[7], "FI give_medicine closed not_held Lupa- ja valvontavirasto");
    assert!(
        gates
            .iter()
            .filter(|row| row.contains("keep_company"))
            .all(|row| { row.ends_with("open no_licence_needed -") })
    );
}

#[test]
fn a_statement_that_is_awaited_is_no_no() {
    let told = told("den-glomda-resursen");
    let tasks = rows(&told, "tasks");
    assert!(tasks.contains(&"P305 applied under_the_title ask not_known".to_owned()));
    assert!(tasks.contains(&"P302 not_applied under_the_title closed not_held".to_owned()));
    for row in rows(&told, "phases") {
        let counts = row.split(' ').skip(1).map(|count| count.parse::<usize>().unwrap());
        assert_eq!(counts.sum::<usize>(), told.ways.len(), "{row}");
    }
    let waiting = rows(&told, "phases");
    assert_eq!(waiting[1], "2020-04-15 0 2 4 0 1 0 1");
    assert_eq!(waiting[4], "2020-12-31 0 1 1 0 3 0 3");
}

#[test]
fn a_solid_introduction_is_complete_and_in_time() {
    let told = told("kompetenscentrum");
    assert_eq!(rows(&told, "solid"), ["items_on_time 20 22 91%", "complete 3 3 -", "solid 2 3 -",]);
    let record = rows(&told, "record");
    let text = include_str!("project/kompetenscentrum.json");
    let record_of = ProjectRecord::from_json(text).unwrap();
    assert_eq!(record[0], format!("Diarienummer {}", record_of.number));
    assert_eq!(record.len(), text.lines().filter(|line| line.contains("\": ")).count());
    let inputs = include_str!("../stories/kompetenscentrum.toml");
    assert!(inputs.contains(text), "the story has the record that the tests check");
}

#[test]
fn a_story_with_something_missing_is_refused() {
    // Nobody starts without an agreement, and no agreement holds without all.
    let coach = "\"agreement_approved\":{\"version\":1,\"by\":\"coach\"}";
    assert!(matches!(without(coach), Err(StoryError::Refused { .. })));
    let employer = "\"accepted\":{\"by\":\"employer\"}";
    assert!(matches!(without(employer), Err(StoryError::Refused { .. })));
    assert!(matches!(without("\"checked_in\""), Err(StoryError::Refused { .. })));
    assert!(matches!(without("\"enrolled\""), Err(StoryError::Refused { .. })));
    // A service is given that nobody promised.
    assert!(matches!(without("\"agreement_made\""), Err(StoryError::Fact { .. })));
    // Homes are given of which nobody counted any.
    let error = without("\"homes_counted\"").unwrap_err();
    assert_eq!(error.to_string(), "housing: 3 of 0 homes are given");
    // One supervisor has them all.
    let one = |events: &str| events.replace("\"supervisor\":\"nils\"", "\"supervisor\":\"oskar\"");
    let error = changed(one).unwrap_err().to_string();
    assert!(error.starts_with("supervisor: `oskar` supervises 2 on 2026-12-01"), "{error}");
}

#[test]
fn lines_out_of_order_twice_or_of_no_event_are_named() {
    let lines: Vec<&str> = LULEA[0].lines().collect();
    let parse = |lines: &[&str]| {
        let template = Template::shipped("workplace-lulea").unwrap();
        Story::parse(template, &lines.join("\n"), LULEA[1]).unwrap_err().to_string()
    };
    let error = parse(&[lines[300], lines[0]]);
    assert!(error.starts_with("line 2: 2026-10-05 lies before 20"), "{error}");
    let error = parse(&[lines[0], lines[0]]);
    assert!(error.starts_with("line 2: event `01930d5c-0201-"), "{error}");
    let error = parse(&[lines[0], "{}"]);
    assert!(error.starts_with("line 2: "), "{error}");
    let template = Template::shipped("workplace-lulea").unwrap();
    let unknown = format!("{}\nwindow = 1\n", LULEA[1]);
    assert!(matches!(Story::parse(template, "", &unknown), Err(StoryError::Inputs(_))));
}

#[test]
fn a_quote_that_nothing_counts_is_named() {
    let template = Template::shipped("workplace-lulea").unwrap();
    let inputs = LULEA[1].replace("id = \"trial_months\"", "id = \"visits\"");
    let error = Story::parse(template, LULEA[0], &inputs).unwrap().told().unwrap_err();
    assert_eq!(
        error.to_string(),
        "`visits` is quoted and nothing counts it: expected a number that the story has"
    );
}

#[test]
fn the_way_is_that_of_the_journey_on_every_day() {
    let story = story("workplace-lulea");
    let who = "P101".parse().unwrap();
    let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
    for (on, past) in [("2026-12-31", 0), ("2027-01-01", 1), ("2027-04-30", 2)] {
        assert_eq!(story.journey_on(&who, day(on)).unwrap().past().len(), past, "{on}");
    }
    let told = story.told().unwrap();
    let way = told.ways.iter().find(|way| way.participant == who).unwrap();
    let steps: Vec<_> = way.steps.iter().map(|step| step.what.key).collect();
    assert_eq!(
        steps,
        [
            "step-entered",
            "step-home",
            "step-started-at",
            "step-started-at",
            "step-left",
            "step-status",
            "step-status",
        ]
    );
}
