//! Impact by group: by hand, by brute force against a reader with margins.

use std::collections::BTreeMap;

use etablera_reporting::audit::{Counted, Ground, Group, Impact, Question, Step, impact};
use etablera_reporting::disclosure::{Rule, Shown};
use etablera_reporting::interval::Confidence;
use proptest::prelude::*;

/// So many who came to a step and no further.
fn ended(group: Group, reached: Step, count: usize) -> impl Iterator<Item = Counted> {
    std::iter::repeat_n(Counted { group, reached }, count)
}

fn usual(ground: Ground, people: impl IntoIterator<Item = Counted>) -> Impact {
    impact(ground, people, (Rule::default(), Confidence::usual()))
}

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found} {expected}");
}

/// Of 80 women 48 were listed, of 40 men 12. The numbers beside were worked
/// out with 30 digits from the formulas of Wilson, Newcombe and Koopman.
#[test]
fn two_groups_by_hand() {
    let people = ended(Group::Woman, Step::Listed, 48)
        .chain(ended(Group::Woman, Step::Considered, 32))
        .chain(ended(Group::Man, Step::Listed, 12))
        .chain(ended(Group::Man, Step::Considered, 28));
    let told = usual(Ground::Gender, people);
    assert!(!told.withheld && told.left_out.is_empty());
    let step = told.steps.iter().find(|one| one.step == Step::Listed).expect("it is told");
    assert_eq!((step.of_those, step.highest), (Step::Considered, Some(Group::Woman)));
    near(step.all.rate.expect("of 120"), 0.5);
    let [women, men] = &step.groups[..] else { panic!("{:?}", step.groups) };
    assert_eq!((women.share.selected, women.share.of), (Shown::Count(48), Shown::Count(80)));
    near(women.share.rate.expect("of 80"), 0.6);
    assert_eq!((women.against_highest, women.question), (None, None));
    near(men.share.rate.expect("of 40"), 0.3);
    let wilson = men.share.interval.expect("of 40");
    near(wilson.low, 0.180_748_452_297_465_27);
    near(wilson.high, 0.454_300_188_181_449_4);
    let against = men.against_highest.expect("both are told");
    near(against.ratio.value.expect("women were listed"), 0.5);
    near(against.ratio.low, 0.293_345_245_248_44);
    near(against.ratio.high.expect("women were listed"), 0.793_864_681_737_539_8);
    near(against.difference, -0.3);
    near(against.interval.low, -0.455_876_304_007_221_5);
    near(against.interval.high, -0.110_768_047_708_249_72);
    assert_eq!(men.against_others, Some(against));
    assert_eq!(men.question, Some(Question::Why));
    // Before the list everybody came along, and there is nothing to ask.
    let before = &told.steps[0];
    assert!(before.groups.iter().all(|one| one.question.is_none() && one.share.rate == Some(1.0)));
}

#[test]
fn exactly_four_fifths_asks_nothing_and_less_asks_whether_it_is_chance() {
    for (men, expected) in
        [(40, None), (39, Some(Question::MayBeChance)), (10, Some(Question::Why))]
    {
        let people = ended(Group::Woman, Step::Listed, 50)
            .chain(ended(Group::Woman, Step::Considered, 50))
            .chain(ended(Group::Man, Step::Listed, men))
            .chain(ended(Group::Man, Step::Considered, 100 - men));
        let told = usual(Ground::Gender, people);
        let step = told.steps.iter().find(|one| one.step == Step::Listed).expect("it is told");
        assert_eq!(step.groups[1].question, expected, "{men}");
    }
}

#[test]
fn who_did_not_say_is_counted_and_compared_with_nobody() {
    let people = ended(Group::Yes, Step::Proposed, 20)
        .chain(ended(Group::No, Step::Listed, 20))
        .chain(ended(Group::NotSaid, Step::Proposed, 30))
        // What the ground does not have is not said either.
        .chain(ended(Group::Woman, Step::Listed, 10));
    let told = usual(Ground::Disability, people);
    let step = told.steps.iter().find(|one| one.step == Step::Proposed).expect("it is told");
    assert_eq!(step.highest, Some(Group::Yes));
    let silent = step.groups.last().expect("three groups");
    assert_eq!((silent.group, silent.share.of), (Group::NotSaid, Shown::Count(40)));
    assert!(silent.against_highest.is_none() && silent.against_others.is_none());
    assert_eq!(silent.question, None);
    assert_eq!(step.groups[1].question, Some(Question::Why));
}

