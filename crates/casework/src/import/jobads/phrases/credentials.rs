//! Licences and certificates.

use etablera_domain::{DrivingClass, ForkliftClass};

/// The classes of driving licences as ads write them.
pub(in super::super) const DRIVING: &[(&str, DrivingClass)] = &[
    ("am", DrivingClass::AM),
    ("a1", DrivingClass::A1),
    ("a2", DrivingClass::A2),
    ("a", DrivingClass::A),
    ("b", DrivingClass::B),
    ("b96", DrivingClass::B96),
    ("be", DrivingClass::BE),
    ("c1", DrivingClass::C1),
    ("c1e", DrivingClass::C1E),
    ("c", DrivingClass::C),
    ("ce", DrivingClass::CE),
    ("d1", DrivingClass::D1),
    ("d1e", DrivingClass::D1E),
    ("d", DrivingClass::D),
    ("de", DrivingClass::DE),
];

/// Words that may stand between *körkort* and its classes.
pub(in super::super) const DRIVING_FILLERS: &[&str] =
    &["klass", "med", "behörighet", "för", "typ", "kategori", "manuellt", "och", "samt", "eller"];

/// Classes of forklift training (TLP10); `A4` or `B1` count as their letter.
pub(in super::super) const FORKLIFT: &[(&str, ForkliftClass)] = &[
    ("a / a1 / a2 / a3 / a4 / a5", ForkliftClass::A),
    ("b / b1 / b2 / b3 / b4", ForkliftClass::B),
    ("c / c1 / c2 / c3", ForkliftClass::C),
    ("d / d1 / d2 / d3", ForkliftClass::D),
];

/// Certificates and their codes.
pub(in super::super) const CERTIFICATES: &[(&str, &str)] = &[
    ("adr / adr intyg / adr bevis / adr utbildning / adr behörighet", "adr"),
    ("apv / arbete på väg / apv utbildning", "road-work"),
    ("asbestutbildning / behörighet för asbest*", "asbestos"),
    ("auktoriserad elinstallatör / ab behörighet", "electrical-installer"),
    ("esa utbildning / esa grund / esa instruerad", "esa"),
    ("fallskyddsutbildning / fallskydd utbildning", "fall-protection"),
    (
        "undersköterskebevis / bevis som undersköterska / yrkestiteln undersköterska",
        "assistant-nurse",
    ),
    ("heta arbeten / heta arbeten certifikat / certifikat i|för? heta arbeten", "hot-work"),
    ("hlr / hlr utbildning / hjärt och lungräddning / hlr certifikat", "hlr"),
    ("hygienbevis / hygienintyg / hygienutbildning / hygiencertifikat", "hygiene"),
    ("gruvsäkerhet / gruvsäkerhetsutbildning", "mine-safety"),
    ("id06 / id06 kort", "id06"),
    ("kylcertifikat / kylcertifiering / f gas certifikat", "refrigeration"),
    ("liftkort / liftutbildning / liftbehörighet / lift utbildning", "lift"),
    ("motorsågskörkort / motorsågskort", "chainsaw"),
    ("röjsågskörkort / röjsågskort", "brush-saw"),
    ("ordningsvaktsförordnande / ordningsvaktsutbildning", "public-order-guard"),
    ("ssg entre / ssg entré / ssg utbildning", "site-safety"),
    ("ställningsutbildning / ställningsbyggarutbildning", "scaffolding"),
    ("säkra lyft / lastsäkringsutbildning", "safe-lifting"),
    ("taxilegitimation / taxiförarlegitimation", "taxi"),
    ("traversutbildning / traverskort / traverskörkort", "overhead-crane"),
    ("väktarutbildning / väktarutbildad", "security-guard"),
    ("ykb / yrkeskompetensbevis / ykb bevis / ykb kompetens", "ykb"),
];

/// Regulated occupations whose licence ads ask for, as groups of SSYK 2012.
pub(in super::super) const LICENCES: &[(&str, &str)] = &[
    ("legitimerad* sjuksköterska / leg sjuksköterska / sjuksköterskelegitimation", "ssyk:2221"),
    ("legitimation som sjuksköterska / registered nurse", "ssyk:2221"),
    ("legitimerad* läkare / leg läkare / läkarlegitimation / legitimation som läkare", "ssyk:221"),
    ("legitimerad* barnmorska / leg barnmorska / barnmorskelegitimation", "ssyk:2222"),
    ("legitimerad* arbetsterapeut / leg arbetsterapeut", "ssyk:2273"),
    ("legitimerad* fysioterapeut / leg fysioterapeut / legitimerad* sjukgymnast", "ssyk:2272"),
    ("legitimerad* psykolog / leg psykolog / psykologlegitimation", "ssyk:2241"),
    ("legitimerad* psykoterapeut / leg psykoterapeut", "ssyk:2242"),
    ("legitimerad* tandläkare / leg tandläkare / tandläkarlegitimation", "ssyk:2260"),
    ("legitimerad* apotekare / leg apotekare", "ssyk:2281"),
    ("legitimerad* veterinär / leg veterinär", "ssyk:2250"),
    ("lärarlegitimation / legitimerad* lärare / leg lärare / legitimerad* ämneslärare", "ssyk:23"),
    ("legitimerad* gymnasielärare", "ssyk:2330"),
    ("legitimerad* grundskollärare", "ssyk:2341"),
    ("legitimerad* förskollärare / leg förskollärare / förskollärarlegitimation", "ssyk:2343"),
];
