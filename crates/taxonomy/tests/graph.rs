//! What a compiled taxonomy answers, on a graph small enough to see whole.
//!
//! ```text
//! isco:5 (top) ── 51 ── 512 ── 5120 ─┬─ cook      (essential: soup, knives, stock)
//!                                    └─ pizza cook (essential: soup, knives)
//! S (top) ── cooking ─┬─ soup ── fish soup
//!                     └─ knives ~ stock (related)
//! ssyk:5120 = isco:5120 (exact)
//! ```

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use etablera_taxonomy::{
    BuildError, Builder, ConceptId, ConceptKind, FormatError, LabelKind, LinkKind, MatchKind,
    Relation, Taxonomy,
};

fn skill(number: u32) -> ConceptId {
    format!("esco:skill/00000000-0000-0000-0000-{number:012}").parse().unwrap()
}

fn occupation(number: u32) -> ConceptId {
    format!("esco:occupation/00000000-0000-0000-0000-{number:012}").parse().unwrap()
}

fn id(text: &str) -> ConceptId {
    text.parse().unwrap()
}

const PILLAR: u32 = 0;
const COOKING: u32 = 1;
const SOUP: u32 = 2;
const FISH_SOUP: u32 = 3;
const KNIVES: u32 = 4;
const STOCK: u32 = 5;

fn kitchen() -> Builder {
    let mut kitchen = Builder::new("kitchen");
    kitchen.concept(skill(PILLAR), ConceptKind::SkillGroup);
    kitchen.concept(skill(COOKING), ConceptKind::SkillGroup);
    for number in [SOUP, FISH_SOUP, KNIVES, STOCK] {
        kitchen.concept(skill(number), ConceptKind::Skill);
    }
    for (narrow, broad) in
        [(COOKING, PILLAR), (SOUP, COOKING), (FISH_SOUP, SOUP), (KNIVES, COOKING), (STOCK, PILLAR)]
    {
        kitchen.relation(skill(narrow), Relation::Broader, skill(broad));
    }
    kitchen.relation(skill(KNIVES), Relation::Related, skill(STOCK));
    for code in ["5", "51", "512", "5120"] {
        kitchen.concept(id(&format!("isco:{code}")), ConceptKind::OccupationGroup);
    }
    for (narrow, broad) in [("51", "5"), ("512", "51"), ("5120", "512")] {
        let (narrow, broad) = (format!("isco:{narrow}"), format!("isco:{broad}"));
        kitchen.relation(id(&narrow), Relation::Broader, id(&broad));
    }
    kitchen.concept(id("ssyk:5120"), ConceptKind::OccupationGroup);
    kitchen.mapping(id("ssyk:5120"), MatchKind::Exact, id("isco:5120"));
    for (number, skills) in [(1, &[SOUP, KNIVES, STOCK][..]), (2, &[SOUP, KNIVES])] {
        kitchen.concept(occupation(number), ConceptKind::Occupation);
        kitchen.relation(occupation(number), Relation::Broader, id("isco:5120"));
        for &needed in skills {
            kitchen.relation(occupation(number), Relation::Essential, skill(needed));
        }
    }
    kitchen.label(skill(SOUP), "sv", LabelKind::Preferred, "koka soppa");
    kitchen.label(skill(SOUP), "en", LabelKind::Preferred, "make soup");
    kitchen.label(skill(SOUP), "sv", LabelKind::Alternative, "soppkokning");
    kitchen
}

fn taxonomy() -> Taxonomy {
    kitchen().build().unwrap()
}

fn percent(taxonomy: &Taxonomy, claim: ConceptId, asked: ConceptId) -> u8 {
    let [claim, asked] = [claim, asked].map(|id| taxonomy.concept(id).unwrap());
    taxonomy.similarity(claim, asked)
}

#[test]
fn similarity_follows_the_table() {
    let kitchen = taxonomy();
    for (claim, asked, expected) in [
        (skill(SOUP), skill(SOUP), 100),
        (skill(FISH_SOUP), skill(SOUP), 100),
        (skill(FISH_SOUP), skill(COOKING), 100),
        (skill(SOUP), skill(FISH_SOUP), 50),
        (skill(COOKING), skill(FISH_SOUP), 30),
        (skill(SOUP), skill(KNIVES), 40),
        (skill(KNIVES), skill(STOCK), 30),
        (skill(STOCK), skill(KNIVES), 30),
        // Their only common ancestor is the pillar.
        (skill(STOCK), skill(COOKING), 0),
        (skill(STOCK), skill(SOUP), 0),
        // The pillar itself says nothing, either way.
        (skill(SOUP), skill(PILLAR), 0),
        (skill(PILLAR), skill(COOKING), 0),
        (skill(PILLAR), skill(PILLAR), 100),
        // Two systems, one group.
        (id("ssyk:5120"), id("isco:5120"), 100),
        (occupation(1), id("ssyk:5120"), 100),
        (id("ssyk:5120"), occupation(1), 50),
        // Two of three essential skills in common: 60 % of 2/3; siblings at 40.
        (occupation(1), occupation(2), 40),
        (occupation(1), skill(SOUP), 0),
    ] {
        assert_eq!(percent(&kitchen, claim, asked), expected, "{claim} for {asked}");
    }
}

