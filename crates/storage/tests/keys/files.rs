//! Keyrings in files.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};

use etablera_storage::KeyFileError;
use tempfile::tempdir;

use super::*;

#[test]
fn a_key_file_is_its_owners() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("keys");
    keyring().create_file(&path).unwrap();
    let mode = || fs::metadata(&path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(), 0o600);
    assert_eq!(Keyring::read_file(&path).unwrap().render(), keyring().render());
    for bad in [0o640, 0o604, 0o620, 0o602, 0o610, 0o644, 0o666, 0o777] {
        fs::set_permissions(&path, Permissions::from_mode(bad)).unwrap();
        let error = Keyring::read_file(&path).unwrap_err();
        assert!(matches!(error, KeyFileError::Permissions { mode, .. } if mode == bad));
        assert!(error.to_string().contains(&format!("(mode {bad:o}): run `chmod 600`")));
    }
    fs::set_permissions(&path, Permissions::from_mode(0o400)).unwrap();
    Keyring::read_file(&path).unwrap();
}

#[test]
fn a_key_file_is_never_written_over() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("keys");
    fs::write(&path, "old").unwrap();
    assert!(matches!(keyring().create_file(&path), Err(KeyFileError::Exists(_))));
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    // Nor through a link that leads nowhere yet.
    let link = folder.path().join("link");
    symlink(folder.path().join("nowhere"), &link).unwrap();
    assert!(matches!(keyring().create_file(&link), Err(KeyFileError::Exists(_))));
    let absent = folder.path().join("absent/keys");
    assert!(matches!(keyring().create_file(&absent), Err(KeyFileError::Io { .. })));
}

#[test]
fn a_key_file_is_replaced_whole() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("keys");
    let mut keys = keyring();
    assert!(matches!(keys.replace_file(&path), Err(KeyFileError::Io { .. })));
    keys.create_file(&path).unwrap();
    let link = folder.path().join("link");
    symlink(&path, &link).unwrap();

    keys.add_key(Personal, id("k2"), key(9)).unwrap();
    keys.replace_file(&link).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(Keyring::read_file(&path).unwrap().render(), keys.render());
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);

    // Somebody else is at it.
    fs::write(folder.path().join("keys.new"), "").unwrap();
    assert!(matches!(keyring().replace_file(&path), Err(KeyFileError::Exists(_))));
    assert_eq!(Keyring::read_file(&path).unwrap().render(), keys.render());
}

#[test]
fn what_is_no_key_file_is_refused() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("keys");
    assert!(matches!(Keyring::read_file(&path), Err(KeyFileError::Io { .. })));
    assert!(matches!(Keyring::read_file(folder.path()), Err(KeyFileError::NotAFile(_))));
    let null = Keyring::read_file("/dev/null".as_ref());
    assert!(matches!(null, Err(KeyFileError::NotAFile(_))));

    let limit = 64 * 1024;
    let head = keyring().render().to_string() + "#";
    let filled = |length: usize| format!("{head}{}", "x".repeat(length - head.len()));
    let write = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
        Keyring::read_file(&path)
    };
    assert!(write(filled(limit).as_bytes()).is_ok());
    for bytes in [filled(limit + 1).as_bytes(), filled(9 * limit).as_bytes(), b"\xff\xfe"] {
        assert!(matches!(write(bytes), Err(KeyFileError::NotText(_))));
    }
    let error = write(b"etablera-keys 1\npersonal k1 secret").unwrap_err();
    assert!(matches!(&error, KeyFileError::Parse { source, .. } if source.line == 2));
    assert!(!format!("{error} {error:?}").contains("secret"));
}
