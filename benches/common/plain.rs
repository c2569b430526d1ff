//! The plain way to find the best k: an array of sums, the documents touched,
//! a look at the conditions of each that could enter the list.

/// A plain inverted index.
pub(crate) struct Plain {
    /// Where the postings of each term begin, and where the last ones end.
    starts: Vec<usize>,
    documents: Vec<u32>,
    weights: Vec<u32>,
    /// The id of each document, rising.
    ids: Vec<u32>,
}

/// What a search works with.
#[derive(Default)]
pub(crate) struct Sums {
    sums: Vec<u32>,
    touched: Vec<u32>,
}

/// The best k so far as (score, id), best first.
pub(crate) type List = Vec<(u32, u32)>;

impl Plain {
    /// An index of rows, each with its id; the ids rise.
    pub(crate) fn new<R: Iterator<Item = (u32, u32)>>(
        rows: impl Fn(u32) -> R,
        ids: Vec<u32>,
    ) -> Self {
        let mut entries: Vec<_> = ids
            .iter()
            .zip(0..)
            .flat_map(|(id, document)| {
                rows(*id).map(move |(term, weight)| (term, document, weight))
            })
            .collect();
        entries.sort_unstable();
        let terms = entries.last().map_or(0, |(term, ..)| *term as usize + 1);
        let mut starts = vec![0; terms + 1];
        entries.iter().for_each(|(term, ..)| starts[*term as usize + 1] += 1);
        (1..starts.len()).for_each(|at| starts[at] += starts[at - 1]);
        let documents = entries.iter().map(|(_, document, _)| *document).collect();
        let weights = entries.iter().map(|(.., weight)| *weight).collect();
        Self { starts, documents, weights, ids }
    }

    /// Puts the best k of those that may be had into the list.
    pub(crate) fn search(
        &self,
        query: &[(u32, u32)],
        (may, k): (impl Fn(u32) -> bool, usize),
        list: &mut List,
        Sums { sums, touched }: &mut Sums,
    ) {
        sums.resize(self.ids.len().max(sums.len()), 0);
        for &(term, strength) in query {
            let Some([start, end]) = self.starts.get(term as usize..).and_then(<[_]>::first_chunk)
            else {
                continue;
            };
            let postings = self.documents[*start..*end].iter().zip(&self.weights[*start..*end]);
            for (&document, weight) in postings {
                let sum = &mut sums[document as usize];
                if *sum == 0 {
                    touched.push(document);
                }
                *sum += strength * weight;
            }
        }
        for document in touched.drain(..) {
            let score = std::mem::take(&mut sums[document as usize]);
            let id = self.ids[document as usize];
            let is_better = |other: &(u32, u32)| (other.0, !other.1) > (score, !id);
            if (list.len() == k && is_better(&list[k - 1])) || !may(id) {
                continue;
            }
            list.truncate(k - 1);
            let at = list.partition_point(is_better);
            list.insert(at, (score, id));
        }
    }
}
