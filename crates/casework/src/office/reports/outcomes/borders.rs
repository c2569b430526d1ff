//! What was done across borders in an operation.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::event::{Case, Code, Event, Happening, Recorded, Subject, effective};
use etablera_domain::{OperationId, ParticipantId};
use etablera_programme::cross_border::{Count, Counts, Pair, Period};
use etablera_reporting::participation::{Kind, Taking, takings};
use etablera_taxonomy::Country;
use serde::Serialize;

use super::asked::{Asked, AskedShown, Given};
use super::told::Teller;
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase};

commands! {
    /// Asks what was done across borders.
    ReadBorders {
        /// In which operation.
        operation: OperationId,
        /// From this day; from the beginning unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<NaiveDate>,
        /// Until this day; the day of the report unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<NaiveDate>,
        /// As it was on which day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
        /// With who took part in what.
        #[serde(default)]
        names: bool,
    }
}

/// What was done across borders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct BordersShown {
    /// Of which days; those counted are all who entered the operation.
    #[serde(flatten)]
    pub asked: AskedShown,
    /// How many groups each kind of action was held for, whichever countries
    /// held it. Empty where small counts are hidden.
    pub groups: BTreeMap<Code, usize>,
    /// Actions by kind and the countries that held them. Empty where small
    /// counts are hidden.
    pub actions: Vec<ActionTold>,
    /// Participations in joint actions, as funders count them.
    pub joint: TakenTold,
    /// All offers of work. An offer is no job.
    pub offers: TakenTold,
    /// All jobs that began.
    pub jobs: TakenTold,
    /// Offers and jobs by country pair. Empty where small counts are hidden.
    pub pairs: Vec<PairTold>,
    /// Everything by its day. Empty where small counts are hidden.
    pub dated: Vec<DatedTold>,
}

/// How often something happened, and to how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct TakenTold {
    /// How often; none where it is not told.
    pub times: Option<usize>,
    /// How many persons, each once.
    pub persons: Option<usize>,
}

/// Actions of a kind that organisations of the same countries held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct ActionTold {
    /// Which kind.
    pub action: Code,
    /// The countries.
    pub countries: BTreeSet<Country>,
    /// For how many groups.
    pub groups: usize,
    /// How many were held.
    pub held: usize,
    /// Who took part.
    #[serde(flatten)]
    pub taken: TakenTold,
}

/// Offers and jobs from one country to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct PairTold {
    /// Where the person is from; none where nobody noted it.
    pub from: Option<Country>,
    /// Where the work is.
    pub to: Country,
    /// Whether a border lies between.
    pub crosses: bool,
    /// Offers.
    pub offers: TakenTold,
    /// Jobs.
    pub jobs: TakenTold,
}

/// What happened on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DatedKind {
    /// An action.
    Action,
    /// An offer of work.
    Offer,
    /// A job that began.
    Job,
}

/// Something that happened on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct DatedTold {
    /// The day.
    pub on: NaiveDate,
    /// What it was.
    pub kind: DatedKind,
    /// Which action.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<Code>,
    /// The countries that held it; or where an offer or job is from and to.
    pub countries: Vec<Country>,
    /// How many persons.
    pub persons: usize,
    /// Who, where that was asked for and as far as the caller may know of
    /// them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who: Option<Vec<ParticipantId>>,
}

/// What those who entered an operation did across borders: groups and trips by
/// the countries that held them, offers and jobs by country pair, each as dated
/// events. Participations and persons are two numbers.
///
/// # Errors
///
/// When the caller may not, there is no such operation, a day has not come or
/// days are in the wrong order, or the store fails.
pub fn read_borders<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadBorders,
) -> UseCase<'a, BordersShown> {
    office.look(call, async move |work| {
        let ReadBorders { operation, from, until, on, names } = command;
        let (from, until, on) = (*from, *until, *on);
        let given = Given { from, until, on, names: *names, ..Given::default() };
        let asked = work.asked(&given).await?;
        let cases = work.entered(operation).await?;
        let known = work.known_of(&cases);
        let log = own_log(&work.log_about(&cases).await?, &entered(&cases, operation));
        let mut teller = Teller { guard: asked.guard(), known: &known, names: asked.names };
        told((operation, &asked), &log, &mut teller)
    })
}

/// When each of them first entered.
fn entered(
    cases: &[(Subject, Case)],
    operation: &OperationId,
) -> BTreeMap<ParticipantId, NaiveDate> {
    let first = |case: &Case| case.enrolments.get(operation)?.first().map(|one| one.entered);
    cases.iter().filter_map(|(_, case)| Some((case.id.clone(), first(case)?))).collect()
}

/// What counts now of what happened to some people since a day, and to nobody
/// else. It is made even first, so that what is left out corrects nothing.
fn own_log(log: &[Recorded], since: &BTreeMap<ParticipantId, NaiveDate>) -> Vec<Recorded> {
    let counts = |person: &ParticipantId, on: NaiveDate| {
        since.get(person).is_some_and(|entered| *entered <= on)
    };
    let mut own = Vec::new();
    for event in effective(log) {
        let on = event.occurred_on;
        let mut event = Event { corrects: None, ..event.clone() };
        event.about.retain(|about| match about {
            Subject::Participant(person) => counts(person, on),
            _ => true,
        });
        let named = event.what.participant().is_none_or(|person| counts(person, on));
        let of_somebody = match &event.stream {
            Subject::Participant(person) => counts(person, on),
            _ => true,
        };
        if named && of_somebody {
            own.push(Recorded { seq: own.len() as u64 + 1, event });
        }
    }
    own
}

