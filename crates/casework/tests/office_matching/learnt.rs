//! What the next matching knows: how trials ended, and where people moved.

use etablera_casework::office::{
    AdoptRules, CheckIn, DecideStage, EndPlacement, ExperienceShown, Explain, ListsOf,
    ReadExperience, RecordProfile, Retract, VacateHomes, adopt_rules, allocate_home, check_in,
    decide_stage, end_placement, experience, explain, record_profile, replay, retract, shortlist,
    start_stage, vacate_homes,
};
use etablera_casework::policy::Role;
use etablera_domain::PlacementId;
use etablera_domain::event::EventId;
use serde_json::{Value, json};

use crate::journeys::command;
use crate::rooms::{WINDOW, gets_in};
use crate::support::{Desk, LICENSED, asked, day, each, engine, need, people};

/// The occupation of every need here.
const WORK: &str = "ssyk:9320";

impl Desk {
    /// Needs with an occupation.
    async fn works(&self, ids: &[&str]) {
        let of = |id: &&str| {
            let mut need = need(id);
            need.occupation = Some(WORK.parse().unwrap());
            need
        };
        self.visits(ids.iter().map(of).collect()).await;
    }

    /// Somebody in the programme whose trial begins today.
    async fn tries(&self, who: &str, need: &str) -> PlacementId {
        self.person(who, LICENSED).await;
        self.enters(who).await;
        let placement = self.agreed(who, need).await;
        self.drafts(&placement, self.terms("2026-12-01", "2027-05-31")).await;
        self.all_sign(&placement).await;
        start_stage(&self.office, &self.anna(), &self.start(who, "trial")).await.unwrap();
        placement
    }

    async fn ends(&self, placement: &PlacementId, reason: &str) -> EventId {
        let ends: EndPlacement = command(json!({ "placement": placement, "reason": reason }));
        end_placement(&self.office, &self.anna(), &ends).await.unwrap().event
    }

