//! Which agreement to book for which session.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::event::{Code, Service};
use etablera_domain::{AgreementId, EmployerId, SessionId};
use serde::Serialize;

use super::content::ContentPlan;
use super::given::{GivenUnder, booking};
use super::session::{Session, Sessions};
use crate::agreement::{BookingEnd, ServiceAgreement};

/// How often a cohort wants a service of employers in a part, between two days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ask {
    /// For whom.
    pub cohort: Code,
    /// In sessions of which part.
    pub part: Code,
    /// What.
    pub service: Service,
    /// In how many sessions, those that have it already included.
    pub count: u16,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
}

/// A booking that somebody may make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProposedBooking {
    /// For which ask, by its place.
    pub ask: usize,
    /// For which session.
    pub session: SessionId,
    /// Its day.
    pub on: NaiveDate,
    /// What.
    pub service: Service,
    /// Under which agreement.
    pub agreement: AgreementId,
    /// With whom.
    pub employer: EmployerId,
}

/// Bookings that somebody may make, and what remains.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// By service, day and session.
    pub bookings: Vec<ProposedBooking>,
    /// How often an ask, by its place, is not met even so; only those above 0.
    pub short: BTreeMap<usize, u16>,
}

/// Two asks of one service for the same part of the same cohort.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{service:?} for part `{part}` of `{cohort}` is asked for twice: expected one ask")]
pub struct AskedTwice {
    /// Which cohort.
    pub cohort: Code,
    /// Which part.
    pub part: Code,
    /// Which service.
    pub service: Service,
}

/// What a content plan wants of employers for a cohort between two days.
#[must_use]
pub fn asks(plan: &ContentPlan, cohort: &Code, (from, until): (NaiveDate, NaiveDate)) -> Vec<Ask> {
    let services =
        plan.parts().iter().flat_map(|part| part.services.iter().map(move |of| (part, of)));
    services
        .map(|(part, (service, count))| {
            let (cohort, part) = (cohort.clone(), part.id.clone());
            Ask { cohort, part, service: *service, count: *count, from, until }
        })
        .collect()
}

/// Proposes which agreement to book for which sessions, as seen on `today`.
///
/// A session takes one booking of each service. Only agreements that hold both
/// today and on its day, and have some of the service left, are booked. As many
/// sessions as can be get one, the earliest of those there are. Among employers
/// it is spread so that what each gives and gave of a service is as even as it
/// can be for these sessions; ties go to the employer first by id, and of their
/// agreements to that which runs out first, then by id.
///
/// # Errors
/// Two asks of one service for the same part of the same cohort.
pub fn propose(
    asks: &[Ask],
    (sessions, given): (&Sessions, &[GivenUnder]),
    agreements: &BTreeMap<AgreementId, ServiceAgreement>,
    today: NaiveDate,
) -> Result<Proposal, AskedTwice> {
    let mut seen = BTreeSet::new();
    for Ask { cohort, part, service, .. } in asks {
        if !seen.insert((cohort, part, *service)) {
            let (cohort, part, service) = (cohort.clone(), part.clone(), *service);
            return Err(AskedTwice { cohort, part, service });
        }
    }
    let mut proposal = Proposal::default();
    for service in Service::ALL {
        let stock = stock(agreements, *service, today);
        let mut round = Round { service: *service, today, stock };
        let wanted = round.wanted(asks, (sessions, given), agreements);
        for (ask, (left, _)) in &wanted {
            proposal.short.insert(*ask, *left);
        }
        for (ask, session) in round.choose(&wanted) {
            proposal.short.entry(ask).and_modify(|left| *left -= 1);
            proposal.bookings.extend(round.book(ask, session));
        }
    }
    proposal.short.retain(|_, left| *left > 0);
    let order = |one: &ProposedBooking| (one.service, one.on, one.session.clone());
    proposal.bookings.sort_by_key(order);
    Ok(proposal)
}

/// What an agreement has left of a service.
struct Stock<'a> {
    id: &'a AgreementId,
    agreement: &'a ServiceAgreement,
    employer: &'a EmployerId,
    until: NaiveDate,
    /// None where nothing can be booked today: what its employer gave still
    /// counts as given.
    left: u32,
    /// What was booked or given under it.
    used: u32,
}

fn stock(
    agreements: &BTreeMap<AgreementId, ServiceAgreement>,
    service: Service,
    today: NaiveDate,
) -> Vec<Stock<'_>> {
    let all = agreements.iter().filter_map(|(id, agreement)| {
        let (terms, balance) = (agreement.terms()?, agreement.balance(service));
        let (employer, until) = (&terms.employer, terms.until);
        let used = balance.booked.saturating_add(balance.given);
        let left = if agreement.holds_on(today) { balance.left() } else { 0 };
        Some(Stock { id, agreement, employer, until, left, used })
    });
    all.collect()
}

