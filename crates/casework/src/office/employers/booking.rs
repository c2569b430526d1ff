//! Services that employers promised, booked for a day.

use chrono::NaiveDate;
use etablera_domain::event::{Code, EventId, Happening, Service, Subject};
use etablera_domain::{AgreementId, BookingId};

use super::agreement::holding;
use crate::office::commands::commands;
use crate::office::{Call, Office, UseCase};
use crate::policy::Action;

commands! {
    /// Books a service that an employer promised.
    BookService {
        /// Under which agreement.
        agreement: AgreementId,
        /// Names the booking in the agreement.
        booking: BookingId,
        /// What.
        service: Service,
        /// The day it is to be given, which may be to come.
        on: NaiveDate,
    }
    /// A booked service was given.
    KeepBooking {
        /// Under which agreement.
        agreement: AgreementId,
        /// Which.
        booking: BookingId,
        /// The day.
        on: NaiveDate,
    }
    /// A booked service will not be given.
    ReleaseBooking {
        /// Under which agreement.
        agreement: AgreementId,
        /// Which.
        booking: BookingId,
        /// Why.
        reason: Code,
    }
}

/// Books a service that an employer promised; it is then not left for another.
///
/// # Errors
///
/// When the caller may not, there is no such agreement, it does not hold today
/// and on the day, nothing of the service is left, or there is such a booking.
pub fn book_service<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a BookService,
) -> UseCase<'a, EventId> {
    office.run(call, ("book_service", command), async move |work| {
        let BookService { agreement, booking, service, on } = command.clone();
        let subject = Subject::from(agreement.clone());
        work.may(Action::RecordService, &subject).await?;
        let employer = holding(work, &agreement).await?;
        let what = Happening::ServiceBooked { booking, service, on };
        work.happen(&subject, call.today, vec![employer.into()], what).await
    })
}

/// Records that a booked service was given.
///
/// # Errors
///
/// When the caller may not, there is no such open booking, or it is for a later
/// day.
pub fn keep_booking<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a KeepBooking,
) -> UseCase<'a, EventId> {
    office.run(call, ("keep_booking", command), async move |work| {
        let KeepBooking { agreement, booking, on } = command.clone();
        let subject = Subject::from(agreement.clone());
        work.may(Action::RecordService, &subject).await?;
        work.not_after_today(on)?;
        let employer = holding(work, &agreement).await?;
        let what = Happening::BookingKept { booking };
        work.happen(&subject, on, vec![employer.into()], what).await
    })
}

/// Records that a booked service will not be given: it is left for another.
///
/// # Errors
///
/// When the caller may not, or there is no such open booking.
pub fn release_booking<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReleaseBooking,
) -> UseCase<'a, EventId> {
    office.run(call, ("release_booking", command), async move |work| {
        let ReleaseBooking { agreement, booking, reason } = command.clone();
        let subject = Subject::from(agreement.clone());
        work.may(Action::RecordService, &subject).await?;
        let employer = holding(work, &agreement).await?;
        let what = Happening::BookingReleased { booking, reason };
        work.happen(&subject, call.today, vec![employer.into()], what).await
    })
}
