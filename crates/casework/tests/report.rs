//! The report as a document: well-formed, in every tongue, the same bytes
//! each time, without anything from elsewhere, and true to the numbers.

#![expect(clippy::unwrap_used, reason = "a test may stop at what cannot be")]

use std::collections::BTreeSet;

use etablera_casework::explain::Speaker;
use etablera_casework::generate::{Plan, Population, generate};
use etablera_casework::plan::{Action, Draft, Override, Terms, Told};
use etablera_casework::report::{Report, Survey, html, survey};
use etablera_casework::shortlist::Pool;
use etablera_casework::town;
use etablera_casework::words::Tongue;
use etablera_domain::{Need, NeedId};
use etablera_matching::strategy::{Optimal, Strategy};
use etablera_matching::{Catalogue, Matcher, Parameters, Tier};
use etablera_taxonomy::starter;

const NASTY: &str = r#"<script>alert("1")</script> & 'kock' ]]> --> ${x}"#;

/// A population, matched.
struct Town {
    population: Population,
    catalogue: Catalogue,
    survey: Survey,
    featured: Vec<NeedId>,
    notes: Vec<String>,
}

impl Town {
    fn new(participants: usize, needs: usize, change: impl FnOnce(&mut Population)) -> Self {
        let day = "2026-12-01".parse().unwrap();
        let plan = Plan::new(participants, needs, 7, day);
        let mut population = generate(starter(), &plan).unwrap();
        change(&mut population);
        let catalogue = Catalogue::new(population.training.clone()).unwrap();
        let matcher = Matcher::new(starter(), Parameters::default(), day).with_training(&catalogue);
        let survey = survey(&matcher, pool(&population), 10).unwrap();
        let featured = population.needs.iter().take(3).map(|need| need.id.clone()).collect();
        let notes = vec!["Påhittade personer.".to_owned()];
        Self { population, catalogue, survey, featured, notes }
    }

    fn speaker(&self, tongue: Tongue) -> Speaker<'_> {
        Speaker { tongue, taxonomy: starter(), catalogue: Some(&self.catalogue) }
    }

    fn page(&self, tongue: Tongue) -> String {
        self.page_with(tongue, None)
    }

    fn page_with(&self, tongue: Tongue, round: Option<Told<'_>>) -> String {
        html(&Report {
            speaker: self.speaker(tongue),
            title: "Exempelstaden",
            as_of: "2026-12-01".parse().unwrap(),
            notes: &self.notes,
            pool: pool(&self.population),
            employers: &self.population.employers,
            survey: &self.survey,
            featured: &self.featured,
            round,
        })
    }
}

fn pool(population: &Population) -> Pool<'_> {
    let (needs, participants) = (&population.needs, &population.participants);
    Pool { needs, participants }
}

fn small() -> Town {
    Town::new(30, 8, |_| {})
}

/// An element of a page: its name, attributes, and how deep it lies.
#[derive(Debug)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    /// The name of the first element inside.
    first: Option<String>,
}

impl Element {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Every element of a page, in order.
///
/// # Panics
///
/// When the page is not well-formed.
fn elements(page: &str) -> Vec<Element> {
    let mut rest = page.strip_prefix("<!DOCTYPE html>\n").expect("a doctype");
    let (mut found, mut open): (Vec<Element>, Vec<usize>) = (Vec::new(), Vec::new());
    while let Some(at) = rest.find('<') {
        assert!(text_is_plain(&rest[..at]), "{}", &rest[..at]);
        let end = rest[at..].find('>').expect("an end of the tag") + at;
        let inner = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = inner.strip_prefix('/') {
            let last = open.pop().expect("an open element");
            assert_eq!(found[last].name, name);
            continue;
        }
        let element = element(inner.trim_end_matches('/'));
        if let Some(&parent) = open.last() {
            found[parent].first.get_or_insert(element.name.clone());
        }
        if element.name == "style" {
            rest = &rest[rest.find("</style>").expect("an end of the style")..];
        }
        if !inner.ends_with('/') {
            open.push(found.len());
        }
        found.push(element);
    }
    assert!(open.is_empty() && rest.trim().is_empty(), "{rest}");
    found
}

fn element(inner: &str) -> Element {
    let (name, mut rest) = inner.split_once(' ').unwrap_or((inner, ""));
    let mut attributes = Vec::new();
    while !rest.is_empty() {
        let (name, value) = rest.split_once("=\"").expect("a value in quotes");
        let (value, after) = value.split_once('"').expect("an end of the value");
        assert!(text_is_plain(value), "{value}");
        attributes.push((name.to_owned(), value.to_owned()));
        rest = after.trim_start();
    }
    let names: BTreeSet<_> = attributes.iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), attributes.len(), "{inner}");
    Element { name: name.to_owned(), attributes, first: None }
}

