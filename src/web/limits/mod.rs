//! How much one network or account may ask of the program (security bar RL-1 to RL-4). Whole offices
//! and schools stand behind one address, so the bursts of a network are those of hundreds of people,
//! and who is signed in is counted by account, for what costs much.

mod account;
mod caller;
mod pace;

use std::{
    collections::{HashMap, HashSet},
    net::{IpAddr, Ipv4Addr},
    sync::{Mutex, PoisonError},
};

use entity::Timestamp;
use rocket::{
    Data, Request, Route,
    http::Status,
    route::{Handler, Outcome},
};
use tokio::sync::Semaphore;

pub use account::admit_account;
pub(super) use caller::{caller_of, is_untrusted_proxy};
pub(super) use pace::{PATIENCE, Paced};

use super::{problem::Problem, request::ctx_of, trace::has_actor};
use crate::{
    config::QuotaConfig,
    context::{Caller, Ctx},
    secret::sha256,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    /// Requests of people who are not signed in.
    Anonymous,
    WrongPassword,
    /// Mails that someone makes us send without being signed in.
    Mail,
    Upload,
    Export,
    /// Lists in which an account looks for words.
    Search,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Whom {
    Network(IpAddr),
    /// An account by its public id, with the table if one is counted.
    Account(String),
}

/// So many at once, and one more after each pause.
struct Rate {
    burst: i64,
    pause_ms: i64,
}

impl Rate {
    /// So many at once, and then as many in each period.
    fn per(period_ms: i64, count: u32) -> Self {
        let burst = i64::from(count).max(1);
        Self { burst, pause_ms: (period_ms / burst).max(1) }
    }
}

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;

impl Kind {
    fn rate(self, quota: &QuotaConfig) -> Rate {
        match self {
            Self::Anonymous => Rate { burst: 1_200, pause_ms: 200 },
            Self::WrongPassword => Rate { burst: 60, pause_ms: 6_000 },
            Self::Mail => Rate { burst: 100, pause_ms: 36_000 },
            Self::Upload => Rate::per(HOUR_MS, quota.uploads_per_hour),
            Self::Export => Rate::per(HOUR_MS, quota.exports_per_hour),
            Self::Search => Rate::per(MINUTE_MS, quota.searches_per_minute),
        }
    }

    /// What a request is counted as, besides as a request.
    fn of(route: &Route) -> Option<Self> {
        match (route.method.as_str(), route.uri.path()) {
            ("POST", "/sign-in" | "/setup" | "/invitations/staff") => Some(Self::WrongPassword),
            ("POST", "/accounts" | "/sign-in/link" | "/password/forgotten") => Some(Self::Mail),
            _ => None,
        }
    }
}

/// So many networks and accounts are told apart; beyond, further ones are counted as one.
const MOST: usize = 50_000;
/// The one that stands for those.
const REST: Whom = Whom::Network(IpAddr::V4(Ipv4Addr::UNSPECIFIED));

/// The counts, in memory, and the places for requests that are worked on at once.
#[derive(Debug)]
pub struct Limits {
    counts: Mutex<Counts>,
    places: Semaphore,
}

/// Open files kept for the database, attachments and the log.
const KEPT_FILES: u64 = 128;

impl Default for Limits {
    /// As many places as there can be connections.
    fn default() -> Self {
        let files = rlimit::Resource::NOFILE.get_soft().unwrap_or(1_024);
        let places = files.saturating_sub(KEPT_FILES).clamp(64, 65_536);
        let places = usize::try_from(places).unwrap_or(64);
        Self { counts: Mutex::default(), places: Semaphore::new(places) }
    }
}

type Session = [u8; 32];

#[derive(Debug, Default)]
struct Counts {
    /// Sessions that have opened something: anyone can make a cookie up.
    proven: HashSet<Session>,
    /// From which instant on all of it may be used again.
    full_at: HashMap<(Kind, Whom), i64>,
    swept_at: i64,
}

impl Counts {
    /// Where someone is counted. Full ones make room for others, looked for once a second.
    fn key(&mut self, key: (Kind, Whom), now: Timestamp) -> (Kind, Whom) {
        let has_room = |counts: &Self| counts.full_at.len() < MOST;
        if !has_room(self) && self.swept_at.abs_diff(now.0) >= 1_000 {
            self.swept_at = now.0;
            self.full_at.retain(|_, full_at| *full_at > now.0);
        }
        if has_room(self) || self.full_at.contains_key(&key) { key } else { (key.0, REST) }
    }
}

/// When someone asks, and what the settings allow.
struct Now<'a> {
    now: Timestamp,
    quota: &'a QuotaConfig,
}

impl<'a> Now<'a> {
    fn of(ctx: &'a Ctx) -> Self {
        Self { now: ctx.now, quota: &ctx.app.config.quota }
    }
}

impl Limits {
    /// Takes one, or says how long to wait for it.
    fn take(&self, kind: Kind, whom: Whom, at: &Now<'_>) -> Result<(), i64> {
        let now = at.now;
        let Rate { burst, pause_ms } = kind.rate(at.quota);
        let longest = burst.saturating_mul(pause_ms);
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let key = counts.key((kind, whom), now);
        // A clock that was set back must not shut anyone out for longer than the burst.
        let full_at = counts.full_at.get(&key);
        let full_at = full_at.map_or(now.0, |at| (*at).clamp(now.0, now.0.saturating_add(longest)));
        let wait_ms = full_at.saturating_add(pause_ms) - now.0 - longest;
        if wait_ms > 0 {
            return Err(wait_ms);
        }
        counts.full_at.insert(key, full_at.saturating_add(pause_ms));
        Ok(())
    }

