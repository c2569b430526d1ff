//! What kinds of work ask for besides skills, by ISCO-08 group.

use etablera_domain::{Credential, DrivingClass, ForkliftClass, Shift};
use etablera_taxonomy::{Cefr, ConceptId, Country, IscedField};

/// The entry with the longest prefix of `isco`.
fn longest<'a, T>(table: &'a [(&str, T)], isco: &str) -> Option<&'a T> {
    let fitting = table.iter().filter(|(prefix, _)| isco.starts_with(prefix));
    fitting.max_by_key(|(prefix, _)| prefix.len()).map(|(_, value)| value)
}

/// The spoken Swedish that the work usually needs.
pub(super) fn swedish(isco: &str) -> Cefr {
    const TABLE: [(&str, Cefr); 12] = [
        ("", Cefr::A2),
        ("1", Cefr::B2),
        ("2", Cefr::B2),
        ("25", Cefr::B1),
        ("3", Cefr::B1),
        ("4", Cefr::B1),
        ("44", Cefr::A2),
        ("5", Cefr::B1),
        ("512", Cefr::A2),
        ("9", Cefr::A1),
        ("93", Cefr::A2),
        ("7", Cefr::A2),
    ];
    longest(&TABLE, isco).copied().unwrap_or(Cefr::A2)
}

/// When the work is usually done; every list is one way to staff it.
pub(super) fn shifts(isco: &str) -> &'static [&'static [Shift]] {
    use Shift::{Day, Evening, Night, Weekend};
    const OFFICE: &[&[Shift]] = &[&[Day]];
    const CARE: &[&[Shift]] = &[&[Day], &[Day, Evening, Weekend], &[Day, Evening], &[Night]];
    const SERVICE: &[&[Shift]] = &[&[Day], &[Day, Weekend], &[Evening, Weekend]];
    const INDUSTRY: &[&[Shift]] = &[&[Day], &[Day, Evening], &[Day, Evening, Night]];
    const TABLE: [(&str, &[&[Shift]]); 9] = [
        ("22", CARE),
        ("32", CARE),
        ("341", CARE),
        ("5", SERVICE),
        ("532", CARE),
        ("81", INDUSTRY),
        ("83", SERVICE),
        ("91", SERVICE),
        ("94", SERVICE),
    ];
    longest(&TABLE, isco).copied().unwrap_or(OFFICE)
}

/// The licence or certificate that the work usually needs.
pub(super) fn credential(isco: &str, occupation: ConceptId) -> Option<Credential> {
    if is_licensed(isco) {
        let country = Country::SWEDEN;
        return Some(Credential::ProfessionalLicence { occupation, country });
    }
    driving_class(isco).map(|class| Credential::DrivingLicence { class }).or_else(|| match isco {
        "8344" => Some(Credential::Forklift { class: ForkliftClass::B }),
        _ => certificate(isco).and_then(named),
    })
}

/// The certificate with this code.
pub(super) fn named(code: &str) -> Option<Credential> {
    code.parse().ok().map(|code| Credential::Certificate { code })
}

/// Whether the work is forbidden to whoever has no Swedish licence for it.
pub(super) fn is_licensed(isco: &str) -> bool {
    ["221", "222", "2261", "2262", "2264"].iter().any(|group| isco.starts_with(group))
}

fn driving_class(isco: &str) -> Option<DrivingClass> {
    const TABLE: [(&str, DrivingClass); 6] = [
        ("8321", DrivingClass::A),
        ("8322", DrivingClass::B),
        ("8331", DrivingClass::D),
        ("8332", DrivingClass::C),
        ("5322", DrivingClass::B),
        ("9611", DrivingClass::B),
    ];
    longest(&TABLE, isco).copied()
}

fn certificate(isco: &str) -> Option<&'static str> {
    const TABLE: [(&str, &str); 7] = [
        ("512", "hygiene"),
        ("3434", "hygiene"),
        ("94", "hygiene"),
        ("751", "hygiene"),
        ("7212", "hot-work"),
        ("7121", "hot-work"),
        ("811", "mine-safety"),
    ];
    longest(&TABLE, isco).copied()
}

/// The field of the education that leads to the work.
pub(super) fn field(isco: &str) -> Option<IscedField> {
    const TABLE: [(&str, &str); 22] = [
        ("12", "041"),
        ("21", "07"),
        ("2142", "0732"),
        ("22", "091"),
        ("2221", "0913"),
        ("23", "011"),
        ("24", "041"),
        ("25", "061"),
        ("26", "031"),
        ("31", "071"),
        ("32", "091"),
        ("33", "041"),
        ("35", "061"),
        ("4", "041"),
        ("51", "101"),
        ("53", "092"),
        ("6", "08"),
        ("71", "073"),
        ("72", "071"),
        ("74", "0713"),
        ("75", "072"),
        ("83", "104"),
    ];
    longest(&TABLE, isco).and_then(|field| field.parse().ok())
}
