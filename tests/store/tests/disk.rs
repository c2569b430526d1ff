//! A small disk fills up, and is gone afterwards.

use std::fs;
use std::io::{ErrorKind, Write as _};

use etablera_test_store::SmallDisk;

#[test]
fn a_small_disk_is_full_when_it_should_be() {
    let disk = SmallDisk::mount(65_536).unwrap();
    let mut file = fs::File::create(disk.path().join("file")).unwrap();
    file.write_all(&[7; 60_000]).unwrap();
    assert_eq!(file.write_all(&[7; 60_000]).unwrap_err().kind(), ErrorKind::StorageFull);

    // Room that is given back can be used again.
    drop(file);
    fs::remove_file(disk.path().join("file")).unwrap();
    fs::write(disk.path().join("other"), [7; 60_000]).unwrap();
}

#[test]
fn a_disk_of_no_bytes_is_not_one_without_limit() {
    let disk = SmallDisk::mount(0).unwrap();
    let error = fs::write(disk.path().join("file"), [7; 100_000]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::StorageFull);
}

#[test]
fn a_dropped_disk_is_gone_with_files_open_on_it() {
    let disk = SmallDisk::mount(65_536).unwrap();
    let path = disk.path().to_path_buf();
    let _open = fs::File::create(path.join("file")).unwrap();
    drop(disk);
    assert!(!path.exists());
    assert!(!path.parent().unwrap().exists());
    assert!(!fs::read_to_string("/proc/mounts").unwrap().contains(path.to_str().unwrap()));
}
