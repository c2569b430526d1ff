//! An employer's agreement: what is promised, booked, given and left.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::event::{Event, EventId, Happening, Promise, Service, Subject};
use etablera_domain::{AgreementId, BookingId, EmployerId};

/// What holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceTerms {
    /// The day they were made.
    pub since: NaiveDate,
    /// The last day they hold.
    pub until: NaiveDate,
    /// With whom.
    pub employer: EmployerId,
    /// How many times each service is promised.
    pub promises: BTreeMap<Service, u32>,
}

/// How a booking ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookingEnd {
    /// The service was given.
    Kept,
    /// It will not be, and is left again.
    Released,
}

/// A booked service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Booking {
    /// What.
    pub service: Service,
    /// The day it is to be given.
    pub on: NaiveDate,
    /// How it ended; none while it is open.
    pub end: Option<BookingEnd>,
}

/// What is left of a promised service; never below 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServiceBalance {
    /// How many times it is promised.
    pub promised: u32,
    /// How many of them are booked and not given yet.
    pub booked: u32,
    /// How many were given.
    pub given: u32,
}

impl ServiceBalance {
    /// How many can still be booked or given.
    #[must_use]
    pub fn left(self) -> u32 {
        self.promised.saturating_sub(self.booked).saturating_sub(self.given)
    }
}

/// What can happen to an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ServiceStep {
    /// It is made, or made anew.
    Make,
    /// A service is given that was not booked.
    Give(Service),
    /// A service is booked.
    Book(Service),
    /// It is closed.
    Close,
    /// It is opened again.
    Reopen,
}

/// Why something cannot happen to an agreement.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ServiceRefusal {
    /// The event stands in another stream.
    #[error("the event stands in `{0}`: expected the stream of the agreement")]
    Elsewhere(Subject),
    /// Something later happened already.
    #[error("{day} lies before {last}, the day of what happened last: expected that day or later")]
    OutOfOrder {
        /// The event's day.
        day: NaiveDate,
        /// The last day.
        last: NaiveDate,
    },
    /// Nothing is agreed yet.
    #[error("nothing is agreed yet: expected terms first")]
    NoTerms,
    /// It is closed.
    #[error("the agreement was closed on {0}: expected an open one")]
    Closed(NaiveDate),
    /// It is not closed.
    #[error("the agreement is open: expected a closed one")]
    Open,
    /// It has run out.
    #[error("the agreement holds until {until}, not on {day}: expected a day it covers")]
    RunOut {
        /// The day asked for.
        day: NaiveDate,
        /// The last day.
        until: NaiveDate,
    },
    /// Nothing is promised, or nothing was given.
    #[error("a service is counted 0 times, or none is named: expected each at least once")]
    Nothing,
    /// The terms end before they are made.
    #[error("terms of {since} hold until {until}: expected that day or a later one")]
    EndsBefore {
        /// The day they are made.
        since: NaiveDate,
        /// Their last day.
        until: NaiveDate,
    },
    /// It is with another employer.
    #[error("the agreement is with `{0}`: expected the same employer")]
    OtherEmployer(EmployerId),
    /// More was booked and given than is to be promised.
    #[error("{used} of {service:?} are booked or given: expected at least as many promised")]
    BelowUse {
        /// Which service.
        service: Service,
        /// How many.
        used: u32,
    },
    /// Not enough is left.
    #[error("{left} of {service:?} are left: expected at most as many")]
    NothingLeft {
        /// Which service.
        service: Service,
        /// How many.
        left: u32,
    },
    /// A booking of that name was made before.
    #[error("booking `{0}` is there already: expected another name")]
    BookedTwice(BookingId),
    /// The booking is not there, or ended.
    #[error("`{0}` is no open booking: expected one")]
    NoBooking(BookingId),
    /// It cannot have been given, or is to be given, before that day.
    #[error("{day} lies before {earliest}: expected that day or a later one")]
    TooEarly {
        /// The day named.
        day: NaiveDate,
        /// The earliest.
        earliest: NaiveDate,
    },
}

/// An agreement with an employer, event by event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceAgreement {
    id: AgreementId,
    terms: Option<ServiceTerms>,
    given: BTreeMap<Service, u32>,
    bookings: BTreeMap<BookingId, Booking>,
    closed: Option<NaiveDate>,
    last: Option<NaiveDate>,
}

