//! Files that others hold, that are damaged, and that are something else.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use etablera_storage::{Address, Place, Store, StoreError};

use crate::support::{keyring, moment, sqlite};
use crate::{add, assert_whole, hasty, run};

/// Names to another process of this program the file to hold.
const HOLD: &str = "ETABLERA_TEST_HOLD";

/// Not a test by itself: the other process.
#[test]
#[ignore = "another test runs it as a process of its own"]
fn holder() {
    let Ok(path) = std::env::var(HOLD) else { return };
    run(async {
        let address = Address::file(path.as_ref());
        let store = Store::open(&address, keyring(), moment()).await.unwrap();
        let _writer = store.write().await.unwrap();
        writeln!(std::io::stdout(), "ready").unwrap();
        std::io::stdout().flush().unwrap();
        std::io::stdin().read_line(&mut String::new()).unwrap();
    });
}

fn hold(path: &std::path::Path) -> Child {
    let mut holder = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "file::holder", "--nocapture"])
        .env(HOLD, path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(holder.stdout.take().unwrap()).lines();
    assert!(lines.map_while(Result::ok).any(|line| line.ends_with("ready")), "it did not start");
    holder
}

#[test]
fn a_file_that_another_process_writes_to_is_locked_and_can_be_read() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cases.db");
        let address = Address::file(&path);
        let store = Store::create(&address, keyring(), hasty()).await.unwrap();
        add(&store, 0..10).await.unwrap();
        let mut holder = hold(&path);
        let begin = Instant::now();
        let refused = add(&store, 10..11).await.unwrap_err();
        assert!(begin.elapsed() < Duration::from_secs(9), "{:?}", begin.elapsed());
        assert!(matches!(refused, StoreError::Locked(_)), "{refused:?}");
        assert_eq!(store.read().await.unwrap().head().await.unwrap().seq, 10);
        store.backup(&folder.path().join("backup.db"), moment()).await.unwrap();
        holder.kill().unwrap();
        holder.wait().unwrap();
        // A killed process holds nothing.
        add(&store, 10..11).await.unwrap();
        store.close().await;
        assert_whole(&address, 11).await;
    });
}

#[test]
fn a_writer_of_the_same_program_is_waited_for_and_then_the_store_is_locked() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let address = Address::file(&folder.path().join("cases.db"));
        let store = Store::create(&address, keyring(), moment()).await.unwrap();
        let writer = store.write().await.unwrap();
        let refused = store.write().await.err().unwrap();
        assert!(matches!(refused, StoreError::Locked(_)), "{refused:?}");
        drop(writer);
        add(&store, 0..1).await.unwrap();
    });
}

#[test]
fn a_damaged_page_is_found() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cases.db");
        let address = Address::file(&path);
        let store = Store::create(&address, keyring(), moment()).await.unwrap();
        add(&store, 0..2000).await.unwrap();
        store.close().await;
        let whole = fs::read(&path).unwrap();
        let pages = whole.len() / 4096;
        assert!(pages > 100, "{pages}");
        let mut by_file = 0;
        for page in (8..pages).step_by(pages / 24) {
            let mut damaged = whole.clone();
            // Its head and some of what it holds.
            damaged[page * 4096..page * 4096 + 24].iter_mut().for_each(|byte| *byte ^= 0x5a);
            let middle = page * 4096 + 3000;
            damaged[middle..middle + 200].iter_mut().for_each(|byte| *byte ^= 0x5a);
            fs::write(&path, &damaged).unwrap();
            let store = Store::open(&address, keyring(), moment()).await.unwrap();
            let findings = store.verify_file().await.unwrap();
            by_file += usize::from(findings.iter().all(|finding| finding.place == Place::File));
            assert!(!findings.is_empty(), "page {page} of {pages}");
            // The rows are refused, found changed, or lie elsewhere.
            match store.read().await.unwrap().verify(&[]).await {
                Ok(_) | Err(StoreError::Corrupt(_)) => {}
                Err(other) => panic!("page {page}: {other:?}"),
            }
            store.close().await;
        }
        assert!(by_file > 20, "{by_file}");
        fs::write(&path, &whole).unwrap();
        assert_whole(&address, 2000).await;
    });
}

#[test]
fn a_flipped_byte_in_the_text_of_an_event_is_found_by_the_chain() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cases.db");
        let address = Address::file(&path);
        let store = Store::create(&address, keyring(), moment()).await.unwrap();
        add(&store, 0..50).await.unwrap();
        store.close().await;
        let mut bytes = fs::read(&path).unwrap();
        let text = b"\"registered\":{\"organisation\":\"lulea\"}";
        let at = bytes.windows(text.len()).position(|window| window == text).unwrap();
        bytes[at + text.len() - 3] ^= 1;
        fs::write(&path, &bytes).unwrap();
        let store = Store::open(&address, keyring(), moment()).await.unwrap();
        assert_eq!(store.verify_file().await.unwrap(), [], "SQLite sees nothing");
        let checked = store.read().await.unwrap().verify(&[]).await.unwrap();
        assert!(matches!(checked.findings[0].place, Place::Event(_)), "{checked:?}");
        store.close().await;
    });
}

#[test]
fn a_file_that_is_something_else_is_left_alone() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("letter.txt");
        let address = Address::file(&path);
        let text = "a letter, and no database at all\n".repeat(300);
        fs::write(&path, &text).unwrap();
        for made in [
            Store::create(&address, keyring(), moment()).await,
            Store::open(&address, keyring(), moment()).await,
        ] {
            let refused = made.err().unwrap();
            assert!(matches!(refused, StoreError::Foreign(_)), "{refused:?}");
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), text);

        let other = folder.path().join("other.db");
        fs::write(&other, "").unwrap();
        sqlite(&other, "CREATE TABLE song (name TEXT); INSERT INTO song VALUES ('x')").unwrap();
        let address = Address::file(&other);
        let refused = Store::open(&address, keyring(), moment()).await.err().unwrap();
        assert!(matches!(refused, StoreError::Absent(_)), "{refused:?}");
        let refused = Store::create(&address, keyring(), moment()).await.err().unwrap();
        assert!(matches!(refused, StoreError::Foreign(_)), "{refused:?}");
        assert_eq!(sqlite(&other, "SELECT name FROM song").unwrap(), "x");

        let nowhere = Address::file(&folder.path().join("absent.db"));
        let refused = Store::open(&nowhere, keyring(), moment()).await.err().unwrap();
        assert!(matches!(refused, StoreError::Absent(_)), "{refused:?}");
        assert!(!folder.path().join("absent.db").exists());
    });
}
