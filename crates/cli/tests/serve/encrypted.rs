//! Encrypted connections: what is spoken, and what is refused.

use std::fs;
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;

use etablera_casework::policy::Role;
use rcgen::{CertifiedKey, KeyPair};
use rustls::pki_types::ServerName;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use crate::client::Client;
use crate::place::Place;
use crate::process::{PATIENCE, Served, prepared};
use crate::wire::Wire;

/// A certificate of `localhost` in the folder of a store, as PEM.
fn certified(place: &Place) -> String {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let CertifiedKey { cert, signing_key } = made;
    fs::write(place.path("certificate.pem"), cert.pem()).unwrap();
    fs::write(place.path("key.pem"), signing_key.serialize_pem()).unwrap();
    cert.pem()
}

/// The settings that name it.
fn settings(place: &Place) -> [(&'static str, String); 3] {
    let path = |name: &str| place.path(name).display().to_string();
    [
        ("TLS__CERTIFICATE", path("certificate.pem")),
        ("TLS__KEY", path("key.pem")),
        ("LIMITS__HEADERS", "1".to_owned()),
    ]
}

fn served(place: &Place) -> Served {
    let settings = settings(place);
    let settings: Vec<_> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Served::start_with(place, &settings)
}

/// A connection that trusts one certificate and speaks some protocols.
fn connect(
    at: SocketAddr,
    certificate: &str,
    protocols: &[&str],
) -> Wire<StreamOwned<ClientConnection, TcpStream>> {
    let mut roots = RootCertStore::empty();
    let certificate = rustls::pki_types::CertificateDer::from_pem_slice(certificate.as_bytes());
    roots.add(certificate.unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config =
        ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let mut config = config.unwrap().with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
    let name = ServerName::try_from("localhost").unwrap();
    let stream = TcpStream::connect(at).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let connection = ClientConnection::new(Arc::new(config), name).unwrap();
    Wire::over(StreamOwned::new(connection, stream))
}

#[test]
fn an_encrypted_server_answers_and_says_to_come_so_again() {
    let place = Place::file();
    let certificate = certified(&place);
    let token = place.token("anna", Role::Matcher);
    let served = served(&place);
    let request = Client::new(served.at(), &token).request("GET /api/v1/needs", "", "");
    // As browsers do: they would rather speak HTTP/2.
    for protocols in [&["h2", "http/1.1"][..], &["http/1.1"], &[]] {
        let mut wire = connect(served.at(), &certificate, protocols);
        assert!(wire.send(request.as_bytes()), "{protocols:?}");
        let answer = wire.answer().unwrap_or_else(|| panic!("no answer: {protocols:?}"));
        assert_eq!((answer.status, answer.text().as_str()), (200, "[]"), "{protocols:?}");
        let strict = answer.header("strict-transport-security");
        assert!(strict.starts_with("max-age=") && strict.len() > 12, "{strict}");
    }
    assert!(!connect(served.at(), &certificate, &["h2"]).send(request.as_bytes()));
}

#[test]
fn an_encrypted_server_says_nothing_in_clear_and_nothing_in_what_is_broken() {
    let place = Place::file();
    let certificate = certified(&place);
    let served = served(&place);
    let mut plain = Wire::open(served.at());
    plain.send(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assert!(!plain.everything().windows(5).any(|bytes| bytes == b"HTTP/"));
    let mut old = Wire::open(served.at());
    old.send(&hello_of_tls_1_1());
    let said = old.everything();
    // A fatal alert (RFC 5246, 7.2): of that version of the protocol.
    assert_eq!((said[0], &said[5..]), (21, &[2, 70][..]), "{said:?}");
    // Who begins and says nothing does not stay.
    assert_eq!(Wire::open(served.at()).everything(), [0_u8; 0]);
    let mut wire = connect(served.at(), &certificate, &[]);
    wire.send(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assert_eq!(wire.answer().unwrap().status, 204);
}

/// How a client begins that speaks nothing newer than TLS 1.1.
fn hello_of_tls_1_1() -> Vec<u8> {
    let suites = [0xc0, 0x2b, 0xc0, 0x14, 0x00, 0x2f, 0x00, 0x35];
    let mut hello = vec![3, 2];
    hello.extend([7; 32]);
    hello.push(0);
    hello.extend([0, suites.len() as u8]);
    hello.extend(suites);
    hello.extend([1, 0]);
    // The server would ask for one of these first.
    let extensions = [0, 10, 0, 4, 0, 2, 0, 23, 0, 11, 0, 2, 1, 0, 0, 13, 0, 4, 0, 2, 4, 3];
    hello.extend([0, extensions.len() as u8]);
    hello.extend(extensions);
    let mut record = vec![22, 3, 1, 0, hello.len() as u8 + 4, 1, 0, 0, hello.len() as u8];
    record.extend(hello);
    record
}

#[test]
fn a_certificate_with_the_key_of_another_is_refused_at_the_start() {
    let place = Place::file();
    certified(&place);
    let settings = settings(&place);
    let settings: Vec<_> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let refused = || {
        let output = prepared(&place, &settings).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        for part in ["certificate.pem", "key.pem", "the key that belongs to it"] {
            assert!(said.contains(part), "`{part}`: {said}");
        }
        assert!(!said.contains("listening"), "{said}");
        said
    };
    fs::write(place.path("key.pem"), KeyPair::generate().unwrap().serialize_pem()).unwrap();
    assert!(refused().contains("KeyMismatch"));
    fs::write(place.path("key.pem"), "no key").unwrap();
    refused();
    fs::remove_file(place.path("key.pem")).unwrap();
    refused();
}
