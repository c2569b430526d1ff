//! Referrals: what another agency reads, until when, and what nobody learns.

use std::collections::BTreeSet;

use etablera_casework::office::{
    Call, CaseError, Office, PartnerView, ReadReferral, ReferralReceived, ReferralSent,
    ReferralStanding, ReferralToken, Referred, answer_referral, consent, disclosures_of,
    list_received_referrals, list_referrals, preview_referral, read_referral, record_profile,
    refer, show_case, show_person,
};
use etablera_casework::policy::Role;
use etablera_domain::event::{ReferralField, ReferralId};
use serde_json::{Value, json};

use crate::support::{accesses, anna, call, call_at, command, each, enter, error, id, lea, own};

pub(crate) const NOTHING: &str = "there is no such referral: expected one to your organisation \
                                  that is open and that nobody has taken back";

/// Ulf works at the agency.
pub(crate) fn ulf() -> Call {
    call_at("ulf", Role::PartnerAgency, "af")
}

fn on(mut call: Call, day: &str) -> Call {
    call.today = day.parse().unwrap();
    call.now = format!("{day}T08:00:00.000000Z").parse().unwrap();
    call
}

pub(crate) async fn agree(office: &Office, who: &str, purpose: &str) {
    let to =
        json!({ "participant": who, "to": { "referral": { "to": "af", "purpose": purpose } } });
    consent(office, &anna(), &command(to)).await.unwrap();
}

pub(crate) fn referral(who: &str, fields: &Value) -> Value {
    json!({
        "participant": who, "to": "af", "purpose": "support", "fields": fields,
        "until": "2026-12-20", "reason": "subsidy",
        "test": { "ground": "osl_26_1", "consented": true },
    })
}

pub(crate) fn every_field() -> Value {
    serde_json::to_value(ReferralField::ALL).unwrap()
}

/// With something in every field that can be told, and more that cannot.
pub(crate) async fn known(office: &Office, who: &str) {
    enter(office, who, who).await;
    let profile = json!({
        "participant": who, "source": "interview", "profile": {
            "id": who, "home": { "municipality": "2580" },
            "competences": [
                { "concept": "isco:9412", "level": 2, "evidence": "stated" },
            ],
            "occupations": [{ "concept": "isco:5120", "months": 24, "evidence": "stated" }],
            "available_from": "2027-01-11",
            "wishes": { "refuses": [{ "employer": "E-secret" }] },
        },
    });
    record_profile(office, &anna(), &command(profile)).await.unwrap();
    agree(office, who, "support").await;
}

pub(crate) async fn referred(office: &Office, who: &str, fields: Value) -> Referred {
    refer(office, &anna(), &command(referral(who, &fields))).await.unwrap()
}

pub(crate) async fn read(
    office: &Office,
    call: &Call,
    by: ReadReferral,
) -> Result<PartnerView, CaseError> {
    read_referral(office, call, &by).await
}

/// Whether it can be read by its id, and by its link.
pub(crate) async fn opens(office: &Office, call: &Call, of: &Referred) -> (bool, bool) {
    let mut open = [false; 2];
    let token = of.token.clone().unwrap();
    for (at, by) in
        [ReadReferral::Referral(of.referral), ReadReferral::Token(token)].into_iter().enumerate()
    {
        match read(office, call, by).await {
            Ok(_) => open[at] = true,
            Err(refused) => assert_eq!(refused.to_string(), NOTHING),
        }
    }
    (open[0], open[1])
}

pub(crate) async fn received(office: &Office, call: &Call) -> Vec<ReferralReceived> {
    list_received_referrals(office, call, &command(json!({}))).await.unwrap()
}

pub(crate) async fn sent(office: &Office, call: &Call) -> Vec<ReferralSent> {
    list_referrals(office, call, &command(json!({ "ended": true }))).await.unwrap()
}

