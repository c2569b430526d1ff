//! What is learnt from past trials, and lists ordered by it.

use std::collections::BTreeMap;

use etablera_casework::office::{
    CheckIn, CheckModel, DecideStage, EndPlacement, ForeseePair, LearntModel, LeftOut, ListsOf,
    ModelChecked, ModelShown, Order, PairForeseen, Shortlist, Shortlisted, StopProposals,
    TrainModel, Worth, check_in, check_model, decide_stage, end_placement, foresee_pair,
    record_special, replay, shortlist, start_stage, stop_proposals, train_model,
};
use etablera_casework::papers;
use etablera_casework::policy::Role;
use etablera_casework::words::Tongue;
use etablera_domain::PlacementId;
use etablera_domain::event::{Event, Recorded};
use etablera_matching::outcome::{Basis, Feature};
use etablera_reporting::document::{Block, Plot};
use etablera_storage::Hash;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::journeys::command;
use crate::support::{Desk, LICENSED, WITHOUT, day, each, engine, need, said, subject};

const OCCUPATIONS: [&str; 2] = ["ssyk:9320", "ssyk:9412"];

/// How somebody's trial went, as the log has it, to be told of others.
struct Course {
    who: &'static str,
    placement: PlacementId,
    need: &'static str,
    /// The place in the log before it.
    from: u64,
    events: Vec<Recorded>,
}

impl Desk {
    /// Needs in two occupations, and a programme.
    async fn workplaces(&self) {
        let of = |(id, work): (&str, &str)| {
            let mut need = need(id);
            need.occupation = Some(work.parse().unwrap());
            need.seats = 100.try_into().unwrap();
            need
        };
        let mut all: Vec<_> = ["N1", "N2"].into_iter().zip(OCCUPATIONS).map(of).collect();
        // Open to all, in the occupation of the first.
        let mut open = of(("N3", OCCUPATIONS[0]));
        open.tasks[0].requirements.clear();
        all.push(open);
        self.visits(all).await;
        self.adopts().await;
    }

    /// A trial by every rule of the programme, which begins today.
    async fn begins(&self, who: &'static str, profile: &str) -> Course {
        self.person(who, profile).await;
        let from = self.seq().await;
        self.enters(who).await;
        let placement = self.agreed(who, "N1").await;
        let today = self.today.get();
        let until = today + chrono::Days::new(150);
        let mut terms = self.terms(&today.to_string(), &until.to_string());
        // Nobody supervises more than two.
        terms.supervisor = format!("supervisor-{who}").parse().unwrap();
        self.drafts(&placement, terms).await;
        self.all_sign(&placement).await;
        start_stage(&self.office, &self.anna(), &self.start(who, "trial")).await.unwrap();
        Course { who, placement, need: "N1", from, events: Vec::new() }
    }

    async fn stops(&self, course: &Course, reason: &str) {
        let ends: EndPlacement =
            command(json!({ "placement": course.placement, "reason": reason }));
        end_placement(&self.office, &self.anna(), &ends).await.unwrap();
    }

    /// One trial that goes on, of somebody with the licence, and one that ends.
    async fn courses(&self, other: &str) -> [Course; 2] {
        let (mut on, mut off) = (self.begins("P1", LICENSED).await, self.begins("P2", other).await);
        for day_of_talk in ["2026-12-15", "2026-12-29"] {
            self.today.set(day(day_of_talk));
            let check: CheckIn = command(json!({ "participant": "P1" }));
            check_in(&self.office, &self.anna(), &check).await.unwrap();
        }
        let works: DecideStage = command(json!({
            "participant": "P1", "outcome": "continue", "reason": "works",
        }));
        decide_stage(&self.office, &self.anna(), &works).await.unwrap();
        self.stops(&off, "tasks_differ").await;
        self.today.set(day("2027-01-01"));
        start_stage(&self.office, &self.anna(), &self.start("P1", "employment")).await.unwrap();
        for course in [&mut on, &mut off] {
            let mut reader = self.office.store.read().await.unwrap();
            let head = reader.head().await.unwrap().seq;
            let who = subject(&format!("participant:{}", course.who));
            let about = reader.about(&who, head).await.unwrap();
            course.events = about.into_iter().filter(|one| one.seq > course.from).collect();
        }
        [on, off]
    }

