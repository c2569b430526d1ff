//! Sessions that are given under bookings of agreements with employers.

use std::collections::{BTreeMap, BTreeSet};

use etablera_domain::event::state::{BookingRef, SessionState};
use etablera_domain::event::{EventId, Happening, Subject, SubjectKind, effective};
use etablera_domain::{AgreementId, BookingId, SessionId};
use etablera_programme::agreement::{BookingEnd, ServiceAgreement};
use etablera_programme::training::{BookingFault, GivenUnder, Sessions, booking_faults};

use super::commands::commands;
use super::error::CaseError;
use super::work::Work;
use super::{Call, Office, UseCase};
use crate::policy::Action;

commands! {
    /// Says that a session is given under a booking.
    GiveUnder {
        /// Which session.
        session: SessionId,
        /// Of which agreement.
        agreement: AgreementId,
        /// Which booking in it.
        booking: BookingId,
    }
}

/// Says that a session is given under a booking of an employer's agreement,
/// such as a guest lecture. What is promised, booked and left stays as it is.
///
/// # Errors
///
/// When the caller may not plan the session or read the agreement, the session
/// does not take place, or the two do not fit.
pub fn give_under<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a GiveUnder,
) -> UseCase<'a, EventId> {
    office.run(call, ("give_under", command), async move |work| {
        let GiveUnder { session, agreement, booking } = command.clone();
        work.may(Action::PlanTraining, &session.clone().into()).await?;
        work.put_under(&session, BookingRef { agreement, booking }).await
    })
}

/// The links of sessions to bookings.
fn links<'s>(states: impl IntoIterator<Item = &'s SessionState>) -> Vec<GivenUnder> {
    let all = states.into_iter().flat_map(|state| {
        state.given_under.iter().map(|of| GivenUnder {
            session: state.id.clone(),
            agreement: of.agreement.clone(),
            booking: of.booking.clone(),
        })
    });
    all.collect()
}

impl Work<'_> {
    /// Links a session to a booking, if the two fit.
    pub(super) async fn put_under(
        &mut self,
        session: &SessionId,
        BookingRef { agreement, booking }: BookingRef,
    ) -> Result<EventId, CaseError> {
        let subject = Subject::from(agreement.clone());
        self.may(Action::ReadAgreement, &subject).await?;
        if self.agreement_of(&agreement).await?.terms().is_none() {
            return Err(CaseError::Absent(subject));
        }
        let states = self.session_states().await?;
        let agreements = self.service_agreements([&agreement]).await?;
        let (sessions, mut given) = (Sessions::of(&states), links(&states));
        let before = booking_faults(&agreements, &sessions, &given);
        let link = GivenUnder { session: session.clone(), agreement, booking };
        if given.contains(&link) {
            return Err(CaseError::wrong(format!(
                "`{session}` is given under `{}` already: expected another booking",
                link.booking
            )));
        }
        given.push(link.clone());
        let after = booking_faults(&agreements, &sessions, &given);
        if let Some(fault) = after.iter().find(|fault| !before.contains(fault)) {
            return Err(CaseError::wrong(fault.to_string()));
        }
        let GivenUnder { agreement, booking, .. } = link;
        let what = Happening::GivenUnder { agreement, booking };
        self.happen(&session.clone().into(), self.call.today, vec![subject], what).await
    }

    /// What does not fit between bookings and sessions, of the agreements and
    /// sessions among those that are asked for and that the caller may read.
    pub(super) async fn booking_faults(
        &mut self,
        of: &BTreeSet<AgreementId>,
        wanted: impl Fn(&BookingFault) -> bool,
    ) -> Result<Vec<BookingFault>, CaseError> {
        let states = self.session_states().await?;
        let mut open = BTreeSet::new();
        for id in of {
            if self.is_readable(Action::ReadAgreement, &id.clone().into()).await? {
                open.insert(id.clone());
            }
        }
        let agreements = self.service_agreements(&open).await?;
        let mut given = links(&states);
        given.retain(|link| open.contains(&link.agreement));
        let given = without_replaced(&agreements, given);
        let mut faults = booking_faults(&agreements, &Sessions::of(&states), &given);
        faults.retain(wanted);
        let mut readable = Vec::new();
        for fault in faults {
            let may = match fault.session() {
                None => true,
                Some(id) => self.is_readable(Action::ReadSession, &id.clone().into()).await?,
            };
            readable.extend(may.then_some(fault));
        }
        Ok(readable)
    }

    async fn is_readable(&mut self, action: Action, subject: &Subject) -> Result<bool, CaseError> {
        let resource = self.resource(subject).await?;
        Ok(self.may_silently(action, &resource))
    }

    /// The bookings of a session in agreements that the caller may read.
    pub(super) async fn readable_bookings(
        &mut self,
        state: &SessionState,
    ) -> Result<Vec<BookingRef>, CaseError> {
        let mut readable = Vec::new();
        for of in &state.given_under {
            if self.is_readable(Action::ReadAgreement, &of.agreement.clone().into()).await? {
                readable.push(of.clone());
            }
        }
        Ok(readable)
    }

    /// Every session as the store has it.
    pub(super) async fn session_states(&mut self) -> Result<Vec<SessionState>, CaseError> {
        let all = self.writer.all(SubjectKind::Session).await?;
        Ok(all.iter().filter_map(|(_, folded)| folded.state.session().cloned()).collect())
    }

    /// Agreements with every booking, also those that ended.
    async fn service_agreements<'i>(
        &mut self,
        ids: impl IntoIterator<Item = &'i AgreementId>,
    ) -> Result<BTreeMap<AgreementId, ServiceAgreement>, CaseError> {
        let as_of = self.writer.tail().seq;
        let mut agreements = BTreeMap::new();
        for id in ids {
            let log = self.writer.about(&id.clone().into(), as_of).await?;
            let agreement = ServiceAgreement::of(id.clone(), effective(&log)).0;
            agreements.insert(id.clone(), agreement);
        }
        Ok(agreements)
    }
}

/// Without links to bookings that were released, where the session has another
/// in place of it.
fn without_replaced(
    agreements: &BTreeMap<AgreementId, ServiceAgreement>,
    given: Vec<GivenUnder>,
) -> Vec<GivenUnder> {
    let is_released = |link: &GivenUnder| {
        let agreement = agreements.get(&link.agreement);
        let booking = agreement.and_then(|one| one.bookings().get(&link.booking));
        booking.is_some_and(|booking| booking.end == Some(BookingEnd::Released))
    };
    let holds: BTreeSet<SessionId> =
        given.iter().filter(|link| !is_released(link)).map(|link| link.session.clone()).collect();
    let mut given = given;
    given.retain(|link| !is_released(link) || !holds.contains(&link.session));
    given
}