#[test]
fn the_agency_reads_exactly_the_chosen_fields() {
    each(async |office| {
        known(office, "P1").await;
        let made = referred(office, "P1", json!(["name", "home", "languages"])).await;
        assert_eq!(made.expires.to_string(), "2026-12-20");
        let by = ReadReferral::Token(made.token.clone().unwrap());
        let view = read(office, &ulf(), by).await.unwrap();
        let told = serde_json::to_value(&view).unwrap();
        let expected = json!({
            "referral": made.referral, "from": "lulea", "purpose": "support",
            "reason": "subsidy", "until": "2026-12-20", "chosen": ["name", "home", "languages"],
            "name": "P1 Öberg", "home": "SE-2580",
        });
        assert_eq!(told, expected, "what is chosen and not known is only named");
        // One field after another tells that and nothing else.
        let every = every_field();
        for (at, field) in every.as_array().unwrap().iter().enumerate() {
            let who = format!("Q{at}");
            known(office, &who).await;
            let made = referred(office, &who, json!([field])).await;
            let view = read(office, &ulf(), ReadReferral::Referral(made.referral)).await.unwrap();
            let told = serde_json::to_value(&view).unwrap();
            let members: Vec<_> = told.as_object().unwrap().keys().map(String::as_str).collect();
            let frame = ["referral", "from", "purpose", "reason", "until", "chosen"];
            let told: Vec<_> = members.into_iter().filter(|one| !frame.contains(one)).collect();
            let says = ["name", "contact", "home", "competences", "occupations", "availability"];
            let field = field.as_str().unwrap();
            let expected: &[&str] = if says.contains(&field) { &[field] } else { &[] };
            assert_eq!(told, expected, "{field}");
            let names: Vec<_> = view.fields().iter().map(ToString::to_string).collect();
            assert_eq!(names, expected, "{field}");
        }
    });
}

#[test]
fn nothing_of_the_inside_is_told_with_every_field_chosen() {
    each(async |office| {
        known(office, "P1").await;
        let more = json!({
            "participant": "P1", "operation": "op", "answers": {
                "age": "declined", "gender": "declined", "education": "declined",
                "labour": "declined", "third_country": "declined",
                "foreign_background": "declined", "homeless": "declined", "rural": "declined",
            },
        });
        etablera_casework::office::enrol(office, &anna(), &command(more)).await.unwrap();
        let status = json!({ "participant": "P1", "status": "unemployed" });
        etablera_casework::office::observe_status(office, &anna(), &command(status)).await.unwrap();
        let made = referred(office, "P1", every_field()).await;
        let wanted = preview_referral_again(office, &made).await;
        let view = read(office, &ulf(), ReadReferral::Referral(made.referral)).await.unwrap();
        assert_eq!(view.contact.as_ref().unwrap().get().phone.as_deref(), Some("0700000000"));
        assert_eq!(view.operations.as_ref().unwrap().get().len(), 1);
        assert!(view.status.is_some() && view.competences.is_some());
        let text = serde_json::to_string(&view).unwrap();
        for hidden in ["E-secret", "1990-02-03", "\"P1\"", "anna", "wishes", "numbers"] {
            assert!(!text.contains(hidden), "{hidden}: {text}");
        }
        assert_eq!(wanted, text, "the preview shows what is told");
        // Behind the view the agency sees nothing.
        let of = json!({ "participant": "P1" });
        assert!(show_person(office, &ulf(), &command(of.clone())).await.is_err());
        assert!(show_case(office, &ulf(), &command(of)).await.is_err());
    });
}

/// What a preview shows, with the id of what was made.
async fn preview_referral_again(office: &Office, made: &Referred) -> String {
    let other = json!({
        "participant": "P1", "to": { "referral": { "to": "boden", "purpose": "support" } },
    });
    consent(office, &anna(), &command(other)).await.unwrap();
    let mut same = referral("P1", &every_field());
    same["to"] = json!("boden");
    let view = preview_referral(office, &anna(), &command(same)).await.unwrap();
    let view = PartnerView { referral: made.referral, ..view };
    serde_json::to_string(&view).unwrap()
}

#[test]
fn nobody_is_referred_without_consent_for_just_that() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        let asked = || command(referral("P1", &json!(["name"])));
        let told = error(refer(office, &anna(), &asked()).await);
        assert!(told.contains("`af` is told of them for `support`: expected consent"), "{told}");
        for other in [
            json!({ "sharing": "af" }),
            json!({ "referral": { "to": "af", "purpose": "takeover" } }),
            json!({ "referral": { "to": "boden", "purpose": "support" } }),
        ] {
            let to = json!({ "participant": "P1", "to": other });
            consent(office, &anna(), &command(to)).await.unwrap();
            assert!(error(refer(office, &anna(), &asked()).await).contains("expected consent"));
        }
        agree(office, "P1", "support").await;
        for (change, said) in [
            (json!({ "test": { "ground": "osl", "consented": false } }), "rests on consent"),
            (json!({ "fields": [] }), "no field is chosen"),
            (json!({ "until": "2026-11-30" }), "expected one from 2026-12-01 to 2027-12-02"),
            (json!({ "until": "2027-12-03" }), "expected one from 2026-12-01 to 2027-12-02"),
            (json!({ "to": "lulea" }), "expected another organisation"),
        ] {
            let mut wrong = referral("P1", &json!(["name"]));
            wrong.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
            let told = error(refer(office, &anna(), &command(wrong)).await);
            assert!(told.contains(said), "{told}");
        }
        // Neither who does not hold the case nor the agency itself.
        for other in
            [call("bo", Role::Matcher), ulf(), own("P1"), call("adam", Role::Administrator)]
        {
            assert!(refer(office, &other, &asked()).await.unwrap_err().is_refusal());
        }
        let made = refer(office, &lea(), &asked()).await.unwrap();
        let again = error(refer(office, &anna(), &asked()).await);
        assert!(again.contains(&format!("by `{}`: expected that one", made.referral)), "{again}");
    });
}