impl ServiceAgreement {
    /// One of which nothing is known.
    #[must_use]
    pub fn new(id: AgreementId) -> Self {
        let (given, bookings) = (BTreeMap::new(), BTreeMap::new());
        Self { id, terms: None, given, bookings, closed: None, last: None }
    }

    /// What follows from events in the order of folding, and which of those in
    /// its stream were refused and changed nothing.
    #[must_use]
    pub fn of<'e>(
        id: AgreementId,
        events: impl IntoIterator<Item = &'e Event>,
    ) -> (Self, Vec<(EventId, ServiceRefusal)>) {
        let (stream, mut refused) = (Subject::Agreement(id.clone()), Vec::new());
        let mut agreement = Self::new(id);
        for event in events.into_iter().filter(|event| event.stream == stream) {
            if let Err(refusal) = agreement.take(event) {
                refused.push((event.id, refusal));
            }
        }
        (agreement, refused)
    }

    /// The terms that hold, if any were made.
    #[must_use]
    pub fn terms(&self) -> Option<&ServiceTerms> {
        self.terms.as_ref()
    }

    /// Every booking, by its name.
    #[must_use]
    pub fn bookings(&self) -> &BTreeMap<BookingId, Booking> {
        &self.bookings
    }

    /// Whether it holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.holding(day).is_ok()
    }

    /// What is promised, booked and given of a service.
    #[must_use]
    pub fn balance(&self, service: Service) -> ServiceBalance {
        let promised = self.terms.as_ref().and_then(|terms| terms.promises.get(&service));
        let open = self.bookings.values().filter(|one| one.end.is_none());
        let booked = open.filter(|one| one.service == service).count();
        ServiceBalance {
            promised: promised.copied().unwrap_or(0),
            booked: u32::try_from(booked).unwrap_or(u32::MAX),
            given: self.given.get(&service).copied().unwrap_or(0),
        }
    }

    /// What can happen on a day, and why the rest cannot.
    #[must_use]
    pub fn allowed(&self, day: NaiveDate) -> Vec<(ServiceStep, Result<(), ServiceRefusal>)> {
        let steps = [ServiceStep::Make, ServiceStep::Close, ServiceStep::Reopen];
        let of_service =
            |service: &Service| [ServiceStep::Book(*service), ServiceStep::Give(*service)];
        let steps = steps.into_iter().chain(Service::ALL.iter().flat_map(of_service));
        steps.map(|step| (step, self.in_order(day).and_then(|()| self.step(step, day)))).collect()
    }

    fn step(&self, step: ServiceStep, day: NaiveDate) -> Result<(), ServiceRefusal> {
        match step {
            ServiceStep::Make => self.open(),
            ServiceStep::Give(service) | ServiceStep::Book(service) => self.room(service, 1, day),
            ServiceStep::Close => self.made().and_then(|_| self.open()),
            ServiceStep::Reopen => self.closed.map(|_| ()).ok_or(ServiceRefusal::Open),
        }
    }

    /// Whether an event can come next.
    ///
    /// # Errors
    /// Why not.
    pub fn check(&self, event: &Event) -> Result<(), ServiceRefusal> {
        if event.stream != Subject::Agreement(self.id.clone()) {
            return Err(ServiceRefusal::Elsewhere(event.stream.clone()));
        }
        let day = event.occurred_on;
        self.in_order(day)?;
        match &event.what {
            Happening::AgreementMade { employer, promises, until } => {
                self.open()?;
                self.may_make(employer, promises, (day, *until))
            }
            Happening::ServiceGiven { count: 0, .. } => Err(ServiceRefusal::Nothing),
            Happening::ServiceGiven { service, count } => self.room(*service, (*count).into(), day),
            Happening::ServiceBooked { booking, service, on } => {
                self.room(*service, 1, day)?;
                not_before(*on, day)?;
                self.holding(*on)?;
                match self.bookings.contains_key(booking) {
                    true => Err(ServiceRefusal::BookedTwice(booking.clone())),
                    false => Ok(()),
                }
            }
            Happening::BookingKept { booking } => {
                self.holding(day)?;
                not_before(day, self.booked(booking)?.on)
            }
            Happening::BookingReleased { booking, .. } => {
                self.open()?;
                self.booked(booking).map(drop)
            }
            Happening::Accepted { .. } | Happening::Declined { .. } => {
                self.made().and_then(|_| self.open())
            }
            Happening::Closed { .. } => self.step(ServiceStep::Close, day),
            Happening::Reopened {} => self.step(ServiceStep::Reopen, day),
            _ => Ok(()),
        }
    }

    /// Adds the next event.
    ///
    /// # Errors
    /// Why it cannot come next; nothing has changed then.
    pub fn take(&mut self, event: &Event) -> Result<(), ServiceRefusal> {
        self.check(event)?;
        let day = event.occurred_on;
        self.last = Some(day);
        match &event.what {
            Happening::AgreementMade { employer, promises, until } => {
                let (employer, promises) = (employer.clone(), sums(promises));
                self.terms = Some(ServiceTerms { since: day, until: *until, employer, promises });
            }
            Happening::ServiceGiven { service, count } => self.gave(*service, (*count).into()),
            Happening::ServiceBooked { booking, service, on } => {
                let (service, on) = (*service, *on);
                self.bookings.insert(booking.clone(), Booking { service, on, end: None });
            }
            Happening::BookingKept { booking } => {
                if let Some(kept) = self.bookings.get_mut(booking) {
                    kept.end = Some(BookingEnd::Kept);
                    let service = kept.service;
                    self.gave(service, 1);
                }
            }
            Happening::BookingReleased { booking, .. } => {
                if let Some(released) = self.bookings.get_mut(booking) {
                    released.end = Some(BookingEnd::Released);
                }
            }
            Happening::Closed { .. } => self.closed = Some(day),
            Happening::Reopened {} => self.closed = None,
            _ => {}
        }
        Ok(())
    }

    fn gave(&mut self, service: Service, count: u32) {
        let sum = self.given.entry(service).or_default();
        *sum = sum.saturating_add(count);
    }

    fn in_order(&self, day: NaiveDate) -> Result<(), ServiceRefusal> {
        match self.last {
            Some(last) if day < last => Err(ServiceRefusal::OutOfOrder { day, last }),
            _ => Ok(()),
        }
    }

    fn made(&self) -> Result<&ServiceTerms, ServiceRefusal> {
        self.terms.as_ref().ok_or(ServiceRefusal::NoTerms)
    }

    fn open(&self) -> Result<(), ServiceRefusal> {
        self.closed.map_or(Ok(()), |on| Err(ServiceRefusal::Closed(on)))
    }

    fn holding(&self, day: NaiveDate) -> Result<(), ServiceRefusal> {
        let terms = self.made()?;
        self.open()?;
        if (terms.since..=terms.until).contains(&day) {
            return Ok(());
        }
        Err(ServiceRefusal::RunOut { day, until: terms.until })
    }

    /// Whether so much of a service is left on a day.
    fn room(&self, service: Service, count: u32, day: NaiveDate) -> Result<(), ServiceRefusal> {
        self.holding(day)?;
        let left = self.balance(service).left();
        if count <= left { Ok(()) } else { Err(ServiceRefusal::NothingLeft { service, left }) }
    }

    fn booked(&self, id: &BookingId) -> Result<&Booking, ServiceRefusal> {
        let open = self.bookings.get(id).filter(|booking| booking.end.is_none());
        open.ok_or_else(|| ServiceRefusal::NoBooking(id.clone()))
    }

    fn may_make(
        &self,
        employer: &EmployerId,
        promises: &[Promise],
        (since, until): (NaiveDate, NaiveDate),
    ) -> Result<(), ServiceRefusal> {
        if promises.is_empty() || promises.iter().any(|one| one.count == 0) {
            return Err(ServiceRefusal::Nothing);
        }
        if until < since {
            return Err(ServiceRefusal::EndsBefore { since, until });
        }
        if let Some(terms) = self.terms.as_ref().filter(|terms| terms.employer != *employer) {
            return Err(ServiceRefusal::OtherEmployer(terms.employer.clone()));
        }
        let promised = sums(promises);
        for service in Service::ALL {
            let balance = self.balance(*service);
            let used = balance.booked.saturating_add(balance.given);
            if promised.get(service).copied().unwrap_or(0) < used {
                return Err(ServiceRefusal::BelowUse { service: *service, used });
            }
        }
        Ok(())
    }
}

fn not_before(day: NaiveDate, earliest: NaiveDate) -> Result<(), ServiceRefusal> {
    if day < earliest { Err(ServiceRefusal::TooEarly { day, earliest }) } else { Ok(()) }
}

fn sums(promises: &[Promise]) -> BTreeMap<Service, u32> {
    let mut sums: BTreeMap<Service, u32> = BTreeMap::new();
    for promise in promises {
        let sum = sums.entry(promise.service).or_default();
        *sum = sum.saturating_add(promise.count.into());
    }
    sums
}
