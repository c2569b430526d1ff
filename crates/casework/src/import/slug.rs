//! Ids for employers that come with a name or number of their own.

use etablera_domain::EmployerId;

/// The longest part of a name that goes into an id.
const LONGEST: usize = 58;

/// By the organisation number, `org:2120002742`, else by the name,
/// `name:lulea-kommun`; `None` where both are empty.
pub(super) fn employer_id(organisation_number: &str, name: &str) -> Option<EmployerId> {
    let digits: String = organisation_number.chars().filter(char::is_ascii_digit).collect();
    if digits.len() == 10 {
        return format!("org:{digits}").parse().ok();
    }
    let slug = slug(name);
    if slug.is_empty() { None } else { format!("name:{slug}").parse().ok() }
}

/// A name in small letters, digits and hyphens.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for char in name.to_lowercase().chars() {
        match char {
            'å' | 'ä' | 'á' | 'à' => slug.push('a'),
            'ö' | 'ø' | 'ó' => slug.push('o'),
            'é' | 'è' => slug.push('e'),
            _ if char.is_ascii_alphanumeric() => slug.push(char),
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(LONGEST);
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_before_names() {
        let id = |number, name| employer_id(number, name).map(|id| id.to_string());
        assert_eq!(id("212000-2742", "Luleå"), Some("org:2120002742".to_owned()));
        let name = "Åkeri & Frakt i Övre Norrland AB";
        assert_eq!(id("", name), Some("name:akeri-frakt-i-ovre-norrland-ab".to_owned()));
        let long = "ö".repeat(100);
        assert!(id("", &long).is_some());
        assert_eq!(id("12", " - "), None);
    }
}
