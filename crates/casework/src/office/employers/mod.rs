//! Use cases about employers, visits, needs and agreements.

mod agreement;
mod booking;
mod employer;
pub(in crate::office) mod need;
mod visit;

pub use agreement::{
    AgreementShown, AnswerAgreement, CloseAgreement, GiveService, MakeAgreement, answer_agreement,
    close_agreement, give_service, make_agreement, show_agreement,
};
pub use booking::{
    BookService, KeepBooking, ReleaseBooking, book_service, keep_booking, release_booking,
};
pub use employer::{
    ContactPerson, EmployerShown, ListEmployers, RecordContact, RecordEmployer, list_employers,
    record_contact, record_employer, show_employer,
};
pub(in crate::office) use employer::{take_name, trader};
pub use need::{
    CloseNeed, ListNeeds, OneNeed, RecordNeed, change_need, close_need, confirm_need, list_needs,
    record_need, reopen_need, show_need,
};
pub use visit::{RecordVisit, record_visit, show_visit};
