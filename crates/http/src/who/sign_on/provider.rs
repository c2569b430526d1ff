//! The provider: what it can, and what it says of somebody.

use std::fs;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use etablera_casework::office::account::ExternalIdentity;
use etablera_domain::event::Moment;
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClientAuthMethod, CoreIdToken, CoreProviderMetadata,
};
use openidconnect::{
    AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken,
    EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl, Nonce, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, TokenResponse,
};
use reqwest::redirect::Policy;
use reqwest::{Certificate, Client as Http};
use serde::{Deserialize, Serialize};

use super::RETURN;
use crate::problem::{Kind, Problem};
use crate::router::BASE;
use crate::settings::SignOn;

/// How long what a provider says of itself is believed.
const KNOWN: Duration = Duration::from_secs(3600);
/// How long a provider is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

type Client = openidconnect::core::CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// Signing on elsewhere cannot be set up like this.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SignOnError {
    /// An address is none, or would be asked in clear.
    #[error("`sign_on.{field}` is `{found}`: expected an address that begins with `https://`")]
    Address {
        /// Which setting.
        field: &'static str,
        /// What it says.
        found: String,
    },
    /// A file cannot be read.
    #[error("`sign_on.{field}`: cannot read `{file}`")]
    File {
        /// Which setting.
        field: &'static str,
        /// Which file.
        file: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// No connections can be made like this.
    #[error("`sign_on.authorities` holds no certificates in PEM that can be used")]
    Connections(#[from] reqwest::Error),
}

/// What shows that an answer is one to what this server asked, from the browser
/// that it sent away.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Proof {
    pub(super) state: String,
    pub(super) nonce: String,
    pub(super) verifier: String,
}

/// A provider of sign-on.
pub(crate) struct Provider {
    issuer: IssuerUrl,
    client: ClientId,
    secret: Option<ClientSecret>,
    here: RedirectUrl,
    http: Http,
    known: RwLock<Option<(Instant, Arc<CoreProviderMetadata>)>>,
}

impl Provider {
    /// The provider that the settings name; it is asked nothing yet, so that
    /// the server starts without it.
    pub(crate) fn new(settings: &SignOn) -> Result<Self, SignOnError> {
        let issuer = IssuerUrl::new(settings.issuer.clone())
            .map_err(|_| address("issuer", &settings.issuer))?;
        let here =
            RedirectUrl::new(format!("{}{BASE}{RETURN}", settings.here.trim_end_matches('/')))
                .map_err(|_| address("here", &settings.here))?;
        for (field, url) in [("issuer", issuer.url()), ("here", here.url())] {
            let alone = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
            if url.scheme() != "https" && !alone {
                return Err(address(field, url.as_str()));
            }
        }
        let secret = settings.secret.as_ref().map(|file| {
            let text = fs::read_to_string(file).map_err(file_error("secret", file))?;
            Ok::<_, SignOnError>(ClientSecret::new(text.trim().to_owned()))
        });
        let mut http = Http::builder().timeout(PATIENCE).redirect(Policy::none());
        if let Some(file) = &settings.authorities {
            let pem = fs::read(file).map_err(file_error("authorities", file))?;
            for certificate in Certificate::from_pem_bundle(&pem)? {
                http = http.add_root_certificate(certificate);
            }
        }
        Ok(Self {
            issuer,
            client: ClientId::new(settings.client.clone()),
            secret: secret.transpose()?,
            here,
            http: http.build()?,
            known: RwLock::new(None),
        })
    }

    /// Where to send a browser, and what it keeps meanwhile.
    pub(super) async fn begin(&self) -> Result<(String, Proof), Problem> {
        let client = self.client(&*self.known().await?);
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let asked = client.authorize_url(flow, CsrfToken::new_random, Nonce::new_random);
        let (url, state, nonce) = asked.set_pkce_challenge(challenge).url();
        let proof = Proof {
            state: state.into_secret(),
            nonce: nonce.secret().clone(),
            verifier: verifier.into_secret(),
        };
        Ok((url.into(), proof))
    }

