//! The model of how trials end; see the formula at [`Truth::probability`].

use etablera_domain::{LearnBy, Need, Requirement, Strength, What};

use super::truth::Truth;

impl Truth {
    /// The probability that a trial at `need` ends in employment, in
    /// thousandths, 5 to 950.
    ///
    /// Every requirement has a *have*, 0 to 100 (how much of it the person
    /// truly has), and counts its strength (must 5, should 1 to 5) times its
    /// task's share of the time. The *fit* is the mean of the haves, and
    ///
    /// probability = 20 + 0.07 × fit² + 2 × steadiness × fit / 100
    ///
    /// divided by 5 for every must with reason law or safety that is not
    /// wholly had and cannot be learnt, and by 4 for each of hours, reach,
    /// shifts and start that do not agree. A competence one level short is
    /// had to 60, two levels to 25; a language one level short to 55, two to
    /// 15. What can be learnt makes up half of what is missing.
    ///
    /// Only the very concept counts, nothing like it: the model knows no
    /// taxonomy and shares no code with matching. Nothing in it falls when
    /// more is true of the person.
    #[must_use]
    pub fn probability(&self, need: &Need) -> u16 {
        let fit = self.fit(need);
        let base = 20 + 7 * fit * fit / 100 + 2 * u32::from(self.steadiness) * fit / 100;
        let gates = need.requirements().filter(|r| self.is_stopped_by(r)).count();
        let barriers = self.barriers(need);
        let divisor = 5_u32.pow(gates.min(4) as u32) * 4_u32.pow(barriers);
        (base / divisor).clamp(5, 950) as u16
    }

    /// The weighted mean of what is had, 0 to 100; 100 where nothing is
    /// asked.
    fn fit(&self, need: &Need) -> u32 {
        let (mut had, mut all) = (0_u64, 0_u64);
        for task in &need.tasks {
            for requirement in &task.requirements {
                let strength = match requirement.strength {
                    Strength::Must => 5,
                    Strength::Should(weight) => u64::from(weight.number()),
                };
                let weight = strength * u64::from(task.share_permille.permille());
                all += weight;
                had += weight * u64::from(self.had_or_learnt(requirement));
            }
        }
        had.checked_div(all).unwrap_or(100) as u32
    }

    fn had_or_learnt(&self, requirement: &Requirement) -> u32 {
        let had = self.had(&requirement.what);
        if self.can_learn(requirement) { 100 - (100 - had) / 2 } else { had }
    }

    fn can_learn(&self, requirement: &Requirement) -> bool {
        let Some(learnable) = &requirement.learnable else { return false };
        let begins = match (&requirement.what, learnable.from) {
            (_, None) => true,
            (What::Competence { concept, .. }, Some(from)) => self
                .level(*concept)
                .is_some_and(|level| etablera_domain::Rung::Level(level) >= from),
            (What::Language { language, skill, .. }, Some(from)) => self
                .cefr(*language, *skill)
                .is_some_and(|level| etablera_domain::Rung::Cefr(level) >= from),
            _ => false,
        };
        begins && matches!(learnable.by, LearnBy::Workplace | LearnBy::Module(_))
    }

    fn is_stopped_by(&self, requirement: &Requirement) -> bool {
        requirement.strength == Strength::Must
            && requirement.reason.is_strict()
            && self.had(&requirement.what) < 100
            && !self.can_learn(requirement)
    }

    /// How much of what is asked the person truly has, 0 to 100.
    fn had(&self, what: &What) -> u32 {
        let all_or_nothing = |had: bool| if had { 100 } else { 0 };
        match what {
            What::Competence { concept, level } => {
                let known = self.level(*concept).map(etablera_domain::Level::number);
                short(known, level.number(), [100, 60, 25])
            }
            What::Language { language, skill, level } => {
                let known = self.cefr(*language, *skill).map(|known| known as u8);
                short(known, *level as u8, [100, 55, 15])
            }
            What::Credential { credential } => all_or_nothing(self.holds(credential)),
            What::Experience { occupation, months } => {
                let same = self.occupations.iter().filter(|known| known.concept == *occupation);
                let had: u32 = same.map(|known| u32::from(known.months)).sum();
                (100 * had / u32::from(*months).max(1)).min(100)
            }
            What::Education { education } => {
                let field = education.field.is_none_or(|field| {
                    self.education.field.is_some_and(|known| field.contains(known))
                });
                all_or_nothing(self.education.level >= education.level && field)
            }
            What::Hours { weekly } => all_or_nothing(self.hours.overlaps(*weekly)),
            What::Shift { shift } => all_or_nothing(self.shifts.contains(shift)),
            What::Start { on } => all_or_nothing(self.available_from <= *on),
            What::Reach { workplace } => all_or_nothing(
                self.home.municipality == workplace.municipality
                    || self.reach.municipalities.contains(&workplace.municipality),
            ),
        }
    }

    /// How many of hours, reach, shifts and start do not agree.
    fn barriers(&self, need: &Need) -> u32 {
        let fails = |what| u32::from(self.had(&what) == 0);
        need.hours.map_or(0, |weekly| fails(What::Hours { weekly }))
            + need.workplace.map_or(0, |workplace| fails(What::Reach { workplace }))
            + u32::from(!need.shifts.is_subset(&self.shifts))
            + need.start.map_or(0, |on| fails(What::Start { on }))
    }
}

/// What being short of the asked level by no, one or two steps leaves.
fn short(known: Option<u8>, asked: u8, left: [u32; 3]) -> u32 {
    let steps = known.map(|known| usize::from(asked.saturating_sub(known)));
    steps.and_then(|steps| left.get(steps).copied()).unwrap_or(0)
}
