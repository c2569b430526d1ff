//! An employer gets no special categories of data, profiles, notes or wishes.

use etablera_casework::office::{EmployerView, Field};

fn special(_: Field<etablera_storage::Special>) {}
fn special_view(_: Field<etablera_storage::SpecialView>) {}
fn document(_: Field<etablera_storage::Document>) {}
fn contacts(_: Field<etablera_storage::Contacts>) {}
fn profile(_: Field<etablera_domain::Participant>) {}
fn wishes(_: Field<etablera_domain::Wishes>) {}
fn text(_: Field<String>) {}

fn read(view: EmployerView) {
    let _ = view.notes;
    let _ = view.disability;
    let _ = view.home;
    let _ = view.wishes;
}

fn main() {}
