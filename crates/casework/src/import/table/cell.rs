//! What a cell says.

use chrono::NaiveDate;
use etablera_domain::{Credential, DrivingClass, WeeklyHours};
use etablera_taxonomy::{
    Cefr, ConceptId, ConceptKind, IscedLevel, LabelKind, Language, Municipality, Taxonomy,
};
use serde::de::IntoDeserializer;
use serde::{Deserialize, de::value::Error as ValueError};

/// The items of a list: parted by `;`, `|` or line breaks, for labels may
/// hold commas.
pub(super) fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '|', '\n']).map(str::trim).filter(|item| !item.is_empty())
}

/// The items of a list of codes, which may be parted by commas too.
pub(super) fn codes(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '|', '\n', ',']).map(str::trim).filter(|item| !item.is_empty())
}

/// An item and what stands after its last colon: `städa:3`.
///
/// The ids of concepts hold colons themselves.
pub(super) fn with_suffix(item: &str) -> (&str, Option<&str>) {
    match item.rsplit_once(':') {
        Some((name, suffix)) if item.parse::<ConceptId>().is_err() => {
            (name.trim(), Some(suffix.trim()))
        }
        _ => (item, None),
    }
}

/// Whether a suffix is a plain no.
pub(super) fn is_no(text: &str) -> bool {
    ["nej", "no", "kan inte"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// The concept that a cell names, by id or by exact label.
///
/// Where several concepts have the label, one whose preferred name it is goes
/// first, then one of ESCO.
pub(super) fn concept(
    taxonomy: &Taxonomy,
    text: &str,
    wanted: fn(ConceptKind) -> bool,
) -> Result<ConceptId, String> {
    if let Ok(id) = text.parse::<ConceptId>() {
        let known = taxonomy.concept(id).ok_or_else(|| unknown(taxonomy, text))?;
        return Ok(taxonomy.id(known));
    }
    let mut found = taxonomy.by_label(text);
    found.retain(|concept| wanted(taxonomy.kind(*concept)));
    let preferred = |concept| {
        let mut labels = taxonomy.labels(concept);
        labels.any(|(_, kind, label)| {
            kind == LabelKind::Preferred && label.to_lowercase() == text.to_lowercase()
        })
    };
    let of_esco = |id: ConceptId| matches!(id, ConceptId::Skill(_) | ConceptId::Occupation(_));
    narrow(&mut found, |concept| preferred(*concept));
    narrow(&mut found, |concept| of_esco(taxonomy.id(*concept)));
    match found[..] {
        [] => Err(unknown(taxonomy, text)),
        [only] => Ok(taxonomy.id(only)),
        _ => {
            let ids: Vec<_> =
                found.iter().map(|concept| taxonomy.id(*concept).to_string()).collect();
            Err(format!("`{text}` names several concepts: expected one of `{}`", ids.join("`, `")))
        }
    }
}

/// Keeps what fits, if anything does.
fn narrow<T>(found: &mut Vec<T>, fits: impl Fn(&T) -> bool) {
    if found.iter().any(&fits) {
        found.retain(fits);
    }
}

fn unknown(taxonomy: &Taxonomy, text: &str) -> String {
    let near = taxonomy.nearest(text).and_then(|concept| taxonomy.display_label(concept, "sv"));
    let hint = near.map(|label| format!("; the nearest is `{label}`")).unwrap_or_default();
    format!("`{text}` is no label or id in the taxonomy{hint}")
}

/// A thing whose file form is its name.
fn named<T: for<'d> Deserialize<'d>>(text: &str) -> Option<T> {
    T::deserialize(IntoDeserializer::<ValueError>::into_deserializer(text)).ok()
}

/// A driving licence, such as `B` or `ce`.
pub(super) fn driving(text: &str) -> Result<Credential, String> {
    let class: Option<DrivingClass> = named(&text.to_uppercase());
    let class = class.ok_or_else(|| {
        format!("`{text}` is no class of driving licence: expected such as `B` or `CE`")
    })?;
    Ok(Credential::DrivingLicence { class })
}

/// A certificate by its code; `truck-A` and the like are classes of forklift
/// training.
pub(super) fn certificate(text: &str) -> Result<Credential, String> {
    let code = text.to_lowercase();
    if let Some(class) = code.strip_prefix("truck-").or_else(|| code.strip_prefix("forklift-")) {
        let class = named(&class.to_uppercase()).ok_or_else(|| {
            format!("`{text}` is no class of forklift training: expected `truck-A` to `truck-D`")
        })?;
        return Ok(Credential::Forklift { class });
    }
    let code = code.parse().map_err(|_| {
        format!("`{text}` is no code of a certificate: expected such as `hygiene` or `hot-work`")
    })?;
    Ok(Credential::Certificate { code })
}

/// Names of languages that staff write most; others by their ISO code.
const LANGUAGES: &[(&str, &str)] = &[
    ("svenska", "sv"),
    ("engelska", "en"),
    ("arabiska", "ar"),
    ("dari", "prs"),
    ("persiska", "fa"),
    ("pashto", "ps"),
    ("somaliska", "so"),
    ("tigrinja", "ti"),
    ("ukrainska", "uk"),
    ("ryska", "ru"),
    ("turkiska", "tr"),
    ("polska", "pl"),
    ("spanska", "es"),
    ("franska", "fr"),
    ("tyska", "de"),
    ("finska", "fi"),
    ("norska", "no"),
    ("swahili", "sw"),
    ("thailändska", "th"),
    ("kurdiska", "ku"),
    ("rumänska", "ro"),
];

/// A language and a level, such as `sv:B1` or `svenska: B1`; no level for a
/// plain no.
pub(super) fn language(item: &str) -> Result<(Language, Option<Cefr>), String> {
    let wrong = || format!("`{item}`: expected a language and its level, such as `sv:B1`");
    let (name, level) = item.split_once(':').ok_or_else(wrong)?;
    let name = name.trim().to_lowercase();
    let known = LANGUAGES.iter().find(|(known, _)| *known == name);
    let code = known.map_or(name.as_str(), |(_, code)| code);
    Ok((code.parse().map_err(|_| wrong())?, cefr(level.trim())?))
}

/// A level, or `None` for a plain no.
pub(super) fn cefr(text: &str) -> Result<Option<Cefr>, String> {
    if is_no(text) {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|error: etablera_taxonomy::ParseCodeError| error.to_string())
}

/// A municipality by its code; spreadsheets take away the zero before.
pub(super) fn municipality(text: &str) -> Result<Municipality, String> {
    let padded = if text.len() == 3 { format!("0{text}") } else { text.to_owned() };
    padded.parse().map_err(|error: etablera_taxonomy::ParseCodeError| error.to_string())
}

/// Weekly hours: `40`, `20-30`.
pub(super) fn hours(text: &str) -> Result<WeeklyHours, String> {
    let wrong =
        || format!("`{text}` is no number of weekly hours: expected such as `40` or `20-30`");
    let (from, to) = text.split_once(['-', '–']).unwrap_or((text, text));
    let number = |text: &str| text.trim().parse().map_err(|_| wrong());
    WeeklyHours::new(number(from)?, number(to)?).map_err(|error| error.to_string())
}

/// A day as `2026-03-01`, or as Swedish dates are typed: `20260301`,
/// `1/3 2026`, `1.3.2026`.
pub(super) fn day(text: &str) -> Result<NaiveDate, String> {
    let forms = ["%Y-%m-%d", "%Y%m%d", "%d/%m %Y", "%d/%m/%Y", "%d.%m.%Y", "%Y/%m/%d"];
    forms
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(text, form).ok())
        .ok_or_else(|| format!("`{text}` is no day: expected such as `2026-03-01`"))
}

/// Everyday names of levels of education, by how they begin, and ISCED 2011.
const EDUCATION: &[(&str, &str)] = &[
    ("ingen", "0"),
    ("grundskol", "2"),
    ("förgymnasial", "2"),
    ("gymnasi", "3"),
    ("eftergymnasial", "4"),
    ("yrkeshögskol", "5"),
    ("högskol", "6"),
    ("universitet", "6"),
    ("kandidat", "6"),
    ("master", "7"),
    ("magister", "7"),
    ("doktor", "8"),
    ("forskar", "8"),
];

/// A level of education: ISCED 0 to 8, or an everyday name.
pub(super) fn education(text: &str) -> Result<IscedLevel, String> {
    let name = text.to_lowercase();
    let known = EDUCATION.iter().find(|(start, _)| name.starts_with(start));
    known.map_or(text, |(_, code)| code).parse().map_err(|_| {
        format!(
            "`{text}` is no level of education: expected ISCED `0` to `8` or such as `gymnasium`"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_as_staff_write_them() {
        for text in ["2026-03-01", "20260301", "1/3 2026", "01.03.2026"] {
            assert_eq!(day(text).unwrap().to_string(), "2026-03-01", "{text}");
        }
        assert_eq!(municipality("184").unwrap().to_string(), "SE-0184");
        assert_eq!(hours("20–30").unwrap().to(), 30);
        assert_eq!(education("Gymnasium").unwrap().to_string(), "3");
        assert_eq!(language("Svenska: B1").unwrap().1, Some(Cefr::B1));
        assert_eq!(language("sv:nej").unwrap().1, None);
        assert!(driving("ce").is_ok() && driving("X").is_err());
        assert!(certificate("truck-B").is_ok() && certificate("truck-X").is_err());
        assert_eq!(with_suffix("svetsa: 3"), ("svetsa", Some("3")));
        assert_eq!(with_suffix("ssyk:5330"), ("ssyk:5330", None));
        assert_eq!(with_suffix("ssyk:5330:24"), ("ssyk:5330", Some("24")));
    }
}
