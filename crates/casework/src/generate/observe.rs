//! What is seen of a person: less than the truth, and not all of it right.

use chrono::{Datelike, Days, NaiveDate};
use etablera_domain::{
    Answer, CompetenceClaim, Credential, CredentialClaim, DrivingClass, EducationClaim, Evidence,
    ExperienceClaim, Holding, LanguageClaim, LanguageSource, Level, Mastery, Participant, Period,
    Proficiency, Shift, Stance, Target, Year,
};
use etablera_taxonomy::{Cefr, ConceptId, Country};

use super::Generator;
use super::random::Random;
use super::rates::Rates;
use super::truth::{TrueCompetence, TrueLanguage, Truth};

/// One look at one person.
struct Look<'a> {
    truth: &'a Truth,
    rates: &'a Rates,
    as_of: NaiveDate,
    /// Whether almost nothing is known of them.
    empty: bool,
    random: &'a mut Random,
}

/// The participant that is seen of a true person.
pub(super) fn observe(
    generator: &Generator<'_>,
    truth: &Truth,
    random: &mut Random,
) -> Participant {
    let rates = &generator.plan.rates;
    let empty = random.chance(rates.nearly_empty);
    let mut look = Look { truth, rates, as_of: generator.plan.as_of, empty, random };
    let mut seen = Participant::new(truth.id.clone());
    seen.competences = look.competences(generator);
    seen.occupations = look.occupations();
    seen.languages = look.languages();
    seen.credentials = look.credentials();
    seen.education = look.education();
    if look.random.chance(rates.home_seen) {
        seen.home = Some(truth.home);
    }
    look.circumstances(&mut seen);
    look.wishes(generator, &mut seen);
    seen
}

