//! Agreements: every path through the machines against a plain telling of the
//! rules, and the days and limits one by one.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[path = "common/story.rs"]
mod story;

use chrono::Days;
use etablera_domain::event::{Code, Event, Happening, PlacementTerms, Promise, Service, Signatory};
use etablera_programme::agreement::{
    Assignment, LengthFinding, PlacementAgreement, PlacementRefusal, PlacementStep,
    ServiceAgreement, ServiceRefusal, ServiceStep, Status, assign, length,
};
use etablera_programme::rules::Rules;
use proptest::prelude::*;
use story::{day, event};

fn code(text: &str) -> Code {
    text.parse().unwrap()
}

// Agreements on placements.

/// What anybody may try.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Try {
    /// The next version, with or without money.
    Draft(bool),
    /// The version that holds already.
    OldDraft,
    /// A party, who wrote it, and whether on behalf of the party.
    Approve(Signatory, &'static str, bool),
    Reject(Signatory),
    End,
}

const TRIES: [Try; 13] = [
    Try::Draft(false),
    Try::Draft(true),
    Try::OldDraft,
    Try::Approve(Signatory::Participant, "p", false),
    Try::Approve(Signatory::Participant, "anna", true),
    Try::Approve(Signatory::Employer, "e", false),
    Try::Approve(Signatory::Coach, "anna", false),
    Try::Approve(Signatory::DecisionMaker, "anna", false),
    Try::Approve(Signatory::DecisionMaker, "eva", false),
    Try::Approve(Signatory::DecisionMaker, "eva", true),
    Try::Reject(Signatory::Employer),
    Try::End,
    Try::Approve(Signatory::Participant, "anna", false),
];

fn terms(money: bool, until: &str) -> PlacementTerms {
    PlacementTerms {
        measure: code("trial"),
        from: day("2026-12-01"),
        until: day(until),
        supervisor: "sara".parse().unwrap(),
        money,
    }
}

fn written(one: Try, version: u32) -> Event {
    let what = match one {
        Try::Draft(money) => {
            let terms = terms(money, "2026-12-31");
            Happening::AgreementDrafted { version: version + 1, terms }
        }
        Try::OldDraft => Happening::AgreementDrafted { version, terms: terms(false, "2026-12-31") },
        Try::Approve(by, _, behalf) => {
            let on_behalf = behalf.then(|| code("signed_on_paper"));
            Happening::AgreementApproved { version, by, on_behalf }
        }
        Try::Reject(by) => Happening::AgreementRejected { version, by, reason: code("hours") },
        Try::End => Happening::PlacementEnded { reason: code("works") },
    };
    let by = if let Try::Approve(_, by, _) = one { by } else { "anna" };
    let event = event(1, day("2026-11-20"), "placement:L1", what);
    Event { by: by.parse().unwrap(), ..event }
}

/// What was tried and allowed, told anew from the beginning each time.
struct Told<'h>(&'h [Try]);

impl Told<'_> {
    fn money(&self) -> Option<bool> {
        self.0
            .iter()
            .rev()
            .find_map(|one| if let Try::Draft(money) = one { Some(*money) } else { None })
    }

    fn since_draft(&self) -> &[Try] {
        let at = self.0.iter().rposition(|one| matches!(one, Try::Draft(_)));
        at.map_or(&[], |at| &self.0[at + 1..])
    }

    fn approved(&self, by: Signatory) -> Option<&'static str> {
        let since = self.since_draft().iter();
        since.rev().find_map(|one| match one {
            Try::Approve(of, actor, _) if *of == by => Some(*actor),
            _ => None,
        })
    }

    /// Whether somebody approved as another party, for themselves.
    fn own(&self, actor: &str, by: Signatory) -> bool {
        self.since_draft()
            .iter()
            .any(|one| matches!(one, Try::Approve(of, who, false) if *of != by && *who == actor))
    }

    fn all_approved(&self) -> bool {
        let least = [Signatory::Participant, Signatory::Employer, Signatory::Coach];
        let decided = self.approved(Signatory::DecisionMaker).is_some();
        self.money().is_some_and(|money| !money || decided)
            && least.iter().all(|by| self.approved(*by).is_some())
            && !self.rejected()
    }

    fn rejected(&self) -> bool {
        self.since_draft().iter().any(|one| matches!(one, Try::Reject(_)))
    }

    fn allows(&self, one: Try) -> bool {
        let Some(money) = self.money() else {
            return !self.0.contains(&Try::End) && matches!(one, Try::Draft(_) | Try::End);
        };
        let has_say = |by| money || by != Signatory::DecisionMaker;
        let open = !self.0.contains(&Try::End);
        open && match one {
            Try::Draft(_) | Try::End => true,
            Try::OldDraft => false,
            Try::Reject(by) => has_say(by) && !self.rejected() && !self.all_approved(),
            Try::Approve(by, actor, behalf) => {
                let staff = matches!(by, Signatory::Coach | Signatory::DecisionMaker);
                let other = match by {
                    Signatory::Coach => self.approved(Signatory::DecisionMaker),
                    Signatory::DecisionMaker => self.approved(Signatory::Coach),
                    _ => None,
                };
                has_say(by)
                    && !self.rejected()
                    && self.approved(by).is_none()
                    && !(behalf && staff)
                    && other != Some(actor)
                    && (behalf || !self.own(actor, by))
            }
        }
    }
}

