//! Countries and regions.

use etablera_taxonomy::Country;

/// A region of Sweden (NUTS 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the regions' own")]
pub enum Region {
    Stockholm,
    EastMiddleSweden,
    SmalandAndTheIslands,
    SouthSweden,
    WestSweden,
    NorthMiddleSweden,
    MiddleNorrland,
    UpperNorrland,
}

impl Region {
    /// Every region, by code.
    pub const ALL: [Self; 8] = [
        Self::Stockholm,
        Self::EastMiddleSweden,
        Self::SmalandAndTheIslands,
        Self::SouthSweden,
        Self::WestSweden,
        Self::NorthMiddleSweden,
        Self::MiddleNorrland,
        Self::UpperNorrland,
    ];

    /// The code in NUTS, such as `SE33`.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.row().0
    }

    /// The name, in Swedish.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// The region of a code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|region| region.code() == code)
    }

    /// The region of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|region| region.name() == name)
    }

    fn row(self) -> (&'static str, &'static str) {
        match self {
            Self::Stockholm => ("SE11", "Stockholm"),
            Self::EastMiddleSweden => ("SE12", "Östra Mellansverige"),
            Self::SmalandAndTheIslands => ("SE21", "Småland med öarna"),
            Self::SouthSweden => ("SE22", "Sydsverige"),
            Self::WestSweden => ("SE23", "Västsverige"),
            Self::NorthMiddleSweden => ("SE31", "Norra Mellansverige"),
            Self::MiddleNorrland => ("SE32", "Mellersta Norrland"),
            Self::UpperNorrland => ("SE33", "Övre Norrland"),
        }
    }
}

/// The countries of the European Economic Area by code, with their names in
/// Swedish.
const COUNTRIES: [(&str, &str); 30] = [
    ("AT", "Österrike"),
    ("BE", "Belgien"),
    ("BG", "Bulgarien"),
    ("CY", "Cypern"),
    ("CZ", "Tjeckien"),
    ("DE", "Tyskland"),
    ("DK", "Danmark"),
    ("EE", "Estland"),
    ("ES", "Spanien"),
    ("FI", "Finland"),
    ("FR", "Frankrike"),
    ("GR", "Grekland"),
    ("HR", "Kroatien"),
    ("HU", "Ungern"),
    ("IE", "Irland"),
    ("IS", "Island"),
    ("IT", "Italien"),
    ("LI", "Liechtenstein"),
    ("LT", "Litauen"),
    ("LU", "Luxemburg"),
    ("LV", "Lettland"),
    ("MT", "Malta"),
    ("NL", "Nederländerna"),
    ("NO", "Norge"),
    ("PL", "Polen"),
    ("PT", "Portugal"),
    ("RO", "Rumänien"),
    ("SE", "Sverige"),
    ("SI", "Slovenien"),
    ("SK", "Slovakien"),
];

/// Countries of the European Economic Area: at least one, and each once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Countries(Vec<Country>);

impl Countries {
    /// Countries in the order given; none if there are none, one is there
    /// twice, or one lies outside the area.
    #[must_use]
    pub fn new(countries: Vec<Country>) -> Option<Self> {
        let is_first = |at: usize| !countries[..at].contains(&countries[at]);
        let are_right = (0..countries.len()).all(is_first)
            && countries.iter().all(|country| name_of(*country).is_some());
        (are_right && !countries.is_empty()).then_some(Self(countries))
    }

    /// The countries, in the order given.
    #[must_use]
    pub fn all(&self) -> &[Country] {
        &self.0
    }
}

/// The country of the European Economic Area that has a name in Swedish.
#[must_use]
pub fn country_named(name: &str) -> Option<Country> {
    let row = COUNTRIES.iter().find(|(_, known)| *known == name);
    row.and_then(|(code, _)| code.parse().ok())
}

/// The name of a country of the European Economic Area, in Swedish.
#[must_use]
pub fn name_of(country: Country) -> Option<&'static str> {
    let row = COUNTRIES.iter().find(|(code, _)| *code == country.as_str());
    row.map(|(_, name)| *name)
}
