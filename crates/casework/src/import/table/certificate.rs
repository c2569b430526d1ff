//! Certificates by their codes and by the words that staff write.

use etablera_domain::Credential;

use super::super::near::nearest;
use super::cell;

/// Codes of certificates, those that the messages and the job ads have, and
/// words for them.
const CODES: &[(&str, &[&str])] = &[
    (
        "hygiene",
        &[
            "livsmedelshygien",
            "hygien",
            "hygienutbildning",
            "hygienbevis",
            "hygienintyg",
            "utbildning i livsmedelshygien",
            "food hygiene",
        ],
    ),
    ("hlr", &["hjärt-lungräddning", "hjärt- och lungräddning", "hlr-utbildning", "cpr"]),
    ("hot-work", &["heta arbeten", "certifikat heta arbeten", "certifikat för heta arbeten"]),
    ("ykb", &["yrkeskompetensbevis"]),
    (
        "ykb-goods",
        &[
            "ykb gods",
            "ykb godstransport",
            "ykb lastbil",
            "yrkeskompetensbevis för godstransporter",
        ],
    ),
    (
        "ykb-passenger",
        &[
            "ykb person",
            "ykb persontransport",
            "ykb buss",
            "yrkeskompetensbevis för persontransporter",
        ],
    ),
    ("adr", &["adr-intyg", "adr-bevis", "farligt gods"]),
    (
        "register-extract",
        &["belastningsregister", "utdrag ur belastningsregistret", "registerutdrag"],
    ),
    ("welding", &["svetsarprövning", "svetslicens", "svetscertifikat"]),
    ("lift", &["liftkort", "liftutbildning"]),
    ("chainsaw", &["motorsågskörkort", "motorsågskort"]),
    ("brush-saw", &["röjsågskörkort", "röjsågskort"]),
    ("site-safety", &["ssg entre", "ssg entré"]),
    ("mine-safety", &["gruvsäkerhet", "gruvsäkerhetsutbildning"]),
    ("assistant-nurse", &["undersköterska", "undersköterskebevis"]),
    ("road-work", &["arbete på väg", "apv"]),
    ("asbestos", &["asbest", "asbestutbildning"]),
    ("electrical-installer", &["auktoriserad elinstallatör"]),
    ("esa", &["esa-utbildning"]),
    ("fall-protection", &["fallskydd", "fallskyddsutbildning"]),
    ("id06", &["id06-kort"]),
    ("refrigeration", &["kylcertifikat"]),
    ("public-order-guard", &["ordningsvakt", "ordningsvaktsutbildning"]),
    ("scaffolding", &["ställningsutbildning", "ställningsbyggarutbildning"]),
    ("safe-lifting", &["säkra lyft"]),
    ("taxi", &["taxilegitimation", "taxiförarlegitimation"]),
    ("overhead-crane", &["travers", "traverskort", "traversutbildning"]),
    ("security-guard", &["väktare", "väktarutbildning"]),
];

/// Words that stand before the class of forklift training.
const FORKLIFT: [&str; 6] =
    ["truckkort", "truckutbildning", "truckförarbevis", "truckbevis", "truck", "forklift"];

/// A certificate by its code or a word for it: `hygiene`, `heta arbeten`;
/// `truck-A`, `truckkort B` and the like are classes of forklift training.
pub(super) fn certificate(text: &str) -> Result<Credential, String> {
    let name = plain(text);
    if let Some(class) = FORKLIFT.iter().find_map(|word| name.strip_prefix(word)) {
        return forklift(class, text);
    }
    let is_it = |(code, words): &&(&str, &[&str])| {
        plain(code) == name || words.iter().any(|word| plain(word) == name)
    };
    let code = CODES.iter().find(is_it).and_then(|(code, _)| code.parse().ok());
    code.map(|code| Credential::Certificate { code }).ok_or_else(|| unknown(text))
}

/// `B`, `B klass`, `klass B`, and `B1` which counts as its letter.
fn forklift(class: &str, text: &str) -> Result<Credential, String> {
    let class =
        class.trim_start_matches("klass").trim_end_matches(|char: char| char.is_ascii_digit());
    let class = cell::named(&class.to_uppercase()).ok_or_else(|| {
        format!("`{text}` is no class of forklift training: expected `truck-A` to `truck-D`")
    })?;
    Ok(Credential::Forklift { class })
}

fn unknown(text: &str) -> String {
    let names = CODES.iter().flat_map(|(code, words)| words.iter().chain([code]));
    let near = nearest(text, names.copied());
    let of_word = |near| CODES.iter().find(|(code, words)| *code == near || words.contains(&near));
    let hint = near.and_then(of_word).map(|(code, _)| format!("; the nearest is `{code}`"));
    format!(
        "`{text}` is no certificate: expected a code such as `hygiene` or `hot-work`{}",
        hint.unwrap_or_default()
    )
}

/// The form in which words are compared.
fn plain(text: &str) -> String {
    text.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::jobads::certificate_codes;
    use super::*;

    #[test]
    fn certificates_go_by_code_and_by_word() {
        for (text, expected) in [
            ("Hygiene", "hygiene"),
            ("livsmedelshygien", "hygiene"),
            ("Heta arbeten", "hot-work"),
            ("hot work", "hot-work"),
            ("YKB", "ykb"),
            ("YKB gods", "ykb-goods"),
            ("HLR", "hlr"),
            ("Hjärt- och lungräddning", "hlr"),
            ("SSG Entré", "site-safety"),
            ("gruvsäkerhet", "mine-safety"),
        ] {
            let code = expected.parse().unwrap();
            assert_eq!(certificate(text), Ok(Credential::Certificate { code }), "{text}");
        }
        let class = etablera_domain::ForkliftClass::B;
        for text in ["truckkort B", "truck-B", "Truck B1", "forklift-b", "truckkort klass B"] {
            assert_eq!(certificate(text), Ok(Credential::Forklift { class }), "{text}");
        }
        for (text, expected) in [
            ("hygine", "; the nearest is `hygiene`"),
            ("heta arbete", "; the nearest is `hot-work`"),
            ("truckkort", "`truckkort` is no class of forklift training"),
            ("säkerhetsutbildning", "is no certificate"),
            ("simmärke", "is no certificate"),
        ] {
            let message = certificate(text).unwrap_err();
            assert!(message.contains(expected), "{message}");
        }
    }

    #[test]
    fn what_ads_ask_for_can_be_held() {
        for code in certificate_codes() {
            assert!(CODES.iter().any(|(known, _)| *known == code), "{code}");
        }
    }
}
