//! Which claims speak of which concept.

use etablera_taxonomy::{Concept, Taxonomy};

/// How a claimed concept lies to the one that is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Nearness {
    /// The same concept, perhaps in another system.
    Same,
    /// A narrower one, which implies what is asked.
    Implied,
    /// One that is merely like it.
    Relative,
}

impl Nearness {
    /// Whether such a claim implies what is asked; where only the thing itself
    /// will do, a narrower one does not.
    pub(crate) fn implies(self, strict: bool) -> bool {
        match self {
            Self::Same => true,
            Self::Implied => !strict,
            Self::Relative => false,
        }
    }
}

/// That a claim speaks of a concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mention {
    pub(crate) concept: Concept,
    /// The claim, by its place among the profile's claims.
    pub(crate) claim: u32,
    pub(crate) nearness: Nearness,
    /// Similarity, in whole percent.
    pub(crate) percent: u8,
}

/// The claims of one kind: each yes with all it supports, each plain no with
/// all it covers, both ordered by concept once they are sorted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mentions {
    yes: Vec<Mention>,
    no: Vec<(Concept, u32)>,
}

impl Mentions {
    pub(crate) fn add(
        &mut self,
        taxonomy: &Taxonomy,
        (claimed, claim): (Concept, u32),
        is_yes: bool,
    ) {
        if !is_yes {
            self.no.extend(taxonomy.inside(claimed).into_iter().map(|covered| (covered, claim)));
            return;
        }
        self.yes.extend(taxonomy.supports(claimed).map(|(concept, percent)| {
            let nearness = match percent {
                100 if taxonomy.similarity(concept, claimed) == 100 => Nearness::Same,
                100 => Nearness::Implied,
                _ => Nearness::Relative,
            };
            Mention { concept, claim, nearness, percent }
        }));
    }

    pub(crate) fn sort(&mut self) {
        self.yes.sort_unstable();
        self.no.sort_unstable();
    }

    /// Every concept that is spoken of, some more than once.
    pub(crate) fn concepts(&self) -> impl Iterator<Item = Concept> {
        let yes = self.yes.iter().map(|mention| mention.concept);
        yes.chain(self.no.iter().map(|(concept, _)| *concept))
    }

    /// What all yes claims speak of.
    pub(crate) fn yes(&self) -> impl Iterator<Item = &Mention> {
        self.yes.iter()
    }

    /// The yes claims that speak of `concept`.
    pub(crate) fn of(&self, concept: Concept) -> &[Mention] {
        let from = self.yes.partition_point(|mention| mention.concept < concept);
        let of = &self.yes[from..];
        // Few claims speak of one concept: counting beats a second search.
        &of[..of.iter().take_while(|mention| mention.concept == concept).count()]
    }

    /// The first plain no that covers `concept`: one to it, or to something
    /// broader.
    pub(crate) fn denial(&self, concept: Concept) -> Option<u32> {
        let at = self.no.partition_point(|(covered, _)| *covered < concept);
        self.no.get(at).filter(|(covered, _)| *covered == concept).map(|(_, claim)| *claim)
    }
}

/// Which concepts may be spoken of: most that are asked are not, and one bit
/// tells without a search.
#[derive(Clone, Debug)]
pub(crate) struct Touched(Box<[u64; WORDS]>);

/// Two kilobytes: stays in the nearest cache beside what is searched.
const WORDS: usize = 256;

impl Touched {
    pub(crate) fn new(concepts: impl Iterator<Item = Concept>) -> Self {
        let mut bits = Box::new([0; WORDS]);
        for concept in concepts {
            let (word, bit) = Self::place(concept);
            bits[word] |= 1 << bit;
        }
        Self(bits)
    }

    /// False only where `concept` is not among them.
    pub(crate) fn may_hold(&self, concept: Concept) -> bool {
        let (word, bit) = Self::place(concept);
        self.0[word] >> bit & 1 == 1
    }

    fn place(concept: Concept) -> (usize, usize) {
        let index = concept.index();
        (index / 64 % WORDS, index % 64)
    }
}
