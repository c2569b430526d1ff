//! What tells a requirement from a wish, and both from the rest of an ad.

use etablera_domain::Shift;

/// What a part of an ad is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Section {
    /// What the applicant must bring.
    Asks,
    /// What is good to have.
    Merits,
    /// What is done at work.
    Duties,
    /// The employer, the conditions, how to apply.
    Other,
}

/// How headings begin.
pub(in super::super) const HEADINGS: &[(&str, Section)] = &[
    ("krav / kravprofil / våra krav / skallkrav / requirements / qualifications", Section::Asks),
    ("kvalifikationer / formella krav / för denna roll behöver du / bakgrund", Section::Asks),
    ("vem är du / vem vi söker / vem söker vi / vem är du som / är du den", Section::Asks),
    ("vi söker dig / vi söker / vi sökervi / om dig / din profil / profil", Section::Asks),
    ("din kompetens / din erfarenhet / dina kvalifikationer / din bakgrund", Section::Asks),
    ("vad vi önskar av dig / vad vi söker / du har / du har också / har du", Section::Asks),
    ("vidare så? ser vi / vi ser att du / vi förväntar / du som söker / är du", Section::Asks),
    ("what we are looking for / what we re looking for / who you are", Section::Asks),
    ("about you / your profile / extrajobbet passar perfekt / passar dig som", Section::Asks),
    ("i rollen som ~ ska du / utbildning och erfarenhet / kompetenskrav", Section::Asks),
    ("meriterande / det är meriterande / merit / extra plus / önskvärt", Section::Merits),
    ("vi ser gärna att du / nice to have / meriter / bra att ha", Section::Merits),
    ("arbetsuppgifter / dina arbetsuppgifter / huvudsakliga arbetsuppgifter", Section::Duties),
    ("ansvarsområden / dina ansvarsområden / om rollen / din roll / om tjänsten", Section::Duties),
    ("ditt uppdrag / uppdraget / om jobbet / vad innebär rollen / i rollen", Section::Duties),
    ("det här får du arbeta med / din vardag / som ~ kommer du att / rollen", Section::Duties),
    ("key responsibilities / about the role / what you ll do / the role", Section::Duties),
    ("om oss / om bolaget / om företaget / vår verksamhet / om / about us", Section::Other),
    ("vi erbjuder / vad vi erbjuder / vad erbjuder vi / det här erbjuder vi", Section::Other),
    ("erbjuder vi / detta erbjuder / vad erbjuds / vad kan ~ erbjuda / hos oss", Section::Other),
    ("övrigt / ansökan / anställning* / praktisk* / villkor / välkommen", Section::Other),
    ("ansökningsförfarande / information / kontakt* / våra värderingar", Section::Other),
    ("what s in it / we offer / vill du veta mer / så fungerar / så funkar", Section::Other),
    ("varför / förmåner / anställningsförmåner / en arbetsgivare / mer om", Section::Other),
];

/// What words around a requirement say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Cue {
    /// The sentence asks.
    Must,
    /// The sentence wishes.
    Merit,
    /// What follows is wished, what stands before is asked.
    MeritAfter,
    /// It ought to be so.
    Ought,
    /// Something else will do as well.
    Alternative,
    /// It is not asked.
    Negated,
    /// The sentence tells what the employer gives, has or does.
    Offer,
}

/// Words and what they say.
pub(in super::super) const CUES: &[(&str, Cue)] = &[
    ("krävs / kräver / är ett? krav / är ett absolut krav / ett krav är / måste", Cue::Must),
    ("krav på / förutsätter / behöver du / du behöver / du ska ha / ska ha", Cue::Must),
    ("vi söker dig som / söker dig / du har / du är / har du / nödvändig*", Cue::Must),
    ("du behärskar / behärskar du / du talar / du kan / ska du / du ha", Cue::Must),
    ("ser vi att du / det är viktigt att du / vi förväntar / ställs krav", Cue::Must),
    ("you have / you are / required / must / we are looking for / proven", Cue::Must),
    ("meriterande / meriterade / merit / meriteras / fördel / önskvärt", Cue::Merit),
    ("plus / önskvärd / ser vi positivt på / bonus / advantage / preferred", Cue::Merit),
    ("sätter ~ värde på / är något vi ser som positivt / meritlista", Cue::Merit),
    ("är det ~ fördel om / är det meriterande om / det är meriterande om", Cue::MeritAfter),
    ("gärna / helst / förslagsvis / ideally / preferably / om möjligt", Cue::MeritAfter),
    ("bör / borde / should", Cue::Ought),
    ("eller motsvarande / eller likande / eller liknande / eller likvärdig*", Cue::Alternative),
    (
        "alternativt / or equivalent / eller tidigare / eller relevant / eller annan",
        Cue::Alternative,
    ),
    ("eller mycket / exempelvis", Cue::Alternative),
    ("inget krav / inte ett? krav / ej ett? krav / ej krav / inga krav", Cue::Negated),
    ("krävs ej / krävs inte / inte krävs / kräver inte / kräver ingen", Cue::Negated),
    ("kräver inga / inget ~ krävs / ingen ~ krävs / inga ~ krävs / utan krav", Cue::Negated),
    ("oavsett / behövs inte / behöver inte / inte nödvändigt / not required", Cue::Negated),
    ("ingen tidigare / ingen erfarenhet / no ~ required / inte ett måste", Cue::Negated),
    ("vi erbjuder / erbjuder vi / vi har / hos oss / vi verkar för / du får", Cue::Offer),
    ("vi utbildar / vi ger / får du / erbjuds / kommer att / du kommer", Cue::Offer),
    ("vår verksamhet / våra medarbetare / vår kund / vi strävar / vi arbetar", Cue::Offer),
];

