//! Files that are wrong, or odd: every fault with its line, and the good rows
//! read all the same.

use std::io::{self, BufRead, BufReader, Read, Write};

use etablera_domain::jsonl::{self, MAX_LINE, Reading};
use etablera_domain::{EmployerId, Visit};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

fn visit(number: usize) -> String {
    format!(r#"{{"id":"V{number}","employer":"E{number}","on":"2026-03-02"}}"#)
}

fn read(input: impl BufRead) -> Reading<Visit> {
    jsonl::read("visits.jsonl", input).unwrap()
}

/// The lines that were read, and the messages of those that were not.
#[track_caller]
fn check(file: impl AsRef<[u8]>, lines: &[usize], messages: &[&str]) {
    let reading = read(file.as_ref());
    assert_eq!(reading.rows.iter().map(|row| row.line).collect::<Vec<_>>(), lines);
    let found: Vec<_> = reading.faults.iter().map(ToString::to_string).collect();
    assert_eq!(found, messages);
}

#[test]
fn line_ends_blank_lines_and_byte_order_marks_do_not_matter() {
    let (one, two) = (visit(1), visit(2));
    check(format!("{one}\n{two}\n"), &[1, 2], &[]);
    check(format!("{one}\n{two}"), &[1, 2], &[]);
    check(format!("{one}\r\n{two}\r\n"), &[1, 2], &[]);
    check(format!("\u{feff}{one}\n\n  \t\n{two}\n\n"), &[1, 4], &[]);
    check(format!("\u{feff}\r\n{one}\r\n"), &[2], &[]);
}

#[test]
fn a_file_without_rows_is_a_mistake() {
    let message = "visits.jsonl:0: empty: expected visits, one JSON object a line";
    for file in ["", "\n", "\r\n \n\t\n", "\u{feff}", "\u{feff}\n"] {
        check(file, &[], &[message]);
    }
}

#[test]
fn an_id_stands_once_and_the_first_one_counts() {
    let again = visit(1).replace("E1", "E9");
    check(
        format!("{}\n\n{again}\n{}\n{again}\n", visit(1), visit(2)),
        &[1, 4],
        &[
            "visits.jsonl:3: id: `V1` stands on line 1 already",
            "visits.jsonl:5: id: `V1` stands on line 1 already",
        ],
    );
    let reading = read(format!("{}\n{again}\n", visit(1)).as_bytes());
    assert_eq!(reading.rows[0].record.employer, "E1".parse::<EmployerId>().unwrap());
    // A row that was refused holds no id.
    check(
        format!("{}\n{}\n", visit(1).replace("03-02", "02-30"), visit(1)),
        &[2],
        &["visits.jsonl:1: on: `2026-02-30` is not a date: expected a day that exists, as \
           `YYYY-MM-DD`"],
    );
}

#[test]
fn a_document_over_several_lines_says_what_was_expected() {
    let too_early = "expected one whole JSON object a line";
    let list = "found a list: expected one JSON object a line, with nothing around or between them";
    check(
        format!("[\n{},\n{}\n]\n", visit(1), visit(2)),
        &[3],
        &[
            &format!("visits.jsonl:1: {list}"),
            "visits.jsonl:2: more text after the object, at column 46: expected one JSON object a \
             line",
            "visits.jsonl:4: not JSON: expected value at column 1",
        ],
    );
    check(
        "{\n",
        &[],
        &[&format!("visits.jsonl:1: not JSON: the line ends too early, at column 1: {too_early}")],
    );
}

#[test]
fn what_is_not_utf8_is_named_by_its_byte() {
    let mut file = visit(1).into_bytes();
    file.extend(b"\n{\"id\":\"\xff\"}\n");
    file.extend(visit(2).bytes());
    check(
        file,
        &[1, 3],
        &["visits.jsonl:2: byte 8 of the line is not UTF-8: expected the file in UTF-8"],
    );
    // Notepad's `Unicode`.
    let utf16: Vec<u8> =
        format!("\u{feff}{}", visit(1)).encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(
        utf16,
        &[],
        &["visits.jsonl:1: byte 1 of the line is not UTF-8: expected the file in UTF-8"],
    );
}

/// So many bytes of `x`, made while they are read.
fn xs(bytes: usize) -> impl Read {
    io::repeat(b'x').take(bytes as u64)
}

#[test]
fn a_line_without_end_does_not_fill_the_memory() {
    const LONG: usize = 1_000_000_000;
    let after = format!("\n{}\n", visit(1));
    let file = BufReader::with_capacity(1 << 16, xs(LONG).chain(after.as_bytes()));
    let reading = read(file);
    assert_eq!(reading.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2]);
    assert_eq!(
        reading.faults[0].to_string(),
        "visits.jsonl:1: the line is longer than 16777216 bytes: expected one JSON object a line"
    );
    assert!(most_memory().is_none_or(|bytes| bytes < LONG / 2), "{:?}", most_memory());
}

