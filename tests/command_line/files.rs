//! Files out: links, devices, one place twice, and readers who go away.

use std::fs;
use std::io::{self, ErrorKind, Write};

use etablera_cli::{Exit, Io, Screen, run};

use crate::assign::{EDGES, Folder, SEATS};

#[test]
#[cfg(unix)]
fn a_link_stays_and_what_is_no_file_is_written_to() {
    use std::os::unix::fs::{FileTypeExt, symlink};
    let folder = Folder::new(EDGES, SEATS);
    let device = fs::metadata("/dev/null").unwrap().file_type();
    assert!(device.is_char_device());
    folder.file("real.csv", "old");
    symlink("real.csv", folder.path("plan.csv")).unwrap();
    symlink("later/summary.json", folder.path("summary.json")).unwrap();
    symlink("/dev/null", folder.path("null")).unwrap();
    for more in ["--out @plan.csv --summary @summary.json", "--out @null --summary @null"] {
        let ran = folder.assign(&format!("greedy {more}"));
        assert_eq!((ran.exit, &*ran.out), (Exit::Done, ""), "{}", ran.err);
    }
    for link in ["plan.csv", "summary.json", "null"] {
        assert!(fs::symlink_metadata(folder.path(link)).unwrap().is_symlink(), "{link}");
    }
    assert!(fs::metadata(folder.path("null")).unwrap().file_type().is_char_device());
    assert!(folder.read("real.csv").ends_with("P2,N1,90\n"), "{}", folder.read("real.csv"));
    assert!(folder.read("later/summary.json").contains("greedy"), "a link to nothing yet");
    let all = ["edges.csv", "later", "null", "plan.csv", "real.csv", "seats.csv", "summary.json"];
    assert_eq!(folder.files(), all);
}

#[test]
#[cfg(unix)]
fn links_in_a_circle_lead_nowhere_and_stay() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new(EDGES, SEATS);
    symlink("b", folder.path("a")).unwrap();
    symlink("a", folder.path("b")).unwrap();
    let ran = folder.assign("greedy --out @a");
    assert_eq!(ran.exit, Exit::Failed, "{}", ran.err);
    assert!(ran.err.contains("go in a circle"), "{}", ran.err);
    assert_eq!(folder.files(), ["a", "b", "edges.csv", "seats.csv"]);
    assert!(fs::symlink_metadata(folder.path("a")).unwrap().is_symlink());
}

#[test]
#[cfg(unix)]
fn one_file_by_two_links_is_one_file() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new(EDGES, SEATS);
    symlink("x", folder.path("a")).unwrap();
    for there in [false, true] {
        if there {
            folder.file("x", "old");
        }
        let ran = folder.assign("greedy --out @a --summary @x");
        assert_eq!(ran.exit, Exit::BadInput, "{}", ran.err);
    }
    assert_eq!(folder.read("x"), "old");
}

#[test]
fn two_answers_in_one_file_are_bad_use() {
    let folder = Folder::new(EDGES, SEATS);
    for more in ["--out @x --summary @x", "--out @x --summary @./x", "--prices @x --summary @x"] {
        let ran = folder.assign(&format!("optimal {more}"));
        assert_eq!((ran.exit, &*ran.out), (Exit::BadInput, ""), "{more}");
        assert!(ran.err.contains("would be written twice: expected another file"), "{}", ran.err);
        assert_eq!(folder.files(), ["edges.csv", "seats.csv"], "{more}");
    }
}

/// A reader who has gone away, as in `| head`.
struct Gone;

impl Write for Gone {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_reader_who_has_seen_enough_is_no_failure() {
    // More than any buffer holds, so that rows and not only the end are written.
    let edges: String = (0..20_000).map(|person| format!("P{person},N1,1\n")).collect();
    let seats = "need,seats\nN1,20000\n";
    let folder = Folder::new(format!("participant,need,score\n{edges}"), seats);
    let assign = format!(
        "etablera assign --strategy greedy --edges {} --seats {}",
        folder.path("edges.csv").display(),
        folder.path("seats.csv").display()
    );
    for args in [&assign, "etablera match --all --top 200 --format csv"] {
        let mut err = Vec::new();
        let mut io = Io {
            out: &mut Gone,
            err: &mut err,
            screen: Screen { width: 80, colour: false },
            watched: false,
            today: "2026-12-01".parse().unwrap(),
            now: "2026-12-01T07:30:00.000000Z".parse().unwrap(),
        };
        let exit = run(args.split(' ').map(Into::into), &mut io);
        let err = String::from_utf8(err).unwrap();
        assert_eq!(exit, Exit::Done, "{args}: {err}");
        assert!(!err.contains("error"), "{err}");
    }
}