/// Every path of so many allowed steps, with every step tried at each.
fn walk(machine: &PlacementAgreement<'_>, history: &mut Vec<Try>, left: u8, seen: &mut usize) {
    *seen += 1;
    let told = Told(history);
    let ended = history.contains(&Try::End);
    assert_eq!(matches!(machine.status(), Status::Approved(_)), !ended && told.all_approved());
    assert_eq!(machine.covers(day("2026-12-31")), !ended && told.all_approved());
    assert!(!machine.covers(day("2027-01-01")) && !machine.covers(day("2026-11-30")));
    for one in TRIES {
        let event = written(one, machine.version());
        let mut after = machine.clone();
        let taken = after.take(&event);
        assert_eq!(taken, machine.check(&event), "{history:?} then {one:?}");
        assert_eq!(taken.is_ok(), Told(history).allows(one), "{history:?} then {one:?}: {taken:?}");
        match taken {
            Err(_) => assert_eq!(after, *machine, "nothing is half applied"),
            Ok(()) if left > 0 => {
                history.push(one);
                walk(&after, history, left - 1, seen);
                history.pop();
            }
            Ok(()) => {}
        }
    }
}

#[test]
fn every_path_of_a_placement_agreement() {
    let reasons = [code("signed_on_paper")];
    let mut seen = 0;
    walk(&PlacementAgreement::new(&reasons), &mut Vec::new(), 6, &mut seen);
    assert!(seen > 20_000, "{seen}");
}

#[test]
fn a_change_voids_approvals_and_an_old_version_is_no_more() {
    let reasons = [code("signed_on_paper")];
    let mut machine = PlacementAgreement::new(&reasons);
    for one in [TRIES[0], TRIES[3], TRIES[5], TRIES[6]] {
        machine.take(&written(one, machine.version())).unwrap();
    }
    assert_eq!(machine.status(), Status::Approved(day("2026-11-20")));
    machine.take(&written(Try::Draft(true), 1)).unwrap();
    let Status::Waits(missing) = machine.status() else { panic!() };
    assert_eq!(missing.len(), 4, "money is involved now, and nobody has seen it");
    let stale = machine.check(&written(TRIES[3], 1)).unwrap_err();
    assert_eq!(stale, PlacementRefusal::Version { found: 1, expected: 2 });
    assert_eq!(stale.to_string(), "version 1 is not the one at hand: expected 2");
}

#[test]
fn for_somebody_else_there_is_a_reason() {
    let reasons = [code("signed_on_paper")];
    let mut machine = PlacementAgreement::new(&reasons);
    machine.take(&written(Try::Draft(false), 0)).unwrap();
    let own = written(TRIES[3], 1);
    let behalf = written(TRIES[4], 1);
    let (participant, coach) = (Signatory::Participant, Signatory::Coach);
    assert_eq!(machine.check_written(&own, participant), Ok(()));
    assert_eq!(machine.check_written(&behalf, coach), Ok(()));
    let no_reason = machine.check_written(&own, coach);
    assert_eq!(no_reason, Err(PlacementRefusal::NoReason { by: participant }));
    let own_reason = machine.check_written(&behalf, participant);
    assert_eq!(own_reason, Err(PlacementRefusal::OwnReason { by: participant }));
    let mut none = PlacementAgreement::new(&[]);
    none.take(&written(Try::Draft(false), 0)).unwrap();
    assert!(matches!(none.check(&behalf), Err(PlacementRefusal::Reason { .. })));
}