#[test]
fn a_link_says_why_and_by_which_way() {
    let kitchen = taxonomy();
    let link = |claim, asked| {
        let [claim, asked] = [claim, asked].map(|id| kitchen.concept(id).unwrap());
        let link = kitchen.link(claim, asked).unwrap();
        let path: Vec<_> = link.path.iter().map(|concept| kitchen.id(*concept)).collect();
        (link.kind, path, link.percent)
    };
    assert_eq!(link(skill(SOUP), skill(SOUP)), (LinkKind::Same, vec![skill(SOUP)], 100));
    let up = vec![skill(FISH_SOUP), skill(SOUP), skill(COOKING)];
    assert_eq!(link(skill(FISH_SOUP), skill(COOKING)), (LinkKind::Narrower, up, 100));
    let across = vec![skill(SOUP), skill(COOKING), skill(KNIVES)];
    assert_eq!(link(skill(SOUP), skill(KNIVES)), (LinkKind::Sibling, across, 40));
    let systems = vec![occupation(1), id("isco:5120"), id("ssyk:5120")];
    assert_eq!(link(occupation(1), id("ssyk:5120")), (LinkKind::Narrower, systems, 100));
    let related = vec![skill(KNIVES), skill(STOCK)];
    assert_eq!(link(skill(KNIVES), skill(STOCK)), (LinkKind::Related, related, 30));
}

#[test]
fn siblings_in_a_wide_group_count_less_and_the_best_parent_counts() {
    // All lie in one group of 50; 100 and 101 also in one of 2, and the
    // claims with a copy in another system count once.
    let mut builder = kitchen();
    for group in [20, 21] {
        builder.concept(skill(group), ConceptKind::SkillGroup);
        builder.relation(skill(group), Relation::Broader, skill(PILLAR));
    }
    for number in 100..150 {
        builder.concept(skill(number), ConceptKind::Skill);
        builder.relation(skill(number), Relation::Broader, skill(20));
    }
    for number in [100, 101] {
        builder.relation(skill(number), Relation::Broader, skill(21));
    }
    let copy = id("jobtech:copy_aaa_001");
    builder.concept(copy, ConceptKind::Skill);
    builder.mapping(copy, MatchKind::Exact, skill(149));
    let wide = builder.clone().build().unwrap();
    assert_eq!(percent(&wide, skill(100), skill(101)), 40);
    assert_eq!(percent(&wide, skill(100), skill(102)), 16);
    assert_eq!(percent(&wide, skill(102), copy), 16);
    for (asked, group) in [(101, 21), (102, 20)] {
        let [claim, asked, group] = [100, asked, group].map(|n| wide.concept(skill(n)).unwrap());
        let link = wide.link(claim, asked).unwrap();
        assert_eq!((link.kind, link.path), (LinkKind::Sibling, vec![claim, group, asked]));
    }

    for number in 150..200 {
        builder.concept(skill(number), ConceptKind::Skill);
        builder.relation(skill(number), Relation::Broader, skill(20));
    }
    let wider = builder.build().unwrap();
    assert_eq!(percent(&wider, skill(100), skill(101)), 40);
    assert_eq!(percent(&wider, skill(100), skill(102)), 0);
    let [claim, asked] = [100, 102].map(|n| wider.concept(skill(n)).unwrap());
    assert_eq!(wider.link(claim, asked), None);
    // What is asked of the group itself still counts.
    assert_eq!(percent(&wider, skill(100), skill(20)), 100);
}

#[test]
fn chains_of_crosswalk_matches_do_not_drift() {
    let mut builder = kitchen();
    for n in [10, 11, 12] {
        builder.concept(skill(n), ConceptKind::Skill);
    }
    builder.mapping(skill(10), MatchKind::Broad, skill(11));
    builder.mapping(skill(11), MatchKind::Broad, skill(12));
    let chained = builder.build().unwrap();
    assert_eq!(percent(&chained, skill(10), skill(11)), 100);
    assert_eq!(percent(&chained, skill(11), skill(12)), 100);
    assert_eq!(percent(&chained, skill(10), skill(12)), 0);
}

