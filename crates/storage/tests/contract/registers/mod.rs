//! The registers: what is known about persons, apart from the log.

mod access;
mod accounts;
mod alike;
mod documents;
mod erasure;
mod keys;
mod many;
mod persons;
mod receipts;
mod referrals;
mod sealed;
mod special;
mod wiped;

use std::collections::BTreeSet;

use etablera_domain::event::{DocumentId, Moment, ReceiptId, Subject};
use etablera_domain::{IdentityStatus, ParticipantId};
use etablera_storage::{
    Contacts, Document, DocumentKind, Kept, Numbered, Person, PostalAddress, Receipt, Store,
    Warrant,
};
use uuid::Uuid;

use crate::support::moment;

/// Published for testing.
const NUMBERS: [&str; 3] = ["198112289874", "196709199530", "197010632391"];

fn id(number: u64) -> ParticipantId {
    format!("P{number}").parse().unwrap()
}

fn at(text: &str) -> Moment {
    format!("{text}T08:00:00.000000Z").parse().unwrap()
}

fn person(number: u64, given: &str, family: &str) -> Person {
    Person {
        participant: id(number),
        given: given.to_owned(),
        family: family.to_owned(),
        numbers: Vec::new(),
        birth: None,
        contacts: Contacts::default(),
        language: None,
    }
}

fn numbered(number: &str, since: &str) -> Numbered {
    Numbered {
        number: number.parse().unwrap(),
        status: IdentityStatus::Confirmed,
        since: since.parse().unwrap(),
    }
}

/// With something in every field.
fn full(number: u64) -> Person {
    Person {
        numbers: vec![numbered(NUMBERS[2], "2020-01-01"), numbered(NUMBERS[0], "2024-05-01")],
        birth: Some("1981-12-27".parse().unwrap()),
        contacts: Contacts {
            email: Some("zaynab.testdotter@example.org".to_owned()),
            phone: Some("0920-9876543".to_owned()),
            post: Some(PostalAddress {
                street: "Provvägen 17".to_owned(),
                code: "97231".to_owned(),
                town: "Exempelstad".to_owned(),
            }),
        },
        language: Some("som".parse().unwrap()),
        ..person(number, "Zaynab", "Testdotter")
    }
}

fn document(number: u128, subject: &Subject, kind: DocumentKind, body: &str) -> Document {
    Document {
        id: DocumentId::new(Uuid::from_u128(number)),
        subject: subject.clone(),
        kind,
        body: body.to_owned(),
        created_at: moment(),
    }
}

fn receipt(number: u128, day: &str, subjects: &[&Subject], answer: Kept) -> Receipt {
    Receipt {
        id: ReceiptId::new(Uuid::from_u128(number)),
        made_at: at(day),
        by: "anna".parse().unwrap(),
        kind: "shortlist".to_owned(),
        subjects: subjects.iter().map(|subject| (*subject).clone()).collect::<BTreeSet<_>>(),
        pins: r#"{"engine":"1.0"}"#.to_owned(),
        answer,
    }
}

fn warrant() -> Warrant {
    Warrant {
        at: at("2027-06-01"),
        actor: "anna".parse().unwrap(),
        role: "coach".to_owned(),
        because: vec!["coach-own-cases".to_owned()],
    }
}

/// Writes and commits.
macro_rules! write {
    ($store:expr, |$writer:ident| $body:expr) => {{
        let mut $writer = $store.write().await.unwrap();
        let done = $body;
        $writer.commit().await.unwrap();
        done
    }};
}
use write;

async fn put_persons(store: &Store, persons: &[Person]) {
    write!(store, |writer| writer.put_persons(persons).await.unwrap());
}
