//! Lists made from what is kept in memory are those that the store gives.

use std::sync::Arc;

use etablera_casework::office::{
    Call, CaseError, Engine, ListsOf, Live, Shortlist, Shortlisted, StopProposals,
    resume_proposals, shortlist, stop_proposals,
};
use etablera_casework::policy::{Policies, PolicyFile, Role};
use etablera_domain::Need;
use etablera_storage::{Access, Address, Logged, Store};
use proptest::prelude::*;
use proptest::test_runner::Config;

use crate::shared::{each_address, office_at};
use crate::support::{Desk, LICENSED, WITHOUT, asked, day, each, engine, need, subject};

/// People and needs that steps are about.
const PEOPLE: [&str; 4] = ["P1", "P2", "P3", "P10"];
const NEEDS: [&str; 4] = ["N1", "N2", "N3", "N10"];

type Kept = Arc<Live<'static>>;

impl Desk {
    pub(crate) async fn live(&self) -> Kept {
        Arc::new(Live::build(&self.office, &engine(), self.today.get()).await.unwrap())
    }

    /// A list from memory and from the store are the same, with what they were
    /// made from, or fail in the same words.
    async fn same_list(&self, live: &Kept, call: impl Fn() -> Call, command: &Shortlist) -> String {
        let kept = self.made(&live.engine(), &call(), command).await;
        let stored = self.made(&engine(), &call(), command).await;
        match (kept, stored) {
            (Ok(kept), Ok(stored)) => {
                let json = |list: &Shortlisted| serde_json::to_string(&list.pins).unwrap();
                assert_eq!(kept.rows, stored.rows, "{command:?}");
                assert_eq!(json(&kept), json(&stored), "{command:?}");
                kept.rows
            }
            (kept, stored) => {
                let told = |made: Result<Shortlisted, CaseError>| made.map_err(|e| e.to_string());
                let (kept, stored) = (told(kept), told(stored));
                assert_eq!(kept, stored, "{command:?}");
                String::new()
            }
        }
    }

    async fn made(
        &self,
        engine: &Engine<'_>,
        call: &Call,
        command: &Shortlist,
    ) -> Result<Shortlisted, CaseError> {
        shortlist(&self.office, call, engine, command).await
    }

    /// The lists of everybody and everything here are the same for all who may
    /// ask; says what was in them.
    pub(crate) async fn all_the_same(&self, live: &Kept) -> Vec<String> {
        let mut rows = Vec::new();
        for turn in 0..PEOPLE.len() {
            rows.extend(self.some_the_same(live, turn).await);
        }
        rows
    }

    /// The same for one person and one need, in turn.
    async fn some_the_same(&self, live: &Kept, turn: usize) -> Vec<String> {
        let who = ListsOf::Participant(PEOPLE[turn % PEOPLE.len()].parse().unwrap());
        let what = ListsOf::Need(NEEDS[turn % NEEDS.len()].parse().unwrap());
        let callers = [
            ("anna", Role::Matcher, "lulea"),
            ("bo", Role::Coach, "lulea"),
            ("eva", Role::Matcher, "boden"),
        ];
        let mut rows = Vec::new();
        for of in [who, what] {
            for (actor, role, organisation) in callers {
                let mut command = asked(of.clone(), None);
                // Short lists, and all pairs, each in turn.
                command.top = if turn.is_multiple_of(2) { 10 } else { 2 };
                command.all = turn.is_multiple_of(3);
                let call = || self.call_of(actor, role, organisation);
                rows.push(self.same_list(live, call, &command).await);
            }
        }
        rows
    }

    /// The list of one need, and those of the first people, are the same when
    /// memory is read anew.
    pub(crate) async fn agrees(&self, need: &str) {
        let live = self.live().await;
        for of in [
            ListsOf::Need(need.parse().unwrap()),
            ListsOf::Participant("P1".parse().unwrap()),
            ListsOf::Participant("P2".parse().unwrap()),
        ] {
            self.same_list(&live, || self.anna(), &asked(of, None)).await;
        }
    }
}

