//! Connections that say nothing.

use std::io::{ErrorKind, Read};
use std::net::TcpStream;

use crate::error::Error;

/// Connections that are held open.
pub(super) struct Connections(Vec<TcpStream>);

impl Connections {
    /// Opens so many.
    ///
    /// # Errors
    /// When the server takes no more, or the system lets no more be opened.
    pub(super) fn open(at: &str, count: u32) -> Result<Self, Error> {
        let opened: Result<Vec<_>, _> = (0..count).map(|_| TcpStream::connect(at)).collect();
        opened.map(Self).map_err(|error| Error::Service(format!("a connection fails: {error}")))
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// Checks that the server has closed none.
    ///
    /// # Errors
    /// When it has.
    pub(super) fn still_open(mut self) -> Result<(), Error> {
        let all = self.0.len();
        let is_open = |stream: &mut TcpStream| {
            let waits = |error: std::io::Error| error.kind() == ErrorKind::WouldBlock;
            stream.set_nonblocking(true).is_ok() && stream.read(&mut [0]).is_err_and(waits)
        };
        let open = self.0.iter_mut().filter_map(|stream| is_open(stream).then_some(())).count();
        if open == all {
            return Ok(());
        }
        Err(Error::Service(format!("{open} of {all} connections are still open: expected all")))
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    #[test]
    fn a_connection_that_was_closed_is_found() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap().to_string();
        let held = Connections::open(&at, 3).unwrap();
        let taken: Vec<_> = (0..3).map(|_| listener.accept().unwrap()).collect();
        assert_eq!(held.count(), 3);
        held.still_open().unwrap();
        drop(taken);
        let held = Connections::open(&at, 1).unwrap();
        drop(listener.accept().unwrap());
        // The close is on its way.
        std::thread::sleep(std::time::Duration::from_millis(50));
        assert!(held.still_open().is_err());
    }
}