    /// The same happened to others, at a need.
    async fn same(&self, course: &Course, (who, need): (&[String], &str)) {
        let mut events = Vec::new();
        for one in who {
            let placement = Uuid::from_u128(self.fresh()).to_string();
            for Recorded { event, .. } in &course.events {
                let text = serde_json::to_string(event).unwrap();
                let text = text
                    .replace(&format!("\"{}\"", course.who), &format!("\"{one}\""))
                    .replace(
                        &format!("participant:{}\"", course.who),
                        &format!("participant:{one}\""),
                    )
                    .replace(course.placement.as_str(), &placement)
                    .replace(&format!("\"{}\"", course.need), &format!("\"{need}\""))
                    .replace(&format!("need:{}\"", course.need), &format!("need:{need}\""));
                let mut event: Value = serde_json::from_str(&text).unwrap();
                event["id"] = Uuid::from_u128(self.fresh()).to_string().into();
                event["recorded_at"] = serde_json::to_value(self.anna().now).unwrap();
                events.push(serde_json::from_value::<Event>(event).unwrap());
            }
        }
        let mut writer = self.office.store.write().await.unwrap();
        writer.extend(events).await.unwrap();
        writer.commit().await.unwrap();
    }

    fn fresh(&self) -> u128 {
        // Each call has a later moment than the one before.
        let micros = self.anna().now.utc().timestamp_micros();
        (7 << 100) | micros as u128
    }

    /// People with a profile.
    async fn crowd(&self, (from, to): (usize, usize), profile: &str) -> Vec<String> {
        let ids: Vec<String> = (from..to).map(|n| format!("Q{n}")).collect();
        for id in &ids {
            self.person(id, profile).await;
        }
        ids
    }

    async fn learns(
        &self,
        more: Value,
    ) -> Result<LearntModel, etablera_casework::office::CaseError> {
        train_model(&self.office, &self.lead(), &engine(), &command::<TrainModel>(more)).await
    }

    async fn foresees(&self, learnt: &LearntModel, who: &str) -> PairForeseen {
        let ask: ForeseePair = command(json!({ "participant": who, "need": "N1" }));
        let of = (&ask, (learnt, Hash::START));
        foresee_pair(&self.office, &self.anna(), &engine(), of).await.unwrap()
    }

    async fn checks(&self, learnt: &LearntModel) -> ModelChecked {
        let ask: CheckModel = command(json!({ "operation": "OP1" }));
        let of = (&ask, (learnt, Hash::START));
        check_model(&self.office, &self.lead(), &engine(), of).await.unwrap()
    }

    /// What a model says stands in the access log with the model, is not said by
    /// another engine, and is not said while proposals are stopped.
    async fn is_asked_for_as_lists_are(&self, learnt: &LearntModel) {
        let mut reader = self.office.store.read().await.unwrap();
        let looks = reader.accesses(&subject("participant:Q1")).await.unwrap();
        drop(reader);
        let by = format!("`need:N1` by model {}", Hash::START);
        let is_told = |look: &etablera_storage::Logged| {
            look.access.action == "report model pair" && look.access.purpose.as_ref() == Some(&by)
        };
        assert!(looks.iter().any(is_told), "{looks:?}");

        let asks = async |learnt: &LearntModel| {
            let ask: ForeseePair = command(json!({ "participant": "Q1", "need": "N1" }));
            let of = (&ask, (learnt, Hash::START));
            said(foresee_pair(&self.office, &self.anna(), &engine(), of).await)
        };
        let mut other = learnt.clone();
        other.from.engine.training = Some(Hash::START);
        let error = asks(&other).await;
        assert!(error.contains("learnt with the training modules"), "{error}");
        let stop = StopProposals { reason: "bias_found".parse().unwrap() };
        stop_proposals(&self.office, &self.anna(), &stop).await.unwrap();
        let error = asks(learnt).await;
        assert!(error.contains("proposals are stopped"), "{error}");
    }