/// Something that happens.
#[derive(Clone, Debug)]
enum Step {
    /// To a person, in their stream.
    Person(usize, &'static str),
    Profile(usize, usize),
    Need(usize, usize),
    /// A need is closed, or opened again.
    Ends(usize, bool),
    /// A pair is decided against, or no longer.
    Bar(usize, Option<usize>, bool),
    Proposed(usize, usize),
    Erased(usize),
    /// A process ends and another begins.
    Restart,
    /// Nobody asks for some time.
    Unseen,
    Tomorrow,
}

/// What happens to a person.
const HAPPENS: [&str; 14] = [
    r#"{"registered":{"organisation":"lulea"}}"#,
    r#"{"registered":{"organisation":"boden"}}"#,
    r#"{"case_assigned":{"to":"anna"}}"#,
    r#"{"handed_over":{"from":"anna","to":"bo"}}"#,
    r#"{"case_shared":{"with":"boden","purpose":"referral"}}"#,
    r#"{"case_shared":{"with":"boden","purpose":"referral","until":"2026-12-02"}}"#,
    r#"{"case_unshared":{"with":"boden"}}"#,
    r#"{"protection_set":{"protection":"secrecy_marking"}}"#,
    r#"{"protection_set":{"protection":"none"}}"#,
    r#"{"objected":{"to":"matching"}}"#,
    r#"{"objection_settled":{"to":"matching","settlement":"overruled","reason":"outweighed"}}"#,
    r#"{"closed":{"reason":"moved_away"}}"#,
    r#"{"reopened":{}}"#,
    r#"{"consented":{"to":"network"}}"#,
];

/// Profiles: silent, licensed, with wishes, and with a concept that is not in
/// the taxonomy.
fn profile(which: usize) -> String {
    let wishes = r#""wishes":{"refuses":[{"need":"N2"}],"prefers":[{"need":"N10"}]}"#;
    match which {
        0 => WITHOUT.to_owned(),
        1 => LICENSED.to_owned(),
        2 => format!("{LICENSED},{wishes}"),
        3 => format!(r#"{WITHOUT},"hours":{{"from":20,"to":40}},"home":{{"municipality":"2580"}}"#),
        _ => format!(
            r#"{WITHOUT},"competences":[{{"concept":"ssyk:9999","level":2,"evidence":"stated"}}]"#
        ),
    }
}

/// Needs: of a visit, without musts, imported, imported and confirmed, far
/// away, and with a concept that is not in the taxonomy.
fn variant(id: &str, which: usize) -> Need {
    let mut made = need(id);
    let import = |confirmed: &str| {
        serde_json::from_str(&format!(r#"{{"import":{{"source":"ads:1"{confirmed}}}}}"#)).unwrap()
    };
    match which {
        0 => {}
        1 => made.tasks.remove(0).requirements.clear(),
        2 => made.origin = import(""),
        3 => made.origin = import(r#","confirmed_on":"2026-11-30""#),
        4 => made.workplace = serde_json::from_str(r#"{"municipality":"2584"}"#).unwrap(),
        _ => made.occupation = Some("ssyk:9999".parse().unwrap()),
    }
    if which == 1 {
        made.tasks[0].share_permille = serde_json::from_str("1000").unwrap();
    }
    made
}

fn step() -> impl Strategy<Value = Step> {
    let person = || 0..PEOPLE.len();
    let of = || 0..NEEDS.len();
    prop_oneof![
        10 => (person(), 0..HAPPENS.len()).prop_map(|(who, what)| Step::Person(who, HAPPENS[what])),
        5 => (person(), 0..24_usize).prop_map(|(who, which)| Step::Profile(who, which / 5)),
        5 => (of(), 0..26_usize).prop_map(|(need, which)| Step::Need(need, which / 5)),
        3 => (of(), any::<bool>()).prop_map(|(need, again)| Step::Ends(need, again)),
        3 => (person(), proptest::option::weighted(0.8, of()), any::<bool>())
            .prop_map(|(who, need, lifted)| Step::Bar(who, need, lifted)),
        2 => (person(), of()).prop_map(|(who, need)| Step::Proposed(who, need)),
        1 => person().prop_map(Step::Erased),
        1 => Just(Step::Restart),
        3 => Just(Step::Unseen),
        1 => Just(Step::Tomorrow),
    ]
}

impl Desk {
    async fn happens(&self, step: &Step) {
        let whom = |who: &usize| format!("participant:{}", PEOPLE[*who]);
        let of = |need: &usize| subject(&format!("need:{}", NEEDS[*need]));
        let today = self.today.get().to_string();
        match step {
            Step::Person(who, what) => drop(self.write(&whom(who), &today, what).await),
            Step::Profile(who, which) => self.profile(PEOPLE[*who], &profile(*which)).await,
            Step::Need(need, which) => {
                let record = variant(NEEDS[*need], *which);
                let what = serde_json::json!({ "need_recorded": { "need": record } });
                let about = [of(need), subject("employer:E1")];
                self.write_about(about, &today, &what.to_string()).await;
            }
            Step::Ends(need, again) => {
                let what =
                    if *again { r#"{"reopened":{}}"# } else { r#"{"closed":{"reason":"filled"}}"# };
                self.write(&of(need).to_string(), &today, what).await;
            }
            Step::Bar(who, need, lifted) => self.decides(*who, *need, *lifted).await,
            Step::Proposed(who, need) => {
                let what = serde_json::json!({ "proposed": {
                    "participant": PEOPLE[*who], "need": NEEDS[*need], "rank": 1,
                    "receipt": "01930d5c-0000-7000-8000-000000000001",
                }});
                let placement = format!("placement:{}-{}", PEOPLE[*who], NEEDS[*need]);
                let about = [subject(&placement), subject(&whom(who)), of(need)];
                self.write_about(about, &today, &what.to_string()).await;
            }
            Step::Erased(who) => self.erases(&whom(who), &today).await,
            Step::Restart | Step::Unseen => {}
            Step::Tomorrow => self.today.set(self.today.get() + chrono::Days::new(1)),
        }
    }

    async fn decides(&self, who: usize, need: Option<usize>, lifted: bool) {
        let participant = PEOPLE[who];
        let need = need.map(|need| NEEDS[need]);
        let mut what = serde_json::json!({ "participant": participant, "reason": "not_fit" });
        if let Some(need) = need {
            what["need"] = need.into();
        }
        if !lifted {
            what["choice"] = if need.is_some() { "bar" } else { "keep_out" }.into();
            what["note"] = "01930d5c-0000-7000-8000-000000000002".into();
        }
        let what = serde_json::json!({
            if lifted { "override_lifted" } else { "overridden" }: what
        });
        let mut about = vec![subject(&format!("participant:{participant}"))];
        about.extend(need.map(|need| subject(&format!("need:{need}"))));
        let today = self.today.get().to_string();
        self.write_among(about, &today, &what.to_string()).await;
    }

    /// As an erasure that is carried out: the registers and the log at once.
    async fn erases(&self, whom: &str, today: &str) {
        let mut writer = self.office.store.write().await.unwrap();
        writer.erase(&subject(whom)).await.unwrap();
        writer.commit().await.unwrap();
        let what = r#"{"erased":{"certificate":"01930d5c-0000-7000-8000-000000000001"}}"#;
        self.write(whom, today, what).await;
    }
}

proptest! {
    #![proptest_config(Config { cases: 5, max_shrink_iters: 24, ..Config::default() })]

    #[test]
    fn lists_are_the_same_whatever_happens_and_whoever_writes(
        steps in prop::collection::vec((step(), any::<bool>()), 4..24)
    ) {
        each_address(async |office, other: Store| {
            let mut desk = Desk::new(office);
            let mut other = other;
            desk.needs(&["N1", "N2"]).await;
            desk.person("P1", LICENSED).await;
            desk.person("P2", WITHOUT).await;
            let mut live = desk.live().await;
            desk.all_the_same(&live).await;
            for (turn, (step, behind)) in steps.iter().enumerate() {
                // Another process writes: this one has not heard of it.
                if *behind {
                    std::mem::swap(&mut desk.office.store, &mut other);
                }
                desk.happens(step).await;
                if *behind {
                    std::mem::swap(&mut desk.office.store, &mut other);
                }
                match step {
                    Step::Unseen => continue,
                    Step::Restart => live = desk.live().await,
                    _ => {}
                }
                // The first of them follows: it is about somebody else each time.
                desk.some_the_same(&live, turn).await;
            }
            desk.all_the_same(&live).await;
            let fresh = desk.live().await;
            assert_eq!((fresh.head(), fresh.size()), (live.head(), live.size()));
        });
    }
}

#[test]
fn lists_are_the_same_after_each_thing_that_can_happen() {
    let mut steps: Vec<Step> = Vec::new();
    steps.extend(HAPPENS.iter().map(|what| Step::Person(0, what)));
    steps.extend((0..5).map(|which| Step::Profile(1, which)));
    steps.extend((0..6).map(|which| Step::Need(0, which)));
    steps.extend([false, true].map(|again| Step::Ends(1, again)));
    steps.extend([Step::Profile(1, 2), Step::Need(0, 0), Step::Bar(1, Some(0), false)]);
    steps.extend([Step::Bar(1, None, false), Step::Bar(1, None, true), Step::Proposed(1, 1)]);
    steps.extend([Step::Tomorrow, Step::Person(1, HAPPENS[11]), Step::Erased(1)]);
    each(|desk: Desk| {
        let steps = steps.clone();
        async move {
            desk.needs(&["N1", "N2"]).await;
            desk.person("P1", LICENSED).await;
            desk.person("P2", WITHOUT).await;
            let live = desk.live().await;
            let mut lists = 0;
            for step in &steps {
                desk.happens(step).await;
                for turn in 0..2 {
                    let rows = desk.some_the_same(&live, turn).await;
                    lists += rows.iter().filter(|rows| !rows.is_empty()).count();
                }
            }
            assert!(lists > 100, "{lists}");
            assert_eq!(live.size(), desk.live().await.size());
        }
    });
}

#[test]
fn a_concept_that_the_taxonomy_lacks_stops_the_lists_that_it_belongs_in() {
    each(|desk: Desk| async move {
        desk.needs(&["N1", "N2"]).await;
        desk.person("P1", LICENSED).await;
        desk.person("P2", &profile(4)).await;
        let live = desk.live().await;
        desk.all_the_same(&live).await;
        let of = |of| asked(of, None);
        let (first, second) = ("P1".parse().unwrap(), "P2".parse().unwrap());
        let fails = async |command: &Shortlist| {
            let made = desk.made(&live.engine(), &desk.anna(), command).await;
            made.map_err(|error| error.to_string()).unwrap_err()
        };
        assert!(fails(&of(ListsOf::Participant(second))).await.contains("participant `P2` names"));
        let one = of(ListsOf::Participant(first));
        assert!(!desk.same_list(&live, || desk.anna(), &one).await.is_empty());
        desk.happens(&Step::Need(1, 5)).await;
        desk.all_the_same(&live).await;
        assert!(fails(&one).await.contains("need `N2` names"));
        desk.happens(&Step::Need(1, 0)).await;
        assert!(!desk.same_list(&live, || desk.anna(), &one).await.is_empty());
    });
}

#[test]
fn a_list_is_made_at_the_end_of_the_log_and_says_so() {
    each(|desk: Desk| async move {
        desk.needs(&["N1", "N2"]).await;
        desk.person("P1", LICENSED).await;
        let live = desk.live().await;
        assert_eq!((live.size().people, live.size().needs), (1, 2));
        desk.person("P2", WITHOUT).await;
        let head = desk.office.store.read().await.unwrap().head().await.unwrap();
        assert_ne!(live.head(), head);
        let rows = desk.all_the_same(&live).await;
        assert_eq!(live.head(), head);
        // Something was compared: lists of people and of needs, with rows.
        assert!(rows.iter().any(|rows| rows.lines().count() == 2), "{rows:?}");
        assert_eq!(live.follow(&desk.office, desk.today.get()).await.unwrap(), head);
        assert_eq!((live.size().people, live.size().needs), (2, 2));
    });
}

#[test]
fn what_is_asked_of_another_time_comes_from_the_store() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        let live = desk.live().await;
        let seq = desk.seq().await;
        desk.person("P2", LICENSED).await;
        let of = || ListsOf::Need("N1".parse().unwrap());
        let mut other_day = asked(of(), None);
        other_day.on = Some(day("2027-06-01"));
        for command in [
            asked(of(), Some(seq)),
            asked(ListsOf::EveryNeed, None),
            asked(ListsOf::EveryParticipant, None),
            other_day,
        ] {
            assert!(!desk.same_list(&live, || desk.anna(), &command).await.is_empty());
        }
        // A day that was asked for does not become the day of today's lists.
        assert!(!desk.same_list(&live, || desk.anna(), &asked(of(), None)).await.is_empty());
    });
}

#[test]
fn policies_that_name_somebody_are_asked_about_everybody() {
    each(|mut desk: Desk| async move {
        let mut files: Vec<PolicyFile> = PolicyFile::shipped();
        let text = r#"@id("own.one") @reason("one person and one need are for nobody")
            forbid (principal, action, resource)
            when { resource == Participant::"P2" || resource == Need::"N2" };"#;
        files.push(PolicyFile::new("own.cedar", text));
        desk.office.policies = Policies::load(&files).unwrap();
        assert!(!desk.office.policies.goes_by_facts());
        let plain = Policies::shipped();
        assert!(plain.goes_by_facts());
        let policies = std::mem::replace(&mut desk.office.policies, plain);
        desk.needs(&["N1", "N2", "N3"]).await;
        for id in ["P1", "P2", "P3"] {
            desk.person(id, LICENSED).await;
        }
        desk.office.policies = policies;
        let live = desk.live().await;
        desk.all_the_same(&live).await;
        let of = asked(ListsOf::Participant("P1".parse().unwrap()), None);
        let rows = desk.same_list(&live, || desk.anna(), &of).await;
        assert_eq!(rows.lines().count(), 2);
        assert!(!rows.contains("N2"));
        let of = asked(ListsOf::Need("N1".parse().unwrap()), None);
        let rows = desk.same_list(&live, || desk.anna(), &of).await;
        assert_eq!(rows.lines().count(), 2);
        assert!(!rows.contains("P2"));
    });
}

#[test]
fn another_log_is_read_anew() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        let live = desk.live().await;
        // As after a restore: another log, longer than the one that is known.
        let folder = tempfile::tempdir().unwrap();
        let file = Address::file(&folder.path().join("other.db"));
        let other = Desk::new(office_at(&file).await);
        other.needs(&["N2", "N3"]).await;
        for id in ["P3", "P10"] {
            other.person(id, WITHOUT).await;
            other.write(&format!("participant:{id}"), "2026-11-20", HAPPENS[4]).await;
        }
        other.all_the_same(&live).await;
        assert_eq!((live.size().people, live.size().needs), (2, 2));
        // And back to a shorter one.
        desk.all_the_same(&live).await;
        assert_eq!((live.size().people, live.size().needs), (1, 1));
        other.office.store.close().await;
    });
}

#[test]
fn a_profile_that_is_not_there_stops_the_lists_that_it_belongs_in() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        desk.person("P2", LICENSED).await;
        let missing = r#"{"profile_recorded":{"profile":"01930d5c-0000-7000-8000-00000000000f","source":"interview"}}"#;
        desk.write("participant:P2", "2026-11-20", missing).await;
        let live = desk.live().await;
        let rows = desk.all_the_same(&live).await;
        assert!(rows.iter().any(|rows| !rows.is_empty()), "the list of `P1` stands");
        let of = asked(ListsOf::Need("N1".parse().unwrap()), None);
        let error = shortlist(&desk.office, &desk.anna(), &live.engine(), &of).await.unwrap_err();
        assert_eq!(error.to_string(), "the profile of `participant:P2` is not there");
    });
}

