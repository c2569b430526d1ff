//! What a cell says.

use etablera_domain::{Credential, DrivingClass, WeeklyHours};
use etablera_taxonomy::{Cefr, ConceptId, ConceptKind, IscedLevel, LabelKind, Taxonomy};
use serde::de::IntoDeserializer;
use serde::{Deserialize, de::value::Error as ValueError};

/// The items of a list: parted by `;`, `|` or line breaks, for labels may
/// hold commas.
pub(super) fn items(text: &str) -> impl Iterator<Item = &str> {
    let marks = ['-', '•', '·', '*', ' '];
    let items = text.split([';', '|', '\n']);
    items.map(move |item| item.trim().trim_start_matches(marks)).filter(|item| !item.is_empty())
}

/// The parts of an item between its commas, where it is not known as a whole
/// but a part is; else the item.
pub(super) fn parts(item: &str, is_known: impl Fn(&str) -> bool) -> Vec<&str> {
    let parts = || item.split(',').map(str::trim).filter(|part| !part.is_empty());
    let is_list = item.contains(',') && !is_known(item) && parts().any(&is_known);
    if is_list { parts().collect() } else { vec![item] }
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

/// Whether an item, without its suffix, is a label or an id.
pub(super) fn is_concept(item: &str, taxonomy: &Taxonomy) -> bool {
    let (name, suffix) = with_suffix(item);
    if suffix.is_some_and(|suffix| suffix.contains(',')) {
        return false;
    }
    name.parse::<ConceptId>().is_ok() || !taxonomy.by_label(name).is_empty()
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
pub(super) fn named<T: for<'d> Deserialize<'d>>(text: &str) -> Option<T> {
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

/// A level, or `None` for a plain no.
pub(super) fn cefr(text: &str) -> Result<Option<Cefr>, String> {
    if is_no(text) {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|error: etablera_taxonomy::ParseCodeError| error.to_string())
}

/// Weekly hours: `40`, `20-30`.
pub(super) fn hours(text: &str) -> Result<WeeklyHours, String> {
    let wrong =
        || format!("`{text}` is no number of weekly hours: expected such as `40` or `20-30`");
    let (from, to) = text.split_once(['-', '–']).unwrap_or((text, text));
    let number = |text: &str| text.trim().parse().map_err(|_| wrong());
    WeeklyHours::new(number(from)?, number(to)?).map_err(|error| error.to_string())
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
    fn commas_part_what_is_not_known_as_a_whole() {
        let is_known = |text: &str| ["städa", "laga mat, enkel", "diska"].contains(&text);
        assert_eq!(parts("städa, diska", is_known), ["städa", "diska"]);
        assert_eq!(parts("städa, flyga", is_known), ["städa", "flyga"]);
        assert_eq!(parts("laga mat, enkel", is_known), ["laga mat, enkel"]);
        assert_eq!(parts("flyga, segla", is_known), ["flyga, segla"]);
    }

    #[test]
    fn cells_are_read_as_staff_write_them() {
        assert_eq!(hours("20–30").unwrap().to(), 30);
        assert_eq!(education("Gymnasium").unwrap().to_string(), "3");
        assert!(driving("ce").is_ok() && driving("X").is_err());
        assert_eq!(items("- städa\n• diska; ").collect::<Vec<_>>(), ["städa", "diska"]);
        assert_eq!(with_suffix("svetsa: 3"), ("svetsa", Some("3")));
        assert_eq!(with_suffix("ssyk:5330"), ("ssyk:5330", None));
        assert_eq!(with_suffix("ssyk:5330:24"), ("ssyk:5330", Some("24")));
    }
}