    /// 24 with the licence, of whom 20 went on, and 20 without, of whom 4 did.
    async fn history(&self) {
        self.workplaces().await;
        let [on, off] = self.courses(WITHOUT).await;
        let (with, without) =
            (self.crowd((0, 24), LICENSED).await, self.crowd((24, 44), WITHOUT).await);
        self.same(&on, (&with[..19], "N1")).await;
        self.same(&off, (&with[19..23], "N1")).await;
        self.same(&on, (&without[..4], "N1")).await;
        self.same(&off, (&without[4..19], "N1")).await;
        self.today.set(day("2027-02-15"));
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "it is one story")]
fn a_model_is_learnt_from_what_was_known_and_names_nobody() {
    each(|desk: Desk| async move {
        desk.history().await;
        let learnt = desk.learns(json!({ "operation": "OP1" })).await.unwrap();
        let (model, counts) = (&learnt.model, learnt.model.counts());
        assert_eq!((counts.trials(), counts.employed()), (44, 24));
        assert_eq!(model.basis(), Basis::Coefficients);
        // (24 + 10 × 1/2) / 54.
        assert!((model.base_rate().mean() - 29.0 / 54.0).abs() < 1e-12);
        let value = |feature| model.terms().iter().find(|term| term.feature == feature);
        // What goes together shares what one alone would have.
        assert!(value(Feature::PointsMet).unwrap().value > 0.05);
        assert!(value(Feature::Trainable).unwrap().value < -0.05);
        assert!(value(Feature::Kilometres).is_none(), "nobody lives anywhere here");
        let held_out = learnt.held_out.as_ref().unwrap();
        assert!(held_out.skill().unwrap() > 0.2 && held_out.auc.unwrap() > 0.75, "{held_out:?}");
        // All were proposed on one day, so that nobody knew how the others went.
        assert!(value(Feature::Earlier).is_none());
        assert_eq!(learnt.cells.iter().map(|cell| cell.trials).collect::<Vec<_>>(), [44, 44, 44]);

        let text = learnt.text();
        for id in ["Q1", "P1", "P2", "participant"] {
            assert!(!text.contains(&format!("\"{id}\"")), "{id} in {text}");
        }
        let (again, hash) = LearntModel::parse(&text).unwrap();
        assert_eq!((again.from, again.left_out), (learnt.from.clone(), learnt.left_out.clone()));
        let changed = text.replacen("\"trials\":44", "\"trials\":45", 1);
        assert!(
            LearntModel::parse(&changed).unwrap_err().to_string().contains("not what was written")
        );
        assert!(LearntModel::parse("{}").is_err());

        // One with the licence and one without.
        let (up, down) = (desk.foresees(&learnt, "Q1").await, desk.foresees(&learnt, "Q30").await);
        assert!(up.low < up.chance && up.chance < up.high && up.chance > 0.6, "{up:?}");
        assert!(down.chance < 0.45 && !down.reasons.is_empty(), "{down:?}");
        for tongue in Tongue::ALL {
            let lines = papers::model_pair(&up, tongue);
            assert!(
                lines.len() > 3 && lines.iter().all(|line| !line.contains("model-")),
                "{lines:?}"
            );
        }
        let shown = ModelShown::of(&learnt, hash);
        for tongue in [Tongue::Swedish, Tongue::English] {
            let paper = papers::model(&shown, tongue);
            let blocks = paper.sections.iter().flat_map(|section| &section.blocks);
            let lines = blocks.filter_map(|block| match block {
                Block::Chart(chart) => match &chart.plot {
                    Plot::Lines { lines, .. } => Some(lines.len()),
                    Plot::Bars { .. } => None,
                },
                _ => None,
            });
            assert_eq!(lines.collect::<Vec<_>>(), [2], "the curve and the diagonal");
            let said = format!("{paper:?}");
            assert!(!said.contains("model-"), "a key without words: {said}");
            assert_eq!(paper.tables().count(), 3 + usize::from(!shown.left_out.is_empty()));
        }
        // What somebody's profile became, who may know of whom, and what was
        // said where nobody has to answer, change nothing.
        let before = serde_json::to_string(model).unwrap();
        desk.profile("Q1", WITHOUT).await;
        let protect = r#"{"protection_set":{"protection":"secrecy_marking"}}"#;
        desk.write("participant:Q2", "2027-02-15", protect).await;
        let special = json!({
            "special": {
                "participant": "Q3", "asked_on": "2026-12-01", "disability": { "known": true },
                "reduced_capacity": "declined",
            },
            "purpose": "subsidy",
        });
        let coach = desk.call_of("anna", Role::Coach, "lulea");
        record_special(&desk.office, &coach, &command(special)).await.unwrap();
        let again = desk.learns(json!({ "operation": "OP1" })).await.unwrap();
        assert_eq!(serde_json::to_string(&again.model).unwrap(), before);
        assert_eq!(desk.foresees(&learnt, "Q4").await.chance, up.chance);
        assert!(desk.foresees(&learnt, "Q1").await.chance < up.chance);
        desk.is_asked_for_as_lists_are(&learnt).await;
    });
}

