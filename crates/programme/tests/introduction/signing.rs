//! Two sides sign, and one for both only for a reason.

use etablera_domain::event::Code;
use etablera_programme::introduction::{OtherSide, SignOffs, SignRefusal, Signature};
use etablera_programme::template::Template;

use crate::world::{Log, code, day, template, who};

fn signature(by: &str, on: u16) -> Signature {
    Signature { on: day(on), by: by.parse().unwrap() }
}

fn signed(template: &Template) -> SignOffs<'_> {
    let mut log = Log::begun();
    log.set(0, "T1", "first_meeting");
    log.set(0, "T2", "shadowing");
    log.set(0, "T9", "coffee");
    log.done("eva", 2, "T1");
    log.done("maja", 3, "T1");
    log.done("eva", 3, "T9");
    let events: Vec<_> = log.0.into_iter().map(|recorded| recorded.event).collect();
    SignOffs::of(template, &who(), &events)
}

#[test]
fn an_item_is_signed_by_whoever_wrote_first_that_it_is_done() {
    let template = template();
    let signed = signed(&template);
    let first = signed.get("first_meeting").unwrap();
    assert_eq!((&first.done, &first.other), (&signature("eva", 2), &None));
    assert_eq!(signed.get("shadowing"), None);
    assert_eq!(signed.get("coffee"), None);
}

#[test]
fn the_other_side_signs_beside_it() {
    let template = template();
    let item = code("first_meeting");
    let try_it = |item: &Code, by: &str, on: u16, reason: Option<&str>| {
        let mut signed = signed(&template);
        let before = signed.clone();
        let result = signed.countersign(item, signature(by, on), reason.map(code));
        assert_eq!(result.is_err(), signed == before);
        result.map(|()| signed.get("first_meeting").unwrap().other.clone().unwrap())
    };
    let other = |by: &str, reason: Option<&str>| OtherSide {
        signature: signature(by, 2),
        on_behalf: reason.map(code),
    };
    assert_eq!(try_it(&item, "maja", 2, None), Ok(other("maja", None)));
    let paper = Some("signed_on_paper");
    assert_eq!(try_it(&item, "eva", 2, paper), Ok(other("eva", paper)));
    let one = SignRefusal::OnePerson("eva".parse().unwrap());
    assert_eq!(try_it(&item, "eva", 2, None), Err(one));
    assert_eq!(try_it(&item, "maja", 2, paper), Err(SignRefusal::NoNeed));
    let (reason, expected) = (code("on_holiday"), "`signed_on_paper`".to_owned());
    let unknown = SignRefusal::Reason { reason, expected };
    assert_eq!(try_it(&item, "eva", 2, Some("on_holiday")), Err(unknown));
    let early = SignRefusal::TooEarly { day: day(1), done: day(2) };
    assert_eq!(try_it(&item, "maja", 1, None), Err(early));
    let open = code("shadowing");
    assert_eq!(try_it(&open, "maja", 2, None), Err(SignRefusal::NotDone(open.clone())));
    let coffee = code("coffee");
    assert_eq!(try_it(&coffee, "maja", 2, None), Err(SignRefusal::NoItem(coffee.clone())));
}

#[test]
fn both_sides_sign_once() {
    let template = template();
    let mut signed = signed(&template);
    let item = code("first_meeting");
    signed.countersign(&item, signature("maja", 2), None).unwrap();
    let again = signed.countersign(&item, signature("per", 3), None).unwrap_err();
    assert_eq!(again, SignRefusal::Twice(item));
    assert_eq!(
        again.to_string(),
        "item `first_meeting` is signed by both sides: expected one that waits for the other"
    );
}