    /// Who came back with an answer, which stands in the query.
    pub(super) async fn finish(
        &self,
        proof: &Proof,
        query: &str,
        now: Moment,
    ) -> Result<ExternalIdentity, Problem> {
        let code = self.code(proof, query)?;
        let known = self.known().await?;
        let client = self.client(&known);
        let exchange = client.exchange_code(AuthorizationCode::new(code)).map_err(failed)?;
        let verifier = PkceCodeVerifier::new(proof.verifier.clone());
        let answer = exchange.set_pkce_verifier(verifier).request_async(&self.http).await;
        let answer = answer.map_err(failed)?;
        let token = answer.id_token().ok_or_else(|| failed("no ID token"))?;
        let nonce = Nonce::new(proof.nonce.clone());
        let subject = match subject(&client, (token, &nonce), now) {
            // Its keys may be others than they were.
            Err(ClaimsVerificationError::SignatureVerification(_)) => {
                subject(&self.client(&*self.read().await?), (token, &nonce), now)
            }
            checked => checked,
        };
        let subject = subject.map_err(failed)?;
        Ok(ExternalIdentity { issuer: self.issuer.to_string(), subject })
    }

    /// The code in the answer, if it is one to what was asked.
    fn code(&self, proof: &Proof, query: &str) -> Result<String, Problem> {
        let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let one = |name: &str| {
            let mut values = pairs.iter().filter(|(other, _)| other == name);
            let value = values.next().map(|(_, value)| value.as_str());
            value.filter(|_| values.next().is_none())
        };
        let ours = one("state") == Some(proof.state.as_str());
        // RFC 9207: a provider may say that it is the one.
        if !ours || one("iss").is_some_and(|issuer| issuer != self.issuer.as_str()) {
            let said = "the answer is to another log-in than this browser's: begin again";
            return Err(Problem::new(Kind::Forged).told(said));
        }
        if let Some(error) = one("error") {
            tracing::info!(error, "the provider of sign-on says no");
            return Err(Problem::new(Kind::Unknown).told("you are not logged in there"));
        }
        let code = one("code").ok_or_else(|| failed("no code"))?;
        Ok(code.to_owned())
    }

    fn client(&self, known: &CoreProviderMetadata) -> Client {
        let of =
            Client::from_provider_metadata(known.clone(), self.client.clone(), self.secret.clone());
        let basic = known
            .token_endpoint_auth_methods_supported()
            .is_none_or(|methods| methods.contains(&CoreClientAuthMethod::ClientSecretBasic));
        let way = if basic { AuthType::BasicAuth } else { AuthType::RequestBody };
        of.set_redirect_uri(self.here.clone()).set_auth_type(way)
    }

    /// What the provider says of itself.
    async fn known(&self) -> Result<Arc<CoreProviderMetadata>, Problem> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner).clone();
        match known {
            Some((read, known)) if read.elapsed() < KNOWN => Ok(known),
            _ => self.read().await,
        }
    }

    /// The same, asked anew.
    async fn read(&self) -> Result<Arc<CoreProviderMetadata>, Problem> {
        let read = CoreProviderMetadata::discover_async(self.issuer.clone(), &self.http).await;
        let read = Arc::new(read.map_err(failed)?);
        let known = Some((Instant::now(), read.clone()));
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = known;
        Ok(read)
    }
}

/// Who a token is of, if it is one of this provider for this server and this
/// browser, and good now.
fn subject(
    client: &Client,
    (token, nonce): (&CoreIdToken, &Nonce),
    now: Moment,
) -> Result<String, ClaimsVerificationError> {
    let now: DateTime<Utc> = now.utc();
    let verifier = client.id_token_verifier().set_time_fn(move || now);
    Ok(token.claims(&verifier, nonce)?.subject().as_str().to_owned())
}

/// The provider is away, or what it says does not hold. The log tells what.
fn failed(error: impl std::fmt::Display) -> Problem {
    // Shown, not debugged: that would repeat what the provider answered.
    tracing::warn!(%error, "the provider of sign-on has no answer that holds");
    let said = "the provider of sign-on has no answer that holds: try again, or log in here";
    Problem::new(Kind::NoProvider).told(said)
}

fn address(field: &'static str, found: &str) -> SignOnError {
    SignOnError::Address { field, found: found.to_owned() }
}

fn file_error(
    field: &'static str,
    file: &std::path::Path,
) -> impl FnOnce(std::io::Error) -> SignOnError {
    let file = file.display().to_string();
    move |source| SignOnError::File { field, file, source }
}