#[test]
fn who_is_left_out_is_counted_by_clause_and_too_little_is_refused() {
    each(|desk: Desk| async move {
        desk.history().await;
        let asks = |more: Value| desk.learns(more);
        for (more, expected) in [
            (json!({ "operation": "OP1", "least": 45 }), "44 trials to learn from: expected 45"),
            (json!({ "operation": "OP2" }), "0 trials to learn from: expected 40"),
            (json!({ "until": "2026-12-20" }), "0 trials to learn from"),
            // Work may still follow a trial, and whoever works already has no
            // say before the others: 29 December and 28 days, 31 December and 28.
            (json!({ "until": "2027-01-10" }), "0 trials to learn from"),
            (json!({ "until": "2027-01-25" }), "0 trials to learn from"),
            (json!({ "until": "2027-01-26" }), "20 trials to learn from"),
            (json!({ "until": "2027-01-27" }), "20 trials to learn from"),
            (json!({ "until": "2027-02-16" }), "2027-02-16 has not come"),
        ] {
            let error = said(asks(more.clone()).await);
            assert!(error.starts_with(expected), "{more}: {error}");
        }
        let employer = desk.call_of("ove", Role::Employer, "lulea");
        let ask: TrainModel = command(json!({}));
        assert!(train_model(&desk.office, &employer, &engine(), &ask).await.is_err());
        // Nothing has been proposed since.
        let learnt = asks(json!({})).await.unwrap();
        let none = desk.checks(&learnt).await;
        assert_eq!((none.trials, none.reliability.is_none(), none.drifted), (0, true, false));
        assert!(papers::model_check(&none, Tongue::English).tables().count() <= 1);

        // One objects, one goes on trying, one ended for nothing that a match
        // can help, and one found work though the trial ended.
        desk.write("participant:Q0", "2027-02-15", r#"{"objected":{"to":"matching"}}"#).await;
        desk.begins("P3", LICENSED).await;
        let fourth = desk.begins("P4", LICENSED).await;
        desk.stops(&fourth, "workplace_changed").await;
        let works = r#"{"status_observed":{"status":"employed"}}"#;
        desk.write("participant:P2", "2027-01-04", works).await;
        // Whoever is left out is, also where they found work.
        desk.write("participant:P3", "2027-02-15", works).await;
        desk.write("participant:P4", "2027-02-15", works).await;
        let soon = asks(json!({})).await.unwrap();
        assert_eq!(soon.left_out.get(&LeftOut::TooSoon), Some(&1), "{:?}", soon.left_out);
        desk.today.set(day("2027-03-16"));
        let learnt = asks(json!({})).await.unwrap();
        let counts = learnt.model.counts();
        assert_eq!((counts.trials(), counts.employed()), (43, 24));
        let clauses = [(LeftOut::Objected, 1), (LeftOut::Undecided, 1), (LeftOut::SaysNothing, 1)];
        assert_eq!(learnt.left_out, BTreeMap::from(clauses));
        let none = asks(json!({ "least": 43, "job_days": 1 })).await.unwrap();
        assert_eq!(none.model.counts().employed(), 23, "work came later than that");
    });
}

/// By hand: at N1 6 of 24 went on and at N2 9 of 10; strength 10. All: (15 +
/// 5) / 44 = 5/11. N1's occupation: (6 + 50/11) / 34, its employer in it: (6 +
/// 10 × that) / 34. N2 likewise with 9 of 10.
#[test]
#[expect(clippy::too_many_lines, reason = "it is one story")]
fn rows_of_one_tier_are_ordered_by_what_trials_are_worth() {
    each(|desk: Desk| async move {
        desk.workplaces().await;
        let tried = desk.crowd((0, 34), LICENSED).await;
        let [on, off] = desk.courses(LICENSED).await;
        desk.same(&on, (&tried[..5], "N1")).await;
        desk.same(&off, (&tried[5..22], "N1")).await;
        desk.same(&on, (&tried[22..31], "N2")).await;
        desk.same(&off, (&tried[31..32], "N2")).await;
        desk.person("P9", LICENSED).await;
        desk.person("P8", WITHOUT).await;
        let lists = |(who, order): (&str, Order)| {
            let of = ListsOf::Participant(who.parse().unwrap());
            Shortlist { of, top: 10, all: true, as_of: None, on: None, order }
        };
        let worth = Order::Surplus(Worth { value: 100_000, cost: 20_000 });
        let asks_for = async |who, order| -> Shortlisted {
            let ask = lists((who, order));
            shortlist(&desk.office, &desk.anna(), &engine(), &ask).await.unwrap()
        };
        let asks = async |order| asks_for("P9", order).await;
        let rows = |list: &Shortlisted| -> Vec<Value> {
            list.rows.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
        };
        let plain = asks(Order::Points).await;
        assert_eq!(rows(&plain)[0]["need"], "N1", "equal points go by id");
        assert!(!plain.rows.contains("surplus") && plain.pins.experience.is_empty());
        let pins = serde_json::to_string(&plain.pins).unwrap();
        assert!(!pins.contains("order") && !pins.contains("experience"), "{pins}");

        let list = asks(worth).await;
        let found = rows(&list);
        let by_hand = |(all, yes): (f64, f64)| {
            let whole = 5.0 / 11.0;
            let work = (yes + 10.0 * whole) / (all + 10.0);
            (yes + 10.0 * work) / (all + 10.0)
        };
        for (row, (need, trials, went_on)) in
            found.iter().zip([("N2", 10.0, 9.0), ("N1", 24.0, 6.0)])
        {
            let surplus = &row["surplus"];
            let chance = by_hand((trials, went_on));
            assert_eq!((&row["need"], &row["tier"]), (&json!(need), &found[0]["tier"]));
            assert_eq!(
                (surplus["trials"].as_f64(), surplus["went_on"].as_f64()),
                (Some(trials), Some(went_on))
            );
            let is = |name: &str| surplus[name].as_f64().unwrap();
            assert!((is("chance") - chance).abs() < 1e-6, "{surplus}");
            assert!((is("expected") - (chance * 100_000.0 - 20_000.0)).abs() < 0.01, "{surplus}");
            assert!(is("low") < chance && chance < is("high"));
            assert_eq!(surplus["employer"], "E1");
        }
        assert_eq!(found[0]["rank"], 1);
        // A better tier comes first, whatever is expected of it.
        let other = rows(&asks_for("P8", worth).await);
        let tiers: Vec<_> = other.iter().map(|row| (&row["need"], &row["tier"])).collect();
        let (ready, trainable) = (json!("ready"), json!("trainable"));
        let (n1, n2, n3) = (json!("N1"), json!("N2"), json!("N3"));
        assert_eq!(tiers, [(&n3, &ready), (&n2, &trainable), (&n1, &trainable)]);
        assert_eq!(other[0]["surplus"], other[2]["surplus"], "one cell");
        // What was pinned gives the same bytes, also when more is known.
        desk.same(&on, (&tried[32..], "N1")).await;
        assert_ne!(asks(worth).await.rows, list.rows);
        // Whoever is protected counts for nobody: a replay shows what is pinned.
        let at_first = async || {
            let rows = rows(&asks(worth).await);
            rows.iter().find(|row| row["need"] == "N1").unwrap()["surplus"]["trials"].clone()
        };
        assert_eq!(at_first().await, 26);
        let protect = r#"{"protection_set":{"protection":"secrecy_marking"}}"#;
        desk.write("participant:Q0", "2027-01-01", protect).await;
        assert_eq!(at_first().await, 25);
        let auditor = desk.call_of("rev", Role::Auditor, "lulea");
        for receipt in [plain.receipt, list.receipt] {
            let again = replay(&desk.office, &auditor, &engine(), receipt).await.unwrap();
            assert!(again.is_same());
        }
    });
}