#[test]
fn what_may_not_be_read_is_refused_in_the_same_words_and_logged() {
    each(async |office| {
        known(office, "P1").await;
        let made = referred(office, "P1", json!(["name"])).await;
        assert_eq!(opens(office, &ulf(), &made).await, (true, true));
        // On its last day, and not after it.
        assert_eq!(opens(office, &on(ulf(), "2026-12-20"), &made).await, (true, true));
        for caller in [
            on(ulf(), "2026-12-21"),
            call_at("eva", Role::PartnerAgency, "boden"),
            call_at("ulf", Role::Coach, "af"),
            call_at("ulf", Role::ProjectLeader, "af"),
            call_at("ulf", Role::Administrator, "af"),
            call("anna", Role::Coach),
            call("ulf", Role::PartnerAgency),
            own("P1"),
        ] {
            assert_eq!(opens(office, &caller, &made).await, (false, false), "{caller:?}");
        }
        // What there is not: mistyped, unknown, the id as a token.
        let unknown = "01930d5c-0000-7000-8000-00000000000a".parse().unwrap();
        let token = made.token.clone().unwrap();
        let mut texts = vec![String::new(), "x".repeat(100_000), made.referral.to_string()];
        texts.push(token.as_str().to_uppercase());
        texts.push(token.as_str()[1..].to_owned());
        texts.push("0".repeat(64));
        let tokens = texts.into_iter().map(|text| ReadReferral::Token(ReferralToken::from(text)));
        for by in tokens.chain([ReadReferral::Referral(unknown)]) {
            assert_eq!(error(read(office, &ulf(), by).await), NOTHING);
        }
        let answer = json!({ "referral": unknown, "yes": true, "reason": "room" });
        assert_eq!(error(answer_referral(office, &ulf(), &command(answer)).await), NOTHING);
        let log = office.store.read().await.unwrap().all_accesses(0, 1000).await.unwrap();
        let reads = log.iter().filter(|one| one.access.action == "read_referral");
        let (yes, no): (Vec<_>, Vec<_>) = reads.partition(|one| one.access.allowed);
        assert_eq!((yes.len(), no.len()), (4, 2 * 8 + 7));
        let nobody = no.iter().filter(|one| one.access.subject.is_none());
        assert_eq!(nobody.count(), 7, "of what there is not, nobody is named");
        assert!(log.iter().any(|one| one.access.action == "answer_referral"));
    });
}

