//! Driving licences, forklift classes, certificates and licences to practise.

use std::ops::Range;

use etablera_domain::{Credential, DrivingClass, ForkliftClass, What};
use etablera_taxonomy::{ConceptId, Country, Taxonomy};

use super::super::pattern::Table;
use super::super::phrases::{CERTIFICATES, DRIVING, DRIVING_FILLERS, FORKLIFT, LICENCES};
use super::super::token::{Token, adjoin};
use super::super::weigh::Sort;
use super::{Hit, Sight};

/// Nothing but the word: the class that nearly every such ad means.
const CLASS_ASSUMED: &str = "no class is named: taken for B";

#[derive(Clone, Debug)]
pub(super) struct Tables {
    driving: Table<DrivingClass>,
    forklift: Table<ForkliftClass>,
    certificates: Table<&'static str>,
    licences: Table<&'static str>,
}

impl Tables {
    pub(super) fn new() -> Self {
        Self {
            driving: Table::new(DRIVING),
            forklift: Table::new(FORKLIFT),
            certificates: Table::new(CERTIFICATES),
            licences: Table::new(LICENCES),
        }
    }

    pub(super) fn find(&self, sight: &Sight<'_>, taxonomy: &Taxonomy, hits: &mut Vec<Hit>) {
        let words = &sight.clause.tokens;
        for at in 0..words.len() {
            if is_driving(words, at) {
                self.driving(sight, at, hits);
            } else if is_forklift(&words[at].word) {
                self.forklift(sight, at, hits);
            }
        }
        for (code, place) in self.certificates.all(words) {
            let certificate = code.parse().map(|code| Credential::Certificate { code });
            hits.extend(certificate.ok().and_then(|it| formal(sight, it, &place)));
        }
        for (code, place) in self.licences.all(words) {
            let id: Option<ConceptId> = code.parse().ok();
            let Some(occupation) = id.filter(|id| taxonomy.concept(*id).is_some()) else {
                continue;
            };
            let country = Country::SWEDEN;
            let licence = Credential::ProfessionalLicence { occupation, country };
            hits.extend(formal(sight, licence, &place));
        }
    }

    fn driving(&self, sight: &Sight<'_>, at: usize, hits: &mut Vec<Hit>) {
        let words = &sight.clause.tokens;
        let bare = words[at].word.starts_with("behörighet");
        let classes = near(sight, at, DRIVING_FILLERS, |at| self.driving.at(words, at));
        let (found, place) = classes;
        if bare
            && !found
                .iter()
                .any(|class| class.includes(DrivingClass::C1) || class.includes(DrivingClass::D1))
        {
            return;
        }
        // Of several that stand side by side, those that contain another ask
        // for it as well; "B eller C" asks for the lesser.
        let either = words[place.clone()].iter().any(|token| token.word == "eller");
        let lesser = |class: &DrivingClass| !found.iter().any(|o| o != class && class.includes(*o));
        let mut wanted: Vec<_> = found.clone();
        if either {
            wanted.retain(lesser);
        }
        if found.is_empty() {
            push(sight, Credential::DrivingLicence { class: DrivingClass::B }, &place, hits);
            return;
        }
        for class in wanted {
            hits.extend(formal(sight, Credential::DrivingLicence { class }, &place));
        }
    }

    fn forklift(&self, sight: &Sight<'_>, at: usize, hits: &mut Vec<Hit>) {
        let words = &sight.clause.tokens;
        let (found, place) =
            near(sight, at, &["klass", "typ", "för"], |at| self.forklift.at(words, at));
        if found.is_empty() {
            push(sight, Credential::Forklift { class: ForkliftClass::B }, &place, hits);
        }
        for class in found {
            hits.extend(formal(sight, Credential::Forklift { class }, &place));
        }
    }
}

fn formal(sight: &Sight<'_>, credential: Credential, words: &Range<usize>) -> Option<Hit> {
    sight.hit(What::Credential { credential }, words, Sort::Formal)
}

fn push(sight: &Sight<'_>, credential: Credential, words: &Range<usize>, hits: &mut Vec<Hit>) {
    let hit = formal(sight, credential, words);
    hits.extend(hit.map(|hit| Hit { assumed: Some(CLASS_ASSUMED), ..hit }));
}

fn is_driving(words: &[Token], at: usize) -> bool {
    const WORDS: [&str; 4] = ["körkort", "körkortet", "körkortsbehörighet", "behörighet"];
    let english = || {
        let before = at.saturating_sub(2)..at;
        matches!(words[at].word.as_str(), "licence" | "license")
            && words[before].iter().any(|token| token.word.starts_with("driv"))
    };
    WORDS.contains(&words[at].word.as_str()) || english()
}

fn is_forklift(word: &str) -> bool {
    ["truckkort", "truckkörkort", "truckbehörighet", "truckutbildning", "truckförarbevis"]
        .iter()
        .any(|start| word.starts_with(start))
}

/// The classes that stand right before or after the word at `at`, and all the
/// words together.
fn near<T: Copy + PartialEq>(
    sight: &Sight<'_>,
    at: usize,
    fillers: &[&str],
    class: impl Fn(usize) -> Option<(T, usize)>,
) -> (Vec<T>, Range<usize>) {
    let words = &sight.clause.tokens;
    let (mut found, mut place) = (Vec::new(), at..at + 1);
    let joins =
        |token: &Token| matches!(token.word.as_str(), "och" | "eller" | "samt" | "or" | "and");
    let mut before = at;
    while before > 0 && (class(before - 1).is_some() || before < at && joins(&words[before - 1])) {
        before -= 1;
        let together = adjoin(sight.text, &words[before], &words[before + 1]);
        if !together {
            break;
        }
        if let Some((class, _)) = class(before) {
            found.insert(0, class);
            place.start = before;
        }
    }
    let mut after = at + 1;
    while after < words.len() && separated(sight.text, &words[after - 1], &words[after]) {
        if let Some((class, _)) = class(after) {
            found.push(class);
            place.end = after + 1;
        } else if !fillers.contains(&words[after].word.as_str()) && !joins(&words[after]) {
            break;
        }
        after += 1;
    }
    (found, place)
}

/// Whether two words stand in one list.
fn separated(text: &str, first: &Token, second: &Token) -> bool {
    let gap = &text[first.end..second.start];
    gap.len() <= 4 && !gap.contains(['.', '\n', ':', ';', ')'])
}
