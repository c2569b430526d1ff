//! Job ads in JobTech's `JobSearch` form become needs.
//!
//! An ad says what it asks for in three places, and each requirement keeps
//! where it came from ([`Source`]):
//!
//! * its fields (`must_have`, `nice_to_have`, `driving_license`),
//! * its text, where the words are kept as the requirement's quote and their
//!   place as a span ([`Trace`]),
//! * its occupation, only when the others say nothing of what the work is;
//!   then as something good to have.
//!
//! How words are read is data: the tables of `phrases`. Nobody has confirmed
//! what is read so: the origin is an import without a date, the reason is not
//! stated, and matching treats such musts with care. What finds no place, and
//! what had to be assumed, is listed as a [`Problem`].

mod ad;
mod clause;
mod collect;
mod labels;
mod need;
mod pattern;
mod phrases;
mod structure;
mod summary;
mod text;
mod token;
mod weigh;

use std::collections::HashMap;
use std::io::BufRead;
use std::ops::Range;

use etablera_domain::jsonl::{self, Fault, RowError};
use etablera_domain::{Need, NeedId, RequirementId};
use etablera_taxonomy::Taxonomy;

use ad::Ad;
use need::convert;
use structure::Note;
use text::TextReader;

pub use summary::Summary;

/// Where a requirement came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// A field of the ad.
    Structure,
    /// The running text.
    Text,
    /// The occupation, since the ad says nothing else.
    Occupation,
}

/// A requirement's way back to the ad.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// The need.
    pub need: NeedId,
    /// The requirement in it.
    pub requirement: RequirementId,
    /// Where it came from.
    pub source: Source,
    /// For the text: the bytes of `description.text` that are its quote.
    pub span: Option<Range<usize>>,
}

/// How grave a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemKind {
    /// The line is not an ad in the form that was expected.
    NotAnAd,
    /// The ad makes no need.
    NoNeed,
    /// Something the ad asks for could not be placed and is left out.
    NotPlaced,
    /// The ad leaves something open that had to be assumed.
    Assumed,
}

/// Something in an ad that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How grave it is.
    pub kind: ProblemKind,
    /// The ad, where its id could be read.
    pub ad: Option<String>,
    /// The place, and what is wrong.
    pub fault: Fault,
}

/// What a file of ads came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ads {
    /// The needs, in the order of the file.
    pub needs: Vec<Need>,
    /// Every requirement's way back to its ad.
    pub traces: Vec<Trace>,
    /// What did not go smoothly.
    pub problems: Vec<Problem>,
    /// The figures.
    pub summary: Summary,
}

/// Reads ads, one JSON object a line; `file_name` is the file's name in
/// messages.
///
/// A line that is no ad is a problem, and the rest is read all the same: the
/// caller decides whether to go on.
///
/// # Errors
///
/// When the bytes cannot be read to the end (a gzip file cut short, say).
pub fn read(file_name: &str, input: impl BufRead, taxonomy: &Taxonomy) -> Result<Ads, Fault> {
    let reader = TextReader::new(taxonomy);
    let mut reading = Reading { file_name, ads: Ads::empty(), first: HashMap::new() };
    jsonl::lines(file_name, input, |number, text| {
        reading.ads.summary.ads += 1;
        match text.and_then(|text| Ad::parse(text.trim())) {
            Ok(ad) => reading.ad(number, &ad, taxonomy, &reader),
            Err(error) => reading.problem(ProblemKind::NotAnAd, None, number, error),
        }
    })?;
    Ok(reading.finish())
}

/// The codes of the certificates that ads can ask for.
#[cfg(test)]
pub(in crate::import) fn certificate_codes() -> impl Iterator<Item = &'static str> {
    phrases::CERTIFICATES.iter().map(|(_, code)| *code)
}

struct Reading<'f> {
    file_name: &'f str,
    ads: Ads,
    /// The line of each ad.
    first: HashMap<String, usize>,
}

impl Reading<'_> {
    fn fault(&self, line: usize, error: RowError) -> Fault {
        Fault { file: self.file_name.to_owned(), line, error }
    }

    fn ad(&mut self, number: usize, ad: &Ad, taxonomy: &Taxonomy, reader: &TextReader<'_>) {
        if let Some(first) = self.first.get(&ad.id) {
            let message = format!("`{}` stands on line {first} already", ad.id);
            let error = RowError { field: "id".to_owned(), message };
            return self.problem(ProblemKind::NoNeed, Some(&ad.id), number, error);
        }
        self.first.insert(ad.id.clone(), number);
        let outcome = convert(ad, taxonomy, reader);
        for note in outcome.notes {
            let kind = if note.lost { ProblemKind::NotPlaced } else { ProblemKind::Assumed };
            self.note(kind, ad, number, note);
        }
        match outcome.need {
            Ok((need, traces)) => {
                self.ads.needs.push(need);
                self.ads.traces.extend(traces);
            }
            Err(note) => self.note(ProblemKind::NoNeed, ad, number, note),
        }
    }

    fn note(&mut self, kind: ProblemKind, ad: &Ad, line: usize, note: Note) {
        let error = RowError { field: note.field, message: note.message };
        self.problem(kind, Some(&ad.id), line, error);
    }

    fn problem(&mut self, kind: ProblemKind, ad: Option<&str>, line: usize, error: RowError) {
        let fault = self.fault(line, error);
        self.ads.problems.push(Problem { kind, ad: ad.map(str::to_owned), fault });
    }

    fn finish(mut self) -> Ads {
        if self.ads.summary.ads == 0 {
            let message = "empty: expected job ads in JobTech's JobSearch form, one a line";
            let error = RowError { field: String::new(), message: message.to_owned() };
            self.problem(ProblemKind::NotAnAd, None, 0, error);
        }
        self.ads.summary = Summary::of(&self.ads);
        self.ads
    }
}

impl Ads {
    fn empty() -> Self {
        let summary = Summary::default();
        Self { needs: Vec::new(), traces: Vec::new(), problems: Vec::new(), summary }
    }
}