fn text_is_plain(text: &str) -> bool {
    let references = ["amp;", "lt;", "gt;", "quot;", "#39;"];
    let mut parts = text.split('&');
    !parts.next().unwrap_or_default().contains('>')
        && parts.all(|part| references.iter().any(|known| part.starts_with(known)))
}

#[test]
fn the_page_is_well_formed_in_every_tongue() {
    let town = small();
    for tongue in Tongue::ALL {
        let page = town.page(tongue);
        let elements = elements(&page);
        assert_eq!(elements[0].get("lang"), Some(tongue.language()));
        assert_eq!(elements.iter().filter(|e| e.name == "h1").count(), 1);
        assert!(!page.contains(">report-"), "{tongue:?}: a message is missing");
        assert_eq!(page, town.page(tongue));
    }
}

#[test]
fn texts_of_employers_stay_texts() {
    let town = Town::new(12, 4, |population| {
        for need in &mut population.needs {
            need.title = NASTY.to_owned();
            need.tasks[0].title = NASTY.to_owned();
        }
        population.employers[0].name = NASTY.to_owned();
    });
    let page = town.page(Tongue::Swedish);
    assert!(elements(&page).iter().all(|element| element.name != "script"));
    assert!(
        page.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;kock&#39;")
    );
}

#[test]
fn nothing_comes_from_elsewhere_and_every_link_has_a_target() {
    let page = small().page(Tongue::English);
    let elements = elements(&page);
    let ids: Vec<&str> = elements.iter().filter_map(|element| element.get("id")).collect();
    let targets: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), targets.len(), "an id is used twice");

    for element in &elements {
        for name in ["src", "srcset", "data", "action", "style", "onclick", "xlink:href"] {
            assert_eq!(element.get(name), None, "{element:?}");
        }
        if let Some(target) = element.get("href") {
            let target = target.strip_prefix('#').expect("a link in the page");
            assert!(targets.contains(target), "{target}");
        }
        for name in ["aria-labelledby", "aria-describedby"] {
            assert!(element.get(name).is_none_or(|id| targets.contains(id)), "{element:?}");
        }
    }
    let sheets = page.split("<style>").skip(1);
    let sheet: String = sheets.map(|rest| rest.split_once("</style>").unwrap().0).collect();
    assert!(!sheet.contains("@import") && !sheet.contains("//"));
    for (_, after) in sheet.match_indices("url(").map(|(at, _)| sheet.split_at(at + 4)) {
        let id = after.strip_prefix('#').expect("a pattern in the page").split(')').next().unwrap();
        assert!(targets.contains(id), "{id}");
    }
}

#[test]
fn every_drawing_has_a_name_or_is_decoration() {
    let page = small().page(Tongue::Swedish);
    let elements = elements(&page);
    let drawings: Vec<_> = elements.iter().filter(|element| element.name == "svg").collect();
    let named = drawings.iter().filter(|svg| svg.get("role") == Some("img"));
    assert!(named.clone().count() > 8);
    for svg in named {
        assert_eq!(svg.first.as_deref(), Some("title"), "{svg:?}");
        assert!(svg.get("aria-labelledby").is_some(), "{svg:?}");
    }
    for svg in drawings {
        assert!(svg.get("role").is_some() != svg.get("aria-hidden").is_some(), "{svg:?}");
    }
}

#[test]
fn headings_go_down_one_level_at_a_time_and_tables_are_described() {
    let page = small().page(Tongue::PlainSwedish);
    let mut before = 0;
    for element in elements(&page) {
        if let Some(level) = element.name.strip_prefix('h').and_then(|l| l.parse::<u8>().ok()) {
            assert!(level <= before + 1, "h{level} after h{before}");
            before = level;
        }
        match element.name.as_str() {
            "table" => assert_eq!(element.first.as_deref(), Some("caption")),
            "th" => assert!(element.get("scope").is_some()),
            _ => {}
        }
    }
}