    fn count(
        &self,
        request: &Request<'_>,
        kind: Option<Kind>,
        network: &Whom,
        at: &Now<'_>,
    ) -> Result<(), i64> {
        if !session_of(request).is_some_and(|session| self.is_proven(&session)) {
            self.take(Kind::Anonymous, network.clone(), at)?;
        }
        kind.map_or(Ok(()), |kind| self.take(kind, network.clone(), at))
    }

    fn is_proven(&self, session: &Session) -> bool {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner).proven.contains(session)
    }

    /// Remembers the session of someone who was known by it. When there are too many all prove themselves again.
    fn prove(&self, session: Session) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.proven.len() >= MOST {
            counts.proven.clear();
        }
        counts.proven.insert(session);
    }

    fn give_back(&self, kind: Kind, whom: Whom, at: &Now<'_>) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(full_at) = counts.full_at.get_mut(&(kind, whom)) {
            *full_at = full_at.saturating_sub(kind.rate(at.quota).pause_ms);
        }
    }
}

/// The same routes of the API, not yet mounted, each asked no more than its limits allow.
pub fn limited(routes: Vec<Route>) -> Vec<Route> {
    let limit = |mut route: Route| {
        let kind = Kind::of(&route);
        route.handler = Box::new(Limited { handler: route.handler, kind });
        route
    };
    routes.into_iter().map(limit).collect()
}

#[derive(Clone)]
struct Limited {
    handler: Box<dyn Handler>,
    kind: Option<Kind>,
}

#[rocket::async_trait]
impl Handler for Limited {
    async fn handle<'r>(&self, request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r> {
        let (Some(limits), Some(ctx)) = (request.rocket().state::<Limits>(), ctx_of(request)) else {
            return self.handler.handle(request, data).await;
        };
        let Ok(_place) = limits.places.try_acquire() else {
            return Outcome::from(request, Problem::busy());
        };
        let Caller::Network(network) = ctx.caller else {
            return self.handler.handle(request, data).await;
        };
        let (network, at) = (Whom::Network(network), Now::of(&ctx));
        if let Err(wait_ms) = limits.count(request, self.kind, &network, &at) {
            let title = "Too many requests from this network. Please wait, then try again.";
            return Outcome::from(request, too_many(title, wait_ms));
        }
        let outcome = self.handler.handle(request, data).await;
        if let Some(session) = session_of(request).filter(|session| !limits.is_proven(session))
            && has_actor(request)
        {
            limits.prove(session);
            limits.give_back(Kind::Anonymous, network.clone(), &at);
        }
        // What was right, or refused for another reason, is no guess.
        if self.kind == Some(Kind::WrongPassword) && !was_wrong(&outcome) {
            limits.give_back(Kind::WrongPassword, network, &at);
        }
        outcome
    }
}

fn session_of(request: &Request<'_>) -> Option<Session> {
    let cookie = request.cookies().iter().find(|cookie| cookie.name().ends_with("session"))?;
    Some(sha256(cookie.value().as_bytes()))
}

fn was_wrong(outcome: &Outcome<'_>) -> bool {
    match outcome {
        Outcome::Success(answer) => answer.status() == Status::Unauthorized,
        Outcome::Error(status) => *status == Status::Unauthorized,
        Outcome::Forward(_) => false,
    }
}

fn too_many(title: &str, wait_ms: i64) -> Problem {
    Problem::new(429, "too-many-requests", title).retry_after(wait_ms.saturating_add(999) / 1_000)
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

    use entity::Timestamp;

    use super::{Kind, Limits, MOST, Now, Whom};
    use crate::config::QuotaConfig;

    const HERE: Whom = network(0xC000_0207);

    const fn network(bits: u32) -> Whom {
        Whom::Network(IpAddr::V4(Ipv4Addr::from_bits(bits)))
    }

    fn take(limits: &Limits, kind: Kind, whom: Whom, ms: i64) -> Result<(), i64> {
        limits.take(kind, whom, &Now { now: Timestamp(ms), quota: &QuotaConfig::default() })
    }

    #[test]
    fn a_burst_passes_and_then_one_after_each_pause() {
        let limits = Limits::default();
        let at = |ms| take(&limits, Kind::WrongPassword, HERE, ms);
        assert_eq!((0..61).map(|_| at(0)).filter(Result::is_ok).count(), 60);
        assert_eq!(at(0), Err(6_000), "as long as it takes for one more");
        assert_eq!(at(4_000), Err(2_000));
        assert_eq!(at(6_000), Ok(()));
        assert_eq!(at(6_000), Err(6_000));
        let quota = QuotaConfig::default();
        limits.give_back(Kind::WrongPassword, HERE, &Now { now: Timestamp(6_000), quota: &quota });
        assert_eq!(at(6_000), Ok(()));
        assert_eq!(take(&limits, Kind::Mail, HERE, 6_000), Ok(()), "another kind");
        let other = network(0xC000_0208);
        assert_eq!(take(&limits, Kind::WrongPassword, other, 6_000), Ok(()), "another network");
        assert_eq!(at(-3_600_000), Err(6_000), "a clock that was set back shuts nobody out for long");
    }

    #[test]
    fn the_counts_of_all_networks_of_the_world_stay_small() {
        let limits = Limits::default();
        let networks = (0..60_000_u32).map(|n| network(n + 1));
        let passed = networks.filter(|one| take(&limits, Kind::Mail, one.clone(), 0).is_ok()).count();
        assert_eq!(passed, MOST + 100, "and the rest shares one");
        assert!(limits.counts.lock().unwrap().full_at.len() <= MOST + 1);
        let later = 4 * 3_600_000;
        assert_eq!(take(&limits, Kind::Mail, HERE, later), Ok(()), "places become free");
        assert!(limits.counts.lock().unwrap().full_at.len() < 10);
    }
}