/// What announces experience; `av`, `som` and the like follow.
pub(in super::super) const EXPERIENCE: &[(&str, ())] = &[
    (
        "erfarenhet / erfarenheter / erfarenheten / yrkeserfarenhet / arbetslivserfarenhet / arbetat / jobbat",
        (),
    ),
    ("arbetserfarenhet / vana / van / experience / fabriksvana", ()),
];

/// What announces a competence in a sentence.
pub(in super::super) const KNOWLEDGE: &[(&str, ())] = &[
    ("kunskap* / kompetens* / kännedom / förståelse / utbildning / utbildad", ()),
    ("kunnig / behärska* / insikt* / inblick / färdighet* / förmåga", ()),
    ("knowledge / skills / understanding / expertise / intresse / certifier*", ()),
];

/// Units of time and their length in months.
pub(in super::super) const DURATION: &[(&str, u16)] =
    &[("år / års / årig / years / year", 12), ("månader* / månads / months / month", 1)];

/// Numbers in words.
pub(in super::super) const NUMBERS: &[(&str, u16)] = &[
    ("ett / en / one", 1),
    ("två / two", 2),
    ("tre / three", 3),
    ("fyra / four", 4),
    ("fem / five", 5),
    ("sex / six", 6),
    ("tio / ten", 10),
];

/// What refers to the occupation of the ad itself.
pub(in super::super) const OWN_OCCUPATION: &[(&str, ())] = &[
    ("yrkeserfarenhet / liknande arbete / liknande arbetsuppgifter / liknande roll", ()),
    ("liknande tjänst / motsvarande arbete / motsvarande roll / motsvarande tjänst", ()),
    ("yrket / branschen / similar role / liknande uppgifter", ()),
];

/// Shifts that a text names beyond doubt.
pub(in super::super) const SHIFTS: &[(&str, Shift)] = &[
    ("kvällsarbete / kvällspass / kvällstjänst / kvälls och", Shift::Evening),
    ("nattarbete / nattpass / nattjänst / nattskift / natttjänstgöring", Shift::Night),
    ("helgarbete / helgtjänstgöring / varannan helg / var tredje helg", Shift::Weekend),
];

/// Labels too common to mean what the taxonomy means by them, and what has
/// its own kind of requirement.
pub(in super::super) const STOP: &[&str] = &[
    "verktyg",
    "planera",
    "planning",
    "apl",
    "utvecklingsarbete",
    "vårdcentral",
    "varumärken",
    "geografiskt område",
    "chef",
    "arbetsmiljö",
    "instrument",
    "läkemedel",
    "underhåll",
    "lediga jobb",
    "primärvård",
    "packning",
    "job opportunities",
    "be curious",
    "arbeta självständigt",
    "administration",
    "analys",
    "ansvar",
    "arbete",
    "bemanning",
    "bil",
    "brand",
    "coaching",
    "data",
    "dans",
    "dokumentation",
    "drift",
    "energi",
    "erfarenhet",
    "familj",
    "fastigheter",
    "handel",
    "handledning",
    "hygien",
    "hälsa",
    "information",
    "innovation",
    "ledning",
    "musik",
    "körkort",
    "kommunikation",
    "kvalitet",
    "kultur",
    "lager",
    "media",
    "miljö",
    "kommun",
    "omsorg",
    "organisation",
    "planering",
    "produktion",
    "produkter",
    "projekt",
    "rapporter",
    "rekrytering",
    "resor",
    "samarbete",
    "samhälle",
    "service",
    "sjukvård",
    "social",
    "språk",
    "statistik",
    "struktur",
    "system",
    "teknik",
    "telefon",
    "truckkort",
    "utbildning",
    "utveckling",
    "vård",
    "ledarskap",
    "business",
    "design",
    "engineering",
    "health",
    "process",
    "product",
    "quality",
    "sales",
    "team",
    "work",
    "personal",
    "mat",
    "sport",
    "skola",
    "barn",
    "excel i",
    "post",
    "digital",
    "marketing",
    "marknadsföring",
    "ekonomi",
    "kontor",
    "undervisning",
    "försäkring",
    "pension",
    "hushåll",
    "vuxna",
    "ungdomar",
    "förskola",
];