#[test]
fn each_reader_is_a_disclosure_once_a_day_that_the_participant_sees() {
    each(async |office| {
        known(office, "P1").await;
        let made = referred(office, "P1", json!(["name", "languages"])).await;
        let by = || ReadReferral::Referral(made.referral);
        assert_eq!(disclosures_of(office, &own("P1"), &id("P1")).await.unwrap(), []);
        for (reader, day) in [
            ("ulf", "2026-12-01"),
            ("ulf", "2026-12-01"),
            ("una", "2026-12-01"),
            ("ulf", "2026-12-02"),
        ] {
            let reader = call_at(reader, Role::PartnerAgency, "af");
            read(office, &on(reader, day), by()).await.unwrap();
        }
        let told = disclosures_of(office, &on(own("P1"), "2026-12-02"), &id("P1")).await.unwrap();
        let told: Vec<_> = told.iter().map(|one| serde_json::to_value(one).unwrap()).collect();
        let entry = |reader: &str, day: &str| {
            json!({
                "on": day, "by": reader, "to": { "organisation": "af" }, "fields": ["name"],
                "purpose": "support", "test": { "ground": "osl_26_1", "consented": true },
                "referral": made.referral,
            })
        };
        let expected =
            [entry("ulf", "2026-12-01"), entry("una", "2026-12-01"), entry("ulf", "2026-12-02")];
        assert_eq!(told, expected);
        // What is told anew on the same day is an entry of its own.
        let profile = json!({
            "participant": "P1", "source": "interview", "on": "2026-12-02", "profile": {
                "id": "P1", "languages": [
                    { "language": "sv", "skill": "interaction", "level": "B1",
                      "source": "self" },
                ],
            },
        });
        record_profile(office, &on(anna(), "2026-12-02"), &command(profile)).await.unwrap();
        read(office, &on(ulf(), "2026-12-02"), by()).await.unwrap();
        let told = disclosures_of(office, &on(own("P1"), "2026-12-02"), &id("P1")).await.unwrap();
        assert_eq!((told.len(), told[3].fields.len()), (4, 2));
        let looks = accesses(office, "P1").await;
        let looks = looks.iter().filter(|one| one.action == "read_referral");
        assert!(looks.clone().all(|one| one.purpose.as_deref() == Some("support")));
        assert_eq!(looks.count(), 5, "every look stands in the access log");
        assert_eq!(sent(office, &anna()).await[0].read, 3);
    });
}

#[test]
fn lists_of_both_sides() {
    each(async |office| {
        for who in ["P1", "P2", "P3"] {
            known(office, who).await;
        }
        let first = referred(office, "P1", json!(["name"])).await;
        let second = referred(office, "P2", json!(["home"])).await;
        assert_eq!(received(office, &ulf()).await.len(), 2);
        let text = serde_json::to_string(&received(office, &ulf()).await).unwrap();
        for person in ["P1", "P2", "Öberg", "anna", first.token.as_ref().unwrap().as_str()] {
            assert!(!text.contains(person), "{person}: {text}");
        }
        for other in [
            call_at("eva", Role::PartnerAgency, "boden"),
            call_at("ulf", Role::Coach, "af"),
            anna(),
            call("ulf", Role::PartnerAgency),
        ] {
            assert_eq!(received(office, &other).await, []);
        }
        let ids: Vec<ReferralId> =
            sent(office, &lea()).await.iter().map(|one| one.referral).collect();
        // Those of one moment stand in any order.
        let both = BTreeSet::from([first.referral, second.referral]);
        assert_eq!(ids.iter().copied().collect::<BTreeSet<_>>(), both);
        assert!(ids.is_sorted());
        // The participant sees their own, and asks for no other's.
        let own_list = json!({ "participant": "P1" });
        let list = list_referrals(office, &own("P1"), &command(own_list.clone())).await.unwrap();
        assert_eq!(list.len(), 1);
        assert!(list_referrals(office, &own("P2"), &command(own_list)).await.is_err());
        let late = on(anna(), "2026-12-21");
        assert_eq!(sent(office, &late).await[0].standing, ReferralStanding::Expired);
        let open = list_referrals(office, &late, &command(json!({}))).await.unwrap();
        assert_eq!(open, []);
        assert_eq!(received(office, &on(ulf(), "2026-12-21")).await, []);
    });
}

#[test]
fn the_secret_is_shown_once_and_kept_nowhere() {
    each(async |office| {
        known(office, "P1").await;
        let asked = command(referral("P1", &json!(["name"])));
        let mut once = anna();
        once.key = Some("k1".to_owned());
        let first = refer(office, &once, &asked).await.unwrap();
        let again = refer(office, &once, &asked).await.unwrap();
        assert_eq!(again.referral, first.referral);
        assert_eq!((first.token.is_some(), again.token.is_none()), (true, true));
        assert_eq!(opens(office, &ulf(), &first).await, (true, true));
        let secret = first.token.as_ref().unwrap().as_str().to_owned();
        let mut reader = office.store.read().await.unwrap();
        let events = reader.events(0, 1000).await.unwrap();
        let log = events.iter().map(|one| serde_json::to_string(&one.event).unwrap());
        let looks = reader.all_accesses(0, 1000).await.unwrap();
        let looks = looks.iter().map(|one| serde_json::to_string(&one.access).unwrap());
        let hash = etablera_storage::Hash::of(secret.as_bytes()).to_string();
        for row in log.chain(looks) {
            assert!(!row.contains(&secret) && !row.contains(&hash), "{row}");
        }
        assert!(!format!("{first:?}").contains(&secret));
    });
}
