//! What each side would rather have.

use std::path::Path;

use etablera_domain::jsonl::RowError;
use etablera_matching::assignment::{Edge, Instance, Preferences};

use super::edges::{twice, unknown};
use super::groups::whole_file;
use super::names::Names;
use super::table::{quoted, read, whole};
use crate::load::InputError;

/// Not in the list.
const UNLISTED: u32 = u32::MAX;

/// One side's lists, by edge, and who has one.
struct Side {
    ranks: Vec<u32>,
    has_list: Vec<bool>,
}

impl Side {
    fn new(edges: usize, members: usize) -> Self {
        Self { ranks: vec![UNLISTED; edges], has_list: vec![false; members] }
    }

    /// What `member` thinks of an edge, where it is acceptable: its rank in
    /// the list, or by score where there is no list.
    fn rank(&self, at: usize, member: usize, score: u32) -> Option<u32> {
        match (self.has_list[member], self.ranks[at]) {
            (false, _) => Some(UNLISTED - score),
            (true, UNLISTED) => None,
            (true, rank) => Some(rank),
        }
    }
}

/// Reads lists and leaves out the pairs that are not acceptable to both.
///
/// Who has no row ranks by score; who has one accepts only those in the list.
/// Rows about pairs that are not possible are passed over.
pub(super) fn read_preferences(
    file: &Path,
    (participants, needs): (&Names, &Names),
    instance: &Instance,
) -> Result<(Instance, Preferences), InputError> {
    let edges = instance.edges().len();
    let mut of_participants = Side::new(edges, instance.participants());
    let mut of_needs = Side::new(edges, instance.needs());
    read(file, ["side", "id", "other", "rank"], |_, [side, id, other, rank]| {
        let is_participant = match side {
            b"participant" => true,
            b"need" => false,
            _ => return Err(no_side(side)),
        };
        let number = |column, cell, is_participant: bool| {
            let (names, of) =
                if is_participant { (participants, "the edges") } else { (needs, "the seats") };
            names.number_of(cell).ok_or_else(|| unknown(column, cell, of))
        };
        let own = number("id", id, is_participant)?;
        let others = number("other", other, !is_participant)?;
        let rank = whole("rank", rank, UNLISTED - 1)?;
        let (side, pair) = if is_participant {
            (&mut of_participants, (own, others))
        } else {
            (&mut of_needs, (others, own))
        };
        side.has_list[own as usize] = true;
        let Some(at) = instance.edge(pair.0 as usize, pair.1) else { return Ok(()) };
        if side.ranks[at] != UNLISTED {
            return Err(twice("other", other, "expected once a list"));
        }
        side.ranks[at] = rank;
        Ok(())
    })?;
    acceptable(instance, &of_participants, &of_needs).map_err(|error| whole_file(file, error))
}

fn no_side(side: &[u8]) -> RowError {
    let message = format!("{} is no side: expected `participant` or `need`", quoted(side));
    RowError { field: "side".to_owned(), message }
}

/// The pairs that are acceptable to both, and their ranks.
fn acceptable(
    instance: &Instance,
    of_participants: &Side,
    of_needs: &Side,
) -> Result<(Instance, Preferences), String> {
    let (mut first, mut edges) = (vec![0], Vec::new());
    let (mut theirs, mut needs) = (Vec::new(), Vec::new());
    for participant in 0..instance.participants() {
        for at in instance.row(participant) {
            let Edge { need, score } = instance.edges()[at];
            let own = of_participants.rank(at, participant, score);
            let other = of_needs.rank(at, need as usize, score);
            if let (Some(own), Some(other)) = (own, other) {
                edges.push(Edge { need, score });
                theirs.push(own);
                needs.push(other);
            }
        }
        first.push(edges.len() as u32);
    }
    let instance = Instance::from_rows(first, edges, instance.seats().to_vec());
    let instance = instance.map_err(|error| error.to_string())?;
    let preferences = Preferences::new(&instance, theirs, needs);
    Ok((instance, preferences.map_err(|error| error.to_string())?))
}
