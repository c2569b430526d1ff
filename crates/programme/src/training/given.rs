//! Sessions that are given under a booking of an employer's agreement.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::event::Service;
use etablera_domain::{AgreementId, BookingId, SessionId};

use super::session::Sessions;
use crate::agreement::{Booking, BookingEnd, ServiceAgreement};

/// A session is given under a booking.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GivenUnder {
    /// Which session.
    pub session: SessionId,
    /// Of which agreement.
    pub agreement: AgreementId,
    /// Which booking in it.
    pub booking: BookingId,
}

/// What does not fit between bookings and sessions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[non_exhaustive]
pub enum BookingFault {
    /// An open booking that no session is given under.
    #[error(
        "booking `{booking}` of `{agreement}` for {on} has no session: expected one, or that it \
         is released"
    )]
    WithoutSession {
        /// Of which agreement.
        agreement: AgreementId,
        /// Which booking.
        booking: BookingId,
        /// The day it is booked for.
        on: NaiveDate,
    },
    /// The booking will not be given.
    #[error("`{}` is given under `{}`, which was released: expected another booking", .0.session, .0.booking)]
    Released(GivenUnder),
    /// The session does not take place.
    #[error("`{}` was cancelled, and `{}` is booked for it: expected that it is released", .0.session, .0.booking)]
    Cancelled(GivenUnder),
    /// The session is on another day than the booking.
    #[error(
        "`{}` is on {planned}, and `{}` is booked for {booked}: expected the same day",
        .given.session, .given.booking
    )]
    OtherDay {
        /// Which session under which booking.
        given: GivenUnder,
        /// The day of the session.
        planned: NaiveDate,
        /// The day of the booking.
        booked: NaiveDate,
    },
    /// No such booking.
    #[error("`{}` is given under `{}`, which is no booking of `{}`: expected one", .0.session, .0.booking, .0.agreement)]
    NoBooking(GivenUnder),
    /// No such session.
    #[error("`{}` is given under `{}` and is no session: expected one", .0.session, .0.booking)]
    NoSession(GivenUnder),
    /// The booking is of something that no session gives.
    #[error("`{}` is a booking of {service:?}: expected what is given in a session", .given.booking)]
    NotInSession {
        /// Which session under which booking.
        given: GivenUnder,
        /// What is booked.
        service: Service,
    },
    /// Another session is given under the same booking.
    #[error("`{}` is given under `{}`, as `{first}` is: expected one session a booking", .given.session, .given.booking)]
    Twice {
        /// Which session under which booking.
        given: GivenUnder,
        /// The session that comes first, by id.
        first: SessionId,
    },
}

impl BookingFault {
    /// The session that it is about, if it is about one.
    #[must_use]
    pub fn session(&self) -> Option<&SessionId> {
        self.link().ok().map(|given| &given.session)
    }

    /// The agreement that it is about.
    #[must_use]
    pub fn agreement(&self) -> &AgreementId {
        match self.link() {
            Ok(given) => &given.agreement,
            Err(agreement) => agreement,
        }
    }

    /// The link, or the agreement where there is none.
    fn link(&self) -> Result<&GivenUnder, &AgreementId> {
        match self {
            Self::WithoutSession { agreement, .. } => Err(agreement),
            Self::Released(given)
            | Self::Cancelled(given)
            | Self::NoBooking(given)
            | Self::NoSession(given)
            | Self::OtherDay { given, .. }
            | Self::NotInSession { given, .. }
            | Self::Twice { given, .. } => Ok(given),
        }
    }
}

/// Whether a service is given in a session.
pub(super) fn is_given_in_sessions(service: Service) -> bool {
    match service {
        Service::GuestLecture | Service::MockInterview | Service::StudyVisit => true,
        Service::Placement => false,
    }
}

/// Everything that does not fit between the bookings of agreements and the
/// sessions that are given under them, in order. A session may be given under
/// several bookings, and a booking is for one session.
#[must_use]
pub fn booking_faults(
    agreements: &BTreeMap<AgreementId, ServiceAgreement>,
    sessions: &Sessions,
    given: &[GivenUnder],
) -> Vec<BookingFault> {
    let mut links: Vec<&GivenUnder> = given.iter().collect();
    links.sort();
    links.dedup();
    let mut first: BTreeMap<(&AgreementId, &BookingId), &GivenUnder> = BTreeMap::new();
    let mut faults = Vec::new();
    for link in links {
        let booking = booking(agreements, link);
        let Some(booking) = booking else {
            faults.push(BookingFault::NoBooking(link.clone()));
            continue;
        };
        let before = *first.entry((&link.agreement, &link.booking)).or_insert(link);
        if before != link {
            let (given, first) = (link.clone(), before.session.clone());
            faults.push(BookingFault::Twice { given, first });
        }
        faults.extend(fault(link, booking, sessions));
    }
    for (agreement, (booking, one)) in
        agreements.iter().flat_map(|(id, one)| one.bookings().iter().map(move |of| (id, of)))
    {
        let open = one.end.is_none() && is_given_in_sessions(one.service);
        if open && !first.contains_key(&(agreement, booking)) {
            let (agreement, booking) = (agreement.clone(), booking.clone());
            faults.push(BookingFault::WithoutSession { agreement, booking, on: one.on });
        }
    }
    faults.sort();
    faults
}

/// The booking that a session is given under.
pub(super) fn booking<'a>(
    agreements: &'a BTreeMap<AgreementId, ServiceAgreement>,
    link: &GivenUnder,
) -> Option<&'a Booking> {
    agreements.get(&link.agreement)?.bookings().get(&link.booking)
}

/// What does not fit between one session and its booking.
fn fault(link: &GivenUnder, booking: &Booking, sessions: &Sessions) -> Option<BookingFault> {
    let given = || link.clone();
    if !is_given_in_sessions(booking.service) {
        return Some(BookingFault::NotInSession { given: given(), service: booking.service });
    }
    let released = booking.end == Some(BookingEnd::Released);
    match sessions.get(&link.session) {
        Some(_) if released => Some(BookingFault::Released(given())),
        Some(session) if session.plan.on != booking.on => {
            let (planned, booked) = (session.plan.on, booking.on);
            Some(BookingFault::OtherDay { given: given(), planned, booked })
        }
        Some(_) => None,
        // Both were taken back, which is as it should be.
        None if released => None,
        None if sessions.is_cancelled(&link.session) => Some(BookingFault::Cancelled(given())),
        None => Some(BookingFault::NoSession(given())),
    }
}
