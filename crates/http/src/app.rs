//! What every request is answered from.

use std::sync::Arc;

use chrono::NaiveDate;
use etablera_casework::office::account::Logins;
use etablera_casework::office::{CaseError, Engine, Live, Office};
use etablera_domain::event::Moment;
use etablera_matching::{Catalogue, Parameters};
use etablera_taxonomy::Taxonomy;

use crate::guard::Rates;
use crate::operate::Metrics;
use crate::settings::Settings;
use crate::who::{Provider, SignOnError};

/// What every request is answered from.
pub struct App {
    /// Where casework is done.
    pub(crate) office: Office,
    /// What lists are made with.
    pub(crate) judging: Judging,
    /// How strict logging in is.
    pub(crate) logins: Logins,
    /// What tells the time.
    pub(crate) clock: Clock,
    /// How the server was set up.
    pub(crate) settings: Settings,
    /// Where people log in elsewhere, if anywhere.
    pub(crate) sign_on: Option<Provider>,
    /// What is counted.
    pub(crate) metrics: Metrics,
    /// How much each caller asks.
    pub(crate) rates: Rates,
}

impl App {
    /// A server that nobody has asked anything yet.
    #[must_use]
    pub fn new(
        (office, judging): (Office, Judging),
        (logins, clock): (Logins, Clock),
        settings: Settings,
    ) -> Self {
        let rates = Rates::new(&settings.limits);
        let (sign_on, metrics) = (None, Metrics::default());
        Self { office, judging, logins, clock, settings, sign_on, metrics, rates }
    }

    /// The same with the sign-on of an organisation, where the settings name
    /// one. The provider is not asked yet.
    ///
    /// # Errors
    ///
    /// When it cannot be set up as the settings say, or not in this build.
    pub fn with_sign_on(mut self) -> Result<Self, SignOnError> {
        self.sign_on = self.settings.sign_on.as_ref().map(Provider::new).transpose()?;
        Ok(self)
    }

    /// The same with whom and what there is to match in memory, where it follows
    /// the log.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn with_live(mut self) -> Result<Self, CaseError> {
        let (_, today) = self.clock.now();
        let live = Live::build(&self.office, self.judging.engine(), today).await?;
        self.judging.engine = Arc::new(live).engine();
        Ok(self)
    }

    /// Where casework is done.
    #[must_use]
    pub fn office(&self) -> &Office {
        &self.office
    }

    /// How strict logging in is.
    #[must_use]
    pub fn logins(&self) -> &Logins {
        &self.logins
    }
}

/// What lists are made with, for as long as the server runs.
pub struct Judging {
    engine: Engine<'static>,
}

impl Judging {
    /// By a taxonomy, numbers and training modules, which live as long as the
    /// process.
    #[must_use]
    pub fn new(
        taxonomy: &'static Taxonomy,
        parameters: Parameters,
        training: Option<&'static Catalogue>,
    ) -> Self {
        let engine = Engine::new(taxonomy, parameters);
        let engine = match training {
            Some(training) => engine.with_training(training),
            None => engine,
        };
        Self { engine }
    }

    pub(crate) fn engine(&self) -> &Engine<'static> {
        &self.engine
    }
}

/// What tells the time.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> (Moment, NaiveDate) + Send + Sync>);

impl Clock {
    /// A clock that tells the moment, and the day it is where people work.
    #[must_use]
    pub fn new(tell: impl Fn() -> (Moment, NaiveDate) + Send + Sync + 'static) -> Self {
        Self(Arc::new(tell))
    }

    pub(crate) fn now(&self) -> (Moment, NaiveDate) {
        (self.0)()
    }
}
