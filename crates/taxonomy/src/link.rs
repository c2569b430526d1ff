//! Why one concept stands in for another: the path, for explanations.

use crate::concept::Concept;
use crate::relation::MatchKind;
use crate::similarity::{Direction, family, minor_group, parents, shared_skills, walk};
use crate::taxonomy::Taxonomy;

/// How a claimed concept lies to the asked one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// They are the same concept.
    Same,
    /// They are the same concept in two systems.
    Exact,
    /// The claim is narrower and so implies what is asked.
    Narrower,
    /// The claim is broader than what is asked.
    Broader,
    /// They share a parent.
    Sibling,
    /// A crosswalk calls them a close match.
    Close,
    /// They are related.
    Related,
    /// Two occupations that share essential skills.
    SharedSkills,
}

/// A path through the taxonomy from a claim to what is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// How the two lie to each other.
    pub kind: LinkKind,
    /// The concepts on the way, both ends included.
    pub path: Vec<Concept>,
    /// What it counts, in whole percent.
    pub percent: u8,
}

impl Taxonomy {
    /// Why a claim of `claim` counts towards `asked`; `None` where it does
    /// not. The percentage is that of [`Taxonomy::similarity`].
    #[must_use]
    pub fn link(&self, claim: Concept, asked: Concept) -> Option<Link> {
        let percent = self.similarity(claim, asked);
        if percent == 0 {
            return None;
        }
        let (kind, path) =
            self.candidates(claim, asked).into_iter().max_by_key(|(kind, path)| {
                let fits = self.worth(*kind, path) == percent;
                (fits, std::cmp::Reverse(*kind))
            })?;
        Some(Link { kind, path, percent })
    }

    /// Every way in which the two could lie to each other.
    fn candidates(&self, claim: Concept, asked: Concept) -> Vec<(LinkKind, Vec<Concept>)> {
        let mut found = Vec::new();
        if claim == asked {
            found.push((LinkKind::Same, vec![claim]));
        }
        if let Some((path, distance)) = self.path(claim, asked, Direction::Up) {
            let kind = if distance == 0 { LinkKind::Exact } else { LinkKind::Narrower };
            found.push((kind, path));
        }
        if let Some((path, _)) = self.path(claim, asked, Direction::Down) {
            found.push((LinkKind::Broader, path));
        }
        for parent in parents(self, claim) {
            if self.path(parent, asked, Direction::Down).is_some_and(|(_, distance)| distance == 1)
            {
                found.push((LinkKind::Sibling, vec![claim, parent, asked]));
            }
        }
        if self.matches(claim).any(|(to, kind)| to == asked && kind == MatchKind::Close) {
            found.push((LinkKind::Close, vec![claim, asked]));
        }
        let group = minor_group(self, claim);
        if group.is_some()
            && group == minor_group(self, asked)
            && shared_skills(self, claim, asked).0 > 0
        {
            found.push((LinkKind::SharedSkills, vec![claim, asked]));
        }
        found.push((LinkKind::Related, vec![claim, asked]));
        found
    }

    /// What a path of this kind counts.
    fn worth(&self, kind: LinkKind, path: &[Concept]) -> u8 {
        let table = &self.table;
        match kind {
            LinkKind::Same | LinkKind::Exact | LinkKind::Narrower => 100,
            LinkKind::Broader => {
                let claim_to_asked = self.path(path[0], path[path.len() - 1], Direction::Down);
                let distance = claim_to_asked.map_or(0, |(_, distance)| distance);
                table.broader.get(distance.wrapping_sub(1)).copied().unwrap_or(0)
            }
            LinkKind::Sibling => family(self, path[1]).1,
            LinkKind::Close => table.close,
            LinkKind::Related => table.related,
            LinkKind::SharedSkills => {
                let (shared, all) = shared_skills(self, path[0], path[1]);
                (usize::from(table.shared_skills) * shared / all) as u8
            }
        }
    }

    fn path(
        &self,
        from: Concept,
        to: Concept,
        direction: Direction,
    ) -> Option<(Vec<Concept>, usize)> {
        let steps = walk(self, from, direction, usize::MAX);
        let end = steps.iter().position(|step| step.to == to)?;
        let mut path = vec![to];
        let mut at = end;
        while at != 0 {
            at = steps[at].from;
            path.push(steps[at].to);
        }
        path.reverse();
        Some((path, steps[end].distance))
    }
}
