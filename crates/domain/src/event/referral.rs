//! What an agency may be told of somebody who is referred to it.

use serde::{Deserialize, Serialize};

use super::words::words;

words! {
    /// What an agency is told of somebody who is referred to it. There is no
    /// word for an identity number, a note, the network or anything of special
    /// categories: none of it is told by a referral.
    ReferralField {
        /// The name.
        Name,
        /// Telephone and e-mail.
        Contact,
        /// The language to talk in.
        TalksIn,
        /// The municipality they live in.
        Home,
        /// Competences.
        Competences,
        /// Past occupations.
        Occupations,
        /// Languages, skill by skill.
        Languages,
        /// Licences and certificates.
        Credentials,
        /// Completed education.
        Education,
        /// Hours, shifts and the first day.
        Availability,
        /// The operations they were or are in.
        Operations,
        /// The last known status on the labour market.
        Status,
    }
}

impl ReferralField {
    /// Its word in files and in the register of disclosures.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Contact => "contact",
            Self::TalksIn => "talks_in",
            Self::Home => "home",
            Self::Competences => "competences",
            Self::Occupations => "occupations",
            Self::Languages => "languages",
            Self::Credentials => "credentials",
            Self::Education => "education",
            Self::Availability => "availability",
            Self::Operations => "operations",
            Self::Status => "status",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_has_one_word_and_it_is_a_code() {
        for &field in ReferralField::ALL {
            assert_eq!(serde_json::to_value(field).unwrap(), field.name());
            assert!(field.name().parse::<super::super::code::Code>().is_ok());
        }
    }
}
