//! Stores of other programs.

use etablera_storage::{Store, StoreError};

use crate::support::{each_place, keyring, moment};

#[test]
fn a_store_of_a_newer_program_is_refused() {
    each_place(|place| async move {
        let newer = "INSERT INTO migration (version, name, hash, at) VALUES (999, 'x', 'y', 'z')";
        place.run(newer).unwrap();
        let refused = Store::open(&place.address, keyring(), moment()).await.err().unwrap();
        assert!(matches!(refused, StoreError::Newer { found: 999, .. }), "{refused}");
    });
}

#[test]
fn a_store_made_by_other_steps_is_refused() {
    each_place(|place| async move {
        for (change, step) in [
            ("UPDATE migration SET hash = 'ff' WHERE version = 1", 1),
            ("UPDATE migration SET name = 'other' WHERE version = 2", 2),
            ("DELETE FROM migration WHERE version = 1", 1),
        ] {
            let kept = place.run("SELECT name, hash, at FROM migration WHERE version = 1").unwrap();
            place.run(change).unwrap();
            let refused = Store::open(&place.address, keyring(), moment()).await.err().unwrap();
            let found = matches!(refused, StoreError::OtherStep { version, .. } if version == step);
            assert!(found, "{change}: {refused}");
            let row: Vec<&str> = kept.split('|').collect();
            let (name, hash, at) = (row[0], row[1], row[2]);
            place.run("DELETE FROM migration WHERE version = 1").unwrap();
            place
                .run(&format!("INSERT INTO migration VALUES (1, '{name}', '{hash}', '{at}')"))
                .unwrap();
            place.run("UPDATE migration SET name = '0002_registers' WHERE version = 2").unwrap();
            Store::open(&place.address, keyring(), moment()).await.unwrap().close().await;
        }
    });
}
