//! Any event that makes sense by itself, and small logs of them.
//!
//! Ids come from small pools, so that events meet.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, TimeDelta};
use etablera_domain::Gender;
use etablera_domain::event::*;
use etablera_taxonomy::{Cefr, ConceptId};
use proptest::collection::{btree_set, vec};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use uuid::Uuid;

use crate::strategies;

/// A parsed word out of some.
fn one<T: FromStr<Err: Debug> + Clone + Debug + 'static>(
    words: &[&str],
) -> impl Strategy<Value = T> + use<T> {
    select(words.iter().map(|word| word.parse::<T>().unwrap()).collect::<Vec<_>>())
}

fn word<T: Copy + Debug>(all: &'static [T]) -> impl Strategy<Value = T> {
    select(all)
}

pub(crate) fn day() -> impl Strategy<Value = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(2028, 2, 27).unwrap();
    (0..5_i64).prop_map(move |days| first + TimeDelta::days(days))
}

fn uuid() -> impl Strategy<Value = Uuid> {
    (0..3_u128).prop_map(|number| Uuid::from_u128((0xD << 120) | number))
}

fn document() -> impl Strategy<Value = DocumentId> {
    uuid().prop_map(DocumentId::new)
}

fn receipt() -> impl Strategy<Value = ReceiptId> {
    uuid().prop_map(ReceiptId::new)
}

fn referral() -> impl Strategy<Value = ReferralId> {
    uuid().prop_map(ReferralId::new)
}

fn enquiry() -> impl Strategy<Value = EnquiryId> {
    uuid().prop_map(EnquiryId::new)
}

fn secrecy_test() -> impl Strategy<Value = SecrecyTest> {
    (code(), any::<bool>()).prop_map(|(ground, consented)| SecrecyTest { ground, consented })
}

fn code() -> impl Strategy<Value = Code> {
    one(&["a", "trial_start", "b-2"])
}

fn fact() -> impl Strategy<Value = Fact> {
    prop_oneof![
        day().prop_map(|since| Fact::OutOfWork { since }),
        any::<bool>().prop_map(|yes| Fact::Below25 { yes }),
        Just(Fact::Qualified {}),
        word(Improvement::ALL).prop_map(|change| Fact::Work { change }),
        word(Measure::ALL).prop_map(|measure| Fact::Began { measure }),
        of(select(Cefr::ALL.as_slice())).prop_map(|level| Fact::LanguageTested { level }),
        of(any::<bool>()).prop_map(|answer| Fact::Helpful { answer }),
        Just(Fact::AppliedForRecognition {}),
        Just(Fact::AppliedForResidence {}),
        code().prop_map(|scheme| Fact::Certified { scheme }),
    ]
}

fn work_step() -> impl Strategy<Value = WorkStep> {
    prop_oneof![
        (word(WorkKind::ALL), btree_set(strategies::country(), 0..3))
            .prop_map(|(kind, countries)| WorkStep::Begun { kind, countries }),
        Just(WorkStep::Finished {}),
        Just(WorkStep::TookEffect {}),
    ]
}

/// Small and extreme numbers.
fn number<T: From<u8> + Clone + Debug + 'static>(most: T) -> impl Strategy<Value = T> {
    select(vec![T::from(0), T::from(1), T::from(7), most])
}

macro_rules! ids {
    ($($name:ident: $type:ident = $words:expr,)+) => {$(
        fn $name() -> impl Strategy<Value = etablera_domain::$type> {
            one(&$words)
        }
    )+};
}

ids! {
    agreement: AgreementId = ["A1", "A2"],
    booking: BookingId = ["B1", "B2"],
    actor: ActorId = ["anna", "omar"],
    employer: EmployerId = ["E1", "E2"],
    module: ModuleId = ["M1"],
    need: NeedId = ["N1", "N2"],
    operation: OperationId = ["O1", "O2"],
    organisation: OrganisationId = ["lulea", "boden"],
    plan: PlanId = ["K1", "K2"],
    participant: ParticipantId = ["P1", "P1", "P2"],
    task: TaskId = ["T1", "T2"],
}

/// A strategy a kind, in the order of the names.
type Kinds = Vec<BoxedStrategy<Happening>>;