fn told(
    (operation, asked): (&OperationId, &Asked),
    log: &[Recorded],
    teller: &mut Teller<'_>,
) -> Result<BordersShown, CaseError> {
    let (first, last) = (*asked.received.start(), *asked.received.end());
    let period = Period::new(first, last).map_err(|error| CaseError::wrong(error.to_string()))?;
    let counts = Counts::of(log, period);
    let taken: Vec<Taking> =
        takings(log).into_iter().filter(|one| period.contains(one.on) && !one.absent).collect();
    let work = work(log, period);
    let joint = taken.iter().filter(|one| one.countries.len() >= 2 && one.kind == Kind::Action);
    let joint: BTreeSet<&ParticipantId> = joint.map(|one| &one.person).collect();
    let of = |kind| work.iter().filter(move |one| one.kind == kind).map(|one| one.person);
    let offers: BTreeSet<&ParticipantId> = of(DatedKind::Offer).collect();
    let jobs: BTreeSet<&ParticipantId> = of(DatedKind::Job).collect();
    let mut all = |who: BTreeSet<&ParticipantId>, count: &Count| {
        let persons = teller.guard.count(who);
        TakenTold { times: persons.map(|_| count.times()), persons }
    };
    let joint = all(joint, &counts.joint_participations());
    let offers = all(offers, &counts.offers_where(|_| true));
    let jobs = all(jobs, &counts.jobs_where(|_| true));
    let mut shown = BordersShown {
        asked: asked.shown(operation),
        groups: BTreeMap::new(),
        actions: Vec::new(),
        joint,
        offers,
        jobs,
        pairs: Vec::new(),
        dated: Vec::new(),
    };
    if asked.exact {
        shown.groups = groups(&counts);
        shown.actions = actions(&counts);
        shown.pairs = pairs(&counts);
        shown.dated = dated(&taken, &work, teller);
    }
    Ok(shown)
}

/// An offer or a job of somebody.
struct Work<'l> {
    on: NaiveDate,
    kind: DatedKind,
    pair: Pair,
    person: &'l ParticipantId,
}

fn work(log: &[Recorded], period: Period) -> Vec<Work<'_>> {
    let of = |event: &'_ Event| match event.what {
        Happening::OfferReceived { country: to, from } => {
            Some((DatedKind::Offer, Pair { from, to }))
        }
        Happening::JobStarted { country: to, from } => Some((DatedKind::Job, Pair { from, to })),
        _ => None,
    };
    let events =
        log.iter().map(|one| &one.event).filter(|event| period.contains(event.occurred_on));
    let work = events.filter_map(|event| {
        let Subject::Participant(person) = &event.stream else { return None };
        of(event).map(|(kind, pair)| Work { on: event.occurred_on, kind, pair, person })
    });
    work.collect()
}

fn counted(count: &Count) -> TakenTold {
    TakenTold { times: Some(count.times()), persons: Some(count.persons()) }
}

fn groups(counts: &Counts) -> BTreeMap<Code, usize> {
    counts.actions().map(|(kind, ..)| (kind.clone(), counts.groups(kind.as_str()))).collect()
}

fn actions(counts: &Counts) -> Vec<ActionTold> {
    let told = counts.actions().map(|(action, countries, of)| ActionTold {
        action: action.clone(),
        countries: countries.clone(),
        groups: of.groups(),
        held: of.held(),
        taken: counted(of.participations()),
    });
    told.collect()
}

fn pairs(counts: &Counts) -> Vec<PairTold> {
    let nobody = Count::default();
    let all: BTreeSet<&Pair> = counts.offers().keys().chain(counts.jobs().keys()).collect();
    let of = |all: &BTreeMap<Pair, Count>, pair: &Pair| counted(all.get(pair).unwrap_or(&nobody));
    let told = all.into_iter().map(|pair| PairTold {
        from: pair.from,
        to: pair.to,
        crosses: pair.crosses(),
        offers: of(counts.offers(), pair),
        jobs: of(counts.jobs(), pair),
    });
    told.collect()
}

/// What makes two participations those of one event.
type Same<'l> = (NaiveDate, DatedKind, Option<&'l Code>, Vec<Country>);

/// Everything by its day: actions with all who took part, offers and jobs one
/// by one.
fn dated(taken: &[Taking], work: &[Work<'_>], teller: &Teller<'_>) -> Vec<DatedTold> {
    let mut actions: BTreeMap<(Same<'_>, Option<String>), BTreeSet<&ParticipantId>> =
        BTreeMap::new();
    for one in taken {
        let countries = one.countries.iter().copied().collect();
        let same = (one.on, DatedKind::Action, Some(&one.action), countries);
        let session = one.session.as_ref().map(ToString::to_string);
        actions.entry((same, session)).or_default().insert(&one.person);
    }
    let actions = actions.into_iter().map(|((same, _), people)| (same, people));
    let work = work.iter().map(|one| {
        let countries = one.pair.from.into_iter().chain([one.pair.to]).collect();
        ((one.on, one.kind, None, countries), BTreeSet::from([one.person]))
    });
    let mut all: Vec<(Same<'_>, BTreeSet<&ParticipantId>)> = actions.chain(work).collect();
    all.sort();
    let told = all.into_iter().map(|((on, kind, action, countries), people)| {
        let known = |person: &&&ParticipantId| teller.known.contains(**person);
        let who = || people.iter().filter(known).map(|person| (*person).clone()).collect();
        DatedTold {
            on,
            kind,
            action: action.cloned(),
            countries,
            persons: people.len(),
            who: teller.names.then(who),
        }
    });
    told.collect()
}
