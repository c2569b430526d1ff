//! Referrals of somebody to another organisation.

use etablera_casework::office as case;

use super::{Operation, get, post};

/// Referrals.
pub(super) fn operations() -> Vec<Operation> {
    vec![
        post(
            ("referral.make", "/participants/{participant}/refer"),
            "Refers somebody to another organisation",
            case::refer,
        ),
        get(
            ("referral.preview", "/participants/{participant}/refer/preview"),
            "Shows what another organisation would be told",
            case::preview_referral,
        )
        .with_body(),
        post(
            ("referral.withdraw", "/participants/{participant}/refer/withdraw"),
            "Takes a referral back",
            case::withdraw_referral,
        ),
        get(
            ("referral.list", "/referrals/sent"),
            "Lists what your organisation referred to others",
            case::list_referrals,
        ),
        get(
            ("referral.received", "/referrals"),
            "Lists what was referred to your organisation",
            case::list_received_referrals,
        ),
        // In a body: what stands in a path or query stands in logs.
        get(
            ("referral.read", "/referrals/read"),
            "Shows who was referred to you",
            case::read_referral,
        )
        .with_body(),
        post(
            ("referral.answer", "/referrals/answer"),
            "Answers a referral with a reason",
            case::answer_referral,
        ),
    ]
}