/// The most memory this process has held, in bytes, where the system tells.
fn most_memory() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: usize = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kibibytes * 1024)
}

#[test]
fn the_longest_line_is_read_and_one_byte_more_is_not() {
    let padded = |length: usize| {
        format!("{}{}\n{}\n", visit(1), " ".repeat(length - visit(1).len()), visit(2))
    };
    check(padded(MAX_LINE), &[1, 2], &[]);
    check(
        padded(MAX_LINE + 1),
        &[2],
        &[
            "visits.jsonl:1: the line is longer than 16777216 bytes: expected one JSON object a line",
        ],
    );
    // Without a line feed at the end.
    check(
        "x".repeat(MAX_LINE + 2),
        &[],
        &[
            "visits.jsonl:1: the line is longer than 16777216 bytes: expected one JSON object a line",
        ],
    );
}

#[test]
fn a_value_that_fills_a_page_does_not_fill_the_message() {
    for row in [
        visit(1).replace("V1", &"V".repeat(1_000_000)),
        visit(1).replace("2026-03-02", &"3".repeat(1_000_000)),
        visit(1).replace("employer", &"e".repeat(1_000_000)),
        visit(1).replace(r#""E1""#, &format!("[{}]", "1,".repeat(1_000_000))),
    ] {
        let reading = read(row.as_bytes());
        let message = reading.faults[0].to_string();
        assert!(message.len() < 1_000, "{message}");
        assert!(message.contains("expected"), "{message}");
    }
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_gzip_that_is_cut_off_is_an_error_and_not_a_shorter_file() {
    let text: String = (1..=1_000).map(|number| visit(number) + "\n").collect();
    let whole = gzip(&text);
    let read = |bytes: &[u8]| {
        jsonl::read::<Visit>("visits.jsonl.gz", BufReader::new(GzDecoder::new(bytes)))
    };
    assert_eq!(read(&whole).unwrap().rows.len(), 1_000);
    // The last eight bytes are the checksum and the length.
    for cut in [1, 5, 9, whole.len() / 2, whole.len() - 11] {
        let fault = read(&whole[..whole.len() - cut]).unwrap_err();
        assert!(fault.line >= 1, "{fault}");
        assert!(fault.to_string().contains(": cut off: expected more after this"), "{fault}");
    }
    let mut changed = whole;
    let checksum = changed.len() - 8;
    changed[checksum] ^= 1;
    let fault = read(&changed).unwrap_err();
    assert!(fault.to_string().starts_with("visits.jsonl.gz:1001: cannot be read: "), "{fault}");
}

/// Gives a few bytes at a time, and is interrupted between them.
struct Interrupted<'b> {
    bytes: &'b [u8],
    now: bool,
}

impl Read for Interrupted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.now = !self.now;
        if self.now {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let length = buffer.len().min(1 << 20);
        self.bytes.read(&mut buffer[..length])
    }
}

#[test]
fn an_interruption_is_no_fault() {
    let file = format!("{}\n{}\n{}", visit(1), "x".repeat(MAX_LINE * 2), visit(2));
    let reader = Interrupted { bytes: file.as_bytes(), now: false };
    let reading = read(BufReader::with_capacity(1 << 20, reader));
    assert_eq!(reading.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [1, 3]);
    assert_eq!(reading.faults.len(), 1);
}
