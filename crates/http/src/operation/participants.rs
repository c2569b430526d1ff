//! People: who they are, what they can, whom they know, who may see them.

use etablera_casework::office as case;

use super::register::register;
use super::{Operation, get, post};

/// People.
pub(super) fn operations() -> Vec<Operation> {
    [known(), able(), agreed(), shared()].into_iter().flatten().collect()
}

/// Who they are.
fn known() -> Vec<Operation> {
    vec![
        get(
            ("participant.list", "/participants"),
            "Lists the cases that you may see",
            case::list_cases,
        )
        .paged("participant"),
        post(("participant.register", "/participants"), "Registers somebody", register),
        get(("participant.show", "/participants/{participant}"), "Shows a case", case::show_case),
        get(
            ("participant.identity", "/participants/{participant}/identity"),
            "Tells who somebody is",
            case::show_person,
        ),
        post(
            ("participant.number", "/participants/{participant}/number"),
            "Changes an identity number",
            case::change_number,
        ),
        post(
            ("participant.name", "/participants/{participant}/name"),
            "Changes a name",
            case::change_name,
        ),
        post(
            ("participant.contacts", "/participants/{participant}/contacts"),
            "Changes contacts",
            case::change_contacts,
        ),
        get(
            ("participant.special", "/participants/{participant}/special"),
            "Reads special categories of data for a purpose",
            case::read_special,
        ),
        post(
            ("participant.record-special", "/participants/special"),
            "Records special categories of data",
            case::record_special,
        ),
    ]
}

/// What they can and want, and whom they know.
fn able() -> Vec<Operation> {
    vec![
        get(
            ("participant.profile", "/participants/{participant}/profile"),
            "Shows what somebody can and wants",
            case::read_profile,
        ),
        post(
            ("participant.record-profile", "/participants/{participant}/profile"),
            "Records what somebody can",
            case::record_profile,
        ),
        post(
            ("participant.wish", "/participants/{participant}/wish"),
            "Records what somebody wants",
            case::record_wish,
        ),
        post(
            ("participant.interview", "/participants/{participant}/interview"),
            "Records an interview",
            case::interview,
        ),
        get(
            ("participant.network", "/participants/{participant}/network"),
            "Lists whom somebody knows",
            case::read_network,
        ),
        post(
            ("participant.connect", "/participants/{participant}/connect"),
            "Adds somebody to a network",
            case::add_connection,
        ),
        post(
            ("participant.disconnect", "/participants/{participant}/disconnect"),
            "Takes somebody out of a network",
            case::remove_connection,
        ),
    ]
}

/// What they agree to, and what is told to whom.
fn agreed() -> Vec<Operation> {
    vec![
        post(
            ("participant.consent", "/participants/{participant}/consent"),
            "Records a consent",
            case::consent,
        ),
        post(
            ("participant.withdraw", "/participants/{participant}/withdraw"),
            "Withdraws a consent",
            case::withdraw_consent,
        ),
        post(
            ("participant.object", "/participants/{participant}/object"),
            "Records an objection",
            case::object,
        ),
        post(
            ("participant.withdraw-objection", "/participants/{participant}/withdraw-objection"),
            "Withdraws an objection",
            case::withdraw_objection,
        ),
        post(
            ("participant.settle", "/participants/{participant}/settle"),
            "Settles an objection",
            case::settle_objection,
        ),
        post(
            ("participant.protect", "/participants/{participant}/protect"),
            "Sets or lifts the protection of an identity",
            case::set_protection,
        ),
        get(
            ("participant.disclosures", "/participants/{participant}/disclosures"),
            "Lists what was disclosed of somebody",
            |office, call, of: &case::ShowCase| case::disclosures_of(office, call, &of.participant),
        ),
        get(
            ("participant.export", "/participants/{participant}/export"),
            "Hands out everything that is known about somebody",
            case::export_subject,
        ),
    ]
}

/// Who holds a case, and who was let in on it.
fn shared() -> Vec<Operation> {
    vec![
        post(
            ("participant.assign", "/participants/{participant}/assign"),
            "Says who holds a case",
            case::assign,
        ),
        post(
            ("participant.hand-over", "/participants/{participant}/hand-over"),
            "Hands a case over",
            case::hand_over,
        ),
        post(
            ("participant.share", "/participants/{participant}/share"),
            "Lets another organisation in on a case",
            case::share,
        ),
        post(
            ("participant.answer-share", "/participants/{participant}/answer-share"),
            "Answers that a case was shared",
            case::answer_share,
        ),
        post(
            ("participant.unshare", "/participants/{participant}/unshare"),
            "Takes another organisation off a case",
            case::unshare,
        ),
    ]
}
