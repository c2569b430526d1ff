//! How much each caller may ask.

use std::net::IpAddr;
use std::num::NonZeroU32;

use etablera_domain::ActorId;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::problem::{Kind, Problem};
use crate::settings::Limits;

/// How much each caller has asked lately.
pub(crate) struct Rates {
    callers: DefaultKeyedRateLimiter<ActorId>,
    /// By address, of those who are not known yet.
    strangers: DefaultKeyedRateLimiter<IpAddr>,
}

impl Rates {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            callers: RateLimiter::keyed(quota(limits.per_minute)),
            strangers: RateLimiter::keyed(quota(limits.logins_per_minute)),
        }
    }

    /// Counts a request of somebody who is known.
    pub(crate) fn caller(&self, actor: &ActorId) -> Result<(), Problem> {
        self.callers.check_key(actor).map_err(|until| too_many(&until))
    }

    /// Counts an attempt to log in.
    pub(crate) fn stranger(&self, address: IpAddr) -> Result<(), Problem> {
        self.strangers.check_key(&address).map_err(|until| too_many(&until))
    }

    /// Forgets who has not asked for a while.
    pub(crate) fn forget(&self) {
        self.callers.retain_recent();
        self.strangers.retain_recent();
    }
}

/// So many a minute, and as many at once.
fn quota(per_minute: u32) -> Quota {
    Quota::per_minute(NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN))
}

fn too_many(until: &governor::NotUntil<governor::clock::QuantaInstant>) -> Problem {
    let wait = until.wait_time_from(DefaultClock::default().now());
    Problem::new(Kind::TooMany).again_after(wait.as_secs() + 1)
}