#[test]
fn one_person_is_not_two_parties() {
    let reasons = [code("signed_on_paper")];
    let (own, coach) = (TRIES[12], TRIES[6]);
    for (first, then, already) in
        [(own, coach, Signatory::Participant), (coach, own, Signatory::Coach)]
    {
        let mut machine = PlacementAgreement::new(&reasons);
        machine.take(&written(Try::Draft(false), 0)).unwrap();
        machine.take(&written(first, 1)).unwrap();
        let actor = "anna".parse().unwrap();
        let refused = machine.check(&written(then, 1)).unwrap_err();
        assert_eq!(refused, PlacementRefusal::TwoParties { actor, already });
        assert_eq!(
            refused.to_string(),
            format!(
                "`anna` approved as {already:?} already: expected somebody else, or `on_behalf`"
            )
        );
    }
}

#[test]
fn terms_end_after_they_begin() {
    let machine = PlacementAgreement::new(&[]);
    let what = Happening::AgreementDrafted { version: 1, terms: terms(false, "2026-11-30") };
    let refused = machine.check(&event(1, day("2026-11-20"), "placement:L1", what));
    let (from, until) = (day("2026-12-01"), day("2026-11-30"));
    assert_eq!(refused, Err(PlacementRefusal::EndsBefore { from, until }));
    let ready: Vec<_> = machine
        .allowed()
        .into_iter()
        .filter(|(_, why)| why.is_ok())
        .map(|(step, _)| step)
        .collect();
    assert_eq!(ready, [PlacementStep::Draft(1)]);
}

// Agreements with employers.