/// One kind, with its fields' strategies.
macro_rules! kind {
    ($kind:ident {}) => {
        Just(Happening::$kind {}).boxed()
    };
    ($kind:ident { $($field:ident: $with:expr),* $(,)? }) => {
        ($(($with).boxed(),)* Just(())).prop_map(|($($field,)* ())| {
            Happening::$kind { $($field),* }
        }).boxed()
    };
}

fn personal() -> Kinds {
    let consent = || {
        prop_oneof![
            Just(Consent::Network),
            organisation().prop_map(Consent::Sharing),
            employer().prop_map(Consent::Introduction),
            (organisation(), code()).prop_map(|(to, purpose)| Consent::Referral { to, purpose }),
        ]
    };
    vec![
        kind!(Registered { organisation: organisation() }),
        kind!(IdentityChanged { part: code() }),
        kind!(ProtectionSet { protection: word(Protection::ALL) }),
        kind!(ProfileRecorded { profile: document(), source: word(ProfileSource::ALL) }),
        kind!(Interviewed { note: of(document()) }),
        kind!(Noted { note: document() }),
        kind!(Consented { to: consent() }),
        kind!(ConsentWithdrawn { to: consent() }),
        kind!(Objected { to: word(Processing::ALL), note: of(document()) }),
        kind!(ObjectionSettled {
            to: word(Processing::ALL),
            settlement: word(Settlement::ALL),
            reason: code(),
        }),
        kind!(ConnectionAdded { connection: document(), kind: word(ConnectionKind::ALL) }),
        kind!(ConnectionRemoved { connection: document() }),
        kind!(CaseAssigned { to: actor() }),
        kind!(HandedOver {
            from: actor(),
            to: actor(),
            summary: of(document()),
            open: btree_set(task(), 0..3),
        }),
        kind!(CaseShared { with: organisation(), purpose: code(), until: of(day()) }),
        kind!(ShareAnswered { by: organisation(), yes: any::<bool>(), reason: code() }),
        kind!(CaseUnshared { with: organisation() }),
        kind!(Referred {
            referral: referral(),
            to: organisation(),
            purpose: code(),
            fields: btree_set(word(ReferralField::ALL), 0..3),
            until: day(),
            reason: of(code()),
            test: secrecy_test(),
        }),
        kind!(ReferralAnswered { referral: referral(), yes: any::<bool>(), reason: code() }),
        kind!(ReferralWithdrawn { referral: referral(), reason: code() }),
    ]
}

fn concept() -> impl Strategy<Value = ConceptId> {
    one(&["isco:5120", "isco:9412"])
}

fn competence_plan() -> impl Strategy<Value = Box<CompetencePlan>> {
    let every = || {
        let some = select(vec![0, 1, 12, u16::MAX]);
        (some, 0..3).prop_map(|(number, unit)| match unit {
            0 => Every::Days(number),
            1 => Every::Weeks(number),
            _ => Every::Months(number),
        })
    };
    let uses = (code(), code(), every());
    let uses = uses.prop_map(|(task, place, every)| CompetenceUse { task, place, every });
    let when = prop_oneof![day().prop_map(RefreshWhen::On), every().prop_map(RefreshWhen::Every)];
    let refresh = (code(), when).prop_map(|(what, when)| Refresh { what, when });
    let head = (plan(), concept(), code(), of(employer()), actor());
    let sets = (btree_set(uses, 0..3), btree_set(actor(), 0..2), btree_set(code(), 0..2));
    let rest = (of(refresh), btree_set(day(), 0..3));
    (head, sets, rest).prop_map(
        |(
            (id, competence, unit, employer, owner),
            (uses, mentors, networks),
            (refresh, reviews),
        )| {
            Box::new(CompetencePlan {
                id,
                competence,
                unit,
                employer,
                owner,
                uses,
                mentors,
                networks,
                refresh,
                reviews,
            })
        },
    )
}