#[test]
fn a_store_that_cannot_be_read_is_an_error_and_not_an_old_list() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        let live = desk.live().await;
        desk.office.store.close().await;
        let of = asked(ListsOf::Participant("P1".parse().unwrap()), None);
        let error = shortlist(&desk.office, &desk.anna(), &live.engine(), &of).await.unwrap_err();
        assert!(matches!(error, CaseError::Store(_)), "{error}");
        let error = live.follow(&desk.office, desk.today.get()).await.unwrap_err();
        assert!(matches!(error, CaseError::Store(_)), "{error}");
    });
}

#[test]
fn lists_that_come_together_are_each_kept_and_logged() {
    each(|desk: Desk| async move {
        desk.needs(&["N1", "N2"]).await;
        for id in ["P1", "P2", "P3"] {
            desk.person(id, LICENSED).await;
        }
        let protect = r#"{"protection_set":{"protection":"secrecy_marking"}}"#;
        desk.write("participant:P3", "2026-11-30", protect).await;
        let live = desk.live().await;
        let engine = live.engine();
        let of = |id: &str| asked(ListsOf::Participant(id.parse().unwrap()), None);
        let (first, second, third) = (of("P1"), of("P2"), of("P3"));
        let mut keyed = desk.anna();
        keyed.key = Some("k1".to_owned());
        let (anna, bo, eva) = (desk.anna(), desk.bo(), desk.call_of("eva", Role::Matcher, "boden"));
        let before = desk.seen().await;
        let office = &desk.office;
        let told = tokio::join!(
            shortlist(office, &anna, &engine, &first),
            shortlist(office, &bo, &engine, &second),
            shortlist(office, &eva, &engine, &second),
            shortlist(office, &bo, &engine, &third),
            shortlist(office, &anna, &engine, &third),
            shortlist(office, &keyed, &engine, &first),
            shortlist(office, &keyed, &engine, &first),
        );
        // Refused as if each had come alone, and nobody else for it.
        assert!(told.2.unwrap_err().is_refusal() && told.3.unwrap_err().is_refusal());
        let kept = [told.0, told.1, told.4, told.5, told.6].map(Result::unwrap);
        assert!(kept.iter().all(|list| list.rows.lines().count() == 2));
        assert_eq!((&kept[3], &kept[0].rows), (&kept[4], &kept[3].rows));
        let receipts: std::collections::BTreeSet<_> =
            kept.iter().map(|list| list.receipt).collect();
        assert_eq!(receipts.len(), 4);
        let mut reader = office.store.read().await.unwrap();
        for list in &kept {
            let receipt = reader.receipt(list.receipt).await.unwrap().unwrap();
            assert_eq!(receipt.pins, serde_json::to_string(&list.pins).unwrap());
        }
        drop(reader);
        let accesses = desk.seen().await.split_off(before.len());
        let mut logged: Vec<_> =
            accesses.iter().map(|(who, what, allowed)| (&**who, &**what, *allowed)).collect();
        logged.sort_unstable();
        let asks = "match_people";
        let expected = [
            ("anna", asks, true),
            ("anna", asks, true),
            ("anna", asks, true),
            ("anna", "repeat shortlist", true),
            ("bo", asks, false),
            ("bo", asks, true),
            ("eva", asks, false),
        ];
        assert_eq!(logged, expected);
    });
}

