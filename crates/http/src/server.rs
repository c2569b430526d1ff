//! Listening, and coming to an end.

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::{Router, middleware};
use axum_server::Handle;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use tokio::signal::unix::{SignalKind, signal};
use tokio::time::interval;

use crate::app::App;
use crate::guard;
use crate::operate::{self, operated};
use crate::router::router;
use crate::settings::Tls;
use crate::who::SignOnError;

/// How often what is not asked any more is forgotten.
const TIDY: Duration = Duration::from_secs(60);

/// The server cannot be started, or has failed.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Nothing can listen there.
    #[error("nothing can listen at `{at}`")]
    Listen {
        /// Where.
        at: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
    /// The certificate or its key cannot be used.
    #[error(
        "`{certificate}` with `{key}` is no certificate to be shown: expected one in PEM, and the \
         key that belongs to it"
    )]
    Tls {
        /// The file with the certificate.
        certificate: PathBuf,
        /// The file with its key.
        key: PathBuf,
        /// What is wrong.
        source: std::io::Error,
    },
    /// The level of the log is none.
    #[error("`log.level` `{0}`: {1}; expected one such as `info` or `etablera_http=debug,warn`")]
    Level(String, String),
    /// The store cannot be read.
    #[error(transparent)]
    Store(#[from] etablera_storage::StoreError),
    /// Signing on elsewhere cannot be set up.
    #[error(transparent)]
    SignOn(#[from] SignOnError),
    /// The system failed.
    #[error("the server failed")]
    Failed(#[from] std::io::Error),
}

/// Answers until the process is told to end (SIGTERM, SIGINT): then no new
/// connections are taken, and requests that are under way are finished.
/// `listening` is told where, which matters when the port was 0.
///
/// # Errors
///
/// When nothing can listen there, or the certificate cannot be used.
pub async fn serve(app: Arc<App>, listening: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    operate::start_log(&app.settings.log)?;
    let tls = match &app.settings.tls {
        Some(tls) => Some(certificate(tls).await?),
        None => None,
    };
    let (listener, at) = listen(app.settings.listen)?;
    let handle = Handle::new();
    let patience = app.settings.limits.headers;
    if let Some(address) = app.settings.operate {
        let (listener, _) = listen(address)?;
        let told = answer((listener, None), operated(app.clone()), patience, handle.clone());
        tokio::spawn(told);
    }
    tokio::spawn(tidy(app.clone()));
    tokio::spawn(farewell(handle.clone(), app.settings.limits.farewell)?);
    listening(at);
    tracing::info!(%at, encrypted = tls.is_some(), "listening");
    let served = answer((listener, tls), router(app.clone()), patience, handle).await;
    app.office.store.close().await;
    tracing::info!("ended");
    Ok(served?)
}

/// Tells what the server would serve, after it has looked at everything that it
/// needs.
///
/// # Errors
///
/// When nothing can listen there, the certificate cannot be used, or the store
/// cannot be read.
pub async fn check(app: &App) -> Result<String, ServeError> {
    if let Some(tls) = &app.settings.tls {
        certificate(tls).await?;
    }
    for at in [Some(app.settings.listen), app.settings.operate].into_iter().flatten() {
        listen(at)?;
    }
    let head = async { app.office.store.read().await?.head().await }.await?;
    let (at, organisation) = (app.settings.listen, &app.office.organisation);
    Ok(format!("would serve `{organisation}` at {at}, log at {}", head.seq))
}

fn listen(at: SocketAddr) -> Result<(TcpListener, SocketAddr), ServeError> {
    let failed = |source| ServeError::Listen { at, source };
    let listener = TcpListener::bind(at).map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    let at = listener.local_addr().map_err(failed)?;
    Ok((listener, at))
}

/// Reads the certificate, by the one library of cryptography that is built in.
async fn certificate(tls: &Tls) -> Result<RustlsConfig, ServeError> {
    // A second server in one process finds it installed.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let read = RustlsConfig::from_pem_file(&tls.certificate, &tls.key).await;
    let config = read.map_err(|source| ServeError::Tls {
        certificate: tls.certificate.clone(),
        key: tls.key.clone(),
        source,
    })?;
    // Offers HTTP/2 as well, which this server does not speak.
    let mut spoken = rustls::ServerConfig::clone(&config.get_inner());
    spoken.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(RustlsConfig::from_config(Arc::new(spoken)))
}

async fn answer(
    (listener, tls): (TcpListener, Option<RustlsConfig>),
    router: Router,
    patience: Duration,
    handle: Handle<SocketAddr>,
) -> std::io::Result<()> {
    let router = router.layer(middleware::from_fn(guard::host));
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    macro_rules! served {
        ($server:expr) => {{
            let mut server = $server.handle(handle).first_request_timeout(patience);
            let mut builder = server.http_builder().http1();
            builder.timer(hyper_util::rt::TokioTimer::new()).header_read_timeout(patience);
            server.http1_only().serve(service).await
        }};
    }
    match tls {
        None => served!(axum_server::from_tcp(listener)?),
        Some(tls) => {
            let acceptor = RustlsAcceptor::new(tls).handshake_timeout(patience);
            served!(axum_server::from_tcp(listener)?.acceptor(acceptor))
        }
    }
}

/// Ends the server when the process is told to.
fn farewell(
    handle: Handle<SocketAddr>,
    patience: Duration,
) -> Result<impl Future<Output = ()>, ServeError> {
    let mut end = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = end.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("told to end");
        handle.graceful_shutdown(Some(patience));
    })
}

async fn tidy(app: Arc<App>) {
    let mut turns = interval(TIDY);
    loop {
        turns.tick().await;
        app.rates.forget();
    }
}