    /// The rows of a need's list.
    async fn rows(&self, need: &str) -> Vec<Value> {
        self.agrees(need).await;
        let list = self.list(&self.anna(), need).await;
        list.rows.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    async fn expects(&self, need: Option<&str>) -> Vec<ExperienceShown> {
        let ask = ReadExperience { need: need.map(|id| id.parse().unwrap()) };
        experience(&self.office, &self.anna(), &ask).await.unwrap()
    }
}

#[test]
fn what_a_trial_taught_stands_beside_the_pair_in_the_next_list() {
    each(|desk: Desk| async move {
        let office = &desk.office;
        desk.works(&["N1", "N2"]).await;
        desk.adopts().await;
        desk.person("P2", LICENSED).await;
        let placement = desk.tries("P1", "N1").await;
        let before = desk.list(&desk.anna(), "N1").await;
        assert!(!before.rows.contains("tried"));
        desk.today.set(day("2026-12-14"));
        let ended = desk.ends(&placement, "tasks_differ").await;
        let taught = json!([
            { "need": "N1", "stage": "trial", "on": "2026-12-14", "learnt": "tasks" },
        ]);
        for (row, who) in desk.rows("N1").await.iter().zip(["P1", "P2"]) {
            assert_eq!(row["participant"], who);
            assert_eq!(row["tried"], if who == "P1" { taught.clone() } else { Value::Null });
        }
        // It is about that need, and takes nobody out of any list.
        assert!(desk.rows("N2").await.iter().all(|row| row["tried"].is_null()));
        assert_eq!(desk.rows("N2").await.len(), 2);
        // Explained, and in words that blame nobody.
        let ask =
            Explain { participant: "P1".parse().unwrap(), need: "N1".parse().unwrap(), on: None };
        let told = explain(office, &desk.anna(), &engine(), &ask).await.unwrap();
        assert_eq!(serde_json::from_str::<Value>(&told.row).unwrap()["tried"], taught);
        let words = told.tried[0].told(etablera_casework::words::Tongue::Swedish);
        assert!(words.contains("arbetsuppgifterna var andra"), "{words}");
        // As of the day before nothing was taught, and receipts stay what they were.
        let day_before = desk.list_as_of(&desk.anna(), "N1", Some(desk.seq().await - 1)).await;
        assert!(!day_before.rows.contains("tried"));
        let mut on = asked(ListsOf::Need("N1".parse().unwrap()), None);
        on.on = Some(day("2026-12-13"));
        let list = shortlist(office, &desk.anna(), &engine(), &on).await.unwrap();
        assert!(!list.rows.contains("tried"));
        let auditor = || desk.call_of("rev", Role::Auditor, "lulea");
        let after = desk.list(&desk.anna(), "N1").await;
        let retracts: Retract = command(json!({ "event": ended, "reason": "wrong_person" }));
        retract(office, &desk.anna(), &retracts).await.unwrap();
        assert!(!desk.list(&desk.anna(), "N1").await.rows.contains("tried"));
        // A programme that cannot be read any more holds no list up.
        let unread = r#"{"programme_adopted":{"operation":"OP1","template":"id = 1"}}"#;
        desk.write("system:etablera", "2026-11-01", unread).await;
        desk.write("system:etablera", "2026-12-01", unread).await;
        assert_eq!(desk.rows("N1").await.len(), 2);
        for receipt in [before.receipt, after.receipt, told.receipt] {
            let again = replay(office, &auditor(), &engine(), receipt).await.unwrap();
            assert!(again.is_same());
        }
    });
}

#[test]
fn ended_trials_change_what_is_expected_of_the_next() {
    each(|desk: Desk| async move {
        desk.works(&["N1", "N2", "N3"]).await;
        desk.adopts().await;
        // Nothing is known: one half, and nearly anything.
        let all = desk.expects(None).await;
        assert_eq!((all.len(), all[0].trials, all[0].chance), (1, 0, 0.5));
        let one = desk.expects(Some("N1")).await;
        let cells = one.iter().map(|cell| (cell.occupation.is_some(), cell.employer.is_some()));
        assert_eq!(cells.collect::<Vec<_>>(), [(false, false), (true, false), (true, true)]);
        let (first, second) = (desk.tries("P1", "N1").await, desk.tries("P2", "N2").await);
        // A trial that goes on says nothing yet.
        assert_eq!(desk.expects(None).await[0].trials, 0);
        desk.today.set(day("2026-12-14"));
        desk.ends(&first, "tasks_differ").await;
        // One of one did not go on: (0 + 10 × 1/2) / (1 + 10), and on down.
        let one = desk.expects(Some("N3")).await;
        let (all, work) = (5.0 / 11.0, (10.0 * 5.0 / 11.0) / 11.0);
        for (cell, chance) in one.iter().zip([all, work, 10.0 * work / 11.0]) {
            assert_eq!((cell.trials, cell.went_on), (1, 0));
            assert!((cell.chance - chance).abs() < 1e-9, "{cell:?}");
            assert!(cell.low < cell.chance && cell.chance < cell.high, "{cell:?}");
            assert_eq!(cell.learnt.get("tasks"), Some(&1));
        }
        // What the match has no part in changes nothing but what is told.
        desk.ends(&second, "workplace_changed").await;
        let again = desk.expects(Some("N3")).await;
        for (before, now) in one.iter().zip(&again) {
            assert_eq!((before.chance, now.learnt.get("workplace")), (now.chance, Some(&1)));
        }
        // One that is decided to go on counts at once, until it ends all the same.
        let third = desk.tries("P3", "N3").await;
        desk.today.set(day("2027-01-11"));
        for _ in 0..2 {
            let check: CheckIn = command(json!({ "participant": "P3" }));
            check_in(&desk.office, &desk.anna(), &check).await.unwrap();
        }
        let on: DecideStage = command(json!({
            "participant": "P3", "outcome": "continue", "reason": "works",
        }));
        decide_stage(&desk.office, &desk.anna(), &on).await.unwrap();
        let all = &desk.expects(None).await[0];
        assert_eq!((all.trials, all.went_on), (2, 1));
        assert!((all.chance - 6.0 / 12.0).abs() < 1e-9, "{all:?}");
        desk.ends(&third, "hours_do_not_fit").await;
        let all = &desk.expects(None).await[0];
        assert_eq!((all.trials, all.went_on, all.learnt["hours"]), (2, 0, 1));
        // Nobody learns of those whom they may not match.
        let protect = r#"{"protection_set":{"protection":"secrecy_marking"}}"#;
        desk.write("participant:P1", "2026-12-14", protect).await;
        let ask = ReadExperience { need: None };
        let seen = experience(&desk.office, &desk.bo(), &ask).await.unwrap();
        assert!(seen.iter().all(|cell| cell.trials == 1 && !cell.learnt.contains_key("tasks")));
        let employer = desk.call_of("ove", Role::Employer, "lulea");
        assert!(experience(&desk.office, &employer, &ask).await.is_err());
    });
}

#[test]
fn a_match_counts_from_the_home_that_somebody_got_for_good() {
    each(|desk: Desk| async move {
        let office = &desk.office;
        let mut away = need("N1");
        away.workplace = serde_json::from_value(json!({ "municipality": "2584" })).unwrap();
        desk.visits(vec![away]).await;
        let lives = |home: &str| {
            format!(
                r#"{LICENSED},"home":{{"municipality":"{home}"}},"reach":{{"municipalities":["2582"]}}"#
            )
        };
        desk.person("P1", &lives("2580")).await;
        desk.person("P2", &lives("2580")).await;
        assert!(desk.rows("N1").await.is_empty());
        let own = AdoptRules { rules: WINDOW.to_owned() };
        adopt_rules(office, &desk.lead(), &own).await.unwrap();
        let homes: VacateHomes =
            command(json!({ "housing": "2584", "homes": 8, "on": "2026-12-01" }));
        vacate_homes(office, &desk.lead(), &homes).await.unwrap();
        // A home for a time is no home to count from.
        allocate_home(office, &desk.lead(), &gets_in("2584", "P2", false)).await.unwrap();
        assert!(desk.rows("N1").await.is_empty());
        let before = desk.list(&desk.anna(), "N1").await;
        allocate_home(office, &desk.lead(), &gets_in("2584", "P1", true)).await.unwrap();
        let list = desk.list(&desk.anna(), "N1").await;
        assert_eq!(people(&list.rows), ["P1"]);
        // So does whoever proposes and explains.
        let placement = desk.proposed("P1", "N1").await;
        let ask =
            Explain { participant: "P1".parse().unwrap(), need: "N1".parse().unwrap(), on: None };
        let told = explain(office, &desk.anna(), &engine(), &ask).await.unwrap();
        let told: Value = serde_json::from_str(&told.row).unwrap();
        assert_eq!((&told["tier"], &told["proposed"]), (&json!("ready"), &json!(placement)));
        // A profile that is kept anew with the home of before changes nothing;
        // one with another home does, also when they move back.
        desk.today.set(day("2026-12-05"));
        for (home, listed) in [("2580", 1), ("2514", 0), ("2580", 0), ("2584", 1)] {
            let profile = format!(r#"{{"id":"P1",{}}}"#, lives(home));
            let profile: RecordProfile = command(json!({
                "participant": "P1", "source": "interview",
                "profile": serde_json::from_str::<Value>(&profile).unwrap(),
            }));
            record_profile(office, &desk.anna(), &profile).await.unwrap();
            assert_eq!(desk.rows("N1").await.len(), listed, "{home}");
        }
        let auditor = || desk.call_of("rev", Role::Auditor, "lulea");
        for receipt in [before.receipt, list.receipt] {
            let again = replay(office, &auditor(), &engine(), receipt).await.unwrap();
            assert!(again.is_same());
        }
        // Away from what they said they can reach: unmet, with its reason.
        let far: RecordProfile = command(json!({
            "participant": "P1", "source": "interview",
            "profile": serde_json::from_str::<Value>(&format!(r#"{{"id":"P1",{}}}"#, lives("2514"))).unwrap(),
        }));
        record_profile(office, &desk.anna(), &far).await.unwrap();
        let told = explain(office, &desk.anna(), &engine(), &ask).await.unwrap();
        let told: Value = serde_json::from_str(&told.row).unwrap();
        let reach = told["requirements"].as_array().unwrap().iter();
        let reach: Vec<_> = reach.filter(|one| one["what"]["kind"] == "reach").collect();
        assert_eq!(reach[0]["verdict"], "unmet");
    });
}
