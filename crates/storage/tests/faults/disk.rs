//! Disks that are full, and files that may only be read.

use std::path::Path;
use std::process::Command;

use etablera_storage::{Address, Store, StoreError};
use etablera_test_store::SmallDisk;

use crate::support::{keyring, moment};
use crate::{add, assert_whole, run};

#[test]
fn on_a_full_disk_the_change_is_not_made_and_the_store_stays_whole() {
    run(async {
        let disk = SmallDisk::mount(1_500_000).unwrap();
        let address = Address::file(&disk.path().join("cases.db"));
        let store = Store::create(&address, keyring(), moment()).await.unwrap();
        let mut kept = 0_u128;
        let full = loop {
            match add(&store, kept..kept + 50).await {
                Ok(()) => kept += 50,
                Err(error) => break error,
            }
            assert!(kept < 100_000, "the disk is never full");
        };
        assert!(matches!(full, StoreError::Full(_)), "{full:?}");
        assert!(kept > 100, "{kept}");
        // What was kept can be read on the full disk.
        let checked = store.read().await.unwrap().verify(&[]).await.unwrap();
        assert_eq!((u128::from(checked.events), checked.is_clean()), (kept, true));
        // A backup finds no room either, and leaves nothing.
        let files = || std::fs::read_dir(disk.path()).unwrap().count();
        let before = files();
        let refused = store.backup(&disk.path().join("b.db"), moment()).await.unwrap_err();
        assert!(matches!(refused, StoreError::Full(_)), "{refused:?}");
        assert_eq!(files(), before);

        // With room again, it goes on.
        let mount = |size: &str| {
            let options = format!("remount,size={size}");
            let path = disk.path().to_str().unwrap();
            Command::new("mount").args(["-o", &options, path]).status().unwrap().success()
        };
        assert!(mount("8000000"));
        add(&store, kept..kept + 50).await.unwrap();
        store.close().await;
        assert_whole(&address, u64::try_from(kept).unwrap() + 50).await;
    });
}

fn remount(path: &Path, how: &str) {
    let options = format!("remount,{how}");
    let done = Command::new("mount").args(["-o", &options]).arg(path).status().unwrap();
    assert!(done.success());
}

#[test]
fn a_file_that_may_only_be_read_is_read_and_not_written() {
    run(async {
        let disk = SmallDisk::mount(4_000_000).unwrap();
        let path = disk.path().join("cases.db");
        let address = Address::file(&path);
        let store = Store::create(&address, keyring(), moment()).await.unwrap();
        add(&store, 0..20).await.unwrap();
        store.close().await;
        remount(disk.path(), "ro");
        match Store::open(&address, keyring(), moment()).await {
            Ok(store) => {
                let refused = add(&store, 20..21).await.unwrap_err();
                assert!(matches!(refused, StoreError::ReadOnly(_)), "{refused:?}");
                store.close().await;
            }
            Err(refused) => assert!(matches!(refused, StoreError::ReadOnly(_)), "{refused:?}"),
        }
        let other = Address::file(&disk.path().join("other.db"));
        let refused = Store::create(&other, keyring(), moment()).await.err().unwrap();
        assert!(matches!(refused, StoreError::ReadOnly(_)), "{refused:?}");
        // A copy elsewhere can be made even so.
        let folder = tempfile::tempdir().unwrap();
        let to = Address::file(&folder.path().join("copy.db"));
        let checked = Store::restore(&path, &to, moment()).await;
        // Unless SQLite wants to put files beside it.
        assert!(matches!(checked, Ok(_) | Err(StoreError::ReadOnly(_))), "{checked:?}");
        remount(disk.path(), "rw");
        assert_whole(&address, 20).await;
    });
}

#[test]
fn a_disk_that_becomes_read_only_while_the_store_is_open_is_named() {
    run(async {
        let disk = SmallDisk::mount(4_000_000).unwrap();
        let path = disk.path().join("cases.db");
        let store = Store::create(&Address::file(&path), keyring(), moment()).await.unwrap();
        add(&store, 0..20).await.unwrap();
        store.close().await;
        let immutable = Command::new("chattr").arg("+i").arg(&path).status();
        if !immutable.is_ok_and(|status| status.success()) {
            // Not every file system knows it.
            return;
        }
        let store = Store::open(&Address::file(&path), keyring(), moment()).await;
        let refused = match store {
            Ok(store) => add(&store, 20..21).await.unwrap_err(),
            Err(error) => error,
        };
        assert!(Command::new("chattr").arg("-i").arg(&path).status().unwrap().success());
        assert!(matches!(refused, StoreError::ReadOnly(_)), "{refused:?}");
        assert_whole(&Address::file(&path), 20).await;
    });
}