fn planned() -> Kinds {
    let due = prop_oneof![
        day().prop_map(|day| Due::On { day }),
        (code(), select(vec![-5, 0, 28, i16::MIN, i16::MAX]))
            .prop_map(|(milestone, days)| Due::After { milestone, days }),
    ];
    vec![
        kind!(MilestonePlanned { milestone: code(), on: day() }),
        kind!(TaskSet { task: task(), what: code(), due: due }),
        kind!(TaskDone { task: task() }),
        kind!(TaskDropped { task: task(), reason: code() }),
        kind!(ItemCountersigned { item: code(), on_behalf: of(code()) }),
        kind!(CompetencePlanned { plan: competence_plan(), note: of(document()) }),
        kind!(CompetenceTied { competence: concept(), plan: plan(), participant: participant() }),
        kind!(CompetenceFollowed { competence: concept(), act: word(CompetenceAct::ALL) }),
        kind!(CompetenceEnded { competence: concept(), reason: code() }),
        kind!(CohortJoined { cohort: code(), operation: of(operation()) }),
        kind!(CohortLeft { cohort: code() }),
        kind!(Enrolled { operation: operation(), statistics: uuid().prop_map(StatisticsId::new) }),
        kind!(Left { operation: operation(), reason: code() }),
        kind!(Paused { reason: code() }),
        kind!(Resumed {}),
        kind!(StatusObserved { status: word(LabourStatus::ALL) }),
        kind!(FactNoted { operation: operation(), fact: fact() }),
        kind!(Closed { reason: code() }),
        kind!(Reopened {}),
        kind!(Erased { certificate: receipt() }),
    ]
}

/// Some records out of many, always the same: they are dear to make.
fn some<T: Clone + Debug + 'static>(
    records: &BoxedStrategy<T>,
) -> impl Strategy<Value = T> + use<T> {
    let mut runner = TestRunner::deterministic();
    let all = (0..16).map(|_| records.new_tree(&mut runner).unwrap().current());
    select(all.collect::<Vec<_>>())
}

fn employers() -> Kinds {
    let own_employer = (some(&strategies::employer().boxed()), employer())
        .prop_map(|(record, id)| etablera_domain::Employer { id, ..record });
    let own_visit = (some(&strategies::visit().boxed()), one(&["V1", "V2"]), employer())
        .prop_map(|(record, id, employer)| etablera_domain::Visit { id, employer, ..record });
    let own_need = (some(&strategies::need().boxed()), need(), employer()).prop_map(
        |(record, id, employer)| Box::new(etablera_domain::Need { id, employer, ..record }),
    );
    let promise = (word(Service::ALL), number(u16::MAX))
        .prop_map(|(service, count)| Promise { service, count });
    vec![
        kind!(EmployerRecorded { employer: own_employer }),
        kind!(SupportBegun {
            operation: operation(),
            kind: word(EntityKind::ALL),
            size: of(word(Size::ALL))
        }),
        kind!(ContactRecorded { contact: document() }),
        kind!(VisitMade { visit: own_visit, note: of(document()) }),
        kind!(NeedRecorded { need: own_need }),
        kind!(AgreementMade { employer: employer(), promises: vec(promise, 0..4), until: day() }),
        kind!(ServiceGiven { service: word(Service::ALL), count: number(u16::MAX) }),
        kind!(ServiceBooked { booking: booking(), service: word(Service::ALL), on: day() }),
        kind!(BookingKept { booking: booking() }),
        kind!(BookingReleased { booking: booking(), reason: code() }),
    ]
}

fn placements() -> Kinds {
    let terms = (code(), day(), day(), actor(), any::<bool>()).prop_map(
        |(measure, from, until, supervisor, money)| PlacementTerms {
            measure,
            from,
            until,
            supervisor,
            money,
        },
    );
    vec![
        kind!(Proposed {
            participant: participant(),
            need: need(),
            receipt: receipt(),
            rank: number(u32::MAX),
        }),
        kind!(Overridden {
            participant: participant(),
            need: of(need()),
            choice: word(Choice::ALL),
            reason: code(),
            note: document(),
        }),
        kind!(OverrideLifted { participant: participant(), need: of(need()), reason: code() }),
        kind!(Accepted { by: word(Party::ALL) }),
        kind!(Declined { by: word(Party::ALL), reason: code() }),
        kind!(Contacted { party: word(Party::ALL) }),
        kind!(AgreementDrafted { version: number(u32::MAX), terms: terms }),
        kind!(AgreementApproved {
            version: number(u32::MAX),
            by: word(Signatory::ALL),
            on_behalf: of(code()),
        }),
        kind!(AgreementRejected {
            version: number(u32::MAX),
            by: word(Signatory::ALL),
            reason: code(),
        }),
        kind!(CheckedIn {}),
        kind!(StageStarted { stage: word(Stage::ALL), until: day() }),
        kind!(StageDecided { outcome: word(Outcome::ALL), reason: code(), until: of(day()) }),
        kind!(PlacementEnded { reason: code() }),
        kind!(TimeReported {
            month: day(),
            work_minutes: number(u32::MAX),
            training_minutes: number(u32::MAX),
        }),
    ]
}