#[test]
fn every_need_has_its_section_and_featured_ones_come_in_full() {
    let mut town = small();
    town.featured.reverse();
    town.featured.push("no-such-need".parse().unwrap());
    town.featured.push(town.featured[0].clone());
    let page = town.page(Tongue::Swedish);
    let elements = elements(&page);
    let section = |need: &Need| {
        let id = format!("need-{}", need.id);
        elements.iter().find(|element| element.get("id") == Some(&id)).unwrap().name.as_str()
    };
    for need in &town.population.needs {
        let expected = if town.featured.contains(&need.id) { "section" } else { "details" };
        assert_eq!(section(need), expected);
    }
    let featured: Vec<_> = elements.iter().filter(|e| e.get("class") == Some("need")).collect();
    let wanted: Vec<_> = town.featured[..3].iter().map(|id| format!("need-{id}")).collect();
    assert_eq!(featured.iter().filter_map(|e| e.get("id")).collect::<Vec<_>>(), wanted);
}

#[test]
fn the_numbers_cover_every_participant() {
    let town = small();
    let people = town.population.participants.len();
    assert_eq!(town.survey.participants.total(), people);
    for outlook in &town.survey.needs {
        assert_eq!(outlook.counts.total(), people);
        assert!(outlook.list.len() <= 10);
        for place in &outlook.best {
            let better = Tier::ALL.into_iter().filter(|t| *t < place.judgement.appraisal.tier);
            let before: usize = better.map(|tier| outlook.counts.of(tier)).sum();
            assert_eq!(place.rank, before + 1, "the first of a tier comes after the better ones");
        }
    }
}

#[test]
fn the_example_town_shows_every_tier() {
    let example = town::town();
    let catalogue = Catalogue::new(example.training.clone()).unwrap();
    let matcher =
        Matcher::new(starter(), Parameters::default(), town::AS_OF).with_training(&catalogue);
    let (needs, participants) = (&example.needs, &example.participants);
    let pool = Pool { needs, participants };
    let survey = survey(&matcher, pool, 10).unwrap();
    let page = html(&Report {
        speaker: Speaker {
            tongue: Tongue::Swedish,
            taxonomy: starter(),
            catalogue: Some(&catalogue),
        },
        title: "Exempelstaden",
        as_of: town::AS_OF,
        notes: &[],
        pool,
        employers: &example.employers,
        survey: &survey,
        featured: &town::FEATURED.map(|id| id.parse().unwrap()),
        round: None,
    });
    let elements = elements(&page);
    for id in town::FEATURED {
        let id = format!("need-{id}");
        assert!(elements.iter().any(|e| e.name == "section" && e.get("id") == Some(&id)));
    }
    for tier in Tier::ALL {
        let card = format!("card k-{}", tier.name());
        assert!(elements.iter().any(|e| e.get("class") == Some(&card)), "{card}");
    }
    assert!(page.len() < 500_000, "{} bytes", page.len());
}

#[test]
fn an_empty_pool_still_makes_a_page() {
    for (participants, needs) in [(0, 3), (3, 0), (0, 0)] {
        let town = Town::new(participants, needs, |_| {});
        elements(&town.page(Tongue::English));
    }
}

#[test]
fn a_town_of_sixty_needs_stays_small() {
    let page = Town::new(200, 60, |_| {}).page(Tongue::Swedish);
    elements(&page);
    assert!(page.len() < 500_000, "{} bytes", page.len());
}

#[test]
fn the_plan_of_the_round_is_a_section_in_every_tongue() {
    let town = small();
    let day = "2026-12-01".parse().unwrap();
    let matcher =
        Matcher::new(starter(), Parameters::default(), day).with_training(&town.catalogue);
    let decided = Override { participant: 3, action: Action::KeepOut, reason: NASTY.to_owned() };
    let terms = Terms { overrides: vec![decided], ..Terms::down_to(Tier::ToClarify) };
    let draft = Draft::new(&matcher, pool(&town.population), terms).unwrap();
    let open = draft.open().unwrap();
    let solution = Optimal.solve(&open.round()).unwrap();
    let proposal = draft.proposal(&matcher, &open, &solution).unwrap();
    let bill = draft.bill(&Optimal).unwrap();
    assert!(!proposal.placed.is_empty() && !proposal.left.is_empty());
    for tongue in Tongue::ALL {
        let (draft, proposal, bill) = (&draft, &proposal, bill.as_ref());
        let told =
            Told { speaker: town.speaker(tongue), strategy: "optimal", draft, proposal, bill };
        let page = town.page_with(tongue, Some(told));
        let found = elements(&page);
        assert!(found.iter().any(|element| element.get("id") == Some("round")));
        assert!(found.iter().any(|element| element.get("href") == Some("#round")));
        assert!(!page.contains(">round-") && !page.contains(NASTY), "{tongue:?}");
        assert!(page.contains("&lt;script&gt;alert(&quot;1&quot;)"), "the reason is kept");
        assert!(!town.page(tongue).contains("id=\"round\""));
    }
}
