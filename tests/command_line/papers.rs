//! A report as a file: in each form, whole or not at all, for its owner alone.

use std::fs;

use calamine::{Data, Reader, Xlsx};
use etablera_cli::Exit;

use crate::needs::market;
use crate::people::done;
use crate::store::Place;
use crate::support::Ran;

const ASK: &str = "report indicators esf-plus-2021-2027 -s operation=OP1";

fn enrolled() -> Place {
    let place = Place::new();
    market(&place);
    let answers = "{\"labour\":{\"known\":\"unemployed\"},\"age\":{\"known\":\"from30_to54\"},\
                   \"education\":{\"known\":\"tertiary\"},\"gender\":{\"known\":\"woman\"}}";
    let enters = format!("participant enrol P1 -s operation=OP1 -s answers:={answers}");
    done(&place, "anna/matcher", &enters);
    place
}

/// Asks for the report in a file of this name.
fn ask(place: &Place, name: &str, more: &str) -> Ran {
    let out = place.path(name);
    place.run("pia/project_leader", format!("{ASK} --out {} {more}", out.display()).trim_end())
}

/// What is in a file that was asked for twice, and that both are alike.
fn written(place: &Place, name: &str, more: &str) -> Vec<u8> {
    let mut all = Vec::new();
    for _ in 0..2 {
        let ran = ask(place, name, more);
        assert_eq!((ran.exit, ran.out.as_str()), (Exit::Done, ""), "{name}: {}", ran.err);
        assert!(ran.err.contains(name), "{}", ran.err);
        all.push(fs::read(place.path(name)).unwrap());
    }
    assert!(all[0] == all[1], "{name} is not the same each time");
    all.remove(0)
}

fn told(place: &Place, name: &str, more: &str) -> String {
    String::from_utf8(written(place, name, more)).unwrap()
}

#[test]
fn a_report_is_written_in_each_form_and_language() {
    let place = enrolled();
    let page = told(&place, "r.html", "");
    assert!(page.contains("<html lang=\"sv\">") && page.contains("<h1>Indikatorer</h1>"), "{page}");
    let page = told(&place, "R.HTML", "--language en");
    assert!(page.contains("<html lang=\"en\">") && page.contains("<h1>Indicators</h1>"), "{page}");
    let csv = told(&place, "r.csv", "");
    assert!(csv.starts_with("Alla indikatorer;") && csv.contains("\r\nEECO01;"), "{csv}");
    let csv = told(&place, "r.csv", "--language en");
    assert!(csv.starts_with("All indicators,"), "{csv}");
    let json: serde_json::Value = serde_json::from_str(&told(&place, "r.json", "")).unwrap();
    assert_eq!(json["facts"][1]["value"], "OP1");
    let text = told(&place, "r.txt", "");
    assert!(text.starts_with("Indikatorer\n==========="), "{text}");

    let bytes = written(&place, "r.xlsx", "");
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let sheets =
        ["Om rapporten", "Alla indikatorer", "Efter kön", "Efter ålder", "Efter utbildning"];
    assert_eq!(book.sheet_names(), sheets);
    let range = book.worksheet_range("Alla indikatorer").unwrap();
    let all = range.rows().find(|row| row[0] == *"EECO01").unwrap();
    assert_eq!(all[2], Data::Float(1.0));
}

#[test]
fn paper_is_written_where_it_was_built_in() {
    let place = enrolled();
    let ran = ask(&place, "r.pdf", "");
    if ran.exit == Exit::Done {
        let bytes = written(&place, "r.pdf", "");
        assert!(bytes.starts_with(b"%PDF-"));
    } else {
        assert_eq!(ran.exit, Exit::BadInput);
        assert!(ran.err.contains("the feature `pdf`"), "{}", ran.err);
        assert!(!place.path("r.pdf").exists());
    }
}

#[test]
fn an_unknown_form_is_refused_by_name_and_leaves_nothing() {
    let place = enrolled();
    for name in ["r.docx", "r", "html", "r.html.gz", ".html"] {
        let ran = ask(&place, name, "");
        assert_eq!(ran.exit, Exit::BadInput, "{name}: {}", ran.err);
        let expected = "expected one of `.html`, `.xlsx`, `.csv`, `.json`, `.txt`, `.md`, `.pdf`";
        assert!(ran.err.contains(&format!("{name}`")) && ran.err.contains(expected), "{}", ran.err);
        assert!(!place.path(name).exists());
    }
}

#[test]
fn who_may_not_read_the_report_gets_no_file_and_what_was_there_stays() {
    let place = enrolled();
    let there = place.write("r.html", "before");
    let command = format!("{ASK} -s names:=true --out {}", there.display());
    assert_ne!(place.run("eva/pedagogue", &command).exit, Exit::Done);
    let folder = place.path("folder.html");
    fs::create_dir(&folder).unwrap();
    assert_eq!(ask(&place, "folder.html", "").exit, Exit::Failed);
    assert_eq!(fs::read_to_string(&there).unwrap(), "before");
}

#[cfg(unix)]
#[test]
fn only_its_owner_reads_a_report() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = enrolled();
    let there = place.write("r.html", "before");
    fs::set_permissions(&there, fs::Permissions::from_mode(0o644)).unwrap();
    written(&place, "r.html", "");
    assert_eq!(fs::metadata(&there).unwrap().permissions().mode() & 0o777, 0o600);
}