fn others() -> Kinds {
    let to = prop_oneof![
        employer().prop_map(Recipient::Employer),
        need().prop_map(Recipient::Need),
        organisation().prop_map(Recipient::Organisation),
        Just(Recipient::Participant),
    ];
    let country = || one(&["SE", "NO", "FI"]);
    vec![
        kind!(SessionPlanned {
            on: day(),
            minutes: number(u16::MAX),
            module: of(module()),
            part: of(code()),
            cohort: of(code()),
        }),
        kind!(SessionCancelled { reason: code() }),
        kind!(GivenUnder { agreement: agreement(), booking: booking() }),
        kind!(Attended {
            participant: participant(),
            presence: word(Presence::ALL),
            minutes: number(u16::MAX),
        }),
        kind!(JointActionHeld { action: code(), countries: btree_set(country(), 0..3) }),
        kind!(OfferReceived { country: country(), from: of(country()) }),
        kind!(JobStarted { country: country(), from: of(country()) }),
        kind!(HomeSought { participant: participant(), household: any::<u8>(), needed_by: day() }),
        kind!(HomeSearchEnded { participant: participant(), reason: code() }),
        kind!(HomesVacated { homes: number(u32::MAX) }),
        kind!(HomesCounted { vacant: number(u32::MAX), allocated: number(u32::MAX) }),
        kind!(HomeAllocated { participant: participant(), permanent: any::<bool>() }),
        kind!(RulesAdopted { rules: Just("rule = []".to_owned()) }),
        kind!(ProgrammeAdopted { operation: operation(), template: Just("id = 1".to_owned()) }),
        kind!(Disclosed {
            participant: participant(),
            to: to,
            fields: btree_set(code(), 0..3),
            purpose: code(),
            test: secrecy_test(),
            referral: of(referral()),
        }),
        kind!(DecisionPrepared { matter: code(), receipt: receipt() }),
        kind!(DecisionApproved {}),
        kind!(DecisionCarriedOut { certificate: receipt() }),
        kind!(SupplyPublished { receipt: receipt(), replaces: of(receipt()) }),
        kind!(SupplyAsked {
            enquiry: enquiry(),
            from: organisation(),
            edition: number(3),
            group: number(3),
            places: number(3),
            purpose: code(),
        }),
        kind!(SupplyAnswered { enquiry: enquiry(), yes: any::<bool>(), reason: code() }),
        kind!(JointWork { operation: operation(), work: code(), step: work_step() }),
        kind!(ProposalsStopped { reason: code() }),
        kind!(ProposalsResumed {}),
        kind!(ReportFrozen { report: code(), receipt: receipt() }),
        kind!(ProjectRecorded { operation: operation(), record: Just("{}".to_owned()) }),
        kind!(CodeFormRead {
            whom: word(&[Gender::Woman, Gender::Man, Gender::NonBinary]),
            from: day(),
            suffix: Just("Tf29".to_owned()),
        }),
        kind!(Retracted { reason: code() }),
    ]
}

/// One of many. `Union` keeps a copy of the generator for each that comes
/// before the one it takes.
fn any_of<T: Debug + 'static>(all: Vec<BoxedStrategy<T>>) -> impl Strategy<Value = T> + use<T> {
    (0..all.len()).prop_flat_map(move |at| all[at].clone())
}

/// Every kind of happening once, in the order of [`Happening::NAMES`].
pub(crate) fn kinds() -> Kinds {
    [personal(), planned(), employers(), placements(), others()].concat()
}

/// The subjects that small logs know.
pub(crate) fn subjects() -> Vec<Subject> {
    let names = [
        "participant:P1",
        "participant:P2",
        "employer:E1",
        "visit:V1",
        "need:N1",
        "agreement:A1",
        "placement:L1",
        "placement:L2",
        "session:S1",
        "housing:2580",
        "decision:D1",
        "system:etablera",
    ];
    names.iter().map(|name| name.parse().unwrap()).collect()
}