/// One service.
struct Round<'a> {
    service: Service,
    today: NaiveDate,
    stock: Vec<Stock<'a>>,
}

/// How often each ask is still to be met, by its place, and in which sessions.
type Wanted<'s> = BTreeMap<usize, (u16, Vec<&'s Session>)>;

impl Round<'_> {
    fn wanted<'s>(
        &self,
        asks: &[Ask],
        (sessions, given): (&'s Sessions, &[GivenUnder]),
        agreements: &BTreeMap<AgreementId, ServiceAgreement>,
    ) -> Wanted<'s> {
        let stands = |link: &&GivenUnder| {
            booking(agreements, link).is_some_and(|one| {
                one.service == self.service && one.end != Some(BookingEnd::Released)
            })
        };
        let has: BTreeSet<&SessionId> =
            given.iter().filter(stands).map(|link| &link.session).collect();
        let of = |ask: &Ask| {
            let inside = sessions.held().iter().filter(|session| {
                session.counts_towards(ask.part.as_str())
                    && session.plan.cohort.as_ref() == Some(&ask.cohort)
                    && (ask.from..=ask.until).contains(&session.plan.on)
            });
            let (have, free): (Vec<_>, Vec<_>) = inside.partition(|one| has.contains(&one.id));
            let have = u16::try_from(have.len()).unwrap_or(u16::MAX);
            let to_come = free.into_iter().filter(|session| session.plan.on >= self.today);
            (ask.count.saturating_sub(have), to_come.collect())
        };
        let asked = asks.iter().enumerate().filter(|(_, ask)| ask.service == self.service);
        asked.map(|(at, ask)| (at, of(ask))).collect()
    }

    /// The sessions that get a booking, latest first.
    ///
    /// Whatever holds on a day holds on the days from today to it, so that an
    /// earlier session can have what a later one can. Hence the earliest are
    /// taken as long as, from each day on, no more are taken than is left then.
    fn choose<'s>(&self, wanted: &Wanted<'s>) -> Vec<(usize, &'s Session)> {
        let mut left: BTreeMap<usize, u16> =
            wanted.iter().map(|(ask, (count, _))| (*ask, *count)).collect();
        let all = wanted.iter();
        let mut free: Vec<(usize, &Session)> =
            all.flat_map(|(ask, (_, free))| free.iter().map(|one| (*ask, *one))).collect();
        free.sort_by_key(|(_, session)| (session.plan.on, &session.id));
        let mut chosen: Vec<(usize, &Session)> = Vec::new();
        for (ask, session) in free {
            let Some(left) = left.get_mut(&ask).filter(|left| **left > 0) else { continue };
            chosen.push((ask, session));
            if self.is_enough(&chosen) {
                *left -= 1;
            } else {
                chosen.pop();
            }
        }
        chosen.reverse();
        chosen
    }

    /// Whether from each day on there is as much as is taken; `chosen` is by day.
    fn is_enough(&self, chosen: &[(usize, &Session)]) -> bool {
        chosen.iter().enumerate().all(|(at, (_, session))| {
            let holding = self.stock.iter().filter(|one| one.agreement.holds_on(session.plan.on));
            let there: u64 = holding.map(|one| u64::from(one.left)).sum();
            (chosen.len() - at) as u64 <= there
        })
    }

    /// Books the agreement of the employer who gives least.
    fn book(&mut self, ask: usize, session: &Session) -> Option<ProposedBooking> {
        let mut gives: BTreeMap<&EmployerId, u64> = BTreeMap::new();
        for one in &self.stock {
            *gives.entry(one.employer).or_default() += u64::from(one.used);
        }
        let on = session.plan.on;
        let can = self.stock.iter().enumerate();
        let can = can.filter(|(_, one)| one.left > 0 && one.agreement.holds_on(on));
        let order = |one: &Stock<'_>| (gives[one.employer], one.employer.clone(), one.until);
        // Of equals the first, and agreements stand by id.
        let (at, _) = can.min_by_key(|(_, one)| order(one))?;
        let one = &mut self.stock[at];
        (one.left, one.used) = (one.left - 1, one.used + 1);
        Some(ProposedBooking {
            ask,
            session: session.id.clone(),
            on,
            service: self.service,
            agreement: one.id.clone(),
            employer: one.employer.clone(),
        })
    }
}