#[derive(Clone, Copy, Debug, PartialEq)]
enum Act {
    /// So many lectures are promised.
    Make(u16),
    Give(u16),
    Book(&'static str),
    Keep(&'static str),
    Release(&'static str),
    Close,
    Reopen,
}

const ACTS: [Act; 11] = [
    Act::Make(1),
    Act::Make(2),
    Act::Give(1),
    Act::Give(2),
    Act::Book("B1"),
    Act::Book("B2"),
    Act::Keep("B1"),
    Act::Release("B1"),
    Act::Release("B2"),
    Act::Close,
    Act::Reopen,
];

const LECTURE: Service = Service::GuestLecture;

fn acted(act: Act, on: &str) -> Event {
    let what = match act {
        Act::Make(count) => Happening::AgreementMade {
            employer: "E1".parse().unwrap(),
            promises: vec![Promise { service: LECTURE, count }],
            until: day("2026-12-31"),
        },
        Act::Give(count) => Happening::ServiceGiven { service: LECTURE, count },
        Act::Book(id) => {
            let booking = id.parse().unwrap();
            Happening::ServiceBooked { booking, service: LECTURE, on: day(on) }
        }
        Act::Keep(id) => Happening::BookingKept { booking: id.parse().unwrap() },
        Act::Release(id) => {
            let (booking, reason) = (id.parse().unwrap(), code("moved"));
            Happening::BookingReleased { booking, reason }
        }
        Act::Close => Happening::Closed { reason: code("ended") },
        Act::Reopen => Happening::Reopened {},
    };
    event(1, day(on), "agreement:A1", what)
}

/// Promised, given and open bookings, counted anew.
fn counted(history: &[Act]) -> (Option<i64>, i64, Vec<&'static str>) {
    let (mut promised, mut given, mut open) = (None, 0, Vec::new());
    for act in history {
        match act {
            Act::Make(count) => promised = Some(i64::from(*count)),
            Act::Give(count) => given += i64::from(*count),
            Act::Book(id) => open.push(*id),
            Act::Keep(id) => {
                given += 1;
                open.retain(|one| one != id);
            }
            Act::Release(id) => open.retain(|one| one != id),
            Act::Close | Act::Reopen => {}
        }
    }
    (promised, given, open)
}

fn may_act(history: &[Act], act: Act) -> bool {
    let (promised, given, open) = counted(history);
    let closed = history.iter().rev().find(|one| matches!(one, Act::Close | Act::Reopen));
    let closed = closed == Some(&Act::Close);
    let left = promised.map_or(-1, |promised| promised - given - open.len() as i64);
    match act {
        Act::Make(count) => !closed && i64::from(count) >= given + open.len() as i64,
        Act::Give(count) => !closed && i64::from(count) <= left,
        Act::Book(id) => !closed && left >= 1 && !history.contains(&Act::Book(id)),
        Act::Keep(id) | Act::Release(id) => !closed && open.contains(&id),
        Act::Close => !closed && promised.is_some(),
        Act::Reopen => closed,
    }
}

fn walk_services(machine: &ServiceAgreement, history: &mut Vec<Act>, left: u8, seen: &mut usize) {
    *seen += 1;
    let (promised, given, open) = counted(history);
    let balance = machine.balance(LECTURE);
    let shown = (balance.promised.into(), balance.given.into(), balance.booked as usize);
    assert_eq!(shown, (promised.unwrap_or(0), given, open.len()));
    assert!(balance.given + balance.booked <= balance.promised, "{history:?}");
    for act in ACTS {
        let event = acted(act, "2026-11-20");
        let mut after = machine.clone();
        let taken = after.take(&event);
        assert_eq!(taken, machine.check(&event));
        assert_eq!(taken.is_ok(), may_act(history, act), "{history:?} then {act:?}: {taken:?}");
        match taken {
            Err(_) => assert_eq!(after, *machine, "nothing is half applied"),
            Ok(()) if left > 0 => {
                history.push(act);
                walk_services(&after, history, left - 1, seen);
                history.pop();
            }
            Ok(()) => {}
        }
    }
}

fn services() -> ServiceAgreement {
    ServiceAgreement::new("A1".parse().unwrap())
}

#[test]
fn every_path_of_a_service_agreement() {
    let mut seen = 0;
    walk_services(&services(), &mut Vec::new(), 6, &mut seen);
    assert!(seen > 5_000, "{seen}");
}

#[test]
fn after_its_last_day_nothing_is_left_to_give() {
    let mut agreement = services();
    agreement.take(&acted(Act::Make(2), "2026-11-20")).unwrap();
    agreement.take(&acted(Act::Book("B1"), "2026-12-31")).unwrap();
    let until = day("2026-12-31");
    let late = day("2027-01-01");
    for act in [Act::Give(1), Act::Book("B2"), Act::Keep("B1")] {
        let refused = agreement.check(&acted(act, "2027-01-01"));
        assert_eq!(refused, Err(ServiceRefusal::RunOut { day: late, until }), "{act:?}");
    }
    assert_eq!(agreement.check(&acted(Act::Release("B1"), "2027-01-01")), Ok(()));
    assert!(agreement.holds_on(until) && !agreement.holds_on(late));
    let can = |day| {
        let steps = agreement.allowed(day).into_iter();
        steps.filter(|(_, why)| why.is_ok()).map(|(step, _)| step).collect::<Vec<_>>()
    };
    let lecture = [ServiceStep::Book(LECTURE), ServiceStep::Give(LECTURE)];
    assert_eq!(can(until), [&[ServiceStep::Make, ServiceStep::Close][..], &lecture].concat());
    assert_eq!(can(late), [ServiceStep::Make, ServiceStep::Close]);
    let early = agreement.check(&acted(Act::Give(1), "2026-12-30"));
    assert!(matches!(early, Err(ServiceRefusal::OutOfOrder { .. })));
}

#[test]
fn bookings_are_for_days_that_come_and_the_agreement_covers() {
    let mut agreement = services();
    agreement.take(&acted(Act::Make(2), "2026-11-20")).unwrap();
    let book = |on: &str| {
        let booking = "B1".parse().unwrap();
        let what = Happening::ServiceBooked { booking, service: LECTURE, on: day(on) };
        event(1, day("2026-11-21"), "agreement:A1", what)
    };
    assert!(matches!(agreement.check(&book("2026-11-20")), Err(ServiceRefusal::TooEarly { .. })));
    assert!(matches!(agreement.check(&book("2027-01-01")), Err(ServiceRefusal::RunOut { .. })));
    agreement.take(&book("2026-11-25")).unwrap();
    let early = agreement.check(&acted(Act::Keep("B1"), "2026-11-24"));
    assert!(matches!(early, Err(ServiceRefusal::TooEarly { .. })));
    agreement.take(&acted(Act::Keep("B1"), "2026-11-25")).unwrap();
    assert_eq!(agreement.balance(LECTURE).left(), 1);
    let other = Happening::ServiceGiven { service: Service::StudyVisit, count: 1 };
    let refused = agreement.check(&event(2, day("2026-11-26"), "agreement:A1", other));
    let none = ServiceRefusal::NothingLeft { service: Service::StudyVisit, left: 0 };
    assert_eq!(refused, Err(none));
    let elsewhere = event(2, day("2026-11-26"), "agreement:A2", Happening::Reopened {});
    assert!(matches!(agreement.check(&elsewhere), Err(ServiceRefusal::Elsewhere(_))));
}

// Limits.

const RULES: &str = r#"
    [[rule]]
    name = "measure.trial.longest"
    description = "Longest trial"
    unit = "month"
    value = [
        { from = 2020-01-01, amount = 1, reference = "the project", verified = true },
        { from = 2027-01-01, amount = 2, reference = "heard of", verified = false },
    ]

    [[rule]]
    name = "measure.assessment.longest"
    description = "Longest assessment of competence"
    unit = "week"
    value = [{ from = 2020-01-01, amount = 3, reference = "made up", verified = true }]
"#;

#[test]
fn a_length_is_refused_by_what_was_read_and_warned_of_by_what_was_heard() {
    let rules = Rules::parse(RULES).unwrap();
    let now = day("2026-11-20");
    let trial = |until| length(&rules, &terms(false, until), now);
    assert!(matches!(trial("2026-12-31"), LengthFinding::Within(_)));
    assert!(trial("2027-01-01").refuses());
    let later = |until| length(&rules, &terms(false, until), day("2027-01-01"));
    for (until, beyond) in [("2027-01-31", false), ("2027-02-01", true)] {
        let found = later(until);
        assert!(!found.refuses() && found.warns(), "{until}");
        let LengthFinding::Unverified { would_be_beyond, .. } = found else { panic!("{until}") };
        assert_eq!(would_be_beyond, beyond);
    }
    assert_eq!(
        length(&rules, &terms(false, "2026-12-31"), day("2019-01-01")),
        LengthFinding::NoRule
    );
    let assessment = |until| {
        length(&rules, &PlacementTerms { measure: code("assessment"), ..terms(false, until) }, now)
    };
    assert!(!assessment("2026-12-21").refuses() && assessment("2026-12-22").refuses());
    let unknown = PlacementTerms { measure: code("lunch"), ..terms(false, "2026-12-31") };
    assert_eq!(length(&rules, &unknown, now), LengthFinding::NoRule);
}

fn assignment(id: &str, supervisor: &str, from: u64, days: u64) -> Assignment {
    let from = day("2026-12-01") + Days::new(from);
    let (placement, supervisor) = (id.parse().unwrap(), supervisor.parse().unwrap());
    Assignment { placement, supervisor, from, until: from + Days::new(days) }
}

#[test]
fn a_third_is_refused_by_the_name_of_the_limit() {
    let two = [assignment("L1", "sara", 0, 9), assignment("L2", "sara", 5, 9)];
    let refused = assign(2, &two, &assignment("L3", "sara", 0, 20)).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "`sara` supervises 2 on 2026-12-06 already: expected at most 2, by the limit \
         `limits.supervisor`"
    );
    assert_eq!(assign(2, &two, &assignment("L3", "sara", 0, 4)), Ok(()));
    assert_eq!(assign(2, &two, &assignment("L3", "omar", 0, 20)), Ok(()));
    assert_eq!(assign(2, &two, &assignment("L2", "sara", 0, 20)), Ok(()), "it replaces itself");
}

proptest! {
    /// Day by day, as anybody would count.
    #[test]
    fn nobody_supervises_too_many_on_any_day(
        rows in prop::collection::vec((0..30_u64, 0..10_u64), 0..8),
        (from, days) in (0..30_u64, 0..10_u64),
        limit in 1..4_u16,
    ) {
        let named = |(nth, (from, days)): (usize, &(u64, u64))| {
            assignment(&format!("L{nth}"), "sara", *from, *days)
        };
        let all: Vec<_> = rows.iter().enumerate().map(named).collect();
        let new = assignment("new", "sara", from, days);
        let on = |at: u64| all.iter().filter(|one| {
            (one.from..=one.until).contains(&(day("2026-12-01") + Days::new(at)))
        }).count();
        let full = (from..=from + days).find(|at| on(*at) >= usize::from(limit));
        let found = assign(limit, &all, &new).map_err(|over| over.on);
        prop_assert_eq!(found, full.map_or(Ok(()), |at| Err(day("2026-12-01") + Days::new(at))));
    }
}