#[test]
fn of_few_nothing_is_told_and_of_nobody_nothing_is_withheld() {
    let few = usual(Ground::Gender, ended(Group::Woman, Step::Employed, 4));
    assert!(few.withheld && few.steps.is_empty(), "{few:?}");
    let none = usual(Ground::Gender, []);
    assert!(!none.withheld && none.steps.iter().all(|step| step.groups.is_empty()), "{none:?}");
    // A small group is not told, nor another by which it could be worked out.
    let people = ended(Group::Woman, Step::Listed, 50)
        .chain(ended(Group::Man, Step::Listed, 40))
        .chain(ended(Group::NonBinary, Step::Listed, 1));
    let told = usual(Ground::Gender, people);
    let text = serde_json::to_string(&told).expect("it is plain data");
    assert!(!text.contains(r#""of":{"count":1}"#) && !text.contains(r#"{"count":40}"#));
}

/// What is told: of each group how many came to each boundary that is told,
/// and of everybody.
type Reached = BTreeMap<(Option<Group>, Step), u64>;

fn known(told: &Impact) -> Reached {
    let mut known = Reached::new();
    let mut add = |group, step, shown| {
        if let Shown::Count(count) = shown {
            let before = known.insert((group, step), count);
            assert!(before.is_none_or(|before| before == count), "{group:?} {step:?}");
        }
    };
    for step in &told.steps {
        let groups = step.groups.iter().map(|one| (Some(one.group), one.share));
        for (group, share) in groups.chain([(None, step.all)]) {
            add(group, step.of_those, share.of);
            add(group, step.step, share.selected);
        }
        // A group that is not there has nobody in it.
        for group in told.ground.groups() {
            if step.groups.iter().all(|one| one.group != *group) {
                add(Some(*group), step.of_those, Shown::Count(0));
                add(Some(*group), step.step, Shown::Count(0));
            }
        }
    }
    known
}

const STEPS: [Step; 3] = [Step::TookPart, Step::Considered, Step::Listed];

/// Every table of ends that a reader cannot rule out, who knows what is told
/// and, from the table of another ground, all totals that are told there.
fn consistent(known: &Reached, groups: &[Group], most: u64) -> Vec<Vec<u64>> {
    let cells = groups.len() * STEPS.len();
    let mut found = Vec::new();
    let mut table = vec![0; cells];
    fill(known, groups, most, (&mut table, 0), &mut found);
    found
}

fn fill(
    known: &Reached,
    groups: &[Group],
    most: u64,
    (table, at): (&mut Vec<u64>, usize),
    found: &mut Vec<Vec<u64>>,
) {
    let width = STEPS.len();
    if at > 0 && at.is_multiple_of(width) && !fits(known, (groups, table), at / width - 1) {
        return;
    }
    if at == table.len() {
        let total = |from: usize| -> u64 { table.chunks(width).flat_map(|row| &row[from..]).sum() };
        let all = STEPS.iter().enumerate().all(|(from, step)| {
            known.get(&(None, *step)).is_none_or(|count| *count == total(from))
        });
        if all {
            found.push(table.clone());
        }
        return;
    }
    for count in 0..=most {
        table[at] = count;
        fill(known, groups, most, (table, at + 1), found);
    }
    table[at] = 0;
}

fn fits(known: &Reached, (groups, table): (&[Group], &[u64]), row: usize) -> bool {
    let cells = &table[row * STEPS.len()..(row + 1) * STEPS.len()];
    STEPS.iter().enumerate().all(|(from, step)| {
        let told = known.get(&(Some(groups[row]), *step));
        told.is_none_or(|count| *count == cells[from..].iter().sum::<u64>())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Of no cell that is small, and of no small group, can a reader tell the
    /// count, though they know all totals: at least three counts could be.
    #[test]
    fn nobody_narrows_a_small_cell(table in proptest::collection::vec(0_u32..6, 6)) {
        let groups = [Group::Yes, Group::No];
        let rule = Rule::new(3, 3).expect("a width");
        let people = table.iter().enumerate().flat_map(|(at, count)| {
            ended(groups[at / 3], STEPS[at % 3], *count as usize)
        });
        let told = impact(Ground::Disability, people, (rule, Confidence::usual()));
        let known = known(&told);
        let most = 8;
        let possible = consistent(&known, &groups, most);
        let truth: Vec<u64> = table.iter().map(|count| u64::from(*count)).collect();
        prop_assert!(possible.contains(&truth));
        let spread = |of: &dyn Fn(&[u64]) -> u64| {
            let values = possible.iter().map(|table| of(table));
            let (least, largest) = values.fold((u64::MAX, 0), |(least, largest), value| {
                (least.min(value), largest.max(value))
            });
            largest - least
        };
        for (at, count) in truth.iter().enumerate() {
            if (1..3).contains(count) {
                prop_assert!(spread(&|table| table[at]) >= 3, "cell {at} of {truth:?}: {told:?}");
            }
        }
        for row in 0..2 {
            let of = |table: &[u64]| -> u64 { table[row * 3..(row + 1) * 3].iter().sum() };
            if (1..3).contains(&of(&truth)) {
                prop_assert!(spread(&of) >= 3, "group {row} of {truth:?}: {told:?}");
            }
        }
    }

    /// Totals are the same whatever the ground, rates are those of the counts
    /// that are told, and no hidden count has a rate.
    #[test]
    fn what_is_told_agrees(
        people in proptest::collection::vec((0_usize..6, 0_usize..7, 0_usize..3), 0..200),
    ) {
        let of = |ground: Ground, pick: &dyn Fn(&(usize, usize, usize)) -> usize| {
            let groups = ground.groups();
            let counted = people.iter().map(|one| Counted {
                group: groups[pick(one) % groups.len()],
                reached: Step::ALL[one.1],
            });
            usual(ground, counted.collect::<Vec<_>>())
        };
        let age = of(Ground::Age, &|one| one.0);
        let disability = of(Ground::Disability, &|one| one.2);
        let reached = |step: Step| people.iter().filter(|one| Step::ALL[one.1] >= step).count();
        for told in [&age, &disability] {
            for step in &told.steps {
                prop_assert_eq!(step.all.selected, Shown::Count(reached(step.step) as u64));
                prop_assert_eq!(step.all.of, Shown::Count(reached(step.of_those) as u64));
                for one in &step.groups {
                    match (one.share.selected, one.share.of) {
                        (Shown::Count(selected), Shown::Count(of)) => {
                            prop_assert!(selected <= of && of > 0);
                            prop_assert_eq!(one.share.rate, Some(selected as f64 / of as f64));
                            // The whole of a group that is told is never small.
                            prop_assert!(step.of_those > Step::TookPart || of >= 5);
                        }
                        _ => {
                            prop_assert!(one.share.rate.is_none() && one.question.is_none());
                            prop_assert!(one.against_highest.is_none());
                        }
                    }
                }
            }
        }
    }
}
