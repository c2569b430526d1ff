//! Words for people: messages in Swedish, plain Swedish and English, from the
//! files in `messages/`.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

// Reports go to funders and leaders, and are written in one Swedish.
const REPORTS_SV: [&str; 5] = [
    include_str!("../messages/report/indicators-sv.ftl"),
    include_str!("../messages/report/monthly-sv.ftl"),
    include_str!("../messages/report/outcomes-sv.ftl"),
    include_str!("../messages/report/audit-sv.ftl"),
    include_str!("../messages/report/model-sv.ftl"),
];
const REPORTS_EN: [&str; 5] = [
    include_str!("../messages/report/indicators-en.ftl"),
    include_str!("../messages/report/monthly-en.ftl"),
    include_str!("../messages/report/outcomes-en.ftl"),
    include_str!("../messages/report/audit-en.ftl"),
    include_str!("../messages/report/model-en.ftl"),
];

/// A language, and a way of writing it, that texts come in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tongue {
    /// Swedish, for staff and employers.
    #[default]
    #[serde(rename = "sv")]
    Swedish,
    /// Plain Swedish, to the participant.
    #[serde(rename = "sv-plain")]
    PlainSwedish,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Tongue {
    /// Every tongue.
    pub const ALL: [Self; 3] = [Self::Swedish, Self::PlainSwedish, Self::English];

    /// Its name in arguments and files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Swedish => "sv",
            Self::PlainSwedish => "sv-plain",
            Self::English => "en",
        }
    }

    /// The ISO 639 code of the language, to choose labels by.
    #[must_use]
    pub fn language(self) -> &'static str {
        match self {
            Self::Swedish | Self::PlainSwedish => "sv",
            Self::English => "en",
        }
    }

    fn sources(self) -> Vec<&'static str> {
        match self {
            Self::Swedish => {
                let own = [
                    include_str!("../messages/sv.ftl"),
                    include_str!("../messages/story-sv.ftl"),
                    include_str!("../messages/account-sv.ftl"),
                ];
                [own.as_slice(), &REPORTS_SV].concat()
            }
            Self::PlainSwedish => {
                let own = [
                    include_str!("../messages/sv-plain.ftl"),
                    include_str!("../messages/story-sv-plain.ftl"),
                    include_str!("../messages/account-sv-plain.ftl"),
                ];
                [own.as_slice(), &REPORTS_SV].concat()
            }
            Self::English => {
                let own = [
                    include_str!("../messages/en.ftl"),
                    include_str!("../messages/story-en.ftl"),
                    include_str!("../messages/account-en.ftl"),
                ];
                [own.as_slice(), &REPORTS_EN].concat()
            }
        }
    }

    /// The message that `key` names, with its arguments filled in; the key
    /// itself where there is none, which a test rules out.
    #[must_use]
    pub fn say(self, key: &str, args: &[(&str, &str)]) -> String {
        let bundle = self.bundle();
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut given = FluentArgs::new();
        for (name, value) in args {
            given.set(*name, FluentValue::from(*value));
        }
        bundle.format_pattern(pattern, Some(&given), &mut Vec::new()).into_owned()
    }

    fn bundle(self) -> &'static FluentBundle<FluentResource> {
        static BUNDLES: OnceLock<[FluentBundle<FluentResource>; 3]> = OnceLock::new();
        &BUNDLES.get_or_init(|| Self::ALL.map(Self::load))[self as usize]
    }

    fn load(self) -> FluentBundle<FluentResource> {
        let locale: LanguageIdentifier = self.language().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Isolation marks are for mixed directions on screens; these texts go
        // to terminals and files as well.
        bundle.set_use_isolating(false);
        for source in self.sources() {
            // A message in error is left out, and the test of the files finds it.
            let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(source.to_owned());
            let _ = bundle.add_resource(resource);
        }
        bundle
    }
}

/// A text from data on one line, without characters that a terminal would
/// obey.
#[must_use]
pub fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A number with its thousands apart, by a no-break space.
#[must_use]
pub fn grouped(number: u32) -> String {
    grouped_sum(u64::from(number))
}

/// A sum with its thousands apart, by a no-break space.
#[must_use]
pub fn grouped_sum(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(tongue: Tongue) -> Vec<&'static str> {
        let lines = tongue.sources().into_iter().flat_map(str::lines);
        let lines = lines.filter(|l| l.starts_with(|c: char| c.is_lowercase()));
        lines.filter_map(|line| line.split_once(" =").map(|(key, _)| key)).collect()
    }

    #[test]
    fn every_file_parses_and_has_the_same_messages() {
        let mut expected = keys(Tongue::Swedish);
        expected.sort_unstable();
        for tongue in Tongue::ALL {
            for source in tongue.sources() {
                assert!(FluentResource::try_new(source.to_owned()).is_ok(), "{tongue:?}");
            }
            let mut found = keys(tongue);
            found.sort_unstable();
            assert_eq!(found, expected, "{tongue:?}");
            assert!(found.is_sorted_by(|one, other| one < other), "each once: {tongue:?}");
            for key in found {
                assert_ne!(tongue.say(key, &[]), key, "{tongue:?}");
            }
        }
    }

    #[test]
    fn messages_take_arguments_through_references() {
        let said = Tongue::Swedish
            .say("what-language", &[("language", "sv"), ("skill", "listening"), ("level", "A2")]);
        assert_eq!(said, "svenska: förstå tal på nivå A2");
        let said = Tongue::English.say("what-competence", &[("concept", "weld"), ("level", "l3")]);
        assert_eq!(said, "weld, does it alone");
    }

    #[test]
    fn thousands_stand_apart() {
        for (number, text) in
            [(0, "0"), (999, "999"), (1000, "1\u{a0}000"), (100_000, "100\u{a0}000")]
        {
            assert_eq!(grouped(number), text);
        }
    }
}