impl Look<'_> {
    /// Whether something is seen that is seen at this rate.
    fn sees(&mut self, permille: u16) -> bool {
        self.random.chance(if self.empty { permille / 10 } else { permille })
    }

    fn competences(&mut self, generator: &Generator<'_>) -> Vec<CompetenceClaim> {
        let mut claims = Vec::new();
        for &TrueCompetence { concept, level } in &self.truth.competences {
            if self.sees(self.rates.competence_seen) {
                let level = self.level_near(level);
                claims.push(self.claim(concept, level));
            }
        }
        if self.sees(self.rates.asked_what_is_absent) {
            for _ in 0..self.random.between(1, 4) {
                self.ask_absent(generator, &mut claims);
            }
        }
        claims
    }

    /// Asks about a competence of some occupation; only an absent one that
    /// was not asked about before gives an answer here.
    fn ask_absent(&mut self, generator: &Generator<'_>, claims: &mut Vec<CompetenceClaim>) {
        let job = generator.catalogue.draw(self.random);
        let Some(&concept) = self.random.pick(&job.essential) else { return };
        let known = claims.iter().any(|claim| claim.concept == concept);
        if known || self.truth.level(concept).is_some() {
            return;
        }
        claims.push(if self.random.chance(self.rates.false_claim) {
            CompetenceClaim::yes(concept, Level::WithSupport, Evidence::Stated)
        } else {
            CompetenceClaim::no(concept)
        });
    }

    fn claim(&mut self, concept: ConceptId, level: Level) -> CompetenceClaim {
        let last_used = self.sees(600).then(|| self.past_year()).flatten();
        let mastery = Mastery { level, evidence: self.evidence(), last_used };
        CompetenceClaim { concept, answer: Answer::Yes(mastery) }
    }

    fn level_near(&mut self, level: Level) -> Level {
        if !self.random.chance(self.rates.level_off) {
            return level;
        }
        let at = usize::from(level.number()) - 1;
        Level::ALL[self.one_off(at, Level::ALL.len())]
    }

    /// One step up or down, turning at the ends.
    fn one_off(&mut self, at: usize, length: usize) -> usize {
        match (at, self.random.chance(500)) {
            (0, _) => 1,
            (_, true) if at + 1 < length => at + 1,
            _ => at - 1,
        }
    }

    fn evidence(&mut self) -> Evidence {
        Evidence::ALL[self.random.weighted(&self.rates.evidence)]
    }

    fn past_year(&mut self) -> Option<Year> {
        let ago = self.random.between(0, 9);
        Year::try_from((self.as_of.year() as u64).saturating_sub(u64::from(ago))).ok()
    }

    fn occupations(&mut self) -> Vec<ExperienceClaim> {
        let mut claims = Vec::new();
        for past in &self.truth.occupations {
            if self.sees(self.rates.occupation_seen) {
                let known = !self.random.chance(self.rates.months_unknown);
                let period = Period {
                    months: known.then_some(past.months),
                    evidence: self.evidence(),
                    last_used: self.past_year(),
                };
                claims.push(ExperienceClaim { concept: past.concept, answer: Answer::Yes(period) });
            }
        }
        claims
    }

    fn languages(&mut self) -> Vec<LanguageClaim> {
        let mut claims = Vec::new();
        for &TrueLanguage { language, skill, level } in &self.truth.languages {
            if self.sees(self.rates.language_seen) {
                let off = level < Cefr::C2 && self.random.chance(self.rates.cefr_off);
                let at = level as usize;
                let level = if off { Cefr::ALL[self.one_off(at, Cefr::ALL.len())] } else { level };
                let answer = Answer::Yes(self.proficiency(level));
                claims.push(LanguageClaim { language, skill, answer });
            }
        }
        claims
    }

    fn proficiency(&mut self, level: Cefr) -> Proficiency {
        use LanguageSource::{Dialogue, Grade, SelfAssessed, Test};
        if level == Cefr::C2 {
            return Proficiency { level, source: SelfAssessed, on: None };
        }
        let source =
            [SelfAssessed, Grade, Dialogue, Test][self.random.weighted(&[450, 300, 200, 50])];
        let ago = Days::new(u64::from(self.random.between(5, 300)));
        Proficiency { level, source, on: (source != SelfAssessed).then(|| self.as_of - ago) }
    }

    fn credentials(&mut self) -> Vec<CredentialClaim> {
        let mut claims = Vec::new();
        for credential in &self.truth.credentials {
            if self.sees(self.rates.credential_seen) {
                let answer = Answer::Yes(self.holding());
                claims.push(CredentialClaim { credential: credential.clone(), answer });
            }
        }
        let licence = Credential::DrivingLicence { class: DrivingClass::B };
        if !self.truth.holds(&licence) && self.sees(self.rates.no_licence_said) {
            claims.push(CredentialClaim { credential: licence, answer: Answer::No });
        }
        claims
    }

    fn holding(&mut self) -> Holding {
        let evidence =
            if self.random.chance(700) { Evidence::Documented } else { Evidence::Stated };
        let ends = self.random.chance(300);
        let days = Days::new(u64::from(self.random.between(200, 1800)));
        Holding {
            evidence,
            valid_from: None,
            valid_to: ends.then(|| self.as_of + days),
            issued_in: (evidence == Evidence::Documented).then_some(Country::SWEDEN),
        }
    }

    fn education(&mut self) -> Vec<EducationClaim> {
        if !self.sees(self.rates.education_seen) {
            return Vec::new();
        }
        let documented = self.random.chance(500);
        let evidence = if documented { Evidence::Documented } else { Evidence::Stated };
        vec![EducationClaim { evidence, ..self.truth.education }]
    }

    fn circumstances(&mut self, seen: &mut Participant) {
        let rate = self.rates.circumstance_seen;
        seen.reach = self.sees(rate).then(|| self.truth.reach.clone());
        seen.hours = self.sees(rate).then_some(self.truth.hours);
        seen.available_from = self.sees(rate).then_some(self.truth.available_from);
        for shift in Shift::ALL {
            if self.sees(rate) {
                let can = self.truth.shifts.contains(&shift);
                seen.shifts.insert(shift, if can { Stance::Yes } else { Stance::No });
            }
        }
    }

    fn wishes(&mut self, generator: &Generator<'_>, seen: &mut Participant) {
        if self.sees(self.rates.refuses) {
            let job = generator.catalogue.draw(self.random);
            if self.truth.occupations.iter().all(|past| past.concept != job.id) {
                seen.wishes.refuses.push(Target::Occupation(job.id));
            }
        }
        if generator.plan.needs > 0 && self.sees(self.rates.prefers) {
            for _ in 0..self.random.between(1, 3) {
                let need = generator.familiar_need(self.truth, self.random);
                let target = Target::Need(generator.need_id(need));
                if !seen.wishes.prefers.contains(&target) {
                    seen.wishes.prefers.push(target);
                }
            }
        }
    }
}
