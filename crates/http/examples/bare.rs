//! A bare handler that answers every request with the bytes of a file, on a port
//! of its own: what the figures of the service are set beside.

#![expect(clippy::print_stderr, reason = "it talks to whoever started it")]

use std::error::Error;

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderValue, header};

fn main() -> Result<(), Box<dyn Error>> {
    let Some(file) = std::env::args_os().nth(1) else {
        eprintln!("expected a file: its bytes are the answer to everything");
        return Ok(());
    };
    let bytes = Bytes::from(std::fs::read(file)?);
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(serve(bytes))
}

async fn serve(bytes: Bytes) -> Result<(), Box<dyn Error>> {
    let json = [(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))];
    // The body of a request is read to its end, as the service does.
    let router = Router::new().fallback(async move |_: Bytes| (json, bytes));
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let at = listener.local_addr()?;
    let server = axum_server::from_tcp(listener)?;
    eprintln!("listening on {at}");
    Ok(server.serve(router.into_make_service()).await?)
}
