//! A server that is spoken to over a network.

use std::path::{Path, PathBuf};

use etablera_storage::{Address, Store, StoreError};
use etablera_test_store::{Cluster, Durability};
use rcgen::{CertifiedKey, KeyPair};

use crate::support::{keyring, moment};
use crate::{add, assert_whole, run};

/// Writes into the folder of the server's data, as the server.
fn put(cluster: &Cluster, file: &str, text: &str) {
    // Lines are sent apart, since the server escapes what ends them.
    let rows: Vec<String> = text.lines().map(|line| format!("('{line}')")).collect();
    let (rows, file) = (rows.join(", "), format!("umask 077; cat > {file}"));
    let copy = format!("COPY (SELECT * FROM (VALUES {rows}) AS t) TO PROGRAM '{file}'");
    cluster.server().run("postgres", &copy).unwrap();
}

/// A certificate for some name, with its key.
fn certificate(name: &str) -> CertifiedKey<KeyPair> {
    rcgen::generate_simple_self_signed([name.to_owned()]).unwrap()
}

/// Writes down whom to trust.
fn trusted(folder: &Path, name: &str, made: &CertifiedKey<KeyPair>) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, made.cert.pem()).unwrap();
    path
}

/// Has the server encrypt with a certificate, and refuse who does not.
fn encrypt(cluster: &Cluster, made: &CertifiedKey<KeyPair>) {
    put(cluster, "server.crt", &made.cert.pem());
    put(cluster, "server.key", &made.signing_key.serialize_pem());
    put(cluster, "pg_hba.conf", "hostssl all all all trust");
    cluster.server().run("postgres", "ALTER SYSTEM SET ssl = on").unwrap();
    cluster.restart().unwrap();
}

#[test]
fn a_server_with_a_certificate_is_spoken_to_in_secret() {
    let folder = tempfile::tempdir().unwrap();
    let cluster = Cluster::start(Durability::None).unwrap();
    let database = cluster.database().unwrap();
    let made = certificate("127.0.0.1");
    encrypt(&cluster, &made);
    let (right, wrong) = (
        trusted(folder.path(), "right.pem", &made),
        trusted(folder.path(), "wrong.pem", &certificate("127.0.0.1")),
    );
    let address = |mode: &str, root: &Path| -> Address {
        let (url, root) = (database.url(), root.display());
        format!("{url}?sslmode={mode}&sslrootcert={root}").parse().unwrap()
    };
    run(async {
        let trusted = address("verify-full", &right);
        let store = Store::create(&trusted, keyring(), moment()).await.unwrap();
        add(&store, 0..5).await.unwrap();
        let asked = format!(
            "SELECT bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) \
             WHERE datname = '{}' AND application_name = 'etablera'",
            database.name()
        );
        assert_eq!(cluster.server().run("postgres", &asked).unwrap(), "t");
        store.close().await;
        for mode in ["verify-full", "verify-ca"] {
            let refused = Store::open(&address(mode, &wrong), keyring(), moment()).await;
            let refused = refused.err().unwrap();
            assert!(matches!(refused, StoreError::Untrusted(_)), "{mode}: {refused:?}");
        }
        let clear = Store::open(&address("disable", &right), keyring(), moment()).await;
        assert!(clear.is_err(), "the server takes nobody in clear");
        assert_whole(&trusted, 5).await;
    });
}

#[test]
fn a_certificate_for_another_name_is_not_trusted() {
    let folder = tempfile::tempdir().unwrap();
    let cluster = Cluster::start(Durability::None).unwrap();
    let made = certificate("db.example");
    encrypt(&cluster, &made);
    let root = trusted(folder.path(), "root.pem", &made);
    let url = format!("{}?sslmode=verify-full&sslrootcert={}", cluster.url("e"), root.display());
    run(async {
        let refused = Store::open(&url.parse().unwrap(), keyring(), moment()).await.err().unwrap();
        assert!(matches!(refused, StoreError::Untrusted(_)), "{refused:?}");
    });
}

#[test]
fn a_server_that_does_not_encrypt_is_refused_where_it_has_to() {
    let database = etablera_test_store::database().unwrap();
    let url = format!("{}?sslmode=verify-full", database.url());
    run(async {
        let refused = Store::open(&url.parse().unwrap(), keyring(), moment()).await.err().unwrap();
        assert!(matches!(refused, StoreError::Untrusted(_)), "{refused:?}");
    });
}