#[test]
fn withdrawn_ids_lead_to_what_replaced_them() {
    let mut builder = kitchen();
    builder.replaced(skill(90), skill(91)).replaced(skill(91), skill(SOUP));
    let kitchen = builder.build().unwrap();
    assert_eq!(kitchen.concept(skill(90)), kitchen.concept(skill(SOUP)));
    assert_eq!(kitchen.concept(skill(92)), None);
}

#[test]
fn cycles_and_loose_ends_are_errors() {
    let mut replaced = kitchen();
    replaced.replaced(skill(90), skill(91)).replaced(skill(91), skill(90));
    assert_eq!(replaced.build().unwrap_err(), BuildError::Cycle(skill(90)));

    let mut broader = kitchen();
    broader.relation(skill(COOKING), Relation::Broader, skill(FISH_SOUP));
    assert!(matches!(broader.build(), Err(BuildError::Cycle(_))));

    let mut loose = kitchen();
    loose.relation(skill(SOUP), Relation::Related, skill(77));
    let error = loose.build().unwrap_err();
    assert!(matches!(error, BuildError::UnknownConcept { missing, .. } if missing == skill(77)));

    let mut nothing = kitchen();
    nothing.replaced(skill(90), skill(91));
    assert!(matches!(nothing.build(), Err(BuildError::ReplacedByNothing { .. })));
}

#[test]
fn labels_by_language_and_back() {
    let kitchen = taxonomy();
    let soup = kitchen.concept(skill(SOUP)).unwrap();
    assert_eq!(kitchen.label(soup, "sv"), Some("koka soppa"));
    assert_eq!(kitchen.label(soup, "fi"), None);
    assert_eq!(kitchen.display_label(soup, "fi"), Some("koka soppa"));
    assert_eq!(kitchen.by_label(" Soppkokning "), [soup]);
    assert_eq!(kitchen.by_label("soppa"), []);
    assert_eq!(kitchen.nearest("kokar soppa"), Some(soup));
    assert_eq!(kitchen.nearest("fordonsmekanik"), None);
    let slip = skill(SOUP).to_string().replace("0002", "0o02");
    assert_eq!(kitchen.nearest(&slip), Some(soup));
    assert_eq!(kitchen.nearest(&skill(SOUP).to_string().to_uppercase()), Some(soup));
    assert_eq!(kitchen.nearest("ESCO:skill/00000000-0000-0000-0000-0000000o0002"), Some(soup));
}

#[test]
fn a_wrong_code_leads_to_the_nearest_group() {
    let kitchen = taxonomy();
    for (text, nearest) in [
        ("ISCO:5120", Some("isco:5120")),
        ("Ssyk: 5120", Some("ssyk:5120")),
        // The most digits that name a group.
        ("isco:51209", Some("isco:5120")),
        ("isco:99999", None),
        ("isco:5199", Some("isco:51")),
        ("esco:isco/C5199", Some("isco:51")),
        // A code without a system: Sweden's own before the international.
        ("5120", Some("ssyk:5120")),
        (" 512 ", Some("isco:512")),
        ("9999", None),
        ("isco:", None),
        ("isco:å", None),
    ] {
        let nearest = nearest.map(|text| kitchen.concept(id(text)).unwrap());
        assert_eq!(kitchen.nearest(text), nearest, "{text}");
    }
}

#[test]
fn bytes_round_trip_and_equal_content_gives_equal_bytes() {
    let kitchen = taxonomy();
    let bytes = kitchen.to_bytes();
    assert_eq!(bytes, taxonomy().to_bytes());
    let opened = Taxonomy::from_bytes(&bytes).unwrap();
    assert_eq!(opened.to_bytes(), bytes);
    assert_eq!(opened.edition(), kitchen.edition());
    assert_eq!(percent(&opened, skill(SOUP), skill(KNIVES)), 40);
}

#[test]
fn any_damage_is_found_and_never_panics() {
    let bytes = taxonomy().to_bytes();
    assert_eq!(Taxonomy::from_bytes(b"").unwrap_err(), FormatError::NotATaxonomy);
    for end in 12..bytes.len() {
        assert!(Taxonomy::from_bytes(&bytes[..end]).is_err(), "cut at {end}");
    }
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 0x20;
        assert!(Taxonomy::from_bytes(&changed).is_err(), "changed at {at}");
    }
    let mut newer = bytes.clone();
    newer[12] = 9;
    assert_eq!(Taxonomy::from_bytes(&newer).unwrap_err(), FormatError::Version { found: 9 });
}