/// One event that is right by itself, corrections included.
pub(crate) fn event() -> impl Strategy<Value = Event> {
    let happening = any_of(kinds());
    let micros = -62_000_000_000_000_000..250_000_000_000_000_000_i64;
    let who = (select(subjects()), btree_set(select(subjects()), 0..3), actor());
    (any::<(u128, Option<u128>)>(), who, day(), micros, happening).prop_map(
        |((id, corrects), (stream, mut about, by), occurred_on, micros, what)| {
            about.insert(stream.clone());
            let retracts = matches!(what, Happening::Retracted { .. });
            let corrects = corrects.or(retracts.then_some(id ^ 1)).filter(|target| *target != id);
            let event_id = |number| EventId::new(Uuid::from_u128(number));
            let recorded_at = Moment::new(DateTime::from_timestamp_micros(micros).unwrap());
            let (id, corrects) = (event_id(id), corrects.map(event_id));
            Event { id, stream, about, occurred_on, recorded_at, by, corrects, what }
        },
    )
}

/// The stream of each of [`others`], by its place among the subjects.
const HOMES: [usize; 28] = [
    8, 8, 8, 8, 8, 0, 0, 9, 9, 9, 9, 9, 11, 11, 0, 10, 10, 10, 11, 11, 11, 11, 11, 11, 11, 11, 11,
    0,
];

/// Whose stream a happening mostly stands in.
fn home(group: usize, number: usize) -> Vec<Subject> {
    let all = subjects();
    match group {
        0 | 1 => vec![all[0].clone()],
        2 => all[2..6].to_vec(),
        3 => all[6..8].to_vec(),
        _ => vec![all[HOMES[number]].clone()],
    }
}

/// What happens, and the stream it stands in.
fn placed() -> impl Strategy<Value = (Happening, Subject)> {
    let groups = [personal(), planned(), employers(), placements(), others()];
    let kinds = groups.into_iter().enumerate().flat_map(|(group, kinds)| {
        kinds.into_iter().enumerate().map(move |(number, kind)| {
            let stream = prop_oneof![6 => select(home(group, number)), 1 => select(subjects())];
            (kind, stream).boxed()
        })
    });
    any_of(kinds.collect())
}

/// What a new event corrects: mostly nothing, else one before it, or one that
/// is not there.
fn target() -> impl Strategy<Value = Option<Option<Index>>> {
    prop_oneof![
        5 => Just(None),
        3 => any::<Index>().prop_map(|index| Some(Some(index))),
        1 => Just(Some(None)),
    ]
}

fn event_id(number: usize) -> EventId {
    EventId::new(Uuid::from_u128(number as u128))
}

/// A log without gaps, in its order. Retractions without a target are not
/// kept out: folding must bear them.
pub(crate) fn log() -> impl Strategy<Value = Vec<Recorded>> {
    let about = prop_oneof![
        4 => Just(subjects().into_iter().collect::<BTreeSet<_>>()),
        1 => btree_set(select(subjects()), 0..4),
    ];
    vec((placed(), about, day(), target(), actor()), 0..24).prop_map(|rows| {
        let mut log: Vec<Recorded> = Vec::new();
        for (number, ((what, stream), mut about, occurred_on, target, by)) in
            rows.into_iter().enumerate()
        {
            about.insert(stream.clone());
            // One that never comes, or comes later in the log.
            let corrects = target.map(|known| match known {
                Some(index) if number > 0 => event_id(index.index(number)),
                _ => event_id(if number % 2 == 0 { 999 } else { number + 1 }),
            });
            let recorded_at = Moment::new(DateTime::from_timestamp_micros(0).unwrap());
            let id = event_id(number);
            let event = Event { id, stream, about, occurred_on, recorded_at, by, corrects, what };
            log.push(Recorded { seq: number as u64 + 1, event });
        }
        log
    })
}

/// A log without corrections and retractions.
pub(crate) fn plain_log() -> impl Strategy<Value = Vec<Recorded>> {
    log().prop_map(|mut log| {
        log.retain(|recorded| !matches!(recorded.event.what, Happening::Retracted { .. }));
        log.iter_mut().for_each(|recorded| recorded.event.corrects = None);
        log
    })
}
