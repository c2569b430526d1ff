//! Languages, and what is said of them.

use etablera_domain::LanguageSkill::{self, Interaction, Listening, Reading, Writing};
use etablera_taxonomy::Cefr;

/// The names of languages in ads, Swedish and English, and their ISO 639
/// codes.
pub(in super::super) const LANGUAGES: &[(&str, &str)] = &[
    ("svenska / svenskan / swedish", "sv"),
    ("engelska / engelskan / english", "en"),
    ("arabiska / arabic", "ar"),
    ("danska / danish", "da"),
    ("dari", "prs"),
    ("finska / finnish", "fi"),
    ("franska / french", "fr"),
    ("grekiska / greek", "el"),
    ("italienska / italian", "it"),
    ("jiddisch / yiddish", "yi"),
    ("kinesiska / mandarin / chinese", "zh"),
    ("kurmanji / nordkurdiska", "kmr"),
    ("kurdiska / kurdish", "ku"),
    ("meänkieli", "fit"),
    ("nederländska / dutch", "nl"),
    ("norska / norwegian", "no"),
    ("pashto", "ps"),
    ("persiska / farsi / persian", "fa"),
    ("polska / polish", "pl"),
    ("portugisiska / portuguese", "pt"),
    ("romani / romani chib", "rom"),
    ("rumänska / romanian", "ro"),
    ("ryska / russian", "ru"),
    ("nordsamiska", "se"),
    ("somaliska / somali", "so"),
    ("sorani", "ckb"),
    ("spanska / spanish", "es"),
    ("swahili", "sw"),
    ("teckenspråk", "swl"),
    ("thailändska / thai", "th"),
    ("tigrinja / tigrinska / tigrinya", "ti"),
    ("tjeckiska / czech", "cs"),
    ("turkiska / turkish", "tr"),
    ("tyska / german", "de"),
    ("ukrainska / ukrainian", "uk"),
    ("ungerska / hungarian", "hu"),
    ("vietnamesiska / vietnamese", "vi"),
];

/// What an ad says of a language, and the level it is taken for.
///
/// Ads do not speak in CEFR levels, so this is a reading, on the low side:
/// *goda kunskaper* is B2, a language just named is B1. `sv` and `en` have the
/// same reading. A person confirms or changes it before it can exclude
/// anybody.
pub(in super::super) const LEVELS: &[(&str, Cefr)] = &[
    ("modersmål / modersmålsnivå / native", Cefr::C2),
    ("flytande / obehindrat / perfekt / felfri* / utmärkt* / fluent / fluently", Cefr::C1),
    ("mycket god* kunskap* / mycket god* / mycket bra / very good / excellent", Cefr::C1),
    ("god* kunskap* / god* / bra / väl / behärska* / goda språkkunskap* / good", Cefr::B2),
    ("obehindrat sätt / behärska* ~ flytande / advanced", Cefr::C1),
    ("effektivt / tydligt / professionellt / proficien*", Cefr::B2),
    ("kan tala / tala* / prata* / kommunicera* / kunskap* / kan / läsa / förstå", Cefr::B1),
    ("uttrycka / språket / speak* / ha lätt / communicat* / språkkunskap* / knowledge", Cefr::B1),
    ("grundläggande kunskap* / grundläggande / vissa kunskap* / viss / enkel / enklare", Cefr::A2),
    ("basic / hjälplig* / förstå enkla", Cefr::A2),
    ("a1", Cefr::A1),
    ("a2", Cefr::A2),
    ("b1", Cefr::B1),
    ("b2", Cefr::B2),
    ("c1", Cefr::C1),
    ("c2", Cefr::C2),
];

/// Which skills the words name; where none are named, interaction and reading.
pub(in super::super) const SKILLS: &[(&str, &[LanguageSkill])] = &[
    ("tal ~ skrift / talar ~ skriver / tala ~ skriva", &[Interaction, Writing]),
    ("talat ~ skriv* / muntlig* ~ skriftlig* / skriftlig* ~ muntlig*", &[Interaction, Writing]),
    ("skrift ~ tal / spoken ~ written / written ~ spoken / tal skrift", &[Interaction, Writing]),
    ("verbal* ~ skriftlig* / spoken ~ writing / speech ~ writing", &[Interaction, Writing]),
    ("tala ~ förstå / förstå ~ tala / talar ~ förstår", &[Listening, Interaction]),
    ("läsa ~ skriva / läsa ~ förstå", &[Reading, Writing]),
    ("tala / talar / prata / pratar / speak* / muntlig* / tal", &[Listening, Interaction]),
    ("kommunicera* / communicat*", &[Listening, Interaction]),
    ("läsa / läser / läsförståelse", &[Reading]),
    ("skriva / skriftlig* / skrift / i skrift", &[Writing]),
];