#[test]
fn whoever_goes_away_takes_nobody_along() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        desk.person("P2", LICENSED).await;
        let live = desk.live().await;
        let engine = live.engine();
        let of = |id: &str| asked(ListsOf::Participant(id.parse().unwrap()), None);
        let (first, second) = (of("P1"), of("P2"));
        for turns in 0..60 {
            let (gone, stays) = (desk.anna(), desk.bo());
            let goes = async {
                let list = shortlist(&desk.office, &gone, &engine, &first);
                let mut left = turns;
                let wait = std::future::poll_fn(|context| {
                    if left == 0 {
                        return std::task::Poll::Ready(());
                    }
                    left -= 1;
                    context.waker().wake_by_ref();
                    std::task::Poll::Pending
                });
                tokio::select! { biased; list = list => Some(list), () = wait => None }
            };
            let (_, list) = tokio::join!(goes, shortlist(&desk.office, &stays, &engine, &second));
            assert_eq!(list.unwrap().rows.lines().count(), 1, "after {turns} turns");
        }
        desk.all_the_same(&live).await;
    });
}

#[test]
fn the_switch_stops_lists_from_memory() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        let live = desk.live().await;
        let stop = StopProposals { reason: "check".parse().unwrap() };
        stop_proposals(&desk.office, &desk.lead(), &stop).await.unwrap();
        desk.all_the_same(&live).await;
        let of = asked(ListsOf::Participant("P1".parse().unwrap()), None);
        let error = shortlist(&desk.office, &desk.anna(), &live.engine(), &of).await;
        assert!(matches!(error, Err(CaseError::Wrong(_))));
        resume_proposals(&desk.office, &desk.lead()).await.unwrap();
        let rows = desk.all_the_same(&live).await;
        assert!(rows.iter().any(|rows| !rows.is_empty()));
    });
}

impl Desk {
    /// Who asked for what, and whether they might.
    async fn seen(&self) -> Vec<(String, String, bool)> {
        let mut reader = self.office.store.read().await.unwrap();
        let all = reader.all_accesses(0, 10_000).await.unwrap();
        let line = |logged: Logged| {
            let Access { actor, action, allowed, .. } = logged.access;
            (actor.to_string(), action, allowed)
        };
        all.into_iter().map(line).collect()
    }
}
