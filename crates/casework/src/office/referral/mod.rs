//! Referrals: another agency reads some fields about somebody, who agreed to
//! it, for one purpose and until a day.
//!
//! What the agency sees is a [`PartnerView`] and nothing of the inside of the
//! case. That it takes the matter on opens nothing more: whoever is to work on
//! the case is let in by [`share`](super::share), which needs an agreement of
//! its own.

mod answer;
mod list;
mod partner_view;
mod read;
mod refer;
mod tell;
mod token;

pub use answer::{AnswerReferral, ReferralAnswered, answer_referral};
pub use list::{
    ListReceivedReferrals, ListReferrals, ReferralReceived, ReferralSent, ReferralStanding,
    list_received_referrals, list_referrals,
};
pub use partner_view::{
    Availability, ForPartner, OperationTime, PartnerView, Reached, StatusSeen, Told,
};
pub use read::{ReadReferral, read_referral};
pub use refer::{Refer, Referred, WithdrawReferral, preview_referral, refer, withdraw_referral};
pub use token::ReferralToken;
